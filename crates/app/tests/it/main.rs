//! The deeds, as the two organizations do them.

mod custody;
mod feedback;
mod keys;
mod referring;
mod time_passes;
use testkit::town;
