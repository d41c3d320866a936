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
use app::forgetting::asks;
use app::forgetting::holds::HoldView;
use app::forgetting::standing::{self, Standing};
use askama::Template;
use domain::ids::ReferralId;
use domain::message::{PurgeAnswer, PurgeDecision};
use domain::org::Regime;
use domain::referral::Bank;
use domain::time::Timestamp;

#[derive(Template)]
#[template(path = "forgetting/ask.html")]
struct AskPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    id: ReferralId,
    partner: String,
    /// They were asked then and have not answered.
    open_since: Option<Timestamp>,
}

/// Whom to ask: only who sent a referral asks.
fn ask_page<'a>(ctx: &'a Ctx, form: &'a Form, id: ReferralId, stands: &Standing) -> Result<AskPage<'a>, Problem> {
    if stands.bank != Bank::Sender {
        return Err(Problem::NotFound);
    }
    let open = stands.last_ask(Bank::Sender).filter(|ask| ask.answer.is_none());
    let (open_since, partner) = (open.map(|ask| ask.at), stands.partner.name.to_string());
    Ok(AskPage { ctx, t: &ctx.t, form, id, partner, open_since })
}

/// `GET /referrals/{id}/ask-partner`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>) -> Answer {
    let stands = standing::of(&ctx.app, &caller, id).await?;
    let form = Form::fresh(ctx.app.next_id());
    ctx.show(&ask_page(&ctx, &form, id, &stands)?)
}

/// `POST /referrals/{id}/ask-partner`.
pub(super) async fn post(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    match asks::ask(&ctx.app, &caller, id).await {
        Ok(()) => Ok(Page::to(&back(id))),
        Err(error @ Error::Invalid("ask-nothing-there")) => {
            let stands = standing::of(&ctx.app, &caller, id).await?;
            let mut form = posted.form(&ctx);
            form.refuse_deed(&error);
            ctx.again(&ask_page(&ctx, &form, id, &stands)?)
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
    hold: Option<HoldView>,
    /// What we answered, when and by whom: there is nothing left to decide.
    answered: Option<(PurgeAnswer, Timestamp, Option<String>)>,
    /// What we answer may not depend on the person.
    is_bound: bool,
    /// Our copy is gone already, since then.
    gone_at: Option<Timestamp>,
}

fn asked_page<'a>(
    ctx: &'a Ctx,
    caller: &Caller,
    form: &'a Form,
    id: ReferralId,
    stands: Standing,
) -> Result<AskedPage<'a>, Problem> {
    let last = stands.last_ask(Bank::Receiver).ok_or(Problem::NotFound)?;
    let answered = last.answer.map(|(answer, at)| (answer, at, last.answered_by.clone()));
    // What a hold keeps cannot be forgotten, so it is not offered.
    let is_held = stands.hold.is_some() && stands.gone_at.is_none();
    let can = |decision: &&PurgeDecision| !is_held || **decision == PurgeDecision::Keep;
    let decisions: Vec<PurgeDecision> = PurgeDecision::ALL.iter().filter(can).copied().collect();
    let (decisions, partner) = (choices(&ctx.t, &decisions), stands.partner.name.to_string());
    let is_bound = caller.org().regimes().contains(&Regime::SurvivorServices);
    let (hold, gone_at) = (stands.hold, stands.gone_at);
    Ok(AskedPage { ctx, t: &ctx.t, form, id, partner, decisions, hold, answered, is_bound, gone_at })
}

/// `GET /referrals/{id}/asked`.
pub(super) async fn decide(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>) -> Answer {
    let stands = standing::of(&ctx.app, &caller, id).await?;
    let form = Form::fresh(ctx.app.next_id());
    ctx.show(&asked_page(&ctx, &caller, &form, id, stands)?)
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
    let stands = standing::of(&ctx.app, &caller, id).await?;
    let page = asked_page(&ctx, &caller, &form, id, stands)?;
    if form.is_fine() { ctx.show(&page) } else { ctx.again(&page) }
}
