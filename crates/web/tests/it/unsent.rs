//! A release under which nothing was sent: on its own page it is forgotten and kept from a colleague.

use crate::browser::Browser;
use crate::steps::{begin, go, usual, with};
use app::Session;
use axum::http::StatusCode;
use domain::ids::ReleaseId;
use testkit::town::{ALL_BUT_SUBSTANCE_USE, Town, confirm_sheet};

async fn at_desk(town: &Town, member: &Session) -> Browser {
    confirm_sheet(&town.app, member).await;
    let mut browser = Browser::with_routes(town, web::Routes::new()).signed_in(member.name().as_str()).await;
    browser.look().await;
    browser
}

#[tokio::test]
async fn it_is_forgotten_with_its_code_and_its_page_says_that_the_form_is_gone() {
    let town = Town::new().await;
    let (release, referral) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    let mut june = at_desk(&town, &town.june).await;
    let (one, path) = (format!("/releases/{release}"), format!("/releases/{release}/forget"));
    assert!(june.get(&one).await.body.contains(&path));
    let page = june.get(&path).await.body;
    assert!(page.contains("nothing was sent under it") && page.contains("who signed in which role"));
    for wrong in ["", "0000-0000"] {
        let refused = june.post(&path, &[("code", wrong)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(refused.body.contains(&format!("value=\"{wrong}\"")), "what was typed stays");
    }
    let resumed = june.post(&path, &[("code", &referral.short_code()), ("resumed", "1")]).await;
    assert_eq!(resumed.status, StatusCode::OK, "shown, and nothing done");
    for _ in 0..2 {
        let done = june.post(&path, &[("code", &referral.short_code())]).await;
        assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, one.as_str()));
    }
    let said = june.get(&one).await.body;
    assert!(said.contains("We looked just now: the signed form is gone.") && said.contains("june"));
    assert!(!said.contains(&format!("{one}/hide")), "there is nothing left to hide");
    assert_eq!(june.get(&path).await.header("location"), one, "nor to forget");
    assert!(june.get(&format!("{one}/form")).await.body.contains("destroyed"));
    assert!(june.get("/releases").await.body.find(&referral.short_code()).is_none());
}

#[tokio::test]
async fn what_was_sent_is_forgotten_on_the_page_of_its_record() {
    let town = Town::new().await;
    let (release, referral) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    app::referrals::send(&town.app, &town.ines, town.reverse(referral, release)).await.unwrap();
    let mut june = at_desk(&town, &town.june).await;
    let path = format!("/releases/{release}/forget");
    assert_eq!(june.get(&path).await.header("location"), format!("/referrals/{referral}/forget"));
    let posted = june.post(&path, &[("code", &referral.short_code())]).await;
    assert_eq!(posted.header("location"), format!("/referrals/{referral}/forget"));
    assert!(app::releases::form(&town.app, &town.ines, release).await.unwrap().is_some());
}

