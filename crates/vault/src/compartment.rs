//! The inner walls of an organization: a key a compartment, so that a role opens only what it works with.
//!
//! A key reaches a member as a *grant*: sealed to the member's public key and signed by the organization. The
//! signature matters: without it, whoever can write to the database could seal a key of their own making to a member,
//! who would then seal new records under it.
//!
//! Rotation: when a member's access ends, [`CompartmentKey::next_epoch`] makes the next key, which is granted to
//! everyone who stays. Old records keep the epoch they were wrapped in ([`RecordKey::wrapped_epoch`]) and are
//! wrapped anew when they are next written. What was read stays read.
//!
//! [`RecordKey::wrapped_epoch`]: crate::RecordKey::wrapped_epoch

use crate::aead;
use crate::derive::{derive, equal, mac};
use crate::entropy::Entropy;
use crate::error::{OpenError, SealError};
use crate::frame::{Cut, Frame};
use crate::hpke_seal::{self, Opening};
use crate::key::{Key, opaque_debug};
use crate::member::{MemberPublic, MemberSecrets};
use crate::org::{OrgPublic, OrgSigningSecret};
use crate::server::ServerKey;
use crate::signing::verify;
use crate::suite::{HEADER, Suite};
use domain::coded;
use domain::ids::{MemberId, OrgId};
use domain::member::Role;
use std::collections::BTreeSet;
use zeroize::Zeroizing;

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
    /// Seals it to a member and signs the grant for the organization.
    ///
    /// The caller has compared [`MemberPublic::code`] with the member: this is where a key that somebody slipped in
    /// between would begin to read.
    ///
    /// # Errors
    /// [`SealError::PublicKey`] when the member's public key is no key.
    pub fn grant_to(
        &self,
        to: &MemberPublic,
        member: MemberId,
        by: &OrgSigningSecret,
        entropy: &dyn Entropy,
    ) -> Result<Vec<u8>, SealError> {
        let terms = grant_terms(self.org, self.compartment, self.epoch, member);
        let header = Suite::Sealing.header();
        let mut sealed = Zeroizing::new(*self.key.bytes());
        let opening = hpke_seal::seal(&to.sealing, terms.bytes(), &header, sealed.as_mut(), entropy)?;
        let mut grant = Vec::with_capacity(GRANT_BYTES);
        grant.extend_from_slice(&header);
        grant.extend_from_slice(&opening.encapsulated);
        grant.extend_from_slice(sealed.as_ref());
        grant.extend_from_slice(&opening.tag);
        let signature = by.signer().sign(&grant_statement(&terms, &to.sealing, &grant));
        grant.extend_from_slice(&signature);
        Ok(grant)
    }
    /// Opens a grant, after checking that the organization made it for this member, compartment and epoch.
    ///
    /// # Errors
    /// [`OpenError::Format`], [`OpenError::Signature`] when the organization did not sign exactly this, or
    /// [`OpenError::Broken`].
    pub fn open_grant(
        bytes: &[u8],
        secrets: &MemberSecrets,
        org: &OrgPublic,
        compartment: Compartment,
        epoch: u32,
        member: MemberId,
    ) -> Result<Self, OpenError> {
        let (grant, signature) = bytes.split_last_chunk::<64>().ok_or(OpenError::Format)?;
        let (opening, mut sealed) = cut_grant(grant).ok_or(OpenError::Format)?;
        let terms = grant_terms(org.org, compartment, epoch, member);
        let statement = grant_statement(&terms, &secrets.public_sealing(), grant);
        if !verify(&org.signing, &statement, signature) {
            return Err(OpenError::Signature);
        }
        hpke_seal::open(secrets.sealing(), &opening, terms.bytes(), &Suite::Sealing.header(), sealed.as_mut())
            .ok_or(OpenError::Broken)?;
        Ok(Self { org: org.org, compartment, epoch, key: Key::copy_of(&sealed) })
    }
    /// Seals it under the server's key, for an organization in `server_managed` mode.
    #[must_use]
    pub fn wrap_for_server(&self, server: &ServerKey, entropy: &dyn Entropy) -> Vec<u8> {
        let terms = server_terms(self.org, self.compartment, self.epoch);
        aead::seal_key(server.key(), terms, &Suite::Symmetric.header(), &self.key, entropy)
    }
    /// Opens what [`CompartmentKey::wrap_for_server`] sealed.
    ///
    /// # Errors
    /// [`OpenError::Format`] or [`OpenError::Broken`].
    pub fn open_from_server(
        bytes: &[u8],
        server: &ServerKey,
        org: OrgId,
        compartment: Compartment,
        epoch: u32,
    ) -> Result<Self, OpenError> {
        let mut cut = Cut::new(bytes);
        Suite::Symmetric.expect(&mut cut).ok_or(OpenError::Format)?;
        let terms = server_terms(org, compartment, epoch);
        let key = aead::open_key(server.key(), terms, &Suite::Symmetric.header(), cut.rest())?;
        Ok(Self { org, compartment, epoch, key })
    }
    /// The key of the next epoch: nothing in it follows from this one.
    #[must_use]
    pub fn next_epoch(&self, entropy: &dyn Entropy) -> Self {
        Self::generate(self.org, self.compartment, self.epoch.saturating_add(1), entropy)
    }
    /// Pins a partner's public keys, once both sides have compared the words of their fingerprints: what is stored
    /// beside them. Only holders of this key can make one, so keys that are exchanged in the database are noticed
    /// before anything is sealed to them.
    #[must_use]
    pub fn pin(&self, partner: &OrgPublic) -> [u8; 32] {
        let key = derive(&self.key, &Frame::new("footbridge partner pin 1").part(&self.org.bytes()));
        mac(&key, &[&partner.fingerprint()])
    }
    /// Whether the pin was made with this key over exactly these public keys.
    #[must_use]
    pub fn confirms(&self, partner: &OrgPublic, pin: &[u8; 32]) -> bool {
        equal(&self.pin(partner), pin)
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
    pub(crate) fn key(&self) -> &Key {
        &self.key
    }
    /// A key that was sealed together with others.
    pub(crate) fn from_parts(org: OrgId, compartment: Compartment, epoch: u32, key: Key) -> Self {
        Self { org, compartment, epoch, key }
    }
}

const GRANT_BYTES: usize = HEADER + 32 + 32 + 16 + 64;

/// What a grant is bound to.
fn grant_terms(org: OrgId, compartment: Compartment, epoch: u32, member: MemberId) -> Frame {
    Frame::new("footbridge grant 1")
        .part(&org.bytes())
        .part(compartment.code().as_bytes())
        .part(&epoch.to_be_bytes())
        .part(&member.bytes())
}

/// What the organization signs: the terms, whom it is sealed to, and what was sealed.
fn grant_statement(terms: &Frame, to: &[u8; 32], grant: &[u8]) -> Frame {
    Frame::new("footbridge grant signature 1").part(terms.bytes()).part(to).part(grant)
}

fn cut_grant(grant: &[u8]) -> Option<(Opening, Zeroizing<[u8; 32]>)> {
    let mut cut = Cut::new(grant);
    Suite::Sealing.expect(&mut cut)?;
    let encapsulated = *cut.take()?;
    let sealed = Zeroizing::new(*cut.take()?);
    let tag = *cut.take()?;
    cut.end()?;
    Some((Opening { encapsulated, tag }, sealed))
}

fn server_terms(org: OrgId, compartment: Compartment, epoch: u32) -> Frame {
    Frame::new("footbridge server wrap 1")
        .part(&org.bytes())
        .part(compartment.code().as_bytes())
        .part(&epoch.to_be_bytes())
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
