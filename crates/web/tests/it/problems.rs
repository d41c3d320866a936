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
