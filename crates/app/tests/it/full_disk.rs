//! A session on a full disk. PostgreSQL can be made to answer that its disk is full whenever a session is written.

use crate::town::*;
use app::session::{Device, Loaded};
use testkit::TestStore;

const FULL: &str = "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full'; END $$;
    CREATE TRIGGER full_disk BEFORE UPDATE ON session FOR EACH ROW EXECUTE FUNCTION full_disk()";
const ROOM: &str = "DROP TRIGGER full_disk ON session";

async fn load(town: &Town, cookie: &str) -> app::Session {
    match app::session::load(&town.app, cookie).await.unwrap() {
        Loaded::Session(session) => *session,
        Loaded::None => panic!("no session"),
    }
}

#[test]
fn a_session_goes_on_reading_on_a_full_disk_and_still_locks_in_time() {
    testkit::run(async {
        let db = TestStore::postgres().await;
        let town = Town::on(&db).await;
        let cookie = app::sign_in::sign_in(&town.app, "ines", PASSWORD, Device::Private).await.unwrap();
        town.refer().await;
        town.deliver().await;
        db.tamper(FULL).await;
        town.clock.pass(10);
        let ines = load(&town, cookie.value()).await;
        assert!(!ines.is_locked());
        assert_eq!(app::referrals::inbox(&town.app, &ines, None).await.unwrap().rows.len(), 1);
        town.clock.pass(6);
        assert!(load(&town, cookie.value()).await.is_locked(), "being seen could not be noted, so it locks earlier");
        assert!(load(&town, cookie.value()).await.is_locked());
        db.tamper(ROOM).await;
        let ines = load(&town, cookie.value()).await;
        assert!(ines.is_locked(), "and it stays locked when there is room");
        let cookie = app::sign_in::unlock(&town.app, &ines, PASSWORD).await.unwrap();
        assert!(!load(&town, cookie.value()).await.is_locked());
        town.app.close().await;
        db.end().await;
    });
}
