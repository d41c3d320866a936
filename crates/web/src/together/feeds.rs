//! A member's own calendar program: an address that only they know, made and ended here, and what it answers.

use crate::ctx::Ctx;
use crate::form::{Form, choices};
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::problem::Problem;
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::calendar::{self, Feed, FeedError, Happening};
use app::papers::calendar::{Occasion, When, write};
use askama::Template;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_TYPE, HOST, ORIGIN};
use axum::response::{IntoResponse, Response};
use domain::calendar::OccasionKind;
use domain::ids::FeedId;
use domain::org::Language;

#[derive(Template)]
#[template(path = "together/feeds.html")]
struct Feeds<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    feeds: Vec<Feed>,
    languages: Vec<crate::form::Choice>,
    /// The address of the one that was just made: shown once.
    made: Option<String>,
}

fn page(ctx: &Ctx, form: &Form, feeds: Vec<Feed>, made: Option<String>) -> Answer {
    let page = Feeds { ctx, t: &ctx.t, form, feeds, languages: choices(&ctx.t, Language::ALL), made };
    if form.is_fine() { ctx.show(&page) } else { ctx.again(&page) }
}

/// `GET /calendar`.
pub(super) async fn list(ctx: Ctx, caller: Caller) -> Answer {
    let feeds = calendar::feeds(&ctx.app, &caller).await?;
    let form = Form::fresh(ctx.app.next_id()).with("language", ctx.t.language().code());
    page(&ctx, &form, feeds, None)
}

/// `POST /calendar`: makes one and shows its address.
pub(super) async fn make(ctx: Ctx, caller: Caller, headers: HeaderMap, posted: Posted) -> Answer {
    let feeds = calendar::feeds(&ctx.app, &caller).await?;
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return page(&ctx, &form, feeds, None);
    }
    let Some(language) = form.choice("language", Language::parse) else {
        return page(&ctx, &form, feeds, None);
    };
    let with_place = form.is_ticked("with_place");
    match calendar::make_feed(&ctx.app, &caller, language, with_place).await {
        Ok(made) => {
            let feeds = calendar::feeds(&ctx.app, &caller).await?;
            page(&ctx, &form, feeds, Some(format!("{}/calendar/{}.ics", origin(&headers), made.token)))
        }
        Err(error @ Error::Invalid("feed-too-many")) => {
            form.refuse("", error.code());
            page(&ctx, &form, feeds, None)
        }
        Err(error) => Err(error.into()),
    }
}

/// Where the product is, as this member's browser reached it: a calendar program needs the whole address. The post came from
/// our own page, so what the browser says of itself is right. Under `no-referrer` it says no origin but its host; beyond
/// this machine that is reached by TLS alone.
fn origin(headers: &HeaderMap) -> String {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let own = text(ORIGIN).filter(|origin| origin.starts_with("http")).map(str::to_owned);
    own.or_else(|| text(HOST).map(|host| format!("{}://{host}", if is_this_machine(host) { "http" } else { "https" })))
        .unwrap_or_default()
}

fn is_this_machine(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    name == "localhost"
        || name == "[::1]"
        || name.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}

/// `POST /calendar/{id}/end`.
pub(super) async fn end(ctx: Ctx, caller: Caller, Id(id): Id<FeedId>, _: Posted) -> Answer {
    calendar::end_feed(&ctx.app, &caller, id).await?;
    Ok(Page::to("/calendar"))
}

/// `GET /calendar/{token}.ics`: what a calendar program reads. Nobody is signed in.
pub(super) async fn read(ctx: Ctx, Path(file): Path<String>) -> Result<Response, Problem> {
    let token = file.strip_suffix(".ics").filter(|token| token.len() == 64).ok_or(Problem::NotFound)?;
    let feed = match calendar::open_feed(&ctx.app, token).await {
        Ok(feed) => feed,
        Err(FeedError::Unknown) => return Err(Problem::NotFound),
        Err(FeedError::Ended) => return Err(Problem::Ended("feed-ended-answer")),
        Err(FeedError::Other(error)) => return Err(error.into()),
    };
    let t = Tongue::new(feed.language, ctx.t.zone().name());
    let occasions: Vec<Occasion> = feed.happenings.iter().map(|one| occasion(&t, one, feed.with_place)).collect();
    let text = write(&t.say("feed-name"), &occasions, feed.made_at);
    Ok(([(CONTENT_TYPE, "text/calendar; charset=utf-8")], text).into_response())
}

fn occasion(t: &Tongue, one: &Happening, with_place: bool) -> Occasion {
    let when = one.times.map_or(When::AllDay(one.day), |(begins, ends)| When::Times { begins, ends });
    Occasion {
        uid: format!("{}-{}@calendar", one.of.1, one.planned.code()),
        when,
        title: t.say(title(one.kind)).into_owned(),
        place: Some(one.place.clone()).filter(|place| with_place && !place.is_empty()),
    }
}

/// Words that say nothing to whoever looks over a shoulder.
const fn title(kind: OccasionKind) -> &'static str {
    match kind {
        OccasionKind::LeadershipMeeting => "feed-meeting",
        OccasionKind::CrossTraining | OccasionKind::SiteVisit => "feed-training",
        _ => "feed-event",
    }
}
