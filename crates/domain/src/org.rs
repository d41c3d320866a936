//! An organization: who it is, which law binds it, how its keys are held.

use crate::coded;
use crate::ids::OrgId;
use crate::state_rule::StateCode;
use crate::text::Label;
use crate::time::{Days, Minutes};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

coded! {
    /// Which bank of the river the organization stands on.
    OrgKind {
        /// A community health center (42 U.S.C. 254b).
        HealthCenter = "health_center",
        /// A domestic / sexual violence advocacy organization.
        Advocacy = "advocacy",
        /// A coalition or primary care association: reads totals only.
        Coalition = "coalition",
    }
}

coded! {
    /// Money that brings its confidentiality law with it.
    Funding {
        /// Violence Against Women Act: 34 U.S.C. 12291(b)(2), 28 CFR 90.4.
        Vawa = "vawa",
        /// Family Violence Prevention and Services Act: 42 U.S.C. 10406(c)(5), 45 CFR 1370.4.
        Fvpsa = "fvpsa",
        /// Victims of Crime Act: 28 CFR 94.115.
        Voca = "voca",
        /// Health Center Program, section 330.
        Hrsa330 = "hrsa_330",
        /// State or private money without a rule of its own.
        Other = "other",
    }
}

coded! {
    /// A body of law the gate applies.
    Regime {
        /// HIPAA Privacy Rule, 45 CFR part 164 subpart E.
        Hipaa = "hipaa",
        /// The confidentiality rule common to VAWA, FVPSA and VOCA.
        SurvivorServices = "survivor_services",
    }
}

coded! {
    /// Who can open the organization's records at rest.
    VaultMode {
        /// Only its members: the host cannot read at rest.
        MemberHeld = "member_held",
        /// A key that the server holds: the host can read.
        ServerManaged = "server_managed",
    }
}

coded! {
    /// A language the product is complete in.
    Language {
        /// English.
        En = "en",
        /// Spanish.
        Es = "es",
    }
}

coded! {
    /// What an organization can change about itself after it was founded. Its kind and how its keys are held stay.
    Setting {
        /// Its name.
        Name = "name",
        /// What the product calls itself there.
        AppName = "app_name",
        /// Public phone.
        Phone = "phone",
        /// Hotline.
        Hotline = "hotline",
        /// Which money pays for its work.
        Funding = "funding",
        /// Time zone.
        TimeZone = "time_zone",
        /// The reporting law in plain words.
        ReportingWording = "reporting_wording",
        /// How soon it promises to answer.
        ResponsePromise = "response_promise",
        /// Longest life of a release.
        MaxRelease = "max_release",
        /// The state whose law it goes by.
        State = "state",
    }
}

/// An organization's own settings. Holds nothing about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organization {
    /// Its id.
    pub id: OrgId,
    /// Health center, advocacy organization or coalition.
    pub kind: OrgKind,
    /// Its name, as the partner sees it.
    pub name: Label,
    /// What the product calls itself here: neutral, since a screen can be seen across a waiting room.
    pub app_name: Label,
    /// Public phone, as published.
    pub phone: Label,
    /// 24-hour hotline, as published; the fall-back of every handoff.
    pub hotline: Option<Label>,
    /// What the member of staff says about the limits of confidentiality, per state law.
    pub reporting_wording: ReportingWording,
    /// Funding; empty means unknown, and unknown means the strictest rules.
    pub funding: BTreeSet<Funding>,
    /// How its keys are held.
    pub vault_mode: VaultMode,
    /// IANA time zone of its sites.
    pub time_zone: String,
    /// Longest life of a release it takes. 1 to 90 days.
    pub max_release: Days,
    /// The state whose rules hold for it ([`crate::state_rule`]); none means not chosen, and the strictest.
    pub state: Option<StateCode>,
    /// How soon it promises to answer a referral.
    pub response_promise: Minutes,
}

/// The state's reporting law in plain words, set by the admin, in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportingWording {
    /// English.
    pub en: String,
    /// Spanish.
    pub es: String,
}

/// Default longest life of a release (domain rule b.4).
pub const DEFAULT_MAX_RELEASE: Days = Days(30);
/// No organization may set a longer one.
pub const LONGEST_MAX_RELEASE: Days = Days(90);
/// Starter promise: within the hour for a warm referral.
pub const DEFAULT_RESPONSE_PROMISE: Minutes = Minutes(60);
/// What an organization can promise: from a quarter of an hour to three days, well before an unanswered referral ends.
pub const RESPONSE_PROMISES: &[Minutes] = &[
    Minutes(15),
    Minutes(30),
    Minutes(60),
    Minutes(120),
    Minutes(240),
    Minutes(480),
    Minutes(1440),
    Minutes(2880),
    Minutes(4320),
];

impl Organization {
    /// The bodies of law that bind what this organization discloses.
    #[must_use]
    pub fn regimes(&self) -> BTreeSet<Regime> {
        regimes(self.kind, &self.funding)
    }

    /// The settings in which two states of an organization differ.
    #[must_use]
    pub fn changed(&self, to: &Self) -> BTreeSet<Setting> {
        let differs = |setting: &Setting| match setting {
            Setting::Name => self.name != to.name,
            Setting::AppName => self.app_name != to.app_name,
            Setting::Phone => self.phone != to.phone,
            Setting::Hotline => self.hotline != to.hotline,
            Setting::Funding => self.funding != to.funding,
            Setting::TimeZone => self.time_zone != to.time_zone,
            Setting::ReportingWording => self.reporting_wording != to.reporting_wording,
            Setting::ResponsePromise => self.response_promise != to.response_promise,
            Setting::MaxRelease => self.max_release != to.max_release,
            Setting::State => self.state != to.state,
        };
        Setting::ALL.iter().copied().filter(differs).collect()
    }

    /// Whether the longest release and the response promise are ones that an organization can have.
    #[must_use]
    pub fn is_within_bounds(&self) -> bool {
        (1..=LONGEST_MAX_RELEASE.0).contains(&self.max_release.0) && RESPONSE_PROMISES.contains(&self.response_promise)
    }
}

/// `strictest(regimes(from))`: unknown funding means survivor-services rules (domain rule b.1).
#[must_use]
pub fn regimes(kind: OrgKind, funding: &BTreeSet<Funding>) -> BTreeSet<Regime> {
    let survivor_money = funding.iter().any(|f| matches!(f, Funding::Vawa | Funding::Fvpsa | Funding::Voca));
    let mut bound = BTreeSet::new();
    match kind {
        OrgKind::HealthCenter => {
            bound.insert(Regime::Hipaa);
            if survivor_money || funding.is_empty() {
                bound.insert(Regime::SurvivorServices);
            }
        }
        OrgKind::Advocacy | OrgKind::Coalition => {
            bound.insert(Regime::SurvivorServices);
        }
    }
    bound
}
