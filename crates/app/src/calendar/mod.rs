//! The calendar of a partnership: what its two sides planned, day by day, and the feeds that members' own programs read.
//! Holds nothing about a person.

mod feeds;

pub use feeds::{Feed, FeedError, FeedOf, NewFeed, end_feed, feeds, make_feed, open_feed};

use crate::workspace::{self, Known};
use crate::{App, Error, Result, Session, closed_days};
use domain::calendar::{OccasionKind, Plan};
use domain::day::Day;
use domain::ids::{EntryId, PartnershipId};
use domain::recurrence::{MOST_SKIPPED, RecurrenceError, Repeat};
use domain::time::Timestamp;
use domain::workspace::{Changes, Entry, Noun, Value};
use std::collections::BTreeSet;

/// Something on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    /// Where it was planned.
    pub of: (Noun, EntryId),
    /// What.
    pub kind: OccasionKind,
    /// In the planners' words; may be empty.
    pub words: String,
    /// Where; may be empty.
    pub place: String,
    /// The day by the calendar of where it was planned: what is skipped is named by it.
    pub planned: Day,
    /// The day by the reader's wall.
    pub day: Day,
    /// From when to when; nothing while no time was agreed.
    pub times: Option<(Timestamp, Timestamp)>,
    /// How it comes again.
    pub repeat: Option<Repeat>,
    /// It stands in no list and no feed.
    pub is_withheld: bool,
}

/// Nouns that can have a day and an hour.
const NOUNS: &[Noun] = &[
    Noun::Occasion,
    Noun::Meeting,
    Noun::Training,
    Noun::Celebration,
    Noun::Visit,
    Noun::Presence,
    Noun::Stop,
    Noun::Slot,
];

/// What is planned between two days, both counted in, by the reader's wall. What was withheld is only for those who
/// plan.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others.
pub async fn agenda(
    app: &App,
    session: &Session,
    partnership: PartnershipId,
    (from, to): (Day, Day),
) -> Result<Vec<Happening>> {
    let (zone, plans) = (&session.org().time_zone, workspace::may_write(session));
    let mut all = Vec::new();
    let row = crate::partnerships::find(app, session, partnership).await?;
    let closed = closed_days::of_center(app.store(), &session.scope, session.org().kind, &row).await?;
    for noun in NOUNS {
        for entry in workspace::entries(app, session, partnership, *noun).await? {
            all.extend(happenings((*noun, &entry), zone, (from, to), &closed));
        }
    }
    all.retain(|one| plans || !one.is_withheld);
    in_order(&mut all);
    Ok(all)
}

fn in_order(all: &mut [Happening]) {
    all.sort_by_key(|one| (one.day, one.times, one.of.1));
}

/// The days of an entry. Weekly hours in the health center's house fall out where it is closed.
fn happenings(
    (noun, entry): (Noun, &Entry),
    zone: &str,
    (from, to): (Day, Day),
    closed: &BTreeSet<Day>,
) -> Vec<Happening> {
    // A row of days that cannot be is not saved; one that two people made so together is shown on its form.
    let Ok(Some(plan)) = Plan::of(noun, entry, zone) else { return Vec::new() };
    // A day there can be the day before or after here.
    let days = print::recurrence::days(&plan.days, from.before(), to.next());
    let is_open = |day: &Day| noun != Noun::Presence || !closed.contains(day);
    let all = days.into_iter().filter(is_open).map(|planned| happening((noun, entry), &plan, planned, zone));
    all.filter(|one| (from..=to).contains(&one.day)).collect()
}

fn happening((noun, entry): (Noun, &Entry), plan: &Plan, planned: Day, zone: &str) -> Happening {
    let times = plan.on(planned);
    let day = times.map_or(planned, |(begins, _)| Day::of(begins, zone));
    Happening {
        of: (noun, entry.id()),
        kind: plan.kind,
        words: entry.text("words").to_owned(),
        place: place(noun, entry).to_owned(),
        planned,
        day,
        times,
        repeat: plan.days.repeat(),
        is_withheld: plan.is_withheld,
    }
}

/// Nouns that come again on a row of days, of which some can fall out.
pub const ROWS: &[Noun] = &[Noun::Occasion, Noun::Presence];

