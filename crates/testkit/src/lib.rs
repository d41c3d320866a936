//! What tests are built from: stores on both databases, rows to fill them with, and a whole town. A dev-dependency
//! only.
//!
//! Invariant: nothing here is random or reads a clock, so a test that fails fails again.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test that asked for it")]

pub mod agreed;
mod backends;
mod databases;
pub mod mail;
pub mod rows;
pub mod state;
pub mod town;

pub use backends::{PUT_ASIDE, TestStore, run};
