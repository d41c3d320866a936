//! Organizations: settings, public keys, and the sealed secret halves.

use crate::backend::{Reads, all, one, run};
use crate::error::{Error, Result};
use crate::row::{Row, joined};
use crate::scope::{OrgScope, WorkerToken};
use crate::value::args;
use crate::write::Tx;
use domain::audit::GENESIS;
use domain::ids::OrgId;
use domain::org::{Funding, OrgKind, Organization, ReportingWording, VaultMode};
use domain::state_rule::StateCode;
use domain::text::Label;
use domain::time::{Days, Minutes, Timestamp};

/// Columns of an organization as `o`, in the order of [`organization`].
macro_rules! organization_columns {
    () => {
        "o.id, o.kind, o.name, o.app_name, o.phone, o.hotline, o.reporting_en, o.reporting_es, o.funding, \
         o.vault_mode, o.time_zone, o.max_release_days, o.response_minutes, o.state, o.intake_public, o.signing_public, \
         o.created_at"
    };
}
pub(crate) use organization_columns;

/// Columns of what any organization may know of another, in the order of [`public`].
macro_rules! public_columns {
    ($o:literal) => {
        concat!(
            $o,
            ".id, ",
            $o,
            ".kind, ",
            $o,
            ".name, ",
            $o,
            ".phone, ",
            $o,
            ".hotline, ",
            $o,
            ".vault_mode, ",
            $o,
            ".response_minutes, ",
            $o,
            ".intake_public, ",
            $o,
            ".signing_public"
        )
    };
}
pub(crate) use public_columns;

/// Reads [`organization_columns`].
pub(crate) fn organization(row: &mut Row) -> Result<OrganizationRow> {
    let organization = Organization {
        id: row.id(OrgId::new)?,
        kind: row.code(OrgKind::parse)?,
        name: row.label()?,
        app_name: row.label()?,
        phone: row.label()?,
        hotline: row.opt_label()?,
        reporting_wording: ReportingWording { en: row.text()?, es: row.text()? },
        funding: row.codes(Funding::parse)?,
        vault_mode: row.code(VaultMode::parse)?,
        time_zone: row.text()?,
        max_release: Days(row.number()?),
        response_promise: Minutes(row.number()?),
        state: row.opt_text()?.map(|code| StateCode::parse(&code)).transpose().map_err(|_| row.unreadable())?,
    };
    let (intake_public, signing_public) = (row.array()?, row.array()?);
    Ok(OrganizationRow { organization, intake_public, signing_public, created_at: row.time()? })
}

/// Reads [`public_columns`].
pub(crate) fn public(row: &mut Row) -> Result<PublicOrganization> {
    Ok(PublicOrganization {
        id: row.id(OrgId::new)?,
        kind: row.code(OrgKind::parse)?,
        name: row.label()?,
        phone: row.label()?,
        hotline: row.opt_label()?,
        vault_mode: row.code(VaultMode::parse)?,
        response_promise: Minutes(row.number()?),
        intake_public: row.array()?,
        signing_public: row.array()?,
    })
}

/// An organization as it is founded.
#[derive(Debug, Clone)]
pub struct NewOrganization {
    /// Its settings.
    pub organization: Organization,
    /// Public half of the intake key (X25519).
    pub intake_public: [u8; 32],
    /// Public half of the signing key (Ed25519).
    pub signing_public: [u8; 32],
    /// The secret halves.
    pub secrets: OrganizationSecrets,
    /// When.
    pub created_at: Timestamp,
}

/// The secret halves of an organization's keys, sealed under compartment keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganizationSecrets {
    /// Intake key, sealed under the compartment `intake`.
    pub intake_secret_sealed: Vec<u8>,
    /// Epoch of that compartment key.
    pub intake_epoch: u32,
    /// Signing key, sealed under the compartment `admin`.
    pub signing_secret_sealed: Vec<u8>,
    /// Epoch of that compartment key.
    pub signing_epoch: u32,
}

