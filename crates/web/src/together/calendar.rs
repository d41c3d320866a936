//! The calendar: an agenda first, a month second, and one form for what is planned.

use super::clock::zone_said;
use super::editor::{self, Sheet};
use super::lists::known;
use super::{history, path, path_of, place_of};
use crate::ctx::Ctx;
use crate::guard::Posted;
use crate::page::{Answer, Id, Ids, Page};
use crate::problem::Problem;
use crate::session::Caller;
use crate::texts::Tongue;
use app::calendar::{self, Happening};
use app::workspace::{self, Place};
use askama::Template;
use axum::extract::Query;
use domain::calendar::OccasionKind;
use domain::day::Day;
use domain::ids::{EntryId, PartnershipId};
use domain::listing::Weekday;
use domain::text::Label;
use domain::time::Month;
use domain::workspace::Noun;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Days that an agenda tells at a time.
const AGENDA: u32 = 56;

/// Years before and after today that a calendar is asked for. Nothing is planned for longer.
const YEARS: u32 = 10;

/// The day that a page begins with: what was asked for, or today when that is no day, or is too far from it.
fn begins(from: &str, today: Day) -> Day {
    let far = YEARS * 366;
    let within = today.earlier(far)..=today.later(far);
    Day::parse(from).filter(|day| within.contains(day)).unwrap_or(today)
}

/// From which day on.
#[derive(Debug, Deserialize)]
pub(super) struct From {
    #[serde(default)]
    from: String,
}

fn list(id: PartnershipId) -> String {
    format!("{}/calendar", path(id))
}

fn sheet(id: PartnershipId, entry: Option<EntryId>) -> Sheet {
    let list = list(id);
    Sheet {
        place: id,
        noun: Noun::Occasion,
        entry,
        action: entry.map_or_else(|| format!("{list}/new"), |entry| format!("{list}/{entry}")),
        back: list,
        title: if entry.is_some() { "occasion-change" } else { "occasion-new" },
        lead: "occasion-lead",
        // Everything else is planned on its own page. What was planned here before keeps its kind.
        given: entry.map_or_else(|| vec![("kind", OccasionKind::Other.code().to_owned())], |_| Vec::new()),
    }
}

/// A day with what is on it.
struct OnDay {
    day: Day,
    weekday: Weekday,
    is_today: bool,
    happenings: Vec<Happening>,
    /// Who is closed on it.
    closed: Vec<Label>,
}

fn by_day(all: Vec<Happening>, closed: BTreeMap<Day, Vec<Label>>, today: Day) -> Vec<OnDay> {
    let on = |day: Day, closed: Vec<Label>| OnDay {
        day,
        weekday: weekday(day),
        is_today: day == today,
        happenings: Vec::new(),
        closed,
    };
    let mut days: BTreeMap<Day, OnDay> = closed.into_iter().map(|(day, closed)| (day, on(day, closed))).collect();
    for one in all {
        days.entry(one.day).or_insert_with(|| on(one.day, Vec::new())).happenings.push(one);
    }
    days.into_values().collect()
}

fn weekday(day: Day) -> Weekday {
    Weekday::ALL[usize::from(day.weekday()) % Weekday::ALL.len()]
}

#[derive(Template)]
#[template(path = "together/agenda.html")]
struct Agenda<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    place: Place,
    home: String,
    list: String,
    may_write: bool,
    days: Vec<OnDay>,
    /// What fell out, for those who can put it back.
    fallen: Vec<Happening>,
    from: Day,
    until: Day,
    earlier: String,
    later: String,
    month: String,
}

impl Agenda<'_> {
    /// One day of it can fall out here.
    fn can_skip(&self, one: &Happening) -> bool {
        self.may_write && one.repeat.is_some() && calendar::ROWS.contains(&one.of.0)
    }
    /// By whose clock all of it is told.
    fn zone(&self) -> String {
        zone_said(self.t, self.t.zone().name())
    }
    /// Where something was planned, as far as the reader may go there.
    fn href(&self, one: &Happening) -> Option<String> {
        let (noun, entry) = one.of;
        let is_read_there = noun == Noun::Meeting;
        (self.may_write || is_read_there).then(|| path_of(self.place.partnership, noun, entry))
    }
}

/// `GET /together/{id}/calendar`.
pub(super) async fn agenda(
    ctx: Ctx,
    caller: Caller,
    Id(id): Id<PartnershipId>,
    Query(From { from }): Query<From>,
) -> Answer {
    let place = place_of(&ctx, &caller, id).await?;
    let today = Day::of(ctx.now, &caller.org().time_zone);
    let from = begins(&from, today);
    let until = from.later(AGENDA - 1);
    let all = calendar::agenda(&ctx.app, &caller, id, (from, until)).await?;
    let closed = app::closed_days::between(&ctx.app, &caller, id, (from, until)).await?;
    let list = list(id);
    ctx.show(&Agenda {
        ctx: &ctx,
        t: &ctx.t,
        home: path(id),
        place,
        may_write: workspace::may_write(&caller),
        days: by_day(all, closed, today),
        fallen: calendar::fallen(&ctx.app, &caller, id, (from, until)).await?,
        from,
        until,
        earlier: format!("{list}?from={}", from.earlier(AGENDA).code()),
        later: format!("{list}?from={}", until.next().code()),
        month: format!("{list}/month?from={}", from.first_of_month().code()),
        list,
    })
}

/// A square of a month.
struct Square {
    day: Day,
    number: u8,
    is_of_month: bool,
    is_today: bool,
    happenings: Vec<Happening>,
    /// Who is closed on it.
    closed: Vec<Label>,
}

