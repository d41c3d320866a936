//! Beginning a partnership: from an entry of the directory a lead makes a code; the lead of the other organization types it.

use crate::ctx::{Ctx, Line};
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::directory::phone::Line as PhoneLine;
use app::partner_invitations::{self, Begun, PartnerInvitation};
use askama::Template;
use domain::text::Label;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "partnership/invite.html")]
struct InvitePage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    id: Uuid,
    name: String,
    phones: Vec<Line>,
    ours: &'a str,
    open: Vec<PartnerInvitation>,
}

#[derive(Template)]
#[template(path = "partnership/invited.html")]
struct InvitedPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    name: &'a Label,
    code: &'a str,
    days: u32,
    phones: Vec<Line>,
}

#[derive(Template)]
#[template(path = "partnership/accept.html")]
struct AcceptPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    open: Vec<PartnerInvitation>,
}

/// Whom to call there.
fn phones(entry: &app::directory::Entry) -> Vec<Line> {
    let dialed = entry.listing.phones.iter().filter(|phone| phone.dial.is_some() && phone.line != PhoneLine::Fax);
    dialed.take(3).map(|phone| Line::new(&entry.listing.name, &phone.published)).collect()
}

/// What the page is made of, before there is a form.
struct About {
    name: String,
    phones: Vec<Line>,
    open: Vec<PartnerInvitation>,
}

async fn about(ctx: &Ctx, caller: &Caller, id: Uuid) -> Result<About, Error> {
    let entry = app::directory::entry(&ctx.app, caller, id).await?;
    let open = partner_invitations::open(&ctx.app, caller).await?;
    Ok(About {
        name: entry.listing.name.clone(),
        phones: phones(&entry),
        open: open.into_iter().filter(|one| one.listing.is_some_and(|line| entry.lines.contains(&line))).collect(),
    })
}

fn view<'a>(ctx: &'a Ctx, caller: &'a Caller, form: &'a Form, id: Uuid, about: About) -> InvitePage<'a> {
    let About { name, phones, open } = about;
    InvitePage { ctx, t: &ctx.t, form, id, name, phones, ours: caller.org().name.as_str(), open }
}

/// `GET /partnership/invite/{id}`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<Uuid>) -> Answer {
    let about = about(&ctx, &caller, id).await?;
    ctx.show(&view(&ctx, &caller, &Form::fresh(ctx.app.next_id()), id, about))
}

/// `POST /partnership/invite/{id}`: answers with the code itself, of which only the hash is kept.
pub(super) async fn post(ctx: Ctx, caller: Caller, Id(id): Id<Uuid>, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    let about = about(&ctx, &caller, id).await?;
    if posted.is_resumed() {
        return ctx.show(&view(&ctx, &caller, &form, id, about));
    }
    let name: String = about.name.chars().take(120).collect();
    let name = Label::parse(&name).map_err(|_| Error::NotFound)?;
    match partner_invitations::invite(&ctx.app, &caller, form.id, Some(id), name.clone()).await {
        Ok(code) => {
            let days = partner_invitations::LASTS.0;
            ctx.show(&InvitedPage { ctx: &ctx, t: &ctx.t, name: &name, code: &code, days, phones: about.phones })
        }
        Err(Error::Invalid("partner-invited-already")) => Ok(Page::to("/partnership/accept")),
        Err(error @ Error::Invalid(_)) => {
            form.refuse_deed(&error);
            ctx.again(&view(&ctx, &caller, &form, id, about))
        }
        Err(error) => Err(error.into()),
    }
}

async fn accept_page(ctx: &Ctx, caller: &Caller, form: Form) -> Answer {
    let open = partner_invitations::open(&ctx.app, caller).await?;
    let is_wrong = !form.is_fine();
    let view = AcceptPage { ctx, t: &ctx.t, form: &form, open };
    if is_wrong { ctx.again(&view) } else { ctx.show(&view) }
}

/// `GET /partnership/accept`.
pub(super) async fn accept(ctx: Ctx, caller: Caller) -> Answer {
    accept_page(&ctx, &caller, Form::fresh(ctx.app.next_id())).await
}

/// `POST /partnership/accept`.
pub(super) async fn do_accept(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return accept_page(&ctx, &caller, form).await;
    }
    form.wants("code", "partner-code-needed");
    if !form.is_fine() {
        return accept_page(&ctx, &caller, form).await;
    }
    let code = form.value("code").to_owned();
    match partner_invitations::take_up(&ctx.app, &caller, &code).await {
        Ok(Begun::Partnership(_)) => Ok(Page::to("/partnership")),
        Ok(Begun::Affiliation(_)) => Ok(Page::to("/affiliations")),
        Err(Error::Invalid(key)) => {
            form.refuse("code", key);
            accept_page(&ctx, &caller, form).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /partnership/accept/{id}/take-back`.
pub(super) async fn take_back(ctx: Ctx, caller: Caller, Id(id): Id<Uuid>, _: Posted) -> Answer {
    partner_invitations::take_back(&ctx.app, &caller, id).await?;
    Ok(Page::to("/partnership/accept"))
}
