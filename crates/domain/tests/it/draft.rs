//! The eight steps: their order, what takes a signature back, and that nothing but all eight makes a release.

use crate::any::{DAY, NOW, OURS, PARTNER, RELEASE, STRANGER, at};
use domain::ids::{MemberId, OrgId, PartnershipId, ReferralId};
use domain::language::LanguageCode;
use domain::org::Language;
use domain::release::answer::{Answer, Life, OtherWay, Rights, Signing, What};
use domain::release::draft::{Draft, NotAnswered, Step, Terms, offered};
use domain::release::signer::{Claim, MayNotSign};
use domain::release::{CopyKept, Element, Presence, Purpose, SignatureMethod, SignerRole, last_day};
use domain::text::PersonText;
use domain::time::{Days, Timestamp};
use proptest::prelude::*;
use std::collections::BTreeSet;

pub const WITH: PartnershipId = PartnershipId::from_bytes([21; 16]);
const ELSEWHERE: PartnershipId = PartnershipId::from_bytes([22; 16]);
pub const RECORD: ReferralId = ReferralId::from_bytes([8; 16]);

/// Read in this language, by somebody who speaks it or not.
fn heard(language: &str, interpreted: bool) -> Rights {
    Rights { informed: true, language: LanguageCode::parse(language).unwrap(), interpreted }
}

pub fn terms(now: Timestamp) -> Terms {
    Terms {
        offered: offered(Purpose::WarmReferral, true),
        recipients: vec![(WITH, PARTNER), (ELSEWHERE, STRANGER)],
        longest: Days(30),
        time_zone: "America/Chicago".into(),
        minor_alone_from: None,
        adult_from: 18,
        now,
    }
}

/// The end of a release of this many days that is chosen now.
pub fn ends_at(days: u32) -> Timestamp {
    last_day::end_of(Days(days), Days(30), NOW, "America/Chicago")
}

fn what(elements: &[Element]) -> Answer {
    Answer::What(What { elements: elements.iter().copied().collect(), part2_consent: false })
}

fn signing() -> Signing {
    Signing {
        claim: Claim {
            role: SignerRole::Survivor,
            is_not_abuser: true,
            presence: Presence::InPerson,
            age: None,
            parent_signs: false,
            court_paper_seen: false,
            is_of_age: true,
            minor_signs: true,
        },
        method: SignatureMethod::Typed,
        name: PersonText::parse("Canary Quetzal", 80).ok(),
        second: None,
        drawing: None,
        place: None,
        signed_on: None,
        witness: MemberId::from_bytes([7; 16]),
    }
}

fn rights() -> Answer {
    Answer::Rights(Rights { informed: true, language: Language::Es.into(), interpreted: false })
}

/// A good answer to each step, in their order.
pub fn usual() -> Vec<Answer> {
    vec![
        Answer::OtherWay(OtherWay::GoOn),
        what(&[Element::Request, Element::Name]),
        Answer::Who(WITH),
        Answer::Why(Purpose::WarmReferral),
        Answer::HowLong(Life::Days(Days(15)), false),
        rights(),
        Answer::Signature(signing()),
        Answer::Copy(CopyKept::None),
    ]
}

pub fn begun() -> Draft {
    Draft::begin(Purpose::WarmReferral, RECORD)
}

/// The usual draft with this many answers.
pub fn answered(steps: usize) -> Draft {
    let mut draft = begun();
    for answer in usual().into_iter().take(steps) {
        draft.answer(answer, &terms(NOW)).unwrap();
    }
    draft
}

#[test]
fn eight_answers_make_a_release_that_says_exactly_what_was_answered() {
    let release = answered(8).finish(&terms(NOW)).unwrap().release(RELEASE, OURS);
    assert_eq!(release.elements, BTreeSet::from([Element::Request, Element::Name]));
    assert_eq!((release.recipient, release.holder, release.referral), (PARTNER, OURS, RECORD));
    assert_eq!(release.expires_at, Some(ends_at(15)));
    assert!(release.informed && release.is_live(NOW) && !release.after_death);
}

