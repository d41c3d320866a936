//! What stands about forgetting a record before anything is pressed: so that no page offers a form that would fail, or that
//! was used.

use super::asks::{self, AskView};
use super::holds::{self, HoldView, names};
use crate::partnerships::Partner;
use crate::{App, Error, Result, Session, referrals};
use domain::ids::ReferralId;
use domain::member::Deed;
use domain::referral::Bank;
use domain::retention::{Part, PurgeRule};
use domain::time::Timestamp;
use std::collections::BTreeMap;

/// What stands about a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Which side of it we are.
    pub bank: Bank,
    /// The other organization.
    pub partner: Partner,
    /// The hold that keeps it.
    pub hold: Option<HoldView>,
    /// Its content is gone since then, for whatever reason.
    pub gone_at: Option<Timestamp>,
    /// Everything was forgotten then, as the person asked, and by whom.
    pub forgotten: Option<(Timestamp, String)>,
    /// Parts that were forgotten: when last, and by whom. They may have been said anew since.
    pub parts: Vec<(Part, Timestamp, String)>,
    /// What was asked about it, oldest first.
    pub asks: Vec<AskView>,
    /// Messages of the partner's about it that nobody here has read; they go with the words and with the numbers.
    pub unread: u32,
}

impl Standing {
    /// What was asked last by this bank's side: by us (sender), or of us (receiver).
    #[must_use]
    pub fn last_ask(&self, bank: Bank) -> Option<&AskView> {
        self.asks.iter().rfind(|ask| ask.bank == bank)
    }
}

/// Whether everything about a record was forgotten because the person asked.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn is_forgotten(app: &App, session: &Session, id: ReferralId) -> Result<bool> {
    session.authorize(Deed::OpenReferral)?;
    let stones = store::retention::of_record(app.store(), &session.scope, session.member, id).await?;
    Ok(stones.iter().any(is_request))
}

/// It went because the person asked for everything.
fn is_request(stone: &store::retention::Tombstone) -> bool {
    stone.table == "referrals" && stone.rule == Some(PurgeRule::Request)
}

/// What stands about a record. It opens nothing of it.
///
/// # Errors
/// [`Error::NotFound`] also for one that is hidden from the viewer.
pub async fn of(app: &App, session: &Session, id: ReferralId) -> Result<Standing> {
    session.authorize(Deed::ForgetRecord)?;
    let (store, scope, viewer) = (app.store(), &session.scope, session.member);
    let (bank, partner) = referrals::other_side(app, session, id).await?;
    let row = store::referrals::find(store, scope, viewer, id).await?.ok_or(Error::NotFound)?;
    let holds = holds::of_record(app, session, id).await?;
    let stones = store::retention::of_record(store, scope, viewer, id).await?;
    let names = if stones.is_empty() { BTreeMap::new() } else { names(app, session).await? };
    let by =
        |stone: &store::retention::Tombstone| stone.member.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
    let forgotten = stones.iter().find(|stone| is_request(stone)).map(|stone| (stone.at, by(stone)));
    let part = |stone: &store::retention::Tombstone| {
        let part = Part::ALL.iter().find(|part| store::retention::part_table(**part) == stone.table)?;
        Some((*part, stone.at, by(stone)))
    };
    let parts = stones.iter().filter_map(part).collect();
    Ok(Standing {
        bank,
        partner,
        hold: holds.into_iter().find(|hold| hold.lifted.is_none()),
        gone_at: row.line.destroyed_at,
        forgotten,
        parts,
        asks: asks::of_record(app, session, id).await?,
        unread: store::care_plan::messages::n_unread(store, scope, row.line.referral.crossing, app.now()).await?,
    })
}
