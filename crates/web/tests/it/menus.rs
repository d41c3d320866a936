//! What stands in whose menu.

use crate::browser::Browser;
use domain::member::Role;
use domain::org::{Funding, VaultMode};
use std::collections::BTreeSet;
use testkit::town::{Town, confirm_sheet, hire};

/// The links of a page's menu, and which of them says that one is there.
fn menu(body: &str) -> Vec<(&str, bool)> {
    let nav = body.split_once("<nav class=\"pages\"").and_then(|(_, rest)| rest.split_once("</nav>")).unwrap().0;
    nav.split("href=\"").skip(1).map(|part| (part.split('"').next().unwrap(), part.contains("aria-current"))).collect()
}

fn links(body: &str) -> Vec<&str> {
    menu(body).into_iter().map(|(href, _)| href).collect()
}

#[tokio::test]
async fn nobody_who_leads_looks_after_people_and_works_with_people_has_more_than_six_links() {
    // Money that brings releases to the health center too: the longest menus there are.
    let town = Town::with(&[Funding::Hrsa330, Funding::Vawa], VaultMode::MemberHeld).await;
    for (lead, work) in [(&town.dana, Role::Clinician), (&town.maya, Role::Advocate)] {
        let login = format!("every-{}", work.code());
        let member = hire(&town.app, lead, &login, work).await;
        confirm_sheet(&town.app, &member).await;
        let roles = BTreeSet::from([Role::Admin, Role::Lead, work]);
        app::people::change_roles(&town.app, lead, member.member(), roles).await.unwrap();
        let mut browser = Browser::at(&town).signed_in(&login).await;
        let page = browser.get("/people").await.body;
        let links = links(&page);
        assert!(links.len() <= 6, "{links:?}");
        assert!(links.contains(&"/organization") && links.contains(&"/releases"), "{links:?}");
        assert!(menu(&page).contains(&("/organization", true)), "people stand under the organization");
        let organization = browser.get("/organization").await.body;
        for path in ["/people", "/partnership", "/settings", "/audit"] {
            assert!(organization.contains(&format!("<a href=\"{path}\">")), "{path}");
        }
        assert!(browser.get("/home").await.body.contains("href=\"/sent\""), "what was sent is one step away");
    }
}

#[tokio::test]
async fn an_admin_who_leads_nothing_has_people_settings_and_audit_in_the_menu() {
    let town = Town::new().await;
    let member = hire(&town.app, &town.maya, "ada", Role::Admin).await;
    confirm_sheet(&town.app, &member).await;
    let page = Browser::at(&town).signed_in("ada").await.get("/organization").await.body;
    assert_eq!(links(&page), ["/people", "/settings", "/audit", "/services"]);
    assert!(!page.contains("<a href=\"/partnership\">"));
}

#[tokio::test]
async fn the_front_desk_has_arrivals_in_the_menu_and_no_way_to_the_agency_from_an_empty_day() {
    let town = Town::new().await;
    confirm_sheet(&town.app, &town.sam).await;
    let mut sam = Browser::at(&town).signed_in("sam").await;
    let page = sam.get("/arrivals").await.body;
    assert_eq!(links(&page), ["/arrivals", "/stop"]);
    assert!(page.contains("Nobody is waiting for a time") && !page.contains("/services"));
    assert_eq!(sam.get("/").await.header("location"), "/arrivals");
}

#[tokio::test]
async fn where_the_host_can_read_the_records_every_admin_page_says_so() {
    let town = Town::with(&[Funding::Hrsa330], VaultMode::ServerManaged).await;
    for member in [&town.maya, &town.dana] {
        confirm_sheet(&town.app, member).await;
    }
    let colleague = town.ines.member();
    let mut pages: Vec<String> =
        ["/people", "/audit", "/organization", "/settings", "/people/invite", "/people/hide"].map(str::to_owned).into();
    pages.extend(["roles", "end", "let-in"].map(|deed| format!("/people/{colleague}/{deed}")));
    let mut maya = Browser::with_routes(&town, web::Routes::new()).signed_in("maya").await;
    for (language, words) in [
        ("en", "The host can read this organization’s records."),
        ("es", "Quien aloja el servicio puede leer los expedientes de esta organización."),
    ] {
        maya.post("/language", &[("to", language), ("back", "/help")]).await;
        for path in &pages {
            assert!(maya.get(path).await.body.contains(words), "{path} in {language}");
        }
    }
    let mut dana = Browser::with_routes(&town, web::Routes::new()).signed_in("dana").await;
    for path in &pages[..6] {
        assert!(!dana.get(path).await.body.contains("The host can read"), "{path}: members hold the keys here");
    }
}
