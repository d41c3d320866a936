//! What a law compelled an organization to hand over, written down after it was done on paper or by voice. Nothing is
//! sent from here.
//!
//! Invariant: only a whole record is taken ([`domain::mandate`]); a subpoena alone writes nothing.

use crate::referrals::inbox::PAGE;
use crate::referrals::{Cursor, Page};
use crate::{App, Error, Result, Session, housekeeping, journal, notices};
use domain::audit::Act;
use domain::ids::{MandateId, MemberId, NoticeId, OrgId, ReferralId};
use domain::mandate::{Draft, Lack, Mandate, Notice, notice_lacks};
use domain::member::Deed;
use domain::text::PersonText;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::OrgScope;
use store::mandates::NewMandate;
pub use store::mandates::{MandateRow, NoticeRow};
use store::notices::Notice as Reminder;
use vault::{Compartment, Place, RecordKey, Sealed};

/// Reminders in one go.
const BATCH: u32 = 50;

/// To whom, and by which paper. Sealed.
#[derive(Serialize, Deserialize)]
struct Particulars {
    document: PersonText,
    recipient: PersonText,
}

/// One of the list: no name and no word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// As it stands.
    pub row: MandateRow,
    /// The last word on the notice to the survivor.
    pub notice: Option<Notice>,
}

/// One, opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// As it stands.
    pub row: MandateRow,
    /// The citation of the law, or number and court of the order.
    pub document: Option<PersonText>,
    /// Name of the authority.
    pub recipient: Option<PersonText>,
    /// What was handed over; none once that was forgotten.
    pub note: Option<PersonText>,
    /// What was written down of the notice to the survivor, oldest first.
    pub notices: Vec<NoticeRow>,
}

/// Writes one down, or names all it lacks. `id` is made with the form.
///
/// # Errors
/// [`Error::NotFound`] without the deed, and for a record that is hidden from the caller.
pub async fn record(
    app: &App,
    session: &Session,
    id: MandateId,
    about: Option<ReferralId>,
    draft: Draft,
) -> Result<std::result::Result<MandateId, BTreeSet<Lack>>> {
    session.authorize(Deed::RecordMandate)?;
    let now = app.now();
    if let Some(referral) = about {
        let found = store::referrals::find(app.store(), &session.scope, session.member, referral).await?;
        found.ok_or(Error::NotFound)?;
    }
    let mandate = match Mandate::record(draft, now) {
        Ok(mandate) => mandate,
        Err(lacks) => return Ok(Err(lacks)),
    };
    let new = seal(app, session, id, about, &mandate, now)?;
    let (scope, member) = (session.scope, session.member);
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if store::mandates::insert(tx, &scope, &new).await?.is_new() {
                    let subject = about.map(ReferralId::bytes);
                    let detail = new.basis.code();
                    tx.audit(&scope, journal::by_member(&scope, member, now, Act::MandateRecorded, subject, detail));
                }
                Ok::<_, Error>(())
            })
        })
        .await?;
    Ok(Ok(id))
}

fn place(org: OrgId, id: MandateId, field: &str) -> Place<'_> {
    Place { org, table: "mandate", row: id.bytes(), field, version: 1 }
}

fn seal(
    app: &App,
    session: &Session,
    id: MandateId,
    referral: Option<ReferralId>,
    mandate: &Mandate,
    now: Timestamp,
) -> Result<NewMandate> {
    let key = session.keys()?.compartment(Compartment::Releases).ok_or(Error::Locked)?;
    let (org, entropy) = (session.org_id(), app.entropy());
    let particulars = Particulars { document: mandate.document().clone(), recipient: mandate.recipient().clone() };
    // A key for each, so that what was handed over can be destroyed while the rest stays.
    let (one, other) = (RecordKey::generate(entropy), RecordKey::generate(entropy));
    Ok(NewMandate {
        id,
        referral,
        basis: mandate.basis(),
        authority: mandate.authority(),
        elements: mandate.elements().clone(),
        disclosed_at: mandate.disclosed_at(),
        notice: mandate.notice(),
        decided_by: mandate.decided_by(),
        particulars_sealed: (
            one.wrap(key, &place(org, id, "particulars_key"), entropy)?,
            one.seal(&place(org, id, "particulars"), &particulars, entropy)?.into_bytes(),
        ),
        note_sealed: (
            other.wrap(key, &place(org, id, "note_key"), entropy)?,
            other.seal(&place(org, id, "note"), mandate.note(), entropy)?.into_bytes(),
        ),
        key_epoch: key.epoch(),
        created_at: now,
    })
}

fn open<T: serde::de::DeserializeOwned>(
    session: &Session,
    row: &MandateRow,
    sealed: Option<&(Vec<u8>, Vec<u8>)>,
    fields: [&str; 2],
) -> Result<Option<T>> {
    let Some((wrapped, content)) = sealed else { return Ok(None) };
    let key = session.keys()?.compartment_at(Compartment::Releases, row.key_epoch).ok_or(Error::Locked)?;
    let record = RecordKey::unwrap(wrapped, key, &place(session.org_id(), row.id, fields[0]))?;
    let sealed = Sealed::<T>::from_bytes(content.clone());
    Ok(Some(record.open(&place(session.org_id(), row.id, fields[1]), &sealed)?))
}

