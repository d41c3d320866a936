//! What the sender is told: only under a release that names attendance, or on a patient's word at a health center.

use crate::town::*;
use app::referrals::Told;
use domain::ids::ReleaseId;
use domain::referral::{Outcome, Status};
use domain::release::{Element, Purpose};

#[tokio::test]
async fn under_a_release_that_names_attendance_the_sender_is_told_what_happens() {
    let town = Town::new().await;
    let ours = town.refer().await;
    town.deliver().await;
    let id = town.across(&town.rosa, &town.ines, ours).await;
    let release = ReleaseId::new(town.app.next_id());
    let new = town.new_release(release, id, Purpose::Feedback, &[Element::Attendance]);
    app::releases::walk(&town.app, &town.ines, new).await.unwrap();
    app::referrals::accept(&town.app, &town.ines, id, town.form()).await.unwrap();
    app::referrals::connected(&town.app, &town.ines, id, town.form(), false).await.unwrap();
    town.deliver().await;
    assert_eq!(app::referrals::show(&town.app, &town.rosa, ours).await.unwrap().referral.status, Status::Connected);
    app::referrals::stop(&town.app, &town.ines, id).await.unwrap();
    app::referrals::close(&town.app, &town.ines, id, town.form(), Outcome::ServiceUsed, false).await.unwrap();
    town.deliver().await;
    let told = app::referrals::show(&town.app, &town.rosa, ours).await.unwrap();
    assert_eq!(told.referral.status, Status::Connected, "nothing is told after the survivor stopped it");
}

#[tokio::test]
async fn a_box_ticked_at_an_advocacy_organization_tells_nothing() {
    let town = Town::new().await;
    let ours = town.refer().await;
    town.deliver().await;
    let id = town.across(&town.rosa, &town.ines, ours).await;
    app::referrals::accept(&town.app, &town.ines, id, town.form()).await.unwrap();
    app::referrals::connected(&town.app, &town.ines, id, town.form(), true).await.unwrap();
    town.deliver().await;
    let told = app::referrals::show(&town.app, &town.rosa, ours).await.unwrap();
    assert_eq!((told.referral.status, told.told), (Status::Sent, Told::NotOurs));
    let ours = app::referrals::show(&town.app, &town.ines, id).await.unwrap();
    assert_eq!(ours.told, Told::ReceiptOnly);
}

#[tokio::test]
async fn a_front_desk_books_a_community_partner_visit_and_tells_only_when_the_person_agrees() {
    let town = Town::new().await;
    for (agrees, status) in [(false, Status::Sent), (true, Status::Connected)] {
        let (release, referral) = town.release(ALL_BUT_SUBSTANCE_USE).await;
        app::referrals::send(&town.app, &town.ines, town.reverse(referral, release)).await.unwrap();
        town.deliver().await;
        let visit = town.across(&town.ines, &town.sam, referral).await;
        let shown = app::arrivals::show(&town.app, &town.sam, visit).await.unwrap();
        assert_eq!(shown.name.as_deref(), Some(CANARY_NAME));
        assert!(
            app::arrivals::book(&town.app, &town.sam, visit, town.form(), "2020-01-01T09:00").await.is_err(),
            "it is over"
        );
        app::arrivals::book(&town.app, &town.sam, visit, town.form(), "2026-11-25T15:40").await.unwrap();
        app::arrivals::came(&town.app, &town.sam, visit, town.form(), agrees).await.unwrap();
        town.deliver().await;
        let told = app::referrals::show(&town.app, &town.ines, referral).await.unwrap();
        assert_eq!(told.referral.status, status);
    }
    assert!(
        app::referrals::show(&town.app, &town.sam, town.refer().await).await.is_err(),
        "a front desk reads no cases"
    );
}
