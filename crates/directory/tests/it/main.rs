//! Tests of the directory, by what people rely on.

mod hrsa;
mod hsds;
mod phones;
mod points;
mod programs;
mod properties;
mod support;
mod withheld;
