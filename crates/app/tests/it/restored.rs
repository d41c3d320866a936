//! A backup that is older than what was destroyed, restored.

use crate::town::*;
use app::App;
use app::tombstones::{destroy_again, list};
use domain::retention::DocumentNumber;
use testkit::TestStore;

#[tokio::test(flavor = "multi_thread")]
async fn what_was_destroyed_after_a_backup_is_destroyed_again_in_it() {
    let db = TestStore::sqlite().await;
    let town = Town::on(&db).await;
    let (stopped, kept) = (town.refer().await, town.refer().await);
    town.deliver().await;
    let folder = tempfile::tempdir().unwrap();
    db.tamper(&format!("VACUUM INTO '{}'", folder.path().join("town.db").display())).await;
    app::referrals::stop(&town.app, &town.rosa, stopped).await.unwrap();
    town.deliver().await;
    let stones = list(&town.app).await.unwrap();
    assert_eq!(stones.len(), 2, "what is gone over there, and that it was stopped here");

    let restored = App::open(settings(folder.path(), town.clock.clone())).await.unwrap();
    assert!(list(&restored).await.unwrap().is_empty(), "the backup knows nothing of it");
    let cookie = app::sign_in::sign_in(&restored, "maya", PASSWORD, app::session::Device::Private).await.unwrap();
    let maya = load(&restored, cookie.value()).await;
    let across = async |id| town.across(&town.rosa, &town.maya, id).await;
    let (stopped, kept) = (across(stopped).await, across(kept).await);
    let has_content = async |id| app::referrals::show(&restored, &maya, id).await.unwrap().card.is_some();
    assert!(has_content(stopped).await, "so it stands there again");
    for stone in &stones {
        assert!(destroy_again(&restored, stone).await.unwrap());
        assert!(!destroy_again(&restored, stone).await.unwrap(), "once");
    }
    assert!(!has_content(stopped).await && has_content(kept).await);
    assert_eq!(list(&restored).await.unwrap(), stones);
    app::audit::verify(&restored, maya.org_id()).await.unwrap().unwrap();
    restored.close().await;
    town.app.close().await;
    db.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_that_waits_in_a_backup_and_was_heard_since_is_heard_in_it_at_once() {
    let db = TestStore::sqlite().await;
    let town = Town::on(&db).await;
    let ours = town.refer().await;
    town.deliver().await;
    let theirs = town.across(&town.rosa, &town.maya, ours).await;
    // What a court wants is kept, and nobody works with it.
    let document = DocumentNumber::parse("24 CV 1120").unwrap();
    app::forgetting::holds::put(&town.app, &town.maya, theirs, town.form(), &document).await.unwrap();
    app::referrals::stop(&town.app, &town.rosa, ours).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    db.tamper(&format!("VACUUM INTO '{}'", folder.path().join("town.db").display())).await;
    town.deliver().await;
    let stones = list(&town.app).await.unwrap();

    let restored = App::open(settings(folder.path(), town.clock.clone())).await.unwrap();
    let cookie = app::sign_in::sign_in(&restored, "maya", PASSWORD, app::session::Device::Private).await.unwrap();
    let maya = load(&restored, cookie.value()).await;
    let is_open = async || app::referrals::show(&restored, &maya, theirs).await.unwrap().partner_ended_at.is_none();
    assert!(is_open().await, "the copy has not heard of it");
    for stone in &stones {
        destroy_again(&restored, stone).await.unwrap();
        assert!(!destroy_again(&restored, stone).await.unwrap(), "once");
    }
    assert!(!is_open().await, "before anything is delivered");
    restored.close().await;
    town.app.close().await;
    db.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_back_after_a_backup_is_taken_back_again_in_it() {
    let mut town = Town::new().await;
    let (unsent, to_come) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    let (release, queued) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    app::referrals::send(&town.app, &town.ines, town.reverse(queued, release)).await.unwrap();
    let kept = town.release(ALL_BUT_SUBSTANCE_USE).await;
    let arrives =
        async |town: &Town, id| app::workers::record_across(&town.app, &town.ines, &town.rosa, id).await.is_ok();
    let file = town.folder.path().join("town.db");
    let copies = tempfile::tempdir().unwrap();
    let copy = copies.path().join("copy.db");
    let made = rusqlite::Connection::open(&file).unwrap();
    made.execute_batch(&format!("VACUUM INTO '{}'", copy.display())).unwrap();
    drop(made);
    app::releases::revoke(&town.app, &town.june, unsent).await.unwrap();
    app::releases::revoke(&town.app, &town.june, release).await.unwrap();
    let list = list(&town.app).await.unwrap();
    assert_eq!(list.len(), 2);

    let put_back = || {
        for end in ["db-wal", "db-shm"] {
            let _ = std::fs::remove_file(file.with_extension(end));
        }
        std::fs::copy(&copy, &file).unwrap();
    };
    town.start_again(put_back).await;
    for stone in &list {
        assert!(destroy_again(&town.app, stone).await.unwrap());
        assert!(!destroy_again(&town.app, stone).await.unwrap(), "once");
    }
    town.deliver().await;
    assert!(!arrives(&town, queued).await, "the copy still had it waiting");
    let late = app::referrals::send(&town.app, &town.ines, town.reverse(to_come, unsent)).await;
    assert!(late.is_err(), "and this release as live");
    app::referrals::send(&town.app, &town.ines, town.reverse(kept.1, kept.0)).await.unwrap();
    town.deliver().await;
    assert!(arrives(&town, kept.1).await, "what was not taken back holds");
    for org in [town.ines.org_id(), town.rosa.org_id()] {
        app::audit::verify(&town.app, org).await.unwrap().unwrap();
        assert_eq!(app::health::recount(&town.app, org).await.unwrap(), 0);
    }
}
