//! What a law compelled, made outside of this software: in clear only codes and times, in two sealed parts the rest.
//!
//! Invariant: its line in the log of disclosures has the same id and is written with it.
//! Invariant: a viewer reads nothing of one that is about a record hidden from them.
//!
//! The particulars (to whom, by which paper) live as long as the log; what was handed over goes with the content of
//! the record, and after [`forget`] in any case.

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::page::Inserted;
use crate::retention::not_held;
use crate::row::{Row, joined};
use crate::scope::{OrgScope, WorkerToken};
use crate::value::args;
use crate::write::Tx;
use domain::ids::{MandateId, MemberId, ReferralId};
use domain::mandate::{Authority, MandateBasis, NotToldWhy, Notice, ToldHow};
use domain::release::Element;
use domain::time::Timestamp;
use std::collections::BTreeSet;

/// One as it is written down.
#[derive(Debug, Clone)]
pub struct NewMandate {
    /// Its id.
    pub id: MandateId,
    /// The record it is about, if there is one here.
    pub referral: Option<ReferralId>,
    /// What compelled it.
    pub basis: MandateBasis,
    /// Kind of the authority.
    pub authority: Authority,
    /// What was handed over, by elements.
    pub elements: BTreeSet<Element>,
    /// When.
    pub disclosed_at: Timestamp,
    /// Whether the survivor was told.
    pub notice: Notice,
    /// Who decided.
    pub decided_by: MemberId,
    /// Key and content of the particulars.
    pub particulars_sealed: (Vec<u8>, Vec<u8>),
    /// Key and content of what was handed over.
    pub note_sealed: (Vec<u8>, Vec<u8>),
    /// Epoch of the compartment key that wraps both keys.
    pub key_epoch: u32,
    /// When it was written down.
    pub created_at: Timestamp,
}

/// One as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MandateRow {
    /// Its id.
    pub id: MandateId,
    /// The record it is about, if there is one here.
    pub referral: Option<ReferralId>,
    /// What compelled it.
    pub basis: MandateBasis,
    /// Kind of the authority.
    pub authority: Authority,
    /// What was handed over, by elements.
    pub elements: BTreeSet<Element>,
    /// When.
    pub disclosed_at: Timestamp,
    /// Who decided, by name.
    pub decided_by: Option<String>,
    /// When it was written down.
    pub created_at: Timestamp,
    /// Key and content of the particulars.
    pub particulars_sealed: Option<(Vec<u8>, Vec<u8>)>,
    /// Key and content of what was handed over, while it is kept.
    pub note_sealed: Option<(Vec<u8>, Vec<u8>)>,
    /// Epoch of the compartment key that wraps both keys.
    pub key_epoch: u32,
}

/// A notice as it was written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRow {
    /// Told, or not yet.
    pub notice: Notice,
    /// By whom, by name.
    pub by: Option<String>,
    /// When it was written down.
    pub at: Timestamp,
}

const INSERT: &str = "INSERT INTO mandate (org_id, id, referral_id, authority, decided_by, review_at, particulars_key_sealed, \
     particulars_sealed, note_key_sealed, note_sealed, key_epoch, created_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING";
const INSERT_LINE: &str = "INSERT INTO disclosure (org_id, id, referral_id, elements, basis, member_id, at, delivered_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT DO NOTHING";

/// Writes it down, with its line in the log of disclosures and its first notice.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, new: &NewMandate) -> Result<Inserted> {
    let args = args![
        scope.org(),
        new.id,
        new.referral,
        new.authority.code(),
        new.decided_by,
        review_of(new.notice),
        &new.particulars_sealed.0,
        &new.particulars_sealed.1,
        &new.note_sealed.0,
        &new.note_sealed.1,
        new.key_epoch,
        new.created_at,
    ];
    if run(tx, INSERT, args).await? == 0 {
        return Ok(Inserted::Already);
    }
    let elements = joined(new.elements.iter().map(|element| element.code()));
    let line = args![scope.org(), new.id, new.referral, elements, new.basis.code(), new.decided_by, new.disclosed_at,];
    run(tx, INSERT_LINE, line).await?;
    insert_notice(tx, scope, new.id, new.notice, new.decided_by, new.created_at).await?;
    Ok(Inserted::New)
}

