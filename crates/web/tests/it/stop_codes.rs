//! The page on which sharing is stopped by a code answers everybody and every code alike.

use crate::browser::Browser;
use axum::http::StatusCode;
use testkit::town::{ALL_BUT_SUBSTANCE_USE, Town, confirm_sheet};

async fn at_desk(town: &Town, login: &str) -> Browser {
    let member = if login == "june" { &town.june } else { &town.ines };
    confirm_sheet(&town.app, member).await;
    let mut browser = Browser::with_routes(town, web::Routes::new()).signed_in(login).await;
    browser.look().await;
    browser
}

#[tokio::test]
async fn the_page_says_the_same_of_a_record_of_two_of_a_record_of_the_team_and_of_none() {
    let town = Town::new().await;
    let mut codes = vec!["0000-0000".to_owned()];
    for is_kept_to_two in [false, true] {
        let (release, ours) = town.release(ALL_BUT_SUBSTANCE_USE).await;
        app::referrals::send(&town.app, &town.ines, town.reverse(ours, release)).await.unwrap();
        if is_kept_to_two {
            app::referrals::restrict(&town.app, &town.ines, ours, town.form(), town.maya.member()).await.unwrap();
        }
        codes.push(ours.short_code());
    }
    let mut june = at_desk(&town, "june").await;
    assert!(june.get("/releases").await.body.contains("href=\"/stop\""));
    let mut pages = Vec::new();
    for code in &codes {
        let typed = format!(" {} ", code.replace('-', "").to_lowercase());
        let done = june.post("/stop", &[("code", &typed), ("said", "speech")]).await;
        assert_eq!(done.status, StatusCode::OK);
        let page = done.body;
        assert!(
            page.contains(&format!("The code we read: {code}")),
            "a code that was typed wrongly is noticed: {page}"
        );
        assert!(page.contains(typed.trim()), "as it was typed, too");
        let page = page.replace(typed.trim(), "TYPED").replace(code.as_str(), "CODE");
        assert!(
            page.contains("If this code belongs to a record here, this office shares nothing under it any more."),
            "{page}"
        );
        assert!(!page.contains(code.as_str()));
        pages.push(page);
    }
    assert!(pages.windows(2).all(|two| two[0] == two[1]));
    let mut ines = at_desk(&town, "ines").await;
    let told = ines.get("/inbox").await.body;
    assert!(told.contains("Someone said the code of a record, and sharing was stopped."), "{told}");
}

/// What stands in the middle of a page, without the code of the one record that the lead may see.
async fn main_of(browser: &mut Browser, path: &str, seen: &str) -> String {
    let page = browser.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}");
    page.body.split("<main").nth(1).unwrap().split("</main>").next().unwrap().replace(seen, "A-RECORD")
}

/// A lead's home and three pages of audit, after they said a code: the one of a record that is hidden from them, or of none.
async fn after_a_code(is_known: bool) -> Vec<String> {
    let town = Town::new().await;
    let (release, ours) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    app::referrals::send(&town.app, &town.ines, town.reverse(ours, release)).await.unwrap();
    app::referrals::restrict(&town.app, &town.ines, ours, town.form(), town.june.member()).await.unwrap();
    let (_, seen) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    town.deliver().await;
    for _ in 0..60 {
        app::referrals::stop_by_code(&town.app, &town.june, "0000-0000", domain::release::HowSaid::Speech)
            .await
            .unwrap();
        town.clock.pass(6);
    }
    confirm_sheet(&town.app, &town.maya).await;
    let mut maya = Browser::with_routes(&town, web::Routes::new()).signed_in("maya").await;
    maya.look().await;
    let code = if is_known { ours.short_code() } else { "0000-0000".to_owned() };
    maya.post("/stop", &[("code", &code), ("said", "speech")]).await;
    town.deliver().await;
    let seen = seen.short_code();
    let (mut pages, mut path) = (vec![main_of(&mut maya, "/home", &seen).await], "/audit".to_owned());
    for _ in 0..2 {
        let page = main_of(&mut maya, &path, &seen).await;
        let older = page.split("href=\"/audit?").nth(1).map(|rest| rest.split('"').next().unwrap().to_owned());
        path = format!("/audit?{}", older.unwrap_or_default());
        pages.push(page);
    }
    pages
}

#[tokio::test]
async fn a_lead_reads_on_home_and_in_the_audit_the_same_after_a_code_of_a_hidden_record_and_of_none() {
    let (known, unknown) = (after_a_code(true).await, after_a_code(false).await);
    for (known, unknown) in known.iter().zip(&unknown) {
        assert_eq!(known, unknown);
    }
    assert!(
        known[1].matches("<li>").count() == 50 && known[2].contains("<li>"),
        "older entries stand on the next page"
    );
    assert!(!known[1].contains("Entry 1"));
}

#[tokio::test]
async fn what_is_no_code_is_kept_and_said_to_be_none_and_too_many_are_answered_in_words() {
    let town = Town::new().await;
    let mut june = at_desk(&town, "june").await;
    for (code, words) in [("", "Type the code."), ("41B7-09CX", "This is not a code.")] {
        let wrong = june.post("/stop", &[("code", code), ("said", "writing")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains(words) && wrong.body.contains(&format!("value=\"{code}\"")), "{}", wrong.body);
    }
    let resumed = june.post("/stop", &[("code", "41B7-09CE"), ("said", "writing"), ("resumed", "1")]).await;
    assert!(resumed.status == StatusCode::OK && resumed.body.contains("value=\"41B7-09CE\""));
    for n in 0..10 {
        june.post("/stop", &[("code", &format!("0000-000{n}")), ("said", "speech")]).await;
    }
    let late = june.post("/stop", &[("code", "0000-0000"), ("said", "speech")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.body.contains("ask a colleague to type it now"), "{}", late.body);
    let reader = testkit::town::hire(&town.app, &town.dana, "ray", domain::member::Role::Reader).await;
    confirm_sheet(&town.app, &reader).await;
    let mut ray = Browser::with_routes(&town, web::Routes::new()).signed_in("ray").await;
    assert_eq!(ray.get("/stop").await.status, StatusCode::NOT_FOUND, "who meets nobody hears no code");
}
