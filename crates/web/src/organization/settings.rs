//! What an admin changes after set-up. A page that was opened before a colleague saved changes nothing: it comes back
//! with what was typed, and with what stands now.

use super::read;
use crate::ctx::Ctx;
use crate::form::{Choice, Form, choices};
use crate::guard::Posted;
use crate::page::{Answer, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::settings::Standing;
use askama::Template;
use domain::org::{Funding, Organization, Setting, VaultMode};
use std::borrow::Cow;

/// A setting as it stands, where something else was typed.
struct Stands {
    setting: Setting,
    value: String,
}

#[derive(Template)]
#[template(path = "organization/settings.html")]
struct SettingsPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    org: &'a Organization,
    /// The settings that saving this page replaces.
    edition: &'a str,
    stands: Vec<Stands>,
    saved: bool,
    fundings: Vec<Choice>,
    zones: Vec<Choice>,
    promises: Vec<Choice>,
    states: Vec<Choice>,
}

impl<'a> SettingsPage<'a> {
    fn new(ctx: &'a Ctx, form: &'a Form, standing: &'a Standing) -> Self {
        let (t, org) = (&ctx.t, &standing.organization);
        Self {
            ctx,
            t,
            form,
            org,
            edition: form.value("edition"),
            stands: Vec::new(),
            saved: false,
            fundings: choices(t, Funding::ALL),
            zones: read::zones_with(t, &org.time_zone),
            promises: read::promises(t),
            states: read::states(t),
        }
    }
    fn keys(&self) -> Cow<'static, str> {
        self.t.say(match self.org.vault_mode {
            VaultMode::MemberHeld => "settings-vault-members",
            VaultMode::ServerManaged => "settings-vault-server",
        })
    }
}

/// `GET /settings`.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    let standing = app::settings::standing(&ctx.app, &caller).await?;
    let form = read::filled(ctx.app.next_id(), &standing.edition, &standing.organization);
    ctx.show(&SettingsPage::new(&ctx, &form, &standing))
}

/// `GET /settings/saved`: the settings as they stand now.
pub(super) async fn saved(ctx: Ctx, caller: Caller) -> Answer {
    let standing = app::settings::standing(&ctx.app, &caller).await?;
    let form = read::filled(ctx.app.next_id(), &standing.edition, &standing.organization);
    ctx.show(&SettingsPage { saved: true, ..SettingsPage::new(&ctx, &form, &standing) })
}

/// `POST /settings`.
pub(super) async fn post(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let standing = app::settings::standing(&ctx.app, &caller).await?;
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&SettingsPage::new(&ctx, &form, &standing));
    }
    let Some(to) = read::settings(&mut form, &standing.organization).filter(|_| form.is_fine()) else {
        return ctx.again(&SettingsPage::new(&ctx, &form, &standing));
    };
    let Err(error) = app::settings::change(&ctx.app, &caller, form.value("edition"), to.clone()).await else {
        return Ok(Page::to("/settings/saved"));
    };
    let Some(field) = read::field_of(&error) else { return Err(error.into()) };
    form.refuse(field, error.code());
    if !field.is_empty() {
        return ctx.again(&SettingsPage::new(&ctx, &form, &standing));
    }
    let now = app::settings::standing(&ctx.app, &caller).await?;
    let stands = differing(&ctx.t, &now.organization, &to);
    // Seen now, so saving once more replaces it.
    ctx.again(&SettingsPage { edition: &now.edition, stands, ..SettingsPage::new(&ctx, &form, &now) })
}

/// What stands where something else was typed.
fn differing(t: &Tongue, now: &Organization, typed: &Organization) -> Vec<Stands> {
    let stands = |setting: Setting| Stands { setting, value: value(t, now, setting) };
    now.changed(typed).into_iter().map(stands).collect()
}

fn value(t: &Tongue, org: &Organization, setting: Setting) -> String {
    let none = || t.say("settings-now-none").into_owned();
    match setting {
        Setting::Name => org.name.to_string(),
        Setting::AppName => org.app_name.to_string(),
        Setting::Phone => org.phone.to_string(),
        Setting::Hotline => org.hotline.as_ref().map_or_else(none, ToString::to_string),
        Setting::Funding if org.funding.is_empty() => none(),
        Setting::Funding => org.funding.iter().map(|one| t.label(one)).collect::<Vec<_>>().join(", "),
        Setting::TimeZone => org.time_zone.clone(),
        Setting::ReportingWording => format!("{}\n{}", org.reporting_wording.en, org.reporting_wording.es),
        Setting::ResponsePromise => t.span(org.response_promise).into_owned(),
        Setting::State => org.state.map_or_else(|| t.say("settings-state-none"), |state| t.label(state)).into_owned(),
        Setting::MaxRelease => t.with("n", org.max_release.0).say("settings-days").into_owned(),
    }
}
