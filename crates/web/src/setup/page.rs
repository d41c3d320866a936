//! The page, and founding.

use super::read;
use crate::ctx::Ctx;
use crate::form::{Choice, Form, choices};
use crate::guard::{From, Posted};
use crate::page::{Answer, Page};
use crate::problem::Problem;
use crate::routes::Web;
use crate::session::{Life, SESSION, set_cookie};
use crate::shell::sign_in::{device_of, devices};
use crate::texts::Tongue;
use app::sign_in::Cookie;
use app::{Error, founding};
use askama::Template;
use axum::extract::State;
use domain::org::{Funding, Language, OrgKind, VaultMode};

#[derive(Template)]
#[template(path = "setup/setup.html")]
struct Setup<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    kinds: Vec<Choice>,
    fundings: Vec<Choice>,
    vaults: Vec<Choice>,
    zones: Vec<Choice>,
    devices: Vec<Choice>,
}

impl<'a> Setup<'a> {
    fn new(ctx: &'a Ctx, form: &'a Form) -> Self {
        let t = &ctx.t;
        let vault = |mode: VaultMode, hint: &str| Choice { code: mode.code(), label: t.label(mode), hint: t.say(hint) };
        Self {
            ctx,
            t,
            form,
            kinds: choices(t, read::KINDS),
            fundings: choices(t, Funding::ALL),
            vaults: vec![
                vault(VaultMode::MemberHeld, "setup-vault-members"),
                vault(VaultMode::ServerManaged, "setup-vault-server"),
            ],
            zones: read::zones(t),
            devices: devices(t),
        }
    }
}

/// `GET /setup`.
pub(super) async fn get(ctx: Ctx) -> Answer {
    if !founding::is_open(&ctx.app).await? {
        return Err(Problem::NotFound);
    }
    let form = Form::fresh(ctx.app.next_id())
        .with("kind", OrgKind::HealthCenter.code())
        .with("vault", VaultMode::MemberHeld.code())
        .with("zone", read::FIRST_ZONE)
        .with("app_name", ctx.app_name.clone())
        .with("reporting_en", Tongue::new(Language::En, read::FIRST_ZONE).say("setup-reporting-sample"))
        .with("reporting_es", Tongue::new(Language::Es, read::FIRST_ZONE).say("setup-reporting-sample"))
        .with("device", "shared");
    ctx.show(&Setup::new(&ctx, &form))
}

/// `POST /setup`.
pub(super) async fn post(State(web): State<Web>, ctx: Ctx, From(net): From, posted: Posted) -> Answer {
    if !web.rates().admits_sign_in(net) {
        return Err(Problem::TooMany);
    }
    if !founding::is_open(&ctx.app).await? {
        return Err(Problem::NotFound);
    }
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&Setup::new(&ctx, &form));
    }
    check_token(&ctx, &mut form).await?;
    let new = read::organization(&mut form);
    let Some(new) = new.filter(|_| form.is_fine()) else { return ctx.again(&Setup::new(&ctx, &form)) };
    let device = device_of(&form);
    match founding::found(&ctx.app, form.value("token"), new, device).await {
        Ok(cookie) => {
            speak(&ctx, &cookie).await?;
            Ok(Page::to(crate::RECOVERY_SHEET).with_cookie(set_cookie(SESSION, cookie.value(), Life::Browser)))
        }
        Err(error) => match read::field_of(&error) {
            Some((field, key)) => {
                form.refuse(field, key);
                ctx.again(&Setup::new(&ctx, &form))
            }
            None => Err(error.into()),
        },
    }
}

/// Names the token's trouble beside those of the other fields, so that all show at once.
async fn check_token(ctx: &Ctx, form: &mut Form) -> Result<(), Problem> {
    form.wants("token", "setup-token-needed");
    if form.is_wrong("token") {
        return Ok(());
    }
    match founding::check_token(&ctx.app, form.value("token")).await {
        Ok(()) => {}
        Err(Error::SignInFailed) => form.refuse("token", "setup-token-wrong"),
        Err(error @ Error::TooMany { .. }) => form.refuse("token", error.code()),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// The owner reads on in the language they set up in.
async fn speak(ctx: &Ctx, cookie: &Cookie) -> Result<(), Problem> {
    if let app::session::Loaded::Session(session) = app::session::load(&ctx.app, cookie.value()).await?
        && session.language() != ctx.t.language()
    {
        app::session::speak(&ctx.app, &session, ctx.t.language()).await?;
    }
    Ok(())
}
