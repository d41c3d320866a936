//! What pages say of a person: nothing that nobody has said, and nothing that is not so any more.

use crate::browser::{Browser, Got};
use crate::note;
use axum::http::StatusCode;
use domain::ids::ReferralId;
use domain::org::Organization;
use domain::referral::{ClinicianWish, Outcome, PersonCard, VisitWishes};
use domain::release::Element;
use testkit::town::{ALL_BUT_SUBSTANCE_USE, CANARY_NAME, CANARY_NUMBER, Town, confirm_sheet, label};

const NEVER: &str = "Do not contact them. Wait until they reach out or come in.";

async fn at_desk(town: &Town, login: &str) -> Browser {
    let member = match login {
        "rosa" => &town.rosa,
        "sam" => &town.sam,
        _ => &town.ines,
    };
    confirm_sheet(&town.app, member).await;
    let mut browser = Browser::with_routes(town, web::Routes::new()).signed_in(login).await;
    browser.look().await;
    browser
}

/// A referral from Lakeside that Ines works on: both ids.
async fn taken(town: &Town) -> (ReferralId, ReferralId) {
    let sent = town.refer().await;
    town.deliver().await;
    let id = town.across(&town.rosa, &town.ines, sent).await;
    app::referrals::accept(&town.app, &town.ines, id, town.form()).await.unwrap();
    (sent, id)
}

/// A referral from Harbor House that has arrived at Lakeside, with wishes for a visit.
async fn visit(town: &Town) -> ReferralId {
    let (release, id) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    let new = town.reverse(id, release);
    let wishes = VisitWishes {
        interpreter: false,
        clinician: ClinicianWish::Any,
        cost_worry: false,
        ask_before_statement: true,
        plan_only: false,
        not_to_payer: false,
    };
    let card = PersonCard { visit: Some(wishes), ..new.card };
    app::referrals::send(&town.app, &town.ines, app::referrals::NewReferral { card, ..new }).await.unwrap();
    town.deliver().await;
    town.across(&town.ines, &town.sam, id).await
}

#[tokio::test]
async fn whoever_is_to_reach_out_needs_a_way_and_a_release_that_lets_it_cross() {
    let town = Town::new().await;
    let mut ines = at_desk(&town, "ines").await;
    let by_plan_only = &[Element::Request, Element::Name, Element::ContactPlan];
    for (elements, way, field) in [
        (ALL_BUT_SUBSTANCE_USE, "do_not_contact", "way"),
        (&[Element::Request, Element::Name], "call", "handoff"),
        (&[Element::Request, Element::Name], "do_not_contact", "handoff"),
        (by_plan_only, "call", "handoff"),
        (by_plan_only, "at_next_visit", ""),
        (ALL_BUT_SUBSTANCE_USE, "call", ""),
    ] {
        let (release, _) = town.release(elements).await;
        let details = format!("/reverse/{release}/details");
        let fields = |handoff| {
            [
                ("urgency", "today"),
                ("handoff", handoff),
                ("name", CANARY_NAME),
                ("language", "es"),
                ("clinician", "any"),
                ("way", way),
                ("number", CANARY_NUMBER),
                ("times", "any_time"),
                ("voicemail", "never"),
            ]
        };
        let answer = ines.post(&details, &fields("advocate_reaches_out")).await;
        if field.is_empty() {
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{elements:?} {way}");
            continue;
        }
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{elements:?} {way}");
        assert!(answer.body.contains(&format!("href=\"#{field}\"")), "{elements:?} {way}");
        assert!(answer.body.contains(CANARY_NAME), "what was typed is kept");
        let again = ines.post(&details, &[&fields("advocate_reaches_out")[..], &[("resumed", "1")]].concat()).await;
        assert_eq!(again.status, StatusCode::OK, "shown, and nothing is saved");
        assert_eq!(ines.post(&details, &fields("person_reaches_out")).await.status, StatusCode::SEE_OTHER);
    }
}

/// The page after a note that ends in this handoff.
async fn saved(rosa: &mut Browser, handoff: &str) -> String {
    let form = note::form(rosa).await;
    let sent = note::agree(rosa, &note::with(&[("form", &form), ("handoff", handoff)])).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    rosa.get(sent.header("location")).await.body
}

#[tokio::test]
async fn only_a_call_together_asks_for_a_call_now() {
    let town = Town::new().await;
    let mut rosa = at_desk(&town, "rosa").await;
    for (handoff, now, stay) in [
        ("call_together", true, true),
        ("in_person", false, true),
        ("advocate_reaches_out", false, false),
        ("person_reaches_out", false, false),
    ] {
        let page = saved(&mut rosa, handoff).await;
        assert_eq!(page.contains("<h2 id=\"call\">Call together now</h2>"), now, "{handoff}");
        assert_eq!(page.contains("<h2 id=\"call\">If you need to call them</h2>"), !now, "{handoff}");
        assert_eq!(page.contains("Stay until they have said hello."), stay, "{handoff}");
        assert!(page.contains("<p class=\"seen\">This page: you.</p>"));
        assert!(page.contains("Usual reply: not known yet. They promise 1 h."));
    }
}

