//! What organizations told a coalition, and its sums.
//!
//! Invariant: a sum is made once and never changed; what reports said goes in the transaction that makes it.

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::page::Inserted;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::coalition::NotAdded;
use domain::ids::{MemberId, MessageId, OrgId, PartnershipId};
use domain::time::Timestamp;

/// What a report says, as long as its period is not summed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// As the use case wrote it.
    pub content: String,
    /// The vault's bytes.
    pub signature: Vec<u8>,
    /// Public keys of the partner, to which the signature is bound: intake, then signing.
    pub partner_keys: [u8; 64],
}

/// A report that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// Who told.
    pub by_org: OrgId,
    /// Of which partnership.
    pub partnership: PartnershipId,
    /// Of which period, as it is written.
    pub period: String,
    /// The other side of the partnership.
    pub partner: OrgId,
    /// What it says; nothing once its period is summed.
    pub said: Option<Said>,
    /// The message that carried it.
    pub message: MessageId,
    /// When it came.
    pub arrived_at: Timestamp,
}

/// What came and was not added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedRow {
    /// The message.
    pub message: MessageId,
    /// From whom.
    pub by_org: OrgId,
    /// Of which period; empty if it named none.
    pub period: String,
    /// Why.
    pub reason: NotAdded,
    /// When.
    pub at: Timestamp,
}

/// Noise of a period, in thousandths of epsilon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoiseRow {
    /// Of each number.
    pub each: u32,
    /// What the period may spend.
    pub allowed: u32,
    /// What it has spent.
    pub spent: u32,
}

/// The sums of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumRow {
    /// Of which period, as it is written.
    pub period: String,
    /// As the use case wrote them.
    pub content: String,
    /// So many organizations had told.
    pub told: u32,
    /// So many were connected.
    pub connected: u32,
    /// Noise, if there is any.
    pub noise: Option<NoiseRow>,
    /// Who summed it.
    pub by: MemberId,
    /// When.
    pub at: Timestamp,
}

const REPORTS: &str = "SELECT by_org, partnership_id, period, partner_id, content, signature, partner_keys, message_id, \
     arrived_at FROM roll_up_report WHERE org_id = $1 ORDER BY period DESC, by_org, partnership_id";

/// Every report that was taken.
///
/// # Errors
/// When the database does not answer.
pub async fn reports(db: &impl Reads, scope: &OrgScope) -> Result<Vec<ReportRow>> {
    let read = |row: &mut Row| {
        let (by_org, partnership, period) = (row.id(OrgId::new)?, row.id(PartnershipId::new)?, row.text()?);
        let (partner, content, signature) = (row.id(OrgId::new)?, row.opt_text()?, row.opt_bytes()?);
        let keys = row.opt_bytes()?.map(TryInto::try_into).transpose().map_err(|_| row.unreadable())?;
        let said = match (content, signature, keys) {
            (Some(content), Some(signature), Some(partner_keys)) => Some(Said { content, signature, partner_keys }),
            _ => None,
        };
        let (message, arrived_at) = (row.id(MessageId::new)?, row.time()?);
        Ok(ReportRow { by_org, partnership, period, partner, said, message, arrived_at })
    };
    all(db, REPORTS, args![scope.org()], read).await
}

const ADD: &str = "INSERT INTO roll_up_report (org_id, by_org, partnership_id, period, partner_id, content, signature, \
     partner_keys, message_id, arrived_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING";

/// Adds a report. `Already` when there is one of this side, partnership and period: that one stays.
///
/// # Errors
/// When the database does not answer.
pub async fn add(tx: &Tx, scope: &OrgScope, new: &ReportRow) -> Result<Inserted> {
    let said = new.said.as_ref();
    let args = args![
        scope.org(),
        new.by_org,
        new.partnership,
        new.period.as_str(),
        new.partner,
        said.map(|said| said.content.as_str()),
        said.map(|said| said.signature.clone()),
        said.map(|said| said.partner_keys.to_vec()),
        new.message,
        new.arrived_at,
    ];
    run(tx, ADD, args).await.map(Inserted::of)
}

const REFUSE: &str = "INSERT INTO roll_up_refused (org_id, message_id, by_org, period, reason, at) \
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";

/// Writes down that something came and was not added.
///
/// # Errors
/// When the database does not answer.
pub async fn refuse(tx: &Tx, scope: &OrgScope, row: &RefusedRow) -> Result<()> {
    let args = args![scope.org(), row.message, row.by_org, row.period.as_str(), row.reason.code(), row.at];
    run(tx, REFUSE, args).await.map(drop)
}

const REFUSED: &str = "SELECT message_id, by_org, period, reason, at FROM roll_up_refused WHERE org_id = $1 \
     ORDER BY at DESC, message_id LIMIT 20";

