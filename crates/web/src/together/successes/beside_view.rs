//! What stands beside the counts, as our leads read it: promises kept, sites, services, training, reach.

use super::exact_view::{Line, is_shown, times};
use super::filter::{Filter, site_name};
use super::offers_view;
use super::view::Definition;
use crate::ctx::Ctx;
use crate::texts::Tongue;
use app::totals::{Beside, Exact, OurSite};
use domain::measure::{Gauge, GaugeSource, GaugeUnit, Measure, Whole, share};
use domain::org::OrgKind;
use domain::referral::{Direction, Outcome};
use domain::service::Service;
use std::borrow::Cow;

/// Lines under one heading.
pub(super) struct Sheet {
    pub(super) caption: Cow<'static, str>,
    /// What to know before reading.
    pub(super) note: Cow<'static, str>,
    pub(super) lines: Vec<Line>,
}

/// Every sheet of which there is something to read, and the gauges that stand on them.
pub(super) fn sheets(
    ctx: &Ctx,
    kind: OrgKind,
    (exact, beside): (&Exact, &Beside),
    sites: &[OurSite],
    filter: Filter,
) -> (Vec<Sheet>, Vec<Gauge>) {
    let t = &ctx.t;
    let sheet = |caption: &str, note: &str, lines: Vec<Line>| {
        let note = if note.is_empty() { Cow::Borrowed("") } else { t.say(note) };
        Sheet { caption: t.say(caption), note, lines }
    };
    let services = services(t, kind, beside, filter);
    let services_note = match &beside.asked {
        None => "successes-services-sealed",
        Some(asked) if asked.is_unfinished => "successes-services-unfinished",
        Some(_) => "successes-services-note",
    };
    let reach = reach(t, beside);
    let mut gauges: Vec<Gauge> = beside.reach.iter().map(|(gauge, ..)| *gauge).collect();
    gauges.push(Gauge::StaffTrained);
    gauges.extend(times(kind, exact, filter));
    if !services.is_empty() {
        gauges.push(Gauge::ServicesAsked);
    }
    if exact.promised.iter().any(|(direction, _)| filter.shows(*direction)) {
        gauges.push(Gauge::PromiseKept);
    }
    let offers = if filter.shows_whom_we_sent(kind) { offers_view::lines(t, kind, &exact.offers) } else { Vec::new() };
    let outcomes = if filter.shows_who_came(kind) { outcomes(t, exact) } else { Vec::new() };
    if !outcomes.is_empty() {
        gauges.push(Gauge::Endings);
    }
    gauges.sort_unstable();
    let mut all = vec![
        sheet("successes-offers", "successes-offers-note", offers),
        sheet("successes-outcomes", "successes-outcomes-note", outcomes),
        sheet("successes-kept", "successes-kept-note", kept(t, exact, filter)),
        sheet("successes-trained", "", vec![trained(t, beside)]),
        sheet("successes-reach", "successes-reach-note", reach),
        sheet("successes-services", services_note, services),
        sheet("successes-sites", "successes-sites-note", at_sites(ctx, exact, sites, filter)),
    ];
    let is_sealed = beside.asked.is_none();
    let said = t.say("successes-services-sealed");
    all.retain(|sheet| !sheet.lines.is_empty() || (is_sealed && sheet.note == said));
    (all, gauges)
}

fn way(t: &Tongue, direction: Direction) -> Cow<'static, str> {
    t.say(match direction {
        Direction::ToHealthCenter => "successes-to-clinic",
        Direction::ToAdvocacy => "successes-to-advocates",
    })
}

pub(super) fn part(t: &Tongue, part: u64, whole: u64) -> String {
    let of = t.with("n", whole).say("successes-of");
    match share(part, whole) {
        Some(percent) => format!("{of} ({})", t.with("percent", percent).say("successes-percent")),
        None => of.into_owned(),
    }
}

fn outcomes(t: &Tongue, exact: &Exact) -> Vec<Line> {
    let all = exact.outcomes.iter().map(|(_, count)| count).sum();
    let line = |(outcome, count): &(Outcome, u64)| Line {
        what: t.label(*outcome).into_owned(),
        count: *count,
        share: part(t, *count, all),
    };
    exact.outcomes.iter().map(line).collect()
}

fn kept(t: &Tongue, exact: &Exact, filter: Filter) -> Vec<Line> {
    let shown = exact.promised.iter().filter(|(direction, _)| filter.shows(*direction));
    let line = |(direction, promised): &(Direction, app::totals::Promised)| Line {
        what: way(t, *direction).into_owned(),
        count: promised.in_time,
        share: part(t, promised.in_time, promised.of),
    };
    shown.map(line).collect()
}

