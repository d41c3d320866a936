//! One entry as a sentence.

use crate::labels::Labeled;
use crate::texts::Tongue;
use domain::audit::{Act, Actor, Entry};
use domain::coalition::EndedBy;
use domain::ids::{MemberId, ReferralId};
use domain::member::Role;
use domain::message::PurgeAnswer;
use domain::org::Setting;
use domain::release::Element;
use domain::retention::{Class, Part};
use domain::safe_contact::PlanField;
use domain::state_rule::StateCode;
use domain::text::Label;
use std::borrow::Cow;
use std::collections::HashMap;

/// The sentence of an entry. `names` holds everyone who works here or did.
pub(super) fn of(t: &Tongue, entry: &Entry, names: &HashMap<MemberId, Label>) -> String {
    let name = |id: MemberId| names.get(&id).map_or_else(|| t.say("audit-somebody"), |name| name.to_string().into());
    let who = match entry.actor {
        Actor::Member(id) => name(id),
        Actor::System => t.say("audit-service"),
    };
    let whom = match entry.act {
        // The detail is "from" and the colleague's id.
        Act::HiddenFromMember | Act::RestrictionChanged => {
            entry.detail.split(' ').next_back().and_then(MemberId::parse)
        }
        _ => entry.subject.map(MemberId::from_bytes),
    };
    let record = entry.subject.map_or_else(String::new, |id| ReferralId::from_bytes(id).short_code());
    let said = t
        .with("who", who)
        .with("whom", whom.map_or_else(|| t.say("audit-somebody"), name))
        .with("record", record)
        .with("two", two(entry, &name))
        .with("what", detail(t, entry));
    let key = match entry.act {
        // The detail is the kind of message and its elements: an opening that the partner hears of, or a stop, has none.
        Act::Disclosed if entry.detail.split_whitespace().nth(1).is_none() => "audit-disclosed-nothing",
        Act::RestrictionChanged => restricted(&entry.detail),
        Act::ContentDestroyed => destroyed(&entry.detail),
        Act::MouFrozen if entry.detail.starts_with("partner") => "audit-mou-frozen-partner",
        Act::MouSigned if entry.detail.starts_with("partner") => "audit-mou-signed-partner",
        Act::TotalsClosed if entry.detail.starts_with("again") => "audit-totals-again",
        Act::CardsMade if entry.detail.starts_with("partner") => "audit-cards-made-partner",
        Act::TotalsClosed if entry.detail.starts_with("partner") => "audit-totals-closed-partner",
        Act::Forgotten => forgotten(&entry.detail),
        Act::PlanChanged if entry.detail.starts_with("letter_") => "audit-letter-taken-out",
        Act::AffiliationEnded if entry.detail == EndedBy::Them.code() => "audit-affiliation-ended-them",
        act => key(act),
    };
    said.say(key).into_owned()
}

/// The two whom a lead would name, or another lead confirmed: the detail is the deed and their ids.
fn two<'a>(entry: &Entry, name: &impl Fn(MemberId) -> Cow<'a, str>) -> String {
    let ids = entry.detail.split(' ').filter_map(MemberId::parse);
    ids.map(|id| name(id).into_owned()).collect::<Vec<_>>().join(", ")
}

/// Who alone may see a record: named by one of them, not any more, or anew by two leads.
fn restricted(detail: &str) -> &'static str {
    match detail.split_whitespace().next() {
        Some("lifted") => "audit-restriction-lifted",
        Some("asked") => "audit-anew-asked",
        Some("asked_in_vain") => "audit-anew-in-vain",
        Some("asked_no_more") => "audit-anew-let-go",
        Some("anew") => "audit-anew-confirmed",
        _ => key(Act::RestrictionChanged),
    }
}

/// What was destroyed, and why: its time was over (retention), or sharing of it had ended.
fn destroyed(detail: &str) -> &'static str {
    match detail {
        "retention" => "audit-destroyed-record",
        "release" => "audit-destroyed-form",
        "contact_numbers" => "audit-destroyed-numbers",
        "plan" => "audit-destroyed-plan",
        "sharing_ended" => "audit-destroyed-sharing-ended",
        "plan_theirs" | "care_stopped" => "audit-destroyed-plan-theirs",
        "letters_stopped" | "letter_taken_back" => "audit-destroyed-letters-theirs",
        "restored" => "audit-destroyed-again",
        "taken_out" => "audit-destroyed-taken-out",
        _ => key(Act::ContentDestroyed),
    }
}

