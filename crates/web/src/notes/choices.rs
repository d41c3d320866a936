//! The answers of the note, each with the words that the partner organization will read.

use crate::form::Form;
use crate::labels::Labeled;
use crate::texts::Tongue;
use domain::cues::NextStep;
use domain::language::UNDETERMINED;
use domain::referral::{Handoff, Urgency};
use domain::safe_contact::Voicemail;
use std::borrow::Cow;

/// One answer.
pub(super) struct Answer {
    /// What is posted.
    pub code: &'static str,
    /// What the clinician reads.
    pub label: Cow<'static, str>,
    /// What the partner organization reads; empty when it is the label.
    pub says: Cow<'static, str>,
    /// It is chosen.
    pub chosen: bool,
}

/// The list as answers to a field.
pub(super) fn answers<'a, L: Labeled + 'a>(
    t: &Tongue,
    form: &Form,
    field: &str,
    list: impl IntoIterator<Item = &'a L>,
) -> Vec<Answer> {
    let answer = |one: &L| Answer {
        code: one.named().1,
        label: t.label(one),
        says: Cow::Borrowed(""),
        chosen: form.has(field, one.named().1),
    };
    list.into_iter().map(answer).collect()
}

/// The four handoffs that a visit can begin.
pub(super) const HANDOFFS: &[Handoff] =
    &[Handoff::InPerson, Handoff::CallTogether, Handoff::AdvocateReachesOut, Handoff::PersonReachesOut];

/// When help is needed is not asked again: "now" is today, and "later" is whenever it fits them.
pub(super) const fn urgency(next: NextStep) -> Urgency {
    match next {
        NextStep::SupportNow => Urgency::Today,
        NextStep::SupportLater | NextStep::CardOnly | NextStep::NoThanks => Urgency::AnyTime,
    }
}

/// What the patient chose. The two kinds of support say how soon.
pub(super) fn next_steps(t: &Tongue, form: &Form) -> Vec<Answer> {
    let mut steps = answers(t, form, "next", NextStep::ALL);
    for (answer, step) in steps.iter_mut().zip(NextStep::ALL) {
        answer.says = t.label(urgency(*step));
    }
    steps
}

/// The box beside the safe times.
pub(super) fn voicemail(t: &Tongue, form: &Form) -> Vec<Answer> {
    let mut answers = answers(t, form, "voicemail", &[Voicemail::NameOnly]);
    for answer in &mut answers {
        answer.label = t.say("note-voicemail");
        answer.says = t.say("note-voicemail-says");
    }
    answers
}

/// Languages of the list, without English: an interpreter is there.
const LANGUAGES: &[&str] = &["es", "ar", "fr", "hmn", "ht", "ko", "pt", "ru", "so", "tl", "vi", "zh", "ase"];

/// The language that was interpreted; the first answer is none.
pub(super) fn languages(t: &Tongue, form: &Form) -> Vec<Answer> {
    let none = (t.language_named(UNDETERMINED), "");
    let some = LANGUAGES.iter().map(|code| (t.language_named(code), *code));
    std::iter::once(none)
        .chain(some)
        .map(|(label, code)| Answer { code, label, says: Cow::Borrowed(""), chosen: form.value("language") == code })
        .collect()
}
