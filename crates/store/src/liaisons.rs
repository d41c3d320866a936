//! Who answers for a side of a partnership, who did before, and who was told. Each side writes its own half.

use crate::backend::{Reads, one, run};
use crate::error::Result;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::ids::{MemberId, PartnershipId};
use domain::partnership::Liaisons;
use domain::time::Timestamp;
use std::collections::BTreeSet;

/// The latest change of who answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Who did before.
    pub before: Option<Liaisons>,
    /// Since when it is as it is.
    pub since: Timestamp,
    /// Who was told, of both sides.
    pub told: BTreeSet<MemberId>,
}

const PUT: &str = "UPDATE partnership_side SET liaison_before = liaison, alternate_before = alternate, liaison = $3, \
     alternate = $4, liaisons_since = $5, liaisons_told = $6 WHERE org_id = $1 AND partnership_id = $2";

/// Names the organization's liaison and alternate, and keeps who it was before. Answers whether it is part of the
/// partnership.
///
/// # Errors
/// When the database does not answer.
pub async fn put(
    tx: &Tx,
    scope: &OrgScope,
    id: PartnershipId,
    now: Liaisons,
    (since, told): (Timestamp, &BTreeSet<MemberId>),
) -> Result<bool> {
    let told = told.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    Ok(run(tx, PUT, args![scope.org(), id, now.liaison, now.alternate, since, told]).await? > 0)
}

const LATEST: &str = "SELECT liaison_before, alternate_before, liaisons_since, liaisons_told FROM partnership_side \
     WHERE org_id = $1 AND partnership_id = $2 AND liaisons_since IS NOT NULL";

/// The latest change on the organization's side, if there was one.
///
/// # Errors
/// When the database does not answer.
pub async fn latest(db: &impl Reads, scope: &OrgScope, id: PartnershipId) -> Result<Option<Change>> {
    let read = |row: &mut Row| {
        let before = row.opt_id(MemberId::new)?.zip(row.opt_id(MemberId::new)?);
        Ok(Change {
            before: before.map(|(liaison, alternate)| Liaisons { liaison, alternate }),
            since: row.time()?,
            told: row.codes(|id| MemberId::parse(id).ok_or(()))?,
        })
    };
    one(db, LATEST, args![scope.org(), id], read).await
}
