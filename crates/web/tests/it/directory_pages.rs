//! The directory as people meet it: searching it, keeping it true, reading a file into it, and the pages for everybody.

use crate::browser::{Browser, Got};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use std::path::PathBuf;
use std::time::Duration;
use testkit::town::{Town, confirm_sheet};
use uuid::Uuid;
use web::session::LEFT;

const HEADER: &str =
    "bphc_site_number,site_name,street,city,state,zip,phone,website,latitude,longitude,address_withheld\n";
/// A health center of Chicago, and a shelter at a planted address there.
const SITES: &str = "A,Riverside Clinic,12 Openstreet,Chicago,IL,60614,312-555-0111,https://r.example,41.92,-87.65,\n\
    B,Hillside Dental Clinic,14 Openstreet,Chicago,IL,60618,312-555-0112,,41.95,-87.70,\n\
    C,Lantern Shelter,4711 Plantedstreet,Chicago,IL,60699,312-555-0113,,41.97654,-87.61234,\n";
const PROGRAMS: &str = "name,city,state,phone,toll_free,counties,website\n\
    Lantern Domestic Violence Program,Chicago,IL,312-555-0144,1-866-HELP4DV,Cook,https://lantern.example\n\
    Lakeshore Advocacy for Survivors,Chicago,IL,312-555-0145,,Cook,\n";

pub fn file(town: &Town, name: &str, text: &str) -> PathBuf {
    let path = town.folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path
}

pub async fn import(town: &Town) {
    let sites = app::directory::Source::Hrsa(file(town, "sites.csv", &format!("{HEADER}{SITES}")));
    let programs = app::directory::Source::Programs(file(town, "programs.csv", PROGRAMS), "illinois".to_owned());
    for source in [sites, programs] {
        app::directory::import(&town.app, &source, town.folder.path(), |_| {}).await.unwrap();
    }
}

/// The id of an entry that a page links to by this name.
pub fn id_of(page: &str, name: &str) -> Uuid {
    let before = page.split(&format!("\">{name}</a>")).next().unwrap();
    before.rsplit("/directory/").next().unwrap().parse().unwrap_or_else(|_| panic!("{name} in {page}"))
}

async fn signed_in(town: &Town, login: &str) -> Browser {
    for member in [&town.dana, &town.maya, &town.rosa] {
        confirm_sheet(&town.app, member).await;
    }
    Browser::at(town).signed_in(login).await
}

async fn search(browser: &mut Browser, asks: &[(&str, &str)]) -> Got {
    let got = browser.post("/directory", asks).await;
    assert_eq!(got.status, StatusCode::OK, "{}", got.body);
    got
}

#[tokio::test]
async fn staff_search_by_words_place_and_who_takes_people_without_insurance() {
    let town = Town::new().await;
    import(&town).await;
    let mut rosa = signed_in(&town, "rosa").await;
    let found =
        search(&mut rosa, &[("words", "dental"), ("near", "60614"), ("miles", "25"), ("uninsured", "on")]).await;
    assert!(found.body.contains("Hillside Dental Clinic") && found.body.contains("miles away"), "{}", found.body);
    assert!(!found.body.contains("Riverside Clinic"));
    let near = search(&mut rosa, &[("words", ""), ("near", "Chicago, IL"), ("miles", "25")]).await;
    let among = |miles: &'static str| [("words", "dental 60614"), ("miles", miles)];
    assert!(!search(&mut rosa, &among("1")).await.body.contains("Hillside Dental Clinic"), "four miles are too far");
    assert!(search(&mut rosa, &among("10")).await.body.contains("Hillside Dental Clinic"));
    let place = |name: &str| near.body.find(name).unwrap_or(usize::MAX);
    assert!(place("Riverside Clinic") < place("Hillside Dental Clinic"), "the nearest first");
    let programs = ["Lakeshore Advocacy for Survivors", "Lantern Domestic Violence Program"].map(place);
    assert!(
        place("Riverside Clinic") < programs[0] && programs[0] < place("Hillside Dental Clinic"),
        "the programs in turns with them"
    );
    assert!(programs[0] < programs[1], "by their names, since nothing else tells them apart");
    let id = id_of(&near.body, "Riverside Clinic");
    let entry = rosa.get(&format!("/directory/{id}")).await;
    for said in ["12 Openstreet", "tel:+13125550111", "HRSA, since", "We have not checked it"] {
        assert!(entry.body.contains(said), "{said} in {}", entry.body);
    }
    assert!(!entry.body.contains("/withhold"), "whoever keeps it not may not");
}

