//! `cargo xtask test`: what CI runs, in this order, stopping at the first step that fails.
//!
//! Invariant: the last line is `N passed, M failed` and nothing else, and the exit code agrees with it.

use crate::browser;
use crate::child;
use crate::counts::Counts;
use crate::layers;
use crate::postgres::Cluster;
use crate::root;
use crate::tools;
use crate::trouble::Trouble;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

/// The feature with which the tests that read published files are there: they are not ours to ship, so they are run where
/// somebody has laid them beside the repository.
const PUBLISHED: [&str; 2] = ["--features", "directory/published"];

/// Seconds that each of the eight targets of the fuzzer of readers runs here, where nothing else says: ten minutes in all, and half of
/// that on two cores, since they run side by side. Longer by hand.
const FUZZ_SECONDS: &str = "75";

/// Runs everything.
pub fn run() -> ExitCode {
    let begun = Instant::now();
    let mut counts = Counts::default();
    let outcome = steps(begun, &mut counts);
    let seconds = begun.elapsed().as_secs();
    match &outcome {
        Ok(()) => println!("\nall of it in {} min {} s", seconds / 60, seconds % 60),
        Err(trouble) => println!("\nxtask: {trouble}"),
    }
    // At the end too: whoever reads the last lines alone knows what to look at.
    counts.named.iter().for_each(|name| println!("not passed: {name}"));
    // A step without tests of its own (format, layers) counts as one when it fails: "0 failed" must mean success.
    counts.failed = counts.failed.max(u64::from(outcome.is_err()));
    println!("{} passed, {} failed", counts.passed, counts.failed);
    if counts.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// `begun`: when the whole of it began. Each heading tells how far in it stands, so that a run that grew too long says where.
fn steps(begun: Instant, counts: &mut Counts) -> Result<(), Trouble> {
    let heading = |text: &str| {
        let seconds = begun.elapsed().as_secs();
        println!("\n== {text} == ({} min {:02} s)", seconds / 60, seconds % 60);
    };
    heading("tools");
    let bin = tools::for_everything()?;
    let cluster = Cluster::start(&bin)?;
    println!("PostgreSQL from {} is up", bin.display());

    heading("format");
    child::run(&mut child::cargo(&["fmt", "--all", "--check"]))?;
    heading("clippy");
    // Without default features: so the product is seen to stand without its papers, and Typst, the largest thing it is
    // built from, is built once and not checked a second time. What draws with it is built and tested below.
    let mut clippy = child::cargo(&["clippy", "--workspace", "--all-targets", "--no-default-features"]);
    child::run(clippy.args(PUBLISHED).args(["--", "--deny", "warnings"]))?;
    heading("layers");
    layers::command()?;
    heading("tests on SQLite and PostgreSQL");
    let mut tests = child::cargo(&["test", "--workspace", "--no-fail-fast"]);
    if std::env::var_os("FUZZ_SECONDS").is_none() {
        tests.env("FUZZ_SECONDS", FUZZ_SECONDS);
    }
    let published = published();
    if let Some(folder) = &published {
        tests.args(PUBLISHED).env("FOOTBRIDGE_DATA", folder);
    }
    child::run_counting(tests.env("TEST_PG_URL", cluster.url()), counts)?;
    heading("browser tests");
    // What the tests above were built with, binary included.
    browser::run(&browser::built()?, &[], counts)?;
    heading("documentation");
    let mut documentation = child::cargo(&["doc", "--workspace", "--no-deps", "--no-default-features"]);
    child::run(documentation.env("RUSTDOCFLAGS", "--deny warnings"))?;

    match counts.skipped {
        0 => Ok(()),
        n_skipped => Err(Trouble::Skipped { n_skipped }),
    }
}

/// Where the files lie that others publish, if they do.
fn published() -> Option<PathBuf> {
    let folder = std::env::var_os("FOOTBRIDGE_DATA").map_or_else(|| root().join("../shared/data"), PathBuf::from);
    let found = folder.canonicalize().ok();
    if found.is_none() {
        println!(
            "the published files are not beside the repository ({} is missing): crates/directory/tests/published was not run",
            folder.display()
        );
    }
    found
}
