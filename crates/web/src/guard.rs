//! What stands before every handler: rates, origin, session, token, policy; and behind it, the page of a problem.
//!
//! Invariant: a handler runs only when its policy holds. Nothing is written by a POST of another site, without the
//! session's token, or twice by the same form.

mod file;

pub(crate) use file::{GivenFile, UPLOADED};

use crate::ctx::{Ctx, Glance};
use crate::form::{Fields, Form};
use crate::headers::{RequestId, Tree};
use crate::held::{self, Kept};
use crate::origin;
use crate::over::{self, Place};
use crate::policy::{Policy, RouteEntry};
use crate::problem::{Face, Problem};
use crate::rates::Net;
use crate::routes::Web;
use crate::session::{self, Caller, SESSION, cookie};
use crate::shell::{again, locked, sign_in};
use app::Session;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::ids::MemberId;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;
use uuid::Uuid;

/// Longest body of a form.
const LONGEST_BODY: usize = 64 * 1024;
/// A form that was held comes back as ciphertext in letters, inside the form of the sign-in.
const LONGEST_HELD: usize = 3 * LONGEST_BODY;

/// A form that takes longer to arrive is given up, so that slow senders hold nothing open.
const SLOWEST_BODY: Duration = Duration::from_secs(15);

/// The guard of one route.
#[derive(Clone)]
pub(crate) struct Guard {
    pub web: Web,
    pub policy: Policy,
    pub pattern: &'static str,
    pub takes_proof: bool,
    pub outlasts: bool,
    pub takes_file: bool,
}

/// What was posted, to handlers of forms.
#[derive(Debug, Clone)]
pub struct Posted(Arc<Fields>);

impl Posted {
    /// The pairs.
    #[must_use]
    pub fn fields(&self) -> &Fields {
        &self.0
    }
    /// As a form that can be parsed and shown again.
    #[must_use]
    pub fn form(&self, ctx: &Ctx) -> Form {
        Form::posted(Fields::clone(&self.0), ctx.app.next_id())
    }
    /// The form comes back after a sign-in or a failed write: show it filled in, and save nothing yet.
    #[must_use]
    pub fn is_resumed(&self) -> bool {
        self.0.is_resumed()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Posted {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        parts.extensions.get::<Self>().cloned().ok_or(Problem::NotFound)
    }
}

/// The network a request came from, to handlers that count by it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct From(pub Option<Net>);

impl<S: Send + Sync> FromRequestParts<S> for From {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        parts.extensions.get::<Self>().copied().ok_or(Problem::NotFound)
    }
}

/// Paths and methods that no route has.
pub(crate) async fn nothing_here(State(web): State<Web>, request: Request) -> Response {
    let guard =
        Guard { web, policy: Policy::Anyone, pattern: "", takes_proof: false, outlasts: false, takes_file: false };
    // Nothing is read of a body that nobody asked for, so every method gets the same page.
    let (mut parts, _) = request.into_parts();
    parts.method = Method::GET;
    guard.run(Request::from_parts(parts, Body::empty()), async |_| Problem::NotFound.into_response()).await
}

/// The layer of a route.
pub(crate) async fn guard(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    guard.run(request, async |request| next.run(request).await).await
}

/// What the guard has learned about a request.
struct Seen {
    ctx: Ctx,
    session: Option<Arc<Session>>,
    posted: Option<Arc<Fields>>,
    path: String,
    /// Whoever reads it has not signed in, and nothing is kept for them.
    is_public: bool,
}

impl Guard {
    pub(crate) fn of(web: &Web, entry: &RouteEntry) -> Self {
        Self {
            web: web.clone(),
            policy: entry.policy,
            pattern: entry.path,
            takes_proof: entry.takes_proof,
            outlasts: entry.outlasts,
            takes_file: entry.takes_file,
        }
    }

    async fn run(&self, request: Request, handler: impl AsyncFnOnce(Request) -> Response) -> Response {
        if self.policy == Policy::Open {
            return handler(request).await;
        }
        let mut response = self.run_with_session(request, handler).await;
        if self.policy.is_public() {
            response.extensions_mut().insert(Tree::Public);
        }
        response
    }

