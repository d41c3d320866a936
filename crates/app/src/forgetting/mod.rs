//! Forgetting: what goes by itself when its time is over, what a person or a lead asks to be forgotten, and what stops it.
//!
//! Invariant: nothing is destroyed while a legal hold stands on its record.
//! Invariant: what was forgotten leaves who, when and by which rule, and nothing of what it was.
//!
//! Read next: `times` (how long), `job` (what goes by itself), `request` (what a person asks), `holds` (what stops
//! it), `asks` (the partner's copy), `proof` (what is gone).

pub mod asks;
pub mod by_date;
pub mod due;
pub mod holds;
pub(crate) mod job;
pub mod parts;
pub mod proof;
pub mod request;
pub mod standing;
pub mod times;
