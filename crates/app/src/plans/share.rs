//! What crosses: one line, or one message, with one press, under a release of ours that names it.
//!
//! Invariant: a line is sealed to the partner exactly as the page showed it; a line that changed meanwhile is refused.

use super::content::{self, At};
use super::fate::{Fate, Fates};
use super::{Ground, must_stand, write};
use crate::dispatch::{self, Dispatch, message, pass_gate};
use crate::{App, Error, Result, Session, journal, partnerships};
use domain::audit::Act;
use domain::care_plan::{ItemKind, LONGEST_LETTER, Side};
use domain::care_plan::{Letter, Line, SharedLine};
use domain::gate::{self, Basis, Cleared};
use domain::ids::{LineId, MemberId, MessageId, ReferralId};
use domain::member::Deed;
use domain::message::{Body, Message};
use domain::release::{Element, Purpose, Release};
use domain::retention::PurgeRule;
use domain::text::PersonText;
use domain::time::Timestamp;
use store::care_plan::{Item, Shared};
use store::retention::Purge;
use store::{OrgScope, Tx};
use vault::OrgPublic;

/// Most messages of ours beside one plan, and beside one referral.
const MOST_LETTERS: usize = 500;
/// How often a line is taken back anew when a colleague shares it in the same moment.
const TRIES: u8 = 5;

/// One item of ours that the caller may see.
pub(super) async fn ours(
    app: &App,
    session: &Session,
    referral: ReferralId,
    kind: ItemKind,
    id: LineId,
) -> Result<Item> {
    let (store, scope, viewer) = (app.store(), &session.scope, session.member);
    let found = store::care_plan::find(store, scope, viewer, referral, kind, id).await?;
    if found.is_none() {
        // It went with the record.
        crate::referrals::over::living(app, session, referral).await?;
    }
    found.ok_or(Error::NotFound)
}

/// The partner, if anything may be sent to it now.
async fn receiver(app: &App, session: &Session, ground: &Ground) -> Result<OrgPublic> {
    let partnership = partnerships::with(app, session, ground.referral.partner).await?;
    let public = partnerships::may_send(session, &partnership)?;
    app.limits().send(session.org_id(), session.member, partnership.partnership.id, app.now())?;
    Ok(public)
}

/// The release to share this under: the one that covers it and lives longest; when none does, the latest that is for this
/// purpose, so that the refusal says what is wrong with it.
fn release_for(ground: &Ground, purpose: Purpose, elements: &[Element], now: Timestamp) -> Option<Release> {
    let of_it = || ground.releases.iter().filter(|release| release.purpose == purpose);
    let covers = |r: &&Release| r.is_live(now) && elements.iter().all(|element| r.elements.contains(element));
    let best = of_it().filter(covers).max_by_key(|release| release.expires_at);
    best.or_else(|| of_it().next_back()).cloned()
}

async fn cleared(
    app: &App,
    session: &Session,
    ground: &Ground,
    said: Message,
    release: Option<&Release>,
) -> Result<Cleared<Message>> {
    let basis = Basis::Releases(release.map_or(&[], std::slice::from_ref));
    pass_gate(app, session, ground.referral.id, said, basis, app.now()).await
}

/// What is said needs these elements of a release.
fn needed(element: Element, substance_use: bool) -> Vec<Element> {
    let mut needed = vec![element];
    if substance_use {
        needed.push(Element::SubstanceUse);
    }
    needed
}

/// Shares a line as it stands, until the release ends. `version` is the one that the page showed.
///
/// # Errors
/// [`Error::NotOpen`], [`Error::TooMany`], [`Error::Refused`] with every rule that fails; [`Error::Invalid`]
/// `plan-changed-meanwhile`; [`Error::NotFound`].
pub async fn share_line(
    app: &App,
    session: &Session,
    referral: ReferralId,
    (id, version): (LineId, u32),
) -> Result<()> {
    session.authorize(Deed::WritePlan)?;
    let (now, ground) = (app.now(), Ground::of(app, session, referral).await?);
    ground.must_live()?;
    let item = ours(app, session, referral, ItemKind::Line, id).await?;
    if item.content.version != version {
        return Err(Error::Invalid("plan-changed-meanwhile"));
    }
    let line: Line = content::open(session, &item)?;
    let release = release_for(&ground, Purpose::CoordinatedCare, &needed(Element::CarePlan, line.is_part2()), now);
    let until = release.as_ref().and_then(|release| release.expires_at).unwrap_or(now);
    if let Some(shared) = item.shared
        && (shared.version, item.until) == (version, Some(until))
        && now < until
        && Fates::of(app, session, referral).await?.message(shared.message) != Fate::Died
    {
        return Ok(());
    }
    let to = receiver(app, session, &ground).await?;
    let shared = SharedLine { line: id, content: line, by: session.name().clone(), until };
    let said = message(app, session.org_id(), to.org, ground.referral.crossing, Body::PlanLine(Box::new(shared)));
    let message = said.id;
    let cleared = cleared(app, session, &ground, said, release.as_ref()).await?;
    let dispatch = dispatch::seal(app, session, referral, &cleared, &to)?;
    let before = item.shared.map(|shared| shared.message);
    let shared = Shared { version, at: now, message };
    write_shared(app, session, (referral, id), dispatch, before, (shared, until)).await
}

