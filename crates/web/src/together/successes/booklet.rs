//! What is taken along, as a paper and as a table: the numbers that were told, each with what it means, how it is counted and
//! what it can't know; and what of it those who pay for the work can be told.
//!
//! Invariant: paper, table and page are made of the same protected lines ([`Reported`]). Of a fiscal year each is the sum of four
//! that were told, and the four stand beside it ([`domain::funder::sum`]).

use super::funders::{cannot, chapters};
use super::view::{Reported, Row, Way, definition, named_span};
use crate::texts::Tongue;
use app::papers::{Cell, Paper, Part, Sheet};
use domain::funder::{Span, fiscal};
use domain::measure::Measure;
use domain::referral::Direction;
use domain::totals::Period;

/// One period of a partnership, and the shorter ones in it; or a fiscal year, and its quarters.
pub(super) struct Booklet {
    pub(super) span: Span,
    pub(super) ours: String,
    pub(super) theirs: String,
    /// How many "few" are at most.
    pub(super) few: u64,
    pub(super) told: Vec<Reported>,
}

impl Booklet {
    fn measures(&self) -> Vec<Measure> {
        let rows = self.told.iter().flat_map(|period| period.ways.iter().flat_map(|way| &way.rows));
        let mut measures: Vec<Measure> = rows.map(|row| row.measure).collect();
        measures.sort_unstable();
        measures.dedup();
        measures
    }

    fn hidden(&self) -> usize {
        self.told.iter().map(Reported::hidden).sum()
    }

    /// The period itself, and where it stands in the federal fiscal year.
    fn spans(&self, t: &Tongue) -> String {
        let (first, last) = self.span.ends();
        let (year, quarter) = fiscal(first);
        let spans = t.with("first", t.month(first)).with("last", t.month(last));
        match self.span {
            Span::Period(Period::Quarter(..)) => {
                let spans = spans.with("quarter", quarter).with("year", year.to_string());
                spans.say("period-paper-spans-quarter").into_owned()
            }
            Span::Period(_) => spans.say("period-paper-spans").into_owned(),
            Span::Fiscal(_) => t.say("period-paper-year-rule").into_owned(),
        }
    }

    /// What a measure counts, in which unit and from what.
    fn means(&self, t: &Tongue, measure: Measure) -> String {
        definition(t, measure, &self.measures()).paragraph()
    }

    /// Each number of the paper, and each part that has none, as a row.
    pub(super) fn rows(&self, t: &Tongue) -> Vec<Vec<String>> {
        let part = t.say("period-paper-partnership");
        let mut rows = Vec::new();
        for (period, way, row) in self.lines() {
            rows.push(vec![
                part.to_string(),
                period.name.clone(),
                way.name.to_string(),
                t.label(row.measure).into_owned(),
                row.words.clone(),
                row.by.clone(),
                self.means(t, row.measure),
                rule_of(t, period.span),
                t.say(cannot(row.measure)).into_owned(),
            ]);
        }
        for chapter in chapters(t, self.span) {
            let line = chapter.line.and_then(|line| self.line(line));
            let (way, what, count, by) = match line {
                Some((way, row)) => {
                    (way.name.to_string(), t.label(row.measure).into_owned(), row.words.clone(), row.by.clone())
                }
                None => (String::new(), String::new(), t.say("period-paper-no-number").into_owned(), String::new()),
            };
            let means = format!("{} {}", chapter.asks, chapter.has);
            let name = named_span(t, self.span);
            rows.push(vec![chapter.heading, name, way, what, count, by, means, chapter.rule, chapter.cannot]);
        }
        rows
    }

    fn lines(&self) -> impl Iterator<Item = (&Reported, &Way, &Row)> {
        let ways = self.told.iter().flat_map(|period| period.ways.iter().map(move |way| (period, way)));
        ways.flat_map(|(period, way)| way.rows.iter().map(move |row| (period, way, row)))
    }

