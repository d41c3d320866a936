//! Connections with a coalition, on either side: beginning one, comparing words, saying that closed periods are told, stopping
//! that, and ending the connection. Holds nothing about a person.

mod end;

use crate::ctx::{Ctx, Line};
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::policy::Policy;
use crate::problem::Problem;
use crate::routes::Routes;
use crate::session::Caller;
use crate::texts::Tongue;
use crate::together::named;
use app::Error;
use app::affiliations::{self, Affiliation, Way};
use app::partner_invitations::{self, PartnerInvitation};
use askama::Template;
use domain::ids::{AffiliationId, PartnershipId};
use domain::member::Deed;
use domain::org::OrgKind;
use domain::text::Label;
use domain::totals::Period;
use uuid::Uuid;

const HERE: &str = "/affiliations";

/// Their routes.
pub(crate) fn routes() -> Routes {
    let leads = Policy::Deed(Deed::ManageAffiliations);
    let ends = Policy::Deed(Deed::EndAffiliation);
    Routes::new()
        .get(HERE, ends, get)
        .post("/affiliations/code", leads, code)
        .post("/affiliations/code/{id}/take-back", leads, take_back)
        .get("/affiliations/{id}/words", leads, words)
        .post("/affiliations/{id}/words", leads, confirm_words)
        .with_recent_password()
        .get("/affiliations/{id}/tell", leads, tell)
        .post("/affiliations/{id}/tell", leads, begin)
        .with_recent_password()
        .post("/affiliations/{id}/stop", leads, stop)
        .post("/affiliations/{id}/period", leads, period)
        .get("/affiliations/{id}/end", ends, end::get)
        .post("/affiliations/{id}/end", ends, end::post)
        .with_recent_password()
        .nav_when(60, "nav-affiliations", HERE, |session| session.org().kind == OrgKind::Coalition)
}

#[derive(Template)]
#[template(path = "affiliations/list.html")]
struct List<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    all: Vec<(Affiliation, Line)>,
    /// What is over: with whom, and by whom and when it ended.
    ended: Vec<String>,
    at_coalition: bool,
    /// Whoever may only end connections neither compares words nor makes codes.
    may_manage: bool,
    open: Vec<PartnerInvitation>,
}

async fn list(ctx: &Ctx, caller: &Caller, form: Form) -> Answer {
    let all = affiliations::list(&ctx.app, caller).await?;
    let at_coalition = caller.org().kind == OrgKind::Coalition;
    let may_manage = caller.may(Deed::ManageAffiliations);
    let makes_codes = at_coalition && may_manage;
    let open = if makes_codes { partner_invitations::open(&ctx.app, caller).await? } else { Vec::new() };
    let with_phone = |one: Affiliation| {
        let phone = Line::new(one.name.as_str(), one.phone.as_str());
        (one, phone)
    };
    let (stand, ended): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.ended.is_none());
    let all = stand.into_iter().map(with_phone).collect();
    let ended = ended.iter().filter_map(|one| end::said(&ctx.t, one)).collect();
    let view = List { ctx, t: &ctx.t, form: &form, all, ended, at_coalition, may_manage, open };
    if form.is_fine() { ctx.show(&view) } else { ctx.again(&view) }
}

/// `GET /affiliations`.
async fn get(ctx: Ctx, caller: Caller) -> Answer {
    list(&ctx, &caller, Form::fresh(ctx.app.next_id())).await
}

#[derive(Template)]
#[template(path = "affiliations/code.html")]
struct Code<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    name: &'a Label,
    code: &'a str,
    days: u32,
}

/// `POST /affiliations/code`: a coalition's lead makes a code for an organization; answers with the code itself, of which only
/// the hash is kept.
async fn code(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    if caller.org().kind != OrgKind::Coalition {
        return Err(Problem::NotFound);
    }
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return list(&ctx, &caller, form).await;
    }
    form.wants("name", "affiliation-name-needed");
    let name = form.label("name");
    let Some(name) = name.filter(|_| form.is_fine()) else { return list(&ctx, &caller, form).await };
    match partner_invitations::invite(&ctx.app, &caller, form.id, None, name.clone()).await {
        Ok(code) => {
            let days = partner_invitations::LASTS.0;
            ctx.show(&Code { ctx: &ctx, t: &ctx.t, name: &name, code: &code, days })
        }
        Err(Error::Invalid("partner-invited-already")) => Ok(Page::to(HERE)),
        Err(error) => Err(error.into()),
    }
}

/// `POST /affiliations/code/{id}/take-back`.
async fn take_back(ctx: Ctx, caller: Caller, Id(id): Id<Uuid>, _: Posted) -> Answer {
    partner_invitations::take_back(&ctx.app, &caller, id).await?;
    Ok(Page::to(HERE))
}

/// One that stands: along what has ended nothing is done any more.
async fn find(ctx: &Ctx, caller: &Caller, id: AffiliationId) -> Result<Affiliation, Problem> {
    let all = affiliations::list(&ctx.app, caller).await?;
    all.into_iter().find(|one| one.id == id && one.ended.is_none() && !one.is_ended_there).ok_or(Problem::NotFound)
}

#[derive(Template)]
#[template(path = "affiliations/words.html")]
struct Words<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    one: &'a Affiliation,
    ours: &'a str,
    phone: Line,
}

fn words_page<'a>(ctx: &'a Ctx, caller: &'a Caller, form: &'a Form, one: &'a Affiliation) -> Words<'a> {
    let phone = Line::new(one.name.as_str(), one.phone.as_str());
    Words { ctx, t: &ctx.t, form, one, ours: caller.org().name.as_str(), phone }
}