async fn write_shared(
    app: &App,
    session: &Session,
    key: (ReferralId, LineId),
    dispatch: Dispatch,
    before: Option<MessageId>,
    shared: (Shared, Timestamp),
) -> Result<()> {
    let (scope, member, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                must_stand(tx, &scope, key.0).await?;
                // A colleague shared it or took it back meanwhile: theirs and this would cross in the wrong order.
                if carried_by(tx, &scope, member, key).await? != before {
                    return Err(Error::Invalid("plan-changed-meanwhile"));
                }
                // What waits of the same line is older than this.
                if let Some(before) = before {
                    store::care_plan::kill(tx, &scope, before, now).await?;
                }
                if !store::care_plan::set_shared(tx, &scope, key, Some(shared)).await? {
                    return Err(Error::NotFound);
                }
                store::care_plan::not_out(tx, &scope, key).await?;
                dispatch::queue(tx, &scope, member, &dispatch).await
            })
        })
        .await?;
    app.outgoing().notify_one();
    Ok(())
}

/// The message that carried a line of ours last, as it stands in this commit.
async fn carried_by(
    tx: &Tx,
    scope: &OrgScope,
    viewer: MemberId,
    (referral, id): (ReferralId, LineId),
) -> Result<Option<MessageId>> {
    let item = store::care_plan::find(tx, scope, viewer, referral, ItemKind::Line, id).await?;
    Ok(item.ok_or(Error::NotFound)?.shared.map(|shared| shared.message))
}

/// Shares a line no more: the partner loses it with the next opening of its page, paused or not. The line stays ours.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn take_line_back(app: &App, session: &Session, referral: ReferralId, id: LineId) -> Result<()> {
    withdraw_line(app, session, referral, id, false).await
}

/// Takes a line back, and out of our own plan too when it is `gone`.
pub(super) async fn withdraw_line(
    app: &App,
    session: &Session,
    referral: ReferralId,
    id: LineId,
    gone: bool,
) -> Result<()> {
    session.authorize(Deed::WritePlan)?;
    for _ in 0..TRIES {
        if let Some(is_held) = withdraw_once(app, session, referral, id, gone).await? {
            app.outgoing().notify_one();
            return if is_held { Err(Error::HeldHere) } else { Ok(()) };
        }
    }
    Err(Error::Busy)
}

/// Answers whether a hold kept the line, when it is done: not when a colleague shared the line anew meanwhile, for then the word that it is taken
/// back would cross before the line does.
async fn withdraw_once(
    app: &App,
    session: &Session,
    referral: ReferralId,
    id: LineId,
    gone: bool,
) -> Result<Option<bool>> {
    let (now, ground) = (app.now(), Ground::of(app, session, referral).await?);
    let item = ours(app, session, referral, ItemKind::Line, id).await?;
    let is_shared = item.shared.is_some() && item.until.is_some_and(|until| now < until);
    let word = match item.shared.filter(|_| is_shared) {
        Some(shared) => Some(taken_back(app, session, &ground, id, shared.message).await?),
        None => None,
    };
    let (scope, member, shared) = (session.scope, session.member, item.shared);
    let purge = Purge { rule: PurgeRule::Staff, member: Some(member), at: now };
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if carried_by(tx, &scope, member, (referral, id)).await? != shared.map(|shared| shared.message) {
                    return Ok(None);
                }
                if let Some(shared) = shared {
                    store::care_plan::kill(tx, &scope, shared.message, now).await?;
                    store::care_plan::note_taken_back(tx, &scope, (referral, id), &purge).await?;
                }
                if let Some(word) = &word {
                    dispatch::queue(tx, &scope, member, word).await?;
                }
                let key = (referral, ItemKind::Line, Side::Ours, id);
                let is_gone = gone && store::care_plan::remove(tx, &scope, key, &purge).await?;
                if !is_gone {
                    store::care_plan::set_shared(tx, &scope, (referral, id), None).await?;
                }
                if is_gone || shared.is_some() || !gone {
                    let (subject, detail) =
                        (Some(referral.bytes()), if is_gone { "line_removed" } else { "line_taken_back" });
                    tx.audit(&scope, journal::by_member(&scope, member, now, Act::PlanChanged, subject, detail));
                }
                let is_held = gone && !is_gone && store::holds::standing(tx, &scope, referral).await?.is_some();
                if is_held {
                    store::care_plan::out_after_hold(tx, &scope, (referral, id), now).await?;
                }
                Ok::<_, Error>(Some(is_held))
            })
        })
        .await
}

