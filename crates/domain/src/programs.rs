//! What two organizations do side by side: health celebrations, a visiting provider, an advocate at the health center,
//! mobile stops, and health services that trained advocates offer.
//!
//! Source: the partnership guide, "Monthly Health Celebration" and "Shoot for the stars!".
//!
//! Invariant: whoever comes is a number, never a name.

use crate::coded;

coded! {
    /// What a health celebration is about.
    CelebrationTopic {
        /// Check-ups and what they are for.
        Wellness = "wellness",
        /// Stress, sleep and rest.
        Rest = "rest",
        /// Food and movement.
        Food = "food",
        /// Sexual and reproductive health.
        SexualHealth = "sexual_health",
        /// Health of children.
        Children = "children",
        /// Teeth.
        Teeth = "teeth",
        /// Vaccines.
        Vaccines = "vaccines",
        /// Health coverage and enrollment.
        Coverage = "coverage",
        /// Something else.
        Other = "other",
    }
}

coded! {
    /// In which language something is held.
    SpokenLanguage {
        /// English.
        English = "english",
        /// Spanish.
        Spanish = "spanish",
        /// Both.
        Both = "both",
        /// Another, with an interpreter.
        Interpreted = "interpreted",
    }
}

coded! {
    /// Who of the health center visits.
    Provider {
        /// A physician.
        Physician = "physician",
        /// A nurse practitioner or physician assistant.
        NursePractitioner = "nurse_practitioner",
        /// A nurse.
        Nurse = "nurse",
        /// A midwife.
        Midwife = "midwife",
        /// Behavioral health.
        BehavioralHealth = "behavioral_health",
        /// Oral health.
        OralHealth = "oral_health",
        /// Somebody who helps with coverage.
        Enrollment = "enrollment",
    }
}
