//! A reader who takes everything that was told off everything else: measures off each other, periods off each other, and
//! months in a row put together.

use domain::measure::Measure;
use domain::org::OrgKind;
use domain::referral::Direction;
use domain::suppression::{History, Refused, Rule, Shown, release};
use domain::time::Month;
use domain::totals::{Cell, Counts, Period, tables};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use std::collections::{BTreeMap, BTreeSet};

const COUNTED: [Measure; 6] = [
    Measure::Arrived,
    Measure::Accepted,
    Measure::Declined,
    Measure::Connected,
    Measure::ServiceUsed,
    Measure::EndedOtherwise,
];

const WAY: Direction = Direction::ToAdvocacy;

const fn month(month: u8) -> Month {
    Month { year: 2026, month }
}

/// What a whole can have taken off: of who came, at most one of taken on, connected and used (each is a part of the one
/// before), the others beside it.
fn taken_off() -> Vec<(Measure, Vec<Measure>)> {
    let steps = [Measure::Accepted, Measure::Connected, Measure::ServiceUsed];
    let mut all = Vec::new();
    for (at, whole) in [(0, Measure::Arrived), (1, Measure::Accepted), (2, Measure::Connected)] {
        for step in std::iter::once(None).chain(steps[at..].iter().copied().map(Some)) {
            for (ended, declined) in [(false, false), (true, false), (false, true), (true, true)] {
                // Whoever ended otherwise was taken on; who was declined was not; who is connected ended in no other way.
                let contradicts = (ended && (step == Some(Measure::Accepted) || at > 1)) || (declined && at > 0);
                let less = step.into_iter().chain(ended.then_some(Measure::EndedOtherwise));
                let less: Vec<Measure> = less.chain(declined.then_some(Measure::Declined)).collect();
                if !contradicts && !less.is_empty() {
                    all.push((whole, less));
                }
            }
        }
    }
    all
}

/// A month of referrals: what came, how it went on, and how many of the months before were connected only now.
fn a_month() -> impl Strategy<Value = [u64; 6]> {
    let part = || 0_u64..=100;
    let before = prop_oneof![2 => Just(0_u64), 1 => 1_u64..=40];
    (0_u64..90, part(), part(), part(), part(), part(), before).prop_map(|(arrived, a, d, c, u, e, before)| {
        let accepted = arrived * a / 100;
        let declined = (arrived - accepted) * d / 100;
        let connected = accepted * c / 100 + before;
        let ended = accepted.saturating_sub(connected) * e / 100;
        [arrived, accepted, declined, connected, connected * u / 100, ended]
    })
}

struct Reader<'a> {
    counts: &'a Counts,
    history: &'a History<Cell>,
}

impl Reader<'_> {
    /// A number that stands in what was told, or that they have: how many came.
    fn told(&self, measure: Measure, period: Period) -> Option<u64> {
        if measure == Measure::Arrived {
            return Some(self.counts.of(WAY, measure, period));
        }
        match self.history.shown(&Cell::of(WAY, measure, period))? {
            Shown::Count(count) => Some(count),
            Shown::Few { .. } | Shown::Withheld { .. } => None,
        }
    }

    /// Of some months in a row: told, added up, or the quarter less the others.
    fn of(&self, measure: Measure, (first, last): (u8, u8)) -> Option<u64> {
        let months = |from: u8, until: u8| -> Option<u64> {
            (from..=until).map(|n| self.told(measure, Period::Month(month(n)))).sum()
        };
        let by_quarter = || {
            let quarter = self.told(measure, Period::Quarter(2026, 3))?;
            quarter.checked_sub(months(7, first - 1)? + months(last + 1, 9)?)
        };
        months(first, last).or_else(by_quarter)
    }
}