#[derive(Template)]
#[template(path = "together/month.html")]
struct MonthPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    place: Place,
    list: String,
    first: Day,
    weeks: Vec<Vec<Square>>,
    earlier: String,
    later: String,
}

impl MonthPage<'_> {
    fn name(&self) -> Cow<'static, str> {
        self.t.month(Month { year: self.first.year(), month: self.first.month() })
    }
    /// Two or three letters of a weekday.
    fn short(&self, day: &Weekday) -> Cow<'static, str> {
        self.t.say(match day {
            Weekday::Monday => "weekday-short-mo",
            Weekday::Tuesday => "weekday-short-tu",
            Weekday::Wednesday => "weekday-short-we",
            Weekday::Thursday => "weekday-short-th",
            Weekday::Friday => "weekday-short-fr",
            Weekday::Saturday => "weekday-short-sa",
            Weekday::Sunday => "weekday-short-su",
        })
    }
}

/// `GET /together/{id}/calendar/month`.
pub(super) async fn month(
    ctx: Ctx,
    caller: Caller,
    Id(id): Id<PartnershipId>,
    Query(From { from }): Query<From>,
) -> Answer {
    let place = place_of(&ctx, &caller, id).await?;
    let today = Day::of(ctx.now, &caller.org().time_zone);
    let first = begins(&from, today).first_of_month();
    let begin = first.earlier(u32::from(first.weekday()));
    let last = first.last_of_month();
    let end = last.later(6 - u32::from(last.weekday()));
    let all = calendar::agenda(&ctx.app, &caller, id, (begin, end)).await?;
    let closed = app::closed_days::between(&ctx.app, &caller, id, (begin, end)).await?;
    let square = |day: Day| Square {
        day,
        number: day.of_month(),
        is_of_month: day.month() == first.month(),
        is_today: day == today,
        happenings: all.iter().filter(|one| one.day == day).cloned().collect(),
        closed: closed.get(&day).cloned().unwrap_or_default(),
    };
    // Four to six weeks, counted: a row of days that ends at a day would not end at the end of time.
    let n_weeks = u32::try_from(begin.days_to(end)).unwrap_or_default() / 7 + 1;
    let week = |week: u32| (0..7).map(|day| square(begin.later(week * 7 + day))).collect();
    let weeks: Vec<Vec<Square>> = (0..n_weeks).map(week).collect();
    let list = list(id);
    ctx.show(&MonthPage {
        ctx: &ctx,
        t: &ctx.t,
        place,
        first,
        weeks,
        earlier: format!("{list}/month?from={}", first.before().first_of_month().code()),
        later: format!("{list}/month?from={}", last.next().code()),
        list,
    })
}

/// `GET /together/{id}/calendar/new`.
pub(super) async fn new(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    editor::show(&ctx, &caller, &sheet(id, None)).await
}

/// `POST /together/{id}/calendar/new`.
pub(super) async fn add(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>, posted: Posted) -> Answer {
    editor::save(&ctx, &caller, &sheet(id, None), posted).await
}

/// `GET /together/{id}/calendar/{entry}`.
pub(super) async fn edit(ctx: Ctx, caller: Caller, Ids(id, entry): Ids<PartnershipId, EntryId>) -> Answer {
    known(&ctx, &caller, id, Noun::Occasion, entry).await?;
    editor::show(&ctx, &caller, &sheet(id, Some(entry))).await
}

/// `POST /together/{id}/calendar/{entry}`.
pub(super) async fn save(
    ctx: Ctx,
    caller: Caller,
    Ids(id, entry): Ids<PartnershipId, EntryId>,
    posted: Posted,
) -> Answer {
    known(&ctx, &caller, id, Noun::Occasion, entry).await?;
    editor::save(&ctx, &caller, &sheet(id, Some(entry)), posted).await
}

/// The row and the day of it that a press is about.
async fn pressed(
    ctx: &Ctx,
    caller: &Caller,
    (id, entry): (PartnershipId, EntryId),
    posted: &Posted,
) -> Result<((Noun, EntryId), Day), Problem> {
    let day = Day::parse(posted.form(ctx).value("day")).ok_or(Problem::NotFound)?;
    let (noun, _) = history::find(ctx, caller, id, entry).await?;
    Ok(((noun, entry), day))
}

/// The days that were looked at when it was pressed.
fn window(ctx: &Ctx, id: PartnershipId, posted: &Posted) -> String {
    match Day::parse(posted.form(ctx).value("from")) {
        Some(from) => format!("{}?from={}", list(id), from.code()),
        None => list(id),
    }
}

/// `POST /together/{id}/calendar/{entry}/skip`: one day of a row falls out.
pub(super) async fn skip(
    ctx: Ctx,
    caller: Caller,
    Ids(id, entry): Ids<PartnershipId, EntryId>,
    posted: Posted,
) -> Answer {
    let (of, day) = pressed(&ctx, &caller, (id, entry), &posted).await?;
    calendar::skip(&ctx.app, &caller, id, of, day).await?;
    Ok(Page::to(&window(&ctx, id, &posted)))
}

/// `POST /together/{id}/calendar/{entry}/put-back`: a day that fell out is planned again.
pub(super) async fn put_back(
    ctx: Ctx,
    caller: Caller,
    Ids(id, entry): Ids<PartnershipId, EntryId>,
    posted: Posted,
) -> Answer {
    let (of, day) = pressed(&ctx, &caller, (id, entry), &posted).await?;
    calendar::put_back(&ctx.app, &caller, id, of, day).await?;
    Ok(Page::to(&window(&ctx, id, &posted)))
}
