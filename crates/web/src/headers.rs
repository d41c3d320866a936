//! Security headers, the request's random id and its line in the log.
//!
//! Invariant: no answer leaves without them. No path, query, address or typed word reaches the log.

use crate::routes::Web;
use crate::session::{Life, TURN, set_cookie};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use std::time::Instant;
use uuid::Uuid;

/// Of staff pages and public pages alike; the two differ in what they load, not in what they may.
const CONTENT: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
    trusted-types 'none'; report-to csp";
/// Public pages send nothing by script.
const PUBLIC_CONTENT: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
    trusted-types 'none'; report-to csp";
/// Of files: a style or a script is no document, and this says so even if one is opened as such.
const FILE_CONTENT: &str = "default-src 'none'; frame-ancestors 'none'";
/// Every feature a browser can be asked for, refused; passkeys will need two of them.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), bluetooth=(), camera=(), clipboard-read=(), \
    display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), \
    identity-credentials-get=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), \
    otp-credentials=(), payment=(), picture-in-picture=(), publickey-credentials-create=(self), \
    publickey-credentials-get=(self), screen-wake-lock=(), serial=(), storage-access=(), usb=(), web-share=(), \
    window-management=(), xr-spatial-tracking=()";

/// Path that browsers report broken content rules to.
pub const REPORTS: &str = "/csp-reports";

const ALWAYS: [(HeaderName, &str); 7] = [
    (header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-embedder-policy"), "require-corp"),
    (HeaderName::from_static("x-robots-tag"), "noindex, noarchive"),
];

/// What documents have besides: files would only grow by it.
const DOCUMENTS: [(HeaderName, &str); 2] = [
    (HeaderName::from_static("permissions-policy"), PERMISSIONS),
    (HeaderName::from_static("reporting-endpoints"), "csp=\"/csp-reports\""),
];

/// Marks an answer that is not a staff page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tree {
    /// A public page.
    Public,
    /// A file that is the same for everyone.
    File,
}

/// The random id of a request.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RequestId(pub Uuid);

/// The outermost layer.
pub(crate) async fn around(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let began = Instant::now();
    let id = web.app().next_id();
    request.extensions_mut().insert(RequestId(id));
    let method = request.method().clone();
    // The pattern and never the path: a path has ids in it, and whatever somebody typed into the address bar.
    let pattern = request.extensions().get::<MatchedPath>().cloned();
    let mut response = next.run(request).await;
    let tree = response.extensions().get::<Tree>().copied();
    protect(response.headers_mut(), tree);
    tracing::info!(
        code = "request",
        request = %id.simple(),
        method = method.as_str(),
        route = pattern.as_ref().map_or("-", MatchedPath::as_str),
        status = response.status().as_u16(),
        ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
    );
    response
}

fn protect(headers: &mut HeaderMap, tree: Option<Tree>) {
    let documents = if tree == Some(Tree::File) { &[][..] } else { &DOCUMENTS };
    for (name, value) in ALWAYS.iter().chain(documents) {
        headers.insert(name.clone(), HeaderValue::from_static(value));
    }
    let content = match tree {
        None => CONTENT,
        Some(Tree::Public) => PUBLIC_CONTENT,
        Some(Tree::File) => FILE_CONTENT,
    };
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(content));
    // Only files say otherwise: they are the same for everyone.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

/// What a lock adds: a changed cookie, so that no page that the browser kept is shown again. Files stay cached.
pub(crate) fn forget_pages(headers: &mut HeaderMap, turn: Uuid) {
    headers.append(header::SET_COOKIE, set_cookie(TURN, &turn.simple().to_string(), Life::Browser));
}

/// What signing out and leaving add: the browser drops all it has of this site.
pub(crate) fn forget_all(headers: &mut HeaderMap, what: &'static str) {
    headers.insert(HeaderName::from_static("clear-site-data"), HeaderValue::from_static(what));
}
