//! First run: an organization comes to be, with an owner and a recovery sheet on paper.

use crate::keyring::secret_place;
use crate::node::{NODE_LANE, code_hash, random_code};
use crate::session::Device;
use crate::sign_in::{Cookie, check_strength, enroll, new_session};
use crate::{App, Error, Result, Session, held, journal};
use domain::audit::Act;
use domain::ids::{ListingId, MemberId, OrgId};
use domain::listing::{Cost, Hours, Listing, Offered, Reach, Remark, Room};
use domain::member::{Member, MemberState, Role};
use domain::org::{
    DEFAULT_MAX_RELEASE, DEFAULT_RESPONSE_PROMISE, Funding, Language, OrgKind, Organization, ReportingWording,
    VaultMode,
};
use domain::service::Service;
use domain::text::Label;
use domain::time::{Minutes, Timestamp};
use std::collections::BTreeSet;
use store::grants::{Grant, ServerGrant};
use store::members::NewMember;
use store::organizations::{NewOrganization as NewOrganizationRow, OrganizationSecrets};
use vault::{
    Certificate, Compartment, CompartmentKey, IntakeSecret, MemberSecrets, OrgPublic, OrgSigningSecret, PasswordLock,
    RecoverySheet, SessionKeys,
};

/// What the first-run page asks.
pub struct NewOrganization {
    /// Kind.
    pub kind: OrgKind,
    /// Name, as the partner sees it.
    pub name: Label,
    /// Neutral name of the product here.
    pub app_name: Label,
    /// Public phone.
    pub phone: Label,
    /// 24-hour hotline.
    pub hotline: Option<Label>,
    /// Funding; empty means unknown, and the strictest rules.
    pub funding: BTreeSet<Funding>,
    /// How its keys are held.
    pub vault_mode: VaultMode,
    /// The state's reporting law, in plain words.
    pub reporting: ReportingWording,
    /// IANA time zone.
    pub time_zone: String,
    /// The owner's name.
    pub owner_name: Label,
    /// What the owner types to sign in.
    pub owner_login: Label,
    /// The owner's password.
    pub owner_password: String,
}

/// A recovery sheet, to be printed once. Never stored, never logged.
pub struct Sheet {
    /// Its groups, in order; the last is the check group.
    pub groups: Vec<String>,
    /// Which groups (from 0) are to be typed back.
    pub ask: [usize; 4],
    /// The sheet for the page's hidden field, sealed; only [`confirm_sheet`] opens it, with the cookie.
    pub sealed: String,
    /// Value of the cookie that holds the key of `sealed`.
    pub cookie: String,
}

/// A set-up token can be used this long: a day.
pub const SETUP_TOKEN: Minutes = Minutes(24 * 60);

const SETUP_KEY: &str = "setup_token";
const FIRST_EPOCH: u32 = 1;

/// Whether a set-up token is out: the node is new, or an operator asked for a further organization.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn is_open(app: &App) -> Result<bool> {
    Ok(outstanding(app).await?.is_some())
}

/// Whether the node has no organization yet.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn is_new(app: &App) -> Result<bool> {
    Ok(store::organizations::list_public(app.store()).await?.is_empty())
}

/// Makes a one-time token for a new organization and stores its hash; an earlier one no longer works. The binary
/// prints it in the terminal.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn open_with_token(app: &App) -> Result<String> {
    let token = random_code(app, 8);
    let mut value = code_hash(&token).to_vec();
    value.extend_from_slice(&app.now().plus_minutes(SETUP_TOKEN).micros().to_be_bytes());
    app.store()
        .write(NODE_LANE, move |tx| Box::pin(async move { store::node::put(tx, SETUP_KEY, &value).await }))
        .await?;
    Ok(token)
}

/// The stored value, if it is still in time: hash of the token and its end.
async fn outstanding(app: &App) -> Result<Option<Vec<u8>>> {
    let value = store::node::get(app.store(), SETUP_KEY).await?;
    let in_time = |value: &Vec<u8>| {
        let end = value.get(32..40).and_then(|end| <[u8; 8]>::try_from(end).ok()).map_or(0, i64::from_be_bytes);
        app.now() < Timestamp::from_micros(end)
    };
    Ok(value.filter(in_time))
}

/// Whether this is the token, without using it up.
///
/// # Errors
/// [`Error::SignInFailed`] when it is not; [`Error::TooMany`].
pub async fn check_token(app: &App, token: &str) -> Result<()> {
    matching_token(app, token).await.map(drop)
}

async fn matching_token(app: &App, token: &str) -> Result<Vec<u8>> {
    app.attempts().take("setup token", app.now())?;
    let value = outstanding(app).await?.ok_or(Error::SignInFailed)?;
    if value.get(..32) != Some(&code_hash(token)[..]) {
        return Err(Error::SignInFailed);
    }
    app.attempts().forgive("setup token");
    Ok(value)
}

