//! What holds now between two organizations: the terms of the memorandum that is in force, and the live procedure of each
//! direction. This is what the referral screens follow.
//!
//! Invariant: what cannot be read, or whose signatures do not hold, sets nothing; everything goes on as without it.

use super::version_of;
use crate::partnerships::partner_public;
use crate::{App, Result, Session};
use domain::day::Day;
use domain::ids::PartnershipId;
use domain::measure::SMALLEST_PUBLISHED;
use domain::member::Deed;
use domain::mou::ledger::{Ledger, Standing};
use domain::mou::paper::Terms;
use domain::mou::{Period, Procedure, Promise};
use domain::org::OrgKind;
use domain::referral::{Direction, Handoff};
use domain::release::Element;
use domain::time::{Days, Minutes, Timestamp};
use std::collections::BTreeSet;
use store::partnerships::PartnershipRow;
use store::{OrgScope, Reads};
use vault::{BothSides, OrgPublic};

/// What holds now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holds {
    /// What the memorandum that is in force sets.
    pub terms: Option<Terms>,
    /// Since when the two look at totals: a memorandum that was renewed in time goes on.
    pub looks_since: Option<Day>,
    /// The last day of a memorandum that is over, and that nothing has followed.
    pub lapsed_on: Option<Day>,
    /// What both signed holds no more, and nothing has followed: a key has changed since, or the text did.
    pub is_broken: bool,
    /// The live procedures.
    pub live: Vec<Procedure>,
    /// Days on which each side is closed: the health center, the advocacy organization.
    pub closed: [BTreeSet<Day>; 2],
}

impl Holds {
    /// The live procedure of a direction.
    #[must_use]
    pub fn procedure(&self, direction: Direction) -> Option<&Procedure> {
        self.live.iter().find(|procedure| procedure.direction == direction)
    }
    /// How soon somebody answers who comes this way: what the memorandum and the procedure promise, the sooner of the
    /// two; nothing when neither does.
    #[must_use]
    pub fn promise(&self, direction: Direction) -> Option<Promise> {
        let signed = self.terms.as_ref().and_then(|terms| terms.response);
        let live = self.procedure(direction).and_then(Procedure::response);
        signed.into_iter().chain(live).min()
    }
    /// By when that is, of somebody who is introduced now. Who waits on the line or in the room does not wait for an
    /// answer in hours: for them the time holds in which the procedure connects. `usual` is what the receiver promises
    /// without an agreement, `zone` where business days are counted.
    #[must_use]
    pub fn answer_by(
        &self,
        (direction, handoff): (Direction, Handoff),
        usual: Minutes,
        now: Timestamp,
        zone: &str,
    ) -> Timestamp {
        let connects = self.procedure(direction).and_then(Procedure::connects).filter(|_| handoff.is_now());
        let promise = self.promise(direction).into_iter().chain(connects).min();
        let closed = &self.closed[usize::from(direction == Direction::ToAdvocacy)];
        promise.map_or_else(|| now.plus_minutes(usual), |promise| promise.due_besides(now, zone, closed))
    }
    /// When one business day is over, of somebody who comes this way now, by the clock and the closed days of who receives
    /// them. The goal that both leads work toward, whatever they promise.
    #[must_use]
    pub fn day_by(&self, direction: Direction, now: Timestamp, zone: &str) -> Timestamp {
        let closed = &self.closed[usize::from(direction == Direction::ToAdvocacy)];
        Promise::BusinessDays1.due_besides(now, zone, closed)
    }
    /// The line to call when nobody answers, where the procedure names one.
    #[must_use]
    pub fn hotline(&self, direction: Direction) -> Option<&str> {
        self.procedure(direction).and_then(|procedure| procedure.hotline.as_deref())
    }
    /// The longest release: the organization's own, or the memorandum's if that is shorter.
    #[must_use]
    pub fn longest(&self, own: Days) -> Days {
        let agreed = self.terms.as_ref().and_then(|terms| terms.longest_release);
        agreed.map_or(own, |agreed| own.min(agreed))
    }
    /// Whether a referral may carry this. Where nothing is agreed, whatever the gate lets pass.
    #[must_use]
    pub fn carries(&self, element: Element) -> bool {
        let agreed = self.terms.as_ref().and_then(|terms| terms.elements.as_ref());
        agreed.is_none_or(|elements| elements.contains(&element))
    }
    /// Totals of fewer are shown to nobody outside: what the memorandum asks for, and never less than
    /// [`SMALLEST_PUBLISHED`].
    #[must_use]
    pub fn least_shown(&self) -> u64 {
        let agreed = self.terms.as_ref().and_then(|terms| terms.least_shown);
        agreed.map_or(SMALLEST_PUBLISHED, |least| least.max(SMALLEST_PUBLISHED))
    }
    /// How often the two look at totals together, where that is agreed.
    #[must_use]
    pub fn period(&self) -> Option<Period> {
        self.terms.as_ref().and_then(|terms| terms.period)
    }
    /// What of these a referral may carry.
    #[must_use]
    pub fn narrow(&self, elements: &BTreeSet<Element>) -> BTreeSet<Element> {
        elements.iter().copied().filter(|element| self.carries(*element)).collect()
    }
}

