//! `cargo xtask bench`: what the product does in a second, beside what this machine can do at all, in one run.
//!
//! Every rate stands beside its median and 99th percentile, the processor time of a request, and the spread of its
//! repetitions, since the machine is never quiet. The floor is a bare HTTP server with grouped inserts
//! (`crates/store/examples/floor.rs`), measured in turn with the product.

mod directory;
mod disk;
mod http;
mod load;
mod pages;
mod sends;
mod server;
mod successes;

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

/// Measures. Words: `quick` for one short repetition; `big` adds the inbox at 1,000,000 referrals; `sends` measures
/// durable sends only, and a number of connections (1, 8 or 64) beside it only those. `directory` measures searching the directory
/// only, with `big` at 1,500,000 entries too; `successes` the page of successes only, with `big` at 10,000,000 referrals too.
pub fn command(words: &[String]) -> Result<(), Trouble> {
    if let [what, rest @ ..] = words
        && what == "directory"
    {
        return directory::measure(rest.iter().any(|word| word == "big"));
    }
    if let [what, rest @ ..] = words
        && what == "successes"
    {
        let said = |word: &str| rest.iter().any(|said| said == word);
        return successes::measure(said("quick"), said("big"));
    }
    let said = |word: &str| words.iter().any(|said| said == word);
    let (quick, big, only_sends) = (said("quick"), said("big"), said("sends"));
    let connections: Vec<usize> = sends::CONNECTIONS.into_iter().filter(|n| said(&n.to_string())).collect();
    let known =
        |word: &str| ["quick", "big", "sends"].contains(&word) || word.parse().is_ok_and(|n| connections.contains(&n));
    if let Some(word) = words.iter().find(|word| !known(word)) {
        return Err(Trouble::Bench(format!("there is no bench {word}; quick, big, sends, 1, 8 or 64")));
    }
    run(&mut cargo(&["build", "--release", "--package", "footbridge"]))?;
    run(&mut cargo(&["build", "--release", "--package", "store", "--example", "floor"]))?;
    let release = server::target().join("release");
    let folder = server::target().join("bench");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).map_err(Trouble::file(&folder))?;
    let bench = Bench { footbridge: release.join("footbridge"), floor: release.join("examples").join("floor"), folder };
    println!("## Measured by `cargo xtask bench{}`\n", words.iter().map(|word| format!(" {word}")).collect::<String>());
    disk::measure(&bench)?;
    if !only_sends {
        pages::start_and_weigh(&bench)?;
    }
    let connections = if connections.is_empty() { sends::CONNECTIONS.to_vec() } else { connections };
    sends::measure(&bench, quick, &connections)?;
    if !only_sends {
        pages::inbox(&bench, big)?;
    }
    let _ = std::fs::remove_dir_all(&bench.folder);
    Ok(())
}
