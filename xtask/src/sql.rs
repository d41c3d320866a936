//! SQL stands in the store and nowhere else: statements are looked for in the string literals of every other room.
//!
//! Only `src` is searched: a test may tamper with a database from outside.

use crate::literals::literals;
use crate::trouble::Trouble;
use std::path::{Path, PathBuf};

const STORE: &str = "store";

/// One line for each SQL text outside the store.
///
/// # Errors
/// [`Trouble::File`] when a source file cannot be read.
pub fn outside_the_store(crates: &Path) -> Result<Vec<String>, Trouble> {
    let mut broken = Vec::new();
    for room in entries(crates)? {
        if room.file_name().is_some_and(|name| name == STORE) {
            continue;
        }
        for file in rust_files(&room.join("src"))? {
            let source = std::fs::read_to_string(&file).map_err(Trouble::file(&file))?;
            let shown = file.strip_prefix(crates.parent().unwrap_or(crates)).unwrap_or(&file).display();
            let found = literals(&source).into_iter().filter(|literal| is_sql(literal.text));
            broken.extend(found.map(|literal| format!("{shown}:{}: SQL outside the store", literal.line)));
        }
    }
    Ok(broken)
}

/// Whether a text is a statement, or holds one: an opening word, and the word that must follow it.
fn is_sql(text: &str) -> bool {
    const ANYWHERE: &[&str] = &["insert into ", "delete from ", "create table ", "alter table ", "drop table "];
    const OPENING: &[(&str, &str)] = &[
        ("select ", " from "),
        ("select ", "("),
        ("update ", " set "),
        ("with ", " as ("),
        ("create ", " index "),
        ("pragma ", ""),
        ("vacuum", ""),
    ];
    let text = text.replace("\\n", " ").split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    ANYWHERE.iter().any(|phrase| text.contains(phrase))
        || OPENING.iter().any(|(open, then)| text.starts_with(open) && text[open.len() - 1..].contains(then))
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(Trouble::file(folder))? {
        paths.push(entry.map_err(Trouble::file(folder))?.path());
    }
    paths.sort();
    Ok(paths)
}

fn rust_files(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let mut files = Vec::new();
    for path in entries(folder)? {
        if path.is_dir() {
            files.extend(rust_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::is_sql;

    #[test]
    fn statements_are_found_in_any_case_and_over_several_lines() {
        for text in [
            "SELECT id FROM referrals WHERE org_id = $1",
            "select id\n    from referrals",
            "INSERT INTO audit (org_id) VALUES ($1)",
            "  UPDATE releases\n SET revoked_at = $1",
            "WITH gone AS (DELETE FROM outbox RETURNING id) SELECT 1",
            "PRAGMA synchronous = FULL",
            "CREATE UNIQUE INDEX a ON b (c)",
            "SELECT count(*)",
            "VACUUM",
        ] {
            assert!(is_sql(text), "{text}");
        }
    }

    #[test]
    fn words_of_the_field_are_not_mistaken_for_sql() {
        for text in [
            "select a way to reach them",
            "update your services",
            "delete what is no longer true",
            "with the person",
            "referral_sent",
            "from",
        ] {
            assert!(!is_sql(text), "{text}");
        }
    }
}
