//! What a person sees when a deed was not done, and what the log says of it: the one place where errors become pages.
//!
//! Invariant: "no such thing", "not yours" and "not allowed" are one page, byte for byte.
//! Invariant: an error page holds no value of the error, only our own texts and the help lines; and no typed word but
//! the reader's own, where there is no form any more to give them back in.

use crate::ctx::Ctx;
use crate::held::Kept;
use crate::over;
use crate::page::render;
use crate::texts::Tongue;
use app::Error;
use app::referrals::Over;
use askama::Template;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::time::Timestamp;
use std::any::Any;

/// Why a handler has no page.
#[derive(Debug)]
pub enum Problem {
    /// No such thing, or none for this caller.
    NotFound,
    /// A deed was not done.
    Deed(Error),
    /// It was ended on purpose; a text key says what to do.
    Ended(&'static str),
    /// More than one network or session may ask.
    TooMany,
    /// A template failed: a bug.
    Template,
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::NotFound,
            other => Self::Deed(other),
        }
    }
}

/// What a problem's page says. Handlers put it into the response; the guard, which knows the reader, renders it.
#[derive(Debug, Clone)]
pub(crate) struct Face {
    pub status: StatusCode,
    title: &'static str,
    text: &'static str,
    /// What broke, and what to do about it: text keys.
    lines: Vec<(String, String)>,
    /// What was typed is worth keeping: the same post may work later.
    pub retry: bool,
    /// The session has no keys: the answer is the locked page.
    pub locked: bool,
    /// The record is over since then: what was typed stands in the page to be copied.
    pub over: Option<Timestamp>,
    /// The page of it.
    pub back: Option<String>,
}

impl Face {
    const fn new(status: StatusCode, title: &'static str, text: &'static str) -> Self {
        Self { status, title, text, lines: Vec::new(), retry: false, locked: false, over: None, back: None }
    }
    const fn retry(mut self) -> Self {
        self.retry = true;
        self
    }
    pub(crate) const fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "page-not-found-title", "page-not-found-text")
    }
    pub(crate) const fn too_many() -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "page-too-many-title", "page-too-many-text").retry()
    }
    pub(crate) const fn too_large() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "page-too-large-title", "page-too-large-text")
    }
    pub(crate) const fn refused() -> Self {
        Self::new(StatusCode::FORBIDDEN, "page-refused-title", "page-refused-text")
    }
    pub(crate) const fn unreadable() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "page-unreadable-title", "page-unreadable-text")
    }
    pub(crate) const fn stale() -> Self {
        Self::new(StatusCode::FORBIDDEN, "page-stale-title", "page-stale-text").retry()
    }
    const fn internal() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "page-internal-title", "page-internal-text").retry()
    }

    /// The face of an error of `app`. The chain goes to the log here, once.
    pub(crate) fn of_error(error: &Error) -> Self {
        let done_not = |status| Self::new(status, "page-not-done-title", error.code());
        match error {
            Error::NotFound => Self::not_found(),
            Error::Locked => Self { locked: true, ..Self::stale() },
            Error::Full => Self::new(StatusCode::INSUFFICIENT_STORAGE, "page-full-title", "page-full-text").retry(),
            Error::Busy => Self::new(StatusCode::SERVICE_UNAVAILABLE, "page-busy-title", "page-busy-text").retry(),
            Error::SealBroken => done_not(StatusCode::INTERNAL_SERVER_ERROR),
            Error::Store(source) => {
                let chain = chain_of(source);
                tracing::error!(code = "problem-internal", chain);
                Self::internal()
            }
            Error::Over(Over { at, .. }) => Self { over: Some(*at), ..done_not(StatusCode::GONE) },
            Error::TooMany { .. } => done_not(StatusCode::TOO_MANY_REQUESTS).retry(),
            Error::Refused(refusal) => {
                let rules = refusal.failed.iter().map(|rule| rule.code());
                let lines = rules.map(|code| (format!("rule-{code}"), format!("mend-{code}"))).collect();
                Self { lines, ..done_not(StatusCode::CONFLICT).retry() }
            }
            _ => done_not(StatusCode::CONFLICT).retry(),
        }
    }

    /// There is no form any more in which typed words could be given back.
    pub(crate) fn gives_back(&self, path: &str) -> bool {
        self.over.is_some() || self.status == StatusCode::NOT_FOUND && over::is_of_a_record(path)
    }
    /// With the way back to a page.
    pub(crate) fn back(self, page: String) -> Self {
        Self { back: Some(page), ..self }
    }
    /// As it is shown at this path: at a front desk nothing says why.
    pub(crate) fn seen_at(&self, path: &str) -> Self {
        let text = if self.over.is_some() && over::is_desk(path) { "arrivals-gone" } else { self.text };
        Self { text, ..self.clone() }
    }

    /// The face of a bare status: an extractor, a limit or a timeout has spoken.
    pub(crate) fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::PAYLOAD_TOO_LARGE => Self::too_large(),
            StatusCode::GATEWAY_TIMEOUT => Self::new(status, "page-slow-title", "page-slow-text").retry(),
            status if status.is_server_error() => Self::internal(),
            _ => Self::not_found(),
        }
    }
}

