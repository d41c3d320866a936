//! The eight steps of a release as forms post them.

use crate::browser::{Browser, Got};
use axum::http::StatusCode;

/// A page's name in its address, and what is posted to it.
pub type Answer<'a> = (&'static str, Vec<(&'a str, &'a str)>);

/// A good answer to each page after the first, for a referral to come.
pub fn usual(partnership: &str) -> Vec<Answer<'_>> {
    vec![
        ("what", vec![("elements", "request"), ("elements", "name")]),
        ("who", vec![("partnership", partnership)]),
        ("why", vec![("why", "warm_referral")]),
        ("how-long", vec![("days", "15")]),
        ("rights", vec![("read_in", "es"), ("informed", "on")]),
        (
            "sign",
            vec![
                ("role", "survivor"),
                ("of_age", "on"),
                ("not_abuser", "on"),
                ("presence", "in_person"),
                ("method", "typed"),
                ("signed_name", "A."),
            ],
        ),
        ("copy", vec![("copy", "none")]),
    ]
}

/// The same with other answers to one page.
pub fn with<'a>(usual: Vec<Answer<'a>>, page: &str, fields: &[(&'a str, &'a str)]) -> Vec<Answer<'a>> {
    let other = |(name, own): Answer<'a>| if name == page { (name, fields.to_vec()) } else { (name, own) };
    usual.into_iter().map(other).collect()
}

/// Goes on from the first page. Answers the address under which the steps stand.
pub async fn begin(browser: &mut Browser, start: &str) -> String {
    let form = browser.get(start).await.field("form").unwrap();
    let begun = browser.post(start, &[("form", &form), ("way", "go_on")]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
    begun.header("location").strip_suffix("/what").unwrap().to_owned()
}

/// Posts these pages one after the other, each of which leads on. Answers what the last one answered.
pub async fn go(browser: &mut Browser, base: &str, answers: &[Answer<'_>]) -> Got {
    let mut last = None;
    for (page, fields) in answers {
        let got = browser.post(&format!("{base}/{page}"), fields).await;
        assert_eq!(got.status, StatusCode::SEE_OTHER, "{page}: {}", got.body);
        last = Some(got);
    }
    last.unwrap()
}
