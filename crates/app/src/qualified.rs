//! What advocates are certified for, and who of them takes a slot of a health service. An advocacy organization's own.
//!
//! Invariant: nobody is put in a slot for which no certificate of theirs counts on its day. The partner reads that an
//! advocate is there only while that holds: it is said anew, in the same transaction, whenever the slot, a certificate or a
//! member changes.

use crate::trainings::{self, Staffer};
use crate::workspace::{self, Pen, Pens, REMOVED, stands};
use crate::{App, Error, Result, Session, journal, partnerships};
use domain::audit::Act;
use domain::day::Day;
use domain::ids::{CertificateId, EntryId, MemberId, PartnershipId};
use domain::member::{Deed, MemberState};
use domain::org::OrgKind;
use domain::qualified::{Certificate, LEAST_HOURS, MOST_HOURS, Skill, may_offer};
use domain::text::Label;
use domain::workspace::{Edit, Entry, Noun, Value};
use store::{OrgScope, Tx};

/// A certificate with whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The certificate.
    pub certificate: Certificate,
    /// Whose; nothing for somebody who has left.
    pub name: Option<Label>,
}

fn authorize(session: &Session) -> Result<()> {
    session.authorize(Deed::WriteWorkspace)?;
    if session.org().kind == OrgKind::Advocacy { Ok(()) } else { Err(Error::NotFound) }
}

/// Whether the caller keeps certificates: leads of an advocacy organization do.
#[must_use]
pub fn keeps(session: &Session) -> bool {
    authorize(session).is_ok()
}

/// Who works here now, for whom a certificate can be written down.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or at a health center.
pub async fn staff(app: &App, session: &Session) -> Result<Vec<Staffer>> {
    authorize(session)?;
    trainings::staff(app, session).await
}

/// Every certificate: what expires first comes first, what does not expire last.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or at a health center.
pub async fn certificates(app: &App, session: &Session) -> Result<Vec<Held>> {
    let staff = staff(app, session).await?;
    let mut all = store::certificates::list(app.store(), &session.scope).await?;
    all.sort_by_key(|one| (one.expires_on.is_none(), one.expires_on, one.id));
    Ok(held(&staff, all))
}

fn held(staff: &[Staffer], all: Vec<Certificate>) -> Vec<Held> {
    let name = |member| staff.iter().find(|one| one.member == member).map(|one| one.name.clone());
    all.into_iter().map(|certificate| Held { name: name(certificate.member), certificate }).collect()
}

/// Writes one down.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or at a health center; [`Error::Invalid`] `training-unknown-colleague`,
/// `certificate-ends-before`, `certificate-hours-needed` for one without an hour of training behind it.
pub async fn add(app: &App, session: &Session, new: Certificate) -> Result<()> {
    let staff = staff(app, session).await?;
    if staff.iter().all(|one| one.member != new.member) {
        return Err(Error::Invalid("training-unknown-colleague"));
    }
    if new.expires_on.is_some_and(|last| last < new.certified_on) {
        return Err(Error::Invalid("certificate-ends-before"));
    }
    if !(LEAST_HOURS..=MOST_HOURS).contains(&new.hours) {
        return Err(Error::Invalid("certificate-hours-needed"));
    }
    let (pens, node) = (workspace::all_pens(app, session).await?, app.clone());
    let (scope, member, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if store::certificates::insert(tx, &scope, &new, now).await?.is_new() {
                    let subject = Some(new.member.bytes());
                    let act = Act::StaffTraining;
                    tx.audit(&scope, journal::by_member(&scope, member, now, act, subject, "certificate"));
                    settle(&node, tx, &pens).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Takes one out. Slots that somebody took by it stand with their name, and the partner reads that nobody is there.
///
/// # Errors
/// [`Error::NotFound`] when it is not there, without the deed, or at a health center.
pub async fn remove(app: &App, session: &Session, id: CertificateId) -> Result<()> {
    turn(app, session, id, false).await
}

/// Puts one back that was taken out.
///
/// # Errors
/// As [`remove`].
pub async fn restore(app: &App, session: &Session, id: CertificateId) -> Result<()> {
    turn(app, session, id, true).await
}

async fn turn(app: &App, session: &Session, id: CertificateId, counts: bool) -> Result<()> {
    authorize(session)?;
    let (db, scope) = (app.store(), session.scope);
    let known = if counts {
        store::certificates::removed(db, &scope).await?
    } else {
        store::certificates::list(db, &scope).await?
    };
    let whose = known.into_iter().find(|one| one.id == id).ok_or(Error::NotFound)?.member;
    let (pens, node) = (workspace::all_pens(app, session).await?, app.clone());
    let (member, now) = (session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let (turned, detail) = if counts {
                    (store::certificates::restore(tx, &scope, id).await?, "certificate_restored")
                } else {
                    (store::certificates::remove(tx, &scope, id, now).await?, "certificate_removed")
                };
                if !turned {
                    return Err(Error::NotFound);
                }
                let subject = Some(whose.bytes());
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::StaffTraining, subject, detail));
                settle(&node, tx, &pens).await
            })
        })
        .await
}

