//! What was told, as it is read: by period and direction, both organizations' lines together.
//!
//! Invariant: sentence, picture, table and file are made of the same protected lines.

use crate::chart::{self, Bar};
use crate::texts::Tongue;
use app::totals::{Told, TotalsView};
use domain::funder::{Begins, Span};
use domain::measure::{CountedFrom, Measure, Unit, counted_from, out_of, unit};
use domain::org::OrgKind;
use domain::referral::Direction;
use domain::suppression::Shown;
use domain::totals::{Line, Period, receives, told_by};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The two organizations as the reader's side calls them.
pub(super) struct Names<'a> {
    pub(super) ours: &'a str,
    pub(super) theirs: &'a str,
    pub(super) kind: OrgKind,
}

impl Names<'_> {
    /// Whether our side is the one that receives who comes this way.
    fn we_receive(&self, direction: Direction) -> bool {
        receives(self.kind, direction)
    }
    fn sender(&self, direction: Direction) -> &str {
        if self.we_receive(direction) { self.theirs } else { self.ours }
    }
    fn receiver(&self, direction: Direction) -> &str {
        if self.we_receive(direction) { self.ours } else { self.theirs }
    }
}

/// One line: what, how many, who says so.
pub(super) struct Row {
    pub(super) measure: Measure,
    pub(super) words: String,
    pub(super) is_hidden: bool,
    /// What "few" is below, where it is few: as it stood when it was told.
    pub(super) few_below: Option<u64>,
    pub(super) by: String,
}

/// One direction of a period.
pub(super) struct Way {
    pub(super) direction: Direction,
    pub(super) from_advocacy: bool,
    pub(super) name: Cow<'static, str>,
    pub(super) sentence: String,
    pub(super) chart: String,
    pub(super) rows: Vec<Row>,
}

/// One period, or one fiscal year.
pub(super) struct Reported {
    pub(super) span: Span,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) ways: Vec<Way>,
    /// Who told late.
    pub(super) late: Vec<String>,
    /// Who has not told yet.
    pub(super) missing: Vec<String>,
    /// Whose signature does not hold, though they told.
    pub(super) unsigned: Vec<String>,
}

impl Reported {
    pub(super) fn hidden(&self) -> usize {
        self.ways.iter().flat_map(|way| &way.rows).filter(|row| row.is_hidden).count()
    }

    /// With who told it under a signature that does not hold: they are not among those who have not told.
    pub(super) fn without_signature(mut self, orgs: Vec<String>) -> Self {
        self.missing.retain(|org| !orgs.contains(org));
        self.unsigned = orgs;
        self
    }

    /// What is said of whoever is not in it, as the key of a text: who has not told, and whose signature does not hold.
    pub(super) const fn why_missing(&self) -> [&'static str; 2] {
        match self.span {
            Span::Period(_) => ["successes-missing", "successes-unsigned"],
            Span::Fiscal(_) => ["period-paper-year-missing", "period-paper-year-unsigned-by"],
        }
    }
}

/// How many "few" are at most, by what was agreed when these were told; by what is agreed now where nothing of them is few.
pub(super) fn few_at_most(reported: &[Reported], smallest_now: u64) -> u64 {
    let rows = reported.iter().flat_map(|period| &period.ways).flat_map(|way| &way.rows);
    rows.filter_map(|row| row.few_below).max().unwrap_or(smallest_now).saturating_sub(1)
}

pub(crate) fn named(t: &Tongue, period: Period) -> String {
    match period {
        Period::Month(month) => t.month(month).into_owned(),
        Period::Quarter(year, n) => t.with("n", n).with("year", year.to_string()).say("successes-quarter").into_owned(),
        Period::Half(year, n) => t.with("n", n).with("year", year.to_string()).say("successes-half").into_owned(),
        Period::Year(year) => t.with("year", year.to_string()).say("successes-year").into_owned(),
    }
}

/// The name of a period or of a fiscal year.
pub(super) fn named_span(t: &Tongue, span: Span) -> String {
    let year = match span {
        Span::Period(period) => return named(t, period),
        Span::Fiscal(year) => year,
    };
    let (first, last) = span.ends();
    let spans = t.with("year", year.ends_in.to_string()).with("first", t.month(first)).with("last", t.month(last));
    let key = match year.begins {
        Begins::October => "period-paper-year-federal",
        Begins::July => "period-paper-year-july",
    };
    spans.say(key).into_owned()
}

fn words(t: &Tongue, shown: Shown) -> String {
    match shown {
        Shown::Count(count) => count.to_string(),
        Shown::Few { .. } => t.say("successes-few").into_owned(),
        Shown::Withheld { .. } => t.say("successes-not-shown").into_owned(),
    }
}

