//! A signed-in session: who is asking, what they may do, and, while unlocked, their keys.
//!
//! Invariant: keys live in memory only during a request; the row keeps them under a key that only the cookie has.

use crate::keyring::{gather, lacks_keys};
use crate::{App, Error, Result, journal};
use domain::audit::Act;
use domain::ids::{MemberId, OrgId, SessionId};
use domain::member::{Deed, MemberState, Role, any_may_at};
use domain::org::{Language, Organization};
use domain::text::Label;
use domain::time::{Minutes, Timestamp};
use std::collections::BTreeSet;
use store::OrgScope;
use store::sessions::SessionRow;
use vault::{SessionKeys, SessionToken};

/// Whether a device is one person's own or passes from hand to hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Device {
    /// One person's desk: locks after 15 minutes.
    Private,
    /// Shared, or a phone: locks after 5 minutes.
    Shared,
}

impl Device {
    /// Minutes without a request after which the session locks.
    #[must_use]
    pub const fn idle(self) -> Minutes {
        match self {
            Self::Private => Minutes(15),
            Self::Shared => Minutes(5),
        }
    }
    const fn of(shared: bool) -> Self {
        if shared { Self::Shared } else { Self::Private }
    }
}

/// Minutes after which a session ends, whatever happens: twelve hours.
pub const LONGEST: Minutes = Minutes(12 * 60);
/// How long a password counts for what changes other people's access or opens the vault by another way.
pub const PROOF: Minutes = Minutes(10);
/// Most sessions of one member at a time.
pub const MOST_SESSIONS: usize = 5;
/// A session is noted as seen at most this often, so that reading a page does not wait for the disk.
const SEEN_EVERY_SECONDS: u32 = 60;

/// A request's caller: a member of staff who signed in. Nobody else has one, and nothing else makes one.
///
/// ```compile_fail,E0451
/// fn somebody_else(real: app::Session, other: domain::ids::MemberId) -> app::Session {
///     app::Session { member: other, ..real }
/// }
/// ```
pub struct Session {
    pub(crate) scope: OrgScope,
    pub(crate) org: Organization,
    pub(crate) member: MemberId,
    name: Label,
    roles: BTreeSet<Role>,
    language: Language,
    id: SessionId,
    csrf: String,
    ends_at: Timestamp,
    unlocked_at: Timestamp,
    device: Device,
    locked: bool,
    awaiting_keys: bool,
    pub(crate) owes_sheet: bool,
    keys: Option<SessionKeys>,
}

impl Session {
    /// The organization, with its settings.
    #[must_use]
    pub fn org(&self) -> &Organization {
        &self.org
    }
    /// Its id.
    #[must_use]
    pub fn org_id(&self) -> OrgId {
        self.org.id
    }
    /// The member.
    #[must_use]
    pub fn member(&self) -> MemberId {
        self.member
    }
    /// The member's name.
    #[must_use]
    pub fn name(&self) -> &Label {
        &self.name
    }
    /// Roles.
    #[must_use]
    pub fn roles(&self) -> &BTreeSet<Role> {
        &self.roles
    }
    /// Language they chose.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }
    /// This session's id.
    #[must_use]
    pub fn id(&self) -> SessionId {
        self.id
    }
    /// The synchronizer token of its forms.
    #[must_use]
    pub fn csrf(&self) -> &str {
        &self.csrf
    }
    /// When it ends, whatever happens.
    #[must_use]
    pub fn ends_at(&self) -> Timestamp {
        self.ends_at
    }
    /// When the member last typed a password or a recovery sheet here.
    #[must_use]
    pub fn unlocked_at(&self) -> Timestamp {
        self.unlocked_at
    }
    /// The device it is on: how soon it locks.
    #[must_use]
    pub fn device(&self) -> Device {
        self.device
    }
    /// No keys until the password is typed again.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        self.locked
    }
    /// Joined, and waits for a colleague to compare the code and share keys.
    #[must_use]
    pub fn awaits_keys(&self) -> bool {
        self.awaiting_keys
    }
    /// Has not confirmed a recovery sheet yet; the pages lead there first.
    #[must_use]
    pub fn owes_sheet(&self) -> bool {
        self.owes_sheet
    }
    /// Whether any of the member's roles may do this at such an organization, now.
    #[must_use]
    pub fn may(&self, deed: Deed) -> bool {
        !self.locked && !self.awaiting_keys && self.will(deed)
    }
    /// Whether they may once the session is open and has its keys.
    #[must_use]
    pub fn will(&self, deed: Deed) -> bool {
        any_may_at(self.org.kind, &self.roles, deed)
    }
    /// Four words by which a colleague checks the newcomer's key before sharing theirs.
    #[must_use]
    pub fn code_words(&self) -> Option<[&'static str; 4]> {
        self.keys.as_ref().map(|keys| keys.member.public().code())
    }

    /// Refuses with [`Error::NotFound`] what the roles do not allow: a caller who may not do a thing is not told
    /// that it exists.
    pub(crate) fn authorize(&self, deed: Deed) -> Result<()> {
        if self.locked {
            return Err(Error::Locked);
        }
        if self.may(deed) { Ok(()) } else { Err(Error::NotFound) }
    }
    pub(crate) fn keys(&self) -> Result<&SessionKeys> {
        self.keys.as_ref().ok_or(Error::Locked)
    }
    pub(crate) fn month(&self, at: Timestamp) -> domain::time::Month {
        crate::node::month_of(&self.org, at)
    }
}

