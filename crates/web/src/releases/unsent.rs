//! A release under which nothing was sent yet: forgotten when the person asks, hidden from a colleague, kept to two people.

use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::referrals;
use app::releases::{self, ReleaseRow, unsent};
use askama::Template;
use domain::ids::{FormId, MemberId, ReleaseId};
use domain::org::OrgKind;
use domain::text::Label;

#[derive(Template)]
#[template(path = "releases/forget.html")]
struct ForgetPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    row: ReleaseRow,
    is_advocacy: bool,
}

/// What was sent is forgotten on its record's page; what was forgotten says so on its own.
fn elsewhere(row: &ReleaseRow, is_forgotten: bool) -> Option<Page> {
    match (row.is_used, is_forgotten) {
        (true, _) => Some(Page::to(&format!("/referrals/{}/forget", row.release.referral))),
        (false, true) => Some(Page::to(&format!("/releases/{}", row.release.id))),
        (false, false) => None,
    }
}

/// `GET /releases/{id}/forget`.
pub(super) async fn forget(ctx: Ctx, caller: Caller, Id(id): Id<ReleaseId>) -> Answer {
    let row = releases::show(&ctx.app, &caller, id).await?;
    let is_forgotten = unsent::forgotten(&ctx.app, &caller, id).await?.is_some();
    if let Some(page) = elsewhere(&row, is_forgotten) {
        return Ok(page);
    }
    let (form, is_advocacy) = (Form::fresh(ctx.app.next_id()), caller.org().kind == OrgKind::Advocacy);
    ctx.show(&ForgetPage { ctx: &ctx, t: &ctx.t, form: &form, row, is_advocacy })
}

/// `POST /releases/{id}/forget`.
pub(super) async fn forgotten(ctx: Ctx, caller: Caller, Id(id): Id<ReleaseId>, posted: Posted) -> Answer {
    let row = releases::show(&ctx.app, &caller, id).await?;
    if let Some(page) = elsewhere(&row, false) {
        return Ok(page);
    }
    let is_advocacy = caller.org().kind == OrgKind::Advocacy;
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&ForgetPage { ctx: &ctx, t: &ctx.t, form: &form, row, is_advocacy });
    }
    form.wants("code", "forget-code-needed");
    if form.is_fine() {
        let code = form.value("code").to_owned();
        match unsent::forget(&ctx.app, &caller, id, &code).await {
            Ok(()) => return Ok(Page::to(&format!("/releases/{id}"))),
            Err(error @ Error::Invalid("forget-code-wrong")) => form.refuse("code", error.code()),
            Err(error @ Error::Held) => form.refuse_deed(&error),
            Err(error) => return Err(error.into()),
        }
    }
    ctx.again(&ForgetPage { ctx: &ctx, t: &ctx.t, form: &form, row, is_advocacy })
}

#[derive(Template)]
#[template(path = "releases/hide.html")]
struct HidePage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    row: ReleaseRow,
    colleagues: Vec<(MemberId, Label)>,
}

/// `GET /releases/{id}/hide`.
pub(super) async fn hide(ctx: Ctx, caller: Caller, Id(id): Id<ReleaseId>) -> Answer {
    let row = releases::show(&ctx.app, &caller, id).await?;
    let (colleagues, form) = (others(&ctx, &caller).await?, Form::fresh(ctx.app.next_id()));
    ctx.show(&HidePage { ctx: &ctx, t: &ctx.t, form: &form, row, colleagues })
}

/// `POST /releases/{id}/hide`.
pub(super) async fn hidden(ctx: Ctx, caller: Caller, Id(id): Id<ReleaseId>, posted: Posted) -> Answer {
    let row = releases::show(&ctx.app, &caller, id).await?;
    let (colleagues, mut form) = (others(&ctx, &caller).await?, posted.form(&ctx));
    if posted.is_resumed() {
        return ctx.show(&HidePage { ctx: &ctx, t: &ctx.t, form: &form, row, colleagues });
    }
    form.wants("colleague", "hide-colleague-needed");
    let known = |text: &str| {
        let id = MemberId::parse(text).filter(|id| colleagues.iter().any(|(member, _)| member == id));
        id.ok_or(())
    };
    let colleague = form.choice("colleague", known);
    let (true, Some(colleague)) = (form.is_fine(), colleague) else {
        return ctx.again(&HidePage { ctx: &ctx, t: &ctx.t, form: &form, row, colleagues });
    };
    app::people::hide_from(&ctx.app, &caller, row.release.referral, colleague).await?;
    Ok(Page::to("/people/hidden"))
}

