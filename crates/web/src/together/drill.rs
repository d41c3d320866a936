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
use std::borrow::Cow;

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
    let sustain = app::sustain::show(&ctx.app, &caller, id).await?;
    let continuity = super::sustain::continuity(t, &sustain.continuity);
    let next = breaks.next.as_ref();
    let takes_over = next.map_or_else(|| t.say("drill-nobody-next").into_owned(), ToString::to_string);
    let mut page = Page::of(&ctx, place, false, "drill-title", "drill-nothing-changes")
        .under("drill", "drill-who")
        .fact("drill-of", breaks.who.name.as_str())
        .fact("drill-next", takes_over)
        .section(Section::of(t, "breaks", "drill-breaks", "drill-nothing", named(t, &caller, id, &breaks)))
        .section(Section::of(t, "owned", "drill-owned", "drill-owned-none", owned))
        .section(Section::of(t, "plan", "continuity-title", "continuity-none", continuity).add_if(
            true,
            format!("{}/entries/{}", path(id), sustain.continuity.id()),
            t.say("continuity-write"),
        ));
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

/// What breaks besides what they look after, each with the way to mend it, for those who may go there.
fn named(t: &Tongue, caller: &Caller, id: PartnershipId, breaks: &Breaks) -> Vec<Line> {
    let inside = breaks.inside;
    let is = |of: fn(&app::drill::Inside) -> bool| inside.as_ref().is_some_and(of);
    let is_ours = breaks.who.org == caller.org_id();
    let liaisons = (Deed::ManagePartnership, format!("/partnership/{id}/liaisons"), "drill-to-liaisons");
    let people = (Deed::ManagePeople, "/people".to_owned(), "people-title");
    let keys = (Deed::GrantKeys, "/people".to_owned(), "drill-to-keys");
    let sheet = (Deed::GrantKeys, "/organization".to_owned(), "organization-title");
    let slots = (Deed::WriteWorkspace, format!("{}/slots", path(id)), "slots-title");
    let referrals = (Deed::ReadInbox, "/inbox".to_owned(), "nav-inbox");
    let n = |of: fn(&app::drill::Inside) -> u32| inside.as_ref().map_or(0, of);
    let (n_referrals, n_slots) = (n(|of| of.referrals), n(|of| of.slots));
    let said = [
        (breaks.is_liaison, t.say("drill-liaison"), &liaisons),
        (breaks.is_alternate, t.say("drill-alternate"), &liaisons),
        (is(|of| of.only_lead), t.say("drill-only-lead"), &people),
        (is(|of| of.only_admin), t.say("drill-only-admin"), &people),
        (is(|of| of.only_keys), t.say("drill-only-keys"), &keys),
        (is(|of| of.only_sheet), t.say("drill-only-sheet"), &sheet),
        (n_referrals > 0, t.with("n", n_referrals).say("drill-referrals"), &referrals),
        (n_slots > 0, t.with("n", n_slots).say("drill-slots"), &slots),
    ];
    let mends = |deed: &Deed| is_ours && caller.may(*deed);
    let line = |(_, words, (deed, href, to)): (bool, Cow<'static, str>, &(Deed, String, &'static str))| {
        Line::of(words).link_if(mends(deed), href.clone(), t.say(to))
    };
    said.into_iter().filter(|(is, ..)| *is).map(line).collect()
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
    let weekday = one.weekday.map_or_else(String::new, |day| t.label(day).into_owned());
    Line::of(words)
        .aside(kind)
        .aside(weekday)
        .aside(one.day.map_or_else(String::new, |day| t.day(day).into_owned()))
        .link_if(true, path_of(id, one.noun, one.entry), t.say("meeting-open"))
}
