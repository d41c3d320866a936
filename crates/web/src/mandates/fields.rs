//! The fields of both forms, and beside which of them a lack is said.

use crate::form::{Choice, Form, choices};
use crate::texts::Tongue;
use domain::day::Day;
use domain::mandate::{LONGEST_PUT_OFF, Lack, NotToldWhy, Notice, ToldHow};
use domain::time::Timestamp;
use std::borrow::Cow;

/// Whether the survivor was told: the two answers.
pub(super) fn told(t: &Tongue) -> Vec<Choice> {
    let choice = |code, key| Choice { code, label: t.say(key), hint: Cow::Borrowed("") };
    vec![choice("told", "mandate-told-yes"), choice("not_now", "mandate-told-not-now")]
}

/// What both forms choose from.
pub(super) struct Choices {
    pub(super) told: Vec<Choice>,
    pub(super) how: Vec<Choice>,
    pub(super) why: Vec<Choice>,
    pub(super) days: u32,
}

impl Choices {
    pub(super) fn of(t: &Tongue) -> Self {
        let (how, why) = (choices(t, ToldHow::ALL), choices(t, NotToldWhy::ALL));
        Self { told: told(t), how, why, days: LONGEST_PUT_OFF.0 }
    }
}

/// A day that a date field posts; nothing has named its trouble.
pub(super) fn day(form: &mut Form, field: &'static str, zone: &str) -> Option<Timestamp> {
    let day = Day::parse(form.value(field));
    if day.is_none() {
        form.refuse(field, "mandate-day-needed");
    }
    day.map(|day| day.begins(zone))
}

/// The notice to the survivor; nothing has named its trouble.
pub(super) fn notice(form: &mut Form, zone: &str) -> Option<Notice> {
    match form.value("told") {
        "told" => {
            let (how, at) = (form.choice("told_how", ToldHow::parse), day(form, "told_on", zone));
            how.zip(at).map(|(how, at)| Notice::Told { how, at })
        }
        "not_now" => {
            let (why, review) = (form.choice("not_told_why", NotToldWhy::parse), day(form, "review_on", zone));
            why.zip(review).map(|(why, review_at)| Notice::NotNow { why, review_at })
        }
        _ => {
            form.refuse("told", "mandate-told-needed");
            None
        }
    }
}

/// Says a lack beside its field, unless something else is said there.
pub(super) fn refuse(form: &mut Form, lack: Lack) {
    let (field, key) = match lack {
        Lack::NoBasis => ("claim", "mandate-no-basis"),
        Lack::NoDocument => ("document", "mandate-document-needed"),
        Lack::NoRecipient => ("recipient", "mandate-recipient-needed"),
        Lack::NoElements => ("elements", "mandate-elements-needed"),
        Lack::NoNote => ("note", "mandate-note-needed"),
        Lack::TooManyWords => ("note", "words-too-long"),
        Lack::NoTime => ("disclosed_on", "mandate-day-past"),
        Lack::TooLongAgo => ("disclosed_on", "mandate-day-long-ago"),
        Lack::NoNotice => ("told", "mandate-told-needed"),
        Lack::ToldInFuture => ("told_on", "mandate-day-past"),
        Lack::ToldTooLongAgo => ("told_on", "mandate-day-long-ago"),
        Lack::NoReview => ("review_on", "mandate-review-soon"),
    };
    form.refuse(field, key);
}
