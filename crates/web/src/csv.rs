//! Tables for another program (RFC 4180).
//!
//! Invariant: no cell is taken for a formula by the program that opens it: one that begins like one gets an apostrophe
//! in front, by which spreadsheets know a text.

/// What a spreadsheet may take for the beginning of a formula, in wide letters too.
const BEGINS_FORMULA: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A table with its head. Begins with a byte order mark, without which one of the programs reads no accents.
pub(crate) fn table<'a, R>(head: &[&str], rows: impl IntoIterator<Item = R>) -> Vec<u8>
where
    R: IntoIterator<Item = &'a str>,
{
    let mut text = begun(head);
    for row in rows {
        line(&mut text, row);
    }
    text.into_bytes()
}

/// The same, of which the rows follow one by one, each by [`line`]: for a table that is too long to be held.
pub(crate) fn begun(head: &[&str]) -> String {
    let mut text = String::from('\u{FEFF}');
    line(&mut text, head.iter().copied());
    text
}

/// A table for programs alone: every cell as it is, without a byte order mark.
pub(crate) fn plain<'a, R>(head: &[&str], rows: impl IntoIterator<Item = R>) -> Vec<u8>
where
    R: IntoIterator<Item = &'a str>,
{
    let cell = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
    let row = |cells: Vec<&str>| cells.into_iter().map(cell).collect::<Vec<_>>().join(",") + "\r\n";
    let mut text = row(head.to_vec());
    text.extend(rows.into_iter().map(|cells| row(cells.into_iter().collect())));
    text.into_bytes()
}

/// Adds a row.
pub(crate) fn line<'a>(text: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    for (n, cell) in cells.into_iter().enumerate() {
        text.push_str(if n == 0 { "\"" } else { ",\"" });
        if cell.starts_with(BEGINS_FORMULA) {
            text.push('\'');
        }
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads a table back, as the standard says.
    fn read(bytes: &[u8]) -> Vec<Vec<String>> {
        let text = std::str::from_utf8(bytes).expect("it is UTF-8").strip_prefix('\u{FEFF}').expect("it has a mark");
        let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '"' if quoted && letters.peek() == Some(&'"') => {
                    cell.push('"');
                    letters.next();
                }
                '"' => quoted = !quoted,
                ',' if !quoted => row.push(std::mem::take(&mut cell)),
                '\r' if !quoted => {
                    assert_eq!(letters.next(), Some('\n'));
                    row.push(std::mem::take(&mut cell));
                    rows.push(std::mem::take(&mut row));
                }
                other => cell.push(other),
            }
        }
        rows
    }

    #[test]
    fn a_cell_that_begins_like_a_formula_is_a_text() {
        let cells = ["=1+1", "+1 312 555 0100", "-2", "@SUM(A1)", "\tx", "＝1", "a=1", "\"=1", ""];
        let table = read(&table(&["a", "b", "c", "d", "e", "f", "g", "h", "i"], [cells]));
        let expected = ["'=1+1", "'+1 312 555 0100", "'-2", "'@SUM(A1)", "'\tx", "'＝1", "a=1", "\"=1", ""];
        assert_eq!(table[1], expected);
    }

    proptest! {
        #[test]
        fn what_goes_in_comes_out_and_no_cell_is_a_formula(cells in proptest::collection::vec(".*", 1..5)) {
            let row: Vec<&str> = cells.iter().map(String::as_str).collect();
            let back = read(&table(&row, [row.clone()]));
            prop_assert_eq!(back.len(), 2);
            for (cell, said) in back[1].iter().zip(&cells) {
                prop_assert!(!cell.starts_with(BEGINS_FORMULA));
                prop_assert_eq!(cell.strip_prefix('\'').unwrap_or(cell), said.strip_prefix('\'').unwrap_or(said));
            }
        }
    }
}
