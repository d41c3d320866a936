//! Signing in, locking, language, leaving.

use crate::browser::Browser;
use axum::http::StatusCode;
use testkit::town::{PASSWORD, Town};
use web::session::{LANGUAGE, LEFT, SESSION, TURN};

#[tokio::test]
async fn a_stranger_is_asked_to_sign_in_and_comes_back_to_where_they_went() {
    let town = Town::new().await;
    let mut stranger = Browser::at(&town);
    let asked = stranger.get("/").await;
    assert_eq!(asked.status, StatusCode::UNAUTHORIZED);
    assert_eq!(asked.field("back").as_deref(), Some("/"));
    let fields = [("login", "ines"), ("password", PASSWORD), ("device", "shared"), ("back", "/help")];
    let inside = stranger.post_raw("/sign-in", &fields).await;
    assert_eq!((inside.status, inside.header("location")), (StatusCode::SEE_OTHER, "/help"));
    assert!(stranger.cookie(SESSION).is_some());
}

#[tokio::test]
async fn a_wrong_password_keeps_the_name_and_not_the_password() {
    let town = Town::new().await;
    let mut stranger = Browser::at(&town);
    let got = stranger.post_raw("/sign-in", &[("login", "ines"), ("password", "a wrong guess of mine")]).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(got.body.contains("value=\"ines\""));
    assert!(!got.body.contains("a wrong guess of mine"));
    let unknown = stranger.post_raw("/sign-in", &[("login", "nobody"), ("password", "a wrong guess of mine")]).await;
    let same = |body: &str| body.replace("nobody", "ines");
    // The form's id is the only thing that may differ.
    let without_id = |body: &str| body.lines().filter(|line| !line.contains("name=\"form\"")).collect::<String>();
    assert_eq!(without_id(&same(&unknown.body)), without_id(&got.body));
    assert!(stranger.cookie(SESSION).is_none());
}

#[tokio::test]
async fn signing_in_never_leads_to_another_site() {
    let town = Town::new().await;
    for back in ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:x"] {
        let fields = [("login", "ines"), ("password", PASSWORD), ("back", back)];
        let got = Browser::at(&town).post_raw("/sign-in", &fields).await;
        assert_eq!(got.header("location"), "/", "{back}");
    }
}

#[tokio::test]
async fn a_locked_screen_says_nothing_and_a_password_opens_it() {
    let town = Town::new().await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let before = ines.cookie(SESSION).unwrap().to_owned();
    let locked = ines.post("/lock", &[]).await;
    assert_eq!(locked.header("location"), "/locked");
    assert!(ines.cookie(TURN).is_some(), "a cookie changes, so that Back shows no kept page");
    for path in ["/locked", "/"] {
        let page = ines.get(path).await;
        assert!(!page.body.contains("Harbor House") && !page.body.contains("ines"), "{path}");
        assert!(page.body.contains("10:00"), "the clock stands at the organization's time");
    }
    let wrong = ines.post("/locked", &[("password", "not the one, but long")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("This is not your password") && !wrong.body.contains("do not go together"));
    let open = ines.post("/locked", &[("password", PASSWORD), ("back", "/help")]).await;
    assert_eq!((open.status, open.header("location")), (StatusCode::SEE_OTHER, "/help"));
    assert_ne!(ines.cookie(SESSION).unwrap(), before, "the cookie changes with the level");
    assert!(ines.get("/help").await.body.contains("ines"));
}

#[tokio::test]
async fn a_screen_locks_by_itself_after_its_time() {
    let town = Town::new().await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    town.clock.pass(14);
    assert_eq!(ines.post("/awake", &[]).await.status, StatusCode::NO_CONTENT);
    town.clock.pass(14);
    assert_eq!(ines.post("/awake", &[]).await.status, StatusCode::NO_CONTENT);
    town.clock.pass(16);
    assert_eq!(ines.post("/awake", &[]).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn signing_out_ends_the_session_and_clears_the_browser() {
    let town = Town::new().await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let kept = ines.clone();
    let out = ines.post("/sign-out", &[]).await;
    assert_eq!(out.header("clear-site-data"), "\"cache\",\"cookies\",\"storage\"");
    assert!(ines.cookie(SESSION).is_none());
    let mut thief = kept;
    assert_eq!(thief.get("/").await.status, StatusCode::UNAUTHORIZED, "the token is dead, wherever it was copied to");
}

#[tokio::test]
async fn the_language_is_switched_in_place_and_kept_for_the_member() {
    let town = Town::new().await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let switched = ines.post("/language", &[("to", "es"), ("back", "/help?x=1")]).await;
    assert_eq!(switched.header("location"), "/help");
    assert!(ines.get("/help").await.body.contains("<html lang=\"es\""));
    let mut elsewhere = Browser::at(&town).signed_in("ines").await;
    assert!(elsewhere.get("/help").await.body.contains("<html lang=\"es\""));
    let outside = ines.post("/language", &[("to", "en"), ("back", "//evil.example")]).await;
    assert_eq!(outside.header("location"), "/");
}

#[tokio::test]
async fn a_guest_reads_the_language_of_their_browser_and_chooses_by_the_path_without_a_cookie() {
    let town = Town::new().await;
    let mut guest = Browser::at(&town);
    let request = axum::http::Request::get("/safety").header("accept-language", "es-MX,es;q=0.9");
    let page = guest.send(request.body(axum::body::Body::empty()).unwrap()).await;
    assert!(page.body.contains("<html lang=\"es\""));
    assert!(page.body.contains("href=\"/safety/en\""), "the other language is a link");
    assert!(guest.get("/safety/es").await.body.contains("<html lang=\"es\""));
    assert!(guest.get("/safety/es").await.body.contains("href=\"/safety/en\""));
    assert_eq!(guest.get("/safety/fr").await.status, StatusCode::NOT_FOUND);
    assert_eq!(guest.cookie(LANGUAGE), None);
}

#[tokio::test]
async fn leaving_ends_everything_and_public_pages_stay_away_for_five_minutes() {
    let town = Town::new().await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let left = ines.get("/leave").await;
    assert_eq!((left.status, left.header("location")), (StatusCode::SEE_OTHER, "https://www.weather.gov/"));
    assert!(ines.cookie(SESSION).is_none());
    assert_eq!(ines.cookie(LEFT), Some("1"));
    let back = ines.get("/safety").await;
    assert_eq!((back.status, back.header("location")), (StatusCode::SEE_OTHER, "https://www.weather.gov/"));
}

#[tokio::test]
async fn a_public_page_has_the_way_out_first_and_says_what_it_cannot_do() {
    let town = Town::new().await;
    let page = Browser::at(&town).get("/safety").await.body;
    let place = |text: &str| page.find(text).unwrap_or(usize::MAX);
    assert!(place("class=\"skip\"") < place("id=\"leave\"") && place("id=\"leave\"") < place("<header"));
    assert!(page.contains("href=\"/leave\"") && page.contains("It does not erase your history"));
}