/// Tells one period after the other. One that would give something away is not told; answers which.
fn all_told(counts: &Counts, periods: impl IntoIterator<Item = Period>) -> (History<Cell>, Vec<Period>) {
    let (mut history, mut known, mut refused) = (History::new(), BTreeSet::new(), Vec::new());
    for period in periods {
        let with: BTreeSet<Period> = known.iter().copied().chain([period]).collect();
        match release(Rule::USUAL, &tables(OrgKind::Advocacy, counts, &with, 11), &history) {
            Ok(made) => {
                history = history.and(&made);
                known = with;
            }
            Err(Refused::Derivable(_)) => refused.push(period),
            Err(other) => panic!("{period}: {other:?}"),
        }
    }
    (history, refused)
}

/// All of it, where nothing may be refused.
fn told(counts: &Counts, periods: impl IntoIterator<Item = Period>) -> History<Cell> {
    let (history, refused) = all_told(counts, periods);
    assert_eq!(refused, []);
    history
}

fn counts_of(months: &[[u64; 6]]) -> Counts {
    let mut counts = Counts::default();
    for (of, n) in months.iter().zip(7..) {
        COUNTED.into_iter().zip(of).for_each(|(measure, count)| counts.add(month(n), WAY, measure, *count));
    }
    counts
}

const MONTHS: [Period; 3] = [Period::Month(month(7)), Period::Month(month(8)), Period::Month(month(9))];

/// A small group that a reader finds: which months, of what, less what, how many.
type Group = ((u8, u8), Measure, Vec<Measure>, u64);

/// Every one of them.
fn found(counts: &Counts, history: &History<Cell>) -> Vec<Group> {
    let reader = Reader { counts, history };
    let mut found = Vec::new();
    for run in (7..=9).flat_map(|first| (first..=9).map(move |last| (first, last))) {
        for (whole, less) in taken_off() {
            let taken: Option<u64> = less.iter().map(|part| reader.of(*part, run)).sum();
            // More were taken off by then than there were: some came before, and the number is of nobody.
            let is_of_others = |until: u8| {
                let of = |measure: Measure| -> u64 {
                    (run.0..=until).map(|n| counts.of(WAY, measure, Period::Month(month(n)))).sum()
                };
                of(whole) < less.iter().map(|part| of(*part)).sum::<u64>()
            };
            if (run.0..=run.1).any(is_of_others) {
                continue;
            }
            let rest = reader.of(whole, run).zip(taken).and_then(|(whole, taken)| whole.checked_sub(taken));
            found.extend(rest.filter(|rest| *rest < 11).map(|rest| (run, whole, less, rest)));
        }
    }
    found
}

#[test]
fn a_month_in_which_more_were_connected_than_came_gives_no_few_people_with_the_one_before() {
    // 30 came in July and 15 were connected; in August 40, of 30 and of those 15. Five of sixty are still open.
    let july = [30, 30, 0, 15, 0, 0];
    let august = [30, 30, 0, 40, 0, 0];
    let counts = counts_of(&[july, august]);
    let history = told(&counts, MONTHS.into_iter().take(2));
    let connected = MONTHS[..2].iter().map(|one| history.shown(&Cell::of(WAY, Measure::Connected, *one)).unwrap());
    let connected: Vec<Shown> = connected.collect();
    assert!(connected.iter().any(|shown| shown.is_hidden()), "60 less 15 less 40 are five: {connected:?}");
    assert_eq!(found(&counts, &history), []);
}

#[test]
fn a_month_in_which_more_were_connected_than_came_is_told_where_it_leaves_many() {
    let counts = counts_of(&[[60, 45, 0, 20, 0, 0], [30, 20, 0, 33, 0, 0]]);
    let history = told(&counts, MONTHS.into_iter().take(2));
    let connected = |at: usize| history.shown(&Cell::of(WAY, Measure::Connected, MONTHS[at]));
    assert_eq!([connected(0), connected(1)], [20, 33].map(|count| Some(Shown::Count(count))), "37 are left");
}

#[test]
fn two_months_that_are_hidden_are_not_had_together_from_their_quarter() {
    // Five of July and four of August are open. The quarter less September would give the nine.
    let counts = counts_of(&[[40, 35, 0, 0, 0, 0], [40, 36, 0, 0, 0, 0], [60, 30, 0, 0, 0, 0]]);
    let history = told(&counts, MONTHS.into_iter().chain([Period::Quarter(2026, 3)]));
    assert_eq!(found(&counts, &history), []);
}

