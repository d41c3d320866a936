//! What the law of the state makes health staff report about an adult, as the organization wrote it down: in words, with
//! where it is from and when somebody checked it. Nothing is decided by it.

use crate::texts::Tongue;
use domain::state_rule::{ReportingLaw, StateRule};
use domain::time::Timestamp;
use std::borrow::Cow;

/// What is known, for a page that says it where it matters.
pub(crate) struct Reporting {
    /// What must be reported, in one sentence.
    pub said: Cow<'static, str>,
    /// Where this is from, and when it was checked.
    pub source: Cow<'static, str>,
    /// Nobody has checked it for a year.
    pub is_stale: bool,
    /// Something must be reported about an adult.
    pub is_any: bool,
}

impl Reporting {
    /// Nothing where nothing is written down.
    pub(crate) fn of(t: &Tongue, rule: Option<&StateRule>, now: Timestamp) -> Option<Self> {
        let rule = rule.filter(|rule| !rule.reporting.is_empty())?;
        let laws: Vec<_> = rule.reporting.iter().map(|law| t.label(law)).collect();
        let said = t.with("state", t.label(rule.state)).with("laws", laws.join(" · ")).say("reporting-says");
        // The day it was checked is the same everywhere.
        let checked = Tongue::new(t.language(), "UTC").date(rule.verified_on);
        let source = t.with("source", rule.source.as_str()).with("date", checked).say("reporting-source");
        let is_any = rule.reporting.iter().any(|law| *law != ReportingLaw::Nothing);
        Some(Self { said, source, is_stale: rule.is_stale(now), is_any })
    }
}