/// Founds the organization: keys, owner with the roles admin and lead, first session. Uses the token up.
///
/// # Errors
/// [`Error::SignInFailed`] for a wrong token; [`Error::Invalid`] `password-weak`, `login-taken`, `time-zone-unknown`,
/// `server-key-missing`.
pub async fn found(app: &App, token: &str, new: NewOrganization, device: Device) -> Result<Cookie> {
    let used = matching_token(app, token).await?;
    check_strength(&new.owner_password)?;
    if jiff::tz::TimeZone::get(&new.time_zone).is_err() {
        return Err(Error::Invalid("time-zone-unknown"));
    }
    if new.vault_mode == VaultMode::ServerManaged && app.server_key().is_none() {
        return Err(Error::Invalid("server-key-missing"));
    }
    let made = forge(app, &new)?;
    let lock = enroll(app, &new.owner_password, &made.owner, made.member).await?;
    let row = made.organization_row(app, &new)?;
    let member = made.owner_row(app, &new, &lock);
    let grants = made.grants(app)?;
    let server = made.server_grants(app, new.vault_mode);
    let (cookie, session) = new_session(app, &made.into_session_keys(), device);
    let (now, owner) = (app.now(), member.member.id);
    let lines = first_lines(app, row.organization.kind);
    let written = app
        .store()
        .write(row.organization.id, move |tx| {
            Box::pin(async move {
                if !store::node::take(tx, SETUP_KEY, &used).await? {
                    return Err(Error::SignInFailed);
                }
                let scope = store::organizations::found(tx, &row).await?;
                store::members::insert(tx, &scope, &member).await?;
                for grant in &grants {
                    let _ = store::grants::insert(tx, &scope, grant).await?;
                }
                for grant in &server {
                    let _ = store::grants::insert_for_server(tx, &scope, grant).await?;
                }
                for line in &lines {
                    store::listings::set(tx, &scope, line).await?;
                }
                store::sessions::insert(tx, &scope, &session).await?;
                tx.audit(&scope, journal::by_member(&scope, owner, now, Act::OrgFounded, None, ""));
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

/// The keys of a new organization and its owner, before anything of them is stored.
struct Forged {
    org: OrgId,
    member: MemberId,
    owner: MemberSecrets,
    intake: IntakeSecret,
    signing: OrgSigningSecret,
    public: OrgPublic,
    certificate: Certificate,
    compartments: Vec<CompartmentKey>,
}

fn forge(app: &App, new: &NewOrganization) -> Result<Forged> {
    let (org, member, entropy) = (OrgId::new(app.next_id()), MemberId::new(app.next_id()), app.entropy());
    if Label::parse(&new.owner_login.as_str().to_lowercase()).is_err() {
        return Err(Error::Invalid("login-taken"));
    }
    let (owner, intake, signing) =
        (MemberSecrets::generate(entropy), IntakeSecret::generate(entropy), OrgSigningSecret::generate(entropy));
    let public = OrgPublic::new(org, &intake, &signing);
    let certificate = Certificate::issue(&signing, org, member, &owner.public());
    let compartments =
        Compartment::ALL.iter().map(|c| CompartmentKey::generate(org, *c, FIRST_EPOCH, entropy)).collect();
    Ok(Forged { org, member, owner, intake, signing, public, certificate, compartments })
}

impl Forged {
    fn key(&self, compartment: Compartment) -> Result<&CompartmentKey> {
        self.compartments.iter().find(|key| key.compartment() == compartment).ok_or(Error::Locked)
    }

    fn organization_row(&self, app: &App, new: &NewOrganization) -> Result<NewOrganizationRow> {
        let (intake_place, signing_place) = (
            secret_place(self.org, "intake_secret", FIRST_EPOCH),
            secret_place(self.org, "signing_secret", FIRST_EPOCH),
        );
        let secrets = OrganizationSecrets {
            intake_secret_sealed: self.intake.seal_under(
                self.key(Compartment::Intake)?,
                &intake_place,
                app.entropy(),
            )?,
            intake_epoch: FIRST_EPOCH,
            signing_secret_sealed: self.signing.seal_under(
                self.key(Compartment::Admin)?,
                &signing_place,
                app.entropy(),
            )?,
            signing_epoch: FIRST_EPOCH,
        };
        let organization = Organization {
            id: self.org,
            kind: new.kind,
            name: new.name.clone(),
            app_name: new.app_name.clone(),
            phone: new.phone.clone(),
            hotline: new.hotline.clone(),
            reporting_wording: new.reporting.clone(),
            funding: new.funding.clone(),
            vault_mode: new.vault_mode,
            time_zone: new.time_zone.clone(),
            max_release: DEFAULT_MAX_RELEASE,
            response_promise: DEFAULT_RESPONSE_PROMISE,
            state: None,
        };
        Ok(NewOrganizationRow {
            organization,
            intake_public: self.public.intake,
            signing_public: self.public.signing,
            secrets,
            created_at: app.now(),
        })
    }

    fn owner_row(&self, app: &App, new: &NewOrganization, lock: &PasswordLock) -> NewMember {
        let public = self.owner.public();
        let login = Label::parse(&new.owner_login.as_str().to_lowercase()).unwrap_or_else(|_| new.owner_login.clone());
        NewMember {
            member: Member {
                id: self.member,
                org: self.org,
                name: new.owner_name.clone(),
                login,
                roles: BTreeSet::from([Role::Admin, Role::Lead]),
                state: MemberState::Active,
            },
            language: Language::En,
            sealing_public: public.sealing,
            verifying_public: public.verifying,
            certificate: Some(self.certificate.to_bytes().to_vec()),
            password_lock: lock.as_bytes().to_vec(),
            created_at: app.now(),
        }
    }

    fn grants(&self, app: &App) -> Result<Vec<Grant>> {
        let public = self.owner.public();
        let grant = |key: &CompartmentKey| {
            Ok(Grant {
                member: self.member,
                compartment: key.compartment(),
                epoch: key.epoch(),
                grant_sealed: key.grant_to(&public, self.member, &self.signing, app.entropy())?,
                granted_by: self.member,
                at: app.now(),
            })
        };
        self.compartments.iter().map(grant).collect()
    }

    fn server_grants(&self, app: &App, mode: VaultMode) -> Vec<ServerGrant> {
        let Some(server) = app.server_key().filter(|_| mode == VaultMode::ServerManaged) else { return Vec::new() };
        let wrap = |key: &CompartmentKey| ServerGrant {
            compartment: key.compartment(),
            epoch: key.epoch(),
            wrapped_sealed: key.wrap_for_server(server, app.entropy()),
        };
        self.compartments.iter().map(wrap).collect()
    }

    fn into_session_keys(self) -> SessionKeys {
        SessionKeys {
            member_id: self.member,
            org: self.public,
            certificate: Some(self.certificate),
            member: self.owner,
            compartments: self.compartments,
            intake: Some(self.intake),
            org_signing: Some(self.signing),
        }
    }
}

/// Until somebody says otherwise, an organization offers what its kind offers. Nobody has looked at it yet, and the list
/// says so.
fn first_lines(app: &App, kind: OrgKind) -> Vec<Listing> {
    let line = |service: Service| Listing {
        id: ListingId::new(app.next_id()),
        what: Offered::Coded(service),
        site: None,
        hours: Hours::Ask,
        languages: BTreeSet::new(),
        eligibility: BTreeSet::new(),
        cost: Cost::Ask,
        reach: BTreeSet::from([Reach::Call]),
        phone: None,
        room: Room::Open,
        full_until: None,
        remark: Remark::default(),
        verified_at: None,
    };
    Service::ALL.iter().copied().filter(|service| service.offered_by() == kind).map(line).collect()
}

/// A fresh recovery sheet for the member. The old one works until the new one is confirmed.
///
/// # Errors
/// [`Error::Locked`].
pub async fn new_sheet(app: &App, session: &Session) -> Result<Sheet> {
    session.keys()?;
    let sheet = RecoverySheet::generate(app.entropy());
    let groups = sheet.groups();
    let (cookie, sealed) = held::seal(app, groups.join(" ").as_bytes(), Some(session.member().bytes()));
    Ok(Sheet { ask: choose_groups(app, groups.len()), groups: groups.to_vec(), sealed, cookie })
}

/// Four different groups, in rising order.
fn choose_groups(app: &App, n: usize) -> [usize; 4] {
    let mut byte = [0; 4];
    app.entropy().fill(&mut byte);
    let quarter = n / 4;
    std::array::from_fn(|i| i * quarter + usize::from(byte[i]) % quarter.max(1))
}

/// Takes the groups typed back, as (group, text); the sheet counts from then on. Nothing is received by an
/// organization before its owner has done this.
///
/// # Errors
/// [`Error::Invalid`] `sheet-groups-wrong` when a group differs, `sheet-too-late` when the page stood for too long.
pub async fn confirm_sheet(
    app: &App,
    session: &Session,
    cookie: &str,
    sealed: &str,
    typed: &[(usize, String); 4],
) -> Result<()> {
    let keys = session.keys()?;
    let plain =
        held::open(app, cookie, sealed, Some(session.member().bytes())).ok_or(Error::Invalid("sheet-too-late"))?;
    let text = String::from_utf8(plain).map_err(|_| Error::Invalid("sheet-too-late"))?;
    let sheet = RecoverySheet::parse(&text).map_err(|_| Error::Invalid("sheet-too-late"))?;
    let mut seen = BTreeSet::new();
    let typed: Vec<(usize, &str)> = typed.iter().map(|(index, text)| (*index, text.as_str())).collect();
    if !typed.iter().all(|(index, _)| seen.insert(*index)) || !sheet.matches_groups(&typed) {
        return Err(Error::Invalid("sheet-groups-wrong"));
    }
    let lock = sheet.lock(&keys.member, session.member(), app.entropy());
    let (scope, member) = (session.scope, session.member());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                store::members::set_recovery_lock(tx, &scope, member, &lock).await?;
                Ok(())
            })
        })
        .await
}
