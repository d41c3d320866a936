//! How much may be asked in a time, and what is said to who asked for more.

use crate::browser::{Browser, Got};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use testkit::town::Town;
use web::Settings;

/// A sign-in with nothing in it, as a proxy hands it on.
async fn ask(browser: &mut Browser, forwarded: &str) -> Got {
    let request = Request::post("/sign-in")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .header("x-forwarded-for", forwarded);
    browser.send(request.body(Body::from("login=&password=")).unwrap()).await
}

#[tokio::test]
async fn behind_a_proxy_a_network_is_limited_by_the_address_that_the_proxy_wrote() {
    let town = Town::new().await;
    let mut stranger = Browser::with_settings(&town, Settings { behind_proxy: true, ..Settings::default() });
    for number in 0..30 {
        // What comes before the last address is the word of whoever asks.
        let asked = ask(&mut stranger, &format!("198.51.{number}.1, 203.0.113.7")).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let refused = ask(&mut stranger, "192.0.2.1, 203.0.113.9").await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    let elsewhere = ask(&mut stranger, "203.0.113.7, 198.51.100.1").await;
    assert_eq!(elsewhere.status, StatusCode::UNPROCESSABLE_ENTITY, "another network has tries of its own");
}
