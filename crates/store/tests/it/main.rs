//! What the store promises, on SQLite and on PostgreSQL.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod audit;
mod conflicts;
mod counted_once;
mod crossed;
mod drafts;
mod forms;
mod groups;
mod inbox;
mod lists;
mod mail;
mod mandates;
mod many_events;
mod migrations;
mod mou;
mod outbox;
mod people;
mod plans;
mod privacy;
mod recount;
mod releases;
mod retention;
mod scope;
mod sendings;
mod state_rules;
mod tallies;
mod trainings;
mod waiting;
mod workspace;
mod written_anew;
