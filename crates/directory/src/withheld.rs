//! Which places are withheld: 45 CFR 1370.4(e) keeps the address of a shelter, and 34 U.S.C. 12291(b)(2)(H) that of any
//! place that a program holds confidential. Who is in doubt is withheld: a lost address can be asked for by phone, a found
//! one cannot be taken back.
//!
//! Invariant: the rules only ever withhold; nothing here opens a place.

mod lists;

use crate::draft::Draft;
use crate::listing::{Kind, Why};
use crate::words;
use aho_corasick::AhoCorasick;
use domain::day::Day;
use lists::{ADVOCACY, HARMLESS, IN_DANGER, NAMES, PROGRAM, PUBLIC, SAFE, SECRET, SHELTER};
use std::sync::LazyLock;

/// Characters of a text in which an organization says what it is for; what comes later is what it does too.
const FIRST: usize = 160;

static NAMED: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(NAMES));
static SHELTERS: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(SHELTER));
static ADVOCATES: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(ADVOCACY));
static SAFES: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(SAFE));
static DANGERS: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(IN_DANGER));
static HARMLESS_ONES: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(HARMLESS));
static PROGRAMS: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(PROGRAM));
static OPEN: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(PUBLIC));
static SECRETS: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(SECRET));

/// Which places are withheld.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// Phrases that this node adds to the names; the built-in ones cannot be taken away.
    more: Vec<String>,
    /// The day on which it is read.
    today: Option<Day>,
}

impl Rules {
    /// The built-in rules and more phrases of names, as "casa aurora".
    #[must_use]
    pub fn with(names: &[&str]) -> Self {
        let more = names.iter().map(|name| words::line(name)).filter(|name| !name.is_empty()).collect();
        Self { more, today: None }
    }

    /// The built-in rules on this day: what a source says to be over by then is left out.
    #[must_use]
    pub const fn on(today: Day) -> Self {
        Self { more: Vec::new(), today: Some(today) }
    }

    pub(crate) const fn today(&self) -> Option<Day> {
        self.today
    }

    /// Why this place is withheld, if it is.
    pub(crate) fn why(&self, kind: Kind, draft: &Draft) -> Option<Why> {
        let named = [&draft.organization, &draft.name].map(|text| words::line(text));
        let offers: Vec<String> =
            draft.offers.iter().chain(&draft.also).chain([&draft.place]).map(|text| words::line(text)).collect();
        let about = words::line(&draft.about);
        let shelters = |texts: &[String]| texts.iter().any(|text| SHELTERS.are_in(text));
        if draft.services.contains(&domain::service::Service::Shelter) || shelters(&offers) {
            return Some(Why::Shelter);
        }
        if named.iter().any(|text| NAMED.are_in(text) || self.more.iter().any(|phrase| has(text, phrase))) {
            return Some(Why::Name);
        }
        let organization = words::line(&draft.said_by_organization);
        if SECRETS.are_in(&about)
            || SECRETS.are_in(&organization)
            || offers.iter().any(|text| SECRETS.are_in(text))
            || SECRETS.are_in(&words::line(&draft.street))
        {
            return Some(Why::Confidential);
        }
        let public = named.iter().any(|text| OPEN.are_in(text));
        if matches!(kind, Kind::Advocacy) || (!public && offers.iter().any(|text| ADVOCATES.are_in(text))) {
            return Some(Why::Advocacy);
        }
        if let Some(why) = of_organization(kind, public, &draft.said_by_organization, &organization) {
            return Some(why);
        }
        // A text that speaks of giving shelter: a health center that refers to one says so too, and loses nothing but
        // an address in our list. A clinic that goes to shelters says for whom, in one word, as a shelter does.
        let is_clinic = named.iter().any(|text| is_clinic(text));
        let hides = if is_clinic { shelters_advocacy(&about) } else { hides_people(&about) };
        (kind != Kind::HealthCenter && !public && hides).then_some(Why::Shelter)
    }
}

/// Why what an organization says of itself withholds what it offers. One word of shelter does not: who gives food, clothing and
/// shelter has many doors that are open to all.
fn of_organization(kind: Kind, public: bool, text: &str, line: &str) -> Option<Why> {
    if SAFES.are_in(line) {
        return Some(Why::Shelter);
    }
    if public || kind == Kind::HealthCenter {
        return None;
    }
    if hides_people(line) {
        return Some(Why::Shelter);
    }
    is_for_advocacy(text).then_some(Why::Advocacy)
}

/// A text that speaks of shelter, and of whom it hides or from what. What only sounds so does not count: food, shelter and
/// counseling for substance abuse hide nobody.
fn hides_people(line: &str) -> bool {
    shelters_advocacy(line) || (SHELTERS.are_in(line) && DANGERS.are_in_but(line, &HARMLESS_ONES))
}

/// A text that speaks of shelter, and of what advocacy organizations do.
fn shelters_advocacy(line: &str) -> bool {
    SHELTERS.are_in(line) && ADVOCATES.are_in(line)
}

