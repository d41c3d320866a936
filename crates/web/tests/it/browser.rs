//! A browser without a window: cookies, forms and pages, as a person would use them.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use std::collections::BTreeMap;
use testkit::town::{PASSWORD, Town};
use tower::ServiceExt;
use web::{Routes, Settings};

/// One browser at one service.
#[derive(Clone)]
pub struct Browser {
    service: Router,
    cookies: BTreeMap<String, String>,
    csrf: String,
}

/// What came back.
pub struct Got {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
    /// The same, as it came.
    pub bytes: Vec<u8>,
}

impl Got {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
    /// The value of the first field with this name, as it stands in the page.
    pub fn field(&self, name: &str) -> Option<String> {
        let (_, rest) = self.body.split_once(&format!("name=\"{name}\" value=\""))?;
        rest.split_once('"').map(|(value, _)| value.to_owned())
    }
}

impl Browser {
    pub fn at(town: &Town) -> Self {
        Self::of(web::router(town.app.clone()))
    }
    /// At a service with routes of the test's own.
    pub fn with_routes(town: &Town, routes: Routes) -> Self {
        let settings = Settings { unlimited: true, ..Settings::default() };
        Self::of(web::routes().merge(routes).into_service(town.app.clone(), settings))
    }
    /// At a service with other settings.
    pub fn with_settings(town: &Town, settings: Settings) -> Self {
        Self::of(web::router_with(town.app.clone(), settings))
    }
    fn of(service: Router) -> Self {
        Self { service, cookies: BTreeMap::new(), csrf: String::new() }
    }

    pub async fn signed_in(mut self, login: &str) -> Self {
        let got = self.post("/sign-in", &[("login", login), ("password", PASSWORD), ("device", "private")]).await;
        assert_eq!((got.status, got.header("location")), (StatusCode::SEE_OTHER, "/"), "{}", got.body);
        self.look().await;
        self
    }
    /// Takes up the token of the session from a page.
    pub async fn look(&mut self) {
        self.csrf = self.get("/help").await.field("csrf").unwrap_or_default();
    }
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }
    pub fn csrf(&self) -> &str {
        &self.csrf
    }

    pub async fn get(&mut self, path: &str) -> Got {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }
    /// Posts a form of our own page, with the session's token. A plan that is said anew is posted from its page as it stands.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Got {
        let csrf = self.csrf.clone();
        let seen = match path.strip_prefix("/referrals/").is_some().then(|| path.strip_suffix("/recheck")) {
            Some(Some(page)) => self.get(page).await.field("seen"),
            Some(None) if path.ends_with("/plan") => self.get(path).await.field("seen"),
            _ => None,
        };
        let seen: Vec<(&str, &str)> = seen.iter().map(|seen| ("seen", seen.as_str())).collect();
        self.post_raw(path, &[&seen[..], fields, &[("csrf", csrf.as_str())]].concat()).await
    }
    /// The same without the token.
    pub async fn post_raw(&mut self, path: &str, fields: &[(&str, &str)]) -> Got {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(serde_urlencoded::to_string(fields).unwrap()));
        self.send(request.unwrap()).await
    }
    pub async fn send(&mut self, mut request: Request<Body>) -> Got {
        if !self.cookies.is_empty() {
            let line: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request.headers_mut().insert(header::COOKIE, line.join("; ").parse().unwrap());
        }
        let response = self.service.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for line in parts.headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (name, rest) = line.split_once('=').unwrap();
            // Whoever comes back by the link of another site has left all the same.
            let same_site = if name == "__Host-x" { "SameSite=Lax" } else { "SameSite=Strict" };
            for duty in ["__Host-", "Path=/", "Secure", "HttpOnly", same_site] {
                assert!(line.contains(duty), "{duty}: {line}");
            }
            let value = rest.split(';').next().unwrap();
            if line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let bytes = to_bytes(body, 1 << 20).await.unwrap().to_vec();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Got { status: parts.status, headers: parts.headers, body, bytes }
    }
}
