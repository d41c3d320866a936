//! A record that was forgotten is closed: every deed on it says so and changes nothing; what the law and the person's
//! word need goes on.

use crate::plans::{goal, words};
use crate::town::*;
use crate::untaken::anew;
use app::forgetting::{asks, holds, parts, proof, request};
use app::releases::draft::{Ground, prospect};
use app::{Error, Session, plans, referrals};
use domain::care_plan::PrivateNote;
use domain::ids::{LineId, MessageId, ReferralId};
use domain::message::{PurgeAnswer, PurgeDecision};
use domain::referral::{AttemptResult, Bank, DeclineReason, Outcome, Status};
use domain::release::HowSaid;
use domain::retention::{DocumentNumber, ForgetWhy, Part};
use domain::safe_contact::{ContactWay, PlanField};
use std::collections::BTreeSet;
use testkit::both_backends;

/// Every deed on a record, by name, as somebody at the advocates would press it.
async fn deeds(town: &Town, who: &Session, id: ReferralId) -> Vec<(&'static str, app::Result<()>)> {
    let (app, form) = (&town.app, || town.form());
    let new = || LineId::new(app.next_id());
    let (line, note) = (goal("late"), PrivateNote::keep(words("late")));
    let letter = MessageId::new(app.next_id());
    vec![
        ("accept", referrals::accept(app, who, id, form()).await),
        ("pass", referrals::pass(app, who, id, form()).await),
        ("decline", referrals::decline(app, who, id, form(), DeclineReason::Full, false).await),
        ("know", referrals::know_them(app, who, id, form()).await),
        ("connected", referrals::connected(app, who, id, form(), false).await),
        ("close", referrals::close(app, who, id, form(), Outcome::ServiceUsed, false).await),
        ("attempt", referrals::attempt(app, who, id, form(), AttemptResult::Reached).await),
        ("recheck", referrals::recheck(app, who, id, form(), ContactWay::DoNotContact, None).await),
        ("plan", referrals::plan(app, who, id).await.map(drop)),
        ("replan", referrals::replan(app, who, id, form(), anew()).await),
        ("number", referrals::show_number(app, who, id).await.map(drop)),
        ("code word", referrals::show_field(app, who, id, PlanField::CodeWord).await.map(drop)),
        ("wishes", referrals::keep_wishes(app, who, id, form(), BTreeSet::new()).await),
        ("restrict", referrals::restrict(app, who, id, form(), town.june.member()).await),
        ("unrestrict", referrals::lift_restriction(app, who, id, form()).await),
        ("hide", app::people::hide_from(app, who, id, town.june.member()).await),
        ("forget a part", parts::forget_part(app, who, id, form(), (Part::Words, ForgetWhy::ALL[0])).await),
        ("feedback", prospect(app, who, Ground::Feedback(id)).await.map(drop)),
        ("care", prospect(app, who, Ground::Care(id)).await.map(drop)),
        ("line", plans::add_line(app, who, id, new(), &line).await),
        ("change a line", plans::change_line(app, who, id, (new(), 1), &line).await),
        ("a task is done", plans::set_done(app, who, id, (new(), 1), true).await),
        ("remove a line", plans::remove_line(app, who, id, new()).await),
        ("share", plans::share_line(app, who, id, (new(), 1)).await),
        ("take back", plans::take_line_back(app, who, id, new()).await),
        ("note", plans::add_note(app, who, id, new(), &note).await),
        ("remove a note", plans::remove_note(app, who, id, new()).await),
        ("message", plans::write_letter(app, who, id, letter, words("late"), false).await),
    ]
}

/// Arrived at Harbor House, and taken by Ines.
async fn taken(town: &Town) -> (ReferralId, ReferralId) {
    let ours = town.refer().await;
    town.deliver().await;
    let theirs = town.across(&town.rosa, &town.ines, ours).await;
    referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
    (ours, theirs)
}

async fn forget(town: &Town, who: &Session, id: ReferralId) {
    request::forget_everything(&town.app, who, id, &id.short_code(), false).await.unwrap();
}

