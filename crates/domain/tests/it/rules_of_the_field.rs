//! The 23 rules of the consent and disclosure gate, and the tests that hold each of them, here and in the other rooms.
//!
//! A name is looked up, so a test that is renamed or removed fails here; `docs/TESTING.md` shows this table.

use std::fmt::Write as _;
use std::path::Path;

/// One rule.
struct Rule {
    number: usize,
    /// In a few words of the field.
    says: &'static str,
    /// Tests in which everything is right but this, by the file they stand in.
    held_by: &'static [(&'static str, &'static [&'static str])],
    /// What of it is not in the product, and so cannot be broken.
    not_yet: &'static str,
}

const GATE: &str = "domain/tests/it/gate.rs";
const PREDICATES: &str = "domain/tests/it/predicates.rs";
const APP_RULES: &str = "app/tests/it/rules.rs";
const ALONE: (&str, &[&str]) = (PREDICATES, &["everything_right_but_one_thing_is_refused_for_that_thing_alone"]);
const NOBODY_ELSE: &str = "web/tests/it/nobody_else.rs";
const NO_EXPORT: &str = "no_route_exports_and_the_only_file_about_a_person_is_the_accounting_they_ask_for";
const SPOILED: &str = "a_release_with_one_broken_rule_clears_nothing_and_the_rule_is_named";

