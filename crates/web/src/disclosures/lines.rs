//! A line of the log in words.

use crate::referrals::elements;
use crate::texts::Tongue;
use app::disclosures::{Crossed, Fate, Recipient};
use domain::disclosure::Ground;
use domain::release::Purpose;
use domain::time::Timestamp;
use std::borrow::Cow;

/// As the table shows it.
pub(super) struct Line {
    pub at: Timestamp,
    /// The same in words: of what a law compelled only the day is known.
    pub when: Cow<'static, str>,
    /// The record, by address and by the code that staff read to each other.
    pub record: Option<(String, String)>,
    pub by: Cow<'static, str>,
    pub to: Cow<'static, str>,
    pub what: String,
    pub why: String,
    pub fate: Cow<'static, str>,
    /// The class of the badge that says what became of it.
    pub look: &'static str,
    pub opened: Option<String>,
    /// The record of what a law compelled, by address.
    pub mandate: Option<String>,
}

impl Line {
    /// `by_law` readers can open what a law compelled.
    pub(super) fn of(t: &Tongue, one: Crossed, now: Timestamp, by_law: bool) -> Self {
        let said = |at: Timestamp| if is_of_law(one.ground) { t.date(at) } else { t.exact(at, now) };
        let (fate, look) = match one.fate {
            Fate::OnTheWay => (t.say("crossed-on-the-way"), "soon"),
            Fate::Delivered(at) => {
                let key = if is_of_law(one.ground) { "crossed-handed-over" } else { "crossed-delivered" };
                (t.with("at", said(at)).say(key), "done")
            }
            Fate::Stopped(at) => (t.with("at", t.exact(at, now)).say("crossed-stopped"), "stop"),
        };
        let opened = one
            .opened
            .map(|(name, at)| t.with("name", name).with("at", t.exact(at, now)).say("crossed-opened").into_owned());
        Self {
            at: one.at,
            when: said(one.at),
            record: one.record.map(|id| (format!("/disclosures/{id}"), id.short_code())),
            by: one.by.map_or_else(|| t.say("crossed-by-nobody-known"), Cow::Owned),
            to: to(t, &one.to),
            what: elements(t, &one.elements),
            why: why(t, one.ground, one.purpose),
            fate,
            look,
            opened,
            mandate: one.mandate.filter(|_| by_law).map(|id| format!("/mandated/{id}")),
        }
    }
}

const fn is_of_law(ground: Ground) -> bool {
    matches!(ground, Ground::Statute | Ground::CourtOrder)
}

/// Whom it was given to.
pub(super) fn to(t: &Tongue, to: &Recipient) -> Cow<'static, str> {
    match to {
        Recipient::Partner { name, .. } => Cow::Owned(name.clone()),
        Recipient::Authority { kind, name: Some(name) } => Cow::Owned(format!("{name} ({})", t.label(kind))),
        Recipient::Authority { kind, name: None } => t.label(kind),
    }
}

/// On what basis, and what for.
pub(super) fn why(t: &Tongue, ground: Ground, purpose: Option<Purpose>) -> String {
    let ground = t.label(ground);
    purpose.map_or_else(|| ground.to_string(), |purpose| format!("{ground} · {}", t.label(purpose)))
}
