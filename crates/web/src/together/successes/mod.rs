//! Track your successes: what the two organizations told each other of the periods that are over, closing one, and, for our
//! own leads, our own exact figures.
//!
//! Invariant: sentence, picture, table and file are made of the same protected lines ([`view`]). Exact figures are on the page
//! of our own leads alone, and in no file.

mod beside_view;
mod booklet;
mod exact_view;
mod filter;
mod funders;
mod offers_view;
mod papers;
pub(super) mod quality;
mod view;

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
use app::totals::{self, OurSite, RefusedTotals, Told, TotalsView};
use app::workspace::Place;
use askama::Template;
use axum::extract::Query;
use domain::ids::PartnershipId;
use domain::measure::{Gauge, Measure};
use domain::member::Deed;
use domain::mou::paper::Period as Every;
use domain::totals::{NotTaken, Period};
use exact_view::{Ours, ours};
use filter::{Choice, Choices, Filter, Wanted};
pub(super) use papers::{paper, periods, table};
use std::borrow::Cow;
pub(crate) use view::{Definition, definition, named};
use view::{Names, Reported, few_at_most, reported};

/// The name of the file: it says nothing of whom or what.
const FILE: &str = "table.csv";

/// A report that does not count.
struct Broken {
    period: String,
    by: String,
}

/// How one of our reports stands on its way, where that is worth a word.
struct Sent {
    period: String,
    says: Cow<'static, str>,
    /// What can be sent again: the code of its period.
    again: Option<String>,
}

#[derive(Template)]
#[template(path = "together/successes.html")]
struct Successes<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    place: Place,
    home: String,
    /// What can be closed now, the latest first.
    closes: Vec<Choice>,
    is_closed: bool,
    /// We have told a period.
    has_told: bool,
    /// A lead takes totals along.
    may_take: bool,
    latest: String,
    every: Cow<'static, str>,
    smallest: u64,
    hidden: usize,
    reported: Vec<Reported>,
    broken: Vec<Broken>,
    sent: Vec<Sent>,
    /// What came and was not taken, as sentences.
    refused: Vec<String>,
    ours: Option<Ours>,
    definitions: Vec<Definition>,
    /// What can be asked for.
    choices: Choices,
    /// What is asked for was not told, or not yet.
    is_untold: bool,
}

async fn page(ctx: &Ctx, caller: &Caller, id: PartnershipId, form: Form, filter: Filter) -> Answer {
    let place = place_of(ctx, caller, id).await?;
    let view = totals::show(&ctx.app, caller, id).await?;
    let sites = totals::our_sites(&ctx.app, caller).await?;
    let ours = ours_of(ctx, caller, id, (filter.period.unwrap_or(view.latest), filter, &sites)).await?;
    let (ours, own_measures, gauges) =
        ours.map_or((None, Vec::new(), Vec::new()), |own| (Some(own.shown), own.measures, own.gauges));
    let (t, our_name, their_name) = (&ctx.t, caller.org().name.to_string(), place.partner.to_string());
    let names = Names { ours: &our_name, theirs: &their_name, kind: caller.org().kind };
    let mut reported = reported(t, &view, &names);
    reported.retain(|one| filter.period.is_none_or(|period| period.to_string() == one.code));
    for one in &mut reported {
        one.ways.retain(|way| filter.shows(way.direction));
    }
    let of = |told: &Told| if told.by == view.ours { our_name.clone() } else { their_name.clone() };
    let broken = view.told.iter().filter(|told| told.report.is_none());
    let is_closed = view.closable.is_empty();
    let latest = named(t, view.closable.first().copied().unwrap_or(view.latest));
    let mut measures: Vec<Measure> = reported
        .iter()
        .flat_map(|period| period.ways.iter().flat_map(|way| way.rows.iter().map(|row| row.measure)))
        .chain(own_measures)
        .collect();
    measures.sort_unstable();
    measures.dedup();
    let shown = Successes {
        ctx,
        t,
        form: &form,
        home: path(id),
        closes: view.closable.iter().filter(|_| view.may_close).map(|one| Choice::of(t, *one)).collect(),
        is_closed,
        has_told: view.told.iter().any(|told| told.by == view.ours),
        may_take: view.may_close,
        latest,
        every: every(t, view.every),
        smallest: few_at_most(&reported, view.smallest),
        hidden: reported.iter().map(Reported::hidden).sum(),
        broken: broken.map(|told| Broken { period: named(t, told.period), by: of(told) }).collect(),
        sent: view.told.iter().filter_map(|told| sent(t, ctx, &view, told)).collect(),
        refused: view.refused.iter().map(|one| refused(t, one, &their_name)).collect(),
        ours: ours.filter(|ours| !ours.is_empty()),
        definitions: measures
            .iter()
            .map(|measure| definition(t, *measure, &measures))
            .chain(gauges.into_iter().map(|gauge| beside_view::definition(t, gauge)))
            .collect(),
        choices: filter::choices(ctx, caller, &sites),
        is_untold: filter.period.is_some() && reported.is_empty(),
        reported,
        place,
    };
    if form.is_fine() { ctx.show(&shown) } else { ctx.again(&shown) }
}

/// Our own figures, and what of them is to be defined.
struct OwnFigures {
    shown: Ours,
    measures: Vec<Measure>,
    gauges: Vec<Gauge>,
}

