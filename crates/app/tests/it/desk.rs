//! Whoever may reach a person may say what came of it; a front desk can say that it knows them, and stop by a code.

use crate::town::*;
use app::referrals;
use app::{Error, Session, arrivals};
use domain::ids::ReferralId;
use domain::member::Role;
use domain::referral::{AttemptResult, Event, Status};
use domain::release::HowSaid;
use domain::safe_contact::{NotSafe, Recheck};
use testkit::both_backends;

/// A person whom Harbor House introduced to Lakeside, with the record over there and the visit here.
async fn introduced(town: &Town, recheck: Recheck) -> (ReferralId, ReferralId) {
    let (release, ours) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    let mut new = town.reverse(ours, release);
    new.card.safe_contact.recheck = recheck;
    referrals::send(&town.app, &town.ines, new).await.unwrap();
    town.deliver().await;
    (ours, town.across(&town.ines, &town.rosa, ours).await)
}

async fn number(town: &Town, who: &Session, id: ReferralId) -> app::Result<()> {
    referrals::show_number(&town.app, who, id).await.map(drop)
}

both_backends! {
    async fn what_a_front_desk_says_of_its_call_holds_for_the_next_colleague(db: &TestStore) {
        let town = Town::on(db).await;
        for (recheck, result, closed) in [
            (Recheck::Month, AttemptResult::SomeoneElse, NotSafe::SomeoneElse),
            (Recheck::Month, AttemptResult::NotSafe, NotSafe::DoNotContact),
            (Recheck::EveryTime, AttemptResult::NoAnswer, NotSafe::OneTry),
        ] {
            let (_, visit) = introduced(&town, recheck).await;
            number(&town, &town.sam, visit).await.unwrap();
            let form = town.form();
            for _ in 0..2 {
                arrivals::attempt(&town.app, &town.sam, visit, form, result).await.unwrap();
            }
            let seen = arrivals::show(&town.app, &town.sam, visit).await.unwrap();
            assert_eq!((seen.tried, seen.reach.allowed), (Some(result), Err(closed)));
            assert_eq!(seen.row.status, Status::Received, "it waits for a time as before");
            let events = referrals::show(&town.app, &town.rosa, visit).await.unwrap().events;
            assert_eq!(events.iter().filter(|one| one.event == Event::Attempted(result)).count(), 1, "posted twice, once");
            if result == AttemptResult::NotSafe {
                assert!(matches!(number(&town, &town.rosa, visit).await, Err(Error::NotFound)), "wiped");
            } else {
                let next = number(&town, &town.rosa, visit).await;
                assert!(matches!(next, Err(Error::NotSafe(why)) if why == closed), "{next:?}");
            }
        }
        assert_eq!(app::health::recount(&town.app, town.sam.org_id()).await.unwrap(), 0);
        app::audit::verify(&town.app, town.sam.org_id()).await.unwrap().unwrap();
    }

    async fn a_front_desk_says_nothing_of_what_its_own_house_sent(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        let tried = arrivals::attempt(&town.app, &town.sam, ours, town.form(), AttemptResult::NotSafe).await;
        assert!(matches!(tried, Err(Error::NotFound)), "{tried:?}");
        let known = arrivals::know_them(&town.app, &town.sam, ours, town.form()).await;
        assert!(matches!(known, Err(Error::NotFound)), "{known:?}");
        assert!(referrals::show(&town.app, &town.rosa, ours).await.unwrap().reach.allowed.is_ok());
    }

    async fn who_sent_them_and_who_has_not_taken_them_say_what_came_of_a_call(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        town.deliver().await;
        let theirs = town.across(&town.rosa, &town.ines, ours).await;
        for (who, id, stands) in [(&town.rosa, ours, Status::Sent), (&town.ines, theirs, Status::Received)] {
            number(&town, who, id).await.unwrap();
            referrals::attempt(&town.app, who, id, town.form(), AttemptResult::NoAnswer).await.unwrap();
            number(&town, who, id).await.unwrap();
            referrals::attempt(&town.app, who, id, town.form(), AttemptResult::SomeoneElse).await.unwrap();
            assert!(matches!(number(&town, who, id).await, Err(Error::NotSafe(NotSafe::SomeoneElse))));
            assert_eq!(referrals::show(&town.app, who, id).await.unwrap().referral.status, stands, "nothing moves");
        }
        referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
        let reach = referrals::show(&town.app, &town.ines, theirs).await.unwrap().reach;
        assert_eq!(reach.allowed, Err(NotSafe::SomeoneElse), "taking it opens nothing");
        for org in [town.rosa.org_id(), town.ines.org_id()] {
            assert_eq!(app::health::recount(&town.app, org).await.unwrap(), 0);
        }
    }

    async fn a_front_desk_that_knows_the_person_sees_the_visit_no_more_and_a_colleague_does(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, visit) = introduced(&town, Recheck::Month).await;
        let sol = hire(&town.app, &town.dana, "sol", Role::FrontDesk).await;
        let form = town.form();
        for _ in 0..2 {
            arrivals::know_them(&town.app, &town.sam, visit, form).await.unwrap();
        }
        assert!(matches!(arrivals::show(&town.app, &town.sam, visit).await, Err(Error::NotFound)));
        assert!(arrivals::list(&town.app, &town.sam, None).await.unwrap().rows.is_empty());
        assert_eq!(arrivals::list(&town.app, &sol, None).await.unwrap().rows.len(), 1);
        arrivals::show(&town.app, &sol, visit).await.unwrap();
    }

    async fn what_a_colleague_works_on_stays_with_them_when_a_front_desk_knows_the_person(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, visit) = introduced(&town, Recheck::Month).await;
        referrals::accept(&town.app, &town.rosa, visit, town.form()).await.unwrap();
        arrivals::know_them(&town.app, &town.sam, visit, town.form()).await.unwrap();
        let seen = referrals::show(&town.app, &town.rosa, visit).await.unwrap();
        assert_eq!((seen.referral.status, seen.referral.assigned), (Status::Accepted, Some(town.rosa.member())));
        assert!(matches!(arrivals::show(&town.app, &town.sam, visit).await, Err(Error::NotFound)));
    }

    async fn a_front_desk_that_hears_a_code_stops_by_it_and_learns_nothing(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        town.deliver().await;
        let theirs = town.across(&town.rosa, &town.ines, ours).await;
        for code in ["0000-0000", &ours.short_code()] {
            referrals::stop_by_code(&town.app, &town.sam, code, HowSaid::Speech).await.unwrap();
        }
        town.deliver().await;
        assert_eq!(referrals::show(&town.app, &town.rosa, ours).await.unwrap().referral.status, Status::Withdrawn);
        assert!(referrals::show(&town.app, &town.ines, theirs).await.unwrap().card.is_none());
        let stopped = referrals::stop(&town.app, &town.sam, ours).await;
        assert!(matches!(stopped, Err(Error::NotFound)), "by its code alone: {stopped:?}");
    }
}
