//! Words as they are compared: small letters without accents, and cells without what surrounds them.

/// Marks that nobody sees: zero-width, soft hyphens, directions of writing.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// An accent that stands behind its letter, as some machines write it.
const fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// A character that words are made of: an apostrophe, an accent and what nobody sees too.
pub(crate) fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’') || is_accent(c) || is_unseen(c)
}

/// A cell without white space around and inside it, without zero-width marks, and at most so many characters long.
#[must_use]
pub fn tidy(raw: &str, max: usize) -> String {
    let mut text = String::with_capacity(raw.len().min(max));
    for word in raw.split(|c: char| c.is_whitespace() || c.is_control()) {
        let word: String = word.chars().filter(|c| !is_unseen(*c)).collect();
        if word.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&word);
    }
    if let Some((end, _)) = text.char_indices().nth(max) {
        text.truncate(end);
    }
    text
}

/// The letter without its accent, if it has one that Spanish, French or Portuguese know.
const fn plain(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    }
}

/// The words of a text: small letters and digits, no accents, no apostrophes ("Women's" is "womens").
pub fn folded(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !is_of_word(c)).filter_map(|word| {
        let word: String = word
            .chars()
            .filter(|c| c.is_alphanumeric() && !is_accent(*c))
            .flat_map(char::to_lowercase)
            .map(plain)
            .collect();
        (!word.is_empty()).then_some(word)
    })
}

/// The words of a text in one line, as [`folded`] gives them.
#[must_use]
pub fn line(text: &str) -> String {
    folded(text).collect::<Vec<_>>().join(" ")
}

/// A county as it stands in an address: "St. Clair County" is "st-clair-county".
#[must_use]
pub fn slug(county: &str) -> String {
    folded(county).collect::<Vec<_>>().join("-")
}

/// A town as it is compared: "St. Louis" is "saint louis", which sources write in both ways.
#[must_use]
pub fn town(name: &str) -> String {
    let whole = |word: String| match word.as_str() {
        "st" => "saint".to_owned(),
        "ste" => "sainte".to_owned(),
        "ft" => "fort".to_owned(),
        "mt" => "mount".to_owned(),
        _ => word,
    };
    folded(name).map(whole).collect::<Vec<_>>().join(" ")
}

/// What a county is called without saying that it is one: "cook" of "Cook County". A city that is its own county keeps its word.
fn bare(county: &str) -> String {
    const SORTS: [&str; 8] = [
        " county",
        " parish",
        " municipio",
        " borough",
        " census area",
        " municipality",
        " planning region",
        " island",
    ];
    let line = line(county);
    let bare = SORTS.iter().find_map(|sort| line.strip_suffix(sort));
    bare.unwrap_or(&line).to_owned()
}

/// Whether a text that names counties ("Cook, Lake and DuPage counties") names this one.
#[must_use]
pub fn names_county(text: &str, county: &str) -> bool {
    let county = bare(county);
    text.split([',', ';', '/', '&', '|']).flat_map(|part| part.split(" and ")).any(|part| {
        !part.trim().is_empty()
            && bare(part.trim().trim_end_matches(" counties").trim_end_matches(" Counties")) == county
    })
}
