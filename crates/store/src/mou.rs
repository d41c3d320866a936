//! Agreements as they were frozen and signed, and procedures as they were made live, in each organization's own copy.
//!
//! Invariant: both copies are written in one transaction while both organizations are on this node.
//! Invariant: no row is changed but for `reminded`, and none is deleted.

use crate::backend::{Reads, all, run};
use crate::error::Result;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::day::Day;
use domain::ids::{OrgId, PartnershipId};
use domain::referral::Direction;
use domain::text::Label;
use domain::time::Timestamp;

/// A frozen version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRow {
    /// From 1.
    pub version: u32,
    /// What it says, as the use case wrote it.
    pub content: String,
    /// Its first day.
    pub starts: Day,
    /// Who froze it.
    pub by_name: Label,
    /// When.
    pub at: Timestamp,
    /// Which reminders have gone out here: codes parted by spaces.
    pub reminded: String,
}

/// A signature under a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureRow {
    /// Under which.
    pub version: u32,
    /// For which organization.
    pub by_org: OrgId,
    /// Who signed.
    pub by_name: Label,
    /// When.
    pub at: Timestamp,
    /// The vault's bytes.
    pub signature: Vec<u8>,
}

/// A procedure that was made live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcedureRow {
    /// Which way.
    pub direction: Direction,
    /// From 1, for each direction.
    pub version: u32,
    /// What it says, as the use case wrote it.
    pub content: String,
    /// Who accepted it for the health center.
    pub health_center_name: Label,
    /// Who accepted it for the advocacy organization.
    pub advocacy_name: Label,
    /// Since when it is live.
    pub at: Timestamp,
}

fn day(row: &mut Row) -> Result<Day> {
    let text = row.text()?;
    Day::parse(&text).ok_or_else(|| row.unreadable())
}

fn version_row(row: &mut Row) -> Result<VersionRow> {
    Ok(VersionRow {
        version: row.number()?,
        content: row.text()?,
        starts: day(row)?,
        by_name: row.label()?,
        at: row.time()?,
        reminded: row.text()?,
    })
}

fn signature_row(row: &mut Row) -> Result<SignatureRow> {
    Ok(SignatureRow {
        version: row.number()?,
        by_org: row.id(OrgId::new)?,
        by_name: row.label()?,
        at: row.time()?,
        signature: row.bytes()?,
    })
}

fn procedure_row(row: &mut Row) -> Result<ProcedureRow> {
    Ok(ProcedureRow {
        direction: row.code(Direction::parse)?,
        version: row.number()?,
        content: row.text()?,
        health_center_name: row.label()?,
        advocacy_name: row.label()?,
        at: row.time()?,
    })
}

const VERSIONS: &str = "SELECT version, content, starts, by_name, at, reminded FROM mou_version \
     WHERE org_id = $1 AND partnership_id = $2 ORDER BY version";

/// Every version, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn versions(db: &impl Reads, scope: &OrgScope, partnership: PartnershipId) -> Result<Vec<VersionRow>> {
    all(db, VERSIONS, args![scope.org(), partnership], version_row).await
}

const BEGUN: &str = "SELECT v.version, v.content, v.starts, v.by_name, v.at, v.reminded FROM mou_version v \
     WHERE v.org_id = $1 AND v.partnership_id = $2 AND v.starts <= $3 AND (SELECT COUNT(*) FROM mou_signature s \
     WHERE s.org_id = v.org_id AND s.partnership_id = v.partnership_id AND s.version = v.version) > 1 \
     ORDER BY v.version";

/// The versions that carry two signatures and have begun on a day, oldest first. Whether the signatures hold is not asked
/// here: one whose do not leaves the one before it in force.
///
/// # Errors
/// When the database does not answer.
pub async fn begun(
    db: &impl Reads,
    scope: &OrgScope,
    partnership: PartnershipId,
    today: Day,
) -> Result<Vec<VersionRow>> {
    all(db, BEGUN, args![scope.org(), partnership, today.code()], version_row).await
}

const SIGNATURES: &str = "SELECT version, by_org, by_name, at, signature FROM mou_signature \
     WHERE org_id = $1 AND partnership_id = $2 ORDER BY version, at, by_org";

