//! Handing over: somebody else answers, and looks after what is in a colleague's name, from now on.

use super::{path, place_of, to};
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Ids};
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::drill::{self, Breaks};
use app::liaisons;
use app::workspace::Place;
use askama::Template;
use domain::ids::{MemberId, PartnershipId};
use domain::text::Label;

#[derive(Template)]
#[template(path = "together/hand_over.html")]
struct HandOver<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    home: String,
    place: &'a Place,
    breaks: &'a Breaks,
    successors: &'a [(MemberId, Label)],
}

/// `GET /together/{id}/drill/{entry}/hand-over`.
pub(super) async fn get(ctx: Ctx, caller: Caller, ids: Ids<PartnershipId, MemberId>) -> Answer {
    let form = Form::fresh(ctx.app.next_id());
    page(&ctx, &caller, ids, form, true).await
}

/// `POST /together/{id}/drill/{entry}/hand-over`.
pub(super) async fn post(
    ctx: Ctx,
    caller: Caller,
    Ids(id, from): Ids<PartnershipId, MemberId>,
    posted: Posted,
) -> Answer {
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return page(&ctx, &caller, Ids(id, from), form, true).await;
    }
    let Some(successor) = MemberId::parse(form.value("to")) else {
        form.refuse("to", "hand-over-to-needed");
        return page(&ctx, &caller, Ids(id, from), form, false).await;
    };
    match liaisons::hand_over(&ctx.app, &caller, id, (from, successor)).await {
        Ok(()) => to(&path(id)),
        Err(error @ Error::Invalid(_)) => {
            form.refuse("to", error.code());
            page(&ctx, &caller, Ids(id, from), form, false).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn page(
    ctx: &Ctx,
    caller: &Caller,
    Ids(id, from): Ids<PartnershipId, MemberId>,
    form: Form,
    is_fine: bool,
) -> Answer {
    let place = place_of(ctx, caller, id).await?;
    let breaks = drill::breaks(&ctx.app, caller, id, from).await?;
    let successors = liaisons::successors(&ctx.app, caller, id, from).await?;
    let page = HandOver {
        ctx,
        t: &ctx.t,
        form: &form,
        home: path(id),
        place: &place,
        breaks: &breaks,
        successors: &successors,
    };
    if is_fine { ctx.show(&page) } else { ctx.again(&page) }
}
