//! A draft whose eight answers hold.
//!
//! Invariant: its fields are the draft's alone to fill.

use crate::ids::{OrgId, ReferralId, ReleaseId};
use crate::release::answer::{HowLong, Rights, Signed, What, Who};
use crate::release::{CopyKept, Purpose, Release};
use std::fmt;

/// Eight answers that hold. Nothing but [`Draft::finish`](super::Draft::finish) makes one.
///
/// ```compile_fail,E0451
/// # use domain::release::draft::Finished;
/// fn forged(real: Finished) -> Finished {
///     Finished { copy: domain::release::CopyKept::None, ..real }
/// }
/// ```
pub struct Finished {
    pub(super) purpose: Purpose,
    pub(super) referral: ReferralId,
    pub(super) what: What,
    pub(super) who: Who,
    pub(super) how_long: HowLong,
    pub(super) rights: Rights,
    pub(super) signed: Signed,
    pub(super) copy: CopyKept,
}

impl fmt::Debug for Finished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Finished")
    }
}

impl Finished {
    /// The release, as the gate reads it.
    #[must_use]
    pub fn release(&self, id: ReleaseId, holder: OrgId) -> Release {
        Release {
            id,
            holder,
            recipient: self.who.recipient,
            referral: self.referral,
            purpose: self.purpose,
            elements: self.what.elements.clone(),
            informed: self.rights.informed,
            part2_consent: self.what.part2_consent,
            signature: Some(self.signed.signature),
            expires_at: Some(self.how_long.ends_at),
            revoked_at: None,
            after_death: self.how_long.after_death,
        }
    }
    /// With whom.
    #[must_use]
    pub fn who(&self) -> Who {
        self.who
    }
    /// The names and the drawing, which are sealed apart from the release.
    #[must_use]
    pub fn signed(&self) -> &Signed {
        &self.signed
    }
    /// In which language the risks were read.
    #[must_use]
    pub fn rights(&self) -> Rights {
        self.rights
    }
    /// What becomes of a copy.
    #[must_use]
    pub fn copy(&self) -> CopyKept {
        self.copy
    }
}
