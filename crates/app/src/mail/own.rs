//! What a member of staff sets for themselves: an address that they have shown to be theirs, and when to write to it.

use super::{Given, RESTORED, key, open, same_address, seal};
use crate::node::{code_hash, random_code};
use crate::{App, Error, Result, Session, journal};
use domain::audit::Act;
use domain::mail::{Address, Rhythm, Times};
use domain::member::MemberState;
use domain::time::{Days, Minutes, Timestamp};
use smtp::{Letter, Words};
use store::mail::MailSetting;
use store::{OrgScope, Tx};

/// A code can be typed this long.
pub const CODE_LIVES: Minutes = Minutes(30);
/// An address that was not confirmed is erased after this.
pub(crate) const UNCONFIRMED_KEPT: Days = Days(1);
/// Groups of four letters and digits in a code.
const GROUPS: usize = 2;

/// Where a member's mail stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// The operator has set no mail server.
    NotSetUp,
    /// Nothing was given: no mail.
    Off,
    /// An address waits for its code.
    Waits(Own),
    /// It is written to.
    On(Own),
    /// The server refused the address; nothing is sent until it is confirmed anew.
    Refused(Own),
    /// An older copy of the database was put back, in which it stood; nothing is sent until it is confirmed anew.
    Restored(Own),
}

/// What a member has set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// The address.
    pub address: Address,
    /// When to write.
    pub times: Times,
    /// When a letter could not be brought there last, if none has since.
    pub failed_at: Option<Timestamp>,
}

/// Why a code was not sent or not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotDone {
    /// The mail server does not answer or asks to come again: the address is kept, and a code can be asked for later.
    NotNow,
    /// The mail server refuses the address.
    Refused,
    /// It is another code, or its time is over.
    WrongCode,
}

/// Where the caller's mail stands.
///
/// # Errors
/// [`Error::Locked`]; [`Error::Busy`] or [`Error::Store`].
pub async fn standing(app: &App, session: &Session) -> Result<Standing> {
    working(session)?;
    if app.mail_server().is_none() {
        return Ok(Standing::NotSetUp);
    }
    let Some(setting) = store::mail::find(app.store(), &session.scope, session.member).await? else {
        return Ok(Standing::Off);
    };
    // Sealed by a key that the node does not have any more: it has to be given again.
    let Ok(given) = open(app, session.org_id(), &setting) else { return Ok(Standing::Off) };
    let (failed_at, why) = setting.failed.unzip();
    let own = Own { address: given.address, times: setting.times, failed_at };
    Ok(match (setting.confirmed_at, failed_at) {
        (Some(_), _) => Standing::On(own),
        (None, Some(_)) if why.as_deref() == Some(RESTORED) => Standing::Restored(own),
        (None, Some(_)) => Standing::Refused(own),
        (None, None) => Standing::Waits(own),
    })
}

/// For members who work here, in a session that is not locked.
fn working(session: &Session) -> Result<()> {
    if session.is_locked() {
        return Err(Error::Locked);
    }
    if session.awaits_keys() { Err(Error::NotFound) } else { Ok(()) }
}

/// When to write, as long as the member has chosen nothing: as it happens, and not at night.
#[must_use]
pub fn usual_times(session: &Session) -> Times {
    let zone = domain::safe_contact::ZoneName::parse(&session.org().time_zone);
    Times {
        rhythm: Rhythm::AsItHappens,
        hour: 8,
        quiet: domain::mail::Quiet::new(19, 7),
        zone: zone.unwrap_or_else(|| domain::safe_contact::HomeZone::Eastern.into()),
    }
}

/// Takes an address in the place of any before, and sends a code there. Until the code is typed nothing else is sent.
///
/// # Errors
/// [`Error::Invalid`] `mail-not-set-up`; [`Error::TooMany`] of codes; [`Error::NotFound`] when the caller's access has
/// ended.
pub async fn begin(
    app: &App,
    session: &Session,
    address: Address,
    times: Times,
) -> Result<std::result::Result<(), NotDone>> {
    working(session)?;
    send_code(app, session, address, times, None).await
}

/// Sends another code to the address that was given.
///
/// # Errors
/// [`Error::NotFound`] when none was, or not that one any more; as [`begin`].
pub async fn again(app: &App, session: &Session) -> Result<std::result::Result<(), NotDone>> {
    working(session)?;
    let before = store::mail::find(app.store(), &session.scope, session.member).await?.ok_or(Error::NotFound)?;
    if before.confirmed_at.is_some() {
        return Err(Error::NotFound);
    }
    let given = open(app, session.org_id(), &before)?;
    send_code(app, session, given.address, before.times.clone(), Some(before)).await
}

