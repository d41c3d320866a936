//! What the partnership costs, who pays until when, and what is missing. About money, never about a person.

use crate::workspace;
use crate::{App, Result, Session};
use domain::day::Day;
use domain::ids::PartnershipId;
use domain::sustain::{Balance, Cost, CostKind, CostPer, Fund, Weekly, YEAR};
use domain::training::read_heads;
use domain::workspace::{Entry, Noun};

/// What keeps it going.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sustain {
    /// Money, what ends first; with its share of the year to come.
    pub funds: Vec<(Entry, Option<Fund>)>,
    /// What costs money, with what it comes to in a year.
    pub costs: Vec<(Entry, u64)>,
    /// Weekly hours of an advocate at the health center that run in the year to come, with what they come to in it.
    pub presences: Vec<(Entry, u64)>,
    /// What is wanted of those who make rules.
    pub policies: Vec<Entry>,
    /// What to do when money or people change.
    pub continuity: Entry,
    /// Cost and cover of the year to come.
    pub balance: Balance,
    /// Hours that staff of both sides spent in trainings of the last year.
    pub training_hours: u64,
}

/// What keeps it going, as of today.
///
/// # Errors
/// [`Error::NotFound`](crate::Error::NotFound) without the deed, or for a partnership of others.
pub async fn show(app: &App, session: &Session, partnership: PartnershipId) -> Result<Sustain> {
    let today = Day::of(app.now(), &session.org().time_zone);
    let entries = async |noun| workspace::entries(app, session, partnership, noun).await;
    let training_hours = training_hours(&entries(Noun::Training).await?, today);
    let mut funds: Vec<_> = entries(Noun::Fund).await?.into_iter().map(|one| (fund_of(&one), one)).collect();
    funds.sort_by_key(|(fund, one)| (fund.map(|fund| fund.ends), one.id()));
    let costs: Vec<_> = entries(Noun::Cost).await?.into_iter().map(|one| (yearly(&one, training_hours), one)).collect();
    let hours = entries(Noun::Presence).await?.into_iter().filter_map(|one| Some((weekly_of(&one)?, one)));
    let presences: Vec<_> = hours
        .filter(|(weekly, _)| weekly.runs_in_year(today))
        .map(|(weekly, one)| (weekly.costs(today), one))
        .collect();
    let id = Noun::Continuity.only(partnership, "plan");
    let continuity = entries(Noun::Continuity).await?.into_iter().find(|one| one.id() == id);
    let balance = Balance {
        cost: costs.iter().chain(&presences).map(|(cents, _)| cents).sum(),
        covered: funds.iter().filter_map(|(fund, _)| *fund).map(|fund| fund.covers(today)).sum(),
    };
    let turned = |(cents, one): (u64, Entry)| (one, cents);
    Ok(Sustain {
        funds: funds.into_iter().map(|(fund, one)| (one, fund)).collect(),
        costs: costs.into_iter().map(turned).collect(),
        presences: presences.into_iter().map(turned).collect(),
        policies: entries(Noun::Policy).await?,
        continuity: continuity.unwrap_or_else(|| Entry::of(id, [])),
        balance,
        training_hours,
    })
}

/// Money as it was written down; nothing while its days are not known.
#[must_use]
pub fn fund_of(entry: &Entry) -> Option<Fund> {
    let cents = u64::from(entry.count("amount")?);
    Some(Fund { cents, starts: entry.day("starts_on")?, ends: entry.day("ends_on")? })
}

/// Weekly hours as they were written down; nothing before it is known when they begin.
fn weekly_of(entry: &Entry) -> Option<Weekly> {
    let number = |field: &str| entry.count(field).map_or(0, u64::from);
    let (minutes, rate) = (number("minutes"), number("rate"));
    Some(Weekly { minutes, rate, starts: entry.day("starts_on")?, ends: entry.day("ends_on") })
}

/// What it comes to in a year. Time in trainings is counted where nobody wrote hours.
fn yearly(entry: &Entry, training_hours: u64) -> u64 {
    let counted = (entry.text("kind") == CostKind::Training.code()).then_some(training_hours);
    let cost = Cost {
        cents: entry.count("amount").map_or(0, u64::from),
        per: CostPer::parse(entry.text("per")).unwrap_or(CostPer::Year),
        hours: entry.count("hours").map(u64::from).or(counted).unwrap_or(0),
    };
    cost.yearly()
}

fn training_hours(trainings: &[Entry], today: Day) -> u64 {
    let lately = |one: &&Entry| one.day("day").is_some_and(|day| day <= today && today <= day.later(YEAR));
    let heads = |one: &Entry| {
        let both = ["heads_health_center", "heads_advocacy"].map(|side| read_heads(one.text(side)));
        both.iter().flatten().map(|(_, n)| u64::from(*n)).sum::<u64>()
    };
    let held = trainings.iter().filter(|one| one.is_ticked("held")).filter(lately);
    held.map(|one| heads(one) * u64::from(one.count("minutes").unwrap_or(0))).sum::<u64>() / 60
}
