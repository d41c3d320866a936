//! What the partner shares: kept sealed as it came, until a member with keys opens the record.
//!
//! Invariant: nothing is kept about a record that was stopped or whose content is gone.

use crate::{App, Result, journal};
use domain::audit::Act;
use domain::ids::OrgId;
use domain::message::MessageKind;
use domain::time::Timestamp;
use store::inbox::Pending;
use store::outbox::NewOutgoing;
use store::{OrgScope, Tx};

/// A line, a message, or the word that one of them or all are shared no more.
pub(crate) async fn arrived(
    app: &App,
    tx: &Tx,
    to: &OrgScope,
    from: OrgId,
    message: NewOutgoing,
    now: Timestamp,
) -> Result<()> {
    let found = store::care_plan::standing(tx, to, app.worker(), message.crossing).await?;
    let Some(standing) = found else { return Ok(()) };
    if message.kind == MessageKind::CareStopped {
        store::care_plan::forget_pending(tx, to, message.crossing).await?;
        let subject = Some(standing.referral.bytes());
        tx.audit(to, journal::by_system(to, now, Act::ContentDestroyed, subject, "care_stopped"));
        return Ok(());
    }
    let (id, crossing, kind) = (message.id, message.crossing, message.kind);
    let pending = Pending { id, from, crossing, kind, envelope_sealed: message.envelope_sealed, at: now };
    let _ = store::inbox::insert_pending(tx, to, &pending).await?;
    Ok(())
}
