//! What happened to a record, in words.

use crate::texts::Tongue;
use app::referrals::Happened;
use domain::referral::Event;
use domain::time::Timestamp;

/// Something that happened, in words.
pub(super) struct Happening {
    pub text: String,
    pub by: Option<String>,
    pub at: Timestamp,
}

/// What happened, a line each. What of a plan was changed at once is one.
pub(super) fn happened(t: &Tongue, events: &[Happened]) -> Vec<Happening> {
    let is_of_plan = |one: &Happened| matches!(one.event, Event::ContactChanged(_));
    let at_once = |one: &Happened, next: &Happened| {
        is_of_plan(one) && is_of_plan(next) && (one.at, &one.by) == (next.at, &next.by)
    };
    let lines = events.chunk_by(at_once).map(|chunk| {
        let mut first = line(t, &chunk[0]);
        for more in &chunk[1..] {
            if let Event::ContactChanged(part) = more.event {
                first.text = format!("{}, {}", first.text, t.label(part));
            }
        }
        first
    });
    lines.collect()
}

fn line(t: &Tongue, happened: &Happened) -> Happening {
    let what = t.label(happened.event);
    let detail = match happened.event {
        Event::Declined(reason) => Some(t.label(reason)),
        Event::Attempted(result) => Some(t.label(result)),
        Event::Closed(outcome) => Some(t.label(outcome)),
        Event::Told(told) => Some(t.label(told)),
        Event::ContactChanged(part) => Some(t.label(part)),
        Event::Forgotten(part) => Some(part.map_or_else(|| t.say("part-everything"), |part| t.label(part))),
        _ => None,
    };
    let text = detail.map_or_else(|| what.to_string(), |detail| format!("{what}: {detail}"));
    Happening { text, by: happened.by.clone(), at: happened.at }
}
