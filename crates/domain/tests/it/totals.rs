//! What one organization tells another in totals, and what it never does.

use crate::any::{OURS, PARTNER};
use domain::gate::{ClearedBy, clear_totals};
use domain::ids::{CrossingId, MessageId, PartnershipId};
use domain::measure::Measure;
use domain::message::{Body, Message};
use domain::mou::paper::Period as Every;
use domain::org::OrgKind;
use domain::referral::Direction;
use domain::suppression::{History, Rule, Shown, release};
use domain::text::Label;
use domain::time::{Month, Timestamp};
use domain::totals::{
    Cell, Counts, Line, NotTaken, Period, Report, SignedReport, Teller, receives, tables, take, told_by,
};
use std::collections::{BTreeMap, BTreeSet};

const fn month(month: u8) -> Month {
    Month { year: 2026, month }
}

#[test]
fn periods_are_fixed_cuts_of_the_calendar() {
    for text in ["2026-01", "2026-12", "2026-q1", "2026-q4", "2026-h1", "2026-h2", "2026"] {
        assert_eq!(Period::parse(text).unwrap().to_string(), text);
    }
    for text in ["2026-13", "2026-0", "2026-1", "2026-q5", "2026-q", "2026-h3", "26", "", "2026-q1x", "2026-01-", "x"] {
        assert_eq!(Period::parse(text), None, "{text}");
    }
    let quarter = Period::of(Every::Quarter, month(11));
    assert_eq!(quarter, Period::Quarter(2026, 4));
    assert_eq!(quarter.parts(), [10, 11, 12].map(|n| Period::Month(month(n))));
    assert_eq!(Period::Year(2026).parts(), [Period::Half(2026, 1), Period::Half(2026, 2)]);
    assert_eq!(Period::Half(2026, 2).parts(), [Period::Quarter(2026, 3), quarter]);
    assert_eq!(Period::Quarter(2026, 1).before(), Period::Quarter(2025, 4));
    assert_eq!(Period::Month(month(1)).before().to_string(), "2025-12");
}

#[test]
fn a_period_is_over_when_its_last_month_is() {
    let quarter = Period::Quarter(2026, 3);
    assert!(!quarter.is_over(month(8)) && !quarter.is_over(month(9)) && quarter.is_over(month(10)));
    assert!(!Period::Year(2026).is_over(month(12)));
    assert!(Period::Year(2026).is_over(Month { year: 2027, month: 1 }));
}

#[test]
fn whoever_receives_tells_what_came_of_it_and_whoever_sends_how_many() {
    for kind in [OrgKind::HealthCenter, OrgKind::Advocacy] {
        for (direction, measure) in told_by(kind) {
            assert_eq!(receives(kind, direction), measure != Measure::Delivered, "{kind:?} {direction:?} {measure:?}");
        }
        // What was sent, less what arrived, is what was stopped or called back before: the partner knows what arrived.
        let stops = [Measure::Withdrawn, Measure::Expired, Measure::Sent];
        assert!(told_by(kind).all(|(_, measure)| !stops.contains(&measure)), "a stop is nobody's to count outside");
    }
}

/// What an advocacy organization tells of one month: connected, of 30 who arrived.
fn told(connected: u64) -> Shown {
    let mut counts = Counts::default();
    counts.add(month(9), Direction::ToAdvocacy, Measure::Arrived, 30);
    counts.add(month(9), Direction::ToAdvocacy, Measure::Connected, connected);
    let periods = BTreeSet::from([Period::Month(month(9))]);
    let tables = tables(OrgKind::Advocacy, &counts, &periods, 11);
    let made = release(Rule::USUAL, &tables, &History::new()).unwrap();
    let is_it = |cell: &Cell| cell.measure == Measure::Connected;
    made.cells().find(|(cell, _)| is_it(cell)).unwrap().1
}

#[test]
fn of_those_whom_the_partner_sent_neither_nobody_nor_everybody_is_told() {
    assert_eq!(told(15), Shown::Count(15));
    for hidden in [0, 1, 10, 20, 25, 29, 30] {
        assert!(told(hidden).is_hidden(), "{hidden} of 30");
    }
    assert_eq!(told(31), Shown::Count(31), "some of them came in another month");
}