/// `GET /affiliations/{id}/words`.
async fn words(ctx: Ctx, caller: Caller, Id(id): Id<AffiliationId>) -> Answer {
    let one = find(&ctx, &caller, id).await?;
    ctx.show(&words_page(&ctx, &caller, &Form::fresh(ctx.app.next_id()), &one))
}

/// `POST /affiliations/{id}/words`.
async fn confirm_words(ctx: Ctx, caller: Caller, Id(id): Id<AffiliationId>, posted: Posted) -> Answer {
    let one = find(&ctx, &caller, id).await?;
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&words_page(&ctx, &caller, &form, &one));
    }
    if !form.is_ticked("agree") {
        form.refuse("agree", "words-read-first");
        return ctx.again(&words_page(&ctx, &caller, &form, &one));
    }
    match affiliations::confirm_key(&ctx.app, &caller, id, form.value("words")).await {
        Ok(()) => Ok(Page::to(HERE)),
        Err(error @ Error::Invalid(_)) => {
            form.refuse("agree", error.code());
            ctx.again(&words_page(&ctx, &caller, &form, &one))
        }
        Err(error) => Err(error.into()),
    }
}

/// A closed period of ours on the page.
struct Row {
    partnership: PartnershipId,
    code: String,
    name: String,
    partner: Label,
    says: String,
    /// It can be told now.
    may_tell: bool,
}

#[derive(Template)]
#[template(path = "affiliations/tell.html")]
struct Tell<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    one: &'a Affiliation,
    periods: Vec<Row>,
}

fn tell_page<'a>(ctx: &'a Ctx, form: &'a Form, one: &'a Affiliation) -> Tell<'a> {
    let t = &ctx.t;
    let line = |closed: &affiliations::Closed| {
        let (says, may_tell) = match closed.way {
            Way::NotTold => (t.say("affiliation-not-told"), true),
            Way::Told { waits: true } => (t.say("successes-on-its-way"), false),
            Way::Told { waits: false } => (t.say("successes-not-arrived"), true),
            Way::Arrived(at) => (t.with("when", t.moment(at, ctx.now)).say("successes-arrived"), false),
            Way::Elsewhere => (t.say("affiliation-told-elsewhere"), false),
        };
        Row {
            partnership: closed.partnership,
            code: closed.period.to_string(),
            name: named(t, closed.period),
            partner: closed.partner.clone(),
            says: says.into_owned(),
            may_tell,
        }
    };
    Tell { ctx, t, form, one, periods: one.periods.iter().map(line).collect() }
}

/// What only an organization does, along a connection with a coalition.
async fn find_coalition(ctx: &Ctx, caller: &Caller, id: AffiliationId) -> Result<Affiliation, Problem> {
    let one = find(ctx, caller, id).await?;
    if one.kind == OrgKind::Coalition { Ok(one) } else { Err(Problem::NotFound) }
}

/// `GET /affiliations/{id}/tell`: what exactly is told, before anybody decides.
async fn tell(ctx: Ctx, caller: Caller, Id(id): Id<AffiliationId>) -> Answer {
    let one = find_coalition(&ctx, &caller, id).await?;
    ctx.show(&tell_page(&ctx, &Form::fresh(ctx.app.next_id()), &one))
}

async fn answered(ctx: &Ctx, caller: &Caller, id: AffiliationId, mut form: Form, done: app::Result<()>) -> Answer {
    match done {
        Ok(()) => Ok(Page::to(&format!("{HERE}/{id}/tell"))),
        Err(error @ (Error::Invalid(_) | Error::NotOpen(_))) => {
            form.refuse_deed(&error);
            let one = find_coalition(ctx, caller, id).await?;
            ctx.again(&tell_page(ctx, &form, &one))
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /affiliations/{id}/tell`: from now on closed quarters are told.
async fn begin(ctx: Ctx, caller: Caller, Id(id): Id<AffiliationId>, posted: Posted) -> Answer {
    let one = find_coalition(&ctx, &caller, id).await?;
    let form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&tell_page(&ctx, &form, &one));
    }
    let done = affiliations::begin_telling(&ctx.app, &caller, id).await;
    answered(&ctx, &caller, id, form, done).await
}

/// `POST /affiliations/{id}/stop`: nothing more is told.
async fn stop(ctx: Ctx, caller: Caller, Id(id): Id<AffiliationId>, posted: Posted) -> Answer {
    let one = find_coalition(&ctx, &caller, id).await?;
    let form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&tell_page(&ctx, &form, &one));
    }
    // Pressed twice, it was stopped once.
    if one.tells_since.is_none() {
        return Ok(Page::to(&format!("{HERE}/{id}/tell")));
    }
    let done = affiliations::end_telling(&ctx.app, &caller, id).await;
    answered(&ctx, &caller, id, form, done).await
}

/// `POST /affiliations/{id}/period`: one closed quarter is told, or told again where it did not get there.
async fn period(ctx: Ctx, caller: Caller, Id(id): Id<AffiliationId>, posted: Posted) -> Answer {
    let one = find_coalition(&ctx, &caller, id).await?;
    let form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&tell_page(&ctx, &form, &one));
    }
    let wanted = PartnershipId::parse(form.value("partnership")).zip(Period::parse(form.value("period")));
    let done = match wanted {
        Some((partnership, period)) if one.tells_since.is_some() => {
            app::totals::tell_coalition(&ctx.app, &caller, partnership, period).await
        }
        Some(_) => Err(Error::Invalid("coalition-none-told")),
        None => Err(Error::Invalid("totals-no-period")),
    };
    answered(&ctx, &caller, id, form, done).await
}