/// Of those who came since the first month of all, so many at most can have been left out of what was told, whatever was not
/// told: which months, less what, how many.
fn nearly_all(counts: &Counts, history: &History<Cell>) -> Vec<Group> {
    let Some(first) = counts.since(WAY) else { return Vec::new() };
    let came = |until: u8| (first.month..=until).map(|n| counts.of(WAY, Measure::Arrived, Period::Month(month(n))));
    let mut found = Vec::new();
    for (whole, less) in taken_off().into_iter().filter(|(whole, _)| *whole == Measure::Arrived) {
        let of = |until: u8, count: &dyn Fn(&Cell) -> u64| -> u64 {
            let months = (first.month..=until).map(|n| Period::Month(month(n)));
            months.flat_map(|one| less.iter().map(move |part| Cell::of(WAY, *part, one))).map(|cell| count(&cell)).sum()
        };
        let exact = |cell: &Cell| counts.of(WAY, cell.measure, cell.period);
        let told = |cell: &Cell| match history.shown(cell) {
            Some(Shown::Count(count)) => count,
            Some(hidden) => hidden.means().0,
            None => 0,
        };
        let is_of_others = |until: u8| came(until).sum::<u64>() < of(until, &exact);
        for until in first.month..=9 {
            let all: u64 = came(until).sum();
            if all < 11 || (first.month..=until).any(is_of_others) {
                continue;
            }
            let left = all.saturating_sub(of(until, &told));
            if left < 3 {
                found.push(((first.month, until), whole, less.clone(), left));
            }
        }
    }
    found
}

#[test]
fn a_month_of_which_nothing_was_told_and_the_next_give_no_few_people() {
    // Three came late in July, twenty in August, and 23 were taken on in August: everybody whom the reader sent.
    let counts = counts_of(&[[3, 0, 0, 0, 0, 0], [20, 23, 0, 0, 0, 0]]);
    let history = told(&counts, [MONTHS[1]]);
    let accepted = history.shown(&Cell::of(WAY, Measure::Accepted, MONTHS[1])).unwrap();
    assert!(accepted.is_hidden(), "they sent 23 in all: {accepted:?}");
    assert_eq!(nearly_all(&counts, &history), []);
    // The same with a month in between of which nothing was told.
    let counts = counts_of(&[[60, 30, 0, 0, 0, 0], [3, 0, 0, 0, 0, 0], [40, 73, 0, 0, 0, 0]]);
    let history = told(&counts, [MONTHS[0], MONTHS[2]]);
    assert_eq!(nearly_all(&counts, &history), []);
    let later = history.shown(&Cell::of(WAY, Measure::Accepted, MONTHS[2])).unwrap();
    assert!(later.is_hidden(), "103 came, and 30 and 73 were taken on: {later:?}");
}

#[test]
fn a_month_is_told_where_those_before_it_of_which_nothing_was_told_leave_many() {
    let counts = counts_of(&[[60, 0, 0, 0, 0, 0], [30, 40, 0, 0, 0, 0]]);
    let history = told(&counts, [MONTHS[1]]);
    assert_eq!(history.shown(&Cell::of(WAY, Measure::Accepted, MONTHS[1])), Some(Shown::Count(40)), "fifty are left");
}

