//! Where a member's mail stands, and switching it on and off.

use super::read::{Lists, address, preset, times};
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::mail::own::{self, NotDone, Own, Standing};
use askama::Template;
use domain::mail::Rhythm;
use domain::safe_contact::{HomeZone, ZoneName};
use std::borrow::Cow;

#[derive(Template)]
#[template(path = "mail/start.html")]
struct Start<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    lists: Lists,
}

#[derive(Template)]
#[template(path = "mail/standing.html")]
struct Shown<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    standing: &'a Standing,
}

impl Shown<'_> {
    /// "As it happens", or at which hour.
    fn rhythm(&self, own: &Own) -> Cow<'static, str> {
        match own.times.rhythm {
            Rhythm::AsItHappens => self.t.label(Rhythm::AsItHappens),
            Rhythm::Daily => self.t.with("hour", self.t.hour(own.times.hour)).say("mail-daily-at"),
        }
    }
    fn quiet(&self, own: &Own) -> Cow<'static, str> {
        own.times.quiet.map_or_else(
            || self.t.say("mail-quiet-none"),
            |quiet| {
                let (from, until) = (self.t.hour(quiet.from()), self.t.hour(quiet.until()));
                self.t.with("from", from).with("until", until).say("mail-quiet-from-until")
            },
        )
    }
    fn zone(&self, own: &Own) -> String {
        let zone = own.times.zone.as_str();
        HomeZone::of(zone).map_or_else(|| zone.to_owned(), |zone| self.t.label(zone).into_owned())
    }
}

fn start<'a>(ctx: &'a Ctx, form: &'a Form, zone: &ZoneName) -> Start<'a> {
    Start { ctx, t: &ctx.t, form, lists: Lists::of(&ctx.t, zone) }
}

/// `GET /mail`.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    match own::standing(&ctx.app, &caller).await? {
        Standing::Off => {
            let usual = own::usual_times(&caller);
            let form = preset(Form::fresh(ctx.app.next_id()), &usual);
            ctx.show(&start(&ctx, &form, &usual.zone))
        }
        Standing::Waits(_) => Ok(Page::to("/mail/code")),
        standing => ctx.show(&Shown { ctx: &ctx, t: &ctx.t, standing: &standing }),
    }
}

/// `POST /mail`: an address is given, and a code leaves.
pub(super) async fn post(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let (mut form, usual) = (posted.form(&ctx), own::usual_times(&caller));
    if posted.is_resumed() {
        return ctx.show(&start(&ctx, &form, &usual.zone));
    }
    let (address, times) = (address(&mut form), times(&mut form, &usual.zone));
    let (Some(address), Some(times)) = (address, times) else {
        return ctx.again(&start(&ctx, &form, &usual.zone));
    };
    match own::begin(&ctx.app, &caller, address, times).await {
        Ok(Ok(())) => return Ok(Page::to("/mail/code")),
        Ok(Err(not_done)) => form.refuse("address", said(not_done)),
        Err(error @ (Error::TooMany { .. } | Error::Invalid(_))) => form.refuse_deed(&error),
        Err(error) => return Err(error.into()),
    }
    ctx.again(&start(&ctx, &form, &usual.zone))
}

/// What to do about it.
pub(super) const fn said(not_done: NotDone) -> &'static str {
    match not_done {
        NotDone::NotNow => "mail-code-not-now",
        NotDone::Refused => "mail-address-refused",
        NotDone::WrongCode => "mail-code-wrong",
    }
}

/// `POST /mail/off`: the address is erased.
pub(super) async fn off(ctx: Ctx, caller: Caller) -> Answer {
    own::off(&ctx.app, &caller).await?;
    Ok(Page::to("/mail"))
}
