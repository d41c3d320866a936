//! Our own exact figures, as our own leads read them: ours, not for sharing.

use super::beside_view::Sheet;
use super::filter::Filter;
use super::offers_view;
use super::view::named;
use crate::texts::Tongue;
use app::asked::Asked;
use app::totals::{Exact, Part, Took};
use domain::measure::{Gauge, Measure, OTHER, Split, Wait, out_of, share};
use domain::org::OrgKind;
use domain::referral::{Direction, Handoff};
use std::borrow::Cow;

pub(super) struct Line {
    pub(super) what: String,
    pub(super) count: u64,
    /// Of which whole, and how much of it, where that says something.
    pub(super) share: String,
}

pub(super) struct TookLine {
    pub(super) what: Cow<'static, str>,
    pub(super) of: u64,
    pub(super) median: Cow<'static, str>,
    pub(super) ninetieth: Cow<'static, str>,
}

pub(super) struct Ours {
    pub(super) period: String,
    pub(super) to_advocates: Vec<Line>,
    pub(super) to_clinic: Vec<Line>,
    pub(super) own: Vec<Line>,
    /// From when it came in.
    pub(super) took: Vec<TookLine>,
    /// From the offer.
    pub(super) took_from_offer: Vec<TookLine>,
    pub(super) parts: Vec<Line>,
    /// What stands beside the counts.
    pub(super) sheets: Vec<Sheet>,
}

impl Ours {
    pub(super) fn is_empty(&self) -> bool {
        self.to_advocates.is_empty() && self.to_clinic.is_empty() && self.own.is_empty() && self.sheets.is_empty()
    }
}

pub(super) fn ours(t: &Tongue, kind: OrgKind, exact: &Exact, filter: Filter, sheets: Vec<Sheet>) -> Ours {
    let of = |direction: Direction| -> Vec<Line> {
        let same = exact.with_partner.iter().filter(|(way, ..)| *way == direction && filter.shows(direction));
        let counts: Vec<(Measure, u64)> = same.map(|(_, measure, n)| (*measure, *n)).collect();
        lines(t, &counts)
    };
    let took = |from_offer: bool, is_shown: bool| -> Vec<TookLine> {
        let of_it = exact.took.iter().filter(|took| is_shown && took.from_offer == from_offer);
        of_it.map(|took| took_line(t, took)).collect()
    };
    Ours {
        period: named(t, exact.period),
        to_advocates: of(Direction::ToAdvocacy),
        to_clinic: of(Direction::ToHealthCenter),
        own: lines(t, &exact.own),
        took: took(false, filter.shows_who_came(kind)),
        took_from_offer: took(true, filter.shows_whom_we_sent(kind)),
        parts: exact.parts.iter().filter(|part| filter.shows(part.direction)).map(|part| part_line(t, part)).collect(),
        sheets,
    }
}

/// Every measure of which a count is shown, to be defined.
pub(super) fn measures(kind: OrgKind, exact: &Exact, asked: Option<&Asked>, filter: Filter) -> Vec<Measure> {
    let with_partner = exact.with_partner.iter().map(|(way, measure, _)| (*way, *measure));
    let parts = exact.parts.iter().map(|part| (part.direction, part.measure));
    let at_sites = exact.at_sites.iter().map(|at| (at.direction, at.measure));
    let directed = with_partner.chain(parts).chain(at_sites).filter(|(way, _)| filter.shows(*way));
    let mut measures: Vec<Measure> = directed.map(|(_, measure)| measure).collect();
    measures.extend(exact.own.iter().map(|(measure, _)| *measure));
    if filter.shows_whom_we_sent(kind) {
        measures.extend(offers_view::measures(kind, &exact.offers));
    }
    let by_service = asked.iter().flat_map(|asked| asked.counts.keys().map(|(measure, _)| *measure));
    measures.extend(by_service.filter(|measure| is_shown(kind, *measure, filter)));
    measures
}

/// Whether a count by service is shown: what was asked for on what we sent goes the one way, and what was answered, connected
/// and used here came the other.
pub(super) fn is_shown(kind: OrgKind, measure: Measure, filter: Filter) -> bool {
    match measure {
        Measure::Sent => filter.shows_whom_we_sent(kind),
        _ => filter.shows_who_came(kind),
    }
}

