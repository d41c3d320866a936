//! An organization and a coalition that are connected: each side's half, and which closed periods were told.
//!
//! Invariant: an organization writes its own half only, and only it says whether it tells.
//! Invariant: a half that has ended stays so, and keeps no key; two organizations have one at most that stands.
//! Invariant: nothing here is a partnership, and no partnership is here: what is about a person finds no way along it.

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::organizations::{PublicOrganization, public, public_columns};
use crate::page::Inserted;
use crate::row::Row;
use crate::scope::{OrgScope, WorkerToken};
use crate::value::args;
use crate::write::Tx;
use domain::coalition::EndedBy;
use domain::ids::{AffiliationId, MessageId, OrgId, PartnershipId};
use domain::time::Timestamp;

/// A connection as one of its two organizations sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AffiliationRow {
    /// Its id.
    pub id: AffiliationId,
    /// The other organization.
    pub other: PublicOrganization,
    /// The pin of the other's keys, as this side compared them.
    pub confirmed_key: Option<[u8; 32]>,
    /// The other side has compared ours.
    pub is_confirmed_there: bool,
    /// Since when the organization of the two tells the coalition; nothing while it does not.
    pub tells_since: Option<Timestamp>,
    /// When it was begun.
    pub began_at: Timestamp,
    /// When our half ended, and by which side.
    pub ended: Option<(Timestamp, EndedBy)>,
    /// The other half has ended. Where ours has not, the word is on its way.
    pub is_ended_there: bool,
}

impl AffiliationRow {
    /// Neither side has ended it.
    #[must_use]
    pub const fn stands(&self) -> bool {
        self.ended.is_none() && !self.is_ended_there
    }
}

/// A closed period that an organization told a coalition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldRow {
    /// With which partner.
    pub partnership: PartnershipId,
    /// Of which period, as it is written.
    pub period: String,
    /// Which coalition.
    pub affiliation: AffiliationId,
    /// The message that carries it.
    pub message: MessageId,
    /// When.
    pub at: Timestamp,
    /// When it came there.
    pub arrived_at: Option<Timestamp>,
}

const INSERT: &str =
    "INSERT INTO affiliation (org_id, id, other_id, began_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";

/// Begins a connection, both halves of it. `Already` when the two have one of which a half stands.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(
    tx: &Tx,
    _: &WorkerToken,
    id: AffiliationId,
    [a, b]: [OrgId; 2],
    at: Timestamp,
) -> Result<Inserted> {
    let mut inserted = Inserted::New;
    for (org, other) in [(a, b), (b, a)] {
        if run(tx, INSERT, args![org, id, other, at]).await? == 0 {
            inserted = Inserted::Already;
        }
    }
    Ok(inserted)
}

const LIST: &str = concat!(
    "SELECT s.id, s.confirmed_key, CASE WHEN t.confirmed_key IS NULL THEN 0 ELSE 1 END, \
     COALESCE(s.tells_since, t.tells_since), s.began_at, s.ended_at, s.ended_by, \
     CASE WHEN t.ended_at IS NULL THEN 0 ELSE 1 END, ",
    public_columns!("o"),
    " FROM affiliation s JOIN affiliation t ON t.org_id = s.other_id AND t.id = s.id \
     JOIN organization o ON o.id = s.other_id WHERE s.org_id = $1 ORDER BY s.began_at, s.id"
);

fn affiliation(row: &mut Row) -> Result<AffiliationRow> {
    let (id, key) = (row.id(AffiliationId::new)?, row.opt_bytes()?);
    Ok(AffiliationRow {
        id,
        confirmed_key: key.map(TryInto::try_into).transpose().map_err(|_| row.unreadable())?,
        is_confirmed_there: row.bool()?,
        tells_since: row.opt_time()?,
        began_at: row.time()?,
        ended: ended(row)?,
        is_ended_there: row.bool()?,
        other: public(row)?,
    })
}

fn ended(row: &mut Row) -> Result<Option<(Timestamp, EndedBy)>> {
    let (at, by) = (row.opt_time()?, row.opt_text()?);
    let by = by.map(|code| EndedBy::parse(&code)).transpose().map_err(|_| row.unreadable())?;
    Ok(at.zip(by))
}

/// The connections of an organization, or of a coalition, the oldest first; also those that have ended.
///
/// # Errors
/// When the database does not answer.
pub async fn list(db: &impl Reads, scope: &OrgScope) -> Result<Vec<AffiliationRow>> {
    all(db, LIST, args![scope.org()], affiliation).await
}

/// Those that neither side has ended.
///
/// # Errors
/// When the database does not answer.
pub async fn standing(db: &impl Reads, scope: &OrgScope) -> Result<Vec<AffiliationRow>> {
    let mut rows = list(db, scope).await?;
    rows.retain(AffiliationRow::stands);
    Ok(rows)
}

const STANDS: &str = "SELECT 1 FROM affiliation WHERE org_id = $1 AND id = $2 AND ended_at IS NULL";

/// Whether our half of it stands.
///
/// # Errors
/// When the database does not answer.
pub async fn stands(db: &impl Reads, scope: &OrgScope, id: AffiliationId) -> Result<bool> {
    Ok(one(db, STANDS, args![scope.org(), id], |_| Ok(())).await?.is_some())
}

