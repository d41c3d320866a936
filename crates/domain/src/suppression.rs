//! Which counts may leave an organization, so that nobody can be picked out: not from one table, and not from all that
//! was ever published taken together.
//!
//! A count of 1 to 10 is hidden (the primary rule, modeled on the CMS cell size policy). Since a total gives a hidden
//! cell back by subtraction, further cells are hidden, as few as can be found. Then the release is audited: for each
//! hidden cell there have to be two complete tables of whole numbers which agree with everything ever published, with
//! every sum and with what each sign means, and which differ in that cell by at least [`Rule::width`]. The two tables
//! are the proof: an outsider can't tell them apart. A linear program finds them, and exact arithmetic on integers
//! checks them, so a fault of the solver can refuse a release and can never pass one.
//!
//! Invariant: a [`Release`] is made by [`release`] or [`release_hiding`] and by nothing else; one that fails the audit does not exist.
//! Invariant: a cell is published once. What was shown stays as it was shown, and every later release is audited with it.
//!
//! Read next: [`Rule`] (what is asked), [`Sums`] (how cells add up), [`History`] (what was ever published).

mod audit;
mod hide;
mod linear;
mod made;
mod merged;
mod noise;
mod rule;
mod sums;

pub use audit::Interval;
pub use made::{History, Refused, Release, release, release_hiding};
pub use noise::{Budget, Epsilon, NoEpsilon, Overspent, Scale, discrete_laplace};
pub use rule::{Rule, Shown, TooSmall};
pub use sums::{Sum, Sums, Tables, TablesError};
