//! How much may be asked in a time, and what is said to who asked for more.

use crate::browser::{Browser, Got};
use crate::note;
use app::founding;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::ids::ReferralId;
use domain::member::Role;
use testkit::town::{ALL_BUT_SUBSTANCE_USE, CANARY_NAME, CANARY_NUMBER, Town, confirm_sheet, hire};
use web::{Routes, Settings};

/// A sign-in with nothing in it, as a proxy hands it on.
async fn ask(browser: &mut Browser, forwarded: &str) -> Got {
    let request = Request::post("/sign-in")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .header("x-forwarded-for", forwarded);
    browser.send(request.body(Body::from("login=&password=")).unwrap()).await
}

#[tokio::test]
async fn behind_a_proxy_a_network_is_limited_by_the_address_that_the_proxy_wrote() {
    let town = Town::new().await;
    let mut stranger = Browser::with_settings(&town, Settings { behind_proxy: true, ..Settings::default() });
    for number in 0..30 {
        // What comes before the last address is the word of whoever asks.
        let asked = ask(&mut stranger, &format!("198.51.{number}.1, 203.0.113.7")).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let refused = ask(&mut stranger, "192.0.2.1, 203.0.113.9").await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    let elsewhere = ask(&mut stranger, "203.0.113.7, 198.51.100.1").await;
    assert_eq!(elsewhere.status, StatusCode::UNPROCESSABLE_ENTITY, "another network has tries of its own");
}

#[tokio::test]
async fn the_sixty_first_referral_of_an_hour_waits_and_nothing_typed_is_lost() {
    let town = Town::new().await;
    confirm_sheet(&town.app, &town.rosa).await;
    let mut rosa = Browser::with_routes(&town, Routes::new()).signed_in("rosa").await;
    let form = note::form(&mut rosa).await;
    for _ in 0..60 {
        town.refer().await;
    }
    for (language, words) in [("es", "Envió 60 referencias"), ("en", "You have sent 60 referrals")] {
        rosa.post("/language", &[("to", language), ("back", "/help")]).await;
        let refused = note::agree(&mut rosa, &note::with(&[("form", &form)])).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "{}", refused.body);
        assert!(refused.body.contains(words) && !refused.body.contains(CANARY_NAME), "{}", refused.body);
        let held = refused.field("held").unwrap();
        assert!(rosa.post("/resume", &[("held", &held)]).await.body.contains(CANARY_NAME));
    }
    town.clock.pass(1);
    let sent = note::agree(&mut rosa, &note::with(&[("form", &form)])).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
}

#[tokio::test]
async fn the_three_hundred_first_referral_to_one_partner_waits_whoever_sends_it() {
    let town = Town::new().await;
    let mut senders = Vec::new();
    for name in ["cleo", "finn", "gwen", "hugo", "iris"] {
        senders.push(hire(&town.app, &town.dana, name, Role::Clinician).await);
    }
    let send = async |session| {
        let new = town.referral(ReferralId::new(town.app.next_id()));
        app::referrals::send(&town.app, session, new).await
    };
    for sender in &senders {
        for _ in 0..60 {
            send(sender).await.unwrap();
        }
    }
    let refused = send(&town.rosa).await;
    assert!(matches!(refused, Err(app::Error::TooMany { limit: app::Limit::SendsToPartner, .. })), "{refused:?}");
    town.clock.pass(1);
    send(&town.rosa).await.unwrap();
}

#[tokio::test]
async fn a_page_of_details_that_has_to_wait_says_so_and_stays_filled() {
    let town = Town::new().await;
    confirm_sheet(&town.app, &town.ines).await;
    let mut releases = Vec::new();
    for _ in 0..61 {
        releases.push(town.release(ALL_BUT_SUBSTANCE_USE).await);
    }
    let (last, _) = releases.pop().unwrap();
    for (release, referral) in releases {
        app::referrals::send(&town.app, &town.ines, town.reverse(referral, release)).await.unwrap();
    }
    let mut ines = Browser::with_routes(&town, Routes::new()).signed_in("ines").await;
    let details = [
        ("urgency", "today"),
        ("handoff", "advocate_reaches_out"),
        ("name", CANARY_NAME),
        ("language", "es"),
        ("clinician", "any"),
        ("way", "call"),
        ("number", CANARY_NUMBER),
        ("times", "any_time"),
        ("voicemail", "never"),
    ];
    let refused = ines.post(&format!("/reverse/{last}/details"), &details).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("You have sent 60 referrals") && refused.body.contains(CANARY_NAME));
}

#[tokio::test]
async fn a_fourth_recovery_sheet_in_a_day_waits_and_mistyped_ones_do_not_count() {
    let town = Town::new().await;
    let sheet = founding::new_sheet(&town.app, &town.ines).await.unwrap().groups.join("-");
    let mut stranger = Browser::with_routes(&town, Routes::new());
    let mut recover = async |sheet: &str| {
        let password = ("password", "meadow quiet lantern harbor");
        let fields = [("login", "june"), ("secret_sheet", sheet), password, ("device", "shared")];
        stranger.post_raw("/recover", &fields).await
    };
    for _ in 0..4 {
        assert!(!recover("AAAA").await.body.contains("three times"));
    }
    for _ in 0..3 {
        assert!(recover(&sheet).await.body.contains("do not go together"));
    }
    let refused = recover(&sheet).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("three times for this account") && refused.body.contains("value=\"june\""));
    town.clock.pass(8 * 60);
    assert!(recover(&sheet).await.body.contains("do not go together"), "one comes back after eight hours");
}
