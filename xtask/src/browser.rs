//! The browser tests of `e2e/`, against the real binary and the system's Chromium.

use crate::child;
use crate::counts::Counts;
use crate::layers;
use crate::root;
use crate::tools;
use crate::trouble::Trouble;
use std::path::PathBuf;

/// A page that never answers must not hold up the rest: three quarters of an hour for a file, in milliseconds. The longest takes a
/// quarter; beside a build on two slow cores it was cut off after half an hour with every page right so far.
const FILE_LIMIT: &str = "--test-timeout=2700000";

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
/// It is built as tests build it. Without them a library that they use has fewer features, and half of all crates would be
/// built a second time.
///
/// # Errors
/// [`Trouble::Ended`] when it does not compile.
pub fn build() -> Result<PathBuf, Trouble> {
    child::run(&mut child::cargo(&["test", "--workspace", "--no-run"]))?;
    built()
}

/// Where [`build`] and `cargo test --workspace` leave the binary.
///
/// # Errors
/// [`Trouble::Tool`] when cargo does not say where it builds.
pub fn built() -> Result<PathBuf, Trouble> {
    Ok(layers::target_folder()?.join("debug/footbridge"))
}

/// Runs the tests, two files at a time: each has a server of its own and waits for its browser half of the time. They go in
/// the order of their names, so the longest has the first one (`all-pages`): it is not to be what the others are waited for
/// with.
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
    if files.is_empty() {
        return Err(Trouble::Tool { advice: format!("no browser test has {} in its name", words.join(" or ")) });
    }
    let mut node = child::program("node");
    node.args(["--test", "--test-concurrency=2", "--test-reporter=spec", FILE_LIMIT]).args(&files);
    node.current_dir(root().join("e2e")).env("FOOTBRIDGE_BIN", binary);
    if let Some(chromium) = tools::chromium() {
        node.env("CHROMIUM", chromium);
    }
    child::run_counting(&mut node, counts)
}
