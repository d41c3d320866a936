//! Coordinated care: each side shares under a release of its own, and ends it without ending the referral.

use crate::town::*;
use app::Error;
use domain::ids::{ReferralId, ReleaseId};
use domain::referral::Status;
use domain::release::draft::NotAnswered;
use domain::release::{Element, Purpose};

const PLAN: &[Element] = &[Element::CarePlan, Element::Messages];

/// A referral that has arrived: Lakeside's record and Harbor House's.
async fn both(town: &Town) -> (ReferralId, ReferralId) {
    let ours = town.refer().await;
    town.deliver().await;
    (ours, town.across(&town.rosa, &town.ines, ours).await)
}

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
        assert!(matches!(app::releases::walk(&town.app, by, new).await, Err(Error::NotFound)));
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
