//! The table of routes: path, method, policy and handler in one line, and no other way to add one.

use crate::guard::{self, Guard};
use crate::policy::{Policy, RouteEntry};
use crate::problem;
use crate::rates::Rates;
use crate::{Settings, headers};
use app::{App, Session};
use axum::Router;
use axum::handler::Handler;
use axum::http::{Method, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, MethodRouter, on};
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

/// A password check may wait for two others.
const LONGEST_REQUEST: Duration = Duration::from_secs(20);
/// A proof about everything that was ever told, or a look through a file, may take as long, and nobody else waits for it.
const LONGEST_WORK: Duration = Duration::from_secs(180);

/// A link of the menu, as a feature declares it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NavEntry {
    order: u8,
    pub key: &'static str,
    pub href: &'static str,
    /// Pages elsewhere that one comes to from there.
    pub covers: &'static [&'static str],
    /// Whether it belongs into this member's menu; the policy of its page holds besides.
    pub when: fn(&Session) -> bool,
}

/// What handlers and guards share.
#[derive(Clone)]
pub struct Web {
    app: App,
    shared: Arc<Shared>,
}

struct Shared {
    settings: Settings,
    rates: Rates,
    nav: Vec<(NavEntry, Policy)>,
    pages: HashSet<&'static str>,
}

impl Web {
    /// The node.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }
    pub(crate) fn settings(&self) -> &Settings {
        &self.shared.settings
    }
    pub(crate) fn rates(&self) -> &Rates {
        &self.shared.rates
    }
    pub(crate) fn nav(&self) -> &[(NavEntry, Policy)] {
        &self.shared.nav
    }
    /// Whether the pattern answers GET, so that one can come back to it.
    pub(crate) fn is_page(&self, pattern: &str) -> bool {
        self.shared.pages.contains(pattern)
    }
}

/// Routes of a feature: `Routes::new().get("/inbox", Policy::Deed(Deed::ReadInbox), list::get)`.
#[derive(Default)]
pub struct Routes {
    table: Vec<(RouteEntry, Adder)>,
    nav: Vec<NavEntry>,
}

/// Adds a route to the router: kept until the router is made, since the guard needs the node.
type Adder = Box<dyn FnOnce(&Web, &RouteEntry) -> MethodRouter<Web> + Send>;

impl Routes {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
    /// A page. It changes nothing; what it shows of a person is written down as an opening.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, policy: Policy, handler: H) -> Self
    where
        H: Handler<T, Web> + Sync,
        T: Send + 'static,
    {
        self.add(Method::GET, MethodFilter::GET, path, policy, handler)
    }
    /// A form's way in.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, policy: Policy, handler: H) -> Self
    where
        H: Handler<T, Web> + Sync,
        T: Send + 'static,
    {
        self.add(Method::POST, MethodFilter::POST, path, policy, handler)
    }
    /// The latest route changes other people's access or opens the vault by another way: it takes a password that was
    /// typed within the last minutes, and asks for one else.
    #[must_use]
    pub fn with_recent_password(mut self) -> Self {
        if let Some((entry, _)) = self.table.last_mut() {
            entry.takes_proof = true;
        }
        self
    }
    /// The latest route is about a record, and can be used after the record is over: a person's word, and what the law
    /// asks for.
    #[must_use]
    pub fn outlasting(mut self) -> Self {
        if let Some((entry, _)) = self.table.last_mut() {
            entry.outlasts = true;
        }
        self
    }
    /// The latest route's form brings a file.
    #[must_use]
    pub(crate) fn taking_a_file(mut self) -> Self {
        if let Some((entry, _)) = self.table.last_mut() {
            entry.takes_file = true;
        }
        self
    }
    /// The latest route proves something about everything that was ever told, or reads a whole file, which may take longer than a
    /// page does.
    #[must_use]
    pub(crate) fn taking_long(mut self) -> Self {
        if let Some((entry, _)) = self.table.last_mut() {
            entry.takes_long = true;
        }
        self
    }
    /// A link of the menu to a page of these routes; whoever may see the page sees the link. At most six for
    /// a member who does the work of one bank and leads and looks after people besides.
    #[must_use]
    pub fn nav(self, order: u8, key: &'static str, href: &'static str) -> Self {
        self.nav_when(order, key, href, |_| true)
    }
    /// The same, only for members whose work it is: a role may use more pages than its menu has room for, and some
    /// pages have a use on one bank alone.
    #[must_use]
    pub fn nav_when(mut self, order: u8, key: &'static str, href: &'static str, when: fn(&Session) -> bool) -> Self {
        self.nav.push(NavEntry { order, key, href, covers: &[], when });
        self
    }
    /// The latest link stands for pages of other routes too: those that its page leads to.
    #[must_use]
    pub fn nav_over(mut self, covers: &'static [&'static str]) -> Self {
        if let Some(entry) = self.nav.last_mut() {
            entry.covers = covers;
        }
        self
    }
    /// These and those.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.table.extend(other.table);
        self.nav.extend(other.nav);
        self
    }
    /// The table, for the authorization matrix.
    pub fn entries(&self) -> impl Iterator<Item = &RouteEntry> {
        self.table.iter().map(|(entry, _)| entry)
    }

    fn add<H, T>(mut self, method: Method, filter: MethodFilter, path: &'static str, policy: Policy, handler: H) -> Self
    where
        H: Handler<T, Web> + Sync,
        T: Send + 'static,
    {
        let add = move |web: &Web, entry: &RouteEntry| {
            // Inside the guard, so that a panic and a slow answer get a page in the reader's language too.
            let longest = if entry.takes_long { LONGEST_WORK } else { LONGEST_REQUEST };
            on(filter, handler)
                .route_layer(CatchPanicLayer::custom(problem::of_panic))
                .route_layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, longest))
                .route_layer(from_fn_with_state(Guard::of(web, entry), guard::guard))
        };
        let entry = RouteEntry {
            method,
            path,
            policy,
            takes_proof: false,
            outlasts: false,
            takes_file: false,
            takes_long: false,
        };
        self.table.push((entry, Box::new(add)));
        self
    }

    /// The service: every route behind its guard, and whatever else is asked behind the guard of nothing.
    ///
    /// # Panics
    /// When two routes have the same method and path, or a link of the menu leads nowhere: a bug, found at start.
    pub fn into_service(self, app: App, settings: Settings) -> Router {
        let policy_of = |href: &str| {
            let mut gets = self.table.iter().filter(|(entry, _)| entry.method == Method::GET && entry.path == href);
            gets.next().map(|(entry, _)| entry.policy)
        };
        let mut nav: Vec<_> = self
            .nav
            .iter()
            .map(|entry| (*entry, policy_of(entry.href).expect("invariant: a link of the menu leads to a page")))
            .collect();
        nav.sort_by_key(|(entry, _)| entry.order);
        let pages = self.table.iter().filter(|(entry, _)| entry.method == Method::GET).map(|(e, _)| e.path).collect();
        let web = Web { app, shared: Arc::new(Shared { rates: Rates::new(settings.unlimited), settings, nav, pages }) };
        let mut router = Router::new();
        for (entry, add) in self.table {
            router = router.route(entry.path, add(&web, &entry));
        }
        router
            .fallback(guard::nothing_here)
            .method_not_allowed_fallback(guard::nothing_here)
            .with_state(web.clone())
            .layer(CatchPanicLayer::custom(problem::last_resort))
            .layer(from_fn_with_state(web, headers::around))
    }
}
