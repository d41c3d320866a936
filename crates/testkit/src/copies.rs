//! A backup of a whole database, and the day on which it is put back: on either database, while the store stays open.

use crate::TestStore;

/// The tables of a copy stand beside the others under this name.
pub(crate) const COPY: &str = "put_aside";

/// What was copied.
pub struct Copy {
    tables: Vec<String>,
    /// SQLite's file.
    file: Option<(tempfile::TempDir, String)>,
}

impl TestStore {
    /// Copies every row as it stands now.
    ///
    /// # Panics
    /// When the database refuses it.
    pub async fn copy(&self) -> Copy {
        let Some(_) = self.folder() else {
            let tables = self
                .look(
                    "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() \
                     AND tablename NOT LIKE '\\_sqlx%' ORDER BY 1",
                )
                .await;
            let aside = format!("{}_{COPY}", self.look("SELECT current_schema()::text").await[0]);
            let mut all = format!("DROP SCHEMA IF EXISTS {aside} CASCADE; CREATE SCHEMA {aside};");
            for table in &tables {
                all.push_str(&format!("CREATE TABLE {aside}.{table} AS TABLE {table};"));
            }
            self.tamper(&all).await;
            return Copy { tables, file: None };
        };
        let tables = self
            .look(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' \
                 AND name NOT LIKE '\\_sqlx%' ESCAPE '\\' ORDER BY 1",
            )
            .await;
        let folder = tempfile::tempdir().expect("invariant: a temporary folder can be made");
        let path = folder.path().join("copy.db").display().to_string();
        self.tamper(&format!("VACUUM INTO '{path}'")).await;
        Copy { tables, file: Some((folder, path)) }
    }

    /// Everything stands again as it stood in the copy.
    ///
    /// # Panics
    /// When the database refuses it.
    pub async fn put_back(&self, copy: &Copy) {
        let mut all = String::new();
        match &copy.file {
            Some((_, path)) => {
                all.push_str(&format!("ATTACH '{path}' AS {COPY}; BEGIN IMMEDIATE;"));
                for table in &copy.tables {
                    all.push_str(&format!(
                        "DELETE FROM main.{table}; INSERT INTO main.{table} SELECT * FROM {COPY}.{table};"
                    ));
                }
                all.push_str("COMMIT;");
            }
            None => {
                let aside = format!("{}_{COPY}", self.look("SELECT current_schema()::text").await[0]);
                for table in &copy.tables {
                    all.push_str(&format!("DELETE FROM {table}; INSERT INTO {table} SELECT * FROM {aside}.{table};"));
                }
            }
        }
        self.tamper(&all).await;
    }
}
