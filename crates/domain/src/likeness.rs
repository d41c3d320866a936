//! Does this text look like a person? Asked of every free word in the workspace, which both organizations read.
//!
//! It finds what staff type by habit (a telephone number, a record's number, a street, a birth date beside a name) and
//! not every way to tell of somebody. The page says so: words about a person belong in a record, under a release.
//! What counts as a person is the list of 34 U.S.C. 12291(a)(25): names, addresses, contact, numbers of papers, and what
//! identifies together with the rest.

use crate::coded;
use std::fmt;

coded! {
    /// What in a text looks like a person.
    Likeness {
        /// A telephone number that is not toll-free.
        Phone = "phone",
        /// An e-mail address.
        Email = "email",
        /// A number of a record, a case or a paper.
        RecordNumber = "record_number",
        /// A number of a house and the name of a street.
        Street = "street",
        /// A day of birth.
        BirthDate = "birth_date",
    }
}

impl fmt::Display for Likeness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The first thing in the text that looks like a person, if anything does.
#[must_use]
pub fn of(text: &str) -> Option<Likeness> {
    let words: Vec<Word<'_>> = text.split_whitespace().map(Word::of).collect();
    let found: [(Likeness, bool); 5] = [
        (Likeness::Email, words.iter().any(|word| word.is_email())),
        (Likeness::RecordNumber, has_record_number(&words)),
        (Likeness::BirthDate, has_birth_date(&words)),
        (Likeness::Phone, has_phone(text)),
        (Likeness::Street, has_street(&words)),
    ];
    found.into_iter().find_map(|(likeness, found)| found.then_some(likeness))
}

/// A word without the marks around it, as it stands and in lower case.
struct Word<'a> {
    plain: &'a str,
    lower: String,
    /// A sentence, or a clause, ends behind it.
    ends: bool,
}

impl<'a> Word<'a> {
    fn of(raw: &'a str) -> Self {
        let plain = raw.trim_matches(|c: char| !c.is_alphanumeric());
        Self { plain, lower: plain.to_lowercase(), ends: raw.ends_with(['.', ';', ':', '?', '!']) }
    }
    fn digits(&self) -> usize {
        self.plain.chars().filter(char::is_ascii_digit).count()
    }
    fn is_number(&self) -> bool {
        !self.plain.is_empty() && self.plain.bytes().all(|byte| byte.is_ascii_digit())
    }
    fn is_email(&self) -> bool {
        self.plain.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    }
    fn is_name(&self) -> bool {
        self.plain.chars().next().is_some_and(char::is_uppercase)
            && self.plain.chars().all(|c| c.is_alphabetic() || "'’-".contains(c))
    }
}

/// Words before a number that make it the number of a person's paper, in English and Spanish.
const PAPERS: &[&str] = &[
    "mrn",
    "ssn",
    "chart",
    "record",
    "case",
    "patient",
    "client",
    "medicaid",
    "medicare",
    "passport",
    "license",
    "docket",
    "expediente",
    "paciente",
    "historia",
    "caso",
    "cliente",
    "pasaporte",
    "licencia",
    "folio",
];
/// Words that may stand between.
const BETWEEN: &[&str] = &["no", "num", "number", "id", "is", "núm", "número", "es", ""];

fn has_record_number(words: &[Word<'_>]) -> bool {
    words.iter().enumerate().any(|(at, word)| {
        is_social_security(word.plain) || is_short_code(word.plain) || {
            let paper = PAPERS.contains(&word.lower.as_str());
            let numbered = |behind: &Word<'_>| behind.digits() >= 4 && behind.digits() * 2 >= behind.plain.len();
            paper
                && words[at + 1..].iter().find(|next| !BETWEEN.contains(&next.lower.as_str())).is_some_and(numbered)
                && !is_year(words[at + 1..].iter().find(|next| !BETWEEN.contains(&next.lower.as_str())))
        }
    })
}

/// "in case 2027 ends": a year stands behind many words.
fn is_year(word: Option<&Word<'_>>) -> bool {
    word.is_some_and(|word| {
        word.is_number() && word.plain.len() == 4 && (word.plain.starts_with("20") || word.plain.starts_with("19"))
    })
}

/// 123-45-6789.
fn is_social_security(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    lengths == [3, 2, 4] && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

/// The short code of a record in this software, "9F2C-01AB": eight hexadecimal digits, one of them a letter.
fn is_short_code(text: &str) -> bool {
    let hexadecimal =
        |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte));
    text.split_once('-').is_some_and(|(a, b)| hexadecimal(a) && hexadecimal(b))
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().any(|byte| byte.is_ascii_uppercase())
}

