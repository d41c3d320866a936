//! The rules that a disclosure can break, by name. Whether it breaks them is the gate's to say.

use crate::coded;

coded! {
    /// A rule that a disclosure breaks, in the order a person would mend them.
    Predicate {
        /// The sender is not the custodian of what is said: it is another organization's message or release, it is
        /// addressed to the sender itself, or this kind of organization refers no one that way.
        Custody = "custody",
        /// b.2: survivor-services law takes a release; a recorded agreement will not do.
        BasisNeedsRelease = "basis_needs_release",
        /// There is no release at all.
        NoRelease = "no_release",
        /// b.3: not signed.
        NotSigned = "not_signed",
        /// b.3: risks and rights were not read.
        NotInformed = "not_informed",
        /// b.3: signed in the future, which a clock that was set back can make of an old release.
        NotYetValid = "not_yet_valid",
        /// b.3: expired.
        Expired = "expired",
        /// b.3 and b.8: taken back.
        Revoked = "revoked",
        /// b.4: no date of expiry.
        Undated = "undated",
        /// b.4: longer than the organization allows, or the message asks for more time than its basis gives.
        TooLong = "too_long",
        /// b.5: for another recipient.
        OtherRecipient = "other_recipient",
        /// b.5: for another purpose.
        OtherPurpose = "other_purpose",
        /// b.5: something in the message was not ticked.
        ElementNotReleased = "element_not_released",
        /// b.6: the signer is, or may be, the person who hurts the survivor.
        SignerIsAbuser = "signer_is_abuser",
        /// b.6: this signer may not sign: a minor alone where no law is known to let them, without a parent's
        /// signature, or a guardian whom no court is known to have appointed.
        SignerNotEntitled = "signer_not_entitled",
        /// b.7: signed elsewhere, and nobody knew the voice.
        VoiceNotVerified = "voice_not_verified",
        /// b.7: signed elsewhere, and not on paper: what is typed or drawn here was typed or drawn by staff.
        NotSignedThere = "not_signed_there",
        /// b.12: nothing about attendance crosses without a release that names it.
        AttendanceNotNamed = "attendance_not_named",
        /// b.14: substance use needs a consent under 42 CFR Part 2, with the notice attached.
        Part2Missing = "part2_missing",
        /// The receiver is a coalition, which reads totals and nothing about a person, whoever agreed to it.
        TotalsOnly = "totals_only",
        /// b.17: the person asked that it go to nobody, or to nobody else.
        Restricted = "restricted",
    }
}
