//! What the operator of a PostgreSQL database is told to have written anew is every table that holds something sealed.

use std::collections::BTreeSet;
use std::path::Path;
use testkit::both_backends;

/// The tables that `docs/OPERATIONS.md` names.
fn named() -> BTreeSet<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/OPERATIONS.md");
    let page = std::fs::read_to_string(page).unwrap();
    let (_, list) = page.split_once("VACUUM FULL ").unwrap();
    let (list, _) = list.split_once(';').unwrap();
    list.split(',').map(|table| table.trim().to_owned()).collect()
}

both_backends! {
    async fn every_table_with_something_sealed_is_among_those_that_are_written_anew(db: &TestStore) {
        let sealed: BTreeSet<String> = match db.folder() {
            Some(_) => {
                db.look(
                    "SELECT DISTINCT t.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' \
                     AND c.name LIKE '%\\_sealed' ESCAPE '\\'",
                )
                .await
            }
            None => {
                db.look(
                    "SELECT DISTINCT table_name::text FROM information_schema.columns JOIN information_schema.tables \
                     USING (table_schema, table_name) WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' \
                     AND column_name LIKE '%\\_sealed'",
                )
                .await
            }
        }
        .into_iter()
        .collect();
        assert!(sealed.contains("plan_item") && sealed.contains("release_draft"));
        // What stood in clear about a person goes as well.
        let sealed: BTreeSet<String> = sealed.into_iter().chain(["agreement", "referral_event"].map(str::to_owned)).collect();
        assert_eq!(named(), sealed, "docs/OPERATIONS.md, PostgreSQL");
    }
}