fn at_sites(ctx: &Ctx, exact: &Exact, sites: &[OurSite], filter: Filter) -> Vec<Line> {
    let t = &ctx.t;
    let shown =
        exact.at_sites.iter().filter(|at| filter.site.is_none_or(|site| site == at.site) && filter.shows(at.direction));
    let line = |at: &app::totals::AtSite| {
        let site = sites.iter().find(|site| site.id == at.site);
        let name = site.map_or_else(|| t.say("successes-site-gone").into_owned(), |site| site_name(ctx, site));
        let said = t.with("by", name).with("what", t.label(at.measure)).with("way", way(t, at.direction));
        Line { what: said.say("successes-part").into_owned(), count: at.count, share: String::new() }
    };
    shown.map(line).collect()
}

fn services(t: &Tongue, kind: OrgKind, beside: &Beside, filter: Filter) -> Vec<Line> {
    let Some(asked) = &beside.asked else { return Vec::new() };
    let mut shown: Vec<(Service, Measure, u64)> =
        asked.counts.iter().map(|((measure, service), n)| (*service, *measure, *n)).collect();
    shown.retain(|(_, measure, _)| is_shown(kind, *measure, filter));
    // One service after the other, each in the steps that a referral takes.
    shown.sort_unstable();
    let line = |(service, measure, count): (Service, Measure, u64)| Line {
        what: t.with("service", t.label(service)).with("what", t.label(measure)).say("successes-service").into_owned(),
        count,
        share: String::new(),
    };
    shown.into_iter().map(line).collect()
}

fn trained(t: &Tongue, beside: &Beside) -> Line {
    let (know, here) = beside.trained;
    Line { what: t.label(Gauge::StaffTrained).into_owned(), count: know, share: part(t, know, here) }
}

fn reach(t: &Tongue, beside: &Beside) -> Vec<Line> {
    let line = |(gauge, reach, whole): &(Gauge, domain::measure::Reach, Option<u64>)| {
        let whole = whole.filter(|whole| *whole > 0).map(|whole| part(t, reach.count, whole));
        let untold = (reach.untold > 0).then(|| t.with("n", reach.untold).say("successes-untold").into_owned());
        let share = whole.into_iter().chain(untold).collect::<Vec<_>>().join(" ");
        Line { what: t.label(*gauge).into_owned(), count: reach.count, share }
    };
    beside.reach.iter().map(line).collect()
}

pub(super) fn definition(t: &Tongue, gauge: Gauge) -> Definition {
    let whole = |whole: Whole| {
        t.say(match whole {
            Whole::Answers => "successes-whole-answers",
            Whole::Answered => "successes-whole-answered",
            Whole::Reached => "successes-whole-reached",
            Whole::Connected => "successes-whole-connected",
            Whole::Sent => "successes-whole-sent",
            Whole::ToldAccepted => "successes-whole-told-accepted",
            Whole::ToldConnected => "successes-whole-told-connected",
            Whole::Ended => "successes-whole-ended",
            Whole::Staff => "successes-whole-staff",
            Whole::CelebrationHeads => "gauge-celebration_heads",
            Whole::Places => "successes-whole-places",
        })
    };
    Definition {
        name: t.label(gauge),
        counts: t.say(means(gauge)),
        of: gauge.whole().map(|of| t.with("whole", whole(of)).say(is_of(gauge.unit()))),
        unit: t.say(match gauge.unit() {
            GaugeUnit::Referrals => "successes-unit-referrals",
            GaugeUnit::Staff => "successes-unit-staff",
            GaugeUnit::Heads => "successes-unit-heads",
            GaugeUnit::Steps => "successes-unit-steps",
        }),
        source: t.say(match gauge.source() {
            GaugeSource::Events => "successes-source-events",
            GaugeSource::Asked => "successes-source-asked",
            GaugeSource::Offer => "successes-source-offer",
            GaugeSource::Trainings => "successes-source-trainings",
            GaugeSource::Programs => "successes-source-programs",
        }),
    }
}

/// A count is a part of its whole; a time is one of so many referrals.
const fn is_of(unit: GaugeUnit) -> &'static str {
    match unit {
        GaugeUnit::Steps => "successes-means-among",
        GaugeUnit::Referrals | GaugeUnit::Staff | GaugeUnit::Heads => "successes-means-of",
    }
}

const fn means(gauge: Gauge) -> &'static str {
    match gauge {
        Gauge::PromiseKept => "successes-means-promise-kept",
        Gauge::TimeToAnswer => "successes-means-time-to-answer",
        Gauge::TimeToReach => "successes-means-time-to-reach",
        Gauge::TimeToConnect => "successes-means-time-to-connect",
        Gauge::OfferToSent => "successes-means-offer-to-sent",
        Gauge::OfferToAccepted => "successes-means-offer-to-accepted",
        Gauge::OfferToConnected => "successes-means-offer-to-connected",
        Gauge::Endings => "successes-means-endings",
        Gauge::ServicesAsked => "successes-means-services-asked",
        Gauge::StaffTrained => "successes-means-staff-trained",
        Gauge::CelebrationHeads => "successes-means-celebration-heads",
        Gauge::CelebrationLinks => "successes-means-celebration-links",
        Gauge::VisitsUsed => "successes-means-visits-used",
        Gauge::StopHeads => "successes-means-stop-heads",
        Gauge::SlotHeads => "successes-means-slot-heads",
    }
}
