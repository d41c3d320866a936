//! A changed contact plan on its way: what closes contact, and what is kept for a member with keys.

use crate::{App, Result};
use domain::ids::MessageId;
use domain::message::MessageKind;
use domain::referral::Bank;
use std::collections::BTreeSet;
use store::outbox::NewOutgoing;
use store::{OrgScope, Tx};

/// Those changed contact plans that only close contact.
pub(super) async fn closing(tx: &Tx, from: &OrgScope, messages: &[NewOutgoing]) -> Result<BTreeSet<MessageId>> {
    let mut closing = BTreeSet::new();
    for message in messages.iter().filter(|message| message.kind == MessageKind::ContactChanged) {
        if store::contact_plans::closes(tx, from, message.id).await? {
            closing.insert(message.id);
        }
    }
    Ok(closing)
}

/// Whether a changed contact plan is kept for our record of what was sent to us. The record may be forgotten just now in our
/// own lane, and then nothing more is kept about it. Nor is what could name a number, once the record is over or its numbers
/// were forgotten after it was sent: nobody would take it in, and it would lie there sealed.
pub(super) async fn is_to_be_heard(
    app: &App,
    tx: &Tx,
    to: &OrgScope,
    message: &NewOutgoing,
    closes: bool,
) -> Result<bool> {
    let record = async || store::referrals::find_crossing(tx, to, app.worker(), message.crossing, Bank::Receiver).await;
    let Some(id) = record().await?.map(|line| line.referral.id) else { return Ok(false) };
    if !store::referrals::keep_still_with_content(tx, to, id).await? {
        return Ok(false);
    }
    // Looked at once it is still: a colleague may just have ended it.
    let is_over = record().await?.is_none_or(|line| line.referral.status.is_final());
    let is_forgotten = store::contact_plans::are_numbers_forgotten_since(tx, to, id, message.created_at).await?;
    Ok(closes || !is_over && !is_forgotten)
}
