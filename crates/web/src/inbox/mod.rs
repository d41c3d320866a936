//! What came in: nameless rows, the longest waiting first, and those who are on the line now on top.
//!
//! Invariant: nothing in a row, a title or an address says who a person is or why they come.

use crate::ctx::Ctx;
use crate::notices::{Notices, Place};
use crate::page::Answer;
use crate::policy::Policy;
use crate::problem::Problem;
use crate::routes::Routes;
use crate::session::Caller;
use crate::texts::Tongue;
use app::Session;
use app::referrals::{Cursor, HowOver, InboxRow, Over};
use app::releases::ReleaseRow;
use askama::Template;
use axum::extract::Query;
use domain::member::{Deed, Role};
use domain::org::OrgKind;
use domain::referral::{Direction, Handoff, Status};
use serde::Deserialize;
use std::borrow::Cow;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/inbox", Policy::Deed(Deed::ReadInbox), open)
        .post("/inbox/seen", Policy::Deed(Deed::ReadInbox), seen)
        .get("/inbox/finished", Policy::Deed(Deed::ReadInbox), finished)
        .nav_when(20, "nav-inbox", "/inbox", works_with_people)
}

/// Everyone who may open a referral; a lead of a health center comes to it from the front desk's page.
fn works_with_people(session: &Session) -> bool {
    session.org().kind == OrgKind::Advocacy || session.roles().contains(&Role::Clinician)
}

/// Where the list goes on; opaque.
#[derive(Deserialize)]
pub(crate) struct From {
    from: Option<String>,
}

impl From {
    pub(crate) fn cursor(self) -> Option<Cursor> {
        self.from.filter(|from| !from.is_empty()).map(Cursor)
    }
}

/// A cursor that is none is a page that does not exist.
pub(crate) fn page_or_nothing(error: app::Error) -> Problem {
    match error {
        app::Error::Invalid("cursor") => Problem::NotFound,
        other => other.into(),
    }
}

/// How two people are introduced, seen from the bank they cross to.
pub(crate) fn handoff(t: &Tongue, direction: Direction, handoff: Handoff) -> Cow<'static, str> {
    match (direction, handoff) {
        (Direction::ToHealthCenter, Handoff::AdvocateReachesOut) => t.say("inbox-clinic-reaches-out"),
        (Direction::ToHealthCenter, Handoff::InPerson) => t.say("inbox-here-now"),
        (_, other) => t.label(other),
    }
}

/// How a record is over, in a row.
pub(crate) fn stands(t: &Tongue, over: &Over) -> Cow<'static, str> {
    t.say(match over.how {
        HowOver::Forgotten => "closed-forgotten",
        HowOver::PartnerEnded => "referral-ended-title",
        HowOver::Untaken | HowOver::Ended => "closed-untaken",
    })
}

#[derive(Template)]
#[template(path = "inbox/list.html")]
struct InboxPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    notices: Notices,
    /// What was signed and waits to be sent, on the first page.
    unsent: Vec<ReleaseRow>,
    now_rows: Vec<InboxRow>,
    rows: Vec<InboxRow>,
    next: Option<Cursor>,
    is_finished: bool,
    is_first: bool,
    front_desk: bool,
}

impl InboxPage<'_> {
    fn bank(&self, row: &InboxRow) -> &'static str {
        from_code(row.direction)
    }
    fn handoff(&self, row: &InboxRow) -> Cow<'static, str> {
        handoff(self.t, row.direction, row.handoff)
    }
    fn waited(&self, row: &InboxRow) -> Cow<'static, str> {
        self.t.span(self.ctx.now.minutes_since(row.arrived_at))
    }
    fn older(&self, next: &Cursor) -> String {
        let path = if self.is_finished { "/inbox/finished" } else { "/inbox" };
        format!("{path}?from={}", next.0)
    }
    fn ends(&self, row: &ReleaseRow) -> Cow<'static, str> {
        row.release.expires_at.map_or(Cow::Borrowed(""), |end| self.t.until(end))
    }
    fn waits(&self, row: &InboxRow) -> bool {
        row.status == Status::Received && row.ends.over.is_none()
    }
    fn stands(&self, row: &InboxRow) -> Cow<'static, str> {
        row.ends.over.map_or_else(|| self.t.label(row.status), |over| stands(self.t, &over))
    }
    /// When it ended, or else when it came.
    fn since(&self, row: &InboxRow) -> Cow<'static, str> {
        match row.ends.at(row.status) {
            Some(at) => self.t.with("at", self.t.relative(at, self.ctx.now)).say("row-ended"),
            None => self.t.relative(row.arrived_at, self.ctx.now),
        }
    }
    /// What we tell the partner has ended, and what they sent is still shown here.
    fn half_ended(&self, row: &InboxRow) -> Option<Cow<'static, str>> {
        let at = row.ends.ours.filter(|_| row.ends.over.is_none() && !row.status.is_final())?;
        let said = self.t.with("at", self.t.relative(at, self.ctx.now)).with("org", &row.partner_name);
        Some(said.say("row-half-ended"))
    }
    /// Without seeing the row: what it is, from where, how long.
    fn name(&self, row: &InboxRow) -> Cow<'static, str> {
        let said = self.t.with("org", &row.partner_name).with("wait", self.waited(row)).with("code", &row.short_code);
        said.say(if self.waits(row) { "inbox-open-waiting" } else { "inbox-open-code" })
    }
}

/// The bank a person comes from, as the pages mark it.
pub(crate) fn from_code(direction: Direction) -> &'static str {
    match direction {
        Direction::ToAdvocacy => "health_center",
        Direction::ToHealthCenter => "advocacy",
    }
}

async fn open(ctx: Ctx, caller: Caller, Query(from): Query<From>) -> Answer {
    let cursor = from.cursor();
    let is_first = cursor.is_none();
    let page = app::referrals::inbox(&ctx.app, &caller, cursor).await.map_err(page_or_nothing)?;
    let is_now = |row: &InboxRow| row.handoff.is_now() && row.status == Status::Received && row.ends.over.is_none();
    let (now_rows, rows) = page.rows.into_iter().partition(is_now);
    let front_desk = caller.org().kind == OrgKind::HealthCenter && caller.may(Deed::BookArrivals);
    let next = page.next;
    let notices = Notices::unseen(&ctx, &caller, Place::Inbox).await?;
    let unsent = if is_first { app::releases::unsent(&ctx.app, &caller).await? } else { Vec::new() };
    let (ctx, t) = (&ctx, &ctx.t);
    ctx.show(&InboxPage { ctx, t, notices, unsent, now_rows, rows, next, is_finished: false, is_first, front_desk })
}

/// `POST /inbox/seen`: the notices were read.
async fn seen(ctx: Ctx, caller: Caller) -> Answer {
    crate::notices::seen(&ctx, &caller, Place::Inbox).await
}

async fn finished(ctx: Ctx, caller: Caller, Query(from): Query<From>) -> Answer {
    let cursor = from.cursor();
    let is_first = cursor.is_none();
    let page = app::referrals::finished(&ctx.app, &caller, cursor).await.map_err(page_or_nothing)?;
    let (rows, next, now_rows) = (page.rows, page.next, Vec::new());
    let (ctx, t, notices, unsent) = (&ctx, &ctx.t, Notices::of(&ctx, Place::Inbox, true, &[]), Vec::new());
    ctx.show(&InboxPage {
        ctx,
        t,
        notices,
        unsent,
        now_rows,
        rows,
        next,
        is_finished: true,
        is_first,
        front_desk: false,
    })
}
