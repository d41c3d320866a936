//! Keeping the service list: what was typed stays, and papers leave in both languages.

use crate::browser::Browser;
use testkit::town::{Town, confirm_sheet};

#[tokio::test]
async fn what_was_typed_stays_when_a_line_is_refused() {
    let town = Town::new().await;
    confirm_sheet(&town.app, &town.maya).await;
    let mut maya = Browser::at(&town).signed_in("maya").await;
    maya.get("/services/ours/new").await;
    let typed = [
        ("service", "own"),
        ("own_name", "Art on Fridays"),
        ("room", "full"),
        ("full_until", "soon"),
        ("hours", "weekly"),
        ("from", "17:00"),
        ("to", "09:00"),
        ("cost", "free"),
        ("phone", "abc"),
        ("remark_en", "the house at 12 Oak Street"),
    ];
    let page = maya.post("/services/ours/new", &typed).await;
    assert_eq!(page.status.as_u16(), 422);
    for kept in ["Art on Fridays", "soon", "17:00", "abc", "the house at 12 Oak Street"] {
        assert!(page.body.contains(kept), "{kept} is lost");
    }
    for field in ["full_until", "days", "phone", "remark_en"] {
        assert!(page.body.contains(&format!("id=\"{field}-message\"")), "{field} does not say what is wrong");
    }
}

#[tokio::test]
async fn both_lists_leave_as_a_paper_in_both_languages_for_whoever_reads_them() {
    let town = Town::new().await;
    confirm_sheet(&town.app, &town.maya).await;
    let mut maya = Browser::at(&town).signed_in("maya").await;
    for file in ["en.pdf", "es.pdf"] {
        let paper = maya.get(&format!("/services/{}/{file}", town.dana.org_id())).await;
        assert_eq!(paper.status.as_u16(), 200);
        assert_eq!(paper.headers["content-type"], "application/pdf");
    }
    let stranger = domain::ids::OrgId::new(town.app.next_id());
    assert_eq!(maya.get(&format!("/services/{stranger}/en.pdf")).await.status.as_u16(), 404);
}
