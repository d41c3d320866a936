//! A service list in words: hours, for whom, at what cost, how to get it, and how far it can be relied on.

use crate::ctx::Line;
use crate::texts::Tongue;
use app::listings::ServiceList;
use domain::day::Day;
use domain::ids::ListingId;
use domain::language::LanguageCode;
use domain::listing::{Capacity, Freshness, Hours, Listing, Offered, Room, Site, Weekday};
use domain::time::Timestamp;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A line of the list, in the reader's words.
pub(super) struct Row {
    pub id: ListingId,
    pub name: String,
    pub hours: String,
    pub languages: String,
    pub eligibility: String,
    pub cost: Cow<'static, str>,
    pub reach: String,
    pub phone: Option<Line>,
    pub room: Cow<'static, str>,
    pub is_open: bool,
    pub site: Option<String>,
    pub remark: String,
    pub checked_at: Option<Timestamp>,
    pub is_stale: bool,
}

impl Row {
    pub(super) fn of(t: &Tongue, list: &ServiceList, line: &Listing, (now, today): (Timestamp, Day)) -> Self {
        Self {
            id: line.id,
            name: name(t, &line.what),
            hours: hours(t, &line.hours),
            languages: languages(t, &line.languages),
            eligibility: joined(line.eligibility.iter().map(|one| t.label(one))),
            cost: t.label(line.cost),
            reach: joined(line.reach.iter().map(|one| t.label(one))),
            phone: line.phone.as_ref().map(|phone| Line::new(list.name.as_str(), phone.as_str())),
            room: room(t, line, today),
            is_open: line.room == Room::Open,
            site: list.site(line).map(|site| site.name.to_string()),
            remark: line.remark.in_language(t.language()).to_owned(),
            checked_at: line.verified_at,
            is_stale: line.freshness(now) != Freshness::Fresh,
        }
    }
}

/// What a line is about.
pub(super) fn name(t: &Tongue, what: &Offered) -> String {
    match what {
        Offered::Coded(service) => t.label(service).into_owned(),
        Offered::Own(own) => own.in_language(t.language()).to_string(),
    }
}

/// Whether it takes new people, as of today.
/// What to say of a service before somebody is sent there; nothing when it takes new people.
pub(crate) fn capacity(t: &Tongue, of: Capacity) -> Option<Cow<'static, str>> {
    match of {
        Capacity::Open => None,
        Capacity::Unknown => Some(t.say("listing-room-ask-again")),
        Capacity::WaitingList => Some(t.label(Room::WaitingList)),
        Capacity::Full(Some(until)) => Some(t.with("day", t.day(until)).say("listing-full-until")),
        Capacity::Full(None) => Some(t.label(Room::Full)),
    }
}

/// A need with what its service says of room.
pub(crate) fn need_with_room(t: &Tongue, need: &str, of: Capacity) -> Option<Cow<'static, str>> {
    let said = capacity(t, of)?;
    Some(t.with("need", need).with("room", said).say("need-with-room"))
}

fn room(t: &Tongue, line: &Listing, today: Day) -> Cow<'static, str> {
    match line.full_until {
        _ if line.is_room_unknown(today) => t.say("listing-room-ask-again"),
        Some(until) if line.room == Room::Full => t.with("day", t.day(until)).say("listing-full-until"),
        _ => t.label(line.room),
    }
}

/// "Monday to Friday, 9:00 to 17:00".
pub(super) fn hours(t: &Tongue, hours: &Hours) -> String {
    let Hours::Weekly(week) = hours else { return t.label(hours.kind()).into_owned() };
    let (from, to) = (week.from(), week.to());
    let (from, to) = (t.wall(from.hour(), from.minute()), t.wall(to.hour(), to.minute()));
    t.with("days", days(t, week.days())).with("from", from).with("to", to).say("listing-hours-weekly").into_owned()
}

/// The day of the week of a day.
pub(super) fn weekday(t: &Tongue, day: Day) -> String {
    Weekday::ALL.get(usize::from(day.weekday())).map_or_else(String::new, |day| t.label(*day).into_owned())
}

/// Days that follow each other are told by the first and the last.
fn days(t: &Tongue, days: &BTreeSet<Weekday>) -> String {
    let mut runs: Vec<(Weekday, Weekday)> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some((_, last)) if *last as usize + 1 == *day as usize => *last = *day,
            _ => runs.push((*day, *day)),
        }
    }
    let said = |(first, last): &(Weekday, Weekday)| match *last as usize - *first as usize {
        0 => t.label(first).into_owned(),
        1 => format!("{}, {}", t.label(first), t.label(last)),
        _ => t.with("first", t.label(first)).with("last", t.label(last)).say("listing-days-run").into_owned(),
    };
    runs.iter().map(said).collect::<Vec<_>>().join(", ")
}

/// Languages by name.
pub(super) fn languages(t: &Tongue, codes: &BTreeSet<LanguageCode>) -> String {
    joined(codes.iter().map(|code| t.language_named(code.as_str())))
}

/// "One, two, three".
pub(super) fn joined<'a>(words: impl Iterator<Item = Cow<'a, str>>) -> String {
    words.map(Cow::into_owned).collect::<Vec<_>>().join(", ")
}

/// A site: name, address where it has one, phone.
pub(super) fn site(site: &Site) -> String {
    let parts = [Some(&site.name), site.address.as_ref(), site.phone.as_ref()];
    parts.into_iter().flatten().map(ToString::to_string).collect::<Vec<_>>().join(" · ")
}
