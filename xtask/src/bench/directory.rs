//! Searching the directory beside the same questions in SQLite and PostgreSQL, and what reading and indexing it takes: each step
//! is a process of its own (`crates/directory/examples/services`), which says its times and its memory.

use super::server::target;
use crate::child::{cargo, program, run};
use crate::trouble::Trouble;
use std::path::Path;

/// How many entries; the larger only where it was asked.
const COUNTS: [u64; 2] = [20_000, 1_500_000];

/// Measures. The environment variable `TEST_PG_URL` names the PostgreSQL beside which it is measured; without it that is left out.
pub fn measure(big: bool) -> Result<(), Trouble> {
    run(&mut cargo(&["build", "--release", "--package", "directory", "--example", "services"]))?;
    let binary = target().join("release").join("examples").join("services");
    let folder = target().join("bench-directory");
    let postgres = std::env::var("TEST_PG_URL").ok();
    for count in COUNTS.into_iter().take(if big { 2 } else { 1 }) {
        println!("\n## {count} entries\n");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).map_err(Trouble::file(&folder))?;
        let step = |what: &str, place: &str| {
            run(program(&binary.display().to_string()).args([what, &count.to_string(), place]))
        };
        let at = |name: &str| -> String { Path::new(&folder).join(name).display().to_string() };
        step("write", &at("hsds"))?;
        step("read", &at("hsds"))?;
        step("index", &at("index"))?;
        step("search", &at("index"))?;
        step("sqlite", &at("peer.db"))?;
        match &postgres {
            Some(url) => step("postgres", url)?,
            None => println!("no TEST_PG_URL: PostgreSQL is left out"),
        }
    }
    let _ = std::fs::remove_dir_all(&folder);
    Ok(())
}
