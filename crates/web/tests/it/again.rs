//! What changes other people's access takes a password of the last ten minutes.

use crate::browser::{Browser, Got};
use app::session::Device;
use axum::http::{Method, StatusCode};
use domain::member::Role;
use domain::org::Language;
use std::collections::BTreeSet;
use testkit::town::{PASSWORD, Town, confirm_sheet, label, load};
use web::Routes;
use web::session::SESSION;

/// Dana, who leads and looks after people, so many minutes after she typed her password, and still at work.
async fn dana_after(town: &Town, minutes: i64) -> Browser {
    confirm_sheet(&town.app, &town.dana).await;
    let mut dana = Browser::with_routes(town, Routes::new()).signed_in("dana").await;
    for _ in 0..minutes {
        town.clock.pass(1);
        assert_eq!(dana.post("/awake", &[]).await.status, StatusCode::NO_CONTENT);
    }
    dana
}

fn is_asked(got: &Got) -> bool {
    got.status == StatusCode::UNAUTHORIZED && got.body.contains("Your password, once more")
}

fn path_of(town: &Town, pattern: &str) -> String {
    let id =
        if pattern.starts_with("/partnership") { town.partnership.to_string() } else { town.rosa.member().to_string() };
    pattern.replace("{id}", &id)
}

#[tokio::test]
async fn the_deeds_that_change_access_are_these() {
    let table = web::route_table().into_iter().filter(|entry| entry.takes_proof);
    let named: Vec<String> = table.map(|entry| format!("{} {}", entry.method, entry.path)).collect();
    assert_eq!(
        named,
        [
            "GET /recovery-sheet",
            "POST /recovery-sheet",
            "POST /disclosures/{id}",
            "POST /retention",
            "POST /retention/words",
            "POST /mandated/new",
            "POST /mandated/{id}",
            "POST /settings",
            "POST /settings/state",
            "POST /partnership/{id}/words",
            "POST /affiliations/{id}/words",
            "POST /affiliations/{id}/tell",
            "POST /affiliations/{id}/end",
            "POST /people/{id}/let-in",
            "POST /people/{id}/roles",
            "POST /people/{id}/end",
            "POST /people/kept",
            "POST /people/kept/confirm",
            "POST /together/{id}/mou/versions/{n}/sign",
        ]
    );
}

#[tokio::test]
async fn after_ten_minutes_each_of_them_asks_for_the_password_and_no_other_page_does() {
    let town = Town::new().await;
    let mut dana = dana_after(&town, 11).await;
    let written = async || app::audit::latest(&town.app, &town.dana, None).await.unwrap()[0].seq;
    let before = written().await;
    for entry in web::route_table() {
        let path = path_of(&town, entry.path);
        let leaves = ["/leave", "/sign-out", "/lock", "/locked"].contains(&entry.path);
        let got = match entry.method {
            _ if leaves => continue,
            Method::GET => dana.get(&path).await,
            // Without the token nothing is asked, so nothing is done here that would end the round.
            _ if !entry.takes_proof => dana.post_raw(&path, &[]).await,
            _ => dana.post(&path, &[("roles", "lead"), ("name", "Lakeside")]).await,
        };
        assert_eq!(is_asked(&got), entry.takes_proof, "{entry}: {}", got.body);
    }
    assert_eq!(written().await, before, "nothing was done and nothing is written down");
    let english = dana.post(&path_of(&town, "/people/{id}/end"), &[]).await;
    assert!(english.body.contains("within the last 10 minutes") && english.field("held").is_none());
    dana.post("/language", &[("to", "es"), ("back", "/help")]).await;
    let spanish = dana.post(&path_of(&town, "/people/{id}/end"), &[]).await;
    assert!(spanish.body.contains("Su contraseña, una vez más") && spanish.body.contains("<html lang=\"es\""));
}

#[tokio::test]
async fn within_ten_minutes_nobody_is_asked() {
    let town = Town::new().await;
    let mut dana = dana_after(&town, 10).await;
    let roles = path_of(&town, "/people/{id}/roles");
    let done = dana.post(&roles, &[("roles", "clinician"), ("roles", "lead")]).await;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/people"));
}

#[tokio::test]
async fn what_was_chosen_is_shown_again_after_the_password_and_can_be_saved_then() {
    let town = Town::new().await;
    let mut dana = dana_after(&town, 11).await;
    let roles = path_of(&town, "/people/{id}/roles");
    let asked = dana.post(&roles, &[("roles", "front_desk"), ("roles", "lead")]).await;
    assert!(is_asked(&asked), "{}", asked.body);
    let held = asked.field("held").unwrap();
    let before = dana.cookie(SESSION).unwrap().to_owned();
    let fields = |password| [("password", password), ("held", held.as_str()), ("back", roles.as_str())];
    for wrong in ["", "not the one, but long"] {
        let refused = dana.post("/locked", &fields(wrong)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("Your password, once more"), "{}", refused.body);
        assert_eq!(refused.field("held").as_deref(), Some(held.as_str()));
    }
    let resumed = dana.post("/locked", &fields(PASSWORD)).await;
    assert_eq!(resumed.status, StatusCode::OK);
    assert_ne!(dana.cookie(SESSION).unwrap(), before, "the cookie changes with the proof");
    assert!(resumed.body.contains(&format!("action=\"{roles}\"")));
    dana.look().await;
    let shown = dana.post(&roles, &[("roles", "front_desk"), ("roles", "lead"), ("resumed", "1")]).await;
    assert!(shown.status == StatusCode::OK && shown.body.contains("value=\"front_desk\" checked"), "{}", shown.body);
    let saved = dana.post(&roles, &[("roles", "front_desk"), ("roles", "lead")]).await;
    assert_eq!(saved.header("location"), "/people");
}

#[tokio::test]
async fn a_deed_with_nothing_to_keep_leads_back_to_its_page() {
    let town = Town::new().await;
    let mut dana = dana_after(&town, 11).await;
    let end = path_of(&town, "/people/{id}/end");
    let asked = dana.post(&end, &[]).await;
    assert_eq!((asked.field("held"), asked.field("back").as_deref()), (None, Some(end.as_str())));
    let back = dana.post("/locked", &[("password", PASSWORD), ("back", &end)]).await;
    assert_eq!((back.status, back.header("location")), (StatusCode::SEE_OTHER, end.as_str()));
    dana.look().await;
    assert_eq!(dana.post(&end, &[]).await.header("location"), "/people");
}

#[tokio::test]
async fn keys_that_a_colleague_shares_are_no_proof() {
    let town = Town::new().await;
    let admin = BTreeSet::from([Role::Admin]);
    let code = app::people::invite(&town.app, &town.dana, label("nora"), label("nora"), admin).await.unwrap();
    let cookie = app::people::join(&town.app, &code, PASSWORD, Language::En, Device::Private).await.unwrap();
    let joined = load(&town.app, cookie.value()).await;
    confirm_sheet(&town.app, &joined).await;
    let mut nora = Browser::with_routes(&town, Routes::new()).signed_in("nora").await;
    for _ in 0..11 {
        town.clock.pass(1);
        nora.post("/awake", &[]).await;
    }
    app::people::let_in(&town.app, &town.dana, joined.member()).await.unwrap();
    assert_eq!(nora.get("/people").await.status, StatusCode::OK, "the keys came with this request");
    assert!(is_asked(&nora.post(&path_of(&town, "/people/{id}/end"), &[]).await));
}
