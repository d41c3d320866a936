//! What crossed from here: which elements, on what basis, when it was delivered and, where it may be told, opened.
//!
//! Invariant: no row here holds content, so the log outlives what it tells of ([`delete_before`] ends it).
//!
//! Read next: [`log`] (as people read it, with what a law compelled).

pub mod log;

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::many::{Insert, insert_rows};
use crate::retention::not_held;
use crate::row::{Row, joined};
use crate::scope::OrgScope;
use crate::value::{Value, args};
use crate::write::Tx;
use domain::ids::{CrossingId, DisclosureId, MemberId, MessageId, OrgId, ReferralId, ReleaseId};
use domain::release::{Element, Purpose};
use domain::time::Timestamp;
use std::collections::BTreeSet;

/// The basis of a disclosure: what `domain::gate::ClearedBy` says, or what compelled it outside of the gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// A release.
    Release(ReleaseId),
    /// A recorded agreement.
    Agreement,
    /// A stop, or a receipt about staff: nothing about the person.
    Nothing,
    /// A law; no message carried it.
    Statute,
    /// An order that a judge signed; no message carried it.
    CourtOrder,
}

impl Basis {
    const fn code(self) -> &'static str {
        match self {
            Self::Release(_) => "release",
            Self::Agreement => "agreement",
            Self::Nothing => "nothing",
            Self::Statute => "statute",
            Self::CourtOrder => "court_order",
        }
    }
    const fn release(self) -> Option<ReleaseId> {
        match self {
            Self::Release(id) => Some(id),
            Self::Agreement | Self::Nothing | Self::Statute | Self::CourtOrder => None,
        }
    }
    fn read(row: &mut Row) -> Result<Self> {
        let (basis, release) = (row.text()?, row.opt_id(ReleaseId::new)?);
        match (basis.as_str(), release) {
            ("release", Some(id)) => Ok(Self::Release(id)),
            ("agreement", None) => Ok(Self::Agreement),
            ("nothing", None) => Ok(Self::Nothing),
            ("statute", None) => Ok(Self::Statute),
            ("court_order", None) => Ok(Self::CourtOrder),
            _ => Err(row.unreadable()),
        }
    }
}

/// One disclosure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// Its id.
    pub id: DisclosureId,
    /// Our record.
    pub referral: ReferralId,
    /// The crossing.
    pub crossing: CrossingId,
    /// To whom.
    pub to: OrgId,
    /// What.
    pub elements: BTreeSet<Element>,
    /// On what basis.
    pub basis: Basis,
    /// What for.
    pub purpose: Purpose,
    /// Who of ours sent it; nobody knows of the oldest.
    pub by: Option<MemberId>,
    /// The message that carried it.
    pub message: MessageId,
    /// When it was queued.
    pub at: Timestamp,
    /// When the partner's software took it.
    pub delivered_at: Option<Timestamp>,
    /// When it died in the queue: it never crossed.
    pub stopped_at: Option<Timestamp>,
    /// Who of the partner's staff opened it, and when, where the partner may tell.
    pub opened: Option<(String, Timestamp)>,
}

fn disclosure_row(row: &mut Row) -> Result<Disclosure> {
    let (id, referral, crossing) = (row.id(DisclosureId::new)?, row.id(ReferralId::new)?, row.id(CrossingId::new)?);
    let (to, elements) = (row.id(OrgId::new)?, row.codes(Element::parse)?);
    let (basis, purpose, by) = (Basis::read(row)?, row.code(Purpose::parse)?, row.opt_id(MemberId::new)?);
    let (message, at) = (row.id(MessageId::new)?, row.time()?);
    let (delivered_at, stopped_at) = (row.opt_time()?, row.opt_time()?);
    let opened = row.opt_text()?.zip(row.opt_time()?);
    Ok(Disclosure {
        id,
        referral,
        crossing,
        to,
        elements,
        basis,
        purpose,
        by,
        message,
        at,
        delivered_at,
        stopped_at,
        opened,
    })
}

