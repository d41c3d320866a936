//! The partner is asked to forget its copy; and what we do when we are asked.

use super::back;
use crate::ctx::Ctx;
use crate::form::{Choice, Form, choices};
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::problem::Problem;
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::forgetting::{asks, holds};
use askama::Template;
use domain::ids::ReferralId;
use domain::message::PurgeDecision;
use domain::org::Regime;
use domain::referral::Bank;

#[derive(Template)]
#[template(path = "forgetting/ask.html")]
struct AskPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    id: ReferralId,
    partner: String,
}

/// Whom to ask: only who sent a referral asks.
async fn receiver(ctx: &Ctx, caller: &Caller, id: ReferralId) -> Result<String, Problem> {
    let (bank, partner) = app::referrals::other_side(&ctx.app, caller, id).await?;
    if bank == Bank::Sender { Ok(partner.name.to_string()) } else { Err(Problem::NotFound) }
}

/// `GET /referrals/{id}/ask-partner`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>) -> Answer {
    let partner = receiver(&ctx, &caller, id).await?;
    let form = Form::fresh(ctx.app.next_id());
    ctx.show(&AskPage { ctx: &ctx, t: &ctx.t, form: &form, id, partner })
}

/// `POST /referrals/{id}/ask-partner`.
pub(super) async fn post(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    match asks::ask(&ctx.app, &caller, id).await {
        Ok(()) => Ok(Page::to(&back(id))),
        Err(error @ Error::Invalid("ask-nothing-there")) => {
            let partner = receiver(&ctx, &caller, id).await?;
            let mut form = posted.form(&ctx);
            form.refuse_deed(&error);
            ctx.again(&AskPage { ctx: &ctx, t: &ctx.t, form: &form, id, partner })
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "forgetting/asked.html")]
struct AskedPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    id: ReferralId,
    partner: String,
    decisions: Vec<Choice>,
    hold: Option<holds::HoldView>,
    /// What we answer may not depend on the person.
    is_bound: bool,
}

async fn asker(ctx: &Ctx, caller: &Caller, id: ReferralId) -> Result<(String, Option<holds::HoldView>), Problem> {
    let (_, partner) = app::referrals::other_side(&ctx.app, caller, id).await?;
    let asks = asks::of_record(&ctx.app, caller, id).await?;
    if !asks.iter().any(|ask| ask.bank == Bank::Receiver) {
        return Err(Problem::NotFound);
    }
    let holds = holds::of_record(&ctx.app, caller, id).await?;
    Ok((partner.name.to_string(), holds.into_iter().find(|hold| hold.lifted.is_none())))
}

fn asked_page<'a>(
    ctx: &'a Ctx,
    caller: &Caller,
    form: &'a Form,
    id: ReferralId,
    (partner, hold): (String, Option<holds::HoldView>),
) -> AskedPage<'a> {
    let decisions = choices(&ctx.t, PurgeDecision::ALL);
    let is_bound = caller.org().regimes().contains(&Regime::SurvivorServices);
    AskedPage { ctx, t: &ctx.t, form, id, partner, decisions, hold, is_bound }
}

/// `GET /referrals/{id}/asked`.
pub(super) async fn decide(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>) -> Answer {
    let asker = asker(&ctx, &caller, id).await?;
    let form = Form::fresh(ctx.app.next_id());
    ctx.show(&asked_page(&ctx, &caller, &form, id, asker))
}

/// `POST /referrals/{id}/asked`.
pub(super) async fn decided(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    if !posted.is_resumed()
        && let Some(decision) = form.choice("decision", PurgeDecision::parse)
    {
        match asks::answer(&ctx.app, &caller, id, decision).await {
            Ok(()) => return Ok(Page::to(&back(id))),
            Err(error @ Error::Held) => form.refuse_deed(&error),
            Err(error) => return Err(error.into()),
        }
    }
    let asker = asker(&ctx, &caller, id).await?;
    let page = asked_page(&ctx, &caller, &form, id, asker);
    if form.is_fine() { ctx.show(&page) } else { ctx.again(&page) }
}
