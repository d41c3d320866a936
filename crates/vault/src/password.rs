//! A password as a way to unlock a member's keys.
//!
//! `Argon2id(salt, HMAC-SHA-256(pepper, password))` runs once and gives the root of the lock. The pepper is a file of
//! the host that is in no backup, so a stolen database alone gives nothing to guess at.
//!
//! Layout: `header (2) ‖ memory in KiB (4) ‖ passes (4) ‖ lanes (4) ‖ pepper id (8) ‖ salt (16)`, then as in
//! [`lock`].

use crate::derive::{self, Cost, derive, equal, mac, stretch};
use crate::entropy::{Entropy, draw};
use crate::frame::{Cut, Frame};
use crate::key::{Key, opaque_debug};
use crate::lock::{self, UnlockError, UnlockKind};
use crate::member::MemberSecrets;
use crate::server::{KeyFileError, key_file};
use crate::suite::{HEADER, Suite};
use domain::ids::MemberId;
use std::borrow::Cow;
use zeroize::{Zeroize, Zeroizing};

/// NFKD, as NIST SP 800-63B asks: the same letters with accents are other bytes on another keyboard.
pub(crate) fn normalized(password: &str) -> Zeroizing<String> {
    let mut password = Cow::Borrowed(password);
    bip39::Mnemonic::normalize_utf8_cow(&mut password);
    Zeroizing::new(password.into_owned())
}

/// What one guess at a password costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KdfCost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    for_tests: bool,
}

/// ASVS 5.0, appendix C: the least memory at one pass.
const LEAST_MEMORY_KIB: u32 = 46 * 1024;
/// The most that a lock may ask of the host: a row that was edited to cost gigabytes must not stop every sign-in.
const MOST_MEMORY_KIB: u32 = 1024 * 1024;
const MOST_PASSES: u32 = 16;
const MOST_LANES: u32 = 4;

impl KdfCost {
    /// The cost in production: 64 MiB, three passes, one lane.
    pub const PRODUCTION: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 1, for_tests: false };

    /// A higher cost, for a host that can bear it: 46 MiB to 1 GiB, 1 to 16 passes, 1 to 4 lanes; nothing when it is
    /// outside of that.
    #[must_use]
    pub const fn new(memory_kib: u32, passes: u32, lanes: u32) -> Option<Self> {
        let bearable = memory_kib >= LEAST_MEMORY_KIB
            && memory_kib <= MOST_MEMORY_KIB
            && passes >= 1
            && passes <= MOST_PASSES
            && lanes >= 1
            && lanes <= MOST_LANES;
        if bearable { Some(Self { memory_kib, passes, lanes, for_tests: false }) } else { None }
    }

    /// A cost so low that a suite of tests is quick. It protects nothing, no configuration reaches it, and a lock made
    /// at it opens only with a [`Pepper`] that was itself given it.
    #[must_use]
    pub const fn for_tests() -> Self {
        Self { memory_kib: 64, passes: 1, lanes: 1, for_tests: true }
    }

    fn argon(self) -> Cost {
        Cost { memory_kib: self.memory_kib, passes: self.passes, lanes: self.lanes }
    }
}

/// The host's secret that every password is mixed with, and the cost of the locks made with it.
pub struct Pepper {
    key: Key,
    cost: KdfCost,
}

opaque_debug!(Pepper);

impl Pepper {
    /// From the bytes of the pepper file, at the cost of production.
    #[must_use]
    pub fn new(bytes: &[u8; 32]) -> Self {
        Self { key: Key::copy_of(bytes), cost: KdfCost::PRODUCTION }
    }
    /// Reads a pepper file: 32 bytes, or 64 hexadecimal digits with white space around them.
    ///
    /// # Errors
    /// [`KeyFileError`] when it holds anything else.
    pub fn parse(file: &[u8]) -> Result<Self, KeyFileError> {
        key_file(file).map(|key| Self { key, cost: KdfCost::PRODUCTION })
    }
    /// New locks cost this much.
    #[must_use]
    pub fn with_cost(self, cost: KdfCost) -> Self {
        Self { key: self.key, cost }
    }
    /// Tells one pepper from another, so that a host restored without its pepper says so, and not "wrong password".
    fn id(&self) -> [u8; PEPPER_ID] {
        let digest = derive(&self.key, &Frame::new("footbridge pepper id 1"));
        std::array::from_fn(|index| digest.bytes()[index])
    }
    /// The root of a lock.
    fn root(&self, password: &str, salt: &[u8; SALT], cost: KdfCost) -> Result<Key, UnlockError> {
        let mut peppered = mac(&self.key, &[b"footbridge password 1", normalized(password).as_bytes()]);
        let root = stretch(&peppered, salt, cost.argon());
        peppered.zeroize();
        root.map_err(|derive::CannotStretch| UnlockError::Memory)
    }
    /// The cost that a lock names, if this host may be asked for it.
    ///
    /// The stored cost needs no secrecy and no trust. Whoever edits a row to a cheaper cost gains nothing: another
    /// cost gives another root, so neither the stored digest nor the wrap fits any more, and what a later sign-in
    /// computes at the cheap cost is stored nowhere. The floor is there so that the host never computes it at all;
    /// the ceiling so that an edited row cannot exhaust its memory.
    fn admitted(&self, memory_kib: u32, passes: u32, lanes: u32) -> Option<KdfCost> {
        let tests = KdfCost::for_tests();
        if self.cost.for_tests && (memory_kib, passes, lanes) == (tests.memory_kib, tests.passes, tests.lanes) {
            return Some(tests);
        }
        KdfCost::new(memory_kib, passes, lanes)
    }
}

