//! `cargo xtask bench`: what the product does in a second, beside what this machine can do at all, in one run.
//!
//! Every rate stands beside its median and 99th percentile, the processor time of a request, and the spread of its
//! repetitions, since the machine is never quiet. The floor is a bare HTTP server with grouped inserts
//! (`crates/store/examples/floor.rs`), measured in turn with the product.

mod disk;
mod http;
mod load;
mod pages;
mod sends;
mod server;

use crate::child::{cargo, run};
use crate::trouble::Trouble;
use std::path::PathBuf;

/// What is measured, and where it lies.
pub struct Bench {
    /// The product.
    footbridge: PathBuf,
    /// The floor.
    floor: PathBuf,
    /// A folder on the disk that is measured.
    folder: PathBuf,
}

/// Measures. Words: `quick` for one short repetition; `big` adds the inbox at 1,000,000 referrals.
pub fn command(words: &[String]) -> Result<(), Trouble> {
    let quick = words.iter().any(|word| word == "quick");
    let big = words.iter().any(|word| word == "big");
    if let Some(word) = words.iter().find(|word| !["quick", "big"].contains(&word.as_str())) {
        return Err(Trouble::Bench(format!("there is no bench {word}; quick or big")));
    }
    run(&mut cargo(&["build", "--release", "--package", "footbridge"]))?;
    run(&mut cargo(&["build", "--release", "--package", "store", "--example", "floor"]))?;
    let release = server::target().join("release");
    let folder = server::target().join("bench");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).map_err(Trouble::file(&folder))?;
    let bench = Bench { footbridge: release.join("footbridge"), floor: release.join("examples").join("floor"), folder };
    println!("## Measured by `cargo xtask bench{}`\n", if quick { " quick" } else { "" });
    disk::measure(&bench)?;
    pages::start_and_weigh(&bench)?;
    sends::measure(&bench, quick)?;
    pages::inbox(&bench, big)?;
    let _ = std::fs::remove_dir_all(&bench.folder);
    Ok(())
}
