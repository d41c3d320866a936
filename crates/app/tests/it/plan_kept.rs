//! What a person gave later, or had forgotten, is undone by no plan that comes from the partner; and what ends, or is held, keeps to it.

use crate::meanwhile::in_this_order;
use crate::plan_sent::{NEW, can_go, number, replan, taken};
use crate::town::*;
use crate::untaken::anew;
use app::forgetting::{by_date, holds, parts, proof};
use app::referrals::{self, Masked, NewPlan, ReferralView};
use app::workers::keep_house_once;
use app::{Error, Session};
use domain::ids::ReferralId;
use domain::referral::{AttemptResult, DeclineReason, Outcome};
use domain::release::Element;
use domain::retention::{DocumentNumber, ForgetWhy, Part, PurgeRule};
use domain::safe_contact::{ClosedBy, ContactWay, NotSafe, PlanField, SafeContact};
use domain::text::PersonText;
use domain::time::Days;
use testkit::{TestStore, both_backends};

pub(crate) const LATER: &str = "(312) 555-0177";
const DAY: i64 = 24 * 60;

pub(crate) fn text(text: &str) -> PersonText {
    PersonText::parse(text, 80).unwrap()
}

pub(crate) fn later() -> NewPlan {
    NewPlan { number: Masked::Now(text(LATER)), ..anew() }
}

pub(crate) async fn view(town: &Town, who: &Session, id: ReferralId) -> ReferralView {
    referrals::show(&town.app, who, id).await.unwrap()
}

pub(crate) async fn plan(town: &Town, who: &Session, id: ReferralId) -> SafeContact {
    view(town, who, id).await.card.unwrap().safe_contact
}

pub(crate) fn dials(plan: &SafeContact) -> Option<&str> {
    plan.number.as_ref().map(PersonText::reveal)
}

pub(crate) async fn tried(town: &Town, who: &Session, id: ReferralId, result: AttemptResult) {
    town.clock.pass(1);
    referrals::attempt(&town.app, who, id, town.form(), result).await.unwrap();
}

/// Pressed, and delivered.
pub(crate) async fn sent_on(town: &Town, who: &Session, id: ReferralId) {
    town.clock.pass(1);
    referrals::send_plan(&town.app, who, id, town.form()).await.unwrap();
    town.deliver().await;
}

pub(crate) async fn still_right(town: &Town, who: &Session, id: ReferralId) -> app::Result<()> {
    town.clock.pass(1);
    referrals::recheck(&town.app, who, id, town.form(), ContactWay::Call, None).await
}

pub(crate) async fn hold(town: &Town, lead: &Session, id: ReferralId) {
    let document = DocumentNumber::parse("2026-CV-01147").unwrap();
    holds::put(&town.app, lead, id, town.form(), &document).await.unwrap();
}

pub(crate) async fn forget_numbers(town: &Town, who: &Session, id: ReferralId) {
    town.clock.pass(1);
    parts::forget_part(&town.app, who, id, town.form(), (Part::Numbers, ForgetWhy::Asked)).await.unwrap();
}

/// What is to be forgotten and waits for a member with keys.
async fn due(db: &TestStore) -> usize {
    db.look("SELECT 'due' FROM referral WHERE forget_due IS NOT NULL").await.len()
}

