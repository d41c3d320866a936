//! What shelter is called, by whoever gives it a name of their own.

use crate::text::Label;

/// Beginnings of words.
const WORDS: &[&str] = &["shelter", "safehouse", "refuge", "albergue", "refugio"];
/// Two words, the second of which may go on. Only what is given where people stay.
const PAIRS: &[(&str, &str)] = &[
    ("safe", "house"),
    ("safe", "home"),
    ("transitional", "hous"),
    ("transitional", "living"),
    ("emergency", "housing"),
    ("crisis", "housing"),
    ("casa", "segura"),
    ("casas", "seguras"),
    ("vivienda", "transitoria"),
];

/// Whether a name says shelter; refugees are people.
pub(super) fn is_named_in(name: &Label) -> bool {
    let lower = name.as_str().to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_one = |word: &&str| WORDS.iter().any(|start| word.starts_with(start)) && !word.starts_with("refugee");
    let is_pair = |two: &[&str]| PAIRS.iter().any(|(first, second)| two[0] == *first && two[1].starts_with(second));
    words.iter().any(is_one) || words.windows(2).any(is_pair)
}
