//! The deeds, as the two organizations do them.

#![cfg(test)]

mod calendar;
mod canary;
mod clocks;
mod closed_records;
mod closed_visits;
mod consults;
mod copies;
mod custody;
mod drafts;
mod feedback;
mod forgetting;
mod full_disk;
mod gone;
mod inside;
mod keys;
mod listings;
mod mail;
mod mail_meanwhile;
mod meanwhile;
mod model;
mod mou;
mod plans;
mod plans_closed;
mod plans_part2;
mod plans_released;
mod purged;
mod referring;
mod remains;
mod restored;
mod restored_plans;
mod restored_protections;
mod rules;
mod settings;
mod state_rules;
mod stop_codes;
mod stopping;
mod time_passes;
mod told;
mod twice;
mod undelivered;
mod untaken;
mod wishes;
mod workspace;
use testkit::town;
