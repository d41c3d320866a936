//! What advocates are certified for, and who of them takes a slot of a health service. An advocacy organization's own.
//!
//! Invariant: nobody is put in a slot for which no certificate of theirs counts on its day.

use crate::trainings::{self, Staffer};
use crate::workspace::{self, stands};
use crate::{App, Error, Result, Session, journal};
use domain::audit::Act;
use domain::day::Day;
use domain::ids::{CertificateId, EntryId, MemberId, PartnershipId};
use domain::member::Deed;
use domain::org::OrgKind;
use domain::qualified::{Certificate, Skill, may_offer};
use domain::text::Label;
use domain::workspace::{Changes, Entry, Noun, Shape};

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
    let name = |member| staff.iter().find(|one| one.member == member).map(|one| one.name.clone());
    let mut all = store::certificates::list(app.store(), &session.scope).await?;
    all.sort_by_key(|one| (one.expires_on.is_none(), one.expires_on, one.id));
    Ok(all.into_iter().map(|certificate| Held { name: name(certificate.member), certificate }).collect())
}

/// Writes one down.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or at a health center; [`Error::Invalid`] `training-unknown-colleague`,
/// `certificate-ends-before`.
pub async fn add(app: &App, session: &Session, new: Certificate) -> Result<()> {
    let staff = staff(app, session).await?;
    if staff.iter().all(|one| one.member != new.member) {
        return Err(Error::Invalid("training-unknown-colleague"));
    }
    if new.expires_on.is_some_and(|last| last < new.certified_on) {
        return Err(Error::Invalid("certificate-ends-before"));
    }
    let (scope, member, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if store::certificates::insert(tx, &scope, &new, now).await?.is_new() {
                    let subject = Some(new.member.bytes());
                    let act = Act::StaffTraining;
                    tx.audit(&scope, journal::by_member(&scope, member, now, act, subject, "certificate"));
                }
                Ok(())
            })
        })
        .await
}

/// Takes one out. Slots that somebody took by it stand, and are marked.
///
/// # Errors
/// [`Error::NotFound`] when it is not there, without the deed, or at a health center.
pub async fn remove(app: &App, session: &Session, id: CertificateId) -> Result<()> {
    authorize(session)?;
    let (scope, member, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if !store::certificates::remove(tx, &scope, id).await? {
                    return Err(Error::NotFound);
                }
                let entry = journal::by_member(&scope, member, now, Act::StaffTraining, None, "certificate_removed");
                tx.audit(&scope, entry);
                Ok(())
            })
        })
        .await
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
        let asks = Skill::parse(slot.text("service")).ok().zip(slot.day("day"));
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
    let staffing = slot(app, session, partnership, entry).await?;
    if who.is_some_and(|who| staffing.may.iter().all(|one| one.member != who)) {
        return Err(Error::Invalid("slot-not-qualified"));
    }
    let (scope, member, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                store::trainings::assign(tx, &scope, (partnership, entry), who, now).await?;
                let subject = Some(entry.bytes());
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::StaffTraining, subject, "assignment"));
                Ok::<_, Error>(())
            })
        })
        .await?;
    let of = (Noun::Slot, entry);
    let known = workspace::entry(app, session, partnership, of).await?;
    stands(&known)?;
    let staffed = Shape::Flag.read(if who.is_some() { "on" } else { "" }).unwrap_or_default();
    let changes = Changes::none().with("staffed", staffed);
    workspace::write(app, session, partnership, of, (known.seq, changes)).await.map(drop)
}
