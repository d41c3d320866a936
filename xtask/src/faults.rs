//! `cargo xtask faults`: the process is killed in mid-load, 200 times.

use crate::child::{cargo, run};
use crate::trouble::Trouble;

/// Kills as often as the house promises.
pub fn command() -> Result<(), Trouble> {
    let mut test = cargo(&["test", "--release", "--package", "footbridge", "--test", "kill", "--", "--nocapture"]);
    run(test.env("FOOTBRIDGE_KILLS", "200"))
}
