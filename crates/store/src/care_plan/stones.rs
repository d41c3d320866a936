//! What a plan leaves when something of it is destroyed or shared no more: which rows, and never what they said.
//!
//! Invariant: a line goes with every message that carried it, since an older copy of the database may hold any of them
//! unread.

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::retention::{self, Purge, Tombstone};
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::care_plan::ItemKind;
use domain::ids::{LineId, MemberId, MessageId, ReferralId};

/// Anything of a plan; earlier versions did not say what.
pub const ANYTHING: &str = "plan_items";
/// What the partner had shared and nobody here had read yet.
pub const UNREAD: &str = "plan_items.unread";
/// A message that carried a line: an older copy may hold it unread.
pub const CARRIER: &str = "plan_items.carrier";
/// A line of ours, or a message that carried it, which was taken back: at the partner it is destroyed again.
pub const TAKEN_BACK: &str = "plan_items.taken_back";

/// Under which name an item's tombstone stands.
#[must_use]
pub const fn table(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Line => "plan_items.line",
        ItemKind::Note => "plan_items.note",
        ItemKind::Letter => "plan_items.letter",
        ItemKind::ReferralLetter => "plan_items.referral_letter",
    }
}

/// Every name of this module.
pub fn tables() -> impl Iterator<Item = &'static str> {
    [ANYTHING, UNREAD, CARRIER, TAKEN_BACK].into_iter().chain(ItemKind::ALL.iter().map(|kind| table(*kind)))
}

/// A tombstone of that name is of a plan.
#[must_use]
pub fn is_of_a_plan(name: &str) -> bool {
    tables().any(|known| known == name)
}

const CARRIED: &str = "INSERT INTO plan_message (org_id, referral_id, line_id, message_id) VALUES ($1, $2, $3, $4) \
     ON CONFLICT DO NOTHING";

/// Notes that a message carried a line.
pub(super) async fn carried(
    tx: &Tx,
    scope: &OrgScope,
    (referral, line): (ReferralId, LineId),
    message: MessageId,
) -> Result<()> {
    run(tx, CARRIED, args![scope.org(), referral, line, message]).await.map(drop)
}

const CARRIERS: &str =
    "DELETE FROM plan_message WHERE org_id = $1 AND referral_id = $2 AND line_id = $3 RETURNING message_id";

const CARRIERS_OF: &str = "SELECT p.line_id, p.message_id FROM plan_message p WHERE p.org_id = $1 AND p.referral_id = $3 \
     AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = p.org_id AND c.member_id = $2 AND c.referral_id = p.referral_id)";

/// Which messages carried which lines of a record's plan, both ways, of lines that were not taken back.
///
/// # Errors
/// When the database does not answer.
pub async fn carriers_of(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    referral: ReferralId,
) -> Result<Vec<(LineId, MessageId)>> {
    let read = |row: &mut Row| Ok((row.id(LineId::new)?, row.id(MessageId::new)?));
    all(db, CARRIERS_OF, args![scope.org(), viewer, referral], read).await
}

async fn carriers(tx: &Tx, scope: &OrgScope, referral: ReferralId, line: LineId) -> Result<Vec<MessageId>> {
    all(tx, CARRIERS, args![scope.org(), referral, line], |row| row.id(MessageId::new)).await
}

/// An item that went.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gone {
    pub(super) referral: ReferralId,
    pub(super) kind: ItemKind,
    pub(super) id: LineId,
}

impl Gone {
    /// Reads `id, referral_id, kind`.
    pub(super) fn read(row: &mut Row) -> Result<Self> {
        Ok(Self { id: row.id(LineId::new)?, referral: row.id(ReferralId::new)?, kind: row.code(ItemKind::parse)? })
    }
}

/// Buries items with whatever carried them. Answers how many items.
pub(super) async fn bury(tx: &Tx, scope: &OrgScope, gone: &[Gone], purge: &Purge) -> Result<u64> {
    for one in gone {
        retention::bury_of(tx, scope, Some(one.referral), table(one.kind), one.id.uuid(), purge).await?;
        for message in carriers(tx, scope, one.referral, one.id).await? {
            retention::bury_of(tx, scope, Some(one.referral), CARRIER, message.uuid(), purge).await?;
        }
    }
    Ok(gone.len() as u64)
}

