//! `/directory`: what is asked and what was found stand on one page. What was asked is in no address and in no log.

use super::{Card, Hotline, Pages, Pick, asked_for, hotlines};
use crate::ctx::Ctx;
use crate::form::{Choice, Form, choices};
use crate::guard::Posted;
use crate::page::Answer;
use crate::session::Caller;
use crate::texts::Tongue;
use app::directory::{self, Ask, Near};
use askama::Template;
use domain::language::LanguageCode;
use domain::member::Deed;
use domain::service::Service;

/// Most characters of words that are taken.
pub(crate) const WORDS: usize = 200;
/// Languages that can be asked for: those most met in health centers.
const LANGUAGES: &[&str] = &[
    "es", "en", "zh", "vi", "ar", "ht", "ru", "ko", "tl", "pt", "fr", "so", "sw", "hi", "ne", "fa", "uk", "pl", "ase",
];
/// How far, in miles.
const MILES: &[u16] = &[10, 25, 50, 100];

/// What was found, in words.
struct Found {
    cards: Vec<Card>,
    left_out: String,
    near: Near,
    more: bool,
    is_behind: bool,
    pages: Pages,
}

#[derive(Template)]
#[template(path = "directory/search.html")]
struct SearchPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    languages: Vec<Pick>,
    miles: Vec<Pick>,
    services: Vec<Choice>,
    found: Option<Found>,
    hotlines: Vec<Hotline>,
    is_empty: bool,
    may_keep: bool,
    may_import: bool,
}

/// Languages to pick from, with none at first.
pub(crate) fn languages(t: &Tongue) -> Vec<Pick> {
    let any = Pick { code: String::new(), label: t.say("directory-any-language") };
    let named = LANGUAGES.iter().map(|code| Pick { code: (*code).to_owned(), label: t.language_named(code) });
    [any].into_iter().chain(named).collect()
}

fn miles(t: &Tongue) -> Vec<Pick> {
    let within =
        |miles: &u16| Pick { code: miles.to_string(), label: t.with("n", u32::from(*miles)).say("directory-within") };
    MILES.iter().map(within).collect()
}

async fn page(ctx: &Ctx, caller: &Caller, form: Form, found: Option<directory::Answer>) -> Answer {
    let is_wrong = !form.is_fine();
    let is_empty = directory::is_empty(&ctx.app).await?;
    let lines = directory::still_right(&ctx.app).await?;
    let view = SearchPage {
        ctx,
        t: &ctx.t,
        form: &form,
        languages: languages(&ctx.t),
        miles: miles(&ctx.t),
        services: choices(&ctx.t, Service::ALL),
        found: found.map(|answer| Found {
            pages: Pages::of(&form, &answer),
            cards: answer.entries.iter().map(|entry| Card::of(&ctx.t, entry, ctx.now)).collect(),
            left_out: answer.left_out.join(", "),
            near: answer.near,
            more: answer.more,
            is_behind: answer.is_behind,
        }),
        hotlines: hotlines(&ctx.t, &lines, ctx.now),
        is_empty,
        may_keep: caller.may(Deed::KeepDirectory),
        may_import: caller.may(Deed::ImportDirectory),
    };
    if is_wrong { ctx.again(&view) } else { ctx.show(&view) }
}

/// `GET /directory`.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    let form = Form::fresh(ctx.app.next_id()).with("miles", "25");
    page(&ctx, &caller, form, None).await
}

/// `POST /directory`.
pub(super) async fn post(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return page(&ctx, &caller, form, None).await;
    }
    let ask = asked(&mut form);
    let Some(ask) = ask.filter(|_| form.is_fine()) else { return page(&ctx, &caller, form, None).await };
    let answer = directory::search(&ctx.app, ask).await?;
    say_where(&mut form, answer.near);
    page(&ctx, &caller, form, Some(answer)).await
}

/// What a place that leads nowhere wants, where it was typed.
fn say_where(form: &mut Form, near: Near) {
    let field = if form.value("near").trim().is_empty() { "words" } else { "near" };
    match near {
        Near::Unknown => form.refuse("near", "directory-near-unknown"),
        Near::Military => form.refuse(field, "directory-near-military"),
        Near::Nowhere | Near::Place | Near::Boxes => {}
    }
}

fn asked(form: &mut Form) -> Option<Ask> {
    if form.value("words").chars().count() > WORDS {
        form.refuse("words", "directory-words-long");
    }
    let services = form.choices("services", Service::parse);
    let language = form.value("language").to_owned();
    let languages = match language.as_str() {
        "" => Some(Vec::new()),
        code => LanguageCode::parse(code).ok().map(|code| vec![code]),
    };
    if languages.is_none() {
        form.refuse("language", "field-unknown-choice");
    }
    let miles: f64 = form.value("miles").parse().unwrap_or(25.0);
    Some(Ask {
        words: form.value("words").to_owned(),
        services: services?.into_iter().collect(),
        languages: languages?,
        takes_uninsured: form.is_ticked("uninsured"),
        open_now: form.is_ticked("open"),
        kinds: Vec::new(),
        near: form.value("near").to_owned(),
        km: miles * 1.609_344,
        state: None,
        page: asked_for(form),
        ..Ask::default()
    })
}
