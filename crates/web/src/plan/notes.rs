//! Two kinds of words beside a plan, on two pages that cannot be taken for each other: a message, which goes to the
//! partner's team, and a private note, which never leaves this organization.

use super::{closed, out, path};
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Id, Ids, Page};
use crate::releases::silence_text;
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::plans::{self, Frame};
use askama::Template;
use domain::care_plan::{LONGEST_LETTER, LONGEST_NOTE, PrivateNote};
use domain::ids::{LineId, MessageId, ReferralId};
use domain::release::Element;
use std::borrow::Cow;

/// A message to the partner's team, beside a plan or beside a referral.
#[derive(Template)]
#[template(path = "plan/message.html")]
pub(crate) struct MessagePage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    frame: &'a Frame,
    /// The page on which the thread stands; below it is the address of the form.
    thread: String,
    longest: usize,
}

impl<'a> MessagePage<'a> {
    fn of(ctx: &'a Ctx, form: &'a Form, frame: &'a Frame, id: ReferralId) -> Self {
        Self::on(ctx, form, frame, path(id))
    }
    pub(crate) fn on(ctx: &'a Ctx, form: &'a Form, frame: &'a Frame, thread: String) -> Self {
        Self { ctx, t: &ctx.t, form, frame, thread, longest: LONGEST_LETTER }
    }
}

impl MessagePage<'_> {
    /// The person asked that nothing be told of the record.
    fn silenced(&self) -> Option<Cow<'static, str>> {
        self.frame.silence.map(|why| self.t.say(silence_text(why)))
    }
}

/// `GET /plans/{id}/message`.
pub(super) async fn message(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>) -> Answer {
    let frame = plans::frame(&ctx.app, &caller, id).await?;
    // Without a release that covers messages there is nothing to write: the plan's page says so.
    if !frame.covered.contains(&Element::Messages) {
        return Ok(Page::to(&path(id)));
    }
    let form = Form::fresh(ctx.app.next_id());
    ctx.show(&MessagePage::of(&ctx, &form, &frame, id))
}

/// `POST /plans/{id}/message`. What cannot be sent stays on the page.
pub(super) async fn send(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let frame = plans::frame(&ctx.app, &caller, id).await?;
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&MessagePage::of(&ctx, &form, &frame, id));
    }
    form.wants("words", "plan-message-needed");
    let Some(words) = form.needed_person_text("words", LONGEST_LETTER) else {
        return ctx.again(&MessagePage::of(&ctx, &form, &frame, id));
    };
    let (letter, substance_use) = (MessageId::new(form.id), form.is_ticked("substance_use"));
    match plans::write_letter(&ctx.app, &caller, id, letter, words, substance_use).await {
        Ok(()) => Ok(Page::to(&path(id))),
        Err(error @ (Error::Refused(_) | Error::NotOpen(_) | Error::Invalid(_) | Error::TooMany { .. })) => {
            closed::refuse(&ctx, &caller, id, &mut form, &error).await?;
            ctx.again(&MessagePage::of(&ctx, &form, &frame, id))
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "plan/note.html")]
struct NotePage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    caller: &'a Caller,
    frame: &'a Frame,
    id: ReferralId,
    longest: usize,
}

impl<'a> NotePage<'a> {
    fn of(ctx: &'a Ctx, caller: &'a Caller, form: &'a Form, frame: &'a Frame, id: ReferralId) -> Self {
        Self { ctx, t: &ctx.t, form, caller, frame, id, longest: LONGEST_NOTE }
    }
}

/// `GET /plans/{id}/note`.
pub(super) async fn note(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>) -> Answer {
    let frame = plans::frame(&ctx.app, &caller, id).await?;
    if !frame.is_open {
        return Ok(Page::to(&path(id)));
    }
    let form = Form::fresh(ctx.app.next_id());
    ctx.show(&NotePage::of(&ctx, &caller, &form, &frame, id))
}

/// `POST /plans/{id}/note`.
pub(super) async fn keep(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let frame = plans::frame(&ctx.app, &caller, id).await?;
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&NotePage::of(&ctx, &caller, &form, &frame, id));
    }
    form.wants("words", "plan-note-needed");
    let Some(words) = form.needed_person_text("words", LONGEST_NOTE) else {
        return ctx.again(&NotePage::of(&ctx, &caller, &form, &frame, id));
    };
    match plans::add_note(&ctx.app, &caller, id, LineId::new(form.id), &PrivateNote::keep(words)).await {
        Ok(()) => Ok(Page::to(&path(id))),
        Err(error @ Error::Invalid(_)) => {
            closed::refuse(&ctx, &caller, id, &mut form, &error).await?;
            ctx.again(&NotePage::of(&ctx, &caller, &form, &frame, id))
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /plans/{id}/notes/{note}/remove`.
pub(super) async fn remove(ctx: Ctx, caller: Caller, Ids(id, note): Ids<ReferralId, LineId>) -> Answer {
    plans::remove_note(&ctx.app, &caller, id, note).await?;
    Ok(Page::to(&path(id)))
}

/// `GET /plans/{id}/messages/{message}/take-out`: what it does, before it is done.
pub(super) async fn ask_out(ctx: Ctx, caller: Caller, Ids(id, message): Ids<ReferralId, LineId>) -> Answer {
    out::page(&ctx, &caller, id, message, &path(id)).await
}

/// `POST /plans/{id}/messages/{message}/remove`: one of ours is taken out here and at the partner.
pub(super) async fn take_out(ctx: Ctx, caller: Caller, Ids(id, message): Ids<ReferralId, LineId>) -> Answer {
    out::press(&ctx, &caller, id, message, (&path(id), "messages-title")).await
}
