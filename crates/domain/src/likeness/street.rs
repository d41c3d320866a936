//! Streets: the number of a house with a name, a post box, an apartment.

use super::words::Word;

/// What a street is called behind its name, and nothing else is.
const STREETS: &[&str] = &[
    "st",
    "street",
    "ave",
    "avenue",
    "rd",
    "road",
    "blvd",
    "boulevard",
    "ln",
    "lane",
    "parkway",
    "pkwy",
    "highway",
    "hwy",
];
/// What a street is called behind its name, and other things are too.
const MAYBE: &[&str] = &["dr", "drive", "ct", "court", "way", "place", "pl", "terrace", "trail", "circle", "apt"];
/// Streets that are called by one word.
const ALONE: &[&str] = &["broadway"];
/// What stands before the name of a street in half a town.
const COMPASS: &[&str] = &["n", "s", "e", "w", "north", "south", "east", "west"];
/// What it is called in Spanish, before its name.
const CALLES: &[&str] = &["calle", "avenida", "av", "camino", "carretera", "bulevar", "paseo", "calzada"];

/// Words within the name of a street, in either language.
const WITHIN: &[&str] = &["de", "del", "la", "las", "los", "el", "of", "the"];
/// Words behind a number that count something, or go on with the sentence: no street is named so.
const COUNTED: &[&str] = &[
    "a",
    "an",
    "the",
    "in",
    "on",
    "of",
    "to",
    "at",
    "for",
    "from",
    "with",
    "per",
    "by",
    "and",
    "or",
    "each",
    "every",
    "down",
    "is",
    "are",
    "we",
    "they",
    "more",
    "new",
    "hour",
    "hours",
    "day",
    "days",
    "week",
    "weeks",
    "night",
    "nights",
    "minutes",
    "min",
    "am",
    "pm",
    "people",
    "persons",
    "staff",
    "patients",
    "clients",
    "survivors",
    "families",
    "visits",
    "teams",
    "mobile",
    "kits",
    "cards",
    "beds",
    "hrs",
    "percent",
    "miles",
];
/// The same in Spanish, and behind a number what is counted.
const CONTADO: &[&str] = &[
    "a", "al", "en", "por", "para", "con", "desde", "hasta", "cada", "y", "o", "que", "es", "horas", "hrs", "días",
    "personas", "minutos", "am", "pm", "h", "semanas", "años", "familias", "visitas",
];
/// What is done on a street, and no address.
const WORK: &[&str] = &["outreach", "team", "teams", "medicine", "clinic", "fair", "level", "nurse", "nurses"];

pub(super) fn is_in(words: &[Word<'_>]) -> bool {
    (0..words.len()).any(|at| is_english(words, at) || is_spanish(words, at) || is_box(words, at))
}

/// The name of a street stands here, with or without a number.
pub(super) fn is_named_in(words: &[Word<'_>]) -> bool {
    let named = |two: &[Word<'_>]| two[0].is_name() && !two[0].ends && two[1].is_one_of(STREETS);
    let numbered = |two: &[Word<'_>]| two[0].is_one_of(CALLES) && two[1].is_name();
    let far = |at: usize| is_house(&words[at]) && behind(words, at).iter().any(|word| word.is_one_of(STREETS));
    words.windows(2).any(|two| named(two) || numbered(two)) || (0..words.len()).any(far)
}

/// "412", "44B", "412-B", "10-12".
fn is_house(word: &Word<'_>) -> bool {
    let letters = word.plain.chars().filter(|c| c.is_alphabetic()).count();
    (1..=6).contains(&word.digits())
        && letters <= 1
        && word.plain.starts_with(|c: char| c.is_ascii_digit())
        && word.plain.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// What stands behind a number in the same sentence: six words at most.
fn behind<'w, 'a>(words: &'w [Word<'a>], at: usize) -> &'w [Word<'a>] {
    let all = &words[at + 1..words.len().min(at + 7)];
    // "N." and "St." end no sentence.
    let end = all.iter().position(|word| word.ends && word.plain.chars().count() > 3);
    if words[at].ends { &[] } else { &all[..end.map_or(all.len(), |end| end + 1)] }
}

fn is_english(words: &[Word<'_>], at: usize) -> bool {
    if !is_house(&words[at]) {
        return false;
    }
    let behind = behind(words, at);
    let is_street = |word: &Word<'_>| word.is_one_of(STREETS) || word.is_one_of(MAYBE);
    let is_alone = |at: usize| behind.get(at).is_some_and(|word| word.is_one_of(ALONE));
    if is_alone(0) || (is_alone(1) && behind[0].is_one_of(COMPASS)) {
        return true;
    }
    // Every word between is a name, a number ("5th", "1/2") or a small word within a name.
    let names = behind.iter().take_while(|word| word.is_name() || word.digits() > 0 || word.is_one_of(WITHIN)).count();
    let first = behind.first().is_some_and(|word| word.is_name() || word.digits() > 0);
    let written = first && (1..=names).any(|n| behind.get(n).is_some_and(is_street));
    // "412 maple street": one or two words that count nothing, then what only a street is called.
    let plain = (1..=2).any(|n| {
        let (Some(between), Some(street)) = (behind.get(..n), behind.get(n)) else { return false };
        let is_work = behind.get(n + 1).is_some_and(|next| next.is_one_of(WORK));
        street.is_one_of(STREETS) && !is_work && !between.iter().any(|word| word.is_one_of(COUNTED))
    });
    written || plain
}

/// "Calle Juárez 118", "calle olmo 412", "Calle 5 20".
fn is_spanish(words: &[Word<'_>], at: usize) -> bool {
    if !words[at].is_one_of(CALLES) || words[at].ends {
        return false;
    }
    let behind = behind(words, at);
    let house = |n: usize| is_house(&behind[n]) && !words.get(at + n + 2).is_some_and(|next| next.is_one_of(CONTADO));
    let name = |between: &[Word<'_>]| {
        !between.is_empty() && !between.iter().any(|word| word.is_one_of(CONTADO) || word.lower == "abierta")
    };
    (1..behind.len().min(5)).any(|n| house(n) && name(&behind[..n]))
}

/// "PO Box 77", "apartado postal 77", "apt 4B".
fn is_box(words: &[Word<'_>], at: usize) -> bool {
    let number = |n: usize| words.get(at + n).is_some_and(|word| word.digits() > 0 && word.plain.len() <= 7);
    let next = |n: usize, list: &[&str]| words.get(at + n).is_some_and(|word| word.is_one_of(list));
    let word = &words[at];
    let post = word.is_one_of(&["po", "p.o", "post"]) && next(1, &["box"]) && number(2);
    let office = word.lower == "office" && next(1, &["box"]) && number(2);
    let spanish =
        word.is_one_of(&["apartado", "apdo"]) && (number(1) || (next(1, &["postal", "no", "núm"]) && number(2)));
    let room = word.is_one_of(&["apt", "apartment", "apto", "pobox"]) && number(1) && !word.ends_sentence();
    post || office || spanish || room
}

impl Word<'_> {
    /// "…is an apartment. 12 people": the number is of the next sentence; "apt. 4" is an abbreviation.
    fn ends_sentence(&self) -> bool {
        self.ends && self.plain.chars().count() > 4
    }
}
