//! Those that were written down, without a name.

use crate::ctx::Ctx;
use crate::inbox::{From, page_or_nothing};
use crate::page::Answer;
use crate::referrals::elements;
use crate::session::Caller;
use crate::texts::Tongue;
use app::mandates::Listed;
use app::referrals::Cursor;
use askama::Template;
use axum::extract::Query;
use domain::mandate::Notice;
use std::borrow::Cow;

#[derive(Template)]
#[template(path = "mandates/list.html")]
struct ListPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    rows: Vec<Listed>,
    next: Option<Cursor>,
    is_first: bool,
}

impl ListPage<'_> {
    fn what(&self, one: &Listed) -> String {
        elements(self.t, &one.row.elements)
    }
    fn told(&self, one: &Listed) -> Cow<'static, str> {
        said(self.t, self.ctx, one.notice)
    }
    fn look(&self, one: &Listed) -> &'static str {
        match one.notice {
            Some(Notice::Told { .. }) => "done",
            Some(Notice::NotNow { review_at, .. }) if review_at > self.ctx.now => "soon",
            _ => "late",
        }
    }
    fn code(&self, one: &Listed) -> Option<String> {
        one.row.referral.map(|id| id.short_code())
    }
}

/// The last word on the notice to the survivor.
pub(super) fn said(t: &Tongue, ctx: &Ctx, notice: Option<Notice>) -> Cow<'static, str> {
    match notice {
        Some(Notice::Told { how, at }) => t.with("how", t.label(how)).with("date", t.date(at)).say("mandate-was-told"),
        Some(Notice::NotNow { review_at, .. }) if review_at > ctx.now => {
            t.with("date", t.date(review_at)).say("mandate-look-again")
        }
        _ => t.say("mandate-look-now"),
    }
}

/// `GET /mandated`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Query(from): Query<From>) -> Answer {
    let cursor = from.cursor();
    let is_first = cursor.is_none();
    let page = app::mandates::list(&ctx.app, &caller, cursor).await.map_err(page_or_nothing)?;
    ctx.show(&ListPage { ctx: &ctx, t: &ctx.t, rows: page.rows, next: page.next, is_first })
}
