//! The page that proves what is gone, without saying what it was. It can be printed.

use crate::ctx::Ctx;
use crate::page::{Answer, Id};
use crate::session::Caller;
use crate::texts::Tongue;
use app::forgetting::proof::{self, Gone, Proof, What};
use askama::Template;
use domain::care_plan::ItemKind;
use domain::ids::ReferralId;
use domain::retention::BACKUPS;
use std::borrow::Cow;

#[derive(Template)]
#[template(path = "forgetting/gone.html")]
struct GonePage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    id: ReferralId,
    proof: Proof,
}

/// What was destroyed, in words.
pub(super) fn what(t: &Tongue, gone: &Gone) -> Cow<'static, str> {
    match gone.what {
        What::Record => t.say("gone-record"),
        What::Form => t.say("gone-form"),
        What::Part(part) => t.with("part", t.label(part)).say("gone-part"),
        What::OfPlan(ItemKind::Line) => t.with("n", gone.n).say("gone-plan-lines"),
        What::OfPlan(ItemKind::Note) => t.with("n", gone.n).say("gone-plan-notes"),
        What::OfPlan(ItemKind::Letter | ItemKind::ReferralLetter) => t.with("n", gone.n).say("gone-plan-letters"),
        What::Unread => t.with("n", gone.n).say("gone-plan-unread"),
    }
}

/// By which rule, in words.
pub(super) fn why(t: &Tongue, gone: &Gone) -> Cow<'static, str> {
    gone.rule.map_or_else(|| t.say("gone-rule-unknown"), |rule| t.label(rule))
}

impl GonePage<'_> {
    fn what(&self, gone: &Gone) -> Cow<'static, str> {
        what(self.t, gone)
    }
    fn why(&self, gone: &Gone) -> Cow<'static, str> {
        why(self.t, gone)
    }
    fn by(&self, gone: &Gone) -> Cow<'static, str> {
        gone.by.clone().map_or_else(|| self.t.say("gone-by-service"), Cow::Owned)
    }
    fn days(&self) -> u32 {
        BACKUPS.0
    }
}

/// `GET /referrals/{id}/gone`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>) -> Answer {
    let proof = proof::of_record(&ctx.app, &caller, id).await?;
    ctx.show(&GonePage { ctx: &ctx, t: &ctx.t, id, proof })
}