/// What an advocacy organization tells of one month, of so many who arrived.
fn told_of(arrived: u64, counts_of: &[(Measure, u64)]) -> BTreeMap<Measure, Shown> {
    let mut counts = Counts::default();
    for (measure, n) in counts_of.iter().copied().chain([(Measure::Arrived, arrived)]) {
        counts.add(month(9), Direction::ToAdvocacy, measure, n);
    }
    let periods = BTreeSet::from([Period::Month(month(9))]);
    let made = release(Rule::USUAL, &tables(OrgKind::Advocacy, &counts, &periods, 11), &History::new()).unwrap();
    let told = made.cells().filter(|(cell, _)| cell.direction == Direction::ToAdvocacy);
    told.map(|(cell, shown)| (cell.measure, shown)).collect()
}

#[test]
fn one_measure_less_another_that_is_a_part_of_it_gives_no_few_people() {
    let shown = told_of(60, &[(Measure::Accepted, 30), (Measure::Connected, 25)]);
    let both = [Measure::Accepted, Measure::Connected].map(|measure| shown[&measure]);
    assert!(both.iter().any(|shown| shown.is_hidden()), "five were taken on and not connected: {both:?}");
    let shown = told_of(90, &[(Measure::Accepted, 60), (Measure::Connected, 40), (Measure::ServiceUsed, 33)]);
    let both = [Measure::Connected, Measure::ServiceUsed].map(|measure| shown[&measure]);
    assert!(both.iter().any(|shown| shown.is_hidden()), "seven were connected and used no service: {both:?}");
    let far = told_of(90, &[(Measure::Accepted, 60), (Measure::Connected, 40), (Measure::ServiceUsed, 20)]);
    let of = [Measure::Accepted, Measure::Connected, Measure::ServiceUsed].map(|measure| far[&measure]);
    assert_eq!(of, [60, 40, 20].map(Shown::Count), "nothing small can be subtracted");
}

#[test]
fn what_came_less_what_was_taken_on_and_what_was_declined_gives_no_few_people() {
    let shown = told_of(60, &[(Measure::Accepted, 40), (Measure::Declined, 16)]);
    let both = [Measure::Accepted, Measure::Declined].map(|measure| shown[&measure]);
    assert!(both.iter().any(|shown| shown.is_hidden()), "four were neither: {both:?}");
    let shown = told_of(90, &[(Measure::Accepted, 50), (Measure::Connected, 30), (Measure::EndedOtherwise, 18)]);
    let all = [Measure::Accepted, Measure::Connected, Measure::EndedOtherwise].map(|measure| shown[&measure]);
    assert!(all.iter().any(|shown| shown.is_hidden()), "two are still open: {all:?}");
}

#[test]
fn a_month_that_nobody_was_told_and_that_follows_from_its_quarter_gives_no_few_people() {
    let mut counts = Counts::default();
    for (n, arrived, accepted) in [(7, 60, 30), (8, 60, 30), (9, 32, 30)] {
        counts.add(month(n), Direction::ToAdvocacy, Measure::Arrived, arrived);
        counts.add(month(n), Direction::ToAdvocacy, Measure::Accepted, accepted);
    }
    let of = |months: &[u8]| months.iter().map(|n| Period::Month(month(*n))).collect::<BTreeSet<_>>();
    let first = release(Rule::USUAL, &tables(OrgKind::Advocacy, &counts, &of(&[7, 8]), 11), &History::new()).unwrap();
    let history = History::new().and(&first);
    let mut all = of(&[7, 8]);
    all.insert(Period::Quarter(2026, 3));
    let made = release(Rule::USUAL, &tables(OrgKind::Advocacy, &counts, &all, 11), &history).unwrap();
    let is_it = |cell: &Cell| cell.measure == Measure::Accepted && cell.period == Period::Quarter(2026, 3);
    let shown = made.cells().find(|(cell, _)| is_it(cell) && cell.direction == Direction::ToAdvocacy).unwrap().1;
    assert!(shown.is_hidden(), "two of September were not taken on");
}

