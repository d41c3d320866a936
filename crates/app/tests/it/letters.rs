//! Messages beside a referral: under its own release, each way by itself, closed with it, and gone with the record.

use crate::copies::Copy;
use crate::plans::{PLAN, both, new_id, words};
use crate::restored_plans::restore;
use crate::town::*;
use app::forgetting::{holds, proof, request};
use app::plans::{Beside, Closed, Fate};
use app::releases::draft::Ground;
use app::workers::keep_house_once;
use app::{Error, Session};
use domain::gate::Predicate;
use domain::ids::{MessageId, ReferralId, ReleaseId};
use domain::partnership::NotOpen;
use domain::release::{Element, HowSaid, Purpose};
use domain::retention::{Class, DocumentNumber};
use domain::time::Days;
use domain::wishes::Wish;
use std::collections::BTreeSet;
use testkit::both_backends;

const DAY: i64 = 24 * 60;
pub(crate) const WRITES: &[Element] = &[Element::Request, Element::Name, Element::Messages];
const UNREAD: &str = "SELECT kind FROM inbox_pending WHERE kind = 'referral_letter'";
const KEPT: &str = "SELECT side FROM plan_item WHERE kind = 'referral_letter'";

/// Ines has sent somebody to Lakeside under a release that names these: her record, Rosa's, and the release.
pub(crate) async fn sent(town: &Town, elements: &[Element]) -> (ReferralId, ReferralId, ReleaseId) {
    let (release, ours) = town.release(elements).await;
    let mut referral = town.reverse(ours, release);
    let named = |element| elements.contains(&element);
    let card = &mut referral.card;
    card.name = card.name.take().filter(|_| named(Element::Name));
    card.needs.clear();
    (card.visit, card.note) = (None, None);
    card.safe_contact = domain::safe_contact::SafeContact::do_not_contact(town.app.now());
    referral.language = domain::language::UNDETERMINED.to_owned();
    app::referrals::send(&town.app, &town.ines, referral).await.unwrap();
    town.deliver().await;
    let theirs = town.across(&town.ines, &town.rosa, ours).await;
    app::referrals::accept(&town.app, &town.rosa, theirs, town.form()).await.unwrap();
    (ours, theirs, release)
}

pub(crate) async fn write(town: &Town, by: &Session, record: ReferralId, text: &str) -> app::Result<()> {
    // What is written in one moment has no order; people take longer.
    town.clock.pass(1);
    let id = MessageId::new(town.app.next_id());
    app::plans::write_beside(&town.app, by, record, id, words(text), false).await
}

pub(crate) async fn beside(town: &Town, by: &Session, record: ReferralId) -> Beside {
    app::plans::beside(&town.app, by, record).await.unwrap()
}

pub(crate) fn said(beside: &Beside) -> Vec<(bool, &str)> {
    beside.letters.iter().map(|letter| (letter.is_ours, letter.words.reveal())).collect()
}

fn refused(done: app::Result<()>) -> Vec<Predicate> {
    match done {
        Err(Error::Refused(refusal)) => refusal.failed,
        other => panic!("{other:?}"),
    }
}

async fn codes(town: &Town, who: &Session) -> Vec<String> {
    app::home::notices(&town.app, who).await.unwrap().into_iter().map(|notice| notice.code).collect()
}

