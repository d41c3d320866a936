//! What a law compelled is written down whole, or not at all.

use crate::any::{DAY, NOW, at};
use domain::day::Day;
use domain::ids::MemberId;
use domain::mandate::{
    Authority, Claim, Draft, LONGEST_PUT_OFF, Lack, Mandate, MandateBasis, NotToldWhy, Notice, ToldHow,
};
use domain::release::Element;
use domain::text::PersonText;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn text(words: &str) -> Option<PersonText> {
    PersonText::parse(words, 200).ok()
}

fn whole() -> Draft {
    Draft {
        claim: Some(Claim::CourtOrder),
        document: text("Order of 2 November"),
        authority: Some(Authority::Court),
        recipient: text("Circuit Court"),
        elements: BTreeSet::from([Element::Attendance]),
        note: text("that they came on two days"),
        disclosed_at: Some(NOW),
        notice: Some(Notice::Told { how: ToldHow::InPerson, at: NOW }),
        decided_by: MemberId::from_bytes([7; 16]),
    }
}

fn lacks(draft: Draft) -> Vec<Lack> {
    Mandate::record(draft, NOW).map_or_else(|lacks| lacks.into_iter().collect(), |_| Vec::new())
}

#[test]
fn a_whole_one_is_taken_as_it_is() {
    let taken = Mandate::record(whole(), NOW).unwrap();
    assert_eq!((taken.basis(), taken.authority()), (MandateBasis::CourtOrder, Authority::Court));
    assert_eq!(taken.elements(), &BTreeSet::from([Element::Attendance]));
    assert_eq!((taken.document().reveal(), taken.recipient().reveal()), ("Order of 2 November", "Circuit Court"));
    assert_eq!((taken.note().reveal(), taken.disclosed_at()), ("that they came on two days", NOW));
    assert_eq!(taken.decided_by(), MemberId::from_bytes([7; 16]));
    assert_eq!(taken.notice(), Notice::Told { how: ToldHow::InPerson, at: NOW });
}

#[test]
fn a_subpoena_alone_and_a_permission_to_tell_are_no_basis() {
    for claim in Claim::ALL {
        let is_one = matches!(claim, Claim::Statute | Claim::CourtOrder);
        assert_eq!(claim.basis().is_some(), is_one, "{claim:?}");
        let found = lacks(Draft { claim: Some(*claim), ..whole() });
        assert_eq!(found, if is_one { vec![] } else { vec![Lack::NoBasis] }, "{claim:?}");
        assert!(claim.basis().is_none_or(|basis| basis.code() == claim.code()));
    }
}

#[test]
fn every_part_is_demanded_by_itself() {
    for (draft, lack) in [
        (Draft { claim: None, ..whole() }, Lack::NoBasis),
        (Draft { document: None, ..whole() }, Lack::NoDocument),
        (Draft { authority: None, ..whole() }, Lack::NoRecipient),
        (Draft { recipient: None, ..whole() }, Lack::NoRecipient),
        (Draft { elements: BTreeSet::new(), ..whole() }, Lack::NoElements),
        (Draft { note: None, ..whole() }, Lack::NoNote),
        (Draft { disclosed_at: None, ..whole() }, Lack::NoTime),
        (Draft { disclosed_at: Some(NOW.plus_seconds(1)), ..whole() }, Lack::NoTime),
        (Draft { disclosed_at: Some(at(-6 * 366 * DAY)), ..whole() }, Lack::TooLongAgo),
        (
            Draft { disclosed_at: Some(Day::parse("9999-12-31").unwrap().begins("America/Chicago")), ..whole() },
            Lack::NoTime,
        ),
        (Draft { disclosed_at: Some(Day::parse("0001-01-01").unwrap().begins("UTC")), ..whole() }, Lack::TooLongAgo),
        (Draft { notice: None, ..whole() }, Lack::NoNotice),
    ] {
        assert_eq!(lacks(draft), [lack]);
    }
}

#[test]
fn who_is_not_told_now_is_looked_at_again_within_a_month() {
    let put_off = |micros| {
        let review_at = at(micros);
        Draft { notice: Some(Notice::NotNow { why: NotToldWhy::SeriousHarm, review_at }), ..whole() }
    };
    let month = i64::from(LONGEST_PUT_OFF.0) * DAY;
    for (micros, fits) in [(-1, false), (0, false), (1, true), (month, true), (month + 1, false)] {
        assert_eq!(lacks(put_off(micros)), if fits { vec![] } else { vec![Lack::NoReview] }, "{micros}");
    }
    let told = |at| Draft { notice: Some(Notice::Told { how: ToldHow::Phone, at }), ..whole() };
    assert_eq!(lacks(told(NOW.plus_seconds(1))), [Lack::ToldInFuture]);
    assert_eq!(lacks(told(at(-400 * DAY))), [], "they may have been told long before");
    assert_eq!(lacks(told(at(-6 * 366 * DAY))), [Lack::ToldTooLongAgo]);
    let end = Day::parse("9999-12-31").unwrap().begins("America/Chicago");
    assert_eq!(lacks(told(end)), [Lack::ToldInFuture], "the end of the calendar is not 1970");
}

prop_compose! {
    fn any_notice()(told in any::<bool>(), n in 0_usize..9, offset in -100 * DAY..100 * DAY) -> Notice {
        let moment = at(offset);
        if told {
            Notice::Told { how: ToldHow::ALL[n % ToldHow::ALL.len()], at: moment }
        } else {
            Notice::NotNow { why: NotToldWhy::ALL[n % NotToldWhy::ALL.len()], review_at: moment }
        }
    }
}

prop_compose! {
    fn any_draft()(
        claim in proptest::option::of(proptest::sample::select(Claim::ALL)),
        authority in proptest::option::of(proptest::sample::select(Authority::ALL)),
        parts in any::<[bool; 3]>(),
        elements in proptest::collection::btree_set(proptest::sample::select(Element::ALL), 0..4),
        time in proptest::option::of(-10 * DAY..10 * DAY),
        notice in proptest::option::of(any_notice()),
    ) -> Draft {
        let part = |n: usize| parts[n].then(|| text("words")).flatten();
        Draft {
            claim,
            document: part(0),
            authority,
            recipient: part(1),
            elements,
            note: part(2),
            disclosed_at: time.map(at),
            notice,
            decided_by: MemberId::from_bytes([7; 16]),
        }
    }
}

proptest! {
    #[test]
    fn what_is_taken_has_every_part_and_what_is_not_says_why(draft in any_draft()) {
        let given = draft.clone();
        match Mandate::record(draft, NOW) {
            Ok(taken) => {
                prop_assert_eq!(given.claim.and_then(Claim::basis), Some(taken.basis()));
                prop_assert!(given.document.is_some() && given.recipient.is_some() && given.note.is_some());
                prop_assert!(!taken.elements().is_empty() && taken.disclosed_at() <= NOW);
                match taken.notice() {
                    Notice::Told { at, .. } => prop_assert!(at <= NOW),
                    Notice::NotNow { review_at, .. } => {
                        prop_assert!(NOW < review_at && review_at <= NOW.plus_days(LONGEST_PUT_OFF));
                    }
                }
            }
            Err(lacks) => prop_assert!(!lacks.is_empty()),
        }
    }
}
