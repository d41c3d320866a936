//! CUES: support is offered only where it is safe to talk, and nothing asks whether anything was disclosed.

use domain::cues::{CuesNote, Interpreter, MOST_CARDS, NextStep, NotYet, SeenAlone};
use domain::measure::{Measure, counts_of_note};

fn every_visit() -> Vec<CuesNote> {
    let mut all = Vec::new();
    for seen_alone in SeenAlone::ALL {
        for interpreter in Interpreter::ALL {
            for limits_explained in [false, true] {
                for next_step in NextStep::ALL {
                    let (seen_alone, interpreter, next_step) = (*seen_alone, *interpreter, *next_step);
                    all.push(CuesNote { seen_alone, interpreter, limits_explained, cards: 2, next_step });
                }
            }
        }
    }
    all
}

#[test]
fn support_is_offered_only_alone_with_limits_explained_and_language_bridged() {
    for note in every_visit() {
        let mut missing = Vec::new();
        if note.seen_alone == SeenAlone::No {
            missing.push(NotYet::NotAlone);
        }
        if note.interpreter == Interpreter::NotAvailable {
            missing.push(NotYet::NoInterpreter);
        }
        if !note.limits_explained {
            missing.push(NotYet::LimitsNotExplained);
        }
        let expected = if missing.is_empty() { Ok(()) } else { Err(missing) };
        assert_eq!(note.may_offer_support(), expected, "{note:?}");
    }
}

#[test]
fn a_card_only_visit_is_complete_without_any_word_about_disclosure() {
    let note = CuesNote {
        seen_alone: SeenAlone::No,
        interpreter: Interpreter::NotNeeded,
        limits_explained: false,
        cards: 2,
        next_step: NextStep::CardOnly,
    };
    let json = serde_json::to_value(&note).unwrap();
    let fields: Vec<_> = json.as_object().unwrap().keys().cloned().collect();
    assert_eq!(fields, ["cards", "interpreter", "limits_explained", "next_step", "seen_alone"]);
    assert_eq!(serde_json::from_value::<CuesNote>(json).unwrap(), note);
    assert_eq!(counts_of_note(&note), [(Measure::Visits, 1), (Measure::Cards, 2), (Measure::TwoCards, 1)]);
}

#[test]
fn every_visit_counts_as_what_was_done_in_it() {
    for note in every_visit() {
        let counts = counts_of_note(&note);
        let count = |measure| counts.iter().find(|(m, _)| *m == measure).map_or(0, |(_, n)| *n);
        assert_eq!(count(Measure::Visits), 1);
        assert_eq!((count(Measure::Cards), count(Measure::TwoCards)), (2, 1));
        assert_eq!(count(Measure::SeenAlone) == 1, note.seen_alone != SeenAlone::No);
        assert_eq!(count(Measure::LimitsExplained) == 1, note.limits_explained);
        assert_eq!(count(Measure::DecisionRecorded) == 1, note.next_step != NextStep::CardOnly);
        assert_eq!(count(Measure::NoThanks) == 1, note.next_step == NextStep::NoThanks);
        assert!(counts.iter().all(|(_, n)| *n > 0), "nothing is counted that was not done");
    }
}

#[test]
fn a_visit_without_cards_counts_no_cards_and_most_cards_are_nine() {
    let mut note = every_visit().remove(0);
    let two = |cards| counts_of_note(&CuesNote { cards, ..note }).contains(&(Measure::TwoCards, 1));
    assert_eq!([0, 1, 2, 9].map(two), [false, false, true, true], "nine in one visit are one visit with two");
    note.cards = 0;
    assert!(counts_of_note(&note).iter().all(|(measure, _)| *measure != Measure::Cards));
    assert_eq!(MOST_CARDS, 9);
}

#[test]
fn no_thanks_is_a_decision_and_asks_for_nothing() {
    for note in every_visit() {
        let wants = matches!(note.next_step, NextStep::SupportNow | NextStep::SupportLater);
        assert_eq!(note.wants_support(), wants);
    }
}
