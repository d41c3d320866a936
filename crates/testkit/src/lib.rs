//! What tests are built from. A dev-dependency only.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test that asked for it")]

pub mod town;
