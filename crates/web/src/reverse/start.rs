//! The first question: does the survivor want us to share anything? And one press for who was asked and wants nothing now.

use super::partners;
use crate::ctx::{Ctx, Line};
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Page};
use crate::problem::Problem;
use crate::session::Caller;
use crate::texts::Tongue;
use app::offers;
use app::partnerships::Partner;
use askama::Template;
use domain::ids::FormId;
use domain::measure::OfferAnswer;
use domain::member::Deed;
use domain::org::OrgKind;

#[derive(Template)]
#[template(path = "reverse/start.html")]
struct StartPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    partners: Vec<Partner>,
    /// A slip names a clinic; toward an agency a card is carried instead.
    offers_slip: bool,
    may_sign: bool,
    is_advocacy: bool,
    /// Who was asked and wants nothing now is counted by a press.
    may_press: bool,
}

impl StartPage<'_> {
    fn dial(&self, phone: &str) -> String {
        Line::new("", phone).dial
    }
}

/// `GET /reverse`.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    let form = Form::fresh(ctx.app.next_id());
    page(&ctx, &caller, form).await
}

async fn page(ctx: &Ctx, caller: &Caller, form: Form) -> Answer {
    let partners = partners(ctx, caller).await?;
    let is_advocacy = caller.org().kind == OrgKind::Advocacy;
    let (offers_slip, may_sign) = (is_advocacy && caller.may(Deed::PrintSlip), caller.may(Deed::TakeRelease));
    let may_press = offers::are_pressed(caller);
    let shown = StartPage { ctx, t: &ctx.t, form: &form, partners, offers_slip, may_sign, is_advocacy, may_press };
    if form.is_fine() { ctx.show(&shown) } else { ctx.again(&shown) }
}

/// `POST /reverse/offered`: somebody was offered an introduction and said no thanks, or later.
pub(super) async fn offered(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    if !offers::are_pressed(&caller) {
        return Err(Problem::NotFound);
    }
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return page(&ctx, &caller, form).await;
    }
    let Some(answer) = form.choice("answer", OfferAnswer::parse) else {
        return page(&ctx, &caller, form).await;
    };
    offers::answered(&ctx.app, &caller, answer, FormId::new(form.id)).await?;
    Ok(Page::to("/reverse/offered"))
}

#[derive(Template)]
#[template(path = "reverse/offered.html")]
struct OfferedPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
}

/// `GET /reverse/offered`: it is counted. The same page whatever was said: neither answer is the better one.
pub(super) async fn thanks(ctx: Ctx, caller: Caller) -> Answer {
    if !offers::are_pressed(&caller) {
        return Err(Problem::NotFound);
    }
    ctx.show(&OfferedPage { ctx: &ctx, t: &ctx.t })
}
