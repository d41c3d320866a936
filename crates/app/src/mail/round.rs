//! The worker that writes letters. It opens addresses of staff with the node's own key, and holds no other.
//!
//! Invariant: a letter is claimed, handed over and then marked. Whoever stops between the last two leaves it to be handed
//! over once more, a quarter of an hour later: at least once (`docs/decisions/0018`). A server that is down takes none.
//! Invariant: whether one leaves is decided when it is due: for a member who works here, has an address that they
//! confirmed, is not in their quiet hours, and has something that they have not seen.

use super::{NOTICE, jitter, open};
use crate::{App, Error, Result, journal};
use domain::audit::Act;
use domain::ids::{MemberId, NoticeId};
use domain::mail::{APART, after_failure};
use domain::member::MemberState;
use domain::org::Language;
use domain::time::Timestamp;
use smtp::{Letter, MailServer, NotSent, Words};
use store::OrgScope;
use store::mail::MailSetting;
use store::notices::Notice;

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
        put_off(app, scope, member, calm).await?;
        return Ok(None);
    }
    let claimed = app
        .store()
        .write(scope.org(), move |tx| {
            Box::pin(async move { store::mail::claim(tx, &scope, member, now, now.plus_minutes(APART)).await })
        })
        .await;
    let Some(claim) = claimed.map_err(|error: store::Error| Error::from(error))? else { return Ok(None) };
    let next = setting.times.due(now, Some(now), jitter(app));
    if !store::notices::has_news(app.store(), &scope, member, NOTICE).await? {
        done(app, scope, member, None, next).await?;
        return Ok(None);
    }
    let Ok(given) = open(app, scope.org(), &setting) else {
        give_up(app, scope, member, "sealed", true).await?;
        return Ok(None);
    };
    let (language, id): (Language, _) = (row.language, app.next_id().into_bytes());
    let letter = Letter { to: &given.address, language, words: Words::NewItem, at: now, id };
    let sent = server.send(&letter).await;
    match sent {
        Ok(()) => done(app, scope, member, Some(now), next).await?,
        Err(error) => {
            tracing::warn!(event = "mail_did_not_leave", code = error.code());
            failed(app, scope, &setting, claim.attempts, error).await?;
        }
    }
    Ok(Some(sent))
}

async fn failed(app: &App, scope: OrgScope, setting: &MailSetting, attempts: u32, error: NotSent) -> Result<()> {
    if error.is_final() {
        return give_up(app, scope, setting.member, error.code(), true).await;
    }
    match after_failure(attempts) {
        // It may have arrived, so the next one keeps its distance.
        Some(wait) if error == NotSent::Unsure => {
            put_off(app, scope, setting.member, app.now().plus_minutes(wait.max(APART))).await
        }
        Some(wait) => put_off(app, scope, setting.member, app.now().plus_minutes(wait)).await,
        None => give_up(app, scope, setting.member, error.code(), false).await,
    }
}

async fn put_off(app: &App, scope: OrgScope, member: MemberId, until: Timestamp) -> Result<()> {
    app.store()
        .write(scope.org(), move |tx| Box::pin(async move { store::mail::put_off(tx, &scope, member, until).await }))
        .await
        .map_err(|error: store::Error| error.into())
}

async fn done(app: &App, scope: OrgScope, member: MemberId, sent_at: Option<Timestamp>, next: Timestamp) -> Result<()> {
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if let Some(at) = sent_at {
                    store::mail::sent(tx, &scope, member, at).await?;
                }
                store::mail::done(tx, &scope, member, next).await
            })
        })
        .await
        .map_err(|error: store::Error| error.into())
}

/// Nobody is to be written to: what is still there of it goes.
async fn forget(app: &App, scope: OrgScope, member: MemberId) -> Result<()> {
    let ended = match store::members::find(app.store(), &scope, member).await? {
        Some(row) => row.member.state == MemberState::Ended,
        None => true,
    };
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if ended {
                    store::mail::erase(tx, &scope, member).await.map(drop)
                } else {
                    store::mail::drop_waiting(tx, &scope, member).await
                }
            })
        })
        .await
        .map_err(|error: store::Error| error.into())
}

/// The member is told where they work, and the chain keeps why by its code.
async fn give_up(app: &App, scope: OrgScope, member: MemberId, code: &'static str, for_good: bool) -> Result<()> {
    let (now, id) = (app.now(), NoticeId::new(app.next_id()));
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                store::mail::give_up(tx, &scope, member, now, code, for_good).await?;
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
