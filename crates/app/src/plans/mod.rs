//! Coordinated care: a plan of two sides, and messages between their teams, each under the release of its own side.
//!
//! Read next: [`arrival`] (what the partner shared), [`ending`] (how sharing ends).

pub(crate) mod arrival;
pub(crate) mod ending;
