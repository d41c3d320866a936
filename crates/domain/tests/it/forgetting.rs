//! What is forgotten by parts, and what is said about it to the other side: nothing about the person.

use crate::any::{OURS, PARTNER, STRANGER, card, discloser, message, one, opened_body, some, status_body};
use domain::gate::{ClearedBy, Predicate, clear_purge};
use domain::message::{Body, Message, MessageKind, PurgeAnswer, PurgeDecision};
use domain::org::{Funding, OrgKind, Regime};
use domain::retention::Part;
use domain::time::Days;
use proptest::prelude::*;
use proptest::sample::select;

fn any_answer() -> impl Strategy<Value = PurgeAnswer> {
    one(PurgeAnswer::ALL)
}

#[test]
fn what_two_teams_wrote_goes_with_the_words_and_the_numbers_and_not_with_a_name() {
    assert!(Part::Words.takes_messages() && Part::Numbers.takes_messages() && !Part::Name.takes_messages());
}

proptest! {
    #[test]
    fn a_forgotten_part_is_gone_and_the_rest_is_as_it_was(before in card(), part in one(Part::ALL)) {
        let after = before.clone().without(part);
        let mut put_back = after.clone();
        match part {
            Part::Words => put_back.note = before.note.clone(),
            Part::Name => put_back.name = before.name.clone(),
            Part::Numbers => {
                put_back.safe_contact.number = before.safe_contact.number.clone();
                put_back.safe_contact.words = before.safe_contact.words.clone();
                put_back.safe_contact.who_may_answer = before.safe_contact.who_may_answer.clone();
                put_back.safe_contact.code_word = before.safe_contact.code_word.clone();
                put_back.safe_contact.zone = before.safe_contact.zone.clone();
            }
        }
        prop_assert!(put_back == before);
        prop_assert!(after.clone().without(part) == after, "twice is once");
        let all = Part::ALL.iter().fold(before, |card, part| card.without(*part));
        let plan = &all.safe_contact;
        prop_assert!(all.name.is_none() && all.note.is_none());
        prop_assert!(plan.number.is_none() && plan.words.is_none() && plan.who_may_answer.is_none());
        prop_assert!(plan.code_word.is_none() && plan.zone.is_none());
    }

    #[test]
    fn asking_to_forget_clears_for_its_own_custodian_and_tells_nothing(
        kind in one(OrgKind::ALL), money in some(Funding::ALL), answer in option(any_answer()),
        from in select(&[OURS, PARTNER, STRANGER]), to in select(&[OURS, PARTNER, STRANGER]),
    ) {
        let money: Vec<_> = money.into_iter().collect();
        let by = discloser(kind, &money, Days(30));
        let body = answer.map_or(Body::PurgeAsked, |answer| Body::PurgeAnswered { answer });
        let tells = answer.is_some_and(|answer| matches!(answer, PurgeAnswer::Done | PurgeAnswer::HeldByLaw));
        let silent = by.regimes.contains(&Regime::SurvivorServices);
        match clear_purge(Message { from, to, ..message(body) }, &by) {
            Ok(cleared) => {
                prop_assert!(from == OURS && to != OURS && !(tells && silent));
                prop_assert_eq!((cleared.by(), cleared.until()), (ClearedBy::Purge, None));
                prop_assert!(cleared.elements().is_empty());
            }
            Err(refusal) => {
                let custody = from != OURS || to == OURS;
                prop_assert_eq!(refusal.failed.contains(&Predicate::Custody), custody);
                prop_assert_eq!(refusal.failed.contains(&Predicate::AttendanceNotNamed), tells && silent);
            }
        }
    }

    #[test]
    fn nothing_else_clears_as_a_word_about_forgetting(body in prop_oneof![status_body(), opened_body(), Just(Body::Stop)]) {
        let by = discloser(OrgKind::HealthCenter, &[Funding::Hrsa330], Days(30));
        prop_assert_eq!(clear_purge(message(body), &by).unwrap_err().failed, vec![Predicate::Custody]);
    }

    #[test]
    fn an_advocacy_organization_says_that_it_keeps_a_copy_or_that_nothing_is_held(
        decision in one(PurgeDecision::ALL), was_held: bool, law_holds: bool,
    ) {
        let answer = PurgeAnswer::of(decision, true, was_held, law_holds);
        let says_nothing_held = decision == PurgeDecision::Forget || !was_held;
        prop_assert_eq!(answer == PurgeAnswer::NotHeld, says_nothing_held);
        prop_assert!(answer.may_be_given_by(true));
    }

    #[test]
    fn a_health_center_answers_as_it_is(decision in one(PurgeDecision::ALL), was_held: bool, law_holds: bool) {
        let answer = PurgeAnswer::of(decision, false, was_held, law_holds);
        let kept = decision == PurgeDecision::Keep && was_held;
        prop_assert_eq!(kept, matches!(answer, PurgeAnswer::HeldByLaw | PurgeAnswer::Declined));
        prop_assert_eq!(answer == PurgeAnswer::Done, !kept && was_held);
        prop_assert_eq!(answer == PurgeAnswer::HeldByLaw, kept && law_holds);
    }
}

fn option<S: Strategy>(of: S) -> impl Strategy<Value = Option<S::Value>>
where
    S::Value: Clone + std::fmt::Debug,
{
    proptest::option::of(of)
}

#[test]
fn only_what_ends_something_goes_first() {
    use MessageKind::{AffiliationEnded, CareStopped, LineTakenBack, PurgeAnswered, PurgeAsked, Stop};
    let first: Vec<_> = MessageKind::ALL.iter().copied().filter(|kind| kind.goes_first()).collect();
    assert_eq!(first, [Stop, LineTakenBack, CareStopped, PurgeAsked, PurgeAnswered, AffiliationEnded]);
}
