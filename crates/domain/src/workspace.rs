//! What two organizations write together: the workspace of a partnership, which holds nothing about a person.
//!
//! An entry (a meeting, a step of the roadmap, a clause) is made of edits, and an edit is one change of one field. It
//! names the edits that its author had before their eyes. What nobody has seen past is a *head*; two heads of one field
//! mean that two people changed it without seeing each other's words, and both stand until somebody joins them.
//!
//! Invariant: an edit is never changed or taken out. So both sides hold the same in the end whatever the order in which
//! edits reach them, nothing that anybody wrote is lost, and everything can be undone.

mod edit;
mod entry;
mod noun;
mod nouns;
mod shape;

pub use edit::{Author, Edit};
pub use entry::Entry;
pub use noun::{Changes, Noun};
pub use shape::{FieldError, FieldShape, Shape, Value};
