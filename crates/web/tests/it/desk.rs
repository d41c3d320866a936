//! What a front desk can say of a visit, and what is said of a send that did not go.

use crate::browser::Browser;
use axum::http::StatusCode;
use domain::ids::ReferralId;
use domain::retention::{ForgetWhy, Part};
use testkit::town::{ALL_BUT_SUBSTANCE_USE, Town, confirm_sheet};

async fn visit(town: &Town) -> ReferralId {
    let (release, ours) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    app::referrals::send(&town.app, &town.ines, town.reverse(ours, release)).await.unwrap();
    town.deliver().await;
    town.across(&town.ines, &town.rosa, ours).await
}

async fn sam(town: &Town) -> Browser {
    confirm_sheet(&town.app, &town.sam).await;
    let mut browser = Browser::with_routes(town, web::Routes::new()).signed_in("sam").await;
    browser.look().await;
    browser
}

#[tokio::test]
async fn a_front_desk_says_what_came_of_a_call_and_the_plan_closes_at_once() {
    let town = Town::new().await;
    let mut sam = sam(&town).await;
    let path = format!("/arrivals/{}", visit(&town).await);
    let page = sam.get(&path).await.body;
    assert!(page.contains("You tried to reach them") && page.contains("value=\"someone_else\""), "{page}");
    assert!(!page.contains("value=\"left_first_name\""), "their plan lets no message be left");
    for wrong in ["", "shouted", "left_first_name"] {
        let refused = sam.post(&format!("{path}/attempt"), &[("result", wrong)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(refused.body.contains("href=\"#result\""));
    }
    let saved = sam.post(&format!("{path}/attempt"), &[("result", "someone_else")]).await;
    assert_eq!(saved.header("location"), format!("{path}?saved=attempt"));
    let page = sam.get(saved.header("location")).await.body;
    assert!(page.contains("Saved. Contact is closed until they say again what is safe."), "{page}");
    assert!(!sam.get(&path).await.body.contains("Saved."), "said once");
    assert_eq!(sam.post(&format!("{path}/number"), &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_front_desk_that_knows_the_person_is_led_to_the_list_and_sees_them_no_more() {
    let town = Town::new().await;
    let mut sam = sam(&town).await;
    let visit = visit(&town).await;
    let path = format!("/arrivals/{visit}");
    assert!(sam.get(&path).await.body.contains("I know this person"));
    let done = sam.post(&format!("{path}/know"), &[]).await;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/arrivals"));
    assert!(!sam.get("/arrivals").await.body.contains(&visit.short_code()));
    assert_eq!(sam.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_press_that_they_came_can_be_taken_back_and_an_old_one_is_answered_clearly() {
    let town = Town::new().await;
    let mut sam = sam(&town).await;
    let visit = visit(&town).await;
    let path = format!("/arrivals/{visit}");
    app::referrals::accept(&town.app, &town.rosa, visit, town.form()).await.unwrap();
    assert!(sam.get(&path).await.body.contains("You can take it back for 15 minutes."));
    assert_eq!(sam.post(&format!("{path}/came"), &[]).await.status, StatusCode::SEE_OTHER);
    let came = sam.get(&path).await.body;
    assert!(came.contains("sam said so") && came.contains("They did not come"), "{came}");
    let old = sam.post(&format!("{path}/came"), &[]).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        old.body.contains("A colleague has already said that they came. Nothing was written twice."),
        "{}",
        old.body
    );
    assert_eq!(sam.post(&format!("{path}/undo"), &[]).await.status, StatusCode::SEE_OTHER);
    let undone = sam.get(&path).await.body;
    assert!(!undone.contains("They did not come") && undone.contains("When they are here"), "{undone}");
    let twice = sam.post(&format!("{path}/undo"), &[]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "it is undone");
    sam.post(&format!("{path}/came"), &[]).await;
    town.clock.pass(15);
    let mut sam = Browser::with_routes(&town, web::Routes::new()).signed_in("sam").await;
    sam.look().await;
    let page = sam.get(&path).await.body;
    assert!(page.contains("This can be taken back no more.") && !page.contains("They did not come"), "{page}");
    let late = sam.post(&format!("{path}/undo"), &[]).await;
    assert!(late.status == StatusCode::UNPROCESSABLE_ENTITY && late.body.contains("It is too late to take this back"));
    app::referrals::close(&town.app, &town.rosa, visit, town.form(), domain::referral::Outcome::Connected, false)
        .await
        .unwrap();
    let ended = sam.post(&format!("{path}/came"), &[]).await;
    assert_eq!(ended.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(ended.body.contains("This visit has ended, so nothing was written."), "{}", ended.body);
}

#[tokio::test]
async fn a_front_desk_stops_by_a_code_and_nothing_else() {
    let town = Town::new().await;
    let mut sam = sam(&town).await;
    let ours = town.refer().await;
    let done = sam.post("/stop", &[("code", &ours.short_code()), ("said", "speech")]).await;
    assert!(done.status == StatusCode::OK && done.body.contains("If this code belongs to a record here"));
    assert_eq!(sam.get(&format!("/referrals/{ours}/stop")).await.status, StatusCode::NOT_FOUND);
    let view = app::referrals::show(&town.app, &town.rosa, ours).await.unwrap();
    assert_eq!(view.referral.status, domain::referral::Status::Withdrawn);
}

#[tokio::test]
async fn who_sent_it_reads_that_it_had_not_gone_out_and_will_not() {
    let town = Town::new().await;
    confirm_sheet(&town.app, &town.rosa).await;
    let ours = town.refer().await;
    let mut rosa = Browser::with_routes(&town, web::Routes::new()).signed_in("rosa").await;
    rosa.look().await;
    let page = rosa.get(&format!("/referrals/{ours}")).await.body;
    assert!(page.contains("You tried to reach them"), "whoever can see the number can say what came of it: {page}");
    let form = domain::ids::FormId::new(town.app.next_id());
    let part = (Part::Numbers, ForgetWhy::NotSafe);
    app::forgetting::parts::forget_part(&town.app, &town.rosa, ours, form, part).await.unwrap();
    town.deliver().await;
    let page = rosa.get(&format!("/referrals/{ours}")).await.body;
    assert!(page.contains("This had not gone out to Harbor House yet. It will not."), "{page}");
    assert!(page.contains("Had not gone out yet: not sent") && !page.contains("is not on its way any more"));
}
