//! A session's token.

use crate::certificate::Certificate;
use crate::compartment::{Compartment, CompartmentKey};
use crate::entropy::Entropy;
use crate::error::OpenError;
use crate::key::{Key, opaque_debug};
use crate::member::MemberSecrets;
use crate::org::{IntakeSecret, OrgPublic, OrgSigningSecret};
use domain::ids::{MemberId, SessionId};

/// The secret in a session's cookie.
pub struct SessionToken(Key);

opaque_debug!(SessionToken);

impl SessionToken {
    /// A new token of 256 bits.
    #[must_use]
    pub fn generate(entropy: &dyn Entropy) -> Self {
        Self(Key::generate(entropy))
    }
    /// The cookie's value.
    #[must_use]
    pub fn cookie(&self) -> String {
        unimplemented!()
    }
    /// Reads the cookie's value.
    #[must_use]
    pub fn parse(cookie: &str) -> Option<Self> {
        unimplemented!()
    }
    /// SHA-256: what the database keeps.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        unimplemented!()
    }
    /// The token of this session's forms.
    #[must_use]
    pub fn csrf(&self) -> String {
        unimplemented!()
    }
    /// Whether a form carries this session's token, in constant time.
    #[must_use]
    pub fn csrf_matches(&self, posted: &str) -> bool {
        unimplemented!()
    }
}

/// What a session can open.
pub struct SessionKeys {
    /// Who signed in.
    pub member_id: MemberId,
    /// Their organization's public keys.
    pub org: OrgPublic,
    /// The organization's word for this member's key.
    pub certificate: Option<Certificate>,
    /// The member's own keys.
    pub member: MemberSecrets,
    /// The compartment keys they hold, of all epochs.
    pub compartments: Vec<CompartmentKey>,
    /// What opens arriving envelopes.
    pub intake: Option<IntakeSecret>,
    /// What certifies members.
    pub org_signing: Option<OrgSigningSecret>,
}

opaque_debug!(SessionKeys);

impl SessionKeys {
    /// Seals all of it under the cookie's token.
    #[must_use]
    pub fn seal(&self, token: &SessionToken, session: SessionId, entropy: &dyn Entropy) -> Vec<u8> {
        unimplemented!()
    }
    /// Opens it.
    ///
    /// # Errors
    /// [`OpenError`]
    pub fn open(bytes: &[u8], token: &SessionToken, session: SessionId) -> Result<Self, OpenError> {
        unimplemented!()
    }
    /// The compartment's key of the latest epoch.
    #[must_use]
    pub fn compartment(&self, compartment: Compartment) -> Option<&CompartmentKey> {
        self.compartments.iter().filter(|key| key.compartment() == compartment).max_by_key(|key| key.epoch())
    }
    /// The compartment's key of this epoch.
    #[must_use]
    pub fn compartment_at(&self, compartment: Compartment, epoch: u32) -> Option<&CompartmentKey> {
        self.compartments.iter().find(|key| key.compartment() == compartment && key.epoch() == epoch)
    }
}