const fn review_of(notice: Notice) -> Option<Timestamp> {
    match notice {
        Notice::Told { .. } => None,
        Notice::NotNow { review_at, .. } => Some(review_at),
    }
}

const INSERT_NOTICE: &str = "INSERT INTO mandate_notice (org_id, mandate_id, seq, told_how, told_at, not_told_why, review_at, \
     member_id, at) SELECT $1, $2, COALESCE(MAX(seq), 0) + 1, $3, $4, $5, $6, $7, $8 FROM mandate_notice \
     WHERE org_id = $1 AND mandate_id = $2";

async fn insert_notice(
    tx: &Tx,
    scope: &OrgScope,
    id: MandateId,
    notice: Notice,
    by: MemberId,
    at: Timestamp,
) -> Result<()> {
    let (how, told_at, why) = match notice {
        Notice::Told { how, at } => (Some(how.code()), Some(at), None),
        Notice::NotNow { why, .. } => (None, None, Some(why.code())),
    };
    run(tx, INSERT_NOTICE, args![scope.org(), id, how, told_at, why, review_of(notice), by, at]).await.map(drop)
}

const SET_REVIEW: &str = "UPDATE mandate SET review_at = $3 WHERE org_id = $1 AND id = $2";

/// Writes down that the survivor was told, or why still not. Answers whether there is such a record.
///
/// # Errors
/// When the database does not answer.
pub async fn add_notice(
    tx: &Tx,
    scope: &OrgScope,
    id: MandateId,
    notice: Notice,
    by: MemberId,
    at: Timestamp,
) -> Result<bool> {
    if run(tx, SET_REVIEW, args![scope.org(), id, review_of(notice)]).await? == 0 {
        return Ok(false);
    }
    insert_notice(tx, scope, id, notice, by, at).await?;
    Ok(true)
}

macro_rules! mandates {
    ($of:literal) => {
        concat!(
            "SELECT x.id, x.referral_id, d.basis, x.authority, d.elements, d.at, m.name, x.created_at, \
             x.particulars_key_sealed, x.particulars_sealed, x.note_key_sealed, x.note_sealed, x.key_epoch FROM mandate x \
             JOIN disclosure d ON d.org_id = x.org_id AND d.id = x.id \
             LEFT JOIN member m ON m.org_id = x.org_id AND m.id = x.decided_by \
             WHERE x.org_id = $1 AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = x.org_id \
             AND c.member_id = $2 AND c.referral_id = x.referral_id)",
            $of
        )
    };
}

fn mandate(row: &mut Row) -> Result<MandateRow> {
    Ok(MandateRow {
        id: row.id(MandateId::new)?,
        referral: row.opt_id(ReferralId::new)?,
        basis: row.code(MandateBasis::parse)?,
        authority: row.code(Authority::parse)?,
        elements: row.codes(Element::parse)?,
        disclosed_at: row.time()?,
        decided_by: row.opt_text()?,
        created_at: row.time()?,
        particulars_sealed: row.opt_bytes()?.zip(row.opt_bytes()?),
        note_sealed: row.opt_bytes()?.zip(row.opt_bytes()?),
        key_epoch: row.number()?,
    })
}

const FIND: &str = mandates!(" AND x.id = $3");

/// One, if the viewer may know of its record.
///
/// # Errors
/// When the database does not answer.
pub async fn find(db: &impl Reads, scope: &OrgScope, viewer: MemberId, id: MandateId) -> Result<Option<MandateRow>> {
    one(db, FIND, args![scope.org(), viewer, id], mandate).await
}

const LATEST: &str = mandates!(" AND (x.created_at, x.id) < ($4, $5) ORDER BY x.created_at DESC, x.id DESC LIMIT $3");

