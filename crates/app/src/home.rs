//! The lead's home: this month both ways, what waits, what expires. Own organization's records, and no names.

use crate::{App, Error, Result, Session, liaisons, partnerships};
use domain::ids::ReferralId;
use domain::measure::{Measure, TallyKey};
use domain::member::{Deed, MemberState};
use domain::referral::{Direction, Handoff};
use domain::time::{Days, Month, Timestamp};
use store::referrals::ReferralLine;

/// The page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// The month it counts.
    pub month: Month,
    /// Counts, exact: ours, not for sharing. Without what persons stopped (decision 0020).
    pub counts: Vec<Count>,
    /// What waits for an answer, longest first; at most ten.
    pub waiting: Vec<Waiting>,
    /// How many wait in all.
    pub waiting_total: u32,
    /// Releases that end within five days.
    pub expiring: Vec<Expiring>,
    /// What was brought to this member's attention and not seen yet.
    pub notices: Vec<Notice>,
    /// Liaisons, keys or pauses that need a lead, as problem codes.
    pub partnership_problems: Vec<&'static str>,
    /// What a new organization still has to do before anybody can be introduced.
    pub beginnings: Vec<Beginning>,
}

/// What is not there yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginning {
    /// Nobody but this member works here: a colleague is to be invited.
    Colleagues,
    /// No partner organization is connected.
    Partner,
}

/// One count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// Which way; none for visits.
    pub direction: Option<Direction>,
    /// What.
    pub measure: Measure,
    /// How many.
    pub count: u64,
}

/// Something that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Id.
    pub id: ReferralId,
    /// Code.
    pub short_code: String,
    /// Handoff.
    pub handoff: Handoff,
    /// Since when.
    pub since: Timestamp,
    /// The promise has passed.
    pub is_overdue: bool,
}

/// A release that ends soon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expiring {
    /// The record.
    pub referral: ReferralId,
    /// Code.
    pub short_code: String,
    /// Days left.
    pub days_left: Days,
}

/// Something brought to a member's attention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Text key.
    pub code: String,
    /// The record, if it is one.
    pub referral: Option<ReferralId>,
    /// When.
    pub at: Timestamp,
}

/// The home of a lead.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn show(app: &App, session: &Session) -> Result<Home> {
    session.authorize(Deed::ReadHome)?;
    let (store, scope, viewer, now) = (app.store(), &session.scope, session.member, app.now());
    let month = session.month(now);
    let tallies = store::tallies::list(store, scope, month, month).await?;
    let waiting = store::referrals::waiting(store, scope, viewer, SHOWN).await?;
    let soon = now.plus_days(SOON);
    let expiring = store::releases::expiring(store, scope, viewer, now, soon, None, SHOWN).await?;
    // Whoever stops by a code learns nothing by it: this one rises also for a record that is hidden from them.
    let tallies = tallies.into_iter().filter(|(key, _)| key.measure != Measure::Withdrawn);
    let count = |(key, count): (TallyKey, u64)| Count { direction: key.direction, measure: key.measure, count };
    let expires = |row: store::releases::ReleaseRow| Expiring {
        referral: row.release.referral,
        short_code: row.release.referral.short_code(),
        days_left: row.release.days_left(now),
    };
    Ok(Home {
        month,
        counts: tallies.map(count).collect(),
        waiting: waiting.into_iter().map(|line| waits(&line, now)).collect(),
        waiting_total: store::referrals::n_waiting(store, scope, viewer, COUNTED).await?,
        expiring: expiring.into_iter().map(expires).collect(),
        notices: notices(app, session).await?,
        partnership_problems: problems(app, session).await?,
        beginnings: beginnings(app, session).await?,
    })
}

async fn beginnings(app: &App, session: &Session) -> Result<Vec<Beginning>> {
    let members = store::members::list(app.store(), &session.scope).await?;
    let alone = members.iter().filter(|row| row.member.state != MemberState::Ended).count() < 2;
    let partners = partnerships::list(app, session).await?;
    let mut missing = Vec::new();
    if alone {
        missing.push(Beginning::Colleagues);
    }
    if partners.is_empty() {
        missing.push(Beginning::Partner);
    }
    Ok(missing)
}

/// Rows of each list on the home.
const SHOWN: u32 = 10;
/// Waiting records are counted up to here; more is said as "or more".
pub const COUNTED: u32 = 1_000;
/// A release that ends within this is shown.
const SOON: Days = Days(5);

fn waits(line: &ReferralLine, now: Timestamp) -> Waiting {
    let referral = &line.referral;
    Waiting {
        id: referral.id,
        short_code: referral.id.short_code(),
        handoff: referral.handoff,
        since: referral.created_at,
        is_overdue: now > referral.answer_by,
    }
}

async fn problems(app: &App, session: &Session) -> Result<Vec<&'static str>> {
    let partners = partnerships::list(app, session).await?;
    let closed = |partner: &partnerships::Partner| partner.closed_because.map(|why| Error::NotOpen(why).code());
    // Never in the way of connecting anybody; a lead is told as long as it is so.
    let ended = |partner: &partnerships::Partner| {
        let broken = partner.holds.is_broken.then_some("problem-mou-broken");
        partner.holds.lapsed_on.map(|_| "problem-mou-lapsed").or(broken)
    };
    let gap = liaisons::has_gap(app, session).await?.then_some("problem-liaison-gone");
    Ok(partners.iter().flat_map(|partner| closed(partner).into_iter().chain(ended(partner))).chain(gap).collect())
}

/// What was brought to this member's attention and not seen yet, newest first.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn notices(app: &App, session: &Session) -> Result<Vec<Notice>> {
    let rows = store::notices::list_unseen(app.store(), &session.scope, session.member, app.now(), SHOWN).await?;
    Ok(rows.into_iter().map(|row| Notice { code: row.code, referral: row.referral, at: row.at }).collect())
}

/// The member has seen their notices.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn notices_seen(app: &App, session: &Session) -> Result<()> {
    let (scope, member, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move { store::notices::set_seen(tx, &scope, member, now).await.map(drop) })
        })
        .await
        .map_err(|error: store::Error| error.into())
}
