//! Signing in and unlocking: one Argon2 run proves who it is and opens their keys.

use crate::keyring::gather;
use crate::session::{Device, LONGEST, MOST_SESSIONS};
use crate::{App, Error, Result, Session, journal};
use domain::audit::Act;
use domain::ids::SessionId;
use domain::member::MemberState;
use store::OrgScope;
use store::members::{LoginRow, MemberRow};
use store::sessions::NewSession;
use vault::{MemberSecrets, PasswordLock, RecoverySheet, SessionKeys, SessionToken, SheetError};

/// The value of the session cookie. Shown to nobody but the browser it is for.
pub struct Cookie(pub(crate) String);

impl Cookie {
    /// The value.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.0
    }
}

/// Signs in. Unknown account and wrong password take the same time and give the same answer.
///
/// # Errors
/// [`Error::SignInFailed`], or [`Error::TooMany`] after ten tries (then one in three minutes).
pub async fn sign_in(app: &App, login: &str, password: &str, device: Device) -> Result<Cookie> {
    let login = login.trim().to_lowercase();
    app.attempts().take(&login, app.now())?;
    let found = store::members::find_login(app.store(), &login).await?;
    let secrets = check_password(app, found.as_ref(), password).await?;
    let (Some(row), Some(secrets)) = (found, secrets) else { return Err(Error::SignInFailed) };
    if row.row.member.state == MemberState::Ended {
        return Err(Error::SignInFailed);
    }
    app.attempts().forgive(&login);
    renew_outdated(app, &row, password, &secrets).await?;
    begin(app, &row.scope(), &row.row, secrets, device, Act::SignedIn).await
}

/// Unlocks the secrets, or burns the same time and records the failure.
async fn check_password(app: &App, found: Option<&LoginRow>, password: &str) -> Result<Option<MemberSecrets>> {
    let known = found.map(|row| (row.password_lock.clone(), row.row.member.id));
    let password = password.to_owned();
    let secrets = app
        .password_work(move |pepper| match known {
            Some((lock, member)) => PasswordLock::unlock(&lock, &password, pepper, member).ok(),
            None => {
                PasswordLock::decoy(&password, pepper);
                None
            }
        })
        .await?;
    if secrets.is_none()
        && let Some(row) = found
    {
        let (scope, member, now) = (row.scope(), row.row.member.id, app.now());
        app.store()
            .write(scope.org(), move |tx| {
                Box::pin(async move {
                    tx.audit(&scope, journal::by_member(&scope, member, now, Act::SignInFailed, None, "password"));
                    Ok::<_, Error>(())
                })
            })
            .await?;
    }
    Ok(secrets)
}

/// Raises the cost of a lock that was made when checks were cheaper.
async fn renew_outdated(app: &App, row: &LoginRow, password: &str, secrets: &MemberSecrets) -> Result<()> {
    let (lock, member, password) = (row.password_lock.clone(), row.row.member.id, password.to_owned());
    let (secrets, node) = (secrets.duplicate(), app.clone());
    let renewed = app
        .password_work(move |pepper| {
            let outdated = PasswordLock::is_outdated(&lock, pepper);
            outdated.then(|| PasswordLock::enroll(&password, pepper, &secrets, member, node.entropy()).ok()).flatten()
        })
        .await?;
    let Some(renewed) = renewed else { return Ok(()) };
    let scope = row.scope();
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                store::members::set_password_lock(tx, &scope, member, renewed.as_bytes()).await?;
                Ok(())
            })
        })
        .await
}

/// Opens a locked session again, or proves anew who is at an open one. The cookie changes, so that Back cannot show an
/// old page.
///
/// # Errors
/// As [`sign_in`].
pub async fn unlock(app: &App, session: &Session, password: &str) -> Result<Cookie> {
    let name = format!("unlock {}", session.member());
    app.attempts().take(&name, app.now())?;
    let found = store::members::find_locks(app.store(), &session.scope, session.member).await?;
    let secrets = check_password(app, found.as_ref(), password).await?;
    let (Some(row), Some(secrets)) = (found, secrets) else { return Err(Error::SignInFailed) };
    app.attempts().forgive(&name);
    let org = store::organizations::get(app.store(), &session.scope).await?;
    let keys = gather(app, &session.scope, &org, &row.row, secrets).await?;
    let token = SessionToken::generate(app.entropy());
    let sealed = keys.seal(&token, session.id(), app.entropy());
    let (scope, id, member, hash, now) = (session.scope, session.id(), session.member, token.hash(), app.now());
    let stands = app
        .store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let stands = store::sessions::unlock(tx, &scope, id, &hash, &sealed, now).await?;
                if stands {
                    tx.audit(&scope, journal::by_member(&scope, member, now, Act::Unlocked, Some(id.bytes()), ""));
                }
                Ok::<_, Error>(stands)
            })
        })
        .await?;
    if stands { Ok(Cookie(token.cookie())) } else { Err(Error::SignInFailed) }
}

