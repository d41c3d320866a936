//! Days on which we are closed, besides federal holidays: added by the first and the last, taken off one by one.

use super::ours::OURS;
use super::words;
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Page};
use crate::problem::Problem;
use crate::session::Caller;
use crate::texts::Tongue;
use app::{Error, closed_days};
use askama::Template;
use domain::day::Day;

const CLOSED: &str = "/services/ours/closed";

#[derive(Template)]
#[template(path = "services/closed.html")]
struct ClosedPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    days: Vec<Day>,
}

impl ClosedPage<'_> {
    fn weekday(&self, day: &Day) -> String {
        words::weekday(self.t, *day)
    }
}

async fn page(ctx: &Ctx, caller: &Caller, form: Form) -> Answer {
    let days = closed_days::to_come(&ctx.app, caller, caller.org_id()).await?;
    let page = ClosedPage { ctx, t: &ctx.t, form: &form, days };
    if form.is_fine() { ctx.show(&page) } else { ctx.again(&page) }
}

/// `GET /services/ours/closed`.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    page(&ctx, &caller, Form::fresh(ctx.app.next_id())).await
}

/// `POST /services/ours/closed`.
pub(super) async fn add(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return page(&ctx, &caller, form).await;
    }
    form.wants("from", "closed-days-needed");
    let (from, to) = (form.value("from").to_owned(), form.value("to").to_owned());
    let read = |text: &str| Day::parse(text);
    for (field, typed) in [("from", &from), ("to", &to)] {
        if !typed.is_empty() && read(typed).is_none() {
            form.refuse(field, "together-unreadable-day");
        }
    }
    let Some(from) = read(&from).filter(|_| form.is_fine()) else { return page(&ctx, &caller, form).await };
    match closed_days::add(&ctx.app, &caller, (from, read(&to).unwrap_or(from))).await {
        Ok(()) => Ok(Page::to(CLOSED)),
        Err(error @ Error::Invalid(_)) => {
            form.refuse_deed(&error);
            page(&ctx, &caller, form).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /services/ours/closed/remove`.
pub(super) async fn remove(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let day = Day::parse(posted.form(&ctx).value("day")).ok_or(Problem::NotFound)?;
    closed_days::remove(&ctx.app, &caller, day).await?;
    Ok(Page::to(CLOSED))
}
