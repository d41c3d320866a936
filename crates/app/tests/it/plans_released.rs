//! The release under which a plan is shared: its own record's, for what was ticked, and ended by itself.

use crate::plans::*;
use crate::town::*;
use app::{Error, Session};
use domain::gate::Predicate;
use domain::ids::{ReferralId, ReleaseId};
use domain::referral::Status;
use domain::release::draft::NotAnswered;
use domain::release::{Element, Purpose};
use testkit::both_backends;

#[tokio::test]
async fn either_side_takes_a_release_for_the_plan_of_its_own_record() {
    let town = Town::new().await;
    let (ours, theirs) = both(&town).await;
    for (by, record, strange) in [(&town.rosa, ours, theirs), (&town.ines, theirs, ours)] {
        town.care_release(by, record, PLAN).await;
        let id = ReleaseId::new(town.app.next_id());
        for record in [strange, ReferralId::new(town.app.next_id())] {
            let new = town.new_release(id, record, Purpose::CoordinatedCare, PLAN);
            let refused = app::releases::walk(&town.app, by, new).await;
            assert!(matches!(refused, Err(Error::NotFound)), "a plan is about a record of one's own");
        }
    }
}

#[tokio::test]
async fn a_release_for_the_plan_that_covers_nothing_of_it_is_not_worth_a_signature() {
    let town = Town::new().await;
    let (_, theirs) = both(&town).await;
    let cases = [(&[Element::Name][..], NotAnswered::NotOffered), (&[], NotAnswered::NothingTicked)];
    for (elements, rule) in cases {
        let id = ReleaseId::new(town.app.next_id());
        let new = town.new_release(id, theirs, Purpose::CoordinatedCare, elements);
        let refused = app::releases::walk(&town.app, &town.ines, new).await;
        let Err(Error::NotAnswered(why)) = refused else { panic!("{refused:?}") };
        assert_eq!(why, rule);
    }
    town.care_release(&town.ines, theirs, &[Element::Messages]).await;
}

#[tokio::test]
async fn no_plan_begins_for_a_referral_that_was_stopped() {
    let town = Town::new().await;
    let (ours, theirs) = both(&town).await;
    app::referrals::stop(&town.app, &town.rosa, ours).await.unwrap();
    town.deliver().await;
    for (by, record) in [(&town.rosa, ours), (&town.ines, theirs)] {
        let id = ReleaseId::new(town.app.next_id());
        let new = town.new_release(id, record, Purpose::CoordinatedCare, PLAN);
        assert!(matches!(app::releases::walk(&town.app, by, new).await, Err(Error::Over(_))));
    }
}

#[tokio::test]
async fn taking_the_release_for_the_plan_back_leaves_the_referral() {
    let town = Town::new().await;
    let (ours, theirs) = both(&town).await;
    let release = town.care_release(&town.rosa, ours, PLAN).await;
    app::releases::revoke(&town.app, &town.rosa, release).await.unwrap();
    town.deliver().await;
    let sent = app::referrals::show(&town.app, &town.rosa, ours).await.unwrap();
    assert_eq!(sent.referral.status, Status::Sent);
    assert!(sent.releases.iter().all(|release| release.revoked_at.is_some()));
    assert!(app::referrals::show(&town.app, &town.ines, theirs).await.unwrap().card.is_some(), "it is still theirs");
}

#[tokio::test]
async fn each_half_is_shared_only_where_its_own_box_was_ticked() {
    let town = Town::new().await;
    let (_, theirs) = both(&town).await;
    town.care_release(&town.ines, theirs, &[Element::Messages]).await;
    let id = add(&town, &town.ines, theirs, &goal("a night without fear")).await;
    let Err(Error::Refused(refusal)) = share(&town, &town.ines, theirs, id, 1).await else { panic!() };
    assert_eq!(refusal.failed, [Predicate::ElementNotReleased]);
    write(&town, &town.ines, theirs, "this may go").await.unwrap();
}

both_backends! {
    async fn what_is_shared_of_a_plan_is_brought_to_those_who_may_see_it_and_to_nobody_else(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = both(&town).await;
        town.care_release(&town.rosa, ours, PLAN).await;
        // Maya is the liaison, Ines the alternate and works on it; the two who see it are June and Maya at first.
        let told = async |who: &Session| {
            let all = app::home::notices(&town.app, who).await.unwrap();
            all.iter().filter(|notice| notice.code == "notice-plan-letter").count()
        };
        app::people::hide_from(&town.app, &town.june, theirs, town.maya.member()).await.unwrap();
        write(&town, &town.rosa, ours, "the liaison does not see this").await.unwrap();
        town.deliver().await;
        assert_eq!((told(&town.maya).await, told(&town.ines).await, told(&town.june).await), (0, 1, 0), "the alternate");
        let omar = hire(&town.app, &town.maya, "omar", domain::member::Role::Advocate).await;
        app::referrals::restrict(&town.app, &town.june, theirs, town.form(), omar.member()).await.unwrap();
        write(&town, &town.rosa, ours, "only two see this").await.unwrap();
        town.deliver().await;
        assert_eq!((told(&town.june).await, told(&omar).await), (1, 1), "the two, since neither lead nor liaison sees it");
    }
}