both_backends! {
    async fn each_way_takes_a_release_of_its_own_that_names_messages(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, _) = sent(&town, WRITES).await;
        write(&town, &town.ines, ours, "she comes by bus, a bit later").await.unwrap();
        assert_eq!(beside(&town, &town.ines, ours).await.letters[0].fate, Fate::Waits);
        town.deliver().await;
        assert!(codes(&town, &town.rosa).await.contains(&"notice-letter".to_owned()));
        assert_eq!(said(&beside(&town, &town.rosa, theirs).await), [(false, "she comes by bus, a bit later")]);
        let of_plan = app::plans::glance(&town.app, &town.rosa, theirs).await.unwrap();
        assert!(!of_plan.is_there && of_plan.unread == 0, "it is no plan");
        assert_eq!(refused(write(&town, &town.rosa, theirs, "thank you").await), [Predicate::NoRelease]);
        town.release_for(&town.rosa, theirs, Purpose::Feedback, &[Element::Attendance]).await;
        assert_eq!(refused(write(&town, &town.rosa, theirs, "thank you").await), [Predicate::ElementNotReleased]);
        town.release_for(&town.rosa, theirs, Purpose::Feedback, &[Element::Messages]).await;
        write(&town, &town.rosa, theirs, "thank you").await.unwrap();
        town.deliver().await;
        let thread = beside(&town, &town.ines, ours).await;
        assert_eq!(said(&thread), [(true, "she comes by bus, a bit later"), (false, "thank you")]);
        assert_eq!((thread.letters[0].fate, thread.until), (Fate::There, Some(town.ends(15))));
        let logged = app::referrals::show(&town.app, &town.ines, ours).await.unwrap().disclosures;
        let messages: Vec<_> = logged.iter().filter(|one| one.elements == BTreeSet::from([Element::Messages])).collect();
        assert_eq!(messages.len(), 1, "it stands in the log of disclosures");
        app::audit::verify(&town.app, town.ines.org_id()).await.unwrap().unwrap();
    }

    async fn a_release_for_messages_alone_tells_nothing_of_what_came_of_it(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = both(&town).await;
        town.release_for(&town.ines, theirs, Purpose::Feedback, &[Element::Messages]).await;
        app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
        town.deliver().await;
        let view = app::referrals::show(&town.app, &town.rosa, ours).await.unwrap();
        assert_eq!(view.referral.status, domain::referral::Status::Sent);
        let there = app::referrals::show(&town.app, &town.ines, theirs).await.unwrap();
        assert_eq!(there.told, app::referrals::Told::ReceiptOnly);
        write(&town, &town.ines, theirs, "could you call the pharmacy").await.unwrap();
        town.deliver().await;
        assert_eq!(said(&beside(&town, &town.rosa, ours).await), [(false, "could you call the pharmacy")]);
    }

    async fn a_spoken_agreement_carries_no_message(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, _) = both(&town).await;
        let thread = beside(&town, &town.rosa, ours).await;
        assert!(thread.by_agreement && thread.until.is_none());
        assert_eq!(refused(write(&town, &town.rosa, ours, "one more thing").await), [Predicate::NoRelease]);
        assert!(beside(&town, &town.rosa, ours).await.letters.is_empty(), "nothing is kept of it");
    }

    async fn the_end_of_the_release_closes_it_at_that_second_on_the_other_side(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, _) = sent(&town, WRITES).await;
        write(&town, &town.ines, ours, "read in time").await.unwrap();
        town.deliver().await;
        assert_eq!(beside(&town, &town.rosa, theirs).await.letters.len(), 1);
        write(&town, &town.ines, ours, "never read").await.unwrap();
        town.deliver().await;
        town.clock.set(town.ends(15));
        assert!(beside(&town, &town.rosa, theirs).await.letters.is_empty());
        assert_eq!(refused(write(&town, &town.ines, ours, "too late").await), [Predicate::Expired]);
        assert!(matches!(app::plans::beside_closed(&town.app, &town.ines, ours).await, Ok(Some(Closed::RanOut(_)))));
        assert_eq!(beside(&town, &town.ines, ours).await.letters.len(), 2, "ours are ours");
        keep_house_once(&town.app).await.unwrap();
        assert_eq!((db.look(UNREAD).await.len(), db.look(KEPT).await.len()), (0, 2), "and destroyed there");
    }

    async fn a_stop_closes_it_on_both_sides_read_or_not_and_kills_what_waits(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, _) = sent(&town, WRITES).await;
        town.release_for(&town.rosa, theirs, Purpose::Feedback, &[Element::Messages]).await;
        write(&town, &town.ines, ours, "one").await.unwrap();
        write(&town, &town.rosa, theirs, "two").await.unwrap();
        town.deliver().await;
        assert_eq!(beside(&town, &town.ines, ours).await.letters.len(), 2);
        app::partnerships::pause(&town.app, &town.dana, town.partnership).await.unwrap();
        write(&town, &town.ines, ours, "not now").await.unwrap_err();
        app::partnerships::resume(&town.app, &town.dana, town.partnership).await.unwrap();
        write(&town, &town.ines, ours, "waits").await.unwrap();
        app::referrals::stop(&town.app, &town.ines, ours).await.unwrap();
        let thread = beside(&town, &town.ines, ours).await;
        assert_eq!(said(&thread), [(true, "one"), (true, "waits")], "what they wrote is gone from here at once");
        assert_eq!(thread.letters[1].fate, Fate::Died);
        town.deliver().await;
        assert!(beside(&town, &town.rosa, theirs).await.letters.is_empty());
        assert_eq!(db.look(UNREAD).await.len(), 0);
        assert_eq!(db.look(KEPT).await.len(), 2, "only what Ines wrote is left, and with her record it goes");
        assert_eq!(refused(write(&town, &town.ines, ours, "after all").await), [Predicate::Revoked]);
    }

    async fn whoever_received_the_person_stops_its_own_half_alone(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, _) = sent(&town, WRITES).await;
        let half = town.release_for(&town.rosa, theirs, Purpose::Feedback, &[Element::Messages]).await;
        write(&town, &town.ines, ours, "one").await.unwrap();
        write(&town, &town.rosa, theirs, "two").await.unwrap();
        town.deliver().await;
        app::releases::revoke(&town.app, &town.rosa, half).await.unwrap();
        town.deliver().await;
        assert_eq!(said(&beside(&town, &town.ines, ours).await), [(true, "one")]);
        assert_eq!(said(&beside(&town, &town.rosa, theirs).await), [(false, "one"), (true, "two")]);
        write(&town, &town.ines, ours, "three").await.unwrap();
        assert_eq!(refused(write(&town, &town.rosa, theirs, "four").await), [Predicate::Revoked]);
    }

    async fn the_end_of_a_plan_leaves_messages_beside_the_referral_and_the_other_way_round(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, _) = sent(&town, WRITES).await;
        town.care_release(&town.ines, ours, PLAN).await;
        crate::plans::write(&town, &town.ines, ours, "of the plan").await.unwrap();
        write(&town, &town.ines, ours, "of the referral").await.unwrap();
        town.deliver().await;
        assert_eq!(said(&beside(&town, &town.rosa, theirs).await), [(false, "of the referral")]);
        assert_eq!(crate::plans::plan(&town, &town.rosa, theirs).await.letters.len(), 1);
        write(&town, &town.ines, ours, "unread").await.unwrap();
        town.deliver().await;
        app::plans::stop(&town.app, &town.ines, ours, HowSaid::Speech).await.unwrap();
        town.deliver().await;
        assert!(crate::plans::plan(&town, &town.rosa, theirs).await.letters.is_empty());
        assert_eq!(beside(&town, &town.rosa, theirs).await.letters.len(), 2, "it stands under another release");
        town.release_for(&town.rosa, theirs, Purpose::Feedback, &[Element::Messages]).await;
        town.care_release(&town.rosa, theirs, PLAN).await;
        crate::plans::write(&town, &town.rosa, theirs, "of the plan").await.unwrap();
        write(&town, &town.rosa, theirs, "of the referral").await.unwrap();
        town.clock.pass(46 * DAY);
        keep_house_once(&town.app).await.unwrap();
        let kinds = db.look("SELECT DISTINCT kind FROM plan_item").await;
        assert_eq!(kinds, ["referral_letter"], "the plan's own time is over; what Rosa wrote stays with her record");
    }

    async fn what_the_person_asks_for_holds_for_it_too(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, _) = sent(&town, WRITES).await;
        write(&town, &town.ines, ours, "waits").await.unwrap();
        let nobody = BTreeSet::from([Wish::Nobody]);
        app::referrals::keep_wishes(&town.app, &town.ines, ours, town.form(), nobody).await.unwrap();
        assert_eq!(refused(write(&town, &town.ines, ours, "silent").await), [Predicate::Restricted]);
        town.deliver().await;
        assert!(beside(&town, &town.rosa, theirs).await.letters.is_empty());
        assert_eq!(beside(&town, &town.ines, ours).await.letters[0].fate, Fate::Died);
    }

    async fn it_is_hidden_with_its_record_and_written_by_nobody_who_works_on_none(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, _) = sent(&town, WRITES).await;
        write(&town, &town.ines, ours, "for those who work on it").await.unwrap();
        town.deliver().await;
        let omar = hire(&town.app, &town.dana, "omar", domain::member::Role::Clinician).await;
        app::people::hide_from(&town.app, &town.rosa, theirs, omar.member()).await.unwrap();
        for (who, record) in [(&omar, theirs), (&town.sam, theirs), (&town.rosa, ours)] {
            assert!(matches!(app::plans::beside(&town.app, who, record).await, Err(Error::NotFound)));
            assert!(matches!(write(&town, who, record, "no").await, Err(Error::NotFound)));
        }
    }

    async fn it_goes_with_the_record_and_the_proof_counts_it(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, _) = sent(&town, WRITES).await;
        town.release_for(&town.rosa, theirs, Purpose::Feedback, &[Element::Messages]).await;
        write(&town, &town.ines, ours, "one").await.unwrap();
        write(&town, &town.rosa, theirs, "two").await.unwrap();
        town.deliver().await;
        assert_eq!(beside(&town, &town.ines, ours).await.letters.len(), 2);
        assert_eq!(beside(&town, &town.rosa, theirs).await.letters.len(), 2);
        request::forget_everything(&town.app, &town.ines, ours, &ours.short_code(), false).await.unwrap();
        town.deliver().await;
        assert_eq!(db.look(KEPT).await.len(), 0, "each with its record: the partner's closes by the same word");
        let shown = proof::of_record(&town.app, &town.ines, ours).await.unwrap();
        let went = shown.gone.iter().filter(|(gone, is_gone)| *is_gone && gone.tombstone().starts_with("plan_items.referral_letter"));
        assert_eq!(went.count(), 2, "theirs when sharing ended, ours as it was asked");
        assert!(!format!("{shown:?}").contains("two"));
    }

    async fn a_record_stays_while_either_side_can_write_beside_it(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, _) = sent(&town, WRITES).await;
        let scope = db.worker().scope(town.ines.org_id());
        let kept = domain::retention::Schedule::default().with(Class::Unheard, Days(8)).unwrap();
        db.write(&scope, move |tx| Box::pin(async move { store::retention::set_schedule(tx, &scope, &kept).await })).await;
        town.clock.pass(9 * DAY);
        keep_house_once(&town.app).await.unwrap();
        let (ines, rosa) = (town.again(&town.ines).await, town.again(&town.rosa).await);
        assert!(app::referrals::show(&town.app, &ines, ours).await.unwrap().card.is_some(), "its release lives");
        town.release_for(&rosa, theirs, Purpose::Feedback, &[Element::Messages]).await;
        write(&town, &rosa, theirs, "she has settled in").await.unwrap();
        town.deliver().await;
        town.clock.pass(9 * DAY);
        keep_house_once(&town.app).await.unwrap();
        let ines = town.again(&ines).await;
        assert_eq!(said(&beside(&town, &ines, ours).await), [(false, "she has settled in")], "theirs lives still");
        town.clock.pass(7 * DAY);
        keep_house_once(&town.app).await.unwrap();
        assert_eq!(db.look(KEPT).await.len() + db.look(UNREAD).await.len(), 1, "only what Rosa wrote, in her record");
    }

    async fn of_a_message_to_a_record_that_is_gone_is_said_that_it_arrived_and_not_what_became_of_the_record(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, theirs, _) = sent(&town, &[Element::Request, Element::Name]).await;
        town.clock.pass(20 * DAY);
        let rosa = town.again(&town.rosa).await;
        town.release_for(&rosa, theirs, Purpose::Feedback, &[Element::Messages]).await;
        town.clock.pass(11 * DAY);
        keep_house_once(&town.app).await.unwrap();
        let rosa = town.again(&rosa).await;
        write(&town, &rosa, theirs, "is she well").await.unwrap();
        town.deliver().await;
        assert_eq!(beside(&town, &rosa, theirs).await.letters[0].fate, Fate::There);
        let kept = "SELECT 'kept' FROM inbox_pending WHERE kind = 'referral_letter'";
        assert_eq!(db.look(kept).await, [""; 0], "and nothing of it is kept there");
    }

    async fn where_the_memorandum_leaves_messages_out_none_is_written_or_offered(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, _) = sent(&town, WRITES).await;
        crate::mou::in_force(&town).await;
        let refused = write(&town, &town.ines, ours, "one more thing").await;
        assert!(matches!(refused, Err(Error::Invalid("message-not-agreed"))), "{refused:?}");
        for (who, ground) in [(&town.ines, Ground::Referral), (&town.rosa, Ground::Feedback(theirs))] {
            let begun = app::releases::draft::prospect(&town.app, who, ground).await.unwrap();
            assert!(!begun.terms.offered.contains(&Element::Messages), "{ground:?}");
        }
    }

    async fn a_hold_keeps_what_was_stopped_and_shows_it_to_nobody(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, _) = sent(&town, WRITES).await;
        write(&town, &town.ines, ours, "unread").await.unwrap();
        town.deliver().await;
        let document = DocumentNumber::parse("2026-CV-01147").unwrap();
        holds::put(&town.app, &town.dana, theirs, town.form(), &document).await.unwrap();
        app::referrals::stop(&town.app, &town.ines, ours).await.unwrap();
        town.deliver().await;
        assert!(beside(&town, &town.rosa, theirs).await.letters.is_empty());
        assert_eq!(db.look(UNREAD).await.len(), 1, "kept for the court, as it came");
        holds::lift(&town.app, &town.dana, theirs).await.unwrap();
        keep_house_once(&town.app).await.unwrap();
        assert_eq!(db.look(UNREAD).await.len(), 0);
    }

    async fn a_restored_copy_brings_none_of_it_back(db: &TestStore) {
        let mut town = Town::on(db).await;
        let (ours, theirs, _) = sent(&town, WRITES).await;
        town.release_for(&town.rosa, theirs, Purpose::Feedback, &[Element::Messages]).await;
        write(&town, &town.ines, ours, "one").await.unwrap();
        write(&town, &town.rosa, theirs, "two").await.unwrap();
        town.deliver().await;
        assert_eq!(beside(&town, &town.rosa, theirs).await.letters.len(), 2);
        let copy = Copy::of(db).await;
        app::referrals::stop(&town.app, &town.rosa, theirs).await.unwrap();
        town.deliver().await;
        restore(&mut town, db, &copy).await;
        assert_eq!(said(&beside(&town, &town.ines, ours).await), [(true, "one")], "its half was stopped");
        app::referrals::stop(&town.app, &town.ines, ours).await.unwrap();
        town.deliver().await;
        restore(&mut town, db, &copy).await;
        assert!(beside(&town, &town.rosa, theirs).await.letters.iter().all(|letter| letter.is_ours));
        assert!(beside(&town, &town.ines, ours).await.letters.iter().all(|letter| letter.is_ours));
    }

    async fn a_form_posted_twice_writes_once_and_a_paused_partner_gets_nothing(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, _) = sent(&town, WRITES).await;
        let id = MessageId::new(new_id(&town).uuid());
        for _ in 0..2 {
            app::plans::write_beside(&town.app, &town.ines, ours, id, words("once"), false).await.unwrap();
        }
        town.deliver().await;
        assert_eq!(beside(&town, &town.rosa, theirs).await.letters.len(), 1);
        app::partnerships::pause(&town.app, &town.dana, town.partnership).await.unwrap();
        let paused = write(&town, &town.ines, ours, "Ana Quetzal").await;
        assert!(matches!(paused, Err(Error::NotOpen(NotOpen::Paused))), "{paused:?}");
    }
}
