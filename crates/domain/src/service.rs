//! The two coded service lists of the partnership guide, and what a person can ask for from each.

use crate::coded;
use crate::org::OrgKind;

coded! {
    /// A service of either side, in the guide's order: eleven of an advocacy organization, twelve of a health center.
    /// A referral's needs are services of the partner that the person asked for.
    Service {
        /// Drop-in support and safety planning.
        DropInSafetyPlanning = "drop_in_safety_planning",
        /// Emergency and short-term shelter. Has no address field anywhere in the system.
        Shelter = "shelter",
        /// Advocacy for longer-term housing.
        Housing = "housing",
        /// 24-hour hotline for crisis safety planning.
        Hotline = "hotline",
        /// Legal support or representation.
        Legal = "legal",
        /// Court accompaniment.
        CourtAccompaniment = "court_accompaniment",
        /// Support groups and access to mental health services.
        SupportGroups = "support_groups",
        /// Health and wellness promotion.
        HealthPromotion = "health_promotion",
        /// Case management.
        CaseManagement = "case_management",
        /// Police and criminal justice advocacy.
        JusticeAdvocacy = "justice_advocacy",
        /// Financial and economic advocacy and support.
        Financial = "financial",
        /// Primary care and wellness for the whole family.
        PrimaryCare = "primary_care",
        /// Pharmacy.
        Pharmacy = "pharmacy",
        /// Birth control, emergency contraception, pregnancy options counseling.
        ReproductiveSexual = "reproductive_sexual",
        /// HIV and STI testing, treatment and care.
        HivSti = "hiv_sti",
        /// Perinatal and post-partum care.
        Perinatal = "perinatal",
        /// Substance dependency support.
        SubstanceUse = "substance_use",
        /// Mental and behavioral health.
        BehavioralHealth = "behavioral_health",
        /// Care regardless of ability to pay, on a sliding fee scale.
        SlidingFee = "sliding_fee",
        /// Health care enrollment specialists.
        Enrollment = "enrollment",
        /// Patient-majority governing board.
        PatientBoard = "patient_board",
        /// Language access and culturally responsive services.
        LanguageAccess = "language_access",
        /// Oral health. The guide names it where it says what a health center is, not in its list, so it comes last.
        OralHealth = "oral_health",
    }
}

coded! {
    /// A class of health information that takes more care than the rest. It never stands outside a seal.
    SpecialClass {
        /// Substance use disorder: crosses only with a consent, notice and copy of 42 CFR Part 2.
        SubstanceUse = "sud",
        /// Reproductive health, HIV and STI, mental health: whoever reads it is warned, and the gate asks no more than a
        /// release that names what is asked for (decision 0020).
        Sensitive = "sensitive",
    }
}

impl Service {
    /// Which kind of organization offers it.
    #[must_use]
    pub fn offered_by(self) -> OrgKind {
        if self as usize <= Self::Financial as usize { OrgKind::Advocacy } else { OrgKind::HealthCenter }
    }
    /// Whether a person can ask for it in a referral; a governing board is a quality, not a help.
    #[must_use]
    pub fn is_need(self) -> bool {
        !matches!(self, Self::PatientBoard)
    }
    /// What a person can ask for from this kind of organization, and use there, in the guide's order.
    pub fn needs_of(kind: OrgKind) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |s| s.offered_by() == kind && s.is_need())
    }
    /// The special class that asking for it belongs to, if any.
    #[must_use]
    pub const fn class(self) -> Option<SpecialClass> {
        match self {
            Self::SubstanceUse => Some(SpecialClass::SubstanceUse),
            Self::ReproductiveSexual | Self::HivSti | Self::BehavioralHealth => Some(SpecialClass::Sensitive),
            _ => None,
        }
    }
    /// Substance use disorder information is under 42 CFR Part 2.
    #[must_use]
    pub fn is_part2(self) -> bool {
        self.class() == Some(SpecialClass::SubstanceUse)
    }
}
