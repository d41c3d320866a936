//! The inner walls of an organization: a key a compartment, so that a role opens only what it works with.

use crate::entropy::Entropy;
use crate::error::{OpenError, SealError};
use crate::key::{Key, opaque_debug};
use crate::member::{MemberPublic, MemberSecrets};
use crate::org::{OrgPublic, OrgSigningSecret};
use crate::server::ServerKey;
use domain::coded;
use domain::ids::{MemberId, OrgId};
use domain::member::Role;
use std::collections::BTreeSet;

coded! {
    /// A part of an organization's records that is opened by one key.
    Compartment {
        /// What arrives and what is sent.
        Intake = "intake",
        /// Care plans.
        CarePlans = "care_plans",
        /// Releases.
        Releases = "releases",
        /// Records for two named people.
        Restricted = "restricted",
        /// What manages the organization: its signing key. No person's record.
        Admin = "admin",
    }
}

/// The key of one compartment, in one epoch. A new epoch begins when a member's access ends.
pub struct CompartmentKey {
    org: OrgId,
    compartment: Compartment,
    epoch: u32,
    key: Key,
}

opaque_debug!(CompartmentKey);

impl CompartmentKey {
    /// A new key.
    #[must_use]
    pub fn generate(org: OrgId, compartment: Compartment, epoch: u32, entropy: &dyn Entropy) -> Self {
        Self { org, compartment, epoch, key: Key::generate(entropy) }
    }
    /// Seals it to a member.
    ///
    /// # Errors
    /// [`SealError`]
    pub fn grant_to(
        &self,
        to: &MemberPublic,
        member: MemberId,
        by: &OrgSigningSecret,
        entropy: &dyn Entropy,
    ) -> Result<Vec<u8>, SealError> {
        unimplemented!()
    }
    /// Opens a grant.
    ///
    /// # Errors
    /// [`OpenError`]
    pub fn open_grant(
        bytes: &[u8],
        secrets: &MemberSecrets,
        org: &OrgPublic,
        compartment: Compartment,
        epoch: u32,
        member: MemberId,
    ) -> Result<Self, OpenError> {
        unimplemented!()
    }
    /// Seals it under the server's key.
    #[must_use]
    pub fn wrap_for_server(&self, server: &ServerKey, entropy: &dyn Entropy) -> Vec<u8> {
        unimplemented!()
    }
    /// Opens what [`CompartmentKey::wrap_for_server`] sealed.
    ///
    /// # Errors
    /// [`OpenError`]
    pub fn open_from_server(
        bytes: &[u8],
        server: &ServerKey,
        org: OrgId,
        compartment: Compartment,
        epoch: u32,
    ) -> Result<Self, OpenError> {
        unimplemented!()
    }
    /// The key of the next epoch.
    #[must_use]
    pub fn next_epoch(&self, entropy: &dyn Entropy) -> Self {
        Self::generate(self.org, self.compartment, self.epoch + 1, entropy)
    }
    /// Pins a partner's public keys.
    #[must_use]
    pub fn pin(&self, partner: &OrgPublic) -> [u8; 32] {
        unimplemented!()
    }
    /// Whether the pin was made over exactly these keys.
    #[must_use]
    pub fn confirms(&self, partner: &OrgPublic, pin: &[u8; 32]) -> bool {
        unimplemented!()
    }
    /// The organization.
    #[must_use]
    pub fn org(&self) -> OrgId {
        self.org
    }
    /// The compartment.
    #[must_use]
    pub fn compartment(&self) -> Compartment {
        self.compartment
    }
    /// The epoch, from 1.
    #[must_use]
    pub fn epoch(&self) -> u32 {
        self.epoch
    }
}

impl Compartment {
    /// The compartments that a member with these roles holds the keys of.
    #[must_use]
    pub fn of_roles(roles: &BTreeSet<Role>) -> BTreeSet<Self> {
        roles.iter().flat_map(|role| Self::of_role(*role)).copied().collect()
    }
    fn of_role(role: Role) -> &'static [Self] {
        match role {
            Role::Admin => &[Self::Admin],
            Role::Lead => Self::ALL,
            Role::Clinician | Role::Advocate => &[Self::Intake, Self::CarePlans, Self::Releases],
            Role::FrontDesk => &[Self::Intake],
            Role::Reader => &[],
        }
    }
}
