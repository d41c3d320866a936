//! What an organization keeps of each disclosure, and how it accounts for it to the person (45 CFR 164.528).
//!
//! Read next: [`crate::gate`] (what clears a disclosure), [`crate::mandate`] (what a law compelled),
//! [`crate::retention::Class::DisclosureLog`] (how long it is kept).

use crate::coded;

coded! {
    /// On what basis something about a person crossed.
    Ground {
        /// A release that the person signed.
        Release = "release",
        /// What the patient agreed to, as it was written down.
        Agreement = "agreement",
        /// A law.
        Statute = "statute",
        /// An order that a judge signed.
        CourtOrder = "court_order",
    }
}

coded! {
    /// The form of an accounting.
    AccountingForm {
        /// On paper.
        Paper = "paper",
        /// As a table for another program.
        Table = "table",
    }
}