/// The newest, or those before this time and id.
///
/// # Errors
/// When the database does not answer.
pub async fn latest(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    before: Option<(Timestamp, MandateId)>,
    limit: u32,
) -> Result<Vec<MandateRow>> {
    let (at, id) = before.unwrap_or((Timestamp::from_micros(i64::MAX), MandateId::from_bytes([0xFF; 16])));
    all(db, LATEST, args![scope.org(), viewer, limit, at, id], mandate).await
}

const NOTICES: &str = "SELECT n.told_how, n.told_at, n.not_told_why, n.review_at, m.name, n.at FROM mandate_notice n \
     LEFT JOIN member m ON m.org_id = n.org_id AND m.id = n.member_id WHERE n.org_id = $1 AND n.mandate_id = $2 \
     ORDER BY n.seq";

/// What was written down of the notice to the survivor, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn notices(db: &impl Reads, scope: &OrgScope, id: MandateId) -> Result<Vec<NoticeRow>> {
    all(db, NOTICES, args![scope.org(), id], notice).await
}

fn notice(row: &mut Row) -> Result<NoticeRow> {
    let (how, told_at, why, review_at) = (row.opt_text()?, row.opt_time()?, row.opt_text()?, row.opt_time()?);
    let notice = match (how, told_at, why, review_at) {
        (Some(how), Some(at), None, None) => {
            Notice::Told { how: ToldHow::parse(&how).map_err(|_| row.unreadable())?, at }
        }
        (None, None, Some(why), Some(review_at)) => {
            Notice::NotNow { why: NotToldWhy::parse(&why).map_err(|_| row.unreadable())?, review_at }
        }
        _ => return Err(row.unreadable()),
    };
    Ok(NoticeRow { notice, by: row.opt_text()?, at: row.time()? })
}

const DUE: &str =
    "SELECT id, referral_id FROM mandate WHERE org_id = $1 AND review_at <= $2 ORDER BY review_at, id LIMIT $3";

/// Those whose notice to the survivor is to be looked at again by now, the longest due first, with the record that each
/// is about.
///
/// # Errors
/// When the database does not answer.
pub async fn due(
    db: &impl Reads,
    scope: &OrgScope,
    _: &WorkerToken,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<(MandateId, Option<ReferralId>)>> {
    let read = |row: &mut Row| Ok((row.id(MandateId::new)?, row.opt_id(ReferralId::new)?));
    all(db, DUE, args![scope.org(), now, limit], read).await
}

const REMINDED: &str = "UPDATE mandate SET review_at = NULL WHERE org_id = $1 AND id = $2 AND review_at <= $3";

/// Somebody was reminded. Answers whether nobody had been.
///
/// # Errors
/// When the database does not answer.
pub async fn reminded(tx: &Tx, scope: &OrgScope, id: MandateId, now: Timestamp) -> Result<bool> {
    Ok(run(tx, REMINDED, args![scope.org(), id, now]).await? > 0)
}

const FORGET_NOTES: &str = concat!(
    "UPDATE mandate SET note_key_sealed = NULL, note_sealed = NULL WHERE org_id = $1 AND created_at < $2 \
     AND note_sealed IS NOT NULL AND ",
    not_held!("mandate.referral_id")
);
const FORGET_NOTICES: &str = concat!(
    "DELETE FROM mandate_notice WHERE org_id = $1 AND mandate_id IN \
     (SELECT x.id FROM mandate x WHERE x.org_id = $1 AND x.created_at < $2 AND ",
    not_held!("x.referral_id"),
    ")"
);
const FORGET: &str =
    concat!("DELETE FROM mandate WHERE org_id = $1 AND created_at < $2 AND ", not_held!("mandate.referral_id"));

/// Ends what was written down before `notes` (what was handed over) and before `all` (everything), unless a hold keeps
/// its record. What is restored from a backup is as old as it was, so it goes again by itself.
///
/// # Errors
/// When the database does not answer.
pub async fn forget(tx: &Tx, scope: &OrgScope, notes: Timestamp, all: Timestamp) -> Result<()> {
    run(tx, FORGET_NOTES, args![scope.org(), notes]).await?;
    run(tx, FORGET_NOTICES, args![scope.org(), all]).await?;
    run(tx, FORGET, args![scope.org(), all]).await.map(drop)
}
