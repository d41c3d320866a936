//! An organization's word that a member's key is the member's.

use crate::error::OpenError;
use crate::member::MemberPublic;
use crate::org::{OrgPublic, OrgSigningSecret};
use domain::ids::{MemberId, OrgId};

/// The organization's signature over a member's verifying key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Certificate {
    member: MemberId,
    verifying: [u8; 32],
    signature: [u8; 64],
}

impl Certificate {
    /// Size of the stored form in bytes.
    pub const BYTES: usize = 112;

    /// Certifies a member.
    #[must_use]
    pub fn issue(by: &OrgSigningSecret, org: OrgId, member: MemberId, public: &MemberPublic) -> Self {
        unimplemented!()
    }
    /// Checks it against the organization's pinned key.
    ///
    /// # Errors
    /// [`OpenError::Signature`]
    pub fn verify(&self, org: &OrgPublic) -> Result<(), OpenError> {
        unimplemented!()
    }
    /// The stored form.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; Self::BYTES] {
        unimplemented!()
    }
    /// Reads the stored form; verifies nothing.
    ///
    /// # Errors
    /// [`OpenError::Format`]
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, OpenError> {
        unimplemented!()
    }
    /// The member.
    #[must_use]
    pub fn member(&self) -> MemberId {
        self.member
    }
    /// Their verifying key.
    #[must_use]
    pub fn verifying(&self) -> &[u8; 32] {
        &self.verifying
    }
}