/// An organization with its public keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganizationRow {
    /// Its settings.
    pub organization: Organization,
    /// Public half of the intake key.
    pub intake_public: [u8; 32],
    /// Public half of the signing key.
    pub signing_public: [u8; 32],
    /// When it was founded.
    pub created_at: Timestamp,
}

/// What any organization on the node, and the sign-in page, may know of an organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicOrganization {
    /// Its id.
    pub id: OrgId,
    /// Its kind.
    pub kind: OrgKind,
    /// Its name.
    pub name: Label,
    /// Public phone.
    pub phone: Label,
    /// Hotline.
    pub hotline: Option<Label>,
    /// How its keys are held.
    pub vault_mode: VaultMode,
    /// How soon it promises to answer.
    pub response_promise: Minutes,
    /// Public half of the intake key.
    pub intake_public: [u8; 32],
    /// Public half of the signing key.
    pub signing_public: [u8; 32],
}

const FOUND: &str = "INSERT INTO organization (id, kind, name, app_name, phone, hotline, reporting_en, reporting_es, \
     funding, vault_mode, time_zone, max_release_days, response_minutes, intake_public, signing_public, \
     intake_secret_sealed, intake_epoch, signing_secret_sealed, signing_epoch, seen_at, created_at, state) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $20, $21)";
const BEGIN_CHAIN: &str = "INSERT INTO audit_head (org_id, seq, hash) VALUES ($1, 0, $2)";

/// Founds an organization and its audit chain, and answers the right to act for it.
///
/// # Errors
/// [`Error::Taken`] when the id is used.
pub async fn found(tx: &Tx, new: &NewOrganization) -> Result<OrgScope> {
    let o = &new.organization;
    let args = args![
        o.id,
        o.kind.code(),
        o.name.as_str(),
        o.app_name.as_str(),
        o.phone.as_str(),
        o.hotline.as_ref().map(|hotline| hotline.as_str()),
        &o.reporting_wording.en,
        &o.reporting_wording.es,
        joined(o.funding.iter().map(|funding| funding.code())),
        o.vault_mode.code(),
        &o.time_zone,
        o.max_release,
        o.response_promise,
        &new.intake_public,
        &new.signing_public,
        &new.secrets.intake_secret_sealed,
        new.secrets.intake_epoch,
        &new.secrets.signing_secret_sealed,
        new.secrets.signing_epoch,
        new.created_at,
        o.state.map(StateCode::code),
    ];
    run(tx, FOUND, args).await?;
    run(tx, BEGIN_CHAIN, args![o.id, GENESIS]).await?;
    Ok(OrgScope::of(o.id))
}

const GET: &str = concat!("SELECT ", organization_columns!(), " FROM organization o WHERE o.id = $1");

/// The organization.
///
/// # Errors
/// [`Error::Missing`] when there is none.
pub async fn get(db: &impl Reads, scope: &OrgScope) -> Result<OrganizationRow> {
    one(db, GET, args![scope.org()], organization).await?.ok_or(Error::Missing)
}

const SECRETS: &str = "SELECT intake_secret_sealed, intake_epoch, signing_secret_sealed, signing_epoch \
     FROM organization WHERE id = $1";

/// The sealed secret halves of its keys.
///
/// # Errors
/// [`Error::Missing`] when there is none.
pub async fn secrets(db: &impl Reads, scope: &OrgScope) -> Result<OrganizationSecrets> {
    let read = |row: &mut Row| {
        Ok(OrganizationSecrets {
            intake_secret_sealed: row.bytes()?,
            intake_epoch: row.number()?,
            signing_secret_sealed: row.bytes()?,
            signing_epoch: row.number()?,
        })
    };
    one(db, SECRETS, args![scope.org()], read).await?.ok_or(Error::Missing)
}

const CHANGE: &str = "UPDATE organization SET name = $2, app_name = $3, phone = $4, hotline = $5, reporting_en = $6, \
     reporting_es = $7, funding = $8, time_zone = $9, max_release_days = $10, response_minutes = $11, \
     state = $22 WHERE id = $1 AND name = $12 AND app_name = $13 AND phone = $14 AND COALESCE(hotline, '') = $15 \
     AND reporting_en = $16 AND reporting_es = $17 AND funding = $18 AND time_zone = $19 \
     AND max_release_days = $20 AND response_minutes = $21 AND COALESCE(state, '') = $23";

