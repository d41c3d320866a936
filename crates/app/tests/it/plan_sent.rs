//! A contact plan that was changed by whoever sent a person holds at the partner too, where what was released covers it.

use crate::copies::Copy;
use crate::town::*;
use crate::untaken::anew;
use app::referrals::{self, Masked, NewPlan};
use app::{Error, Session};
use domain::gate::Predicate;
use domain::ids::ReferralId;
use domain::referral::AttemptResult;
use domain::release::Element;
use domain::safe_contact::{ContactWay, NotSafe, Recheck};
use domain::text::PersonText;
use domain::wishes::Wish;
use testkit::both_backends;

pub(crate) const NEW: &str = "(312) 555-0142";

pub(crate) async fn number(town: &Town, who: &Session, id: ReferralId) -> app::Result<String> {
    referrals::show_number(&town.app, who, id).await.map(|text| text.reveal().to_owned())
}

pub(crate) async fn can_go(town: &Town, who: &Session, id: ReferralId) -> bool {
    referrals::show(&town.app, who, id).await.unwrap().plan_can_go
}

pub(crate) async fn replan(town: &Town, who: &Session, id: ReferralId, new: NewPlan) {
    town.clock.pass(1);
    referrals::replan(&town.app, who, id, town.form(), new).await.unwrap();
}

/// Sent by Lakeside on a patient's word and taken by Harbor House: both records.
pub(crate) async fn taken(town: &Town) -> (ReferralId, ReferralId) {
    let ours = town.refer().await;
    town.deliver().await;
    let theirs = town.across(&town.rosa, &town.ines, ours).await;
    referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
    (ours, theirs)
}

