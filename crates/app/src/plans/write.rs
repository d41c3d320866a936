//! Our own lines and notes. Nothing here crosses, but the word that a line which was shared is shared no more.

use super::content::{self, At};
use super::{Ground, must_stand};
use crate::{App, Error, Result, Session, journal};
use domain::audit::Act;
use domain::care_plan::{ItemKind, Side};
use domain::care_plan::{LONGEST_NOTE, Line, MOST_LINES, Owner, PrivateNote};
use domain::day::Day;
use domain::ids::{LineId, ReferralId};
use domain::member::Deed;
use domain::retention::PurgeRule;
use domain::text::PersonText;
use store::care_plan::Item;
use store::retention::Purge;

/// Most private notes of a plan.
const MOST_NOTES: usize = 200;

/// Adds a line of ours. `id` is made with the form, so a form posted twice adds once.
///
/// # Errors
/// [`Error::Invalid`] `plan-closed` once neither side shares anything, `plan-too-many`, `words-too-long`, `plan-due-past`,
/// `field-unknown-choice` for who is no colleague;
/// [`Error::NotFound`].
pub async fn add_line(app: &App, session: &Session, referral: ReferralId, id: LineId, line: &Line) -> Result<()> {
    session.authorize(Deed::WritePlan)?;
    must_fit(app, session, line, None).await?;
    let now = app.now();
    Ground::of(app, session, referral).await?.must_be_open(now)?;
    let at = At { referral, kind: ItemKind::Line, side: Side::Ours, id };
    let item = fresh(app, session, at, content::seal(app, session, at, 1, line)?);
    insert(app, session, item, MOST_LINES, "line_added").await
}

/// A line is as the form takes it, whatever asks: short enough, done by a colleague or the person, by a day to come. What
/// stood there before (`was`) may stay: a colleague who has left, a day that is over.
async fn must_fit(app: &App, session: &Session, line: &Line, was: Option<&Line>) -> Result<()> {
    if !line.is_brief() {
        return Err(Error::Invalid("words-too-long"));
    }
    let Line::Task { owner, due, .. } = line else { return Ok(()) };
    let (was_by, was_due) = match was {
        Some(Line::Task { owner, due, .. }) => (Some(owner), *due),
        _ => (None, None),
    };
    if let Owner::Member(name) = owner
        && was_by != Some(owner)
        && !super::owners(app, session).await?.iter().any(|one| one.name == *name)
    {
        return Err(Error::Invalid("field-unknown-choice"));
    }
    if due.is_some_and(|due| was_due != Some(due) && due < Day::of(app.now(), &session.org().time_zone)) {
        return Err(Error::Invalid("plan-due-past"));
    }
    Ok(())
}

/// Words are as short as the forms say, whatever asks.
pub(super) fn fits(words: &PersonText, longest: usize) -> Result<()> {
    if words.reveal().chars().count() > longest { Err(Error::Invalid("words-too-long")) } else { Ok(()) }
}

/// Keeps a note that never leaves this organization. `id` is made with the form.
///
/// # Errors
/// As [`add_line`].
pub async fn add_note(
    app: &App,
    session: &Session,
    referral: ReferralId,
    id: LineId,
    note: &PrivateNote,
) -> Result<()> {
    session.authorize(Deed::WritePlan)?;
    if note.read_here().chars().count() > LONGEST_NOTE {
        return Err(Error::Invalid("words-too-long"));
    }
    let now = app.now();
    Ground::of(app, session, referral).await?.must_be_open(now)?;
    let at = At { referral, kind: ItemKind::Note, side: Side::Ours, id };
    let item = fresh(app, session, at, content::seal(app, session, at, 1, note)?);
    insert(app, session, item, MOST_NOTES, "note_added").await
}

pub(super) fn fresh(app: &App, session: &Session, at: At, content: store::care_plan::Content) -> Item {
    let now = app.now();
    let At { referral, kind, side, id } = at;
    Item {
        referral,
        kind,
        side,
        id,
        member: Some(session.member),
        content,
        at: now,
        changed_at: now,
        shared: None,
        until: None,
    }
}

async fn insert(app: &App, session: &Session, item: Item, most: usize, detail: &'static str) -> Result<()> {
    let (scope, member, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                must_stand(tx, &scope, item.referral).await?;
                match store::care_plan::insert_ours(tx, &scope, &item, most).await? {
                    None => return Err(Error::Invalid("plan-too-many")),
                    Some(inserted) if inserted.is_new() => {
                        let subject = Some(item.referral.bytes());
                        tx.audit(&scope, journal::by_member(&scope, member, now, Act::PlanChanged, subject, detail));
                    }
                    Some(_) => {}
                }
                Ok(())
            })
        })
        .await
}

