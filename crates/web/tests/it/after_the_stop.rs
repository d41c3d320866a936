//! Sharing was stopped in another window: what was typed stays, and nothing is offered that is done already.

use crate::browser::Browser;
use app::workers::keep_house_once;
use axum::http::StatusCode;
use testkit::town::{ALL_BUT_SUBSTANCE_USE, CANARY_NAME, Town, confirm_sheet};

/// What is typed on the page of a referral's details.
const TYPED: &[(&str, &str)] = &[
    ("urgency", "today"),
    ("language", "es"),
    ("name", CANARY_NAME),
    ("handoff", "person_reaches_out"),
    ("way", "do_not_contact"),
    ("voicemail", "never"),
    ("clinician", "any"),
    ("recheck", "month"),
    ("note", "she comes with her sister"),
];

#[tokio::test]
async fn a_send_after_the_stop_keeps_what_was_typed_and_says_that_sharing_has_ended() {
    let town = Town::new().await;
    confirm_sheet(&town.app, &town.ines).await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let (release, id) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    let path = format!("/reverse/{release}/details");
    assert_eq!(ines.get(&path).await.status, StatusCode::OK);
    app::releases::revoke(&town.app, &town.june, release).await.unwrap();
    let got = ines.post(&path, TYPED).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(got.body.contains("Sharing has ended: the person stopped it. Nothing was sent."));
    assert!(got.body.contains(CANARY_NAME) && got.body.contains("she comes with her sister"));
    assert!(app::referrals::show(&town.app, &town.ines, id).await.is_err(), "nothing was sent");
    assert_eq!(ines.get(&path).await.header("location"), format!("/releases/{release}"));
    // The same when it has ended by itself.
    let (release, _) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    town.clock.set(town.ends(15));
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let got = ines.post(&format!("/reverse/{release}/details"), TYPED).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(got.body.contains("The release has ended, so nothing was sent.") && got.body.contains(CANARY_NAME));
}

#[tokio::test]
async fn where_everything_is_stopped_there_is_nothing_to_press() {
    let town = Town::new().await;
    confirm_sheet(&town.app, &town.ines).await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let (release, id) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    app::referrals::send(&town.app, &town.ines, town.reverse(id, release)).await.unwrap();
    let (stop, of_release) = (format!("/referrals/{id}/stop"), format!("/releases/{release}/stop"));
    let button = "<button class=\"stop\">Stop sharing now</button>";
    for page in [&stop, &of_release] {
        assert!(ines.get(page).await.body.contains(button), "{page}");
    }
    let stopped = ines.post(&stop, &[("said", "writing")]).await.body;
    assert!(stopped.contains("Sharing has stopped"));
    let again = ines.get(&stop).await;
    assert_eq!(again.status, StatusCode::OK);
    assert!(again.body.contains("Sharing has stopped") && !again.body.contains(button));
    assert_eq!(ines.get(&of_release).await.header("location"), format!("/releases/{release}"));
    // One that has ended by itself can still be stopped: the partner may hold what was sent under it.
    let (release, id) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    app::referrals::send(&town.app, &town.ines, town.reverse(id, release)).await.unwrap();
    town.clock.set(town.ends(15));
    let mut ines = Browser::at(&town).signed_in("ines").await;
    assert!(ines.get(&format!("/referrals/{id}/stop")).await.body.contains(button));
}

#[tokio::test]
async fn a_notice_is_gone_once_a_colleague_has_done_what_it_asks() {
    let town = Town::new().await;
    let sent = town.refer().await;
    town.deliver().await;
    for _ in 0..4 {
        town.clock.pass(25);
        keep_house_once(&town.app).await.unwrap();
    }
    confirm_sheet(&town.app, &town.maya).await;
    let mut maya = Browser::at(&town).signed_in("maya").await;
    let words = "A referral has waited longer than we promised.";
    assert!(maya.get("/home").await.body.contains(words));
    let arrived = town.across(&town.rosa, &town.ines, sent).await;
    app::referrals::accept(&town.app, &town.ines, arrived, town.form()).await.unwrap();
    assert!(!maya.get("/home").await.body.contains(words));
}
