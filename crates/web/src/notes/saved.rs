//! After saving: what happened, what comes next, and what may stand in the chart.

use super::only_at_a_health_center;
use crate::ctx::Ctx;
use crate::page::{Answer, Id};
use crate::services::Card;
use crate::session::Caller;
use crate::texts::Tongue;
use app::referrals::SentRow;
use app::{partnerships, referrals};
use askama::Template;
use domain::cues::{CuesNote, NextStep};
use domain::ids::{NoteId, ReferralId};
use domain::member::Deed;
use domain::org::OrgKind;
use domain::referral::Handoff;

#[derive(Template)]
#[template(path = "notes/saved.html")]
struct SavedPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    note: &'a CuesNote,
    /// The referral, and its row once it can be listed.
    referral: Option<ReferralId>,
    row: Option<SentRow>,
    /// To whom it went; when nothing was sent, to whom to call.
    partner: Option<Card>,
    may_open: bool,
}

impl SavedPage<'_> {
    /// The call is made together, before the person leaves the room.
    fn calls_now(&self) -> bool {
        match &self.row {
            Some(row) => row.handoff == Handoff::CallTogether,
            None => self.referral.is_none() && self.note.next_step == NextStep::SupportNow,
        }
    }
    /// The advocate is in the house.
    fn walks_over(&self) -> bool {
        self.row.as_ref().is_some_and(|row| row.handoff == Handoff::InPerson)
    }
}

/// `GET /notes/{id}`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<NoteId>) -> Answer {
    only_at_a_health_center(&caller)?;
    let (note, referral) = app::notes::show(&ctx.app, &caller, id).await?;
    let mut partners = partnerships::list(&ctx.app, &caller).await?;
    partners.retain(|partner| partner.kind == OrgKind::Advocacy);
    let row = match referral {
        // Just sent, so it stands on the first page of the list; the list opens nothing.
        Some(sent) => referrals::sent(&ctx.app, &caller, None).await?.rows.into_iter().find(|row| row.id == sent),
        None => None,
    };
    let partner = match &row {
        Some(row) => partners.iter().find(|partner| partner.name.as_str() == row.partner_name),
        None => partners.first(),
    };
    let partner = partner.map(|partner| Card::of(&ctx.t, partner, ctx.now));
    let may_open = caller.may(Deed::OpenReferral);
    ctx.show(&SavedPage { ctx: &ctx, t: &ctx.t, note: &note, referral, row, partner, may_open })
}
