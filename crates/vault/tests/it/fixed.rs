//! Two organizations with their keys, from randomness that repeats.

use domain::gate::{Basis, Cleared, Discloser, clear, clear_stop};
use domain::ids::{CrossingId, MemberId, MessageId, OrgId, ReferralId, ReleaseId};
use domain::message::{Body, Message, ReferralBody};
use domain::org::{OrgKind, regimes};
use domain::referral::{Direction, Handoff, PersonCard, Urgency};
use domain::release::{Element, Presence, Purpose, Release, Signature, SignatureMethod, SignerRole};
use domain::safe_contact::SafeContact;
use domain::text::{Label, PersonText};
use domain::time::{Days, Timestamp};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use vault::{
    Certificate, Entropy, IntakeSecret, KdfCost, MemberSecrets, OrgPublic, OrgSigningSecret, Pepper, Place, sha256,
};

/// Randomness that repeats: block `n` is the SHA-256 of seed and `n`.
pub struct Fixed {
    seed: u64,
    next: AtomicU64,
}

impl Fixed {
    pub fn new(seed: u64) -> Self {
        Self { seed, next: AtomicU64::new(0) }
    }
}

impl Entropy for Fixed {
    fn fill(&self, out: &mut [u8]) {
        for chunk in out.chunks_mut(32) {
            let block = self.next.fetch_add(1, Ordering::Relaxed);
            let mut bytes = self.seed.to_be_bytes().to_vec();
            bytes.extend_from_slice(&block.to_be_bytes());
            chunk.copy_from_slice(&sha256(&bytes)[..chunk.len()]);
        }
    }
}

/// An organization with one member.
pub struct Org {
    pub id: OrgId,
    pub intake: IntakeSecret,
    pub signing: OrgSigningSecret,
    pub public: OrgPublic,
    pub member_id: MemberId,
    pub member: MemberSecrets,
    pub certificate: Certificate,
}

impl Org {
    pub fn new(number: u8, entropy: &dyn Entropy) -> Self {
        let (id, member_id) = (org(number), MemberId::from_bytes([number; 16]));
        let (intake, signing) = (IntakeSecret::generate(entropy), OrgSigningSecret::generate(entropy));
        let member = MemberSecrets::generate(entropy);
        let certificate = Certificate::issue(&signing, id, member_id, &member.public());
        let public = OrgPublic::new(id, &intake, &signing);
        Self { id, intake, signing, public, member_id, member, certificate }
    }
}

pub fn org(number: u8) -> OrgId {
    OrgId::from_bytes([number; 16])
}

pub fn place(number: u8) -> Place<'static> {
    Place { org: org(number), table: "referrals", row: [9; 16], field: "card_sealed", version: 1 }
}

/// A pepper whose locks cost nothing.
pub fn pepper() -> Pepper {
    Pepper::new(&[0x5a; 32]).with_cost(KdfCost::for_tests())
}

pub const NOW: Timestamp = Timestamp::from_micros(1_790_000_000_000_000);

fn message(from: &Org, to: &Org, body: Body) -> Message {
    Message {
        id: MessageId::from_bytes([0x11; 16]),
        from: from.id,
        to: to.id,
        crossing: CrossingId::from_bytes([0x22; 16]),
        written_at: NOW,
        body,
        part2: None,
    }
}

/// "Canary Quetzal", cleared by a live release that names what is said of them.
pub fn referral(from: &Org, to: &Org) -> Cleared<Message> {
    referral_noting(from, to, "Ask about the survey.")
}

pub fn referral_noting(from: &Org, to: &Org, note: &str) -> Cleared<Message> {
    let card = PersonCard {
        name: Some(PersonText::parse("Canary Quetzal", 80).unwrap()),
        safe_contact: SafeContact::do_not_contact(NOW),
        needs: BTreeSet::new(),
        visit: None,
        note: Some(PersonText::parse(note, 100_000).unwrap()),
    };
    let body = ReferralBody {
        direction: Direction::ToHealthCenter,
        handoff: Handoff::CallTogether,
        urgency: Urgency::Today,
        language: "es".to_owned(),
        sender_name: Label::parse("Ana, advocate").unwrap(),
        card,
        until: NOW.plus_days(Days(15)),
    };
    let discloser = Discloser {
        audience: domain::wishes::Audience::Anyone,
        org: from.id,
        kind: OrgKind::Advocacy,
        regimes: regimes(OrgKind::Advocacy, &BTreeSet::new()),
        max_release: Days(30),
        to_kind: OrgKind::HealthCenter,
    };
    let release = release(from, to);
    let message = message(from, to, Body::Referral(Box::new(body)));
    clear(message, &discloser, Basis::Releases(&[release]), NOW).unwrap()
}

/// The survivor stopped sharing.
pub fn stop(from: &Org, to: &Org) -> Cleared<Message> {
    clear_stop(message(from, to, Body::Stop), from.id).unwrap()
}

fn release(from: &Org, to: &Org) -> Release {
    let signature = Signature {
        role: SignerRole::Survivor,
        signer_is_not_abuser: true,
        is_entitled: true,
        method: SignatureMethod::Drawn,
        presence: Presence::InPerson,
        witness: from.member_id,
        signed_at: NOW,
    };
    Release {
        id: ReleaseId::from_bytes([0x33; 16]),
        holder: from.id,
        recipient: to.id,
        referral: ReferralId::from_bytes([0x44; 16]),
        purpose: Purpose::WarmReferral,
        elements: BTreeSet::from([Element::Request, Element::Name, Element::Language, Element::Note]),
        informed: true,
        part2_consent: false,
        signature: Some(signature),
        expires_at: Some(NOW.plus_days(Days(15))),
        revoked_at: None,
        after_death: false,
    }
}
