//! A liaison or an alternate who is no lead sees what was brought to their attention where they work.

use crate::browser::Browser;
use app::workers::keep_house_once;
use axum::http::StatusCode;
use domain::ids::ReferralId;
use domain::org::{Funding, OrgKind, VaultMode};
use testkit::TestStore;
use testkit::town::{ALL_BUT_SUBSTANCE_USE, Town, confirm_sheet, found, organization};

/// A referral has waited so long that liaison and alternate were told.
async fn waits(town: &Town) {
    town.refer().await;
    town.deliver().await;
    for _ in 0..2 {
        town.clock.pass(25);
        keep_house_once(&town.app).await.unwrap();
    }
}

/// A visit that has waited, for an alternate at the front desk.
async fn visit_waits(town: &Town) -> ReferralId {
    let (first, second) = (town.dana.member(), town.sam.member());
    app::partnerships::name_liaisons(&town.app, &town.dana, town.partnership, first, second).await.unwrap();
    let (release, id) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    app::referrals::send(&town.app, &town.ines, town.reverse(id, release)).await.unwrap();
    town.deliver().await;
    for _ in 0..2 {
        town.clock.pass(25);
        keep_house_once(&town.app).await.unwrap();
    }
    town.across(&town.ines, &town.dana, id).await
}

#[tokio::test]
async fn an_alternate_who_is_no_lead_sees_it_on_the_inbox_until_they_have_read_it() {
    let town = Town::new().await;
    waits(&town).await;
    confirm_sheet(&town.app, &town.ines).await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let words = "A referral waits for an answer.";
    let inbox = ines.get("/inbox").await.body;
    assert!(inbox.contains(words) && inbox.contains("For you to see"));
    assert!(!ines.get("/inbox/finished").await.body.contains(words), "once, where one works");
    ines.post("/language", &[("to", "es"), ("back", "/help")]).await;
    assert!(ines.get("/inbox").await.body.contains("Una referencia espera respuesta."));
    let seen = ines.post("/inbox/seen", &[]).await;
    assert_eq!((seen.status, seen.header("location")), (StatusCode::SEE_OTHER, "/inbox"));
    assert!(!ines.get("/inbox").await.body.contains("Avisos para usted"));
}

#[tokio::test]
async fn a_front_desk_that_is_the_alternate_sees_a_visit_and_neither_agency_nor_reason() {
    let town = Town::new().await;
    let id = visit_waits(&town).await;
    confirm_sheet(&town.app, &town.sam).await;
    let mut sam = Browser::at(&town).signed_in("sam").await;
    let page = sam.get("/arrivals").await.body;
    assert!(page.contains("A visit waits for a time."), "{page}");
    assert!(!page.contains("A visit came in."), "said once");
    assert!(page.contains(&format!("href=\"/arrivals/{id}\"")) && !page.contains("/referrals/"));
    let list = page.split("id=\"notices\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(!list.contains("Harbor") && !list.contains("referral"), "{list}");
    assert_eq!(sam.post("/arrivals/seen", &[]).await.header("location"), "/arrivals");
    assert!(!sam.get("/arrivals").await.body.contains("id=\"notices\""));
    assert_eq!(sam.post("/inbox/seen", &[]).await.status, StatusCode::NOT_FOUND, "no inbox of theirs");
}

#[tokio::test]
async fn a_front_desk_is_told_neither_that_somebody_stopped_nor_anything_that_is_not_so() {
    let db = TestStore::sqlite().await;
    let town = Town::on(&db).await;
    visit_waits(&town).await;
    confirm_sheet(&town.app, &town.sam).await;
    let mut sam = Browser::at(&town).signed_in("sam").await;
    let (closed, ask) = (
        "This visit’s details are closed. Ask the person in charge.",
        "There is something new. Ask the person in charge.",
    );
    let not_told = "What somebody agreed to tell was not delivered. Ask a lead.";
    let spanish_closed = "Los datos de esta visita están cerrados. Pregunte a la persona responsable.";
    // Few requests, as a person would: a session that asks too fast is made to wait.
    for (tongue, code, words) in [
        ("en", "notice-sharing-ended", closed),
        ("en", "notice-stopped-by-code", ask),
        ("en", "notice-purge-answered", ask),
        ("en", "notice-mou-sign", ask),
        ("es", "notice-sharing-ended", spanish_closed),
        ("es", "notice-stopped-by-code", "Hay algo nuevo. Pregunte a la persona responsable."),
    ] {
        db.tamper(&format!("UPDATE notice SET code = '{code}'")).await;
        if (tongue, code) == ("es", "notice-sharing-ended") {
            sam.post("/language", &[("to", tongue), ("back", "/help")]).await;
        }
        let page = sam.get("/arrivals").await;
        assert_eq!(page.status, StatusCode::OK);
        let list = page.body.split("id=\"notices\"").nth(1).unwrap().split("</ul>").next().unwrap();
        assert!(list.contains(words) && !list.contains(not_told), "{code}: {list}");
        for never in ["taken back", "retiró", "stop", "contact"] {
            assert!(!list.contains(never), "{code}: {list}");
        }
    }
    db.end().await;
}

#[tokio::test]
async fn the_home_of_a_new_organization_says_what_comes_next_and_a_settled_one_does_not() {
    let town = Town::new().await;
    let alone = organization(OrgKind::Advocacy, "Safe Path", &[Funding::Vawa], VaultMode::MemberHeld, "noor");
    found(&town.app, alone).await;
    let mut noor = Browser::at(&town).signed_in("noor").await;
    let home = noor.get("/home").await.body;
    assert!(home.contains("What comes next") && home.contains("<a href=\"/people/invite\">"));
    assert!(home.contains("No partner organization is connected yet"));
    confirm_sheet(&town.app, &town.maya).await;
    let home = Browser::at(&town).signed_in("maya").await.get("/home").await.body;
    assert!(!home.contains("What comes next"));
}

#[tokio::test]
async fn who_opens_what_arrived_is_told_that_the_sender_learns_of_it_where_that_is_so() {
    let town = Town::new().await;
    let visit = visit_waits(&town).await;
    confirm_sheet(&town.app, &town.sam).await;
    let words = "the one who sent it sees who and when";
    let page = Browser::at(&town).signed_in("sam").await.get(&format!("/arrivals/{visit}")).await.body;
    assert!(page.contains(words));
    // An advocacy organization tells nobody who reads there.
    let sent = town.refer().await;
    town.deliver().await;
    let arrived = town.across(&town.rosa, &town.ines, sent).await;
    confirm_sheet(&town.app, &town.ines).await;
    let page = Browser::at(&town).signed_in("ines").await.get(&format!("/referrals/{arrived}")).await.body;
    assert!(!page.contains(words));
}

#[tokio::test]
async fn what_came_in_is_said_at_once_where_one_works_and_a_front_desk_reads_of_a_visit() {
    let town = Town::new().await;
    for member in [&town.june, &town.sam] {
        confirm_sheet(&town.app, member).await;
    }
    town.refer().await;
    let (release, id) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    app::referrals::send(&town.app, &town.ines, town.reverse(id, release)).await.unwrap();
    town.deliver().await;
    let mut june = Browser::at(&town).signed_in("june").await;
    assert!(june.get("/inbox").await.body.contains("Something came in. It waits in the inbox."));
    june.post("/inbox/seen", &[]).await;
    assert!(!june.get("/inbox").await.body.contains("Something came in."));
    let page = Browser::at(&town).signed_in("sam").await.get("/arrivals").await.body;
    assert!(page.contains("A visit came in.") && !page.contains("Harbor"), "{page}");
}
