//! Streets in texts: what a name, an offer or a web address may still say of where a withheld place is.
//!
//! A name that lost too much is found by its town and its phone; one that lost too little leads to a door. So whatever reads
//! like a street goes, also at the beginning, and with it the words of the street itself, alone.

mod lists;
mod pieces;
mod prose;

pub(crate) use lists::ROOMS;
pub(crate) use prose::{Doors, Own, without_doors};

use crate::words;
use lists::{ALSO, CALLES, DIRECTIONS, KINDS, LEADING, NUMBERED, OF_MANY, ON_FOOT, SHORT, SPOKEN, STREETS};
use pieces::{Piece, drop_at, is, is_apart, kept, pieces, plain, word};

/// Most words of a street before what it is called.
const MOST: usize = 4;

/// What gives a place away: its street, its ZIP, the words and the numbers of the street.
pub(crate) struct Street {
    whole: String,
    zip: String,
    words: Vec<String>,
    numbers: Vec<String>,
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// A word that names no place alone: what streets, and places of every kind, are called.
pub(crate) fn says_nothing(word: &str) -> bool {
    let lists = [STREETS, SHORT, ALSO, CALLES, NUMBERED, DIRECTIONS, LEADING, KINDS, OF_MANY];
    word.len() < 3 || lists.iter().any(|list| is(list, word))
}

/// A text without these words wherever they stand in this order; as it is where they name no place.
pub(crate) fn without(text: &str, phrase: &str) -> String {
    let phrase: Vec<String> = words::folded(phrase).map(|word| plain(&word)).collect();
    let (mut all, after) = pieces(text);
    let is_at = |all: &[Piece<'_>], at: usize| {
        all.get(at..at + phrase.len()).is_some_and(|part| part.iter().map(|piece| &piece.word).eq(&phrase))
    };
    if phrase.iter().all(|word| says_nothing(word)) {
        return text.to_owned();
    }
    for at in 0..all.len() {
        if is_at(&all, at) {
            (at..at + phrase.len()).for_each(|at| drop_at(&mut all, at));
        }
    }
    kept(text, all, after)
}

impl Street {
    /// Of a street and a ZIP as they are published. A word of the town says no more than the town, which is told.
    pub(crate) fn of(street: &str, zip: &str, town: &str) -> Self {
        let all: Vec<String> = words::folded(street).map(|word| plain(&word)).collect();
        let numbered = |word: &String| word.bytes().any(|byte| byte.is_ascii_digit());
        // Before the number of the house stands the name of the house, which may be the name of the shelter; or the street itself, as
        // in Puerto Rico.
        let number = all.iter().position(numbered).unwrap_or(0);
        let is_street = |at: usize, word: &String| {
            is(CALLES, word) || is(STREETS, word) || (at > 0 && at + 1 == number && is(SHORT, word))
        };
        let is_behind = all.iter().take(number).enumerate().any(|(at, word)| is_street(at, word));
        let from = if is_behind { 0 } else { number };
        // A room behind the house ends it; one in front of it stands before its street.
        let front = all.iter().skip(from).take_while(|word| is(&ROOMS, word)).count();
        let is_front = |at: usize| at < front || from + at < number;
        let all = all.into_iter().skip(from).enumerate();
        let all = all.take_while(|(at, word)| is_front(*at) || !is(&ROOMS, word)).map(|(_, word)| word);
        let (numbers, mut own): (Vec<String>, Vec<String>) = all.partition(|word| is_number(word));
        let town: Vec<String> = words::folded(town).collect();
        own.retain(|word| !says_nothing(word) && !is(&ROOMS, word) && !town.contains(word));
        let numbers = numbers.into_iter().filter(|number| number.len() > 1 && !is(SPOKEN, number)).collect();
        let zip = zip.trim().get(..5).unwrap_or("").to_lowercase();
        Self { whole: street.trim().to_lowercase(), zip, words: own, numbers }
    }

    /// A name or an offer without any street.
    pub(crate) fn out_of(&self, text: &str) -> String {
        self.taken_out(self.before(text), true)
    }

