//! Streets in sentences: what an open place says of itself may name the door of a withheld one.
//!
//! Names lose whatever could be a street; sentences lose what reads like one, and go on.

use super::lists::{ALSO, CALLES, DIRECTIONS, KINDS, LEADING, ON_FOOT, ROOMS, SHORT, SPOKEN, STREETS};
use super::pieces::{Piece, drop_at, is, is_apart, pieces, plain, word};
use super::{MOST, Street};
use crate::fnv::fnv;
use crate::words;
use std::collections::HashSet;

/// Numbers that are called, and no house.
const DIALED: &[&str] = &["211", "311", "911"];

/// Streets of withheld places, as hashes: of a number beside a word of the street, whoever says it; and of the words and the ZIP
/// alone, where their own organization does. Eight bytes each, and no street in them.
#[derive(Debug, Default, Clone)]
pub(crate) struct Doors {
    said: HashSet<u64>,
    /// Whose they are.
    organizations: HashSet<u64>,
}

fn beside(number: &str, word: &str) -> u64 {
    fnv(&format!("n {number} {word}"))
}

fn said_by(organization: &str, word: &str) -> u64 {
    fnv(&format!("w {organization} {word}"))
}

fn is_house(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    word.starts_with(|c: char| c.is_ascii_digit()) && (1..=6).contains(&digits) && word.len() <= digits + 1
}

