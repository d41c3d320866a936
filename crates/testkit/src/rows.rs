//! Rows that are as small as they can be and still believable. Sealed columns hold bytes that no key opens.

use crate::TestStore;
use domain::audit::{Act, Actor, Entry};
use domain::cues::{CuesNote, Interpreter, NextStep, SeenAlone};
use domain::ids::{
    CrossingId, DisclosureId, MemberId, MessageId, NoteId, NoticeId, OrgId, PartnershipId, ReferralId, ReleaseId,
};
use domain::member::{Member, MemberState, Role};
use domain::message::MessageKind;
use domain::org::{Language, OrgKind, Organization, ReportingWording, VaultMode};
use domain::referral::{Bank, Direction, Event, Handoff, Referral, Status, Urgency};
use domain::release::terms::Salt;
use domain::release::{CopyKept, Element, Presence, Purpose, Release, Signature, SignatureMethod, SignerRole};
use domain::retention::PurgeRule;
use domain::text::Label;
use domain::time::{Days, Minutes, Month, Timestamp};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use store::disclosures::{Basis, Disclosure};
use store::members::NewMember;
use store::notes::NoteRow;
use store::notices::Notice;
use store::organizations::{NewOrganization, OrganizationSecrets};
use store::outbox::NewOutgoing;
use store::referrals::{Content, Happening, NewReferral};
use store::releases::NewRelease;
use store::retention::Purge;
use store::{Error, OrgScope, Tx, Work, members, organizations, partnerships, referrals};
use uuid::Uuid;
use vault::Sealed;

/// When the rows here happen: Monday, 23 November 2026, 09:00 UTC.
pub const NOW: Timestamp = Timestamp::from_micros(1_795_424_400_000_000);

/// An id that no other row of this process has. It grows like a version 7 id, and its end is spread.
#[must_use]
pub fn fresh_id() -> Uuid {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let n = NEXT.fetch_add(1, Ordering::Relaxed);
    Uuid::from_u64_pair(0x019a_b000_0000_7000 + (n << 16), (1 << 63) | (n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 2))
}

/// The month of [`NOW`].
pub const MONTH: Month = Month { year: 2026, month: 11 };

/// A label of a test.
///
/// # Panics
/// When the text is none.
#[must_use]
pub fn label(text: &str) -> Label {
    Label::parse(text).expect("invariant: a label of a test")
}

/// An organization with believable settings.
#[must_use]
pub fn organization(kind: OrgKind, name: &str) -> NewOrganization {
    NewOrganization {
        organization: Organization {
            id: OrgId::new(fresh_id()),
            kind,
            name: label(name),
            app_name: label("Survey"),
            phone: label("555-0100"),
            hotline: (kind == OrgKind::Advocacy).then(|| label("555-0199")),
            reporting_wording: ReportingWording { en: "By law…".to_owned(), es: "Por ley…".to_owned() },
            funding: BTreeSet::new(),
            vault_mode: VaultMode::MemberHeld,
            time_zone: "America/Chicago".to_owned(),
            max_release: Days(30),
            response_promise: Minutes(60),
            state: None,
        },
        intake_public: [1; 32],
        signing_public: [2; 32],
        secrets: OrganizationSecrets {
            intake_secret_sealed: vec![3; 48],
            intake_epoch: 1,
            signing_secret_sealed: vec![4; 48],
            signing_epoch: 1,
        },
        created_at: NOW,
    }
}

/// An active member.
#[must_use]
pub fn member(org: OrgId, name: &str, roles: &[Role]) -> NewMember {
    let id = MemberId::new(fresh_id());
    NewMember {
        member: Member {
            id,
            org,
            name: label(name),
            login: label(&format!("{}-{id}", name.to_lowercase())),
            roles: roles.iter().copied().collect(),
            state: MemberState::Active,
        },
        language: Language::En,
        sealing_public: [5; 32],
        verifying_public: [6; 32],
        certificate: None,
        password_lock: vec![7; 64],
        created_at: NOW,
    }
}

/// A call together now, just sent or arrived.
#[must_use]
pub fn referral(org: OrgId, bank: Bank) -> NewReferral {
    NewReferral {
        referral: Referral {
            id: ReferralId::new(fresh_id()),
            org,
            crossing: CrossingId::new(fresh_id()),
            bank,
            partner: OrgId::new(fresh_id()),
            direction: Direction::ToAdvocacy,
            handoff: Handoff::AdvocateReachesOut,
            urgency: Urgency::ThisWeek,
            language: "es".to_owned(),
            do_not_contact: true,
            sender_name: "Dana Field".to_owned(),
            status: if bank == Bank::Sender { Status::Sent } else { Status::Received },
            assigned: None,
            created_at: NOW,
            answer_by: NOW.plus_minutes(Minutes(60)),
            day_by: NOW.plus_minutes(Minutes(24 * 60)),
            delivered_at: None,
            changed_at: NOW,
            version: 1,
        },
        content: Content {
            record_key_sealed: Some(vec![8; 72]),
            record_key_epoch: 1,
            person_sealed: Some(Sealed::from_bytes(vec![9; 297])),
            envelope_sealed: None,
        },
        untaken_until: None,
    }
}

/// Something that the software saw happen.
#[must_use]
pub fn happening(event: Event, at: Timestamp) -> Happening {
    Happening { event, member: None, at, month: MONTH }
}

/// The event a record begins with.
#[must_use]
pub fn beginning(new: &NewReferral) -> Happening {
    let event = if new.referral.bank == Bank::Sender { Event::Sent } else { Event::Arrived };
    happening(event, new.referral.created_at)
}

