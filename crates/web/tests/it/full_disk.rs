//! Getting away from the screen when the disk is full. PostgreSQL can be made to answer so whenever a session is
//! written.

use crate::browser::Browser;
use axum::http::StatusCode;
use testkit::TestStore;
use testkit::town::Town;
use web::session::SESSION;

const FULL: &str = "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full'; END $$;
    CREATE TRIGGER full_disk BEFORE UPDATE OR DELETE ON session FOR EACH ROW EXECUTE FUNCTION full_disk()";

#[test]
fn locking_and_signing_out_lead_away_from_the_screen_on_a_full_disk_too() {
    testkit::run(async {
        let db = TestStore::postgres().await;
        let town = Town::on(&db).await;
        let mut signed_in = Vec::new();
        for way in ["/lock", "/sign-out", "/leave"] {
            signed_in.push((way, Browser::at(&town).signed_in("ines").await));
        }
        db.tamper(FULL).await;
        for (way, mut ines) in signed_in {
            let left = if way == "/leave" { ines.get(way).await } else { ines.post(way, &[]).await };
            assert_eq!(left.status, StatusCode::SEE_OTHER, "{way}");
            assert!(left.header("clear-site-data").contains("cache"), "{way}");
            assert!(ines.cookie(SESSION).is_none(), "the keys open with the cookie alone: {way}");
            assert_eq!(ines.get("/sessions").await.status, StatusCode::UNAUTHORIZED, "{way}");
        }
        town.app.close().await;
        db.end().await;
    });
}
