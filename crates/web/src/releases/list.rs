//! Which releases live, until when, and the way to end one.

use crate::ctx::Ctx;
use crate::form::choices;
use crate::guard::Posted;
use crate::inbox::{From, page_or_nothing};
use crate::page::{Answer, Id, Page};
use crate::referrals::{StopPage, StoppedPage, elements, said, stop_form};
use crate::session::Caller;
use crate::texts::Tongue;
use app::referrals::{Cursor, Opening};
use app::releases::draft::Begun;
use app::releases::unsent::{self, Forgotten};
use app::releases::{self, ReleaseRow};
use askama::Template;
use axum::extract::Query;
use domain::ids::ReleaseId;
use domain::member::Deed;
use domain::org::OrgKind;
use domain::release::draft::Step;
use domain::release::{HowSaid, Purpose};
use domain::text::Label;
use domain::time::Days;
use std::borrow::Cow;

#[derive(Template)]
#[template(path = "releases/list.html")]
struct ListPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    caller: &'a Caller,
    rows: Vec<ReleaseRow>,
    next: Option<Cursor>,
    is_first: bool,
    /// What this member began and has not signed.
    begun: Vec<Begun>,
    /// What was signed and waits to be sent, on the first page.
    unsent: Vec<ReleaseRow>,
}

#[derive(Template)]
#[template(path = "releases/one.html")]
struct OnePage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    caller: &'a Caller,
    row: ReleaseRow,
    /// Nothing was sent under it, and the person asked that it be forgotten.
    forgotten: Option<Forgotten>,
    openings: Vec<Opening>,
    /// Who alone may see it; nobody when it is kept to nobody.
    two: Vec<Label>,
}

fn left(t: &Tongue, row: &ReleaseRow) -> Cow<'static, str> {
    match row.days_left {
        Days(0) => t.say("releases-over"),
        Days(n) => t.with("n", n).say("releases-days-left"),
    }
}

/// What remains to be done with it: a referral that was not sent yet.
pub(super) fn waits_for_details(row: &ReleaseRow) -> bool {
    row.release.purpose == Purpose::WarmReferral && !row.is_used && row.days_left > Days(0)
}

impl ListPage<'_> {
    fn elements(&self, row: &ReleaseRow) -> String {
        elements(self.t, &row.release.elements)
    }
    fn left(&self, row: &ReleaseRow) -> Cow<'static, str> {
        left(self.t, row)
    }
    fn ends(&self, row: &ReleaseRow) -> Cow<'static, str> {
        row.release.expires_at.map_or(Cow::Borrowed(""), |end| self.t.until(end))
    }
    /// Where one left.
    fn open_step(&self, begun: &Begun) -> Cow<'static, str> {
        self.t.label(begun.draft.open_step().unwrap_or(Step::Copy))
    }
    fn dies_at(&self, begun: &Begun) -> Cow<'static, str> {
        self.t.exact(begun.dies_at, self.ctx.now)
    }
    fn is_soon(&self, row: &ReleaseRow) -> bool {
        row.days_left <= Days(5)
    }
}

impl OnePage<'_> {
    fn two_names(&self) -> String {
        super::two_names(self.t, &self.two)
    }
    fn elements(&self) -> String {
        elements(self.t, &self.row.release.elements)
    }
    fn left(&self) -> Cow<'static, str> {
        left(self.t, &self.row)
    }
    fn waits(&self) -> bool {
        waits_for_details(&self.row)
    }
    fn is_live(&self) -> bool {
        self.row.days_left > Days(0)
    }
}

/// `GET /releases`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Query(from): Query<From>) -> Answer {
    let cursor = from.cursor();
    let is_first = cursor.is_none();
    let page = releases::list(&ctx.app, &caller, cursor).await.map_err(page_or_nothing)?;
    // What a member begins ends by itself within a day, so there are never many; it stands above the first page.
    let begun = if is_first { releases::draft::begun(&ctx.app, &caller).await? } else { Vec::new() };
    let unsent = if is_first { releases::unsent(&ctx.app, &caller).await? } else { Vec::new() };
    let (mut rows, next) = (page.rows, page.next);
    // What waits to be sent stands on top, once.
    rows.retain(|row| !unsent.contains(row));
    ctx.show(&ListPage { ctx: &ctx, t: &ctx.t, caller: &caller, rows, next, is_first, begun, unsent })
}

/// `GET /releases/{id}`.
pub(super) async fn one(ctx: Ctx, caller: Caller, Id(id): Id<ReleaseId>) -> Answer {
    let row = releases::show(&ctx.app, &caller, id).await?;
    let forgotten = if row.is_used { None } else { unsent::forgotten(&ctx.app, &caller, id).await? };
    let openings = releases::openings(&ctx.app, &caller, &row).await?;
    let two = app::referrals::named(&ctx.app, &caller, row.release.referral).await?;
    ctx.show(&OnePage { ctx: &ctx, t: &ctx.t, caller: &caller, row, forgotten, openings, two })
}

/// `GET /releases/{id}/stop`.
pub(super) async fn stop(ctx: Ctx, caller: Caller, Id(id): Id<ReleaseId>) -> Answer {
    let row = releases::show(&ctx.app, &caller, id).await?;
    if row.release.revoked_at.is_some() {
        // Its page says when it was taken back. One that ended by itself can still be: the partner may hold what was sent.
        return Ok(Page::to(&format!("/releases/{id}")));
    }
    let form = stop_form(&ctx);
    ctx.show(&StopPage {
        ctx: &ctx,
        t: &ctx.t,
        form: &form,
        action: format!("/releases/{id}/stop"),
        back: format!("/releases/{id}"),
        partner: row.recipient_name,
        is_advocacy: caller.org().kind == OrgKind::Advocacy,
        hows: choices(&ctx.t, HowSaid::ALL),
    })
}

/// `POST /releases/{id}/stop`.
pub(super) async fn stopped(ctx: Ctx, caller: Caller, Id(id): Id<ReleaseId>, posted: Posted) -> Answer {
    let said = said(&posted.form(&ctx));
    let stopped = releases::revoke_said(&ctx.app, &caller, id, said).await?;
    StoppedPage::show(&ctx, &caller, &stopped, "/releases")
}
