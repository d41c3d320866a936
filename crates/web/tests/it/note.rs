//! A note as a clinician fills it in: the answers that every test of it begins with.

use crate::browser::{Browser, Got};
use testkit::town::{CANARY_NAME, CANARY_NUMBER};

/// One answer, as the page posts it.
pub type Answer<'a> = (&'a str, &'a str);

/// A visit that ends in a referral: seen alone, two cards, support now, and a safe call.
pub const ANSWERS: &[Answer<'_>] = &[
    ("alone", "yes"),
    ("interpreter", "not_needed"),
    ("limits", "on"),
    ("cards", "2"),
    ("next", "support_now"),
    ("handoff", "advocate_reaches_out"),
    ("name", CANARY_NAME),
    ("way", "call"),
    ("number", CANARY_NUMBER),
    ("times", "any_time"),
    ("voicemail", "never"),
];

/// The same with some of them answered otherwise, or answered at all.
pub fn with<'a>(other: &[Answer<'a>]) -> Vec<Answer<'a>> {
    let others = |name: &str| other.iter().any(|(answered, _)| *answered == name);
    let kept = ANSWERS.iter().copied().filter(|(name, _)| !others(name));
    kept.chain(other.iter().copied()).collect()
}

/// The form of a page that was just opened.
pub async fn form(at: &mut Browser) -> String {
    at.get("/notes/new").await.field("form").unwrap()
}

/// Posts it: the first time it is looked over and comes back in the words that the partner will see.
pub async fn post(at: &mut Browser, answers: &[Answer<'_>]) -> Got {
    at.post("/notes/new", answers).await
}

/// Looks it over and agrees to the sentence that stands there.
pub async fn agree(at: &mut Browser, answers: &[Answer<'_>]) -> Got {
    let reviewed = post(at, answers).await.field("reviewed").unwrap();
    post(at, &[answers, &[("agreed", "on"), ("reviewed", &reviewed)]].concat()).await
}
