//! A text taken apart: its words, without the marks around them, however a program put them.

/// A text as people type it: what a word processor puts for a dash, a space or a digit is a dash, a space and a digit, and
/// what has no shape is gone (Unicode, general categories Pd and Zs; halfwidth and fullwidth forms).
pub(super) fn folded(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' | '\u{FE58}' | '\u{FE63}' => Some('-'),
        '\u{2018}' | '\u{2019}' | '\u{02BC}' => Some('\''),
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0),
        '\u{00AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => None,
        '\n' => Some('\n'),
        c if c.is_whitespace() => Some(' '),
        c => Some(c),
    };
    text.chars().filter_map(plain).collect()
}

/// A part of a web address without its escapes ("%20"); what cannot be read stays.
pub(super) fn unescaped(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let code = behind.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A word without the marks around it, as it stands and in lower case.
pub(super) struct Word<'a> {
    pub(super) plain: &'a str,
    pub(super) lower: String,
    /// A sentence, or a clause, ends behind it.
    pub(super) ends: bool,
}

impl<'a> Word<'a> {
    /// Every word of a text. "MRN:48213" and "chart#99812" are two words each, "9:30" is one.
    pub(super) fn all(text: &'a str) -> Vec<Self> {
        text.split_whitespace().flat_map(parted).map(Self::of).filter(|word| !word.plain.is_empty()).collect()
    }
    fn of(raw: &'a str) -> Self {
        let plain = raw.trim_matches(|c: char| !c.is_alphanumeric());
        Self { plain, lower: plain.to_lowercase(), ends: raw.ends_with(['.', ';', ':', '?', '!']) }
    }
    pub(super) fn digits(&self) -> usize {
        self.plain.chars().filter(char::is_ascii_digit).count()
    }
    pub(super) fn is_email(&self) -> bool {
        self.plain.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    }
    pub(super) fn is_name(&self) -> bool {
        self.plain.chars().next().is_some_and(char::is_uppercase)
            && self.plain.chars().all(|c| c.is_alphabetic() || "'-".contains(c))
    }
    pub(super) fn is_one_of(&self, list: &[&str]) -> bool {
        list.contains(&self.lower.as_str())
    }
}

/// What stands before and behind a mark that parts a word from a number. The mark stays with what is before it.
fn parted(raw: &str) -> impl Iterator<Item = &str> {
    let at = raw.char_indices().find(|(at, c)| {
        let before = raw[..*at].chars().next_back();
        *c == '#' || (matches!(c, ':' | '=') && before.is_some_and(char::is_alphabetic))
    });
    let (first, behind) = raw.split_at(at.map_or(raw.len(), |(at, c)| at + c.len_utf8()));
    [first, behind].into_iter().filter(|part| !part.is_empty())
}
