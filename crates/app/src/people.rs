//! The organization's staff: invite, let in, change roles, end access. Admins manage people without reading cases.

pub use crate::leaving::{Leaving, NamedFor, end_access, leaving, let_go};
use crate::node::{code_hash, random_code};
use crate::releases::unsent;
use crate::session::Device;
use crate::sign_in::{Cookie, check_strength, enroll, new_session};
use crate::{App, Error, Result, Session, journal};
use domain::audit::Act;
use domain::ids::{InvitationId, MemberId, ReferralId, ShortCode, SiteId};
use domain::member::{Deed, Member, MemberState, Role, roles_at};
use domain::org::Language;
use domain::text::Label;
use domain::time::{Days, Timestamp};
use std::collections::BTreeSet;
use store::grants::Grant;
use store::invitations::Invitation;
use store::members::{MemberRow, NewMember};
use vault::{Certificate, Compartment, MemberPublic, MemberSecrets, OrgPublic, SessionKeys};

/// An invitation can be taken up this long.
pub const INVITATION: Days = Days(3);

/// A colleague on the people page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Id.
    pub id: MemberId,
    /// Name.
    pub name: Label,
    /// Login.
    pub login: Label,
    /// Roles.
    pub roles: BTreeSet<Role>,
    /// State.
    pub state: MemberState,
    /// Four words to compare before keys are shared, while they wait.
    pub code_words: Option<[String; 4]>,
    /// Signed in somewhere now.
    pub open_sessions: u32,
    /// Where they mostly work, if that was written down.
    pub site: Option<SiteId>,
}

/// An invitation that nobody has taken up yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenInvitation {
    /// Id.
    pub id: InvitationId,
    /// Name.
    pub name: Label,
    /// Login.
    pub login: Label,
    /// Roles.
    pub roles: BTreeSet<Role>,
    /// Until when.
    pub expires_at: Timestamp,
}

/// Everyone, and who is on the way.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn list(app: &App, session: &Session) -> Result<(Vec<Colleague>, Vec<OpenInvitation>)> {
    session.authorize(Deed::ManagePeople).or_else(|_| session.authorize(Deed::GrantKeys))?;
    let mut colleagues = Vec::new();
    for row in store::members::list(app.store(), &session.scope).await? {
        let open = store::sessions::list(app.store(), &session.scope, row.member.id).await?;
        colleagues.push(colleague(&row, open.len()));
    }
    let open = store::invitations::list_open(app.store(), &session.scope, app.now()).await?;
    let invitation = |i: Invitation| OpenInvitation {
        id: i.id,
        name: i.name,
        login: i.login,
        roles: i.roles,
        expires_at: i.expires_at,
    };
    Ok((colleagues, open.into_iter().map(invitation).collect()))
}

fn colleague(row: &MemberRow, open_sessions: usize) -> Colleague {
    let waits = row.member.state == MemberState::AwaitingKeys;
    Colleague {
        id: row.member.id,
        name: row.member.name.clone(),
        login: row.member.login.clone(),
        roles: row.member.roles.clone(),
        state: row.member.state,
        code_words: waits.then(|| public_of(row).code().map(str::to_owned)),
        open_sessions: u32::try_from(open_sessions).unwrap_or(u32::MAX),
        site: row.site,
    }
}

fn public_of(row: &MemberRow) -> MemberPublic {
    MemberPublic { sealing: row.sealing_public, verifying: row.verifying_public }
}

