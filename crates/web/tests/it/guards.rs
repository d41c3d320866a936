//! What stands before every handler.

use crate::browser::{Browser, Got};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use testkit::town::Town;
use web::Policy;

const FORM: &str = "application/x-www-form-urlencoded";

fn post(path: &str, site: &str, kind: &str, body: Vec<u8>) -> Request<Body> {
    let request = Request::post(path).header("sec-fetch-site", site).header(header::CONTENT_TYPE, kind);
    request.body(Body::from(body)).unwrap()
}

/// Every path of the table, with an id that nobody has.
fn paths(method: &Method) -> Vec<(String, Policy)> {
    let strange = "0193f1d2aaaa7bbb8ccc0123456789ab";
    let of_method = web::route_table().into_iter().filter(|entry| entry.method == *method);
    of_method.map(|entry| (replaced(entry.path, strange), entry.policy)).collect()
}

fn replaced(pattern: &str, id: &str) -> String {
    let part = |part: &str| if part.starts_with('{') { id.to_owned() } else { part.to_owned() };
    pattern.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn protected(got: &Got, path: &str) {
    for (name, value) in [
        ("strict-transport-security", "max-age=63072000; includeSubDomains"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-embedder-policy", "require-corp"),
        ("x-robots-tag", "noindex, noarchive"),
    ] {
        assert_eq!(got.header(name), value, "{path}");
    }
    let content = got.header("content-security-policy");
    let stays = path.starts_with("/assets/") && got.status == StatusCode::OK;
    let duties = ["default-src 'none'", "frame-ancestors 'none'", "trusted-types 'none'", "report-to csp"];
    for rule in if stays { &duties[..2] } else { &duties[..] } {
        assert!(content.contains(rule), "{path}: {content}");
    }
    assert!(!content.contains("unsafe"), "{path}");
    assert!(stays || got.header("permissions-policy").contains("camera=()"), "{path}");
    assert_eq!(got.header("cache-control") == "no-store", !stays, "{path}");
}

#[tokio::test]
async fn every_answer_carries_the_headers() {
    let town = Town::new().await;
    for (path, _) in paths(&Method::GET) {
        protected(&Browser::at(&town).get(&path).await, &path);
    }
    for (path, _) in paths(&Method::POST) {
        protected(&Browser::at(&town).post_raw(&path, &[]).await, &path);
    }
    let style = web::assets::path("app.css");
    let got = Browser::at(&town).get(&style).await;
    protected(&got, &style);
    assert_eq!(got.header("cache-control"), "public, max-age=31536000, immutable");
}

#[tokio::test]
async fn no_route_answers_a_stranger_but_those_that_say_so() {
    let town = Town::new().await;
    for method in [Method::GET, Method::POST] {
        for (path, policy) in paths(&method) {
            if !matches!(policy, Policy::Session | Policy::SignedIn | Policy::Deed(_)) {
                continue;
            }
            let mut stranger = Browser::at(&town);
            let got = if method == Method::GET {
                stranger.get(&path).await
            } else {
                stranger.post_raw(&path, &[("name", "x")]).await
            };
            assert_eq!(got.status, StatusCode::UNAUTHORIZED, "{method} {path}");
        }
    }
}

#[tokio::test]
async fn a_locked_session_is_kept_out_like_a_stranger() {
    let town = Town::new().await;
    let mut dana = Browser::with_routes(&town, web::Routes::new()).signed_in("dana").await;
    dana.post("/lock", &[]).await;
    for (path, policy) in paths(&Method::GET) {
        if matches!(policy, Policy::SignedIn | Policy::Deed(_)) {
            let got = dana.get(&path).await;
            assert_eq!(got.status, StatusCode::UNAUTHORIZED, "{path}");
            assert!(!got.body.contains("dana") && !got.body.contains("Lakeside"), "{path}");
        }
    }
}

#[tokio::test]
async fn what_is_not_there_not_allowed_and_not_a_method_are_one_page() {
    let town = Town::new().await;
    let mut sam = Browser::with_routes(&town, web::Routes::new()).signed_in("sam").await;
    let nothing = sam.get("/no-such-page").await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    for (path, policy) in paths(&Method::GET) {
        if let Policy::Deed(deed) = policy
            && !domain::member::any_may(town.sam.roles(), deed)
        {
            let got = sam.get(&path).await;
            assert_eq!((got.status, &got.body), (StatusCode::NOT_FOUND, &nothing.body), "{path}");
        }
    }
    for method in ["DELETE", "PUT", "PROPFIND"] {
        let request = Request::builder().method(method).uri("/help").body(Body::empty()).unwrap();
        let got = sam.send(request).await;
        assert_eq!((got.status, &got.body), (StatusCode::NOT_FOUND, &nothing.body), "{method}");
    }
}

#[tokio::test]
async fn a_form_of_another_site_changes_nothing() {
    let town = Town::new().await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let body = format!("csrf={}", ines.csrf());
    for site in ["cross-site", "same-site", "none"] {
        let got = ines.send(post("/lock", site, FORM, body.clone().into_bytes())).await;
        assert_eq!(got.status, StatusCode::FORBIDDEN, "{site}");
    }
    assert!(ines.get("/help").await.body.contains("ines"), "still unlocked");
}

#[tokio::test]
async fn a_form_without_the_token_changes_nothing() {
    let town = Town::new().await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    for token in ["", "x", &ines.csrf().to_uppercase()] {
        let got = ines.post_raw("/lock", &[("csrf", token)]).await;
        assert_eq!(got.status, StatusCode::FORBIDDEN, "{token}");
    }
    assert!(ines.get("/help").await.body.contains("ines"));
}

#[tokio::test]
async fn a_form_that_is_too_long_or_cannot_be_read_is_answered_plainly() {
    let town = Town::new().await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let long = [b"csrf=".to_vec(), vec![b'a'; 70_000]].concat();
    for (kind, body, status) in [
        (FORM, long, StatusCode::PAYLOAD_TOO_LARGE),
        (FORM, b"name=%ff%fe".to_vec(), StatusCode::BAD_REQUEST),
        (FORM, b"name=\xff".to_vec(), StatusCode::BAD_REQUEST),
        ("multipart/form-data; boundary=x", Vec::new(), StatusCode::BAD_REQUEST),
        ("application/json", b"{}".to_vec(), StatusCode::BAD_REQUEST),
    ] {
        let got = ines.send(post("/awake", "same-origin", kind, body)).await;
        assert_eq!(got.status, status, "{kind}");
        assert!(got.body.contains("1-800-799-7233"), "the help lines stand on every error page");
    }
}

#[tokio::test]
async fn a_session_that_asks_too_fast_waits_and_loses_nothing() {
    let town = Town::new().await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let mut refused = None;
    for _ in 0..40 {
        let got = ines.post_raw("/language", &[("to", "es"), ("csrf", "stale"), ("typed", "kept words")]).await;
        if got.status == StatusCode::TOO_MANY_REQUESTS {
            refused = Some(got);
            break;
        }
    }
    let refused = refused.expect("forty at once are too many");
    assert!(refused.field("held").is_some());
    assert!(!refused.body.contains("kept words"));
}

#[test]
fn the_table_names_every_route_once() {
    let table = web::route_table();
    let mut seen = std::collections::BTreeSet::new();
    for entry in &table {
        assert!(seen.insert(format!("{} {}", entry.method, entry.path)), "{entry} stands there twice");
    }
    assert!(table.iter().any(|entry| entry.path == "/sign-in" && entry.policy == Policy::SignedOut));
}