const SALT: usize = 16;
const PEPPER_ID: usize = 8;
const FRONT: usize = HEADER + 12 + PEPPER_ID + SALT;

/// A member's keys under their password: what the database keeps.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordLock(Vec<u8>);

opaque_debug!(PasswordLock);

impl PasswordLock {
    /// Locks the keys at the pepper's cost. Takes a good part of a second and the memory of that cost, so no more than
    /// a few may run at once.
    ///
    /// The password has passed [`check_new_password`](crate::check_new_password).
    ///
    /// # Errors
    /// [`UnlockError::Memory`] when the host has not enough memory now.
    pub fn enroll(
        password: &str,
        pepper: &Pepper,
        secrets: &MemberSecrets,
        member: MemberId,
        entropy: &dyn Entropy,
    ) -> Result<Self, UnlockError> {
        let (cost, salt) = (pepper.cost, draw::<SALT>(entropy));
        let root = pepper.root(password, &salt, cost)?;
        let mut front = Vec::with_capacity(FRONT);
        front.extend_from_slice(&Suite::Password.header());
        front.extend_from_slice(&cost.memory_kib.to_be_bytes());
        front.extend_from_slice(&cost.passes.to_be_bytes());
        front.extend_from_slice(&cost.lanes.to_be_bytes());
        front.extend_from_slice(&pepper.id());
        front.extend_from_slice(&salt);
        Ok(Self(lock::seal(&root, UnlockKind::Password, member, &front, secrets, entropy)))
    }
    /// Unlocks the keys of this member. Costs as much as [`PasswordLock::enroll`].
    ///
    /// # Errors
    /// [`UnlockError::Wrong`] for another password; the others say what is wrong with the lock or the host, and are
    /// answered to the person like a wrong password.
    pub fn unlock(
        bytes: &[u8],
        password: &str,
        pepper: &Pepper,
        member: MemberId,
    ) -> Result<MemberSecrets, UnlockError> {
        let front = Front::read(bytes).ok_or(UnlockError::Format)?;
        let cost = pepper.admitted(front.memory_kib, front.passes, front.lanes).ok_or(UnlockError::Format)?;
        if !equal(&front.pepper_id, &pepper.id()) {
            return Err(UnlockError::OtherPepper);
        }
        let root = pepper.root(password, &front.salt, cost)?;
        lock::open(&root, UnlockKind::Password, member, FRONT, bytes)
    }
    /// Takes as long as a wrong password at [`PasswordLock::unlock`], for a login that does not exist: the answer's
    /// time must not tell who works here.
    pub fn decoy(password: &str, pepper: &Pepper) {
        let nobody = MemberId::from_bytes([0; 16]);
        let found = pepper.root(password, &[0; SALT], pepper.cost).map(|root| {
            let auth = lock::auth(&root, UnlockKind::Password, nobody);
            equal(&auth, &pepper.id())
        });
        // What is computed for nobody must not be optimized away.
        let _ = std::hint::black_box(found);
    }
    /// The lock was made at another cost than this pepper asks for now: to be made again at the next sign-in, when the
    /// password is at hand. Bytes that are no lock are not outdated.
    #[must_use]
    pub fn is_outdated(bytes: &[u8], pepper: &Pepper) -> bool {
        Front::read(bytes).is_some_and(|front| {
            let now = pepper.cost;
            (front.memory_kib, front.passes, front.lanes) != (now.memory_kib, now.passes, now.lanes)
        })
    }
    /// The stored form.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
    /// The stored form.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

struct Front {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    pepper_id: [u8; PEPPER_ID],
    salt: [u8; SALT],
}

impl Front {
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut cut = Cut::new(bytes);
        Suite::Password.expect(&mut cut)?;
        let (memory_kib, passes, lanes) = (cut.u32()?, cut.u32()?, cut.u32()?);
        let (pepper_id, salt) = (*cut.take()?, *cut.take()?);
        (cut.rest().len() == lock::BODY).then_some(Self { memory_kib, passes, lanes, pepper_id, salt })
    }
}
