//! Rows on SQLite and PostgreSQL, from one set of SQL: the only room with SQL. It knows rows, not rules.
//!
//! Reading functions take `&impl Reads`: the [`Store`] itself (a pool that never waits for the writer) or the
//! [`Tx`] of a write. Writing functions take the `&Tx` that [`Store::write`] hands to its closure. One module an
//! aggregate; each statement stands as a `const` beside the function that runs it.
//!
//! Invariant: functions on an organization's rows take an [`OrgScope`], never a bare organization id.
//! Invariant: content about a person is a [`vault::Sealed`] or a wrapped key, in a column that ends in `_sealed`.
//! Invariant: a write is answered only after its group is on disk ([`Store::write`]).
//! Invariant: a change of state, its event and its tally are written by one function, so none can be forgotten.
//! Invariant: who stands on a record's conflict list gets no row, no byte and no count of it ([`conflicts`]).
//!
//! Read next: [`mod@write`] (groups), [`scope`] (who may ask), [`referrals`] (the largest aggregate).

pub mod accesses;
pub mod affiliations;
pub mod audit;
pub mod calendar_feeds;
pub mod cards;
pub mod care_plan;
pub mod certificates;
pub mod closed_days;
pub mod conflicts;
pub mod consults;
pub mod contact_plans;
pub mod directory;
pub mod directory_kept;
pub mod disclosures;
pub mod doctor;
pub mod drafts;
pub mod error;
pub mod grants;
pub mod halves;
pub mod holds;
pub mod inbox;
pub mod invitations;
pub mod liaisons;
pub mod listings;
pub mod mail;
pub mod mandates;
pub mod members;
pub mod mou;
pub mod named_anew;
pub mod node;
pub mod notes;
pub mod notices;
pub mod offers;
pub mod open;
pub mod organizations;
pub mod outbox;
pub mod page;
pub mod partner_invitations;
pub mod partnerships;
pub mod program_counts;
pub mod protections;
pub mod purge_asks;
pub mod readings;
pub mod recount;
pub mod referrals;
pub mod releases;
pub mod restrictions;
pub mod retention;
pub mod roll_ups;
pub mod scope;
pub mod sending;
pub mod service_counts;
pub mod sessions;
pub mod sharing_ends;
pub mod slips;
pub mod state_rules;
pub mod stop_codes;
pub mod tallies;
pub mod tally_parts;
pub mod totals;
pub mod trainings;
pub mod workspace;
pub mod write;

mod backend;
mod checkpoint;
mod lane;
mod many;
mod migrations;
mod planner;
mod row;
mod scrub;
mod snapshot;
mod sqlite;
mod sqlite_migrations;
mod value;
pub mod wishes;

pub use backend::Reads;
pub use error::{Error, OpenError, Result, Unique};
pub use open::{Counters, Store, StoreOptions};
pub use page::Inserted;
pub use scope::{OrgScope, WorkerToken};
pub use snapshot::Snapshot;
pub use write::{Tx, Work};
