//! What waits to be sent says what the person says now, or it does not go.

use crate::copies::Copy;
use crate::restored_plans::restore;
use crate::town::*;
use crate::untaken::anew;
use app::forgetting::parts::forget_part;
use app::referrals::{self, ReferralView};
use domain::ids::ReferralId;
use domain::message::MessageKind;
use domain::referral::{AttemptResult, Event, Status};
use domain::retention::{ForgetWhy, Part};
use domain::safe_contact::ContactWay;
use testkit::{TestStore, both_backends};

/// A referral that waits for a paused partner.
async fn waiting(town: &Town) -> ReferralId {
    let ours = town.refer().await;
    app::partnerships::pause(&town.app, &town.dana, town.partnership).await.unwrap();
    town.deliver().await;
    ours
}

async fn resume(town: &Town) {
    app::partnerships::resume(&town.app, &town.dana, town.partnership).await.unwrap();
    town.deliver().await;
}

async fn view(town: &Town, ours: ReferralId) -> ReferralView {
    referrals::show(&town.app, &town.rosa, ours).await.unwrap()
}

async fn arrived(town: &Town) -> usize {
    referrals::inbox(&town.app, &town.ines, None).await.unwrap().rows.len()
}

/// It did not go, and its record says so once.
async fn assert_recalled(town: &Town, db: &TestStore, ours: ReferralId) {
    assert!(db.look("SELECT 'waits' FROM outbox").await.is_empty(), "nothing waits from that commit on");
    resume(town).await;
    assert_eq!(arrived(town).await, 0);
    let seen = view(town, ours).await;
    assert!(seen.recalled && seen.disclosures.is_empty(), "nothing crossed");
    assert_eq!((seen.undelivered, seen.referral.status), (Some(MessageKind::Referral), Status::Sent));
    assert_eq!(seen.events.iter().filter(|one| one.event == Event::Recalled).count(), 1);
    app::audit::verify(&town.app, town.rosa.org_id()).await.unwrap().unwrap();
    assert_eq!(app::health::recount(&town.app, town.rosa.org_id()).await.unwrap(), 0);
}

both_backends! {
    async fn a_number_that_is_forgotten_while_a_send_waits_does_not_cross(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = waiting(&town).await;
        forget_part(&town.app, &town.dana, ours, town.form(), (Part::Numbers, ForgetWhy::NotSafe)).await.unwrap();
        assert_recalled(&town, db, ours).await;
    }

    async fn words_that_are_forgotten_while_a_send_waits_do_not_cross(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = waiting(&town).await;
        forget_part(&town.app, &town.rosa, ours, town.form(), (Part::Words, ForgetWhy::Asked)).await.unwrap();
        assert_recalled(&town, db, ours).await;
    }

    async fn a_plan_that_is_changed_while_a_send_waits_keeps_the_old_one_here(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = waiting(&town).await;
        referrals::replan(&town.app, &town.rosa, ours, town.form(), anew()).await.unwrap();
        assert_recalled(&town, db, ours).await;
    }

    async fn a_number_at_which_somebody_else_answered_does_not_cross(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = waiting(&town).await;
        referrals::attempt(&town.app, &town.rosa, ours, town.form(), AttemptResult::SomeoneElse).await.unwrap();
        assert_recalled(&town, db, ours).await;
    }

    async fn a_number_that_is_not_safe_does_not_cross(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = waiting(&town).await;
        referrals::attempt(&town.app, &town.rosa, ours, town.form(), AttemptResult::NotSafe).await.unwrap();
        assert!(!view(&town, ours).await.has_number, "it is wiped here");
        assert_recalled(&town, db, ours).await;
    }

    async fn what_they_confirm_or_were_reached_by_goes_out_as_it_is(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = waiting(&town).await;
        town.clock.pass(5);
        referrals::attempt(&town.app, &town.rosa, ours, town.form(), AttemptResult::Reached).await.unwrap();
        referrals::recheck(&town.app, &town.rosa, ours, town.form(), ContactWay::Call, None).await.unwrap();
        resume(&town).await;
        assert_eq!(arrived(&town).await, 1);
        assert!(!view(&town, ours).await.recalled);
    }

    async fn what_has_arrived_stays_with_the_partner_and_is_not_said_to_be_unsent(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        town.deliver().await;
        forget_part(&town.app, &town.rosa, ours, town.form(), (Part::Numbers, ForgetWhy::NotSafe)).await.unwrap();
        assert_eq!(arrived(&town).await, 1);
        let seen = view(&town, ours).await;
        assert!(!seen.recalled && seen.undelivered.is_none() && seen.disclosures.len() == 1);
    }

    async fn a_number_that_was_forgotten_after_a_copy_does_not_cross_from_it(db: &TestStore) {
        let mut town = Town::on(db).await;
        let ours = waiting(&town).await;
        let copy = Copy::of(db).await;
        town.clock.pass(5);
        forget_part(&town.app, &town.rosa, ours, town.form(), (Part::Numbers, ForgetWhy::NotSafe)).await.unwrap();
        restore(&mut town, db, &copy).await;
        resume(&town).await;
        assert_eq!(arrived(&town).await, 0, "the message in the copy was sealed with the number in it");
        assert_eq!(view(&town, ours).await.undelivered, Some(MessageKind::Referral));
    }
}