#[test]
fn what_is_out_already_stops_no_later_month_and_what_was_never_out_stays_guarded() {
    // July was told before months of which nothing was told were looked at: three came in June, twenty in July, and twenty-three
    // were taken on. Nothing takes that back.
    let mut counts = counts_of(&[[20, 23, 0, 0, 0, 0], [40, 30, 0, 12, 0, 0]]);
    counts.add(month(6), WAY, Measure::Arrived, 3);
    let told = BTreeMap::from([(Cell::of(WAY, Measure::Accepted, MONTHS[0]), Shown::Count(23))]);
    let july = tables(OrgKind::Advocacy, &counts, &BTreeSet::from([MONTHS[0]]), 11);
    let before = History::again(&july, &told).unwrap();
    let both = tables(OrgKind::Advocacy, &counts, &BTreeSet::from([MONTHS[0], MONTHS[1]]), 11);
    let made = release(Rule::USUAL, &both, &before).unwrap();
    let history = before.and(&made);
    assert!(history.shown(&Cell::of(WAY, Measure::Accepted, MONTHS[1])).is_some());
    let group = |first| nearly_all(&counts, &history).into_iter().filter(move |(run, ..)| run.0 == first).count();
    assert_eq!((group(8), group(9)), (0, 0), "of August nothing is given away");
}

#[test]
fn a_count_that_is_agreed_on_later_stops_no_later_month() {
    // Twelve of twenty were told of by total alone, twice; thirty is agreed on then.
    let mut counts = counts_of(&[[90, 60, 0, 20, 0, 0], [90, 60, 0, 20, 0, 0], [90, 60, 0, 40, 0, 0]]);
    told_by_name(&mut counts, &BTreeMap::from([((7, Measure::Connected), 8), ((8, Measure::Connected), 8)]));
    let history = told(&counts, [MONTHS[0], MONTHS[1]]);
    assert_eq!(history.shown(&Cell::of(WAY, Measure::Connected, MONTHS[1])), Some(Shown::Count(20)));
    let shown: BTreeMap<Cell, Shown> = history.cells().map(|(cell, shown)| (*cell, shown)).collect();
    let (later, old) = (Rule::from(30).unwrap(), BTreeSet::from([MONTHS[0], MONTHS[1]]));
    let before = History::again(&tables(OrgKind::Advocacy, &counts, &old, 30), &shown).unwrap();
    let all = tables(OrgKind::Advocacy, &counts, &old.into_iter().chain([MONTHS[2]]).collect(), 30);
    assert!(release(later, &all, &before).is_ok());
}

/// What a reader finds of those of whom they were told nothing by name: which months, which measure, how many of the rest.
fn of_the_rest(counts: &Counts, by_name: &BTreeMap<(u8, Measure), u64>, history: &History<Cell>) -> Vec<Group> {
    let reader = Reader { counts, history };
    let mut found = Vec::new();
    for run in (7..=9).flat_map(|first| (first..=9).map(move |last| (first, last))) {
        for measure in COUNTED.into_iter().skip(1) {
            let named: u64 = (run.0..=run.1).filter_map(|n| by_name.get(&(n, measure))).sum();
            let rest = reader.of(measure, run).map(|count| count.saturating_sub(named));
            found.extend(rest.filter(|rest| named > 0 && *rest < 11).map(|rest| (run, measure, Vec::new(), rest)));
        }
    }
    found
}

fn told_by_name(counts: &mut Counts, by_name: &BTreeMap<(u8, Measure), u64>) {
    by_name.iter().for_each(|((n, measure), told)| counts.add_told(month(*n), WAY, *measure, *told));
}

#[test]
fn what_was_told_of_some_by_name_is_not_told_of_the_rest_by_a_total() {
    // Forty came, and twelve were connected: each of them had signed that the sender is told. So nobody of the others was.
    let mut counts = counts_of(&[[40, 30, 0, 12, 0, 0]]);
    let shown = |counts: &Counts| told(counts, [MONTHS[0]]).shown(&Cell::of(WAY, Measure::Connected, MONTHS[0]));
    assert_eq!(shown(&counts), Some(Shown::Count(12)));
    told_by_name(&mut counts, &BTreeMap::from([((7, Measure::Connected), 12)]));
    assert_eq!(
        shown(&counts),
        Some(Shown::Withheld { from: 0 }),
        "of the others it says nothing, not even that they are few"
    );
}

