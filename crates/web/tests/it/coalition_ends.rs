//! The page on which either side ends the connection with a coalition, and what the other side reads of it.

use crate::browser::Browser;
use axum::http::StatusCode;
use domain::member::Role;
use testkit::TestStore;
use testkit::state::{connect_and_tell, state};
use testkit::town::{Town, confirm_sheet, hire};

#[tokio::test]
async fn either_side_reads_what_an_end_does_before_it_ends_it() {
    let db = TestStore::sqlite().await;
    let town = Town::on(&db).await;
    let state = state(&town, 2).await;
    let [first, second] = &state.pairs[..] else { panic!("two pairs") };
    let mut ids = Vec::new();
    for pair in [first, second] {
        confirm_sheet(&town.app, &pair.house).await;
        ids.push(connect_and_tell(&town.app, &state.carla, &pair.house).await);
    }
    let [one, two] = [0, 1].map(|n: usize| format!("/affiliations/{}/end", ids[n]));
    let mut house = Browser::at(&town).signed_in("house-1").await;
    house.look().await;
    let list = house.get("/affiliations").await.body;
    assert!(list.contains(&format!("href=\"{one}\"")) && list.contains("End this connection"), "{list}");
    let page = house.get(&one).await.body;
    for said in [
        "End the connection with State Coalition",
        "Nothing more is told State Coalition",
        "is deleted there. It goes into no sum",
        "what was published can’t be taken back",
        "still need two organizations and two partners for each number",
        "That takes a new code",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    for _ in 0..2 {
        assert_eq!(house.post(&one, &[]).await.header("location"), "/affiliations");
    }
    let list = house.get("/affiliations").await.body;
    assert!(list.contains("State Coalition: ended by us on") && !list.contains("/tell\""), "{list}");
    assert_eq!(house.get(&one).await.header("location"), "/affiliations", "it is read on the list");
    for path in ["words", "tell"] {
        let gone = format!("/affiliations/{}/{path}", ids[0]);
        assert_eq!(house.get(&gone).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(house.get(&two).await.status, StatusCode::NOT_FOUND, "another one’s");
    town.deliver().await;
    let mut carla = Browser::at(&town).signed_in("carla").await;
    carla.look().await;
    let sums = carla.get("/coalition").await.body;
    assert!(sums.contains("A connection with an organization has ended"), "{sums}");
    assert!(sums.contains("1 organization is connected"), "{sums}");
    assert_eq!(carla.post("/coalition/seen", &[]).await.header("location"), "/coalition");
    assert!(!carla.get("/coalition").await.body.contains("A connection with an organization has ended"));
    assert!(carla.get("/affiliations").await.body.contains("House 1: ended by them on"));
    let page = carla.get(&two).await.body;
    assert!(page.contains("Nothing more that House 2 tells is added"), "{page}");
    let nav = page.split("</nav>").next().unwrap_or_default();
    assert_eq!(
        nav.matches("aria-current").count(),
        1,
        "it stands under the connections, and not under the organization too"
    );
    assert_eq!(carla.post(&two, &[]).await.header("location"), "/affiliations");
    let mut house = Browser::at(&town).signed_in("house-2").await;
    house.look().await;
    // The word is on its way: nothing goes along it already.
    let list = house.get("/affiliations").await.body;
    assert!(list.contains("State Coalition has ended this connection") && list.contains(&two), "{list}");
    assert!(!list.contains("/tell\""), "{list}");
    town.deliver().await;
    assert!(house.get("/home").await.body.contains("A connection with a coalition has ended"));
    house.post("/language", &[("to", "es"), ("back", "/affiliations")]).await;
    let spanish = house.get("/affiliations").await.body;
    assert!(spanish.contains("State Coalition: la terminaron ellos el"), "{spanish}");
    drop(town);
    db.end().await;
}

#[tokio::test]
async fn an_admin_of_a_coalition_ends_a_connection_and_does_nothing_else_with_it() {
    let db = TestStore::sqlite().await;
    let town = Town::on(&db).await;
    let state = state(&town, 1).await;
    let id = connect_and_tell(&town.app, &state.carla, &state.pairs[0].house).await;
    let ada = hire(&town.app, &state.carla, "ada", Role::Admin).await;
    confirm_sheet(&town.app, &ada).await;
    let mut ada = Browser::at(&town).signed_in("ada").await;
    ada.look().await;
    let list = ada.get("/affiliations").await.body;
    assert!(list.contains("House 1") && list.contains("/end\""), "{list}");
    for hidden in ["/words\"", "/tell\"", "/affiliations/code", "six words"] {
        assert!(!list.contains(hidden), "{hidden}: {list}");
    }
    for path in ["words", "tell"] {
        assert_eq!(ada.get(&format!("/affiliations/{id}/{path}")).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(ada.post(&format!("/affiliations/{id}/end"), &[]).await.header("location"), "/affiliations");
    assert!(ada.get("/affiliations").await.body.contains("House 1: ended by us on"));
    // A reader reads sums, and connects or ends nothing.
    let mut rita = Browser::at(&town).signed_in("rita").await;
    assert_eq!(rita.get("/affiliations").await.status, StatusCode::NOT_FOUND);
    assert_eq!(rita.post(&format!("/affiliations/{id}/end"), &[]).await.status, StatusCode::NOT_FOUND);
    drop(town);
    db.end().await;
}
