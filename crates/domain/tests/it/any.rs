//! Arbitrary people, messages, releases and agreements; all synthetic.

use domain::care_plan::{Letter, Line, Owner, SharedLine};
use domain::day::Day;
use domain::gate::Discloser;
use domain::ids::{CrossingId, LineId, MemberId, MessageId, OrgId, ReferralId, ReleaseId};
use domain::message::{Body, Message, ReferralBody};
use domain::org::{Funding, OrgKind, regimes};
use domain::referral::{Bank, ClinicianWish, Direction, Handoff, PersonCard, Status, Told, Urgency, VisitWishes};
use domain::release::{Element, Presence, Purpose, RecordedAgreement, Release, Signature, SignatureMethod, SignerRole};
use domain::retention::Still;
use domain::safe_contact::{
    ClosedBy, ContactWay, HomeZone, Recheck, SafeContact, SafeDay, SafeHours, SafeTime, Voicemail, ZoneName,
};
use domain::service::Service;
use domain::text::{Label, PersonText};
use domain::time::{Days, Timestamp};
use domain::wishes::Audience;
use proptest::collection::btree_set;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree as _;
use std::collections::BTreeSet;

pub const DAY: i64 = 86_400_000_000;
pub const NOW: Timestamp = at(0);
pub const OURS: OrgId = OrgId::from_bytes([1; 16]);
pub const PARTNER: OrgId = OrgId::from_bytes([2; 16]);
pub const STRANGER: OrgId = OrgId::from_bytes([3; 16]);
pub const RELEASE: ReleaseId = ReleaseId::from_bytes([4; 16]);

/// Microseconds from the tests' today.
pub const fn at(micros: i64) -> Timestamp {
    Timestamp::from_micros(1_790_000_000_000_000 + micros)
}

/// One member of a closed list.
pub fn one<T: Copy + std::fmt::Debug + 'static>(list: &'static [T]) -> impl Strategy<Value = T> {
    select(list)
}

/// Some members of a closed list.
pub fn some<T: Copy + Ord + std::fmt::Debug + 'static>(list: &'static [T]) -> impl Strategy<Value = BTreeSet<T>> {
    btree_set(select(list), 0..=list.len())
}

pub fn words() -> impl Strategy<Value = PersonText> {
    "[A-Za-zñáé]{1,12}( [A-Za-z0-9-]{1,12}){0,2}".prop_map(|text| PersonText::parse(&text, 80).unwrap())
}

pub fn label() -> impl Strategy<Value = Label> {
    "[A-Z][a-z]{1,12}".prop_map(|text| Label::parse(&text).unwrap())
}

pub fn safe_contact() -> impl Strategy<Value = SafeContact> {
    let plan = (one(ContactWay::ALL), option::of(words()), some(SafeTime::ALL), one(Voicemail::ALL));
    let said = (option::of(words()), option::of(words()), option::of(words()));
    let hours = (0_u8..24, 1_u8..=24).prop_map(|(from, until)| SafeHours::new(from, until));
    let when = (option::of(one(HomeZone::ALL)), some(SafeDay::ALL), hours);
    let check = (one(Recheck::ALL), option::weighted(0.2, one(ClosedBy::ALL)), 0..40 * DAY);
    (plan, said, when, check).prop_map(
        |((way, number, times, voicemail), (words, who_may_answer, code_word), (zone, days, hours), check)| {
            let (recheck, closed_by, ago) = check;
            let zone = zone.map(ZoneName::from);
            let plan = SafeContact { way, number, times, voicemail, words, who_may_answer, ..untouched(at(-ago)) };
            SafeContact { zone, days, hours, code_word, recheck, closed_by, ..plan }
        },
    )
}

/// A plan in which nothing stands.
pub fn untouched(last_checked: Timestamp) -> SafeContact {
    SafeContact::do_not_contact(last_checked)
}

fn visit_wishes() -> impl Strategy<Value = VisitWishes> {
    (any::<bool>(), one(ClinicianWish::ALL), any::<bool>(), any::<[bool; 3]>()).prop_map(
        |(interpreter, clinician, cost_worry, [ask_before_statement, plan_only, not_to_payer])| VisitWishes {
            interpreter,
            clinician,
            cost_worry,
            ask_before_statement,
            plan_only,
            not_to_payer,
        },
    )
}

pub fn card() -> impl Strategy<Value = PersonCard> {
    let needs = btree_set(select(Service::ALL), 0..4);
    (option::of(words()), safe_contact(), needs, option::of(visit_wishes()), option::of(words()))
        .prop_map(|(name, safe_contact, needs, visit, note)| PersonCard { name, safe_contact, needs, visit, note })
}

