//! The settings page: what an admin changes, what is refused beside its field, and what an old copy does not do.

use crate::browser::{Browser, Got};
use axum::http::StatusCode;
use domain::org::Organization;
use testkit::town::{Town, confirm_sheet};

const FIELDS: &[&str] =
    &["name", "phone", "hotline", "zone", "state", "promise", "longest", "app_name", "reporting_en", "reporting_es"];

async fn dana(town: &Town) -> Browser {
    confirm_sheet(&town.app, &town.dana).await;
    let mut dana = Browser::with_routes(town, web::Routes::new()).signed_in("dana").await;
    dana.look().await;
    dana
}

/// A form like the one that stands, with these answers in place of its own.
fn typed<'a>(seen: &'a str, answers: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = [
        ("edition", seen),
        ("name", "Lakeside"),
        ("phone", "(312) 555-0142"),
        ("hotline", ""),
        ("funding", "hrsa_330"),
        ("zone", "America/Chicago"),
        ("state", "none"),
        ("promise", "60"),
        ("longest", "30"),
        ("app_name", "Partner Desk"),
        ("reporting_en", "By law"),
        ("reporting_es", "Por ley"),
    ];
    let own = |name: &str| answers.iter().any(|(answer, _)| *answer == name);
    usual.into_iter().filter(|(name, _)| !own(name)).chain(answers.iter().copied()).collect()
}

async fn stands(town: &Town) -> Organization {
    app::settings::standing(&town.app, &town.dana).await.unwrap().organization
}

fn edition(page: &Got) -> String {
    page.field("edition").unwrap()
}

#[tokio::test]
async fn the_page_says_what_stands_and_how_keys_are_held_and_saves_what_is_changed() {
    let town = Town::new().await;
    let mut dana = dana(&town).await;
    let page = dana.get("/settings").await;
    assert_eq!(page.status, StatusCode::OK);
    for words in ["Your members hold the keys.", "Lakeside", "Partner Desk"] {
        assert!(page.body.contains(words), "{words}");
    }
    assert!(!page.body.contains("name=\"vault\"") && !page.body.contains("name=\"kind\""));
    let seen = edition(&page);
    let answers = [("name", "Lakeside of the North"), ("promise", "240"), ("longest", "15"), ("hotline", "555-0199")];
    for _ in 0..2 {
        let saved = dana.post("/settings", &typed(&seen, &answers)).await;
        assert_eq!((saved.status, saved.header("location")), (StatusCode::SEE_OTHER, "/settings/saved"));
    }
    assert!(dana.get("/settings/saved").await.body.contains("It holds from now on"));
    let org = stands(&town).await;
    assert_eq!((org.name.as_str(), org.response_promise.0, org.max_release.0), ("Lakeside of the North", 240, 15));
    let audit = dana.get("/audit").await.body;
    let sentence = "dana changed settings:";
    assert_eq!(audit.matches(sentence).count(), 1, "the same form again changes nothing");
    assert!(audit.contains("promised reply") && audit.contains("longest release"));
}

#[tokio::test]
async fn what_cannot_be_used_is_named_beside_its_field_and_everything_typed_stays() {
    let town = Town::new().await;
    let mut dana = dana(&town).await;
    let before = stands(&town).await;
    let seen = edition(&dana.get("/settings").await);
    let long = "ñ".repeat(121);
    let wording = "x".repeat(2001);
    for (field, wrong) in [
        ("name", ""),
        ("name", &*long),
        ("phone", " "),
        ("phone", "abc"),
        ("hotline", &*long),
        ("hotline", "ask us"),
        ("funding", "lottery"),
        ("zone", "Moon/Sea"),
        ("state", "xx"),
        ("state", ""),
        ("zone", ""),
        ("promise", "61"),
        ("promise", ""),
        ("longest", "0"),
        ("longest", "91"),
        ("longest", "thirty"),
        ("longest", "99999999999999999999"),
        ("app_name", "two\nlines"),
        ("reporting_en", &*wording),
        ("reporting_es", "turned \u{202E}around"),
    ] {
        let answers = [(field, wrong), ("phone", if field == "phone" { wrong } else { "555 typed" })];
        let got = dana.post("/settings", &typed(&seen, &answers)).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}: {wrong}");
        assert!(got.body.contains(&format!("<a href=\"#{field}\">")), "{field}: the summary leads to it");
        assert!(got.body.contains(&format!("id=\"{field}-message\"")), "{field}: it says so beside it");
        let place = |text: &str| got.body.find(text).unwrap_or(usize::MAX);
        assert!(place("id=\"summary\"") < place("<h1"), "{field}: the summary comes first");
        assert!(field == "phone" || got.body.contains("555 typed"), "{field}: the rest is kept");
        assert_eq!(edition(&got), seen, "{field}: it is still the page that was opened");
    }
    let nothing: Vec<_> = FIELDS.iter().map(|field| (*field, "")).collect();
    let got = dana.post("/settings", &nothing).await;
    assert_eq!(got.body.matches("-message\">").count(), FIELDS.len() - 1, "all at once; a hotline is not needed");
    assert_eq!(stands(&town).await, before);
}

#[tokio::test]
async fn a_copy_from_before_a_colleague_saved_shows_what_stands_and_can_be_saved_then() {
    let town = Town::new().await;
    let (mut dana, mut other) = (dana(&town).await, Browser::at(&town).signed_in("dana").await);
    other.look().await;
    let seen = edition(&dana.get("/settings").await);
    assert_eq!(other.post("/settings", &typed(&seen, &[("phone", "555-0101")])).await.status, StatusCode::SEE_OTHER);
    // A wrong field first must not make the old page a new one.
    let wrong = dana.post("/settings", &typed(&seen, &[("longest", "0"), ("app_name", "Our Desk")])).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let old = dana.post("/settings", &typed(&edition(&wrong), &[("app_name", "Our Desk")])).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["A colleague changed these settings", "What stands now", "<dd>555-0101</dd>", "Our Desk"] {
        assert!(old.body.contains(words), "{words}");
    }
    assert_eq!(stands(&town).await.app_name.as_str(), "Partner Desk");
    let now = edition(&old);
    let again = typed(&now, &[("phone", "555-0101"), ("app_name", "Our Desk")]);
    assert_eq!(dana.post("/settings", &again).await.status, StatusCode::SEE_OTHER);
    let org = stands(&town).await;
    assert_eq!((org.phone.as_str(), org.app_name.as_str()), ("555-0101", "Our Desk"));
}

#[tokio::test]
async fn settings_that_come_back_from_a_sign_in_are_looked_over_before_they_hold() {
    let town = Town::new().await;
    let mut dana = dana(&town).await;
    let before = stands(&town).await;
    let seen = edition(&dana.get("/settings").await);
    let shown = dana.post("/settings", &typed(&seen, &[("name", "Typed before"), ("resumed", "1")])).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.body.contains("Typed before"));
    assert_eq!((edition(&shown), stands(&town).await), (seen, before));
}
