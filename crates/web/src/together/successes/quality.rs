//! Improve: a few shares over time with their goals, what changed meanwhile, and what the two tried.
//!
//! Invariant: picture, description, table and file of a run say the same numbers.
//! Invariant: our own exact shares are in no file.

use super::FILE;
use super::view::named;
use crate::chart::{self, Dot};
use crate::csv;
use crate::ctx::Ctx;
use crate::page::{Answer, Id, Page};
use crate::problem::Problem;
use crate::session::Caller;
use crate::texts::Tongue;
use crate::together::room::{Line, Page as Room, coded};
use crate::together::{path, place_of};
use app::totals::{self, Happened, Point, Quality, What};
use app::workspace::{self, Place};
use app::{Error, roadmap};
use askama::Template;
use axum::extract::Query;
use domain::ids::PartnershipId;
use domain::measure::Aim;
use domain::mou::paper::Period as Every;
use domain::referral::Direction;
use domain::workspace::Entry;
use serde::Deserialize;
use std::borrow::Cow;

/// Of which length periods are.
#[derive(Debug, Default, Deserialize)]
pub(in crate::together) struct By {
    #[serde(default)]
    by: String,
}

/// A period of a run.
struct Row {
    period: String,
    share: String,
    counts: String,
    is_hidden: bool,
    mark: String,
}

/// A share over time.
struct Run {
    title: String,
    /// Whose numbers these are.
    whose: String,
    is_ours: bool,
    goal: String,
    said: String,
    chart: String,
    rows: Vec<Row>,
}

/// What changed, as it is numbered in the pictures.
struct Change {
    number: usize,
    day: Cow<'static, str>,
    words: String,
}

#[derive(Template)]
#[template(path = "together/quality.html")]
struct QualityPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: crate::form::Form,
    place: Place,
    home: String,
    may_write: bool,
    by_month: bool,
    /// There is something for the file.
    has_told: bool,
    runs: Vec<Run>,
    changes: Vec<Change>,
    cycles: Vec<Line>,
}

impl By {
    /// Quarters, where nothing else was asked for.
    fn every(&self) -> Result<Every, Error> {
        match self.by.as_str() {
            "" | "quarter" => Ok(Every::Quarter),
            "month" => Ok(Every::Month),
            _ => Err(Error::NotFound),
        }
    }
}

/// `GET /together/{id}/quality`.
pub(in crate::together) async fn show(
    ctx: Ctx,
    caller: Caller,
    Id(id): Id<PartnershipId>,
    Query(by): Query<By>,
) -> Answer {
    let place = place_of(&ctx, &caller, id).await?;
    let every = by.every()?;
    let quality = totals::quality(&ctx.app, &caller, id, every).await?;
    let staff = workspace::colleagues(&ctx.app, &caller, id).await?;
    let t = &ctx.t;
    let may_write = workspace::may_write(&caller);
    let room = Room::of(&ctx, place.clone(), may_write, "quality-title", "");
    let owner = |one: &Entry| {
        let owner = one.staff("owner").and_then(|owner| roadmap::named(&staff, owner));
        owner.map_or_else(String::new, |owner| owner.name.to_string())
    };
    let cycles = quality.cycles.iter().map(|one| cycle(t, one).aside(owner(one)).changed_at(&room, one)).collect();
    let names = (caller.org().name.as_str(), place.partner.as_str());
    let runs: Vec<Run> = quality.runs.iter().enumerate().map(|(n, run)| view(t, (n, run), &quality, names)).collect();
    let shown = QualityPage {
        ctx: &ctx,
        t,
        form: crate::form::Form::fresh(ctx.app.next_id()),
        home: path(id),
        may_write,
        by_month: every == Every::Month,
        has_told: runs.iter().any(|run| !run.is_ours),
        runs,
        changes: changes(t, &quality.happened),
        cycles,
        place,
    };
    ctx.show(&shown)
}

/// `GET /together/{id}/quality/table.csv`: the runs that were told, of both, as they are drawn.
pub(in crate::together) async fn file(
    ctx: Ctx,
    caller: Caller,
    Id(id): Id<PartnershipId>,
    Query(by): Query<By>,
) -> Result<Page, Problem> {
    let place = place_of(&ctx, &caller, id).await?;
    let quality = totals::quality(&ctx.app, &caller, id, by.every()?).await?;
    let (t, names) = (&ctx.t, (caller.org().name.as_str(), place.partner.as_str()));
    let mut rows: Vec<[String; 4]> = Vec::new();
    for (n, run) in quality.runs.iter().enumerate().filter(|(_, run)| run.told_by.is_some()) {
        let run = view(t, (n, run), &quality, names);
        let row = |row: Row| [row.period, run.title.clone(), row.share, row.counts];
        rows.extend(run.rows.into_iter().map(row));
    }
    let head = ["successes-period", "successes-what", "successes-part-of", "successes-count"].map(|key| t.say(key));
    let head: Vec<&str> = head.iter().map(AsRef::as_ref).collect();
    let rows = rows.iter().map(|row| row.iter().map(String::as_str));
    Ok(Page::file(FILE, "text/csv; charset=utf-8", csv::table(&head, rows)))
}