/// Words that make a date a day of birth.
const BORN: &[&str] = &[
    "dob",
    "d.o.b",
    "born",
    "birth",
    "birthdate",
    "birthday",
    "birthdays",
    "nació",
    "nacida",
    "nacido",
    "nacimiento",
    "cumpleaños",
];

fn has_birth_date(words: &[Word<'_>]) -> bool {
    words.iter().enumerate().any(|(at, word)| {
        let Some(year) = year_of(word.plain) else { return false };
        let near = &words[at.saturating_sub(6)..words.len().min(at + 7)];
        let said = near.iter().any(|near| BORN.contains(&near.lower.as_str()));
        // A date of long ago beside a first and a last name: no meeting is that old.
        let named = words[at.saturating_sub(6)..at]
            .windows(2)
            .any(|pair| pair[0].is_name() && pair[1].is_name() && !pair[0].ends);
        said || (named && year < LONG_AGO)
    })
}

/// Partnerships of before this year have no workspace here.
const LONG_AGO: u32 = 2015;

/// The year of "3/14/1989", "14-03-1989", "1989-03-14", or of a year alone.
fn year_of(text: &str) -> Option<u32> {
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let numbers: Option<Vec<u32>> = parts.iter().map(|part| part.parse().ok()).collect();
    let numbers = numbers.filter(|numbers| matches!(numbers.len(), 1 | 3))?;
    numbers.into_iter().find(|number| (1900..2100).contains(number))
}

/// Area codes that reach an organization and never a person's own telephone.
const TOLL_FREE: &[&str] = &["800", "833", "844", "855", "866", "877", "888"];

/// Ten digits (eleven with a leading 1) that only a telephone number's marks part, or seven as "555-0142".
fn has_phone(text: &str) -> bool {
    text.split(|c: char| !(c.is_ascii_digit() || "-.()+ ".contains(c))).any(is_phone)
}

fn is_phone(run: &str) -> bool {
    let groups: Vec<&str> = run.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let free = |area: &str| TOLL_FREE.contains(&area);
    let whole = lengths.windows(3).enumerate().any(|(at, three)| three == [3, 3, 4] && !free(groups[at]));
    let bare = groups.iter().any(|group| match group.len() {
        10 => !free(&group[..3]),
        11 => group.starts_with('1') && !free(&group[1..4]),
        _ => false,
    });
    let marked = |at: usize| run.contains(&format!("{}-{}", groups[at], groups[at + 1]));
    let local = lengths.windows(2).enumerate().any(|(at, two)| {
        let area = at.checked_sub(1).map(|before| groups[before]);
        two == [3, 4] && marked(at) && !area.is_some_and(free)
    });
    whole || bare || local
}

/// What a street is called, in English behind its name and in Spanish before it.
const STREETS: &[&str] = &[
    "st",
    "street",
    "ave",
    "avenue",
    "rd",
    "road",
    "blvd",
    "boulevard",
    "dr",
    "drive",
    "ln",
    "lane",
    "ct",
    "court",
    "way",
    "place",
    "pl",
    "terrace",
    "parkway",
    "pkwy",
    "highway",
    "hwy",
    "apt",
    "trail",
    "circle",
];
const CALLES: &[&str] = &["calle", "avenida", "av", "camino", "carretera", "bulevar", "paseo"];

fn has_street(words: &[Word<'_>]) -> bool {
    let house = |word: &Word<'_>| {
        (1..=6).contains(&word.digits())
            && word.plain.starts_with(|c: char| c.is_ascii_digit())
            && word.plain.len() <= word.digits() + 1
    };
    words.iter().enumerate().any(|(at, word)| {
        let behind = &words[at + 1..words.len().min(at + 5)];
        let english = house(word)
            && !word.ends
            && behind.iter().skip(1).any(|next| STREETS.contains(&next.lower.as_str()))
            && behind.first().is_some_and(|name| name.is_name() || name.digits() > 0);
        let spanish = CALLES.contains(&word.lower.as_str())
            && behind.iter().any(house)
            && behind.first().is_some_and(|name| name.is_name() || name.lower == "de");
        english || spanish
    })
}