both_backends! {
    async fn an_older_number_that_somebody_else_answered_closes_the_one_they_gave_later_and_replaces_nothing(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = taken(&town).await;
        replan(&town, &town.ines, theirs, later()).await;
        tried(&town, &town.rosa, ours, AttemptResult::SomeoneElse).await;
        assert!(can_go(&town, &town.rosa, ours).await, "the page offers it");
        sent_on(&town, &town.rosa, ours).await;
        let there = plan(&town, &town.ines, theirs).await;
        assert_eq!((dials(&there), there.closed_by), (Some(LATER), Some(ClosedBy::SomeoneElse)), "closing is the safe side");
        assert!(matches!(number(&town, &town.ines, theirs).await, Err(Error::NotSafe(NotSafe::SomeoneElse))));
        still_right(&town, &town.ines, theirs).await.unwrap();
        assert_eq!(number(&town, &town.ines, theirs).await.unwrap(), LATER, "what is right still is what they gave last");
    }

    async fn a_number_that_was_forgotten_does_not_come_back_with_a_plan_that_waited(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = taken(&town).await;
        replan(&town, &town.rosa, ours, anew()).await;
        referrals::send_plan(&town.app, &town.rosa, ours, town.form()).await.unwrap();
        forget_numbers(&town, &town.ines, theirs).await;
        town.deliver().await;
        let there = plan(&town, &town.ines, theirs).await;
        assert!(there == there.clone().without_numbers(), "neither number nor words");
        assert!(number(&town, &town.ines, theirs).await.is_err());
        let shown = proof::of_record(&town.app, &town.june, theirs).await.unwrap();
        assert!(shown.gone.iter().all(|(_, is_gone)| *is_gone), "and the proof stays true");
        replan(&town, &town.rosa, ours, later()).await;
        sent_on(&town, &town.rosa, ours).await;
        assert_eq!(number(&town, &town.ines, theirs).await.unwrap(), LATER, "they gave one since, and had it sent on");
    }

    async fn a_plan_whose_number_may_not_go_stays_here_and_takes_nothing_from_the_partner(db: &TestStore) {
        let town = Town::on(db).await;
        let (release, ours) = town.release(&[Element::Request, Element::ContactPlan]).await;
        referrals::send(&town.app, &town.ines, town.reverse(ours, release)).await.unwrap();
        town.deliver().await;
        let theirs = town.across(&town.ines, &town.rosa, ours).await;
        referrals::accept(&town.app, &town.rosa, theirs, town.form()).await.unwrap();
        replan(&town, &town.rosa, theirs, later()).await;
        replan(&town, &town.ines, ours, anew()).await;
        let seen = view(&town, &town.ines, ours).await;
        assert!(!seen.plan_can_go && seen.plan_needs_number, "the page says why");
        let refused = referrals::send_plan(&town.app, &town.ines, ours, town.form()).await;
        assert!(matches!(refused, Err(Error::Invalid("contact-number-not-released"))), "{refused:?}");
        tried(&town, &town.ines, ours, AttemptResult::SomeoneElse).await;
        assert!(can_go(&town, &town.ines, ours).await, "that it is closed can go");
        sent_on(&town, &town.ines, ours).await;
        let there = plan(&town, &town.rosa, theirs).await;
        assert_eq!((there.way, dials(&there), there.closed_by), (ContactWay::Call, Some(LATER), Some(ClosedBy::SomeoneElse)));
        replan(&town, &town.ines, ours, NewPlan { way: ContactWay::DoNotContact, ..anew() }).await;
        sent_on(&town, &town.ines, ours).await;
        assert_eq!(plan(&town, &town.rosa, theirs).await.way, ContactWay::DoNotContact, "what they said of nobody calling goes");
    }

    async fn what_is_closed_loses_words_and_code_word_with_the_number_and_the_proof_says_so(db: &TestStore) {
        let town = Town::on(db).await;
        for has_number in [true, false] {
            let (_, theirs) = taken(&town).await;
            let (way, number) = if has_number { (ContactWay::Call, Masked::Kept) } else { (ContactWay::AtNextVisit, Masked::Gone) };
            let new = NewPlan { way, number, words: Some(text("about the survey")), ..anew() };
            replan(&town, &town.ines, theirs, NewPlan { who_may_answer: Masked::Now(text("a neighbor")), ..new }).await;
            referrals::close(&town.app, &town.ines, theirs, town.form(), Outcome::CouldNotReach, false).await.unwrap();
            let shown = proof::of_record(&town.app, &town.june, theirs).await.unwrap();
            assert_eq!(shown.gone.len(), 1);
            assert!(shown.gone[0].1 && shown.gone[0].0.rule == Some(PurgeRule::ContactNumbers), "it is gone, and is said to be");
            let there = plan(&town, &town.ines, theirs).await;
            assert!(there == there.clone().without_numbers(), "who may answer, words and code word too");
            assert_eq!(due(db).await, 0, "nothing is left for anybody to take out");
        }
    }

    async fn a_number_that_was_given_after_one_was_not_safe_goes_when_the_referral_ends(db: &TestStore) {
        let town = Town::on(db).await;
        for has_number in [true, false] {
            let (_, theirs) = taken(&town).await;
            tried(&town, &town.ines, theirs, AttemptResult::NotSafe).await;
            let (way, number) = if has_number { (ContactWay::Call, Masked::Now(text(LATER))) } else { (ContactWay::AtNextVisit, Masked::Gone) };
            let code_word = Masked::Now(text("blue kite"));
            replan(&town, &town.ines, theirs, NewPlan { way, number, code_word, ..anew() }).await;
            let shown = referrals::show_field(&town.app, &town.ines, theirs, PlanField::CodeWord).await.unwrap();
            assert_eq!(shown.reveal(), "blue kite");
            referrals::decline(&town.app, &town.ines, theirs, town.form(), DeclineReason::Full, false).await.unwrap();
            for field in [PlanField::Number, PlanField::CodeWord] {
                let refused = referrals::show_field(&town.app, &town.ines, theirs, field).await;
                assert!(matches!(refused, Err(Error::NotFound)), "{field:?}");
            }
            assert_eq!(due(db).await, 0, "nobody with keys has to look for that");
            let there = plan(&town, &town.ines, theirs).await;
            assert!(there == there.clone().without_numbers());
            let shown = proof::of_record(&town.app, &town.june, theirs).await.unwrap();
            assert!(shown.gone.iter().all(|(_, is_gone)| *is_gone));
        }
    }

    async fn under_a_hold_a_plan_is_added_to_said_again_and_closed_and_nothing_of_it_is_replaced(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, theirs) = taken(&town).await;
        hold(&town, &town.maya, theirs).await;
        for new in [later(), NewPlan { number: Masked::Gone, way: ContactWay::AtNextVisit, ..anew() }] {
            let refused = referrals::replan(&town.app, &town.ines, theirs, town.form(), new).await;
            assert!(matches!(refused, Err(Error::Held)), "{refused:?}");
        }
        let refused = referrals::recheck(&town.app, &town.ines, theirs, town.form(), ContactWay::Call, Some(text(LATER))).await;
        assert!(matches!(refused, Err(Error::Held)), "{refused:?}");
        still_right(&town, &town.ines, theirs).await.unwrap();
        let stands = plan(&town, &town.ines, theirs).await;
        let same = || NewPlan { number: Masked::Kept, words: stands.words.clone(), recheck: stands.recheck, ..anew() };
        let more = NewPlan { who_may_answer: Masked::Now(text("a neighbor")), ..same() };
        replan(&town, &town.ines, theirs, more).await;
        assert_eq!(number(&town, &town.ines, theirs).await.unwrap(), CANARY_NUMBER);
        replan(&town, &town.ines, theirs, NewPlan { way: ContactWay::DoNotContact, ..same() }).await;
        let shut = plan(&town, &town.ines, theirs).await;
        assert_eq!((shut.way, dials(&shut)), (ContactWay::DoNotContact, None), "nobody is contacted, hold or not");
        assert_eq!((shut.words.as_ref(), shut.who_may_answer.is_some()), (stands.words.as_ref(), true), "the rest is kept");
        referrals::recheck(&town.app, &town.ines, theirs, town.form(), ContactWay::DoNotContact, None).await.unwrap();
    }

    async fn under_a_hold_a_plan_that_comes_closes_ours_and_waits_until_it_is_lifted(db: &TestStore) {
        let town = Town::on(db).await;
        for is_confirmed in [true, false] {
            let (ours, theirs) = taken(&town).await;
            hold(&town, &town.maya, theirs).await;
            replan(&town, &town.rosa, ours, anew()).await;
            sent_on(&town, &town.rosa, ours).await;
            for _ in 0..2 {
                let closed = number(&town, &town.ines, theirs).await;
                assert!(matches!(closed, Err(Error::NotSafe(NotSafe::NewerWaits))), "{closed:?}");
            }
            assert_eq!(dials(&plan(&town, &town.ines, theirs).await), Some(CANARY_NUMBER), "the law keeps it");
            if is_confirmed {
                still_right(&town, &town.ines, theirs).await.unwrap();
                assert_eq!(number(&town, &town.ines, theirs).await.unwrap(), CANARY_NUMBER, "they said so since");
            }
            holds::lift(&town.app, &town.maya, theirs).await.unwrap();
            let expected = if is_confirmed { CANARY_NUMBER } else { NEW };
            assert_eq!(number(&town, &town.ines, theirs).await.unwrap(), expected);
            assert!(db.look("SELECT 'waits' FROM inbox_pending WHERE kind = 'contact_changed'").await.is_empty());
        }
        let (ours, theirs) = taken(&town).await;
        hold(&town, &town.maya, theirs).await;
        replan(&town, &town.rosa, ours, NewPlan { way: ContactWay::DoNotContact, ..anew() }).await;
        sent_on(&town, &town.rosa, ours).await;
        let there = plan(&town, &town.ines, theirs).await;
        assert_eq!((there.way, dials(&there)), (ContactWay::DoNotContact, Some(CANARY_NUMBER)), "called by nobody, and kept");
        holds::lift(&town.app, &town.maya, theirs).await.unwrap();
        assert_eq!(dials(&plan(&town, &town.ines, theirs).await), None, "what was due went");
    }

    async fn what_is_asked_about_again_is_not_left_untouched(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, theirs) = taken(&town).await;
        let since = town.app.now().plus_days(Days(1));
        town.clock.pass(5 * DAY);
        still_right(&town, &town.ines, theirs).await.unwrap();
        town.clock.pass(2 * DAY);
        let maya = town.again(&town.maya).await;
        for part in [Part::Words, Part::Numbers] {
            assert_eq!(by_date::preview(&town.app, &maya, part, since).await.unwrap(), 0, "somebody asked them since");
            assert_eq!(by_date::forget(&town.app, &maya, part, since).await.unwrap().forgotten, 0);
        }
        let since = town.app.now().minus_days(Days(1));
        for part in [Part::Words, Part::Numbers] {
            assert_eq!(by_date::forget(&town.app, &maya, part, since).await.unwrap().forgotten, 1, "one part goes after the other");
        }
    }

    async fn ninety_days_run_from_what_was_done_last_also_where_it_moved_nothing(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, theirs) = taken(&town).await;
        town.clock.pass(60 * DAY);
        let ines = town.again(&town.ines).await;
        still_right(&town, &ines, theirs).await.unwrap();
        town.clock.pass(60 * DAY);
        keep_house_once(&town.app).await.unwrap();
        let ines = town.again(&town.ines).await;
        assert!(view(&town, &ines, theirs).await.card.is_some(), "they are worked with");
        town.clock.pass(31 * DAY);
        keep_house_once(&town.app).await.unwrap();
        let ines = town.again(&town.ines).await;
        assert!(view(&town, &ines, theirs).await.card.is_none(), "and then left alone for ninety days");
    }

    async fn a_plan_is_not_queued_after_the_word_it_would_go_under_was_taken_back(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, _) = taken(&town).await;
        replan(&town, &town.rosa, ours, anew()).await;
        let stop = referrals::stop(&town.app, &town.rosa, ours);
        let send = referrals::send_plan(&town.app, &town.rosa, ours, town.form());
        let (stopped, sent) = in_this_order((db, &town), (&town.rosa, ours), stop, send).await;
        assert!(stopped.is_ok() && sent.is_err(), "{sent:?}");
        let waits = db.look("SELECT kind FROM outbox WHERE kind = 'contact_changed' AND state = 'queued'").await;
        assert!(waits.is_empty(), "nothing is left to go");
    }

    async fn a_plan_is_not_queued_after_its_number_has_proved_unsafe(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, _) = taken(&town).await;
        replan(&town, &town.rosa, ours, anew()).await;
        let tried = referrals::attempt(&town.app, &town.rosa, ours, town.form(), AttemptResult::NotSafe);
        let send = referrals::send_plan(&town.app, &town.rosa, ours, town.form());
        let (tried, sent) = in_this_order((db, &town), (&town.rosa, ours), tried, send).await;
        assert!(tried.is_ok() && sent.is_err(), "{tried:?} {sent:?}");
        let waits = db.look("SELECT kind FROM outbox WHERE kind = 'contact_changed' AND state = 'queued'").await;
        assert!(waits.is_empty(), "nothing is left to go");
    }

    async fn a_visit_that_was_named_does_not_go_once_it_is_not_safe(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = taken(&town).await;
        replan(&town, &town.rosa, ours, NewPlan { way: ContactWay::AtNextVisit, number: Masked::Gone, ..anew() }).await;
        referrals::send_plan(&town.app, &town.rosa, ours, town.form()).await.unwrap();
        tried(&town, &town.rosa, ours, AttemptResult::NotSafe).await;
        town.deliver().await;
        assert_eq!(plan(&town, &town.ines, theirs).await.way, ContactWay::Call, "what waited did not go");
        assert!(can_go(&town, &town.rosa, ours).await, "that it is not safe is to be sent");
        sent_on(&town, &town.rosa, ours).await;
        assert_eq!(plan(&town, &town.ines, theirs).await.way, ContactWay::DoNotContact);
    }

    async fn who_has_it_open_and_who_answers_for_the_partner_are_told_where_nobody_works_on_it(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        town.deliver().await;
        let theirs = town.across(&town.rosa, &town.ines, ours).await;
        replan(&town, &town.rosa, ours, anew()).await;
        sent_on(&town, &town.rosa, ours).await;
        let is_told = async |who: &Session| {
            let notices = app::home::notices(&town.app, who).await.unwrap();
            notices.iter().any(|one| one.code == "notice-contact-changed" && one.referral == Some(theirs))
        };
        assert!(is_told(&town.maya).await && !is_told(&town.june).await, "nobody took it: the liaison hears of it");
        let (ours, theirs) = taken(&town).await;
        view(&town, &town.june, theirs).await;
        replan(&town, &town.rosa, ours, anew()).await;
        sent_on(&town, &town.rosa, ours).await;
        let is_told = async |who: &Session| {
            let notices = app::home::notices(&town.app, who).await.unwrap();
            notices.iter().any(|one| one.code == "notice-contact-changed" && one.referral == Some(theirs))
        };
        assert!(is_told(&town.ines).await && is_told(&town.june).await && !is_told(&town.maya).await, "who may have the number before them");
    }
}
