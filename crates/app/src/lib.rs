//! Use cases: one public function a deed, and the workers that finish what was begun.
//!
//! Every deed goes the same way: authorize → gate → transact → audit → enqueue.
//!
//! Invariant: the only room where gate, vault, store, clock and outbox meet; it knows no HTTP and no SQL.
//! Invariant: a deed that answers `Ok` is on disk; one that answers `Err` changed nothing but the audit chain.
//!
//! Read next: [`session`] (who is asking), [`referrals`] (the main job), [`workers`] (what happens by itself).

pub mod affiliations;
pub mod arrivals;
pub mod asked;
mod attempts;
pub mod audit;
pub mod calendar;
pub mod cards;
pub mod closed_days;
pub mod consults;
mod delivery;
pub mod directory;
pub mod disclosures;
mod dispatch;
pub mod drill;
mod error;
pub mod forgetting;
pub mod founding;
pub mod health;
pub mod held;
pub mod home;
mod housekeeping;
mod journal;
mod keyring;
mod lapses;
mod leaving;
pub mod liaisons;
pub mod listings;
pub mod looks;
pub mod mail;
pub mod mandates;
pub mod mou;
mod night;
mod node;
pub mod notes;
mod notices;
pub mod offers;
pub mod overdue;
mod pace;
pub mod papers;
pub mod partner_invitations;
pub mod partnerships;
pub mod people;
pub mod plans;
pub mod programs;
pub mod protections;
pub mod published;
pub mod qualified;
pub mod referrals;
pub mod releases;
pub mod roadmap;
pub mod roll_up;
pub mod session;
pub mod settings;
pub mod shelf;
pub mod sign_in;
pub mod state_rules;
pub mod sustain;
pub mod tombstones;
pub mod totals;
pub mod trainings;
mod undelivered;
mod unkept;
pub mod watch;
mod withdrawals;
pub mod workers;
pub mod workspace;

pub use attempts::Limit;
pub use error::Error;
pub use node::{App, Clock, Settings};
pub use session::Session;

/// What a deed answers.
pub type Result<T> = std::result::Result<T, Error>;
