//! Changing a colleague's roles, and ending access: each on a page that names its effect.

use super::{colleague, meanings};
use crate::ctx::Ctx;
use crate::form::{Choice, Form, choices};
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::people::{Colleague, Leaving};
use askama::Template;
use domain::ids::MemberId;
use domain::member::{Deed, Role, roles_at};
use domain::org::OrgKind;
use std::borrow::Cow;

#[derive(Template)]
#[template(path = "people/roles.html")]
struct Roles<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    colleague: &'a Colleague,
    roles: Vec<Choice>,
    meanings: Vec<(Role, Cow<'static, str>)>,
    /// How much is in their name in the workspace, which only leads write in.
    owned: usize,
}

fn view<'a>(ctx: &'a Ctx, kind: OrgKind, form: &'a Form, colleague: &'a Colleague, owned: usize) -> Roles<'a> {
    Roles {
        ctx,
        t: &ctx.t,
        form,
        colleague,
        roles: choices(&ctx.t, roles_at(kind)),
        meanings: meanings(&ctx.t, kind),
        owned,
    }
}

/// `GET /people/{id}/roles`.
pub(super) async fn roles(ctx: Ctx, caller: Caller, Id(id): Id<MemberId>) -> Answer {
    let colleague = colleague(&ctx, &caller, id).await?;
    let fresh = Form::fresh(ctx.app.next_id());
    let form = colleague.roles.iter().fold(fresh, |form, role| form.with("roles", role.code()));
    let owned = app::people::leaving(&ctx.app, &caller, id).await?.owned;
    ctx.show(&view(&ctx, caller.org().kind, &form, &colleague, owned))
}

/// `POST /people/{id}/roles`.
pub(super) async fn set_roles(ctx: Ctx, caller: Caller, Id(id): Id<MemberId>, posted: Posted) -> Answer {
    let colleague = colleague(&ctx, &caller, id).await?;
    let owned = app::people::leaving(&ctx.app, &caller, id).await?.owned;
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&view(&ctx, caller.org().kind, &form, &colleague, owned));
    }
    let Some(roles) = form.choices("roles", Role::parse) else {
        return ctx.again(&view(&ctx, caller.org().kind, &form, &colleague, owned));
    };
    match app::people::change_roles(&ctx.app, &caller, id, roles).await {
        Ok(()) => Ok(Page::to("/people")),
        Err(error @ Error::Invalid("roles-empty" | "last-admin")) => {
            form.refuse("roles", error.code());
            ctx.again(&view(&ctx, caller.org().kind, &form, &colleague, owned))
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "people/end.html")]
struct End<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    colleague: &'a Colleague,
    behind: Leaving,
    may_name_anew: bool,
}

impl<'a> End<'a> {
    fn of(ctx: &'a Ctx, caller: &Caller, form: &'a Form, colleague: &'a Colleague, behind: Leaving) -> Self {
        Self { ctx, t: &ctx.t, form, colleague, behind, may_name_anew: caller.may(Deed::NameAnew) }
    }
    /// Whoever ends the access is a lead, who can say who sees what nobody can open then.
    fn may_name_anew(&self) -> bool {
        self.may_name_anew
    }
    /// Something is in their name, and somebody else could take it.
    fn has_to_hand_over(&self) -> bool {
        (self.behind.owned > 0 || !self.behind.named_for.is_empty()) && !self.behind.successors.is_empty()
    }
}

/// `GET /people/{id}/end`.
pub(super) async fn end(ctx: Ctx, caller: Caller, Id(id): Id<MemberId>) -> Answer {
    let colleague = colleague(&ctx, &caller, id).await?;
    let behind = app::people::leaving(&ctx.app, &caller, id).await?;
    let form = Form::fresh(ctx.app.next_id());
    ctx.show(&End::of(&ctx, &caller, &form, &colleague, behind))
}

/// `POST /people/{id}/end`.
pub(super) async fn do_end(ctx: Ctx, caller: Caller, Id(id): Id<MemberId>, posted: Posted) -> Answer {
    let colleague = colleague(&ctx, &caller, id).await?;
    let behind = app::people::leaving(&ctx.app, &caller, id).await?;
    let mut form = posted.form(&ctx);
    let to = form.value("to");
    let successor = MemberId::parse(to);
    if successor.is_none() && !to.is_empty() {
        form.refuse("to", "not-a-successor");
        return ctx.again(&End::of(&ctx, &caller, &form, &colleague, behind));
    }
    match app::people::let_go(&ctx.app, &caller, id, successor).await {
        Ok(()) => Ok(Page::to("/people")),
        Err(error @ Error::Invalid("not-a-successor")) => {
            form.refuse("to", error.code());
            ctx.again(&End::of(&ctx, &caller, &form, &colleague, behind))
        }
        Err(error @ Error::Invalid("last-admin" | "not-yourself")) => {
            form.refuse_deed(&error);
            ctx.again(&End::of(&ctx, &caller, &form, &colleague, behind))
        }
        Err(error) => Err(error.into()),
    }
}