/// What fell out between two days, both counted in: for those who plan, who can put it back.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others.
pub async fn fallen(
    app: &App,
    session: &Session,
    partnership: PartnershipId,
    (from, to): (Day, Day),
) -> Result<Vec<Happening>> {
    let (zone, mut all) = (&session.org().time_zone, Vec::new());
    if !workspace::may_write(session) {
        return Ok(all);
    }
    for noun in ROWS {
        for entry in workspace::entries(app, session, partnership, *noun).await? {
            let Ok(Some(plan)) = Plan::of(*noun, &entry, zone) else { continue };
            let days = plan.days.skipped().map(|day| happening((*noun, &entry), &plan, day, zone));
            all.extend(days.filter(|one| (from..=to).contains(&one.day)));
        }
    }
    in_order(&mut all);
    Ok(all)
}

/// Where, in the words of those who planned it.
fn place(noun: Noun, entry: &Entry) -> &str {
    match noun {
        Noun::Occasion => entry.text("place"),
        Noun::Visit | Noun::Presence => entry.text("room"),
        Noun::Stop => entry.text("area"),
        _ => "",
    }
}

/// Lets one day of a row fall out.
///
/// # Errors
/// [`Error::NotFound`] without the deed, for what is not there or comes only once, or when it is not planned on that day;
/// [`Error::Invalid`] `occasion-too-many-skipped`.
pub async fn skip(
    app: &App,
    session: &Session,
    partnership: PartnershipId,
    of: (Noun, EntryId),
    day: Day,
) -> Result<()> {
    let (known, plan) = row_of(app, session, partnership, of).await?;
    if print::recurrence::days(&plan.days, day, day).is_empty() {
        return Err(Error::NotFound);
    }
    let skipped: BTreeSet<Day> = plan.days.skipped().chain([day]).collect();
    if skipped.len() > MOST_SKIPPED {
        return Err(Error::Invalid("occasion-too-many-skipped"));
    }
    set_skipped(app, session, partnership, (of, known.seq), &skipped).await
}

/// Puts a day back that fell out.
///
/// # Errors
/// [`Error::NotFound`] without the deed, for what is not there, or when the day did not fall out.
pub async fn put_back(
    app: &App,
    session: &Session,
    partnership: PartnershipId,
    of: (Noun, EntryId),
    day: Day,
) -> Result<()> {
    let (known, plan) = row_of(app, session, partnership, of).await?;
    if !plan.days.is_skipped(day) {
        return Err(Error::NotFound);
    }
    let skipped: BTreeSet<Day> = plan.days.skipped().filter(|one| *one != day).collect();
    set_skipped(app, session, partnership, (of, known.seq), &skipped).await
}

async fn row_of(
    app: &App,
    session: &Session,
    partnership: PartnershipId,
    of: (Noun, EntryId),
) -> Result<(Known, Plan)> {
    if !ROWS.contains(&of.0) {
        return Err(Error::NotFound);
    }
    let known = workspace::entry(app, session, partnership, of).await?;
    let plan = Plan::of(of.0, &known.entry, &session.org().time_zone).ok().flatten();
    let plan = plan.filter(|plan| plan.days.repeat().is_some()).ok_or(Error::NotFound)?;
    Ok((known, plan))
}

async fn set_skipped(
    app: &App,
    session: &Session,
    partnership: PartnershipId,
    (of, seen): ((Noun, EntryId), u32),
    skipped: &BTreeSet<Day>,
) -> Result<()> {
    let value = Value::stored(skipped.iter().map(|day| day.code()).collect::<Vec<_>>().join(" "));
    let changes = Changes::none().with("skipped", value);
    workspace::write(app, session, partnership, of, (seen, changes)).await.map(drop)
}

/// What an entry will hold is a row of days that can be.
pub(crate) fn check(noun: Noun, entry: &Entry) -> Result<()> {
    match Plan::of(noun, entry, "UTC") {
        Ok(_) => Ok(()),
        Err(RecurrenceError::EndsBeforeItBegins) => Err(Error::Invalid("occasion-ends-before")),
        Err(RecurrenceError::TooLong) => Err(Error::Invalid("occasion-too-long")),
        Err(RecurrenceError::TooManySkipped) => Err(Error::Invalid("occasion-too-many-skipped")),
    }
}

/// The zone by whose clock an entry is planned is that of who gave it its first hour.
pub(crate) fn with_zone(noun: Noun, known: &Known, changes: Changes, zone: &str) -> Changes {
    let takes_one = noun.field("zone").is_some() && known.entry.value("zone").is_none();
    let has_clock = changes.iter().any(|(field, value)| field == "clock" && value.is_some());
    if takes_one && has_clock { changes.with("zone", Value::stored(zone.to_owned())) } else { changes }
}
