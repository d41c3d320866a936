//! A part of a record is forgotten: its content is sealed anew without it under a new key, and the old key is gone.
//!
//! Invariant: the version rises, so that no earlier content opens in its place; the message as it came goes too.
//! Invariant: what the two teams wrote to each other about the person goes with their words and with their numbers, which
//! nobody can tell from words ([`Part::takes_messages`]).

use crate::plans::take_out::Messages;
use crate::referrals::content;
use crate::referrals::moves::{NewContent, deed_of, rewrite};
use crate::referrals::over;
use crate::referrals::show::{OpenedRecord, open};
use crate::{App, Error, Result, Session, journal};
use domain::audit::Act;
use domain::ids::{CrossingId, FormId, ReferralId};
use domain::member::Deed;
use domain::referral::Event;
use domain::retention::{ForgetWhy, Part, PurgeRule};
use domain::time::Timestamp;
use store::care_plan::messages;
use store::referrals::{FormDeed, Happening};
use store::retention::Purge;
use store::{OrgScope, Tx};
use vault::Compartment;

/// Tries before a member is told to try again: colleagues may work on the same record.
const TRIES: usize = 3;

/// Forgets a part of a record now. Nothing of it is left to be opened; the record says who had it forgotten, when and
/// why.
///
/// # Errors
/// [`Error::Invalid`] `forget-part-gone` where there is no such part; [`Error::Over`] where the content is gone;
/// [`Error::NotFound`]; [`Error::Held`]; [`Error::Busy`].
pub async fn forget_part(
    app: &App,
    session: &Session,
    id: ReferralId,
    form: FormId,
    (part, why): (Part, ForgetWhy),
) -> Result<()> {
    forget_part_as_seen(app, session, id, form, (part, why), u32::MAX).await
}

/// The same from a page that said how many messages of the partner's nobody here has read: if more have come since that would
/// go with the part, nothing goes.
///
/// # Errors
/// As [`forget_part`]; [`Error::Invalid`] `forget-more-came`.
pub async fn forget_part_as_seen(
    app: &App,
    session: &Session,
    id: ReferralId,
    form: FormId,
    (part, why): (Part, ForgetWhy),
    unread: u32,
) -> Result<()> {
    session.authorize(Deed::ForgetRecord)?;
    let of = deed_of(session, id, form, format!("forgotten {}", part.code()));
    if store::referrals::is_taken(app.store(), &session.scope, &of).await? {
        return Ok(());
    }
    over::living(app, session, id).await?;
    let only = Only { unread, ..Only::default() };
    forget(app, session, id, part, why.rule(), Some(of), only).await?;
    app.store().empty_log().await;
    Ok(())
}

/// What must be so in the write itself, or nothing is forgotten.
#[derive(Debug, Clone, Copy)]
pub(super) struct Only {
    /// No more messages than that are unread.
    pub(super) unread: u32,
    /// Nobody has done anything with the record since, nor written a message about it.
    pub(super) untouched_since: Option<Timestamp>,
}

impl Default for Only {
    fn default() -> Self {
        Self { unread: u32::MAX, untouched_since: None }
    }
}

impl Only {
    async fn holds(self, tx: &Tx, scope: &OrgScope, opened: (ReferralId, CrossingId), now: Timestamp) -> Result<()> {
        let (id, crossing) = opened;
        // Whoever brings a message keeps the record still first.
        store::referrals::keep_still(tx, scope, id).await?;
        if self.unread < messages::n_unread(tx, scope, crossing, now).await? {
            return Err(Error::Invalid("forget-more-came"));
        }
        if let Some(since) = self.untouched_since
            && (messages::is_since(tx, scope, id, crossing, since).await?
                || store::retention::is_worked_since(tx, scope, id, since).await?)
        {
            return Err(Error::Busy);
        }
        Ok(())
    }
}

/// Answers whether there was such a part.
pub(super) async fn forget(
    app: &App,
    session: &Session,
    id: ReferralId,
    part: Part,
    rule: PurgeRule,
    form: Option<FormDeed>,
    only: Only,
) -> Result<bool> {
    for _ in 0..TRIES {
        let opened = open(app, session, id).await?;
        if only.untouched_since.is_some_and(|since| opened.referral().changed_at >= since) {
            return Err(Error::Busy);
        }
        let card = opened.card().ok_or(Error::NotFound)?;
        let without = card.clone().without(part);
        let is_there = opened.content.as_ref().is_some_and(|content| content.lingering.contains(&part));
        let messages = match part.takes_messages() {
            true => Some(Messages::of(app, session, id).await?),
            false => None,
        };
        let is_written = messages.as_ref().is_some_and(|messages| messages.is_any);
        if without == *card && !is_there && !is_written {
            let by_date = rule == PurgeRule::ByDate;
            return if by_date { Ok(false) } else { Err(Error::Invalid("forget-part-gone")) };
        }
        let new = rewrite(app, session, &opened, &without, (part == Part::Numbers).then_some(rule))?;
        if write(app, session, &opened, Gone { new, messages, only }, part, rule, form.clone()).await? {
            app.outgoing().notify_one();
            return Ok(true);
        }
    }
    Err(Error::Busy)
}

