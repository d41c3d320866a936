//! Keys, sealing and signatures: the only room that names a cryptographic primitive.

mod certificate;
mod compartment;
mod entropy;
mod envelope;
mod error;
mod frame;
mod key;
mod lock;
mod member;
mod org;
mod password;
mod place;
mod record;
mod recovery;
mod server;
mod session;
mod strength;

pub use certificate::Certificate;
pub use compartment::{Compartment, CompartmentKey};
pub use entropy::Entropy;
pub use envelope::{
    Envelope, EnvelopeError, EnvelopeHeader, EnvelopeKind, MAX_ENVELOPE_BYTES, open_envelope, peek_header,
    seal_envelope, verify_envelope,
};
pub use error::{OpenError, SealError};
pub use lock::{UnlockError, UnlockKind};
pub use member::{MemberPublic, MemberSecrets};
pub use org::{IntakePublic, IntakeSecret, OrgPublic, OrgRecovery, OrgSigningSecret, fingerprint_words};
pub use password::{KdfCost, PasswordLock, Pepper};
pub use place::Place;
pub use record::{RecordKey, Sealed};
pub use recovery::{RecoverySheet, SheetError};
pub use server::{KeyFileError, ServerKey};
pub use session::{SessionKeys, SessionToken};
pub use strength::{WeakPassword, check_new_password};

/// SHA-256.
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).into()
}
