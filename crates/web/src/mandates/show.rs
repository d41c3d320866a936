//! One of them, opened, and the notice to the survivor that is added to it.

use super::fields::{self, Choices, notice};
use super::list::said;
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::referrals::elements;
use crate::session::Caller;
use crate::texts::Tongue;
use app::mandates::Opened;
use askama::Template;
use domain::ids::MandateId;
use domain::mandate::Notice;
use domain::time::Timestamp;
use std::borrow::Cow;

/// A line of the history.
struct NoticeLine {
    text: String,
    by: Cow<'static, str>,
    at: Timestamp,
}

#[derive(Template)]
#[template(path = "mandates/show.html")]
struct ShowPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    v: Opened,
    id: MandateId,
    told: Cow<'static, str>,
    what: String,
    notices: Vec<NoticeLine>,
    c: Choices,
}

impl<'a> ShowPage<'a> {
    fn new(ctx: &'a Ctx, form: &'a Form, v: Opened) -> Self {
        let t = &ctx.t;
        let line = |one: &app::mandates::NoticeRow| NoticeLine {
            text: match one.notice {
                Notice::Told { .. } => said(t, ctx, Some(one.notice)).into_owned(),
                Notice::NotNow { why, review_at } => {
                    let said = t.with("why", t.label(why)).with("date", t.date(review_at));
                    said.say("mandate-not-told").into_owned()
                }
            },
            by: one.by.clone().map_or_else(|| t.say("crossed-by-nobody-known"), Cow::Owned),
            at: one.at,
        };
        Self {
            ctx,
            t,
            form,
            id: v.row.id,
            told: said(t, ctx, v.notices.last().map(|last| last.notice)),
            what: elements(t, &v.row.elements),
            notices: v.notices.iter().map(line).collect(),
            c: Choices::of(t),
            v,
        }
    }
    fn is_told(&self) -> bool {
        matches!(self.v.notices.last().map(|last| last.notice), Some(Notice::Told { .. }))
    }
    fn code(&self) -> Option<String> {
        self.v.row.referral.map(|id| id.short_code())
    }
}

/// `GET /mandated/{id}`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<MandateId>) -> Answer {
    let opened = app::mandates::show(&ctx.app, &caller, id).await?;
    let form = Form::fresh(ctx.app.next_id());
    ctx.show(&ShowPage::new(&ctx, &form, opened))
}

/// `POST /mandated/{id}`: the survivor was told, or still not.
pub(super) async fn post(ctx: Ctx, caller: Caller, Id(id): Id<MandateId>, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    let zone = ctx.t.zone().name().to_owned();
    let notice = if posted.is_resumed() { None } else { notice(&mut form, &zone) };
    let lack = match notice {
        Some(notice) => app::mandates::tell(&ctx.app, &caller, id, notice).await?.err(),
        None => {
            let opened = app::mandates::show(&ctx.app, &caller, id).await?;
            let page = ShowPage::new(&ctx, &form, opened);
            return if form.is_fine() { ctx.show(&page) } else { ctx.again(&page) };
        }
    };
    match lack {
        None => Ok(Page::to(&format!("/mandated/{id}"))),
        Some(lack) => {
            fields::refuse(&mut form, lack);
            let opened = app::mandates::show(&ctx.app, &caller, id).await?;
            ctx.again(&ShowPage::new(&ctx, &form, opened))
        }
    }
}
