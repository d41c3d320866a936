//! Our own list, as those who keep it see it: what is to be looked at again, and one press for what is still right.

use super::show::{Head, rows, sheet};
use super::words::Row;
use crate::ctx::Ctx;
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::listings::{self, ServiceList};
use app::papers::{Cell, Part};
use askama::Template;
use domain::ids::{ListingId, OrgId, SiteId};
use domain::listing::Site;
use domain::org::{Language, OrgKind};

/// Where it stands.
pub(super) const OURS: &str = "/services/ours";

#[derive(Template)]
#[template(path = "services/ours.html")]
struct OursPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    org: OrgId,
    head: Head,
    sites: &'a [Site],
    rows: Vec<Row>,
    n_stale: usize,
    is_over: bool,
    published: Option<domain::time::Timestamp>,
    /// HRSA publishes sites of health centers only.
    may_take: bool,
}

/// Our own list.
pub(super) async fn ours(ctx: &Ctx, caller: &Caller) -> Result<ServiceList, app::Error> {
    listings::show(&ctx.app, caller, caller.org_id()).await
}

/// `GET /services/ours`.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    let list = ours(&ctx, &caller).await?;
    let (head, rows) = (Head::of(&ctx.t, &list), rows(&ctx.t, &list, ctx.now));
    let (org, n_stale) = (list.org, list.n_stale(ctx.now));
    let is_over = is_over(&ctx, &list);
    let published = app::published::since(&ctx.app, &caller).await?;
    let may_take = caller.org().kind == OrgKind::HealthCenter;
    let (ctx, sites) = (&ctx, &list.sites);
    ctx.show(&OursPage { ctx, t: &ctx.t, org, head, sites, rows, n_stale, is_over, published, may_take })
}

/// Lines of ten points between the margins of a letter sheet, less what the gaps between rows take.
const LINES_OF_A_SIDE: usize = 50;

/// Letters in a line from margin to margin.
const LETTERS_OF_A_LINE: usize = 114;

/// Our list takes more than its side of the sheet, in either language: told by counting lines, since drawing it takes
/// seconds where nothing is optimized, and nobody waits for that to read their own list.
fn is_over(ctx: &Ctx, list: &ServiceList) -> bool {
    [Language::En, Language::Es].into_iter().any(|language| {
        let t = Tongue::new(language, ctx.t.zone().name());
        let paper = sheet(&t, std::slice::from_ref(list), ctx.now);
        paper.parts.iter().map(n_lines).sum::<usize>() > LINES_OF_A_SIDE
    })
}

/// How many lines a part takes, at most one too few in ten.
fn n_lines(part: &Part) -> usize {
    let tall = |line: &str, width: usize| line.chars().count().div_ceil(width).max(1);
    let lines = |text: &str, width: usize| text.lines().map(|line| tall(line, width)).sum();
    match part {
        Part::Heading { .. } => 2,
        Part::Text { text } | Part::Aside { text } => lines(text, LETTERS_OF_A_LINE),
        Part::Table { widths, rows, .. } => {
            let all: usize = widths.iter().copied().map(usize::from).sum::<usize>().max(1);
            let row = |cells: &Vec<Cell>| {
                let wide = |width: u8| (LETTERS_OF_A_LINE * usize::from(width) / all).max(1);
                let beside = cells.iter().zip(widths);
                let tallest =
                    beside.map(|(cell, width)| cell.lines().map(|line| tall(line, wide(*width))).sum::<usize>());
                tallest.max().unwrap_or(1)
            };
            1 + rows.iter().map(row).sum::<usize>()
        }
        _ => 1,
    }
}

/// `POST /services/ours/{id}/check`.
pub(super) async fn check(ctx: Ctx, caller: Caller, Id(line): Id<ListingId>, _: Posted) -> Answer {
    listings::check(&ctx.app, &caller, line).await?;
    Ok(Page::to(OURS))
}

/// `POST /services/ours/{id}/remove`.
pub(super) async fn remove(ctx: Ctx, caller: Caller, Id(line): Id<ListingId>, _: Posted) -> Answer {
    listings::remove(&ctx.app, &caller, line).await?;
    Ok(Page::to(OURS))
}

/// `POST /services/ours/publish`: the list is for everybody, or for partners alone.
pub(super) async fn publish(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    app::published::set(&ctx.app, &caller, posted.fields().get("public") == "yes").await?;
    Ok(Page::to(OURS))
}

/// `POST /services/ours/sites/{id}/remove`.
pub(super) async fn close_site(ctx: Ctx, caller: Caller, Id(site): Id<SiteId>, _: Posted) -> Answer {
    listings::close_site(&ctx.app, &caller, site).await?;
    Ok(Page::to(OURS))
}
