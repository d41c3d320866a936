//! What the law of the organization's state says about releases, as its admin wrote it down, and the next version.

use crate::ctx::Ctx;
use crate::form::{Choice, Form, choices};
use crate::guard::Posted;
use crate::page::{Answer, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::state_rules::{Known, NewRule, StateRuleRow};
use askama::Template;
use domain::state_rule::{ADULT_FROM, OLDEST_MINOR, ReportingLaw, StateCode, StateRule};
use domain::time::{Days, Timestamp};
use std::borrow::Cow;

const PATH: &str = "/settings/state";
const LONGEST_LAPSE: u32 = 3650;

#[derive(Template)]
#[template(path = "organization/state.html")]
struct StatePage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    known: Option<&'a Known>,
    laws: Vec<Choice>,
    saved: bool,
}

impl<'a> StatePage<'a> {
    fn new(ctx: &'a Ctx, form: &'a Form, known: Option<&'a Known>) -> Self {
        let saved = known.is_some_and(|known| known.versions.first().is_some_and(|row| is_fresh(ctx, row)));
        Self { ctx, t: &ctx.t, form, known, laws: choices(&ctx.t, ReportingLaw::ALL), saved }
    }
    fn in_force(&self) -> Option<StateRule> {
        self.known.and_then(Known::in_force)
    }
    fn is_stale(&self, rule: &StateRule) -> bool {
        rule.is_stale(self.ctx.now)
    }
    fn minor(&self, rule: &StateRule) -> Cow<'static, str> {
        let said = |age: u8| self.t.with("n", age).say("state-minor-age");
        rule.minor_alone_from.map_or_else(|| self.t.say("state-unknown"), said)
    }
    fn adult(&self, rule: &StateRule) -> Cow<'static, str> {
        self.t.with("n", rule.adult_from()).say("state-adult-age")
    }
    fn lapse(&self, rule: &StateRule) -> Cow<'static, str> {
        let said = |days: Days| self.t.with("n", days.0).say("state-lapse-days");
        rule.undated_lapses_after.map_or_else(|| self.t.say("state-unknown"), said)
    }
    fn reporting(&self, rule: &StateRule) -> Cow<'static, str> {
        if rule.reporting.is_empty() {
            return self.t.say("state-unknown");
        }
        rule.reporting.iter().map(|law| self.t.label(law)).collect::<Vec<_>>().join(" · ").into()
    }
    /// The day it was checked, which is the same everywhere.
    fn checked(&self, rule: &StateRule) -> Cow<'static, str> {
        Tongue::new(self.t.language(), "UTC").date(rule.verified_on)
    }
    fn by(&self, row: &StateRuleRow) -> Cow<'static, str> {
        let Some((_, name)) = &row.changed_by else { return self.t.say("state-shipped") };
        let name = name.as_ref().map_or_else(|| self.t.say("state-by-someone"), |name| name.to_string().into());
        self.t.with("name", name).with("at", self.t.exact(row.changed_at, self.ctx.now)).say("state-by")
    }
}

/// Written down by somebody here within the last minute: what the page was led back to says that it is saved.
fn is_fresh(ctx: &Ctx, row: &StateRuleRow) -> bool {
    row.changed_by.is_some() && ctx.now.minutes_since(row.changed_at).0 == 0
}

/// A form with what stands; nothing is taken for checked today.
fn filled(ctx: &Ctx, known: Option<&Known>) -> Form {
    let mut form = Form::fresh(ctx.app.next_id());
    let Some(known) = known else { return form };
    form = form.with("state", known.state.code()).with("version", known.next_version().to_string());
    let Some(StateRuleRow { rule, .. }) = known.versions.first() else { return form };
    form = form
        .with("minor", rule.minor_alone_from.map_or_else(String::new, |age| age.to_string()))
        .with("adult", rule.adult_from.map_or_else(String::new, |age| age.to_string()))
        .with("lapse", rule.undated_lapses_after.map_or_else(String::new, |days| days.0.to_string()))
        .with("source", rule.source.as_str());
    rule.reporting.iter().fold(form, |form, law| form.with("reporting", law.code()))
}

