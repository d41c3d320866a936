//! 42 CFR Part 2: what goes along with anything about a substance use disorder.
//!
//! Each disclosure under a patient's written consent is accompanied by a notice and by a copy of the consent, or a clear
//! explanation of its scope (42 CFR 2.32). The copy holds what the law asks to be shown and no more: no name, no
//! signature, nothing that the message does not say by itself.
//!
//! Invariant: [`Part2Attachment::of`] is the only constructor besides reading a message, and the gate compares what is
//! attached with the release that clears the message.

use crate::coded;
use crate::ids::{OrgId, ReleaseId};
use crate::release::{Element, Purpose, Release, SignerRole};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

coded! {
    /// Which of the statements of 42 CFR 2.32(a) goes along.
    Part2Notice {
        /// "42 CFR part 2 prohibits unauthorized use or disclosure of these records." (42 CFR 2.32(a)(2))
        Short = "short",
    }
}

/// What a recipient is shown of the consent (42 CFR 2.31(a)): who discloses what to whom, what for, until when, and
/// when and by whom it was signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentCopy {
    /// The release.
    pub release: ReleaseId,
    /// Who discloses.
    pub discloser: OrgId,
    /// The one recipient.
    pub recipient: OrgId,
    /// Exactly what may cross.
    pub elements: BTreeSet<Element>,
    /// What for.
    pub purpose: Purpose,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was signed.
    pub signed_at: Timestamp,
    /// Who signed.
    pub signer: SignerRole,
}

/// Notice and copy, as they go along with a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part2Attachment {
    /// The statement.
    pub notice: Part2Notice,
    /// The copy of the consent.
    pub consent: ConsentCopy,
}

impl Part2Attachment {
    /// What goes along under this release; nothing when it is no consent under Part 2, or not signed, or undated.
    #[must_use]
    pub fn of(release: &Release) -> Option<Self> {
        let (signature, expires_at) = (release.signature?, release.expires_at?);
        release.part2_consent.then(|| Self {
            notice: Part2Notice::Short,
            consent: ConsentCopy {
                release: release.id,
                discloser: release.holder,
                recipient: release.recipient,
                elements: release.elements.clone(),
                purpose: release.purpose,
                expires_at,
                signed_at: signature.signed_at,
                signer: signature.role,
            },
        })
    }
    /// Whether it is the copy of this consent and of no other, and says what the consent says. Of what a release lacks
    /// (a signature, an end) nothing can be said here; the gate refuses it for that.
    #[must_use]
    pub fn is_of(&self, release: &Release) -> bool {
        let copy = &self.consent;
        release.part2_consent
            && (copy.release, copy.discloser, copy.recipient) == (release.id, release.holder, release.recipient)
            && (&copy.elements, copy.purpose) == (&release.elements, release.purpose)
            && release.expires_at.is_none_or(|end| end == copy.expires_at)
            && release.signature.is_none_or(|s| (s.signed_at, s.role) == (copy.signed_at, copy.signer))
    }
}
