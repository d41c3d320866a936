//! Tests of the directory, by what people rely on.

mod hrsa;
mod hsds;
mod merge;
mod phones;
mod points;
mod programs;
mod properties;
mod relevance;
mod support;
mod withheld;