/// Rewrites a line of ours. The partner keeps what it has until the line is shared again. `version` is the one that
/// the page showed.
///
/// # Errors
/// [`Error::Invalid`] `plan-closed`, `plan-changed-meanwhile` when a colleague was first; [`Error::Held`] when a legal hold
/// keeps what stands there; [`Error::NotFound`].
pub async fn change_line(
    app: &App,
    session: &Session,
    referral: ReferralId,
    (id, version): (LineId, u32),
    line: &Line,
) -> Result<()> {
    session.authorize(Deed::WritePlan)?;
    Ground::of(app, session, referral).await?.must_be_open(app.now())?;
    let item = super::share::ours(app, session, referral, ItemKind::Line, id).await?;
    must_fit(app, session, line, Some(&content::open(session, &item)?)).await?;
    rewrite(app, session, item, version, line).await
}

/// Says that a task of ours is done, or is not.
///
/// # Errors
/// As [`change_line`].
pub async fn set_done(
    app: &App,
    session: &Session,
    referral: ReferralId,
    (id, version): (LineId, u32),
    is_done: bool,
) -> Result<()> {
    session.authorize(Deed::WritePlan)?;
    Ground::of(app, session, referral).await?.must_be_open(app.now())?;
    let item = super::share::ours(app, session, referral, ItemKind::Line, id).await?;
    let Line::Task { words, owner, due, done, substance_use } = content::open(session, &item)? else {
        return Err(Error::NotFound);
    };
    if done == is_done {
        return Ok(());
    }
    rewrite(app, session, item, version, &Line::Task { words, owner, due, done: is_done, substance_use }).await
}

async fn rewrite(app: &App, session: &Session, item: Item, version: u32, line: &Line) -> Result<()> {
    if item.content.version != version {
        return Err(Error::Invalid("plan-changed-meanwhile"));
    }
    let (scope, member, now) = (session.scope, session.member, app.now());
    let next = version.checked_add(1).ok_or(Error::Invalid("plan-changed-meanwhile"))?;
    let content = content::seal(app, session, At::of(&item), next, line)?;
    let item = Item { content, changed_at: now, member: Some(member), ..item };
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                must_stand(tx, &scope, item.referral).await?;
                // Rewriting destroys what stood there.
                if store::holds::standing(tx, &scope, item.referral).await?.is_some() {
                    return Err(Error::Held);
                }
                if !store::care_plan::rewrite(tx, &scope, &item).await? {
                    return Err(Error::Invalid("plan-changed-meanwhile"));
                }
                let subject = Some(item.referral.bytes());
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::PlanChanged, subject, "line_changed"));
                Ok(())
            })
        })
        .await
}

/// Takes a line of ours out of the plan; the partner loses it too. It works after sharing has ended.
///
/// # Errors
/// [`Error::HeldHere`] when a legal hold keeps the line: the partner loses it all the same; [`Error::NotFound`].
pub async fn remove_line(app: &App, session: &Session, referral: ReferralId, id: LineId) -> Result<()> {
    super::share::withdraw_line(app, session, referral, id, true).await
}

/// Destroys a private note.
///
/// # Errors
/// [`Error::Held`] when a legal hold keeps it; [`Error::NotFound`].
pub async fn remove_note(app: &App, session: &Session, referral: ReferralId, id: LineId) -> Result<()> {
    session.authorize(Deed::WritePlan)?;
    let item = super::share::ours(app, session, referral, ItemKind::Note, id).await?;
    let (scope, member, now) = (session.scope, session.member, app.now());
    let key = (item.referral, ItemKind::Note, Side::Ours, item.id);
    let purge = Purge { rule: PurgeRule::Staff, member: Some(member), at: now };
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if store::care_plan::remove(tx, &scope, key, &purge).await? {
                    let subject = Some(key.0.bytes());
                    let entry = journal::by_member(&scope, member, now, Act::PlanChanged, subject, "note_removed");
                    tx.audit(&scope, entry);
                } else if store::holds::standing(tx, &scope, key.0).await?.is_some() {
                    return Err(Error::Held);
                }
                Ok(())
            })
        })
        .await
}