/// Buries messages that nobody had read. Answers how many.
pub(super) async fn bury_unread(
    tx: &Tx,
    scope: &OrgScope,
    gone: &[(MessageId, Option<ReferralId>)],
    purge: &Purge,
) -> Result<u64> {
    for (message, referral) in gone {
        retention::bury_of(tx, scope, *referral, UNREAD, message.uuid(), purge).await?;
    }
    Ok(gone.len() as u64)
}

/// Writes down that a line of ours is shared no more, with every message that carried it: what a restored backup still
/// has of them at the partner is closed again.
///
/// # Errors
/// When the database does not answer.
pub async fn note_taken_back(
    tx: &Tx,
    scope: &OrgScope,
    (referral, line): (ReferralId, LineId),
    purge: &Purge,
) -> Result<()> {
    retention::bury_of(tx, scope, Some(referral), TAKEN_BACK, line.uuid(), purge).await?;
    for message in carriers(tx, scope, referral, line).await? {
        retention::bury_of(tx, scope, Some(referral), TAKEN_BACK, message.uuid(), purge).await?;
    }
    Ok(())
}

const DELETE_AGAIN: &str = "DELETE FROM plan_item WHERE org_id = $1 AND id = $2 AND changed_at <= $3";
const FORGET_AGAIN: &str = "DELETE FROM inbox_pending WHERE org_id = $1 AND id = $2";

/// Destroys an item, or a message that carried one, that a restored backup brought back, unless it was written anew
/// after it was destroyed. Answers whether it was there.
///
/// # Errors
/// When the database does not answer.
pub async fn destroy_again(tx: &Tx, scope: &OrgScope, stone: &Tombstone, purge: &Purge) -> Result<bool> {
    let id = LineId::from_bytes(stone.row);
    let found = run(tx, DELETE_AGAIN, args![scope.org(), id, purge.at]).await?;
    let found = found + run(tx, FORGET_AGAIN, args![scope.org(), id]).await?;
    retention::bury_of(tx, scope, stone.referral, &stone.table, id.uuid(), purge).await?;
    Ok(found > 0)
}

const BACK_AGAIN: &str = "SELECT 1 FROM tombstone t WHERE t.org_id = $1 AND t.referral_id = $3 \
     AND t.table_name <> 'plan_items.taken_back' AND (EXISTS (SELECT 1 FROM plan_item i WHERE i.org_id = t.org_id \
     AND i.id = t.row_id AND i.changed_at <= t.at) OR EXISTS (SELECT 1 FROM inbox_pending q WHERE q.org_id = t.org_id \
     AND q.id = t.row_id)) AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = t.org_id AND c.member_id = $2 \
     AND c.referral_id = t.referral_id) LIMIT 1";

/// Whether anything that was destroyed of a plan stands there again, read or not.
///
/// # Errors
/// When the database does not answer.
pub async fn back_again(db: &impl Reads, scope: &OrgScope, viewer: MemberId, referral: ReferralId) -> Result<bool> {
    Ok(one(db, BACK_AGAIN, args![scope.org(), viewer, referral], |row| row.int()).await?.is_some())
}

const UNSHARE_AGAIN: &str = "UPDATE plan_item SET shared_version = NULL, shared_at = NULL, message_id = NULL, until = NULL \
     WHERE org_id = $1 AND id = $2 AND side = 'ours' AND shared_at <= $3";

/// On the side that took it back: the line counts as shared no more, and a message that carried it waits no more.
/// Answers whether a restored backup brought back anything of it.
///
/// # Errors
/// When the database does not answer.
pub async fn take_line_back_again(tx: &Tx, scope: &OrgScope, stone: &Tombstone, purge: &Purge) -> Result<bool> {
    let id = LineId::from_bytes(stone.row);
    if !retention::bury_of(tx, scope, stone.referral, TAKEN_BACK, id.uuid(), purge).await? {
        return Ok(false);
    }
    let unshared = run(tx, UNSHARE_AGAIN, args![scope.org(), id, purge.at]).await? > 0;
    let killed = super::kill(tx, scope, MessageId::from_bytes(stone.row), purge.at).await?;
    Ok(unshared || killed)
}
