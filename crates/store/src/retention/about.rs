//! Everything that is about a crossing, and how it goes: one list, so that a new table cannot be forgotten.
//!
//! A table with a column `referral_id` or `crossing_id` stands in [`WITH_CONTENT`] or [`AT_REQUEST`], or in [`STAYS`]
//! with the reason; a test reads the schema and asks for each. What stays has an end too ([`AT_THE_END`]).

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
    // Nobody has to see it any more.
    About { table: "naming_asked", sql: "DELETE FROM naming_asked WHERE org_id = $1 AND referral_id = $2" },
    About { table: "release_draft", sql: "DELETE FROM release_draft WHERE org_id = $1 AND referral_id = $2" },
];

/// Where a record stood would say what somebody came for, and whether they got it.
const WHERE_IT_STOOD: &str = "UPDATE referral SET status = 'withdrawn', detail = NULL, assigned = NULL, \
     answered_at = NULL, escalation = 0, queue = 2, trail_gone = 1 WHERE org_id = $1 AND id = $2 AND destroyed_at IS NOT NULL";

/// Goes besides when the person asks that everything be forgotten.
pub const AT_REQUEST: &[About] = &[
    About { table: "cues_note", sql: "UPDATE cues_note SET referral_id = NULL WHERE org_id = $1 AND referral_id = $2" },
    About { table: "notice", sql: "DELETE FROM notice WHERE org_id = $1 AND referral_id = $2" },
    About { table: "referral_pass", sql: "DELETE FROM referral_pass WHERE org_id = $1 AND referral_id = $2" },
    About { table: "referral", sql: WHERE_IT_STOOD },
    // What was agreed crossed or did not: the log of disclosures says which.
    About { table: "agreement", sql: "DELETE FROM agreement WHERE org_id = $1 AND referral_id = $2" },
    About {
        table: "release",
        sql: "UPDATE release SET elements = '', part2_consent = 0, after_death = 0, copy_kept = NULL, signer_role = NULL, \
              signer_is_not_abuser = NULL, signer_is_entitled = NULL, method = NULL, presence = NULL, witness = NULL, terms_salt = NULL, \
              revoked_at = COALESCE(revoked_at, (SELECT r.destroyed_at FROM referral r WHERE r.org_id = $1 AND r.id = $2), \
              created_at) WHERE org_id = $1 AND referral_id = $2",
    },
];

/// How the rows themselves go, once nothing about the record has to be kept: children first. `$2` is the record.
pub const AT_THE_END: &[About] = &[
    About { table: "agreement", sql: "DELETE FROM agreement WHERE org_id = $1 AND referral_id = $2" },
    About { table: "release", sql: "DELETE FROM release WHERE org_id = $1 AND referral_id = $2" },
    About { table: "sharing_end", sql: "DELETE FROM sharing_end WHERE org_id = $1 AND referral_id = $2" },
    About { table: "purge_ask", sql: "DELETE FROM purge_ask WHERE org_id = $1 AND referral_id = $2" },
    About { table: "legal_hold", sql: "DELETE FROM legal_hold WHERE org_id = $1 AND referral_id = $2" },
    About { table: "plan_item", sql: "DELETE FROM plan_item WHERE org_id = $1 AND referral_id = $2" },
    About { table: "plan_message", sql: "DELETE FROM plan_message WHERE org_id = $1 AND referral_id = $2" },
    About { table: "plan", sql: "DELETE FROM plan WHERE org_id = $1 AND referral_id = $2" },
    About { table: "wish", sql: "DELETE FROM wish WHERE org_id = $1 AND referral_id = $2" },
    About { table: "referral_form", sql: "DELETE FROM referral_form WHERE org_id = $1 AND referral_id = $2" },
    About { table: "reading", sql: "DELETE FROM reading WHERE org_id = $1 AND referral_id = $2" },
    About { table: "referral_pass", sql: "DELETE FROM referral_pass WHERE org_id = $1 AND referral_id = $2" },
    About { table: "notice", sql: "DELETE FROM notice WHERE org_id = $1 AND referral_id = $2" },
    About { table: "cues_note", sql: "UPDATE cues_note SET referral_id = NULL WHERE org_id = $1 AND referral_id = $2" },
    About { table: "conflict_declared", sql: "DELETE FROM conflict_declared WHERE org_id = $1 AND referral_id = $2" },
    About { table: "restricted", sql: "DELETE FROM restricted WHERE org_id = $1 AND referral_id = $2" },
    About { table: "referral", sql: "DELETE FROM referral WHERE org_id = $1 AND id = $2" },
];

/// Stays, and why.
pub const STAYS: &[(&str, &str)] = &[
    ("referral_event", "goes as well, counted first so that tallies are recounted (`super::plain`)"),
    ("disclosure", "the log of disclosures itself: no content, six years (45 CFR 164.528)"),
    ("reading", "who of the partner's staff has read what crossed: part of that log, and goes at the end"),
    ("conflict_declared", "who must never see the record: keeping it protects the person, as long as the row is there"),
    ("restricted", "who alone may see the record: keeping it protects the person, as long as the row is there"),
    ("plan_item", "goes with the record as well, item by item, each with a tombstone (`crate::care_plan::destroy`)"),
    ("plan_message", "which messages carried an item of a plan: goes with the item, each with a tombstone"),
    ("tombstone", "that something was destroyed, when and why: no content; goes after the row (`super::end_stones`)"),
    ("plan", "that there was a plan, and until when the partner shared: no content; goes at the end"),
    ("outbox", "what waited died with its release; envelope and routing of what was delivered are gone"),
    ("legal_hold", "who put it and when; the number of its document goes when it is lifted, the rest at the end"),
    ("sharing_end", "that sharing ended, and when: no content; goes at the end"),
    ("purge_ask", "that the copy was to be forgotten, and what was answered: no content; goes at the end"),
];
