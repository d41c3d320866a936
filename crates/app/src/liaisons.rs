//! Who answers on each side: who is named, who takes over when somebody hands over or leaves, and who was told of it.
//!
//! Invariant: a change of who answers and the word of it to both organizations are one transaction.
//! Invariant: nobody who leaves closes a partnership by it: the alternate takes over, and people are still connected.

use crate::workspace::{self, Colleague};
use crate::{App, Error, Result, Session, drill, housekeeping, journal, notices, partnerships};
use domain::audit::Act;
use domain::ids::{MemberId, NoticeId, OrgId, PartnershipId};
use domain::member::{Deed, MemberState, Role};
use domain::org::OrgKind;
use domain::partnership::Liaisons;
use domain::text::Label;
use domain::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use store::notices::Notice;
use store::partnerships::PartnershipRow;
use store::{OrgScope, Reads, Tx};

/// Who answers for one side, as both organizations read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    /// Which organization.
    pub org: Label,
    /// Its kind.
    pub kind: OrgKind,
    /// First to call; nobody when they have left.
    pub liaison: Option<Label>,
    /// When the liaison is out; nobody when they have left.
    pub alternate: Option<Label>,
    /// The latest change; nothing before the first.
    pub changed: Option<Changed>,
}

/// That somebody else answers than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Since when.
    pub since: Timestamp,
    /// Who answered before and does not any more.
    pub before: Vec<Label>,
    /// Who was told, of those whom both organizations know.
    pub told: Vec<Label>,
}

/// Who a side has named.
pub(crate) fn named(row: &PartnershipRow, org: OrgId) -> Option<Liaisons> {
    row.partnership.sides.iter().find(|side| side.org == org).and_then(|side| side.liaisons)
}

/// Who answers, our own side first.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others.
pub async fn answers(app: &App, session: &Session, partnership: PartnershipId) -> Result<[Answers; 2]> {
    session.authorize(Deed::ReadWorkspace)?;
    let row = partnerships::find(app, session, partnership).await?;
    let known = workspace::colleagues(app, session, partnership).await?;
    let theirs = app.worker().scope(row.partner.id);
    let (org, partner) = (session.org(), &row.partner);
    let ours = Answers {
        org: org.name.clone(),
        kind: org.kind,
        liaison: row.our_liaison.clone(),
        alternate: row.our_alternate.clone(),
        changed: changed(app, &session.scope, &row, &known).await?,
    };
    let theirs = Answers {
        org: partner.name.clone(),
        kind: partner.kind,
        liaison: row.partner_liaison.clone(),
        alternate: row.partner_alternate.clone(),
        changed: changed(app, &theirs, &row, &known).await?,
    };
    Ok([ours, theirs])
}

async fn changed(app: &App, scope: &OrgScope, row: &PartnershipRow, known: &[Colleague]) -> Result<Option<Changed>> {
    let Some(change) = store::liaisons::latest(app.store(), scope, row.partnership.id).await? else { return Ok(None) };
    let Some(was) = change.before else { return Ok(None) };
    let now = named(row, scope.org());
    let mut before = Vec::new();
    for gone in [was.liaison, was.alternate] {
        let one = store::members::find(app.store(), scope, gone).await?;
        let stays = one.as_ref().is_some_and(|one| one.member.state != MemberState::Ended)
            && now.is_some_and(|now| now.names(gone));
        before.extend(one.filter(|_| !stays).map(|one| one.member.name));
    }
    let told = known.iter().filter(|one| change.told.contains(&one.member)).map(|one| one.name.clone()).collect();
    Ok(Some(Changed { since: change.since, before, told }))
}

/// Somebody whom one of the caller's partners would call has left, and nobody else was named.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn has_gap(app: &App, session: &Session) -> Result<bool> {
    let rows = store::partnerships::list(app.store(), &session.scope).await?;
    let is_gap = |row: &PartnershipRow| {
        named(row, session.org_id()).is_some() && (row.our_liaison.is_none() || row.our_alternate.is_none())
    };
    Ok(rows.iter().any(is_gap))
}

/// Names who answers for our side from now on, and tells both organizations if somebody else did before.
pub(crate) async fn put(
    app: &App,
    tx: &Tx,
    scope: &OrgScope,
    (by, at): (MemberId, Timestamp),
    row: &PartnershipRow,
    now: Liaisons,
) -> store::Result<()> {
    let before = named(row, scope.org());
    if before == Some(now) {
        return Ok(());
    }
    let (id, theirs) = (row.partnership.id, app.worker().scope(row.partner.id));
    let mut told = Vec::new();
    if let Some(before) = before {
        let ours = [before, now].into_iter().flat_map(|two| [two.liaison, two.alternate]).collect();
        told.extend(who_hear(tx, scope, ours).await?);
        let partner = named(row, theirs.org()).into_iter().flat_map(|two| [two.liaison, two.alternate]).collect();
        told.extend(who_hear(tx, &theirs, partner).await?);
        told.retain(|(_, member)| *member != by);
        let detail = "partner liaisons";
        tx.audit(&theirs, journal::by_system(&theirs, at, Act::PartnershipChanged, Some(id.bytes()), detail));
    }
    let ids: BTreeSet<MemberId> = told.iter().map(|(_, member)| *member).collect();
    store::liaisons::put(tx, scope, id, now, (at, &ids)).await?;
    for (of, member) in told {
        let (notice, code) = (NoticeId::new(app.next_id()), "notice-liaisons".to_owned());
        notices::bring(app, tx, &of, &Notice { id: notice, member, code, referral: None, at }).await?;
    }
    tx.audit(scope, journal::by_member(scope, by, at, Act::PartnershipChanged, Some(id.bytes()), "liaisons"));
    Ok(())
}