const END: &str = "UPDATE affiliation SET ended_at = $4, ended_by = $5, tells_since = NULL, confirmed_key = NULL \
     WHERE org_id = $1 AND id = $2 AND other_id = $3 AND ended_at IS NULL";

/// Ends our half of a connection with this other side. What had not come there is as if it was never told. Answers whether it
/// stood.
///
/// # Errors
/// When the database does not answer.
pub async fn end(
    tx: &Tx,
    scope: &OrgScope,
    (id, other): (AffiliationId, OrgId),
    by: EndedBy,
    at: Timestamp,
) -> Result<bool> {
    if run(tx, END, args![scope.org(), id, other, at, by.code()]).await? == 0 {
        return Ok(false);
    }
    run(tx, FORGET_ON_ITS_WAY, args![scope.org(), id]).await?;
    Ok(true)
}

const CONFIRM: &str = "UPDATE affiliation SET confirmed_key = $3 WHERE org_id = $1 AND id = $2 AND ended_at IS NULL";

/// Pins the other's keys. Answers whether there is such a connection that stands.
///
/// # Errors
/// When the database does not answer.
pub async fn confirm_key(tx: &Tx, scope: &OrgScope, id: AffiliationId, key: &[u8; 32]) -> Result<bool> {
    Ok(run(tx, CONFIRM, args![scope.org(), id, key]).await? > 0)
}

const BEGIN_TELLING: &str = "UPDATE affiliation SET tells_since = $3 WHERE org_id = $1 AND id = $2 AND tells_since IS NULL \
     AND ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM affiliation x WHERE x.org_id = $1 AND x.tells_since IS NOT NULL)";

/// From now on closed periods are told along it. Answers whether it was so changed: not while another one is told.
///
/// # Errors
/// When the database does not answer.
pub async fn begin_telling(tx: &Tx, scope: &OrgScope, id: AffiliationId, now: Timestamp) -> Result<bool> {
    Ok(run(tx, BEGIN_TELLING, args![scope.org(), id, now]).await? > 0)
}

const END_TELLING: &str =
    "UPDATE affiliation SET tells_since = NULL WHERE org_id = $1 AND id = $2 AND tells_since IS NOT NULL";
const FORGET_ON_ITS_WAY: &str =
    "DELETE FROM coalition_told WHERE org_id = $1 AND affiliation_id = $2 AND arrived_at IS NULL";

/// Nothing more is told along it. What had not come there is as if it was never told. Answers whether it was told.
///
/// # Errors
/// When the database does not answer.
pub async fn end_telling(tx: &Tx, scope: &OrgScope, id: AffiliationId) -> Result<bool> {
    if run(tx, END_TELLING, args![scope.org(), id]).await? == 0 {
        return Ok(false);
    }
    run(tx, FORGET_ON_ITS_WAY, args![scope.org(), id]).await?;
    Ok(true)
}

const ADD_TOLD: &str = "INSERT INTO coalition_told (org_id, partnership_id, period, affiliation_id, message_id, at) \
     SELECT $1, $2, $3, $4, $5, $6 FROM affiliation a WHERE a.org_id = $1 AND a.id = $4 AND a.tells_since IS NOT NULL \
     AND a.ended_at IS NULL ON CONFLICT (org_id, partnership_id, period) DO UPDATE SET affiliation_id = $4, message_id = $5, at = $6 \
     WHERE coalition_told.arrived_at IS NULL AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.org_id = $1 \
     AND o.id = coalition_told.message_id AND o.state = 'queued')";

/// Writes down that a period is told. `Already` when it was, to whomever, or is on its way, and when nothing is told along
/// this connection any more.
///
/// # Errors
/// When the database does not answer.
pub async fn add_told(tx: &Tx, scope: &OrgScope, row: &ToldRow) -> Result<Inserted> {
    let args = args![scope.org(), row.partnership, row.period.as_str(), row.affiliation, row.message, row.at];
    run(tx, ADD_TOLD, args).await.map(Inserted::of)
}

const TOLD: &str = "SELECT partnership_id, period, affiliation_id, message_id, at, arrived_at FROM coalition_told \
     WHERE org_id = $1 ORDER BY period DESC, partnership_id";

/// What an organization told coalitions, the latest period first.
///
/// # Errors
/// When the database does not answer.
pub async fn told(db: &impl Reads, scope: &OrgScope) -> Result<Vec<ToldRow>> {
    let read = |row: &mut Row| {
        Ok(ToldRow {
            partnership: row.id(PartnershipId::new)?,
            period: row.text()?,
            affiliation: row.id(AffiliationId::new)?,
            message: row.id(MessageId::new)?,
            at: row.time()?,
            arrived_at: row.opt_time()?,
        })
    };
    all(db, TOLD, args![scope.org()], read).await
}

const ARRIVED: &str =
    "UPDATE coalition_told SET arrived_at = $3 WHERE org_id = $1 AND message_id = $2 AND arrived_at IS NULL";

/// Writes down that a report has come to the coalition. Answers whether it was still told: not where telling was stopped meanwhile.
///
/// # Errors
/// When the database does not answer.
pub async fn set_arrived(tx: &Tx, scope: &OrgScope, message: MessageId, at: Timestamp) -> Result<bool> {
    Ok(run(tx, ARRIVED, args![scope.org(), message, at]).await? > 0)
}
