//! Where a member is signed in, and ending it from the page.

use crate::browser::{Browser, Got};
use axum::http::StatusCode;
use testkit::town::{Town, confirm_sheet};

fn action(page: &Got, ends: &str) -> Vec<String> {
    let actions = page.body.split("action=\"").skip(1).filter_map(|rest| rest.split('"').next());
    actions.filter(|action| action.starts_with("/sessions/") && action.ends_with(ends)).map(str::to_owned).collect()
}

#[tokio::test]
async fn ending_all_others_leaves_the_session_that_pressed_it_and_no_colleagues() {
    let town = Town::new().await;
    confirm_sheet(&town.app, &town.ines).await;
    let mut here = Browser::at(&town).signed_in("ines").await;
    let mut others = [Browser::at(&town).signed_in("ines").await, Browser::at(&town).signed_in("ines").await];
    let mut june = Browser::at(&town).signed_in("june").await;
    let page = here.get("/sessions").await;
    assert_eq!(action(&page, "/end-others"), ["/sessions/end-others"]);
    let ended = here.post("/sessions/end-others", &[]).await;
    assert_eq!((ended.status, ended.header("location")), (StatusCode::SEE_OTHER, "/sessions"));
    for other in &mut others {
        assert_eq!(other.get("/sessions").await.status, StatusCode::UNAUTHORIZED);
    }
    let alone = here.get("/sessions").await;
    assert_eq!(alone.status, StatusCode::OK);
    assert!(action(&alone, "/end-others").is_empty() && action(&alone, "/end").is_empty(), "nothing is left to end");
    assert_eq!(june.get("/sessions").await.status, StatusCode::OK);
}

#[tokio::test]
async fn one_other_session_ends_by_the_button_beside_it() {
    let town = Town::new().await;
    confirm_sheet(&town.app, &town.ines).await;
    let mut here = Browser::at(&town).signed_in("ines").await;
    let before = action(&here.get("/sessions").await, "/end");
    let mut there = Browser::at(&town).signed_in("ines").await;
    let now = action(&here.get("/sessions").await, "/end");
    let new: Vec<&String> = now.iter().filter(|end| !before.contains(end)).collect();
    assert_eq!(new.len(), 1);
    assert_eq!(here.post(new[0], &[]).await.header("location"), "/sessions");
    assert_eq!(there.get("/sessions").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(here.post(new[0], &[]).await.status, StatusCode::NOT_FOUND, "it is gone already");
}