    /// A line of the period itself.
    fn line(&self, (direction, measure): (Direction, Measure)) -> Option<(&Way, &Row)> {
        let is_it = |(period, way, row): &(&Reported, &Way, &Row)| {
            period.span == self.span && way.direction == direction && row.measure == measure
        };
        self.lines().find(is_it).map(|(_, way, row)| (way, row))
    }

    pub(super) fn paper(&self, t: &Tongue) -> Paper {
        let text = |text: String| Part::Text { text };
        let hidden = t.with("n", self.hidden()).with("most", self.few).say("successes-hidden").into_owned();
        let mut parts = vec![
            text(t.with("ours", &self.ours).with("theirs", &self.theirs).say("period-paper-between").into_owned()),
            text(self.spans(t)),
            Part::Aside { text: hidden },
            Part::Heading { text: t.say("period-paper-partnership").into_owned() },
        ];
        for period in &self.told {
            parts.extend(period_parts(t, period));
        }
        parts.push(Part::Subheading { text: t.say("period-paper-counted").into_owned() });
        parts.push(text(t.say("period-paper-rule-ours").into_owned()));
        let meaning = |measure: Measure| {
            let cells = [t.label(measure).into_owned(), self.means(t, measure), t.say(cannot(measure)).into_owned()];
            cells.map(Cell::from).to_vec()
        };
        let head = ["successes-what", "period-paper-means", "period-paper-cannot"].map(|key| t.say(key).into_owned());
        let rows = self.measures().into_iter().map(meaning).collect();
        parts.push(Part::Table { head: head.to_vec(), widths: vec![2, 4, 4], rows });
        parts.push(Part::Heading { text: t.say("period-paper-funders").into_owned() });
        parts.push(text(t.say("period-paper-funders-lead").into_owned()));
        for chapter in chapters(t, self.span) {
            let line = chapter.line.and_then(|line| self.line(line));
            let count = match line {
                Some((way, row)) => {
                    format!("{}, {}: {} ({})", t.label(row.measure), way.name, row.words, row.by)
                }
                None => t.say("period-paper-no-number").into_owned(),
            };
            let labeled = |key: &str, said: String| text(format!("{}: {said}", t.say(key)));
            parts.extend([
                Part::Subheading { text: chapter.heading },
                text(chapter.asks),
                labeled("period-paper-rule", chapter.rule),
                labeled("successes-count", count),
                text(chapter.has),
                labeled("period-paper-cannot", chapter.cannot),
            ]);
        }
        parts.push(Part::Aside { text: t.say("period-paper-sources").into_owned() });
        let title = t.with("period", named_span(t, self.span)).say("period-paper-title").into_owned();
        let foot = t.say("period-paper-foot").into_owned();
        Paper { title, language: t.language(), sheet: Sheet::Letter, foot, parts }
    }
}

/// How a line is counted. A sum of four quarters says so.
fn rule_of(t: &Tongue, span: Span) -> String {
    let rule = t.say("period-paper-rule-ours");
    match span {
        Span::Period(_) => rule.into_owned(),
        Span::Fiscal(_) => format!("{rule} {}", t.say("period-paper-year-rule")),
    }
}

/// The head of the table.
pub(super) fn head(t: &Tongue) -> Vec<String> {
    let keys = [
        "period-paper-part",
        "successes-period",
        "successes-way",
        "successes-what",
        "successes-count",
        "successes-by",
        "period-paper-means",
        "period-paper-rule",
        "period-paper-cannot",
    ];
    keys.into_iter().map(|key| t.say(key).into_owned()).collect()
}

