//! "Never show them this": a record that one colleague must not see, by the short code on its page.

use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use askama::Template;
use domain::ids::MemberId;
use domain::text::Label;

#[derive(Template)]
#[template(path = "people/hide.html")]
struct Hide<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    colleagues: &'a [(MemberId, Label)],
}

/// `GET /people/hide`.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    let colleagues = app::people::colleagues(&ctx.app, &caller).await?;
    let form = Form::fresh(ctx.app.next_id());
    ctx.show(&Hide { ctx: &ctx, t: &ctx.t, form: &form, colleagues: &colleagues })
}

/// `POST /people/hide`.
pub(super) async fn post(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let colleagues = app::people::colleagues(&ctx.app, &caller).await?;
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&Hide { ctx: &ctx, t: &ctx.t, form: &form, colleagues: &colleagues });
    }
    form.wants("code", "hide-code-needed");
    form.wants("colleague", "hide-colleague-needed");
    let known = |text: &str| {
        let id = MemberId::parse(text).filter(|id| colleagues.iter().any(|(member, _)| member == id));
        id.ok_or(())
    };
    let colleague = form.choice("colleague", known);
    let (true, Some(colleague)) = (form.is_fine(), colleague) else {
        return ctx.again(&Hide { ctx: &ctx, t: &ctx.t, form: &form, colleagues: &colleagues });
    };
    let record = match app::people::to_hide(&ctx.app, &caller, form.value("code")).await {
        Ok(record) => record,
        Err(Error::NotFound) => {
            form.refuse("code", "hide-code-unknown");
            return ctx.again(&Hide { ctx: &ctx, t: &ctx.t, form: &form, colleagues: &colleagues });
        }
        Err(error) => return Err(error.into()),
    };
    app::people::hide_from(&ctx.app, &caller, record, colleague).await?;
    Ok(Page::to("/people/hidden"))
}

#[derive(Template)]
#[template(path = "people/hidden.html")]
struct Hidden<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
}

/// `GET /people/hidden`: it is done. Names neither record nor colleague, so it can stay on a screen.
pub(super) async fn done(ctx: Ctx) -> Answer {
    ctx.show(&Hidden { ctx: &ctx, t: &ctx.t })
}
