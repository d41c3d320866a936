//! Which new passwords are refused.
//!
//! A weak password is a weak vault. The check is about what is tried first: well-known words in English and Spanish,
//! runs of the keyboard, years and digits, whatever the capitals, accents and the usual digits for letters.

use crate::password::normalized;
use std::sync::LazyLock;
use zeroize::Zeroizing;

/// Why a new password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Shorter than 15 characters and fewer than four different words of three letters.
    #[error("the password is too short")]
    Short,
    /// Longer than 512 characters.
    #[error("the password is too long")]
    Long,
    /// Made of what everybody tries first, or of one piece over and over.
    #[error("the password is a common one")]
    Common,
}

const LEAST_CHARS: usize = 15;
const LEAST_WORDS: usize = 4;
const MOST_CHARS: usize = 512;
/// This many letters must be left over when everything common is taken away.
const LEAST_OWN: usize = 4;

/// Checks a new password: at least 15 characters, or four different words, and not a common one. There is no other
/// rule: no required digits, capitals or signs (NIST SP 800-63B).
///
/// # Errors
/// [`WeakPassword`]
pub fn check_new_password(password: &str) -> Result<(), WeakPassword> {
    let chars = password.chars().count();
    if chars > MOST_CHARS {
        return Err(WeakPassword::Long);
    }
    if chars < LEAST_CHARS && distinct_words(password) < LEAST_WORDS {
        return Err(WeakPassword::Short);
    }
    let normalized = normalized(password);
    let plain = Zeroizing::new(letters(&normalized, false));
    let read = Zeroizing::new(letters(&normalized, true));
    if repeats(&plain) || own_letters(&plain) < LEAST_OWN || own_letters(&read) < LEAST_OWN {
        return Err(WeakPassword::Common);
    }
    Ok(())
}

fn distinct_words(password: &str) -> usize {
    let mut distinct: Vec<Zeroizing<String>> = Vec::new();
    for word in password.split(|c| !is_of_a_word(c)).filter(|word| word.chars().count() >= 3) {
        let word = Zeroizing::new(word.to_lowercase());
        if !distinct.contains(&word) {
            distinct.push(word);
        }
    }
    distinct.len()
}

/// A letter, or an accent that was typed apart from its letter.
fn is_of_a_word(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}')
}

/// Lower-case letters and digits of a normalized password, without its accents; if `read`, with the usual digits and
/// signs read as letters.
fn letters(password: &str, read: bool) -> Vec<char> {
    let fold = |c: char| match c {
        '0' if read => 'o',
        '1' | '!' if read => 'i',
        '3' if read => 'e',
        '4' | '@' if read => 'a',
        '5' | '$' if read => 's',
        '7' if read => 't',
        other => other,
    };
    password.chars().flat_map(char::to_lowercase).map(fold).filter(|c| c.is_alphanumeric()).collect()
}

/// One piece, twice or more, and perhaps the beginning of it once again.
fn repeats(letters: &[char]) -> bool {
    (1..=letters.len() / 2).any(|period| letters[period..].iter().zip(letters).all(|(a, b)| a == b))
}

/// The least number of letters that stay when common parts are taken away.
fn own_letters(letters: &[char]) -> usize {
    let mut least = vec![usize::MAX; letters.len() + 1];
    least[0] = 0;
    for start in 0..letters.len() {
        let so_far = least[start];
        least[start + 1] = least[start + 1].min(so_far + 1);
        for length in common_at(&letters[start..]) {
            least[start + length] = least[start + length].min(so_far);
        }
    }
    least[letters.len()]
}

/// Lengths of the common parts that these letters begin with.
fn common_at(letters: &[char]) -> impl Iterator<Item = usize> {
    let words = COMMON.iter().filter(|word| letters.starts_with(word)).map(Vec::len);
    words.chain(digits_at(letters)).chain(run_at(letters))
}

/// Digits are dates, phone and card numbers.
fn digits_at(letters: &[char]) -> Option<usize> {
    let digits = letters.iter().take_while(|c| c.is_ascii_digit()).count();
    (digits > 0).then_some(digits)
}

/// Three or more of `aaa`, `abc` or `cba`, or of a row of keys.
fn run_at(letters: &[char]) -> Option<usize> {
    let steps = |step: i64| {
        let pairs =
            letters.windows(2).take_while(|pair| i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0])) == step);
        pairs.count() + 1
    };
    let keys = ROWS.iter().flat_map(|row| [row.to_vec(), row.iter().rev().copied().collect()]).map(|row| {
        let first = letters.first().and_then(|letter| row.iter().position(|key| key == letter));
        first.map_or(0, |at| row[at..].iter().zip(letters).take_while(|(a, b)| a == b).count())
    });
    [-1, 0, 1].into_iter().map(steps).chain(keys).max().filter(|length| *length >= 3)
}

static ROWS: LazyLock<Vec<Vec<char>>> = LazyLock::new(|| {
    ["qwertyuiop", "asdfghjklñ", "asdfghjkl", "zxcvbnm", "qwertzuiop", "1qaz2wsx3edc4rfv5tgb"]
        .iter()
        .map(|row| row.chars().collect())
        .collect()
});

/// Our own list, one a line: the words that lists of leaked passwords are made of, and words of this field.
static COMMON: LazyLock<Vec<Vec<char>>> = LazyLock::new(|| {
    include_str!("common_words.txt")
        .lines()
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().collect())
        .collect()
});
