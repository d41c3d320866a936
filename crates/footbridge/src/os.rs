//! The machine's clock and random generator: the only place the product touches either.

use domain::time::Timestamp;
use std::sync::LazyLock;
use std::time::Instant;

/// How far a thread that serves pages steps back, of 19 steps.
const STEP_BACK: i32 = 5;

/// Steps back behind the thread that commits: everybody who sends waits for that one, and on a busy machine it would
/// wait its turn behind all of them, several times for one commit.
pub fn let_the_lane_pass() {
    // Only its priority: a machine that does not allow it is slower when it is busy, and otherwise the same.
    let _ = rustix::process::nice(STEP_BACK);
}

/// The machine's clock.
pub struct OsClock;

impl app::Clock for OsClock {
    #[expect(clippy::disallowed_methods, reason = "the one reading of the clock; everything else takes a Timestamp")]
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(jiff::Timestamp::now().as_microsecond())
    }
    fn steady(&self) -> Timestamp {
        static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
        Timestamp::from_micros(i64::try_from(BEGAN.elapsed().as_micros()).unwrap_or(i64::MAX))
    }
}

/// The operating system's generator.
pub struct OsEntropy;

impl vault::Entropy for OsEntropy {
    #[expect(clippy::disallowed_methods, reason = "the one source of randomness; everything else takes &dyn Entropy")]
    fn fill(&self, out: &mut [u8]) {
        if getrandom::fill(out).is_err() {
            // Without randomness no key can be made and no record sealed: going on would be worse than stopping.
            eprintln!("footbridge: the operating system gave no randomness; stopping");
            std::process::abort();
        }
    }
}
