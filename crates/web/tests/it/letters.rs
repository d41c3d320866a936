//! Messages on the record's page: who can write, why not, and that nothing that was typed is lost.

use crate::browser::Browser;
use axum::http::StatusCode;
use domain::ids::ReferralId;
use domain::release::{Element, Purpose};
use testkit::TestStore;
use testkit::town::{ALL_BUT_SUBSTANCE_USE, Town, confirm_sheet};

const WORDS: &str = "Ana Quetzal comes by bus, a bit later";

/// Somebody was sent to Lakeside under a release that names messages: Harbor House's record and Lakeside's.
async fn sent(town: &Town) -> (ReferralId, ReferralId) {
    let elements: Vec<_> = ALL_BUT_SUBSTANCE_USE.iter().copied().chain([Element::Messages]).collect();
    let (release, ours) = town.release(&elements).await;
    app::referrals::send(&town.app, &town.ines, town.reverse(ours, release)).await.unwrap();
    town.deliver().await;
    let theirs = town.across(&town.ines, &town.rosa, ours).await;
    app::referrals::accept(&town.app, &town.rosa, theirs, town.form()).await.unwrap();
    (ours, theirs)
}

/// A town whose members have their recovery sheets, so that no page leads there first.
async fn town() -> Town {
    let town = Town::new().await;
    for member in [&town.rosa, &town.ines] {
        confirm_sheet(&town.app, member).await;
    }
    town
}

/// Two messages, a second apart. Answers the path of the record.
async fn two_written(town: &Town, ines: &mut Browser, ours: ReferralId) -> String {
    let path = format!("/referrals/{ours}");
    for words in [WORDS, "and her sister may answer"] {
        ines.post(&format!("{path}/message"), &[("words", words)]).await;
        town.clock.pass(1);
    }
    path
}

