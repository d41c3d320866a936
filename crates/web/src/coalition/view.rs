//! The sums of a period, as they are read.
//!
//! Invariant: sentence, picture, table and file are made of the same sums.

use crate::chart::{self, Bar};
use crate::texts::Tongue;
use crate::together::named;
use app::roll_up::Sums;
use domain::coalition::Summed;
use domain::measure::Measure;
use domain::referral::Direction;
use domain::totals::Period;
use std::borrow::Cow;

/// One line: what, how many, of how many organizations.
pub(super) struct Row {
    pub(super) measure: Measure,
    pub(super) words: String,
    pub(super) is_hidden: bool,
    pub(super) organizations: String,
}

/// One direction.
pub(super) struct Way {
    pub(super) from_advocacy: bool,
    pub(super) name: Cow<'static, str>,
    /// Empty where nobody told a line that belongs into it.
    pub(super) sentence: String,
    pub(super) chart: String,
    pub(super) rows: Vec<Row>,
}

/// One period.
pub(super) struct Shown {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) ways: Vec<Way>,
    pub(super) hidden: usize,
    /// How many organizations told, of how many.
    pub(super) told: (u32, u32),
    /// What noise there is, in words.
    pub(super) noise: String,
    pub(super) is_year: bool,
}

/// Thousandths, as a number.
pub(super) fn epsilon(thousandths: u32) -> String {
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}

pub(super) fn shown(t: &Tongue, sums: &Sums) -> Shown {
    let (code, name) = (sums.period.to_string(), named(t, sums.period));
    let ways: Vec<Way> = Direction::ALL
        .iter()
        .map(|direction| way(t, sums, (&code, &name), *direction))
        .filter(|way| !way.rows.is_empty())
        .collect();
    let is_year = matches!(sums.period, Period::Year(_));
    Shown {
        hidden: ways.iter().flat_map(|way| &way.rows).filter(|row| row.is_hidden).count(),
        told: sums.told,
        noise: noise(t, sums, is_year),
        is_year,
        ways,
        code,
        name,
    }
}

fn noise(t: &Tongue, sums: &Sums, is_year: bool) -> String {
    let said = match sums.noise {
        None => return t.say("coalition-noise-of-none").into_owned(),
        Some(_) if is_year => return t.say("coalition-noise-of-year").into_owned(),
        Some(noise) => t
            .with("each", epsilon(noise.each))
            .with("allowed", epsilon(noise.allowed))
            .with("spent", epsilon(noise.spent))
            .with("left", epsilon(noise.allowed.saturating_sub(noise.spent))),
    };
    said.say("coalition-noise-of").into_owned()
}

fn way(t: &Tongue, sums: &Sums, (code, period): (&str, &str), direction: Direction) -> Way {
    let lines: Vec<(Measure, Summed)> = sums
        .cells
        .iter()
        .filter(|((way, _), _)| *way == direction)
        .map(|((_, measure), cell)| (*measure, *cell))
        .collect();
    let most = lines.iter().filter_map(|(_, cell)| number(*cell)).max().unwrap_or(0).max(1);
    let name = t.say(match direction {
        Direction::ToHealthCenter => "coalition-to-clinics",
        Direction::ToAdvocacy => "coalition-to-advocates",
    });
    let bars: Vec<Bar> = lines
        .iter()
        .map(|(measure, cell)| Bar {
            label: t.label(*measure).into_owned(),
            words: words(t, *cell),
            share: number(*cell).map(|count| count.saturating_mul(100) / most),
        })
        .collect();
    let described: Vec<String> = bars.iter().map(|bar| format!("{}: {}", bar.label, bar.words)).collect();
    // What nobody told is in no sentence, as it is in no table: it is not hidden, it is not there.
    let said = [Measure::Delivered, Measure::Accepted, Measure::Connected];
    let said: Vec<&str> = said
        .iter()
        .filter_map(|measure| lines.iter().position(|(one, _)| one == measure))
        .filter_map(|n| described.get(n).map(String::as_str))
        .collect();
    let sentence = t
        .with("period", period.to_owned())
        .with("way", name.clone())
        .with("numbers", said.join("; "))
        .say("coalition-said");
    let sentence = if said.is_empty() { String::new() } else { sentence.into_owned() };
    let id = format!("chart-{code}-{}", direction.code());
    let row = |(measure, cell): (Measure, Summed)| Row {
        measure,
        words: words(t, cell),
        is_hidden: number(cell).is_none(),
        organizations: match cell {
            Summed::Of { organizations, .. } => organizations.to_string(),
            Summed::Few => words(t, cell),
        },
    };
    Way {
        from_advocacy: direction == Direction::ToHealthCenter,
        sentence,
        chart: chart::bars(&id, &format!("{period}: {name}"), &described.join(". "), &bars),
        rows: lines.into_iter().map(row).collect(),
        name,
    }
}

/// A sum that is not shown may be large: it is not called "few".
fn words(t: &Tongue, cell: Summed) -> String {
    number(cell).map_or_else(|| t.say("successes-not-shown").into_owned(), |count| count.to_string())
}

const fn number(cell: Summed) -> Option<u64> {
    match cell {
        Summed::Of { count, .. } => Some(count),
        Summed::Few => None,
    }
}