/// With `as_read`, only while that address still stands.
async fn send_code(
    app: &App,
    session: &Session,
    address: Address,
    times: Times,
    as_read: Option<MailSetting>,
) -> Result<std::result::Result<(), NotDone>> {
    let (scope, member, now, node) = (session.scope, session.member, app.now(), app.clone());
    let server = app.mail_server().ok_or(Error::Invalid("mail-not-set-up"))?;
    key(app, scope.org())?;
    app.limits().mail_code(&member.to_string(), now)?;
    let code = random_code(app, GROUPS);
    let given = Given { address: address.clone(), code: Some(code.clone()) };
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let row = store::members::find(tx, &scope, member).await?;
                row.filter(|row| row.member.state == MemberState::Active).ok_or(Error::NotFound)?;
                let before = match &as_read {
                    Some(as_read) => Some(as_it_was_read(tx, &scope, as_read).await?),
                    None => store::mail::find(tx, &scope, member).await?,
                };
                let version = before.as_ref().map_or(1, |before| before.version.saturating_add(1));
                let address_sealed = seal(&node, scope.org(), member, version, &given)?;
                // What left before counts on: nobody is written to more often by asking anew.
                let sent_at = before.and_then(|before| before.sent_at);
                let (asked_at, confirmed_at, failed) = (now, None, None);
                let setting =
                    MailSetting { member, version, address_sealed, asked_at, confirmed_at, times, sent_at, failed };
                replace(tx, &scope, &setting, "asked", now).await
            })
        })
        .await?;
    let (to, language) = (&address, session.language());
    let id = app.next_id().into_bytes();
    let letter = Letter { to, language, words: Words::Code(&code), at: now, id };
    Ok(server.send(&letter).await.map_err(|error| {
        tracing::warn!(event = "mail_code_not_sent", code = error.code());
        if error.is_final() { NotDone::Refused } else { NotDone::NotNow }
    }))
}

/// The setting as it stands now, if its address is the one that was read: the member, or whoever ends their access, may
/// have been quicker.
async fn as_it_was_read(tx: &Tx, scope: &OrgScope, read: &MailSetting) -> Result<MailSetting> {
    let now = store::mail::find(tx, scope, read.member).await?;
    now.filter(|now| same_address(now, read)).ok_or(Error::NotFound)
}

/// The letter that waits for what was set before does not any more.
async fn replace(tx: &Tx, scope: &OrgScope, new: &MailSetting, what: &'static str, now: Timestamp) -> Result<()> {
    store::mail::erase(tx, scope, new.member).await?;
    store::mail::put(tx, scope, new).await?;
    tx.audit(scope, journal::by_member(scope, new.member, now, Act::MailChanged, None, what));
    Ok(())
}

/// Takes the code that came by mail: from now on the member is written to.
///
/// # Errors
/// [`Error::NotFound`] when none waits, or not for that address any more; [`Error::TooMany`] of guesses.
pub async fn confirm(app: &App, session: &Session, code: &str) -> Result<std::result::Result<(), NotDone>> {
    working(session)?;
    let (scope, member, now) = (session.scope, session.member, app.now());
    let read = store::mail::find(app.store(), &scope, member).await?.ok_or(Error::NotFound)?;
    let given = open(app, scope.org(), &read)?;
    let Some(wanted) = given.code else { return Err(Error::NotFound) };
    let bucket = format!("mail code {member}");
    app.attempts().take(&bucket, now)?;
    if code_hash(code) != code_hash(&wanted) || now > read.asked_at.plus_minutes(CODE_LIVES) {
        return Ok(Err(NotDone::WrongCode));
    }
    app.attempts().forgive(&bucket);
    let version = read.version.saturating_add(1);
    let address_sealed = seal(app, scope.org(), member, version, &Given { address: given.address, code: None })?;
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let before = as_it_was_read(tx, &scope, &read).await?;
                let setting = MailSetting { version, address_sealed, confirmed_at: Some(now), failed: None, ..before };
                replace(tx, &scope, &setting, "on", now).await
            })
        })
        .await?;
    Ok(Ok(()))
}

/// Changes when to write. A letter that waits leaves by the new times.
///
/// # Errors
/// [`Error::NotFound`] when no address is written to.
pub async fn set_times(app: &App, session: &Session, times: Times) -> Result<()> {
    working(session)?;
    let (scope, member, now, late) = (session.scope, session.member, app.now(), super::jitter(app));
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let setting = store::mail::find(tx, &scope, member).await?;
                let setting = setting.filter(|setting| setting.confirmed_at.is_some()).ok_or(Error::NotFound)?;
                store::mail::set_times(tx, &scope, member, setting.version, &times).await?;
                store::mail::put_off(tx, &scope, member, times.due(now, setting.sent_at, late)).await?;
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::MailChanged, None, "times"));
                Ok(())
            })
        })
        .await
}

/// Erases the address. Done twice, it is done.
///
/// # Errors
/// [`Error::Locked`]; [`Error::Busy`] or [`Error::Store`].
pub async fn off(app: &App, session: &Session) -> Result<()> {
    working(session)?;
    let (scope, member, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if store::mail::erase(tx, &scope, member).await? {
                    tx.audit(&scope, journal::by_member(&scope, member, now, Act::MailChanged, None, "off"));
                }
                Ok(())
            })
        })
        .await
}
