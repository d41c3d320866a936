//! What our advocates are certified for, and who of them takes a slot of a health service. An advocacy organization's own.

use super::room::{Line, Page, Press, Section, when};
use super::{path, place_of, to};
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Id, Ids};
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::qualified::{self, Held, Staffing};
use app::trainings::Staffer;
use askama::Template;
use domain::day::Day;
use domain::ids::{CertificateId, EntryId, MemberId, PartnershipId};
use domain::qualified::{Certificate, LEAST_HOURS, MOST_HOURS, Skill};

/// `GET /together/{id}/certificates`.
pub(super) async fn list(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    let place = place_of(&ctx, &caller, id).await?;
    let all = qualified::certificates(&ctx.app, &caller).await?;
    let today = Day::of(ctx.now, &caller.org().time_zone);
    let page =
        Page::of(&ctx, place, true, "certificates-title", "certificates-lead").ours().under("slots", "slots-title");
    let lines = all.iter().map(|one| standing(&page, one, today)).collect();
    let removed = qualified::removed(&ctx.app, &caller).await?;
    let taken_out: Vec<Line> = removed.iter().map(|one| taken_out(&page, one)).collect();
    let page = page.action_if(true, "certificates/new", "certificate-new").section(Section::of(
        &ctx.t,
        "all",
        "certificates-all",
        "certificates-none",
        lines,
    ));
    let none = taken_out.is_empty();
    let removed = Section::of(&ctx.t, "removed", "certificates-removed", "", taken_out);
    ctx.show(&if none { page } else { page.section(removed) })
}

fn named(t: &Tongue, held: &Held) -> String {
    let name = held.name.as_ref().map_or_else(|| t.say("together-somebody").into_owned(), ToString::to_string);
    format!("{name}: {}", t.label(held.certificate.skill))
}

/// A certificate with a press that takes it out or puts it back.
fn line(page: &Page<'_>, held: &Held, (way, words): (&str, &'static str)) -> Line {
    let (t, one) = (page.t, &held.certificate);
    let press = Press {
        action: format!("{}/certificates/{}/{way}", page.home, one.id),
        words: t.say(words).into_owned(),
        about: named(t, held),
        field: ("sure", "on".to_owned()),
    };
    let line = Line::of(named(t, held)).aside(t.with("day", t.day(one.certified_on)).say("certificate-since"));
    Line { press: Some(press), ..line }
}

/// One that was taken out.
fn taken_out(page: &Page<'_>, held: &Held) -> Line {
    line(page, held, ("restore", "certificate-restore"))
}

/// One that stands, with how long it counts.
fn standing(page: &Page<'_>, held: &Held, today: Day) -> Line {
    let (t, one) = (page.t, &held.certificate);
    let until = one.expires_on.map_or_else(
        || t.say("certificate-no-end").into_owned(),
        |day| t.with("day", t.day(day)).say("certificate-until").into_owned(),
    );
    line(page, held, ("remove", "certificate-remove"))
        .aside(until)
        .aside(t.with("n", one.hours).say("certificate-hours-n"))
        .badge_if(!one.counts_on(today), t.say("certificate-ended"), "late")
        .badge_if(one.expires_soon(today), t.say("certificate-soon"), "soon")
        .badge_if(one.counts_on(today) && !one.expires_soon(today), t.say("certificate-counts"), "done")
}

#[derive(Template)]
#[template(path = "together/certificate.html")]
struct New<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    home: String,
    staff: Vec<Staffer>,
    skills: Vec<crate::form::Choice>,
}

fn view<'a>(ctx: &'a Ctx, form: &'a Form, id: PartnershipId, staff: Vec<Staffer>) -> New<'a> {
    New { ctx, t: &ctx.t, form, home: path(id), staff, skills: crate::form::choices(&ctx.t, Skill::ALL) }
}

/// `GET /together/{id}/certificates/new`.
pub(super) async fn new(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    place_of(&ctx, &caller, id).await?;
    let staff = qualified::staff(&ctx.app, &caller).await?;
    let form = Form::fresh(ctx.app.next_id());
    ctx.show(&view(&ctx, &form, id, staff))
}

