//! String literals of Rust source, so that a rule about them does not trip over comments and code.

/// One string literal.
#[derive(Debug, PartialEq, Eq)]
pub struct Literal<'a> {
    /// Line of its first character, from 1.
    pub line: usize,
    /// What stands between the quotes, escapes as written.
    pub text: &'a str,
}

/// Every string literal, in order: plain, byte, C and raw. Comments, characters and lifetimes are passed over.
pub fn literals(source: &str) -> Vec<Literal<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < source.len() {
        let rest = &source[at..];
        at += if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if let Some(n_hashes) = raw_start(source, at) {
            let open = at + 2 + n_hashes;
            let text = until(&source[open..], &format!("\"{}", "#".repeat(n_hashes)));
            found.push(Literal { line: line_of(source, at), text });
            2 + n_hashes + text.len() + 1 + n_hashes
        } else if let Some(inside) = rest.strip_prefix('"') {
            let text = plain(inside);
            found.push(Literal { line: line_of(source, at), text });
            text.len() + 2
        } else if rest.starts_with('\'') {
            character(rest)
        } else {
            rest.chars().next().map_or(1, char::len_utf8)
        };
    }
    found
}

fn line_of(source: &str, at: usize) -> usize {
    source[..at].matches('\n').count() + 1
}

fn until<'a>(text: &'a str, end: &str) -> &'a str {
    &text[..text.find(end).unwrap_or(text.len())]
}

/// Length of a block comment; they nest.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        let here = &rest.as_bytes()[at..];
        if here.starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if here.starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

/// At an `r` that opens a raw string: how many hashes it has. `for "x"` and `r#type` are none.
fn raw_start(source: &str, at: usize) -> Option<usize> {
    let rest = source[at..].strip_prefix('r')?;
    let before = source[..at].chars().next_back();
    let in_a_word = before.is_some_and(|c| (c.is_alphanumeric() || c == '_') && !matches!(c, 'b' | 'c'));
    let n_hashes = rest.bytes().take_while(|b| *b == b'#').count();
    (!in_a_word && rest[n_hashes..].starts_with('"')).then_some(n_hashes)
}

/// What stands before the closing quote.
fn plain(text: &str) -> &str {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return &text[..at],
            _ => {}
        }
    }
    text
}

/// Length of a character literal, or 1 for the tick of a lifetime.
fn character(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => {
            chars.next();
            chars.find(|(_, c)| *c == '\'').map_or(1, |(at, _)| at + 1)
        }
        Some(_) => chars.next().filter(|(_, c)| *c == '\'').map_or(1, |(at, _)| at + 1),
        None => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::literals;

    fn check(source: &str, expected: &[&str]) {
        let found: Vec<&str> = literals(source).into_iter().map(|literal| literal.text).collect();
        assert_eq!(found, expected, "in {source}");
    }

    #[test]
    fn every_kind_of_string_is_found() {
        check(r#"let a = "one"; b"two"; c"three"; f("four")"#, &["one", "two", "three", "four"]);
        check(r##"r"a\" r#"say "b""# br"c" "é""##, &[r"a\", r#"say "b""#, "c", "é"]);
        check(r#""with \" quote" "after""#, &[r#"with \" quote"#, "after"]);
    }

    #[test]
    fn comments_characters_and_lifetimes_are_no_strings() {
        check("// \"no\"\n\"yes\"", &["yes"]);
        check("/* \"no\" /* \"nor\" */ \"no\" */ \"yes\"", &["yes"]);
        check(r#"'"' '\'' '\u{22}' "yes" b'"' fn f<'a>(x: &'a str) { "also" }"#, &["yes", "also"]);
        check(r#"let r#type = for_r; "yes""#, &["yes"]);
    }

    #[test]
    fn the_line_is_the_one_the_string_begins_on() {
        let found = literals("a\n\"b\nc\"\n\"d\"");
        assert_eq!(found.iter().map(|literal| literal.line).collect::<Vec<_>>(), [2, 4]);
    }

    #[test]
    fn source_that_ends_too_early_is_read_to_its_end() {
        check("\"open", &["open"]);
        check("r#\"open", &["open"]);
        check("/* open", &[]);
        check("'", &[]);
    }
}