/// Our own figures, for those who may close a period.
async fn ours_of(
    ctx: &Ctx,
    caller: &Caller,
    id: PartnershipId,
    (period, filter, sites): (Period, Filter, &[OurSite]),
) -> Result<Option<OwnFigures>, Problem> {
    if !caller.may(Deed::CloseTotals) {
        return Ok(None);
    }
    let exact = totals::exact(&ctx.app, caller, id, period).await?;
    let beside = totals::beside(&ctx.app, caller, id, period).await?;
    let (sheets, gauges) = beside_view::sheets(ctx, caller.org().kind, (&exact, &beside), sites, filter);
    let shown = ours(&ctx.t, caller.org().kind, &exact, filter, sheets);
    let measures = exact_view::measures(caller.org().kind, &exact, beside.asked.as_ref(), filter);
    Ok(Some(OwnFigures { shown, measures, gauges }))
}

/// Ours that have not come to the partner yet, or lately.
fn sent(t: &Tongue, ctx: &Ctx, view: &TotalsView, told: &Told) -> Option<Sent> {
    if told.by != view.ours {
        return None;
    }
    let period = named(t, told.period);
    let (says, again) = match told.arrived {
        Some(at) if told.period == view.latest => {
            (t.with("when", t.moment(at, ctx.now)).say("successes-arrived"), None)
        }
        Some(_) => return None,
        None if view.on_its_way => (t.say("successes-on-its-way"), None),
        None => (t.say("successes-not-arrived"), view.may_close.then(|| told.period.to_string())),
    };
    Some(Sent { period, says, again })
}

fn refused(t: &Tongue, one: &RefusedTotals, org: &str) -> String {
    let period =
        one.period.map_or_else(|| t.say("successes-refused-no-period").into_owned(), |period| named(t, period));
    let why = t.with("org", org).say(match one.reason {
        NotTaken::Unreadable => "successes-why-unreadable",
        NotTaken::Signature => "successes-why-signature",
        NotTaken::NoPeriod => "successes-why-no-period",
        NotTaken::NotOver => "successes-why-not-over",
        NotTaken::OtherLines => "successes-why-other-lines",
        NotTaken::NotProtected => "successes-why-not-protected",
        NotTaken::Twice => "successes-why-twice",
        NotTaken::Contradicts => "successes-why-contradicts",
        NotTaken::DoesNotAddUp => "successes-why-does-not-add-up",
    });
    t.with("when", t.date(one.at)).with("period", period).with("why", why).say("successes-refused").into_owned()
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
pub(super) async fn show(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>, Query(wanted): Query<Wanted>) -> Answer {
    let mut form = wanted.into_form(Form::fresh(ctx.app.next_id()));
    let sites = totals::our_sites(&ctx.app, &caller).await?;
    let filter = filter::read(&ctx, &caller, &sites, &mut form);
    page(&ctx, &caller, id, form, filter).await
}

/// `POST /together/{id}/successes`: closes a period and tells the partner.
pub(super) async fn close(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return page(&ctx, &caller, id, form, Filter::default()).await;
    }
    let Some(period) = Period::parse(form.value("period")) else {
        form.refuse("", "totals-no-period");
        return page(&ctx, &caller, id, form, Filter::default()).await;
    };
    let done = totals::close(&ctx.app, &caller, id, period).await.map(drop);
    answered(&ctx, &caller, id, form, done).await
}

/// `POST /together/{id}/successes/again`: sends the totals of a closed period again.
pub(super) async fn send_again(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return page(&ctx, &caller, id, form, Filter::default()).await;
    }
    let Some(period) = Period::parse(form.value("period")) else {
        form.refuse("", "totals-no-period");
        return page(&ctx, &caller, id, form, Filter::default()).await;
    };
    let done = totals::send_again(&ctx.app, &caller, id, period).await;
    answered(&ctx, &caller, id, form, done).await
}

async fn answered(ctx: &Ctx, caller: &Caller, id: PartnershipId, mut form: Form, done: app::Result<()>) -> Answer {
    match done {
        Ok(()) => to(&format!("{}/successes", path(id))),
        Err(error @ (Error::Invalid(_) | Error::NotOpen(_))) => {
            form.refuse_deed(&error);
            page(ctx, caller, id, form, Filter::default()).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /together/{id}/successes/table.csv`: the numbers of the page, as a table for another program.
pub(super) async fn file(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Result<Page, Problem> {
    let place = place_of(&ctx, &caller, id).await?;
    let view = totals::show(&ctx.app, &caller, id).await?;
    let (t, our_name, their_name) = (&ctx.t, caller.org().name.to_string(), place.partner.to_string());
    let names = Names { ours: &our_name, theirs: &their_name, kind: caller.org().kind };
    let mut rows: Vec<[String; 5]> = Vec::new();
    for period in reported(t, &view, &names) {
        for way in period.ways {
            let row = |row: view::Row| {
                [period.name.clone(), row.by, way.name.to_string(), t.label(row.measure).into_owned(), row.words]
            };
            rows.extend(way.rows.into_iter().map(row));
        }
    }
    let head = ["successes-period", "successes-by", "successes-way", "successes-what", "successes-count"];
    let head = head.map(|key| t.say(key));
    let head: Vec<&str> = head.iter().map(AsRef::as_ref).collect();
    let rows = rows.iter().map(|row| row.iter().map(String::as_str));
    Ok(Page::file(FILE, "text/csv; charset=utf-8", csv::table(&head, rows)))
}
