//! The admin's page about the state: what stands, what is refused beside its field, and what an old page does not do.

use crate::browser::Browser;
use crate::steps::{begin, go, usual};
use axum::http::StatusCode;
use testkit::town::{Town, confirm_sheet};

async fn maya(town: &Town) -> Browser {
    confirm_sheet(&town.app, &town.maya).await;
    let mut maya = Browser::with_routes(town, web::Routes::new()).signed_in("maya").await;
    maya.look().await;
    maya
}

async fn choose(town: &Town, state: domain::state_rule::StateCode) {
    let standing = app::settings::standing(&town.app, &town.maya).await.unwrap();
    let to = domain::org::Organization { state: Some(state), ..standing.organization };
    app::settings::change(&town.app, &town.maya, &standing.edition, to).await.unwrap();
}

/// A form like the one that stands, with one answer in place of its own.
fn typed<'a>(field: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let usual = [
        ("state", "wa"),
        ("version", "2"),
        ("minor", "13"),
        ("lapse", "90"),
        ("reporting", "weapons"),
        ("source", "Asked the coalition"),
        ("checked", "2026-11-20"),
    ];
    usual.into_iter().filter(|(name, _)| *name != field).chain([(field, value)]).collect()
}

#[tokio::test]
async fn an_admin_chooses_a_state_reads_what_is_known_and_writes_down_what_they_found() {
    let town = Town::new().await;
    let mut maya = maya(&town).await;
    assert!(maya.get("/settings/state").await.body.contains("No state is chosen yet"));
    choose(&town, domain::state_rule::StateCode::Wa).await;
    let page = maya.get("/settings/state").await;
    for words in
        ["In force for Washington", "90 days", "not known", "wscadv.org", "November 23, 2026", "came with the software"]
    {
        assert!(page.body.contains(words), "{words}");
    }
    assert!(!page.body.contains("more than a year ago"));
    let (state, version) = (page.field("state").unwrap(), page.field("version").unwrap());
    assert_eq!((&*state, &*version), ("wa", "2"));
    let saved = maya.post("/settings/state", &typed("minor", "13")).await;
    assert_eq!((saved.status, saved.header("location")), (StatusCode::SEE_OTHER, "/settings/state"));
    let now = maya.get("/settings/state").await.body;
    for words in ["Written down.", "13 years", "Asked the coalition", "November 20, 2026", "Version 2", "Version 1"] {
        assert!(now.contains(words), "{words}");
    }
    assert!(maya.get("/audit").await.body.contains("maya wrote down new rules for a release: Washington."));
}

#[tokio::test]
async fn what_was_checked_a_year_ago_is_said_to_be_old() {
    let town = Town::new().await;
    choose(&town, domain::state_rule::StateCode::Wa).await;
    town.clock.pass(366 * 24 * 60);
    let page = maya(&town).await.get("/settings/state").await;
    assert!(page.body.contains("more than a year ago"), "{}", page.body);
}

#[tokio::test]
async fn what_cannot_be_a_rule_is_named_beside_its_field_and_nothing_is_written_down() {
    let town = Town::new().await;
    let mut maya = maya(&town).await;
    choose(&town, domain::state_rule::StateCode::Wa).await;
    for (field, wrong) in [
        ("minor", "21"),
        ("minor", "-1"),
        ("minor", "x"),
        ("lapse", "0"),
        ("lapse", "3651"),
        ("reporting", "everything"),
        ("source", " "),
        ("checked", ""),
        ("checked", "2026-13-40"),
        ("checked", "2030-01-01"),
    ] {
        let got = maya.post("/settings/state", &typed(field, wrong)).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {wrong}");
        assert!(got.body.contains(&format!("href=\"#{field}\"")), "{field} {wrong}");
    }
    let old = maya.post("/settings/state", &typed("version", "1")).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(old.body.contains("A colleague has written down a version meanwhile"));
    assert_eq!(old.field("version").unwrap(), "2", "seen now, so saving again adds to it");
    assert!(!maya.get("/settings/state").await.body.contains("Version 2"));
}

#[tokio::test]
async fn what_must_be_reported_stands_where_it_matters_with_its_source_and_its_day() {
    let town = Town::new().await;
    let mut maya = maya(&town).await;
    confirm_sheet(&town.app, &town.ines).await;
    assert!(maya.get("/mandated/new").await.body.contains("It is not written down here"), "no state is chosen");
    choose(&town, domain::state_rule::StateCode::Wa).await;
    let mut ines = Browser::with_routes(&town, web::Routes::new()).signed_in("ines").await;
    ines.look().await;
    let (partnership, base) = (town.partnership.to_string(), begin(&mut ines, "/releases/new").await);
    go(&mut ines, &base, &usual(&partnership)[..5]).await;
    let sign = format!("{base}/sign");
    let page = ines.get(&sign).await.body;
    assert!(!page.contains("health staff must report") && page.contains("42 U.S.C. 5106a(b)(2)(B)(i)"), "{page}");
    maya.post("/settings/state", &typed("minor", "13")).await;
    for page in [maya.get("/mandated/new").await.body, ines.get(&sign).await.body] {
        for words in [
            "In Washington, health staff must report about an adult: Injuries by weapons.",
            "Asked the coalition",
            "November 20, 2026",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
    }
    let third = typed("version", "3").into_iter().filter(|(name, _)| *name != "reporting");
    let none: Vec<_> = third.chain([("reporting", "nothing")]).collect();
    maya.post("/settings/state", &none).await;
    assert!(maya.get("/mandated/new").await.body.contains("None of these"));
    assert!(!ines.get(&sign).await.body.contains("health staff must report"), "there is nothing to tell");
}
