//! Pure rules of the partnership between a health center and an advocacy organization.
//!
//! Everything the law says is a function here. Time, ids and keys come in as arguments.
//!
//! Invariant: no I/O, no clock, no randomness, no async, and nothing of ours is imported.
//!
//! Read next: [`gate`] (what may cross), [`referral`] (states and outcomes), [`member`] (who may do what).

pub mod audit;
pub mod calendar;
pub mod card_word;
pub mod care_plan;
pub mod coalition;
pub mod code;
pub mod consult;
pub mod cues;
pub mod day;
pub mod disclosure;
pub mod funder;
pub mod gate;
pub mod holiday;
pub mod ids;
pub mod language;
pub mod likeness;
pub mod listing;
pub mod mail;
pub mod mandate;
pub mod measure;
pub mod member;
pub mod message;
pub mod mou;
pub mod odd;
pub mod org;
pub mod part2;
pub mod partnership;
pub mod programs;
pub mod qualified;
pub mod queue;
pub mod recurrence;
pub mod referral;
pub mod release;
pub mod retention;
pub mod roadmap;
pub mod safe_contact;
pub mod service;
pub mod shelf;
pub mod state_rule;
pub mod suppression;
pub mod sustain;
pub mod text;
pub mod time;
pub mod totals;
pub mod training;
pub mod wishes;
pub mod workspace;
