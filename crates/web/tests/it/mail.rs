//! A member's own notices by e-mail, as pages.

use crate::browser::{Browser, Got};
use axum::http::StatusCode;
use testkit::TestStore;
use testkit::mail::TestMail;
use testkit::town::Town;

const GIVEN: &[(&str, &str)] = &[
    ("address", "ines@harbor.example"),
    ("rhythm", "as_it_happens"),
    ("hour", "8"),
    ("from", "19"),
    ("until", "7"),
    ("zone", "central"),
];

fn with<'a>(name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    GIVEN.iter().map(|pair| if pair.0 == name { (name, value) } else { *pair }).collect()
}

fn leads_to(got: &Got, path: &str) {
    assert_eq!((got.status, got.header("location")), (StatusCode::SEE_OTHER, path), "{}", got.body);
}

fn code_of(mail: &TestMail) -> String {
    let text = mail.letters().last().unwrap().text.clone();
    text.split("Your code is ").nth(1).unwrap().split("\r\n").next().unwrap().to_owned()
}

#[tokio::test]
async fn without_a_mail_server_the_page_says_who_could_set_one_up() {
    let town = Town::new().await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let page = ines.get("/mail").await;
    assert!(page.body.contains("has set up no e-mail"), "{}", page.body);
    assert!(!page.body.contains("name=\"address\""));
    let posted = ines.post("/mail", GIVEN).await;
    assert_eq!(posted.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(posted.body.contains("has set up no e-mail") && posted.body.contains("value=\"ines@harbor.example\""));
}

#[tokio::test]
async fn an_address_is_confirmed_by_its_code_changed_and_switched_off() {
    let (db, mail) = (TestStore::sqlite().await, TestMail::start());
    let town = Town::writing_by(&db, mail.server()).await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let page = ines.get("/mail").await;
    assert!(page.body.contains("Use your work address, and never one that somebody else reads."));
    leads_to(&ines.post("/mail", GIVEN).await, "/mail/code");
    leads_to(&ines.get("/mail").await, "/mail/code");
    let page = ines.get("/mail/code").await;
    assert!(page.body.contains("ines@harbor.example"));
    for (typed, says) in [("", "Type the code from the e-mail."), ("0000-0000", "This is not the code")] {
        let wrong = ines.post("/mail/code", &[("code", typed)]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains(says) && wrong.body.contains(&format!("value=\"{typed}\"")));
    }
    let first = code_of(&mail);
    leads_to(&ines.post("/mail/again", &[]).await, "/mail/code");
    let code = code_of(&mail);
    assert_eq!(ines.post("/mail/code", &[("code", &first)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let resumed = ines.post("/mail/code", &[("code", &code), ("resumed", "1")]).await;
    assert_eq!(resumed.status, StatusCode::OK);
    leads_to(&ines.post("/mail/code", &[("code", &code)]).await, "/mail");
    let page = ines.get("/mail").await;
    for said in ["E-mail is on", "ines@harbor.example", "When something comes", "Switch off"] {
        assert!(page.body.contains(said), "{said}");
    }
    leads_to(&ines.get("/mail/code").await, "/mail");
    let times = &[("rhythm", "daily"), ("hour", "16"), ("from", ""), ("until", ""), ("zone", "pacific")];
    leads_to(&ines.post("/mail/times", times).await, "/mail");
    let page = ines.get("/mail").await;
    assert!(page.body.contains("Once a day, at 4") && page.body.contains("<dd>None</dd>"), "{}", page.body);
    let mut june = Browser::at(&town).signed_in("june").await;
    assert!(!june.get("/mail").await.body.contains("ines@harbor.example"), "nobody sees another's");
    leads_to(&ines.post("/mail/off", &[]).await, "/mail");
    assert!(ines.get("/mail").await.body.contains("Send me a code"));
    leads_to(&ines.get("/mail/times").await, "/mail");
    leads_to(&ines.post("/mail/times", times).await, "/mail");
    town.app.close().await;
}

#[tokio::test]
async fn after_a_restore_the_page_says_why_nothing_is_sent_and_a_code_is_sent_or_the_address_erased() {
    let (db, mail) = (TestStore::sqlite().await, TestMail::start());
    let town = Town::writing_by(&db, mail.server()).await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    ines.post("/mail", GIVEN).await;
    ines.post("/mail/code", &[("code", &code_of(&mail))]).await;
    app::mail::restored::ask_again(&town.app).await.unwrap();
    let page = ines.get("/mail").await.body;
    assert!(page.contains("put back as it stood on an earlier day") && page.contains("ines@harbor.example"), "{page}");
    leads_to(&ines.get("/mail/times").await, "/mail");
    leads_to(&ines.post("/mail/again", &[]).await, "/mail/code");
    leads_to(&ines.post("/mail/code", &[("code", &code_of(&mail))]).await, "/mail");
    assert!(ines.get("/mail").await.body.contains("E-mail is on"));
    app::mail::restored::ask_again(&town.app).await.unwrap();
    leads_to(&ines.post("/mail/off", &[]).await, "/mail");
    assert!(ines.get("/mail").await.body.contains("Send me a code"));
    town.app.close().await;
}

#[tokio::test]
async fn what_cannot_be_used_says_what_to_do_and_nothing_typed_is_lost_or_sent() {
    let (db, mail) = (TestStore::sqlite().await, TestMail::start());
    let town = Town::writing_by(&db, mail.server()).await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let long = format!("{}@harbor.example", "i".repeat(300));
    for (address, says) in [
        ("", "Type your work e-mail address."),
        ("ines@harbor.example\r\nBcc: all@example.org", "Type one address on one line"),
        ("ines@harbor.example, june@harbor.example", "Type one address on one line"),
        ("\"ines\"@harbor.example", "letters or signs that we cannot send to"),
        ("ines@harbor", "This is not a whole e-mail address."),
        (long.as_str(), "too long for an e-mail address"),
    ] {
        let wrong = ines.post("/mail", &with("address", address)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
        assert!(wrong.body.contains(says), "{says}");
        let kept = address.split(['\r', '"']).next().unwrap();
        assert!(wrong.body.contains(kept) && wrong.body.contains("<option value=\"19\" selected>"), "{address}");
    }
    for (field, value, says) in [
        ("until", "19", "Choose two different hours"),
        ("until", "", "Choose two different hours"),
        ("from", "25", "Choose one of the answers"),
        ("rhythm", "hourly", "Choose one of the answers"),
        ("zone", "mars", "Choose one of the answers"),
    ] {
        let wrong = ines.post("/mail", &with(field, value)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(wrong.body.contains("value=\"ines@harbor.example\""), "{field}");
        assert!(wrong.body.contains(says) || wrong.body.contains("error-summary"), "{field}");
    }
    let resumed = ines.post("/mail", &[GIVEN, &[("resumed", "1")]].concat()).await;
    assert_eq!(resumed.status, StatusCode::OK);
    assert!(mail.letters().is_empty(), "nothing was sent");
    town.app.close().await;
}

#[tokio::test]
async fn a_server_that_does_not_answer_or_refuses_is_said_beside_the_address() {
    for (kind, says) in [("down", "could not be sent now"), ("refuses", "does not take e-mail for this address")] {
        let (db, mail) = (TestStore::sqlite().await, TestMail::that(&[kind]));
        let town = Town::writing_by(&db, mail.server()).await;
        let mut ines = Browser::at(&town).signed_in("ines").await;
        let said = ines.post("/mail", GIVEN).await;
        assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(said.body.contains(says) && said.body.contains("value=\"ines@harbor.example\""), "{kind}");
        town.app.close().await;
    }
}
