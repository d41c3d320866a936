//! Where the pages end when there is another way: each is a good one, and nothing was kept.

use crate::ctx::{Ctx, Line};
use crate::page::Answer;
use crate::session::Caller;
use crate::texts::Tongue;
use app::partnerships::Partner;
use askama::Template;
use domain::member::Deed;
use domain::org::OrgKind;
use domain::release::Purpose;
use domain::release::answer::OtherWay;

#[derive(Template)]
#[template(path = "releases/wizard/instead.html")]
struct InsteadPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    way: OtherWay,
    /// Whom one can call together.
    partners: Vec<Partner>,
}

impl InsteadPage<'_> {
    fn dial(&self, phone: &str) -> String {
        Line::new("", phone).dial
    }
}

/// The page of a way. Toward a health center there is a slip to carry.
pub(super) fn of(caller: &Caller, purpose: Purpose, way: OtherWay) -> &'static str {
    let has_slip = caller.org().kind == OrgKind::Advocacy && caller.may(Deed::PrintSlip);
    match way {
        OtherWay::CarryIt if has_slip && purpose == Purpose::WarmReferral => "/reverse/slip",
        OtherWay::CarryIt => "/releases/instead/carry",
        OtherWay::CallTogether => "/releases/instead/call",
        OtherWay::ShareNothing | OtherWay::GoOn => "/releases/instead/nothing",
    }
}

async fn page(ctx: &Ctx, caller: &Caller, way: OtherWay) -> Answer {
    let partners = match way {
        OtherWay::CallTogether => app::partnerships::list(&ctx.app, caller).await?,
        _ => Vec::new(),
    };
    ctx.show(&InsteadPage { ctx, t: &ctx.t, way, partners })
}

/// `GET /releases/instead/call`.
pub(super) async fn call(ctx: Ctx, caller: Caller) -> Answer {
    page(&ctx, &caller, OtherWay::CallTogether).await
}

/// `GET /releases/instead/carry`.
pub(super) async fn carry(ctx: Ctx, caller: Caller) -> Answer {
    page(&ctx, &caller, OtherWay::CarryIt).await
}

/// `GET /releases/instead/nothing`.
pub(super) async fn nothing(ctx: Ctx, caller: Caller) -> Answer {
    page(&ctx, &caller, OtherWay::ShareNothing).await
}
