//! The authorization matrix, generated from the table of routes: every route, for every role, with the objects of a
//! foreign organization, answers the page of nothing; and so does every route whose deed the role may not do.

use crate::browser::Browser;
use axum::http::{Method, StatusCode};
use domain::member::{Role, any_may};
use std::collections::BTreeSet;
use testkit::town::{ALL_BUT_SUBSTANCE_USE, Town, confirm_sheet, hire};
use web::{Policy, RouteEntry};

/// One member for each role at each organization, by login.
async fn one_of_each(town: &Town) -> Vec<(String, Role)> {
    let mut staff = Vec::new();
    for (lead, house) in [(&town.dana, "lakeside"), (&town.maya, "harbor")] {
        for role in Role::ALL {
            let login = format!("{house}-{}", role.code());
            let member = hire(&town.app, lead, &login, *role).await;
            confirm_sheet(&town.app, &member).await;
            staff.push((login, *role));
        }
    }
    staff
}

/// Ids that exist, at the organization that `login` does not belong to: referrals, a release, members.
async fn foreign_objects(town: &Town) -> (Vec<String>, Vec<String>) {
    let sent = town.refer().await;
    let (release, reverse) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    app::referrals::send(&town.app, &town.ines, town.reverse(reverse, release)).await.unwrap();
    town.deliver().await;
    let at_harbor = town.across(&town.rosa, &town.ines, sent).await;
    let at_lakeside = town.across(&town.ines, &town.rosa, reverse).await;
    let lakeside = vec![sent.to_string(), at_lakeside.to_string(), town.rosa.member().to_string()];
    let harbor = vec![at_harbor.to_string(), reverse.to_string(), release.to_string(), town.ines.member().to_string()];
    (lakeside, harbor)
}

fn with_id(entry: &RouteEntry, id: &str) -> String {
    let part = |part: &str| if part.starts_with('{') { id.to_owned() } else { part.to_owned() };
    entry.path.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn guarded() -> Vec<(RouteEntry, domain::member::Deed)> {
    let deed = |entry: RouteEntry| match entry.policy {
        Policy::Deed(deed) => Some((entry, deed)),
        _ => None,
    };
    web::route_table().into_iter().filter_map(deed).collect()
}

#[tokio::test]
async fn every_route_answers_every_role_with_a_foreign_object_by_the_page_of_nothing() {
    let town = Town::new().await;
    let (lakeside, harbor) = foreign_objects(&town).await;
    let mut asked = 0;
    for (login, role) in one_of_each(&town).await {
        let mut browser = Browser::with_routes(&town, web::Routes::new()).signed_in(&login).await;
        let nothing = browser.get("/no-such-page").await;
        assert_eq!(nothing.status, StatusCode::NOT_FOUND);
        let foreign = if login.starts_with("lakeside") { &harbor } else { &lakeside };
        for (entry, deed) in guarded() {
            let may = any_may(&BTreeSet::from([role]), deed);
            let has_id = entry.path.contains('{');
            if may && !has_id {
                continue;
            }
            let ids: &[String] = if has_id { foreign } else { &foreign[..1] };
            for id in ids {
                let path = with_id(&entry, id);
                let mut got =
                    if entry.method == Method::GET { browser.get(&path).await } else { browser.post(&path, &[]).await };
                // A deed's path, asked with GET, leads back to the page it belongs to without looking: that page answers.
                let back = got.header("location").to_owned();
                if entry.method == Method::GET && !back.is_empty() && path.starts_with(&format!("{back}/")) {
                    got = browser.get(&back).await;
                }
                assert_eq!(got.status, StatusCode::NOT_FOUND, "{login}: {} {path}: {}", entry.method, got.body);
                assert_eq!(got.body, nothing.body, "{login}: {} {path}", entry.method);
                asked += 1;
            }
        }
    }
    assert!(asked > 200, "{asked} questions were asked");
}

#[test]
fn the_routes_and_their_policies_are_a_reviewed_table() {
    let lines: Vec<String> = web::route_table().iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(lines.join("\n"));
}