both_backends! {
    async fn a_changed_plan_is_sent_by_one_press_and_the_partner_s_controls_obey_it(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = taken(&town).await;
        assert!(!can_go(&town, &town.rosa, ours).await, "nothing was changed");
        replan(&town, &town.rosa, ours, anew()).await;
        assert!(can_go(&town, &town.rosa, ours).await);
        assert_eq!(number(&town, &town.ines, theirs).await.unwrap(), CANARY_NUMBER, "nothing crosses by itself");
        let form = town.form();
        for _ in 0..2 {
            referrals::send_plan(&town.app, &town.rosa, ours, form).await.unwrap();
        }
        town.deliver().await;
        assert!(!can_go(&town, &town.rosa, ours).await, "it has gone");
        let notices = app::home::notices(&town.app, &town.ines).await.unwrap();
        assert!(notices.iter().any(|one| one.code == "notice-contact-changed"));
        assert_eq!(number(&town, &town.ines, theirs).await.unwrap(), NEW);
        let view = referrals::show(&town.app, &town.rosa, ours).await.unwrap();
        assert_eq!(view.disclosures.last().unwrap().elements.iter().copied().collect::<Vec<_>>(), [Element::Contact, Element::ContactPlan]);
        referrals::attempt(&town.app, &town.rosa, ours, town.form(), AttemptResult::NotSafe).await.unwrap();
        referrals::send_plan(&town.app, &town.rosa, ours, town.form()).await.unwrap();
        town.deliver().await;
        let closed = referrals::attempt(&town.app, &town.ines, theirs, town.form(), AttemptResult::Reached).await;
        assert!(matches!(closed, Err(Error::NotSafe(NotSafe::DoNotContact))), "{closed:?}");
        assert!(!referrals::show(&town.app, &town.ines, theirs).await.unwrap().has_number);
        for org in [town.rosa.org_id(), town.ines.org_id()] {
            app::audit::verify(&town.app, org).await.unwrap().unwrap();
        }
    }

    async fn what_the_person_said_there_later_stays_but_for_a_way_that_is_closed(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = taken(&town).await;
        replan(&town, &town.rosa, ours, anew()).await;
        let later = PersonText::parse("(312) 555-0177", 40).unwrap();
        replan(&town, &town.ines, theirs, NewPlan { number: Masked::Now(later), ..anew() }).await;
        referrals::send_plan(&town.app, &town.rosa, ours, town.form()).await.unwrap();
        town.deliver().await;
        assert_eq!(number(&town, &town.ines, theirs).await.unwrap(), "(312) 555-0177");
        replan(&town, &town.rosa, ours, NewPlan { way: ContactWay::DoNotContact, ..anew() }).await;
        referrals::send_plan(&town.app, &town.rosa, ours, town.form()).await.unwrap();
        town.deliver().await;
        assert!(number(&town, &town.ines, theirs).await.is_err(), "nobody is contacted");
    }

    async fn it_goes_as_far_as_it_was_released_and_no_longer_than_that_stands(db: &TestStore) {
        let town = Town::on(db).await;
        let mut sent = Vec::new();
        for elements in [&[Element::Request, Element::ContactPlan][..], &[Element::Request, Element::Name], ALL_BUT_SUBSTANCE_USE] {
            let (release, ours) = town.release(elements).await;
            referrals::send(&town.app, &town.ines, town.reverse(ours, release)).await.unwrap();
            town.deliver().await;
            let theirs = town.across(&town.ines, &town.rosa, ours).await;
            replan(&town, &town.ines, ours, anew()).await;
            sent.push((ours, theirs));
        }
        let [(plan_only, there), (nothing, _), (all, _)] = sent[..] else { panic!() };
        assert!(!can_go(&town, &town.ines, plan_only).await, "its number may not go");
        replan(&town, &town.ines, plan_only, NewPlan { way: ContactWay::DoNotContact, ..anew() }).await;
        referrals::send_plan(&town.app, &town.ines, plan_only, town.form()).await.unwrap();
        town.deliver().await;
        let card = referrals::show(&town.app, &town.rosa, there).await.unwrap().card.unwrap();
        assert_eq!((card.safe_contact.way, card.safe_contact.number), (ContactWay::DoNotContact, None));
        assert!(!can_go(&town, &town.ines, nothing).await);
        let refused = referrals::send_plan(&town.app, &town.ines, nothing, town.form()).await;
        assert!(matches!(&refused, Err(Error::Refused(why)) if why.failed == [Predicate::NoRelease]), "{refused:?}");
        referrals::keep_wishes(&town.app, &town.ines, all, town.form(), [Wish::Nobody].into()).await.unwrap();
        assert!(!can_go(&town, &town.ines, all).await, "they asked that nobody be told");
        assert!(matches!(referrals::send_plan(&town.app, &town.ines, all, town.form()).await, Err(Error::Refused(_))));
        referrals::keep_wishes(&town.app, &town.ines, all, town.form(), [].into()).await.unwrap();
        assert!(can_go(&town, &town.ines, all).await);
        town.clock.pass(15 * 24 * 60);
        assert!(!can_go(&town, &town.ines, all).await, "its time is over");
        assert!(matches!(referrals::send_plan(&town.app, &town.ines, all, town.form()).await, Err(Error::Refused(_))));
    }

    async fn what_nobody_has_taken_keeps_its_end_with_the_new_plan(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        town.deliver().await;
        let theirs = town.across(&town.rosa, &town.ines, ours).await;
        replan(&town, &town.rosa, ours, anew()).await;
        referrals::send_plan(&town.app, &town.rosa, ours, town.form()).await.unwrap();
        town.deliver().await;
        assert_eq!(number(&town, &town.ines, theirs).await.unwrap(), NEW);
        town.clock.pass(15 * 24 * 60);
        assert!(number(&town, &town.ines, theirs).await.is_err(), "it ends as it would have");
    }

    async fn a_number_that_waits_does_not_go_once_it_was_changed_or_forgotten_and_that_nobody_calls_does(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = taken(&town).await;
        for forget in [false, true] {
            replan(&town, &town.rosa, ours, anew()).await;
            referrals::send_plan(&town.app, &town.rosa, ours, town.form()).await.unwrap();
            if forget {
                let part = (domain::retention::Part::Numbers, domain::retention::ForgetWhy::Asked);
                app::forgetting::parts::forget_part(&town.app, &town.rosa, ours, town.form(), part).await.unwrap();
            } else {
                let later = PersonText::parse("(312) 555-0177", 40).unwrap();
                replan(&town, &town.rosa, ours, NewPlan { number: Masked::Now(later), ..anew() }).await;
                assert!(can_go(&town, &town.rosa, ours).await, "it is to be sent again");
            }
            town.deliver().await;
            assert_eq!(number(&town, &town.ines, theirs).await.unwrap(), CANARY_NUMBER, "what waited did not go");
        }
        replan(&town, &town.rosa, ours, NewPlan { way: ContactWay::DoNotContact, ..anew() }).await;
        referrals::send_plan(&town.app, &town.rosa, ours, town.form()).await.unwrap();
        replan(&town, &town.rosa, ours, anew()).await;
        town.deliver().await;
        assert!(number(&town, &town.ines, theirs).await.is_err(), "that nobody calls goes all the same");
    }

    async fn that_nobody_calls_carries_no_word_that_was_forgotten_while_it_waited(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = taken(&town).await;
        let kite = PersonText::parse("blue kite", 40).unwrap();
        let hawaii = Some(domain::safe_contact::HomeZone::Hawaii);
        replan(&town, &town.rosa, ours, NewPlan { code_word: Masked::Now(kite), zone: hawaii, ..anew() }).await;
        replan(&town, &town.rosa, ours, NewPlan { way: ContactWay::DoNotContact, ..anew() }).await;
        referrals::send_plan(&town.app, &town.rosa, ours, town.form()).await.unwrap();
        let part = (domain::retention::Part::Numbers, domain::retention::ForgetWhy::Asked);
        app::forgetting::parts::forget_part(&town.app, &town.rosa, ours, town.form(), part).await.unwrap();
        town.deliver().await;
        let there = referrals::show(&town.app, &town.ines, theirs).await.unwrap().card.unwrap().safe_contact;
        assert_eq!((there.way, &there.number, &there.code_word), (ContactWay::DoNotContact, &None, &None));
        assert_ne!(there.zone_or("UTC"), "Pacific/Honolulu", "nor by whose clock they live");
    }

    async fn a_weaker_reason_said_before_opens_nothing_that_is_not_safe(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = taken(&town).await;
        replan(&town, &town.rosa, ours, anew()).await;
        referrals::attempt(&town.app, &town.rosa, ours, town.form(), AttemptResult::SomeoneElse).await.unwrap();
        town.clock.pass(1);
        referrals::attempt(&town.app, &town.ines, theirs, town.form(), AttemptResult::NotSafe).await.unwrap();
        town.clock.pass(1);
        referrals::send_plan(&town.app, &town.rosa, ours, town.form()).await.unwrap();
        town.deliver().await;
        let there = referrals::show(&town.app, &town.ines, theirs).await.unwrap().card.unwrap().safe_contact;
        assert_eq!((there.way, there.number), (ContactWay::DoNotContact, None), "they said here that it is not safe");
    }

    async fn a_plan_that_was_said_before_somebody_else_answered_opens_nothing(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = taken(&town).await;
        replan(&town, &town.rosa, ours, anew()).await;
        referrals::send_plan(&town.app, &town.rosa, ours, town.form()).await.unwrap();
        town.clock.pass(1);
        referrals::attempt(&town.app, &town.ines, theirs, town.form(), AttemptResult::SomeoneElse).await.unwrap();
        town.deliver().await;
        let closed = number(&town, &town.ines, theirs).await;
        assert!(matches!(closed, Err(Error::NotSafe(NotSafe::SomeoneElse))), "{closed:?}");
        replan(&town, &town.rosa, ours, NewPlan { who_may_answer: Masked::Now(PersonText::parse("a neighbor", 40).unwrap()), ..anew() }).await;
        referrals::send_plan(&town.app, &town.rosa, ours, town.form()).await.unwrap();
        town.deliver().await;
        assert_eq!(number(&town, &town.ines, theirs).await.unwrap(), NEW, "they have said since what is safe");
    }

    async fn a_plan_that_waits_in_a_restored_copy_opens_nothing_that_was_closed_since(db: &TestStore) {
        let mut town = Town::on(db).await;
        let (ours, theirs) = taken(&town).await;
        replan(&town, &town.rosa, ours, anew()).await;
        referrals::send_plan(&town.app, &town.rosa, ours, town.form()).await.unwrap();
        let copy = Copy::of(db).await;
        town.deliver().await;
        assert_eq!(number(&town, &town.ines, theirs).await.unwrap(), NEW);
        referrals::attempt(&town.app, &town.ines, theirs, town.form(), AttemptResult::NotSafe).await.unwrap();
        let kept = app::protections::list(&town.app).await.unwrap();
        copy.put_back(db).await;
        town.start_again(|| {}).await;
        for one in &kept {
            app::protections::protect_again(&town.app, one).await.unwrap();
        }
        town.deliver().await;
        let closed = number(&town, &town.ines, theirs).await;
        assert!(matches!(closed, Err(Error::NotSafe(NotSafe::Restored))), "{closed:?}");
        replan(&town, &town.rosa, ours, NewPlan { recheck: Recheck::Month, ..anew() }).await;
        referrals::send_plan(&town.app, &town.rosa, ours, town.form()).await.unwrap();
        town.deliver().await;
        assert_eq!(number(&town, &town.ines, theirs).await.unwrap(), NEW, "they have said it again since");
    }
}
