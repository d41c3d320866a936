//! What was sent: nameless rows, and as much of each as the partner organization may tell.
//!
//! Invariant: nothing in a row, a title or an address says who a person is or why they asked.

use crate::ctx::Ctx;
use crate::page::Answer;
use crate::policy::Policy;
use crate::problem::Problem;
use crate::referrals::sides::Sides;
use crate::routes::Routes;
use crate::services::Card;
use crate::session::Caller;
use crate::texts::Tongue;
use app::referrals::{Cursor, SentRow};
use app::{Error, Session, partnerships, referrals};
use askama::Template;
use axum::extract::Query;
use domain::member::{Deed, Role};
use domain::message::MessageKind;
use domain::org::OrgKind;
use domain::referral::{Direction, Handoff, Status};
use serde::Deserialize;
use std::borrow::Cow;

pub(crate) fn routes() -> Routes {
    Routes::new().get("/sent", Policy::Deed(Deed::ReadSent), get).nav_when(30, "nav-sent", "/sent", sends)
}

/// A lead comes to the list from their home.
fn sends(session: &Session) -> bool {
    let has = |role| session.roles().contains(&role);
    (has(Role::Clinician) || has(Role::Advocate)) && !has(Role::Lead)
}

/// How two people are introduced, seen from the bank they cross to.
pub(crate) fn handoff(t: &Tongue, direction: Direction, handoff: Handoff) -> Cow<'static, str> {
    match (direction, handoff) {
        (Direction::ToHealthCenter, Handoff::AdvocateReachesOut) => t.say("sent-clinic-reaches-out"),
        (Direction::ToHealthCenter, Handoff::InPerson) => t.say("sent-in-person"),
        (_, other) => t.label(other),
    }
}

#[derive(Deserialize)]
struct From {
    from: Option<String>,
}

#[derive(Template)]
#[template(path = "sent/list.html")]
struct SentPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    rows: Vec<SentRow>,
    next: Option<Cursor>,
    is_first: bool,
    partners: Vec<Card>,
    /// The partner organizations are advocates: what they say of a person takes that person's release.
    to_advocates: bool,
    /// Where a first one is made.
    begin: (&'static str, &'static str),
}

impl SentPage<'_> {
    fn bank_of(&self, row: &SentRow) -> &'static str {
        match row.direction {
            Direction::ToAdvocacy => "health_center",
            Direction::ToHealthCenter => "advocacy",
        }
    }
    fn handoff(&self, row: &SentRow) -> Cow<'static, str> {
        handoff(self.t, row.direction, row.handoff)
    }
    /// What did not get there, and what to do about it: text keys.
    fn undelivered(&self, row: &SentRow) -> Option<(&'static str, &'static str)> {
        match row.undelivered? {
            MessageKind::Referral if !row.status.is_final() => Some(("sent-not-delivered", "sent-not-delivered-next")),
            MessageKind::Stop | MessageKind::LineTakenBack | MessageKind::CareStopped => {
                Some(("sent-stop-not-delivered", "sent-stop-not-delivered-next"))
            }
            MessageKind::Referral
            | MessageKind::ContactChanged
            | MessageKind::Status
            | MessageKind::Opened
            | MessageKind::PlanLine
            | MessageKind::Letter
            | MessageKind::ReferralLetter
            | MessageKind::PurgeAsked
            | MessageKind::PurgeAnswered
            | MessageKind::Totals
            | MessageKind::CoalitionTotals
            | MessageKind::AffiliationEnded => None,
        }
    }
    /// When it ended, and when it was sent.
    fn ended(&self, row: &SentRow) -> Option<Cow<'static, str>> {
        let at = row.ends.at(row.status)?;
        let said = self.t.with("at", self.t.moment(at, self.ctx.now));
        Some(said.with("sent", self.t.moment(row.sent_at, self.ctx.now)).say("sent-ended"))
    }
    /// How far each half of sharing goes; nothing of a record that is over.
    fn sides(&self, row: &SentRow) -> Option<Sides> {
        row.ends.over.is_none().then(|| Sides::of(self.t, &row.halves))
    }
    fn card(&self, row: &SentRow) -> Option<&Card> {
        self.partners.iter().find(|card| card.org == row.partner)
    }
    /// What the partner organization told, beyond having it.
    fn told(&self, row: &SentRow) -> Option<Cow<'static, str>> {
        match row.status {
            Status::Draft | Status::Sent => None,
            Status::Closed(outcome) => Some(self.t.label(outcome)),
            Status::Declined(reason) => Some(self.t.label(reason)),
            other => Some(self.t.label(other)),
        }
    }
}

/// `GET /sent`.
async fn get(ctx: Ctx, caller: Caller, Query(From { from }): Query<From>) -> Answer {
    let from = from.filter(|from| !from.is_empty()).map(Cursor);
    let is_first = from.is_none();
    let page = referrals::sent(&ctx.app, &caller, from).await.map_err(|error| match error {
        // A cursor that is none is a page that does not exist.
        Error::Invalid("cursor") => Problem::NotFound,
        other => other.into(),
    })?;
    let partners = partnerships::list(&ctx.app, &caller).await?;
    let at_health_center = caller.org().kind == OrgKind::HealthCenter;
    ctx.show(&SentPage {
        ctx: &ctx,
        t: &ctx.t,
        rows: page.rows,
        next: page.next,
        is_first,
        partners: partners.iter().map(|partner| Card::of(&ctx.t, partner, ctx.now)).collect(),
        to_advocates: at_health_center,
        begin: if at_health_center { ("sent-begin-note", "/notes/new") } else { ("sent-begin-reverse", "/reverse") },
    })
}