/// Whether a name, as [`words::line`] gives it, is that of a clinic.
pub(crate) fn is_clinic(line: &str) -> bool {
    line.contains("clinic") || line.contains("medical")
}

/// Whether an organization says of itself before anything else that it is one of advocacy.
fn is_for_advocacy(about: &str) -> bool {
    ADVOCATES.are_in(&beginning(about))
}

/// Whether it says so of what people survive by violence: whoever survives an illness has other programs.
pub(crate) fn is_advocacy_program(about: &str) -> bool {
    PROGRAMS.are_in(&beginning(about))
}

fn beginning(about: &str) -> String {
    words::line(&about.chars().take(FIRST).collect::<String>())
}

impl Rules {
    /// Whether a site that an organization names itself is withheld, by its name and what is said of it.
    #[must_use]
    pub fn of_site(&self, name: &str, said: &[&str]) -> bool {
        let also = said.iter().map(|text| (*text).to_owned()).collect();
        let draft = Draft { name: name.to_owned(), also, ..Draft::default() };
        self.why(Kind::HealthCenter, &draft).is_some()
    }
}

/// What a withheld site is called, without the street that it may be called by.
#[must_use]
pub fn bare_name(name: &str, address: &str) -> String {
    let (street, rest) = address.split_once(',').unwrap_or((address, ""));
    let zip = rest.split_whitespace().next_back().unwrap_or("");
    let town = rest.split(',').next().unwrap_or("");
    crate::street::Street::of(street, zip, town).out_of(name)
}

/// Phrases that are looked for in one pass: a list of sites has hundreds of texts a row, and as many phrases for each.
struct Phrases {
    finder: Option<AhoCorasick>,
    /// Which may go on, in their order.
    open: Vec<bool>,
}

impl Phrases {
    fn of(phrases: &[&str]) -> Self {
        let parts = phrases.iter().map(|phrase| open_or_closed(phrase));
        let (texts, open): (Vec<&str>, Vec<bool>) = parts.unzip();
        Self { finder: AhoCorasick::new(texts).ok(), open }
    }

    /// Whether one of them is in the line. Should they be too many for the library, every line has one, and all is withheld.
    fn are_in(&self, line: &str) -> bool {
        self.finder.is_none() || self.spans(line).next().is_some()
    }

    /// Whether one of them is in the line that is no part of one of the others.
    fn are_in_but(&self, line: &str, others: &Self) -> bool {
        let spared: Vec<(usize, usize)> = others.spans(line).collect();
        let is_spared = |from: usize, to: usize| spared.iter().any(|(start, end)| *start <= from && to <= *end);
        self.finder.is_none() || self.spans(line).any(|(from, to)| !is_spared(from, to))
    }

    /// Where they stand in the line.
    fn spans<'a>(&'a self, line: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
        let all = self.finder.iter().flat_map(move |finder| finder.find_overlapping_iter(line));
        all.filter_map(move |found| {
            let open = self.open.get(found.pattern().as_usize()).is_none_or(|open| *open);
            are_words(line, found.start(), found.end(), open).then_some((found.start(), found.end()))
        })
    }
}

/// A phrase, and whether its last word may go on.
fn open_or_closed(phrase: &str) -> (&str, bool) {
    phrase.strip_suffix('*').map_or((phrase, false), |phrase| (phrase, true))
}

/// Whether a part of a line begins and ends with words of it; where it is open, it may end within one.
fn are_words(line: &str, from: usize, to: usize, open: bool) -> bool {
    let starts = from == 0 || line.as_bytes().get(from - 1) == Some(&b' ');
    starts && (open || line.as_bytes().get(to).is_none_or(|byte| *byte == b' '))
}

/// Whether whole words of the line are the phrase; behind a star the last word may go on.
fn has(line: &str, phrase: &str) -> bool {
    let (phrase, open) = open_or_closed(phrase);
    line.match_indices(phrase).any(|(at, _)| are_words(line, at, at + phrase.len(), open))
}

/// Whether names, as [`words::line`] gives them, are those of an advocacy organization.
pub(crate) fn is_advocacy(line: &str) -> bool {
    ADVOCATES.are_in(line) && !is_public(line)
}

/// Whether names, as [`words::line`] gives them, are those of an organization whose offices are public.
pub(crate) fn is_public(line: &str) -> bool {
    OPEN.are_in(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn looking_for_all_phrases_at_once_finds_what_one_after_the_other_finds(
            parts in proptest::collection::vec((0..NAMES.len(), "[a-z]{0,3} ?", 0..9_usize), 0..4),
        ) {
            let part = |(number, more, cut): &(usize, String, usize)| {
                let phrase = NAMES[*number].trim_end_matches('*');
                let from = (*cut).saturating_sub(5).min(phrase.len());
                format!("{}{more}", &phrase[from..])
            };
            let line = words::line(&parts.iter().map(part).collect::<Vec<_>>().join(" "));
            prop_assert_eq!(NAMED.are_in(&line), NAMES.iter().any(|phrase| has(&line, phrase)), "{}", line);
        }
    }
}