/// Signs in with the recovery sheet and sets a new password. Every other session of the member ends.
///
/// # Errors
/// [`Error::Invalid`] `sheet-typing-error` when the check group says that a letter is wrong, `password-weak`,
/// [`Error::TooMany`] after three sheets in a day, else as [`sign_in`].
pub async fn recover(app: &App, login: &str, sheet: &str, new_password: &str, device: Device) -> Result<Cookie> {
    let login = login.trim().to_lowercase();
    app.attempts().take(&login, app.now())?;
    let sheet = RecoverySheet::parse(sheet).map_err(|error| match error {
        SheetError::Length | SheetError::Character { .. } | SheetError::Mistyped => {
            Error::Invalid("sheet-typing-error")
        }
    })?;
    check_strength(new_password)?;
    // A letter that was mistyped and a weak password cost no try.
    app.limits().recover(&login, app.now())?;
    let found = store::members::find_login(app.store(), &login).await?.ok_or(Error::SignInFailed)?;
    let lock = found.recovery_lock.as_ref().ok_or(Error::SignInFailed)?;
    let member = found.row.member.id;
    let secrets = sheet.unlock(lock, member).map_err(|_| Error::SignInFailed)?;
    if found.row.member.state == MemberState::Ended {
        return Err(Error::SignInFailed);
    }
    let new_lock = enroll(app, new_password, &secrets, member).await?;
    let scope = found.scope();
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                store::members::set_password_lock(tx, &scope, member, new_lock.as_bytes()).await?;
                store::sessions::end_all(tx, &scope, member, None).await?;
                Ok::<_, Error>(())
            })
        })
        .await?;
    app.attempts().forgive(&login);
    begin(app, &scope, &found.row, secrets, device, Act::RecoveryUsed).await
}

/// Refuses what is guessed first.
pub(crate) fn check_strength(password: &str) -> Result<()> {
    vault::check_new_password(password).map_err(|_| Error::Invalid("password-weak"))
}

/// Locks a member's keys under a password, off the request's thread.
pub(crate) async fn enroll(
    app: &App,
    password: &str,
    secrets: &MemberSecrets,
    member: domain::ids::MemberId,
) -> Result<PasswordLock> {
    let (password, secrets, node) = (password.to_owned(), secrets.duplicate(), app.clone());
    let locked =
        app.password_work(move |pepper| PasswordLock::enroll(&password, pepper, &secrets, member, node.entropy()));
    locked.await?.map_err(|_| Error::Busy)
}

async fn begin(
    app: &App,
    scope: &OrgScope,
    row: &MemberRow,
    secrets: MemberSecrets,
    device: Device,
    act: Act,
) -> Result<Cookie> {
    let org = store::organizations::get(app.store(), scope).await?;
    let keys = gather(app, scope, &org, row, secrets).await?;
    let (cookie, new) = new_session(app, &keys, device);
    let open = store::sessions::list(app.store(), scope, row.member.id).await?;
    let surplus: Vec<SessionId> = open.iter().skip(MOST_SESSIONS - 1).map(|line| line.id).collect();
    let (scope, member, now) = (*scope, row.member.id, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                for id in surplus {
                    store::sessions::end(tx, &scope, member, id).await?;
                }
                store::sessions::insert(tx, &scope, &new).await?;
                tx.audit(&scope, journal::by_member(&scope, member, now, act, Some(new.id.bytes()), ""));
                Ok::<_, Error>(())
            })
        })
        .await?;
    Ok(cookie)
}

/// A session over these keys, and the cookie that opens it.
pub(crate) fn new_session(app: &App, keys: &SessionKeys, device: Device) -> (Cookie, NewSession) {
    let (token, id, now) = (SessionToken::generate(app.entropy()), SessionId::new(app.next_id()), app.now());
    let new = NewSession {
        id,
        member: keys.member_id,
        token_hash: token.hash(),
        keys_sealed: Some(keys.seal(&token, id, app.entropy())),
        shared_device: device == Device::Shared,
        created_at: now,
        ends_at: now.plus_minutes(LONGEST),
    };
    (Cookie(token.cookie()), new)
}
