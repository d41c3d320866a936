//! Tests of the directory, by what people rely on. They need nothing outside the repository: each trap that is known of a
//! published file stands in a small one of ours, with made-up names and numbers.

mod corrections;
mod every_row;
mod fuzz;
mod hours;
mod hrsa;
mod hsds;
mod hsds_many;
mod hsds_phrases;
mod hsds_sayings;
mod hsds_withheld;
mod merge;
mod near;
mod open_now;
mod phones;
mod points;
mod programs;
mod properties;
mod relevance;
#[path = "../support/mod.rs"]
mod support;
mod withheld;