/// Which times are shown, to be defined.
pub(super) fn times(kind: OrgKind, exact: &Exact, filter: Filter) -> impl Iterator<Item = Gauge> {
    let is_shown = move |from_offer: bool| {
        if from_offer { filter.shows_whom_we_sent(kind) } else { filter.shows_who_came(kind) }
    };
    let shown = exact.took.iter().filter(move |took| is_shown(took.from_offer));
    shown.filter_map(|took| Gauge::time_to(took.measure, took.from_offer))
}

fn took_line(t: &Tongue, took: &Took) -> TookLine {
    TookLine {
        what: t.say(match (took.from_offer, took.measure) {
            (false, Measure::Reached) => "successes-took-reached",
            (false, Measure::Connected) => "successes-took-connected",
            (false, _) => "successes-took-answered",
            (true, Measure::Sent) => "successes-took-sent",
            (true, Measure::Connected) => "successes-took-told-connected",
            (true, _) => "successes-took-told-accepted",
        }),
        of: took.of,
        median: wait(t, took.median),
        ninetieth: wait(t, took.ninetieth),
    }
}

fn lines(t: &Tongue, counts: &[(Measure, u64)]) -> Vec<Line> {
    let line = |(measure, count): &(Measure, u64)| {
        let whole = out_of(*measure).and_then(|whole| counts.iter().find(|(other, _)| *other == whole));
        let share = whole.and_then(|(name, whole)| {
            let percent = share(*count, *whole)?;
            Some(t.with("percent", percent).with("whole", t.label(*name)).say("successes-share").into_owned())
        });
        Line { what: t.label(*measure).into_owned(), count: *count, share: share.unwrap_or_default() }
    };
    counts.iter().map(line).collect()
}

fn part_line(t: &Tongue, part: &Part) -> Line {
    let by = match part.split {
        Split::Language if part.value == OTHER => t.say("successes-other-language"),
        Split::Language => t.language_named(&part.value),
        _ => Handoff::parse(&part.value).map_or_else(|_| Cow::Owned(part.value.clone()), |handoff| t.label(handoff)),
    };
    let way = t.say(match part.direction {
        Direction::ToHealthCenter => "successes-to-clinic",
        Direction::ToAdvocacy => "successes-to-advocates",
    });
    let what = t.with("by", by).with("what", t.label(part.measure)).with("way", way).say("successes-part");
    Line { what: what.into_owned(), count: part.count, share: String::new() }
}

fn wait(t: &Tongue, wait: Wait) -> Cow<'static, str> {
    match wait {
        Wait::Hour => t.with("n", 1_u32).say("successes-hours"),
        Wait::TwoHours => t.with("n", 2_u32).say("successes-hours"),
        Wait::FourHours => t.with("n", 4_u32).say("successes-hours"),
        Wait::EightHours => t.with("n", 8_u32).say("successes-hours"),
        Wait::Day => t.with("n", 1_u32).say("successes-days"),
        Wait::TwoDays => t.with("n", 2_u32).say("successes-days"),
        Wait::ThreeDays => t.with("n", 3_u32).say("successes-days"),
        Wait::FiveDays => t.with("n", 5_u32).say("successes-days"),
        Wait::Week => t.with("n", 7_u32).say("successes-days"),
        Wait::TwoWeeks => t.with("n", 14_u32).say("successes-days"),
        Wait::ThirtyDays => t.with("n", 30_u32).say("successes-days"),
        Wait::Longer => t.say("successes-longer"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::org::Language;

    #[test]
    fn nearly_all_is_not_all_and_connected_is_a_part_of_those_who_came() {
        let t = &Tongue::new(Language::En, "UTC");
        let counts = [(Measure::Arrived, 800), (Measure::Accepted, 400), (Measure::Connected, 399)];
        let said: Vec<String> = lines(t, &counts).into_iter().map(|line| line.share).collect();
        assert!(said[1].starts_with("50 of 100") && said[2].starts_with("50 of 100"), "{said:?}");
        let counts = [(Measure::Arrived, 400), (Measure::Connected, 399)];
        let said = lines(t, &counts).pop().map(|line| line.share).unwrap_or_default();
        assert!(said.starts_with("99 of 100"), "{said}");
    }
}