fn chain_of(error: &dyn std::error::Error) -> String {
    let mut chain = error.to_string();
    let mut next = error.source();
    while let Some(source) = next {
        chain.push_str(": ");
        chain.push_str(&source.to_string());
        next = source.source();
    }
    chain
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let face = match self {
            Self::NotFound => Face::not_found(),
            Self::Deed(error) => Face::of_error(&error),
            Self::Ended(text) => Face::new(StatusCode::GONE, "page-not-done-title", text),
            Self::TooMany => Face::too_many(),
            Self::Template => {
                tracing::error!(code = "template-failed");
                Face::internal()
            }
        };
        let mut response = face.status.into_response();
        response.extensions_mut().insert(face);
        response
    }
}

#[derive(Template)]
#[template(path = "shell/problem.html")]
struct ProblemPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    face: &'a Face,
    code: &'a str,
    kept: Option<&'a Kept>,
    typed: &'a [&'a str],
}

/// The same for somebody who has not signed in: the way out stands first, and nothing says whose site this is.
#[derive(Template)]
#[template(path = "shell/problem_guest.html")]
struct GuestPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    face: &'a Face,
    code: &'a str,
    kept: Option<&'a Kept>,
}

impl Face {
    /// The page, with what was typed under seal if there is any.
    pub(crate) fn page(&self, ctx: &Ctx, kept: Option<&Kept>) -> Response {
        self.page_with(ctx, kept, &[])
    }
    /// The same, with words to be copied.
    pub(crate) fn page_with(&self, ctx: &Ctx, kept: Option<&Kept>, typed: &[&str]) -> Response {
        // What differs between two requests would tell "not yours" from "no such": only an internal error has a code.
        let code = if self.status == StatusCode::INTERNAL_SERVER_ERROR {
            ctx.request_id.simple().to_string()
        } else {
            String::new()
        };
        let ctx = ctx.nowhere();
        let (t, code) = (&ctx.t, &*code);
        let page = if ctx.is_guest {
            render(self.status, &GuestPage { ctx: &ctx, t, face: self, code, kept })
        } else {
            render(self.status, &ProblemPage { ctx: &ctx, t, face: self, code, kept, typed })
        };
        match page {
            Ok(page) => page.into_response(),
            Err(_) => last_page(),
        }
    }
}

/// A panic inside a handler. Its words may hold anything, so they are not logged.
pub(crate) fn of_panic(_: Box<dyn Any + Send>) -> Response {
    tracing::error!(code = "panic");
    let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
    response.extensions_mut().insert(Face::internal());
    response
}

/// A panic outside every handler: a page that needs nothing.
pub(crate) fn last_resort(_: Box<dyn Any + Send>) -> Response {
    tracing::error!(code = "panic-outside");
    last_page()
}

fn last_page() -> Response {
    let mut response = Response::new(Body::from(include_str!("../templates/shell/last.html")));
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    response
}
