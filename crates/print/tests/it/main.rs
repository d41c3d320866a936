//! Papers, rows of days and calendars, by what comes out.

#![cfg(test)]

mod calendar;
#[cfg(feature = "papers")]
mod paper;
mod recurrence;
