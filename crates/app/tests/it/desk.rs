//! Whoever may reach a person may say what came of it; a front desk can say that it knows them, and stop by a code.

use crate::town::*;
use app::referrals;
use app::{Error, Session, arrivals};
use domain::audit::Actor;
use domain::ids::ReferralId;
use domain::measure::Measure;
use domain::member::Role;
use domain::referral::{AttemptResult, Event, Status, UNDO_WITHIN};
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

/// How many came to Lakeside this month.
async fn counted(town: &Town) -> u64 {
    let home = app::home::show(&town.app, &town.dana).await.unwrap();
    home.counts.iter().filter(|count| count.measure == Measure::Connected).map(|count| count.count).sum()
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

    async fn a_press_that_they_came_is_taken_back_in_time_and_counts_no_more(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, visit) = introduced(&town, Recheck::Month).await;
        arrivals::book(&town.app, &town.sam, visit, town.form(), "2026-11-25T16:40").await.unwrap();
        let before = counted(&town).await;
        arrivals::came(&town.app, &town.sam, visit, town.form(), false).await.unwrap();
        let seen = arrivals::show(&town.app, &town.sam, visit).await.unwrap();
        assert_eq!((seen.row.status, counted(&town).await), (Status::Connected, before + 1));
        let came = seen.came.unwrap();
        assert_eq!((came.by.as_deref(), came.undo_until), (Some("sam"), Some(town.app.now().plus_minutes(UNDO_WITHIN))));
        let twice = arrivals::came(&town.app, &town.dana, visit, town.form(), false).await;
        assert!(matches!(twice, Err(Error::Invalid("visit-came-already"))), "{twice:?}");
        town.clock.pass(14);
        let form = town.form();
        for _ in 0..2 {
            arrivals::did_not_come(&town.app, &town.dana, visit, form).await.unwrap();
        }
        let seen = arrivals::show(&town.app, &town.sam, visit).await.unwrap();
        assert_eq!((seen.row.status, seen.came, seen.told_wrongly), (Status::Accepted, None, false));
        assert_eq!(counted(&town).await, before, "it counts no more");
        let rows = "SELECT measure FROM service_count WHERE measure = 'connected'";
        assert_eq!(db.look(rows).await.len(), 2, "one line of the press, and one that takes it back");
        assert_eq!(app::health::recount(&town.app, town.sam.org_id()).await.unwrap(), 0, "and the events say the same");
        let said = app::audit::latest(&town.app, &town.dana, None).await.unwrap();
        let by = Actor::Member(town.dana.member());
        assert!(said.iter().any(|one| one.entry.subject == Some(visit.bytes()) && one.entry.actor == by), "who took it back");
        app::audit::verify(&town.app, town.sam.org_id()).await.unwrap().unwrap();
        arrivals::came(&town.app, &town.sam, visit, town.form(), true).await.unwrap();
        town.deliver().await;
        assert_eq!(counted(&town).await, before + 1);
        assert_eq!(referrals::show(&town.app, &town.ines, ours).await.unwrap().referral.status, Status::Connected);
        arrivals::did_not_come(&town.app, &town.sam, visit, town.form()).await.unwrap();
        assert!(arrivals::show(&town.app, &town.sam, visit).await.unwrap().told_wrongly, "whoever sent them was told by then");
        arrivals::came(&town.app, &town.sam, visit, town.form(), false).await.unwrap();
        town.clock.pass(15);
        let late = arrivals::did_not_come(&town.app, &town.sam, visit, town.form()).await;
        assert!(matches!(late, Err(Error::Invalid("visit-undo-late"))), "{late:?}");
        assert_eq!(counted(&town).await, before + 1);
    }

    async fn what_was_to_be_told_and_has_not_gone_out_is_not_told_when_they_did_not_come(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, visit) = introduced(&town, Recheck::Month).await;
        referrals::accept(&town.app, &town.rosa, visit, town.form()).await.unwrap();
        town.deliver().await;
        arrivals::came(&town.app, &town.sam, visit, town.form(), true).await.unwrap();
        arrivals::did_not_come(&town.app, &town.sam, visit, town.form()).await.unwrap();
        town.deliver().await;
        assert_eq!(referrals::show(&town.app, &town.ines, ours).await.unwrap().referral.status, Status::Sent);
        assert!(!arrivals::show(&town.app, &town.sam, visit).await.unwrap().told_wrongly);
        assert!(db.look("SELECT purpose FROM agreement WHERE purpose = 'feedback'").await.is_empty(), "the word is no more");
        arrivals::came(&town.app, &town.sam, visit, town.form(), true).await.unwrap();
        town.deliver().await;
        assert_eq!(referrals::show(&town.app, &town.ines, ours).await.unwrap().referral.status, Status::Connected);
    }

    async fn a_stop_says_everybody_there_who_has_read_it_and_when(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, visit) = introduced(&town, Recheck::Month).await;
        for reads in [&town.rosa, &town.dana, &town.rosa] {
            town.clock.pass(3);
            referrals::show(&town.app, reads, visit).await.unwrap();
        }
        arrivals::show(&town.app, &town.sam, visit).await.unwrap();
        town.deliver().await;
        let read: Vec<String> =
            referrals::show(&town.app, &town.ines, ours).await.unwrap().readers.into_iter().map(|(by, _)| by).collect();
        assert_eq!(read, ["rosa", "dana", "sam"], "each of them once, in the order of time");
        let stopped = referrals::stop(&town.app, &town.june, ours).await.unwrap();
        assert_eq!(stopped.readers.iter().map(|(by, _)| by.as_str()).collect::<Vec<_>>(), ["rosa", "dana", "sam"]);
        assert!(stopped.readers[0].1 < stopped.readers[1].1);
        let again = referrals::stopped_before(&town.app, &town.june, ours).await.unwrap().unwrap();
        assert_eq!(again.readers, stopped.readers);
    }
}
