//! A sending: everything that a warm referral writes on its sender's bank.
//!
//! Sendings that wait in a lane at the same time are written together, a statement a table, since a statement's cost
//! is mostly its way to the database and back.
//!
//! Invariant: of one sending everything is written or nothing; one that cannot be written takes no other down.

use crate::disclosures::{self, Disclosure};
use crate::error::{Error, Result};
use crate::notes::{self, NoteRow};
use crate::open::Store;
use crate::outbox::{self, NewOutgoing};
use crate::referrals::{self, Happening, NewReferral};
use crate::releases;
use crate::scope::OrgScope;
use crate::service_counts::{self, SealedCounts};
use crate::write::{Handed, Tx};
use domain::audit::Entry;
use domain::ids::{MemberId, ReleaseId};
use domain::release::RecordedAgreement;
use std::collections::BTreeSet;
use tokio::sync::oneshot;

/// A referral that passed the gate and is sealed.
#[derive(Debug, Clone)]
pub struct Sending {
    /// The sender.
    pub scope: OrgScope,
    /// Who sends.
    pub member: MemberId,
    /// The note of the visit it came of, with the entry of the audit chain that goes with it.
    pub note: Option<(NoteRow, Entry)>,
    /// Our record.
    pub referral: NewReferral,
    /// The event it begins with.
    pub first: Happening,
    /// What the patient agreed to; none under a release.
    pub agreement: Option<RecordedAgreement>,
    /// The release it is sent under: looked at again in the transaction.
    pub release: Option<ReleaseId>,
    /// What crosses, for the log of disclosures.
    pub disclosure: Disclosure,
    /// The sealed message.
    pub outgoing: NewOutgoing,
    /// The entry of the audit chain.
    pub entry: Entry,
    /// What was asked for, to be counted by service.
    pub asked: Option<SealedCounts>,
}

/// What became of a sending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Fate {
    /// Everything is on disk.
    Sent,
    /// The form had been posted before: nothing was written.
    Already,
    /// The release was taken back since the gate read it: nothing was written.
    TakenBack,
}

impl Store {
    /// Writes a sending, together with all that wait, and answers after it is on disk.
    ///
    /// # Errors
    /// As [`Store::write`]; [`Error::Missing`] when there is no such release.
    pub async fn send(&self, sending: Sending) -> Result<Fate> {
        let (answer, answered) = oneshot::channel();
        let lane = sending.scope.org();
        self.hand_in(lane, Handed::Sending(Box::new(sending), answer)).await?;
        answered.await.unwrap_or(Err(Error::Closed))
    }
}

/// Writes all, and answers the fate of each.
pub(crate) async fn write_all(tx: &Tx, sendings: &[&Sending]) -> Result<Vec<Fate>> {
    let mut fates = vec![Fate::Sent; sendings.len()];
    for (sending, fate) in sendings.iter().zip(&mut fates) {
        if is_taken_back(tx, sending).await? {
            *fate = Fate::TakenBack;
        }
    }
    drop_posted_notes(tx, sendings, &mut fates).await?;
    let with_record = insert_records(tx, sendings, &mut fates).await?;
    let agreed: Vec<_> =
        with_record.iter().filter_map(|s| Some((s.scope, s.referral.referral.id, s.agreement.as_ref()?))).collect();
    releases::insert_agreements(tx, &agreed).await?;
    disclosures::insert_all(tx, &with_record.iter().map(|s| (s.scope, &s.disclosure)).collect::<Vec<_>>()).await?;
    outbox::insert_all(tx, &with_record.iter().map(|s| (s.scope, &s.outgoing)).collect::<Vec<_>>()).await?;
    let asked: Vec<_> = with_record.iter().filter_map(|s| Some((s.scope, s.asked.as_ref()?))).collect();
    service_counts::add_all(tx, &asked).await?;
    for sending in with_record {
        tx.audit(&sending.scope, sending.entry.clone());
    }
    Ok(fates)
}

/// Withdrawing leaves no queued send, in whichever order the two arrive.
async fn is_taken_back(tx: &Tx, sending: &Sending) -> Result<bool> {
    let Some(id) = sending.release else { return Ok(false) };
    releases::keep_still(tx, &sending.scope, id).await?;
    let row = releases::find(tx, &sending.scope, sending.member, id).await?.ok_or(Error::Missing)?;
    Ok(row.release.revoked_at.is_some())
}

/// Those that nothing has stopped so far.
fn standing<'a>(sendings: &[&'a Sending], fates: &[Fate]) -> Vec<&'a Sending> {
    sendings.iter().zip(fates).filter(|(_, fate)| **fate == Fate::Sent).map(|(sending, _)| *sending).collect()
}

/// Writes the notes. A form that was posted before has its note already.
async fn drop_posted_notes(tx: &Tx, sendings: &[&Sending], fates: &mut [Fate]) -> Result<()> {
    let standing = standing(sendings, fates);
    let rows: Vec<_> = standing.iter().filter_map(|s| Some((s.scope, &s.note.as_ref()?.0))).collect();
    let mut added = notes::insert_all(tx, &rows).await?;
    for (sending, fate) in sendings.iter().zip(fates) {
        let Some((note, entry)) = &sending.note else { continue };
        if *fate == Fate::Sent && added.remove(&(sending.scope.org(), note.id)) {
            tx.audit(&sending.scope, entry.clone());
        } else if *fate == Fate::Sent {
            *fate = Fate::Already;
        }
    }
    Ok(())
}

/// Writes the records. Answers the sendings whose record is new.
async fn insert_records<'a>(tx: &Tx, sendings: &[&'a Sending], fates: &mut [Fate]) -> Result<Vec<&'a Sending>> {
    let standing = standing(sendings, fates);
    let rows: Vec<_> = standing.iter().map(|s| (s.scope, &s.referral, &s.first)).collect();
    let mut added: BTreeSet<_> = referrals::insert_all(tx, &rows).await?;
    let mut new = Vec::with_capacity(standing.len());
    for (sending, fate) in sendings.iter().zip(fates) {
        if *fate != Fate::Sent {
            continue;
        }
        if added.remove(&(sending.scope.org(), sending.referral.referral.id)) {
            new.push(*sending);
        } else if sending.note.is_none() {
            *fate = Fate::Already;
        }
    }
    Ok(new)
}
