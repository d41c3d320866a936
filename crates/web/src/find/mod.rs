//! The directory for everybody, on a path tree of its own: no sign-in, no cookie but the five-minute mark of leaving, the
//! language in the path, and nothing that was asked in any address. No page leads to a place that is withheld.

use crate::ctx::Ctx;
use crate::directory::{Card, Hotline, Pick, hotlines, languages};
use crate::form::{Choice, Form};
use crate::guard::Posted;
use crate::page::Answer;
use crate::policy::Policy;
use crate::problem::Problem;
use crate::routes::Routes;
use crate::texts::Tongue;
use app::directory::{self, Ask, Kind, Near};
use askama::Template;
use axum::extract::Path;
use domain::language::LanguageCode;
use domain::org::Language;
use domain::state_rule::StateCode;
use std::borrow::Cow;

/// Their routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/find", Policy::Public, start)
        .get("/find/{lang}", Policy::Public, start_in)
        .post("/find/{lang}", Policy::Public, search)
        .get("/find/{lang}/in/{state}", Policy::Public, state)
        .get("/find/{lang}/in/{state}/{county}", Policy::Public, county)
}

/// The language that a public path names: "/find/es", "/safety/en".
pub(crate) fn language_of(path: &str) -> Option<Language> {
    let mut parts = path.split('/').skip(1);
    let tree = parts.next().unwrap_or("");
    parts.next().filter(|_| matches!(tree, "find" | "safety")).and_then(|code| Language::parse(code).ok())
}

/// Where somebody looks, in words.
struct Place {
    code: Cow<'static, str>,
    name: Cow<'static, str>,
}

#[derive(Template)]
#[template(path = "find/start.html")]
struct FindPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    whats: Vec<Choice>,
    languages: Vec<Pick>,
    states: Vec<Place>,
    found: Option<Found>,
    hotlines: Vec<Hotline>,
}

/// What was found.
struct Found {
    cards: Vec<Card>,
    near: Near,
    more: bool,
    is_behind: bool,
    /// What was opened by a link, if something was: a state, or a county of it.
    opened: Option<Opened>,
}

/// A state, or a county of it.
struct Opened {
    state: Place,
    county: Option<&'static str>,
    /// The counties of the state.
    counties: Vec<Place>,
}

impl Opened {
    /// What is read of it: the programs of "Oregon", help of every kind in "Lane County, Oregon".
    fn heading(&self, t: &Tongue) -> Cow<'static, str> {
        let state = &self.state.name;
        match self.county {
            None => t.with("state", state.clone()).say("find-found-state"),
            Some(county) => t.with("county", format!("{county}, {state}")).say("find-found-county"),
        }
    }
}

fn whats(t: &Tongue) -> Vec<Choice> {
    let all = [
        ("any", t.say("find-what-any")),
        ("advocacy", t.say("find-what-advocacy")),
        ("clinic", t.say("find-what-clinic")),
    ];
    all.into_iter().map(|(code, label)| Choice { code, label, hint: Cow::Borrowed("") }).collect()
}

async fn page(ctx: &Ctx, form: Form, found: Option<Found>) -> Answer {
    let lines = directory::still_right(&ctx.app).await?;
    let t = &ctx.t;
    let mut states: Vec<Place> =
        StateCode::ALL.iter().map(|state| Place { code: Cow::Borrowed(state.code()), name: t.label(state) }).collect();
    states.sort_by(|a, b| a.name.cmp(&b.name));
    let is_wrong = !form.is_fine();
    let view = FindPage {
        ctx,
        t,
        form: &form,
        whats: whats(t),
        languages: languages(t),
        states,
        found,
        hotlines: hotlines(t, &lines, ctx.now),
    };
    if is_wrong { ctx.again(&view) } else { ctx.show(&view) }
}

fn fresh(ctx: &Ctx) -> Form {
    Form::fresh(ctx.app.next_id()).with("what", "any")
}

/// `GET /find`: in the language that the browser asks for.
async fn start(ctx: Ctx) -> Answer {
    page(&ctx, fresh(&ctx), None).await
}

/// `GET /find/{lang}`.
async fn start_in(ctx: Ctx, Path(lang): Path<String>) -> Answer {
    Language::parse(&lang).map_err(|_| Problem::NotFound)?;
    page(&ctx, fresh(&ctx), None).await
}