/// Those that were taken out and can be put back, the last one first.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or at a health center.
pub async fn removed(app: &App, session: &Session) -> Result<Vec<Held>> {
    let staff = staff(app, session).await?;
    Ok(held(&staff, store::certificates::removed(app.store(), &session.scope).await?))
}

/// A slot, who takes it, and who could.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staffing {
    /// The slot.
    pub slot: Entry,
    /// For which service, on which day.
    pub asks: Option<(Skill, Day)>,
    /// Who takes it.
    pub taken_by: Option<(MemberId, Option<Label>)>,
    /// Whoever takes it may not, by now: their certificate has ended, or they have left.
    pub is_unfit: bool,
    /// Who may take it.
    pub may: Vec<Staffer>,
}

/// Every slot with its staffing, by id.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or at a health center.
pub async fn slots(app: &App, session: &Session, partnership: PartnershipId) -> Result<Vec<Staffing>> {
    let staff = staff(app, session).await?;
    let all = store::certificates::list(app.store(), &session.scope).await?;
    let taken = store::trainings::assigned(app.store(), &session.scope, partnership).await?;
    let slots = workspace::entries(app, session, partnership, Noun::Slot).await?;
    let staffing = |slot: Entry| {
        let asks = asks(&slot);
        let fits = |member| asks.is_some_and(|(skill, day)| may_offer(&all, member, skill, day));
        let may: Vec<Staffer> = staff.iter().filter(|one| fits(one.member)).cloned().collect();
        let by = taken.iter().find(|(entry, _)| *entry == slot.id()).map(|(_, member)| *member);
        let name = |member| staff.iter().find(|one| one.member == member).map(|one| one.name.clone());
        let is_unfit = by.is_some_and(|by| may.iter().all(|one| one.member != by));
        Staffing { asks, taken_by: by.map(|by| (by, name(by))), is_unfit, may, slot }
    };
    Ok(slots.into_iter().map(staffing).collect())
}

/// One slot with its staffing.
///
/// # Errors
/// [`Error::NotFound`] when it is not there.
pub async fn slot(app: &App, session: &Session, partnership: PartnershipId, slot: EntryId) -> Result<Staffing> {
    let all = slots(app, session, partnership).await?;
    all.into_iter().find(|one| one.slot.id() == slot).ok_or(Error::NotFound)
}

/// Puts somebody in a slot, or nobody. The partner learns whether somebody is there, not who.
///
/// # Errors
/// [`Error::NotFound`] without the deed, at a health center, or when the slot is not there; [`Error::Invalid`]
/// `slot-not-qualified` for whoever has no certificate for the service that counts on its day.
pub async fn assign(
    app: &App,
    session: &Session,
    (partnership, entry): (PartnershipId, EntryId),
    who: Option<MemberId>,
) -> Result<()> {
    authorize(session)?;
    let row = partnerships::find(app, session, partnership).await?;
    let pen = Pen::of(app, session, app.worker().scope(row.partner.id));
    let (scope, member, now, node) = (session.scope, session.member, app.now(), app.clone());
    app.store()
        .write(pen.lane(), move |tx| {
            Box::pin(async move {
                store::workspace::hold(tx, partnership).await?;
                let of = (Noun::Slot, entry);
                let known = store::workspace::entry(tx, &scope, partnership, of).await?;
                stands(&known)?;
                if known.entry.is_ticked(REMOVED) {
                    return Err(Error::NotFound);
                }
                if let Some(who) = who
                    && !takes(tx, &scope, &known.entry, who).await?
                {
                    return Err(Error::Invalid("slot-not-qualified"));
                }
                store::trainings::assign(tx, &scope, (partnership, entry), who, now).await?;
                let subject = Some(entry.bytes());
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::StaffTraining, subject, "assignment"));
                let settled = settled(&node, tx, &pen, (partnership, of), &known.entry).await?;
                pen.put(tx, partnership, of, settled.as_slice()).await
            })
        })
        .await
}