/// The word that a line, or a message, is shared no more. It needs no open partnership and no release.
///
/// Its id says which message it takes back: whoever delivers it can open neither.
pub(super) async fn taken_back(
    app: &App,
    session: &Session,
    ground: &Ground,
    line: LineId,
    carried: MessageId,
) -> Result<Dispatch> {
    let partnership = partnerships::with(app, session, ground.referral.partner).await?;
    let to = partnerships::partner_public(&partnership);
    let body = Body::LineTakenBack { line };
    let said = message(app, session.org_id(), to.org, ground.referral.crossing, body);
    let said = Message { id: taken_back_by(carried), ..said };
    let cleared = gate::clear_stop(said, session.org_id())?;
    dispatch::seal(app, session, ground.referral.id, &cleared, &to)
}

/// The id of the word that takes back what this message carried.
pub(super) fn taken_back_by(carried: MessageId) -> MessageId {
    let mut id = [0; 16];
    id.copy_from_slice(&vault::sha256(&[b"taken back".as_slice(), &carried.bytes()].concat())[..16]);
    MessageId::from_bytes(id)
}

/// What a message is kept as, which is written under a release for this.
pub(super) const fn kind_of(beside: Purpose) -> ItemKind {
    match beside {
        Purpose::CoordinatedCare => ItemKind::Letter,
        Purpose::WarmReferral | Purpose::Feedback => ItemKind::ReferralLetter,
    }
}

/// Writes to the partner's team beside a plan. `id` is made with the form, so a form posted twice writes once. Nothing
/// says whether it was read.
///
/// # Errors
/// As [`share_line`].
pub async fn write_letter(
    app: &App,
    session: &Session,
    referral: ReferralId,
    id: MessageId,
    words: PersonText,
    substance_use: bool,
) -> Result<()> {
    session.authorize(Deed::WritePlan)?;
    let ground = Ground::of(app, session, referral).await?;
    write(app, session, ground, (id, Purpose::CoordinatedCare), words, substance_use).await
}

/// Writes to the partner's team beside a referral: under its own release where we sent it, under the one for telling where
/// it came to us ([`super::beside::half_of`]).
///
/// # Errors
/// As [`share_line`]; [`Error::Invalid`] `message-not-there` when the referral itself did not get there, and
/// `message-not-agreed` where the memorandum between the two leaves messages out.
pub async fn write_beside(
    app: &App,
    session: &Session,
    referral: ReferralId,
    id: MessageId,
    words: PersonText,
    substance_use: bool,
) -> Result<()> {
    session.authorize(Deed::WritePlan)?;
    let ground = Ground::of(app, session, referral).await?;
    if ground.is_undelivered {
        return Err(Error::Invalid("message-not-there"));
    }
    let partner = partnerships::partner(app, session, ground.referral.partner).await?;
    if !partner.holds.carries(Element::Messages) {
        return Err(Error::Invalid("message-not-agreed"));
    }
    let half = super::beside::half_of(&ground.referral);
    write(app, session, ground, (id, half), words, substance_use).await
}

async fn write(
    app: &App,
    session: &Session,
    ground: Ground,
    (id, beside): (MessageId, Purpose),
    words: PersonText,
    substance_use: bool,
) -> Result<()> {
    write::fits(&words, LONGEST_LETTER)?;
    let (now, referral) = (app.now(), ground.referral.id);
    ground.must_live()?;
    let to = receiver(app, session, &ground).await?;
    let release = release_for(&ground, beside, &needed(Element::Messages, substance_use), now);
    let until = release.as_ref().and_then(|release| release.expires_at).unwrap_or(now);
    let letter = Letter { words, by: session.name().clone(), until, substance_use, beside };
    let body = Body::Letter(Box::new(letter.clone()));
    let said = Message { id, ..message(app, session.org_id(), to.org, ground.referral.crossing, body) };
    let cleared = cleared(app, session, &ground, said, release.as_ref()).await?;
    let dispatch = dispatch::seal(app, session, referral, &cleared, &to)?;
    let at = At { referral, kind: kind_of(beside), side: Side::Ours, id: LineId::new(id.uuid()) };
    let mut item = write::fresh(app, session, at, content::seal(app, session, at, 1, &letter)?);
    item.shared = Some(Shared { version: 1, at: now, message: id });
    item.until = Some(until);
    let (scope, member) = (session.scope, session.member);
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                must_stand(tx, &scope, item.referral).await?;
                match store::care_plan::insert_ours(tx, &scope, &item, MOST_LETTERS).await? {
                    None => Err(Error::Invalid("plan-too-many-letters")),
                    Some(inserted) if inserted.is_new() => dispatch::queue(tx, &scope, member, &dispatch).await,
                    Some(_) => Ok(()),
                }
            })
        })
        .await?;
    app.outgoing().notify_one();
    Ok(())
}