/// `GET /settings/state`.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    let known = app::state_rules::known(&ctx.app, &caller).await?;
    let form = filled(&ctx, known.as_ref());
    ctx.show(&StatePage::new(&ctx, &form, known.as_ref()))
}

/// `POST /settings/state`.
pub(super) async fn post(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let known = app::state_rules::known(&ctx.app, &caller).await?;
    let mut form = posted.form(&ctx);
    if known.is_none() {
        return Ok(Page::to("/settings"));
    }
    if posted.is_resumed() {
        return ctx.show(&StatePage::new(&ctx, &form, known.as_ref()));
    }
    let Some(new) = parse(&mut form, ctx.now).filter(|_| form.is_fine()) else {
        return ctx.again(&StatePage::new(&ctx, &form, known.as_ref()));
    };
    match app::state_rules::write_down(&ctx.app, &caller, new).await {
        Ok(()) => Ok(Page::to(PATH)),
        Err(error @ Error::Invalid(_)) => {
            form.refuse_deed(&error);
            let known = app::state_rules::known(&ctx.app, &caller).await?;
            // Seen now, so saving once more adds to what stands.
            let next = known.as_ref().map_or(1, Known::next_version).to_string();
            let state = known.as_ref().map_or("", |known| known.state.code());
            let form = form.replaced("version", next).replaced("state", state);
            ctx.again(&StatePage::new(&ctx, &form, known.as_ref()))
        }
        Err(error) => Err(error.into()),
    }
}

fn parse(form: &mut Form, now: Timestamp) -> Option<NewRule> {
    let state = form.choice("state", StateCode::parse);
    let version = form.value("version").parse().ok();
    if version.is_none() {
        form.refuse("", "field-unknown-choice");
    }
    let minor = optional(form, "minor", "state-age-wrong", 0, u32::from(OLDEST_MINOR));
    let adult = optional(form, "adult", "state-adult-wrong", u32::from(ADULT_FROM), u32::from(OLDEST_MINOR) + 1);
    let lapse = optional(form, "lapse", "state-days-wrong", 1, LONGEST_LAPSE);
    let reporting = form.choices("reporting", ReportingLaw::parse);
    form.wants("source", "state-source-needed");
    let source = form.label("source");
    let verified_on = noon_of(form.value("checked")).filter(|day| *day <= now.plus_days(Days(1)));
    if verified_on.is_none() {
        form.refuse("checked", "state-date-needed");
    }
    Some(NewRule {
        state: state?,
        version: version?,
        minor_alone_from: minor?.and_then(|age| u8::try_from(age).ok()),
        adult_from: adult?.and_then(|age| u8::try_from(age).ok()),
        undated_lapses_after: lapse?.map(Days),
        reporting: reporting?,
        source: source?,
        verified_on: verified_on?,
    })
}

/// A whole number that may be left out.
fn optional(form: &mut Form, field: &'static str, key: &'static str, min: u32, max: u32) -> Option<Option<u32>> {
    let raw = form.value(field).trim();
    if raw.is_empty() {
        return Some(None);
    }
    let number = raw.parse().ok().filter(|n| (min..=max).contains(n));
    if number.is_none() {
        form.refuse(field, key);
    }
    number.map(Some)
}

/// A day, as the one moment that is on that day in every state.
fn noon_of(day: &str) -> Option<Timestamp> {
    crate::when::Day::parse(day).map(|day| day.noon())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_noon_and_nothing_else_is() {
        assert_eq!(noon_of("2026-11-23").map(Timestamp::micros), Some(1_795_435_200_000_000));
        for wrong in ["", "11/23/2026", "2026-13-01", "2026-11-23T10:00"] {
            assert_eq!(noon_of(wrong), None, "{wrong}");
        }
    }
}
