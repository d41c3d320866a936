//! How long things are kept: the defaults, and what an organization keeps for a shorter time.

use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::forgetting::times;
use askama::Template;
use axum::extract::Query;
use domain::member::Deed;
use domain::retention::{Class, Schedule};
use domain::time::Days;

#[derive(Template)]
#[template(path = "forgetting/times.html")]
struct TimesPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    caller: &'a Caller,
    form: &'a Form,
    /// The times that saving this page replaces.
    edition: &'a str,
    /// What stands where something else was typed.
    stands: Vec<(Class, Days)>,
    /// What was saved just now, as it stands; empty when nothing was different.
    saved: Option<Vec<(Class, Days)>>,
    fields: Vec<Field>,
}

/// Where somebody comes from: the classes whose time they saved. What they are kept for is told from what stands.
#[derive(Debug, serde::Deserialize)]
pub(super) struct After {
    saved: Option<String>,
}

impl After {
    fn said(&self, kept: &Schedule) -> Option<Vec<(Class, Days)>> {
        let codes = self.saved.as_deref()?.split('.');
        let classes = codes.filter_map(|code| Class::parse(code).ok());
        Some(classes.map(|class| (class, kept.kept(class))).collect())
    }
}

/// A class with its field.
struct Field {
    class: Class,
    name: &'static str,
}

/// The field of a class, which forms want by a name of their own.
const fn field(class: Class) -> &'static str {
    match class {
        Class::Unaccepted => "keep_unaccepted",
        Class::Unheard => "keep_unheard",
        Class::Untouched => "keep_untouched",
        Class::Closed => "keep_closed",
        Class::ContactNumbers => "keep_contact_numbers",
        Class::CarePlan => "keep_care_plan",
        Class::ReleaseForm => "keep_release_form",
        Class::DisclosureLog => "keep_disclosure_log",
    }
}

fn free() -> impl Iterator<Item = Class> {
    Class::ALL.iter().copied().filter(|class| !class.is_fixed())
}

fn fixed() -> Vec<Class> {
    Class::ALL.iter().copied().filter(|class| class.is_fixed()).collect()
}

impl<'a> TimesPage<'a> {
    fn new(ctx: &'a Ctx, caller: &'a Caller, form: &'a Form) -> Self {
        let fields = free().map(|class| Field { class, name: field(class) }).collect();
        Self { ctx, t: &ctx.t, caller, form, edition: form.value("edition"), stands: Vec::new(), saved: None, fields }
    }
    fn may(&self, deed: Deed) -> bool {
        self.caller.may(deed)
    }
    fn hint(&self, class: &Class) -> String {
        let bounds = self.t.with("least", class.shortest().0).with("most", class.longest().0);
        bounds.say("retention-bounds").into_owned()
    }
    fn fixed(&self) -> Vec<Class> {
        fixed()
    }
    fn days(&self, days: &Days) -> String {
        self.t.with("n", days.0).say("retention-days").into_owned()
    }
}

/// Stands for exactly these times.
fn edition(kept: &Schedule) -> String {
    free().map(|class| kept.kept(class).0.to_string()).collect::<Vec<_>>().join(" ")
}

/// The times that an edition stands for; nothing when it was changed.
fn seen(edition: &str) -> Option<Schedule> {
    let days: Vec<u32> = edition.split(' ').map(str::parse).collect::<Result<_, _>>().ok()?;
    let classes: Vec<Class> = free().collect();
    if days.len() != classes.len() {
        return None;
    }
    classes.into_iter().zip(days).try_fold(Schedule::default(), |kept, (class, n)| kept.with(class, Days(n)).ok())
}

/// `GET /retention`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Query(after): Query<After>) -> Answer {
    let kept = times::standing(&ctx.app, &caller).await?;
    let form = Form::fresh(ctx.app.next_id()).with("edition", edition(&kept));
    let form = free().fold(form, |form, class| form.with(field(class), kept.kept(class).0.to_string()));
    ctx.show(&TimesPage { saved: after.said(&kept), ..TimesPage::new(&ctx, &caller, &form) })
}

/// `POST /retention`.
pub(super) async fn post(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&TimesPage::new(&ctx, &caller, &form));
    }
    let mut to = Schedule::default();
    for class in free() {
        let days = form.number(field(class), class.shortest().0, class.longest().0);
        if let Some(kept) = days.and_then(|n| to.clone().with(class, Days(n)).ok()) {
            to = kept;
        }
    }
    if !form.is_fine() {
        return ctx.again(&TimesPage::new(&ctx, &caller, &form));
    }
    // An edition that was changed is none that anybody has seen.
    let seen = seen(form.value("edition")).unwrap_or_else(|| to.clone());
    match times::change(&ctx.app, &caller, &seen, to.clone()).await {
        Ok(changed) => {
            let codes: Vec<&str> = changed.iter().map(|class| class.code()).collect();
            Ok(Page::to(&format!("/retention?saved={}", codes.join("."))))
        }
        Err(error @ Error::Invalid("settings-changed-since")) => {
            form.refuse_deed(&error);
            let now = times::standing(&ctx.app, &caller).await?;
            let differs = |class: &Class| now.kept(*class) != to.kept(*class);
            let stands = free().filter(differs).map(|class| (class, now.kept(class))).collect();
            let edition = edition(&now);
            // Seen now, so saving once more replaces it.
            ctx.again(&TimesPage { edition: &edition, stands, ..TimesPage::new(&ctx, &caller, &form) })
        }
        Err(error) => Err(error.into()),
    }
}
