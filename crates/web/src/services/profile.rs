//! What we say of ourselves, on one form.

use super::line::{filled_hours, language_choices, read_hours, read_remark};
use super::ours::{OURS, ours};
use crate::ctx::Ctx;
use crate::form::{Choice, Form, choices};
use crate::guard::Posted;
use crate::page::{Answer, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::listings;
use askama::Template;
use domain::language::LanguageCode;
use domain::listing::{Access, HoursKind, LONGEST_ABOUT, Profile, Weekday};
use domain::org::OrgKind;
use domain::time::Timestamp;

#[derive(Template)]
#[template(path = "services/profile.html")]
struct ProfilePage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    hours: Vec<Choice>,
    days: Vec<Choice>,
    languages: Vec<Choice>,
    access: Vec<Choice>,
}

impl<'a> ProfilePage<'a> {
    fn new(ctx: &'a Ctx, form: &'a Form) -> Self {
        let t = &ctx.t;
        Self {
            ctx,
            t,
            form,
            hours: choices(t, HoursKind::ALL),
            days: choices(t, Weekday::ALL),
            languages: language_choices(t),
            access: choices(t, Access::ALL),
        }
    }
}

/// `GET /services/ours/profile`.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    let profile = ours(&ctx, &caller).await?.profile;
    let mut form = Form::fresh(ctx.app.next_id())
        .with("seen", seen(&profile))
        .with("about_en", profile.about.en())
        .with("about_es", profile.about.es())
        .with("on_call_en", profile.on_call.en())
        .with("on_call_es", profile.on_call.es());
    for one in &profile.languages {
        form = form.with("languages", one.as_str());
    }
    for one in &profile.access {
        form = form.with("access", one.code());
    }
    let form = filled_hours(form, &profile.hours);
    ctx.show(&ProfilePage::new(&ctx, &form))
}

/// When what stands was looked at.
fn seen(profile: &Profile) -> String {
    profile.verified_at.map_or_else(|| "never".to_owned(), |at| at.micros().to_string())
}

fn read(form: &mut Form, kind: OrgKind) -> Option<Profile> {
    let about = read_remark(form, kind, (["about_en", "about_es"], LONGEST_ABOUT));
    let on_call = read_remark(form, kind, (["on_call_en", "on_call_es"], LONGEST_ABOUT));
    let (hours, languages) = (read_hours(form), form.choices("languages", LanguageCode::parse));
    let access = form.choices("access", Access::parse);
    Some(Profile {
        about: about?,
        on_call: on_call?,
        hours: hours?,
        languages: languages?,
        access: access?,
        verified_at: None,
    })
}

/// `POST /services/ours/profile`.
pub(super) async fn post(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&ProfilePage::new(&ctx, &form));
    }
    let Some(profile) = read(&mut form, caller.org().kind) else {
        return ctx.again(&ProfilePage::new(&ctx, &form));
    };
    let was = form.value("seen").parse().ok().map(Timestamp::from_micros);
    match listings::save_profile(&ctx.app, &caller, profile, was).await {
        Ok(()) => Ok(Page::to(OURS)),
        Err(error @ Error::Invalid("listing-changed-since")) => {
            form.refuse("", error.code());
            // What stands now was told to them, so saving once more replaces it.
            let form = form.replaced("seen", seen(&ours(&ctx, &caller).await?.profile));
            ctx.again(&ProfilePage::new(&ctx, &form))
        }
        Err(error) => Err(error.into()),
    }
}
