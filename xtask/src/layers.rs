//! Arrows between rooms, read from `cargo metadata` and held against the table in [`crate::rooms`].

use crate::child;
use crate::rooms::{self, KEPT, TESTKIT};
use crate::root;
use crate::sql;
use crate::trouble::Trouble;
use serde_json::Value;
use std::path::PathBuf;

/// `cargo xtask layers`.
///
/// # Errors
/// [`Trouble::House`] names every forbidden arrow and every SQL text outside the store.
pub fn command() -> Result<(), Trouble> {
    let mut broken = broken_arrows(&metadata()?)?;
    broken.extend(sql::outside_the_store(&root().join("crates"))?);
    if !broken.is_empty() {
        return Err(Trouble::House { broken });
    }
    println!("layers: {} rooms, every arrow allowed, no SQL outside the store", rooms::ROOMS.len());
    Ok(())
}

/// What cargo says about the workspace's own crates. Needs no network.
fn metadata() -> Result<Value, Trouble> {
    let text = child::capture(&mut child::cargo(&["metadata", "--format-version", "1", "--no-deps", "--offline"]))?;
    serde_json::from_str(&text).map_err(|_| METADATA)
}

/// Where cargo puts what it builds.
///
/// # Errors
/// [`Trouble::Unreadable`] when cargo does not say.
pub fn target_folder() -> Result<PathBuf, Trouble> {
    metadata()?["target_directory"].as_str().map(PathBuf::from).ok_or(METADATA)
}

const METADATA: Trouble = Trouble::Unreadable { what: "cargo metadata" };

/// One line for each arrow that the table forbids.
///
/// # Errors
/// [`Trouble::Unreadable`] when the metadata is not in the form of version 1.
pub fn broken_arrows(metadata: &Value) -> Result<Vec<String>, Trouble> {
    let packages = metadata["packages"].as_array().ok_or(METADATA)?;
    let ours: Vec<&str> = packages.iter().filter_map(|package| package["name"].as_str()).collect();
    let mut broken = Vec::new();
    for package in packages {
        let from = package["name"].as_str().ok_or(METADATA)?;
        let Some(room) = rooms::find(from) else {
            broken.push(format!("{from} is not in the table of rooms: add it to xtask/src/rooms.rs"));
            continue;
        };
        for dependency in package["dependencies"].as_array().ok_or(METADATA)? {
            let to = dependency["name"].as_str().ok_or(METADATA)?;
            let for_tests = dependency["kind"].as_str() == Some("dev");
            let verdict = if ours.contains(&to) { own(room, to, for_tests) } else { foreign(room, to, for_tests) };
            if let Err(why) = verdict {
                broken.push(format!("{from} → {to}: {why}"));
            }
        }
    }
    Ok(broken)
}

fn own(room: &rooms::Room, to: &str, for_tests: bool) -> Result<(), String> {
    if to == TESTKIT && for_tests && room.name != "domain" || room.knows.contains(&to) {
        return Ok(());
    }
    if to == TESTKIT {
        return Err("testkit is for tests only".to_owned());
    }
    Err(format!(
        "{} may know {}",
        room.name,
        if room.knows.is_empty() { "no other room".into() } else { list(room.knows) }
    ))
}

fn foreign(room: &rooms::Room, to: &str, for_tests: bool) -> Result<(), String> {
    if for_tests {
        return Ok(());
    }
    if let Some(only) = room.only.filter(|only| !only.contains(&to)) {
        return Err(format!("{} imports only {}", room.name, list(only)));
    }
    match KEPT.iter().find(|kept| kept.name == to) {
        Some(kept) if !kept.rooms.contains(&room.name) => Err(kept.why.to_owned()),
        _ => Ok(()),
    }
}

fn list(names: &[&str]) -> String {
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::{broken_arrows, command, metadata};
    use serde_json::{Value, json};

    /// The real workspace with one more arrow in it.
    fn with_arrow(from: &str, to: &str, kind: Option<&str>) -> Value {
        let mut metadata = metadata().unwrap();
        let packages = metadata["packages"].as_array_mut().unwrap();
        let package = packages.iter_mut().find(|package| package["name"] == from).unwrap();
        package["dependencies"].as_array_mut().unwrap().push(json!({ "name": to, "kind": kind }));
        metadata
    }

    fn check_refused(from: &str, to: &str, kind: Option<&str>) {
        let broken = broken_arrows(&with_arrow(from, to, kind)).unwrap();
        assert_eq!(broken.len(), 1, "{from} → {to}: {broken:?}");
        assert!(broken[0].starts_with(&format!("{from} → {to}: ")), "{broken:?}");
    }

    fn check_allowed(from: &str, to: &str, kind: Option<&str>) {
        assert_eq!(broken_arrows(&with_arrow(from, to, kind)).unwrap(), Vec::<String>::new());
    }

    #[test]
    fn the_real_tree_keeps_the_rules() {
        command().unwrap();
    }

    #[test]
    fn an_arrow_that_points_up_is_found() {
        check_refused("domain", "store", None);
        check_refused("vault", "store", None);
        check_refused("store", "app", None);
        check_refused("app", "web", None);
        check_refused("web", "footbridge", None);
    }

    #[test]
    fn a_room_does_not_reach_past_its_neighbor() {
        check_refused("web", "store", None);
        check_refused("web", "vault", None);
        check_refused("xtask", "domain", None);
    }

    #[test]
    fn an_arrow_that_only_the_build_or_the_tests_take_counts_too() {
        check_refused("store", "app", Some("dev"));
        check_refused("store", "web", Some("build"));
    }

    #[test]
    fn sql_and_ciphers_stay_in_their_rooms() {
        check_refused("app", "sqlx", None);
        check_refused("web", "argon2", None);
        check_refused("store", "chacha20poly1305", None);
        check_refused("app", "getrandom", None);
        check_refused("store", "axum", None);
        check_allowed("app", "sqlx", Some("dev"));
    }

    #[test]
    fn the_domain_imports_nothing_but_what_it_names() {
        check_refused("domain", "tokio", None);
        check_refused("domain", "serde_json", None);
        check_allowed("domain", "insta", Some("dev"));
        check_refused("domain", "testkit", Some("dev"));
    }

    #[test]
    fn the_testkit_is_for_tests_only() {
        check_refused("web", "testkit", None);
        check_refused("app", "testkit", Some("build"));
        check_allowed("store", "testkit", Some("dev"));
    }

    #[test]
    fn a_room_nobody_has_placed_is_refused() {
        let mut metadata = metadata().unwrap();
        metadata["packages"].as_array_mut().unwrap().push(json!({ "name": "attic", "dependencies": [] }));
        let broken = broken_arrows(&metadata).unwrap();
        assert!(broken[0].starts_with("attic is not in the table"), "{broken:?}");
    }

    #[test]
    fn metadata_in_another_form_is_an_error_and_not_a_clean_bill() {
        broken_arrows(&json!({ "packages": [{ "name": "domain" }] })).unwrap_err();
        broken_arrows(&json!({})).unwrap_err();
    }
}