/// Invites a colleague. Answers the code to give them, by voice or on paper; it is shown once.
///
/// # Errors
/// [`Error::Invalid`] `login-taken`, `roles-empty`, `roles-not-here` for what nobody is at such an organization.
pub async fn invite(app: &App, session: &Session, name: Label, login: Label, roles: BTreeSet<Role>) -> Result<String> {
    session.authorize(Deed::ManagePeople)?;
    if roles.is_empty() {
        return Err(Error::Invalid("roles-empty"));
    }
    if !roles.iter().all(|role| roles_at(session.org().kind).contains(role)) {
        return Err(Error::Invalid("roles-not-here"));
    }
    let login = Label::parse(&login.as_str().to_lowercase()).map_err(|_| Error::Invalid("login-taken"))?;
    if store::members::find_login(app.store(), login.as_str()).await?.is_some() {
        return Err(Error::Invalid("login-taken"));
    }
    let (code, now) = (random_code(app, 5), app.now());
    let invitation = Invitation {
        id: InvitationId::new(app.next_id()),
        token_hash: code_hash(&code),
        login,
        name,
        roles,
        invited_by: session.member,
        created_at: now,
        expires_at: now.plus_days(INVITATION),
        used_at: None,
    };
    let (scope, member) = (session.scope, session.member);
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                store::invitations::insert(tx, &scope, &invitation).await?;
                let subject = Some(invitation.id.bytes());
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::MemberInvited, subject, ""));
                Ok::<_, Error>(())
            })
        })
        .await?;
    Ok(code)
}

/// Takes an invitation back.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn uninvite(app: &App, session: &Session, invitation: InvitationId) -> Result<()> {
    session.authorize(Deed::ManagePeople)?;
    let (scope, member, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if !store::invitations::use_up(tx, &scope, invitation, now).await? {
                    return Err(Error::NotFound);
                }
                let subject = Some(invitation.bytes());
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::InvitationTakenBack, subject, ""));
                Ok(())
            })
        })
        .await
}

/// The newcomer takes up the invitation with the code and a password of their own. They are signed in and wait
/// for their keys.
///
/// # Errors
/// [`Error::SignInFailed`] when the code is not an open one; [`Error::Invalid`] `password-weak`, `login-taken`.
pub async fn join(app: &App, code: &str, password: &str, language: Language, device: Device) -> Result<Cookie> {
    app.attempts().take("invitation code", app.now())?;
    check_strength(password)?;
    let found = store::invitations::find(app.store(), &code_hash(code), app.now()).await?;
    let found = found.ok_or(Error::SignInFailed)?;
    app.attempts().forgive("invitation code");
    let (scope, id, now) = (found.scope(), MemberId::new(app.next_id()), app.now());
    let secrets = MemberSecrets::generate(app.entropy());
    let lock = enroll(app, password, &secrets, id).await?;
    let invitation = found.invitation;
    let public = secrets.public();
    let new = NewMember {
        member: Member {
            id,
            org: scope.org(),
            name: invitation.name,
            login: invitation.login,
            roles: invitation.roles,
            state: MemberState::AwaitingKeys,
        },
        language,
        sealing_public: public.sealing,
        verifying_public: public.verifying,
        certificate: None,
        password_lock: lock.as_bytes().to_vec(),
        created_at: now,
    };
    let org = crate::keyring::public_of(&store::organizations::get(app.store(), &scope).await?);
    let (cookie, begun) = new_session(app, &bare_keys(id, org, secrets), device);
    let written = app
        .store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if !store::invitations::use_up(tx, &scope, invitation.id, now).await? {
                    return Err(Error::SignInFailed);
                }
                store::members::insert(tx, &scope, &new).await?;
                store::sessions::insert(tx, &scope, &begun).await?;
                tx.audit(&scope, journal::by_member(&scope, id, now, Act::MemberJoined, None, ""));
                Ok(())
            })
        })
        .await;
    match written {
        Ok(()) => Ok(cookie),
        Err(Error::Store(store::Error::Taken(store::Unique::Login))) => Err(Error::Invalid("login-taken")),
        Err(error) => Err(error),
    }
}

/// What a newcomer holds before anybody has shared anything.
fn bare_keys(member_id: MemberId, org: OrgPublic, member: MemberSecrets) -> SessionKeys {
    SessionKeys { member_id, org, certificate: None, member, compartments: Vec::new(), intake: None, org_signing: None }
}

