//! Forms are taken from our own pages only: `Sec-Fetch-Site`, and `Origin` where a browser does not send it.
//!
//! Our pages say `Referrer-Policy: no-referrer`, under which a form's `Origin` is `null`; that is why the fetch
//! metadata comes first and `null` alone is refused.

use axum::http::{HeaderMap, HeaderName, header};

const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Whether a POST comes from a page of this host.
#[must_use]
pub fn is_own(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get(SITE) {
        return site == "same-origin";
    }
    let text = |name| headers.get(name).and_then(|value: &axum::http::HeaderValue| value.to_str().ok());
    let (Some(origin), Some(host)) = (text(header::ORIGIN), text(header::HOST)) else { return false };
    origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://")).is_some_and(|from| from == host)
}

/// A path of ours to come back to, from a form: never another host, never a query.
#[must_use]
pub fn own_path(raw: &str) -> Option<&str> {
    let path = raw.split(['?', '#']).next().unwrap_or("");
    let plain = path.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b'_' | b'.'));
    (path.starts_with('/') && !path.starts_with("//") && plain && path.len() <= 200).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn own(pairs: &[(&'static str, &'static str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        is_own(&headers)
    }

    #[test]
    fn a_form_of_another_site_is_refused() {
        assert!(own(&[("sec-fetch-site", "same-origin"), ("origin", "null")]));
        assert!(own(&[("origin", "https://desk.example"), ("host", "desk.example")]));
        assert!(!own(&[("sec-fetch-site", "same-site"), ("origin", "https://desk.example"), ("host", "desk.example")]));
        assert!(!own(&[("sec-fetch-site", "cross-site")]));
        assert!(!own(&[("sec-fetch-site", "none")]));
        assert!(!own(&[("origin", "null"), ("host", "desk.example")]));
        assert!(!own(&[("origin", "https://desk.example.evil.example"), ("host", "desk.example")]));
        assert!(!own(&[("host", "desk.example")]));
    }

    #[test]
    fn one_comes_back_to_a_path_of_ours_and_nowhere_else() {
        assert_eq!(own_path("/inbox?page=2"), Some("/inbox"));
        assert_eq!(own_path("/referrals/0193"), Some("/referrals/0193"));
        for elsewhere in
            ["//evil.example", "https://evil.example", "/\\evil.example", "inbox", "", "/a\r\nb", "/%2f%2fx"]
        {
            assert_eq!(own_path(elsewhere), None, "{elsewhere}");
        }
    }
}
