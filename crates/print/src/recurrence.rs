//! The days of what comes again, by the rules of RFC 5545. Days only: the clock is put to them by the wall of a place.

use domain::day::Day;
use domain::recurrence::{Recurrence, Repeat};
use rrule::RRuleSet;

/// Most days that are counted from the first of a row on: every week for a hundred years.
const MOST_DAYS: u16 = 5_300;

const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// The days of a row between two days, both counted in, in order.
#[must_use]
pub fn days(recurrence: &Recurrence, from: Day, to: Day) -> Vec<Day> {
    let (first, to) = (recurrence.first(), to.min(recurrence.last_from(from)));
    let within = |day: &Day| (from..=to).contains(day) && !recurrence.is_skipped(*day);
    let Some(repeat) = recurrence.repeat() else {
        return Some(first).filter(within).into_iter().collect();
    };
    if to < from || to < first {
        return Vec::new();
    }
    let text = format!("DTSTART:{}\nRRULE:{};UNTIL={}", midnight(first), rule(repeat, first), midnight(to));
    // Only texts made here are parsed; one that could not be read would be no day at all, which the tests would see.
    let found = text.parse::<RRuleSet>().map(|set| set.all(MOST_DAYS).dates).unwrap_or_default();
    found.iter().filter_map(|at| Day::parse(&at.format("%Y-%m-%d").to_string())).filter(within).collect()
}

fn midnight(day: Day) -> String {
    format!("{}T000000Z", day.code().replace('-', ""))
}

fn rule(repeat: Repeat, first: Day) -> String {
    let weekday = WEEKDAYS[usize::from(first.weekday()) % 7];
    // The fifth Tuesday is the last one: not every month has five.
    let nth = match (first.of_month() - 1) / 7 + 1 {
        5 => "-1".to_owned(),
        n => n.to_string(),
    };
    match repeat {
        Repeat::Weekly => "FREQ=WEEKLY".to_owned(),
        Repeat::EveryTwoWeeks => "FREQ=WEEKLY;INTERVAL=2".to_owned(),
        Repeat::MonthlyDate => format!("FREQ=MONTHLY;{}", date_of_month(first)),
        Repeat::MonthlyWeekday => format!("FREQ=MONTHLY;BYDAY={nth}{weekday}"),
        Repeat::QuarterlyWeekday => format!("FREQ=MONTHLY;INTERVAL=3;BYDAY={nth}{weekday}"),
        Repeat::Yearly => format!("FREQ=YEARLY;BYMONTH={};{}", first.month(), date_of_month(first)),
    }
}

/// The date, or the last day of a month that does not have it.
fn date_of_month(first: Day) -> String {
    match first.of_month() {
        date @ 1..=28 => format!("BYMONTHDAY={date}"),
        date => {
            let dates: Vec<String> = (28..=date).map(|date| date.to_string()).collect();
            format!("BYMONTHDAY={};BYSETPOS=-1", dates.join(","))
        }
    }
}
