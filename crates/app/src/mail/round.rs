//! The worker that writes letters. It opens addresses of staff with the node's own key, and holds no other.
//!
//! Invariant: a letter is claimed, handed over and then marked. Whoever stops between the last two leaves it to be handed
//! over once more, a quarter of an hour later: at least once (`docs/decisions/0018`). A server that is down takes none.
//! Invariant: whether one leaves is decided when it is due: for a member who works here, has an address that they
//! confirmed, is not in their quiet hours, and has something that they have not seen.
//! Invariant: what comes of a letter is written down for the address that it went to. When another stands there by then,
//! or none, nothing is: what waits for that one waits on.

use super::{NOTICE, jitter, open, same_address};
use crate::{App, Result, journal};
use domain::audit::Act;
use domain::ids::{MemberId, NoticeId};
use domain::mail::{APART, after_failure};
use domain::member::MemberState;
use domain::org::Language;
use domain::time::Timestamp;
use smtp::{Letter, MailServer, NotSent, Words};
use store::mail::{Claim, MailSetting};
use store::notices::Notice;
use store::{OrgScope, Tx};

/// Letters of one organization in a round.
const BATCH: u32 = 50;

/// Hands over what is due. Answers how many letters left.
pub(crate) async fn round(app: &App) -> Result<u32> {
    let Some(server) = app.mail_server().cloned() else { return Ok(0) };
    let mut left = 0;
    for org in store::mail::due_orgs(app.store(), app.worker(), app.now()).await? {
        let scope = app.worker().scope(org);
        for member in store::mail::due(app.store(), &scope, app.now(), BATCH).await? {
            match one(app, &server, scope, member).await? {
                Some(Ok(())) => left += 1,
                // Nobody else's letter would leave now either; each waits as it stands.
                Some(Err(error)) if error.is_of_the_server() => return Ok(left),
                Some(Err(_)) | None => {}
            }
        }
    }
    Ok(left)
}

/// One member's letter; nothing when there is none to send.
async fn one(
    app: &App,
    server: &MailServer,
    scope: OrgScope,
    member: MemberId,
) -> Result<Option<std::result::Result<(), NotSent>>> {
    let now = app.now();
    let row = store::members::find(app.store(), &scope, member).await?;
    let row = row.filter(|row| row.member.state == MemberState::Active);
    let setting = store::mail::find(app.store(), &scope, member).await?;
    let (Some(row), Some(setting)) = (row, setting.filter(|setting| setting.confirmed_at.is_some())) else {
        return forget(app, scope, member).await.map(|()| None);
    };
    // The worker may have slept into the quiet hours.
    let calm = setting.times.after_quiet(now, jitter(app));
    if calm > now {
        put_off(app, scope, &setting, calm).await?;
        return Ok(None);
    }
    let Some(claim) = claim(app, scope, &setting, now).await? else { return Ok(None) };
    let next = setting.times.due(now, Some(now), jitter(app));
    if !store::notices::has_news(app.store(), &scope, member, NOTICE, now).await? {
        done(app, scope, &setting, None, next).await?;
        return Ok(None);
    }
    let Ok(given) = open(app, scope.org(), &setting) else {
        give_up(app, scope, &setting, "sealed", true).await?;
        return Ok(None);
    };
    let (language, id): (Language, _) = (row.language, app.next_id().into_bytes());
    let letter = Letter { to: &given.address, language, words: Words::NewItem, at: now, id };
    let sent = server.send(&letter).await;
    match sent {
        Ok(()) => done(app, scope, &setting, Some(now), next).await?,
        Err(error) => {
            tracing::warn!(event = "mail_did_not_leave", code = error.code());
            failed(app, scope, &setting, claim.attempts, error).await?;
        }
    }
    Ok(Some(sent))
}

async fn failed(app: &App, scope: OrgScope, setting: &MailSetting, attempts: u32, error: NotSent) -> Result<()> {
    if error.is_final() {
        return give_up(app, scope, setting, error.code(), true).await;
    }
    match after_failure(attempts) {
        // It may have arrived, so the next one keeps its distance.
        Some(wait) if error == NotSent::Unsure => {
            put_off(app, scope, setting, app.now().plus_minutes(wait.max(APART))).await
        }
        Some(wait) => put_off(app, scope, setting, app.now().plus_minutes(wait)).await,
        None => give_up(app, scope, setting, error.code(), false).await,
    }
}

/// Whether the address that was read is still the one that is written to.
async fn stands(tx: &Tx, scope: &OrgScope, read: &MailSetting) -> store::Result<bool> {
    let now = store::mail::find(tx, scope, read.member).await?;
    Ok(now.is_some_and(|now| now.confirmed_at.is_some() && same_address(&now, read)))
}

async fn claim(app: &App, scope: OrgScope, setting: &MailSetting, now: Timestamp) -> Result<Option<Claim>> {
    let read = setting.clone();
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if !stands(tx, &scope, &read).await? {
                    return Ok(None);
                }
                store::mail::claim(tx, &scope, read.member, now, now.plus_minutes(APART)).await
            })
        })
        .await
        .map_err(|error: store::Error| error.into())
}

async fn put_off(app: &App, scope: OrgScope, setting: &MailSetting, until: Timestamp) -> Result<()> {
    let read = setting.clone();
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if !stands(tx, &scope, &read).await? {
                    return Ok(());
                }
                store::mail::put_off(tx, &scope, read.member, until).await
            })
        })
        .await
        .map_err(|error: store::Error| error.into())
}

async fn done(
    app: &App,
    scope: OrgScope,
    setting: &MailSetting,
    sent_at: Option<Timestamp>,
    next: Timestamp,
) -> Result<()> {
    let read = setting.clone();
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if !stands(tx, &scope, &read).await? {
                    return Ok(());
                }
                if let Some(at) = sent_at {
                    store::mail::sent(tx, &scope, read.member, at).await?;
                }
                store::mail::done(tx, &scope, read.member, next).await
            })
        })
        .await
        .map_err(|error: store::Error| error.into())
}

/// Nobody is to be written to, unless that has changed just now: what is still there of it goes.
async fn forget(app: &App, scope: OrgScope, member: MemberId) -> Result<()> {
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let state = store::members::find(tx, &scope, member).await?.map(|row| row.member.state);
                let setting = store::mail::find(tx, &scope, member).await?;
                let is_on = setting.is_some_and(|setting| setting.confirmed_at.is_some());
                match state {
                    Some(MemberState::Active) if is_on => Ok(()),
                    Some(MemberState::Ended) | None => store::mail::erase(tx, &scope, member).await.map(drop),
                    Some(_) => store::mail::drop_waiting(tx, &scope, member).await,
                }
            })
        })
        .await
        .map_err(|error: store::Error| error.into())
}

/// The member is told where they work, and the chain keeps why by its code.
async fn give_up(app: &App, scope: OrgScope, setting: &MailSetting, code: &'static str, for_good: bool) -> Result<()> {
    let (now, id, read) = (app.now(), NoticeId::new(app.next_id()), setting.clone());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if !stands(tx, &scope, &read).await? {
                    return Ok(());
                }
                let member = read.member;
                store::mail::give_up(tx, &scope, (member, read.version), now, code, for_good).await?;
                let notice = Notice { id, member, code: NOTICE.to_owned(), referral: None, at: now };
                let _ = store::notices::insert(tx, &scope, &notice).await?;
                let subject = Some(member.bytes());
                tx.audit(&scope, journal::by_system(&scope, now, Act::MailFailed, subject, code));
                Ok(())
            })
        })
        .await
        .map_err(|error: store::Error| error.into())
}
