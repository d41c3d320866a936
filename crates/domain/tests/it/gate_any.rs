//! The gate against any message, any paper, any moment: it clears exactly when no rule of the field is broken, and
//! names exactly the rules that are.

use crate::any::{
    DAY, OURS, PARTNER, RELEASE, STRANGER, at, contact_changed_body, discloser, ending_body, letter_body, message, one,
    opened_body, plan_line_body, referral_body, some, status_body,
};
use domain::gate::{Basis, ClearedBy, Discloser, Predicate, clear};
use domain::ids::{MemberId, OrgId, ReferralId};
use domain::message::{Body, Message, PurgeAnswer};
use domain::org::{Funding, OrgKind};
use domain::referral::Direction;
use domain::release::{Element, Presence, Purpose, RecordedAgreement, Release, Signature, SignatureMethod, SignerRole};
use domain::time::{Days, Timestamp};
use domain::wishes::Audience;
use proptest::option;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Few organizations and few moments, so that rules hold and break in every combination.
fn org() -> impl Strategy<Value = OrgId> {
    prop_oneof![4 => Just(OURS), 4 => Just(PARTNER), 1 => Just(STRANGER)]
}

fn moment() -> impl Strategy<Value = Timestamp> {
    prop_oneof![
        8 => (-95..=95_i64, -1..=1_i64).prop_map(|(days, off)| at(days * DAY + off)),
        1 => any::<i64>().prop_map(Timestamp::from_micros),
    ]
}

fn purge_body() -> impl Strategy<Value = Body> {
    let answered = one(PurgeAnswer::ALL).prop_map(|answer| Body::PurgeAnswered { answer });
    prop_oneof![1 => Just(Body::PurgeAsked), 2 => answered]
}

fn any_body() -> impl Strategy<Value = Body> {
    let referral = (one(Direction::ALL), moment()).prop_flat_map(|(direction, until)| {
        referral_body(direction).prop_map(move |mut body| {
            body.until = until;
            Body::Referral(Box::new(body))
        })
    });
    let care = moment().prop_flat_map(|until| prop_oneof![plan_line_body(until), letter_body(until)]);
    let (changed, ending) = (contact_changed_body(), ending_body());
    prop_oneof![4 => referral, 3 => care, 2 => status_body(), 2 => changed, 1 => opened_body(), 1 => ending, 1 => purge_body()]
}

fn any_message() -> impl Strategy<Value = Message> {
    (org(), org(), any_body()).prop_map(|(from, to, body)| Message { from, to, ..message(body) })
}

fn any_discloser() -> impl Strategy<Value = Discloser> {
    let to = prop_oneof![4 => Just(None), 1 => Just(Some(OrgKind::Coalition))];
    let audience = prop_oneof![
        6 => Just(Audience::Anyone),
        2 => org().prop_map(Audience::Only),
        1 => Just(Audience::Nobody),
    ];
    let who = (one(OrgKind::ALL), some(Funding::ALL), prop_oneof![0..=91_u32, any::<u32>()], to, audience);
    who.prop_map(|(kind, funding, max, to, audience)| {
        let funding: Vec<_> = funding.into_iter().collect();
        let from = discloser(kind, &funding, Days(max));
        Discloser { to_kind: to.unwrap_or(from.to_kind), audience, ..from }
    })
}

fn most_elements() -> impl Strategy<Value = BTreeSet<Element>> {
    prop_oneof![1 => some(Element::ALL), 1 => Just(Element::ALL.iter().copied().collect())]
}

fn any_signature() -> impl Strategy<Value = Signature> {
    let who = (one(SignerRole::ALL), prop::bool::weighted(0.8), prop::bool::weighted(0.8));
    (who, one(SignatureMethod::ALL), one(Presence::ALL), moment()).prop_map(
        |((role, signer_is_not_abuser, is_entitled), method, presence, signed_at)| Signature {
            role,
            signer_is_not_abuser,
            is_entitled,
            method,
            presence,
            witness: MemberId::from_bytes([7; 16]),
            signed_at,
        },
    )
}

fn any_release() -> impl Strategy<Value = Release> {
    let who = (org(), org(), one(Purpose::ALL), most_elements());
    let how = (prop::bool::weighted(0.8), any::<bool>(), option::weighted(0.9, any_signature()));
    let when = (option::weighted(0.9, moment()), option::weighted(0.2, moment()), any::<bool>());
    (who, how, when).prop_map(|((holder, recipient, purpose, elements), (informed, part2_consent, signature), when)| {
        let (expires_at, revoked_at, after_death) = when;
        Release {
            id: RELEASE,
            holder,
            recipient,
            referral: ReferralId::from_bytes([8; 16]),
            purpose,
            elements,
            informed,
            part2_consent,
            signature,
            expires_at,
            revoked_at,
            after_death,
        }
    })
}