/// Shares keys with a colleague whose four words were compared: the compartments of their roles that the caller
/// holds.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Locked`].
pub async fn let_in(app: &App, session: &Session, colleague: MemberId) -> Result<()> {
    session.authorize(Deed::GrantKeys)?;
    let row = member(app, session, colleague).await?;
    if row.member.state == MemberState::Ended {
        return Err(Error::NotFound);
    }
    let (grants, certificate) = grants_for(app, session, &row)?;
    let (scope, by, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                for grant in &grants {
                    let _ = store::grants::insert(tx, &scope, grant).await?;
                }
                store::members::set_certificate(tx, &scope, colleague, &certificate).await?;
                let (from, to) = (MemberState::AwaitingKeys, MemberState::Active);
                store::members::set_state(tx, &scope, colleague, from, to).await?;
                let codes: Vec<_> = grants.iter().map(|grant| grant.compartment.code()).collect();
                let subject = Some(colleague.bytes());
                tx.audit(&scope, journal::by_member(&scope, by, now, Act::KeysGranted, subject, codes.join(" ")));
                Ok(())
            })
        })
        .await
}

fn grants_for(app: &App, session: &Session, row: &MemberRow) -> Result<(Vec<Grant>, Vec<u8>)> {
    let keys = session.keys()?;
    let signing = keys.org_signing.as_ref().ok_or(Error::Locked)?;
    let (public, wanted) = (public_of(row), Compartment::of_roles(&row.member.roles));
    let mut grants = Vec::new();
    for key in keys.compartments.iter().filter(|key| wanted.contains(&key.compartment())) {
        grants.push(Grant {
            member: row.member.id,
            compartment: key.compartment(),
            epoch: key.epoch(),
            grant_sealed: key.grant_to(&public, row.member.id, signing, app.entropy())?,
            granted_by: session.member,
            at: app.now(),
        });
    }
    let certificate = Certificate::issue(signing, session.org_id(), row.member.id, &public);
    Ok((grants, certificate.to_bytes().to_vec()))
}

pub(crate) async fn member(app: &App, session: &Session, id: MemberId) -> Result<MemberRow> {
    store::members::find(app.store(), &session.scope, id).await?.ok_or(Error::NotFound)
}

/// Changes roles. Their sessions end; the keys they need no more are taken away, and those they newly need wait for
/// [`let_in`] by somebody who holds them.
///
/// # Errors
/// [`Error::Invalid`] `last-admin`, `roles-empty`, `roles-not-here`.
pub async fn change_roles(app: &App, session: &Session, colleague: MemberId, roles: BTreeSet<Role>) -> Result<()> {
    session.authorize(Deed::ManagePeople)?;
    let mut row = member(app, session, colleague).await?;
    if roles.is_empty() {
        return Err(Error::Invalid("roles-empty"));
    }
    if !roles.iter().all(|role| roles_at(session.org().kind).contains(role)) {
        return Err(Error::Invalid("roles-not-here"));
    }
    if !roles.contains(&Role::Admin) {
        refuse_last_admin(app, session, colleague).await?;
    }
    let (before, after) = (Compartment::of_roles(&row.member.roles), Compartment::of_roles(&roles));
    row.member.roles.clone_from(&roles);
    let narrows = !before.is_subset(&after);
    let grants = grants_for(app, session, &row).map(|(grants, _)| grants).unwrap_or_default();
    let (scope, by, now) = (session.scope, session.member, app.now());
    let detail = roles.iter().map(|role| role.code()).collect::<Vec<_>>().join(" ");
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                store::members::set_roles(tx, &scope, colleague, &roles).await?;
                if narrows {
                    store::grants::remove_all(tx, &scope, colleague).await?;
                }
                for grant in grants.iter().filter(|_| row.member.state == MemberState::Active) {
                    let _ = store::grants::insert(tx, &scope, grant).await?;
                }
                store::sessions::end_all(tx, &scope, colleague, None).await?;
                let subject = Some(colleague.bytes());
                tx.audit(&scope, journal::by_member(&scope, by, now, Act::RolesChanged, subject, detail));
                Ok(())
            })
        })
        .await
}

/// Our sites, for choosing where somebody mostly works.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn sites(app: &App, session: &Session) -> Result<Vec<(SiteId, Label)>> {
    session.authorize(Deed::ManagePeople).or_else(|_| session.authorize(Deed::GrantKeys))?;
    let all = store::listings::sites(app.store(), &session.scope, session.org_id()).await?;
    let all = crate::directory::told(app, (&session.scope, session.org_id()), all).await?;
    Ok(all.into_iter().map(|site| (site.id, site.name)).collect())
}

