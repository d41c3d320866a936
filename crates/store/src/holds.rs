//! Legal holds: what keeps a record from being destroyed, who put it and when.
//!
//! Invariant: one hold stands on a record at a time; a lifted one stays as a line of who and when.

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::page::Inserted;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::ids::{FormId, MemberId, ReferralId};
use domain::time::Timestamp;

/// A hold as it is placed.
#[derive(Debug, Clone)]
pub struct NewHold {
    /// Made with the form.
    pub id: FormId,
    /// The record.
    pub referral: ReferralId,
    /// Who.
    pub placed_by: MemberId,
    /// When.
    pub placed_at: Timestamp,
    /// The key of the document's number, wrapped under the compartment key `intake`.
    pub document_key_sealed: Vec<u8>,
    /// Epoch of that compartment key.
    pub document_key_epoch: u32,
    /// The number of the document.
    pub document_sealed: Vec<u8>,
}

/// A hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// Its id.
    pub id: FormId,
    /// The record.
    pub referral: ReferralId,
    /// Who placed it.
    pub placed_by: MemberId,
    /// When.
    pub placed_at: Timestamp,
    /// Who lifted it, and when.
    pub lifted: Option<(MemberId, Timestamp)>,
    /// The wrapped key and the sealed number of the document, until they are destroyed.
    pub document: Option<(Vec<u8>, Vec<u8>)>,
    /// Epoch of the compartment key that wraps it.
    pub document_key_epoch: u32,
}

macro_rules! holds {
    ($then:literal) => {
        concat!(
            "SELECT h.id, h.referral_id, h.placed_by, h.placed_at, h.lifted_by, h.lifted_at, h.document_key_sealed, \
             h.document_sealed, h.document_key_epoch FROM legal_hold h WHERE h.org_id = $1",
            $then
        )
    };
}

fn hold(row: &mut Row) -> Result<Hold> {
    let (id, referral) = (row.id(FormId::new)?, row.id(ReferralId::new)?);
    let (placed_by, placed_at) = (row.id(MemberId::new)?, row.time()?);
    let lifted = row.opt_id(MemberId::new)?.zip(row.opt_time()?);
    let document = row.opt_bytes()?.zip(row.opt_bytes()?);
    Ok(Hold { id, referral, placed_by, placed_at, lifted, document, document_key_epoch: row.number()? })
}

const INSERT: &str = "INSERT INTO legal_hold (org_id, id, referral_id, placed_by, placed_at, document_key_sealed, \
     document_key_epoch, document_sealed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";

/// Places a hold. `Already` when one stands on the record, or the form was posted before.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, new: &NewHold) -> Result<Inserted> {
    let args = args![
        scope.org(),
        new.id,
        new.referral,
        new.placed_by,
        new.placed_at,
        &new.document_key_sealed,
        new.document_key_epoch,
        &new.document_sealed,
    ];
    run(tx, INSERT, args).await.map(Inserted::of)
}

const STANDING: &str = holds!(" AND h.referral_id = $2 AND h.lifted_at IS NULL");

/// The hold that stands on a record.
///
/// # Errors
/// When the database does not answer.
pub async fn standing(db: &impl Reads, scope: &OrgScope, referral: ReferralId) -> Result<Option<Hold>> {
    one(db, STANDING, args![scope.org(), referral], hold).await
}

const OF_REFERRAL: &str = holds!(" AND h.referral_id = $2 ORDER BY h.placed_at, h.id");

/// Every hold of a record, lifted ones too, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_referral(db: &impl Reads, scope: &OrgScope, referral: ReferralId) -> Result<Vec<Hold>> {
    all(db, OF_REFERRAL, args![scope.org(), referral], hold).await
}

const ALL_STANDING: &str = holds!(
    " AND h.lifted_at IS NULL AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = h.org_id \
     AND c.member_id = $2 AND c.referral_id = h.referral_id) ORDER BY h.placed_at, h.id LIMIT $3"
);

/// Holds that stand on records which the viewer may know of, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn all_standing(db: &impl Reads, scope: &OrgScope, viewer: MemberId, limit: u32) -> Result<Vec<Hold>> {
    all(db, ALL_STANDING, args![scope.org(), viewer, limit], hold).await
}

const LIFT: &str = "UPDATE legal_hold SET lifted_by = $3, lifted_at = $4, document_key_sealed = NULL, \
     document_sealed = NULL WHERE org_id = $1 AND referral_id = $2 AND lifted_at IS NULL";

/// Lifts the hold of a record; the number of its document goes. Answers whether one stood.
///
/// # Errors
/// When the database does not answer.
pub async fn lift(tx: &Tx, scope: &OrgScope, referral: ReferralId, by: MemberId, at: Timestamp) -> Result<bool> {
    Ok(run(tx, LIFT, args![scope.org(), referral, by, at]).await? > 0)
}
