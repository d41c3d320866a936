//! Numbers of records, cases and papers.

use super::words::Word;

/// Words before a number that make it the number of a person's paper, in English and Spanish.
const PAPERS: &[&str] = &[
    "mrn",
    "ssn",
    "chart",
    "record",
    "case",
    "patient",
    "client",
    "medicaid",
    "medicare",
    "passport",
    "license",
    "docket",
    "claim",
    "alien",
    "expediente",
    "paciente",
    "historia",
    "caso",
    "cliente",
    "pasaporte",
    "licencia",
    "folio",
    "cédula",
    "curp",
    "matrícula",
];
/// Those that stand before their number without a space.
const GLUED: &[&str] = &["mrn", "ssn", "chart", "record", "case", "patient", "client", "docket", "expediente"];
/// Words that may stand between.
const BETWEEN: &[&str] = &["no", "num", "number", "id", "is", "núm", "número", "es", "nr", "n"];

pub(super) fn is_in(text: &str, words: &[Word<'_>]) -> bool {
    let numbered = |at: usize| {
        let next = words[at + 1..].iter().find(|next| !next.is_one_of(BETWEEN));
        words[at].is_one_of(PAPERS) && next.is_some_and(is_paper_number)
    };
    let each = |word: &Word<'_>| {
        is_social_security(word.plain) || is_short_code(word.plain) || is_alien(word) || is_glued(word)
    };
    words.iter().any(each) || (0..words.len()).any(numbered) || is_spaced_social_security(text)
}

fn is_paper_number(word: &Word<'_>) -> bool {
    word.digits() >= 4 && word.digits() * 2 >= word.plain.len() && !is_year(word.plain)
}

/// "in case 2027 ends": a year stands behind many words.
fn is_year(text: &str) -> bool {
    text.len() == 4
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && (text.starts_with("20") || text.starts_with("19"))
}

/// "MRN48213", "chart-99812".
fn is_glued(word: &Word<'_>) -> bool {
    let number = |paper: &&str| {
        let rest = word.lower.strip_prefix(*paper)?;
        Some(rest.trim_start_matches(|c: char| !c.is_alphanumeric()))
    };
    let digits = |rest: &str| rest.len() >= 4 && rest.bytes().all(|byte| byte.is_ascii_digit()) && !is_year(rest);
    GLUED.iter().filter_map(number).any(digits)
}

/// The number of a paper of immigration, "A123-456-789".
fn is_alien(word: &Word<'_>) -> bool {
    let Some(rest) = word.lower.strip_prefix('a') else { return false };
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    (8..=9).contains(&digits) && rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

/// 123-45-6789.
fn is_social_security(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    lengths == [3, 2, 4] && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

/// 123 45 6789; the last four are no year, as in a row of numbers.
fn is_spaced_social_security(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    words.windows(3).any(|three| {
        let lengths: Vec<usize> = three.iter().map(|part| part.len()).collect();
        let digits = three.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        lengths == [3, 2, 4] && digits && !is_year(three[2])
    })
}

/// The short code of a record in this software, "9F2C-01AB": eight hexadecimal digits, one of them a letter.
fn is_short_code(text: &str) -> bool {
    let hexadecimal =
        |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte));
    text.split_once('-').is_some_and(|(a, b)| hexadecimal(a) && hexadecimal(b))
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().any(|byte| byte.is_ascii_uppercase())
}
