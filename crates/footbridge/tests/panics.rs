//! What the real process says when it panics.

#![cfg(test)]

use std::fs::File;
use std::process::{Command, Stdio};

#[test]
fn a_panic_says_where_and_none_of_its_words() {
    let folder = tempfile::tempdir().unwrap();
    // Printing to a device that is always full panics in the standard library, with the reason in its words.
    let full = File::options().write(true).open("/dev/full").unwrap();
    let ended = Command::new(env!("CARGO_BIN_EXE_footbridge"))
        .args(["org", "add", "--database"])
        .arg(format!("sqlite:{}", folder.path().join("footbridge.db").display()))
        .arg("--keys")
        .arg(folder.path().join("keys"))
        .stdout(Stdio::from(full))
        .output()
        .unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    let lines: Vec<serde_json::Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 1, "{said}");
    assert_eq!(lines[0]["fields"]["code"], "panicked");
    assert!(lines[0]["fields"]["place"].as_str().unwrap().contains(".rs:"), "{said}");
    for words in ["failed printing", "No space left", "thread '", "panicked at"] {
        assert!(!said.contains(words), "{said}");
    }
    assert!(!ended.status.success());
}
