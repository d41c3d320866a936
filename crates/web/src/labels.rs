//! Which text stands for which code: `need-shelter`, `handoff-call_together`, `urgency-today`.
//!
//! Invariant: every code that can be shown has a label in both languages; [`every_key`] lists them for the test.

use domain::audit::Act;
use domain::calendar::{Host, OccasionKind};
use domain::consult::Topic;
use domain::cues::{Interpreter, NextStep, NotYet, SeenAlone};
use domain::disclosure::Ground;
use domain::gate::Predicate;
use domain::listing::{Access, Cost, Eligibility, HoursKind, Reach, Room, Weekday};
use domain::mail::Rhythm;
use domain::mandate::{Authority, Claim, MandateBasis, NotToldWhy, ToldHow};
use domain::measure::{Aim, Gauge, Measure, OfferAnswer};
use domain::member::{Deed, MemberState, Role};
use domain::message::{PurgeAnswer, PurgeDecision};
use domain::odd::OddRule;
use domain::org::{Funding, Language, OrgKind, Regime, Setting, VaultMode};
use domain::partnership::PartnershipState;
use domain::programs::{CelebrationTopic, Provider, SpokenLanguage};
use domain::qualified::Skill;
use domain::recurrence::Repeat;
use domain::referral::{
    AttemptResult, Bank, ClinicianWish, DeclineReason, Direction, Event, Handoff, Outcome, Status, Told, Urgency,
};
use domain::release::answer::OtherWay;
use domain::release::draft::Step;
use domain::release::{CopyKept, Element, HowSaid, Presence, Purpose, SignatureMethod, SignerRole};
use domain::retention::{Class, ForgetWhy, Part, PurgeRule};
use domain::roadmap::{Cadence, Channel, Decision, Lane, RoadmapStep, StepState};
use domain::safe_contact::{ContactWay, HomeZone, NotSafe, PlanField, PlanPart, Recheck, SafeDay, SafeTime, Voicemail};
use domain::service::Service;
use domain::state_rule::{ReportingLaw, StateCode};
use domain::sustain::{CostKind, CostPer, PolicyLevel, PolicyState};
use domain::training::{TrainingKind, TrainingPlace, TrainingTopic};
use domain::wishes::Wish;
use domain::workspace::Noun;

/// A code with a text in both languages.
pub trait Labeled {
    /// The name of its list in keys, and its code.
    fn named(&self) -> (&'static str, &'static str);
    /// The text's key.
    fn key(&self) -> String {
        let (list, code) = self.named();
        format!("{list}-{code}")
    }
}

impl<L: Labeled + ?Sized> Labeled for &L {
    fn named(&self) -> (&'static str, &'static str) {
        (**self).named()
    }
}

macro_rules! lists {
    ($($prefix:literal => $list:ty),+ $(,)?) => {
        $(impl Labeled for $list {
            fn named(&self) -> (&'static str, &'static str) {
                ($prefix, self.code())
            }
        })+

        fn list_keys(keys: &mut Vec<String>) {
            $(keys.extend(<$list>::ALL.iter().map(Labeled::key));)+
        }
    };
}

lists! {
    "act" => Act,
    "change" => app::directory::Change,
    "alone" => SeenAlone,
    "interpreter" => Interpreter,
    "next" => NextStep,
    "rule" => Predicate,
    "aim" => Aim,
    "gauge" => Gauge,
    "measure" => Measure,
    "offer" => OfferAnswer,
    "role" => Role,
    "deed" => Deed,
    "member" => MemberState,
    "kind" => OrgKind,
    "funding" => Funding,
    "regime" => Regime,
    "setting" => Setting,
    "vault" => VaultMode,
    "language" => Language,
    "partnership" => PartnershipState,
    "bank" => Bank,
    "direction" => Direction,
    "handoff" => Handoff,
    "urgency" => Urgency,
    "decline" => DeclineReason,
    "outcome" => Outcome,
    "attempt" => AttemptResult,
    "told" => Told,
    "clinician" => ClinicianWish,
    "element" => Element,
    "class" => Class,
    "part" => Part,
    "purge_rule" => PurgeRule,
    "forget_why" => ForgetWhy,
    "purge_answer" => PurgeAnswer,
    "purge_decision" => PurgeDecision,
    "said" => HowSaid,
    "purpose" => Purpose,
    "signer" => SignerRole,
    "method" => SignatureMethod,
    "presence" => Presence,
    "copy" => CopyKept,
    "other" => OtherWay,
    "step" => Step,
    "state" => StateCode,
    "reporting_law" => ReportingLaw,
    "way" => ContactWay,
    "time" => SafeTime,
    "odd_rule" => OddRule,
    "wish" => Wish,
    "day" => SafeDay,
    "zone" => HomeZone,
    "recheck" => Recheck,
    "masked" => PlanField,
    "plan_part" => PlanPart,
    "voicemail" => Voicemail,
    "need" => Service,
    "ground" => Ground,
    "authority" => Authority,
    "ground" => MandateBasis,
    "claim" => Claim,
    "told_how" => ToldHow,
    "not_told" => NotToldWhy,
    "topic" => Topic,
    "rhythm" => Rhythm,
    "roadmap" => RoadmapStep,
    "lane" => Lane,
    "step_state" => StepState,
    "channel" => Channel,
    "cadence" => Cadence,
    "decision" => Decision,
    "noun" => Noun,
    "clause" => domain::mou::Topic,
    "period" => domain::mou::Period,
    "promise" => domain::mou::Promise,
    "hours" => HoursKind,
    "occasion" => OccasionKind,
    "host" => Host,
    "repeat" => Repeat,
    "cost" => Cost,
    "eligibility" => Eligibility,
    "reach" => Reach,
    "room" => Room,
    "weekday" => Weekday,
    "access" => Access,
    "training_kind" => TrainingKind,
    "training_topic" => TrainingTopic,
    "training_place" => TrainingPlace,
    "skill" => Skill,
    "celebration_topic" => CelebrationTopic,
    "spoken" => SpokenLanguage,
    "provider" => Provider,
    "cost_kind" => CostKind,
    "cost_per" => CostPer,
    "policy_level" => PolicyLevel,
    "policy_state" => PolicyState,
}

