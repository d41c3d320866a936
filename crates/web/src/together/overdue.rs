//! What is overdue in a partnership, as both homes list it.

use super::lists::step_title;
use super::rooms::list_of;
use super::{path, path_of};
use crate::texts::Tongue;
use app::overdue::{Overdue, Why};
use domain::day::Day;
use domain::ids::{EntryId, PartnershipId};
use domain::mou::Look;
use domain::roadmap::RoadmapStep;
use domain::workspace::Noun;
use std::borrow::Cow;

/// A line of the list (`together/overdue.html`).
pub(crate) struct Line {
    pub since: Day,
    pub words: String,
    pub href: String,
}

/// The lines of a partnership.
pub(crate) fn lines(t: &Tongue, place: PartnershipId, all: &[Overdue]) -> Vec<Line> {
    let line = |one: &Overdue| Line { since: one.since, words: words(t, place, one), href: href(place, one) };
    all.iter().map(line).collect()
}

fn href(place: PartnershipId, one: &Overdue) -> String {
    match (one.why, one.of.0) {
        (Why::NotPlanned, noun) => next_href(place, noun, one.of.1),
        (Why::NotLooked(_), _) => looks_href(place),
        (_, noun) => path_of(place, noun, one.of.1),
    }
}

/// Where the next one of a series is planned, with what was agreed for the last.
pub(super) fn next_href(place: PartnershipId, noun: Noun, last: EntryId) -> String {
    let list = if noun == Noun::Meeting { format!("{}/meetings", path(place)) } else { list_of(place, noun) };
    format!("{list}/new?after={last}")
}

/// Where it is said that both looked at totals.
pub(crate) fn looks_href(place: PartnershipId) -> String {
    format!("{}#step-{}", path(place), RoadmapStep::TrackSuccesses.code())
}

/// Which totals are to be looked at, and by when.
pub(crate) fn look_words(t: &Tongue, look: &Look) -> Cow<'static, str> {
    t.with("from", t.day(look.first)).with("to", t.day(look.last)).say("overdue-not-looked")
}

fn words(t: &Tongue, place: PartnershipId, one: &Overdue) -> String {
    let step = RoadmapStep::ALL.iter().find(|step| Noun::Step.only(place, step.code()) == one.of.1);
    let what = match step {
        Some(step) => t.say(step_title(*step)).into_owned(),
        None if one.words.is_empty() => t.label(one.of.0).into_owned(),
        None => one.words.clone(),
    };
    let key = match one.why {
        Why::NotHeld => "overdue-not-held",
        Why::NotPlanned => "overdue-not-planned",
        Why::NotDecided => "overdue-not-decided",
        Why::DayPassed => "overdue-day-passed",
        Why::NotReviewed => "overdue-not-reviewed",
        Why::NotLooked(look) => return look_words(t, &look).into_owned(),
    };
    t.with("what", what).say(key).into_owned()
}
