//! The log of the organization: newest first, page by page, of the days that are asked for.

use super::lines::Line;
use super::period;
use crate::ctx::Ctx;
use crate::form::{Fields, Form};
use crate::page::Answer;
use crate::problem::Problem;
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::disclosures::{self, Period};
use app::referrals::{Cursor, Page};
use askama::Template;
use axum::extract::Query;
use domain::member::Deed;
use serde::Deserialize;

/// What is asked for.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
    before: Option<String>,
}

#[derive(Template)]
#[template(path = "disclosures/list.html")]
struct ListPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    lines: Vec<Line>,
    next: Option<Cursor>,
    is_first: bool,
}

impl ListPage<'_> {
    fn is_narrowed(&self) -> bool {
        !self.form.value("from").is_empty() || !self.form.value("until").is_empty()
    }
}

/// `GET /disclosures`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Query(asked): Query<Asked>) -> Answer {
    let fields = Fields::of(vec![("from".to_owned(), asked.from), ("until".to_owned(), asked.until)]);
    let mut form = Form::posted(fields, ctx.app.next_id());
    let period = period::read(&mut form, &ctx, &caller);
    let before = asked.before.filter(|before| !before.is_empty()).map(Cursor);
    let is_first = before.is_none();
    let page = match period {
        Some(period) => read(&ctx, &caller, period, before).await?,
        None => Page { rows: Vec::new(), next: None },
    };
    let lines =
        page.rows.into_iter().map(|one| Line::of(&ctx.t, one, ctx.now, caller.may(Deed::RecordMandate))).collect();
    let view = ListPage { ctx: &ctx, t: &ctx.t, form: &form, lines, next: page.next, is_first };
    if form.is_fine() { ctx.show(&view) } else { ctx.again(&view) }
}

async fn read(
    ctx: &Ctx,
    caller: &Caller,
    period: Period,
    before: Option<Cursor>,
) -> Result<Page<disclosures::Crossed>, Problem> {
    disclosures::list(&ctx.app, caller, period, before).await.map_err(|error| match error {
        // A cursor that is none is a page that does not exist.
        Error::Invalid("cursor") => Problem::NotFound,
        other => other.into(),
    })
}
