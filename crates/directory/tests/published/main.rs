//! The files as they are published, whole. They are kept beside the repository, since they are not ours to ship:
//! `cargo test -p directory --features published --test published` reads them, and `cargo xtask test` where they are there.

mod counts;
mod files;
mod hrsa;
mod hsds;
mod points;
mod programs;
mod relevance;
#[path = "../support/mod.rs"]
mod support;
mod withheld;
