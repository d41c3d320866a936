//! What every page knows: who reads it, in which language, and what stands around it.

use crate::policy::Policy;
use crate::routes::{NavEntry, Web};
use crate::texts::Tongue;
use app::{App, Session};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::ids::MemberId;
use domain::member::Role;
use domain::org::{Language, VaultMode};
use domain::time::Timestamp;
use std::ops::Deref;
use std::sync::Arc;
use uuid::Uuid;

/// A line to call, as it stands in the footer and on error pages.
#[derive(Debug, Clone)]
pub struct Line {
    /// Whose line it is.
    pub name: String,
    /// As it is published.
    pub phone: String,
    /// Only what a phone dials.
    pub dial: String,
}

impl Line {
    /// A line from what is published.
    #[must_use]
    pub fn new(name: &str, phone: &str) -> Self {
        let dial = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        Self { name: name.to_owned(), phone: phone.to_owned(), dial }
    }
}

/// A link of the menu.
#[derive(Debug, Clone, Copy)]
pub struct NavLink {
    /// Text key.
    pub key: &'static str,
    /// Path.
    pub href: &'static str,
    /// The page is under it.
    pub is_here: bool,
}

/// What [`Ctx`] holds.
#[derive(Clone)]
pub struct Scene {
    /// The node, for use cases.
    pub app: App,
    /// Words and times.
    pub t: Tongue,
    /// What the product calls itself here; neutral.
    pub app_name: String,
    /// The member of staff, while their session is unlocked.
    pub member_name: Option<String>,
    /// The synchronizer token of forms; empty without a session.
    pub csrf: String,
    /// The time of the request. Rules and pages of one request share it.
    pub now: Timestamp,
    /// Path to come back to after switching the language; empty where there is none.
    pub back: String,
    /// The menu.
    pub nav: Vec<NavLink>,
    /// Minutes after which the screen locks.
    pub idle_minutes: Option<u32>,
    /// The organization's own hotline.
    pub own_line: Option<Line>,
    /// The front desk and nothing else: the waiting room may read this screen, so the lines stand on the page of help.
    pub is_only_front_desk: bool,
    /// The host can read this organization's records, which its admin pages say.
    pub host_reads: bool,
    /// Nobody has signed in here, as far as the browser says: it may be a person who is served, on a shared device.
    pub is_guest: bool,
    /// Random; stands in the log and on the page of an internal error.
    pub request_id: Uuid,
    member: Option<MemberId>,
}

/// The context of a request. Cheap to clone; extracted by every handler.
#[derive(Clone)]
pub struct Ctx(Arc<Scene>);

impl Deref for Ctx {
    type Target = Scene;
    fn deref(&self) -> &Scene {
        &self.0
    }
}

/// What of a request the context is made from.
pub(crate) struct Glance<'a> {
    pub guest: Language,
    pub path: &'a str,
    pub back: String,
    pub is_guest: bool,
    pub request_id: Uuid,
}

impl Ctx {
    /// The context of a request. A locked session lends its language, its token and the neutral name, nothing more.
    pub(crate) fn new(web: &Web, session: Option<&Session>, glance: Glance<'_>) -> Self {
        let app = web.app().clone();
        let open = session.filter(|session| !session.is_locked());
        let language = session.map_or(glance.guest, Session::language);
        let zone = session.map_or("UTC", |session| &session.org().time_zone);
        let app_name = session.map_or_else(|| web.settings().app_name.clone(), |s| s.org().app_name.to_string());
        let hotline = session.and_then(|s| s.org().hotline.as_ref().map(|phone| (s.org().name.as_str(), phone)));
        Self(Arc::new(Scene {
            t: Tongue::new(language, zone),
            app_name,
            member_name: open.map(|session| session.name().to_string()),
            csrf: session.map_or_else(String::new, |session| session.csrf().to_owned()),
            now: app.now(),
            back: glance.back,
            nav: open.map_or_else(Vec::new, |session| web.nav_of(session, glance.path)),
            idle_minutes: open.map(|session| session.device().idle().0),
            own_line: hotline.map(|(name, phone)| Line::new(name, phone.as_str())),
            is_only_front_desk: open.is_some_and(|session| session.roles().iter().eq([&Role::FrontDesk])),
            host_reads: open.is_some_and(|session| session.org().vault_mode == VaultMode::ServerManaged),
            is_guest: glance.is_guest,
            request_id: glance.request_id,
            member: session.map(Session::member),
            app,
        }))
    }

    /// The context of a session that has only just begun.
    pub(crate) fn of_session(web: &Web, session: &Session) -> Self {
        let (back, request_id) = (String::new(), Uuid::nil());
        let glance = Glance { guest: session.language(), path: "/", back, is_guest: false, request_id };
        Self::new(web, Some(session), glance)
    }

    /// The same without anything that depends on the path: error pages must not tell paths apart.
    #[must_use]
    pub(crate) fn nowhere(&self) -> Self {
        let mut scene = Scene::clone(self);
        scene.back.clear();
        for link in &mut scene.nav {
            link.is_here = false;
        }
        Self(Arc::new(scene))
    }

    /// The page that is read, a public one, in the other language: the language stands in the path, so that no cookie has to.
    /// Empty where there is none.
    #[must_use]
    pub fn in_other_language(&self) -> String {
        let other = self.t.other().code();
        let mut parts: Vec<&str> = self.back.split('/').collect();
        match parts.get(2).map(|part| Language::parse(part).is_ok()) {
            _ if self.back.is_empty() => return String::new(),
            Some(true) => parts[2] = other,
            _ => parts.push(other),
        }
        parts.join("/")
    }

    /// Whose form it is: stands in every form, so that what was typed can be held for the same member only.
    #[must_use]
    pub fn by(&self) -> Option<MemberId> {
        self.member
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Ctx {
    type Rejection = crate::problem::Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        // A route outside the table has no context; nothing can be shown there.
        parts.extensions.get::<Self>().cloned().ok_or(crate::problem::Problem::NotFound)
    }
}

impl Web {
    /// The links of the menu that the session may follow.
    pub(crate) fn nav_of(&self, session: &Session, path: &str) -> Vec<NavLink> {
        let under = |href: &str| path.strip_prefix(href).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let may = |policy: &Policy| match policy {
            Policy::Deed(deed) => session.may(*deed),
            _ => true,
        };
        let shown = self.nav().iter().filter(|(entry, policy)| may(policy) && (entry.when)(session));
        let entries: Vec<_> = shown.map(|(entry, _)| entry).collect();
        // A page that has a link of its own is under no other that covers it as well.
        let has_own = entries.iter().any(|entry| under(entry.href));
        let covers = |entry: &NavEntry| !has_own && entry.covers.iter().any(|href| under(href));
        let link = |entry: &NavEntry| NavLink {
            key: entry.key,
            href: entry.href,
            is_here: under(entry.href) || covers(entry),
        };
        entries.into_iter().map(link).collect()
    }
}
