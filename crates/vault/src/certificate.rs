//! An organization's word that a member's key is the member's: how a partner who pinned the organization knows who
//! may sign for it.
//!
//! A certificate has no end of its own. Ending a member's access ends their sessions, and with them every use of
//! their key here; a partner stops honoring old certificates when the organization's signing key is changed and
//! compared anew.

use crate::error::OpenError;
use crate::frame::{Cut, Frame};
use crate::member::MemberPublic;
use crate::org::{OrgPublic, OrgSigningSecret};
use crate::signing::verify;
use crate::suite::{HEADER, Suite};
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
    pub const BYTES: usize = HEADER + 16 + 32 + 64;

    /// Certifies a member of `org`, whose signing key this is.
    #[must_use]
    pub fn issue(by: &OrgSigningSecret, org: OrgId, member: MemberId, public: &MemberPublic) -> Self {
        let signature = by.signer().sign(&statement(org, member, &public.verifying));
        Self { member, verifying: public.verifying, signature }
    }
    /// Checks it against the organization's pinned key.
    ///
    /// # Errors
    /// [`OpenError::Signature`] when this organization did not sign it.
    pub fn verify(&self, org: &OrgPublic) -> Result<(), OpenError> {
        let statement = statement(org.org, self.member, &self.verifying);
        if verify(&org.signing, &statement, &self.signature) { Ok(()) } else { Err(OpenError::Signature) }
    }
    /// The stored form.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        bytes[..2].copy_from_slice(&Suite::Signature.header());
        bytes[2..18].copy_from_slice(&self.member.bytes());
        bytes[18..50].copy_from_slice(&self.verifying);
        bytes[50..].copy_from_slice(&self.signature);
        bytes
    }
    /// Reads the stored form; verifies nothing.
    ///
    /// # Errors
    /// [`OpenError::Format`] when the bytes are none.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, OpenError> {
        let mut cut = Cut::new(bytes);
        let certificate = Self::cut(&mut cut).ok_or(OpenError::Format)?;
        cut.end().ok_or(OpenError::Format)?;
        Ok(certificate)
    }
    pub(crate) fn cut(cut: &mut Cut<'_>) -> Option<Self> {
        Suite::Signature.expect(cut)?;
        let member = MemberId::from_bytes(*cut.take()?);
        Some(Self { member, verifying: *cut.take()?, signature: *cut.take()? })
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

fn statement(org: OrgId, member: MemberId, verifying: &[u8; 32]) -> Frame {
    Frame::new("footbridge certificate 1").part(&org.bytes()).part(&member.bytes()).part(verifying)
}
