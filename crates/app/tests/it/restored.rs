//! A backup that is older than what was destroyed, restored.

use crate::town::*;
use app::App;
use app::tombstones::{destroy_again, list};
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
    assert_eq!(stones.len(), 1);

    let restored = App::open(settings(folder.path(), town.clock.clone())).await.unwrap();
    assert!(list(&restored).await.unwrap().is_empty(), "the backup knows nothing of it");
    let cookie = app::sign_in::sign_in(&restored, "maya", PASSWORD, app::session::Device::Private).await.unwrap();
    let maya = load(&restored, cookie.value()).await;
    let across = async |id| town.across(&town.rosa, &town.maya, id).await;
    let (stopped, kept) = (across(stopped).await, across(kept).await);
    let has_content = async |id| app::referrals::show(&restored, &maya, id).await.unwrap().card.is_some();
    assert!(has_content(stopped).await, "so it stands there again");
    assert!(destroy_again(&restored, &stones[0]).await.unwrap());
    assert!(!destroy_again(&restored, &stones[0]).await.unwrap(), "once");
    assert!(!has_content(stopped).await && has_content(kept).await);
    assert_eq!(list(&restored).await.unwrap(), stones);
    app::audit::verify(&restored, maya.org_id()).await.unwrap().unwrap();
    restored.close().await;
    town.app.close().await;
    db.end().await;
}