/// Codes of [`Status`], which carries a detail and so has no list of its own.
const STATUSES: &[&str] =
    &["draft", "sent", "received", "accepted", "connecting", "connected", "closed", "declined", "withdrawn", "expired"];
/// Codes of [`Event`].
const EVENTS: &[&str] = &[
    "sent",
    "delivered",
    "arrived",
    "accepted",
    "passed",
    "declined",
    "attempted",
    "connected",
    "connected_undone",
    "closed",
    "told",
    "withdrawn",
    "expired",
    "forgotten",
    "contact_changed",
    "recalled",
];
const NOT_SAFE: &[NotSafe] = &[
    NotSafe::DoNotContact,
    NotSafe::OtherWay,
    NotSafe::NoNumber,
    NotSafe::TimesNotAsked,
    NotSafe::OutsideHours,
    NotSafe::NotChecked,
    NotSafe::SomeoneElse,
    NotSafe::OneTry,
    NotSafe::Restored,
    NotSafe::NewerWaits,
    NotSafe::NoVoicemail,
];
const NOT_YET: &[NotYet] = &[NotYet::NotAlone, NotYet::LimitsNotExplained, NotYet::NoInterpreter];

impl Labeled for Status {
    fn named(&self) -> (&'static str, &'static str) {
        ("status", self.code())
    }
}

impl Labeled for Event {
    fn named(&self) -> (&'static str, &'static str) {
        ("event", self.code())
    }
}

impl Labeled for NotSafe {
    fn named(&self) -> (&'static str, &'static str) {
        let code = match self {
            Self::DoNotContact => "do_not_contact",
            Self::OtherWay => "other_way",
            Self::NoNumber => "no_number",
            Self::TimesNotAsked => "times_not_asked",
            Self::OutsideHours => "outside_hours",
            Self::NotChecked => "not_checked",
            Self::SomeoneElse => "someone_else",
            Self::OneTry => "one_try",
            Self::Restored => "restored",
            Self::NewerWaits => "newer_waits",
            Self::NoVoicemail => "no_voicemail",
        };
        ("not_safe", code)
    }
}

impl Labeled for NotYet {
    fn named(&self) -> (&'static str, &'static str) {
        let code = match self {
            Self::NotAlone => "not_alone",
            Self::LimitsNotExplained => "limits_not_explained",
            Self::NoInterpreter => "no_interpreter",
        };
        ("not_yet", code)
    }
}

/// Every key that a code can ask for.
#[must_use]
pub fn every_key() -> Vec<String> {
    let mut keys = Vec::new();
    list_keys(&mut keys);
    keys.extend(STATUSES.iter().map(|code| format!("status-{code}")));
    keys.extend(EVENTS.iter().map(|code| format!("event-{code}")));
    keys.extend(NOT_SAFE.iter().map(Labeled::key));
    keys.extend(NOT_YET.iter().map(Labeled::key));
    // The same elements, said to the person.
    keys.extend(Element::ALL.iter().map(|element| format!("mine-{}", element.code())));
    // What to do next about a rule of the gate.
    keys.extend(Predicate::ALL.iter().map(|rule| format!("mend-{}", rule.code())));
    keys
}
