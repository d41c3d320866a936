//! Public directories of services: read from what others publish, withheld where somebody could be found by it, merged,
//! and searched. Nothing here is about a person.
//!
//! Invariant: a reader gives a [`listing::Listing`] and never a raw row, and the only way to one goes through
//! [`withheld::Rules`]: a listing that is withheld has no field for a street, a ZIP or a point (45 CFR 1370.4(e)).
//! Invariant: memory does not grow with the length of a file, a line or a cell.
//!
//! Read next: [`listing`] (what a source says of one place), [`withheld`], [`hrsa`], [`programs`], [`hsds`], [`report`], [`source`], [`merge`]
//! and [`blocks`] (one place in several sources), [`search`].

pub mod beside;
pub mod blocks;
mod bounded;
pub mod correction;
mod draft;
mod fnv;
pub mod hotlines;
pub mod hours;
pub mod hrsa;
pub mod hsds;
pub mod listing;
pub mod merge;
pub mod phone;
pub mod points;
pub mod programs;
pub mod report;
pub mod scratch;
pub mod search;
pub mod source;
pub mod states;
mod street;
mod table;
mod vocabulary;
pub mod withheld;
pub mod words;