#[tokio::test]
async fn who_must_never_see_it_finds_no_such_page() {
    let town = Town::new().await;
    let (release, referral) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    let (mut june, mut ines) = (at_desk(&town, &town.june).await, at_desk(&town, &town.ines).await);
    let path = format!("/releases/{release}/hide");
    let page = ines.get(&path).await.body;
    assert!(page.contains("june") && page.contains(&referral.short_code()));
    let nobody = town.rosa.member().to_string();
    for wrong in ["", "somebody", &nobody] {
        assert_eq!(ines.post(&path, &[("colleague", wrong)]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let done = ines.post(&path, &[("colleague", &town.june.member().to_string())]).await;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/people/hidden"));
    for page in ["", "/form", "/paper", "/hide", "/forget", "/stop"] {
        let got = june.get(&format!("/releases/{release}{page}")).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND, "{page}");
    }
    assert!(!june.get("/releases").await.body.contains(&referral.short_code()));
    assert_eq!(ines.get(&format!("/releases/{release}")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn who_is_named_on_the_last_page_never_sees_what_is_signed_there() {
    let town = Town::new().await;
    let (mut june, mut ines) = (at_desk(&town, &town.june).await, at_desk(&town, &town.ines).await);
    let partnership = town.partnership.to_string();
    let base = begin(&mut ines, "/releases/new").await;
    let (named, steps) = (town.june.member().to_string(), usual(&partnership));
    go(&mut ines, &base, &steps[..steps.len() - 1]).await;
    let page = ines.get(&format!("{base}/copy")).await.body;
    assert!(page.contains("Someone here must never see this") && page.contains("june") && page.contains("maya"));
    let wrong = ines.post(&format!("{base}/copy"), &[("copy", "none"), ("never_show", "somebody")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let last = with(steps, "copy", &[("copy", "none"), ("never_show", &named)]);
    go(&mut ines, &base, &last[last.len() - 1..]).await;
    let id = ReleaseId::parse(base.rsplit('/').next().unwrap()).unwrap();
    assert_eq!(june.get(&format!("/releases/{id}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ines.get(&format!("/releases/{id}")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_page_of_a_release_says_who_opened_its_form() {
    let town = Town::new().await;
    let (release, _) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    let mut june = at_desk(&town, &town.june).await;
    june.get(&format!("/releases/{release}/form")).await;
    let mut maya = at_desk(&town, &town.maya).await;
    assert!(maya.get(&format!("/releases/{release}")).await.body.contains("june opened the signed form"));
}

#[tokio::test]
async fn it_is_kept_to_two_before_it_is_sent_and_so_is_its_record() {
    let town = Town::new().await;
    let noor = testkit::town::hire(&town.app, &town.maya, "noor", domain::member::Role::Advocate).await;
    let (release, referral) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    let (mut june, mut ines) = (at_desk(&town, &town.june).await, at_desk(&town, &town.ines).await);
    let (mut maya, mut third) = (at_desk(&town, &town.maya).await, at_desk(&town, &noor).await);
    let (one, path) = (format!("/releases/{release}"), format!("/releases/{release}/restrict"));
    assert!(ines.get(&one).await.body.contains(&path));
    assert!(third.get(&format!("{one}/form")).await.status == StatusCode::OK);
    let page = ines.get(&path).await.body;
    assert!(page.contains("june") && page.contains(&referral.short_code()));
    let nobody = town.rosa.member().to_string();
    assert_eq!(ines.post(&path, &[("with", "somebody")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(ines.post(&path, &[("with", &nobody)]).await.status, StatusCode::NOT_FOUND);
    let with = town.june.member().to_string();
    let done = ines.post(&path, &[("with", &with)]).await;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, one.as_str()));
    assert!(june.get(&one).await.body.contains("only ines and june"), "both read who sees it");
    for other in [&mut third, &mut maya] {
        for page in ["", "/form", "/paper", "/restrict", "/hide", "/forget", "/stop"] {
            let got = other.get(&format!("{one}{page}")).await;
            assert_eq!(got.status, StatusCode::NOT_FOUND, "{page}");
        }
        assert_eq!(other.post(&path, &[("with", &with)]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(other.post(&format!("{one}/unrestrict"), &[]).await.status, StatusCode::NOT_FOUND);
        assert!(!other.get("/releases").await.body.contains(&referral.short_code()));
    }
    app::referrals::send(&town.app, &town.ines, town.reverse(referral, release)).await.unwrap();
    assert_eq!(june.get(&format!("/referrals/{referral}")).await.status, StatusCode::OK);
    assert_eq!(third.get(&format!("/referrals/{referral}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(june.get(&path).await.header("location"), format!("/referrals/{referral}"), "from then on on its page");
}

#[tokio::test]
async fn the_two_let_the_team_see_it_again() {
    let town = Town::new().await;
    let (release, _) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    let (mut maya, mut ines) = (at_desk(&town, &town.maya).await, at_desk(&town, &town.ines).await);
    let path = format!("/releases/{release}/restrict");
    ines.post(&path, &[("with", &town.june.member().to_string())]).await;
    assert!(ines.get(&path).await.body.contains(&format!("/releases/{release}/unrestrict")));
    let done = ines.post(&format!("/releases/{release}/unrestrict"), &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert_eq!(maya.get(&format!("/releases/{release}")).await.status, StatusCode::OK);
}
