//! The directory for everybody, on a path tree of its own: no sign-in, no cookie but the five-minute mark of leaving, the
//! language in the path, and nothing that was asked in any address. No page leads to a place that is withheld.

use crate::ctx::Ctx;
use crate::directory::{Card, Hotline, Pages, Pick, WORDS, asked_for, hotlines, languages};
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
use domain::service::Service;
use domain::state_rule::StateCode;
use std::borrow::Cow;

/// Their routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/find", Policy::Public, start)
        .get("/find/{lang}", Policy::Public, start_in)
        .post("/find/{lang}", Policy::Public, search)
        .get("/find/{lang}/in/{state}", Policy::Public, state)
        .post("/find/{lang}/in/{state}", Policy::Public, more_of_state)
        .get("/find/{lang}/in/{state}/{county}", Policy::Public, county)
        .post("/find/{lang}/in/{state}/{county}", Policy::Public, more_of_county)
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
    services: Vec<Pick>,
    languages: Vec<Pick>,
    /// More was said of what is needed than its kind, or something of that is wrong.
    is_said_more: bool,
    /// A place was typed that leads nowhere.
    is_nowhere: bool,
    states: Vec<Place>,
    found: Option<Found>,
    hotlines: Vec<Hotline>,
}

/// What was found.
struct Found {
    cards: Vec<Card>,
    left_out: String,
    near: Near,
    more: bool,
    is_behind: bool,
    pages: Pages,
    /// The path that another page is asked of.
    path: String,
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

/// Kinds of help to pick from, in plain words; none of them says more of who asks than that somebody looks for it.
const SERVICES: [(Service, &str); 11] = [
    (Service::Shelter, "find-service-shelter"),
    (Service::Legal, "find-service-legal"),
    (Service::SupportGroups, "find-service-group"),
    (Service::Housing, "find-service-housing"),
    (Service::PrimaryCare, "find-service-doctor"),
    (Service::OralHealth, "find-service-dentist"),
    (Service::BehavioralHealth, "find-service-counseling"),
    (Service::ReproductiveSexual, "find-service-birth-control"),
    (Service::Perinatal, "find-service-pregnancy"),
    (Service::SubstanceUse, "find-service-substances"),
    (Service::Pharmacy, "find-service-medicine"),
];

fn services(t: &Tongue) -> Vec<Pick> {
    let any = Pick { code: String::new(), label: t.say("find-any-service") };
    let named = SERVICES.iter().map(|(service, key)| Pick { code: service.code().to_owned(), label: t.say(key) });
    [any].into_iter().chain(named).collect()
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
        services: services(t),
        is_said_more: ["words", "service"].iter().any(|name| !form.value(name).is_empty() || form.is_wrong(name)),
        is_nowhere: form.is_wrong("near") && !form.value("near").trim().is_empty(),
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
    if form.value("words").chars().count() > WORDS {
        form.refuse("words", "directory-words-long");
    }
    let service = match form.value("service") {
        "" => Some(Vec::new()),
        code => Service::parse(code).ok().map(|service| vec![service]),
    };
    if service.is_none() {
        form.refuse("service", "field-unknown-choice");
    }
    let language = match form.value("language") {
        "" => Some(Vec::new()),
        code => LanguageCode::parse(code).ok().map(|code| vec![code]),
    };
    if language.is_none() {
        form.refuse("language", "field-unknown-choice");
    }
    let (true, Some(languages), Some(services)) = (form.is_fine(), language, service) else {
        return page(&ctx, form, None).await;
    };
    let ask = Ask {
        words: form.value("words").to_owned(),
        services,
        languages,
        takes_uninsured: form.is_ticked("uninsured"),
        open_now: form.is_ticked("open"),
        kinds: kinds(form.value("what")),
        near: form.value("near").to_owned(),
        km: 80.0,
        page: asked_for(&form),
        ..Ask::default()
    };
    let answer = directory::search(&ctx.app, ask).await?;
    match answer.near {
        Near::Unknown => form.refuse("near", "directory-near-unknown"),
        Near::Military => form.refuse("near", "directory-near-military"),
        Near::Nowhere | Near::Place | Near::Boxes => {}
    }
    let found = form.is_fine().then(|| of(&ctx, &form, &answer, format!("/find/{lang}")));
    page(&ctx, form, found).await
}

fn of(ctx: &Ctx, form: &Form, answer: &directory::Answer, path: String) -> Found {
    Found {
        cards: answer.entries.iter().map(|entry| Card::of(&ctx.t, entry, ctx.now)).collect(),
        left_out: answer.left_out.join(", "),
        near: answer.near,
        more: answer.more,
        is_behind: answer.is_behind,
        pages: Pages::of(form, answer),
        path,
        opened: None,
    }
}

/// `GET /find/{lang}/in/{state}`: the programs of a state, by a link.
async fn state(ctx: Ctx, Path((lang, state)): Path<(String, String)>) -> Answer {
    let form = fresh(&ctx);
    opened(ctx, &lang, &state, None, form).await
}

/// `GET /find/{lang}/in/{state}/{county}`: what serves a county, by a link. Such an address says no more than that somebody
/// opened a list of services; a town or ZIP code stands in none.
async fn county(ctx: Ctx, Path((lang, state, county)): Path<(String, String, String)>) -> Answer {
    let form = fresh(&ctx);
    opened(ctx, &lang, &state, Some(county), form).await
}

/// `POST /find/{lang}/in/{state}`: another page of the same.
async fn more_of_state(ctx: Ctx, Path((lang, state)): Path<(String, String)>, posted: Posted) -> Answer {
    let form = posted.form(&ctx).replaced("what", "any");
    opened(ctx, &lang, &state, None, form).await
}

/// `POST /find/{lang}/in/{state}/{county}`: another page of the same.
async fn more_of_county(
    ctx: Ctx,
    Path((lang, state, county)): Path<(String, String, String)>,
    posted: Posted,
) -> Answer {
    let form = posted.form(&ctx).replaced("what", "any");
    opened(ctx, &lang, &state, Some(county), form).await
}

async fn opened(ctx: Ctx, lang: &str, state: &str, county: Option<String>, form: Form) -> Answer {
    Language::parse(lang).map_err(|_| Problem::NotFound)?;
    let state = StateCode::parse(state).map_err(|_| Problem::NotFound)?;
    let code = state.code().to_uppercase();
    let all = directory::counties(&code);
    let named = match &county {
        None => None,
        Some(slug) => Some(all.iter().find(|(_, known)| known == slug).ok_or(Problem::NotFound)?.0),
    };
    let page_asked = asked_for(&form);
    let ask = |kinds| {
        let (state, county) = (Some(code.clone()), county.clone());
        Ask { kinds, state, county, page: page_asked, ..Ask::default() }
    };
    // A state has too many clinics to read them; a county has few, and they stand behind the programs whatever their names.
    let mut answer = directory::search(&ctx.app, ask(kinds("advocacy"))).await?;
    if county.is_some() {
        let others = directory::search(&ctx.app, ask(vec![Kind::HealthCenter, Kind::Other])).await?;
        answer.entries.extend(others.entries);
        answer.more |= others.more;
        answer.next = answer.next.max(others.next);
        answer.is_behind |= others.is_behind;
    }
    let counties = all.into_iter().map(|(name, slug)| Place { code: Cow::Owned(slug), name: Cow::Borrowed(name) });
    let path = match &county {
        None => format!("/find/{lang}/in/{}", state.code()),
        Some(county) => format!("/find/{lang}/in/{}/{county}", state.code()),
    };
    let state = Place { code: Cow::Borrowed(state.code()), name: ctx.t.label(state) };
    let opened = Opened { state, county: named, counties: counties.collect() };
    let found = Found { opened: Some(opened), ..of(&ctx, &form, &answer, path) };
    page(&ctx, form, Some(found)).await
}
