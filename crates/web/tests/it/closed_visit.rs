//! Sharing is stopped while a visit is booked: the front desk reads that its details are closed, and nothing of why.

use crate::browser::Browser;
use domain::ids::FormId;
use testkit::town::{ALL_BUT_SUBSTANCE_USE, CANARY_NAME, Town, confirm_sheet};

#[tokio::test]
async fn a_booked_visit_that_was_stopped_stays_on_the_list_without_a_word_of_why() {
    let town = Town::new().await;
    confirm_sheet(&town.app, &town.sam).await;
    let (release, ours) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    app::referrals::send(&town.app, &town.ines, town.reverse(ours, release)).await.unwrap();
    town.deliver().await;
    let visit = town.across(&town.ines, &town.dana, ours).await;
    let form = FormId::new(town.app.next_id());
    app::arrivals::book(&town.app, &town.sam, visit, form, "2026-11-26T11:40").await.unwrap();
    app::arrivals::show(&town.app, &town.dana, visit).await.unwrap();
    let mut sam = Browser::at(&town).signed_in("sam").await;
    let open = sam.get(&format!("/arrivals/{visit}")).await.body;
    assert!(open.contains("Who opened this") && open.contains("dana opened it"), "whoever may open it may know");
    assert!(open.contains("You can take it back for 15 minutes."), "it is said before it is pressed");
    app::referrals::stop(&town.app, &town.june, ours).await.unwrap();
    town.deliver().await;
    let list = sam.get("/arrivals").await.body;
    assert!(list.contains(&visit.short_code()) && list.contains("November 26, 2026 at 11:40 AM"), "{list}");
    let words = "This visit’s details are closed. Ask the person in charge.";
    assert!(list.contains(words));
    let page = sam.get(&format!("/arrivals/{visit}")).await.body;
    assert!(page.contains(words));
    confirm_sheet(&town.app, &town.dana).await;
    let mut dana = Browser::at(&town).signed_in("dana").await;
    for path in ["/arrivals".to_owned(), format!("/arrivals/{visit}")] {
        let lead = dana.get(&path).await.body;
        let link = format!("href=\"/referrals/{visit}\"");
        assert!(lead.contains("Its record says what happened.") && lead.contains(&link), "{path}: {lead}");
        assert!(!lead.contains("Ask the person in charge"), "she is the person in charge");
    }
    sam.post("/language", &[("to", "es"), ("back", "/help")]).await;
    let spanish = sam.get("/arrivals").await.body;
    assert!(spanish.contains("Los datos de esta visita están cerrados. Pregunte a la persona responsable."));
    for page in [list, page, spanish] {
        let main = page.split("<main").nth(1).unwrap().split("</main>").next().unwrap().to_lowercase();
        for never in
            ["harbor", "stop", "sharing", "withdr", "survivor", "compart", "detuv", &CANARY_NAME.to_lowercase()]
        {
            assert!(!main.contains(never), "{never}: {main}");
        }
    }
}
