//! The seam to `app`: cookies in, a session out. Nothing else in `web` reads a cookie or loads a session.
//!
//! Expected of `app`: `session::load(&App, cookie) -> Result<Loaded>` locks an idle session and ends an old one;
//! a locked session keeps its `csrf()`; `sign_in` and `unlock` answer a new cookie, so the token of older pages no
//! longer fits.
//!
//! Invariant: every cookie is `__Host-`, `Secure`, `HttpOnly`, `SameSite=Strict`, and says nothing about a person.

use app::session::Loaded;
use app::{App, Session};
use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use domain::org::Language;
use std::ops::Deref;
use std::sync::Arc;

/// The session's token.
pub const SESSION: &str = "__Host-s";
/// The language, until somebody signs in.
pub const LANGUAGE: &str = "__Host-l";
/// The key to what was typed when a session ended.
pub const HELD: &str = "__Host-h";
/// The five-minute mark after leaving a public page.
pub const LEFT: &str = "__Host-x";
/// Changes at every lock and sign-out: a browser that may keep pages in spite of `no-store` drops them when such a
/// cookie changes.
pub const TURN: &str = "__Host-k";

/// How long a browser keeps a cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// Until it is closed.
    Browser,
    /// This many seconds.
    Seconds(u32),
    /// Not at all: take it away.
    Gone,
}

/// The value of a cookie in a request.
#[must_use]
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, value)| *found == name && !value.is_empty())
        .map(|(_, value)| value)
}

/// A `Set-Cookie` line. The value is one of ours: a token, a code, or nothing.
#[must_use]
pub fn set_cookie(name: &str, value: &str, life: Life) -> HeaderValue {
    line(name, value, life, "Strict")
}

/// The mark of having left. It goes along also where somebody comes back to a page that a link of another site had led to: with
/// Back a browser may ask as that site did, and a strict cookie would stay behind (Chromium sends it, measured). Its value is the same
/// for all, so nobody gains by it.
#[must_use]
pub fn mark_of_leaving(life: Life) -> HeaderValue {
    line(LEFT, "1", life, "Lax")
}

fn line(name: &str, value: &str, life: Life, same_site: &str) -> HeaderValue {
    let age = match life {
        Life::Browser => String::new(),
        Life::Seconds(seconds) => format!("; Max-Age={seconds}"),
        Life::Gone => "; Max-Age=0".to_owned(),
    };
    HeaderValue::try_from(format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite={same_site}{age}"))
        .unwrap_or_else(|_| HeaderValue::from_static("__Host-none=; Path=/; Secure; HttpOnly; Max-Age=0"))
}

/// The session of a request, if its cookie leads to one; it may be locked.
pub(crate) async fn load(app: &App, headers: &HeaderMap) -> app::Result<Option<Session>> {
    match cookie(headers, SESSION) {
        None => Ok(None),
        Some(cookie) => Ok(match app::session::load(app, cookie).await? {
            Loaded::Session(session) => Some(*session),
            Loaded::None => None,
        }),
    }
}

/// The language somebody without a session reads: their own choice, else what their browser asks for.
#[must_use]
pub fn guest_language(headers: &HeaderMap) -> Language {
    if let Some(chosen) = cookie(headers, LANGUAGE).and_then(|code| Language::parse(code).ok()) {
        return chosen;
    }
    let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|line| line.to_str().ok()).unwrap_or("");
    best_of(wanted)
}

/// The better of English and Spanish for an `Accept-Language` line (RFC 9110, 12.5.4); English if it names neither.
fn best_of(wanted: &str) -> Language {
    let mut best = (Language::En, 0.0_f32);
    for range in wanted.split(',').take(20) {
        let (tag, rest) = range.split_once(';').unwrap_or((range, ""));
        let weight = rest.trim().strip_prefix("q=").map_or(1.0, |q| q.trim().parse().unwrap_or(0.0));
        let code = tag.trim().split('-').next().unwrap_or("").to_ascii_lowercase();
        if let Ok(language) = Language::parse(&code)
            && weight > best.1
        {
            best = (language, weight);
        }
    }
    best.0
}

/// The caller: a signed-in, unlocked session. Only routes whose policy asks for one have it.
#[derive(Clone)]
pub struct Caller(pub(crate) Arc<Session>);

impl Deref for Caller {
    type Target = Session;
    fn deref(&self) -> &Session {
        &self.0
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = crate::problem::Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        parts.extensions.get::<Self>().cloned().ok_or(crate::problem::Problem::NotFound)
    }
}

impl<S: Send + Sync> OptionalFromRequestParts<S> for Caller {
    type Rejection = std::convert::Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, Self::Rejection> {
        Ok(parts.extensions.get::<Self>().cloned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_gets_the_language_they_like_better() {
        for (wanted, language) in [
            ("", Language::En),
            ("es", Language::Es),
            ("es-MX,es;q=0.9,en;q=0.8", Language::Es),
            ("en-US,en;q=0.9,es;q=0.8", Language::En),
            ("fr-FR, es;q=0.4, en;q=0.2", Language::Es),
            ("de;q=x, *;q=0.1", Language::En),
            ("es;q=0", Language::En),
        ] {
            assert_eq!(best_of(wanted), language, "{wanted}");
        }
    }

    #[test]
    fn a_cookie_is_found_among_others_and_never_by_a_part_of_its_name() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("x__Host-s=no; __Host-l=es; __Host-s=yes"));
        assert_eq!(cookie(&headers, SESSION), Some("yes"));
        assert_eq!(cookie(&headers, HELD), None);
    }
}
