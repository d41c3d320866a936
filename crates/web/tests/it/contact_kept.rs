//! What a page says of a plan that a legal hold keeps, and of one whose number may not go to the partner.

use crate::contact::{PLAN, at_desk, taken, usual};
use app::forgetting::holds;
use app::referrals::{self, Masked, NewPlan};
use axum::http::StatusCode;
use domain::release::Element;
use domain::retention::DocumentNumber;
use domain::safe_contact::{ContactWay, Recheck, SafeTime, Voicemail};
use domain::text::PersonText;
use std::collections::BTreeSet;
use testkit::town::Town;

const HELD: &str = "A legal hold keeps what stands in this plan.";

#[tokio::test]
async fn a_plan_that_a_hold_keeps_says_what_can_be_done_with_it_before_and_after_it_is_refused() {
    let town = Town::new().await;
    let mut ines = at_desk(&town, &town.ines).await;
    let id = taken(&town, usual(&town)).await;
    let path = format!("/referrals/{id}/plan");
    assert!(!ines.get(&path).await.body.contains(HELD));
    let document = DocumentNumber::parse("2026-CV-01147").unwrap();
    holds::put(&town.app, &town.maya, id, town.form(), &document).await.unwrap();
    assert!(ines.get(&path).await.body.contains(HELD), "said before anything is typed");
    let refused = ines.post(&path, &[PLAN, &[("number", "(312) 555-0199")]].concat()).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains(HELD) && refused.body.contains("Do not contact"), "{}", refused.body);
    let recheck = [("way", "call"), ("number", "(312) 555-0199")];
    let refused = ines.post(&format!("/referrals/{id}/recheck"), &recheck).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains(HELD), "{}", refused.body);
    let done = ines.post(&format!("/referrals/{id}/recheck"), &[("way", "do_not_contact")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "closing is never refused");
}

#[tokio::test]
async fn a_record_whose_number_may_not_go_says_why_its_changed_plan_stays_here() {
    let town = Town::new().await;
    let mut ines = at_desk(&town, &town.ines).await;
    let (release, id) = town.release(&[Element::Request, Element::ContactPlan]).await;
    referrals::send(&town.app, &town.ines, town.reverse(id, release)).await.unwrap();
    town.deliver().await;
    town.clock.pass(1);
    let new = |way| NewPlan {
        way,
        number: Masked::Now(PersonText::parse("(312) 555-0142", 40).unwrap()),
        zone: None,
        times: [SafeTime::AnyTime].into(),
        days: BTreeSet::new(),
        hours: None,
        voicemail: Voicemail::Never,
        words: None,
        code_word: Masked::Kept,
        who_may_answer: Masked::Gone,
        recheck: Recheck::Week,
    };
    referrals::replan(&town.app, &town.ines, id, town.form(), new(ContactWay::Call)).await.unwrap();
    let page = ines.get(&format!("/referrals/{id}")).await.body;
    assert!(page.contains("It cannot go there. This plan needs a number"), "{page}");
    assert!(!page.contains(&format!("/referrals/{id}/plan/send")));
    let refused = ines.post(&format!("/referrals/{id}/plan/send"), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("It cannot go there. This plan needs a number"), "{}", refused.body);
    town.clock.pass(1);
    referrals::replan(&town.app, &town.ines, id, town.form(), new(ContactWay::DoNotContact)).await.unwrap();
    let page = ines.get(&format!("/referrals/{id}")).await.body;
    assert!(page.contains(&format!("/referrals/{id}/plan/send")) && !page.contains("It cannot go there."), "{page}");
}

#[tokio::test]
async fn a_doubled_press_is_saved_once_and_what_is_said_after_it_is_not_lost() {
    let town = Town::new().await;
    let mut ines = at_desk(&town, &town.ines).await;
    let id = taken(&town, usual(&town)).await;
    let path = format!("/referrals/{id}/plan");
    let page = ines.get(&path).await;
    let (csrf, form, seen) = (ines.csrf().to_owned(), page.field("form").unwrap(), page.field("seen").unwrap());
    let (of, number) = ([("csrf", &*csrf), ("form", &*form), ("seen", &*seen)], ("number", "(312) 555-0173"));
    let text = [PLAN, &of, &[number]].concat();
    for _ in 0..2 {
        assert_eq!(ines.post_raw(&path, &text).await.status, StatusCode::SEE_OTHER, "it was put down");
    }
    // Back, and something else.
    let aunt = ("who_may_answer", "a typed aunt");
    let older = ines.post_raw(&path, &[&text[..], &[aunt]].concat()).await;
    assert_eq!(older.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(older.body.contains("a typed aunt") && older.body.contains("This plan has changed"), "{}", older.body);
    assert!(older.body.contains("It is not shown here."), "that there is another number than before is said");
    assert!(!older.body.contains("Taken out"), "and nothing of what never stood there");
    let (form, seen) = (older.field("form").unwrap(), older.field("seen").unwrap());
    let again = [
        ("csrf", &*csrf),
        ("form", &*form),
        ("seen", &*seen),
        ("way", "do_not_contact"),
        ("voicemail", "never"),
        ("recheck", "week"),
    ];
    assert_eq!(ines.post_raw(&path, &again).await.status, StatusCode::SEE_OTHER);
    let plan = referrals::plan(&town.app, &town.ines, id).await.unwrap().plan;
    assert_eq!(plan.way, ContactWay::DoNotContact, "and it was");
}
