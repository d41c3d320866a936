//! The pages of who may see it inside.

use crate::browser::Browser;
use axum::http::StatusCode;
use domain::ids::ReferralId;
use domain::release::Element;
use testkit::town::{CANARY_NAME, CANARY_NUMBER, Town, confirm_sheet};

async fn town() -> Town {
    let town = Town::new().await;
    for member in [&town.rosa, &town.ines, &town.june, &town.sam] {
        confirm_sheet(&town.app, member).await;
    }
    town
}

async fn taken(town: &Town) -> ReferralId {
    let sent = town.refer().await;
    town.deliver().await;
    let id = town.across(&town.rosa, &town.ines, sent).await;
    app::referrals::accept(&town.app, &town.ines, id, town.form()).await.unwrap();
    id
}

async fn browser(town: &Town, login: &str) -> Browser {
    let mut browser = Browser::with_routes(town, web::Routes::new()).signed_in(login).await;
    browser.look().await;
    browser
}

#[tokio::test]
async fn a_record_is_kept_to_two_from_its_page_and_answers_everybody_else_with_the_page_of_nothing() {
    let town = town().await;
    let id = taken(&town).await;
    let (path, june_id) = (format!("/referrals/{id}"), town.june.member().to_string());
    let (mut ines, mut june, mut maya) =
        (browser(&town, "ines").await, browser(&town, "june").await, browser(&town, "maya").await);
    let empty = ines.post(&format!("{path}/restrict"), &[]).await;
    assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.body.contains("href=\"#with\""));
    let resumed = ines.post(&format!("{path}/restrict"), &[("with", &june_id), ("resumed", "1")]).await;
    assert!(resumed.status == StatusCode::OK && resumed.body.contains(&format!("value=\"{june_id}\" selected")));
    assert_eq!(maya.get(&path).await.status, StatusCode::OK, "nothing was saved");
    let saved = ines.post(&format!("{path}/restrict"), &[("with", &june_id)]).await;
    let page = ines.get(saved.header("location")).await.body;
    assert!(page.contains("Saved. Nobody else can see this record."), "{page}");
    assert!(
        page.contains("Only ines and june can see this record.")
            || page.contains("Only june and ines can see this record.")
    );
    let nothing = maya.get("/no-such-page").await;
    assert_eq!(maya.get(&path).await.body, nothing.body);
    for page in ["/inbox", "/home", "/audit", "/audit/odd"] {
        assert!(!maya.get(page).await.body.contains(&id.to_string()), "{page}");
    }
    assert!(!maya.get("/audit").await.body.contains(&id.short_code()));
    let page = june.get(&path).await.body;
    let seen_by = page.split("<p class=\"seen\">").nth(1).unwrap().split("</p>").next().unwrap();
    assert!(seen_by.contains("only ") && seen_by.contains("ines") && seen_by.contains("june"), "{seen_by}");
    let lifted = june.post(&format!("{path}/unrestrict"), &[]).await;
    assert!(june.get(lifted.header("location")).await.body.contains("The team can see this record again."));
    assert_eq!(maya.get(&path).await.status, StatusCode::OK);
}

