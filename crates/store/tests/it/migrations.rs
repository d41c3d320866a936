//! One history for both databases: the same files, and the same tables, columns and keys after them.

use std::collections::BTreeSet;
use std::path::Path;
use store::{OpenError, StoreOptions};
use testkit::TestStore;

#[test]
fn the_two_folders_hold_files_of_equal_names() {
    let names = |folder: &str| -> BTreeSet<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(folder);
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
}

/// One that lies in the folder and is in no list is never run.
#[test]
fn each_file_is_run() {
    testkit::run(async {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/sqlite");
        let number = |name: String| name.split_once('_').and_then(|(number, _)| number.parse::<u32>().ok());
        let files: BTreeSet<u32> = std::fs::read_dir(folder)
            .unwrap()
            .filter_map(|file| number(file.unwrap().file_name().into_string().unwrap()))
            .collect();
        for db in [TestStore::sqlite().await, TestStore::postgres().await] {
            let run = db.look("SELECT CAST(version AS TEXT) FROM _sqlx_migrations").await;
            let run: BTreeSet<u32> = run.iter().filter_map(|version| version.parse().ok()).collect();
            assert_eq!(files, run);
            db.end().await;
        }
    });
}

#[test]
fn the_two_databases_have_the_same_tables_columns_and_keys() {
    testkit::run(async {
        let (sqlite, postgres) = (TestStore::sqlite().await, TestStore::postgres().await);
        let columns = [
            sqlite
                .look(
                    "SELECT t.name || '.' || c.name || CASE WHEN c.\"notnull\" = 1 OR c.pk > 0 THEN '' ELSE '?' END \
                     FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' \
                     AND t.name NOT LIKE '\\_sqlx%' ESCAPE '\\' AND t.name NOT LIKE 'sqlite%' ORDER BY 1",
                )
                .await,
            postgres
                .look(
                    "SELECT table_name || '.' || column_name || CASE is_nullable WHEN 'NO' THEN '' ELSE '?' END \
                     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name) \
                     WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND table_name NOT LIKE '\\_sqlx%' ORDER BY 1",
                )
                .await,
        ];
        let [left, right] = columns.map(|names| names.into_iter().collect::<BTreeSet<_>>());
        assert!(left.len() > 100);
        assert_eq!(left, right);
        let keys = [
            sqlite
                .look(
                    "SELECT t.name || ':' || c.pk || ':' || c.name FROM sqlite_schema t, pragma_table_info(t.name) c \
                     WHERE t.type = 'table' AND c.pk > 0 AND t.name NOT LIKE '\\_sqlx%' ESCAPE '\\'",
                )
                .await,
            postgres
                .look(
                    "SELECT k.table_name || ':' || k.ordinal_position || ':' || k.column_name \
                     FROM information_schema.key_column_usage k JOIN information_schema.table_constraints c \
                     USING (constraint_schema, constraint_name) WHERE k.table_schema = current_schema() \
                     AND c.constraint_type = 'PRIMARY KEY' AND k.table_name NOT LIKE '\\_sqlx%'",
                )
                .await,
        ];
        let [left, right] = keys.map(|names| names.into_iter().collect::<BTreeSet<_>>());
        assert_eq!(left, right);
        let first: BTreeSet<&str> = left.iter().filter(|key| key.contains(":1:")).map(String::as_str).collect();
        // Public lists, and what is found of them, are the node's: nothing about a person.
        let of_the_node = [
            "node:1:key",
            "organization:1:id",
            "partnership:1:id",
            "directory_check:1:listing_id",
            "directory_index:1:stamp",
            "directory_listing:1:id",
            "directory_pair:1:one",
            "directory_run:1:id",
            "directory_state:1:one",
        ];
        for key in first {
            assert!(
                key.ends_with(":org_id") || of_the_node.contains(&key),
                "{key} does not start with its organization"
            );
        }
        sqlite.end().await;
        postgres.end().await;
    });
}

#[test]
fn an_address_that_cannot_be_used_says_why() {
    testkit::run(async {
        let open = async |url: &str| store::Store::open(url, &StoreOptions::default()).await.map(drop);
        assert!(matches!(open("mysql://here").await, Err(OpenError::Address)));
        assert!(matches!(open("sqlite:").await, Err(OpenError::Address)));
        assert!(matches!(open("sqlite:/no/such/folder/footbridge.db").await, Err(OpenError::Database(_))));
        let far = open("postgres://app@db.example.org/footbridge").await;
        assert!(far.as_ref().is_err_and(|error| error.to_string().contains("postgres-tls")), "{far:?}");
    });
}

testkit::both_backends! {
    async fn a_changed_migration_is_refused(db: &TestStore) {
        let bytes = if db.store().backend() == "sqlite" { "x'00'" } else { "'\\x00'::bytea" };
        db.tamper(&format!("UPDATE _sqlx_migrations SET checksum = {bytes}")).await;
        let opened = store::Store::open(db.url(), &StoreOptions::default()).await.map(drop);
        assert!(matches!(opened, Err(OpenError::Migration { .. })), "{opened:?}");
    }
}