/// What was tried: what of it is written, part by part.
fn cycle(t: &Tongue, one: &Entry) -> Line {
    let parts = [("plan", "cycle-plan"), ("did", "cycle-did"), ("learned", "cycle-learned"), ("next", "cycle-next")];
    let written = parts.into_iter().filter(|(field, _)| one.value(field).is_some());
    let words: Vec<String> = written.map(|(field, key)| format!("{}: {}", t.say(key), one.text(field))).collect();
    let day = one.day("starts_on").map(|day| t.with("day", t.day(day)).say("program-from"));
    let is_open = one.value("decision").is_none();
    Line::of(one.text("words"))
        .aside(coded(t, "aim", one, "aim"))
        .aside(day.unwrap_or_default())
        .words(words.join("\n"))
        .badge_if(is_open, t.say("cycle-open"), "soon")
        .badge_if(!is_open, coded(t, "decision", one, "decision"), "done")
}

fn words(t: &Tongue, what: What) -> String {
    match what {
        What::Training => t.say("quality-training").into_owned(),
        What::Procedure(direction, version) => t
            .with("n", version)
            .with(
                "way",
                t.say(match direction {
                    Direction::ToHealthCenter => "successes-to-clinic",
                    Direction::ToAdvocacy => "successes-to-advocates",
                }),
            )
            .say("quality-procedure")
            .into_owned(),
    }
}

fn changes(t: &Tongue, happened: &[Happened]) -> Vec<Change> {
    let change =
        |(n, one): (usize, &Happened)| Change { number: n + 1, day: t.day(one.day), words: words(t, one.what) };
    happened.iter().enumerate().map(change).collect()
}

/// The numbers of what changed in a period.
fn mark(happened: &[Happened], point: &Point) -> String {
    let numbered = happened.iter().enumerate().filter(|(_, one)| one.period == Some(point.period));
    let numbers: Vec<String> = numbered.map(|(n, _)| (n + 1).to_string()).collect();
    match &numbers[..] {
        [first, _, .., last] => format!("{first}–{last}"),
        numbers => numbers.join(","),
    }
}

fn percent(t: &Tongue, share: u64) -> String {
    t.with("percent", share).say("successes-percent").into_owned()
}

fn row(t: &Tongue, point: &Point, happened: &[Happened]) -> Row {
    let share = point.share();
    let counts = match point.counts {
        Some((part, whole)) => t.with("part", part).with("whole", whole).say("quality-counts"),
        None => t.say("successes-not-shown"),
    };
    let said = share.map_or_else(|| t.say("quality-no-share").into_owned(), |share| percent(t, share));
    Row {
        period: named(t, point.period),
        share: said,
        counts: counts.into_owned(),
        is_hidden: share.is_none(),
        mark: mark(happened, point),
    }
}

fn view(t: &Tongue, (n, run): (usize, &totals::Run), quality: &Quality, (ours, theirs): (&str, &str)) -> Run {
    let goal = t.with("percent", run.goal.at_least).say(match run.goal.aim {
        // The goal is of those who came. How many came is told nobody, and of those taken on more are connected.
        Aim::Connected if run.told_by.is_some() => "quality-no-goal",
        Aim::Decided => "quality-goal-decided",
        Aim::Connected => "quality-goal-connected",
        Aim::Answered => "quality-goal-answered",
    });
    let rows: Vec<Row> = run.points.iter().map(|point| row(t, point, &quality.happened)).collect();
    let said = said(t, run);
    let described: Vec<String> = rows.iter().map(|row| format!("{}: {}", row.period, row.share)).collect();
    let dots: Vec<Dot> = run
        .points
        .iter()
        .zip(&rows)
        .map(|(point, row)| Dot { label: row.period.clone(), share: point.share(), mark: row.mark.clone() })
        .collect();
    let whose = match run.told_by {
        None => t.say("successes-ours").into_owned(),
        Some(by) => t.with("org", if by == quality.ours { ours } else { theirs }).say("quality-told").into_owned(),
    };
    let title = match (run.goal.aim, run.told_by) {
        (Aim::Connected, Some(by)) => {
            let org = if by == quality.ours { ours } else { theirs };
            t.with("org", org).say("quality-connected-of").into_owned()
        }
        (aim, _) => t.label(aim).into_owned(),
    };
    let description = format!("{goal} {said} {}", described.join(". "));
    Run {
        chart: chart::run(
            &format!("run-{n}"),
            &title,
            &description,
            run.told_by.is_none().then_some(run.goal.at_least),
            &dots,
        ),
        title,
        whose,
        is_ours: run.told_by.is_none(),
        goal: goal.into_owned(),
        said,
        rows,
    }
}

/// It rose, or there is nothing before it.
fn rises(run: &totals::Run) -> bool {
    run.way().is_none_or(|(from, to)| to > from)
}

/// The last share against its goal, and where it came from.
fn said(t: &Tongue, run: &totals::Run) -> String {
    let Some((last, share)) = run.last().and_then(|last| Some((last, last.share()?))) else {
        return t.say("quality-too-few").into_owned();
    };
    let key = match run.told_by {
        Some(_) => "quality-now",
        // The goal of those connected is that it rises, too.
        None if share >= run.goal.at_least && run.goal.aim == Aim::Connected && !rises(run) => {
            "quality-reached-not-rising"
        }
        None if share >= run.goal.at_least => "quality-reached",
        None => "quality-below",
    };
    let now = t.with("period", named(t, last.period)).with("percent", share).say(key);
    let way = run.way().map(|(from, to)| {
        let key = match to.cmp(&from) {
            std::cmp::Ordering::Greater => "quality-rose",
            std::cmp::Ordering::Equal => "quality-same",
            std::cmp::Ordering::Less => "quality-fell",
        };
        t.with("from", from).with("to", to).say(key)
    });
    way.map_or_else(|| now.clone().into_owned(), |way| format!("{now} {way}"))
}
