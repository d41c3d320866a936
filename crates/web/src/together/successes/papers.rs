//! A quarter, a half or a year to take along, as a paper and as a table ([`Booklet`]); or a fiscal year, as the sum of its four
//! quarters as they were told.
//!
//! Invariant: a period is one of the calendar that was closed, and a fiscal year is never closed; no other range can be asked for.

use super::booklet::{Booklet, head};
use super::view::{Names, Reported, few_at_most, named, of_lines, reported};
use crate::csv;
use crate::ctx::Ctx;
use crate::form::Form;
use crate::page::{Answer, Id, Ids, Page, PathId};
use crate::session::Caller;
use crate::texts::Tongue;
use crate::together::{path, place_of};
use app::Error;
use app::totals::{self, YearView};
use app::workspace::Place;
use askama::Template;
use domain::funder::Span;
use domain::ids::{OrgId, PartnershipId};
use domain::totals::Line;

/// A period or a fiscal year of a path; nothing if it is none, which the page says.
#[derive(Debug, Clone, Copy)]
pub struct Named(Option<Span>);

impl PathId for Named {
    fn read(text: &str) -> Option<Self> {
        Some(Self(Span::parse(text)))
    }
}

struct Choice {
    code: String,
    name: String,
    why_not: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "together/periods.html")]
struct Periods<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    place: Place,
    home: String,
    choices: Vec<Choice>,
    years: Vec<Year>,
}

/// A fiscal year on the page, with its numbers.
struct Year {
    choice: Choice,
    reported: Reported,
}

async fn page(ctx: &Ctx, caller: &Caller, id: PartnershipId, form: Form) -> Answer {
    let place = place_of(ctx, caller, id).await?;
    let asked = totals::periods(&ctx.app, caller, id).await?;
    let choice = |asked: &totals::Asked| Choice {
        code: asked.period.to_string(),
        name: named(&ctx.t, asked.period),
        why_not: asked.why_not,
    };
    let choices = asked.iter().map(choice).collect();
    let (ours, theirs) = (caller.org().name.to_string(), place.partner.to_string());
    let names = Names { ours: &ours, theirs: &theirs, kind: caller.org().kind };
    let years = totals::fiscal_years(&ctx.app, caller, id).await?;
    let year = |year: &YearView| {
        let reported = of_year(&ctx.t, &names, caller.org_id(), year);
        let choice = Choice { code: reported.code.clone(), name: reported.name.clone(), why_not: year.why_not };
        Year { choice, reported }
    };
    let years = years.iter().map(year).collect();
    let shown = Periods { ctx, t: &ctx.t, form: &form, place, home: path(id), choices, years };
    if form.is_fine() { ctx.show(&shown) } else { ctx.again(&shown) }
}

/// A fiscal year as the lines that it is the sum of.
fn of_year(t: &Tongue, names: &Names<'_>, ours: OrgId, year: &YearView) -> Reported {
    let of = |is_ours: bool| -> Option<&[Line]> {
        year.sums.iter().find(|(by, _)| (*by == ours) == is_ours).map(|(_, lines)| lines.as_slice())
    };
    let name = |by: &OrgId| String::from(if *by == ours { names.ours } else { names.theirs });
    of_lines(t, names, Span::Fiscal(year.year), (of(true), of(false)))
        .without_signature(year.unsigned.iter().map(name).collect())
}

/// `GET /together/{id}/successes/periods`.
pub(crate) async fn periods(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    let form = Form::fresh(ctx.app.next_id());
    page(&ctx, &caller, id, form).await
}

/// `GET /together/{id}/successes/periods/{period}/paper.pdf`.
pub(crate) async fn paper(ctx: Ctx, caller: Caller, Ids(id, asked): Ids<PartnershipId, Named>) -> Answer {
    let booklet = match booklet(&ctx, &caller, id, asked).await? {
        Ok(booklet) => booklet,
        Err(page) => return Ok(page),
    };
    let bytes = app::papers::draw(booklet.paper(&ctx.t)).await?;
    Ok(Page::file("period.pdf", "application/pdf", bytes))
}

/// `GET /together/{id}/successes/periods/{period}/table.csv`.
pub(crate) async fn table(ctx: Ctx, caller: Caller, Ids(id, asked): Ids<PartnershipId, Named>) -> Answer {
    let booklet = match booklet(&ctx, &caller, id, asked).await? {
        Ok(booklet) => booklet,
        Err(page) => return Ok(page),
    };
    let columns = head(&ctx.t);
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let rows = booklet.rows(&ctx.t);
    let rows = rows.iter().map(|row| row.iter().map(String::as_str));
    Ok(Page::file("period.csv", "text/csv; charset=utf-8", csv::table(&columns, rows)))
}

/// What is taken along; or the page that says why there is nothing.
async fn booklet(
    ctx: &Ctx,
    caller: &Caller,
    id: PartnershipId,
    Named(asked): Named,
) -> Result<Result<Booklet, Page>, crate::problem::Problem> {
    let read = match asked {
        Some(Span::Fiscal(year)) => {
            totals::of_year(&ctx.app, caller, id, year).await.map(|(view, of_it)| (view, Some(of_it)))
        }
        Some(Span::Period(period)) => {
            totals::of_period(&ctx.app, caller, id, Some(period)).await.map(|view| (view, None))
        }
        None => totals::of_period(&ctx.app, caller, id, None).await.map(|view| (view, None)),
    };
    let (view, of_it) = match read {
        Ok(read) => read,
        Err(Error::Invalid(why)) => {
            let mut form = Form::fresh(ctx.app.next_id());
            form.refuse("", why);
            return page(ctx, caller, id, form).await.map(Err);
        }
        Err(error) => return Err(error.into()),
    };
    let place = place_of(ctx, caller, id).await?;
    let (ours, theirs) = (caller.org().name.to_string(), place.partner.to_string());
    let names = Names { ours: &ours, theirs: &theirs, kind: caller.org().kind };
    let quarters = reported(&ctx.t, &view, &names);
    let span = asked.ok_or(Error::NotFound)?;
    let few = few_at_most(&quarters, view.smallest);
    let year = of_it.map(|year| of_year(&ctx.t, &names, caller.org_id(), &year));
    let told = year.into_iter().chain(quarters).collect();
    Ok(Ok(Booklet { span, ours, theirs, few, told }))
}
