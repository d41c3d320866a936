//! The gate, one broken rule at a time: a release or an agreement that would clear, spoiled in one way.

use crate::any::{
    Agreed, Asked, NOW, OURS, PARTNER, STRANGER, at, cleared_by_agreement, cleared_by_release, discloser, ending_body,
    letter_body, message, opened_body, other_purpose, plan_line_body, sample, status_body, words,
};
use domain::care_plan::Line;
use domain::gate::{Basis, ClearedBy, Discloser, Predicate, Refusal, clear, clear_opened, clear_stop};
use domain::ids::OrgId;
use domain::message::{Body, Message};
use domain::org::{Funding, OrgKind, Regime};
use domain::part2::Part2Attachment;
use domain::referral::{Direction, Told};
use domain::release::{Element, Presence, Purpose, Release, SignatureMethod, SignerRole};
use domain::time::{Days, Timestamp};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::BTreeSet;

fn under(asked: &Asked) -> Result<ClearedBy, Vec<Predicate>> {
    let releases = std::slice::from_ref(&asked.release);
    // What goes along is of the release as it stands now, if that can go along at all.
    let message = match Part2Attachment::of(&asked.release) {
        Some(_) => asked.message.clone().under(releases),
        None => asked.message.clone(),
    };
    under_any(&Asked { message, ..asked.clone() }, releases)
}

fn under_any(asked: &Asked, releases: &[Release]) -> Result<ClearedBy, Vec<Predicate>> {
    clear(asked.message.clone(), &asked.from, Basis::Releases(releases), NOW)
        .map(|cleared| cleared.by())
        .map_err(|refusal| refusal.failed)
}

fn by_agreement(agreed: &Agreed) -> Result<ClearedBy, Vec<Predicate>> {
    clear(agreed.message.clone(), &agreed.from, Basis::Agreement(&agreed.agreement), NOW)
        .map(|cleared| cleared.by())
        .map_err(|refusal| refusal.failed)
}

fn set_until(message: &mut Message, until: Timestamp) {
    match &mut message.body {
        Body::Referral(body) => body.until = until,
        Body::PlanLine(shared) => shared.until = until,
        Body::Letter(letter) => letter.until = until,
        _ => {}
    }
}

/// One way to spoil a release that would clear, and the rules that must be named for it.
type Spoil = (&'static str, fn(&mut Asked), &'static [Predicate]);

const SPOILS: &[Spoil] = &[
    ("expired now", |a| (a.release.expires_at, _) = (Some(NOW), set_until(&mut a.message, NOW)), &[Predicate::Expired]),
    ("withdrawn", |a| a.release.revoked_at = Some(NOW), &[Predicate::Revoked]),
    ("withdrawn, says a clock that is ahead", |a| a.release.revoked_at = Some(at(1)), &[Predicate::Revoked]),
    ("for another recipient", |a| a.release.recipient = STRANGER, &[Predicate::OtherRecipient]),
    ("for another purpose", |a| a.release.purpose = other_purpose(a.release.purpose), &[Predicate::OtherPurpose]),
    ("held by another organization", |a| a.release.holder = STRANGER, &[Predicate::Custody]),
    ("signed by an alleged abuser", |a| sign(a).signer_is_not_abuser = false, &[Predicate::SignerIsAbuser]),
    (
        "signed by a minor whom no law is known to let",
        |a| (sign(a).role, sign(a).is_entitled) = (SignerRole::MinorAlone, false),
        &[Predicate::SignerNotEntitled],
    ),
    (
        "signed elsewhere, by nobody knows whom",
        |a| (sign(a).presence, sign(a).method) = (Presence::RemoteUnverified, SignatureMethod::Paper),
        &[Predicate::VoiceNotVerified],
    ),
    (
        "typed here for somebody elsewhere",
        |a| (sign(a).presence, sign(a).method) = (Presence::RemoteVoiceVerified, SignatureMethod::Typed),
        &[Predicate::NotSignedThere],
    ),
    ("signed in the future", |a| sign(a).signed_at = at(1), &[Predicate::NotYetValid]),
    ("unsigned", |a| a.release.signature = None, &[Predicate::NotSigned]),
    ("uninformed", |a| a.release.informed = false, &[Predicate::NotInformed]),
    ("undated", |a| a.release.expires_at = None, &[Predicate::Undated]),
    ("too long by a microsecond", too_long, &[Predicate::TooLong]),
    ("message of another organization", |a| a.message.from = STRANGER, &[Predicate::Custody]),
    ("message to ourselves", |a| (a.message.to, a.release.recipient) = (OURS, OURS), &[Predicate::Custody]),
];

