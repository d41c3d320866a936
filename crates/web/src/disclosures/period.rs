//! The days that a reader asks for: two date fields, each of which may stay empty.

use crate::ctx::Ctx;
use crate::form::Form;
use crate::session::Caller;
use app::disclosures::{OutOfReach, Period};
use domain::day::Day;
use std::borrow::Cow;

/// Reads the fields `from` and `until`. Nothing has named its trouble.
pub(super) fn read(form: &mut Form, ctx: &Ctx, caller: &Caller) -> Option<Period> {
    let (from, until) = (day(form, "from"), day(form, "until"));
    let (Some(from), Some(until)) = (from, until) else { return None };
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        form.refuse("until", "period-turned");
        return None;
    }
    let period = Period { from, until };
    match period.check(caller, ctx.now) {
        Ok(()) => return Some(period),
        Err(OutOfReach::TooEarly) => {
            let first = Period::six_years(caller, ctx.now).from.map_or(Cow::Borrowed(""), |day| ctx.t.day(day));
            form.refuse_with("from", "period-too-early", vec![("date", first.into_owned().into())]);
        }
        Err(OutOfReach::BeginsAhead) => form.refuse("from", "period-ahead"),
        Err(OutOfReach::EndsAhead) => form.refuse("until", "period-ahead"),
    }
    None
}

fn day(form: &mut Form, field: &'static str) -> Option<Option<Day>> {
    let text = form.value(field).trim();
    if text.is_empty() {
        return Some(None);
    }
    let day = Day::parse(text);
    if day.is_none() {
        form.refuse(field, "period-day");
    }
    day.map(Some)
}

/// A form that shows these days.
pub(super) fn shown(form: Form, period: Period) -> Form {
    let code = |day: Option<Day>| day.map_or_else(String::new, Day::code);
    form.with("from", code(period.from)).with("until", code(period.until))
}
