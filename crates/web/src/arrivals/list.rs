//! Who waits for a time, and who is booked: without names.

use super::standing;
use crate::ctx::Ctx;
use crate::inbox::{From, page_or_nothing};
use crate::notices::{Notices, Place};
use crate::page::Answer;
use crate::session::Caller;
use crate::texts::Tongue;
use crate::when::Civil;
use app::arrivals::{ArrivalRow, ClosedVisit};
use app::referrals::Cursor;
use askama::Template;
use axum::extract::Query;
use domain::member::Deed;
use std::borrow::Cow;

#[derive(Template)]
#[template(path = "arrivals/list.html")]
struct ListPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    notices: Notices,
    rows: Vec<ArrivalRow>,
    closed: Vec<ClosedVisit>,
    /// The reader may read on the record what happened to it.
    may_open: bool,
    next: Option<Cursor>,
}

impl ListPage<'_> {
    fn standing(&self, row: &ArrivalRow) -> Cow<'static, str> {
        self.t.say(standing(row.status, row.visit_at.is_some()))
    }
    fn booked(&self, row: &ArrivalRow) -> Option<Cow<'static, str>> {
        Civil::parse(row.visit_at.as_deref()?).map(|at| self.t.civil(at))
    }
    fn closed_at(&self, visit: &ClosedVisit) -> Cow<'static, str> {
        Civil::parse(&visit.visit_at).map_or(Cow::Borrowed(""), |at| self.t.civil(at))
    }
    fn waited(&self, row: &ArrivalRow) -> Cow<'static, str> {
        self.t.span(self.ctx.now.minutes_since(row.arrived_at))
    }
    fn older(&self, next: &Cursor) -> String {
        format!("/arrivals?from={}", next.0)
    }
}

/// `GET /arrivals`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Query(from): Query<From>) -> Answer {
    let page = app::arrivals::list(&ctx.app, &caller, from.cursor()).await.map_err(page_or_nothing)?;
    let closed = app::arrivals::closed(&ctx.app, &caller).await?;
    let notices = Notices::unseen(&ctx, &caller, Place::Arrivals).await?;
    let may_open = caller.may(Deed::OpenReferral);
    ctx.show(&ListPage { ctx: &ctx, t: &ctx.t, notices, rows: page.rows, closed, may_open, next: page.next })
}

/// `POST /arrivals/seen`: the notices were read.
pub(super) async fn seen(ctx: Ctx, caller: Caller) -> Answer {
    crate::notices::seen(&ctx, &caller, Place::Arrivals).await
}