pub fn referral_body(direction: Direction) -> impl Strategy<Value = ReferralBody> {
    let how = (one(Handoff::ALL), one(Urgency::ALL), select(&["en", "es", "und", "mam", "ase"]));
    (how, label(), card()).prop_map(move |((handoff, urgency, language), sender_name, card)| ReferralBody {
        direction,
        handoff,
        urgency,
        language: language.to_owned(),
        sender_name,
        card,
        until: NOW,
    })
}

pub fn status_body() -> impl Strategy<Value = Body> {
    one(Told::ALL).prop_map(|told| Body::Status { told })
}

pub fn opened_body() -> impl Strategy<Value = Body> {
    label().prop_map(|by| Body::Opened { by, at: NOW })
}

fn day() -> impl Strategy<Value = Day> {
    (2026..2030_u32, 1..=12_u32, 1..=28_u32)
        .prop_map(|(year, month, day)| Day::parse(&format!("{year}-{month:02}-{day:02}")).unwrap())
}

fn owner() -> impl Strategy<Value = Owner> {
    prop_oneof![Just(Owner::Person), label().prop_map(Owner::Member)]
}

pub fn line() -> impl Strategy<Value = Line> {
    let goal = (words(), any::<bool>()).prop_map(|(words, substance_use)| Line::Goal { words, substance_use });
    let task = (words(), owner(), option::of(day()), any::<bool>(), any::<bool>())
        .prop_map(|(words, owner, due, done, substance_use)| Line::Task { words, owner, due, done, substance_use });
    prop_oneof![goal, task]
}

pub fn plan_line_body(until: Timestamp) -> impl Strategy<Value = Body> {
    (line(), label()).prop_map(move |(content, by)| {
        let line = LineId::from_bytes([9; 16]);
        Body::PlanLine(Box::new(SharedLine { line, content, by, until }))
    })
}

pub fn letter_body(until: Timestamp) -> impl Strategy<Value = Body> {
    (words(), label(), any::<bool>()).prop_map(move |(words, by, substance_use)| {
        Body::Letter(Box::new(Letter { words, by, until, substance_use, beside: Purpose::CoordinatedCare }))
    })
}

/// A message beside a referral, by the side that sent it or by the one that got it.
pub fn referral_letter_body(until: Timestamp) -> impl Strategy<Value = Body> {
    (letter_body(until), select(&[Purpose::WarmReferral, Purpose::Feedback][..])).prop_map(|(mut body, beside)| {
        if let Body::Letter(letter) = &mut body {
            letter.beside = beside;
        }
        body
    })
}

/// Words that end sharing.
pub fn contact_changed_body() -> impl Strategy<Value = Body> {
    safe_contact().prop_map(|plan| Body::ContactChanged(Box::new(plan)))
}

pub fn ending_body() -> impl Strategy<Value = Body> {
    let line = LineId::from_bytes([9; 16]);
    select(vec![Body::Stop, Body::CareStopped, Body::LineTakenBack { line }])
}

/// What two teams say to each other of a person whom both know.
fn care_body(end: Timestamp) -> impl Strategy<Value = Body> {
    (prop_oneof![plan_line_body(end), letter_body(end), referral_letter_body(end)], 0..90 * DAY).prop_map(
        move |(mut body, less)| {
            let until = Timestamp::from_micros(end.micros() - less);
            match &mut body {
                Body::PlanLine(shared) => shared.until = until,
                Body::Letter(letter) => letter.until = until,
                _ => {}
            }
            body
        },
    )
}

/// A message of ours to our partner.
pub fn message(body: Body) -> Message {
    Message {
        id: MessageId::from_bytes([5; 16]),
        from: OURS,
        to: PARTNER,
        crossing: CrossingId::from_bytes([6; 16]),
        written_at: NOW,
        body,
        part2: None,
    }
}

pub fn discloser(kind: OrgKind, funding: &[Funding], max_release: Days) -> Discloser {
    let regimes = regimes(kind, &funding.iter().copied().collect());
    let to_kind = if kind == OrgKind::HealthCenter { OrgKind::Advocacy } else { OrgKind::HealthCenter };
    Discloser { org: OURS, kind, regimes, max_release, audience: Audience::Anyone, to_kind }
}

/// Organizations that send people, with every kind of money.
pub fn sender_kind() -> impl Strategy<Value = (OrgKind, BTreeSet<Funding>)> {
    (select(&[OrgKind::HealthCenter, OrgKind::Advocacy]), some(Funding::ALL))
}

/// A signed paper of some length, seen at a moment within its life: `(longest allowed, life, age)`.
pub fn life() -> impl Strategy<Value = (Days, i64, i64)> {
    (1_u32..=90).prop_flat_map(|max| {
        (1..=i64::from(max) * DAY).prop_flat_map(move |life| (Just(Days(max)), Just(life), 0..life))
    })
}