fn any_agreement() -> impl Strategy<Value = RecordedAgreement> {
    let who = (org(), org(), one(Purpose::ALL), most_elements());
    (who, moment(), moment(), option::weighted(0.2, moment())).prop_map(
        |((holder, recipient, purpose, elements), agreed_at, expires_at, revoked_at)| RecordedAgreement {
            holder,
            recipient,
            elements,
            purpose,
            recorded_by: MemberId::from_bytes([7; 16]),
            agreed_at,
            expires_at,
            revoked_at,
        },
    )
}

/// What `domain.md` (b) says, read rule by rule without looking at the gate.
struct Rules(BTreeSet<Predicate>);

impl Rules {
    fn of_message(message: &Message, from: &Discloser) -> Self {
        let mut rules = Self(BTreeSet::new());
        rules.broken_if(message.from != from.org || message.to == from.org, Predicate::Custody);
        rules.broken_if(from.to_kind == OrgKind::Coalition, Predicate::TotalsOnly);
        let may_know = match from.audience {
            Audience::Anyone => true,
            Audience::Only(one) => message.to == one,
            Audience::Nobody => false,
        };
        rules.broken_if(!may_know, Predicate::Restricted);
        let survivor_law = from.regimes.contains(&domain::org::Regime::SurvivorServices);
        if let Body::Referral(body) = &message.body {
            let right_way = matches!(
                (from.kind, body.direction),
                (OrgKind::HealthCenter, Direction::ToAdvocacy) | (OrgKind::Advocacy, Direction::ToHealthCenter)
            );
            rules.broken_if(!right_way, Predicate::Custody);
        }
        let of_a_plan = matches!(message.body, Body::PlanLine(_) | Body::Letter(_) | Body::ContactChanged(_));
        rules.broken_if(of_a_plan && from.kind == OrgKind::Coalition, Predicate::Custody);
        let opened = matches!(message.body, Body::Opened { .. });
        rules.broken_if(opened && survivor_law, Predicate::AttendanceNotNamed);
        let told = [PurgeAnswer::Done, PurgeAnswer::HeldByLaw].map(|answer| Body::PurgeAnswered { answer });
        rules.broken_if(told.contains(&message.body) && survivor_law, Predicate::AttendanceNotNamed);
        rules
    }
    fn broken_if(&mut self, broken: bool, rule: Predicate) {
        if broken {
            self.0.insert(rule);
        }
    }
    fn paper(&mut self, message: &Message, from: &Discloser, paper: (OrgId, OrgId, Purpose, &BTreeSet<Element>)) {
        let (holder, recipient, purpose, released) = paper;
        let mut said = message.elements();
        if let Body::ContactChanged(plan) = &message.body {
            // Read off the plan itself: a message with a number says how to reach somebody, whatever it says of itself.
            said = BTreeSet::from([Element::ContactPlan]);
            said.extend(plan.number.as_ref().map(|_| Element::Contact));
        }
        self.broken_if(holder != from.org, Predicate::Custody);
        self.broken_if(recipient != message.to, Predicate::OtherRecipient);
        self.broken_if(purpose != message.purpose(), Predicate::OtherPurpose);
        self.broken_if(said.difference(released).next().is_some(), Predicate::ElementNotReleased);
        let attendance = said.contains(&Element::Attendance);
        self.broken_if(attendance && !released.contains(&Element::Attendance), Predicate::AttendanceNotNamed);
    }
    fn length(&mut self, from: &Discloser, begin: Timestamp, end: Timestamp) {
        let span = i128::from(end.micros()) - i128::from(begin.micros());
        let longest = i128::from(from.max_release.0.min(90)) * i128::from(DAY);
        self.broken_if(span > longest, Predicate::TooLong);
    }
    fn ends(&mut self, message: &Message, end: Timestamp, now: Timestamp) {
        self.broken_if(end <= now, Predicate::Expired);
        let asked = match &message.body {
            Body::Referral(body) => Some(body.until),
            Body::PlanLine(shared) => Some(shared.until),
            Body::Letter(letter) => Some(letter.until),
            _ => None,
        };
        self.broken_if(asked.is_some_and(|until| until > end), Predicate::TooLong);
    }
}

