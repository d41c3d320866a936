//! What is overdue in a partnership besides what somebody said they would do: meetings and programs that nobody has ticked as
//! held, meetings that come again and are not planned, pilots without a decision, days of steps and wishes that have passed,
//! a review that nobody held, totals that nobody looked at. The same for both sides; nothing of it is about a person.

use crate::{App, Result, Session, looks, mou, workspace};
use domain::day::Day;
use domain::ids::{EntryId, PartnershipId};
use domain::mou::Look;
use domain::roadmap::{Cadence, StepState};
use domain::sustain::PolicyState;
use domain::workspace::{Entry, Noun};
use std::collections::BTreeMap;

/// Why something is overdue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Its day has passed, and nobody has said that it was held.
    NotHeld,
    /// It comes again, by now it would have, and none is planned.
    NotPlanned,
    /// A pilot was to be decided.
    NotDecided,
    /// It was to be on the table.
    DayPassed,
    /// The memorandum was to be looked at again, and the leaderships have not met since.
    NotReviewed,
    /// Totals were to be looked at together.
    NotLooked(Look),
}

/// Something that is overdue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overdue {
    /// Why.
    pub why: Why,
    /// Where it is written.
    pub of: (Noun, EntryId),
    /// Since which day.
    pub since: Day,
    /// In its planners' words, where it has any.
    pub words: String,
}

/// Everything overdue, what waits longest first.
///
/// # Errors
/// [`Error::NotFound`](crate::Error::NotFound) without the deed, or for a partnership of others.
pub async fn list(app: &App, session: &Session, partnership: PartnershipId) -> Result<Vec<Overdue>> {
    let today = Day::of(app.now(), &session.org().time_zone);
    let mut all = Vec::new();
    let (mut meetings, mut looked_to) = (Vec::new(), None);
    for noun in Noun::ALL {
        if !LOOKED_AT.contains(noun) {
            continue;
        }
        let mut entries = workspace::entries(app, session, partnership, *noun).await?;
        // What is kept off lists stays off this one too.
        entries.retain(|entry| !entry.is_withheld());
        all.extend(entries.iter().filter_map(|entry| of_entry(*noun, entry, today)));
        all.extend(not_planned(*noun, &entries, today));
        match noun {
            Noun::Meeting => meetings = entries,
            Noun::Step => looked_to = looks::looked_to(&entries, partnership),
            _ => {}
        }
    }
    let row = crate::partnerships::find(app, session, partnership).await?;
    let holds = mou::holds::of(app, session, &row).await?;
    if let Some(look) = looks::due_by(&holds, looked_to, today).filter(|look| look.is_late(today)) {
        let of = (Noun::Step, looks::step(partnership));
        all.push(Overdue { why: Why::NotLooked(look), of, since: look.by, words: String::new() });
    }
    let review = holds.terms.and_then(|terms| terms.review_on);
    let has_met = |day: Day| meetings.iter().any(|one| one.is_ticked("held") && one.day("day") >= Some(day));
    if let Some(since) = review.filter(|day| *day < today && !has_met(*day)) {
        let of = (Noun::Clause, domain::mou::Topic::Review.entry(partnership));
        all.push(Overdue { why: Why::NotReviewed, of, since, words: String::new() });
    }
    all.sort_by_key(|one| (one.since, one.of.1));
    Ok(all)
}

/// Nouns with a day that can be overdue; what somebody said they would do has a list of its own.
const LOOKED_AT: &[Noun] = &[
    Noun::Step,
    Noun::Meeting,
    Noun::Pilot,
    Noun::Policy,
    Noun::Training,
    Noun::Celebration,
    Noun::Visit,
    Noun::Stop,
    Noun::Slot,
];

fn of_entry(noun: Noun, entry: &Entry, today: Day) -> Option<Overdue> {
    let is = |field: &str, code: &str| entry.text(field) == code;
    let (why, day, words) = match noun {
        Noun::Pilot if entry.value("decision").is_none() => (Why::NotDecided, "decide_on", "goal"),
        Noun::Step if !is("state", StepState::Paused.code()) => (Why::DayPassed, "next_date", ""),
        Noun::Policy if !is("state", PolicyState::Reached.code()) && !is("state", PolicyState::SetAside.code()) => {
            (Why::DayPassed, "next_date", "words")
        }
        Noun::Pilot | Noun::Step | Noun::Policy => return None,
        _ if entry.is_ticked("held") => return None,
        _ => (Why::NotHeld, "day", ""),
    };
    let since = entry.day(day).filter(|day| *day < today)?;
    let words = if words.is_empty() { String::new() } else { entry.text(words).to_owned() };
    Some(Overdue { why, of: (noun, entry.id()), since, words })
}

/// When what was held last comes again; nothing for what comes once, and for nouns that have no series.
#[must_use]
pub fn next_of(noun: Noun, held: &Entry) -> Option<Day> {
    let field = match noun {
        Noun::Meeting => "cadence",
        Noun::Celebration | Noun::Visit => "series",
        _ => return None,
    };
    Cadence::parse(held.text(field)).ok()?.after(held.day("day")?)
}

/// To which series of its noun something belongs: a nurse's visits are no midwife's, and what is held in Spanish is not
/// followed by what is held in English. The topic of a celebration changes from one to the next.
#[must_use]
pub fn series_of(noun: Noun, entry: &Entry) -> &str {
    match noun {
        Noun::Visit => entry.text("provider"),
        Noun::Celebration => entry.text("language"),
        _ => "",
    }
}

/// Every series of which the next is not planned.
fn not_planned(noun: Noun, entries: &[Entry], today: Day) -> Vec<Overdue> {
    let mut series: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        series.entry(series_of(noun, entry)).or_default().push(entry);
    }
    series.values().filter_map(|entries| not_planned_of(noun, entries, today)).collect()
}

fn not_planned_of(noun: Noun, entries: &[&Entry], today: Day) -> Option<Overdue> {
    let last = entries.iter().filter(|one| one.is_ticked("held")).max_by_key(|one| (one.day("day"), one.id()))?;
    let since = next_of(noun, last).filter(|day| *day < today)?;
    // One whose day has passed without a word stands on the list by itself.
    if entries.iter().any(|one| !one.is_ticked("held") && one.day("day").is_some()) {
        return None;
    }
    Some(Overdue { why: Why::NotPlanned, of: (noun, last.id()), since, words: String::new() })
}
