//! Track your successes: what the two organizations told each other of the periods that are over, and closing one.
//!
//! Invariant: page and file are made of the same protected lines; no exact count of either organization is here.

use super::{path, place_of, to};
use crate::csv;
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::problem::Problem;
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::totals::{self, Told, TotalsView};
use app::workspace::Place;
use askama::Template;
use domain::ids::PartnershipId;
use domain::measure::Measure;
use domain::mou::paper::Period as Every;
use domain::referral::Direction;
use domain::suppression::Shown;
use domain::totals::{Line, Period};
use std::borrow::Cow;

/// The name of the file: it says nothing of whom or what.
const FILE: &str = "table.csv";

/// One count as it is read.
struct Cell {
    words: String,
    is_hidden: bool,
    /// Of 100, in steps of five, for a bar; 0 where no number is shown.
    share: u64,
}

/// What one of the two told of one period and direction.
struct Block {
    period: String,
    by: String,
    is_ours: bool,
    from_advocacy: bool,
    way: Cow<'static, str>,
    lines: Vec<(Measure, Cell)>,
}

/// A report that does not count.
struct Broken {
    period: String,
    by: String,
}

#[derive(Template)]
#[template(path = "together/successes.html")]
struct Successes<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    place: Place,
    home: String,
    sentence: String,
    /// What can be closed now: its address and its name.
    closes: Option<(String, String)>,
    is_closed: bool,
    latest: String,
    every: Cow<'static, str>,
    smallest: u64,
    hidden: usize,
    blocks: Vec<Block>,
    broken: Vec<Broken>,
    measures: Vec<Measure>,
}

impl Successes<'_> {
    fn definition(&self, measure: &Measure) -> Cow<'static, str> {
        self.t.say(definition(*measure))
    }
}

/// What a measure counts, in words.
const fn definition(measure: Measure) -> &'static str {
    match measure {
        Measure::Accepted => "successes-means-accepted",
        Measure::Declined => "successes-means-declined",
        Measure::Connected => "successes-means-connected",
        Measure::ServiceUsed => "successes-means-service-used",
        Measure::EndedOtherwise => "successes-means-ended-otherwise",
        _ => "successes-means-sent",
    }
}

fn named(t: &Tongue, period: Period) -> String {
    match period {
        Period::Month(month) => t.month(month).into_owned(),
        Period::Quarter(year, n) => t.with("n", n).with("year", year.to_string()).say("successes-quarter").into_owned(),
        Period::Half(year, n) => t.with("n", n).with("year", year.to_string()).say("successes-half").into_owned(),
        Period::Year(year) => t.with("year", year.to_string()).say("successes-year").into_owned(),
    }
}

fn cell(t: &Tongue, shown: Shown, most: u64) -> Cell {
    let words = match shown {
        Shown::Count(count) => count.to_string(),
        Shown::Few { .. } => t.say("successes-few").into_owned(),
        Shown::Withheld { .. } => t.say("successes-not-shown").into_owned(),
    };
    let share = match shown {
        Shown::Count(count) => (count.saturating_mul(20) / most.max(1)).clamp(u64::from(count > 0), 20) * 5,
        Shown::Few { .. } | Shown::Withheld { .. } => 0,
    };
    Cell { words, is_hidden: shown.is_hidden(), share }
}

fn blocks(t: &Tongue, view: &TotalsView, told: &Told, names: [&str; 2]) -> Vec<Block> {
    let Some(report) = &told.report else { return Vec::new() };
    let count = |line: &Line| match line.shown {
        Shown::Count(count) => count,
        Shown::Few { .. } | Shown::Withheld { .. } => 0,
    };
    let most = report.lines.iter().map(count).max().unwrap_or(0);
    let is_ours = told.by == view.ours;
    let of = |direction: &Direction| {
        let lines = report.lines.iter().filter(|line| line.direction == *direction);
        let lines: Vec<_> = lines.map(|line| (line.measure, cell(t, line.shown, most))).collect();
        let from_advocacy = *direction == Direction::ToHealthCenter;
        (!lines.is_empty()).then(|| Block {
            period: named(t, told.period),
            by: names[usize::from(!is_ours)].to_owned(),
            is_ours,
            from_advocacy,
            way: t.say(if from_advocacy { "successes-to-clinic" } else { "successes-to-advocates" }),
            lines,
        })
    };
    Direction::ALL.iter().filter_map(of).collect()
}