#[tokio::test]
async fn who_must_never_see_it_is_named_on_the_page_that_makes_it() {
    let town = town().await;
    let (mut rosa, mut ines) = (browser(&town, "rosa").await, browser(&town, "ines").await);
    let dana = town.dana.member().to_string();
    let note = [
        ("alone", "yes"),
        ("interpreter", "not_needed"),
        ("limits", "on"),
        ("cards", "2"),
        ("next", "support_now"),
        ("handoff", "call_together"),
        ("way", "do_not_contact"),
        ("never_show", dana.as_str()),
        ("agreed", "on"),
    ];
    let form = rosa.get("/notes/new").await.field("form").unwrap();
    let reviewed = rosa.post("/notes/new", &[&note[..], &[("form", &form)]].concat()).await;
    assert!(reviewed.body.contains(&format!("value=\"{dana}\" checked")), "{}", reviewed.body);
    let sentence = reviewed.field("reviewed").unwrap();
    let sent = rosa.post("/notes/new", &[&note[..], &[("form", &form), ("reviewed", &sentence)]].concat()).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let id = app::referrals::sent(&town.app, &town.rosa, None).await.unwrap().rows[0].id;
    assert!(app::referrals::sent(&town.app, &town.dana, None).await.unwrap().rows.is_empty());
    assert!(app::referrals::show(&town.app, &town.dana, id).await.is_err());
    let (release, referral) = town.release(&[Element::Request, Element::Name]).await;
    let june = town.june.member().to_string();
    let details = [
        ("urgency", "today"),
        ("handoff", "person_reaches_out"),
        ("name", CANARY_NAME),
        ("language", "es"),
        ("clinician", "any"),
        ("way", "do_not_contact"),
        ("voicemail", "never"),
    ];
    let path = format!("/reverse/{release}/details");
    let foreign = ines.post(&path, &[&details[..], &[("never_show", "nobody")]].concat()).await;
    assert!(foreign.status == StatusCode::UNPROCESSABLE_ENTITY && foreign.body.contains("href=\"#never_show\""));
    assert_eq!(
        ines.post(&path, &[&details[..], &[("never_show", &june)]].concat()).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(app::referrals::show(&town.app, &town.june, referral).await.is_err());
    assert!(app::referrals::show(&town.app, &town.ines, referral).await.is_ok());
}

#[tokio::test]
async fn the_report_of_odd_accesses_names_its_rule_and_no_record() {
    let town = town().await;
    let id = taken(&town).await;
    let mut maya = browser(&town, "maya").await;
    assert!(maya.get("/audit/odd").await.body.contains("Nothing to ask about."));
    app::referrals::show(&town.app, &town.june, id).await.unwrap();
    let report = maya.get("/audit/odd").await.body;
    assert!(report.contains("june opened a record once."), "{report}");
    assert!(report.contains("Rule: a colleague works on it, and they never did."));
    for hidden in [&*id.to_string(), &id.short_code(), CANARY_NAME, CANARY_NUMBER, "/referrals/"] {
        assert!(!report.contains(hidden), "{hidden}");
    }
    assert_eq!(browser(&town, "ines").await.get("/audit/odd").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn two_leads_name_two_others_for_a_record_whose_two_have_left_and_read_nothing_of_it() {
    let town = town().await;
    let id = taken(&town).await;
    let olga = testkit::town::hire(&town.app, &town.maya, "olga", domain::member::Role::Lead).await;
    let noor = testkit::town::hire(&town.app, &town.maya, "noor", domain::member::Role::Advocate).await;
    let paz = testkit::town::hire(&town.app, &town.maya, "paz", domain::member::Role::Advocate).await;
    let ada = testkit::town::hire(&town.app, &town.maya, "ada", domain::member::Role::Admin).await;
    for member in [&town.maya, &olga, &noor] {
        confirm_sheet(&town.app, member).await;
    }
    let (mut maya, mut june) = (browser(&town, "maya").await, browser(&town, "june").await);
    assert!(maya.get("/people/kept").await.body.contains("There is no such record."));
    assert!(!maya.get("/people").await.body.contains("/people/kept"));
    app::referrals::restrict(&town.app, &town.ines, id, town.form(), noor.member()).await.unwrap();
    app::people::end_access(&town.app, &ada, noor.member()).await.unwrap();
    let ends = maya.get(&format!("/people/{}/end", town.ines.member())).await.body;
    assert!(ends.contains("href=\"/people/kept\"") && ends.contains("two leads can name others"), "{ends}");
    app::people::end_access(&town.app, &ada, town.ines.member()).await.unwrap();
    assert!(maya.get("/people").await.body.contains("href=\"/people/kept\""));
    let page = maya.get("/people/kept").await.body;
    assert!(
        page.contains(&id.short_code()) && page.contains("Both have left.") && !page.contains(CANARY_NAME),
        "{page}"
    );
    assert!(!page.contains(&format!("<option value=\"{}\"", town.maya.member())), "who asks is not named");
    assert!(page.contains(&format!("<option value=\"{}\"", town.june.member())));
    let (record, june_id, paz_id) = (id.to_string(), town.june.member().to_string(), paz.member().to_string());
    let empty = maya.post("/people/kept", &[]).await;
    assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.body.contains("Choose a record."));
    let same = [("record", &*record), ("one", &*june_id), ("other", &*june_id)];
    let same = maya.post("/people/kept", &same).await;
    assert!(same.status == StatusCode::UNPROCESSABLE_ENTITY && same.body.contains("Choose two different people."));
    assert!(same.body.contains(&format!("value=\"{june_id}\" selected")), "nothing typed is lost");
    let asked = [("record", &*record), ("one", &*june_id), ("other", &*paz_id)];
    let resumed = maya.post("/people/kept", &[&asked[..], &[("resumed", "1")]].concat()).await;
    assert_eq!(resumed.status, StatusCode::OK);
    assert_eq!(maya.post("/people/kept", &asked).await.header("location"), "/people/kept");
    let waits = maya.get("/people/kept").await.body;
    assert!(waits.contains("Another lead has to confirm this") && !waits.contains("/people/kept/confirm"), "{waits}");
    let told = second_home(&town, "olga").await;
    assert!(told.contains("A lead asked that two people see a record whose two people have left."), "{told}");
    let own = maya.post("/people/kept/confirm", &asked).await;
    assert!(own.status == StatusCode::UNPROCESSABLE_ENTITY && own.body.contains("You asked this yourself."));
    let mut second = browser(&town, "olga").await;
    assert!(second.get("/people/kept").await.body.contains("/people/kept/confirm"));
    assert_eq!(june.get("/people/kept").await.status, StatusCode::NOT_FOUND, "leads only");
    assert_eq!(second.post("/people/kept/confirm", &asked).await.header("location"), "/people/kept");
    assert_eq!(june.get(&format!("/referrals/{id}")).await.status, StatusCode::OK);
    assert_eq!(maya.get(&format!("/referrals/{id}")).await.status, StatusCode::NOT_FOUND);
    let late = [("/people/kept", &asked[..]), ("/people/kept/confirm", &asked[..]), ("/people/kept/drop", &asked[..1])];
    for (path, fields) in late {
        let late = second.post(path, fields).await;
        assert!(late.status == StatusCode::UNPROCESSABLE_ENTITY, "{path}: {}", late.body);
        assert!(late.body.contains("This record is not among these any more."), "{path}: {}", late.body);
    }
    let nowhere = maya.post("/people/kept", &[("record", asked[1].1), asked[1], asked[2]]).await;
    assert!(nowhere.body.contains("This record is not among these any more."), "the same where there never was one");
}

/// What stands on the home of a lead.
async fn second_home(town: &Town, login: &str) -> String {
    browser(town, login).await.get("/home").await.body
}

#[tokio::test]
async fn the_page_says_why_a_lead_has_no_word_and_why_a_record_stays_closed() {
    let town = town().await;
    let id = taken(&town).await;
    let noor = testkit::town::hire(&town.app, &town.maya, "noor", domain::member::Role::Advocate).await;
    for member in [&town.maya, &noor] {
        confirm_sheet(&town.app, member).await;
    }
    app::referrals::restrict(&town.app, &town.ines, id, town.form(), noor.member()).await.unwrap();
    for gone in [&noor, &town.ines] {
        app::people::end_access(&town.app, &town.maya, gone.member()).await.unwrap();
    }
    let mut maya = browser(&town, "maya").await;
    let page = maya.get("/people/kept").await.body;
    assert!(page.contains("so the record stays closed") && !page.contains("name=\"record\""), "{page}");
    let (record, june) = (id.to_string(), town.june.member().to_string());
    let asked = [("record", &*record), ("one", &*june), ("other", &*june)];
    let refused = maya.post("/people/kept", &asked).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    assert!(refused.body.contains("You ended the access of one of the two"), "{}", refused.body);
}
