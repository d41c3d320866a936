//! From what was posted to a note and, if the patient wants support, a referral; each trouble beside its field.
//!
//! Invariant: fields that do not apply are not read. A browser that cannot hide them posts them all the same.

use super::choices::urgency;
use super::strip::reaches;
use crate::form::Form;
use app::partnerships::Partner;
use app::referrals::{Basis, NewReferral};
use domain::cues::{CuesNote, Interpreter, MOST_CARDS, NextStep, NotYet, SeenAlone};
use domain::ids::{MemberId, ReferralId};
use domain::language::{LanguageCode, UNDETERMINED};
use domain::referral::{Handoff, LONGEST_NAME, PersonCard};
use domain::safe_contact::{
    CannotReachOut, ContactWay, SafeContact, SafeTime, Voicemail, can_hand_over, clear_when, is_phone_number,
};
use domain::service::Service;
use domain::time::Timestamp;

/// Longest number or place.
pub(super) const NUMBER: usize = 80;

/// Part A.
pub(super) fn note(form: &mut Form) -> Option<CuesNote> {
    // Two answers have no default; the summary must say which one is missing.
    for (field, needed) in [("alone", "note-alone-needed"), ("next", "note-next-needed")] {
        if form.value(field).is_empty() {
            form.refuse(field, needed);
        }
    }
    let seen_alone = form.choice("alone", SeenAlone::parse);
    let interpreter = form.choice("interpreter", Interpreter::parse);
    let limits_explained = form.is_ticked("limits");
    let cards = form.number("cards", 0, u32::from(MOST_CARDS)).and_then(|cards| u8::try_from(cards).ok());
    let next_step = form.choice("next", NextStep::parse);
    let (Some(seen_alone), Some(interpreter), Some(cards), Some(next_step)) =
        (seen_alone, interpreter, cards, next_step)
    else {
        return None;
    };
    Some(CuesNote { seen_alone, interpreter, limits_explained, cards, next_step })
}

/// Names every reason why support cannot be offered now, beside the field that can mend it.
pub(super) fn may_offer(form: &mut Form, note: &CuesNote) {
    for reason in note.may_offer_support().err().unwrap_or_default() {
        match reason {
            NotYet::NotAlone => form.refuse("next", "note-not-alone"),
            NotYet::NoInterpreter => form.refuse("interpreter", "note-no-interpreter"),
            NotYet::LimitsNotExplained => form.refuse("limits", "not_yet-limits_not_explained"),
        }
    }
}

/// Part B. Without a partner it is read all the same, so that everything that is wanting is named at once.
pub(super) fn referral(form: &mut Form, note: &CuesNote, to: Option<&Partner>, now: Timestamp) -> Option<NewReferral> {
    if to.is_none() {
        form.wants("partner", "note-partner-needed");
    }
    let handoff = form.choice("handoff", Handoff::parse);
    let name = form.person_text("name", LONGEST_NAME);
    let safe_contact = safe_contact(form, now);
    let needs = form.choices("needs", Service::parse);
    let language = language(form, note.interpreter);
    let hidden_from = form.choices("never_show", |id| MemberId::parse(id).ok_or(()));
    let (handoff, name, safe_contact, needs, language) = (handoff?, name?, safe_contact?, needs?, language?);
    if to.is_some_and(|to| needs.iter().any(|need| !to.services.contains(need))) {
        form.refuse("needs", "note-need-not-offered");
    }
    if can_hand_over(handoff, &safe_contact, &safe_contact) == Err(CannotReachOut::NoWay) {
        form.refuse("way", "note-way-needed");
    }
    Some(NewReferral {
        // One form, one note, one referral: they share the form's id, so each is saved once.
        id: ReferralId::new(form.id),
        partnership: to?.partnership,
        handoff,
        urgency: urgency(note.next_step),
        language,
        card: PersonCard { name, safe_contact, needs, visit: None, note: None },
        basis: Basis::Agreed,
        hidden_from: hidden_from?,
    })
}

fn safe_contact(form: &mut Form, now: Timestamp) -> Option<SafeContact> {
    let way = form.choice("way", ContactWay::parse)?;
    let plan = SafeContact { way, ..SafeContact::do_not_contact(now) };
    if !reaches(way) {
        return Some(plan);
    }
    let number = form.person_text("number", NUMBER);
    if matches!(number, Some(None)) {
        form.refuse("number", "note-number-needed");
    }
    if way.needs_number() && number.as_ref().is_some_and(|n| n.as_ref().is_some_and(|n| !is_phone_number(n))) {
        form.refuse("number", "number-not-a-number");
    }
    let times = form.choices("times", SafeTime::parse);
    let says_name = way == ContactWay::Call && form.has("voicemail", Voicemail::NameOnly.code());
    let voicemail = if says_name { Voicemail::NameOnly } else { Voicemail::Never };
    let plan = SafeContact { number: number?, times: times?, voicemail, ..plan };
    if let Err(why) = clear_when(&plan) {
        form.refuse("times", why.code());
    }
    Some(plan)
}

fn language(form: &mut Form, interpreter: Interpreter) -> Option<String> {
    let raw = form.value("language");
    if interpreter != Interpreter::Professional || raw.is_empty() {
        return Some(UNDETERMINED.to_owned());
    }
    let code = LanguageCode::parse(raw).ok();
    if code.is_none() {
        form.refuse("language", "field-unknown-choice");
    }
    code.map(|code| code.as_str().to_owned())
}