/// Every period of which something was told, the latest first.
pub(super) fn reported(t: &Tongue, view: &TotalsView, names: &Names<'_>) -> Vec<Reported> {
    let mut periods: Vec<Period> = Vec::new();
    for told in view.told.iter().filter(|told| told.report.is_some()) {
        if !periods.contains(&told.period) {
            periods.push(told.period);
        }
    }
    periods.into_iter().map(|period| one(t, view, names, period)).collect()
}

fn one(t: &Tongue, view: &TotalsView, names: &Names<'_>, period: Period) -> Reported {
    let told: Vec<&Told> = view.told.iter().filter(|told| told.period == period && told.report.is_some()).collect();
    let lines = |is_ours: bool| {
        let told = told.iter().find(|told| (told.by == view.ours) == is_ours)?;
        told.report.as_ref().map(|report| report.lines.as_slice())
    };
    let of = |is_ours: bool| String::from(if is_ours { names.ours } else { names.theirs });
    let broken = view.told.iter().filter(|told| told.period == period && told.report.is_none());
    Reported {
        late: told.iter().filter(|told| told.is_late).map(|told| of(told.by == view.ours)).collect(),
        ..of_lines(t, names, period.into(), (lines(true), lines(false)))
    }
    .without_signature(broken.map(|told| of(told.by == view.ours)).collect())
}

/// What each of the two told of a period or of a fiscal year; nothing of one that has not.
pub(super) fn of_lines(
    t: &Tongue,
    names: &Names<'_>,
    span: Span,
    (ours, theirs): (Option<&[Line]>, Option<&[Line]>),
) -> Reported {
    let find = |ours_tell: bool, direction: Direction, measure: Measure| -> Option<Shown> {
        let lines = if ours_tell { ours? } else { theirs? };
        lines.iter().find(|line| (line.direction, line.measure) == (direction, measure)).map(|line| line.shown)
    };
    let (code, name) = (span.to_string(), named_span(t, span));
    let ways = Direction::ALL.iter().map(|direction| way(t, names, (code.as_str(), name.as_str()), *direction, &find));
    let missing = [(ours.is_none(), names.ours), (theirs.is_none(), names.theirs)];
    Reported {
        ways: ways.filter(|way| !way.rows.is_empty()).collect(),
        late: Vec::new(),
        unsigned: Vec::new(),
        missing: missing.into_iter().filter(|(is_missing, _)| *is_missing).map(|(_, org)| org.to_owned()).collect(),
        span,
        code,
        name,
    }
}

fn way(
    t: &Tongue,
    names: &Names<'_>,
    (code, period): (&str, &str),
    direction: Direction,
    find: &impl Fn(bool, Direction, Measure) -> Option<Shown>,
) -> Way {
    let we_receive = names.we_receive(direction);
    let shown = |measure: Measure| find(we_receive == (measure != Measure::Delivered), direction, measure);
    let measures: BTreeSet<Measure> = [OrgKind::HealthCenter, OrgKind::Advocacy]
        .into_iter()
        .flat_map(told_by)
        .filter(|(way, _)| *way == direction)
        .map(|(_, measure)| measure)
        .collect();
    let lines: Vec<(Measure, Shown)> =
        measures.into_iter().filter_map(|measure| Some((measure, shown(measure)?))).collect();
    let most = lines.iter().map(|(_, shown)| number(*shown).unwrap_or(0)).max().unwrap_or(0).max(1);
    let name = t.say(match direction {
        Direction::ToHealthCenter => "successes-to-clinic",
        Direction::ToAdvocacy => "successes-to-advocates",
    });
    let bars: Vec<Bar> = lines
        .iter()
        .map(|(measure, shown)| Bar {
            label: t.label(*measure).into_owned(),
            words: words(t, *shown),
            share: number(*shown).map(|count| count * 100 / most),
        })
        .collect();
    let described: Vec<String> = bars.iter().map(|bar| format!("{}: {}", bar.label, bar.words)).collect();
    let said = sentences(t, names, direction, period, &shown);
    let by = |measure: Measure| match measure {
        Measure::Delivered => names.sender(direction).to_owned(),
        _ => names.receiver(direction).to_owned(),
    };
    let id = format!("chart-{code}-{}", direction.code());
    let title = format!("{period}: {name}");
    Way {
        direction,
        from_advocacy: direction == Direction::ToHealthCenter,
        sentence: said,
        chart: chart::bars(&id, &title, &described.join(". "), &bars),
        rows: lines
            .into_iter()
            .map(|(measure, shown)| Row {
                measure,
                words: words(t, shown),
                is_hidden: shown.is_hidden(),
                few_below: match shown {
                    Shown::Few { below } => Some(below),
                    Shown::Count(_) | Shown::Withheld { .. } => None,
                },
                by: by(measure),
            })
            .collect(),
        name,
    }
}

