//! Nothing typed is lost, and nobody else reads it.

use crate::browser::Browser;
use axum::http::StatusCode;
use domain::partnership::NotOpen;
use testkit::town::{CANARY_NAME, PASSWORD, Town};
use web::session::HELD;
use web::{Answer, Ctx, Page, Policy, Posted, Problem, Routes};

/// Forms whose deed succeeds, finds the disk full or the partnership paused, or takes too long.
fn routes() -> Routes {
    async fn save(_: Ctx, posted: Posted) -> Answer {
        Ok(Page::to(if posted.is_resumed() { "/shown-again" } else { "/saved" }))
    }
    async fn full() -> Answer {
        Err(Problem::from(app::Error::Full))
    }
    async fn paused() -> Answer {
        Err(Problem::from(app::Error::NotOpen(NotOpen::Paused)))
    }
    async fn slow() -> StatusCode {
        StatusCode::GATEWAY_TIMEOUT
    }
    Routes::new()
        .post("/try", Policy::SignedIn, save)
        .post("/try-full", Policy::SignedIn, full)
        .post("/try-paused", Policy::SignedIn, paused)
        .post("/try-slow", Policy::SignedIn, slow)
}

#[tokio::test]
async fn what_was_typed_into_a_locked_session_comes_back_after_unlocking() {
    let town = Town::new().await;
    let mut ines = Browser::with_routes(&town, routes()).signed_in("ines").await;
    ines.post("/lock", &[]).await;
    let locked = ines.post("/try", &[("name", CANARY_NAME), ("password2", "a secret"), ("needs", "a"), ("needs", "b")]);
    let locked = locked.await;
    assert_eq!(locked.status, StatusCode::UNAUTHORIZED);
    assert!(!locked.body.contains(CANARY_NAME), "it rides under seal");
    assert!(ines.cookie(HELD).is_some());
    assert!(!locked.body.contains("action=\"/language\""), "switching the language would leave it behind");
    let held = locked.field("held").unwrap();
    let resumed = ines.post("/locked", &[("password", PASSWORD), ("held", &held)]).await;
    assert_eq!(resumed.status, StatusCode::OK);
    assert!(resumed.body.contains("action=\"/try\"") && resumed.body.contains(CANARY_NAME));
    assert_eq!(resumed.body.matches("name=\"needs\"").count(), 2);
    assert!(!resumed.body.contains("a secret"), "a password is never kept");
    assert!(ines.cookie(HELD).is_none(), "it opens once");
    let token = resumed.field("csrf").unwrap();
    let shown = ines.post_raw("/try", &[("name", CANARY_NAME), ("resumed", "1"), ("csrf", &token)]).await;
    assert_eq!(shown.header("location"), "/shown-again", "it is looked over before it is saved");
}

#[tokio::test]
async fn what_was_typed_when_a_session_had_ended_opens_for_the_same_member_only() {
    let town = Town::new().await;
    let ines_id = town.ines.member().to_string();
    let mut shared = Browser::with_routes(&town, routes());
    let asked = shared.post_raw("/try", &[("name", CANARY_NAME), ("by", &ines_id)]).await;
    assert_eq!(asked.status, StatusCode::UNAUTHORIZED);
    let held = asked.field("held").unwrap();
    let mut same = shared.clone();
    let june = shared.post_raw("/sign-in", &[("login", "june"), ("password", PASSWORD), ("held", &held)]).await;
    assert_eq!((june.status, june.header("location")), (StatusCode::SEE_OTHER, "/"));
    assert!(!june.body.contains(CANARY_NAME));
    let ines = same.post_raw("/sign-in", &[("login", "ines"), ("password", PASSWORD), ("held", &held)]).await;
    assert_eq!(ines.status, StatusCode::OK);
    assert!(ines.body.contains(CANARY_NAME));
}

#[tokio::test]
async fn what_was_typed_survives_a_wrong_password() {
    let town = Town::new().await;
    let mut ines = Browser::with_routes(&town, routes());
    let asked = ines.post_raw("/try", &[("name", CANARY_NAME)]).await;
    let held = asked.field("held").unwrap();
    let wrong = ines.post_raw("/sign-in", &[("login", "ines"), ("password", "wrong"), ("held", &held)]).await;
    assert_eq!(wrong.field("held").as_deref(), Some(held.as_str()));
    let right = ines.post_raw("/sign-in", &[("login", "ines"), ("password", PASSWORD), ("held", &held)]).await;
    assert!(right.body.contains(CANARY_NAME));
}