/// Whether somebody works here and may offer what a slot asks for on its day.
async fn takes(tx: &Tx, scope: &OrgScope, slot: &Entry, who: MemberId) -> Result<bool> {
    let Some((skill, day)) = asks(slot) else { return Ok(false) };
    let staff = store::members::list(tx, scope).await?;
    let works = staff.iter().any(|row| row.member.id == who && row.member.state == MemberState::Active);
    Ok(works && may_offer(&store::certificates::list(tx, scope).await?, who, skill, day))
}

/// For which service, on which day.
fn asks(slot: &Entry) -> Option<(Skill, Day)> {
    Skill::parse(slot.text("service")).ok().zip(slot.day("day"))
}

/// What the shared entry of a slot has to say by now: whether somebody is there who may be. Nothing when it says so, and
/// for what is no slot.
pub(crate) async fn settled(
    app: &App,
    tx: &Tx,
    pen: &Pen,
    (partnership, (noun, id)): (PartnershipId, (Noun, EntryId)),
    slot: &Entry,
) -> Result<Option<Edit>> {
    if noun != Noun::Slot {
        return Ok(None);
    }
    let scope = pen.advocacy();
    let assigned = store::trainings::assigned(tx, scope, partnership).await?;
    let by = assigned.into_iter().find(|(entry, _)| *entry == id).map(|(_, member)| member);
    let is_there = match by {
        Some(by) => takes(tx, scope, slot, by).await?,
        None => false,
    };
    let value = if is_there { Value::stored(STAFFED.to_owned()) } else { None };
    let change = slot.change(slot, "staffed", value.as_ref());
    Ok(change.map(|saw| pen.edit(app, id, "staffed", value, saw)))
}

/// What stands in the field when somebody is there.
const STAFFED: &str = "on";

/// Says of every slot that somebody of ours takes whether they may still, after certificates or staff have changed.
pub(crate) async fn settle(app: &App, tx: &Tx, pens: &Pens) -> Result<()> {
    for (partnership, pen) in pens {
        if pen.ours().org() != pen.advocacy().org() {
            continue;
        }
        store::workspace::hold(tx, *partnership).await?;
        for (entry, _) in store::trainings::assigned(tx, pen.ours(), *partnership).await? {
            let of = (Noun::Slot, entry);
            let known = store::workspace::entry(tx, pen.ours(), *partnership, of).await?;
            let settled = settled(app, tx, pen, (*partnership, of), &known.entry).await?;
            pen.put(tx, *partnership, of, settled.as_slice()).await?;
        }
    }
    Ok(())
}

/// How many slots from a day on somebody takes, in all partnerships.
pub(crate) async fn n_taken(app: &App, scope: &OrgScope, member: MemberId, from: Day) -> Result<u32> {
    let mut n = 0;
    for row in store::partnerships::list(app.store(), scope).await? {
        let id = row.partnership.id;
        let taken = store::trainings::assigned(app.store(), scope, id).await?;
        let slots = store::workspace::entries(app.store(), scope, id, Noun::Slot).await?;
        let comes = |slot: &&Entry| slot.day("day").is_some_and(|day| day >= from) && !slot.is_ticked(REMOVED);
        let theirs = |slot: &&Entry| taken.iter().any(|(entry, by)| *entry == slot.id() && *by == member);
        n += slots.iter().filter(comes).filter(theirs).count();
    }
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}