fn kinds(what: &str) -> Vec<Kind> {
    match what {
        "advocacy" => vec![Kind::Advocacy, Kind::Hotline, Kind::Coalition],
        "clinic" => vec![Kind::HealthCenter],
        _ => Vec::new(),
    }
}

/// `POST /find/{lang}`: a ZIP code or a town never stands in an address.
async fn search(ctx: Ctx, Path(lang): Path<String>, posted: Posted) -> Answer {
    Language::parse(&lang).map_err(|_| Problem::NotFound)?;
    let mut form = posted.form(&ctx);
    form.wants("near", "find-near-needed");
    if form.value("near").chars().count() > 100 {
        form.refuse("near", "directory-near-unknown");
    }
    let language = match form.value("language") {
        "" => Some(Vec::new()),
        code => LanguageCode::parse(code).ok().map(|code| vec![code]),
    };
    if language.is_none() {
        form.refuse("language", "field-unknown-choice");
    }
    let (true, Some(languages)) = (form.is_fine(), language) else { return page(&ctx, form, None).await };
    let ask = Ask {
        languages,
        takes_uninsured: form.is_ticked("uninsured"),
        open_now: form.is_ticked("open"),
        kinds: kinds(form.value("what")),
        near: form.value("near").to_owned(),
        km: 80.0,
        ..Ask::default()
    };
    let answer = directory::search(&ctx.app, ask).await?;
    match answer.near {
        Near::Unknown => form.refuse("near", "directory-near-unknown"),
        Near::Military => form.refuse("near", "directory-near-military"),
        Near::Nowhere | Near::Place | Near::Boxes => {}
    }
    let found = form.is_fine().then(|| of(&ctx, &answer, None));
    page(&ctx, form, found).await
}

fn of(ctx: &Ctx, answer: &directory::Answer, opened: Option<Opened>) -> Found {
    let cards = answer.entries.iter().map(|entry| Card::of(&ctx.t, entry, ctx.now)).collect();
    Found { cards, near: answer.near, more: answer.more, is_behind: answer.is_behind, opened }
}

/// `GET /find/{lang}/in/{state}`: the programs of a state, by a link.
async fn state(ctx: Ctx, Path((lang, state)): Path<(String, String)>) -> Answer {
    opened(ctx, &lang, &state, None).await
}

/// `GET /find/{lang}/in/{state}/{county}`: what serves a county, by a link. Such an address says no more than that somebody
/// opened a list of services; a town or ZIP code stands in none.
async fn county(ctx: Ctx, Path((lang, state, county)): Path<(String, String, String)>) -> Answer {
    opened(ctx, &lang, &state, Some(county)).await
}

async fn opened(ctx: Ctx, lang: &str, state: &str, county: Option<String>) -> Answer {
    Language::parse(lang).map_err(|_| Problem::NotFound)?;
    let state = StateCode::parse(state).map_err(|_| Problem::NotFound)?;
    let code = state.code().to_uppercase();
    let all = directory::counties(&code);
    let named = match &county {
        None => None,
        Some(slug) => Some(all.iter().find(|(_, known)| known == slug).ok_or(Problem::NotFound)?.0),
    };
    let ask = |kinds| Ask { kinds, state: Some(code.clone()), county: county.clone(), ..Ask::default() };
    // A state has too many clinics to read them; a county has few, and they stand behind the programs whatever their names.
    let mut answer = directory::search(&ctx.app, ask(kinds("advocacy"))).await?;
    if county.is_some() {
        let others = directory::search(&ctx.app, ask(vec![Kind::HealthCenter, Kind::Other])).await?;
        answer.entries.extend(others.entries);
        answer.more |= others.more;
        answer.is_behind |= others.is_behind;
    }
    let counties = all.into_iter().map(|(name, slug)| Place { code: Cow::Owned(slug), name: Cow::Borrowed(name) });
    let state = Place { code: Cow::Borrowed(state.code()), name: ctx.t.label(state) };
    let found = of(&ctx, &answer, Some(Opened { state, county: named, counties: counties.collect() }));
    page(&ctx, fresh(&ctx), Some(found)).await
}
