//! How far each half of sharing goes, in words: the same on the record, on its plan and in the list of what was sent.

use crate::texts::Tongue;
use app::referrals::{Half, Halves, Stands};
use std::borrow::Cow;

/// One half for one purpose.
pub(crate) struct Badge {
    pub what: Cow<'static, str>,
    /// "6 days left", "Ended", "Taken back".
    pub stands: Cow<'static, str>,
    pub is_live: bool,
    /// The day on which it ends or ended.
    pub until: Cow<'static, str>,
}

/// Both halves.
pub(crate) struct Sides {
    ours: Vec<Badge>,
    theirs: Vec<Badge>,
}

impl Sides {
    pub(crate) fn of(t: &Tongue, halves: &Halves) -> Self {
        let badges = |halves: &[Half], taken_back| halves.iter().map(|half| badge(t, half, taken_back)).collect();
        Self { ours: badges(&halves.ours, "releases-revoked"), theirs: badges(&halves.theirs, "halves-they-stopped") }
    }
    pub(crate) fn ours(&self) -> &[Badge] {
        &self.ours
    }
    pub(crate) fn theirs(&self) -> &[Badge] {
        &self.theirs
    }
}

fn badge(t: &Tongue, half: &Half, taken_back: &'static str) -> Badge {
    let (stands, until) = match half.stands {
        Stands::Live { until, days_left } => (t.with("n", days_left.0).say("releases-days-left"), until),
        Stands::Ended(at) => (t.say("releases-over"), at),
        Stands::TakenBack(at) => (t.say(taken_back), at),
    };
    Badge { what: t.label(half.purpose), stands, is_live: half.is_live(), until: t.until(until) }
}
