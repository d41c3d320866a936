//! A lead's signature under an agreement of two organizations.
//!
//! It is made with the lead's own key, which their organization has certified, over the hash of the text and over the
//! fingerprints of both organizations' keys. So it holds for these words between these two, as they compared their keys
//! aloud, and for nothing else: whoever's key is exchanged, it does not hold any more.

use crate::certificate::Certificate;
use crate::derive::sha256;
use crate::error::{OpenError, SealError};
use crate::frame::{Cut, Frame};
use crate::member::MemberSecrets;
use crate::org::OrgPublic;
use crate::signing::verify;
use crate::suite::{HEADER, Suite};
use domain::ids::MemberId;
use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Signatures that held lately, by all that decides it. A page of a year's reports has dozens, and verifying them was most of its time.
/// Whether one holds follows from these bytes and from nothing else, so what held once holds; what did not is asked again.
static HELD: Mutex<BTreeSet<[u8; 32]>> = Mutex::new(BTreeSet::new());
/// So many are remembered, 32 bytes each.
const REMEMBERED: usize = 4_096;

fn lately() -> MutexGuard<'static, BTreeSet<[u8; 32]>> {
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Both organizations of an agreement: the health center first, as on the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BothSides {
    /// The health center's keys.
    pub health_center: OrgPublic,
    /// The advocacy organization's keys.
    pub advocacy: OrgPublic,
}

/// A signature of one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MouSignature {
    certificate: Certificate,
    signature: [u8; 64],
}

impl MouSignature {
    /// Size of the stored form in bytes.
    pub const BYTES: usize = HEADER + Certificate::BYTES + 64;

    /// Signs a text by its hash, as a member whom `certificate` names.
    ///
    /// # Errors
    /// [`SealError::OtherCertificate`] when the certificate is not the signer's.
    pub fn sign(
        signer: &MemberSecrets,
        certificate: &Certificate,
        hash: &[u8; 32],
        sides: &BothSides,
    ) -> Result<Self, SealError> {
        let signer = signer.signer();
        if signer.verifying() != *certificate.verifying() {
            return Err(SealError::OtherCertificate);
        }
        let signature = signer.sign(&statement(certificate.member(), hash, sides));
        Ok(Self { certificate: *certificate, signature })
    }
    /// Checks that a member of `by`, one of the two sides, signed this text between these two.
    ///
    /// # Errors
    /// [`OpenError::Signature`].
    pub fn verify(&self, by: &OrgPublic, hash: &[u8; 32], sides: &BothSides) -> Result<(), OpenError> {
        if *by != sides.health_center && *by != sides.advocacy {
            return Err(OpenError::Signature);
        }
        let asked = self.all_of_it(by, hash, sides);
        if lately().contains(&asked) {
            return Ok(());
        }
        self.certificate.verify(by)?;
        let statement = statement(self.certificate.member(), hash, sides);
        if !verify(self.certificate.verifying(), &statement, &self.signature) {
            return Err(OpenError::Signature);
        }
        let mut held = lately();
        if held.len() >= REMEMBERED {
            held.clear();
        }
        held.insert(asked);
        Ok(())
    }
    /// Everything that decides whether it holds.
    fn all_of_it(&self, by: &OrgPublic, hash: &[u8; 32], sides: &BothSides) -> [u8; 32] {
        let mut all = Frame::new("footbridge memorandum verified 1").part(hash).part(&self.to_bytes());
        for side in [by, &sides.health_center, &sides.advocacy] {
            all = all.part(&side.org.bytes()).part(&side.intake).part(&side.signing);
        }
        sha256(all.bytes())
    }
    /// Who signed.
    #[must_use]
    pub fn member(&self) -> MemberId {
        self.certificate.member()
    }
    /// The stored form.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        [&Suite::Signature.header()[..], &self.certificate.to_bytes(), &self.signature].concat()
    }
    /// Reads the stored form; verifies nothing.
    ///
    /// # Errors
    /// [`OpenError::Format`] when the bytes are none.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, OpenError> {
        let mut cut = Cut::new(bytes);
        let read = |cut: &mut Cut<'_>| {
            Suite::Signature.expect(cut)?;
            Some(Self { certificate: Certificate::cut(cut)?, signature: *cut.take()? })
        };
        let signature = read(&mut cut).ok_or(OpenError::Format)?;
        cut.end().ok_or(OpenError::Format)?;
        Ok(signature)
    }
}

fn statement(member: MemberId, hash: &[u8; 32], sides: &BothSides) -> Frame {
    Frame::new("footbridge memorandum signature 1")
        .part(&member.bytes())
        .part(hash)
        .part(&sides.health_center.fingerprint())
        .part(&sides.advocacy.fingerprint())
}