    /// A town or counties: the town may be called as the street is. An area of ZIP codes is as narrow as some streets.
    pub(crate) fn out_of_area(&self, text: &str) -> String {
        let text = without_zips(text);
        self.taken_out(self.before(&text), false)
    }

    /// A web address whose host says the street: "plantedstreetshelter.org".
    pub(crate) fn is_in(&self, address: &str) -> bool {
        let host: String = address.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
        self.words.iter().any(|word| {
            [STREETS, SHORT, ALSO].iter().copied().flatten().any(|street| host.contains(&format!("{word}{street}")))
                || CALLES.iter().any(|street| host.contains(&format!("{street}{word}")))
                || self.numbers.iter().any(|number| {
                    host.contains(&format!("{number}{word}")) || host.contains(&format!("{word}{number}"))
                })
        })
    }

    /// A text up to where it says the street or the ZIP as published, or a number before a word, which is how streets begin; in
    /// front what is behind the street.
    fn before<'a>(&self, text: &'a str) -> &'a str {
        let mut text = text.trim_start();
        let mut lower = text.to_lowercase();
        // Letters whose small form is of another length would move the places.
        let same = lower.len() == text.len();
        let ends = |rest: &str| !rest.starts_with(words::is_of_word);
        if same && self.whole.len() >= 4 && lower.strip_prefix(self.whole.as_str()).is_some_and(ends) {
            text = text.get(self.whole.len()..).unwrap_or("");
            lower.drain(..self.whole.len());
        }
        let mut end = text.len();
        for part in [&self.whole, &self.zip] {
            if same
                && part.len() >= 4
                && let Some((at, _)) = lower.match_indices(part.as_str()).find(|(at, _)| *at > 0)
            {
                end = end.min(at);
            }
        }
        let mut at = 0;
        let mut words = text.split_inclusive(char::is_whitespace).peekable();
        while let Some(word) = words.next() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let number = bare.len() <= 6
                && bare.starts_with(|c: char| c.is_ascii_digit())
                && bare.chars().all(|c| c.is_ascii_alphanumeric());
            let before_letters = words.peek().is_some_and(|next| next.starts_with(char::is_alphabetic));
            if number && before_letters && !is(SPOKEN, bare) && at > 0 {
                end = end.min(at);
                break;
            }
            at += word.len();
        }
        text.get(..end).unwrap_or("")
    }

    fn taken_out(&self, text: &str, is_name: bool) -> String {
        let (mut all, after) = pieces(text);
        for at in 0..all.len() {
            streets(&mut all, at);
            if is_name {
                self.own(&mut all, at);
            }
        }
        if is_name {
            number_that_leads(&mut all);
        }
        kept(text, all, after)
    }

    /// A word or a number of the street itself, with what a street is called beside it.
    fn own(&self, all: &mut [Piece<'_>], at: usize) {
        let here = word(all, at).to_owned();
        if self.numbers.contains(&here) || (here == self.zip && !here.is_empty()) {
            drop_at(all, at);
        }
        if !self.words.contains(&here) {
            return;
        }
        drop_at(all, at);
        let is_street = |word: &str| [STREETS, SHORT, ALSO].iter().any(|list| is(list, word));
        if is_street(word(all, at + 1)) && !is_apart(all, at + 1) {
            drop_at(all, at + 1);
            if is(DIRECTIONS, word(all, at + 2)) && !is_apart(all, at + 2) {
                drop_at(all, at + 2);
            }
        }
        if at > 0 && is(DIRECTIONS, word(all, at - 1)) && !is_apart(all, at) {
            drop_at(all, at - 1);
        }
    }
}

