//! The audit chain in plain sentences: who did what, when, to which record. No content is in it.
//!
//! Invariant: no place in the chain stands on a page or in an address. A gap would tell that an entry is hidden from whoever
//! reads it (decision 0020).

mod odd;
mod sentence;

use crate::ctx::Ctx;
use crate::organization::only_looks_after_people;
use crate::page::Answer;
use crate::policy::Policy;
use crate::problem::Problem;
use crate::routes::Routes;
use crate::session::Caller;
use crate::texts::Tongue;
use app::audit::PAGE;
use askama::Template;
use axum::extract::Query;
use domain::ids::MemberId;
use domain::member::Deed;
use domain::text::Label;
use domain::time::Timestamp;
use std::collections::HashMap;

/// Their routes.
pub(crate) fn routes() -> Routes {
    // Leads come here from the pages of people and partnership: their menu holds what they work with.
    Routes::new()
        .get("/audit/odd", Policy::Deed(Deed::ReadAudit), odd::get)
        .get("/audit", Policy::Deed(Deed::ReadAudit), get)
        .nav_when(80, "nav-audit", "/audit", only_looks_after_people)
}

/// Where the page begins.
#[derive(Debug, serde::Deserialize)]
struct Since {
    /// How many newer ones were passed; none without it.
    after: Option<u32>,
}

/// An entry on the page.
struct Line {
    at: Timestamp,
    text: String,
}

#[derive(Template)]
#[template(path = "audit/audit.html")]
struct AuditPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    lines: Vec<Line>,
    /// The page shows older entries, so there is a way to the newest.
    is_older: bool,
    /// Where older ones begin, if there are any.
    older: Option<u32>,
}

/// `GET /audit`: 50 entries, newest first.
async fn get(ctx: Ctx, caller: Caller, Query(since): Query<Since>) -> Answer {
    let entries = app::audit::latest(&ctx.app, &caller, since.after).await?;
    let names = names(&ctx, &caller).await?;
    let lines: Vec<Line> =
        entries.iter().map(|one| Line { at: one.entry.at, text: sentence::of(&ctx.t, &one.entry, &names) }).collect();
    let is_full = u32::try_from(lines.len()).is_ok_and(|n| n == PAGE);
    let older = is_full.then(|| since.after.unwrap_or(0).saturating_add(PAGE));
    ctx.show(&AuditPage { ctx: &ctx, t: &ctx.t, lines, is_older: since.after.is_some(), older })
}

/// Names of everyone who works here or did.
async fn names(ctx: &Ctx, caller: &Caller) -> Result<HashMap<MemberId, Label>, Problem> {
    let (colleagues, _) = app::people::list(&ctx.app, caller).await?;
    Ok(colleagues.into_iter().map(|one| (one.id, one.name)).collect())
}