fn particulars(session: &Session, row: &MandateRow) -> Result<Option<Particulars>> {
    open(session, row, row.particulars_sealed.as_ref(), ["particulars_key", "particulars"])
}

/// The name of the authority, for an accounting.
pub(crate) async fn recipient(app: &App, session: &Session, id: MandateId) -> Result<Option<String>> {
    let row = store::mandates::find(app.store(), &session.scope, session.member, id).await?;
    let Some(row) = row else { return Ok(None) };
    Ok(particulars(session, &row)?.map(|opened| opened.recipient.reveal().to_owned()))
}

/// The newest, without what is sealed.
///
/// # Errors
/// [`Error::NotFound`] without the deed, [`Error::Invalid`] `cursor` for a cursor that is none.
pub async fn list(app: &App, session: &Session, from: Option<Cursor>) -> Result<Page<Listed>> {
    session.authorize(Deed::RecordMandate)?;
    let before = from.as_ref().map(|from| from.time_and(MandateId::parse)).transpose()?;
    let mut rows = store::mandates::latest(app.store(), &session.scope, session.member, before, PAGE + 1).await?;
    let more = rows.len() > PAGE as usize;
    rows.truncate(PAGE as usize);
    let next = rows.last().filter(|_| more).map(|row| Cursor::of_time_and(row.created_at, row.id));
    let mut listed = Vec::with_capacity(rows.len());
    for row in rows {
        let notices = store::mandates::notices(app.store(), &session.scope, row.id).await?;
        listed.push(Listed { notice: notices.last().map(|last| last.notice), row });
    }
    Ok(Page { rows: listed, next })
}

/// One, opened; that is written down.
///
/// # Errors
/// [`Error::NotFound`] also for one about a record that is hidden from the caller; [`Error::SealBroken`].
pub async fn show(app: &App, session: &Session, id: MandateId) -> Result<Opened> {
    session.authorize(Deed::RecordMandate)?;
    let row = find(app, session, id).await?;
    let opened = particulars(session, &row)?;
    let (document, recipient) = opened.map(|opened| (opened.document, opened.recipient)).unzip();
    let note = open(session, &row, row.note_sealed.as_ref(), ["note_key", "note"])?;
    let notices = store::mandates::notices(app.store(), &session.scope, id).await?;
    write(app, session, Act::MandateOpened, row.referral, "").await?;
    Ok(Opened { row, document, recipient, note, notices })
}

async fn find(app: &App, session: &Session, id: MandateId) -> Result<MandateRow> {
    store::mandates::find(app.store(), &session.scope, session.member, id).await?.ok_or(Error::NotFound)
}

async fn write(app: &App, session: &Session, act: Act, about: Option<ReferralId>, detail: &'static str) -> Result<()> {
    let (scope, member, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                tx.audit(&scope, journal::by_member(&scope, member, now, act, about.map(ReferralId::bytes), detail));
                Ok(())
            })
        })
        .await
}

/// Writes down that the survivor was told, or why still not, or names what it lacks.
///
/// # Errors
/// [`Error::NotFound`] also for one about a record that is hidden from the caller.
pub async fn tell(
    app: &App,
    session: &Session,
    id: MandateId,
    notice: Notice,
) -> Result<std::result::Result<(), Lack>> {
    session.authorize(Deed::RecordMandate)?;
    let row = find(app, session, id).await?;
    if let Some(lack) = notice_lacks(notice, app.now()) {
        return Ok(Err(lack));
    }
    let (scope, member, now, about) = (session.scope, session.member, app.now(), row.referral);
    let detail = match notice {
        Notice::Told { .. } => "told",
        Notice::NotNow { .. } => "not_now",
    };
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                store::mandates::add_notice(tx, &scope, id, notice, member, now).await?;
                let subject = about.map(ReferralId::bytes);
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::MandateNotice, subject, detail));
                Ok::<_, Error>(())
            })
        })
        .await?;
    Ok(Ok(()))
}

/// Reminds the leads of a survivor who was not told and is to be thought of again. Says so once each time, and only to
/// those from whom the record is not hidden; while there is nobody to tell, it stays due.
pub(crate) async fn remind(app: &App, scope: OrgScope) -> Result<()> {
    let (now, node) = (app.now(), app.clone());
    let due = store::mandates::due(app.store(), &scope, app.worker(), now, BATCH).await?;
    if due.is_empty() {
        return Ok(());
    }
    let leads = housekeeping::leads(app, &scope).await?;
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                for (id, referral) in due {
                    let hidden = match referral {
                        Some(about) => store::restrictions::hidden_from(tx, &scope, node.worker(), about).await?,
                        None => BTreeSet::new(),
                    };
                    let told: Vec<MemberId> = leads.iter().copied().filter(|lead| !hidden.contains(lead)).collect();
                    if told.is_empty() || !store::mandates::reminded(tx, &scope, id, now).await? {
                        continue;
                    }
                    for member in told {
                        let code = "notice-mandate-review".to_owned();
                        let reminder = Reminder { id: NoticeId::new(node.next_id()), member, code, referral, at: now };
                        notices::bring(&node, tx, &scope, &reminder).await?;
                    }
                }
                Ok(())
            })
        })
        .await
        .map_err(|error: store::Error| error.into())
}