/// Leads, and those of `named`, who work there now and have a page on which to read it.
async fn who_hear(
    db: &impl Reads,
    scope: &OrgScope,
    named: BTreeSet<MemberId>,
) -> store::Result<Vec<(OrgScope, MemberId)>> {
    let all = store::members::list(db, scope).await?.into_iter().map(|row| row.member);
    let here = all.filter(|one| one.state == MemberState::Active && housekeeping::reads_notices(&one.roles));
    Ok(here
        .filter(|one| one.roles.contains(&Role::Lead) || named.contains(&one.id))
        .map(|one| (*scope, one.id))
        .collect())
}

/// Somebody has just left: whoever answers with them takes over, in every partnership that named them.
pub(crate) async fn after(
    app: &App,
    tx: &Tx,
    scope: &OrgScope,
    (by, at): (MemberId, Timestamp),
    gone: MemberId,
    stand_ins: &[MemberId],
) -> store::Result<()> {
    for row in store::partnerships::list(tx, scope).await? {
        let now = named(&row, scope.org()).and_then(|two| two.without(gone, stand_ins.iter().copied()));
        if let Some(now) = now {
            put(app, tx, scope, (by, at), &row, now).await?;
        }
    }
    Ok(())
}

/// To whom somebody of our side can hand over: everybody else who works here.
///
/// # Errors
/// [`Error::NotFound`] without the deed, for a partnership of others, and for who cannot be asked about or is the
/// partner's.
pub async fn successors(
    app: &App,
    session: &Session,
    partnership: PartnershipId,
    from: MemberId,
) -> Result<Vec<(MemberId, Label)>> {
    session.authorize(Deed::ManagePartnership)?;
    let from_ours = drill::candidates(app, session, partnership).await?;
    if from_ours.iter().all(|one| one.member != from || one.org != session.org_id()) {
        return Err(Error::NotFound);
    }
    let all = crate::people::colleagues(app, session).await?;
    Ok(all.into_iter().filter(|(one, _)| *one != from).collect())
}

/// Hands over, in one deed: who answers, and everything open that they look after in this partnership. If `to` is the other
/// of the two who answer, the two change places. Both organizations are told.
///
/// # Errors
/// [`Error::NotFound`] as [`successors`]; [`Error::Invalid`] `liaison-not-active`, `hand-over-nothing` when nothing is in
/// their name, `not-a-successor` for somebody who can look after nothing in the workspace.
pub async fn hand_over(
    app: &App,
    session: &Session,
    partnership: PartnershipId,
    (from, to): (MemberId, MemberId),
) -> Result<()> {
    session.authorize(Deed::WriteWorkspace)?;
    if successors(app, session, partnership, from).await?.iter().all(|(one, _)| *one != to) {
        return Err(Error::Invalid("liaison-not-active"));
    }
    let owned = drill::owned_by(app, &session.scope, partnership, from).await?;
    let row = partnerships::find(app, session, partnership).await?;
    let theirs = BTreeMap::from([(partnership, app.worker().scope(row.partner.id))]);
    let pens = workspace::pens(app, session, theirs);
    let (scope, by, at, node) = (session.scope, session.member, app.now(), app.clone());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let rows = store::partnerships::list(tx, &scope).await?;
                let row = rows.into_iter().find(|row| row.partnership.id == partnership).ok_or(Error::NotFound)?;
                let now = named(&row, scope.org()).and_then(|two| two.handed_over(from, to));
                if now.is_none() && owned.is_empty() {
                    return Err(Error::Invalid("hand-over-nothing"));
                }
                let successor = store::members::find(tx, &scope, to).await?.ok_or(Error::NotFound)?.member;
                let leads = successor.state == MemberState::Active && successor.roles.contains(&Role::Lead);
                let can_own = leads || now.or_else(|| named(&row, scope.org())).is_some_and(|two| two.names(to));
                if !owned.is_empty() && !can_own {
                    return Err(Error::Invalid("not-a-successor"));
                }
                if let Some(now) = now {
                    put(&node, tx, &scope, (by, at), &row, now).await?;
                }
                workspace::hand_over(&node, tx, (&owned, &pens), (from, to)).await
            })
        })
        .await
}
