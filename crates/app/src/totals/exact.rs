//! An organization's own exact figures of a period, for its own leads: ours, not for sharing.
//!
//! Invariant: read from tallies alone, a number of rows that does not grow with referrals.
//! Invariant: without what persons stopped: whoever stops by a code learns nothing from a count (decision 0020).

use crate::mou::Table;
use crate::{App, Result, Session};
use domain::ids::{PartnershipId, SiteId};
use domain::measure::{Kept, Measure, PartKey, Split, TallyKey, Wait, information, offered, within};
use domain::member::Deed;
use domain::org::OrgKind;
use domain::referral::{Direction, Outcome};
use domain::totals::{Period, receives};
use std::collections::BTreeMap;

/// How long something took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Took {
    /// What: answered first, reached for the first time, connected; or, from the offer, sent, and told as taken on and as
    /// connected.
    pub measure: Measure,
    /// From the offer, of those whom we sent; otherwise from when it came in.
    pub from_offer: bool,
    /// Of how many this is.
    pub of: u64,
    /// Half of them within this.
    pub median: Wait,
    /// Ninety of a hundred within this.
    pub ninetieth: Wait,
}

/// Whether a promise was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Promised {
    /// Answered within the promised time.
    pub in_time: u64,
    /// Answered at all, or not before their time was over.
    pub of: u64,
}

/// One count of a split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// By what.
    pub split: Split,
    /// Which: a code.
    pub value: String,
    /// Which way.
    pub direction: Direction,
    /// What.
    pub measure: Measure,
    /// How many.
    pub count: u64,
}

/// The figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exact {
    /// Of which period.
    pub period: Period,
    /// With this partner: which way, what, how many.
    pub with_partner: Vec<(Direction, Measure, u64)>,
    /// Of the whole organization, of what has no partner: visits, cards, slips, consults.
    pub own: Vec<(Measure, u64)>,
    /// Of the whole organization: what was offered, and what people went with ([`Offers`]).
    pub offers: Offers,
    /// Of the whole organization: how long things took with those who came to us, and, from the offer, with those we sent.
    pub took: Vec<Took>,
    /// Of the whole organization: how those who came to us ended, as it was pressed here.
    pub outcomes: Vec<(Outcome, u64)>,
    /// Of the whole organization, by handoff and by language.
    pub parts: Vec<Part>,
    /// Of the whole organization: how many of those who came this way were answered within the promised time.
    pub promised: Vec<(Direction, Promised)>,
    /// Of the whole organization, by where the member works who did it.
    pub at_sites: Vec<AtSite>,
}

/// What was offered, of the whole organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Offers {
    /// Offers of a warm referral ([`offered`]).
    pub offered: u64,
    /// Warm referrals that were sent.
    pub sent: u64,
    /// Answered in a visit, whichever way, as its note says.
    pub decided: u64,
    /// Answered with later, as a press.
    pub later: u64,
    /// Answered with no thanks in a note.
    pub no_thanks: u64,
    /// Answered with no thanks, as a press.
    pub declined: u64,
    /// Visits that ended with no word about support.
    pub cards_only: u64,
    /// Slips that people carry.
    pub slips: u64,
    /// Times that somebody went with information only ([`information`]).
    pub information: u64,
}

/// A count at one of our sites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtSite {
    /// Which.
    pub site: SiteId,
    /// Which way.
    pub direction: Direction,
    /// What.
    pub measure: Measure,
    /// How many.
    pub count: u64,
}

/// The steps of a referral that are shown by handoff and by language.
const SPLIT: &[Measure; 7] = &[
    Measure::Sent,
    Measure::Delivered,
    Measure::Arrived,
    Measure::Accepted,
    Measure::Reached,
    Measure::Connected,
    Measure::ServiceUsed,
];

/// The figures of a period, exact.
///
/// # Errors
/// [`crate::Error::NotFound`] without the deed, or for a partnership of others.
pub async fn exact(app: &App, session: &Session, partnership: PartnershipId, period: Period) -> Result<Exact> {
    session.authorize(Deed::CloseTotals)?;
    let table = Table::of(app, session, partnership).await?;
    let (first, last) = period.ends();
    let tallies = store::tallies::list(app.store(), &table.ours, first, last).await?;
    let partner = table.row.partner.id;
    let parts = store::tally_parts::of_page(app.store(), &table.ours, (first, last), (partner, SPLIT)).await?;
    Ok(figures(period, (session.org().kind, &partner.to_string()), &tallies, &parts))
}

