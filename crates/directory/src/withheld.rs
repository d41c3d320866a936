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
use lists::{
    ADVOCACY, FED, FOOD, HARMLESS, HUSHED, IN_A_WORD, IN_DANGER, NAMES, PROGRAM, PUBLIC, SAFE, SECRET, SHELTER,
    VIOLENCE,
};
use std::sync::LazyLock;

/// Characters of a text in which an organization says what it is for; what comes later is what it does too.
const FIRST: usize = 160;

static NAMED: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(&[VIOLENCE, NAMES].concat()));
static SHELTERS: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(SHELTER));
static ADVOCATES: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(&[VIOLENCE, PROGRAM, ADVOCACY].concat()));
static SAFES: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(SAFE));
static DANGERS: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(IN_DANGER));
static HARMLESS_ONES: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(HARMLESS));
static FED_ONES: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(FED));
static FOODS: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(FOOD));
static HUSHES: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(HUSHED));
static PROGRAMS: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(&[VIOLENCE, PROGRAM].concat()));
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
        let lines = |texts: &[String]| -> Vec<String> { texts.iter().map(|text| words::line(text)).collect() };
        let (also, sayings) = (lines(&draft.also), lines(&draft.sayings));
        let place = words::line(&draft.place);
        let offers: Vec<String> = lines(&draft.offers).into_iter().chain(also.iter().cloned()).chain([place]).collect();
        let about = words::line(&draft.about);
        let shelters = |texts: &[String]| texts.iter().any(|text| SHELTERS.are_in(text));
        if draft.services.contains(&domain::service::Service::Shelter) || shelters(&offers) {
            return Some(Why::Shelter);
        }
        if named.iter().any(|text| NAMED.are_in(text) || self.more.iter().any(|phrase| has(text, phrase))) {
            return Some(Why::Name);
        }
        let organization = words::line(&draft.said_by_organization);
        if [&about, &organization].into_iter().chain(&offers).chain(&sayings).any(|text| SECRETS.are_in(text))
            || also.iter().chain(&sayings).any(|text| IN_A_WORD.contains(&text.as_str()))
            || is_hushed(draft)
        {
            return Some(Why::Confidential);
        }
        let owner = Owner::of(draft);
        if matches!(kind, Kind::Advocacy) || (!owner.is_public && offers.iter().any(|text| ADVOCATES.are_in(text))) {
            return Some(Why::Advocacy);
        }
        let is_spared = owner.is_public || kind == Kind::HealthCenter;
        if let Some(why) = of_organization(is_spared, &draft.said_by_organization, &organization) {
            return Some(why);
        }
        if is_spared {
            return None;
        }
        // A text that speaks of giving shelter: a health center that refers to one says so too, and loses nothing but
        // an address in our list. A clinic that goes to shelters says for whom, in one word, as a shelter does.
        let goes_there = owner.is_clinic || named.iter().any(|text| text.contains("clinic"));
        let hides = |text: &String| if goes_there { shelters_advocacy(text) } else { hides_people(text) };
        if hides(&about) || sayings.iter().any(hides) {
            return Some(Why::Shelter);
        }
        let mut says = draft.sayings.iter().chain([&draft.about]);
        (!owner.is_clinic && says.any(|text| is_for_advocacy(text))).then_some(Why::Advocacy)
    }
}

/// Whose door it is: by the name of the organization, and by that of what it offers only where it has none. Shelters go to court and to
/// the hospital with people, and call a service so.
pub(crate) struct Owner {
    /// As [`words::line`] gives it.
    pub name: String,
    /// Its offices are public.
    pub is_public: bool,
    /// It is a clinic.
    pub is_clinic: bool,
}

impl Owner {
    pub(crate) fn of(draft: &Draft) -> Self {
        let organization = words::line(&draft.organization);
        let name = if organization.is_empty() { words::line(&draft.name) } else { organization };
        Self { is_public: OPEN.are_in(&name), is_clinic: name.contains("clinic") || name.contains("medical"), name }
    }
}

