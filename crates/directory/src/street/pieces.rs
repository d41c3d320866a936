//! A text in words, some of which are taken out, and what is left of it then.

use super::lists::LEADING;
use crate::words;

/// A word of a text, and what stands before it.
pub(super) struct Piece<'a> {
    pub before: &'a str,
    pub text: &'a str,
    /// As it is compared.
    pub word: String,
    pub gone: bool,
}

/// Whether a list has the word.
pub(super) fn is(list: &[&str], word: &str) -> bool {
    list.contains(&word)
}

/// The word as it is compared: "Seventh" is "7th".
pub(super) fn plain(text: &str) -> String {
    const ORDINALS: [&str; 12] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
        "twelfth",
    ];
    const SHORT: [&str; 12] = ["1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th", "11th", "12th"];
    let word = words::line(text);
    let at = ORDINALS.iter().position(|long| *long == word);
    at.and_then(|at| SHORT.get(at)).map_or(word, |short| (*short).to_owned())
}

/// The words of a text, and what stands behind the last.
pub(super) fn pieces(text: &str) -> (Vec<Piece<'_>>, &str) {
    let (mut all, mut rest) = (Vec::new(), text);
    while let Some(start) = rest.find(words::is_of_word) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c| !words::is_of_word(c)).unwrap_or(from.len());
        let (text, behind) = from.split_at(end);
        all.push(Piece { before, text, word: plain(text), gone: false });
        rest = behind;
    }
    (all, rest)
}

/// A word of them as it is compared; none where there is none.
pub(super) fn word<'a>(all: &'a [Piece<'_>], at: usize) -> &'a str {
    all.get(at).map_or("", |piece| &piece.word)
}

/// Takes a word out.
pub(super) fn drop_at(all: &mut [Piece<'_>], at: usize) {
    if let Some(piece) = all.get_mut(at) {
        piece.gone = true;
    }
}

/// A comma, a bracket or a dash stands before it: it belongs to what is behind.
pub(super) fn is_apart(all: &[Piece<'_>], at: usize) -> bool {
    let before = all.get(at).map_or("", |piece| piece.before);
    before.contains([',', ';', ':', '(', ')', '|', '–', '—', '@', '/', '&']) || before.trim() == "-" && before != "-"
}

/// What is left of a text, without what led to a part that is gone.
pub(super) fn kept(text: &str, mut all: Vec<Piece<'_>>, after: &str) -> String {
    if all.iter().all(|piece| !piece.gone) {
        return without_tail(text);
    }
    // What leads to a street that is gone.
    for at in (0..all.len()).rev() {
        let leads = is(LEADING, word(&all, at)) || is(&["corner", "intersection"], word(&all, at));
        if leads && all.get(at + 1).is_none_or(|next| next.gone) {
            drop_at(&mut all, at);
        }
    }
    let mut kept = String::with_capacity(text.len());
    let mut gap = false;
    for piece in &all {
        if piece.gone {
            gap = true;
            continue;
        }
        match (kept.is_empty(), gap) {
            (true, _) => {}
            (false, true) => kept.push(' '),
            (false, false) => kept.push_str(piece.before),
        }
        kept.push_str(piece.text);
        gap = false;
    }
    if !gap {
        kept.push_str(after);
    }
    without_tail(&kept)
}

/// Without signs and leading words at its end that lead nowhere any more.
fn without_tail(text: &str) -> String {
    let tidied = words::tidy(text, usize::MAX);
    let mut tidy = tidied.as_str();
    loop {
        tidy = tidy.trim_end_matches(|c: char| {
            c.is_whitespace() || matches!(c, '-' | '–' | '—' | ',' | '@' | '(' | '&' | ';' | ':' | '/')
        });
        let last = tidy.rsplit(' ').next().unwrap_or("");
        if !is(&["at", "on", "near", "off", "en"], &last.to_lowercase()) || last.len() == tidy.len() {
            return tidy.trim_start_matches([',', ';', '-', '–', ' ']).to_owned();
        }
        tidy = tidy.get(..tidy.len() - last.len()).unwrap_or("");
    }
}
