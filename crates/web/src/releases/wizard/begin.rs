//! The first page: is there another way? Only who goes on begins something that is kept.

use super::page::StepPage;
use super::{instead, path};
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::session::Caller;
use app::Error;
use app::releases::draft::{Begun, Ground, Standing, begin, prospect};
use domain::ids::{ReferralId, ReleaseId};
use domain::release::answer::OtherWay;
use domain::release::draft::Step;

/// `GET /releases/new`.
pub(super) async fn for_referral(ctx: Ctx, caller: Caller) -> Answer {
    get(&ctx, &caller, Ground::Referral).await
}

/// `POST /releases/new`.
pub(super) async fn post_for_referral(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    post(&ctx, &caller, Ground::Referral, &posted).await
}

/// `GET /referrals/{id}/release`: to tell the sender what came of it. The page opens nothing of the record.
pub(super) async fn feedback(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>) -> Answer {
    get(&ctx, &caller, Ground::Feedback(id)).await
}

/// `POST /referrals/{id}/release`.
pub(super) async fn post_feedback(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    post(&ctx, &caller, Ground::Feedback(id), &posted).await
}

/// `GET /referrals/{id}/release/care`: to plan together.
pub(super) async fn care(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>) -> Answer {
    get(&ctx, &caller, Ground::Care(id)).await
}

/// `POST /referrals/{id}/release/care`.
pub(super) async fn post_care(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    post(&ctx, &caller, Ground::Care(id), &posted).await
}

fn address(ground: Ground) -> (String, String) {
    match ground {
        Ground::Referral => ("/releases/new".to_owned(), "/reverse".to_owned()),
        Ground::Feedback(id) => (format!("/referrals/{id}/release"), format!("/referrals/{id}")),
        Ground::Care(id) => (format!("/referrals/{id}/release/care"), format!("/referrals/{id}")),
    }
}

fn page<'a>(ctx: &'a Ctx, caller: &'a Caller, form: &'a Form, begun: &'a Begun, ground: Ground) -> StepPage<'a> {
    let (action, back) = address(ground);
    StepPage { action, back, is_kept: false, ..StepPage::new(ctx, caller, form, begun, Step::OtherWay) }
}

async fn get(ctx: &Ctx, caller: &Caller, ground: Ground) -> Answer {
    let begun = prospect(&ctx.app, caller, ground).await?;
    let form = Form::fresh(ctx.app.next_id());
    ctx.show(&page(ctx, caller, &form, &begun, ground))
}

async fn post(ctx: &Ctx, caller: &Caller, ground: Ground, posted: &Posted) -> Answer {
    let begun = prospect(&ctx.app, caller, ground).await?;
    let mut form = posted.form(ctx);
    if posted.is_resumed() {
        return ctx.show(&page(ctx, caller, &form, &begun, ground));
    }
    let Some(way) = form.choice("way", OtherWay::parse) else {
        return ctx.again(&page(ctx, caller, &form, &begun, ground));
    };
    let began = match begin(&ctx.app, caller, ReleaseId::new(form.id), ground, way).await {
        Err(Error::Refused(_)) => {
            form.refuse("way", "release-silenced-way");
            return ctx.again(&page(ctx, caller, &form, &begun, ground));
        }
        other => other?,
    };
    match began {
        Some(Standing::Signed(release)) => Ok(Page::to(&format!("/releases/{}", release.id))),
        Some(Standing::Open(begun)) if way == OtherWay::GoOn => Ok(Page::to(&path(begun.id, Step::What))),
        _ => Ok(Page::to(instead::of(caller, begun.draft.purpose(), way))),
    }
}
