//! The sealed content of a record: opened here, sealed here, and nowhere else.
//!
//! Invariant: a row that does not open where it stands is written to the audit chain and answered as a fault.

use crate::{App, Error, Result, Session, journal, partnerships};
use domain::audit::Act;
use domain::ids::{OrgId, ReferralId};
use domain::message::Body;
use domain::referral::PersonCard;
use domain::retention::Part;
use std::collections::BTreeSet;
use store::referrals::{Content, EventRow, ReferralRow};
use vault::{Compartment, Place, RecordKey, Sealed, SessionKeys, open_envelope};

fn place(org: OrgId, id: ReferralId, field: &str, version: u32) -> Place<'_> {
    Place { org, table: "referral", row: id.bytes(), field, version }
}

/// Seals a card as the content of our own record, under a key of its own.
pub(crate) fn seal(app: &App, session: &Session, id: ReferralId, version: u32, card: &PersonCard) -> Result<Content> {
    let key = session.keys()?.compartment(Compartment::Intake).ok_or(Error::Locked)?;
    let (org, record) = (session.org_id(), RecordKey::generate(app.entropy()));
    Ok(Content {
        record_key_sealed: Some(record.wrap(key, &place(org, id, "record_key", version), app.entropy())?),
        record_key_epoch: key.epoch(),
        person_sealed: Some(record.seal(&place(org, id, "person", version), card, app.entropy())?),
        envelope_sealed: None,
    })
}

/// What an opened record holds.
pub(crate) struct Opened {
    pub(crate) card: PersonCard,
    /// It still stands as the message that came: nobody has made it a record of ours yet.
    pub(crate) is_message: bool,
    /// Parts that are still in what is sealed, although they are to be forgotten.
    pub(crate) lingering: BTreeSet<Part>,
}

impl Opened {
    /// What is to be forgotten is shown to nobody and goes into no new content.
    fn without_what_is_due(self, row: &ReferralRow) -> Self {
        let Self { card, is_message, mut lingering } = self;
        let forgotten = row.forget_due.iter().fold(card, |card, part| {
            let without = card.clone().without(*part);
            if without != card {
                lingering.insert(*part);
            }
            without
        });
        Self { card: forgotten, is_message, lingering }
    }
}

/// Opens a record. `None` once its content was destroyed, or when nobody took it while it was allowed.
///
/// # Errors
/// [`Error::SealBroken`], after writing it to the audit chain; [`Error::Locked`] without the keys.
pub(crate) async fn open(
    app: &App,
    session: &Session,
    row: &ReferralRow,
    events: &[EventRow],
) -> Result<Option<Opened>> {
    match try_open(app, session, row, events).await {
        Err(Error::SealBroken) => {
            report_broken(app, session, row.line.referral.id).await?;
            Err(Error::SealBroken)
        }
        other => other,
    }
}

/// The same, and a seal that is broken is written down by whoever looks at the record: for the service's own rounds.
pub(crate) async fn try_open(
    app: &App,
    session: &Session,
    row: &ReferralRow,
    events: &[EventRow],
) -> Result<Option<Opened>> {
    let keys = session.keys()?;
    if keys.compartment(Compartment::Intake).is_none() {
        return Err(Error::Locked);
    }
    let referral = &row.line.referral;
    // What a legal hold keeps after the partner ended sharing is kept, and shown to nobody.
    if row.partner_ended_at.is_some() {
        return Ok(None);
    }
    // A row put back to an earlier state carries its earlier version, and its seal would open: its events remember.
    let remembered = events.iter().map(|event| event.content_version).max().unwrap_or(0);
    if referral.version < remembered {
        return Err(Error::SealBroken);
    }
    if let (Some(wrapped), Some(sealed)) = (&row.content.record_key_sealed, &row.content.person_sealed) {
        let opened = open_own(keys, session.org_id(), row, wrapped, sealed)?;
        return Ok(Some(opened.without_what_is_due(row)));
    }
    let Some(envelope) = &row.content.envelope_sealed else { return Ok(None) };
    let partner = partnerships::with(app, session, referral.partner).await?;
    let from = partnerships::partner_public(&partner);
    let intake = keys.intake.as_ref().ok_or(Error::Locked)?;
    let message = open_envelope(envelope, intake, &keys.org, &from)?;
    match message.body {
        // Nobody here has made it a record of ours, and the word it came with is over: closed at that second.
        Body::Referral(body) if message.crossing == referral.crossing && app.now() >= body.until => Ok(None),
        Body::Referral(body) if message.crossing == referral.crossing => {
            Ok(Some(Opened { card: body.card, is_message: true, lingering: BTreeSet::new() }.without_what_is_due(row)))
        }
        _ => Err(Error::SealBroken),
    }
}

fn open_own(
    keys: &SessionKeys,
    org: OrgId,
    row: &ReferralRow,
    wrapped: &[u8],
    sealed: &Sealed<PersonCard>,
) -> Result<Opened> {
    let (id, version) = (row.line.referral.id, row.line.referral.version);
    let epoch = row.content.record_key_epoch;
    let key = keys.compartment_at(Compartment::Intake, epoch).ok_or(Error::Locked)?;
    let record = RecordKey::unwrap(wrapped, key, &place(org, id, "record_key", version))?;
    let card = record.open(&place(org, id, "person", version), sealed)?;
    Ok(Opened { card, is_message: false, lingering: BTreeSet::new() })
}

async fn report_broken(app: &App, session: &Session, id: ReferralId) -> Result<()> {
    let (scope, member, now) = (session.scope, session.member, app.now());
    tracing::error!(event = "seal_broken");
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let subject = Some(id.bytes());
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::SealBroken, subject, "referral"));
                Ok(())
            })
        })
        .await
}
