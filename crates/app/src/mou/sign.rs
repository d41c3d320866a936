//! Freezing what both have agreed into a version, and signing it.

use super::Table;
use crate::notices;
use crate::{App, Error, Result, Session, housekeeping, journal};
use domain::audit::Act;
use domain::ids::{NoticeId, PartnershipId};
use domain::member::Deed;
use domain::mou::ledger::{CannotSign, NotReady};
use domain::mou::paper::BadTerm;
use domain::mou::{Memorandum, Party};
use domain::org::OrgKind;
use domain::partnership::NotOpen;
use domain::referral::Direction;
use domain::time::Timestamp;
use store::mou::{SignatureRow, VersionRow};
use store::notices::Notice;
use vault::{Compartment, MouSignature};

/// Freezes what both sides have agreed into the next version, which waits for their signatures. Answers its number.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others; [`Error::Invalid`] with what is to be mended.
pub async fn freeze(app: &App, session: &Session, partnership: PartnershipId) -> Result<u32> {
    session.authorize(Deed::WriteWorkspace)?;
    let table = Table::of(app, session, partnership).await?;
    let (node, member, name, now) = (app.clone(), session.member, session.name().clone(), app.now());
    let our_name = session.org().name.clone();
    app.store()
        .write(table.lane(), move |tx| {
            Box::pin(async move {
                store::workspace::hold(tx, partnership).await?;
                let (books, draft) = (table.books(tx).await?, table.draft(tx).await?);
                let terms =
                    books.ledger.may_freeze(&draft, table.today).map_err(|why| Error::Invalid(not_ready(&why)))?;
                // Of all that is stored, whether it can be read or not: a number is used once.
                let last = books.rows.last().map_or(0, |row| row.version);
                let version = last.max(books.ledger.next_number() - 1) + 1;
                let party = |kind: OrgKind| {
                    let is_ours = kind == table.kind;
                    let org = if is_ours { table.ours.org() } else { table.theirs.org() };
                    Party { org, name: if is_ours { our_name.clone() } else { table.row.partner.name.clone() } }
                };
                let paper = Memorandum {
                    partnership,
                    version,
                    health_center: party(OrgKind::HealthCenter),
                    advocacy: party(OrgKind::Advocacy),
                    clauses: draft.words(),
                };
                let content = serde_json::to_string(&paper).map_err(|_| Error::Invalid("mou-clause-open"))?;
                let row = VersionRow {
                    version,
                    content,
                    starts: terms.starts,
                    by_name: name,
                    at: now,
                    reminded: String::new(),
                };
                store::mou::freeze(tx, table.scopes(), partnership, &row).await?;
                for scope in table.scopes() {
                    nothing_to_sign(&node, tx, scope, partnership, last).await?;
                }
                written(tx, &table, (member, now), Act::MouFrozen, version);
                ask_to_sign(&node, tx, &table, version, now).await?;
                Ok(version)
            })
        })
        .await
}

/// Signs a version as its lead has read it, with their own key, for their organization.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others; [`Error::Locked`] without keys;
/// [`Error::NotOpen`] while the partner's key is not compared; [`Error::Invalid`] with why it cannot be signed.
pub async fn sign(app: &App, session: &Session, partnership: PartnershipId, read: (u32, [u8; 32])) -> Result<()> {
    session.authorize(Deed::SignMou)?;
    let table = Table::of(app, session, partnership).await?;
    let keys = session.keys()?;
    let certificate = keys.certificate.as_ref().ok_or(Error::Locked)?;
    let intake = keys.compartment(Compartment::Intake).ok_or(Error::NotOpen(NotOpen::KeyNotConfirmed))?;
    let theirs = crate::partnerships::partner_public(&table.row);
    let side = table.row.partnership.sides.iter().find(|side| side.org == session.org_id());
    let pin = side.and_then(|side| side.confirmed_partner_key);
    if !pin.is_some_and(|pin| intake.confirms(&theirs, &pin)) {
        return Err(Error::NotOpen(NotOpen::KeyNotConfirmed));
    }
    let signature = MouSignature::sign(&keys.member, certificate, &read.1, &table.public)?;
    let row = SignatureRow {
        version: read.0,
        by_org: session.org_id(),
        by_name: session.name().clone(),
        at: app.now(),
        signature: signature.to_bytes(),
    };
    let (node, member) = (app.clone(), session.member);
    app.store()
        .write(table.lane(), move |tx| {
            Box::pin(async move {
                store::workspace::hold(tx, partnership).await?;
                let (books, draft) = (table.books(tx).await?, table.draft(tx).await?);
                let may = books.ledger.may_sign((read.0, &read.1), table.kind, &draft, table.today);
                may.map_err(|why| Error::Invalid(cannot_sign(why)))?;
                store::mou::sign(tx, table.scopes(), partnership, &row).await?;
                nothing_to_sign(&node, tx, &table.ours, partnership, read.0).await?;
                written(tx, &table, (member, row.at), Act::MouSigned, read.0);
                let signed = table.books(tx).await?;
                if signed.ledger.version(read.0).is_some_and(|version| !version.is_signed()) {
                    ask_to_sign(&node, tx, &table, read.0, row.at).await?;
                }
                Ok(())
            })
        })
        .await
}