#[tokio::test]
async fn after_a_quarter_of_an_hour_or_in_another_browser_it_is_gone() {
    let town = Town::new().await;
    let mut ines = Browser::with_routes(&town, routes());
    let held = ines.post_raw("/try", &[("name", CANARY_NAME)]).await.field("held").unwrap();
    let fields = [("login", "ines"), ("password", PASSWORD), ("held", held.as_str())];
    let elsewhere = Browser::with_routes(&town, routes()).post_raw("/sign-in", &fields).await;
    assert_eq!(elsewhere.status, StatusCode::SEE_OTHER);
    town.clock.pass(16);
    assert_eq!(ines.post_raw("/sign-in", &fields).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_old_page_and_a_full_disk_lose_nothing() {
    let town = Town::new().await;
    let mut ines = Browser::with_routes(&town, routes()).signed_in("ines").await;
    let stale = ines.post_raw("/try", &[("name", CANARY_NAME), ("csrf", "of yesterday")]).await;
    assert_eq!(stale.status, StatusCode::FORBIDDEN);
    let full = ines.clone().post("/try-full", &[("name", CANARY_NAME)]).await;
    assert_eq!(full.status, StatusCode::INSUFFICIENT_STORAGE);
    assert!(!stale.body.contains(CANARY_NAME) && !full.body.contains(CANARY_NAME));
    let held = stale.field("held").unwrap();
    let resumed = ines.post("/resume", &[("held", &held)]).await;
    assert!(resumed.body.contains("action=\"/try\"") && resumed.body.contains(CANARY_NAME));
}

#[tokio::test]
async fn a_deed_that_was_refused_or_took_too_long_can_be_tried_again_as_the_same_form() {
    let town = Town::new().await;
    let id = town.form().to_string();
    for (path, status) in [("/try-paused", StatusCode::CONFLICT), ("/try-slow", StatusCode::GATEWAY_TIMEOUT)] {
        let mut ines = Browser::with_routes(&town, routes()).signed_in("ines").await;
        let got = ines.post(path, &[("name", CANARY_NAME), ("form", &id)]).await;
        assert_eq!(got.status, status);
        assert!(!got.body.contains(CANARY_NAME), "it rides under seal");
        let held = got.field("held").unwrap();
        let resumed = ines.post("/resume", &[("held", &held)]).await.body;
        assert!(resumed.contains(&format!("action=\"{path}\"")) && resumed.contains(CANARY_NAME));
        assert!(resumed.contains(&id), "so that it is saved once");
        let nothing = ines.post(path, &[("form", &id)]).await;
        assert_eq!(nothing.field("held"), None, "nothing was typed");
    }
}

#[tokio::test]
async fn the_longest_form_can_be_held() {
    let town = Town::new().await;
    let mut ines = Browser::with_routes(&town, routes());
    let long = "ñ".repeat(10_000);
    let held = ines.post_raw("/try", &[("note", &long)]).await.field("held").unwrap();
    let fields = [("login", "ines"), ("password", PASSWORD), ("held", held.as_str())];
    assert!(ines.post_raw("/sign-in", &fields).await.body.contains(&long));
}

#[tokio::test]
async fn what_is_kept_stays_kept_when_the_session_locks_or_ends_before_it_is_taken_up() {
    let town = Town::new().await;
    let mut ines = Browser::with_routes(&town, routes()).signed_in("ines").await;
    let held = ines.post_raw("/try", &[("name", CANARY_NAME), ("csrf", "old")]).await.field("held").unwrap();
    // The page of a limit is rendered without the session, so its form has no token.
    let shown = ines.clone().post_raw("/resume", &[("held", &held), ("csrf", "")]).await;
    assert!(shown.body.contains(CANARY_NAME));
    ines.post("/lock", &[]).await;
    let locked = ines.post("/resume", &[("held", &held)]).await;
    assert_eq!((locked.status, locked.field("held")), (StatusCode::UNAUTHORIZED, Some(held.clone())));
    ines.post("/sign-out", &[]).await;
    let ended = ines.post_raw("/resume", &[("held", &held)]).await;
    assert_eq!((ended.status, ended.field("held")), (StatusCode::UNAUTHORIZED, Some(held.clone())));
    let fields = [("login", "ines"), ("password", PASSWORD), ("held", held.as_str())];
    assert!(ines.post_raw("/sign-in", &fields).await.body.contains(CANARY_NAME));
}
