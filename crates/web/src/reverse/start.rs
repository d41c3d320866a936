//! The first question: does the survivor want us to share anything?

use super::partners;
use crate::ctx::{Ctx, Line};
use crate::page::Answer;
use crate::session::Caller;
use crate::texts::Tongue;
use app::partnerships::Partner;
use askama::Template;
use domain::member::Deed;
use domain::org::OrgKind;

#[derive(Template)]
#[template(path = "reverse/start.html")]
struct StartPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    partners: Vec<Partner>,
    /// A slip names a clinic; toward an agency a card is carried instead.
    offers_slip: bool,
    may_sign: bool,
    is_advocacy: bool,
}

impl StartPage<'_> {
    fn dial(&self, phone: &str) -> String {
        Line::new("", phone).dial
    }
}

/// `GET /reverse`.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    let partners = partners(&ctx, &caller).await?;
    let is_advocacy = caller.org().kind == OrgKind::Advocacy;
    let (offers_slip, may_sign) = (is_advocacy && caller.may(Deed::PrintSlip), caller.may(Deed::TakeRelease));
    ctx.show(&StartPage { ctx: &ctx, t: &ctx.t, partners, offers_slip, may_sign, is_advocacy })
}
