//! The deeds, as the two organizations do them.

#![cfg(test)]

mod custody;
mod feedback;
mod keys;
mod referring;
mod time_passes;
use testkit::town;
