//! A person asks that everything be forgotten: it goes the moment it is said, and nothing of it can be called back.

use super::asks::{self, Asking};
use crate::referrals::stop::{By, Ending};
use crate::{App, Error, Result, Session, dispatch, journal};
use domain::audit::Act;
use domain::ids::{ReferralId, ShortCode};
use domain::member::Deed;
use domain::referral::{Bank, Event};
use domain::release::HowSaid;
use domain::retention::PurgeRule;
use store::referrals::Happening;
use store::retention::Purge;

/// Forgets everything about a record, as the person asked: content, forms of its releases, plan and messages, whatever
/// waits. Sharing ends, and on the sender's side the partner can be asked to forget its copy. `code` is the record's
/// short code, typed by whoever does it. Said twice, it was done once.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Invalid`] `forget-code-wrong`; [`Error::Held`]; [`Error::OutOfOrder`] when a colleague
/// moved the record just then.
pub async fn forget_everything(
    app: &App,
    session: &Session,
    id: ReferralId,
    code: &str,
    ask_partner: bool,
) -> Result<()> {
    forget_everything_as_seen(app, session, id, code, ask_partner, u32::MAX).await
}

/// The same from a page that said how many messages of the partner's nobody here has read: if more have come since, nothing
/// goes.
///
/// # Errors
/// As [`forget_everything`]; [`Error::Invalid`] `forget-more-came`.
pub async fn forget_everything_as_seen(
    app: &App,
    session: &Session,
    id: ReferralId,
    code: &str,
    ask_partner: bool,
    unread: u32,
) -> Result<()> {
    session.authorize(Deed::ForgetRecord)?;
    let (scope, member, now) = (session.scope, session.member, app.now());
    let row = store::referrals::find(app.store(), &scope, member, id).await?.ok_or(Error::NotFound)?;
    if !ShortCode::parse(code).is_some_and(|code| id.answers_to(code)) {
        return Err(Error::Invalid("forget-code-wrong"));
    }
    let referral = row.line.referral;
    let (since, crossing) = (referral.created_at, referral.crossing);
    let ending = Ending::of(app, session, &referral, HowSaid::Speech).await?.only_if_shared();
    let ask = match (ask_partner, referral.bank) {
        (true, Bank::Sender) => asks::asking(app, session, &referral).await?,
        _ => None,
    };
    let happening =
        Happening { event: Event::Forgotten(None), member: Some(member), at: now, month: session.month(now) };
    let purge = Purge { rule: PurgeRule::Request, member: Some(member), at: now };
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if store::holds::standing(tx, &scope, id).await?.is_some() {
                    return Err(Error::Held);
                }
                // Whoever brings a message keeps the record still first.
                store::referrals::keep_still(tx, &scope, id).await?;
                if unread < store::care_plan::messages::n_unread(tx, &scope, crossing, now).await? {
                    return Err(Error::Invalid("forget-more-came"));
                }
                ending.write(tx, &scope, By::who_sees(member)).await?;
                if store::retention::forget_everything(tx, &scope, id, &purge).await? {
                    store::referrals::note_event(tx, &scope, id, &happening).await?;
                    let subject = Some(id.bytes());
                    tx.audit(&scope, journal::by_member(&scope, member, now, Act::Forgotten, subject, "request"));
                }
                if let Some(Asking { ask, dispatch: word }) = &ask {
                    let _ = store::purge_asks::insert(tx, &scope, ask).await?;
                    dispatch::queue(tx, &scope, member, word).await?;
                    tx.audit(&scope, journal::by_member(&scope, member, now, Act::PurgeAsked, Some(id.bytes()), ""));
                }
                Ok::<_, Error>(())
            })
        })
        .await?;
    app.outgoing().notify_one();
    crate::asked::leave_no_line(app, session, since).await;
    app.store().empty_log().await;
    scrub_today(app);
    Ok(())
}

/// The gaps of the file's pages too, today and not tonight; whoever asked need not wait for it.
pub(crate) fn scrub_today(app: &App) {
    let node = app.clone();
    tokio::spawn(async move {
        if let Err(error) = node.store().scrub().await {
            tracing::warn!(event = "scrub_failed", code = Error::from(error).code());
        }
    });
}