#[test]
fn of_few_who_came_nobody_is_told_to_have_come_though_the_quarter_is_large() {
    let mut counts = Counts::default();
    for (n, arrived, connected) in [(7, 60, 40), (8, 60, 40), (9, 4, 0)] {
        counts.add(month(n), Direction::ToAdvocacy, Measure::Arrived, arrived);
        counts.add(month(n), Direction::ToAdvocacy, Measure::Connected, connected);
    }
    let (quarter, september) = (Period::Quarter(2026, 3), Period::Month(month(9)));
    let first =
        release(Rule::USUAL, &tables(OrgKind::Advocacy, &counts, &BTreeSet::from([quarter]), 11), &History::new())
            .unwrap();
    let history = History::new().and(&first);
    let both = tables(OrgKind::Advocacy, &counts, &BTreeSet::from([quarter, september]), 11);
    let made = release(Rule::USUAL, &both, &history).unwrap();
    let is_it = |cell: &Cell| cell.measure == Measure::Connected && cell.period == september;
    let shown = made.cells().find(|(cell, _)| is_it(cell) && cell.direction == Direction::ToAdvocacy).unwrap().1;
    assert!(shown.is_hidden(), "a zero would say of each of four that they were not connected");
}

#[test]
fn a_year_goes_on_from_the_months_that_were_told() {
    let mut counts = Counts::default();
    for n in 1..=12 {
        counts.add(month(n), Direction::ToAdvocacy, Measure::Arrived, 40);
        let accepted = if n % 3 == 1 { 4 } else { 15 };
        counts.add(month(n), Direction::ToAdvocacy, Measure::Accepted, accepted);
    }
    let (mut history, mut periods) = (History::new(), BTreeSet::new());
    let months = (1..=12).map(|n| Period::Month(month(n)));
    let quarters = (1..=4).map(|n| Period::Quarter(2026, n));
    for period in months.chain(quarters).chain([Period::Year(2026)]) {
        periods.insert(period);
        let tables = tables(OrgKind::Advocacy, &counts, &periods, 11);
        let made = release(Rule::USUAL, &tables, &history).unwrap();
        history = history.and(&made);
    }
    let shown = |period: Period| {
        let of = |cell: &Cell| cell.measure == Measure::Accepted && cell.period == period && cell.less.is_empty();
        history.cells().find(|(cell, _)| of(cell)).unwrap().1
    };
    assert!(shown(Period::Month(month(1))).is_hidden() && shown(Period::Month(month(10))).is_hidden());
    assert_eq!(shown(Period::Month(month(5))), Shown::Count(15));
    assert!((1..=4).all(|n| shown(Period::Quarter(2026, n)).is_hidden()), "34 less 15 less 15 would be four");
    let again = tables(OrgKind::Advocacy, &counts, &periods, 11);
    let published: BTreeMap<Cell, Shown> = history.cells().map(|(cell, shown)| (*cell, shown)).collect();
    assert!(History::again(&again, &published).is_ok());
}

#[test]
fn a_report_is_signed_to_its_last_sign() {
    let line = Line { direction: Direction::ToAdvocacy, measure: Measure::Accepted, shown: Shown::Few { below: 11 } };
    let report = Report {
        partnership: PartnershipId::from_bytes([1; 16]),
        by: OURS,
        period: "2026-q3".to_owned(),
        smallest: 11,
        lines: vec![line],
    };
    let mut hashes = BTreeSet::from([report.hash()]);
    for other in [
        Report { partnership: PartnershipId::from_bytes([2; 16]), ..report.clone() },
        Report { by: PARTNER, ..report.clone() },
        Report { period: "2026-q4".to_owned(), ..report.clone() },
        Report { smallest: 12, ..report.clone() },
        Report { lines: vec![Line { shown: Shown::Few { below: 12 }, ..line }], ..report.clone() },
        Report { lines: vec![Line { shown: Shown::Withheld { from: 11 }, ..line }], ..report.clone() },
        Report { lines: vec![Line { shown: Shown::Count(11), ..line }], ..report.clone() },
        Report { lines: vec![Line { measure: Measure::Declined, ..line }], ..report.clone() },
        Report { lines: vec![Line { direction: Direction::ToHealthCenter, ..line }], ..report.clone() },
        Report { lines: vec![line, line], ..report.clone() },
    ] {
        assert!(hashes.insert(other.hash()), "{other:?}");
    }
    let read: Report = serde_json::from_str(&serde_json::to_string(&report).unwrap()).unwrap();
    assert_eq!((read.hash(), read.hidden()), (report.hash(), 1));
}

const WITH: PartnershipId = PartnershipId::from_bytes([1; 16]);

/// What Harbor House tells of a period: so many accepted.
fn accepted(period: &str, shown: Shown) -> Report {
    let line = Line { direction: Direction::ToAdvocacy, measure: Measure::Accepted, shown };
    Report { partnership: WITH, by: PARTNER, period: period.to_owned(), smallest: 11, lines: vec![line] }
}