/// What each of the two told of a direction, as a sentence; of who has told nothing there is none.
fn sentences(
    t: &Tongue,
    names: &Names<'_>,
    direction: Direction,
    period: &str,
    shown: &impl Fn(Measure) -> Option<Shown>,
) -> String {
    let mut said = vec![format!("{period}:")];
    if let Some(sent) = shown(Measure::Delivered) {
        let sentence = t.with("org", names.sender(direction)).with("sent", words(t, sent));
        said.push(sentence.say("successes-said-sent").into_owned());
    }
    if let (Some(accepted), Some(connected)) = (shown(Measure::Accepted), shown(Measure::Connected)) {
        let sentence = t
            .with("org", names.receiver(direction))
            .with("accepted", words(t, accepted))
            .with("connected", words(t, connected));
        said.push(sentence.say("successes-said-taken").into_owned());
    }
    said.join(" ")
}

const fn number(shown: Shown) -> Option<u64> {
    match shown {
        Shown::Count(count) => Some(count),
        Shown::Few { .. } | Shown::Withheld { .. } => None,
    }
}

/// A measure as it is defined: what is counted, of which whole, in what, and where it comes from.
pub(crate) struct Definition {
    pub(crate) name: Cow<'static, str>,
    pub(crate) counts: Cow<'static, str>,
    /// Of which whole, as a sentence.
    pub(crate) of: Option<Cow<'static, str>>,
    pub(crate) unit: Cow<'static, str>,
    pub(crate) source: Cow<'static, str>,
}

impl Definition {
    /// All of it in one paragraph, without its name.
    pub(crate) fn paragraph(self) -> String {
        let all = [Some(self.counts), self.of, Some(self.unit), Some(self.source)];
        all.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// A whole is named only where it is among the measures that are shown: nobody is told a part of what they can't see.
pub(crate) fn definition(t: &Tongue, measure: Measure, shown: &[Measure]) -> Definition {
    Definition {
        name: t.label(measure),
        counts: t.say(means(measure)),
        of: out_of(measure)
            .filter(|whole| shown.contains(whole))
            .map(|whole| t.with("whole", t.label(whole)).say("successes-means-of")),
        unit: t.say(match unit(measure) {
            Unit::Visits => "successes-unit-visits",
            Unit::Cards => "successes-unit-cards",
            Unit::Referrals => "successes-unit-referrals",
            Unit::Slips => "successes-unit-slips",
            Unit::Calls => "successes-unit-calls",
            Unit::Offers => "successes-unit-offers",
            Unit::Times => "successes-unit-times",
        }),
        source: t.say(match counted_from(measure) {
            CountedFrom::Notes => "successes-source-notes",
            CountedFrom::Events => "successes-source-events",
            CountedFrom::Slips => "successes-source-slips",
            CountedFrom::Consults => "successes-source-consults",
            CountedFrom::Words => "successes-source-words",
            CountedFrom::Offers => "successes-source-offers",
            CountedFrom::NotesAndSlips => "successes-source-notes-and-slips",
        }),
    }
}

const fn means(measure: Measure) -> &'static str {
    match measure {
        Measure::Visits => "successes-means-visits",
        Measure::SeenAlone => "successes-means-seen-alone",
        Measure::LimitsExplained => "successes-means-limits",
        Measure::Cards => "successes-means-cards",
        Measure::TwoCards => "successes-means-two-cards",
        Measure::DecisionRecorded => "successes-means-decision",
        Measure::NoThanks => "successes-means-no-thanks",
        Measure::Offered => "successes-means-offered",
        Measure::OfferLater => "successes-means-offer-later",
        Measure::OfferDeclined => "successes-means-offer-declined",
        Measure::CardsOnly => "successes-means-cards-only",
        Measure::InformationOnly => "successes-means-information",
        Measure::Sent => "successes-means-sent",
        Measure::Delivered => "successes-means-delivered",
        Measure::Arrived => "successes-means-arrived",
        Measure::Accepted => "successes-means-accepted",
        Measure::Declined => "successes-means-declined",
        Measure::Reached => "successes-means-reached",
        Measure::Connected => "successes-means-connected",
        Measure::ServiceUsed => "successes-means-service-used",
        Measure::EndedOtherwise => "successes-means-ended-otherwise",
        Measure::Withdrawn => "successes-means-withdrawn",
        Measure::Expired => "successes-means-expired",
        Measure::ToldBack => "successes-means-told-back",
        Measure::Slips => "successes-means-slips",
        Measure::ConsultsAsked => "successes-means-consults-asked",
        Measure::ConsultsAnswered => "successes-means-consults-answered",
        Measure::WordsHeard => "successes-means-words",
    }
}
