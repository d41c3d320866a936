//! Does this text look like a person? Asked of every free word in the workspace, which both organizations read.
//!
//! It finds what staff type by habit (a telephone number, a record's number, a street, a birth date beside a name) and
//! not every way to tell of somebody. The page says so: words about a person belong in a record, under a release.
//! What counts as a person is the list of 34 U.S.C. 12291(a)(25): names, addresses, contact, numbers of papers, and what
//! identifies together with the rest.
//!
//! Read next: `words` (how a text is taken apart), `born`, `paper`, `phone`, `street` (one kind each).

mod born;
mod paper;
mod phone;
mod street;
mod words;

pub use phone::is_toll_free;

use crate::coded;
use std::fmt;
use words::Word;

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
    let text = words::folded(text);
    let words = Word::all(&text);
    let found: [(Likeness, bool); 5] = [
        (Likeness::Email, words.iter().any(Word::is_email)),
        (Likeness::RecordNumber, paper::is_in(&text, &words)),
        (Likeness::BirthDate, born::is_in(&words)),
        (Likeness::Phone, phone::is_in(&text)),
        (Likeness::Street, street::is_in(&words)),
    ];
    found.into_iter().find_map(|(likeness, found)| found.then_some(likeness))
}

/// As [`of`], for words in which no place may stand at all: those of an advocacy organization, whose shelter may not be
/// found (45 CFR 1370.4(e)). The name of a street is enough, with or without a number of a house.
#[must_use]
pub fn of_placeless(text: &str) -> Option<Likeness> {
    of(text).or_else(|| {
        let text = words::folded(text);
        street::is_named_in(&Word::all(&text)).then_some(Likeness::Street)
    })
}

/// The first thing in a web address that looks like a person: what is asked for in it as much as where it leads. A long
/// number in its path is the number of a page.
#[must_use]
pub fn of_link(link: &str) -> Option<Likeness> {
    let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
    let (path, asked) = rest.split_at(rest.find(['?', '#']).unwrap_or(rest.len()));
    let plain = |part: &str, apart: &[char]| words::unescaped(part).replace(apart, " ").replace(['/', '&'], "\n");
    let of_path = of(&plain(path, &['_', '+', '='])).filter(|found| *found != Likeness::Phone || path.contains('-'));
    of_path.or_else(|| of(&plain(asked, &['_', '+', '=', '?', '#'])))
}
