//! The text of a PDF, as a reader of papers finds it: its pages line by line, and what the file says of itself.

use std::io::Write as _;
use std::process::{Command, Stdio};

/// Everything that somebody reads who has got it: the pages with their columns kept apart, title, author and keywords.
pub fn of(pdf: &[u8]) -> String {
    let pages = said("pdftotext", &["-layout", "-", "-"], pdf);
    format!("{pages}\n{}", said("pdfinfo", &["-"], pdf))
}

/// The left upper corner of each place where a word stands, page by page, in points (1/72 in).
#[cfg(feature = "papers")]
pub fn places(pdf: &[u8], word: &str) -> Vec<Vec<(f64, f64)>> {
    let pages = said("pdftotext", &["-bbox", "-", "-"], pdf);
    let number = |line: &str, name: &str| -> Option<f64> {
        line.split_once(&format!("{name}=\""))?.1.split_once('"')?.0.parse().ok()
    };
    let place = |line: &str| Some((number(line, "xMin")?, number(line, "yMin")?));
    let is_it = |line: &&str| line.trim_end().ends_with(&format!(">{word}</word>"));
    pages.split("<page ").skip(1).map(|page| page.lines().filter(is_it).filter_map(place).collect()).collect()
}

/// What a program of poppler's says of it. Where they are missing the test fails: `cargo xtask test` sees that they are there.
fn said(program: &str, arguments: &[&str], pdf: &[u8]) -> String {
    let (mut command, pipe) = (Command::new(program), Stdio::piped);
    command.args(arguments).stdin(pipe()).stdout(pipe()).stderr(pipe());
    let mut child = command.spawn().unwrap_or_else(|e| panic!("{program} (of poppler-utils) starts: {e}"));
    // All of it is read before anything is said.
    child.stdin.take().unwrap().write_all(pdf).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