/// Everything the gate is asked, with a release that clears it.
#[derive(Debug, Clone)]
pub struct Asked {
    pub message: Message,
    pub from: Discloser,
    pub release: Release,
}

pub fn cleared_by_release() -> impl Strategy<Value = Asked> {
    (sender_kind(), life(), one(SignerRole::ALL), one(SignatureMethod::ALL), any::<bool>(), some(Element::ALL))
        .prop_flat_map(|((kind, funding), (max, life, age), role, method, remote, more)| {
            // From elsewhere one signs on paper, and two do not sign in one drawing.
            let on_paper = remote || (role, method) == (SignerRole::MinorWithParent, SignatureMethod::Drawn);
            let method = if on_paper { SignatureMethod::Paper } else { method };
            let funding: Vec<_> = funding.into_iter().collect();
            let from = discloser(kind, &funding, max);
            let signature = Signature {
                role,
                signer_is_not_abuser: true,
                is_entitled: true,
                method,
                presence: if remote { Presence::RemoteVoiceVerified } else { Presence::InPerson },
                witness: MemberId::from_bytes([7; 16]),
                signed_at: at(-age),
            };
            let expires_at = at(life - age);
            let body = prop_oneof![3 => body_of(kind, expires_at), 1 => care_body(expires_at)];
            body.prop_map(move |body| {
                let message = message(body);
                let mut elements = message.elements();
                let part2_consent = elements.contains(&Element::SubstanceUse);
                elements.extend(more.iter().copied());
                let release = Release {
                    id: RELEASE,
                    holder: OURS,
                    recipient: PARTNER,
                    referral: ReferralId::from_bytes([8; 16]),
                    purpose: message.purpose(),
                    elements,
                    informed: true,
                    part2_consent,
                    signature: Some(signature),
                    expires_at: Some(expires_at),
                    revoked_at: None,
                    after_death: false,
                };
                let message = message.under(std::slice::from_ref(&release));
                Asked { message, from: from.clone(), release }
            })
        })
}

/// What this kind of organization may say under a release that ends then.
fn body_of(kind: OrgKind, end: Timestamp) -> impl Strategy<Value = Body> {
    let direction = Direction::from_sender(kind).expect("invariant: both kinds send people");
    prop_oneof![
        3 => (referral_body(direction), 0..90 * DAY).prop_map(move |(mut body, less)| {
            body.until = Timestamp::from_micros(end.micros() - less);
            Body::Referral(Box::new(body))
        }),
        1 => status_body(),
    ]
}

/// Everything the gate is asked, with a recorded agreement that clears it.
#[derive(Debug, Clone)]
pub struct Agreed {
    pub message: Message,
    pub from: Discloser,
    pub agreement: RecordedAgreement,
}

pub fn cleared_by_agreement() -> impl Strategy<Value = Agreed> {
    const OWN_MONEY: &[&[Funding]] = &[&[Funding::Hrsa330], &[Funding::Other], &[Funding::Hrsa330, Funding::Other]];
    let own_law = select(OWN_MONEY);
    (own_law, life(), some(Element::ALL)).prop_flat_map(|(funding, (max, life, age), more)| {
        let from = discloser(OrgKind::HealthCenter, funding, max);
        let expires_at = at(life - age);
        body_of(OrgKind::HealthCenter, expires_at).prop_map(move |mut body| {
            if let Body::Referral(body) = &mut body {
                body.card.needs.retain(|need| !need.is_part2());
            }
            let message = message(body);
            let mut elements = message.elements();
            elements.extend(more.iter().copied());
            let agreement = RecordedAgreement {
                holder: OURS,
                recipient: PARTNER,
                elements,
                purpose: message.purpose(),
                recorded_by: MemberId::from_bytes([7; 16]),
                agreed_at: at(-age),
                expires_at,
                revoked_at: None,
            };
            Agreed { message, from: from.clone(), agreement }
        })
    })
}

pub fn other_purpose(purpose: Purpose) -> Purpose {
    match purpose {
        Purpose::WarmReferral => Purpose::Feedback,
        Purpose::Feedback => Purpose::CoordinatedCare,
        Purpose::CoordinatedCare => Purpose::WarmReferral,
    }
}

/// One sample of a strategy, the same on every run.
pub fn sample<T: std::fmt::Debug>(of: impl Strategy<Value = T>) -> T {
    of.new_tree(&mut proptest::test_runner::TestRunner::deterministic()).unwrap().current()
}

/// A record in which nothing happens, that has no end of its own, and of which no plan is shared.
pub fn still(bank: Bank, status: Status, changed_at: Timestamp) -> Still {
    Still { bank, status, changed_at, worked_at: None, untaken_until: None, shares_until: None }
}