    async fn run_with_session(&self, request: Request, handler: impl AsyncFnOnce(Request) -> Response) -> Response {
        let (mut parts, body) = request.into_parts();
        let net = Net::of_request(&parts, self.web.settings().behind_proxy);
        let bare = self.context(&parts, None);
        let admitted = match cookie(&parts.headers, SESSION) {
            Some(cookie) if !self.policy.is_public() => self.web.rates().admits_session(cookie),
            _ => self.web.rates().admits_net(net),
        };
        let is_post = parts.method == Method::POST;
        if is_post && !origin::is_own(&parts.headers) {
            return Face::refused().page(&bare, None);
        }
        if self.policy.is_public() && cookie(&parts.headers, session::LEFT).is_some() {
            return crate::shell::leave::away(self.web.settings());
        }
        // A file is read only of whoever may bring one: below, when the session is known.
        let (posted, body) = if self.takes_file && is_post {
            (None, Some(body))
        } else {
            match self.read(&parts, body, is_post).await {
                Ok(posted) => (posted, None),
                Err(face) => return face.page(&bare, None),
            }
        };
        let (path, is_public) = (parts.uri.path().to_owned(), self.policy.is_public());
        if !admitted {
            // The session was not loaded, that is the point; the form itself says whose it is.
            let seen = Seen { ctx: bare, session: None, posted, path, is_public };
            return seen.problem(&Face::too_many());
        }
        let session = if self.policy.is_public() {
            None
        } else {
            match session::load(self.web.app(), &parts.headers).await {
                Ok(session) => session.map(Arc::new),
                Err(error) => {
                    let seen = Seen { ctx: bare, session: None, posted, path, is_public };
                    return seen.problem(&Face::of_error(&error));
                }
            }
        };
        let ctx = self.context(&parts, session.as_deref());
        let mut seen = Seen { ctx, session, posted, path, is_public };
        if let Some(body) = body {
            if let Some(refusal) = self.refusal(&seen) {
                return refusal;
            }
            let folder = app::directory::uploads_lie_in(self.web.app());
            match file::read(&parts, body, &folder).await {
                Ok((fields, file)) => {
                    seen.posted = Some(Arc::new(fields));
                    parts.extensions.insert(file);
                }
                Err(face) => return seen.problem(&face),
            }
        }
        if let Some(refusal) = self.refusal(&seen) {
            return refusal;
        }
        if let Some(answer) = self.over(&seen).await {
            return answer;
        }
        parts.extensions.insert(seen.ctx.clone());
        parts.extensions.insert(From(net));
        if let Some(posted) = &seen.posted {
            parts.extensions.insert(Posted(posted.clone()));
        }
        if let Some(session) = &seen.session {
            parts.extensions.insert(Caller(session.clone()));
        }
        seen.faced(handler(Request::from_parts(parts, Body::empty())).await)
    }

    fn context(&self, parts: &Parts, session: Option<&Session>) -> Ctx {
        let path = parts.uri.path();
        let back = if self.web.is_page(self.pattern) { path.to_owned() } else { String::new() };
        let request_id = parts.extensions.get::<RequestId>().map_or_else(Uuid::nil, |id| id.0);
        let named = if self.policy.is_public() { crate::find::language_of(path) } else { None };
        let guest = named.unwrap_or_else(|| session::guest_language(&parts.headers));
        // A page without a session is not yet a guest's: a limit of rate is shown before the session is loaded.
        let is_guest = self.policy.is_public() || (session.is_none() && cookie(&parts.headers, SESSION).is_none());
        Ctx::new(&self.web, session, Glance { guest, path, back, is_guest, request_id })
    }

    async fn read(&self, parts: &Parts, body: Body, is_post: bool) -> Result<Option<Arc<Fields>>, Face> {
        if !is_post {
            return Ok(None);
        }
        let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
        if kind.split(';').next().map(str::trim) != Some("application/x-www-form-urlencoded") {
            return Err(Face::unreadable());
        }
        let takes_held = matches!(self.policy, Policy::SignedOut | Policy::Session);
        let longest = if takes_held { LONGEST_HELD } else { LONGEST_BODY };
        let Ok(body) = timeout(SLOWEST_BODY, to_bytes(body, longest)).await else { return Err(Face::unreadable()) };
        let body = body.map_err(|_| Face::too_large())?;
        Fields::read(&body).map(|fields| Some(Arc::new(fields))).ok_or(Face::unreadable())
    }

