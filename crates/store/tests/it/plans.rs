//! What grows with every referral is never walked through to find one of them.

use testkit::TestStore;

#[test]
fn one_record_s_rows_are_found_by_an_index_in_a_database_that_has_no_counts_yet() {
    testkit::run(async {
        let db = TestStore::sqlite().await;
        for (statement, index) in [
            ("UPDATE disclosure SET delivered_at = 1 WHERE org_id = $1 AND message_id = $2", "disclosure_message"),
            ("SELECT * FROM disclosure WHERE org_id = $1 AND referral_id = $2 ORDER BY at, id", "disclosure_referral"),
            ("SELECT * FROM audit_entry WHERE org_id = $1 AND subject = $2 ORDER BY seq", "audit_entry_subject"),
            ("UPDATE referral SET delivered_at = 1 WHERE org_id = $1 AND crossing_id = $2", "referral_crossing"),
            (
                "SELECT id FROM referral r WHERE r.org_id = $1 AND r.id = $3 AND NOT EXISTS (SELECT 1 FROM conflict c \
                 WHERE c.org_id = r.org_id AND c.member_id = $2 AND c.referral_id = r.id)",
                "SEARCH k USING PRIMARY KEY (org_id=? AND referral_id=?)",
            ),
            (
                "SELECT id FROM release WHERE org_id = $1 AND signed_at < $2 AND form_sealed IS NOT NULL \
                 ORDER BY signed_at, id LIMIT 9",
                "release_form",
            ),
        ] {
            let plan = db.plan(statement);
            let of_one = plan.contains(index) && !plan.contains("(org_id=?)") && !plan.contains("SCAN");
            assert!(of_one, "{statement}\n{plan}");
        }
        db.end().await;
    });
}

#[test]
fn a_page_of_a_thread_is_read_from_its_newest_on_and_sorts_nothing() {
    testkit::run(async {
        let db = TestStore::sqlite().await;
        let plan = db.plan(
            "SELECT i.id FROM plan_item i WHERE i.org_id = $1 AND i.referral_id = $3 AND i.kind = $4 \
             AND (i.side = 'ours' OR i.until > $5) AND (i.at, i.id) < ($6, $7) AND NOT EXISTS (SELECT 1 FROM conflict c \
             WHERE c.org_id = i.org_id AND c.member_id = $2 AND c.referral_id = i.referral_id) \
             ORDER BY i.at DESC, i.id DESC LIMIT $8",
        );
        let is_found = plan.contains("plan_item_thread (org_id=? AND referral_id=? AND kind=? AND (at,id)<(?,?))");
        assert!(is_found && !plan.contains("TEMP B-TREE FOR ORDER BY"), "{plan}");
    });
}

#[test]
fn what_the_page_of_totals_reads_is_a_range_of_months_or_of_one_partnership() {
    testkit::run(async {
        let db = TestStore::sqlite().await;
        let months = "org_id = $1 AND month >= $2 AND month <= $3";
        for (table, of) in [
            ("tally", months),
            ("tally_part", months),
            ("service_count", months),
            ("total_report", "org_id = $1 AND partnership_id = $2"),
            ("total_refused", "org_id = $1 AND partnership_id = $2"),
            ("program_count", "org_id = $1 AND partnership_id = $2"),
            ("procedure_version", "org_id = $1 AND partnership_id = $2"),
        ] {
            let plan = db.plan(&format!("SELECT * FROM {table} WHERE {of}"));
            let is_range = plan.contains("SEARCH") && !plan.contains("(org_id=?)") && !plan.contains("SCAN");
            assert!(is_range, "{table}\n{plan}");
        }
        db.end().await;
    });
}