/// What was forgotten, and why: a part, old words by a day, the person asked, or the partner did.
fn forgotten(detail: &str) -> &'static str {
    match detail {
        "by_date" => "audit-forgotten-by-date",
        "request" => "audit-forgotten-request",
        "partner_asked" => "audit-forgotten-partner",
        part if Part::parse(part).is_ok() => "audit-forgotten-part",
        _ => key(Act::Forgotten),
    }
}

/// The codes of the detail in words, where they say more than the act.
fn detail(t: &Tongue, entry: &Entry) -> String {
    match entry.act {
        Act::StateRuleChanged => listed(t, &entry.detail, StateCode::parse).join(", "),
        Act::SettingsChanged => listed(t, &entry.detail, Setting::parse).join(", "),
        Act::MouProposed | Act::MouAgreed => listed(t, &entry.detail, domain::mou::Topic::parse).join(", "),
        Act::RolesChanged => listed(t, &entry.detail, Role::parse).join(", "),
        Act::Disclosed => {
            let elements = listed(t, &entry.detail, Element::parse);
            if elements.is_empty() { t.say("audit-element-unknown").into_owned() } else { elements.join(", ") }
        }
        Act::RetentionChanged => listed(t, &entry.detail, Class::parse).join(", "),
        Act::Forgotten => match Part::parse(&entry.detail) {
            Ok(part) => t.label(part).into_owned(),
            Err(_) => t.say("part-everything").into_owned(),
        },
        Act::PurgeAnswered => listed(t, &entry.detail, PurgeAnswer::parse).join(" "),
        Act::FieldShown => listed(t, &entry.detail, PlanField::parse).join(", "),
        Act::ProtectionRestored => t.say(protection(&entry.detail)).into_owned(),
        _ => String::new(),
    }
}

/// What was put back after a restore (`app::protections::Kept`).
fn protection(code: &str) -> &'static str {
    match code {
        "hidden" => "protection-hidden",
        "restricted" => "protection-restricted",
        "wishes" => "protection-wishes",
        _ => "protection-contact",
    }
}

/// The codes that are of this list, in words.
fn listed<L: Labeled, E>(t: &Tongue, codes: &str, parse: impl Fn(&str) -> Result<L, E>) -> Vec<Cow<'static, str>> {
    codes.split_whitespace().filter_map(|code| parse(code).ok()).map(|one| t.label(one)).collect()
}

