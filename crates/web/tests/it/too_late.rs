//! Presses that come after the end: over the whole table of routes, each is answered with what happened, and with the
//! words that were typed.

use crate::browser::Browser;
use app::Session;
use axum::http::{Method, StatusCode};
use domain::ids::{LineId, ReferralId};
use domain::release::Element;
use testkit::town::{ALL_BUT_SUBSTANCE_USE, Town, confirm_sheet};
use web::RouteEntry;

const TYPED: &str = "Friday at noon, by the side door";
const FIELDS: &[&str] = &["words", "number", "code_word", "who_may_answer"];

async fn at_desk(town: &Town, member: &Session) -> Browser {
    confirm_sheet(&town.app, member).await;
    let mut browser = Browser::with_routes(town, web::Routes::new()).signed_in(member.name().as_str()).await;
    browser.look().await;
    browser
}

/// The forms of a record whose deed ends with it.
fn forms(rooms: &[&str]) -> Vec<RouteEntry> {
    let of = |entry: &RouteEntry| rooms.iter().any(|room| entry.path.starts_with(room)) && !entry.outlasts;
    web::route_table().into_iter().filter(|entry| entry.method == Method::POST && of(entry)).collect()
}

async fn assert_told(browser: &mut Browser, rooms: &[&str], id: ReferralId, line: LineId, says: &str) {
    let forms = forms(rooms);
    assert!(!forms.is_empty());
    for entry in forms {
        let path = entry.path.replace("{id}", &id.to_string()).replace("{line}", &line.to_string());
        for typed in [FIELDS, &FIELDS[..1]] {
            let fields: Vec<_> = typed.iter().map(|name| (*name, TYPED)).collect();
            let got = browser.post(&path, &fields).await;
            assert_eq!(got.status, StatusCode::GONE, "{path}: {}", got.body);
            assert!(got.body.contains(says), "{path}: {}", got.body);
            assert_eq!(got.body.matches(TYPED).count(), typed.len(), "{path}: what was typed stands there to copy");
        }
        let page = browser.get(&path).await;
        if page.status != StatusCode::NOT_FOUND {
            assert_eq!(page.status, StatusCode::SEE_OTHER, "{path}");
            let mut to = page.header("location").to_owned();
            let mut there = browser.get(&to).await;
            if there.status == StatusCode::SEE_OTHER {
                to = there.header("location").to_owned();
                there = browser.get(&to).await;
            }
            assert_eq!(there.status, StatusCode::OK, "{path} leads to {to}");
        }
    }
}

async fn taken(town: &Town) -> (ReferralId, ReferralId) {
    let ours = town.refer().await;
    town.deliver().await;
    let theirs = town.across(&town.rosa, &town.ines, ours).await;
    app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
    (ours, theirs)
}

#[tokio::test]
async fn a_press_on_a_record_that_was_forgotten_says_so_and_gives_back_what_was_typed() {
    let town = Town::new().await;
    let (_, theirs) = taken(&town).await;
    app::forgetting::request::forget_everything(&town.app, &town.ines, theirs, &theirs.short_code(), false)
        .await
        .unwrap();
    let mut ines = at_desk(&town, &town.ines).await;
    let line = LineId::new(town.app.next_id());
    assert_told(&mut ines, &["/referrals/{id}/", "/plans/{id}/"], theirs, line, "This record was forgotten").await;
    let page = ines.get(&format!("/referrals/{theirs}")).await.body;
    assert!(
        page.contains("Nothing is left here but that it happened")
            && page.contains(&format!("/referrals/{theirs}/gone"))
    );
    let main = page.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    for never in [
        "Connected",
        "Accepted</span>",
        "/accept",
        "/connected",
        "/close",
        "/attempt",
        "/release",
        "/plans/",
        "/hide",
        "/wishes",
    ] {
        assert!(!main.contains(&format!("action=\"/referrals/{theirs}{never}")), "{never}");
        assert!(!main.contains(&format!("href=\"/referrals/{theirs}{never}")), "{never}");
    }
    assert!(!main.contains("Accepted</span>"), "{main}");
    assert!(!ines.get("/inbox").await.body.contains(&theirs.short_code()));
    let finished = ines.get("/inbox/finished").await.body;
    assert!(!finished.contains(&theirs.short_code()), "what was forgotten stands on no list");
    let plan = ines.get(&format!("/plans/{theirs}")).await;
    assert_eq!(plan.header("location"), format!("/referrals/{theirs}"), "one closed page");
}

#[tokio::test]
async fn a_press_after_a_stop_says_that_sharing_ended_and_gives_back_what_was_typed() {
    let town = Town::new().await;
    let (ours, theirs) = taken(&town).await;
    app::referrals::stop(&town.app, &town.rosa, ours).await.unwrap();
    town.deliver().await;
    let mut ines = at_desk(&town, &town.ines).await;
    let line = LineId::new(town.app.next_id());
    let says = "Sharing about this record ended";
    assert_told(&mut ines, &["/referrals/{id}/", "/plans/{id}/"], theirs, line, says).await;
}

#[tokio::test]
async fn a_press_after_a_plans_release_ended_keeps_what_was_typed_in_its_form() {
    let town = Town::new().await;
    let (_, theirs) = taken(&town).await;
    town.care_release(&town.ines, theirs, &[Element::CarePlan, Element::Messages]).await;
    town.clock.set(town.ends(15));
    let mut ines = at_desk(&town, &town.ines).await;
    for form in ["goal", "task", "message", "note"] {
        let late = ines.post(&format!("/plans/{theirs}/{form}"), &[("words", TYPED), ("owner", "person")]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(late.body.contains(TYPED) && late.body.contains("The release ended on"), "{form}: {}", late.body);
    }
}

#[tokio::test]
async fn a_press_at_the_front_desk_after_the_end_says_nothing_of_why() {
    let town = Town::new().await;
    let (release, ours) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    app::referrals::send(&town.app, &town.ines, town.reverse(ours, release)).await.unwrap();
    town.deliver().await;
    let visit = town.across(&town.ines, &town.dana, ours).await;
    app::referrals::stop(&town.app, &town.june, ours).await.unwrap();
    town.deliver().await;
    let mut sam = at_desk(&town, &town.sam).await;
    let got = sam.post(&format!("/arrivals/{visit}/book"), &[("visit_at", "2026-11-26T11:40")]).await;
    assert_eq!(got.status, StatusCode::GONE);
    assert!(got.body.contains("This visit’s details are closed.") && got.body.contains("2026-11-26T11:40"));
    let main = got.body.split("<main").nth(1).unwrap().split("</main>").next().unwrap().to_lowercase();
    for never in ["harbor", "sharing", "record", "stopp"] {
        assert!(!main.contains(never), "{never}: {main}");
    }
    let line = LineId::new(town.app.next_id());
    assert_told(&mut sam, &["/arrivals/{id}/"], visit, line, "This visit’s details are closed.").await;
}

#[tokio::test]
async fn a_release_that_was_begun_is_not_gone_on_with_once_its_record_is_over() {
    let town = Town::new().await;
    let (ours, theirs) = taken(&town).await;
    let mut ines = at_desk(&town, &town.ines).await;
    let base = crate::steps::begin(&mut ines, &format!("/referrals/{theirs}/release/care")).await;
    app::referrals::stop(&town.app, &town.rosa, ours).await.unwrap();
    town.deliver().await;
    let got = ines.post(&format!("{base}/sign"), &[("signed_name", TYPED)]).await;
    assert_eq!(got.status, StatusCode::NOT_FOUND, "what was begun went with the record");
    assert!(got.body.contains(TYPED), "and what was typed is given back");
}