/// Writes down where a colleague mostly works: one of our sites, or nowhere in particular. It opens and closes nothing.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or when there is no such colleague; [`Error::Invalid`] `site-unknown`.
pub async fn set_site(app: &App, session: &Session, colleague: MemberId, site: Option<SiteId>) -> Result<()> {
    session.authorize(Deed::ManagePeople)?;
    member(app, session, colleague).await?;
    let known = sites(app, session).await?;
    if site.is_some_and(|site| known.iter().all(|(id, _)| *id != site)) {
        return Err(Error::Invalid("site-unknown"));
    }
    let (scope, by, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if !store::members::set_site(tx, &scope, colleague, site).await? {
                    return Err(Error::NotFound);
                }
                let subject = Some(colleague.bytes());
                tx.audit(&scope, journal::by_member(&scope, by, now, Act::SiteSet, subject, ""));
                Ok(())
            })
        })
        .await
}

pub(crate) async fn refuse_last_admin(app: &App, session: &Session, leaving: MemberId) -> Result<()> {
    let all = store::members::list(app.store(), &session.scope).await?;
    let stays = |row: &MemberRow| row.member.id != leaving && row.member.state == MemberState::Active;
    if all.iter().any(|row| stays(row) && row.member.roles.contains(&Role::Admin)) {
        Ok(())
    } else {
        Err(Error::Invalid("last-admin"))
    }
}

/// "Never show them this": hides a record from a colleague, at once and everywhere. By short code from the people
/// page, or from the record itself.
///
/// # Errors
/// [`Error::NotFound`] when the caller cannot see the record.
pub async fn hide_from(app: &App, session: &Session, referral: ReferralId, colleague: MemberId) -> Result<()> {
    session.authorize(Deed::HideFromMember)?;
    member(app, session, colleague).await?;
    let row = store::referrals::find(app.store(), &session.scope, session.member, referral).await?;
    match row {
        Some(row) => crate::referrals::over::must_live(&row, app.now())?,
        // Signed, and not sent yet.
        None if unsent::is_released(app, session, referral).await? => {}
        None => return Err(Error::NotFound),
    }
    crate::referrals::work::hide(app, session, referral, colleague, None).await
}

/// What somebody must never see, by its short code: a record, or a release under which nothing was sent yet.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn to_hide(app: &App, session: &Session, code: &str) -> Result<ReferralId> {
    match by_short_code(app, session, code).await {
        Err(Error::NotFound) => {
            let wanted = ShortCode::parse(code).ok_or(Error::NotFound)?;
            unsent::by_short_code(app, session, wanted).await?.ok_or(Error::NotFound)
        }
        found => found,
    }
}

/// The record with this short code that the caller may see, on either bank and however old.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn by_short_code(app: &App, session: &Session, code: &str) -> Result<ReferralId> {
    session.authorize(Deed::HideFromMember)?;
    let wanted = ShortCode::parse(code).ok_or(Error::NotFound)?;
    let mut before = None;
    loop {
        let ids = store::referrals::ids_before(app.store(), &session.scope, session.member, before, SEARCHED).await?;
        if let Some(found) = ids.iter().find(|id| id.answers_to(wanted)) {
            return Ok(*found);
        }
        match ids.last() {
            Some(last) if ids.len() == SEARCHED as usize => before = Some(*last),
            _ => return Err(Error::NotFound),
        }
    }
}

/// Ids read at a time while a short code is looked up.
const SEARCHED: u32 = 1_000;

/// Active colleagues, for choosing one.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn colleagues(app: &App, session: &Session) -> Result<Vec<(MemberId, Label)>> {
    let all = store::members::list(app.store(), &session.scope).await?;
    let active = all.into_iter().filter(|row| row.member.state == MemberState::Active);
    Ok(active.map(|row| (row.member.id, row.member.name)).collect())
}
