//! What a lead changes, each on a page of its own that says what it does.

use super::standing_of;
use crate::ctx::{Ctx, Line};
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::partnerships::{self, Standing};
use askama::Template;
use domain::ids::{MemberId, PartnershipId};
use domain::partnership::PartnershipState;
use domain::text::Label;

#[derive(Template)]
#[template(path = "partnership/liaisons.html")]
struct Liaisons<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    standing: &'a Standing,
    colleagues: &'a [(MemberId, Label)],
}

/// `GET /partnership/{id}/liaisons`.
pub(super) async fn liaisons(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    let standing = standing_of(&ctx, &caller, id).await?;
    let colleagues = app::people::colleagues(&ctx.app, &caller).await?;
    let mut form = Form::fresh(ctx.app.next_id());
    for (field, now) in [("liaison", &standing.our_liaison), ("alternate", &standing.our_alternate)] {
        if let Some((member, _)) = now {
            form = form.with(field, member.to_string());
        }
    }
    let (standing, colleagues) = (&standing, &colleagues);
    ctx.show(&Liaisons { ctx: &ctx, t: &ctx.t, form: &form, standing, colleagues })
}

/// `POST /partnership/{id}/liaisons`.
pub(super) async fn name_liaisons(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>, posted: Posted) -> Answer {
    let standing = standing_of(&ctx, &caller, id).await?;
    let colleagues = app::people::colleagues(&ctx.app, &caller).await?;
    let (standing, colleagues) = (&standing, &colleagues);
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&Liaisons { ctx: &ctx, t: &ctx.t, form: &form, standing, colleagues });
    }
    form.wants("liaison", "liaisons-liaison-needed");
    form.wants("alternate", "liaisons-alternate-needed");
    let member = |text: &str| MemberId::parse(text).ok_or(());
    let (liaison, alternate) = (form.choice("liaison", member), form.choice("alternate", member));
    let (Some(liaison), Some(alternate)) = (liaison, alternate) else {
        return ctx.again(&Liaisons { ctx: &ctx, t: &ctx.t, form: &form, standing, colleagues });
    };
    match partnerships::name_liaisons(&ctx.app, &caller, id, liaison, alternate).await {
        Ok(()) => Ok(Page::to("/partnership")),
        Err(error @ Error::Invalid("liaison-same" | "liaison-not-active")) => {
            form.refuse("alternate", error.code());
            ctx.again(&Liaisons { ctx: &ctx, t: &ctx.t, form: &form, standing, colleagues })
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "partnership/words.html")]
struct Words<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    standing: &'a Standing,
    ours: &'a str,
    phone: Line,
}

fn words_page<'a>(ctx: &'a Ctx, caller: &'a Caller, form: &'a Form, standing: &'a Standing) -> Words<'a> {
    let phone = Line::new(standing.partner.name.as_str(), standing.partner.phone.as_str());
    Words { ctx, t: &ctx.t, form, standing, ours: caller.org().name.as_str(), phone }
}

/// `GET /partnership/{id}/words`.
pub(super) async fn words(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    let standing = standing_of(&ctx, &caller, id).await?;
    let form = Form::fresh(ctx.app.next_id());
    ctx.show(&words_page(&ctx, &caller, &form, &standing))
}

/// `POST /partnership/{id}/words`.
pub(super) async fn confirm_words(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>, posted: Posted) -> Answer {
    let standing = standing_of(&ctx, &caller, id).await?;
    let mut form = posted.form(&ctx);
    if !form.is_ticked("agree") {
        form.refuse("agree", "words-read-first");
    }
    if posted.is_resumed() || !form.is_fine() {
        return ctx.again(&words_page(&ctx, &caller, &form, &standing));
    }
    match partnerships::confirm_key(&ctx.app, &caller, id, form.value("words")).await {
        Ok(()) => Ok(Page::to("/partnership")),
        Err(error @ Error::Invalid("words-changed")) => {
            form.refuse("agree", error.code());
            ctx.again(&words_page(&ctx, &caller, &form, &standing))
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "partnership/pause.html")]
struct Pause<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    standing: &'a Standing,
}

/// `GET /partnership/{id}/pause`.
pub(super) async fn pause(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    let standing = standing_of(&ctx, &caller, id).await?;
    if standing.partner.state != PartnershipState::Active {
        return Ok(Page::to("/partnership"));
    }
    let form = Form::fresh(ctx.app.next_id());
    ctx.show(&Pause { ctx: &ctx, t: &ctx.t, form: &form, standing: &standing })
}

/// `POST /partnership/{id}/pause`. Paused already is as good.
pub(super) async fn do_pause(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    if standing_of(&ctx, &caller, id).await?.partner.state == PartnershipState::Active {
        partnerships::pause(&ctx.app, &caller, id).await?;
    }
    Ok(Page::to("/partnership"))
}

/// `POST /partnership/{id}/resume`. What waited is sent now.
pub(super) async fn resume(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    if standing_of(&ctx, &caller, id).await?.partner.state == PartnershipState::Paused {
        partnerships::resume(&ctx.app, &caller, id).await?;
    }
    Ok(Page::to("/partnership"))
}
