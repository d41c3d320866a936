//! What the sender is told: only under a release that names attendance, or on a patient's word at a health center.

use crate::town::*;
use app::referrals::Told;
use domain::ids::{ReferralId, ReleaseId};
use domain::referral::{Outcome, Status};
use domain::release::{Element, Purpose};
use testkit::both_backends;

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

/// A word that Harbor House took the referral, told under a release, which waits unread at Lakeside.
async fn told_and_unread(town: &Town) -> (ReferralId, ReferralId) {
    let ours = town.refer().await;
    town.deliver().await;
    let theirs = town.across(&town.rosa, &town.ines, ours).await;
    let release = ReleaseId::new(town.app.next_id());
    let new = town.new_release(release, theirs, Purpose::Feedback, &[Element::Attendance]);
    app::releases::walk(&town.app, &town.ines, new).await.unwrap();
    app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
    town.deliver().await;
    (ours, theirs)
}

both_backends! {
    async fn what_waits_unread_is_not_read_after_its_release_has_ended(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, _) = told_and_unread(&town).await;
        town.clock.pass(16 * 24 * 60);
        let rosa = town.again(&town.rosa).await;
        let view = app::referrals::show(&town.app, &rosa, ours).await.unwrap();
        assert_eq!(view.referral.status, Status::Sent);
        assert!(db.look("SELECT kind FROM inbox_pending").await.is_empty());
    }

    async fn what_waits_unread_when_the_survivor_stops_it_is_never_read(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = told_and_unread(&town).await;
        app::referrals::stop(&town.app, &town.ines, theirs).await.unwrap();
        assert_eq!(db.look("SELECT kind FROM outbox WHERE state = 'queued'").await, ["stop"]);
        town.deliver().await;
        assert!(db.look("SELECT kind FROM inbox_pending").await.is_empty());
        let view = app::referrals::show(&town.app, &town.rosa, ours).await.unwrap();
        assert_eq!((view.referral.status, view.card.is_some()), (Status::Sent, true), "and nothing else changes here");
        app::referrals::stop(&town.app, &town.ines, theirs).await.unwrap();
        assert!(db.look("SELECT kind FROM outbox WHERE state = 'queued'").await.is_empty(), "said once");
    }

    async fn where_nothing_was_told_the_partner_does_not_hear_that_it_was_stopped(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        town.deliver().await;
        let theirs = town.across(&town.rosa, &town.ines, ours).await;
        let release = ReleaseId::new(town.app.next_id());
        let new = town.new_release(release, theirs, Purpose::Feedback, &[Element::Attendance]);
        app::releases::walk(&town.app, &town.ines, new).await.unwrap();
        app::referrals::stop(&town.app, &town.ines, theirs).await.unwrap();
        assert!(db.look("SELECT kind FROM outbox WHERE state = 'queued'").await.is_empty());
    }
}

#[tokio::test]
async fn a_front_desk_asks_for_no_number_of_what_its_own_house_sent() {
    let town = Town::new().await;
    let ours = town.refer().await;
    let asked = app::referrals::show_number(&town.app, &town.sam, ours).await;
    assert!(matches!(asked, Err(app::Error::NotFound)), "{asked:?}");
}
