//! Nothing typed is lost: a post that came too late, or could not be written, rides under seal in the page that
//! answers it, and is shown again after signing in, unlocking or trying again.
//!
//! Invariant: the key is in a cookie, the ciphertext in the page, and neither is stored here; what was typed opens
//! only in the same browser, within 15 minutes, for the member whose form it was. Passwords are never kept.

use crate::ctx::Ctx;
use crate::form::Fields;
use crate::origin::own_path;
use crate::session::{HELD, Life, cookie, set_cookie};
use app::App;
use axum::http::{HeaderMap, HeaderValue};
use domain::ids::MemberId;

/// Path that shows again what was kept. It takes no token: it opens only what the browser's own cookie opens, and it
/// must work from a page that was rendered without a session.
pub(crate) const RESUME: &str = "/resume";

/// A kept post: the page carries `sealed`, the response sets `cookie`; a post that was kept before has its cookie.
#[derive(Debug)]
pub(crate) struct Kept {
    pub sealed: String,
    pub cookie: Option<HeaderValue>,
}

impl Kept {
    /// How long it is kept, for the page that says so.
    pub(crate) fn minutes(&self) -> u32 {
        app::held::LONGEST.0
    }
}

/// A post that can be taken up again.
pub(crate) struct TakenUp {
    pub path: String,
    pub fields: Fields,
}

/// Seals what was posted to a path. `owner` is the member of the session, or the one the form was made for.
pub(crate) fn keep(app: &App, owner: Option<MemberId>, path: &str, fields: &Fields) -> Option<Kept> {
    if !fields.get("held").is_empty() {
        return Some(Kept { sealed: fields.get("held").to_owned(), cookie: None });
    }
    fields.typed().next()?;
    let owner = owner.or_else(|| MemberId::parse(fields.get("by")));
    let typed: Vec<(&str, &str)> = fields.to_keep().collect();
    let plain = serde_json::to_vec(&(path, typed)).ok()?;
    let (key, sealed) = app::held::seal(app, &plain, owner.map(MemberId::bytes));
    let cookie = set_cookie(HELD, &key, Life::Seconds(app::held::LONGEST.0 * 60));
    Some(Kept { sealed, cookie: Some(cookie) })
}

/// Opens what was kept, for the member who has just signed in.
pub(crate) fn take_up(app: &App, headers: &HeaderMap, member: MemberId, sealed: &str) -> Option<TakenUp> {
    let key = cookie(headers, HELD)?;
    // A form without a member's mark belongs to whoever has the browser's cookie.
    let plain =
        app::held::open(app, key, sealed, Some(member.bytes())).or_else(|| app::held::open(app, key, sealed, None))?;
    let (path, typed): (String, Vec<(String, String)>) = serde_json::from_slice(&plain).ok()?;
    own_path(&path)?;
    Some(TakenUp { path, fields: Fields::of(typed) })
}

/// Takes the key away: what was kept cannot be opened a second time.
pub(crate) fn forget() -> HeaderValue {
    set_cookie(HELD, "", Life::Gone)
}

/// The page that shows the way back to the form, with the hidden fields in it.
#[derive(askama::Template)]
#[template(path = "shell/resume.html")]
pub(crate) struct ResumePage<'a> {
    pub ctx: &'a Ctx,
    pub t: &'a crate::texts::Tongue,
    pub taken: &'a TakenUp,
}