/// Funding that binds a health center to survivor-services law; none named means unknown.
const SURVIVOR_MONEY: &[&[Funding]] = &[&[], &[Funding::Vawa], &[Funding::Fvpsa], &[Funding::Voca, Funding::Hrsa330]];

fn sign(asked: &mut Asked) -> &mut domain::release::Signature {
    asked.release.signature.as_mut().expect("a release that clears is signed")
}

fn too_long(asked: &mut Asked) {
    let longest = asked.from.max_release;
    let signed_at = sign(asked).signed_at;
    asked.release.expires_at = Some(Timestamp::from_micros(signed_at.plus_days(longest).micros() + 1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_valid_release_always_clears(asked in cleared_by_release()) {
        let releases = [asked.release.clone()];
        let cleared = clear(asked.message.clone(), &asked.from, Basis::Releases(&releases), NOW).unwrap();
        prop_assert_eq!(cleared.by(), ClearedBy::Release(asked.release.id));
        prop_assert_eq!(cleared.value(), &asked.message);
        prop_assert_eq!(cleared.elements(), &asked.message.elements());
        prop_assert_eq!(cleared.until(), asked.release.expires_at);
    }

    #[test]
    fn a_release_with_one_broken_rule_clears_nothing_and_the_rule_is_named(
        asked in cleared_by_release(), spoil in select(SPOILS)
    ) {
        let mut asked = asked;
        let (how, break_it, named) = spoil;
        break_it(&mut asked);
        prop_assert_eq!(under(&asked), Err(named.to_vec()), "{}", how);
    }

    #[test]
    fn a_release_that_lacks_an_element_of_the_message_clears_nothing(asked in cleared_by_release(), which in any::<Index>()) {
        let mut asked = asked;
        let needed: Vec<_> = asked.message.elements().into_iter().collect();
        let lacking = needed[which.index(needed.len())];
        asked.release.elements.remove(&lacking);
        let mut named = vec![Predicate::ElementNotReleased];
        named.extend((lacking == Element::Attendance).then_some(Predicate::AttendanceNotNamed));
        prop_assert_eq!(under(&asked), Err(named));
    }

    #[test]
    fn substance_use_crosses_only_with_consent_and_notice(asked in cleared_by_release(), consent: bool, attached: bool) {
        let mut asked = asked;
        let Body::Referral(body) = &mut asked.message.body else { return Ok(()) };
        body.card.needs.insert(domain::service::Service::SubstanceUse);
        asked.release.elements.extend(asked.message.elements());
        asked.release.part2_consent = consent;
        asked.message = asked.message.under(std::slice::from_ref(&asked.release));
        if !attached {
            asked.message.part2 = None;
        }
        let passes = consent && attached;
        let judged = under_any(&asked, std::slice::from_ref(&asked.release)).map(drop);
        prop_assert_eq!(judged, if passes { Ok(()) } else { Err(vec![Predicate::Part2Missing]) });
    }

    #[test]
    fn the_receiver_gets_no_more_time_than_the_person_gave(asked in cleared_by_release(), more in 1..i64::MAX / 4) {
        let mut asked = asked;
        if matches!(asked.message.body, Body::Status { .. }) {
            return Ok(());
        }
        let end = asked.release.expires_at.unwrap();
        set_until(&mut asked.message, Timestamp::from_micros(end.micros().saturating_add(more)));
        prop_assert_eq!(under(&asked), Err(vec![Predicate::TooLong]));
    }

    #[test]
    fn no_setting_makes_a_release_longer_than_ninety_days_clear(asked in cleared_by_release(), more in 1..400_i64) {
        let mut asked = asked;
        asked.from.max_release = Days(u32::MAX);
        let end = sign(&mut asked).signed_at.plus_days(Days(90)).micros() + more;
        asked.release.expires_at = Some(Timestamp::from_micros(end));
        prop_assert_eq!(under(&asked), Err(vec![Predicate::TooLong]));
    }

    #[test]
    fn without_any_release_nothing_about_a_person_crosses(asked in cleared_by_release()) {
        prop_assert_eq!(under_any(&asked, &[]), Err(vec![Predicate::NoRelease]));
    }

    #[test]
    fn one_release_alone_must_cover_everything(asked in cleared_by_release(), which in any::<Index>()) {
        let needed: Vec<_> = asked.message.elements().into_iter().collect();
        let (mut first, mut second) = (asked.release.clone(), asked.release.clone());
        let lacking = needed[which.index(needed.len())];
        first.elements.remove(&lacking);
        second.elements = BTreeSet::from([lacking]);
        let together = [first, second.clone()];
        prop_assert_eq!(under_any(&asked, &together).is_ok(), needed.len() == 1);
        prop_assert!(under_any(&asked, &[second, asked.release.clone()]).is_ok());
    }

    #[test]
    fn of_several_releases_the_nearest_to_lawful_is_explained(asked in cleared_by_release(), revoked_first: bool) {
        let mut near = asked.release.clone();
        near.revoked_at = Some(NOW);
        let mut far = near.clone();
        (far.informed, far.recipient) = (false, STRANGER);
        let releases = if revoked_first { [near, far] } else { [far, near] };
        prop_assert_eq!(under_any(&asked, &releases), Err(vec![Predicate::Revoked]));
    }

    #[test]
    fn a_status_message_never_clears_without_attendance(asked in cleared_by_release(), body in status_body()) {
        let mut asked = asked;
        asked.message.body = body;
        asked.release.purpose = asked.message.purpose();
        asked.release.elements.insert(Element::Attendance);
        prop_assert!(under(&asked).is_ok());
        asked.release.elements.remove(&Element::Attendance);
        prop_assert_eq!(under(&asked), Err(vec![Predicate::ElementNotReleased, Predicate::AttendanceNotNamed]));
    }

    #[test]
    fn an_advocacy_organization_never_says_that_it_opened_a_referral(asked in cleared_by_release(), body in opened_body()) {
        let mut asked = asked;
        asked.message.body = body;
        asked.message.part2 = None;
        asked.release.purpose = asked.message.purpose();
        asked.release.elements = Element::ALL.iter().copied().collect();
        let bound = asked.from.regimes.contains(&Regime::SurvivorServices);
        prop_assert_eq!(under(&asked).is_ok(), !bound, "no release changes that");
        let told = clear_opened(asked.message.clone(), &asked.from);
        match told {
            Ok(cleared) => prop_assert!(!bound && cleared.elements().is_empty()),
            Err(Refusal { failed }) => prop_assert!(bound && failed == [Predicate::AttendanceNotNamed]),
        }
    }

    #[test]
    fn an_agreement_clears_for_a_health_center_that_survivor_law_does_not_bind(agreed in cleared_by_agreement()) {
        prop_assert_eq!(by_agreement(&agreed), Ok(ClearedBy::Agreement));
    }

    #[test]
    fn an_agreement_is_no_release_where_survivor_law_binds(
        agreed in cleared_by_agreement(),
        money in select(SURVIVOR_MONEY),
    ) {
        let mut agreed = agreed;
        let max = agreed.from.max_release;
        agreed.from = discloser(OrgKind::HealthCenter, money, max);
        prop_assert_eq!(by_agreement(&agreed), Err(vec![Predicate::BasisNeedsRelease]), "{:?}", money);
        agreed.from.regimes.clear();
        prop_assert_eq!(by_agreement(&agreed), Err(vec![Predicate::BasisNeedsRelease]), "law unknown");
    }

    #[test]
    fn an_agreement_is_no_release_for_an_advocacy_organization_or_a_coalition(
        agreed in cleared_by_agreement(), kind in select(&[OrgKind::Advocacy, OrgKind::Coalition]), own_money: bool
    ) {
        let mut agreed = agreed;
        let money: &[Funding] = if own_money { &[Funding::Other] } else { &[Funding::Vawa] };
        agreed.from = discloser(kind, money, agreed.from.max_release);
        let refused = by_agreement(&agreed).unwrap_err();
        prop_assert!(refused.contains(&Predicate::BasisNeedsRelease));
        agreed.from.regimes = BTreeSet::from([Regime::Hipaa]);
        prop_assert!(by_agreement(&agreed).unwrap_err().contains(&Predicate::BasisNeedsRelease), "whatever was handed in");
    }

    #[test]
    fn a_spoiled_agreement_clears_nothing_and_the_rule_is_named(agreed in cleared_by_agreement(), which in 0..9_usize) {
        let mut a = agreed;
        let named = match which {
            0 => { a.agreement.revoked_at = Some(NOW); Predicate::Revoked }
            1 => { a.agreement.expires_at = NOW; set_until(&mut a.message, NOW); Predicate::Expired }
            2 => { a.agreement.recipient = STRANGER; Predicate::OtherRecipient }
            3 => { a.agreement.purpose = other_purpose(a.agreement.purpose); Predicate::OtherPurpose }
            4 => { a.agreement.holder = STRANGER; Predicate::Custody }
            5 => { a.agreement.agreed_at = at(1); Predicate::NotYetValid }
            6 => {
                let end = a.agreement.agreed_at.plus_days(a.from.max_release).micros() + 1;
                a.agreement.expires_at = Timestamp::from_micros(end);
                Predicate::TooLong
            }
            7 => { a.message.from = STRANGER; Predicate::Custody }
            _ => { a.message.to = STRANGER; Predicate::OtherRecipient }
        };
        prop_assert_eq!(by_agreement(&a), Err(vec![named]));
    }

    #[test]
    fn an_agreement_lacking_an_element_clears_nothing(agreed in cleared_by_agreement(), which in any::<Index>()) {
        let mut agreed = agreed;
        let needed: Vec<_> = agreed.message.elements().into_iter().collect();
        agreed.agreement.elements.remove(&needed[which.index(needed.len())]);
        prop_assert!(by_agreement(&agreed).unwrap_err().contains(&Predicate::ElementNotReleased));
    }

    #[test]
    fn an_agreement_never_carries_substance_use(agreed in cleared_by_agreement()) {
        let mut agreed = agreed;
        let Body::Referral(body) = &mut agreed.message.body else { return Ok(()) };
        body.card.needs.insert(domain::service::Service::SubstanceUse);
        agreed.agreement.elements = Element::ALL.iter().copied().collect();
        prop_assert_eq!(by_agreement(&agreed), Err(vec![Predicate::Part2Missing]));
    }

    #[test]
    fn a_plan_and_its_messages_never_cross_on_a_word_alone(agreed in cleared_by_agreement(), line: bool) {
        let mut agreed = agreed;
        let end = agreed.agreement.expires_at;
        agreed.message.body = if line { sample(plan_line_body(end)) } else { sample(letter_body(end)) };
        if let Body::PlanLine(shared) = &mut agreed.message.body {
            shared.content = Line::Goal { words: sample(words()), substance_use: false };
        } else if let Body::Letter(letter) = &mut agreed.message.body {
            letter.substance_use = false;
        }
        agreed.agreement.purpose = Purpose::CoordinatedCare;
        agreed.agreement.elements = Element::ALL.iter().copied().collect();
        prop_assert_eq!(by_agreement(&agreed), Err(vec![Predicate::BasisNeedsRelease]));
    }

    #[test]
    fn a_message_beside_a_referral_takes_a_release_whatever_the_patient_said(agreed in cleared_by_agreement(), sent: bool) {
        let mut agreed = agreed;
        let beside = if sent { Purpose::WarmReferral } else { Purpose::Feedback };
        let end = agreed.agreement.expires_at;
        agreed.message.body = sample(letter_body(end));
        if let Body::Letter(letter) = &mut agreed.message.body {
            (letter.substance_use, letter.beside) = (false, beside);
        }
        agreed.agreement.purpose = beside;
        agreed.agreement.elements = Element::ALL.iter().copied().collect();
        prop_assert_eq!(by_agreement(&agreed), Err(vec![Predicate::BasisNeedsRelease]));
    }

    #[test]
    fn a_message_beside_a_referral_goes_under_its_own_release_where_that_names_messages(
        asked in cleared_by_release(), sent: bool
    ) {
        let mut asked = asked;
        let beside = if sent { Purpose::WarmReferral } else { Purpose::Feedback };
        let end = asked.release.expires_at.unwrap();
        asked.message.body = sample(letter_body(end));
        if let Body::Letter(letter) = &mut asked.message.body {
            (letter.substance_use, letter.beside) = (false, beside);
        }
        (asked.message.part2, asked.release.purpose) = (None, beside);
        asked.release.elements = BTreeSet::from([Element::Messages]);
        prop_assert!(under_any(&asked, std::slice::from_ref(&asked.release)).is_ok());
        let unnamed = Release { elements: Element::ALL.iter().copied().filter(|one| *one != Element::Messages).collect(), ..asked.release.clone() };
        prop_assert_eq!(under_any(&asked, &[unnamed]), Err(vec![Predicate::ElementNotReleased]));
        let other = Release { purpose: other_purpose(beside), ..asked.release.clone() };
        prop_assert_eq!(under_any(&asked, &[other]), Err(vec![Predicate::OtherPurpose]));
    }

    #[test]
    fn a_release_for_a_referral_shares_no_plan(asked in cleared_by_release(), line: bool) {
        let mut asked = asked;
        let end = asked.release.expires_at.unwrap();
        let body = if line { sample(plan_line_body(end)) } else { sample(letter_body(end)) };
        asked.message.body = body;
        asked.release.elements = Element::ALL.iter().copied().collect();
        asked.release.purpose = Purpose::WarmReferral;
        prop_assert!(under(&asked).unwrap_err().contains(&Predicate::OtherPurpose));
    }

    #[test]
    fn a_word_that_ends_sharing_clears_for_its_own_custodian_and_for_nobody_else(
        asked in cleared_by_release(), ending in ending_body(),
        from in select(&[OURS, PARTNER, STRANGER]), to in select(&[OURS, PARTNER, STRANGER]),
        by in select(&[OURS, PARTNER, STRANGER]), is_stop: bool,
    ) {
        let body = if is_stop { ending } else { asked.message.body };
        let stop = Message { from, to, body, part2: None, ..asked.message };
        match clear_stop(stop, by) {
            Ok(cleared) => {
                prop_assert!(is_stop && from == by && to != by);
                prop_assert_eq!((cleared.by(), cleared.until()), (ClearedBy::Stop, None));
                prop_assert!(cleared.elements().is_empty());
            }
            Err(Refusal { failed }) => {
                prop_assert!(!is_stop || from != by || to == by, "stopping is always allowed");
                prop_assert_eq!(failed, vec![Predicate::Custody]);
            }
        }
    }
}

#[test]
fn each_kind_of_organization_refers_only_in_its_own_direction() {
    fn refused(from: &Discloser, mut asked: Asked, direction: Direction) -> bool {
        if let Body::Referral(body) = &mut asked.message.body {
            body.direction = direction;
        }
        asked.from = from.clone();
        under(&asked) == Err(vec![Predicate::Custody])
    }
    let is_referral = |a: &Asked| matches!(a.message.body, Body::Referral(_));
    let asked = sample(cleared_by_release().prop_filter("a referral", is_referral));
    for (kind, direction, passes) in [
        (OrgKind::HealthCenter, Direction::ToAdvocacy, true),
        (OrgKind::HealthCenter, Direction::ToHealthCenter, false),
        (OrgKind::Advocacy, Direction::ToHealthCenter, true),
        (OrgKind::Advocacy, Direction::ToAdvocacy, false),
        (OrgKind::Coalition, Direction::ToAdvocacy, false),
        (OrgKind::Coalition, Direction::ToHealthCenter, false),
    ] {
        let from = discloser(kind, &[], asked.from.max_release);
        assert_eq!(refused(&from, asked.clone(), direction), !passes, "{kind:?} {direction:?}");
    }
}

#[test]
fn only_an_opening_of_ones_own_clears_as_a_staff_receipt() {
    let opened = |from: OrgId, to: OrgId| {
        let by = domain::text::Label::parse("Rosa").unwrap();
        Message { from, to, ..message(Body::Opened { by, at: NOW }) }
    };
    let center = discloser(OrgKind::HealthCenter, &[Funding::Hrsa330], Days(30));
    let cleared = clear_opened(opened(OURS, PARTNER), &center).unwrap();
    assert_eq!((cleared.by(), cleared.until()), (ClearedBy::StaffReceipt, None));
    for wrong in [
        opened(STRANGER, PARTNER),
        opened(OURS, OURS),
        message(Body::Stop),
        message(Body::Status { told: Told::Accepted }),
    ] {
        assert_eq!(clear_opened(wrong, &center).unwrap_err().failed, [Predicate::Custody]);
    }
}