/// The latest that was not added; twenty at most.
///
/// # Errors
/// When the database does not answer.
pub async fn refused(db: &impl Reads, scope: &OrgScope) -> Result<Vec<RefusedRow>> {
    let read = |row: &mut Row| {
        Ok(RefusedRow {
            message: row.id(MessageId::new)?,
            by_org: row.id(OrgId::new)?,
            period: row.text()?,
            reason: row.code(NotAdded::parse)?,
            at: row.time()?,
        })
    };
    all(db, REFUSED, args![scope.org()], read).await
}

const SUMS: &str = "SELECT period, content, told, connected, noise_each, noise_allowed, noise_spent, by_member, at \
     FROM roll_up WHERE org_id = $1 ORDER BY period DESC";

/// Every period that was summed, the latest first.
///
/// # Errors
/// When the database does not answer.
pub async fn sums(db: &impl Reads, scope: &OrgScope) -> Result<Vec<SumRow>> {
    let read = |row: &mut Row| {
        let (period, content, told, connected) = (row.text()?, row.text()?, row.number()?, row.number()?);
        let noise = (row.opt_int()?, row.opt_int()?, row.opt_int()?);
        let noise = match noise {
            (Some(each), Some(allowed), Some(spent)) => {
                let small = |n: i64| u32::try_from(n).map_err(|_| row.unreadable());
                Some(NoiseRow { each: small(each)?, allowed: small(allowed)?, spent: small(spent)? })
            }
            _ => None,
        };
        Ok(SumRow { period, content, told, connected, noise, by: row.id(MemberId::new)?, at: row.time()? })
    };
    all(db, SUMS, args![scope.org()], read).await
}

const IS_SUMMED: &str = "SELECT 1 FROM roll_up WHERE org_id = $1 AND period = $2";

/// Whether a period was summed.
///
/// # Errors
/// When the database does not answer.
pub async fn is_summed(db: &impl Reads, scope: &OrgScope, period: &str) -> Result<bool> {
    Ok(one(db, IS_SUMMED, args![scope.org(), period], |_| Ok(())).await?.is_some())
}

const WAITING: &str = "SELECT COUNT(*) FROM roll_up_report WHERE org_id = $1 AND period = $2 AND content IS NOT NULL";

/// How many reports of a period wait to be summed.
///
/// # Errors
/// When the database does not answer.
pub async fn waiting(db: &impl Reads, scope: &OrgScope, period: &str) -> Result<usize> {
    Ok(one(db, WAITING, args![scope.org(), period], Row::number).await?.unwrap_or_default())
}

const EMPTY_OLD: &str = "UPDATE roll_up_report SET content = NULL, signature = NULL, partner_keys = NULL \
     WHERE org_id = $1 AND period < $2 AND content IS NOT NULL";

/// Lets go of what reports of quarters before this one say: none of them is offered to be summed any more. Every period of a
/// coalition is a quarter as it is written, so their order is that of time.
///
/// # Errors
/// When the database does not answer.
pub async fn empty_before(tx: &Tx, scope: &OrgScope, period: &str) -> Result<()> {
    run(tx, EMPTY_OLD, args![scope.org(), period]).await.map(drop)
}

const EMPTY_OF: &str = "UPDATE roll_up_report SET content = NULL, signature = NULL, partner_keys = NULL \
     WHERE org_id = $1 AND by_org = $2 AND content IS NOT NULL";

/// Lets go of what an organization told and was not summed: it is connected no more. That it told stays.
///
/// # Errors
/// When the database does not answer.
pub async fn empty_of(tx: &Tx, scope: &OrgScope, by: OrgId) -> Result<()> {
    run(tx, EMPTY_OF, args![scope.org(), by]).await.map(drop)
}

const FORGET_REFUSED: &str = "DELETE FROM roll_up_refused WHERE org_id = $1 AND at < $2";

/// Takes out what came before a time and was not added.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_refused(tx: &Tx, scope: &OrgScope, before: Timestamp) -> Result<()> {
    run(tx, FORGET_REFUSED, args![scope.org(), before]).await.map(drop)
}

const ADD_SUM: &str = "INSERT INTO roll_up (org_id, period, content, told, connected, noise_each, noise_allowed, \
     noise_spent, by_member, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING";
const EMPTY: &str = "UPDATE roll_up_report SET content = NULL, signature = NULL, partner_keys = NULL \
     WHERE org_id = $1 AND period = $2";

/// Keeps the sums of a period, and lets go of what its reports said. `Already` when it was summed: those stay.
///
/// # Errors
/// When the database does not answer.
pub async fn add_sum(tx: &Tx, scope: &OrgScope, new: &SumRow) -> Result<Inserted> {
    let noise = new.noise;
    let args = args![
        scope.org(),
        new.period.as_str(),
        new.content.as_str(),
        new.told,
        new.connected,
        noise.map(|noise| noise.each),
        noise.map(|noise| noise.allowed),
        noise.map(|noise| noise.spent),
        new.by,
        new.at,
    ];
    let inserted = Inserted::of(run(tx, ADD_SUM, args).await?);
    if inserted == Inserted::New {
        run(tx, EMPTY, args![scope.org(), new.period.as_str()]).await?;
    }
    Ok(inserted)
}