#[derive(Template)]
#[template(path = "releases/restrict.html")]
struct RestrictPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    row: ReleaseRow,
    nameable: Vec<(MemberId, Label)>,
    /// Who alone may see it now.
    two: Vec<Label>,
}

impl RestrictPage<'_> {
    fn names(&self) -> String {
        two_names(self.t, &self.two)
    }
    fn is_chosen(&self, id: &MemberId) -> bool {
        self.form.value("with") == id.to_string()
    }
}

/// The two, in a sentence.
pub(crate) fn two_names(t: &Tongue, two: &[Label]) -> String {
    match two {
        [one, other] => t.with("one", one).with("other", other).say("restrict-and").into_owned(),
        names => names.iter().map(Label::as_str).collect::<Vec<_>>().join(", "),
    }
}

async fn restrict_page(ctx: &Ctx, caller: &Caller, row: ReleaseRow, form: Form, is_again: bool) -> Answer {
    let nameable = referrals::nameable(&ctx.app, caller).await?;
    let two = referrals::named(&ctx.app, caller, row.release.referral).await?;
    let page = RestrictPage { ctx, t: &ctx.t, form: &form, row, nameable, two };
    if is_again { ctx.again(&page) } else { ctx.show(&page) }
}

/// Once it was sent, it is kept to two on its record's page.
fn on_its_record(row: &ReleaseRow) -> Option<Page> {
    row.is_used.then(|| Page::to(&format!("/referrals/{}", row.release.referral)))
}

/// `GET /releases/{id}/restrict`.
pub(super) async fn restrict(ctx: Ctx, caller: Caller, Id(id): Id<ReleaseId>) -> Answer {
    let row = releases::show(&ctx.app, &caller, id).await?;
    if let Some(page) = on_its_record(&row) {
        return Ok(page);
    }
    restrict_page(&ctx, &caller, row, Form::fresh(ctx.app.next_id()), false).await
}

/// `POST /releases/{id}/restrict`.
pub(super) async fn restricted(ctx: Ctx, caller: Caller, Id(id): Id<ReleaseId>, posted: Posted) -> Answer {
    let row = releases::show(&ctx.app, &caller, id).await?;
    if let Some(page) = on_its_record(&row) {
        return Ok(page);
    }
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return restrict_page(&ctx, &caller, row, form, false).await;
    }
    let Some(with) = form.choice("with", |text| MemberId::parse(text).ok_or(())) else {
        return restrict_page(&ctx, &caller, row, form, true).await;
    };
    match referrals::restrict(&ctx.app, &caller, row.release.referral, FormId::new(form.id), with).await {
        Ok(()) => Ok(Page::to(&format!("/releases/{id}"))),
        Err(Error::Invalid(why)) => {
            form.refuse("with", why);
            restrict_page(&ctx, &caller, row, form, true).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /releases/{id}/unrestrict`.
pub(super) async fn unrestricted(ctx: Ctx, caller: Caller, Id(id): Id<ReleaseId>, posted: Posted) -> Answer {
    let (row, form) = (releases::show(&ctx.app, &caller, id).await?, posted.form(&ctx));
    referrals::lift_restriction(&ctx.app, &caller, row.release.referral, FormId::new(form.id)).await?;
    Ok(Page::to(&format!("/releases/{id}")))
}

/// Everybody who works here but the one who asks.
pub(super) async fn others(ctx: &Ctx, caller: &Caller) -> app::Result<Vec<(MemberId, Label)>> {
    let all = app::people::colleagues(&ctx.app, caller).await?;
    Ok(all.into_iter().filter(|(id, _)| *id != caller.member()).collect())
}