/// Both organizations' keys: our own as they were verified at sign-in, and as they are stored while the session is locked.
pub(super) async fn both(app: &App, session: &Session, row: &PartnershipRow) -> Result<BothSides> {
    let ours = match session.keys() {
        Ok(keys) => keys.org,
        Err(_) => stored(app, &session.scope).await?,
    };
    Ok(sides(session.org().kind, ours, partner_public(row)))
}

pub(crate) async fn stored(app: &App, scope: &OrgScope) -> Result<OrgPublic> {
    let row = store::organizations::get(app.store(), scope).await?;
    Ok(OrgPublic { org: row.organization.id, intake: row.intake_public, signing: row.signing_public })
}

pub(crate) const fn sides(kind: OrgKind, ours: OrgPublic, theirs: OrgPublic) -> BothSides {
    match kind {
        OrgKind::HealthCenter => BothSides { health_center: ours, advocacy: theirs },
        OrgKind::Advocacy | OrgKind::Coalition => BothSides { health_center: theirs, advocacy: ours },
    }
}

/// What two organizations agreed on about totals: what every total that leaves an organization obeys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// Smaller ones are shown to nobody outside; never less than 11.
    pub least_shown: u64,
    /// How often the two look at them together; nothing while that is not agreed.
    pub period: Option<Period>,
}

/// What is agreed on about totals now; what holds without an agreement while there is none in force.
///
/// # Errors
/// [`Error::NotFound`](crate::Error::NotFound) without the deed, or for a partnership of others.
pub async fn totals(app: &App, session: &Session, partnership: PartnershipId) -> Result<Totals> {
    session.authorize(Deed::ReadWorkspace)?;
    let row = crate::partnerships::find(app, session, partnership).await?;
    let holds = of(app, session, &row).await?;
    Ok(Totals { least_shown: holds.least_shown(), period: holds.period() })
}

/// What holds for an organization without anybody signed in: for what the software shares by itself.
pub(crate) async fn for_org(
    app: &App,
    scope: &OrgScope,
    (kind, ours): (OrgKind, OrgPublic),
    row: &PartnershipRow,
    today: Day,
) -> Result<Holds> {
    let public = sides(kind, ours, partner_public(row));
    Ok(between(app.store(), scope, row.partnership.id, &public, today).await?)
}

/// What holds for a member of one of the sides.
pub(crate) async fn of(app: &App, session: &Session, row: &PartnershipRow) -> Result<Holds> {
    let public = both(app, session, row).await?;
    let today = Day::of(app.now(), &session.org().time_zone);
    Ok(between(app.store(), &session.scope, row.partnership.id, &public, today).await?)
}

/// What holds by a copy of one of the sides, on a day.
pub(crate) async fn between(
    db: &impl Reads,
    scope: &OrgScope,
    partnership: PartnershipId,
    public: &BothSides,
    today: Day,
) -> store::Result<Holds> {
    let mut holds = Holds::default();
    for (closed, side) in holds.closed.iter_mut().zip([public.health_center.org, public.advocacy.org]) {
        *closed = store::closed_days::list(db, scope, side).await?;
    }
    let begun = store::mou::begun(db, scope, partnership, today).await?;
    if !begun.is_empty() {
        let signatures = store::mou::signatures(db, scope, partnership).await?;
        let versions = begun.iter().filter_map(|row| version_of(row, partnership, &signatures, public)).collect();
        let ledger = Ledger { versions };
        holds.looks_since = ledger.looks_since(today);
        holds.is_broken = ledger.broken(today).is_some();
        match ledger.standing(today) {
            Standing::InForce(version) => holds.terms = version.paper.terms().ok(),
            Standing::Lapsed(version) => holds.lapsed_on = version.paper.terms().ok().map(|terms| terms.ends),
            Standing::None | Standing::ToCome(_) => {}
        }
    }
    let live = store::mou::live(db, scope, partnership).await?;
    holds.live = live.iter().filter_map(super::procedure::read).collect();
    Ok(holds)
}
