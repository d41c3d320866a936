//! The terms that were signed, held fast: a digest of them stands in the audit entry of the signing, which is chained, so
//! that whoever can write to the database can neither widen, prolong nor move a release unseen.
//!
//! Invariant: nothing that a person is called, nothing that they drew and nothing that they told goes into it. It covers
//! codes, times and the opaque ids of organizations, staff and records.

use super::Release;
use crate::language::LanguageCode;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// Which rule of writing the terms down; what was written down by another is not taken for altered unseen.
const RULE: &str = "terms-1";

/// The detail of the audit entry of a signing: the rule, the language in which the rights were read, the digest.
#[must_use]
pub fn detail(release: &Release, read_in: impl Into<LanguageCode>) -> String {
    let read_in = read_in.into();
    let mut detail = format!("{RULE} {read_in} ");
    for byte in digest(release, read_in) {
        let _ = write!(detail, "{byte:02x}");
    }
    detail
}

/// Is the release, as it is stored, the one whose signing has this detail? Those that were signed before terms were held
/// fast have an empty one, and stand by their word alone; none of them lives longer than
/// [`LONGEST_MAX_RELEASE`](crate::org::LONGEST_MAX_RELEASE).
#[must_use]
pub fn are_those_of(release: &Release, signed: &str) -> bool {
    if signed.is_empty() {
        return true;
    }
    let read_in = signed.split(' ').nth(1).and_then(|code| LanguageCode::parse(code).ok());
    read_in.is_some_and(|read_in| detail(release, read_in) == signed)
}

/// `SHA-256(label ‖ fields)`, each field with its length in front, as in [`crate::audit::chain`]. When it was taken back
/// is not among them: that has an entry of its own.
fn digest(release: &Release, read_in: LanguageCode) -> [u8; 32] {
    let mut sha = Sha256::new();
    let mut field = |bytes: &[u8]| {
        sha.update((bytes.len() as u64).to_be_bytes());
        sha.update(bytes);
    };
    field(b"footbridge release terms 1");
    for id in [release.id.bytes(), release.holder.bytes(), release.recipient.bytes(), release.referral.bytes()] {
        field(&id);
    }
    field(release.purpose.code().as_bytes());
    // By code, so that the order of the list in this software means nothing.
    let mut elements: Vec<_> = release.elements.iter().map(|element| element.code()).collect();
    elements.sort_unstable();
    field(elements.join(" ").as_bytes());
    field(&release.expires_at.map(|end| end.micros().to_be_bytes()).unwrap_or_default());
    field(read_in.as_str().as_bytes());
    field(&[release.informed, release.part2_consent, release.after_death].map(u8::from));
    match release.signature {
        None => field(b"unsigned"),
        Some(signature) => {
            field(&signature.signed_at.micros().to_be_bytes());
            for code in [signature.role.code(), signature.presence.code(), signature.method.code()] {
                field(code.as_bytes());
            }
            field(&[signature.signer_is_not_abuser, signature.is_entitled].map(u8::from));
            field(&signature.witness.bytes());
        }
    }
    sha.finalize().into()
}
