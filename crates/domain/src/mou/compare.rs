//! Two versions beside each other, word by word and clause by clause.

use super::clause::Clause;
use crate::ids::EntryId;
use similar::{ChangeTag, TextDiff};

/// What became of a stretch of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It stands in both.
    Same,
    /// It stands in the new one only.
    Added,
    /// It stood in the old one only.
    Removed,
}

/// A stretch of words with one fate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What became of it.
    pub fate: Fate,
    /// The words, with the spaces between them.
    pub words: String,
}

/// A clause as it was and as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// Which.
    pub entry: EntryId,
    /// As it was; nothing when it is new.
    pub before: Option<Clause>,
    /// As it is; nothing when it was left out.
    pub after: Option<Clause>,
    /// Its words.
    pub words: Vec<Piece>,
}

impl Compared {
    /// Nothing of it is different.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.before == self.after
    }
    /// Its heading as it was and as it is, where that was changed. A heading is signed like every other word.
    #[must_use]
    pub fn heading_moved(&self) -> Option<(&str, &str)> {
        let (before, after) = (self.before.as_ref()?, self.after.as_ref()?);
        (before.heading != after.heading).then_some((before.heading.as_str(), after.heading.as_str()))
    }
}

/// Most words that stay by accident between two changes: they are told with the changes, so that each is read as a whole.
const FEW: usize = 2;

/// The words of two texts: what was removed stands before what was added in its place.
#[must_use]
pub fn words(before: &str, after: &str) -> Vec<Piece> {
    let raw = pieces(before, after);
    let (mut joined, mut old, mut new) = (Vec::new(), String::new(), String::new());
    let mut push = |fate: Fate, words: &mut String| {
        if !words.is_empty() {
            joined.push(Piece { fate, words: std::mem::take(words) });
        }
    };
    for (at, piece) in raw.iter().enumerate() {
        match piece.fate {
            Fate::Removed => old.push_str(&piece.words),
            Fate::Added => new.push_str(&piece.words),
            Fate::Same => {
                let is_within = at > 0 && at + 1 < raw.len();
                if is_within && piece.words.split_whitespace().count() <= FEW {
                    old.push_str(&piece.words);
                    new.push_str(&piece.words);
                } else {
                    push(Fate::Removed, &mut old);
                    push(Fate::Added, &mut new);
                    push(Fate::Same, &mut piece.words.clone());
                }
            }
        }
    }
    push(Fate::Removed, &mut old);
    push(Fate::Added, &mut new);
    joined
}

/// Stretch by stretch, as the two texts differ.
fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let diff = TextDiff::from_words(before, after);
    let mut pieces: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        let fate = match change.tag() {
            ChangeTag::Equal => Fate::Same,
            ChangeTag::Insert => Fate::Added,
            ChangeTag::Delete => Fate::Removed,
        };
        match pieces.last_mut() {
            Some(last) if last.fate == fate => last.words.push_str(change.value()),
            _ => pieces.push(Piece { fate, words: change.value().to_owned() }),
        }
    }
    pieces
}

/// Two versions: every clause of the new one in its order, then what was left out.
#[must_use]
pub fn clauses(before: &[Clause], after: &[Clause]) -> Vec<Compared> {
    let find = |list: &[Clause], entry: EntryId| list.iter().find(|clause| clause.entry == entry).cloned();
    let compared = |entry: EntryId| {
        let (old, new) = (find(before, entry), find(after, entry));
        let text = |clause: &Option<Clause>| clause.as_ref().map_or_else(String::new, |clause| clause.text.clone());
        Compared { entry, words: words(&text(&old), &text(&new)), before: old, after: new }
    };
    let gone = before.iter().filter(|clause| after.iter().all(|other| other.entry != clause.entry));
    after.iter().chain(gone).map(|clause| compared(clause.entry)).collect()
}
