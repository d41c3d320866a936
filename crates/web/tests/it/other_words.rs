//! What one lead wrote, as the other reads it: in another language, or changed since.

use crate::browser::Browser;
use domain::mou::Topic;
use domain::workspace::Noun;
use testkit::agreed::{clause, in_force};
use testkit::town::{Town, confirm_sheet};

async fn at(town: &Town, login: &str) -> Browser {
    let session = if login == "dana" { &town.dana } else { &town.maya };
    confirm_sheet(&town.app, session).await;
    let mut browser = Browser::with_routes(town, web::Routes::new()).signed_in(login).await;
    browser.look().await;
    browser
}

#[tokio::test]
async fn words_in_the_other_language_say_so_to_the_eye_and_to_whoever_has_them_read_out() {
    let town = Town::new().await;
    let (mut dana, mut maya) = (at(&town, "dana").await, at(&town, "maya").await);
    let mou = format!("/together/{}/mou", town.partnership);
    assert!(dana.post(&format!("{mou}/start"), &[]).await.status.is_redirection());
    let way = format!("/together/{}/procedures/to_advocacy", town.partnership);
    assert!(dana.post(&format!("{way}/start"), &[]).await.status.is_redirection());
    maya.post("/language", &[("to", "es"), ("back", &mou)]).await;
    let purpose = format!("{mou}/clauses/{}", Topic::Purpose.entry(town.partnership));
    let clause = maya.get(&purpose).await.body;
    assert!(clause.contains("<p class=\"plan-words\" lang=\"en\">"), "{clause}");
    for page in [&mou, &way] {
        assert!(maya.get(page).await.body.contains("Estas palabras están en inglés."), "{page}");
        assert!(!dana.get(page).await.body.contains("These words are in"), "{page}");
    }
    assert!(maya.get(&way).await.body.contains("<blockquote class=\"say\" lang=\"en\">"));
    assert!(!dana.get(&purpose).await.body.contains("lang=\"en\">Lakeside"), "one's own language is the page's");
}

#[tokio::test]
async fn a_setting_that_was_changed_stands_beside_what_is_in_force() {
    let town = Town::new().await;
    in_force(&town, vec![clause(Topic::ResponseTime, &[("response", "hours_1")])]).await;
    let of = (Noun::Clause, Topic::ResponseTime.entry(town.partnership));
    let seen = app::workspace::entry(&town.app, &town.maya, town.partnership, of).await.unwrap().seq;
    let changes = Noun::Clause.read(|code| (code == "response").then_some("hours_2")).unwrap();
    app::workspace::write(&town.app, &town.maya, town.partnership, of, (seen, changes)).await.unwrap();
    let mut dana = at(&town, "dana").await;
    let page = dana.get(&format!("/together/{}/mou/clauses/{}", town.partnership, of.1)).await.body;
    assert!(page.contains("<del><b>Removed:</b> 1 hour</del>"), "{page}");
    assert!(page.contains("<ins><b>Added:</b> 2 hours</ins>"), "{page}");
}

#[tokio::test]
async fn who_wrote_what_names_the_thing_and_goes_back_to_the_first_day() {
    let town = Town::new().await;
    let mut dana = at(&town, "dana").await;
    let home = format!("/together/{}", town.partnership);
    let path = format!("{home}/actions");
    dana.get(&path).await;
    dana.post(&path, &[("words", "send the list of services"), ("due", "2027-01-01"), ("seen", "0")]).await;
    town.clock.pass(1);
    assert!(dana.post(&format!("{home}/procedures/to_advocacy/start"), &[]).await.status.is_redirection());
    let newest = dana.get(&format!("{home}/changes")).await.body;
    assert!(newest.contains("Step of the procedure: ") && !newest.contains("send the list of services"), "{newest}");
    let older = newest.split("href=\"").find(|rest| rest.starts_with(&format!("{home}/changes?before="))).unwrap();
    let older = dana.get(older.split('"').next().unwrap()).await.body;
    assert!(older.contains("To be done: send the list of services"), "{older}");
    assert!(older.contains(&format!("href=\"{home}/changes\">Newest</a>")));
}
