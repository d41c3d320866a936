//! Keeping the directory true, as a lead meets it: who looks after an entry, when it was right last, and what is two places.

use crate::browser::Browser;
use crate::directory_pages::{file, id_of};
use axum::http::StatusCode;
use testkit::town::{Town, confirm_sheet};

const SITES: &str = "bphc_site_number,site_name,street,city,state,zip,phone,website,latitude,longitude,address_withheld\n\
    A,Harbor Annex,77 Plainstreet,Chicago,IL,60614,312-555-0111,,41.92,-87.65,\n\
    B,Hillside Clinic,14 Openstreet,Chicago,IL,60618,312-555-0112,,41.95,-87.70,\n";
const SERVICE: &str = r#"[{"id": "0f0f0f0f-0000-4000-8000-000000000001", "name": "Harbor Clinic",
    "services": [{"id": "0f0f0f0f-0000-4000-8000-000000000002", "name": "Harbor Clinic", "status": "active",
        "service_at_locations": [{"id": "0f0f0f0f-0000-4000-8000-000000000003", "location": {
            "id": "0f0f0f0f-0000-4000-8000-000000000004", "location_type": "physical", "name": "Harbor Clinic",
            "addresses": [{"id": "0f0f0f0f-0000-4000-8000-000000000005", "address_1": "77 Plainstreet", "city": "Chicago",
                "state_province": "IL", "postal_code": "60614", "country": "US", "address_type": "physical"}]}}]}]}]"#;

async fn import(town: &Town) {
    let sites = app::directory::Source::Hrsa(file(town, "sites.csv", SITES));
    let services = app::directory::Source::Hsds(file(town, "services.json", SERVICE), "city".to_owned());
    for source in [sites, services] {
        app::directory::import(&town.app, &source, town.folder.path(), |_| {}).await.unwrap();
    }
}

#[tokio::test]
async fn what_a_lead_says_to_be_two_places_is_asked_once_and_stays_two() {
    let town = Town::new().await;
    import(&town).await;
    confirm_sheet(&town.app, &town.dana).await;
    let mut dana = Browser::at(&town).signed_in("dana").await;
    let work = dana.get("/directory/work").await.body;
    let value = |name: &str| {
        let behind =
            work.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("{name} in {work}"));
        behind.split('"').next().unwrap().to_owned()
    };
    let (one, other) = (value("one"), value("other"));
    let same = |says: &'static str| [("one", one.as_str()), ("other", other.as_str()), ("same", says)];
    assert_eq!(
        dana.post("/directory/work/same", &[("one", one.as_str()), ("other", "x")]).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(dana.post("/directory/work/same", &same("no")).await.header("location"), "/directory/work");
    let after = dana.get("/directory/work").await.body;
    assert!(!after.contains(&format!("value=\"{one}\"")), "{after}");
    assert_eq!(dana.post("/directory/work/same", &same("yes")).await.status, StatusCode::NOT_FOUND, "once");
    let found = dana.post("/directory", &[("words", "harbor"), ("miles", "25")]).await.body;
    assert!(found.contains("Harbor Annex") && found.contains("Harbor Clinic"), "two entries: {found}");
}

#[tokio::test]
async fn an_entry_is_given_to_a_colleague_and_says_on_which_day_it_was_right() {
    let town = Town::new().await;
    import(&town).await;
    confirm_sheet(&town.app, &town.dana).await;
    let mut dana = Browser::at(&town).signed_in("dana").await;
    let found = dana.post("/directory", &[("words", "hillside"), ("miles", "25")]).await.body;
    let id = id_of(&found, "Hillside Clinic");
    let (page, keep) = (format!("/directory/{id}"), format!("/directory/{id}/keep"));
    let rosa = town.rosa.member().to_string();
    let strange = town.maya.member().to_string();
    assert_eq!(dana.post(&keep, &[("owner", strange.as_str())]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(dana.post(&keep, &[("owner", rosa.as_str())]).await.header("location"), page);
    let work = dana.get("/directory/work").await.body;
    assert!(work.contains("Hillside Clinic") && work.contains("rosa"), "{work}");
    let before = dana.get(&page).await.body;
    assert!(
        before.contains("We have not checked it") && before.contains(&format!("value=\"{rosa}\" selected")),
        "{before}"
    );
    dana.post(&format!("{page}/right"), &[("from", "work")]).await;
    let after = dana.get(&page).await.body;
    assert!(after.contains("Last checked") && !after.contains("We have not checked it"), "{after}");
    assert_eq!(dana.post(&keep, &[("owner", "")]).await.header("location"), page);
    assert!(!dana.get("/directory/work").await.body.contains("Hillside Clinic"), "nobody looks after it");
}

#[tokio::test]
async fn a_stale_entry_of_nobody_is_on_the_work_list_until_somebody_takes_it_on() {
    let town = Town::new().await;
    import(&town).await;
    town.clock.pass(91 * 24 * 60);
    let dana = town.again(&town.dana).await;
    confirm_sheet(&town.app, &dana).await;
    let mut dana = Browser::at(&town).signed_in("dana").await;
    let work = dana.get("/directory/work").await.body;
    let part = work.split("id=\"unowned\"").nth(1).expect("its part").split("</section>").next().unwrap().to_owned();
    assert!(part.contains("Hillside Clinic") && part.contains("I look after it"), "{part}");
    let id = id_of(&part, "Hillside Clinic");
    let me = town.dana.member().to_string();
    let keep = format!("/directory/{id}/keep");
    let taken = dana.post(&keep, &[("owner", me.as_str()), ("from", "work")]).await;
    assert_eq!(taken.header("location"), "/directory/work");
    let after = dana.get("/directory/work").await.body;
    let (ours, unowned) = after.split_once("id=\"unowned\"").unwrap();
    assert!(ours.contains("Hillside Clinic"), "{ours}");
    assert!(!unowned.split("</section>").next().unwrap().contains("Hillside Clinic"), "{unowned}");
}
