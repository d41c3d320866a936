//! What is overdue in a partnership, as both homes list it.

use super::lists::step_title;
use super::path_of;
use crate::texts::Tongue;
use app::overdue::{Overdue, Why};
use domain::day::Day;
use domain::ids::PartnershipId;
use domain::roadmap::RoadmapStep;
use domain::workspace::Noun;

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
        (Why::NotPlanned, Noun::Meeting) => format!("{}?after={}", new_of(place, "meetings"), one.of.1),
        (Why::NotPlanned, _) => new_of(place, "celebrations"),
        (_, noun) => path_of(place, noun, one.of.1),
    }
}

fn new_of(place: PartnershipId, part: &str) -> String {
    format!("{}/{part}/new", super::path(place))
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
    };
    t.with("what", what).say(key).into_owned()
}