/// A live release for a referral, of every element.
#[must_use]
pub fn release(org: OrgId, referral: &Referral, witness: MemberId) -> NewRelease {
    NewRelease {
        release: Release {
            id: ReleaseId::new(fresh_id()),
            holder: org,
            recipient: referral.partner,
            referral: referral.id,
            purpose: Purpose::WarmReferral,
            elements: Element::ALL.iter().copied().collect(),
            informed: true,
            part2_consent: true,
            signature: Some(Signature {
                role: SignerRole::Survivor,
                signer_is_not_abuser: true,
                is_entitled: true,
                method: SignatureMethod::Drawn,
                presence: Presence::InPerson,
                witness,
                signed_at: NOW,
            }),
            expires_at: Some(NOW.plus_days(Days(15))),
            revoked_at: None,
            after_death: true,
        },
        crossing: referral.crossing,
        terms_salt: Salt::new([7; Salt::BYTES]),
        copy: CopyKept::Pickup,
        form_key_sealed: vec![10; 72],
        form_key_epoch: 1,
        form_sealed: vec![11; 1_065],
        created_at: NOW,
    }
}

/// A message about a referral, due at once.
#[must_use]
pub fn outgoing(referral: &Referral, release: Option<ReleaseId>) -> NewOutgoing {
    NewOutgoing {
        id: MessageId::new(fresh_id()),
        to: referral.partner,
        crossing: referral.crossing,
        kind: MessageKind::Referral,
        release,
        valid_until: Some(NOW.plus_days(Days(15))),
        envelope_sealed: vec![12; 1_400],
        routing: None,
        created_at: NOW,
    }
}

/// The log entry of a message.
#[must_use]
pub fn disclosure(referral: &Referral, message: &NewOutgoing) -> Disclosure {
    Disclosure {
        id: DisclosureId::new(fresh_id()),
        referral: referral.id,
        crossing: referral.crossing,
        to: referral.partner,
        elements: BTreeSet::from([Element::Request, Element::Name]),
        basis: message.release.map_or(Basis::Agreement, Basis::Release),
        purpose: Purpose::WarmReferral,
        by: None,
        message: message.id,
        at: message.created_at,
        delivered_at: None,
        stopped_at: None,
        opened: None,
    }
}

/// The service's own destroying, since the time was over.
#[must_use]
pub fn purge(at: Timestamp) -> Purge {
    Purge { rule: PurgeRule::Closed, member: None, at }
}

/// A note of a visit with two cards.
#[must_use]
pub fn note(member: MemberId, next_step: NextStep) -> NoteRow {
    NoteRow {
        id: NoteId::new(fresh_id()),
        member,
        note: CuesNote {
            seen_alone: SeenAlone::Yes,
            interpreter: Interpreter::NotNeeded,
            limits_explained: true,
            cards: 2,
            next_step,
        },
        referral: None,
        at: NOW,
        month: MONTH,
    }
}

/// A notice about a referral.
#[must_use]
pub fn notice(member: MemberId, referral: Option<ReferralId>) -> Notice {
    Notice { id: NoticeId::new(fresh_id()), member, code: "notice-waiting".to_owned(), referral, at: NOW }
}

/// An entry of the audit chain.
#[must_use]
pub fn entry(org: OrgId, act: Act, subject: Option<[u8; 16]>) -> Entry {
    Entry { org, at: NOW, actor: Actor::System, act, subject, detail: String::new() }
}

impl TestStore {
    /// Writes and expects that it works.
    ///
    /// # Panics
    /// When it does not.
    pub async fn write<T, F>(&self, scope: &OrgScope, work: F) -> T
    where
        F: for<'t> FnOnce(&'t Tx) -> Work<'t, T, Error> + Send + 'static,
        T: Send + 'static,
    {
        self.store().write(scope.org(), work).await.expect("invariant: this write works")
    }
    /// Founds an organization.
    pub async fn found(&self, kind: OrgKind) -> OrgScope {
        let name = if kind == OrgKind::Advocacy { "Harbor House" } else { "Lakeside Community Health Center" };
        let new = organization(kind, name);
        let lane = self.worker().scope(new.organization.id);
        self.write(&lane, move |tx| Box::pin(async move { organizations::found(tx, &new).await })).await
    }
    /// Adds an active member.
    pub async fn member(&self, scope: &OrgScope, roles: &[Role]) -> MemberId {
        let new = member(scope.org(), "Robin", roles);
        let (id, scope) = (new.member.id, *scope);
        self.write(&scope, move |tx| Box::pin(async move { members::insert(tx, &scope, &new).await })).await;
        id
    }
    /// Joins two organizations.
    pub async fn join(&self, a: &OrgScope, b: &OrgScope) -> PartnershipId {
        let id = PartnershipId::new(fresh_id());
        let (worker, sides) = (self.worker(), [a.org(), b.org()]);
        self.write(a, move |tx| Box::pin(async move { partnerships::insert(tx, &worker, id, sides, NOW).await })).await;
        id
    }
    /// Adds a record with its first event.
    pub async fn referral(&self, scope: &OrgScope, new: &NewReferral) -> ReferralId {
        let (id, scope, new, first) = (new.referral.id, *scope, new.clone(), beginning(new));
        self.write(&scope, move |tx| {
            Box::pin(async move { referrals::insert(tx, &scope, &new, &first).await.map(drop) })
        })
        .await;
        id
    }
}