impl Doors {
    /// The door of a place that is withheld, and whose it is.
    pub(crate) fn add(&mut self, organization: &str, street: &str, (zip, town): (&str, &str)) {
        let organization = words::line(organization);
        let numbers: Vec<String> = words::folded(street).filter(|word| is_house(word)).collect();
        let street = Street::of(street, zip, town);
        for word in &street.words {
            self.said.extend(numbers.iter().map(|number| beside(number, word)));
        }
        if !organization.is_empty() {
            let alone = street.words.iter().chain(Some(&street.zip).filter(|zip| zip.len() == 5));
            self.said.extend(alone.map(|word| said_by(&organization, word)));
            self.organizations.insert(fnv(&organization));
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.said.is_empty()
    }

    /// The words at this one that name such a door.
    fn named(&self, all: &[Piece<'_>], at: usize, own: &Own) -> Option<(usize, usize)> {
        let here = word(all, at);
        let has = |number: &str, word: &str| is_house(number) && self.said.contains(&beside(number, word));
        // A direction may stand between: "4711 N. Planted".
        for to in [at + 1, at + 2] {
            let is_near = to == at + 1 || is(DIRECTIONS, word(all, at + 1));
            let is_one = has(here, word(all, to)) || has(word(all, to), here);
            if is_near && is_one && !own.is_of(all, (at, to)) {
                return Some((at, to));
            }
        }
        let is_told = is_street(word(all, at + 1)) || (is_name(all, at) && !own.says.contains(here));
        let is_theirs = own.has_doors && is_told && !own.street.contains(here);
        (is_theirs && self.said.contains(&said_by(&own.organization, here))).then_some((at, at))
    }
}

/// What a text may go on to say: the street of the place that it is about, and who it is.
pub(crate) struct Own {
    organization: String,
    /// It has a withheld place besides.
    has_doors: bool,
    street: HashSet<String>,
    says: HashSet<String>,
}

impl Own {
    /// Of an organization, the street and the ZIP of the place, and what else it is called by.
    pub(crate) fn of<'a>(
        organization: &str,
        place: [&str; 2],
        names: impl Iterator<Item = &'a str>,
        doors: &Doors,
    ) -> Self {
        let plain = |text: &str| -> Vec<String> { words::folded(text).map(|word| plain(&word)).collect() };
        let street: HashSet<String> = place.into_iter().flat_map(plain).collect();
        let says = names.flat_map(plain).chain(street.iter().cloned()).collect();
        let organization = words::line(organization);
        Self { has_doors: doors.organizations.contains(&fnv(&organization)), organization, street, says }
    }

    /// Whether words are those of its own street.
    fn is_of(&self, all: &[Piece<'_>], (from, to): (usize, usize)) -> bool {
        let words = all.get(from..=to).unwrap_or(&[]).iter().map(|piece| piece.word.as_str());
        words.filter(|word| !is_street(word) && !is(DIRECTIONS, word)).all(|word| self.street.contains(word))
    }
}

fn is_street(word: &str) -> bool {
    is(STREETS, word) || is(SHORT, word) || is(ALSO, word)
}

/// Written with a capital, or a number.
fn is_name(all: &[Piece<'_>], at: usize) -> bool {
    all.get(at).is_some_and(|piece| piece.text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
}

/// It goes on with the word before: no comma, and no end of a sentence, which "N." is not.
fn goes_on(all: &[Piece<'_>], at: usize) -> bool {
    let ends = all.get(at).is_none_or(|piece| piece.before.contains(['.', '!', '?']));
    at < all.len() && !is_apart(all, at) && (!ends || word(all, at - 1).len() <= 2)
}

/// A text without the doors of withheld places; and, where it speaks of shelter, without any street that is not its own.
pub(crate) fn without_doors(text: &str, own: &Own, doors: &Doors, speaks_of_shelter: bool) -> String {
    // Most texts have nothing to look at.
    let has_number = || !doors.is_empty() && text.contains(|c: char| c.is_ascii_digit());
    if !speaks_of_shelter && !own.has_doors && !has_number() {
        return text.to_owned();
    }
    let (mut all, after) = pieces(text);
    for at in 0..all.len() {
        let read = || street_at(&all, at).filter(|span| speaks_of_shelter && !own.is_of(&all, *span));
        if let Some((from, to)) = doors.named(&all, at, own).or_else(read) {
            let (from, to) = whole(&all, from, to);
            (from..=to).for_each(|at| drop_at(&mut all, at));
        }
    }
    if all.iter().any(|piece| piece.gone) { joined(&all, after) } else { text.to_owned() }
}

/// With what a street is called by beside its name, and with the room behind it.
fn whole(all: &[Piece<'_>], mut from: usize, mut to: usize) -> (usize, usize) {
    if from > 0 && goes_on(all, from) && (is(DIRECTIONS, word(all, from - 1)) || is(CALLES, word(all, from - 1))) {
        from -= 1;
    }
    while goes_on(all, to + 1) && (is_street(word(all, to + 1)) || is(DIRECTIONS, word(all, to + 1))) {
        to += 1;
    }
    if is(&ROOMS, word(all, to + 1)) && to + 2 < all.len() {
        to += 2;
    }
    (from, to)
}

/// What reads like a street at this word.
fn street_at(all: &[Piece<'_>], at: usize) -> Option<(usize, usize)> {
    let here = word(all, at);
    let runs_on = |to: usize| (at + 1..=to).all(|to| goes_on(all, to));
    if is(CALLES, here) && is_name(all, at + 1) && runs_on(at + 1) {
        let to = (at + 1..=at + MOST).take_while(|to| is_name(all, *to) && runs_on(*to) && !is(KINDS, word(all, *to)));
        return Some((at, to.last()?));
    }
    let street = |to: &usize| {
        let kind = word(all, *to);
        // "A food drive", "on the way": what is a street and something else is written as a name where it is one.
        let is_one = is(&["street", "avenue", "ave", "road", "rd", "boulevard", "blvd", "bulevar"], kind)
            || (is_street(kind) && is_name(all, *to));
        is_one && runs_on(*to) && !is(ON_FOOT, word(all, *to + 1))
    };
    // The rest of a telephone number, or of a day.
    let is_part = all.get(at).is_some_and(|piece| piece.before.ends_with(['-', '/', '.', '–']));
    if is_house(here) && !is_part {
        if let Some(to) = (at + 2..=at + MOST).find(street).filter(|_| !is(KINDS, word(all, at + 1))) {
            return Some((at, to));
        }
        let first = if is(DIRECTIONS, word(all, at + 1)) { at + 2 } else { at + 1 };
        let is_year = here.len() == 4 && (here.starts_with("19") || here.starts_with("20"));
        let says = |to: usize| is_name(all, to) && !is(KINDS, word(all, to)) && !is(LEADING, word(all, to));
        let is_one =
            here.len() > 2 && !is_year && !is(SPOKEN, here) && !is(DIALED, here) && says(first) && runs_on(first);
        let is_word = word(all, first).starts_with(char::is_alphabetic);
        return (is_one && is_word).then_some((at, first));
    }
    // Without a number: names up to what a street is called by.
    let names = |to: &usize| is_name(all, *to) && !is(KINDS, word(all, *to)) && !is(LEADING, word(all, *to));
    let to = (at + 1..at + MOST).find(street)?;
    let is_saint = is(SHORT, word(all, to)) && is_name(all, to + 1) && !is_apart(all, to + 1);
    (!is_saint && (at..to).all(|at| names(&at))).then_some((at, to))
}

/// What is left, with the signs that end a sentence or a part of one, and without what led to what is gone.
fn joined(all: &[Piece<'_>], after: &str) -> String {
    let mut gone: Vec<bool> = all.iter().map(|piece| piece.gone).collect();
    for at in (0..all.len()).rev() {
        let leads = is(LEADING, word(all, at)) || is(&["corner", "intersection"], word(all, at));
        if leads
            && gone.get(at + 1) == Some(&true)
            && let Some(here) = gone.get_mut(at)
        {
            *here = true;
        }
    }
    let (mut kept, mut gap) = (String::new(), false);
    for (piece, gone) in all.iter().zip(gone) {
        if gone {
            gap = true;
            continue;
        }
        match (gap && !kept.is_empty(), piece.before.find(['.', ',', ';', '!', '?', '|', '\n'])) {
            (false, _) if kept.is_empty() && gap => {}
            (false, _) => kept.push_str(piece.before),
            (true, Some(sign)) => kept.push_str(piece.before.get(sign..).unwrap_or(" ")),
            (true, None) => kept.push(' '),
        }
        kept.push_str(piece.text);
        gap = false;
    }
    let end = after.trim_start_matches(|c: char| !matches!(c, '.' | '!' | '?'));
    kept.push_str(if gap { end } else { after });
    let is_left = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | '-' | '–' | '@' | '/' | '&');
    kept.trim_end_matches(is_left).to_owned()
}