#[tokio::test]
async fn a_liaison_is_asked_for_at_the_office_and_not_on_the_hotline() {
    let town = Town::new().await;
    let mut rosa = at_desk(&town, "rosa").await;
    let office = saved(&mut rosa, "call_together").await;
    assert!(office.contains("Ask for") && office.contains("Code to say on the phone"));
    let standing = app::settings::standing(&town.app, &town.maya).await.unwrap();
    let to = Organization { hotline: Some(label("(312) 555-0177")), ..standing.organization };
    app::settings::change(&town.app, &town.maya, &standing.edition, to).await.unwrap();
    let hotline = saved(&mut rosa, "call_together").await;
    assert!(hotline.contains("(312) 555-0177") && hotline.contains("Code to say on the phone"));
    assert!(!hotline.contains("Ask for"));
}

#[tokio::test]
async fn a_person_who_is_not_to_be_contacted_is_not_said_to_have_asked_for_it() {
    let town = Town::new().await;
    let (_, id) = taken(&town).await;
    let mut ines = at_desk(&town, "ines").await;
    ines.post(&format!("/referrals/{id}/attempt"), &[("result", "not_safe")]).await;
    let record = ines.get(&format!("/referrals/{id}")).await.body;
    assert_eq!(record.matches(NEVER).count(), 1);
    assert_eq!(record.matches("Wait until they reach out").count(), 1);
    assert!(!record.contains("asked not to be"));
}

#[tokio::test]
async fn an_interpreter_nobody_ticked_was_not_asked_for() {
    let town = Town::new().await;
    let id = visit(&town).await;
    let (mut sam, mut rosa) = (at_desk(&town, "sam").await, at_desk(&town, "rosa").await);
    for page in [sam.get(&format!("/arrivals/{id}")).await, rosa.get(&format!("/referrals/{id}")).await] {
        assert!(page.body.contains("<dt>Interpreter</dt><dd>Not asked for</dd>"), "{}", page.body);
        assert!(!page.body.contains("Not needed"));
    }
}

#[tokio::test]
async fn an_ended_record_says_that_its_number_was_wiped_where_it_was_and_nothing_to_the_sender() {
    let town = Town::new().await;
    let (sent, id) = taken(&town).await;
    app::referrals::close(&town.app, &town.ines, id, town.form(), Outcome::DecidedNotTo, false).await.unwrap();
    let (mut ines, mut rosa) = (at_desk(&town, "ines").await, at_desk(&town, "rosa").await);
    let record = ines.get(&format!("/referrals/{id}")).await.body;
    assert!(record.contains("The number was wiped.") && !record.contains("Number hidden"));
    let ours = rosa.get(&format!("/referrals/{sent}")).await.body;
    assert!(!ours.contains("wiped") && ours.contains("Number hidden"), "it goes on, as far as the sender may know");
    let visit = visit(&town).await;
    app::referrals::accept(&town.app, &town.rosa, visit, town.form()).await.unwrap();
    app::referrals::close(&town.app, &town.rosa, visit, town.form(), Outcome::DecidedNotTo, true).await.unwrap();
    town.deliver().await;
    let mut sam = at_desk(&town, "sam").await;
    let desk = sam.get(&format!("/arrivals/{visit}")).await.body;
    assert!(desk.contains("The number was wiped.") && !desk.contains("No number was given"), "{desk}");
    let sent = app::referrals::sent(&town.app, &town.ines, None).await.unwrap().rows[0].id;
    let told = ines.get(&format!("/referrals/{sent}")).await.body;
    assert!(told.contains("They have finished") && told.contains(CANARY_NAME));
    assert!(!told.contains("wiped") && !told.contains("Number hidden"));
}

#[tokio::test]
async fn nobody_has_come_before_the_day_of_the_visit() {
    let town = Town::new().await;
    let id = visit(&town).await;
    let mut sam = at_desk(&town, "sam").await;
    let path = |deed: &str| format!("/arrivals/{id}/{deed}");
    assert_eq!(sam.post(&path("book"), &[("visit_at", "2026-11-27T00:10")]).await.status, StatusCode::SEE_OTHER);
    let ticked = |page: &Got| page.body.contains("name=\"tell\" value=\"on\" checked");
    // Thursday, ten minutes to midnight in Chicago.
    town.clock.pass(13 * 60 + 50 + 24 * 60);
    let mut sam = Browser::with_routes(&town, web::Routes::new()).signed_in("sam").await;
    sam.look().await;
    let early = sam.post(&path("came"), &[("tell", "on")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.body.contains("booked for a later day") && ticked(&early));
    let resumed = sam.post(&path("came"), &[("tell", "on"), ("resumed", "1")]).await;
    assert!(resumed.status == StatusCode::OK && ticked(&resumed));
    town.clock.pass(11);
    assert_eq!(sam.post(&path("came"), &[("tell", "on")]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn how_soon_they_usually_answer_is_said_alike_everywhere() {
    let town = Town::new().await;
    let sent = town.refer().await;
    let mut rosa = at_desk(&town, "rosa").await;
    for path in ["/services".to_owned(), "/sent".to_owned(), format!("/referrals/{sent}")] {
        assert!(rosa.get(&path).await.body.contains("Not known yet. They promise 1 h."), "{path}");
    }
}
