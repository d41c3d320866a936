//! A release is what was signed, or carries nothing: whoever can write to the database can neither widen nor prolong one,
//! nor bring back what was taken back.

use crate::town::*;
use app::Error;
use app::releases::bound::{self, Untrue};
use domain::audit::Act;
use domain::gate::Predicate;
use domain::ids::{ReferralId, ReleaseId};
use domain::release::Element;
use testkit::both_backends;

/// What was found, said to the leads, and written down, when this release was to be used.
async fn used(town: &Town, release: ReleaseId, referral: ReferralId) -> Result<(), Vec<Predicate>> {
    match app::referrals::send(&town.app, &town.ines, town.reverse(referral, release)).await {
        Ok(_) => Ok(()),
        Err(Error::Refused(refusal)) => Err(refusal.failed),
        Err(other) => panic!("{other}"),
    }
}

async fn is_reported(town: &Town, release: ReleaseId, how: Untrue) {
    let found = bound::verify(&town.app, town.ines.org_id()).await.unwrap();
    assert_eq!(found, [(release, how)], "the operator is told which, and how");
    let said = app::audit::latest(&town.app, &town.maya, None).await.unwrap();
    let entry = said.iter().find(|entry| entry.entry.act == Act::ReleaseAltered).unwrap();
    assert_eq!((entry.entry.subject, entry.entry.detail.as_str()), (Some(release.bytes()), how.code()));
    let notices = app::home::notices(&town.app, &town.maya).await.unwrap();
    assert!(notices.iter().any(|notice| notice.code == "notice-release-altered"), "a lead is told");
}

both_backends! {
    async fn what_was_signed_carries_what_it_says(db: &TestStore) {
        let town = Town::on(db).await;
        let (release, referral) = town.release(&[Element::Request, Element::Name]).await;
        assert_eq!(used(&town, release, referral).await, Ok(()));
        assert_eq!(bound::verify(&town.app, town.ines.org_id()).await.unwrap(), []);
    }

    async fn a_release_that_somebody_widened_in_the_database_carries_nothing(db: &TestStore) {
        let town = Town::on(db).await;
        let (release, referral) = town.release(&[Element::Request, Element::Name]).await;
        assert!(db.tamper("UPDATE release SET elements = 'request name needs note'").await > 0);
        assert_eq!(used(&town, release, referral).await, Err(vec![Predicate::NoRelease]));
        is_reported(&town, release, Untrue::Altered).await;
    }

    async fn a_release_that_somebody_prolonged_in_the_database_carries_nothing(db: &TestStore) {
        let town = Town::on(db).await;
        let (release, referral) = town.release(&[Element::Request, Element::Name]).await;
        assert!(db.tamper("UPDATE release SET expires_at = expires_at + 86400000000").await > 0);
        assert_eq!(used(&town, release, referral).await, Err(vec![Predicate::NoRelease]));
        is_reported(&town, release, Untrue::Altered).await;
    }

    async fn what_was_taken_back_stays_so_whatever_its_column_says(db: &TestStore) {
        let town = Town::on(db).await;
        let (release, referral) = town.release(&[Element::Request, Element::Name]).await;
        app::releases::revoke(&town.app, &town.june, release).await.unwrap();
        assert!(db.tamper("UPDATE release SET revoked_at = NULL").await > 0);
        assert_eq!(used(&town, release, referral).await, Err(vec![Predicate::NoRelease]));
        is_reported(&town, release, Untrue::TakenBack).await;
    }

    async fn a_release_of_which_no_signing_was_written_down_carries_nothing(db: &TestStore) {
        let town = Town::on(db).await;
        let (release, referral) = town.release(&[Element::Request, Element::Name]).await;
        assert!(db.tamper("UPDATE audit_entry SET act = 'slip_printed' WHERE act = 'release_signed'").await > 0);
        assert_eq!(used(&town, release, referral).await, Err(vec![Predicate::NoRelease]));
        is_reported(&town, release, Untrue::NeverSigned).await;
    }
}

#[tokio::test]
async fn where_people_are_served_no_release_is_walked_through_in_one_go() {
    let town = Town::new().await;
    let served = app::Settings { synthetic: false, ..settings(town.folder.path(), town.clock.clone()) };
    let node = app::App::open(served).await.unwrap();
    let (id, referral) = (ReleaseId::new(node.next_id()), ReferralId::new(node.next_id()));
    let new = town.new_release(id, referral, domain::release::Purpose::WarmReferral, &[Element::Request]);
    let refused = app::releases::walk(&node, &town.ines, new).await;
    assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
    node.close().await;
}
