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

/// The target of tests that reads published files.
const PUBLISHED: &str = "published";

/// Runs everything.
pub fn run() -> ExitCode {
    let begun = Instant::now();
    let mut counts = Counts::default();
    let outcome = steps(begun, &mut counts);
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
    let plain = ["clippy", "--workspace", "--all-targets", "--no-default-features", "--", "--deny", "warnings"];
    child::run(&mut child::cargo(&plain))?;
    // No "all targets" counts this one: it is built only by whoever names it.
    let named = ["clippy", "--workspace", "--test", PUBLISHED, "--no-default-features", "--", "--deny", "warnings"];
    child::run(&mut child::cargo(&named))?;
    heading("layers");
    layers::command()?;
    heading("tests on SQLite and PostgreSQL");
    let mut tests = child::cargo(&["test", "--workspace", "--no-fail-fast"]);
    child::run_counting(tests.env("TEST_PG_URL", cluster.url()), counts)?;
    heading("published files");
    published(counts)?;
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

/// The tests of the directory that read whole files as others publish them: they are not ours to ship, so they are run where
/// somebody has laid them beside the repository.
fn published(counts: &mut Counts) -> Result<(), Trouble> {
    let folder = std::env::var_os("FOOTBRIDGE_DATA").map_or_else(|| root().join("../shared/data"), PathBuf::from);
    let Ok(folder) = folder.canonicalize() else {
        println!(
            "the published files are not beside the repository ({} is missing): crates/directory/tests/{PUBLISHED} was not run",
            folder.display()
        );
        return Ok(());
    };
    // The whole workspace, as above: one crate by itself asks for other features and would be built again.
    let mut tests = child::cargo(&["test", "--workspace", "--test", PUBLISHED]);
    child::run_counting(tests.env("FOOTBRIDGE_DATA", folder), counts)
}
