//! The hand-over drill: what would stand without an owner if somebody left today. It changes nothing.

use super::lists::step_title;
use super::room::{Line, Link, Page, Section};
use super::{path, path_of, place_of};
use crate::ctx::Ctx;
use crate::page::{Answer, Id, Ids};
use crate::session::Caller;
use crate::texts::Tongue;
use app::drill::{self, Breaks, Owned};
use domain::ids::{MemberId, PartnershipId};
use domain::member::Deed;
use domain::roadmap::RoadmapStep;
use domain::workspace::Noun;

/// `GET /together/{id}/drill`.
pub(super) async fn choose(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    let place = place_of(&ctx, &caller, id).await?;
    let t = &ctx.t;
    let all = drill::candidates(&ctx.app, &caller, id).await?;
    let line = |one: &app::workspace::Colleague| {
        let href = format!("{}/drill/{}", path(id), one.member);
        Line::of(one.name.as_str()).aside(t.label(one.kind)).link_if(true, href, t.say("drill-ask"))
    };
    let lines = all.iter().map(line).collect();
    let page = Page::of(&ctx, place, false, "drill-title", "drill-lead")
        .under("sustainability", "sustain-title")
        .section(Section::of(t, "who", "drill-who", "", lines));
    ctx.show(&page)
}

/// `GET /together/{id}/drill/{entry}`.
pub(super) async fn show(ctx: Ctx, caller: Caller, Ids(id, member): Ids<PartnershipId, MemberId>) -> Answer {
    let place = place_of(&ctx, &caller, id).await?;
    let t = &ctx.t;
    let breaks = drill::breaks(&ctx.app, &caller, id, member).await?;
    let owned = breaks.owned.iter().map(|one| owned(t, one)).collect();
    let next = breaks.next.as_ref();
    let takes_over = next.map_or_else(|| t.say("drill-nobody-next").into_owned(), ToString::to_string);
    let mut page = Page::of(&ctx, place, false, "drill-title", "drill-nothing-changes")
        .under("drill", "drill-title")
        .fact("drill-of", breaks.who.name.as_str())
        .fact("drill-next", takes_over)
        .section(Section::of(t, "breaks", "drill-breaks", "drill-nothing", named(t, &breaks)))
        .section(Section::of(t, "owned", "drill-owned", "drill-owned-none", owned));
    let is_named = breaks.is_liaison || breaks.is_alternate || !breaks.owned.is_empty();
    if breaks.who.org == caller.org_id() && is_named && caller.may(Deed::ManagePartnership) {
        let words = t.say("hand-over-title").into_owned();
        page.actions.push(Link { href: format!("{}/drill/{member}/hand-over", path(id)), words, about: String::new() });
    }
    if breaks.inside.is_some() {
        page.is_ours = true;
        page.actions.push(Link {
            href: "/people".to_owned(),
            words: t.say("people-title").into_owned(),
            about: String::new(),
        });
    }
    ctx.show(&page)
}

/// What breaks besides what they look after.
fn named(t: &Tongue, breaks: &Breaks) -> Vec<Line> {
    let inside = breaks.inside;
    let is = |of: fn(&app::drill::Inside) -> bool| inside.as_ref().is_some_and(of);
    let said = [
        (breaks.is_liaison, "drill-liaison"),
        (breaks.is_alternate, "drill-alternate"),
        (is(|of| of.only_lead), "drill-only-lead"),
        (is(|of| of.only_admin), "drill-only-admin"),
        (is(|of| of.only_keys), "drill-only-keys"),
        (is(|of| of.only_sheet), "drill-only-sheet"),
    ];
    let mut lines: Vec<Line> = said.into_iter().filter(|(is, _)| *is).map(|(_, key)| Line::of(t.say(key))).collect();
    let referrals = inside.map_or(0, |of| of.referrals);
    if referrals > 0 {
        lines.push(Line::of(t.with("n", referrals).say("drill-referrals")));
    }
    let slots = inside.map_or(0, |of| of.slots);
    if slots > 0 {
        lines.push(Line::of(t.with("n", slots).say("drill-slots")));
    }
    lines
}

fn owned(t: &Tongue, one: &Owned) -> Line {
    let id = one.partnership;
    let step = RoadmapStep::ALL.iter().find(|step| Noun::Step.only(id, step.code()) == one.entry);
    let words = match step {
        Some(step) => t.say(step_title(*step)).into_owned(),
        None if one.words.is_empty() => t.label(one.noun).into_owned(),
        None => one.words.clone(),
    };
    let kind = if words == t.label(one.noun) { String::new() } else { t.label(one.noun).into_owned() };
    Line::of(words).aside(kind).aside(one.day.map_or_else(String::new, |day| t.day(day).into_owned())).link_if(
        true,
        path_of(id, one.noun, one.entry),
        t.say("meeting-open"),
    )
}
