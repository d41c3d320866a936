//! Keys, sealing and signatures: the only room that names a cryptographic primitive.
//!
//! What the other rooms say instead is what a thing is for: a [`RecordKey`] seals content at its [`Place`], a
//! [`PasswordLock`] unlocks a member's keys, an [`Envelope`] carries what the gate cleared. Who opens what:
//!
//! ```text
//! password ─ pepper, Argon2id ─┐
//! recovery sheet ──────────────┴→ MemberSecrets ─ grant ─→ CompartmentKey ─→ RecordKey ─→ Sealed<T>
//!                                                                        ├─→ IntakeSecret      opens Envelopes
//!                                                                        └─→ OrgSigningSecret  certifies members
//! cookie ─ SessionToken ─→ SessionKeys (all of the above, between requests)
//! key file ─ ServerKey ─→ CompartmentKey (server-managed organizations only)
//!                     └─→ RecordKey of the addresses that staff gave for notices by mail
//! ```
//!
//! Invariant: encryption is never authorization. Whether a member *may* open something is asked of `domain::member`
//! before any key is touched.
//! Invariant: randomness comes in as [`Entropy`]; there is no clock and no I/O here.
//! Invariant: every secret is wiped when it is dropped, and its `Debug` prints its type's name only.
//! Invariant: no error carries content, nor the words of a parser that might quote it.
//! Invariant: everything stored or sent starts with its format and suite; each purpose has its own label. The frozen
//! vectors in the tests notice a change of format.
//!
//! Not here yet, with its place kept: passkeys ([`UnlockKind::Passkey`]), the organization's recovery by several
//! holders ([`OrgRecovery`]), hybrid post-quantum sealing (a reserved suite byte).
//!
//! Read next: `record` and `compartment` for what is stored, `envelope` for what crosses, `lock` for how a member's
//! keys are locked.

mod aead;

mod certificate;
mod compartment;
mod derive;
mod entropy;
mod envelope;
mod error;
mod frame;
mod held;
mod hpke_seal;
mod key;
mod lock;
mod member;
mod mou;
mod org;
mod padding;
mod password;
mod place;
mod record;
mod recovery;
mod server;
mod session;
mod session_keys;
mod signing;
mod strength;
mod suite;
mod words;

pub use certificate::Certificate;
pub use compartment::{Compartment, CompartmentKey};
pub use derive::sha256;
pub use entropy::Entropy;
pub use envelope::{
    Envelope, EnvelopeError, EnvelopeHeader, EnvelopeVerifier, MAX_ENVELOPE_BYTES, open_envelope, peek_header,
    seal_envelope, verify_envelope,
};
pub use error::{OpenError, SealError};
pub use held::HeldKey;
pub use lock::{UnlockError, UnlockKind};
pub use member::{MemberPublic, MemberSecrets};
pub use mou::{BothSides, MouSignature};
pub use org::{IntakePublic, IntakeSecret, OrgPublic, OrgRecovery, OrgSigningSecret, fingerprint_words};
pub use password::{KdfCost, PasswordLock, Pepper};
pub use place::Place;
pub use record::{RecordKey, Sealed};
pub use recovery::{RecoverySheet, SheetError};
pub use server::{KeyFileError, ServerKey};
pub use session::SessionToken;
pub use session_keys::SessionKeys;
pub use strength::{WeakPassword, check_new_password};
