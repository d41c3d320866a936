//! Legal holds: a lead puts one on a record and lifts it. While it stands nothing of the record is destroyed; it says
//! who put it and when.

use crate::{App, Error, Result, Session, journal};
use domain::audit::Act;
use domain::ids::{FormId, MemberId, OrgId, ReferralId};
use domain::member::Deed;
use domain::retention::{DocumentNumber, PurgeRule};
use domain::time::Timestamp;
use std::collections::BTreeMap;
use store::holds::{Hold, NewHold};
use store::retention::Purge;
use vault::{Compartment, Place, RecordKey, Sealed};

/// A hold, as the team reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldView {
    /// Who put it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Who lifted it, and when.
    pub lifted: Option<(String, Timestamp)>,
    /// The number of its document, for those who put holds, while it stands.
    pub document: Option<DocumentNumber>,
}

fn place(org: OrgId, id: FormId, field: &str) -> Place<'_> {
    Place { org, table: "legal_hold", row: id.bytes(), field, version: 1 }
}

/// Puts a hold on a record: nothing of it is destroyed until it is lifted. The form posted twice puts one.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Invalid`] `hold-stands` when another stands on it.
pub async fn put(app: &App, session: &Session, id: ReferralId, form: FormId, document: &DocumentNumber) -> Result<()> {
    session.authorize(Deed::HoldRecord)?;
    let (scope, member, now, org) = (session.scope, session.member, app.now(), session.org_id());
    store::referrals::find(app.store(), &scope, member, id).await?.ok_or(Error::NotFound)?;
    let key = session.keys()?.compartment(Compartment::Intake).ok_or(Error::Locked)?;
    let record = RecordKey::generate(app.entropy());
    let hold = NewHold {
        id: form,
        referral: id,
        placed_by: member,
        placed_at: now,
        document_key_sealed: record.wrap(key, &place(org, form, "document_key"), app.entropy())?,
        document_key_epoch: key.epoch(),
        document_sealed: record.seal(&place(org, form, "document"), document, app.entropy())?.into_bytes(),
    };
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if store::holds::insert(tx, &scope, &hold).await?.is_new() {
                    tx.audit(&scope, journal::by_member(&scope, member, now, Act::HoldPlaced, Some(id.bytes()), ""));
                    return Ok(());
                }
                let stands = store::holds::standing(tx, &scope, id).await?;
                if stands.is_some_and(|stands| stands.id != form) {
                    return Err(Error::Invalid("hold-stands"));
                }
                Ok(())
            })
        })
        .await
}

/// Lifts the hold of a record. What was to be destroyed meanwhile goes: at once what somebody took out, and everything if
/// the partner had ended sharing, else at the next round. Lifted twice, it was lifted once.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn lift(app: &App, session: &Session, id: ReferralId) -> Result<()> {
    session.authorize(Deed::HoldRecord)?;
    let (scope, member, now) = (session.scope, session.member, app.now());
    let row = store::referrals::find(app.store(), &scope, member, id).await?.ok_or(Error::NotFound)?;
    let ended = row.line.partner_ended_at.is_some();
    let purge = Purge { rule: PurgeRule::SharingEnded, member: None, at: now };
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if !store::holds::lift(tx, &scope, id, member, now).await? {
                    return Ok(());
                }
                let subject = Some(id.bytes());
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::HoldLifted, subject, ""));
                let taken_out = Purge { rule: PurgeRule::Staff, member: None, at: now };
                if store::care_plan::take_out_held(tx, &scope, id, &taken_out).await? > 0 {
                    tx.audit(&scope, journal::by_system(&scope, now, Act::ContentDestroyed, subject, "taken_out"));
                }
                if ended && store::retention::destroy_referral(tx, &scope, id, &purge).await? {
                    tx.audit(&scope, journal::by_system(&scope, now, Act::ContentDestroyed, subject, "sharing_ended"));
                }
                Ok::<_, Error>(())
            })
        })
        .await?;
    app.store().empty_log().await;
    Ok(())
}

/// Every hold of a record, oldest first.
///
/// # Errors
/// [`Error::NotFound`] also for a record that is hidden from the viewer.
pub async fn of_record(app: &App, session: &Session, id: ReferralId) -> Result<Vec<HoldView>> {
    session.authorize(Deed::OpenReferral)?;
    store::referrals::find(app.store(), &session.scope, session.member, id).await?.ok_or(Error::NotFound)?;
    let rows = store::holds::of_referral(app.store(), &session.scope, id).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let names = names(app, session).await?;
    Ok(rows.into_iter().map(|row| view(session, &names, row)).collect())
}

/// Names of everyone who works here or did.
pub(crate) async fn names(app: &App, session: &Session) -> Result<BTreeMap<MemberId, String>> {
    let members = store::members::list(app.store(), &session.scope).await?;
    Ok(members.into_iter().map(|row| (row.member.id, row.member.name.to_string())).collect())
}

fn view(session: &Session, names: &BTreeMap<MemberId, String>, row: Hold) -> HoldView {
    let name = |id: MemberId| names.get(&id).cloned().unwrap_or_default();
    let document = if session.may(Deed::HoldRecord) { document(session, &row) } else { None };
    HoldView { by: name(row.placed_by), at: row.placed_at, lifted: row.lifted.map(|(by, at)| (name(by), at)), document }
}

/// A number that does not open is not shown; the hold stands all the same.
fn document(session: &Session, row: &Hold) -> Option<DocumentNumber> {
    let (key_sealed, sealed) = row.document.as_ref()?;
    let (keys, org) = (session.keys().ok()?, session.org_id());
    let key = keys.compartment_at(Compartment::Intake, row.document_key_epoch)?;
    let record = RecordKey::unwrap(key_sealed, key, &place(org, row.id, "document_key")).ok()?;
    record.open(&place(org, row.id, "document"), &Sealed::from_bytes(sealed.clone())).ok()
}
