//! Inviting a colleague. The code is shown in the answer and nowhere else, since only its hash is kept.

use super::meanings;
use crate::ctx::Ctx;
use crate::form::{Choice, Form, choices};
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::problem::Problem;
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use askama::Template;
use domain::ids::InvitationId;
use domain::member::{Role, roles_at};
use domain::org::OrgKind;
use domain::text::Label;
use std::borrow::Cow;

#[derive(Template)]
#[template(path = "people/invite.html")]
struct Invite<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    roles: Vec<Choice>,
    meanings: Vec<(Role, Cow<'static, str>)>,
}

#[derive(Template)]
#[template(path = "people/invited.html")]
struct Invited<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    name: &'a Label,
    code: &'a str,
    days: u32,
}

fn view<'a>(ctx: &'a Ctx, kind: OrgKind, form: &'a Form) -> Invite<'a> {
    Invite { ctx, t: &ctx.t, form, roles: choices(&ctx.t, roles_at(kind)), meanings: meanings(&ctx.t, kind) }
}

/// `GET /people/invite`.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    let form = Form::fresh(ctx.app.next_id());
    ctx.show(&view(&ctx, caller.org().kind, &form))
}

/// `POST /people/invite`. Answers with the code itself; the same form again finds the invitation open and makes none.
pub(super) async fn post(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&view(&ctx, caller.org().kind, &form));
    }
    form.wants("name", "invite-name-needed");
    let name = form.label("name");
    form.wants("login", "invite-login-needed");
    let login = form.label("login");
    let roles = form.choices("roles", Role::parse);
    if roles.as_ref().is_some_and(std::collections::BTreeSet::is_empty) {
        form.refuse("roles", "roles-empty");
    }
    if let Some(login) = &login
        && is_invited(&ctx, &caller, login).await?
    {
        form.refuse("login", "invite-open-already");
    }
    let (true, Some(name), Some(login), Some(roles)) = (form.is_fine(), name, login, roles) else {
        return ctx.again(&view(&ctx, caller.org().kind, &form));
    };
    match app::people::invite(&ctx.app, &caller, name.clone(), login, roles).await {
        Ok(code) => {
            let days = app::people::INVITATION.0;
            ctx.show(&Invited { ctx: &ctx, t: &ctx.t, name: &name, code: &code, days })
        }
        Err(error @ Error::Invalid("login-taken")) => {
            form.refuse("login", error.code());
            ctx.again(&view(&ctx, caller.org().kind, &form))
        }
        Err(error) => Err(error.into()),
    }
}

async fn is_invited(ctx: &Ctx, caller: &Caller, login: &Label) -> Result<bool, Problem> {
    let (_, open) = app::people::list(&ctx.app, caller).await?;
    let wanted = login.as_str().to_lowercase();
    Ok(open.iter().any(|invitation| invitation.login.as_str() == wanted))
}

/// `POST /people/invitations/{id}/take-back`.
pub(super) async fn take_back(ctx: Ctx, caller: Caller, Id(id): Id<InvitationId>) -> Answer {
    app::people::uninvite(&ctx.app, &caller, id).await?;
    Ok(Page::to("/people"))
}