const RULES: &[Rule] = &[
    Rule {
        number: 1,
        says: "the strictest law of sender and item; unknown funding is survivor-services law",
        held_by: &[ALONE, (GATE, &["an_agreement_is_no_release_where_survivor_law_binds"])],
        not_yet: "",
    },
    Rule {
        number: 2,
        says: "a release; at a health center also treatment with a recorded agreement",
        held_by: &[
            ALONE,
            (
                GATE,
                &[
                    "without_any_release_nothing_about_a_person_crosses",
                    "an_agreement_is_no_release_for_an_advocacy_organization_or_a_coalition",
                ],
            ),
        ],
        not_yet: "",
    },
    Rule {
        number: 3,
        says: "written, informed, signed, not expired, not taken back",
        held_by: &[
            ALONE,
            (GATE, &[SPOILED]),
            ("domain/tests/it/release.rs", &["a_release_lives_from_its_signature_to_the_moment_it_ends"]),
            ("domain/tests/it/draft.rs", &["nothing_finishes_without_all_eight_steps"]),
            ("domain/tests/it/clock.rs", &["a_clock_that_jumps_a_year_either_way_opens_nothing_that_was_closed"]),
            (
                "app/tests/it/clocks.rs",
                &[
                    "a_release_lets_send_until_its_second_and_never_again",
                    "what_waits_crosses_until_its_second_and_never_again",
                    "what_nobody_took_is_readable_until_its_second_and_never_again",
                ],
            ),
        ],
        not_yet: "",
    },
    Rule {
        number: 4,
        says: "dated, and no longer than the organization allows",
        held_by: &[ALONE, (GATE, &[SPOILED, "no_setting_makes_a_release_longer_than_ninety_days_clear"])],
        not_yet: "",
    },
    Rule {
        number: 5,
        says: "one recipient, the purpose, exactly the elements",
        held_by: &[
            ALONE,
            (GATE, &["a_release_that_lacks_an_element_of_the_message_clears_nothing"]),
            ("domain/tests/it/message.rs", &["each_thing_that_is_said_names_its_element"]),
        ],
        not_yet: "",
    },
    Rule {
        number: 6,
        says: "signed by one who may sign, and never by the abuser",
        held_by: &[ALONE, ("domain/tests/it/signer.rs", &["the_signer_matrix", "the_gate_asks_the_matrix_each_time"])],
        not_yet: "",
    },
    Rule {
        number: 7,
        says: "signed elsewhere: on paper, there, and the voice was known",
        held_by: &[
            ALONE,
            ("domain/tests/it/signer.rs", &["what_is_stored_as_typed_or_drawn_from_elsewhere_clears_nothing"]),
        ],
        not_yet: "",
    },
    Rule {
        number: 8,
        says: "taking back holds at commit, and no queued send survives it",
        held_by: &[
            ALONE,
            ("app/tests/it/referring.rs", &["withdrawing_leaves_no_queued_send"]),
            ("store/tests/it/releases.rs", &["a_revoked_release_stops_a_queued_send"]),
            ("app/tests/it/restored.rs", &["what_was_taken_back_after_a_backup_is_taken_back_again_in_it"]),
        ],
        not_yet: "",
    },
    Rule {
        number: 9,
        says: "no service asks for a release",
        held_by: &[(APP_RULES, &["nothing_that_is_done_for_a_person_asks_for_a_release"])],
        not_yet: "",
    },
    Rule {
        number: 10,
        says: "a mandate: document, minimum content, notice to the survivor",
        held_by: &[(
            "domain/tests/it/mandate.rs",
            &[
                "a_subpoena_alone_and_a_permission_to_tell_are_no_basis",
                "every_part_is_demanded_by_itself",
                "who_is_not_told_now_is_looked_at_again_within_a_month",
            ],
        )],
        not_yet: "",
    },
    Rule {
        number: 11,
        says: "a hash or a token that the recipient can link is the person",
        held_by: &[(
            APP_RULES,
            &[
                "the_same_person_twice_leaves_nothing_by_which_the_two_could_be_matched",
                "no_hash_of_a_person_stands_in_the_database",
            ],
        )],
        not_yet: "",
    },
    Rule {
        number: 12,
        says: "nothing of attendance without a release that names it",
        held_by: &[
            ALONE,
            (
                GATE,
                &[
                    "a_status_message_never_clears_without_attendance",
                    "an_advocacy_organization_never_says_that_it_opened_a_referral",
                ],
            ),
            ("app/tests/it/feedback.rs", &["a_box_ticked_at_an_advocacy_organization_tells_nothing"]),
        ],
        not_yet: "",
    },
    Rule {
        number: 13,
        says: "counts of one to ten are hidden, and nothing published gives one back",
        held_by: &[
            ("app/src/housekeeping.rs", &["a_pulse_is_never_made_of_fewer_than_eleven_referrals"]),
            (
                "domain/tests/it/totals_attacker.rs",
                &[
                    "whoever_takes_told_measures_and_months_off_each_other_finds_no_few_people",
                    "whoever_takes_off_those_of_whom_they_were_told_by_name_finds_nothing_of_the_rest",
                ],
            ),
            ("domain/tests/it/measure.rs", &["of_nothing_is_more_counted_than_of_what_it_is_a_part_of"]),
            (
                "domain/tests/it/suppression.rs",
                &[
                    "one_to_ten_are_few_and_eleven_is_a_count",
                    "a_zero_is_shown_in_a_large_row_and_nowhere_else",
                    "whoever_subtracts_everything_from_everything_derives_nothing",
                ],
            ),
            (
                "app/tests/it/totals.rs",
                &[
                    "each_side_closes_a_month_and_both_read_what_was_signed",
                    "what_was_told_stays_true_when_people_are_forgotten_and_the_next_period_is_closed",
                    "a_quarter_does_not_give_back_the_month_that_was_few",
                ],
            ),
            (NOBODY_ELSE, &["no_message_between_organizations_but_the_protected_totals_is_a_count", NO_EXPORT]),
        ],
        not_yet: "",
    },
    Rule {
        number: 14,
        says: "substance use: a Part 2 consent, with notice and copy attached",
        held_by: &[
            ALONE,
            (PREDICATES, &["substance_use_without_a_copy_of_its_own_consent_is_refused_for_that_alone"]),
            (GATE, &["substance_use_crosses_only_with_consent_and_notice", "an_agreement_never_carries_substance_use"]),
        ],
        not_yet: "",
    },
    Rule {
        number: 15,
        says: "nothing for a proxy of concern, never into a child's or household record",
        held_by: &[("web/tests/it/wishes.rs", &["no_form_and_no_route_asks_for_anybody_else_s_record"])],
        not_yet: "a view for a proxy: none is in the product",
    },
    Rule {
        number: 16,
        says: "contact in the named way, at a named hour, lately confirmed; words name no organization, service or reason",
        held_by: &[
            (
                "domain/tests/it/safe_contact.rs",
                &[
                    "only_the_way_they_named_is_safe",
                    "the_safe_hours_are_those_on_the_persons_wall",
                    "a_plan_is_asked_about_again_after_thirty_days",
                    "a_call_or_a_text_needs_a_number_and_a_visit_does_not",
                ],
            ),
            ("domain/tests/it/words_to_use.rs", &["words_to_use_name_no_organization_no_service_and_no_reason"]),
        ],
        not_yet: "",
    },
    Rule {
        number: 17,
        says: "a restriction or a confidential way is honored, and no reason asked",
        held_by: &[
            ALONE,
            ("domain/tests/it/wishes.rs", &["a_wish_can_only_narrow_to_whom_something_goes"]),
            ("app/tests/it/wishes.rs", &["whoever_asked_that_nobody_be_told_is_told_about_to_nobody"]),
            ("web/tests/it/wishes.rs", &["a_wish_is_a_flag_and_no_reason_is_asked"]),
        ],
        not_yet: "",
    },
    Rule {
        number: 18,
        says: "a hold on a patient's access: clinician, basis, review date",
        held_by: &[(NOBODY_ELSE, &["no_patient_and_no_proxy_has_any_access_that_could_be_held"])],
        not_yet: "the hold itself: no patient signs in, so there is no access to hold",
    },
    Rule {
        number: 19,
        says: "what an advocate writes is read in their organization only, and by no administrator",
        held_by: &[
            ("domain/tests/it/member.rs", &["an_admin_manages_people_without_reading_cases"]),
            ("app/tests/it/custody.rs", &["another_organization_s_record_does_not_exist"]),
        ],
        not_yet: "",
    },
    Rule {
        number: 20,
        says: "every disclosure is logged, without content, and the log cannot be changed unseen",
        held_by: &[
            (APP_RULES, &["every_crossing_is_logged_and_the_log_holds_no_content"]),
            ("store/tests/it/audit.rs", &["a_flipped_entry_is_named", "a_removed_entry_is_named"]),
        ],
        not_yet: "",
    },
    Rule {
        number: 21,
        says: "a purge takes content and keys and keeps the log; a legal hold stops it",
        held_by: &[
            ("app/tests/it/time_passes.rs", &["a_referral_that_nobody_took_is_gone_after_a_week_and_its_count_stays"]),
            ("app/tests/it/restored.rs", &["what_was_destroyed_after_a_backup_is_destroyed_again_in_it"]),
            (
                "store/tests/it/retention.rs",
                &[
                    "what_was_destroyed_is_in_no_gap_of_a_page_after_the_file_was_written_anew",
                    "a_hold_keeps_a_record_and_its_forms_from_every_purge_until_it_is_lifted",
                ],
            ),
            (
                "app/tests/it/plan_kept.rs",
                &["under_a_hold_a_plan_is_added_to_said_again_and_closed_and_nothing_of_it_is_replaced"],
            ),
        ],
        not_yet: "",
    },
    Rule {
        number: 22,
        says: "no export to HMIS, none about a person to funder, evaluator or auditor",
        held_by: &[
            ("web/tests/it/matrix.rs", &["the_routes_and_their_policies_are_a_reviewed_table"]),
            (NOBODY_ELSE, &[NO_EXPORT]),
        ],
        not_yet: "papers for funders hold protected totals and nothing else",
    },
    Rule {
        number: 23,
        says: "asked only alone, with limits explained and language bridged",
        held_by: &[
            ("domain/tests/it/cues.rs", &["support_is_offered_only_alone_with_limits_explained_and_language_bridged"]),
            (
                "app/tests/it/referring.rs",
                &["support_is_not_offered_while_somebody_else_is_in_the_room_and_cards_always_are"],
            ),
        ],
        not_yet: "",
    },
];

