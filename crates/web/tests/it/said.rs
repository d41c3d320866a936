//! What pages say of a person: nothing that nobody has said, and nothing that is not so any more.

use crate::browser::Browser;
use axum::http::StatusCode;
use domain::release::Element;
use testkit::town::{ALL_BUT_SUBSTANCE_USE, CANARY_NAME, CANARY_NUMBER, Town, confirm_sheet};

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