fn rules_broken_by_release(message: &Message, from: &Discloser, paper: &Release, now: Timestamp) -> Rules {
    let mut rules = Rules::of_message(message, from);
    rules.paper(message, from, (paper.holder, paper.recipient, paper.purpose, &paper.elements));
    let substance_use = message.elements().contains(&Element::SubstanceUse);
    let attached = message.part2.as_ref().map(|attached| attached.is_of(paper));
    rules.broken_if(if substance_use { attached != Some(true) } else { attached.is_some() }, Predicate::Part2Missing);
    rules.broken_if(!paper.informed, Predicate::NotInformed);
    rules.broken_if(paper.revoked_at.is_some(), Predicate::Revoked);
    rules.broken_if(paper.expires_at.is_none(), Predicate::Undated);
    rules.broken_if(paper.signature.is_none(), Predicate::NotSigned);
    if let Some(signature) = paper.signature {
        rules.broken_if(signature.signed_at > now, Predicate::NotYetValid);
        rules.broken_if(!signature.signer_is_not_abuser, Predicate::SignerIsAbuser);
        let is_survivor = signature.role == SignerRole::Survivor;
        let drawn_for_two = signature.role == SignerRole::MinorWithParent && signature.method == SignatureMethod::Drawn;
        rules.broken_if(drawn_for_two || !is_survivor && !signature.is_entitled, Predicate::SignerNotEntitled);
        let is_elsewhere = signature.presence != Presence::InPerson;
        rules.broken_if(is_elsewhere && signature.method != SignatureMethod::Paper, Predicate::NotSignedThere);
        rules.broken_if(signature.presence == Presence::RemoteUnverified, Predicate::VoiceNotVerified);
    }
    if let Some(end) = paper.expires_at {
        rules.ends(message, end, now);
        if let Some(signature) = paper.signature {
            rules.length(from, signature.signed_at, end);
        }
    }
    rules
}

fn rules_broken_by_agreement(message: &Message, from: &Discloser, paper: &RecordedAgreement, now: Timestamp) -> Rules {
    let mut rules = Rules::of_message(message, from);
    rules.paper(message, from, (paper.holder, paper.recipient, paper.purpose, &paper.elements));
    let free = from.kind == OrgKind::HealthCenter && !from.regimes.contains(&domain::org::Regime::SurvivorServices);
    let plans = message.purpose() == Purpose::CoordinatedCare;
    let writes = matches!(message.body, Body::Letter(_));
    rules.broken_if(!free || plans || writes, Predicate::BasisNeedsRelease);
    rules.broken_if(message.elements().contains(&Element::SubstanceUse), Predicate::Part2Missing);
    rules.broken_if(paper.revoked_at.is_some(), Predicate::Revoked);
    rules.broken_if(paper.agreed_at > now, Predicate::NotYetValid);
    rules.length(from, paper.agreed_at, paper.expires_at);
    rules.ends(message, paper.expires_at, now);
    rules
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn the_gate_names_exactly_the_rules_that_a_release_breaks(
        message in any_message(), from in any_discloser(), release in any_release(), now in moment()
    ) {
        let broken = rules_broken_by_release(&message, &from, &release, now).0;
        let releases = [release];
        match clear(message, &from, Basis::Releases(&releases), now) {
            Ok(cleared) => {
                prop_assert!(broken.is_empty(), "{:?}", broken);
                prop_assert_eq!(cleared.by(), ClearedBy::Release(RELEASE));
            }
            Err(refusal) => prop_assert_eq!(refusal.failed, broken.into_iter().collect::<Vec<_>>()),
        }
    }

    #[test]
    fn the_gate_names_exactly_the_rules_that_an_agreement_breaks(
        message in any_message(), from in any_discloser(), agreement in any_agreement(), now in moment()
    ) {
        let broken = rules_broken_by_agreement(&message, &from, &agreement, now).0;
        match clear(message, &from, Basis::Agreement(&agreement), now) {
            Ok(_) => prop_assert!(broken.is_empty(), "{:?}", broken),
            Err(refusal) => prop_assert_eq!(refusal.failed, broken.into_iter().collect::<Vec<_>>()),
        }
    }

    #[test]
    fn any_number_of_releases_clears_what_one_of_them_clears(
        message in any_message(), from in any_discloser(),
        releases in prop::collection::vec(any_release(), 0..5), now in moment()
    ) {
        let one_clears = releases
            .iter()
            .any(|release| clear(message.clone(), &from, Basis::Releases(std::slice::from_ref(release)), now).is_ok());
        let refused = clear(message, &from, Basis::Releases(&releases), now).err();
        prop_assert_eq!(refused.is_none(), one_clears);
        prop_assert!(refused.is_none_or(|refusal| !refusal.failed.is_empty()));
    }
}