#[test]
fn no_step_is_answered_before_those_before_it() {
    for done in 0..8 {
        let draft = answered(done);
        assert_eq!(draft.open_step(), Step::ALL.get(done).copied());
        assert_eq!(draft.finish(&terms(NOW)).err().unwrap().missing, &Step::ALL[done..]);
        for answer in usual().into_iter().skip(done + 1) {
            let mut same = draft.clone();
            assert!(!same.reaches(answer.step()));
            let refused = same.answer(answer, &terms(NOW));
            assert_eq!(refused, Err(NotAnswered::TooEarly { open: Step::ALL[done] }));
            assert!(same == draft, "nothing has changed");
        }
    }
}

#[test]
fn another_way_ends_it_there() {
    for way in [OtherWay::CallTogether, OtherWay::CarryIt, OtherWay::ShareNothing] {
        let mut draft = begun();
        draft.answer(Answer::OtherWay(way), &terms(NOW)).unwrap();
        assert_eq!(draft.open_step(), Some(Step::OtherWay));
        assert!(draft.answer(what(&[Element::Request]), &terms(NOW)).is_err());
        let mut signed = answered(8);
        signed.answer(Answer::OtherWay(way), &terms(NOW)).unwrap();
        assert!(signed.finish(&terms(NOW)).is_err() && signed.signed().is_none());
    }
}

#[test]
fn whoever_changes_what_was_said_reads_and_signs_again() {
    let others = [
        what(&[Element::Request]),
        Answer::Who(ELSEWHERE),
        Answer::HowLong(Life::Days(Days(1)), false),
        Answer::HowLong(Life::Days(Days(15)), true),
    ];
    for other in others {
        let mut draft = answered(8);
        draft.answer(other, &terms(NOW)).unwrap();
        assert_eq!(draft.open_step(), Some(Step::Rights));
        let missing = draft.finish(&terms(NOW)).err().unwrap().missing;
        assert_eq!(missing, [Step::Rights, Step::Signature, Step::Copy]);
    }
    let mut reread = answered(8);
    reread
        .answer(
            Answer::Rights(Rights { informed: true, language: Language::En.into(), interpreted: false }),
            &terms(NOW),
        )
        .unwrap();
    assert_eq!(reread.open_step(), Some(Step::Signature), "it was read in another language");
}

#[test]
fn the_same_answer_again_changes_nothing() {
    for (place, answer) in usual().into_iter().enumerate().filter(|(place, _)| *place != 6) {
        let mut draft = answered(8);
        draft.answer(answer, &terms(at(60_000_000))).unwrap();
        assert!(draft == answered(8), "{place}");
    }
}