/// Another session of the same member, for the page that ends them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSession {
    /// Its id.
    pub id: SessionId,
    /// Shared device.
    pub shared: bool,
    /// When it began.
    pub created_at: Timestamp,
    /// When it last did anything, to the minute.
    pub seen_at: Timestamp,
    /// It is the one that asks.
    pub is_this: bool,
}

/// What a cookie leads to.
pub enum Loaded {
    /// A session; it may be locked ([`Session::is_locked`]).
    Session(Box<Session>),
    /// None, or one that has ended.
    None,
}

/// The session of a cookie. Locks it when it was idle for too long; notes that it was seen.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn load(app: &App, cookie: &str) -> Result<Loaded> {
    let Some(token) = SessionToken::parse(cookie) else { return Ok(Loaded::None) };
    let now = app.now();
    let Some(row) = store::sessions::load(app.store(), &token.hash(), now).await? else { return Ok(Loaded::None) };
    let device = Device::of(row.shared_device);
    let idle_since = row.seen_at.plus_minutes(device.idle());
    let mut keys = match &row.keys_sealed {
        Some(sealed) if row.locked_at.is_none() && now <= idle_since => SessionKeys::open(sealed, &token, row.id).ok(),
        _ => None,
    };
    // What a full disk cannot note changes nothing here: without keys the session is locked whether its row says so or
    // not, and one that was not noted as seen locks earlier, never later. Reading goes on.
    if keys.is_none() && row.locked_at.is_none() {
        unless_full(lock_row(app, &row, now).await)?;
    } else if now > row.seen_at.plus_seconds(SEEN_EVERY_SECONDS) {
        let (scope, id) = (row.scope(), row.id);
        let touched = app
            .store()
            .write(scope.org(), move |tx| Box::pin(async move { store::sessions::touch(tx, &scope, id, now).await }))
            .await;
        unless_full(touched.map_err(Error::from))?;
    }
    if let Some(held) = &keys
        && row.member.member.state == MemberState::Active
        && lacks_keys(held, &row.member)
    {
        keys = Some(fetch_keys(app, &row, held, &token, now).await?);
    }
    Ok(Loaded::Session(Box::new(session_of(row, &token, device, keys))))
}

fn session_of(row: SessionRow, token: &SessionToken, device: Device, keys: Option<SessionKeys>) -> Session {
    let scope = row.scope();
    let member = row.member.member;
    Session {
        scope,
        org: row.organization.organization,
        member: member.id,
        name: member.name,
        roles: member.roles,
        language: row.member.language,
        id: row.id,
        csrf: token.csrf(),
        ends_at: row.ends_at,
        unlocked_at: row.unlocked_at,
        device,
        locked: keys.is_none(),
        awaiting_keys: member.state == MemberState::AwaitingKeys,
        owes_sheet: !row.member.has_recovery,
        keys,
    }
}