/// In both chains: who did it in ours, and that the partner did in theirs.
fn written(
    tx: &store::Tx,
    table: &Table,
    (member, now): (domain::ids::MemberId, domain::time::Timestamp),
    act: Act,
    version: u32,
) {
    let (subject, detail) = (Some(table.id().bytes()), format!("version {version}"));
    tx.audit(&table.ours, journal::by_member(&table.ours, member, now, act, subject, detail.as_str()));
    tx.audit(&table.theirs, journal::by_system(&table.theirs, now, act, subject, format!("partner {detail}")));
}

/// The other side's leads learn that something waits for their signature. Said once for each version.
async fn ask_to_sign(
    app: &App,
    tx: &store::Tx,
    table: &Table,
    version: u32,
    now: domain::time::Timestamp,
) -> Result<()> {
    for member in housekeeping::leads(app, &table.theirs).await? {
        let id = asked(table.id(), version, member);
        let notice = Notice { id, member, code: "notice-mou-sign".to_owned(), referral: None, at: now };
        notices::bring(app, tx, &table.theirs, &notice).await?;
    }
    Ok(())
}

/// What was asked is done, or there is a later version: nobody is sent to sign it any more.
async fn nothing_to_sign(
    app: &App,
    tx: &store::Tx,
    scope: &store::OrgScope,
    partnership: PartnershipId,
    version: u32,
) -> Result<()> {
    for member in housekeeping::leads(app, scope).await? {
        store::notices::take_back(tx, scope, asked(partnership, version, member)).await?;
    }
    Ok(())
}

/// The other side's leads learn that a clause waits for their word. One notice for all that waits, until it is answered.
pub(super) async fn ask_to_answer(app: &App, tx: &store::Tx, table: &Table, now: Timestamp) -> Result<()> {
    for member in housekeeping::leads(app, &table.theirs).await? {
        let code = "notice-mou-clause".to_owned();
        let notice = Notice { id: to_answer(table.id(), member), member, code, referral: None, at: now };
        notices::bring(app, tx, &table.theirs, &notice).await?;
    }
    Ok(())
}

/// Nothing waits for our side's word any more.
pub(super) async fn nothing_to_answer(app: &App, tx: &store::Tx, table: &Table) -> Result<()> {
    for member in housekeeping::leads(app, &table.ours).await? {
        store::notices::take_back(tx, &table.ours, to_answer(table.id(), member)).await?;
    }
    Ok(())
}

/// The other side's leads learn that a procedure waits for their word, with the way to it. Once for each direction, until it
/// is answered.
pub(super) async fn ask_about_way(
    app: &App,
    tx: &store::Tx,
    table: &Table,
    (way, now): (Direction, Timestamp),
) -> Result<()> {
    let code = match way {
        Direction::ToAdvocacy => "notice-mou-to-advocacy",
        Direction::ToHealthCenter => "notice-mou-to-health-center",
    };
    for member in housekeeping::leads(app, &table.theirs).await? {
        let id = about_way(table.id(), way, member);
        let notice = Notice { id, member, code: code.to_owned(), referral: None, at: now };
        notices::bring(app, tx, &table.theirs, &notice).await?;
    }
    Ok(())
}

/// A procedure waits for our side's word no more.
pub(super) async fn way_is_answered(app: &App, tx: &store::Tx, table: &Table, way: Direction) -> Result<()> {
    for member in housekeeping::leads(app, &table.ours).await? {
        store::notices::take_back(tx, &table.ours, about_way(table.id(), way, member)).await?;
    }
    Ok(())
}

fn about_way(partnership: PartnershipId, way: Direction, member: domain::ids::MemberId) -> NoticeId {
    once(&[&partnership.bytes(), b"procedure", way.code().as_bytes(), &member.bytes()])
}

fn to_answer(partnership: PartnershipId, member: domain::ids::MemberId) -> NoticeId {
    once(&[&partnership.bytes(), b"clauses", &member.bytes()])
}

fn asked(partnership: PartnershipId, version: u32, member: domain::ids::MemberId) -> NoticeId {
    once(&[&partnership.bytes(), b"sign", &version.to_be_bytes(), &member.bytes()])
}

/// An id that is always the same for the same thing.
pub(crate) fn once(parts: &[&[u8]]) -> NoticeId {
    let digest = vault::sha256(&parts.concat());
    let mut id = [0; 16];
    id.copy_from_slice(&digest[..16]);
    NoticeId::from_bytes(id)
}

/// What is to be mended before it can be frozen: the key of a text.
#[must_use]
pub const fn not_ready(why: &NotReady) -> &'static str {
    match why {
        NotReady::Open(_) => "mou-clauses-open",
        NotReady::Missing(_) => "mou-clause-missing",
        NotReady::Unset(_) => "mou-clause-unset",
        NotReady::Term(BadTerm::NoDays) => "mou-no-days",
        NotReady::Term(BadTerm::EndsFirst) => "mou-ends-first",
        NotReady::Term(BadTerm::TooLong) => "mou-too-long",
        NotReady::Term(BadTerm::ReviewOutside) => "mou-review-outside",
        NotReady::Over => "mou-over",
        NotReady::TooLong => "mou-too-many-words",
        NotReady::Unchanged => "mou-unchanged",
    }
}

const fn cannot_sign(why: CannotSign) -> &'static str {
    match why {
        CannotSign::OtherText => "mou-sign-other-text",
        CannotSign::Outdated => "mou-sign-outdated",
        CannotSign::Void => "mou-sign-void",
        CannotSign::ChangedSince => "mou-sign-changed",
        CannotSign::Already => "mou-sign-already",
        CannotSign::Over => "mou-sign-over",
    }
}