#[tokio::test]
async fn an_empty_answer_shows_the_hotlines_and_names_hrsas_own_finder() {
    let town = Town::new().await;
    import(&town).await;
    let mut rosa = signed_in(&town, "rosa").await;
    let mut guest = Browser::at(&town);
    let staff = search(&mut rosa, &[("words", "podiatry"), ("near", "99501"), ("miles", "10")]).await;
    let public = guest.post_raw("/find/en", &[("near", "99501"), ("what", "clinic")]).await;
    for page in [&staff, &public] {
        assert!(
            page.body.contains("findahealthcenter.hrsa.gov") && page.body.contains("tel:+18007997233"),
            "{}",
            page.body
        );
    }
}

#[tokio::test]
async fn a_place_that_leads_nowhere_is_said_and_what_was_typed_stays() {
    let town = Town::new().await;
    import(&town).await;
    let mut rosa = signed_in(&town, "rosa").await;
    let mut guest = Browser::at(&town);
    for (near, said) in [("00000", "do not know"), ("Nowhereville, ZZ", "do not know"), ("09012", "military")] {
        for got in [
            rosa.post("/directory", &[("words", "dental"), ("near", near), ("miles", "25")]).await,
            guest.post_raw("/find/en", &[("near", near), ("what", "any")]).await,
        ] {
            assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{near}");
            assert!(got.body.contains(said) && got.body.contains(&format!("value=\"{near}\"")), "{near}: {}", got.body);
            // Nothing was found there either: the lines, and who may know more.
            assert!(got.body.contains("findahealthcenter.hrsa.gov") && got.body.contains("tel:+18007997233"), "{near}");
        }
    }
    let none = guest.post_raw("/find/en", &[("near", ""), ("what", "any")]).await;
    assert!(!none.body.contains("findahealthcenter.hrsa.gov"), "nothing was asked yet: {}", none.body);
    let long = "x".repeat(10_000);
    let got = rosa.post("/directory", &[("words", &long), ("miles", "25")]).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(got.body.contains("at most 200 letters"));
    assert_eq!(guest.post_raw("/find/en", &[("near", &long)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

/// A ZIP code among the words is a place, and says what it stands for as one in its own field does.
#[tokio::test]
async fn a_zip_code_of_boxes_or_of_the_military_says_so_among_the_words_too() {
    let town = Town::new().await;
    import(&town).await;
    let mut rosa = signed_in(&town, "rosa").await;
    let ask = async |rosa: &mut Browser, words: &str, near: &str| {
        rosa.post("/directory", &[("words", words), ("near", near), ("miles", "25")]).await
    };
    let field = ask(&mut rosa, "dental", "60690").await;
    let words = ask(&mut rosa, "dental (60690)", "").await;
    for got in [&field, &words] {
        assert_eq!(got.status, StatusCode::OK);
        assert!(got.body.contains("This ZIP code is for post office boxes"), "{}", got.body);
        assert!(got.body.contains("Hillside Dental Clinic"), "{}", got.body);
    }
    let military = ask(&mut rosa, "dental 09012", "").await;
    assert_eq!(military.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = military.body.contains("This is a military ZIP code") && military.body.contains("id=\"words-message\"");
    assert!(said && military.body.contains("findahealthcenter.hrsa.gov"), "{}", military.body);
    assert!(!military.body.contains("Hillside Dental Clinic"), "as in its field nothing is guessed");
    // What says a place is taken before what says none, and neither where a place was typed.
    let both = ask(&mut rosa, "dental 09012 60614", "").await;
    assert!(both.body.contains("Hillside Dental Clinic") && !both.body.contains("military"), "{}", both.body);
    let typed = ask(&mut rosa, "dental 09012", "60614").await;
    assert!(typed.body.contains("Hillside Dental Clinic") && !typed.body.contains("military ZIP"), "{}", typed.body);
}

#[tokio::test]
async fn the_public_pages_keep_nothing_and_name_no_place_in_any_address() {
    let town = Town::new().await;
    import(&town).await;
    let mut guest = Browser::at(&town);
    for path in ["/find", "/find/en", "/find/es", "/find/en/in/il", "/safety/es"] {
        let page = guest.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.headers.get(header::SET_COOKIE).is_none(), "{path} sets no cookie");
        assert_eq!(page.header("cache-control"), "no-store");
        assert!(page.body.contains("href=\"/leave\"") && page.body.contains("/safety/"), "{path}");
        // The way out shows itself to the keyboard right behind the skip link, and stands there for everybody.
        let at = |tag: &str| page.body.find(tag).unwrap_or_else(|| panic!("{tag} in {path}"));
        let (skip, way) = (
            at("<a class=\"skip\" href=\"#main\""),
            at("<a class=\"skip\" href=\"/leave\" rel=\"nofollow noreferrer\""),
        );
        assert!(skip < way && way < at("<a class=\"exit\" id=\"leave\""), "{path}");
        let title = page.body.split("<title>").nth(1).unwrap().split("</title>").next().unwrap().to_lowercase();
        for word in ["violence", "violencia", "abuse", "shelter", "footbridge", "partner desk"] {
            assert!(!title.contains(word), "{path}: {title}");
        }
    }
    let found = guest.post_raw("/find/es", &[("near", "60614"), ("what", "any")]).await;
    assert_eq!(found.status, StatusCode::OK);
    assert!(found.headers.get(header::SET_COOKIE).is_none() && found.headers.get(header::LOCATION).is_none());
    assert!(found.body.contains("<html lang=\"es\"") && found.body.contains("Riverside Clinic"));
    assert!(found.body.contains("tel:+18664357438"), "a number with letters is dialed: {}", found.body);
    assert!(!found.body.contains("action=\"/find/es?"), "the form posts");
    let state = guest.get("/find/en/in/il").await.body;
    assert!(state.contains("Lantern Domestic Violence Program") && !state.contains("Riverside Clinic"));
    assert_eq!(guest.get("/find/en/in/zz").await.status, StatusCode::NOT_FOUND);
    assert_eq!(guest.get("/find/fr").await.status, StatusCode::NOT_FOUND);
    // After leaving, none of it comes back for five minutes, whatever is asked.
    guest.get("/leave").await;
    assert_eq!(guest.cookie(LEFT), Some("1"));
    for path in ["/find", "/find/es", "/find/en/in/il"] {
        assert_eq!(guest.get(path).await.header("location"), "https://www.weather.gov/", "{path}");
    }
    let again = guest.post_raw("/find/es", &[("near", "60614")]).await;
    assert_eq!(again.header("location"), "https://www.weather.gov/");
}

#[tokio::test]
async fn a_county_shows_its_programs_before_its_clinics_whatever_their_names() {
    let town = Town::new().await;
    let clinics: Vec<String> = (0..30)
        .map(|n| format!("K{n},Aaron Clinic {n},{n} Openstreet,Chicago,IL,60614,312-555-0111,,41.92,-87.65,\n"))
        .collect();
    let sites = app::directory::Source::Hrsa(file(&town, "sites.csv", &format!("{HEADER}{}", clinics.concat())));
    let programs = app::directory::Source::Programs(file(&town, "programs.csv", PROGRAMS), "illinois".to_owned());
    for source in [sites, programs] {
        app::directory::import(&town.app, &source, town.folder.path(), |_| {}).await.unwrap();
    }
    let mut guest = Browser::at(&town);
    let page = guest.get("/find/en/in/il/cook-county").await.body;
    let place = |name: &str| page.find(name).unwrap_or_else(|| panic!("{name} in {page}"));
    assert!(place("Help in Cook County, Illinois") < place("Lantern Domestic Violence Program"));
    assert!(place("Lantern Domestic Violence Program") < place("Aaron Clinic"));
    assert!(guest.get("/find/es/in/il/cook-county").await.body.contains("Ayuda en Cook County"));
}

#[tokio::test]
async fn a_hotline_that_nobody_checked_for_ninety_days_says_so_until_somebody_calls_it() {
    let town = Town::new().await;
    let mut guest = Browser::at(&town);
    assert!(!guest.get("/find/en").await.body.contains("Nobody has checked this number"));
    town.clock.pass(200 * 24 * 60);
    for path in ["/find/en", "/safety/en"] {
        let stale = guest.get(path).await.body;
        assert!(stale.contains("Nobody has checked this number"), "{path}: {stale}");
        assert!(stale.contains("sms:988") && stale.contains("tel:+18007997233"));
    }
    let mut maya = signed_in(&town, "maya").await;
    let work = maya.get("/directory/work").await.body;
    for part in work.split("action=\"/directory/").skip(1).filter(|part| part.contains("/right\"")) {
        let id = part.split('/').next().unwrap();
        assert_eq!(
            maya.post(&format!("/directory/{id}/right"), &[("from", "work")]).await.header("location"),
            "/directory/work"
        );
    }
    assert!(!guest.get("/find/en").await.body.contains("Nobody has checked this number"));
}

#[tokio::test]
async fn the_page_on_safety_answers_where_the_database_does_not() {
    let town = Town::new().await;
    let mut guest = Browser::at(&town);
    town.app.close().await;
    let safety = guest.get("/safety/en").await;
    assert_eq!(safety.status, StatusCode::OK, "{}", safety.body);
    assert!(safety.body.contains("tel:+18007997233") && safety.body.contains("Last checked"), "{}", safety.body);
}

#[tokio::test]
async fn what_a_colleague_suggests_changes_the_entry_once_a_lead_takes_it_and_the_next_import_keeps_it() {
    let town = Town::new().await;
    import(&town).await;
    let mut rosa = signed_in(&town, "rosa").await;
    let mut dana = signed_in(&town, "dana").await;
    let found = search(&mut rosa, &[("words", "dental"), ("miles", "25")]).await;
    let id = id_of(&found.body, "Hillside Dental Clinic");
    let (page, suggest) = (format!("/directory/{id}"), format!("/directory/{id}/suggest"));
    for (change, words) in
        [("phone", "call them"), ("hours", ""), ("other", "Ask for Maria Gonzalez at 12 Oak Street"), ("", "x")]
    {
        let got = rosa.post(&suggest, &[("change", change), ("words", words)]).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{change}: {words}");
        assert!(got.body.contains(words));
    }
    let sent = rosa.post(&suggest, &[("change", "phone"), ("words", "312-555-0199")]).await;
    assert_eq!(sent.header("location"), page, "{}", sent.body);
    assert!(!rosa.get(&page).await.body.contains("0199"), "nothing changes until the lead says so");
    let work = dana.get("/directory/work").await.body;
    let asked = work.split("/directory/work/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    assert_eq!(rosa.post(&format!("/directory/work/{asked}/take"), &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(dana.post(&format!("/directory/work/{asked}/take"), &[]).await.header("location"), "/directory/work");
    assert_eq!(dana.post(&format!("/directory/work/{asked}/take"), &[]).await.status, StatusCode::NOT_FOUND, "once");
    import(&town).await;
    let entry = rosa.get(&page).await.body;
    assert!(entry.contains("tel:+13125550199") && entry.contains("Staff here, since"), "{entry}");
    // It is gone: it is found no more, and its page says why.
    rosa.post(&suggest, &[("change", "gone"), ("words", "")]).await;
    let work = dana.get("/directory/work").await.body;
    let asked = work.split("/directory/work/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    dana.post(&format!("/directory/work/{asked}/take"), &[]).await;
    assert!(!search(&mut rosa, &[("words", "dental"), ("miles", "25")]).await.body.contains("Hillside Dental"));
    assert!(rosa.get(&page).await.body.contains("not there any more"));
    // The source is read again days later and says what it said: staff's word stands.
    town.clock.pass(3 * 24 * 60);
    import(&town).await;
    let mut dana = signed_in(&town, "dana").await;
    dana.post(&format!("/directory/{id}/right"), &[]).await;
    let entry = app::directory::public_entry(&town.app, id).await.unwrap();
    assert_eq!(entry.listing.phones[0].dial.as_deref(), Some("+13125550199"));
}

#[tokio::test]
async fn an_address_hidden_by_hand_is_gone_from_every_page_at_once_and_for_good() {
    let town = Town::new().await;
    import(&town).await;
    let mut dana = signed_in(&town, "dana").await;
    let mut guest = Browser::at(&town);
    let found = search(&mut dana, &[("words", "riverside"), ("miles", "25")]).await;
    let id = id_of(&found.body, "Riverside Clinic");
    assert_eq!(dana.get(&format!("/directory/{id}/withhold")).await.status, StatusCode::OK);
    dana.post(&format!("/directory/{id}/withhold"), &[]).await;
    for _ in 0..2 {
        let near = search(&mut dana, &[("near", "60614"), ("miles", "25")]).await.body;
        let place = |name: &str| near.find(name).unwrap_or(usize::MAX);
        assert!(place("Hillside Dental Clinic") < place("Riverside Clinic"), "it stands behind what has a distance");
        let entry = dana.get(&format!("/directory/{id}")).await.body;
        let public = guest.post_raw("/find/en", &[("near", "60614"), ("what", "clinic")]).await.body;
        for page in [near, entry, public] {
            assert!(page.contains("Riverside Clinic") && !page.contains("12 Openstreet"), "{page}");
        }
        import(&town).await;
    }
}

/// A form with a file, as a browser sends it.
pub async fn upload(browser: &mut Browser, csrf: &str, fields: &[(&str, &str)], file: (&str, &[u8])) -> Got {
    let mut body = Vec::new();
    for (name, value) in fields.iter().chain([&("csrf", csrf)]) {
        body.extend(format!("--XX\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
    }
    let head = format!("--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{}\"\r\n", file.0);
    body.extend(format!("{head}Content-Type: text/csv\r\n\r\n").bytes());
    body.extend(file.1);
    body.extend(b"\r\n--XX--\r\n");
    let request = Request::post("/directory/import")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=XX")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body));
    browser.send(request.unwrap()).await
}

#[tokio::test]
async fn an_admin_sees_what_a_file_would_change_before_it_does() {
    let town = Town::new().await;
    let mut dana = signed_in(&town, "dana").await;
    let csrf = dana.csrf().to_owned();
    let bad = format!("{HEADER}{SITES}D,Broken,1 Main St,Chicago\n");
    let seen = upload(&mut dana, &csrf, &[("kind", "hrsa")], ("sites.csv", bad.as_bytes())).await;
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
    for said in ["New: 3.", "hidden address: 1.", "Not taken: 1.", "Line 5", "the row has 4 cells"] {
        assert!(seen.body.contains(said), "{said} in {}", seen.body);
    }
    assert!(!seen.body.contains("Plantedstreet"));
    assert!(
        !search(&mut dana, &[("words", "clinic"), ("miles", "25")]).await.body.contains("Riverside"),
        "nothing yet"
    );
    let waiting = seen.field("upload").unwrap();
    let rows = dana.get(&format!("/directory/import/{waiting}/rows.csv")).await;
    assert!(seen.body.contains(&format!("/directory/import/{waiting}/rows.csv")), "{}", seen.body);
    assert_eq!(rows.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(rows.body.lines().count(), 5, "a head, and every row: {}", rows.body);
    for said in ["\"2\",\"New\"", "\"Address hidden\"", "\"5\",\"Not taken\",\"\",\"the row has 4 cells"] {
        assert!(rows.body.contains(said), "{said} in {}", rows.body);
    }
    assert!(!rows.body.contains("Plantedstreet"));
    let mut rosa = signed_in(&town, "rosa").await;
    assert_eq!(rosa.get(&format!("/directory/import/{waiting}/rows.csv")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        dana.post("/directory/import/apply", &[("upload", &waiting)]).await.header("location"),
        "/directory/import"
    );
    let done = async {
        while app::directory::runs(&town.app, &town.dana).await.unwrap().iter().all(|run| run.ended_at.is_none()) {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), done).await.expect("a file of three lines is read in a minute");
    // What became of the rows is laid there a moment after.
    let laid = async {
        loop {
            let runs = dana.get("/directory/import").await.body;
            if runs.contains("rows.csv") {
                return runs;
            }
            tokio::task::yield_now().await;
        }
    };
    let runs = tokio::time::timeout(Duration::from_secs(60), laid).await.expect("the rows of the import");
    assert!(runs.contains("Done"));
    let link =
        runs.split("href=\"").map(|rest| rest.split('"').next().unwrap()).find(|link| link.ends_with("/rows.csv"));
    let done = dana.get(link.expect("the rows of the import")).await.body;
    assert_eq!(done, rows.body, "the import did what was shown");
    assert!(search(&mut dana, &[("words", "riverside"), ("miles", "25")]).await.body.contains("Riverside Clinic"));
    let twice = dana.post("/directory/import/apply", &[("upload", &waiting)]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "a file is imported once");
    let again = upload(&mut dana, &csrf, &[("kind", "hrsa")], ("sites.csv", bad.as_bytes())).await;
    assert!(again.body.contains("New: 0.") && again.body.contains("As before: 3."), "{}", again.body);
}

#[tokio::test]
async fn a_file_that_cannot_be_read_or_is_not_for_this_member_changes_nothing() {
    let town = Town::new().await;
    import(&town).await;
    let mut dana = signed_in(&town, "dana").await;
    let csrf = dana.csrf().to_owned();
    for (fields, file, said) in [
        (&[("kind", "hrsa")][..], &b"id,name\n1,x\n"[..], "cannot be read"),
        (&[("kind", "hrsa")], HEADER.as_bytes(), "nothing in this file"),
        (&[("kind", "hrsa")], b"", "Choose a file"),
        (&[("kind", "programs")], PROGRAMS.as_bytes(), "Give the list a name"),
        (&[("kind", "")], PROGRAMS.as_bytes(), "Choose"),
    ] {
        let got = upload(&mut dana, &csrf, fields, ("list.csv", file)).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(got.body.contains(said), "{said}: {}", got.body);
    }
    let long = format!("{HEADER}E,\"{}", "a".repeat(5 << 20));
    let got = upload(&mut dana, &csrf, &[("kind", "hrsa")], ("sites.csv", long.as_bytes())).await;
    assert!(got.body.contains("longer than 4 MB"), "{}", got.body);
    assert_eq!(
        upload(&mut dana, "wrong", &[("kind", "hrsa")], ("s.csv", SITES.as_bytes())).await.status,
        StatusCode::FORBIDDEN
    );
    let mut rosa = signed_in(&town, "rosa").await;
    let csrf = rosa.csrf().to_owned();
    let got = upload(&mut rosa, &csrf, &[("kind", "hrsa")], ("s.csv", SITES.as_bytes())).await;
    assert_eq!(got.status, StatusCode::NOT_FOUND);
    assert!(search(&mut dana, &[("words", "riverside"), ("miles", "25")]).await.body.contains("Riverside Clinic"));
}

#[tokio::test]
async fn a_lead_begins_a_partnership_from_an_entry_and_the_other_lead_types_the_code() {
    use domain::org::{Funding, OrgKind, VaultMode};
    let town = Town::new().await;
    import(&town).await;
    let new =
        testkit::town::organization(OrgKind::Advocacy, "Lantern", &[Funding::Vawa], VaultMode::MemberHeld, "lena");
    testkit::town::found(&town.app, new).await;
    let mut dana = signed_in(&town, "dana").await;
    let mut lena = Browser::at(&town).signed_in("lena").await;
    let found = search(&mut dana, &[("words", "lantern domestic"), ("miles", "25")]).await;
    let id = id_of(&found.body, "Lantern Domestic Violence Program");
    assert!(dana.get(&format!("/directory/{id}")).await.body.contains(&format!("/partnership/invite/{id}")));
    let made = dana.post(&format!("/partnership/invite/{id}"), &[]).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.body);
    let code = made.body.split("groups code\">").nth(1).unwrap().split("</p>").next().unwrap().to_owned();
    let code: String =
        code.split("<span>").skip(1).map(|part| part.split('<').next().unwrap()).collect::<Vec<_>>().join("-");
    assert!(dana.get("/partnership/accept").await.body.contains("Lantern Domestic Violence Program"));
    let own = dana.post("/partnership/accept", &[("code", &code)]).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY, "our own");
    for typed in ["0000-0000-0000-0000-0000", ""] {
        let got = lena.post("/partnership/accept", &[("code", typed)]).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
    }
    assert_eq!(lena.post("/partnership/accept", &[("code", &code)]).await.header("location"), "/partnership");
    assert!(lena.get("/partnership").await.body.contains(town.dana.org().name.as_str()));
    assert!(dana.get("/partnership").await.body.contains("Lantern"));
    assert_eq!(
        lena.post("/partnership/accept", &[("code", &code)]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "once"
    );
    let clinic = search(&mut dana, &[("words", "riverside"), ("miles", "25")]).await;
    let clinic = id_of(&clinic.body, "Riverside Clinic");
    assert_eq!(dana.post(&format!("/partnership/invite/{clinic}"), &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(dana.post(&format!("/directory/{clinic}/our-site"), &[]).await.header("location"), "/services/ours");
    assert!(dana.get("/services/ours").await.body.contains("Riverside Clinic"));
}

#[tokio::test]
async fn a_health_center_takes_its_own_sites_out_of_what_hrsa_publishes() {
    let town = Town::new().await;
    let rows = "A,Lakeside Clinic,12 Openstreet,Chicago,IL,60614,312-555-0111,,41.92,-87.65,\n\
        B,Lakeside Dental,14 Openstreet,Chicago,IL,60618,312-555-0112,,41.95,-87.70,\n\
        C,Lakeside Women's Shelter,4711 Plantedstreet,Chicago,IL,60699,312-555-0113,,41.97654,-87.61234,\n\
        D,Hillside Clinic,16 Openstreet,Chicago,IL,60618,312-555-0114,,41.95,-87.70,\n";
    let sites = app::directory::Source::Hrsa(file(&town, "sites.csv", &format!("{HEADER}{rows}")));
    app::directory::import(&town.app, &sites, town.folder.path(), |_| {}).await.unwrap();
    let mut dana = signed_in(&town, "dana").await;
    assert!(dana.get("/services/ours").await.body.contains("/services/ours/sites/take"));
    let page = dana.get("/services/ours/sites/take").await;
    for (words, there) in [
        ("Lakeside Clinic: 12 Openstreet", true),
        ("Lakeside Dental", true),
        ("Plantedstreet", false),
        ("Hillside", false),
    ] {
        assert_eq!(page.body.contains(words), there, "{words}: {}", page.body);
    }
    let id = |body: &str, name: &str| -> String {
        let label = body.split(&format!(">{name}:")).next().unwrap();
        let tag = label.rsplit("for=\"").next().unwrap();
        let of = tag.split('"').next().unwrap();
        let input = body.split(&format!("id=\"{of}\"")).nth(1).unwrap();
        input.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let (clinic, dental) = (id(&page.body, "Lakeside Clinic"), id(&page.body, "Lakeside Dental"));
    let none = dana.post("/services/ours/sites/take", &[("words", "lakeside"), ("act", "take")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    // One that went out of the directory meanwhile keeps nothing else from being taken, and what was typed stays.
    let gone = Uuid::from_u128(7).to_string();
    let with_gone = [("words", "lakeside"), ("act", "take"), ("sites", gone.as_str()), ("sites", clinic.as_str())];
    let said = dana.post("/services/ours/sites/take", &with_gone).await;
    assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(said.body.contains("not in the directory any more") && said.body.contains("value=\"lakeside\""));
    assert!(!said.body.contains("Lakeside Clinic:") && said.body.contains("Lakeside Dental:"), "{}", said.body);
    let both = [("words", "lakeside"), ("act", "take"), ("sites", clinic.as_str()), ("sites", dental.as_str())];
    assert_eq!(dana.post("/services/ours/sites/take", &both).await.header("location"), "/services/ours");
    let list = dana.get("/services/ours").await.body;
    assert!(list.contains("Lakeside Clinic") && list.contains("Lakeside Dental") && !list.contains("Hillside Clinic"));
    let page = dana.get("/services/ours/sites/take").await;
    assert!(!page.body.contains("Lakeside Dental:"), "what is on the list is not offered again");
    let other = dana.post("/services/ours/sites/take", &[("words", "hillside"), ("act", "look")]).await;
    assert!(other.body.contains("Hillside Clinic: 16 Openstreet"));
    // An advocacy organization has no site in HRSA's file.
    let mut maya = signed_in(&town, "maya").await;
    assert!(!maya.get("/services/ours").await.body.contains("sites/take"));
    assert_eq!(maya.get("/services/ours/sites/take").await.status, StatusCode::NOT_FOUND);
}