type Refused = (&'static str, usize, Answer, NotAnswered);

fn refused() -> Vec<Refused> {
    let signed = |change: fn(&mut Signing)| {
        let mut signing = signing();
        change(&mut signing);
        Answer::Signature(signing)
    };
    let sud = [Element::Request, Element::Needs, Element::SubstanceUse];
    vec![
        ("nothing ticked", 1, what(&[]), NotAnswered::NothingTicked),
        ("not on the list", 1, what(&[Element::Request, Element::Attendance]), NotAnswered::NotOffered),
        ("no request", 1, what(&[Element::Name]), NotAnswered::RequestMissing),
        ("a number without the plan", 1, what(&[Element::Request, Element::Contact]), NotAnswered::PlanMissing),
        (
            "substance use that nothing says",
            1,
            Answer::What(What { elements: [Element::Request, Element::SubstanceUse].into(), part2_consent: true }),
            NotAnswered::NeedsMissing,
        ),
        ("no part 2 consent", 1, what(&sud), NotAnswered::Part2Missing),
        ("a stranger", 2, Answer::Who(PartnershipId::from_bytes([9; 16])), NotAnswered::NoSuchRecipient),
        ("another purpose", 3, Answer::Why(Purpose::Feedback), NotAnswered::OtherPurpose),
        ("no days", 4, Answer::HowLong(Life::Days(Days(0)), false), NotAnswered::InThePast),
        ("a date in the past", 4, Answer::HowLong(Life::Until(at(-1)), false), NotAnswered::InThePast),
        ("this very moment", 4, Answer::HowLong(Life::Until(NOW), false), NotAnswered::InThePast),
        ("a day too long", 4, Answer::HowLong(Life::Days(Days(31)), false), NotAnswered::TooLong),
        ("a moment too long", 4, Answer::HowLong(Life::Until(at(30 * DAY + 1)), true), NotAnswered::TooLong),
        (
            "not read",
            5,
            Answer::Rights(Rights { informed: false, language: Language::En.into(), interpreted: false }),
            NotAnswered::NotInformed,
        ),
        ("no interpreter", 5, Answer::Rights(heard("vi", false)), NotAnswered::InterpreterMissing),
        ("no language", 5, Answer::Rights(heard("und", true)), NotAnswered::NotInformed),
        ("no name", 6, signed(|s| s.name = None), NotAnswered::SignatureMissing),
        ("no drawing", 6, signed(|s| s.method = SignatureMethod::Drawn), NotAnswered::SignatureMissing),
        ("no paper", 6, signed(|s| s.method = SignatureMethod::Paper), NotAnswered::SignatureMissing),
        ("the abuser", 6, signed(|s| s.claim.is_not_abuser = false), NotAnswered::Signer(MayNotSign::Abuser)),
        (
            "an unknown voice",
            6,
            signed(|s| s.claim.presence = Presence::RemoteUnverified),
            NotAnswered::Signer(MayNotSign::VoiceNotVerified),
        ),
        (
            "typed here for somebody elsewhere",
            6,
            signed(|s| s.claim.presence = Presence::RemoteVoiceVerified),
            NotAnswered::Signer(MayNotSign::NotSignedThere),
        ),
        (
            "of an age that nobody asked",
            6,
            signed(|s| s.claim.is_of_age = false),
            NotAnswered::Signer(MayNotSign::AgeNotAsked),
        ),
        (
            "a parent without a name",
            6,
            signed(|s| (s.claim.role, s.claim.parent_signs) = (SignerRole::MinorWithParent, true)),
            NotAnswered::SignatureMissing,
        ),
        (
            "a minor alone, where no law is known",
            6,
            signed(|s| (s.claim.role, s.claim.age) = (SignerRole::MinorAlone, Some(17))),
            NotAnswered::Signer(MayNotSign::NotAlone),
        ),
    ]
}

#[test]
fn an_answer_that_breaks_a_rule_is_not_taken() {
    for (why, done, answer, named) in refused() {
        let mut draft = answered(done);
        assert_eq!(draft.answer(answer, &terms(NOW)), Err(named), "{why}");
        assert!(draft == answered(done), "{why}: nothing has changed");
    }
}

#[test]
fn what_was_spelled_out_does_not_move_while_it_is_talked_through() {
    let mut draft = answered(5);
    let later = terms(at(20 * 60 * 60 * 1_000_000));
    draft.answer(rights(), &later).unwrap();
    draft.answer(Answer::Signature(signing()), &later).unwrap();
    draft.answer(Answer::Copy(CopyKept::Print), &later).unwrap();
    let release = draft.finish(&later).unwrap().release(RELEASE, OURS);
    assert_eq!(release.expires_at, Some(ends_at(15)), "it is the date that was read aloud");
    assert_eq!(release.signature.unwrap().signed_at, later.now);
}

#[test]
fn an_end_that_has_passed_or_a_partner_that_is_gone_is_asked_again() {
    let mut short = answered(4);
    short.answer(Answer::HowLong(Life::Days(Days(1)), false), &terms(NOW)).unwrap();
    short.answer(rights(), &terms(NOW)).unwrap();
    let over = terms(at(DAY));
    let refused = short.clone().answer(Answer::Signature(signing()), &over);
    assert_eq!(refused, Err(NotAnswered::EndedMeanwhile));
    short.answer(Answer::Signature(signing()), &terms(NOW)).unwrap();
    short.answer(Answer::Copy(CopyKept::None), &terms(NOW)).unwrap();
    assert_eq!(short.finish(&over).err().unwrap().missing, [Step::HowLong]);
    let alone = Terms { recipients: vec![(ELSEWHERE, STRANGER)], ..terms(NOW) };
    assert_eq!(answered(8).finish(&alone).err().unwrap().missing, [Step::Who]);
}

#[test]
fn what_a_partner_who_is_chosen_later_does_not_take_is_asked_again() {
    let sooner = Terms { longest: Days(14), ..terms(NOW) };
    assert_eq!(answered(8).finish(&sooner).err().unwrap().missing, [Step::HowLong], "fifteen days were chosen");
    let narrower = Terms { offered: BTreeSet::from([Element::Request]), ..terms(NOW) };
    assert_eq!(answered(8).finish(&narrower).err().unwrap().missing, [Step::What]);
}

#[test]
fn a_law_that_is_written_down_anew_before_the_end_is_asked_again() {
    let known = Terms { minor_alone_from: Some(13), ..terms(NOW) };
    let mut draft = answered(6);
    let mut alone = signing();
    (alone.claim.role, alone.claim.age, alone.claim.is_of_age) = (SignerRole::MinorAlone, Some(15), false);
    draft.answer(Answer::Signature(alone), &known).unwrap();
    draft.answer(Answer::Copy(CopyKept::None), &known).unwrap();
    assert!(draft.finish(&known).is_ok());
    assert_eq!(draft.finish(&terms(NOW)).err().unwrap().missing, [Step::Signature], "nobody knows of such a law now");
}

#[test]
fn a_draft_says_nothing_in_a_log() {
    let said = format!("{:?} {:?}", answered(8), answered(8).finish(&terms(NOW)).unwrap());
    assert_eq!(said, "Draft Finished");
    assert!(!format!("{:?} {:?}", usual(), answered(8).signed()).contains("Quetzal"));
}

fn any_answer() -> impl Strategy<Value = Answer> {
    let days = prop_oneof![0..=40_u32, Just(15)].prop_map(|days| Life::Days(Days(days)));
    let until = (-2..40_i64).prop_map(|days| Life::Until(at(days * DAY)));
    let good = (0..8_usize).prop_map(|step| usual()[step].clone());
    let bad = (0..refused().len()).prop_map(|place| refused()[place].2.clone());
    prop_oneof![
        8 => good,
        2 => bad,
        1 => proptest::sample::select(OtherWay::ALL).prop_map(Answer::OtherWay),
        1 => proptest::sample::select(&[WITH, ELSEWHERE][..]).prop_map(Answer::Who),
        1 => proptest::sample::select(CopyKept::ALL).prop_map(Answer::Copy),
        1 => (prop_oneof![days, until], any::<bool>()).prop_map(|(life, death)| Answer::HowLong(life, death)),
        1 => proptest::sample::select(Language::ALL)
            .prop_map(|language| Answer::Rights(Rights { informed: true, language: language.into(), interpreted: false })),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    /// Whatever is posted, in whatever order: what finishes has all eight, and was read, signed and copied after the
    /// last word of it was changed.
    #[test]
    fn nothing_finishes_without_all_eight_steps(answers in prop::collection::vec(any_answer(), 0..60)) {
        let mut draft = begun();
        let mut last = [None; 8];
        for (place, answer) in answers.into_iter().enumerate() {
            let step = answer.step();
            let before = draft.clone();
            let taken = draft.answer(answer, &terms(NOW));
            if taken.is_err() {
                prop_assert!(draft == before);
            }
            if draft != before {
                last[step as usize] = Some(place);
            }
        }
        let open = draft.open_step();
        match draft.finish(&terms(NOW)) {
            Ok(finished) => {
                prop_assert_eq!(open, None);
                let places: Vec<usize> = last.into_iter().flatten().collect();
                prop_assert_eq!(places.len(), 8);
                let words = places[..5].iter().max().unwrap();
                prop_assert!(words < &places[5] && places[5] < places[6] && places[6] < places[7], "{:?}", places);
                let release = finished.release(RELEASE, OURS);
                prop_assert!(release.is_live(NOW) && release.elements.is_subset(&terms(NOW).offered));
                prop_assert!(release.expires_at.unwrap() <= NOW.plus_days(Days(30)));
                prop_assert_ne!(release.recipient, OrgId::from_bytes([0; 16]));
            }
            Err(unfinished) => {
                prop_assert_eq!(open, unfinished.missing.first().copied());
            }
        }
    }

    /// From any state the usual answers lead to the end: nobody is caught.
    #[test]
    fn the_eight_steps_can_always_be_gone_through(answers in prop::collection::vec(any_answer(), 0..30)) {
        let mut draft = begun();
        for answer in answers {
            let _ = draft.answer(answer, &terms(NOW));
        }
        for answer in usual() {
            draft.answer(answer, &terms(NOW)).unwrap();
        }
        prop_assert!(draft.finish(&terms(NOW)).is_ok());
    }
}