/// The file of another room, or a page of the docs.
fn read(path: &str) -> String {
    let whole = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    std::fs::read_to_string(&whole).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Is there a test of that name, and is it run: not commented out, and not ignored?
fn is_run(text: &str, test: &str) -> bool {
    let mut marks: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim_start) {
        if line.starts_with("#[") {
            marks.push(line);
        } else if line.contains(&format!("fn {test}(")) || line.contains(&format!("test(\"{test}\"")) {
            let by_macro = text.contains("both_backends!") && line.starts_with("async fn");
            let is_test = by_macro || line.starts_with("test(") || marks.iter().any(|mark| is_mark_of_test(mark));
            return is_test && !line.starts_with("//") && !marks.iter().any(|mark| mark.starts_with("#[ignore"));
        } else if !line.starts_with("///") {
            marks.clear();
        }
    }
    false
}

fn is_mark_of_test(mark: &str) -> bool {
    ["#[test]", "#[tokio::test]", "#[tokio::test("].iter().any(|known| mark.starts_with(known))
}

#[test]
fn a_test_that_is_not_run_holds_no_rule() {
    for (text, is) in [
        ("#[test]\nfn it_holds() {", true),
        ("#[tokio::test]\nasync fn it_holds() {", true),
        ("both_backends! {\n    async fn it_holds(db: &TestStore) {", true),
        ("#[test]\n#[ignore]\nfn it_holds() {", false),
        ("// fn it_holds() {", false),
        ("fn it_holds() {", false),
        ("#[test]\nfn another() {\n}\nfn it_holds() {", false),
    ] {
        assert_eq!(is_run(text, "it_holds"), is, "{text}");
    }
}

#[test]
fn each_of_the_23_rules_is_held_by_tests_that_exist() {
    let numbers: Vec<_> = RULES.iter().map(|rule| rule.number).collect();
    assert_eq!(numbers, (1..=23).collect::<Vec<_>>());
    for rule in RULES {
        assert!(!rule.held_by.is_empty() || !rule.not_yet.is_empty(), "nothing holds rule {}", rule.number);
        for (file, tests) in rule.held_by {
            let text = read(file);
            for test in *tests {
                assert!(is_run(&text, test), "rule {}: no {test} in {file} that is run", rule.number);
            }
        }
    }
}

fn table() -> String {
    let mut table = "| Rule | Says | Held by |\n| --- | --- | --- |\n".to_owned();
    for rule in RULES {
        let mut cells: Vec<String> = Vec::new();
        for (file, tests) in rule.held_by {
            if *file == ALONE.0 && *tests == ALONE.1 {
                cells.push("*alone*".to_owned());
                continue;
            }
            let tests: Vec<_> = tests.iter().map(|test| format!("`{test}`")).collect();
            cells.push(format!("{}: {}", file.replace("/tests/it/", " "), tests.join(", ")));
        }
        cells.extend((!rule.not_yet.is_empty()).then(|| format!("*{}*", rule.not_yet)));
        let _ = writeln!(table, "| {} | {} | {} |", rule.number, rule.says, cells.join("<br>"));
    }
    table
}

#[test]
fn the_page_on_testing_shows_this_table() {
    let (table, page) = (table(), read("../docs/TESTING.md"));
    assert!(page.contains(&table), "docs/TESTING.md is behind; it should say:\n\n{table}");
}