/// Whether a cell of its street, its town or its name says that nobody is to know where it is.
fn is_hushed(draft: &Draft) -> bool {
    let mut cells = [&draft.street, &draft.city, &draft.place].into_iter().chain(&draft.cells);
    cells.any(|text| {
        let line = words::line(text);
        SECRETS.are_in(&line) || HUSHES.are_in(&line)
    })
}

/// Why what an organization says of itself withholds what it offers. One word of shelter does not: who gives food, clothing and
/// shelter has many doors that are open to all.
fn of_organization(is_spared: bool, text: &str, line: &str) -> Option<Why> {
    if SAFES.are_in(line) {
        return Some(Why::Shelter);
    }
    if is_spared {
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
    let is_in_danger = || {
        let fed = FED_ONES.spans(line).filter(|span| is_fed(line, *span));
        DANGERS.are_in_but(line, HARMLESS_ONES.spans(line).chain(fed))
    };
    shelters_advocacy(line) || (SHELTERS.are_in(line) && is_in_danger())
}

/// Whether "women, infants and children" at this part of the line are those of a program of food: it is named beside them, and no
/// shelter is.
fn is_fed(line: &str, (from, to): (usize, usize)) -> bool {
    const BESIDE: usize = 4;
    let before: Vec<&str> = line.get(..from).unwrap_or("").split_whitespace().collect();
    let before = before.get(before.len().saturating_sub(BESIDE)..).unwrap_or(&[]).join(" ");
    let behind = line.get(to..).unwrap_or("").split_whitespace().next();
    (FOODS.are_in(&before) && !SHELTERS.are_in(&before)) || behind == Some("wic")
}

/// A text that speaks of shelter, and of what advocacy organizations do.
fn shelters_advocacy(line: &str) -> bool {
    SHELTERS.are_in(line) && ADVOCATES.are_in(line)
}

/// Whether who says this says before anything else that it is one of advocacy.
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

/// Whether a text speaks of shelter.
pub(crate) fn speaks_of_shelter(text: &str) -> bool {
    SHELTERS.are_in(&words::line(text))
}

impl Rules {
    /// Whether a site that an organization names itself is withheld, by its name and by what is offered there. That an advocate comes to
    /// a clinic hides no clinic; a shelter does.
    #[must_use]
    pub fn of_site(&self, name: &str, said: &[&str]) -> bool {
        let draft = Draft { name: name.to_owned(), ..Draft::default() };
        let hides = |text: &&str| {
            let line = words::line(text);
            SHELTERS.are_in(&line) || SAFES.are_in(&line) || SECRETS.are_in(&line)
        };
        self.why(Kind::HealthCenter, &draft).is_some() || said.iter().any(hides)
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

    /// Whether one of them is in the line that is no part of what is spared there.
    fn are_in_but(&self, line: &str, spared: impl Iterator<Item = (usize, usize)>) -> bool {
        let spared: Vec<(usize, usize)> = spared.collect();
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

/// Whether names, as [`words::line`] gives them, are those of advocacy.
pub(crate) fn is_advocacy(line: &str) -> bool {
    ADVOCATES.are_in(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn looking_for_all_phrases_at_once_finds_what_one_after_the_other_finds(
            parts in proptest::collection::vec((0..VIOLENCE.len() + NAMES.len(), "[a-z]{0,3} ?", 0..9_usize), 0..4),
        ) {
            let names = [VIOLENCE, NAMES].concat();
            let part = |(number, more, cut): &(usize, String, usize)| {
                let phrase = names[*number].trim_end_matches('*');
                let from = (*cut).saturating_sub(5).min(phrase.len());
                format!("{}{more}", &phrase[from..])
            };
            let line = words::line(&parts.iter().map(part).collect::<Vec<_>>().join(" "));
            prop_assert_eq!(NAMED.are_in(&line), names.iter().any(|phrase| has(&line, phrase)), "{}", line);
        }
    }
}
