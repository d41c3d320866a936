//! Days of birth: a date beside a word for it or beside a first and a last name, and any whole date of long ago.

use super::words::Word;

/// Words that make a date a day of birth.
const BORN: &[&str] = &[
    "dob",
    "d.o.b",
    "born",
    "birthdate",
    "birthday",
    "birthdays",
    "nació",
    "nacida",
    "nacido",
    "nacimiento",
    "cumpleaños",
    "fdn",
];
/// "date of birth", "birth date": the word alone is also that of birth control and of a birth center.
const DATES: &[&str] = &["date", "dates", "day", "year"];

/// Partnerships of before this year have no workspace here, so no date of their work is older.
const LONG_AGO: u32 = 2015;
/// The first year of this software: a name with an older date right behind it is somebody's day of birth, a child's too.
const FIRST: u32 = 2026;

/// Words that begin with a capital letter and are no name of a person, as they stand before dates of the work.
const OF_WORK: &[&str] = &[
    "center",
    "clinic",
    "health",
    "mou",
    "memorandum",
    "visit",
    "training",
    "meeting",
    "board",
    "county",
    "hospital",
    "agreement",
    "version",
    "department",
    "program",
    "grant",
    "shelter",
    "coalition",
    "report",
    "appendix",
    "site",
    "draft",
    "final",
    "centro",
    "clínica",
    "salud",
    "visita",
    "capacitación",
    "reunión",
    "acuerdo",
    "versión",
    "programa",
    "informe",
];

/// Months, by the beginnings of their names in both languages.
const MONTHS: &[&str] =
    &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "ene", "abr", "ago", "dic"];

/// Names of months, whole and as they are cut short, in both languages: what a date is written out with.
const WRITTEN_OUT: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "setiembre",
    "octubre",
    "noviembre",
    "diciembre",
    "ene",
    "abr",
    "ago",
    "dic",
];
/// Small words within a date that is written out.
const OF_DATE: &[&str] = &["de", "del", "of", "the"];

pub(super) fn is_in(words: &[Word<'_>]) -> bool {
    (0..words.len()).any(|at| is_said(words, at) || is_beside_a_name(words, at) || is_of_long_ago(words, at))
}

/// A whole date of before there was any work here, whoever stands beside it: "3/14/1989", "14 de marzo de 1989",
/// "March 14, 1989".
fn is_of_long_ago(words: &[Word<'_>], at: usize) -> bool {
    let word = &words[at];
    // The last part of "2.1.4" is no year.
    let ends_in_year = word.plain.rsplit(['/', '-', '.']).next().is_some_and(|last| last.len() >= 2);
    let figures = numbers(word.plain).is_some_and(|numbers| numbers.len() == 3)
        && (ends_in_year || word.plain.get(..4).is_some_and(|year| year.parse::<u32>().is_ok()))
        && year_of(word.plain).is_some_and(|year| year < LONG_AGO);
    if figures || !word.is_one_of(WRITTEN_OUT) {
        return figures;
    }
    let is_day = |word: &&Word<'_>| {
        let digits: String = word.plain.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day)) && word.plain.chars().count() <= 4
    };
    let counts = |word: &&Word<'_>| !word.is_one_of(OF_DATE);
    let before = words[..at].iter().rev().take(3).find(counts);
    let behind: Vec<&Word<'_>> = words[at + 1..].iter().take(4).filter(counts).take(2).collect();
    let is_old = |word: &&Word<'_>| {
        year_of(word.plain).is_some_and(|year| (1900..LONG_AGO).contains(&year) && word.plain.len() == 4)
    };
    match behind.as_slice() {
        [year, ..] if is_old(year) => before.as_ref().is_some_and(is_day),
        [day, year] => is_day(day) && is_old(year),
        _ => false,
    }
}

/// Words around one.
fn near<'w, 'a>(words: &'w [Word<'a>], at: usize) -> &'w [Word<'a>] {
    &words[at.saturating_sub(6)..words.len().min(at + 7)]
}

fn is_said(words: &[Word<'_>], at: usize) -> bool {
    let near = near(words, at);
    let birth = near.windows(3).any(|three| three[0].is_one_of(DATES) && three[2].lower == "birth")
        || near.windows(2).any(|two| two[0].lower == "birth" && two[1].is_one_of(DATES));
    let is_date = |text: &str| year_of(text).is_some() || numbers(text).is_some_and(|numbers| numbers.len() > 1);
    // "DOB3/14/89".
    let glued = ["dob", "fdn"].iter().filter_map(|word| words[at].lower.strip_prefix(word)).any(is_date);
    let month = words[at].is_name() && words[at].lower.get(..3).is_some_and(|first| MONTHS.contains(&first));
    let counted = |month: bool| month && near.iter().any(|word| word.digits() > 0);
    let said = birth || near.iter().any(|word| word.is_one_of(BORN));
    glued || (said && (is_date(words[at].plain) || counted(month)))
}

fn is_beside_a_name(words: &[Word<'_>], at: usize) -> bool {
    let Some(year) = year_of(words[at].plain) else { return false };
    let pair = |pair: &[Word<'_>]| pair[0].is_name() && pair[1].is_name() && !pair[0].ends;
    let person = |two: &[Word<'_>]| pair(two) && !two.iter().any(|word| word.is_one_of(OF_WORK));
    let whole = numbers(words[at].plain).is_some_and(|numbers| numbers.len() == 3);
    let right_behind = at >= 2 && person(&words[at - 2..at]) && !words[at - 1].ends;
    let right_before = words.get(at + 1..at + 3).is_some_and(person) && !words[at].ends;
    let named = words[at.saturating_sub(6)..at].windows(2).any(pair);
    (named && year < LONG_AGO) || (whole && right_behind && year < FIRST) || (whole && right_before && year < LONG_AGO)
}

/// The numbers of "3/14/1989", "14-03-1989", "3/14", or of a year alone.
fn numbers(text: &str) -> Option<Vec<u32>> {
    let parts = text.split(['/', '-', '.']).map(|part| part.parse().ok().filter(|_| part.len() <= 4));
    let numbers: Vec<u32> = parts.collect::<Option<_>>()?;
    let day = |number: &u32| (1..=31).contains(number);
    match numbers.as_slice() {
        [_] => Some(numbers),
        [month, date] if text.contains('/') && day(month) && day(date) => Some(numbers),
        [a, b, c] if [a, b, c].into_iter().filter(|number| day(number)).count() >= 2 => Some(numbers),
        _ => None,
    }
}

/// The year of "3/14/1989", "3/14/89", "14-03-1989", "1989-03-14", or of a year alone.
fn year_of(text: &str) -> Option<u32> {
    let numbers = numbers(text)?;
    let whole = numbers.iter().copied().find(|number| (1900..2100).contains(number));
    whole.or_else(|| match numbers.as_slice() {
        // Two digits of a year: people who are alive were born after 1930, and partnerships are not from before 2000.
        [_, _, short] if *short < 100 => Some(if *short > 30 { 1900 + short } else { 2000 + short }),
        _ => None,
    })
}
