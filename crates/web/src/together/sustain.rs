//! What keeps the partnership going: cost and cover, money, wishes to those who make rules, and what to do when somebody
//! leaves or money ends.

use super::clock;
use super::place_of;
use super::room::{Line, Page, Section, coded, dollars};
use crate::ctx::Ctx;
use crate::page::{Answer, Id};
use crate::session::Caller;
use crate::texts::Tongue;
use app::sustain::Sustain;
use app::{roadmap, workspace};
use domain::day::Day;
use domain::ids::PartnershipId;
use domain::sustain::Fund;
use domain::workspace::Entry;

/// `GET /together/{id}/sustainability`.
pub(super) async fn show(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    let place = place_of(&ctx, &caller, id).await?;
    let sustain = app::sustain::show(&ctx.app, &caller, id).await?;
    let staff = workspace::colleagues(&ctx.app, &caller, id).await?;
    let (t, today) = (&ctx.t, Day::of(ctx.now, &caller.org().time_zone));
    let may_write = workspace::may_write(&caller);
    let page = Page::of(&ctx, place, may_write, "sustain-title", "sustain-lead");
    let owner = |one: &Entry| {
        let owner = one.staff("owner").and_then(|owner| roadmap::named(&staff, owner));
        owner.map_or_else(String::new, |owner| owner.name.to_string())
    };
    let funds = sustain.funds.iter().map(|(one, fund)| fund_line(&page, one, *fund, today).aside(owner(one)));
    let policy = |one: &Entry| {
        let next = one.day("next_date").map(|day| t.with("day", t.day(day)).say("together-next-on"));
        Line::of(one.text("words"))
            .aside(coded(t, "policy_level", one, "level"))
            .aside(owner(one))
            .aside(next.unwrap_or_default())
            .words(one.text("note"))
            .badge_if(one.value("state").is_some(), coded(t, "policy_state", one, "state"), "")
            .changed_at(&page, one)
    };
    let (funds, costs) = (funds.collect(), costs(&page, &sustain, today));
    let policies = sustain.policies.iter().map(policy).collect();
    let continuity = continuity(t, &sustain.continuity);
    let balance = sustain.balance;
    let new = |part: &str| format!("{}/{part}", page.home);
    let (fund, cost, wish) = (new("funds/new"), new("costs/new"), new("policies/new"));
    let plan = format!("{}/entries/{}", page.home, sustain.continuity.id());
    let hours = t.with("n", sustain.training_hours).say("sustain-training-hours");
    let page = page
        .fact("sustain-cost", dollars(balance.cost))
        .fact("sustain-covered", dollars(balance.covered))
        .fact("sustain-gap", dollars(balance.gap()))
        .action_if(may_write, "drill", "drill-title")
        .section(Section::of(t, "funds", "sustain-funds", "sustain-funds-none", funds).add_if(
            may_write,
            fund,
            t.say("fund-new"),
        ))
        .section(Section::of(t, "costs", "sustain-costs", "sustain-costs-none", costs).note(hours).add_if(
            may_write,
            cost,
            t.say("cost-new"),
        ))
        .section(Section::of(t, "policies", "sustain-policies", "sustain-policies-none", policies).add_if(
            may_write,
            wish,
            t.say("policy-new"),
        ))
        .section(Section::of(t, "continuity", "continuity-title", "continuity-none", continuity).add_if(
            may_write,
            plan,
            t.say("continuity-write"),
        ));
    ctx.show(&page)
}

fn fund_line(page: &Page<'_>, one: &Entry, fund: Option<Fund>, today: Day) -> Line {
    let t = page.t;
    let span = fund.map(|fund| t.with("from", t.day(fund.starts)).with("to", t.day(fund.ends)).say("fund-span"));
    let is_over = fund.is_some_and(|fund| fund.ends < today);
    Line::of(one.text("source"))
        .aside(fund.map_or_else(String::new, |fund| dollars(fund.cents)))
        .aside(span.unwrap_or_default())
        .aside(one.text("pays_for"))
        .badge_if(fund.is_some_and(|fund| fund.ends_soon(today)), t.say("fund-soon"), "late")
        .badge_if(is_over, t.say("fund-over"), "")
        .badge_if(fund.is_some_and(|fund| fund.runs_on(today) && !fund.ends_soon(today)), t.say("fund-runs"), "done")
        .changed_at(page, one)
}

/// What costs money, weekly hours of an advocate first: they are counted from their own page.
fn costs(page: &Page<'_>, sustain: &Sustain, today: Day) -> Vec<Line> {
    let t = page.t;
    let yearly = |cents: u64| t.with("amount", dollars(cents)).say("cost-yearly");
    // What an hour of somebody costs follows from it: only for those who write.
    let hourly = |cents: u64| if page.may_write { yearly(cents).into_owned() } else { String::new() };
    let presence = |(one, cents): &(Entry, u64)| {
        Line::of(t.say("cost-presence")).aside(clock::weekly(t, one, today)).aside(hourly(*cents)).link_if(
            true,
            format!("{}/presences", page.home),
            t.say("meeting-open"),
        )
    };
    let cost = |(one, cents): &(Entry, u64)| {
        Line::of(one.text("words"))
            .aside(coded(t, "cost_kind", one, "kind"))
            .aside(yearly(*cents))
            .changed_at(page, one)
    };
    sustain.presences.iter().map(presence).chain(sustain.costs.iter().map(cost)).collect()
}

/// The plan for when somebody leaves or money ends, as it is written.
pub(super) fn continuity(t: &Tongue, plan: &Entry) -> Vec<Line> {
    let parts = [
        ("people", "continuity-people"),
        ("first_week", "continuity-first-week"),
        ("money", "continuity-money"),
        ("papers", "continuity-papers"),
    ];
    let written = parts.into_iter().filter(|(field, _)| plan.value(field).is_some());
    let mut lines: Vec<Line> = written.map(|(field, key)| Line::of(t.say(key)).words(plan.text(field))).collect();
    if let (Some(day), Some(first)) = (plan.day("looked_at"), lines.first_mut()) {
        first.aside.push(t.with("day", t.day(day)).say("continuity-looked").into_owned());
    }
    lines
}
