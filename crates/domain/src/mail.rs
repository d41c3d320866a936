//! Notices by e-mail: to which address of a member of staff, and when. What they say is one constant sentence, so there
//! is nothing here about what happened.
//!
//! Invariant: nothing in this module takes an event, a record or a person, so no time can depend on one
//! (`docs/decisions/0018`).
//!
//! Read next: [`Times::due`].

mod address;
mod times;

pub use address::{Address, NotAnAddress};
pub use times::{APART, Jitter, LONGEST_JITTER_SECONDS, Quiet, Rhythm, Times, after_failure};
