//! The lead's home: this month both ways, what waits, what ends soon. Our own records, and no names.

use crate::ctx::Ctx;
use crate::notices::{Notices, Place};
use crate::page::Answer;
use crate::policy::Policy;
use crate::routes::Routes;
use crate::session::Caller;
use crate::texts::Tongue;
use crate::together::overdue::{Line, lines, look_words, looks_href};
use app::home::{Beginning, COUNTED, Home, Waiting};
use app::watch::Watch;
use askama::Template;
use domain::measure::Measure;
use domain::member::Deed;
use domain::mou::Look;
use domain::org::OrgKind;
use domain::referral::Direction;
use std::borrow::Cow;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/home", Policy::Deed(Deed::ReadHome), get)
        .post("/home/seen", Policy::Deed(Deed::ReadHome), seen)
        .nav(15, "nav-home", "/home")
}

#[derive(Template)]
#[template(path = "home/home.html")]
struct HomePage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    home: Home,
    notices: Notices,
    /// What to look at in the partnerships that the caller leads.
    watches: Vec<Watch>,
    sentence: Cow<'static, str>,
    /// Counted of what we sent to the partner: the measure and how many.
    sent: Vec<(Measure, u64)>,
    /// Counted of what came in to us.
    came: Vec<(Measure, u64)>,
    /// Counted of visits, or of paper: the measure and how many.
    others: Vec<(Measure, u64)>,
    at_health_center: bool,
    counted_to: u32,
    /// Those who look after the partnership can go and mend it.
    may_mend: bool,
    /// Those who look after people can invite them.
    may_invite: bool,
    /// Lines of our service list that somebody has to look at.
    n_to_check: usize,
}

impl HomePage<'_> {
    fn overdue(&self, watch: &Watch) -> Vec<Line> {
        lines(self.t, watch.place.partnership, &watch.overdue)
    }
    fn looks_href(&self, watch: &Watch) -> String {
        looks_href(watch.place.partnership)
    }
    fn look_words(&self, look: &Look) -> Cow<'static, str> {
        look_words(self.t, look)
    }
    const fn has_to_check(&self) -> bool {
        self.n_to_check > 0
    }
    fn minutes_waited(&self, since: &domain::time::Timestamp) -> domain::time::Minutes {
        self.ctx.now.minutes_since(*since)
    }
    fn handoff(&self, one: &Waiting) -> Cow<'static, str> {
        let here = if self.at_health_center { Direction::ToHealthCenter } else { Direction::ToAdvocacy };
        crate::sent::handoff(self.t, here, one.handoff)
    }
}

fn of(home: &Home, direction: Option<Direction>, measure: Measure) -> u64 {
    let same = home.counts.iter().filter(|count| count.direction == direction && count.measure == measure);
    same.map(|count| count.count).sum()
}

/// Which way leads out of an organization of this kind, and which in.
const fn ways(kind: OrgKind) -> (Direction, Direction) {
    match kind {
        OrgKind::HealthCenter => (Direction::ToAdvocacy, Direction::ToHealthCenter),
        OrgKind::Advocacy | OrgKind::Coalition => (Direction::ToHealthCenter, Direction::ToAdvocacy),
    }
}

/// The month in one sentence, before any table.
fn sentence(t: &Tongue, home: &Home, kind: OrgKind) -> Cow<'static, str> {
    let (out, back) = ways(kind);
    let said = t
        .with("visits", of(home, None, Measure::Visits))
        .with("sent", of(home, Some(out), Measure::Sent))
        .with("arrived", of(home, Some(back), Measure::Arrived));
    said.say(if kind == OrgKind::HealthCenter { "home-sentence-clinic" } else { "home-sentence-advocates" })
}

/// `GET /home`.
async fn get(ctx: Ctx, caller: Caller) -> Answer {
    let home = app::home::show(&ctx.app, &caller).await?;
    let counted = |way: Option<Direction>| -> Vec<(Measure, u64)> {
        let all = Measure::ALL.iter().map(|measure| (*measure, of(&home, way, *measure)));
        all.filter(|(_, count)| *count > 0).collect()
    };
    let kind = caller.org().kind;
    let (out, back) = ways(kind);
    ctx.show(&HomePage {
        sentence: sentence(&ctx.t, &home, kind),
        sent: counted(Some(out)),
        came: counted(Some(back)),
        others: counted(None),
        at_health_center: kind == OrgKind::HealthCenter,
        counted_to: COUNTED,
        watches: app::watch::list(&ctx.app, &caller).await?,
        notices: Notices::of(&ctx, Place::Home, true, &home.notices),
        may_mend: caller.may(Deed::ManagePartnership),
        may_invite: caller.may(Deed::ManagePeople),
        n_to_check: app::listings::n_to_check(&ctx.app, &caller).await?,
        ctx: &ctx,
        t: &ctx.t,
        home,
    })
}

/// `POST /home/seen`: the notices were read.
async fn seen(ctx: Ctx, caller: Caller) -> Answer {
    crate::notices::seen(&ctx, &caller, Place::Home).await
}