fn taken(report: &Report, before: &[Report]) -> Result<Period, NotTaken> {
    let by = Teller { partnership: WITH, org: PARTNER, kind: OrgKind::Advocacy };
    let before: Vec<_> = before.iter().map(|one| (Period::parse(&one.period).unwrap(), one.clone())).collect();
    take(report, by, &before, month(11))
}

#[test]
fn what_a_partner_tells_is_taken_once_of_a_period_that_is_over_and_of_no_other_range() {
    let report = accepted("2026-10", Shown::Count(20));
    assert_eq!(taken(&report, &[]), Ok(Period::Month(month(10))));
    assert_eq!(taken(&report, std::slice::from_ref(&report)), Err(NotTaken::Twice));
    let other = accepted("2026-10", Shown::Count(21));
    assert_eq!(taken(&other, std::slice::from_ref(&report)), Err(NotTaken::Contradicts));
    for range in ["2026-10-15", "2026-08/2026-10", "", "2026-q5", "last month"] {
        assert_eq!(taken(&accepted(range, Shown::Count(20)), &[]), Err(NotTaken::NoPeriod), "{range}");
    }
    for open in ["2026-11", "2026-q4", "2026", "2027-01"] {
        assert_eq!(taken(&accepted(open, Shown::Count(20)), &[]), Err(NotTaken::NotOver), "{open}");
    }
    for (partnership, by) in [(WITH, OURS), (PartnershipId::from_bytes([2; 16]), PARTNER)] {
        assert_eq!(taken(&Report { partnership, by, ..report.clone() }, &[]), Err(NotTaken::Unreadable));
    }
}

#[test]
fn what_is_not_protected_or_not_theirs_to_tell_is_not_taken() {
    for small in 1..11 {
        assert_eq!(taken(&accepted("2026-10", Shown::Count(small)), &[]), Err(NotTaken::NotProtected), "{small}");
    }
    let few = accepted("2026-10", Shown::Few { below: 11 });
    assert!(taken(&few, &[]).is_ok());
    assert_eq!(taken(&Report { smallest: 10, ..few.clone() }, &[]), Err(NotTaken::NotProtected));
    let line = few.lines[0];
    let withdrawn = Line { measure: Measure::Withdrawn, ..line };
    let sent = Line { measure: Measure::Delivered, ..line };
    for lines in [vec![line, line], vec![withdrawn], vec![line, sent]] {
        assert_eq!(taken(&Report { lines, ..few.clone() }, &[]), Err(NotTaken::OtherLines));
    }
}

#[test]
fn what_cannot_be_true_beside_the_months_of_a_quarter_is_not_taken() {
    let months = [7, 8, 9].map(|n| accepted(&format!("2026-0{n}"), Shown::Count(20)));
    assert!(taken(&accepted("2026-q3", Shown::Count(60)), &months).is_ok());
    assert_eq!(taken(&accepted("2026-q3", Shown::Count(59)), &months), Err(NotTaken::DoesNotAddUp));
    assert!(taken(&accepted("2026-q3", Shown::Count(70)), &months[..2]).is_ok(), "nobody knows September");
    assert_eq!(taken(&accepted("2026-q3", Shown::Count(39)), &months[..2]), Err(NotTaken::DoesNotAddUp));
    assert_eq!(taken(&accepted("2026-q3", Shown::Few { below: 11 }), &months[..1]), Err(NotTaken::DoesNotAddUp));
    let half = accepted("2026-h1", Shown::Count(30));
    assert_eq!(taken(&accepted("2026-05", Shown::Count(31)), &[half]), Err(NotTaken::DoesNotAddUp));
}

#[test]
fn whoever_tells_when_the_next_period_is_over_tells_late() {
    let october = Period::Month(month(10));
    assert_eq!(october.after(), Period::Month(month(11)));
    assert!(!october.is_late(month(11)) && october.is_late(month(12)));
    assert_eq!(Period::Quarter(2026, 4).after(), Period::Quarter(2027, 1));
    assert!(!Period::Quarter(2026, 2).is_late(month(9)) && Period::Quarter(2026, 2).is_late(month(10)));
}