/// The content without the part, and the messages that go with it.
struct Gone {
    new: NewContent,
    messages: Option<Messages>,
    only: Only,
}

/// What a colleague did meanwhile undoes the rest of the write.
enum Meanwhile {
    Changed,
    Failed(Error),
}

impl From<Error> for Meanwhile {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<store::Error> for Meanwhile {
    fn from(error: store::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Answers whether the record still was as it was opened.
async fn write(
    app: &App,
    session: &Session,
    opened: &OpenedRecord,
    gone: Gone,
    part: Part,
    rule: PurgeRule,
    form: Option<FormDeed>,
) -> Result<bool> {
    let (scope, member, now, id) = (session.scope, session.member, app.now(), opened.referral().id);
    let crossing = opened.referral().crossing;
    let event = Event::Forgotten(Some(part));
    let happening = Happening { event, member: Some(member), at: now, month: session.month(now) };
    let purge = Purge { rule, member: Some(member), at: now };
    let detail = if rule == PurgeRule::ByDate { rule.code() } else { part.code() };
    let written = app
        .store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if store::holds::standing(tx, &scope, id).await?.is_some() {
                    return Err(Meanwhile::Failed(Error::Held));
                }
                if gone.messages.is_some() {
                    gone.only.holds(tx, &scope, (id, crossing), now).await?;
                }
                if !gone.new.write(tx, &scope).await? {
                    return Err(Meanwhile::Changed);
                }
                if part == Part::Numbers {
                    // A plan that came since the record was opened would bring one back. Whoever brings one waits for the record.
                    store::contact_plans::forget_waiting(tx, &scope, crossing).await?;
                }
                if let Some(messages) = &gone.messages
                    && !messages.forget(tx, &scope, member, &purge).await?
                {
                    return Err(Meanwhile::Changed);
                }
                if let Some(form) = &form {
                    let _ = store::referrals::take_form(tx, &scope, form, now).await?;
                }
                store::retention::bury_part(tx, &scope, id, part, &purge).await?;
                store::referrals::note_event(tx, &scope, id, &happening).await?;
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::Forgotten, Some(id.bytes()), detail));
                Ok(())
            })
        })
        .await;
    match written {
        Ok(()) => Ok(true),
        Err(Meanwhile::Changed) => Ok(false),
        Err(Meanwhile::Failed(error)) => Err(error),
    }
}

/// Records finished in one request.
const AT_A_TIME: u32 = 20;

/// Takes out what is to be forgotten and waited for a member with keys: contact numbers of what has ended, and parts
/// that a restored backup had brought back. Nobody is shown them before.
pub(crate) async fn sweep(app: &App, session: &Session) -> Result<()> {
    if session.keys().ok().is_none_or(|keys| keys.compartment(Compartment::Intake).is_none()) {
        return Ok(());
    }
    let due = store::retention::parts_due(app.store(), &session.scope, session.member, AT_A_TIME).await?;
    let any = !due.is_empty();
    for id in due {
        match finish(app, session, id).await {
            // A record that does not open, or that a colleague works on, holds up no other.
            Ok(()) | Err(Error::SealBroken | Error::Locked) => {}
            Err(error) => return Err(error),
        }
    }
    if any {
        app.store().empty_log().await;
    }
    Ok(())
}

async fn finish(app: &App, session: &Session, id: ReferralId) -> Result<()> {
    let (store, scope, viewer) = (app.store(), session.scope, session.member);
    let events = store::referrals::events(store, &scope, viewer, id).await?;
    let Some(row) = store::referrals::find(store, &scope, viewer, id).await? else { return Ok(()) };
    let content = content::try_open(app, session, &row, &events).await?;
    let version = row.line.referral.version;
    let ended = row.line.referral.status.is_final();
    let Some(opened) = content.filter(|content| !content.lingering.is_empty()) else {
        return store
            .write(scope.org(), move |tx| {
                Box::pin(async move { store::retention::nothing_due(tx, &scope, id, version).await.map(drop) })
            })
            .await
            .map_err(|error: store::Error| error.into());
    };
    let (card, numbers) = (opened.card.clone(), opened.lingering.contains(&Part::Numbers));
    let record = OpenedRecord { row, events, content: Some(opened) };
    let new = rewrite(app, session, &record, &card, numbers.then_some(PurgeRule::ContactNumbers))?;
    let now = app.now();
    let purge = Purge { rule: PurgeRule::ContactNumbers, member: None, at: now };
    store
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                // A hold that was put meanwhile keeps it; and what a colleague changed is looked at the next time.
                if store::holds::standing(tx, &scope, id).await?.is_some() {
                    return Ok(());
                }
                if new.write(tx, &scope).await? && numbers && ended {
                    store::retention::bury_part(tx, &scope, id, Part::Numbers, &purge).await?;
                    let subject = Some(id.bytes());
                    tx.audit(
                        &scope,
                        journal::by_system(&scope, now, Act::ContentDestroyed, subject, "contact_numbers"),
                    );
                }
                Ok(())
            })
        })
        .await
        .map_err(|error: store::Error| error.into())
}
