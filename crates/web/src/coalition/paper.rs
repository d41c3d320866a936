//! Every sum of a coalition as a paper, beside its table.
//!
//! Invariant: made of the same lines as page and table ([`super::view::shown`]); no number is computed here.

use super::view::{Row, Shown, Way};
use crate::texts::Tongue;
use crate::together::definition;
use app::papers::{Cell, Paper, Part, Sheet};
use domain::measure::Measure;

/// The paper of these periods, in their order.
pub(super) fn paper(t: &Tongue, periods: &[Shown]) -> Paper {
    let mut parts = vec![Part::Text { text: t.say("coalition-paper-lead").into_owned() }];
    if periods.is_empty() {
        parts.push(Part::Text { text: t.say("coalition-none").into_owned() });
    }
    for one in periods {
        parts.extend(of_period(t, one));
    }
    let mut measures: Vec<Measure> = periods.iter().flat_map(rows).map(|row| row.measure).collect();
    measures.sort_unstable();
    measures.dedup();
    if !measures.is_empty() {
        parts.push(Part::Heading { text: t.say("period-paper-counted").into_owned() });
        let meaning = |measure: &Measure| {
            let said = definition(t, *measure, &measures).paragraph();
            [t.label(*measure).into_owned(), said].map(Cell::from).to_vec()
        };
        let head = ["successes-what", "period-paper-means"].map(|key| t.say(key).into_owned()).to_vec();
        parts.push(Part::Table { head, widths: vec![2, 6], rows: measures.iter().map(meaning).collect() });
    }
    Paper {
        title: t.say("coalition-title").into_owned(),
        language: t.language(),
        sheet: Sheet::Letter,
        foot: t.say("period-paper-foot").into_owned(),
        parts,
    }
}

fn rows(one: &Shown) -> impl Iterator<Item = &Row> {
    one.ways.iter().flat_map(|way| &way.rows)
}

fn of_period(t: &Tongue, one: &Shown) -> Vec<Part> {
    let text = |text: String| Part::Text { text };
    let told = t.with("told", one.told.0).with("connected", one.told.1).say("coalition-told").into_owned();
    let mut parts = vec![Part::Heading { text: one.name.clone() }, text(told)];
    if one.is_year {
        parts.push(text(t.say("coalition-year").into_owned()));
    }
    parts.extend(one.ways.iter().map(|way| of_way(t, way)));
    parts.push(Part::Aside { text: t.with("n", one.hidden).say("coalition-hidden").into_owned() });
    parts.push(text(format!("{}: {}", t.say("coalition-noise"), one.noise)));
    parts
}

fn of_way(t: &Tongue, way: &Way) -> Part {
    let row = |row: &Row| {
        [t.label(row.measure).into_owned(), row.words.clone(), row.organizations.clone()].map(Cell::from).to_vec()
    };
    let head = vec![
        way.name.to_string(),
        t.say("successes-count").into_owned(),
        t.say("coalition-organizations").into_owned(),
    ];
    Part::Table { head, widths: vec![4, 2, 3], rows: way.rows.iter().map(row).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::org::Language;

    #[test]
    fn the_paper_carries_the_words_of_each_row_and_nothing_else_as_a_number() {
        let t = &Tongue::new(Language::En, "UTC");
        let row = |measure, words: &str, organizations: &str| Row {
            measure,
            words: words.to_owned(),
            is_hidden: false,
            organizations: organizations.to_owned(),
        };
        let shown = Shown {
            code: "2026-q3".to_owned(),
            name: "Quarter 3 of 2026".to_owned(),
            ways: vec![Way {
                from_advocacy: false,
                name: "To the advocates".into(),
                sentence: String::new(),
                chart: String::new(),
                rows: vec![row(Measure::Accepted, "98", "3"), row(Measure::Connected, "not shown", "not shown")],
            }],
            hidden: 1,
            told: (3, 4),
            noise: "None was added.".to_owned(),
            is_year: false,
        };
        let paper = paper(t, &[shown]);
        let tables: Vec<_> = paper
            .parts
            .iter()
            .filter_map(|part| match part {
                Part::Table { widths, rows, .. } if *widths == [4, 2, 3] => Some(rows),
                _ => None,
            })
            .flatten()
            .map(|row| row.iter().map(|cell| cell.lines().collect::<String>()).collect::<Vec<_>>())
            .collect();
        assert_eq!(tables, [["Accepted", "98", "3"], ["Connected", "not shown", "not shown"]]);
        let said = format!("{:?}", paper.parts);
        assert!(said.contains("None was added.") && said.contains("3 of 4 organizations have told"), "{said}");
    }
}