/// Replaces name, application name, phone, hotline, reporting wording, funding, time zone, longest release, response
/// promise and state. Kind and vault mode are set for good when it is founded. Answers whether it did: not when the
/// settings are no longer those of `was`.
///
/// # Errors
/// When the database does not answer.
pub async fn change(tx: &Tx, scope: &OrgScope, was: &Organization, settings: &Organization) -> Result<bool> {
    let funding = |o: &Organization| joined(o.funding.iter().map(|funding| funding.code()));
    let args = args![
        scope.org(),
        settings.name.as_str(),
        settings.app_name.as_str(),
        settings.phone.as_str(),
        settings.hotline.as_ref().map(|hotline| hotline.as_str()),
        &settings.reporting_wording.en,
        &settings.reporting_wording.es,
        funding(settings),
        &settings.time_zone,
        settings.max_release,
        settings.response_promise,
        was.name.as_str(),
        was.app_name.as_str(),
        was.phone.as_str(),
        was.hotline.as_ref().map_or("", |hotline| hotline.as_str()),
        &was.reporting_wording.en,
        &was.reporting_wording.es,
        funding(was),
        &was.time_zone,
        was.max_release,
        was.response_promise,
        settings.state.map(StateCode::code),
        was.state.map_or("", StateCode::code),
    ];
    Ok(run(tx, CHANGE, args).await? > 0)
}

const LIST_PUBLIC: &str = concat!("SELECT ", public_columns!("o"), " FROM organization o ORDER BY o.name, o.id");

/// Every organization of the node, by name: organization-level facts only.
///
/// # Errors
/// When the database does not answer.
pub async fn list_public(db: &impl Reads) -> Result<Vec<PublicOrganization>> {
    all(db, LIST_PUBLIC, Vec::new(), public).await
}

const KIND: &str = "SELECT kind FROM organization WHERE id = $1";

/// What an organization of the node is.
///
/// # Errors
/// When the database does not answer.
pub async fn kind(db: &impl Reads, org: OrgId) -> Result<Option<OrgKind>> {
    one(db, KIND, args![org], |row| row.code(OrgKind::parse)).await
}

const IDS: &str = "SELECT id FROM organization ORDER BY id";

/// The ids of every organization, for the software's own work.
///
/// # Errors
/// When the database does not answer.
pub async fn ids(db: &impl Reads, _: &WorkerToken) -> Result<Vec<OrgId>> {
    all(db, IDS, Vec::new(), |row| row.id(OrgId::new)).await
}

const OBSERVE: &str = "UPDATE organization SET seen_at = $2 WHERE id = $1 AND seen_at < $2";

/// Raises the organization's watermark. Every audited write raises it too, so this is for time that passes without
/// one. It never sinks, but by [`set_back`].
///
/// # Errors
/// When the database does not answer.
pub async fn observe(tx: &Tx, scope: &OrgScope, at: Timestamp) -> Result<()> {
    run(tx, OBSERVE, args![scope.org(), at]).await.map(drop)
}

const SET_BACK: &str = "UPDATE organization SET seen_at = $2 WHERE id = $1 AND seen_at > $2";

/// Sets the organization's watermark back, after a clock that had jumped ahead was set right. Answers whether it was later.
///
/// # Errors
/// When the database does not answer.
pub async fn set_back(tx: &Tx, scope: &OrgScope, to: Timestamp) -> Result<bool> {
    Ok(run(tx, SET_BACK, args![scope.org(), to]).await? > 0)
}

const WATERMARK: &str = "SELECT MAX(seen_at) FROM organization";

/// The latest time that any organization of this node has acted on: where `domain::time::Watermark` starts.
///
/// # Errors
/// When the database does not answer.
pub async fn watermark(db: &impl Reads) -> Result<Option<Timestamp>> {
    Ok(one(db, WATERMARK, Vec::new(), Row::opt_time).await?.flatten())
}