/// `POST /together/{id}/certificates/new`.
pub(super) async fn add(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>, posted: Posted) -> Answer {
    place_of(&ctx, &caller, id).await?;
    let staff = qualified::staff(&ctx.app, &caller).await?;
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&view(&ctx, &form, id, staff));
    }
    let member = MemberId::parse(form.value("member"));
    if member.is_none() {
        form.refuse("member", "certificate-member-needed");
    }
    let skill = form.choice("skill", Skill::parse);
    let hours = form.number("hours", LEAST_HOURS, MOST_HOURS);
    let certified_on = Day::parse(form.value("certified_on"));
    if certified_on.is_none() {
        form.refuse("certified_on", "meeting-day-needed");
    }
    let expires_on = Day::parse(form.value("expires_on"));
    if expires_on.is_none() && !form.value("expires_on").trim().is_empty() {
        form.refuse("expires_on", "together-unreadable");
    }
    let (Some(member), Some(skill), Some(hours), Some(certified_on), true) =
        (member, skill, hours, certified_on, form.is_fine())
    else {
        return ctx.again(&view(&ctx, &form, id, staff));
    };
    let id_of = CertificateId::new(form.id);
    let certificate = Certificate { id: id_of, member, skill, hours, certified_on, expires_on };
    match qualified::add(&ctx.app, &caller, certificate).await {
        Ok(()) => to(&format!("{}/certificates", path(id))),
        Err(error @ Error::Invalid("certificate-ends-before")) => {
            form.refuse("expires_on", error.code());
            ctx.again(&view(&ctx, &form, id, staff))
        }
        Err(error @ Error::Invalid(_)) => {
            form.refuse_deed(&error);
            ctx.again(&view(&ctx, &form, id, staff))
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /together/{id}/certificates/{entry}/remove`.
pub(super) async fn remove(ctx: Ctx, caller: Caller, Ids(id, of): Of, posted: Posted) -> Answer {
    turn(&ctx, &caller, (id, of), &posted, false).await
}

/// `POST /together/{id}/certificates/{entry}/restore`.
pub(super) async fn restore(ctx: Ctx, caller: Caller, Ids(id, of): Of, posted: Posted) -> Answer {
    turn(&ctx, &caller, (id, of), &posted, true).await
}

/// A certificate on the page of a partnership.
type Of = Ids<PartnershipId, CertificateId>;

async fn turn(
    ctx: &Ctx,
    caller: &Caller,
    (id, certificate): (PartnershipId, CertificateId),
    posted: &Posted,
    counts: bool,
) -> Answer {
    place_of(ctx, caller, id).await?;
    if !posted.is_resumed() {
        match counts {
            true => qualified::restore(&ctx.app, caller, certificate).await?,
            false => qualified::remove(&ctx.app, caller, certificate).await?,
        }
    }
    to(&format!("{}/certificates", path(id)))
}

#[derive(Template)]
#[template(path = "together/staffing.html")]
struct StaffingPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    home: String,
    staffing: &'a Staffing,
    service: String,
    when: String,
}

fn page<'a>(ctx: &'a Ctx, form: &'a Form, id: PartnershipId, staffing: &'a Staffing) -> StaffingPage<'a> {
    let t = &ctx.t;
    let service = staffing.asks.map_or_else(String::new, |(skill, _)| t.label(skill).into_owned());
    StaffingPage { ctx, t, form, home: path(id), service, when: when(t, &staffing.slot), staffing }
}

/// `GET /together/{id}/slots/{entry}/staff`.
pub(super) async fn staff(ctx: Ctx, caller: Caller, Ids(id, entry): Ids<PartnershipId, EntryId>) -> Answer {
    let staffing = qualified::slot(&ctx.app, &caller, id, entry).await?;
    let now = staffing.taken_by.as_ref().map_or_else(String::new, |(member, _)| member.to_string());
    let form = Form::fresh(ctx.app.next_id()).with("member", now);
    ctx.show(&page(&ctx, &form, id, &staffing))
}

/// `POST /together/{id}/slots/{entry}/staff`.
pub(super) async fn assign(
    ctx: Ctx,
    caller: Caller,
    Ids(id, entry): Ids<PartnershipId, EntryId>,
    posted: Posted,
) -> Answer {
    let staffing = qualified::slot(&ctx.app, &caller, id, entry).await?;
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&page(&ctx, &form, id, &staffing));
    }
    let who = MemberId::parse(form.value("member"));
    match qualified::assign(&ctx.app, &caller, (id, entry), who).await {
        Ok(()) => to(&format!("{}/slots", path(id))),
        Err(error @ Error::Invalid(_)) => {
            form.refuse("member", error.code());
            ctx.again(&page(&ctx, &form, id, &staffing))
        }
        Err(error) => Err(error.into()),
    }
}