async fn page(ctx: &Ctx, caller: &Caller, id: PartnershipId, form: Form) -> Answer {
    let place = place_of(ctx, caller, id).await?;
    let view = totals::show(&ctx.app, caller, id).await?;
    let (t, ours, theirs) = (&ctx.t, caller.org().name.to_string(), place.partner.to_string());
    let names = [ours.as_str(), theirs.as_str()];
    let is_closed = view.told.iter().any(|told| told.by == view.ours && told.period == view.latest);
    let blocks: Vec<Block> = view.told.iter().flat_map(|told| blocks(t, &view, told, names)).collect();
    let broken = view.told.iter().filter(|told| told.report.is_none());
    let broken = broken
        .map(|told| Broken { period: named(t, told.period), by: names[usize::from(told.by != view.ours)].to_owned() });
    let mut measures: Vec<Measure> = blocks.iter().flat_map(|block| block.lines.iter().map(|line| line.0)).collect();
    measures.sort_unstable();
    measures.dedup();
    let (mine, other): (Vec<&Told>, Vec<&Told>) = view.told.iter().partition(|told| told.by == view.ours);
    let said = t.with("ours", mine.len()).with("theirs", other.len()).with("org", &theirs);
    let latest = named(t, view.latest);
    let shown = Successes {
        ctx,
        t,
        form: &form,
        home: path(id),
        sentence: said.say("successes-sentence").into_owned(),
        closes: (view.may_close && !is_closed).then(|| (view.latest.to_string(), latest.clone())),
        is_closed,
        latest,
        every: every(t, view.every),
        smallest: view.smallest - 1,
        hidden: blocks.iter().flat_map(|block| &block.lines).filter(|(_, cell)| cell.is_hidden).count(),
        blocks,
        broken: broken.collect(),
        measures,
        place,
    };
    if form.is_fine() { ctx.show(&shown) } else { ctx.again(&shown) }
}

fn every(t: &Tongue, every: Every) -> Cow<'static, str> {
    t.say(match every {
        Every::Month => "successes-every-month",
        Every::Quarter => "successes-every-quarter",
        Every::HalfYear => "successes-every-half",
        Every::Year => "successes-every-year",
    })
}

/// `GET /together/{id}/successes`.
pub(super) async fn show(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    let form = Form::fresh(ctx.app.next_id());
    page(&ctx, &caller, id, form).await
}

/// `POST /together/{id}/successes`: closes a period and tells the partner.
pub(super) async fn close(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return page(&ctx, &caller, id, form).await;
    }
    let Some(period) = Period::parse(form.value("period")) else {
        form.refuse("", "totals-no-period");
        return page(&ctx, &caller, id, form).await;
    };
    match totals::close(&ctx.app, &caller, id, period).await {
        Ok(_) => to(&format!("{}/successes", path(id))),
        Err(error @ (Error::Invalid(_) | Error::NotOpen(_))) => {
            form.refuse_deed(&error);
            page(&ctx, &caller, id, form).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /together/{id}/successes/table.csv`: the numbers of the page, as a table for another program.
pub(super) async fn file(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Result<Page, Problem> {
    let place = place_of(&ctx, &caller, id).await?;
    let view = totals::show(&ctx.app, &caller, id).await?;
    let (t, ours, theirs) = (&ctx.t, caller.org().name.to_string(), place.partner.to_string());
    let told = view.told.iter().flat_map(|told| blocks(t, &view, told, [&ours, &theirs]));
    let rows: Vec<[String; 5]> = told
        .flat_map(|block| {
            let Block { period, by, way, lines, .. } = block;
            let row = move |(measure, cell): (Measure, Cell)| {
                [period.clone(), by.clone(), way.to_string(), t.label(measure).into_owned(), cell.words]
            };
            lines.into_iter().map(row)
        })
        .collect();
    let head = ["successes-period", "successes-by", "successes-way", "successes-what", "successes-count"];
    let head = head.map(|key| t.say(key));
    let head: Vec<&str> = head.iter().map(AsRef::as_ref).collect();
    let rows = rows.iter().map(|row| row.iter().map(String::as_str));
    Ok(Page::file(FILE, "text/csv; charset=utf-8", csv::table(&head, rows)))
}