fn offers(kind: OrgKind, tallies: &[(TallyKey, u64)]) -> Offers {
    let count = |measure: Measure| -> u64 {
        let ours = |key: &TallyKey| key.measure == measure && key.direction.is_none_or(|way| !receives(kind, way));
        tallies.iter().filter(|(key, _)| ours(key)).map(|(_, n)| n).sum()
    };
    let (cards_only, information) = information(count);
    Offers {
        offered: offered(kind, count),
        sent: count(Measure::Sent),
        decided: count(Measure::DecisionRecorded),
        later: count(Measure::OfferLater),
        no_thanks: count(Measure::NoThanks),
        declined: count(Measure::OfferDeclined),
        cards_only,
        slips: count(Measure::Slips),
        information,
    }
}

fn figures(
    period: Period,
    (kind, partner): (OrgKind, &str),
    tallies: &[(TallyKey, u64)],
    parts: &[(PartKey, u64)],
) -> Exact {
    let mut own: BTreeMap<Measure, u64> = BTreeMap::new();
    for (key, n) in tallies.iter().filter(|(key, _)| key.direction.is_none() || is_of_paper(key.measure)) {
        *own.entry(key.measure).or_default() += n;
    }
    let mut with_partner: BTreeMap<(Direction, Measure), u64> = BTreeMap::new();
    let mut waits: BTreeMap<(bool, Measure), Vec<(Wait, u64)>> = BTreeMap::new();
    let mut outcomes: BTreeMap<Outcome, u64> = BTreeMap::new();
    let mut split: BTreeMap<(Split, &str, Direction, Measure), u64> = BTreeMap::new();
    let mut promised: BTreeMap<Direction, Promised> = BTreeMap::new();
    let mut at_sites: BTreeMap<(SiteId, Direction, Measure), u64> = BTreeMap::new();
    for (part, n) in parts.iter().filter(|(part, _)| part.key.measure != Measure::Withdrawn) {
        let (Some(direction), measure) = (part.key.direction, part.key.measure) else { continue };
        match part.split {
            Split::Partner if part.value == partner => *with_partner.entry((direction, measure)).or_default() += n,
            // How soon it is answered is a goal, and stands on the page of goals.
            Split::Partner | Split::Told | Split::BusinessDay => {}
            Split::Wait => {
                if let Ok(wait) = Wait::parse(&part.value) {
                    waits.entry((!receives(kind, direction), answers_as_one(measure))).or_default().push((wait, *n));
                }
            }
            Split::Handoff | Split::Language if SPLIT.contains(&measure) => {
                *split.entry((part.split, part.value.as_str(), direction, measure)).or_default() += n;
            }
            Split::Handoff | Split::Language => {}
            Split::Promise => {
                let of = promised.entry(direction).or_default();
                of.of += n;
                of.in_time += if part.value == Kept::InTime.code() { *n } else { 0 };
            }
            Split::Outcome => {
                if let Ok(outcome) = Outcome::parse(&part.value) {
                    *outcomes.entry(outcome).or_default() += n;
                }
            }
            Split::Site => {
                if let Some(site) = SiteId::parse(&part.value) {
                    *at_sites.entry((site, direction, measure)).or_default() += n;
                }
            }
        }
    }
    let took = |((from_offer, measure), counts): ((bool, Measure), Vec<(Wait, u64)>)| {
        let of = counts.iter().map(|(_, n)| n).sum();
        Some(Took { measure, from_offer, of, median: within(&counts, 50)?, ninetieth: within(&counts, 90)? })
    };
    let part = |((split, value, direction, measure), count): ((Split, &str, Direction, Measure), u64)| Part {
        split,
        value: value.to_owned(),
        direction,
        measure,
        count,
    };
    Exact {
        period,
        with_partner: with_partner.into_iter().map(|((direction, measure), n)| (direction, measure, n)).collect(),
        own: own.into_iter().collect(),
        offers: offers(kind, tallies),
        outcomes: outcomes.into_iter().collect(),
        took: waits.into_iter().filter_map(took).collect(),
        parts: split.into_iter().map(part).collect(),
        promised: promised.into_iter().collect(),
        at_sites: at_sites
            .into_iter()
            .map(|((site, direction, measure), count)| AtSite { site, direction, measure, count })
            .collect(),
    }
}

/// An answer is an answer, whichever it was.
const fn answers_as_one(measure: Measure) -> Measure {
    match measure {
        Measure::Declined => Measure::Accepted,
        other => other,
    }
}

const fn is_of_paper(measure: Measure) -> bool {
    matches!(measure, Measure::Slips | Measure::ConsultsAsked | Measure::ConsultsAnswered)
}
