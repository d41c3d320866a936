//! What the sender's pages say of a message that could not be delivered.

use crate::browser::Browser;
use testkit::town::{Town, confirm_sheet};

#[tokio::test]
async fn a_referral_that_was_never_delivered_says_so_and_whom_to_call() {
    let town = Town::new().await;
    let sent = town.refer().await;
    app::partnerships::pause(&town.app, &town.dana, town.partnership).await.unwrap();
    for _ in 0..32 {
        town.clock.pass(24 * 60);
        town.deliver().await;
    }
    confirm_sheet(&town.app, &town.rosa).await;
    let mut rosa = Browser::at(&town).signed_in("rosa").await;
    let record = format!("/referrals/{sent}");
    for (language, badge, words, never) in [
        ("en", "Not delivered", "Harbor House does not have this", "On its way"),
        ("es", "No se entregó", "Harbor House no la tiene", "En camino"),
    ] {
        rosa.post("/language", &[("to", language), ("back", "/help")]).await;
        let list = rosa.get("/sent").await.body;
        assert!(list.contains(badge) && list.matches("tel:").count() >= 2, "{language}: in the row too\n{list}");
        let page = rosa.get(&record).await.body;
        assert!(page.contains(words) && page.contains("tel:"), "{language}");
        assert!(page.contains("dana, rosa") || page.contains("maya, ines"), "{language}: and whom to ask for");
        assert!(!page.contains(never) && !page.contains("referral-sent-nothing"), "{language}");
    }
}
