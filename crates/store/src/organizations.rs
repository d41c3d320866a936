//! Organizations: settings, public keys, and the sealed secret halves.

use crate::backend::Reads;
use crate::error::Result;
use crate::scope::{OrgScope, WorkerToken};
use crate::write::Tx;
use domain::ids::OrgId;
use domain::org::{OrgKind, Organization, VaultMode};
use domain::text::Label;
use domain::time::{Minutes, Timestamp};

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

/// Founds an organization and its audit chain, and answers the right to act for it.
///
/// # Errors
/// [`Error::Taken`](crate::Error::Taken) when the id is used.
pub async fn found(tx: &Tx, new: &NewOrganization) -> Result<OrgScope> {
    unimplemented!()
}

/// The organization.
///
/// # Errors
/// [`Error::Missing`](crate::Error::Missing) when there is none.
pub async fn get(db: &impl Reads, scope: &OrgScope) -> Result<OrganizationRow> {
    unimplemented!()
}

/// The sealed secret halves of its keys.
///
/// # Errors
/// [`Error::Missing`](crate::Error::Missing) when there is none.
pub async fn secrets(db: &impl Reads, scope: &OrgScope) -> Result<OrganizationSecrets> {
    unimplemented!()
}

/// Replaces name, application name, phone, hotline, reporting wording, funding, time zone, longest release and
/// response promise. Kind and vault mode are set for good when it is founded.
///
/// # Errors
/// [`Error::Missing`](crate::Error::Missing) when there is none.
pub async fn set_settings(tx: &Tx, scope: &OrgScope, settings: &Organization) -> Result<()> {
    unimplemented!()
}

/// Every organization of the node, by name: organization-level facts only.
///
/// # Errors
/// When the database does not answer.
pub async fn list_public(db: &impl Reads) -> Result<Vec<PublicOrganization>> {
    unimplemented!()
}

/// The ids of every organization, for the software's own work.
///
/// # Errors
/// When the database does not answer.
pub async fn ids(db: &impl Reads, _: &WorkerToken) -> Result<Vec<OrgId>> {
    unimplemented!()
}

/// Raises the organization's watermark. Every audited write raises it too, so this is for time that passes without
/// one. It never sinks.
///
/// # Errors
/// When the database does not answer.
pub async fn observe(tx: &Tx, scope: &OrgScope, at: Timestamp) -> Result<()> {
    unimplemented!()
}

/// The latest time that any organization of this node has acted on: where `domain::time::Watermark` starts.
///
/// # Errors
/// When the database does not answer.
pub async fn watermark(db: &impl Reads) -> Result<Option<Timestamp>> {
    unimplemented!()
}