#[test]
fn a_total_of_the_rest_does_not_follow_from_a_quarter_either() {
    let mut counts = counts_of(&[[90, 60, 0, 30, 0, 0], [60, 40, 0, 12, 0, 0], [60, 40, 0, 12, 0, 0]]);
    let by_name = BTreeMap::from([((8, Measure::Connected), 12), ((9, Measure::Connected), 12)]);
    told_by_name(&mut counts, &by_name);
    let history = told(&counts, MONTHS.into_iter().chain([Period::Quarter(2026, 3)]));
    assert_eq!(history.shown(&Cell::of(WAY, Measure::Connected, MONTHS[0])), Some(Shown::Count(30)));
    assert_eq!(of_the_rest(&counts, &by_name, &history), [], "54 less 30 are the 24 of whom they were told");
}

#[test]
fn whoever_takes_off_those_of_whom_they_were_told_by_name_finds_nothing_of_the_rest() {
    let mut runner = TestRunner::deterministic();
    let stretch = (proptest::array::uniform3(a_month()), any::<bool>(), proptest::array::uniform3(0_u64..=100));
    let (mut periods, mut not_told) = (0, 0);
    for _ in 0..stretches() / 2 {
        let (months, ends_with_quarter, shares) = stretch.new_tree(&mut runner).unwrap().current();
        let mut counts = counts_of(&months);
        let mut by_name = BTreeMap::new();
        for ((n, of), share) in (7_u8..).zip(&months).zip(shares) {
            for (measure, count) in COUNTED.into_iter().zip(of).skip(1) {
                by_name.insert((n, measure), count * share / 100);
            }
        }
        told_by_name(&mut counts, &by_name);
        let quarter = ends_with_quarter.then_some(Period::Quarter(2026, 3));
        let (history, refused) = all_told(&counts, MONTHS.into_iter().chain(quarter));
        assert_eq!(of_the_rest(&counts, &by_name, &history), [], "{months:?} {shares:?}");
        assert_eq!(found(&counts, &history), [], "{months:?} {shares:?}");
        periods += 3 + usize::from(ends_with_quarter);
        not_told += refused.len();
    }
    assert!(not_told * 20 <= periods, "{not_told} of {periods}: what can't be told is to be rare");
}

#[test]
fn whoever_reads_takes_off_what_the_audit_guards() {
    assert_eq!(taken_off().len(), 19);
}

/// How many stretches of a quarter: `FOOTBRIDGE_TABLES`, as for the other published tables.
fn stretches() -> u32 {
    std::env::var("FOOTBRIDGE_TABLES").ok().and_then(|text| text.parse().ok()).unwrap_or(60)
}

#[test]
fn whoever_takes_told_measures_and_months_off_each_other_finds_no_few_people() {
    let mut runner = TestRunner::deterministic();
    let stretch = (proptest::array::uniform3(a_month()), any::<bool>());
    let (mut periods, mut not_told) = (0, 0);
    for _ in 0..stretches() {
        let (months, ends_with_quarter) = stretch.new_tree(&mut runner).unwrap().current();
        let counts = counts_of(&months);
        let quarter = ends_with_quarter.then_some(Period::Quarter(2026, 3));
        let (history, refused) = all_told(&counts, MONTHS.into_iter().chain(quarter));
        assert_eq!(found(&counts, &history), [], "{months:?}");
        periods += 3 + usize::from(ends_with_quarter);
        not_told += refused.len();
    }
    let some = (proptest::array::uniform3(a_month()), proptest::array::uniform3(any::<bool>()));
    for _ in 0..stretches() {
        let (months, told) = some.new_tree(&mut runner).unwrap().current();
        let counts = counts_of(&months);
        let periods_told: Vec<Period> =
            MONTHS.into_iter().zip(told).filter(|(_, told)| *told).map(|(one, _)| one).collect();
        periods += periods_told.len();
        let (history, refused) = all_told(&counts, periods_told);
        assert_eq!(nearly_all(&counts, &history), [], "{months:?} {told:?}");
        not_told += refused.len();
    }
    println!("{} quarters: of {periods} periods {not_told} were not told at all", stretches());
    assert!(not_told * 50 <= periods, "{not_told} of {periods}: what can't be told is to be rare");
}
