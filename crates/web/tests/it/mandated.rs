//! What a law compelled is written down whole or not at all, is no referral, and sends nothing.

use crate::browser::Browser;
use axum::http::StatusCode;
use domain::audit::Act;
use domain::ids::ReferralId;
use testkit::town::{Town, confirm_sheet};

const DOCUMENT: &str = "Canary County, order 4711";
const NOTE: &str = "canary dates of two visits";
const JUDGE: &str = "Canary Circuit Court";

async fn dana(town: &Town) -> Browser {
    confirm_sheet(&town.app, &town.dana).await;
    let mut browser = Browser::with_routes(town, web::Routes::new()).signed_in("dana").await;
    browser.look().await;
    browser
}

/// A whole form, with other values or without some.
fn form<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let whole = [
        ("claim", "court_order"),
        ("document", DOCUMENT),
        ("authority", "court"),
        ("recipient", JUDGE),
        ("disclosed_on", "2026-11-24"),
        ("elements", "attendance"),
        ("note", NOTE),
        ("code", ""),
        ("told", "told"),
        ("told_how", "in_person"),
        ("told_on", "2026-11-23"),
    ];
    let kept = whole.into_iter().filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    kept.chain(changes.iter().copied()).filter(|(name, value)| !value.is_empty() || *name == "code").collect()
}

async fn written(town: &Town) -> usize {
    app::mandates::list(&town.app, &town.dana, None).await.unwrap().rows.len()
}

