//! Every closed list: its codes are stable, its own, and read back.

use domain::code::UnknownCode;
use std::collections::BTreeSet;
use std::fmt::Debug;

fn check<T: Copy + Debug + PartialEq + serde::Serialize + serde::de::DeserializeOwned>(
    list: &str,
    all: &[T],
    code: fn(T) -> &'static str,
    parse: fn(&str) -> Result<T, UnknownCode>,
) {
    let codes: BTreeSet<_> = all.iter().map(|member| code(*member)).collect();
    assert_eq!(codes.len(), all.len(), "{list} gives every member a code of its own");
    for member in all {
        let text = code(*member);
        assert!(text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_')), "{list}: {text}");
        assert_eq!(parse(text), Ok(*member));
        assert_eq!(serde_json::to_value(member).unwrap(), text, "{list} is written by its code");
        assert_eq!(serde_json::from_value::<T>(text.into()).unwrap(), *member);
        for wrong in [text.to_uppercase(), format!(" {text}"), String::new()] {
            assert!(wrong == text || parse(&wrong).is_err(), "{list}: {wrong:?}");
        }
    }
}

macro_rules! lists {
    ($($path:path),+ $(,)?) => {
        $({ use $path as List; check(stringify!($path), List::ALL, List::code, List::parse); })+
    };
}

#[test]
fn every_list_is_read_as_it_was_written() {
    lists!(
        domain::mou::clause::Topic,
        domain::mou::paper::Period,
        domain::mou::procedure::Part,
        domain::mou::promise::Promise,
        domain::audit::Act,
        domain::cues::Interpreter,
        domain::listing::Access,
        domain::listing::Cost,
        domain::listing::Eligibility,
        domain::listing::HoursKind,
        domain::listing::Reach,
        domain::listing::Room,
        domain::listing::Weekday,
        domain::recurrence::Repeat,
        domain::cues::NextStep,
        domain::cues::SeenAlone,
        domain::gate::Predicate,
        domain::measure::Measure,
        domain::member::Deed,
        domain::member::MemberState,
        domain::member::Role,
        domain::message::MessageKind,
        domain::odd::OddRule,
        domain::org::Funding,
        domain::org::Language,
        domain::org::OrgKind,
        domain::org::Regime,
        domain::org::Setting,
        domain::org::VaultMode,
        domain::partnership::PartnershipState,
        domain::referral::AttemptResult,
        domain::referral::Bank,
        domain::referral::ClinicianWish,
        domain::referral::DeclineReason,
        domain::referral::Direction,
        domain::referral::Handoff,
        domain::referral::Outcome,
        domain::referral::Told,
        domain::referral::Urgency,
        domain::message::PurgeAnswer,
        domain::message::PurgeDecision,
        domain::release::CopyKept,
        domain::release::Element,
        domain::release::HowSaid,
        domain::release::Presence,
        domain::release::Purpose,
        domain::release::SignatureMethod,
        domain::release::SignerRole,
        domain::retention::Class,
        domain::retention::Part,
        domain::retention::PurgeRule,
        domain::retention::ForgetWhy,
        domain::release::answer::OtherWay,
        domain::release::draft::Step,
        domain::safe_contact::ClosedBy,
        domain::safe_contact::ContactWay,
        domain::safe_contact::HomeZone,
        domain::safe_contact::PlanField,
        domain::safe_contact::PlanPart,
        domain::safe_contact::Recheck,
        domain::safe_contact::SafeDay,
        domain::safe_contact::SafeTime,
        domain::safe_contact::Voicemail,
        domain::service::Service,
        domain::wishes::Wish,
        domain::state_rule::ReportingLaw,
        domain::state_rule::StateCode,
        domain::training::Host,
        domain::training::TrainingKind,
        domain::training::TrainingPlace,
        domain::training::TrainingTopic,
        domain::qualified::Skill,
        domain::programs::CelebrationTopic,
        domain::programs::Provider,
        domain::programs::SpokenLanguage,
        domain::sustain::CostKind,
        domain::sustain::CostPer,
        domain::sustain::PolicyLevel,
        domain::sustain::PolicyState,
        domain::workspace::Noun,
    );
}
