//! What a contributor types: `cargo xtask test`, and the parts of it one by one.
//!
//! Invariant: plain `std` and `serde_json`, so that it builds in seconds on a fresh machine.
//!
//! Read next: [`suite`] (what `test` runs, in which order), [`layers`] (which room may know which).

mod bench;
mod browser;
mod child;
mod counts;
mod faults;
mod layers;
mod literals;
mod postgres;
mod rooms;
mod sql;
mod suite;
mod tools;
mod trouble;

use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask COMMAND

  test            everything that CI runs: installs what is missing (Debian), format, clippy, layers,
                  all tests on SQLite and PostgreSQL, browser tests, documentation
  e2e [WORD ...]  the browser tests only, or those whose file name holds one of the words
  layers          which room may know which, and SQL outside the store
  bench [quick] [big]
                  what the product does in a second, beside a bare floor and the disk, in release mode
  bench directory [big], bench successes [quick] [big]
                  searching the directory, and the page of successes, by themselves
  faults          kill a load 200 times and find nothing lost
";

/// Exit code of a command that does not exist.
const UNUSABLE: u8 = 2;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.first().map(String::as_str) {
        Some("test") if words.len() == 1 => suite::run(),
        Some("e2e") => answer(browser::command(&words[1..])),
        Some("layers") if words.len() == 1 => answer(layers::command()),
        Some("bench") => answer(bench::command(&words[1..])),
        Some("faults") if words.len() == 1 => answer(faults::command()),
        _ => {
            eprint!("{USAGE}");
            ExitCode::from(UNUSABLE)
        }
    }
}

fn answer(outcome: Result<(), trouble::Trouble>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("xtask: {trouble}");
            ExitCode::FAILURE
        }
    }
}

/// The folder of the workspace.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("invariant: xtask is a folder of the workspace")
}
