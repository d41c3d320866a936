//! Who may share what, on the page of a record: which half is open, and what an end means.

use crate::browser::Browser;
use testkit::town::{Town, confirm_sheet};

/// The part of the page about what goes from us to them.
fn ours(body: &str) -> &str {
    let (_, half) = body.split_once("id=\"ours-title\"").unwrap();
    half.split_once("</section>").unwrap().0
}

#[tokio::test]
async fn the_half_of_an_agreement_is_open_until_the_person_stops_it_and_closed_from_then_on() {
    let town = Town::new().await;
    confirm_sheet(&town.app, &town.rosa).await;
    let id = town.refer().await;
    town.deliver().await;
    let mut rosa = Browser::with_routes(&town, web::Routes::new()).signed_in("rosa").await;
    rosa.look().await;
    let before = rosa.get(&format!("/referrals/{id}")).await.body;
    let before = ours(&before);
    assert!(before.contains(">Open</span>") && before.contains("We sent what the patient agreed to"), "{before}");
    assert!(before.contains("What they have taken in by then they may keep in their own record."), "{before}");
    let page = rosa.get(&format!("/referrals/{id}/stop")).await.body;
    assert!(page.contains("What they have already read they may keep in their own record."), "{page}");
    let stopped = rosa.post(&format!("/referrals/{id}/stop"), &[("said", "speech")]).await.body;
    assert!(stopped.contains("What had already reached them"), "{stopped}");
    assert!(stopped.contains("What they have not read is closed to them."), "{stopped}");
    let after = rosa.get(&format!("/referrals/{id}")).await.body;
    let after = ours(&after);
    assert!(after.contains(">Closed</span>") && !after.contains(">Open</span>"), "{after}");
    assert!(after.contains("No release is live.") && !after.contains("agreed to"), "{after}");
}