/// Every signature, by version.
///
/// # Errors
/// When the database does not answer.
pub async fn signatures(db: &impl Reads, scope: &OrgScope, partnership: PartnershipId) -> Result<Vec<SignatureRow>> {
    all(db, SIGNATURES, args![scope.org(), partnership], signature_row).await
}

const FREEZE: &str = "INSERT INTO mou_version (org_id, partnership_id, version, content, starts, by_name, at, reminded) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, '')";

/// Adds a version to both copies.
///
/// # Errors
/// [`Error::Taken`](crate::Error::Taken) when the number is used.
pub async fn freeze(tx: &Tx, scopes: [&OrgScope; 2], partnership: PartnershipId, new: &VersionRow) -> Result<()> {
    for scope in scopes {
        let args = args![
            scope.org(),
            partnership,
            new.version,
            new.content.as_str(),
            new.starts.code(),
            new.by_name.as_str(),
            new.at,
        ];
        run(tx, FREEZE, args).await?;
    }
    Ok(())
}

const SIGN: &str = "INSERT INTO mou_signature (org_id, partnership_id, version, by_org, by_name, at, signature) \
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";

/// Adds a signature to both copies. One that is there stays.
///
/// # Errors
/// When the database does not answer.
pub async fn sign(tx: &Tx, scopes: [&OrgScope; 2], partnership: PartnershipId, new: &SignatureRow) -> Result<()> {
    for scope in scopes {
        let args = args![
            scope.org(),
            partnership,
            new.version,
            new.by_org,
            new.by_name.as_str(),
            new.at,
            new.signature.clone(),
        ];
        run(tx, SIGN, args).await?;
    }
    Ok(())
}

const REMINDED: &str =
    "UPDATE mou_version SET reminded = $4 WHERE org_id = $1 AND partnership_id = $2 AND version = $3 AND reminded = $5";

/// Writes down which reminders have gone out here. Answers whether nobody else has done so meanwhile.
///
/// # Errors
/// When the database does not answer.
pub async fn set_reminded(
    tx: &Tx,
    scope: &OrgScope,
    partnership: PartnershipId,
    version: &VersionRow,
    reminded: &str,
) -> Result<bool> {
    let args = args![scope.org(), partnership, version.version, reminded, version.reminded.as_str()];
    Ok(run(tx, REMINDED, args).await? > 0)
}

const PROCEDURES: &str = "SELECT direction, version, content, health_center_name, advocacy_name, at \
     FROM procedure_version WHERE org_id = $1 AND partnership_id = $2 ORDER BY direction, version";

/// Every procedure that was made live, by direction, oldest first: of each direction the last one is.
///
/// # Errors
/// When the database does not answer.
pub async fn procedures(db: &impl Reads, scope: &OrgScope, partnership: PartnershipId) -> Result<Vec<ProcedureRow>> {
    all(db, PROCEDURES, args![scope.org(), partnership], procedure_row).await
}

const LIVE: &str = "SELECT p.direction, p.version, p.content, p.health_center_name, p.advocacy_name, p.at \
     FROM procedure_version p WHERE p.org_id = $1 AND p.partnership_id = $2 AND p.version = (SELECT MAX(l.version) \
     FROM procedure_version l WHERE l.org_id = p.org_id AND l.partnership_id = p.partnership_id \
     AND l.direction = p.direction) ORDER BY p.direction";

/// The live procedure of each direction that has one.
///
/// # Errors
/// When the database does not answer.
pub async fn live(db: &impl Reads, scope: &OrgScope, partnership: PartnershipId) -> Result<Vec<ProcedureRow>> {
    all(db, LIVE, args![scope.org(), partnership], procedure_row).await
}

const GO_LIVE: &str = "INSERT INTO procedure_version (org_id, partnership_id, direction, version, content, \
     health_center_name, advocacy_name, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// Makes a procedure live in both copies.
///
/// # Errors
/// [`Error::Taken`](crate::Error::Taken) when the number is used.
pub async fn go_live(tx: &Tx, scopes: [&OrgScope; 2], partnership: PartnershipId, new: &ProcedureRow) -> Result<()> {
    for scope in scopes {
        let args = args![
            scope.org(),
            partnership,
            new.direction.code(),
            new.version,
            new.content.as_str(),
            new.health_center_name.as_str(),
            new.advocacy_name.as_str(),
            new.at,
        ];
        run(tx, GO_LIVE, args).await?;
    }
    Ok(())
}