both_backends! {
    async fn no_deed_is_done_on_a_forgotten_record_and_nothing_of_it_is_counted(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, theirs) = taken(&town).await;
        forget(&town, &town.ines, theirs).await;
        let gone_at = town.app.now();
        let before = app::home::show(&town.app, &town.maya).await.unwrap();
        let stood = referrals::show(&town.app, &town.ines, theirs).await.unwrap();
        town.clock.pass(5);
        for (name, done) in deeds(&town, &town.ines, theirs).await {
            let Err(Error::Over(over)) = done else { panic!("{name}: {done:?}") };
            assert_eq!((over.how, over.at), (referrals::HowOver::Forgotten, gone_at), "{name}");
        }
        let stands = referrals::show(&town.app, &town.ines, theirs).await.unwrap();
        assert_eq!((stands.referral.status, stands.events.len()), (stood.referral.status, stood.events.len()));
        assert_eq!(stands.over.map(|over| over.at), Some(gone_at));
        let now = app::home::show(&town.app, &town.maya).await.unwrap();
        assert_eq!((now.counts, now.waiting_total), (before.counts, 0));
        // A person's word, what the law asks for, and the proof.
        referrals::stop_said(&town.app, &town.june, theirs, HowSaid::Speech).await.unwrap();
        referrals::stop_by_code(&town.app, &town.june, &theirs.short_code(), HowSaid::Speech).await.unwrap();
        forget(&town, &town.june, theirs).await;
        let document = DocumentNumber::parse("2026-CV-01147").unwrap();
        holds::put(&town.app, &town.maya, theirs, town.form(), &document).await.unwrap();
        holds::lift(&town.app, &town.maya, theirs).await.unwrap();
        assert!(proof::of_record(&town.app, &town.june, theirs).await.unwrap().gone.iter().all(|(_, is_gone)| *is_gone));
    }

    async fn a_forgotten_record_waits_for_nobody_and_stands_on_no_list(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        town.deliver().await;
        let theirs = town.across(&town.rosa, &town.ines, ours).await;
        assert_eq!(app::home::show(&town.app, &town.maya).await.unwrap().waiting_total, 1);
        forget(&town, &town.ines, theirs).await;
        let home = app::home::show(&town.app, &town.maya).await.unwrap();
        assert_eq!((home.waiting_total, home.waiting.len()), (0, 0));
        assert!(referrals::inbox(&town.app, &town.ines, None).await.unwrap().rows.is_empty());
        assert!(referrals::finished(&town.app, &town.ines, None).await.unwrap().rows.is_empty());
        for _ in 0..4 {
            town.clock.pass(60);
            app::workers::keep_house_once(&town.app).await.unwrap();
        }
        assert!(app::home::notices(&town.app, &town.maya).await.unwrap().is_empty(), "nobody is told that it waits");
        // The same at whoever sent it.
        forget(&town, &town.rosa, ours).await;
        assert!(referrals::sent(&town.app, &town.rosa, None).await.unwrap().rows.is_empty());
    }

    async fn a_press_after_the_stop_says_that_sharing_ended_and_when(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = taken(&town).await;
        referrals::stop(&town.app, &town.rosa, ours).await.unwrap();
        town.deliver().await;
        let ended_at = town.app.now();
        town.clock.pass(5);
        for (name, done) in deeds(&town, &town.ines, theirs).await {
            // Nothing of a plan was there to be taken out or taken back.
            let Err(Error::Over(over)) = done else { panic!("{name}: {done:?}") };
            assert_eq!((over.how, over.at), (referrals::HowOver::PartnerEnded, ended_at), "{name}");
        }
        let care = prospect(&town.app, &town.rosa, Ground::Care(ours)).await;
        assert!(matches!(care, Err(Error::Over(over)) if over.how == referrals::HowOver::Ended), "nor at the sender");
    }

    async fn a_copy_that_is_gone_cannot_be_kept(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        town.deliver().await;
        let theirs = town.across(&town.rosa, &town.ines, ours).await;
        forget(&town, &town.ines, theirs).await;
        asks::ask(&town.app, &town.rosa, ours).await.unwrap();
        town.deliver().await;
        asks::answer(&town.app, &town.ines, theirs, PurgeDecision::Keep).await.unwrap();
        town.deliver().await;
        referrals::show(&town.app, &town.rosa, ours).await.unwrap();
        let told = asks::of_record(&town.app, &town.rosa, ours).await.unwrap();
        let answer = told.iter().find(|ask| ask.bank == Bank::Sender).unwrap().answer;
        assert_eq!(answer.map(|(answer, _)| answer), Some(PurgeAnswer::NotHeld));
        let status = referrals::show(&town.app, &town.ines, theirs).await.unwrap().referral.status;
        assert_eq!(status, Status::Withdrawn, "nor does it say where it stood");
    }
}

#[tokio::test]
async fn a_visit_whose_record_was_forgotten_is_neither_booked_nor_said_to_have_come() {
    let town = Town::new().await;
    let (release, ours) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    referrals::send(&town.app, &town.ines, town.reverse(ours, release)).await.unwrap();
    town.deliver().await;
    let visit = town.across(&town.ines, &town.dana, ours).await;
    app::arrivals::book(&town.app, &town.sam, visit, town.form(), "2026-11-26T11:40").await.unwrap();
    forget(&town, &town.rosa, visit).await;
    let (app, form) = (&town.app, || town.form());
    for done in [
        app::arrivals::book(app, &town.sam, visit, form(), "2026-11-26T11:40").await,
        app::arrivals::came(app, &town.sam, visit, form(), false).await,
    ] {
        assert!(matches!(done, Err(Error::Over(_))), "{done:?}");
    }
    assert!(app::arrivals::list(app, &town.sam, None).await.unwrap().rows.is_empty());
    assert!(app::arrivals::show(app, &town.sam, visit).await.unwrap().is_over);
}
