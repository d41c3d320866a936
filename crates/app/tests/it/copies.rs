//! A backup of a whole database, and the day on which it is put back: on either database, while the store stays open.

use testkit::TestStore;

/// The tables of a copy stand beside the others under this name; on PostgreSQL they go with the schema of the test.
const COPY: &str = testkit::PUT_ASIDE;

/// What was copied.
pub struct Copy {
    tables: Vec<String>,
    /// SQLite's file.
    file: Option<(tempfile::TempDir, String)>,
}

impl Copy {
    /// Copies every row as it stands now.
    ///
    /// # Panics
    /// When the database refuses it.
    pub async fn of(db: &TestStore) -> Self {
        let Some(_) = db.folder() else {
            let tables = db
                .look(
                    "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() \
                     AND tablename NOT LIKE '\\_sqlx%' ORDER BY 1",
                )
                .await;
            let aside = format!("{}_{COPY}", db.look("SELECT current_schema()::text").await[0]);
            let mut all = format!("DROP SCHEMA IF EXISTS {aside} CASCADE; CREATE SCHEMA {aside};");
            for table in &tables {
                all.push_str(&format!("CREATE TABLE {aside}.{table} AS TABLE {table};"));
            }
            db.tamper(&all).await;
            return Self { tables, file: None };
        };
        let tables = db
            .look(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' \
                 AND name NOT LIKE '\\_sqlx%' ESCAPE '\\' ORDER BY 1",
            )
            .await;
        let folder = tempfile::tempdir().expect("invariant: a temporary folder can be made");
        let path = folder.path().join("copy.db").display().to_string();
        db.tamper(&format!("VACUUM INTO '{path}'")).await;
        Self { tables, file: Some((folder, path)) }
    }

    /// Everything stands again as it stood in the copy.
    ///
    /// # Panics
    /// When the database refuses it.
    pub async fn put_back(&self, db: &TestStore) {
        let mut all = String::new();
        match &self.file {
            Some((_, path)) => {
                all.push_str(&format!("ATTACH '{path}' AS {COPY}; BEGIN IMMEDIATE;"));
                for table in &self.tables {
                    all.push_str(&format!(
                        "DELETE FROM main.{table}; INSERT INTO main.{table} SELECT * FROM {COPY}.{table};"
                    ));
                }
                all.push_str("COMMIT;");
            }
            None => {
                let aside = format!("{}_{COPY}", db.look("SELECT current_schema()::text").await[0]);
                for table in &self.tables {
                    all.push_str(&format!("DELETE FROM {table}; INSERT INTO {table} SELECT * FROM {aside}.{table};"));
                }
            }
        }
        db.tamper(&all).await;
    }
}
