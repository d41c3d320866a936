//! What the rules of the partnership promise, in the field's words.

#![cfg(test)]

mod answers;
mod any;
mod attempts;
mod audit;
mod borders;
mod card_word;
mod care_plan;
mod clock;
mod coalition;
mod codes;
mod consult;
mod contact_changes;
mod cues;
mod day;
mod draft;
mod forgetting;
mod funder;
mod gate;
mod gate_any;
mod holiday;
mod last_day;
mod likeness;
mod listing;
mod looks;
mod mail;
mod mandate;
mod measure;
mod member;
mod message;
mod mou;
mod odd;
mod org;
mod part2;
mod partnership;
mod plan_as_written;
mod predicates;
mod procedure;
mod programs;
mod qualified;
mod queue;
mod referral;
mod release;
mod retention;
mod roadmap;
mod rules_of_the_field;
mod safe_contact;
mod secrecy;
mod service;
mod shelf;
mod signer;
mod split;
mod state_rule;
mod suppression;
mod sustain;
mod taken_in;
mod terms;
mod text;
mod time;
mod to_a_coalition;
mod totals;
mod totals_attacker;
mod totals_in_doubt;
mod training;
mod wishes;
mod words_to_use;
mod workspace;
mod written;

/// Compares with a reviewed table under `tests/snapshots`.
macro_rules! reviewed {
    ($name:literal, $table:expr) => {
        insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!($name, $table);
        })
    };
}
pub(crate) use reviewed;
