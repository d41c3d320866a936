//! What SQLite's planner is told of how many rows a table will have.
//!
//! A new database has no counts, and without them the planner takes an organization for a handful of rows: it then
//! reads all of them by the primary key rather than look one up in an index, and every send gets slower with every
//! send before it. Counting (`ANALYZE`) would help late, differ from node to node, and keep samples of what is
//! stored. So every database is told the same: many rows an organization, few for each of its ids.
//!
//! Invariant: nothing here depends on what is stored, so a statement has the same plan everywhere.

use crate::error::Result;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

/// Tables that stay small whatever happens.
const FEW: &[&str] = &[
    "affiliation",
    "audit_checkpoint",
    "audit_head",
    "calendar_feed",
    "card_batch",
    "card_heard",
    "certificate",
    "closed_day",
    "coalition_told",
    "compartment_grant",
    "compartment_server",
    "consult",
    "directory_check",
    "directory_index",
    "directory_owner",
    "directory_pair",
    "directory_run",
    "directory_state",
    "directory_suggestion",
    "invitation",
    "lapse_said",
    "listing",
    "mail",
    "mail_setting",
    "mandate",
    "mandate_notice",
    "member",
    "mou_signature",
    "mou_version",
    "naming_asked",
    "node",
    "offer_answer",
    "organization",
    "partner_invitation",
    "partnership",
    "partnership_side",
    "procedure_version",
    "profile",
    "program_count",
    "published",
    "retention_setting",
    "release_draft",
    "recounted",
    "restricted",
    "roll_up",
    "roll_up_refused",
    "roll_up_report",
    "service_count",
    "split_anew",
    "session",
    "site",
    "slot_assignment",
    "state_rule",
    "tally",
    "tally_part",
    "tally_part_settled",
    "tally_settled",
    "total_refused",
    "total_report",
    "training_attendance",
    "workspace_edit",
];
/// Columns of codes: each value is in a good part of the rows.
const CODES: &[&str] = &["bank", "code", "compartment", "direction", "kind", "measure", "month", "purpose", "queue"];

/// An index as the planner knows it.
struct Index {
    table: String,
    name: String,
    partial: bool,
    columns: Vec<String>,
}

/// Tells it, unless this database was told before.
pub(crate) fn tell(connection: &mut Connection) -> Result<()> {
    let tx = connection.transaction()?;
    let indexes = indexes(&tx)?;
    if told(&tx)? == Some(indexes.len()) {
        return Ok(());
    }
    // Makes the tables of counts, which cannot be made by name; what it counts goes at once.
    tx.execute_batch("ANALYZE audit_head")?;
    for counts in ["sqlite_stat1", "sqlite_stat4"] {
        if exists(&tx, counts)? {
            tx.execute_batch(&format!("DELETE FROM {counts}"))?;
        }
    }
    for index in &indexes {
        let told = params![index.table, index.name, index.counts()];
        tx.execute("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?1, ?2, ?3)", told)?;
    }
    tx.commit()?;
    Ok(connection.execute_batch("ANALYZE sqlite_schema")?)
}

/// For how many indexes counts are kept; none when there is no table of counts.
fn told(tx: &Transaction<'_>) -> Result<Option<usize>> {
    if !exists(tx, "sqlite_stat1")? {
        return Ok(None);
    }
    let n: i64 = tx.query_row("SELECT COUNT(*) FROM sqlite_stat1", [], |row| row.get(0))?;
    Ok(usize::try_from(n).ok())
}

fn exists(tx: &Transaction<'_>, table: &str) -> Result<bool> {
    let found = tx.query_row("SELECT 1 FROM sqlite_schema WHERE name = ?1", [table], |_| Ok(())).optional()?;
    Ok(found.is_some())
}

/// The key of a table that is its own index goes by the table's name.
const INDEXES: &str = "SELECT t.name, CASE WHEN t.wr = 1 AND i.origin = 'pk' THEN t.name ELSE i.name END, i.partial, \
     (SELECT string_agg(c.name, ' ' ORDER BY c.seqno) FROM pragma_index_info(i.name) c) \
     FROM pragma_table_list t, pragma_index_list(t.name) i WHERE t.schema = 'main' AND t.type = 'table' \
     AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE '\\_sqlx%' ESCAPE '\\'";

fn indexes(tx: &Transaction<'_>) -> Result<Vec<Index>> {
    let mut statement = tx.prepare(INDEXES)?;
    let read = |row: &rusqlite::Row<'_>| {
        let columns: String = row.get(3)?;
        let columns = columns.split(' ').map(str::to_owned).collect();
        Ok(Index { table: row.get(0)?, name: row.get(1)?, partial: row.get(2)?, columns })
    };
    let found = statement.query_map([], read)?.collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

impl Index {
    /// Rows, and how many of them agree in the first column, in the first two, and so on.
    fn counts(&self) -> String {
        let all: u64 = if FEW.contains(&self.table.as_str()) { 400 } else { 4_000_000 };
        let rows = if self.partial { all / 100 } else { all };
        let (mut counts, mut alike) = (vec![rows], rows);
        for column in &self.columns {
            alike =
                if column == "org_id" || CODES.contains(&column.as_str()) { alike.div_ceil(4) } else { alike.min(2) };
            counts.push(alike);
        }
        if let Some(last) = counts.last_mut().filter(|last| **last == 2) {
            *last = 1;
        }
        counts.iter().map(u64::to_string).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::Index;

    fn counts(table: &str, partial: bool, columns: &[&str]) -> String {
        let columns = columns.iter().map(|&column| column.to_owned()).collect();
        Index { table: table.to_owned(), name: String::new(), partial, columns }.counts()
    }

    #[test]
    fn an_organization_has_many_rows_and_an_id_few() {
        assert_eq!(counts("disclosure", false, &["org_id", "message_id"]), "4000000 1000000 1");
        assert_eq!(counts("referral", false, &["org_id", "bank", "created_at", "id"]), "4000000 1000000 250000 2 1");
        assert_eq!(counts("outbox", true, &["org_id", "next_at", "id"]), "40000 10000 2 1");
        assert_eq!(counts("member", false, &["org_id", "id"]), "400 100 1");
    }
}
