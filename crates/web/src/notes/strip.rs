//! What the partner organization will see, word for word: said by the server, and kept up by `review.js` meanwhile.
//!
//! Invariant: a part stands here exactly when the same answer crosses (`read`).

use crate::form::Form;
use crate::labels::Labeled;
use crate::texts::Tongue;
use domain::cues::{Interpreter, NextStep};
use domain::referral::Handoff;
use domain::release::Element;
use domain::safe_contact::{ContactWay, SafeTime, Voicemail};
use domain::service::Service;
use std::borrow::Cow;

/// One part of the sentence.
pub(super) struct Part {
    /// The field it repeats.
    pub field: &'static str,
    /// Words that stand before what was chosen.
    pub before: Cow<'static, str>,
    /// What stands when nothing was chosen.
    pub empty: Cow<'static, str>,
    /// When it applies: a class of the style sheet, which shows and hides it with its field.
    pub applies: &'static str,
    /// As it stands now; empty when it does not apply.
    pub text: String,
}

/// The whole of it.
pub(super) struct Strip(pub Vec<Part>);

impl Strip {
    /// What the form says now. `to` names the partner organization where there is a choice of several: agreeing is
    /// agreeing to who will see it.
    /// `carries` says what may cross at all by the agreement with that partner.
    pub(super) fn of(t: &Tongue, form: &Form, to: Option<&str>, carries: impl Fn(Element) -> bool) -> Self {
        let way = ContactWay::parse(form.value("way")).unwrap_or(ContactWay::DoNotContact);
        let (reach, call) = (reaches(way), way == ContactWay::Call);
        let spoken = form.has("interpreter", Interpreter::Professional.code());
        let none = || Cow::Borrowed("");
        let part = |field, applies, empty: Cow<'static, str>, before: Cow<'static, str>, shown: bool, said: String| {
            let text = match (shown, said.is_empty()) {
                (false, _) => String::new(),
                (true, true) => empty.to_string(),
                (true, false) => format!("{before} {said}").trim_start().to_owned(),
            };
            Part { field, before, empty, applies, text }
        };
        let next = NextStep::parse(form.value("next")).map(|next| t.label(super::choices::urgency(next)).into_owned());
        let language = form.value("language");
        let language = if language.is_empty() { String::new() } else { t.language_named(language).into_owned() };
        let voicemail = form.has("voicemail", Voicemail::NameOnly.code());
        let voicemail = if voicemail { t.say("note-voicemail-says").into_owned() } else { String::new() };
        let to = to.map(|to| part("partner", "", none(), none(), true, to.to_owned()));
        let said = [
            part("name", "", t.say("note-guest"), none(), true, form.value("name").trim().to_owned()),
            part("handoff", "", none(), none(), true, labels(t, form, "handoff", Handoff::ALL)),
            part("next", "", none(), t.say("note-when"), true, next.unwrap_or_default()),
            part("language", "if-spoken", none(), none(), spoken, language),
            part("way", "", none(), none(), true, labels(t, form, "way", ContactWay::ALL)),
            part("number", "if-reach", none(), none(), reach, form.value("number").trim().to_owned()),
            part(
                "times",
                "if-reach",
                t.say("note-times-not-asked"),
                none(),
                reach,
                labels(t, form, "times", SafeTime::ALL),
            ),
            part("voicemail", "if-call", t.label(Voicemail::Never), none(), call, voicemail),
            part("needs", "", none(), t.say("note-asks-for"), true, labels(t, form, "needs", Service::ALL)),
        ];
        let crosses = |part: &Part| match part.field {
            "name" => carries(Element::Name),
            "language" => carries(Element::Language),
            "way" | "number" => carries(Element::ContactPlan) && carries(Element::Contact),
            "times" | "voicemail" => carries(Element::ContactPlan),
            "needs" => carries(Element::Needs),
            _ => true,
        };
        Self(to.into_iter().chain(said.into_iter().filter(crosses)).collect())
    }
    /// The sentence, to be compared with what was read before agreeing.
    pub(super) fn sentence(&self) -> String {
        let parts: Vec<&str> = self.0.iter().map(|part| part.text.as_str()).filter(|text| !text.is_empty()).collect();
        parts.join(" · ")
    }
}

/// Whether somebody is reached by a number.
pub(super) const fn reaches(way: ContactWay) -> bool {
    matches!(way, ContactWay::Call | ContactWay::Text)
}

fn labels<L: Labeled>(t: &Tongue, form: &Form, field: &str, list: &[L]) -> String {
    let chosen = list.iter().filter(|one| form.has(field, one.named().1)).map(|one| t.label(one));
    chosen.collect::<Vec<_>>().join(", ")
}
