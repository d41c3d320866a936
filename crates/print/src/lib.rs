//! What is drawn: papers as tagged PDF, the days of what comes again, and calendars that other programs read.
//!
//! Values in, bytes out: no clock, no file, no network, nothing about a person.
//!
//! Read next: [`paper`] (what a paper is made of), `pdf` (how it is drawn), [`recurrence`], [`calendar`].

pub mod calendar;
pub mod paper;
#[cfg(feature = "papers")]
pub mod pdf;
pub mod recurrence;
