//! Everything that is about a crossing, and how it goes: one list, so that a new table cannot be forgotten.
//!
//! A table with a column `referral_id` or `crossing_id` stands in [`WITH_CONTENT`] or [`AT_REQUEST`], or in [`STAYS`]
//! with the reason; a test reads the schema and asks for each.

/// Rows about a record that go. `$1` is the organization, `$2` the record.
#[derive(Debug, Clone, Copy)]
pub struct About {
    /// Their table.
    pub table: &'static str,
    /// How they go.
    pub sql: &'static str,
}

/// Goes whenever the content of the record goes.
pub const WITH_CONTENT: &[About] = &[
    About {
        table: "inbox_pending",
        sql: "DELETE FROM inbox_pending WHERE org_id = $1 AND kind <> 'purge_answered' AND crossing_id = \
              (SELECT r.crossing_id FROM referral r WHERE r.org_id = $1 AND r.id = $2)",
    },
    // To whom and by which paper a law made us hand something over stays as long as the log; what was handed over does not.
    About {
        table: "mandate",
        sql: "UPDATE mandate SET note_key_sealed = NULL, note_sealed = NULL WHERE org_id = $1 AND referral_id = $2",
    },
    About { table: "referral_form", sql: "DELETE FROM referral_form WHERE org_id = $1 AND referral_id = $2" },
    // What was asked of us for a visit that is still booked holds until its day is over (`crate::referrals::forget_visits`).
    About {
        table: "wish",
        sql: "DELETE FROM wish WHERE org_id = $1 AND referral_id = $2 AND NOT EXISTS (SELECT 1 FROM referral r \
              WHERE r.org_id = $1 AND r.id = $2 AND r.visit_at IS NOT NULL)",
    },
    About { table: "release_draft", sql: "DELETE FROM release_draft WHERE org_id = $1 AND referral_id = $2" },
];

/// Goes besides when the person asks that everything be forgotten.
pub const AT_REQUEST: &[About] = &[
    About { table: "cues_note", sql: "UPDATE cues_note SET referral_id = NULL WHERE org_id = $1 AND referral_id = $2" },
    About { table: "notice", sql: "DELETE FROM notice WHERE org_id = $1 AND referral_id = $2" },
    About { table: "referral_pass", sql: "DELETE FROM referral_pass WHERE org_id = $1 AND referral_id = $2" },
];

/// Stays, and why.
pub const STAYS: &[(&str, &str)] = &[
    ("referral", "holds no content once it was destroyed; counts are made from its events"),
    ("referral_event", "codes and times, from which tallies are recounted"),
    ("release", "its form goes one by one, each with a tombstone; what is left is the basis of what crossed"),
    ("agreement", "on what basis something crossed: part of the log of disclosures (45 CFR 164.528)"),
    ("disclosure", "the log of disclosures itself: no content, six years"),
    ("reading", "who of the partner's staff has read what crossed: part of that log"),
    ("conflict_declared", "who must never see the record: keeping it protects the person"),
    ("restricted", "who alone may see the record: keeping it protects the person"),
    ("plan_item", "goes with the record as well, item by item, each with a tombstone (`crate::care_plan::destroy`)"),
    ("plan_message", "which messages carried an item of a plan: goes with the item, each with a tombstone"),
    ("tombstone", "that something was destroyed, when and why: no content"),
    ("plan", "that there was a plan, and until when the partner shared: no content"),
    ("outbox", "what waited died with its release, and the envelope of what was delivered is gone"),
    ("legal_hold", "who put it and when; the number of its document goes when it is lifted"),
    ("sharing_end", "that sharing ended, and when: no content"),
    ("purge_ask", "that the copy was to be forgotten, and what was answered: no content"),
];