/// Keys that a colleague shared since this session began come with its next request.
async fn fetch_keys(
    app: &App,
    row: &SessionRow,
    held: &SessionKeys,
    token: &SessionToken,
    now: Timestamp,
) -> Result<SessionKeys> {
    let keys = gather(app, &row.scope(), &row.organization, &row.member, held.member.duplicate()).await?;
    let sealed = keys.seal(token, row.id, app.entropy());
    let (scope, id, hash) = (row.scope(), row.id, token.hash());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move { store::sessions::rotate(tx, &scope, id, &hash, Some(&sealed), now).await })
        })
        .await?;
    Ok(keys)
}

fn unless_full(noted: Result<()>) -> Result<()> {
    match noted {
        Err(Error::Full) => Ok(()),
        noted => noted,
    }
}

async fn lock_row(app: &App, row: &SessionRow, now: Timestamp) -> Result<()> {
    let (scope, id, member) = (row.scope(), row.id, row.member.member.id);
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if store::sessions::lock(tx, &scope, id, now).await? {
                    tx.audit(&scope, journal::by_member(&scope, member, now, Act::Locked, Some(id.bytes()), ""));
                }
                Ok::<_, Error>(())
            })
        })
        .await
}

/// Locks: the row's wrapped keys are erased; the password or the recovery sheet opens them again.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn lock(app: &App, session: &Session) -> Result<()> {
    let (scope, id, member, now) = (session.scope, session.id, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if store::sessions::lock(tx, &scope, id, now).await? {
                    tx.audit(&scope, journal::by_member(&scope, member, now, Act::Locked, Some(id.bytes()), ""));
                }
                Ok(())
            })
        })
        .await
}

/// Signs out: the row is gone.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn sign_out(app: &App, session: &Session) -> Result<()> {
    end_one(app, session, session.id, Act::SignedOut).await.map(drop)
}

/// The member's own sessions, newest first.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn list(app: &App, session: &Session) -> Result<Vec<OwnSession>> {
    let lines = store::sessions::list(app.store(), &session.scope, session.member).await?;
    let own = |line: store::sessions::SessionLine| OwnSession {
        id: line.id,
        shared: line.shared_device,
        created_at: line.created_at,
        seen_at: line.seen_at,
        is_this: line.id == session.id,
    };
    Ok(lines.into_iter().map(own).collect())
}

/// Ends another session of the same member; it gets no answer from its next request on.
///
/// # Errors
/// [`Error::NotFound`] when it is none of the member's.
pub async fn end(app: &App, session: &Session, other: SessionId) -> Result<()> {
    if end_one(app, session, other, Act::SessionEnded).await? { Ok(()) } else { Err(Error::NotFound) }
}

async fn end_one(app: &App, session: &Session, id: SessionId, act: Act) -> Result<bool> {
    let (scope, member, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let stood = store::sessions::end(tx, &scope, member, id).await?;
                if stood {
                    tx.audit(&scope, journal::by_member(&scope, member, now, act, Some(id.bytes()), ""));
                }
                Ok(stood)
            })
        })
        .await
}

/// Ends all of the member's sessions but this one.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn end_others(app: &App, session: &Session) -> Result<()> {
    let (scope, member, keep, now) = (session.scope, session.member, session.id, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if store::sessions::end_all(tx, &scope, member, Some(keep)).await? > 0 {
                    tx.audit(&scope, journal::by_member(&scope, member, now, Act::SessionEnded, None, "others"));
                }
                Ok(())
            })
        })
        .await
}

/// Keeps the member's language for the next page and the next sign-in.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn speak(app: &App, session: &Session, language: Language) -> Result<()> {
    let (scope, member) = (session.scope, session.member);
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move { store::members::set_language(tx, &scope, member, language).await.map(drop) })
        })
        .await
        .map_err(|error: store::Error| error.into())
}
