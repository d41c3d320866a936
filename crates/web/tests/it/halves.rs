//! Who may share what, on the page of a record: which half is open, and what an end means.

use crate::browser::Browser;
use domain::ids::ReleaseId;
use domain::release::{Element, HowSaid, Purpose};
use testkit::town::{Town, confirm_sheet};

/// The part of the page about what goes from us to them.
fn ours(body: &str) -> &str {
    let (_, half) = body.split_once("id=\"ours-title\"").unwrap();
    half.split_once("</section>").unwrap().0
}

#[tokio::test]
async fn the_half_of_an_agreement_is_open_until_the_person_stops_it_and_closed_from_then_on() {
    let town = Town::new().await;
    confirm_sheet(&town.app, &town.rosa).await;
    let id = town.refer().await;
    town.deliver().await;
    let mut rosa = Browser::with_routes(&town, web::Routes::new()).signed_in("rosa").await;
    rosa.look().await;
    let before = rosa.get(&format!("/referrals/{id}")).await.body;
    let before = ours(&before);
    assert!(before.contains(">Open</span>") && before.contains("We sent what the patient agreed to"), "{before}");
    assert!(before.contains("What they have taken in by then they may keep in their own record."), "{before}");
    let page = rosa.get(&format!("/referrals/{id}/stop")).await.body;
    assert!(page.contains("What they have already read they may keep in their own record."), "{page}");
    let stopped = rosa.post(&format!("/referrals/{id}/stop"), &[("said", "speech")]).await.body;
    assert!(stopped.contains("What had already reached them"), "{stopped}");
    assert!(stopped.contains("What they have not read is closed to them."), "{stopped}");
    let after = rosa.get(&format!("/referrals/{id}")).await.body;
    let after = ours(&after);
    assert!(after.contains(">Closed</span>") && !after.contains(">Open</span>"), "{after}");
    assert!(after.contains("No release is live.") && !after.contains("agreed to"), "{after}");
}

#[tokio::test]
async fn the_half_of_an_agreement_closes_with_its_last_day_and_every_page_says_how_many_are_left() {
    let town = Town::new().await;
    confirm_sheet(&town.app, &town.rosa).await;
    let id = town.refer().await;
    town.deliver().await;
    let mut rosa = Browser::with_routes(&town, web::Routes::new()).signed_in("rosa").await;
    let (record, plan) = (format!("/referrals/{id}"), format!("/plans/{id}"));
    town.care_release(&town.rosa, id, &[Element::CarePlan]).await;
    rosa.look().await;
    let body = rosa.get(&record).await.body;
    assert!(ours(&body).contains(">Open</span>") && ours(&body).contains("15 days left"), "{body}");
    for path in ["/sent", &plan] {
        let page = rosa.get(path).await.body;
        assert_eq!(page.matches("15 days left</span>").count(), 2, "the referral and the plan: {path} {page}");
        assert!(page.contains("Nothing that we know of"), "their half too");
    }
    town.clock.pass(15 * 24 * 60);
    let mut rosa = Browser::with_routes(&town, web::Routes::new()).signed_in("rosa").await;
    rosa.look().await;
    let body = rosa.get(&record).await.body;
    let after = ours(&body);
    assert!(after.contains(">Closed</span>") && !after.contains(">Open</span>") && after.contains("Ended"), "{after}");
    assert!(!after.contains("agreed to"), "{after}");
    assert!(!rosa.get("/sent").await.body.contains("days left"));
}

#[tokio::test]
async fn a_stop_at_the_receiver_ends_its_half_and_every_page_says_that_the_other_is_open() {
    let town = Town::new().await;
    confirm_sheet(&town.app, &town.june).await;
    let ours = town.refer().await;
    town.deliver().await;
    let theirs = town.across(&town.rosa, &town.june, ours).await;
    app::referrals::accept(&town.app, &town.june, theirs, town.form()).await.unwrap();
    let release = ReleaseId::new(town.app.next_id());
    let new = town.new_release(release, theirs, Purpose::Feedback, &[Element::Attendance]);
    app::releases::walk(&town.app, &town.june, new).await.unwrap();
    let mut june = Browser::with_routes(&town, web::Routes::new()).signed_in("june").await;
    june.look().await;
    let open = "The half of Lakeside Health Center is open: we still show what they sent.";
    let before = june.get(&format!("/referrals/{theirs}")).await.body;
    assert!(!before.contains("Our half ended") && !before.contains("is open: we still"));
    app::referrals::stop_by_code(&town.app, &town.june, &theirs.short_code(), HowSaid::Speech).await.unwrap();
    let record = june.get(&format!("/referrals/{theirs}")).await.body;
    let name =
        record.split("is open: we still").next().unwrap().split("The half of ").last().unwrap().trim().to_owned();
    assert!(
        record.contains("Our half ended") && record.contains(&open.replace("Lakeside Health Center", &name)),
        "{record}"
    );
    let row = june.get("/inbox").await.body;
    assert!(row.contains(&format!("What we tell {name} ended")) && row.contains("Their half is open."), "{row}");
    app::referrals::stop(&town.app, &town.rosa, ours).await.unwrap();
    town.deliver().await;
    let record = june.get(&format!("/referrals/{theirs}")).await.body;
    assert!(record.contains(&format!("The half of {name} ended")) && !record.contains("is open: we still"), "{record}");
}

/// The part of the page about what comes from them to us.
fn from_them(body: &str) -> &str {
    let (_, half) = body.split_once("id=\"theirs-title\"").unwrap();
    half.split_once("</section>").unwrap().0
}

#[tokio::test]
async fn their_half_says_until_when_it_holds_also_once_the_record_is_ours_and_that_it_ended() {
    let town = Town::new().await;
    for member in [&town.rosa, &town.ines] {
        confirm_sheet(&town.app, member).await;
    }
    let (release, ours) = town.release(&[Element::Request, Element::Name]).await;
    app::referrals::send(&town.app, &town.ines, town.reverse(ours, release)).await.unwrap();
    town.deliver().await;
    let theirs = town.across(&town.ines, &town.rosa, ours).await;
    let mut rosa = Browser::with_routes(&town, web::Routes::new()).signed_in("rosa").await;
    rosa.look().await;
    let path = format!("/referrals/{theirs}");
    let says = "Held by Harbor House, until December 9, 2026";
    let before = rosa.get(&path).await.body;
    assert!(from_them(&before).contains("15 days left") && from_them(&before).contains(says), "{before}");
    app::referrals::accept(&town.app, &town.rosa, theirs, town.form()).await.unwrap();
    let taken = rosa.get(&path).await.body;
    assert!(from_them(&taken).contains("15 days left") && from_them(&taken).contains(says), "{taken}");
    app::referrals::stop(&town.app, &town.ines, ours).await.unwrap();
    town.deliver().await;
    let ended = rosa.get(&path).await.body;
    assert!(!ended.contains("days left"), "{ended}");
}
