//! One entry as a sentence.

use crate::labels::Labeled;
use crate::texts::Tongue;
use domain::audit::{Act, Actor, Entry};
use domain::gate::Predicate;
use domain::ids::{MemberId, ReferralId};
use domain::member::Role;
use domain::org::Setting;
use domain::referral::Event;
use domain::release::Element;
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
        Act::HiddenFromMember => entry.detail.split(' ').next_back().and_then(MemberId::parse),
        _ => entry.subject.map(MemberId::from_bytes),
    };
    let record = entry.subject.map_or_else(String::new, |id| ReferralId::from_bytes(id).short_code());
    let said = t
        .with("who", who)
        .with("whom", whom.map_or_else(|| t.say("audit-somebody"), name))
        .with("record", record)
        .with("what", detail(t, entry));
    said.say(key(entry.act)).into_owned()
}

/// The codes of the detail in words, where they say more than the act.
fn detail(t: &Tongue, entry: &Entry) -> String {
    match entry.act {
        Act::ReferralEvent => {
            let (code, more) = entry.detail.split_once(' ').map_or((&*entry.detail, None), |(c, more)| (c, Some(more)));
            Event::parse(code, more).map_or_else(|_| String::new(), |event| t.label(event).into_owned())
        }
        Act::SettingsChanged => listed(t, &entry.detail, Setting::parse).join(", "),
        Act::RolesChanged => listed(t, &entry.detail, Role::parse).join(", "),
        Act::Disclosed => {
            let elements = listed(t, &entry.detail, Element::parse);
            if elements.is_empty() { t.say("audit-no-element").into_owned() } else { elements.join(", ") }
        }
        Act::GateRefused => listed(t, &entry.detail, Predicate::parse).join(" "),
        _ => String::new(),
    }
}

/// The codes that are of this list, in words.
fn listed<L: Labeled, E>(t: &Tongue, codes: &str, parse: impl Fn(&str) -> Result<L, E>) -> Vec<Cow<'static, str>> {
    codes.split_whitespace().filter_map(|code| parse(code).ok()).map(|one| t.label(one)).collect()
}

const fn key(act: Act) -> &'static str {
    match act {
        Act::OrgFounded => "audit-org-founded",
        Act::SettingsChanged => "audit-settings-changed",
        Act::MemberInvited => "audit-member-invited",
        Act::InvitationTakenBack => "audit-invitation-taken-back",
        Act::MemberJoined => "audit-member-joined",
        Act::KeysGranted => "audit-keys-granted",
        Act::RolesChanged => "audit-roles-changed",
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
        Act::HiddenFromMember => "audit-hidden-from-member",
        Act::ReleaseSigned => "audit-release-signed",
        Act::ReleaseRevoked => "audit-release-revoked",
        Act::Disclosed => "audit-disclosed",
        Act::GateRefused => "audit-gate-refused",
        Act::SlipPrinted => "audit-slip-printed",
        Act::ContentDestroyed => "audit-content-destroyed",
        Act::SealBroken => "audit-seal-broken",
        Act::Escalated => "audit-escalated",
        Act::NotDelivered => "audit-not-delivered",
    }
}
