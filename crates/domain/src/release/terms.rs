//! The terms that were signed, held fast: a digest of them stands in the audit entry of the signing, which is chained, so
//! that whoever can write to the database can neither widen, prolong nor move a release unseen.
//!
//! Invariant: nothing that a person is called, nothing that they drew and nothing that they told goes into it. It covers
//! codes, times and the opaque ids of organizations, staff and records.
//! Invariant: once the release is forgotten, or its form is destroyed, the digest gives none of it back: its salt goes too.

use super::Release;
use crate::language::LanguageCode;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// Which rule of writing the terms down; what was written down by another is not taken for altered unseen.
const RULE: &str = "terms-2";
/// The rule before: without a salt, and with the language in which the rights were read.
const RULE_BEFORE: &str = "terms-1";

/// What goes into the digest of one signing and stands in the row of the release alone. Without it nobody finds out by trying
/// who signed and what was ticked: there are not many possibilities, and the chain outlives what was forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Salt([u8; Self::BYTES]);

impl Salt {
    /// Its length.
    pub const BYTES: usize = 16;

    /// Of random bytes.
    #[must_use]
    pub const fn new(bytes: [u8; Self::BYTES]) -> Self {
        Self(bytes)
    }
    /// As it is stored.
    #[must_use]
    pub const fn bytes(self) -> [u8; Self::BYTES] {
        self.0
    }
}

/// What a digest begins with.
enum Led {
    /// By the salt of the signing.
    By(Salt),
    /// By the language in which the rights were read.
    Before(LanguageCode),
}

/// The detail of the audit entry of a signing: the rule and the digest.
#[must_use]
pub fn detail(release: &Release, salt: Salt) -> String {
    format!("{RULE} {}", digest(release, &Led::By(salt)))
}

/// Is the release, as it is stored, the one whose signing has this detail? `salt` is the one of its row. Those that were
/// signed before terms were held fast have an empty detail, and stand by their word alone; none of them lives longer than
/// [`LONGEST_MAX_RELEASE`](crate::org::LONGEST_MAX_RELEASE).
#[must_use]
pub fn are_those_of(release: &Release, salt: Option<Salt>, signed: &str) -> bool {
    if signed.is_empty() {
        return true;
    }
    if let Some(before) = signed.strip_prefix(RULE_BEFORE) {
        let read_in = before.split(' ').nth(1).and_then(|code| LanguageCode::parse(code).ok());
        return read_in
            .is_some_and(|read_in| before == format!(" {read_in} {}", digest(release, &Led::Before(read_in))));
    }
    salt.is_some_and(|salt| detail(release, salt) == signed)
}

/// `SHA-256(label ‖ fields)` in hexadecimal digits, each field with its length in front, as in [`crate::audit::chain`]. When it
/// was taken back is not among them: that has an entry of its own.
fn digest(release: &Release, led: &Led) -> String {
    let mut sha = Sha256::new();
    let mut field = |bytes: &[u8]| {
        sha.update((bytes.len() as u64).to_be_bytes());
        sha.update(bytes);
    };
    match led {
        Led::By(salt) => {
            field(b"footbridge release terms 2");
            field(&salt.0);
        }
        Led::Before(_) => field(b"footbridge release terms 1"),
    }
    for id in [release.id.bytes(), release.holder.bytes(), release.recipient.bytes(), release.referral.bytes()] {
        field(&id);
    }
    field(release.purpose.code().as_bytes());
    // By code, so that the order of the list in this software means nothing.
    let mut elements: Vec<_> = release.elements.iter().map(|element| element.code()).collect();
    elements.sort_unstable();
    field(elements.join(" ").as_bytes());
    field(&release.expires_at.map(|end| end.micros().to_be_bytes()).unwrap_or_default());
    if let Led::Before(read_in) = led {
        field(read_in.as_str().as_bytes());
    }
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
    sha.finalize().iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}