static DISCLOSURES: Insert = Insert::new(
    "disclosure (org_id, id, referral_id, crossing_id, to_org, elements, basis, release_id, purpose, \
           member_id, message_id, at, delivered_at, stopped_at, opened_by, opened_at)",
    "ON CONFLICT DO NOTHING",
);

/// Logs disclosures as they are queued. One that was logged before stays as it is.
///
/// # Errors
/// When the database does not answer.
pub async fn insert_all(tx: &Tx, disclosures: &[(OrgScope, &Disclosure)]) -> Result<()> {
    let rows = disclosures.iter().map(|(scope, disclosure)| disclosure_args(scope, disclosure)).collect();
    insert_rows(tx, &DISCLOSURES, rows, |_| Ok(())).await.map(drop)
}

fn disclosure_args(scope: &OrgScope, d: &Disclosure) -> Vec<Value> {
    let (opened_by, opened_at) = d.opened.clone().unzip();
    args![
        scope.org(),
        d.id,
        d.referral,
        d.crossing,
        d.to,
        joined(d.elements.iter().map(|element| element.code())),
        d.basis.code(),
        d.basis.release(),
        d.purpose.code(),
        d.by,
        d.message,
        d.at,
        d.delivered_at,
        d.stopped_at,
        opened_by,
        opened_at,
    ]
}

const OF_REFERRAL: &str = "SELECT id, referral_id, crossing_id, to_org, elements, basis, release_id, purpose, \
     member_id, message_id, at, delivered_at, stopped_at, opened_by, opened_at FROM disclosure d WHERE org_id = $1 \
     AND referral_id = $3 AND message_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = d.org_id AND c.member_id = $2 AND c.referral_id = d.referral_id) \
     ORDER BY at, id";

/// What crossed in messages for a referral, oldest first; what died in the queue too, marked.
///
/// # Errors
/// When the database does not answer.
pub async fn of_referral(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    referral: ReferralId,
) -> Result<Vec<Disclosure>> {
    all(db, OF_REFERRAL, args![scope.org(), viewer, referral], disclosure_row).await
}

const DELETE_BEFORE: &str =
    concat!("DELETE FROM disclosure WHERE org_id = $1 AND at < $2 AND ", not_held!("disclosure.referral_id"));

/// Ends the log of what was queued before this time, but of records that a hold keeps. Answers how many entries went.
///
/// # Errors
/// When the database does not answer.
pub async fn delete_before(tx: &Tx, scope: &OrgScope, before: Timestamp) -> Result<u64> {
    crate::readings::delete_before(tx, scope, before).await?;
    run(tx, DELETE_BEFORE, args![scope.org(), before]).await
}

/// By the record, whose disclosures have an index: what crosses is always a record's.
const SET_OPENED: &str = "UPDATE disclosure SET opened_by = $3, opened_at = $4 WHERE org_id = $1 AND referral_id IN \
     (SELECT r.id FROM referral r WHERE r.org_id = $1 AND r.crossing_id = $2) \
     AND crossing_id = $2 AND purpose = 'warm_referral' AND delivered_at <= $4 AND opened_at IS NULL";

/// Says who opened the referral of this crossing: whatever of it was delivered by then, and nothing that crossed for
/// another purpose. The first telling counts. Answers how many rows.
///
/// # Errors
/// When the database does not answer.
pub async fn set_opened(tx: &Tx, scope: &OrgScope, crossing: CrossingId, by: &str, at: Timestamp) -> Result<u64> {
    run(tx, SET_OPENED, args![scope.org(), crossing, by, at]).await
}

const HAS_TOLD: &str = "SELECT 1 FROM disclosure WHERE org_id = $1 AND referral_id = $2 AND purpose = 'feedback' \
     AND delivered_at IS NOT NULL LIMIT 1";

/// Whether anything that was told of what became of it has reached the sender: then it is told when sharing ends.
///
/// # Errors
/// When the database does not answer.
pub async fn has_told(db: &impl Reads, scope: &OrgScope, referral: ReferralId) -> Result<bool> {
    Ok(one(db, HAS_TOLD, args![scope.org(), referral], |row| row.int()).await?.is_some())
}