const fn key(act: Act) -> &'static str {
    match act {
        Act::ProtectionRestored => "audit-protection-restored",
        Act::OrgFounded => "audit-org-founded",
        Act::SettingsChanged => "audit-settings-changed",
        Act::FeedMade => "audit-feed-made",
        Act::FeedEnded => "audit-feed-ended",
        Act::ServicesChanged => "audit-services-changed",
        Act::DirectoryKept => "audit-directory-kept",
        Act::MemberInvited => "audit-member-invited",
        Act::InvitationTakenBack => "audit-invitation-taken-back",
        Act::MemberJoined => "audit-member-joined",
        Act::KeysGranted => "audit-keys-granted",
        Act::RolesChanged => "audit-roles-changed",
        Act::SiteSet => "audit-site-set",
        Act::MemberEnded => "audit-member-ended",
        Act::SignedIn => "audit-signed-in",
        Act::SignInFailed => "audit-sign-in-failed",
        Act::Locked => "audit-locked",
        Act::Unlocked => "audit-unlocked",
        Act::SignedOut => "audit-signed-out",
        Act::SessionEnded => "audit-session-ended",
        Act::RecoveryUsed => "audit-recovery-used",
        Act::PartnershipChanged => "audit-partnership-changed",
        Act::PartnerKeyConfirmed => "audit-partner-key-confirmed",
        Act::NoteSaved => "audit-note-saved",
        Act::ReferralEvent => "audit-referral-event",
        Act::ReferralOpened => "audit-referral-opened",
        Act::NumberShown => "audit-number-shown",
        Act::RestrictionChanged => "audit-restricted",
        Act::WishesChanged => "audit-wishes-changed",
        Act::FieldShown => "audit-field-shown",
        Act::HiddenFromMember => "audit-hidden-from-member",
        Act::ReleaseSigned => "audit-release-signed",
        Act::StoppedByCode => "audit-stopped-by-code",
        Act::ReleaseRevoked => "audit-release-revoked",
        Act::ReleaseAltered => "audit-release-altered",
        Act::ReleaseFormOpened => "audit-release-form-opened",
        Act::Disclosed => "audit-disclosed",
        Act::GateRefused => "audit-gate-refused",
        Act::DisclosuresAccounted => "audit-disclosures-accounted",
        Act::MandateRecorded => "audit-mandate-recorded",
        Act::MandateOpened => "audit-mandate-opened",
        Act::MandateNotice => "audit-mandate-notice",
        Act::PlanOpened => "audit-plan-opened",
        Act::PlanChanged => "audit-plan-changed",
        Act::ConsultAsked => "audit-consult-asked",
        Act::ConsultAnswered => "audit-consult-answered",
        Act::WorkspaceWritten => "audit-workspace-written",
        Act::MouProposed => "audit-mou-proposed",
        Act::MouAgreed => "audit-mou-agreed",
        Act::MouFrozen => "audit-mou-frozen",
        Act::MouSigned => "audit-mou-signed",
        Act::MouLapsed => "audit-mou-lapsed",
        Act::TotalsClosed => "audit-totals-closed",
        Act::TotalsRefused => "audit-totals-refused",
        Act::AffiliationChanged => "audit-affiliation-changed",
        Act::AffiliationEnded => "audit-affiliation-ended",
        Act::CoalitionTold => "audit-coalition-told",
        Act::CoalitionTook => "audit-coalition-took",
        Act::CoalitionRefused => "audit-coalition-refused",
        Act::PeriodSummed => "audit-period-summed",
        Act::CardsMade => "audit-cards-made",
        Act::ProcedureLive => "audit-procedure-live",
        Act::StaffTraining => "audit-staff-training",
        Act::SlipPrinted => "audit-slip-printed",
        Act::ContentDestroyed => "audit-content-destroyed",
        Act::SealBroken => "audit-seal-broken",
        Act::Escalated => "audit-escalated",
        Act::NotDelivered => "audit-not-delivered",
        Act::RetentionChanged => "audit-retention-changed",
        Act::Forgotten => "audit-forgotten",
        Act::HoldPlaced => "audit-hold-placed",
        Act::HoldLifted => "audit-hold-lifted",
        Act::PurgeAsked => "audit-purge-asked",
        Act::PurgeAnswered => "audit-purge-answered",
        Act::MailChanged => "audit-mail-changed",
        Act::MailFailed => "audit-mail-failed",
        Act::StateRuleChanged => "audit-state-rule-changed",
        Act::ClockSetBack => "audit-clock-set-back",
        Act::AuditEnded => "audit-ended",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::OrgId;
    use domain::org::Language;
    use domain::time::Timestamp;
    use uuid::Uuid;

    #[test]
    fn an_entry_that_names_no_event_or_no_element_is_a_whole_sentence_all_the_same() {
        let entry = |act, detail: &str| Entry {
            org: OrgId::new(Uuid::nil()),
            at: Timestamp::from_micros(0),
            actor: Actor::System,
            act,
            subject: Some([7; 16]),
            detail: detail.to_owned(),
        };
        let t = Tongue::new(Language::En, "UTC");
        let says = |act, detail: &str| of(&t, &entry(act, detail), &HashMap::new());
        // Entries of before said what was done.
        for earlier in ["", "told connected"] {
            assert!(says(Act::ReferralEvent, earlier).contains(" worked on record "), "{earlier}");
        }
        assert!(says(Act::Disclosed, "referral request").contains(" shared from record "));
        assert!(says(Act::Disclosed, "referral later_element").ends_with("has no word for."));
        for nothing in ["opened", "stop", ""] {
            let said = says(Act::Disclosed, nothing);
            assert!(said.ends_with(", without anything about the person."), "{said}");
        }
    }
}