#[tokio::test]
async fn a_judges_order_is_written_down_and_stands_in_the_log_of_the_record_without_a_word_of_it() {
    let town = Town::new().await;
    let sent = town.refer().await;
    town.deliver().await;
    let (mut dana, code) = (dana(&town).await, sent.short_code());
    let saved = dana.post("/mandated/new", &form(&[("code", &code)])).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let page = dana.get(saved.header("location")).await.body;
    for words in [
        DOCUMENT,
        NOTE,
        JUDGE,
        "A judge ordered it",
        "That they came, and what came of it",
        "Told November 23, 2026: In person, alone",
        "dana",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    let log = dana.get(&format!("/disclosures/{sent}")).await.body;
    assert!(log.contains("A judge ordered it") && log.contains("A court") && log.contains("Handed over"), "{log}");
    assert!(log.contains("Handed over November 24, 2026") && !log.contains("12:00"), "only the day is known\n{log}");
    let list = dana.get("/mandated").await.body;
    for words in [DOCUMENT, NOTE, JUDGE] {
        assert!(!log.contains(words) && !list.contains(words), "{words} is sealed");
    }
    let paper = dana.post(&format!("/disclosures/{sent}"), &[("as", "paper")]).await.body;
    assert!(paper.contains(&format!("{JUDGE} (A court)")), "the person may know who got it\n{paper}");
    assert!(!paper.contains(NOTE) && !paper.contains(DOCUMENT));
    assert_eq!(app::workers::queue_depth(&town.app, town.dana.org_id()).await.unwrap(), (0, 0), "nothing is sent");
    for referral in ["/sent", &format!("/referrals/{sent}")] {
        assert!(!dana.get(referral).await.body.contains("/mandated"), "no page of a referral leads there");
    }
}

#[tokio::test]
async fn a_subpoena_alone_is_answered_in_words_and_writes_nothing() {
    let town = Town::new().await;
    let mut dana = dana(&town).await;
    for (claim, words) in
        [("subpoena", "A subpoena alone is not enough."), ("permission", "A law that only allows it is not enough.")]
    {
        let got = dana.post("/mandated/new", &form(&[("claim", claim)])).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(got.body.contains(words) && got.body.contains(NOTE), "nothing that was typed is lost");
    }
    assert_eq!(written(&town).await, 0);
    assert!(
        app::disclosures::list(&town.app, &town.dana, app::disclosures::Period::default(), None)
            .await
            .unwrap()
            .rows
            .is_empty()
    );
    let entries = app::audit::latest(&town.app, &town.dana, None).await.unwrap();
    assert!(entries.iter().all(|one| one.entry.act != Act::MandateRecorded));
}

#[tokio::test]
async fn each_part_that_is_lacking_is_asked_for_beside_its_field() {
    let town = Town::new().await;
    let mut dana = dana(&town).await;
    for (field, value, beside) in [
        ("claim", "", "claim"),
        ("document", "", "document"),
        ("authority", "", "authority"),
        ("recipient", "", "recipient"),
        ("elements", "", "elements"),
        ("elements", "nonsense", "elements"),
        ("note", "", "note"),
        ("disclosed_on", "", "disclosed_on"),
        ("disclosed_on", "2026-11-26", "disclosed_on"),
        ("told", "", "told"),
        ("told_how", "", "told_how"),
        ("told_on", "2026-12-01", "told_on"),
        ("code", "0000-0000", "code"),
    ] {
        let got = dana.post("/mandated/new", &form(&[(field, value)])).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {value}");
        assert!(got.body.contains(&format!("href=\"#{beside}\"")), "{field} {value}\n{}", got.body);
    }
    let nothing = dana.post("/mandated/new", &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let resumed = dana.post("/mandated/new", &[&form(&[])[..], &[("resumed", "1")]].concat()).await;
    assert!(resumed.status == StatusCode::OK && resumed.body.contains(NOTE));
    assert_eq!(written(&town).await, 0, "half a record is none");
}

#[tokio::test]
async fn who_is_not_told_yet_is_looked_at_again_and_the_leads_are_reminded_once() {
    let town = Town::new().await;
    let mut dana = dana(&town).await;
    let not_now = |day| form(&[("told", "not_now"), ("not_told_why", "serious_harm"), ("review_on", day)]);
    for (day, taken) in [("2026-11-25", false), ("2026-12-30", false), ("2026-12-01", true)] {
        let got = dana.post("/mandated/new", &not_now(day)).await;
        assert_eq!(got.status == StatusCode::SEE_OTHER, taken, "{day}");
    }
    let one = app::mandates::list(&town.app, &town.dana, None).await.unwrap().rows[0].row.id;
    assert!(dana.get("/mandated").await.body.contains("Look again on December 1, 2026"));
    town.clock.pass(6 * 24 * 60);
    for _ in 0..3 {
        app::workers::keep_house_once(&town.app).await.unwrap();
    }
    let mut dana = self::dana(&town).await;
    let home = dana.get("/home").await.body;
    assert_eq!(home.matches("Somebody was not told what was handed over by law").count(), 1, "{home}");
    assert!(dana.get("/mandated").await.body.contains("Not yet told. Look at it now"));
    let path = format!("/mandated/{one}");
    assert_eq!(dana.post(&path, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let late = dana.post(&path, &[("told", "told"), ("told_how", "phone"), ("told_on", "2027-01-01")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = [("told", "not_now"), ("not_told_why", "no_safe_way"), ("review_on", "2026-12-10")];
    assert_eq!(dana.post(&path, &again).await.status, StatusCode::SEE_OTHER, "put off again, and both stand there");
    let told = dana.post(&path, &[("told", "told"), ("told_how", "phone"), ("told_on", "2026-12-01")]).await;
    assert_eq!(told.status, StatusCode::SEE_OTHER);
    let page = dana.get(&path).await.body;
    for words in
        ["It could put them in serious danger", "there is no safe way to reach them", "Told December 1, 2026: By phone"]
    {
        assert!(page.contains(words), "{words}\n{page}");
    }
}

#[tokio::test]
async fn it_is_for_leads_and_one_about_a_hidden_record_is_hidden() {
    let town = Town::new().await;
    let sent = town.refer().await;
    let mut maker = dana(&town).await;
    let code = sent.short_code();
    let saved = maker.post("/mandated/new", &form(&[("code", &code)])).await;
    let path = saved.header("location").to_owned();
    confirm_sheet(&town.app, &town.rosa).await;
    let mut rosa = Browser::with_routes(&town, web::Routes::new()).signed_in("rosa").await;
    let nothing = rosa.get("/no-such-page").await;
    for path in ["/mandated", "/mandated/new", &path] {
        assert_eq!(rosa.get(path).await.body, nothing.body, "{path}");
    }
    assert!(
        rosa.get(&format!("/disclosures/{sent}")).await.body.contains("A judge ordered it"),
        "but it is in the log"
    );
    app::people::hide_from(&town.app, &town.rosa, sent, town.dana.member()).await.unwrap();
    assert_eq!(maker.get(&path).await.status, StatusCode::NOT_FOUND);
    assert!(!maker.get("/mandated").await.body.contains(&code));
    assert!(!maker.get("/disclosures").await.body.contains(&code));
}

async fn note(town: &Town) -> bool {
    let one = app::mandates::list(&town.app, &town.dana, None).await.unwrap().rows[0].row.id;
    app::mandates::show(&town.app, &town.dana, one).await.unwrap().note.is_some()
}

#[tokio::test]
async fn what_was_handed_over_goes_with_the_record_and_that_it_was_stays_as_long_as_the_log() {
    let town = Town::new().await;
    let sent: ReferralId = town.refer().await;
    let mut dana = dana(&town).await;
    let code = sent.short_code();
    dana.post("/mandated/new", &form(&[("code", &code)])).await;
    assert!(note(&town).await);
    town.clock.pass(31 * 24 * 60);
    app::workers::keep_house_once(&town.app).await.unwrap();
    town.clock.pass(91 * 24 * 60);
    app::workers::keep_house_once(&town.app).await.unwrap();
    assert!(!note(&town).await, "with the content of its record");
    let made = app::disclosures::account(
        &town.app,
        &town.dana,
        sent,
        app::disclosures::Period::default(),
        domain::disclosure::AccountingForm::Paper,
    );
    assert_eq!(made.await.unwrap().lines.len(), 1, "the accounting has it still");
    town.clock.pass(6 * 366 * 24 * 60);
    app::workers::keep_house_once(&town.app).await.unwrap();
    assert_eq!(written(&town).await, 0, "and then it goes too");
}

#[tokio::test]
async fn one_about_nobody_here_loses_its_words_after_three_years() {
    let town = Town::new().await;
    let mut dana = dana(&town).await;
    dana.post("/mandated/new", &form(&[])).await;
    for (days, kept) in [(1_094, true), (2, false)] {
        town.clock.pass(days * 24 * 60);
        app::workers::keep_house_once(&town.app).await.unwrap();
        assert_eq!(note(&town).await, kept, "{days}");
    }
}
