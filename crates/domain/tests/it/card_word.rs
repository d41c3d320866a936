//! Words on safety cards.

use domain::card_word::{CardWord, HEARD_FOR, LEAST, WORDS, Week, free, is_open, month_of_week};
use domain::day::Day;
use domain::time::Month;
use std::collections::BTreeSet;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

#[test]
fn no_word_stands_for_two_batches_in_either_language() {
    let said: Vec<&str> = WORDS.iter().flat_map(|word| [word.en, word.es]).collect();
    assert_eq!(said.iter().collect::<BTreeSet<_>>().len(), said.len());
    assert_eq!(WORDS.iter().map(|word| word.code).collect::<BTreeSet<_>>().len(), WORDS.len());
    assert!(LEAST >= 50 && WORDS.len() >= 250, "ten sites use 250 in the time in which a word is heard");
}

/// As it is heard on a line: without accents.
fn heard(word: &str) -> Vec<char> {
    let bare = |letter| match letter {
        'Á' => 'A',
        'É' => 'E',
        'Í' => 'I',
        'Ó' => 'O',
        'Ú' | 'Ü' => 'U',
        'Ñ' => 'N',
        other => other,
    };
    word.chars().map(bare).collect()
}

#[test]
fn a_word_is_short_in_both_languages_and_no_two_differ_by_one_letter() {
    // Two of the first sixty are on cards already.
    let is_long = |word: &&CardWord| [word.en, word.es].iter().any(|said| !(3..=9).contains(&said.chars().count()));
    assert_eq!(WORDS.iter().filter(is_long).map(|word| word.code).collect::<Vec<_>>(), ["butter", "velvet"]);
    let differ = |one: &[char], other: &[char]| one.iter().zip(other).filter(|(one, other)| one != other).count();
    for (n, one) in WORDS.iter().enumerate().skip(60) {
        assert_eq!(one.code.to_uppercase(), one.en);
        for other in &WORDS[..n] {
            for (said, word) in [(one.en, other.en), (one.en, other.es), (one.es, other.en), (one.es, other.es)] {
                let (said, word) = (heard(said), heard(word));
                assert!(said.iter().all(char::is_ascii_uppercase), "{said:?}");
                assert!(said.len() != word.len() || differ(&said, &word) > 1, "{said:?} {word:?}");
            }
        }
    }
}

#[test]
fn a_word_is_heard_in_either_language_and_however_it_is_typed() {
    let maple = CardWord::of_code("maple");
    for typed in ["MAPLE", "maple", " Maple ", "arce", "ARCE"] {
        assert_eq!(CardWord::heard(typed), maple, "{typed}");
    }
    assert_eq!(CardWord::heard("limon"), CardWord::heard("LIMÓN"));
    assert_eq!(CardWord::heard("castana"), CardWord::of_code("chestnut"), "a keyboard without ñ");
    for typed in ["", "map", "maples", "312 555 0100"] {
        assert_eq!(CardWord::heard(typed), None, "{typed}");
    }
}

#[test]
fn a_batch_gets_the_first_word_that_nobody_can_hear_of_another() {
    assert_eq!(free(&[]), Some(WORDS[0]));
    assert_eq!(free(&[WORDS[0].code.to_owned(), WORDS[2].code.to_owned()]), Some(WORDS[1]));
    let all: Vec<String> = WORDS.iter().map(|word| word.code.to_owned()).collect();
    assert_eq!(free(&all), None);
    let november = Month { year: 2026, month: 11 };
    assert!(is_open(Month { year: 2024, month: 11 }, november) && !is_open(Month { year: 2024, month: 10 }, november));
    assert_eq!(HEARD_FOR, 24);
}

#[test]
fn a_week_is_counted_in_the_month_and_the_year_of_its_thursday() {
    for (date, week, year, month) in [
        ("2026-11-26", 202_648, 2026, 11),
        ("2026-12-28", 202_653, 2026, 12),
        ("2027-01-03", 202_653, 2026, 12),
        ("2027-01-04", 202_701, 2027, 1),
        ("2025-12-29", 202_601, 2026, 1),
    ] {
        assert_eq!(Week::of(day(date)).code(), week, "{date}");
        assert_eq!(month_of_week(day(date)), Month { year, month }, "{date}");
    }
}