/// Drops what reads like a street at this word.
fn streets(all: &mut [Piece<'_>], at: usize) {
    let here = word(all, at).to_owned();
    let follows = |all: &[Piece<'_>], at: usize| at < all.len() && !is_apart(all, at);
    let next = if follows(all, at + 1) { word(all, at + 1).to_owned() } else { String::new() };
    if is(NUMBERED, &here) && next.bytes().any(|byte| byte.is_ascii_digit()) {
        drop_at(all, at);
        drop_at(all, at + 1);
        return;
    }
    if is(CALLES, &here) {
        drop_at(all, at);
        let mut to = at + 1;
        while to <= at + MOST && follows(all, to) && !is(KINDS, word(all, to)) && word(all, to) != "para" {
            drop_at(all, to);
            to += 1;
        }
        return;
    }
    let letter = |word: &str| word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    if is(&["avenue", "ave"], &here) && letter(&next) && !is(DIRECTIONS, &next) {
        drop_at(all, at);
        drop_at(all, at + 1);
    }
    let is_short = is(SHORT, &here) && (next.is_empty() || is(KINDS, &next) || is(DIRECTIONS, &next));
    let is_none = is(ON_FOOT, &next) || (here == "lane" && next == "county");
    if is_none || !(is(STREETS, &here) || is_short) || at == 0 || is_apart(all, at) || is(LEADING, word(all, at - 1)) {
        return;
    }
    drop_at(all, at);
    let mut from = at - 1;
    drop_at(all, from);
    while from > 0 && at - from < MOST && !is_apart(all, from) {
        let before = word(all, from - 1);
        if is(KINDS, before) || is(LEADING, before) {
            break;
        }
        from -= 1;
        drop_at(all, from);
    }
    if is(DIRECTIONS, &next) {
        drop_at(all, at + 1);
    }
}

/// A number in front that reads like that of a house, with the word behind it: "4711 Planted Shelter", and not "1736 Family
/// Crisis Center" or "360 Communities".
fn number_that_leads(all: &mut [Piece<'_>]) {
    let number = word(all, 0);
    if !is_number(number) || is(SPOKEN, number) || number.len() < 3 || all.first().is_none_or(|piece| piece.gone) {
        return;
    }
    let (long, next) = (number.len(), word(all, 1));
    let is_name = next.starts_with(char::is_alphabetic) && !is(KINDS, next);
    let kind_behind = all.iter().skip(2).any(|piece| is(KINDS, &piece.word) && piece.word != "inc");
    if is_name && (long > 3 || kind_behind) {
        drop_at(all, 0);
        drop_at(all, 1);
    } else if long > 4 {
        drop_at(all, 0);
    }
}

/// A text without what reads like ZIP codes, with four digits more or not, from one to another, behind a state; its parts stand apart
/// as before.
fn without_zips(text: &str) -> String {
    let is_zip = |word: &str| {
        let word = word.trim_start_matches(|c: char| c.is_alphabetic() || c == '-');
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') && digits >= 5
    };
    let is_of_one = |c: char| c.is_alphanumeric() || c == '-';
    let mut kept = String::with_capacity(text.len());
    let (mut rest, mut is_any) = (text, false);
    while let Some(start) = rest.find(is_of_one) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c| !is_of_one(c)).unwrap_or(from.len());
        let (word, behind) = from.split_at(end);
        kept.push_str(before);
        if is_zip(word.trim_matches('-')) {
            is_any = true;
        } else {
            kept.push_str(word);
        }
        rest = behind;
    }
    if !is_any {
        return text.to_owned();
    }
    kept.push_str(rest);
    let kept = kept.replace("()", "");
    let parts = kept.split([',', ';']).map(|part| words::tidy(part, usize::MAX)).map(|part| unled(&part).to_owned());
    // What stood between two of them says nothing alone.
    let says = |part: &String| words::folded(part).any(|word| !is(LEADING, &word));
    parts.filter(says).collect::<Vec<_>>().join(", ")
}

/// A part of an area without the words that say that ZIP codes follow.
fn unled(part: &str) -> &str {
    const LEAD: [&str; 8] =
        ["zip", "zips", "zipcode", "zipcodes", "zip code", "zip codes", "codigo postal", "codigos postales"];
    let folded: Vec<String> = words::folded(part).collect();
    let is_led = |lead: &&&str| {
        folded.join(" ").strip_prefix(**lead).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let Some(lead) = LEAD.iter().filter(is_led).max_by_key(|lead| lead.len()) else { return part };
    let mut rest = part;
    for _ in lead.split(' ') {
        rest = rest.trim_start_matches(|c| !words::is_of_word(c)).trim_start_matches(words::is_of_word);
    }
    rest.trim_start_matches(|c: char| c.is_whitespace() || c == ':')
}
