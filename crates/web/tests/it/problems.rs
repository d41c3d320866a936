//! What a person reads when a deed was not done.

use crate::browser::Browser;
use app::Error;
use axum::http::StatusCode;
use domain::gate::{Predicate, Refusal};
use domain::partnership::NotOpen;
use testkit::town::{CANARY_NAME, Town};
use web::{Answer, Page, Policy, Problem, Routes};

async fn boom() -> Answer {
    let name = std::hint::black_box(CANARY_NAME);
    if name.is_empty() { Ok(Page::nothing()) } else { panic!("{name}") }
}

async fn refused() -> Answer {
    Err(Problem::from(Error::Refused(Refusal { failed: vec![Predicate::Expired, Predicate::AttendanceNotNamed] })))
}

async fn crowded() -> Answer {
    Err(Problem::TooMany)
}

async fn busy() -> Answer {
    Err(Problem::from(Error::Busy))
}

async fn paused() -> Answer {
    Err(Problem::from(Error::NotOpen(NotOpen::Paused)))
}

fn routes() -> Routes {
    Routes::new().get("/boom", Policy::Anyone, boom).get("/refused", Policy::Anyone, refused).get(
        "/paused",
        Policy::Anyone,
        paused,
    )
}

#[tokio::test]
async fn a_panic_has_a_plain_page_with_a_code_and_none_of_its_words() {
    let town = Town::new().await;
    let mut ines = Browser::with_routes(&town, routes()).signed_in("ines").await;
    let got = ines.get("/boom").await;
    assert_eq!(got.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(!got.body.contains("Quetzal"));
    assert!(got.body.contains("tell the person who looks after this service this code"));
    assert!(got.body.contains("1-800-799-7233"));
}

#[tokio::test]
async fn a_refusal_of_the_gate_says_every_rule_and_what_to_do() {
    let town = Town::new().await;
    let got = Browser::with_routes(&town, routes()).get("/refused").await;
    assert_eq!(got.status, StatusCode::CONFLICT);
    for words in ["The release has ended.", "take a new release.", "whether they came.", "Without it, nothing is told."]
    {
        assert!(got.body.contains(words), "{words}");
    }
}

#[tokio::test]
async fn a_paused_partnership_says_what_happened_and_what_to_do() {
    let town = Town::new().await;
    let mut guest = Browser::with_routes(&town, routes());
    guest.post_raw("/language", &[("to", "es"), ("back", "/help")]).await;
    let got = guest.get("/paused").await;
    assert!(got.body.contains("La alianza está en pausa") && got.body.contains("línea de ayuda"));
}

/// The way out stands first, before anything that names a product.
fn leads_out(page: &str) -> bool {
    let place = |text: &str| page.find(text).unwrap_or(usize::MAX);
    place("href=\"/leave\"") < place("<header") && place("class=\"skip\"") < place("href=\"/leave\"")
}

#[tokio::test]
async fn the_error_pages_of_somebody_who_has_not_signed_in_have_the_way_out_first() {
    let town = Town::new().await;
    let mut guest = Browser::with_routes(&town, routes());
    let long = "x".repeat(250_000);
    let mut seen = vec![guest.get("/no-such-page").await, guest.get("/boom").await, guest.get("/refused").await];
    seen.push(guest.post_raw("/sign-in", &[("login", &long)]).await);
    seen.push(guest.post_raw("/find/en", &[("near", &long)]).await);
    seen.push(guest.get("/setup").await);
    for got in seen {
        assert!(got.status.is_client_error() || got.status.is_server_error());
        assert!(leads_out(&got.body), "{}: {}", got.status, got.body);
        assert!(got.body.contains("1-800-799-7233") && !got.body.contains("Partner Desk"), "{}", got.status);
    }
    assert!(include_str!("../../templates/shell/last.html").contains("href=\"/leave\""), "even when nothing works");
}

#[tokio::test]
async fn the_error_pages_of_staff_have_their_own_bar_and_no_way_out_that_signs_them_out() {
    let town = Town::new().await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let got = ines.get("/no-such-page").await;
    assert!(!got.body.contains("/leave") && got.body.contains("Partner Desk"));
    let mut hasty = got;
    for _ in 0..40 {
        hasty = ines.get("/help").await;
        if hasty.status == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
    }
    assert_eq!(hasty.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(!hasty.body.contains("/leave"), "the session was not looked at, but it is there");
}

#[tokio::test]
async fn a_public_page_that_was_refused_keeps_nothing_of_what_was_asked() {
    let town = Town::new().await;
    let routes = Routes::new().post("/crowded", Policy::Public, crowded).post("/busy", Policy::Public, busy);
    let mut guest = Browser::with_routes(&town, routes);
    for (path, status) in [("/crowded", StatusCode::TOO_MANY_REQUESTS), ("/busy", StatusCode::SERVICE_UNAVAILABLE)] {
        let got = guest.post_raw(path, &[("near", "60614")]).await;
        assert_eq!((got.status, got.header("set-cookie")), (status, ""), "{path}");
        assert!(got.field("held").is_none() && !got.body.contains("60614"), "{}", got.body);
    }
}

#[test]
fn every_problem_has_a_text_in_both_languages() {
    use domain::org::Language;
    let problems = include_str!("../../../app/src/error.rs").split('"').filter(|text| text.starts_with("problem-"));
    for key in problems {
        for language in [Language::En, Language::Es] {
            assert!(web::texts::Texts::of(language).has(key), "{key}");
        }
    }
}
