//! Style, scripts and favicon: the same for everyone, so they are cached for a year under a path that changes with
//! their content.

use crate::headers::Tree;
use axum::Extension;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// One embedded file.
struct Asset {
    name: &'static str,
    kind: &'static str,
    text: &'static str,
}

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";

/// The text of one file, or of several in this order.
macro_rules! text {
    ($($name:literal)+) => { concat!($(include_str!(concat!("../assets/", $name))),+) };
}

macro_rules! assets {
    ($($name:literal: $kind:expr $(, made of $($part:literal)+)?;)+) => {
        &[$(Asset { name: $name, kind: $kind, text: assets!(@ $name $(, $($part)+)?) }),+]
    };
    (@ $name:literal) => { text!($name) };
    (@ $name:literal, $($part:literal)+) => { text!($($part)+) };
}

const ASSETS: &[Asset] = assets! {
    "app.css": CSS, made of "base.css" "page.css" "forms.css" "app.css" "print.css";
    "app.js": JS;
    "copy.js": JS;
    "errors.js": JS;
    "leave.js": JS;
    "lock.js": JS;
    "review.js": JS;
    "ring.svg": "image/svg+xml";
    "signature.js": JS;
    "stepper.js": JS;
    "unsaved.js": JS;
};

/// FNV-1a over all files: it names a version, it protects nothing. Scripts import each other by relative path, so
/// they share one folder and one name for their version.
const VERSION: u64 = {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut file = 0;
    while file < ASSETS.len() {
        let bytes = ASSETS[file].text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0000_0100_0000_01b3);
            at += 1;
        }
        file += 1;
    }
    hash
};

/// The path of a file.
#[must_use]
pub fn path(name: &str) -> String {
    debug_assert!(ASSETS.iter().any(|asset| asset.name == name), "no asset {name}");
    format!("/assets/{VERSION:016x}/{name}")
}

/// `GET /assets/{version}/{name}`. An old version gets the file of today: a page that was open during an update
/// still works.
pub(crate) async fn get(Path((_, name)): Path<(String, String)>) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.name == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [(header::CONTENT_TYPE, asset.kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    (Extension(Tree::File), headers, asset.text).into_response()
}