#[test]
fn the_gate_lets_totals_pass_only_as_they_were_published() {
    let mut counts = Counts::default();
    counts.add(month(9), Direction::ToAdvocacy, Measure::Delivered, 30);
    let period = Period::Month(month(9));
    let made =
        release(Rule::USUAL, &tables(OrgKind::HealthCenter, &counts, &BTreeSet::from([period]), 11), &History::new());
    let published = History::new().and(&made.unwrap());
    let line = |n| Line { direction: Direction::ToAdvocacy, measure: Measure::Delivered, shown: Shown::Count(n) };
    let report =
        |n| Report { partnership: WITH, by: OURS, period: "2026-09".to_owned(), smallest: 11, lines: vec![line(n)] };
    let message = |report: Report| Message {
        id: MessageId::from_bytes([3; 16]),
        from: OURS,
        to: PARTNER,
        crossing: CrossingId::from_bytes([1; 16]),
        written_at: Timestamp::from_micros(0),
        body: Body::Totals(Box::new(SignedReport {
            report,
            by_name: Label::parse("Dana").unwrap(),
            signature: vec![],
        })),
        part2: None,
    };
    let cleared = clear_totals(message(report(30)), OURS, &published).unwrap();
    assert_eq!((cleared.by(), cleared.until(), cleared.elements().len()), (ClearedBy::Totals, None, 0));
    for refused in [
        message(report(31)),
        message(Report { period: "2026-08".to_owned(), ..report(30) }),
        message(Report { by: PARTNER, ..report(30) }),
        Message { from: PARTNER, ..message(report(30)) },
        Message { to: OURS, ..message(report(30)) },
        Message { body: Body::Stop, ..message(report(30)) },
    ] {
        assert!(clear_totals(refused, OURS, &published).is_err());
    }
}

/// A number from the environment, for a longer run by hand.
fn asked_for(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// So many months of some twenty a month.
fn small_months(months: usize) -> (Vec<Month>, Counts) {
    let next = |at: &Month| Some(Period::Month(*at).after().ends().0);
    let months: Vec<Month> = std::iter::successors(Some(Month { year: 2025, month: 1 }), next).take(months).collect();
    let (mut counts, mut dice) = (Counts::default(), 7_u64);
    for at in &months {
        // How many came nobody has to be told who sent them.
        let came = (Direction::ToAdvocacy, Measure::Arrived);
        for (direction, measure) in told_by(OrgKind::Advocacy).chain([came]) {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let least = if measure == Measure::Arrived { 12 } else { 0 };
            counts.add(*at, direction, measure, least + (dice >> 33) % 12);
        }
    }
    (months, counts)
}

/// Closes each of these months, and the quarters that end with one; prints how long each took.
fn close_all(months: &[Month], counts: &Counts) {
    let (mut history, mut closed) = (History::new(), BTreeSet::new());
    for at in months {
        let quarter = (at.month % 3 == 0).then(|| Period::of(Every::Quarter, *at));
        for period in std::iter::once(Period::Month(*at)).chain(quarter) {
            closed.insert(period);
            let started = std::time::Instant::now();
            let made = release(Rule::USUAL, &tables(OrgKind::Advocacy, counts, &closed, 11), &history);
            println!("{period}: {:.2} s", started.elapsed().as_secs_f64());
            history = history.and(&made.unwrap_or_else(|refused| panic!("{period}: {refused:?}")));
        }
    }
}

/// Some twenty a month, closed month by month and quarter by quarter: the hard ones to protect. `CLOSED_MONTHS` for more months than
/// half a year.
#[test]
fn each_period_of_a_small_partnership_is_closed_after_those_before_it() {
    let (months, counts) = small_months(asked_for("CLOSED_MONTHS", 6));
    close_all(&months, &counts);
}

/// Two who have worked together for a year and a half tell each other nothing until then. Four came a month, nearly all of them
/// were taken on and connected: so nearly every run of months leaves a few. `UNTOLD_MONTHS` for longer.
#[test]
fn the_first_period_of_all_is_closed_after_months_of_which_nothing_was_told() {
    let (months, _) = small_months(asked_for("UNTOLD_MONTHS", 18) + 1);
    let mut counts = Counts::default();
    for at in &months {
        let came = (Direction::ToAdvocacy, Measure::Arrived);
        for (direction, measure) in told_by(OrgKind::Advocacy).chain([came]) {
            let n = match measure {
                Measure::Sent => 5,
                Measure::Arrived | Measure::Delivered | Measure::Accepted | Measure::Declined => 4,
                Measure::Expired | Measure::ToldBack | Measure::Withdrawn => 2,
                _ => 3,
            };
            counts.add(*at, direction, measure, n);
        }
    }
    close_all(&months[months.len() - 1..], &counts);
}
