//! The accounting of disclosures (45 CFR 164.528): date, recipient, what, why. On paper for the person who asks, or as
//! a table.

use super::lines::{to, why};
use crate::csv;
use crate::ctx::Ctx;
use crate::page::{Answer, Page};
use crate::referrals::elements;
use crate::texts::Tongue;
use app::disclosures::Accounting;
use askama::Template;
use domain::day::Day;
use domain::ids::ReferralId;
use std::borrow::Cow;

/// The name of the file: it lies among others on somebody's desk.
const FILE: &str = "list.csv";

/// A line of the paper.
struct Entry {
    date: Cow<'static, str>,
    to: Cow<'static, str>,
    phone: String,
    what: String,
    why: String,
}

#[derive(Template)]
#[template(path = "disclosures/paper.html")]
struct PaperPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    /// Of what is not on the paper.
    ours: &'a Tongue,
    id: ReferralId,
    code: &'a str,
    days: Cow<'static, str>,
    made: Cow<'static, str>,
    /// Of who printed it.
    initials: String,
    entries: Vec<Entry>,
}

/// The paper, in the language of who carries it.
pub(super) fn paper(ctx: &Ctx, t: &Tongue, made: &Accounting, id: ReferralId) -> Answer {
    let entry = |line: &app::disclosures::Accounted| Entry {
        date: t.date(line.at),
        to: to(t, &line.to),
        phone: line.phone.clone().unwrap_or_default(),
        what: elements(t, &line.elements),
        why: why(t, line.ground, line.purpose),
    };
    let day = |day: Option<Day>| day.map_or(Cow::Borrowed(""), |day| t.day(day));
    let said = t.with("from", day(made.period.from)).with("until", day(made.period.until));
    let days = match (made.period.from, made.period.until) {
        (Some(_), Some(_)) => said.say("accounting-days"),
        (Some(_), None) => said.say("accounting-days-since"),
        (None, Some(_)) => said.say("accounting-days-until"),
        (None, None) => t.say("accounting-days-all"),
    };
    ctx.show(&PaperPage {
        ctx,
        t,
        ours: &ctx.t,
        id,
        code: &made.code,
        days,
        made: t.date(made.made_at),
        initials: initials(ctx.member_name.as_deref().unwrap_or_default()),
        entries: made.lines.iter().map(entry).collect(),
    })
}

/// First letters of a name.
pub(crate) fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|part| part.chars().next()).collect()
}

/// The table.
pub(super) fn table(ctx: &Ctx, made: &Accounting, zone: &str) -> Page {
    let t = &ctx.t;
    let rows: Vec<[String; 5]> = made
        .lines
        .iter()
        .map(|line| {
            [
                Day::of(line.at, zone).code(),
                to(t, &line.to).into_owned(),
                line.phone.clone().unwrap_or_default(),
                elements(t, &line.elements),
                why(t, line.ground, line.purpose),
            ]
        })
        .collect();
    let head = [
        t.say("accounting-date"),
        t.say("accounting-to"),
        t.say("accounting-phone"),
        t.say("accounting-what"),
        t.say("accounting-why"),
    ];
    let head: Vec<&str> = head.iter().map(AsRef::as_ref).collect();
    Page::file(
        FILE,
        "text/csv; charset=utf-8",
        csv::table(&head, rows.iter().map(|row| row.iter().map(String::as_str))),
    )
}