#[tokio::test]
async fn each_side_writes_on_the_record_under_a_release_of_its_own() {
    let town = town().await;
    let (ours, theirs) = sent(&town).await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let mut rosa = Browser::at(&town).signed_in("rosa").await;
    let page = ines.get(&format!("/referrals/{ours}")).await.body;
    assert!(page.contains("Write to Lakeside") && page.contains("They can read it until"), "{page}");
    let sent = ines.post(&format!("/referrals/{ours}/message"), &[("words", WORDS)]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert!(ines.get(&format!("/referrals/{ours}")).await.body.contains("On its way: Lakeside has not got this yet."));
    town.deliver().await;
    let home = rosa.get("/inbox").await.body;
    assert!(home.contains("A partner organization wrote about a referral.") && !home.contains("Quetzal comes"));
    let there = rosa.get(&format!("/referrals/{theirs}")).await.body;
    assert!(there.contains(WORDS) && !there.contains("Write to Harbor House"), "{there}");
    assert!(there.contains("Take a release to write to them"));
    town.release_for(&town.rosa, theirs, Purpose::Feedback, &[Element::Messages]).await;
    assert!(rosa.get(&format!("/referrals/{theirs}")).await.body.contains("Write to Harbor House"));
}

#[tokio::test]
async fn a_message_that_cannot_go_is_refused_in_words_and_kept() {
    let town = town().await;
    let (ours, theirs) = sent(&town).await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let path = format!("/referrals/{ours}/message");
    let empty = ines.post(&path, &[("words", " ")]).await;
    assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.body.contains("Write a message."));
    let resumed = ines.post(&path, &[("words", WORDS), ("resumed", "1")]).await;
    assert!(resumed.status == StatusCode::OK && resumed.body.contains(WORDS));
    app::partnerships::pause(&town.app, &town.dana, town.partnership).await.unwrap();
    let shown = ines.get(&format!("/referrals/{ours}")).await.body;
    assert!(!shown.contains("Write to Lakeside") && shown.contains("paused"), "{shown}");
    let paused = ines.post(&path, &[("words", WORDS)]).await;
    assert_eq!(paused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(paused.body.contains(WORDS) && paused.body.contains("paused"), "{}", paused.body);
    app::partnerships::resume(&town.app, &town.dana, town.partnership).await.unwrap();
    let mut rosa = Browser::at(&town).signed_in("rosa").await;
    let unreleased = rosa.post(&format!("/referrals/{theirs}/message"), &[("words", WORDS)]).await;
    assert_eq!(unreleased.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unreleased.body.contains(WORDS) && unreleased.body.contains("There is no release."), "{}", unreleased.body);
    let (taken_back, _) = sent(&town).await;
    app::referrals::stop(&town.app, &town.ines, taken_back).await.unwrap();
    let stopped = ines.post(&format!("/referrals/{taken_back}/message"), &[("words", WORDS)]).await;
    assert_eq!(stopped.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stopped.body.contains(WORDS) && stopped.body.contains("Sharing ended on"), "{}", stopped.body);
    town.clock.pass(16 * 24 * 60);
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let late = ines.post(&path, &[("words", WORDS)]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.body.contains(WORDS) && late.body.contains("The release ended on"), "{}", late.body);
    assert!(app::plans::beside(&town.app, &town.ines, ours).await.unwrap().letters.is_empty(), "nothing was sent");
}

#[tokio::test]
async fn where_a_patient_only_said_yes_the_page_says_what_a_message_takes() {
    let town = town().await;
    let ours = town.refer().await;
    town.deliver().await;
    let mut rosa = Browser::at(&town).signed_in("rosa").await;
    let page = rosa.get(&format!("/referrals/{ours}")).await.body;
    assert!(page.contains("This went on the patient’s spoken word."), "{page}");
    assert!(page.contains("/release/care"), "and where that is taken");
}

#[tokio::test]
async fn a_message_that_does_not_open_takes_nothing_else_of_the_record_away() {
    let db = TestStore::sqlite().await;
    let town = Town::on(&db).await;
    confirm_sheet(&town.app, &town.ines).await;
    let (ours, _) = sent(&town).await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let path = two_written(&town, &mut ines, ours).await;
    db.tamper("UPDATE plan_item SET content_sealed = record_key_sealed WHERE at = (SELECT MIN(i.at) FROM plan_item i)")
        .await;
    let page = ines.get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("One message does not open.") && page.body.contains("her sister may answer"));
    assert!(!page.body.contains(WORDS), "{}", page.body);
    db.end().await;
}

