//! At set-up: a health center takes its own sites out of what HRSA publishes, instead of typing them.

use super::ours::OURS;
use crate::ctx::Ctx;
use crate::directory::Pick;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::directory::{self, Entry};
use askama::Template;
use std::borrow::Cow;
use uuid::Uuid;

const TAKE: &str = "/services/ours/sites/take";
/// Most characters of words that are taken.
const WORDS: usize = 200;

#[derive(Template)]
#[template(path = "services/take.html")]
struct TakePage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    sites: Vec<Pick>,
    is_empty: bool,
}

/// The name and where it is: several sites of one organization may bear one name.
fn label(entry: &Entry) -> String {
    let place = entry.listing.whereabouts.place();
    let place = place.map_or_else(String::new, |place| format!("{}, {}, {}", place.street, place.city, place.state));
    format!("{}: {place}", entry.listing.name)
}

async fn page(ctx: &Ctx, caller: &Caller, form: Form) -> Answer {
    let words: String = form.value("words").chars().take(WORDS).collect();
    let found = directory::sites_named(&ctx.app, caller, &words).await?;
    let pick = |entry: &Entry| Pick { code: entry.id.to_string(), label: Cow::Owned(label(entry)) };
    let is_empty = directory::is_empty(&ctx.app).await?;
    let view = TakePage { ctx, t: &ctx.t, form: &form, sites: found.iter().map(pick).collect(), is_empty };
    if form.is_fine() { ctx.show(&view) } else { ctx.again(&view) }
}

/// `GET /services/ours/sites/take`: the organization's own name is looked for first.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    let name = caller.org().name.as_str().to_owned();
    page(&ctx, &caller, Form::fresh(ctx.app.next_id()).with("words", &name)).await
}

/// `POST /services/ours/sites/take`: looks for other words, or takes what was chosen.
pub(super) async fn post(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    if posted.is_resumed() || form.value("act") != "take" {
        return page(&ctx, &caller, form).await;
    }
    let chosen: Vec<Uuid> = form.choices("sites", |id: &str| id.parse::<Uuid>()).into_iter().flatten().collect();
    if chosen.is_empty() {
        form.refuse("sites", "listing-take-none");
        return page(&ctx, &caller, form).await;
    }
    match directory::as_our_sites(&ctx.app, &caller, &chosen).await {
        Ok(()) => Ok(Page::to(OURS)),
        Err(error @ Error::Invalid(_)) => {
            form.refuse_deed(&error);
            page(&ctx, &caller, form).await
        }
        Err(error) => Err(error.into()),
    }
}
