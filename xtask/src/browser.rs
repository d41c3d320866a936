//! The browser tests of `e2e/`, against the real binary and the system's Chromium.

use crate::child;
use crate::counts::Counts;
use crate::layers;
use crate::root;
use crate::tools;
use crate::trouble::Trouble;
use std::path::PathBuf;

/// A page that never answers must not hold up the rest: ten minutes for a file, in milliseconds.
const LONGEST_FILE: &str = "--test-timeout=600000";

/// `cargo xtask e2e [WORD ...]`: builds the binary and runs the tests whose file name holds one of the words.
///
/// # Errors
/// [`Trouble::Ended`] when a test fails; [`Trouble::Tool`] when something is missing.
pub fn command(words: &[String]) -> Result<(), Trouble> {
    tools::for_browsers()?;
    let binary = build()?;
    run(&binary, words, &mut Counts::default())
}

/// Builds the binary that the tests drive, and answers where it is. A debug build: it shares its crates with
/// `cargo test`, and what is slow in it (the password hash) is optimized even there.
///
/// # Errors
/// [`Trouble::Ended`] when it does not compile.
pub fn build() -> Result<PathBuf, Trouble> {
    child::run(&mut child::cargo(&["build", "--workspace", "--bins"]))?;
    Ok(layers::target_folder()?.join("debug/footbridge"))
}

/// Runs the tests, one file after another: each has a server of its own, and two would share two cores badly.
///
/// # Errors
/// [`Trouble::Ended`] when one fails; [`Trouble::Tool`] when no file has such a name.
pub fn run(binary: &PathBuf, words: &[String], counts: &mut Counts) -> Result<(), Trouble> {
    let folder = root().join("e2e/tests");
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(Trouble::file(&folder))? {
        let name = entry.map_err(Trouble::file(&folder))?.file_name().to_string_lossy().into_owned();
        let asked_for = words.is_empty() || words.iter().any(|word| name.contains(word.as_str()));
        if name.ends_with(".test.mjs") && asked_for {
            files.push(format!("tests/{name}"));
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(Trouble::Tool { advice: format!("no browser test has {} in its name", words.join(" or ")) });
    }
    let mut node = child::program("node");
    node.args(["--test", "--test-concurrency=1", "--test-reporter=spec", LONGEST_FILE]).args(&files);
    node.current_dir(root().join("e2e")).env("FOOTBRIDGE_BIN", binary);
    if let Some(chromium) = tools::chromium() {
        node.env("CHROMIUM", chromium);
    }
    child::run_counting(&mut node, counts)
}
