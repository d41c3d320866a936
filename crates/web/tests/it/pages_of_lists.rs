//! Lists that grow go on page by page, and none of their rows is lost between two pages.

use crate::browser::Browser;
use axum::http::StatusCode;
use std::collections::BTreeSet;
use testkit::town::{ALL_BUT_SUBSTANCE_USE, Town, confirm_sheet};

/// Addresses of this kind on a page.
fn rows<'a>(page: &'a str, path: &str) -> Vec<&'a str> {
    let main = page.split("<main").nth(1).unwrap();
    let begins = format!("href=\"{path}/");
    let links = main.split(&begins).skip(1).filter_map(|rest| rest.split('"').next());
    links.filter(|link| link.len() == 32).collect()
}

async fn walked(browser: &mut Browser, path: &str) -> (Vec<usize>, BTreeSet<String>) {
    let (mut next, mut lengths, mut seen) = (path.to_owned(), Vec::new(), BTreeSet::new());
    loop {
        let page = browser.get(&next).await.body;
        let found = rows(&page, path);
        lengths.push(found.len());
        seen.extend(found.into_iter().map(str::to_owned));
        let Some((_, rest)) = page.split_once(&format!("href=\"{path}?from=")) else { return (lengths, seen) };
        next = format!("{path}?from={}", rest.split('"').next().unwrap());
    }
}

#[tokio::test]
async fn releases_go_on_page_by_page() {
    let town = Town::new().await;
    confirm_sheet(&town.app, &town.ines).await;
    for _ in 0..23 {
        town.release(ALL_BUT_SUBSTANCE_USE).await;
    }
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let (lengths, seen) = walked(&mut ines, "/releases").await;
    assert_eq!((lengths, seen.len()), (vec![20, 3], 23));
    assert_eq!(ines.get("/releases?from=none").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_a_law_compelled_goes_on_page_by_page() {
    let town = Town::new().await;
    confirm_sheet(&town.app, &town.dana).await;
    let mut dana = Browser::at(&town).signed_in("dana").await;
    for n in 0..22 {
        if n % 11 == 0 {
            // No session may ask more than twenty times in a few seconds.
            dana = Browser::at(&town).signed_in("dana").await;
            dana.get("/mandated/new").await;
        }
        let document = format!("RCW 26.44.{n}");
        let got = dana
            .post(
                "/mandated/new",
                &[
                    ("claim", "statute"),
                    ("document", &document),
                    ("authority", "child_protection"),
                    ("recipient", "The county's office"),
                    ("disclosed_on", "2026-11-24"),
                    ("elements", "request"),
                    ("note", "that a visit took place"),
                    ("told", "told"),
                    ("told_how", "in_person"),
                    ("told_on", "2026-11-23"),
                ],
            )
            .await;
        assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.body);
    }
    let (lengths, seen) = walked(&mut dana, "/mandated").await;
    assert_eq!((lengths, seen.len()), (vec![20, 2], 22));
    assert_eq!(dana.get("/mandated?from=none").await.status, StatusCode::NOT_FOUND);
}
