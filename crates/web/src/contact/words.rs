//! The plan in words.

use crate::texts::Tongue;
use domain::referral::VisitWishes;
use domain::safe_contact::{ClosedBy, HomeZone, PlanField, SafeContact};
use domain::wishes::Wish;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A masked part that was asked for: which, and what stands there.
pub(crate) type Shown<'a> = (PlanField, &'a str);

/// A masked part on a page.
pub(crate) struct Masked<'a> {
    /// What it is.
    pub name: Cow<'static, str>,
    /// What its button says.
    pub button: Cow<'static, str>,
    /// Where the button goes; none while the plan is closed to it.
    pub action: Option<String>,
    /// What stands there, once it was asked for.
    pub text: Option<&'a str>,
}

/// The masked parts besides the number, as they stand on the page at `path`.
pub(crate) fn masked<'a>(
    t: &Tongue,
    plan: &SafeContact,
    shown: Option<Shown<'a>>,
    path: &str,
    may_show: bool,
    is_open: bool,
) -> Vec<Masked<'a>> {
    let parts = [(PlanField::CodeWord, "code-word"), (PlanField::WhoMayAnswer, "who-may-answer")];
    let there = parts.into_iter().filter(|(field, _)| field.of(plan).is_some());
    let part = |(field, address): (PlanField, &str)| {
        let name = t.say(match field {
            PlanField::CodeWord => "contact-code-word",
            PlanField::Number | PlanField::WhoMayAnswer => "details-who-may-answer",
        });
        let button = t.with("what", t.label(field)).say("contact-show");
        let is_doubtful = plan.closed_by == Some(ClosedBy::Restored);
        let allowed = may_show && !is_doubtful && (is_open || !field.reaches_somebody());
        let action = allowed.then(|| format!("{path}/{address}"));
        let text = shown.filter(|(which, _)| *which == field).map(|(_, text)| text);
        Masked { name, button, action, text }
    };
    there.map(part).collect()
}

/// The safe times in one line.
pub(crate) fn times(t: &Tongue, plan: &SafeContact) -> String {
    let days = plan.days.iter().map(|day| t.label(day));
    let hours = plan.hours.map(|hours| {
        t.with("from", t.hour(hours.from())).with("until", t.hour(hours.until())).say("contact-from-until")
    });
    let said: Vec<_> = plan.times.iter().map(|time| t.label(time)).chain(days).chain(hours).collect();
    if said.is_empty() { t.say("referral-times-not-asked").into_owned() } else { said.join(" · ") }
}

/// Whose clock the times are told by; nothing when it is the reader's.
pub(crate) fn zone(t: &Tongue, plan: &SafeContact) -> Option<Cow<'static, str>> {
    let zone = plan.zone.as_ref().map(|zone| zone.as_str()).filter(|zone| *zone != t.zone().name())?;
    Some(HomeZone::of(zone).map_or_else(|| Cow::Owned(zone.to_owned()), |zone| t.label(zone)))
}

/// What a person asks for: what was written down here, and what came with them.
pub(crate) fn asked(here: &BTreeSet<Wish>, came: Option<&VisitWishes>) -> Vec<Wish> {
    let with_them = [
        (Wish::PlanOnly, came.is_some_and(|visit| visit.plan_only)),
        (Wish::NotToPayer, came.is_some_and(|visit| visit.not_to_payer)),
    ];
    let came = with_them.into_iter().filter(|(_, is_so)| *is_so).map(|(wish, _)| wish);
    here.iter().copied().chain(came).collect::<BTreeSet<_>>().into_iter().collect()
}
