//! The sealed content of a record: opened here, sealed here, and nowhere else.
//!
//! Invariant: a row that does not open where it stands is written to the audit chain and answered as a fault.

use crate::{App, Error, Result, Session, journal, partnerships};
use domain::audit::Act;
use domain::ids::{OrgId, ReferralId};
use domain::message::Body;
use domain::part2::Part2Attachment;
use domain::referral::PersonCard;
use domain::retention::Part;
use domain::safe_contact::ClosedBy;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::referrals::{Content, EventRow, ReferralRow};
use vault::{Compartment, Place, RecordKey, Sealed, SessionKeys, open_envelope};

fn place(org: OrgId, id: ReferralId, field: &str, version: u32) -> Place<'_> {
    Place { org, table: "referral", row: id.bytes(), field, version }
}

/// Seals a card as the content of our own record, under a key of its own.
pub(crate) fn seal(app: &App, session: &Session, id: ReferralId, version: u32, keeps: &Keeps<'_>) -> Result<Content> {
    let key = session.keys()?.compartment(Compartment::Intake).ok_or(Error::Locked)?;
    let (org, record) = (session.org_id(), RecordKey::generate(app.entropy()));
    Ok(Content {
        record_key_sealed: Some(record.wrap(key, &place(org, id, "record_key", version), app.entropy())?),
        record_key_epoch: key.epoch(),
        person_sealed: Some(Sealed::from_bytes(
            record.seal(&place(org, id, "person", version), keeps, app.entropy())?.into_bytes(),
        )),
        envelope_sealed: None,
    })
}

/// What is sealed of a record: the card, and what came along with it under 42 CFR Part 2.
#[derive(Serialize)]
pub(crate) struct Keeps<'a> {
    #[serde(flatten)]
    pub(crate) card: &'a PersonCard,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) part2: Option<&'a Part2Attachment>,
    /// Nobody has taken it yet, and until then it may be read: sealed with it, since whoever has the database could
    /// move a time in clear.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) untaken_until: Option<Timestamp>,
}

/// The same as it is opened. What was sealed before there was an attachment is a card and nothing more.
#[derive(Deserialize)]
struct Kept {
    #[serde(flatten)]
    card: PersonCard,
    #[serde(default)]
    part2: Option<Part2Attachment>,
    #[serde(default)]
    untaken_until: Option<Timestamp>,
}

/// What an opened record holds.
pub(crate) struct Opened {
    pub(crate) card: PersonCard,
    /// The notice and the copy of the consent that came with it (42 CFR 2.32).
    pub(crate) part2: Option<Part2Attachment>,
    /// It still stands as the message that came: nobody has made it a record of ours yet.
    pub(crate) is_message: bool,
    /// Until when it may be read as long as nobody takes it; none of a record of ours.
    pub(crate) untaken_until: Option<Timestamp>,
    /// Parts that are still in what is sealed, although they are to be forgotten.
    pub(crate) lingering: BTreeSet<Part>,
}

impl Opened {
    /// What is to be forgotten is shown to nobody and goes into no new content; a plan that may be older than what the
    /// person said last is closed, in whatever is made of it too, until they say it again.
    fn fit_for_use(self, row: &ReferralRow) -> Self {
        let Self { card, part2, is_message, untaken_until, mut lingering } = self;
        let mut forgotten = row.forget_due.iter().fold(card, |card, part| {
            let without = card.clone().without(*part);
            if without != card {
                lingering.insert(*part);
            }
            without
        });
        if row.contact_unsure {
            forgotten.safe_contact.closed_by = Some(ClosedBy::Restored);
        }
        Self { card: forgotten, part2, is_message, untaken_until, lingering }
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
    if row.line.partner_ended_at.is_some() {
        return Ok(None);
    }
    // Nobody here has made it a record of ours, and the word it came with is over: closed at that second.
    let is_over = |until: Option<Timestamp>| until.is_some_and(|until| app.now() >= until);
    if is_over(row.line.untaken_until) {
        return Ok(None);
    }
    // A row put back to an earlier state carries its earlier version, and its seal would open: its events remember.
    let remembered = events.iter().map(|event| event.content_version).max().unwrap_or(0);
    if referral.version < remembered {
        return Err(Error::SealBroken);
    }
    if let (Some(wrapped), Some(sealed)) = (&row.content.record_key_sealed, &row.content.person_sealed) {
        let opened = open_own(keys, session.org_id(), row, wrapped, sealed)?;
        return Ok(Some(opened).filter(|opened| !is_over(opened.untaken_until)).map(|opened| opened.fit_for_use(row)));
    }
    let Some(envelope) = &row.content.envelope_sealed else { return Ok(None) };
    let partner = partnerships::with(app, session, referral.partner).await?;
    let from = partnerships::partner_public(&partner);
    let intake = keys.intake.as_ref().ok_or(Error::Locked)?;
    let message = open_envelope(envelope, intake, &keys.org, &from)?;
    match message.body {
        Body::Referral(body) if message.crossing == referral.crossing && is_over(Some(body.until)) => Ok(None),
        Body::Referral(body) if message.crossing == referral.crossing => {
            // Whatever the partner's forms take: here nothing is longer than ours.
            let (card, part2, untaken_until) = (body.card.in_brief(), message.part2, Some(body.until));
            let opened = Opened { card, part2, is_message: true, untaken_until, lingering: BTreeSet::new() };
            Ok(Some(opened.fit_for_use(row)))
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
    let sealed = Sealed::<Kept>::from_bytes(sealed.as_bytes().to_vec());
    let Kept { card, part2, untaken_until } = record.open(&place(org, id, "person", version), &sealed)?;
    Ok(Opened { card, part2, is_message: false, untaken_until, lingering: BTreeSet::new() })
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

#[cfg(test)]
mod tests {
    use super::*;
    use domain::safe_contact::SafeContact;
    use std::collections::BTreeSet;

    #[test]
    fn a_card_that_was_sealed_before_there_was_an_attachment_still_opens() {
        let card = PersonCard {
            name: None,
            safe_contact: SafeContact::do_not_contact(Timestamp::from_micros(1)),
            needs: BTreeSet::from([domain::service::Service::HivSti]),
            visit: None,
            note: None,
        };
        let before = serde_json::to_string(&card).expect("a card is written");
        let kept: Kept = serde_json::from_str(&before).expect("and read");
        assert!(kept.card == card && kept.part2.is_none() && kept.untaken_until.is_none());
        let now =
            serde_json::to_string(&Keeps { card: &card, part2: None, untaken_until: None }).expect("a card is written");
        assert_eq!(now, before, "nothing more is sealed than was");
    }
}
