//! What a health center offers, and what its leads read of it.

use crate::successes::at;
use axum::http::StatusCode;
use domain::time::Days;
use testkit::town::Town;

#[tokio::test]
async fn a_clinician_counts_a_no_outside_of_a_visit_and_what_is_sent_is_no_share_of_what_is_offered() {
    let town = Town::new().await;
    let (mut rosa, path) = at(&town, "rosa").await;
    let page = rosa.get("/reverse").await.body;
    assert!(page.contains("action=\"/reverse/offered\"") && page.contains("a note counts by itself"), "{page}");
    let pressed = rosa.post("/reverse/offered", &[("answer", "later")]).await;
    assert_eq!(pressed.header("location"), "/reverse/offered");
    assert_eq!(rosa.get("/reverse/offered").await.status, StatusCode::OK);
    for _ in 0..2 {
        town.refer().await;
    }
    town.clock.set(town.app.now().plus_days(Days(31)));
    let (mut dana, _) = at(&town, "dana").await;
    let figures = dana.get(&path).await.body;
    let sheet = figures.split("<caption>Offered: an introduction, or information</caption>").nth(1).unwrap_or_default();
    let sheet = sheet.split("</table>").next().unwrap_or_default();
    let row = |what: &str| sheet.split("<tr>").find(|row| row.contains(what)).unwrap_or_default().to_owned();
    assert!(row("Warm referrals offered").contains("<td class=\"n\">3</td>"), "{sheet}");
    assert!(row("Said maybe later").contains("<td class=\"n\">1</td><td>of 3"), "{sheet}");
    assert!(row(">Sent<").contains("<td class=\"n\">2</td><td></td>"), "{sheet}");
    assert!(figures.contains("So what it sent is no share of its offers"), "{figures}");
}
