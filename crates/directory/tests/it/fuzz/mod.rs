//! Readers, fuzzed on the stable toolchain: inputs grow out of the small files of the fixtures by cutting, joining and planting
//! what is known to break readers; whatever makes a reader say something that it never said before is kept and grown further.
//!
//! Each target runs for `FUZZ_SECONDS` (1 by default, so that all of them together take some seconds). A failure says the
//! target and the file that the input was written into; `FUZZ_SEED` repeats a run.

mod grow;
mod targets;

use grow::{Dice, Input};
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// How long one input may take, on a machine that does other things too.
const PATIENCE: Duration = Duration::from_secs(20);
/// Most inputs that are kept beside the fixtures.
const KEPT: usize = 400;

fn from_env(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// Grows inputs out of `seeds` and gives each to `run`, which says in a few words what it saw and panics where something
/// that must hold does not.
fn fuzz(target: &str, seeds: Vec<Input>, run: impl Fn(&Input) -> String) {
    let seconds = from_env("FUZZ_SECONDS", 1);
    let mut dice = Dice::new(
        from_env("FUZZ_SEED", 6)
            ^ target.bytes().fold(7_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte))),
    );
    let until = Instant::now() + Duration::from_secs(seconds);
    let mut corpus = seeds;
    let fixtures = corpus.len();
    let mut seen: HashSet<String> = HashSet::new();
    let (mut runs, mut slowest) = (0_u64, Duration::ZERO);
    for input in &corpus {
        seen.insert(run(input));
    }
    while Instant::now() < until {
        let input = grow::grown(&corpus, &mut dice);
        let started = Instant::now();
        let said = catch_unwind(AssertUnwindSafe(|| run(&input)));
        let took = started.elapsed();
        slowest = slowest.max(took);
        runs += 1;
        let said = match said {
            Ok(said) if took < PATIENCE => said,
            other => {
                let folder = std::env::temp_dir().join(format!("fuzz-{target}"));
                input.write(&folder);
                panic!("{target}: input {runs} kept in {}: {other:?} after {took:?}", folder.display());
            }
        };
        if seen.insert(said) {
            if corpus.len() - fixtures >= KEPT {
                corpus.swap_remove(fixtures + dice.below(KEPT));
            }
            corpus.push(input);
        }
    }
    println!("{target}: {runs} inputs in {seconds} s, {} ways to answer, the slowest {slowest:?}", seen.len());
}