#[tokio::test]
async fn a_long_thread_is_read_page_by_page_and_one_of_ours_is_taken_out() {
    let town = town().await;
    let (ours, theirs) = sent(&town).await;
    let write = async |text: String| {
        town.clock.pass(1);
        let id = domain::ids::MessageId::new(town.app.next_id());
        let words = domain::text::PersonText::parse(&text, 400).unwrap();
        app::plans::write_beside(&town.app, &town.ines, ours, id, words, false).await.unwrap();
    };
    for at in 0..52 {
        write(format!("number {at} of many")).await;
    }
    town.deliver().await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let path = format!("/referrals/{ours}");
    let page = ines.get(&path).await.body;
    assert!(page.contains("number 51 of many") && page.contains("number 2 of many"));
    assert!(!page.contains("number 1 of many") && !page.contains("Back to the newest"), "fifty on a page");
    let older = page.split("?before=").nth(1).unwrap().split('#').next().unwrap().to_owned();
    let page = ines.get(&format!("{path}?before={older}")).await.body;
    assert!(page.contains("number 1 of many") && !page.contains("number 2 of many"), "{page}");
    assert!(page.contains("Back to the newest") && !page.contains("Older messages"));
    assert!(ines.get(&format!("{path}?before=nothing")).await.body.contains("number 51 of many"));
    let one = page.split("/messages/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    let mut rosa = Browser::at(&town).signed_in("rosa").await;
    let there = format!("/referrals/{theirs}");
    let before = rosa.get(&format!("{there}?before={older}")).await.body;
    assert!(before.contains("number 0 of many") && !before.contains("Take this message out"), "not ours there");
    let not_ours = rosa.post(&format!("{there}/messages/{one}/remove"), &[]).await;
    assert_eq!(not_ours.status, StatusCode::NOT_FOUND);
    let gone = ines.post(&format!("{path}/messages/{one}/remove"), &[]).await;
    assert_eq!(gone.header("location"), format!("{path}#letters-title"));
    town.deliver().await;
    assert!(!ines.get(&format!("{path}?before={older}")).await.body.contains("number 0 of many"));
    assert!(!rosa.get(&format!("{there}?before={older}")).await.body.contains("number 0 of many"));
}

#[tokio::test]
async fn a_page_names_what_taking_a_message_out_does_and_a_hold_is_told_as_what_it_is() {
    let town = town().await;
    confirm_sheet(&town.app, &town.maya).await;
    let (ours, _) = sent(&town).await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let path = two_written(&town, &mut ines, ours).await;
    town.deliver().await;
    let letters = app::plans::beside(&town.app, &town.ines, ours).await.unwrap().letters;
    let of = |at: usize| format!("{path}/messages/{}", letters[at].id);
    let thread = ines.get(&path).await.body;
    assert!(thread.contains(&format!("{}/take-out", of(0))) && !thread.contains("/remove\""), "{thread}");
    let asks = ines.get(&format!("{}/take-out", of(0))).await.body;
    assert!(asks.contains("It goes here and at Lakeside, for good.") && !asks.contains(WORDS), "{asks}");
    let gone = ines.post(&format!("{}/remove", of(0)), &[]).await;
    assert!(gone.header("location").ends_with("#letters-title") && !ines.get(&path).await.body.contains(WORDS));
    assert_eq!(ines.get(&format!("{}/take-out", of(0))).await.status, StatusCode::NOT_FOUND);
    let document = domain::retention::DocumentNumber::parse("2026-CV-01147").unwrap();
    app::forgetting::holds::put(&town.app, &town.maya, ours, town.form(), &document).await.unwrap();
    let asks = ines.get(&format!("{}/take-out", of(1))).await.body;
    assert!(asks.contains("and stays here until the hold is lifted"), "{asks}");
    let kept = ines.post(&format!("{}/remove", of(1)), &[]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    let said = ines.get(kept.header("location")).await.body;
    assert!(
        said.contains("It stays here under the hold, and goes when the hold is lifted. The partner has it no more."),
        "{said}"
    );
    assert!(!said.contains("Nothing was forgotten") && !said.contains("/remove"), "{said}");
}

#[tokio::test]
async fn whoever_forgets_words_reads_how_many_messages_nobody_has_read() {
    let town = town().await;
    let (ours, theirs) = sent(&town).await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    ines.post(&format!("/referrals/{ours}/message"), &[("words", WORDS)]).await;
    town.deliver().await;
    let mut rosa = Browser::at(&town).signed_in("rosa").await;
    let page = format!("/referrals/{theirs}/forget-part");
    let asks = rosa.get(&page).await.body;
    assert!(asks.contains("One message of the partner’s is among them that nobody here has read."), "{asks}");
    let everything = rosa.get(&format!("/referrals/{theirs}/forget")).await.body;
    assert!(
        everything.contains("One message of the partner’s about this record has been read by nobody here.")
            && everything.contains("name=\"unread\" value=\"1\"")
    );
    ines.post(&format!("/referrals/{ours}/message"), &[("words", "and one more")]).await;
    town.deliver().await;
    let (part, code) = ([("part", "words"), ("why", "asked"), ("unread", "1")], theirs.short_code());
    let all = [("code", &*code), ("unread", "1")];
    for (path, fields) in [(page.clone(), &part[..]), (format!("/referrals/{theirs}/forget"), &all[..])] {
        let refused = rosa.post(&path, fields).await;
        assert_eq!(refused.status, axum::http::StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        for said in [
            "has come since you opened this page. Nothing was forgotten.",
            "2 messages of the partner’s",
            "name=\"unread\" value=\"2\"",
        ] {
            assert!(refused.body.contains(said), "{path}: {said}");
        }
    }
    rosa.get(&format!("/referrals/{theirs}")).await;
    assert!(!rosa.get(&page).await.body.contains("nobody here has read"));
}
