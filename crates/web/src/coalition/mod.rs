//! What a coalition or primary care association reads: sums of what organizations told, one quarter at a time.
//!
//! Invariant: sentence, picture, table, paper and file are made of the same sums; no page shows a number of one organization.

mod paper;
mod view;

use crate::csv;
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::notices::{Notices, Place};
use crate::page::{Answer, Page};
use crate::policy::Policy;
use crate::problem::Problem;
use crate::routes::Routes;
use crate::session::Caller;
use crate::texts::Tongue;
use crate::together::{Definition, definition, named};
use app::Error;
use app::roll_up::{self, Ready, Refused, RollUpView, Sums};
use askama::Template;
use axum::extract::Query;
use domain::coalition::NotAdded;
use domain::measure::Measure;
use domain::member::Deed;
use domain::totals::Period;
use serde::Deserialize;
use view::{Shown, shown};

/// The name of the file: it says nothing of whom or what.
const FILE: &str = "table.csv";
const HERE: &str = "/coalition";

/// Their routes.
pub(crate) fn routes() -> Routes {
    let read = Policy::Deed(Deed::ReadRollUp);
    Routes::new()
        .get(HERE, read, get)
        .post(HERE, Policy::Deed(Deed::SumPeriod), sum)
        .get("/coalition/table.csv", read, file)
        .get("/coalition/paper.pdf", read, pdf)
        .post("/coalition/seen", read, seen)
        .nav(5, "nav-coalition", HERE)
}

/// As it stands in the address.
#[derive(Debug, Default, Deserialize)]
struct Wanted {
    #[serde(default)]
    period: String,
}

/// An answer of a field.
struct Choice {
    code: String,
    label: String,
}

/// A quarter that can be summed.
struct Summable {
    code: String,
    name: String,
    told: String,
    missing: String,
    /// How many told, of how many that are connected.
    n: (usize, usize),
}

#[derive(Template)]
#[template(path = "coalition/coalition.html")]
struct CoalitionPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    notices: Notices,
    /// What is shown; nothing while nothing is summed, or what is asked for is not.
    shown: Option<Shown>,
    /// Something is summed, and what was asked for is not.
    is_unsummed: bool,
    periods: Vec<Choice>,
    ready: Vec<Summable>,
    noises: Vec<Choice>,
    refused: Vec<String>,
    connected: usize,
    telling: usize,
    waits_for_words: bool,
    may_sum: bool,
    definitions: Vec<Definition>,
}

fn page(ctx: &Ctx, notices: Notices, view: &RollUpView, form: &Form) -> Answer {
    let t = &ctx.t;
    let wanted = form.value("period").to_owned();
    let found = view.sums.iter().find(|one| wanted.is_empty() || one.period.to_string() == wanted);
    let shown = found.map(|one| shown(t, one));
    let mut measures: Vec<Measure> =
        found.iter().flat_map(|one| one.cells.keys().map(|(_, measure)| *measure)).collect();
    measures.sort_unstable();
    measures.dedup();
    let choice = |one: &Sums| Choice { code: one.period.to_string(), label: named(t, one.period) };
    let page = CoalitionPage {
        ctx,
        t,
        form,
        notices,
        is_unsummed: shown.is_none() && !view.sums.is_empty(),
        shown,
        periods: view.sums.iter().map(choice).collect(),
        ready: view.ready.iter().map(|one| summable(t, one)).collect(),
        noises: noises(t),
        refused: view.refused.iter().map(|one| refused(t, one)).collect(),
        connected: view.connected.0,
        telling: view.connected.1,
        waits_for_words: view.waits_for_words,
        may_sum: view.may_sum,
        definitions: measures.iter().map(|measure| definition(t, *measure, &measures)).collect(),
    };
    if form.is_fine() { ctx.show(&page) } else { ctx.again(&page) }
}

fn noises(t: &Tongue) -> Vec<Choice> {
    let none = Choice { code: "none".to_owned(), label: t.say("coalition-noise-none").into_owned() };
    let some = roll_up::BUDGETS.iter().rev().map(|budget| Choice {
        code: budget.to_string(),
        label: t.with("budget", view::epsilon(*budget)).say("coalition-noise-some").into_owned(),
    });
    std::iter::once(none).chain(some).collect()
}

fn summable(t: &Tongue, one: &Ready) -> Summable {
    // By name: the order in which they were connected says nothing.
    let names = |all: &[domain::text::Label]| {
        let mut names: Vec<String> = all.iter().map(ToString::to_string).collect();
        names.sort_unstable();
        names.join(", ")
    };
    Summable {
        code: one.period.to_string(),
        name: named(t, one.period),
        told: names(&one.told),
        missing: names(&one.missing),
        n: (one.told.len(), one.told.len() + one.missing.len()),
    }
}