/// One period of the paper: both directions, and who has not told or told late.
fn period_parts(t: &Tongue, period: &Reported) -> Vec<Part> {
    let mut parts = vec![Part::Subheading { text: period.name.clone() }];
    let [is_missing, is_unsigned] = period.why_missing();
    for (orgs, key) in
        [(&period.missing, is_missing), (&period.unsigned, is_unsigned), (&period.late, "successes-late")]
    {
        parts.extend(orgs.iter().map(|org| Part::Text { text: t.with("org", org).say(key).into_owned() }));
    }
    for way in &period.ways {
        let row =
            |row: &Row| [t.label(row.measure).into_owned(), row.words.clone(), row.by.clone()].map(Cell::from).to_vec();
        let head = [way.name.to_string(), t.say("successes-count").into_owned(), t.say("successes-by").into_owned()];
        let rows = way.rows.iter().map(row).collect();
        parts.push(Part::Table { head: head.to_vec(), widths: vec![4, 2, 3], rows });
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::super::view::{Names, few_at_most, of_lines, reported};
    use super::*;
    use app::totals::{Told, TotalsView};
    use domain::funder::{Begins, FiscalYear};
    use domain::ids::{OrgId, PartnershipId};
    use domain::mou::paper::Period as Every;
    use domain::org::{Language, OrgKind};
    use domain::suppression::Shown;
    use domain::text::Label;
    use domain::time::{Month, Timestamp};
    use domain::totals::{Line, Report, told_by};

    const CENTER: OrgId = OrgId::from_bytes([1; 16]);
    const ADVOCATES: OrgId = OrgId::from_bytes([2; 16]);

    /// Both sides told a quarter and a month of it; every second line is hidden, one way or the other.
    fn booklet(t: &Tongue, period: Period) -> Booklet {
        let shown = |n: usize| match n % 4 {
            1 => Shown::Few { below: 11 },
            3 => Shown::Withheld { from: 11 },
            _ => Shown::Count(u64::try_from(n).expect("it is small") * 13 + 11),
        };
        let told = |period: Period, by: OrgId, kind: OrgKind, from: usize| {
            let lines = told_by(kind).enumerate();
            let line = |(n, (direction, measure))| Line { direction, measure, shown: shown(n + from) };
            let report = Report {
                partnership: PartnershipId::from_bytes([9; 16]),
                by,
                period: period.to_string(),
                smallest: 11,
                lines: lines.map(line).collect(),
            };
            let at = Timestamp::from_micros(0);
            let by_name = Label::parse("Dana").expect("it is a name");
            Told { period, by, by_name, at, arrived: None, is_late: false, report: Some(report) }
        };
        let month = Period::Month(Month { year: 2026, month: 9 });
        let view = TotalsView {
            every: Every::Month,
            // Agreed on since: what was told before was told under the eleven of that time.
            smallest: 30,
            latest: month,
            closable: Vec::new(),
            may_close: true,
            ours: CENTER,
            told: vec![
                told(period, CENTER, OrgKind::HealthCenter, 0),
                told(period, ADVOCATES, OrgKind::Advocacy, 6),
                told(month, CENTER, OrgKind::HealthCenter, 12),
            ],
            refused: Vec::new(),
            on_its_way: false,
        };
        let names = Names { ours: "Lakeside", theirs: "Harbor House", kind: OrgKind::HealthCenter };
        let told = reported(t, &view, &names);
        let few = few_at_most(&told, view.smallest);
        Booklet { span: period.into(), ours: "Lakeside".to_owned(), theirs: "Harbor House".to_owned(), few, told }
    }

    /// A fiscal year that one side told whole, with every second line hidden.
    fn of_a_year(t: &Tongue, begins: Begins) -> Booklet {
        let year = FiscalYear { ends_in: 2026, begins };
        let lines: Vec<Line> = told_by(OrgKind::Advocacy)
            .enumerate()
            .map(|(n, (direction, measure))| {
                let shown = if n % 2 == 0 { Shown::Count(n as u64 + 80) } else { Shown::Withheld { from: 11 } };
                Line { direction, measure, shown }
            })
            .collect();
        let names = Names { ours: "Lakeside", theirs: "Harbor House", kind: OrgKind::HealthCenter };
        let told = vec![of_lines(t, &names, Span::Fiscal(year), (None, Some(&lines)))];
        Booklet {
            span: Span::Fiscal(year),
            ours: "Lakeside".to_owned(),
            theirs: "Harbor House".to_owned(),
            few: 10,
            told,
        }
    }

    #[test]
    fn a_fiscal_year_carries_the_same_numbers_on_paper_and_in_the_table_and_says_how_they_came_about() {
        for (language, begins) in [(Language::En, Begins::October), (Language::Es, Begins::July)] {
            let t = &Tongue::new(language, "UTC");
            let booklet = of_a_year(t, begins);
            let of_page: Vec<String> = booklet.lines().map(|(.., row)| row.words.clone()).collect();
            assert!(of_page.len() > 4 && of_page.contains(&t.say("successes-not-shown").into_owned()), "{of_page:?}");
            let paper = booklet.paper(t);
            assert_eq!(numbers(&paper), of_page);
            let rows = booklet.rows(t);
            let (ours, theirs) = rows.split_at(of_page.len());
            assert_eq!(ours.iter().map(|row| row[4].clone()).collect::<Vec<_>>(), of_page);
            assert!(ours.iter().all(|row| row[7].contains(&*t.say("period-paper-year-rule"))), "{ours:?}");
            let voca: Vec<_> = theirs.iter().filter(|row| row[4] != t.say("period-paper-no-number")).collect();
            assert_eq!(voca.len(), 1, "the line of its quarters: {theirs:?}");
            let said = format!("{:?}", paper.parts);
            assert!(said.contains(&*t.with("org", "Lakeside").say("period-paper-year-missing")), "{said}");
        }
    }

    /// The second cell of each row of the tables that tell numbers.
    fn numbers(paper: &Paper) -> Vec<String> {
        let tables = paper.parts.iter().filter_map(|part| match part {
            Part::Table { widths, rows, .. } if *widths == [4, 2, 3] => Some(rows),
            _ => None,
        });
        tables.flatten().map(|row| row[1].lines().collect()).collect()
    }

    #[test]
    fn page_paper_and_table_carry_identical_numbers() {
        for language in [Language::En, Language::Es] {
            let t = &Tongue::new(language, "UTC");
            let booklet = booklet(t, Period::Quarter(2026, 3));
            let of_page: Vec<String> = booklet.lines().map(|(.., row)| row.words.clone()).collect();
            assert!(of_page.len() > 12 && booklet.hidden() * 2 == of_page.len(), "{of_page:?}");
            assert_eq!(numbers(&booklet.paper(t)), of_page);
            assert_eq!(booklet.few, 10, "few is what it was when it was told");
            let rows = booklet.rows(t);
            let (ours, theirs) = rows.split_at(of_page.len());
            assert_eq!(ours.iter().map(|row| row[4].clone()).collect::<Vec<_>>(), of_page);
            for row in &rows {
                assert_eq!(row.len(), head(t).len());
                assert!(row[6..].iter().all(|cell| !cell.is_empty()), "each says what it is: {row:?}");
            }
            // What funders are told is a line that stands above, or no number at all.
            let numbered: Vec<_> = theirs.iter().filter(|row| row[4] != t.say("period-paper-no-number")).collect();
            assert_eq!(numbered.len(), 1);
            let same = |row: &&Vec<String>| row[1..6] == numbered[0][1..6];
            assert_eq!(ours.iter().filter(same).count(), 1, "{numbered:?}");
        }
    }

    #[test]
    fn a_year_of_the_calendar_has_no_number_for_a_funder() {
        let t = &Tongue::new(Language::En, "UTC");
        let rows = booklet(t, Period::Year(2026)).rows(t);
        let theirs: Vec<&Vec<String>> = rows.iter().filter(|row| row[0] != t.say("period-paper-partnership")).collect();
        assert_eq!(theirs.len(), 5);
        assert!(theirs.iter().all(|row| row[4] == "no number here"), "{theirs:?}");
    }
}
