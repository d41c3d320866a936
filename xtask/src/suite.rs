//! `cargo xtask test`: what CI runs, in this order, stopping at the first step that fails.
//!
//! Invariant: the last line is `N passed, M failed` and nothing else, and the exit code agrees with it.

use crate::browser;
use crate::child;
use crate::counts::Counts;
use crate::layers;
use crate::postgres::Cluster;
use crate::tools;
use crate::trouble::Trouble;
use std::process::ExitCode;
use std::time::Instant;

/// Runs everything.
pub fn run() -> ExitCode {
    let begun = Instant::now();
    let mut counts = Counts::default();
    let outcome = steps(&mut counts);
    let seconds = begun.elapsed().as_secs();
    match &outcome {
        Ok(()) => println!("\nall of it in {} min {} s", seconds / 60, seconds % 60),
        Err(trouble) => eprintln!("\nxtask: {trouble}"),
    }
    // A step without tests of its own (format, layers) counts as one when it fails: "0 failed" must mean success.
    counts.failed = counts.failed.max(u64::from(outcome.is_err()));
    println!("{} passed, {} failed", counts.passed, counts.failed);
    if counts.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn steps(counts: &mut Counts) -> Result<(), Trouble> {
    heading("tools");
    let bin = tools::for_everything()?;
    let cluster = Cluster::start(&bin)?;
    println!("PostgreSQL from {} is up", bin.display());

    heading("format");
    child::run(&mut child::cargo(&["fmt", "--all", "--check"]))?;
    heading("clippy");
    // Without default features: so the product is seen to stand without its papers, and Typst, the largest thing it is
    // built from, is built once and not checked a second time. What draws with it is built and tested below.
    let plain = ["clippy", "--workspace", "--all-targets", "--no-default-features", "--", "--deny", "warnings"];
    child::run(&mut child::cargo(&plain))?;
    heading("layers");
    layers::command()?;
    heading("tests on SQLite and PostgreSQL");
    let mut tests = child::cargo(&["test", "--workspace", "--no-fail-fast"]);
    child::run_counting(tests.env("TEST_PG_URL", cluster.url()), counts)?;
    heading("the binary");
    let binary = browser::build()?;
    heading("browser tests");
    browser::run(&binary, &[], counts)?;
    heading("documentation");
    let mut documentation = child::cargo(&["doc", "--workspace", "--no-deps", "--no-default-features"]);
    child::run(documentation.env("RUSTDOCFLAGS", "--deny warnings"))?;

    match counts.skipped {
        0 => Ok(()),
        n_skipped => Err(Trouble::Skipped { n_skipped }),
    }
}

fn heading(text: &str) {
    println!("\n== {text} ==");
}