fn refused(t: &Tongue, one: &Refused) -> String {
    let org = one.by.as_ref().map_or_else(|| t.say("coalition-somebody").into_owned(), ToString::to_string);
    let period =
        one.period.map_or_else(|| t.say("successes-refused-no-period").into_owned(), |period| named(t, period));
    let why = t.with("org", org).say(match one.reason {
        NotAdded::Unreadable => "successes-why-unreadable",
        NotAdded::Signature => "successes-why-signature",
        NotAdded::NoPeriod => "successes-why-no-period",
        NotAdded::NotOver => "successes-why-not-over",
        NotAdded::OtherLines => "successes-why-other-lines",
        NotAdded::NotProtected => "successes-why-not-protected",
        NotAdded::Twice => "successes-why-twice",
        NotAdded::Contradicts => "successes-why-contradicts",
        NotAdded::DoesNotAddUp => "successes-why-does-not-add-up",
        NotAdded::OtherLength => "coalition-why-other-length",
        NotAdded::Late => "coalition-why-late",
        NotAdded::OtherSides => "coalition-why-other-sides",
        NotAdded::Ended => "coalition-why-ended",
    });
    t.with("when", t.date(one.at)).with("period", period).with("why", why).say("successes-refused").into_owned()
}

/// `GET /coalition`.
async fn get(ctx: Ctx, caller: Caller, Query(wanted): Query<Wanted>) -> Answer {
    let view = roll_up::show(&ctx.app, &caller).await?;
    let form = Form::fresh(ctx.app.next_id()).with("period", wanted.period).with("noise", "none");
    page(&ctx, Notices::unseen(&ctx, &caller, Place::Coalition).await?, &view, &form)
}

/// `POST /coalition/seen`: the notices were read.
async fn seen(ctx: Ctx, caller: Caller, _: Posted) -> Answer {
    crate::notices::seen(&ctx, &caller, Place::Coalition).await
}

/// `POST /coalition`: sums a quarter, once.
async fn sum(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    let budget = match form.value("noise") {
        // No answer is no choice: it is made once and for good.
        "none" => Some(None),
        budget => budget.parse().ok().map(Some),
    };
    let wanted = Period::parse(form.value("period")).zip(budget);
    if !posted.is_resumed() {
        let done = match wanted {
            Some((period, budget)) => roll_up::sum(&ctx.app, &caller, period, budget).await.map(|()| period),
            None => Err(Error::Invalid("roll-up-no-budget")),
        };
        match done {
            Ok(period) => return Ok(Page::to(&format!("{HERE}?period={period}"))),
            Err(error @ Error::Invalid(_)) => form.refuse_deed(&error),
            Err(error) => return Err(error.into()),
        }
    }
    let view = roll_up::show(&ctx.app, &caller).await?;
    page(&ctx, Notices::unseen(&ctx, &caller, Place::Coalition).await?, &view, &form)
}

/// `GET /coalition/paper.pdf`: the same as a paper.
async fn pdf(ctx: Ctx, caller: Caller) -> Result<Page, Problem> {
    let view = roll_up::show(&ctx.app, &caller).await?;
    let periods: Vec<Shown> = view.sums.iter().map(|sums| shown(&ctx.t, sums)).collect();
    let bytes = app::papers::draw(paper::paper(&ctx.t, &periods)).await?;
    Ok(Page::file("sums.pdf", "application/pdf", bytes))
}

/// `GET /coalition/table.csv`: every number that was summed, as a table for another program.
async fn file(ctx: Ctx, caller: Caller) -> Result<Page, Problem> {
    let view = roll_up::show(&ctx.app, &caller).await?;
    let t = &ctx.t;
    let mut rows: Vec<[String; 6]> = Vec::new();
    for sums in &view.sums {
        let one = shown(t, sums);
        for way in one.ways {
            let row = |row: view::Row| {
                let what = t.label(row.measure).into_owned();
                [one.name.clone(), way.name.to_string(), what, row.words, row.organizations, one.noise.clone()]
            };
            rows.extend(way.rows.into_iter().map(row));
        }
    }
    let head = [
        "successes-period",
        "successes-way",
        "successes-what",
        "successes-count",
        "coalition-organizations",
        "coalition-noise",
    ];
    let head = head.map(|key| t.say(key));
    let head: Vec<&str> = head.iter().map(AsRef::as_ref).collect();
    let rows = rows.iter().map(|row| row.iter().map(String::as_str));
    Ok(Page::file(FILE, "text/csv; charset=utf-8", csv::table(&head, rows)))
}
