//! A restore as an operator does it: the list printed by the binary, the copy put back, the list replayed by the binary.

#![cfg(test)]

#[path = "../../app/tests/it/copies.rs"]
mod copies;

use copies::Copy;
use std::path::Path;
use std::process::Command;
use testkit::both_backends;
use testkit::town::Town;

/// Runs `footbridge doctor` and answers what it printed.
fn doctor(database: &str, keys: &Path, args: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_footbridge"))
        .arg("doctor")
        .args(args)
        .args(["--database", database, "--keys"])
        .arg(keys)
        .output()
        .expect("the binary starts");
    let (said, wrong) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success(), "{said}{wrong}");
    said.into_owned()
}

both_backends! {
    async fn the_command_destroys_again_and_puts_back_what_protects_people(db: &TestStore) {
        let mut town = Town::on(db).await;
        let (asked, named) = (town.refer().await, town.refer().await);
        town.deliver().await;
        let asked = town.across(&town.rosa, &town.ines, asked).await;
        let named = town.across(&town.rosa, &town.ines, named).await;
        let copy = Copy::of(db).await;
        app::forgetting::request::forget_everything(&town.app, &town.ines, asked, &asked.short_code(), false).await.unwrap();
        app::people::hide_from(&town.app, &town.maya, named, town.june.member()).await.unwrap();

        let folder = tempfile::tempdir().unwrap();
        let (keys, list) = (folder.path().join("keys"), folder.path().join("list"));
        let printed = doctor(db.url(), &keys, &["--tombstones"]);
        assert!(printed.contains(&format!(" referrals {asked} ")) && printed.contains(&format!(" protections.hidden {named} ")));
        assert!(!printed.contains(testkit::town::CANARY_NAME) && !printed.contains("june"));
        std::fs::write(&list, &printed).unwrap();
        copy.put_back(db).await;
        let list = list.display().to_string();
        let mut said = Vec::new();
        town.start_again(|| {
            for _ in 0..2 {
                said.push(doctor(db.url(), &keys, &["--replay-tombstones", &list]));
            }
        }).await;
        assert!(said[0].contains("1 rows held content") && said[0].contains("1 were not in force"), "{}", said[0]);
        assert!(said[1].contains("0 rows held content") && said[1].contains("0 were not in force"), "{}", said[1]);
        assert!(said[0].contains("mail: 0 addresses"), "{}", said[0]);
        assert!(app::referrals::show(&town.app, &town.ines, asked).await.unwrap().card.is_none());
        assert!(app::referrals::show(&town.app, &town.ines, named).await.unwrap().card.is_some());
        assert!(matches!(app::referrals::show(&town.app, &town.june, named).await, Err(app::Error::NotFound)));
    }
}