    /// The answer where the record is over; its page says the same to whoever comes to look.
    async fn over(&self, seen: &Seen) -> Option<Response> {
        let place = Place::of(self.pattern, &seen.path).filter(|_| !self.outlasts)?;
        match place.over(&seen.ctx.app, seen.session.as_deref()?).await {
            Ok(None) => None,
            Ok(Some(_)) if seen.posted.is_none() => Some(crate::page::Page::to(&place.page).into_response()),
            Ok(Some(over)) => Some(seen.problem(&Face::of_error(&app::Error::Over(over)).back(place.page))),
            Err(error) => Some(seen.problem(&Face::of_error(&error))),
        }
    }

    /// Why the handler does not run, as an answer.
    fn refusal(&self, seen: &Seen) -> Option<Response> {
        let session = seen.session.as_deref();
        let needs_session = matches!(self.policy, Policy::Session | Policy::SignedIn | Policy::Deed(_));
        let Some(session) = session else {
            return needs_session.then(|| sign_in::instead(&seen.ctx, seen.kept().as_ref()));
        };
        let locked_out = session.is_locked() && matches!(self.policy, Policy::SignedIn | Policy::Deed(_));
        if locked_out {
            return Some(locked::instead(&seen.ctx, seen.kept().as_ref()));
        }
        // A stranger's sign-in form has no token to show; it gives nobody a session that was there before.
        let needs_token = !matches!(self.policy, Policy::SignedOut) && self.pattern != held::RESUME;
        if needs_token && seen.posted.as_ref().is_some_and(|fields| !same(fields.get("csrf"), session.csrf())) {
            return Some(seen.problem(&Face::stale()));
        }
        if self.policy == Policy::SignedOut && !session.is_locked() && seen.posted.is_none() {
            return Some(crate::page::Page::to("/").into_response());
        }
        self.led_elsewhere(session, seen).or_else(|| self.asked_again(session, seen))
    }

    /// The page that asks for the password again, where the last one was typed too long ago.
    fn asked_again(&self, session: &Session, seen: &Seen) -> Option<Response> {
        let until = session.unlocked_at().plus_minutes(self.web.settings().proof);
        let is_old = self.takes_proof && !session.is_locked() && seen.ctx.now > until;
        is_old.then(|| again::instead(&seen.ctx, seen.kept().as_ref()))
    }

    fn led_elsewhere(&self, session: &Session, seen: &Seen) -> Option<Response> {
        let Policy::Deed(deed) = self.policy else { return None };
        // Only from pages that will be theirs: to others a page that is not for them does not exist.
        if seen.posted.is_none() && session.will(deed) {
            if session.owes_sheet() && self.web.is_page(crate::RECOVERY_SHEET) {
                return Some(crate::page::Page::to(crate::RECOVERY_SHEET).into_response());
            }
            if session.awaits_keys() && self.web.is_page(crate::WAITING) {
                return Some(crate::page::Page::to(crate::WAITING).into_response());
            }
        }
        (!session.may(deed)).then(|| seen.problem(&Face::not_found()))
    }
}

impl Seen {
    fn owner(&self) -> Option<MemberId> {
        self.session.as_ref().map(|session| session.member())
    }
    /// What was typed, under seal; nothing of a public page, which sets no cookie and holds no ZIP that was asked.
    fn kept(&self) -> Option<Kept> {
        if self.is_public {
            return None;
        }
        held::keep(&self.ctx.app, self.owner(), &self.path, self.posted.as_ref()?)
    }
    fn problem(&self, face: &Face) -> Response {
        if face.locked {
            return locked::instead(&self.ctx, self.kept().as_ref());
        }
        let kept = if face.retry { self.kept() } else { None };
        let typed = self.posted.as_deref().filter(|_| face.gives_back(&self.path)).map(over::typed).unwrap_or_default();
        let face = &face.seen_at(&self.path);
        let mut response = face.page_with(&self.ctx, kept.as_ref(), &typed);
        if let Some(cookie) = kept.and_then(|kept| kept.cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
    /// Gives a response that carries only a problem its page.
    fn faced(&self, mut response: Response) -> Response {
        if let Some(face) = response.extensions_mut().remove::<Face>() {
            return self.problem(&face);
        }
        let status = response.status();
        let is_bare = !response
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.to_str().is_ok_and(|kind| kind.starts_with("text/html")));
        if is_bare && (status.is_client_error() || status.is_server_error()) {
            return self.problem(&Face::of_status(status));
        }
        response
    }
}

/// Compares without saying by its time how much fits.
fn same(posted: &str, token: &str) -> bool {
    let (posted, token) = (posted.as_bytes(), token.as_bytes());
    posted.len() == token.len() && posted.iter().zip(token).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}
