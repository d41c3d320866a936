//! The pages of forgetting: what is refused in words, what is shown, and that nothing of a person stands on them.

use crate::browser::Browser;
use app::Session;
use axum::http::StatusCode;
use domain::ids::ReferralId;
use testkit::town::{CANARY_NAME, CANARY_NUMBER, Town, confirm_sheet};

async fn at_desk(town: &Town, member: &Session) -> Browser {
    confirm_sheet(&town.app, member).await;
    let mut browser = Browser::with_routes(town, web::Routes::new()).signed_in(member.name().as_str()).await;
    browser.look().await;
    browser
}

/// Lakeside's record and Harbor House's.
async fn arrived(town: &Town) -> (ReferralId, ReferralId) {
    let ours = town.refer().await;
    town.deliver().await;
    (ours, town.across(&town.rosa, &town.ines, ours).await)
}

#[tokio::test]
async fn everything_is_forgotten_with_the_code_and_proven_without_a_word_of_what_it_was() {
    let town = Town::new().await;
    let (ours, theirs) = arrived(&town).await;
    let mut rosa = at_desk(&town, &town.rosa).await;
    let path = format!("/referrals/{ours}/forget");
    let page = rosa.get(&path).await;
    assert!(page.body.contains("cannot be called back") && page.body.contains("name=\"ask\""));
    for wrong in ["", "0000-0000", "everything"] {
        let refused = rosa.post(&path, &[("code", wrong), ("ask", "on")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(refused.body.contains(&format!("value=\"{wrong}\"")), "what was typed stays");
    }
    let resumed = rosa.post(&path, &[("code", &ours.short_code()), ("resumed", "1")]).await;
    assert_eq!(resumed.status, StatusCode::OK, "shown, and nothing done");
    assert!(rosa.get(&format!("/referrals/{ours}")).await.body.contains(CANARY_NAME));
    for _ in 0..2 {
        let done = rosa.post(&path, &[("code", &ours.short_code()), ("ask", "on")]).await;
        let to = format!("/referrals/{ours}/gone");
        assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, to.as_str()));
    }
    let proof = rosa.get(&format!("/referrals/{ours}/gone")).await.body;
    for said in
        ["neither a key nor anything", "The person asked for it", "rosa", "35 days", &format!("referrals {ours}")]
    {
        assert!(proof.contains(said), "{said}");
    }
    assert!(!proof.contains(CANARY_NAME) && !proof.contains(CANARY_NUMBER));
    town.deliver().await;
    let mut ines = at_desk(&town, &town.ines).await;
    let record = ines.get(&format!("/referrals/{theirs}")).await.body;
    assert!(record.contains("Sharing ended") && record.contains("asks us to forget our copy"));
    let asked = format!("/referrals/{theirs}/asked");
    let page = ines.get(&asked).await.body;
    assert!(page.contains("You do not have to answer") && !page.contains("name=\"code\""));
    for wrong in ["", "perhaps"] {
        let refused = ines.post(&asked, &[("decision", wrong)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(ines.post(&asked, &[("decision", "forget")]).await.status, StatusCode::SEE_OTHER);
    assert!(ines.get(&format!("/referrals/{theirs}")).await.body.contains("We answered"));
    town.deliver().await;
    assert!(
        rosa.get(&format!("/referrals/{ours}"))
            .await
            .body
            .contains("Harbor House answered: “We hold nothing of it now.”")
    );
}

#[tokio::test]
async fn a_part_is_chosen_and_forgotten_and_nothing_that_is_no_part() {
    let town = Town::new().await;
    let (_, theirs) = arrived(&town).await;
    let mut ines = at_desk(&town, &town.ines).await;
    let path = format!("/referrals/{theirs}/forget-part");
    assert_eq!(ines.get(&path).await.status, StatusCode::OK);
    for wrong in ["", "needs", "everything"] {
        let refused = ines.post(&path, &[("part", wrong)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    assert_eq!(ines.post(&path, &[("part", "name"), ("why", "asked"), ("resumed", "1")]).await.status, StatusCode::OK);
    assert!(ines.get(&format!("/referrals/{theirs}")).await.body.contains(CANARY_NAME));
    assert_eq!(ines.post(&path, &[("part", "name"), ("why", "asked")]).await.status, StatusCode::SEE_OTHER);
    let record = ines.get(&format!("/referrals/{theirs}")).await.body;
    assert!(!record.contains(CANARY_NAME) && record.contains("Forgotten: the name"));
    assert!(ines.get(&format!("/referrals/{theirs}/gone")).await.body.contains("A part: the name"));
    assert_eq!(ines.get(&format!("/referrals/{theirs}/asked")).await.status, StatusCode::NOT_FOUND, "nobody asked");
    assert_eq!(ines.get(&format!("/referrals/{theirs}/ask-partner")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_hold_takes_a_number_and_no_story_and_answers_a_request_with_who_put_it() {
    let town = Town::new().await;
    let (_, theirs) = arrived(&town).await;
    let mut maya = at_desk(&town, &town.maya).await;
    let path = format!("/referrals/{theirs}/hold");
    for wrong in ["", "Doe v. Roe", "She told me on 5 May that he"] {
        let refused = maya.post(&path, &[("document", wrong)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(refused.body.contains(wrong), "what was typed stays");
    }
    assert_eq!(maya.post(&path, &[("document", "2026-CV-1"), ("resumed", "1")]).await.status, StatusCode::OK);
    assert_eq!(maya.post(&path, &[("document", "2026-CV-1")]).await.status, StatusCode::SEE_OTHER);
    let twice = maya.post(&path, &[("document", "2026-CV-2")]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(maya.get(&path).await.body.contains("2026-CV-1"));
    let mut ines = at_desk(&town, &town.ines).await;
    assert_eq!(ines.get(&path).await.status, StatusCode::NOT_FOUND, "a lead's page");
    let record = ines.get(&format!("/referrals/{theirs}")).await.body;
    assert!(record.contains("A legal hold keeps this record. maya put it") && !record.contains("2026-CV-1"));
    let forget = format!("/referrals/{theirs}/forget");
    let page = ines.get(&forget).await.body;
    assert!(page.contains("maya put it") && !page.contains("name=\"code\""));
    let refused = ines.post(&forget, &[("code", &theirs.short_code())]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Nothing was forgotten"));
    assert!(maya.get("/retention/due").await.body.contains("Hold by maya"));
    assert_eq!(maya.post(&format!("/referrals/{theirs}/hold-lift"), &[]).await.status, StatusCode::SEE_OTHER);
    assert!(ines.get(&format!("/referrals/{theirs}")).await.body.contains("lifted by maya"));
}

#[tokio::test]
async fn times_are_shortened_within_their_bounds_and_never_made_longer() {
    let town = Town::new().await;
    let mut maya = at_desk(&town, &town.maya).await;
    let page = maya.get("/retention").await;
    let seen = page.field("edition").unwrap();
    let fields = ["unaccepted", "unheard", "untouched", "closed", "care_plan", "release_form"];
    let typed = |name: &'static str, value: &'static str| {
        let usual = ["7", "30", "90", "90", "30", "1095"];
        let own = fields.iter().zip(usual);
        own.map(|(field, usual)| (format!("keep_{field}"), if *field == name { value } else { usual }.to_owned()))
            .chain([("edition".to_owned(), seen.clone())])
            .collect::<Vec<_>>()
    };
    async fn post(browser: &mut Browser, typed: Vec<(String, String)>) -> crate::browser::Got {
        let pairs: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        browser.post("/retention", &pairs).await
    }
    for (name, wrong) in [
        ("closed", "91"),
        ("closed", "0"),
        ("unaccepted", "3"),
        ("release_form", "1096"),
        ("untouched", ""),
        ("unheard", "a month"),
    ] {
        let refused = post(&mut maya, typed(name, wrong)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name} {wrong}");
        assert!(refused.body.contains(&format!("value=\"{wrong}\"")), "what was typed stays");
    }
    let saved = post(&mut maya, typed("closed", "30")).await;
    assert_eq!((saved.status, saved.header("location")), (StatusCode::SEE_OTHER, "/retention?saved=closed"));
    let told = maya.get("/retention?saved=closed").await.body;
    assert!(told.contains("Saved") && told.contains("30 days"), "what was saved is said");
    let forged = maya.get("/retention?saved=nothing.at.all").await.body;
    assert!(forged.contains("Nothing was changed"), "told from what stands, never from the address");
    let stale = post(&mut maya, typed("closed", "20")).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY, "somebody saved meanwhile");
    assert!(stale.body.contains("30 days"), "and what stands is shown");
    assert!(
        maya.get("/audit").await.body.contains("maya changed how long things are kept: A referral that has ended.")
    );
    let mut ines = at_desk(&town, &town.ines).await;
    for path in ["/retention", "/retention/due", "/retention/words"] {
        assert_eq!(ines.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn old_words_are_counted_before_they_go_and_a_day_that_is_not_over_is_refused() {
    let town = Town::new().await;
    let (_, theirs) = arrived(&town).await;
    app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
    town.clock.pass(10 * 24 * 60);
    let mut maya = at_desk(&town, &town.maya).await;
    assert_eq!(maya.get("/retention/words").await.status, StatusCode::OK);
    for wrong in ["", "yesterday", "2026-13-01", "2126-01-01", "2026-12-05"] {
        for sure in [None, Some(("sure", "on"))] {
            let typed: Vec<_> = [("part", "words"), ("before", wrong)].into_iter().chain(sure).collect();
            let refused = maya.post("/retention/words", &typed).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
    }
    let found = maya.post("/retention/words", &[("part", "words"), ("before", "2026-12-01")]).await;
    assert!(found.body.contains("One record was left untouched") && found.body.contains("value=\"2026-12-01\""));
    let none = maya.post("/retention/words", &[("part", "words"), ("before", "2026-11-01")]).await;
    assert!(none.body.contains("No record was left untouched") && !none.body.contains("name=\"sure\""));
    let resumed = maya
        .post("/retention/words", &[("part", "words"), ("before", "2026-12-01"), ("sure", "on"), ("resumed", "1")])
        .await;
    assert!(!resumed.body.contains("part of one record"), "nothing done");
    let done = maya.post("/retention/words", &[("part", "words"), ("before", "2026-12-01"), ("sure", "on")]).await;
    assert!(done.body.contains("That part of one record is gone."));
    for part in ["", "name", "plan"] {
        let refused = maya.post("/retention/words", &[("part", part), ("before", "2026-12-01"), ("sure", "on")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{part}: nothing is chosen for anybody");
    }
    let numbers = maya.post("/retention/words", &[("part", "numbers"), ("before", "2026-12-01"), ("sure", "on")]).await;
    assert!(numbers.body.contains("That part of one record is gone."));
    assert!(maya.get("/retention/due").await.body.contains("A lead: left alone since a day"));
}

#[tokio::test]
async fn a_stop_that_was_given_up_has_a_button_to_send_it_again() {
    let town = Town::new().await;
    let (ours, _) = arrived(&town).await;
    let mut rosa = at_desk(&town, &town.rosa).await;
    let page = rosa.get(&format!("/referrals/{ours}/stop")).await;
    assert!(page.body.contains("value=\"speech\" checked") && page.body.contains("value=\"writing\""));
    let stopped = rosa.post(&format!("/referrals/{ours}/stop"), &[("said", "writing")]).await;
    assert!(stopped.body.contains("They wrote it"));
    let again = rosa.post(&format!("/referrals/{ours}/stop"), &[("said", "smoke signals")]).await;
    assert!(again.body.contains("They wrote it"), "as the first time");
    assert!(rosa.get(&format!("/referrals/{ours}")).await.body.contains("by rosa. They wrote it."));
    let none = rosa.post(&format!("/referrals/{ours}/stop-again"), &[]).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND, "it is on its way");
}

#[tokio::test]
async fn no_page_of_forgetting_offers_what_would_fail_or_what_was_done() {
    let town = Town::new().await;
    let (ours, theirs) = arrived(&town).await;
    let mut maya = at_desk(&town, &town.maya).await;
    let mut rosa = at_desk(&town, &town.rosa).await;
    let mut ines = at_desk(&town, &town.ines).await;
    let path = |page: &str| format!("/referrals/{theirs}/{page}");
    assert_eq!(maya.post(&path("hold"), &[("document", "2026-CV-1")]).await.status, StatusCode::SEE_OTHER);
    let part = ines.get(&path("forget-part")).await.body;
    assert!(part.contains("maya put it") && !part.contains("name=\"part\""), "under a hold no part can be chosen");
    assert_eq!(rosa.post(&format!("/referrals/{ours}/ask-partner"), &[]).await.status, StatusCode::SEE_OTHER);
    let open = rosa.get(&format!("/referrals/{ours}/ask-partner")).await.body;
    assert!(open.contains("They have not answered") && !open.contains("<button class=\"main\">Ask"), "asked once");
    town.deliver().await;
    let held = ines.get(&path("asked")).await.body;
    assert!(held.contains("can only be kept") && !held.contains("value=\"forget\""));
    assert_eq!(maya.post(&path("hold-lift"), &[]).await.status, StatusCode::SEE_OTHER);
    assert!(ines.get(&path("asked")).await.body.contains("value=\"forget\""));
    assert_eq!(ines.post(&path("asked"), &[("decision", "forget")]).await.status, StatusCode::SEE_OTHER);
    let answered = ines.get(&path("asked")).await.body;
    assert!(answered.contains("We answered") && answered.contains("Answered by ines"));
    assert!(!answered.contains("name=\"decision\""));
    let part = ines.get(&path("forget-part")).await;
    assert_eq!(part.header("location"), format!("/referrals/{theirs}"), "nothing is left of which a part could go");
    let audit = maya.get("/audit").await.body;
    assert!(audit.contains("ines had everything forgotten") && audit.contains("the partner asked for it"));
    let forget = format!("/referrals/{ours}/forget");
    assert_eq!(rosa.post(&forget, &[("code", &ours.short_code())]).await.status, StatusCode::SEE_OTHER);
    let done = rosa.get(&forget).await.body;
    assert!(done.contains("Everything was forgotten") && done.contains("by rosa") && !done.contains("name=\"code\""));
    assert!(!rosa.get(&format!("/referrals/{ours}")).await.body.contains("They ask us to forget everything"));
    let mut dana = at_desk(&town, &town.dana).await;
    assert!(dana.get("/audit").await.body.contains("the person asked for it"));
}

#[tokio::test]
async fn a_number_that_was_forgotten_is_said_to_be_deleted_and_when() {
    let town = Town::new().await;
    let (_, theirs) = arrived(&town).await;
    app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
    let mut ines = at_desk(&town, &town.ines).await;
    let path = format!("/referrals/{theirs}/forget-part");
    assert_eq!(ines.post(&path, &[("part", "numbers"), ("why", "not_safe")]).await.status, StatusCode::SEE_OTHER);
    let record = ines.get(&format!("/referrals/{theirs}")).await.body;
    assert!(record.contains("The number was deleted ") && !record.contains("No number was given"));
    let mut maya = at_desk(&town, &town.maya).await;
    assert!(maya.get("/audit").await.body.contains("ines had a part forgotten in record"));
    assert!(ines.get(&format!("/referrals/{theirs}/gone")).await.body.contains("It was not safe to have"));
}

#[tokio::test]
async fn who_looks_for_old_words_where_there_are_none_is_told_so() {
    let town = Town::new().await;
    let (_, theirs) = arrived(&town).await;
    app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
    let words = domain::retention::Part::Words;
    app::forgetting::parts::forget_part(
        &town.app,
        &town.ines,
        theirs,
        town.form(),
        (words, domain::retention::ForgetWhy::NotNeeded),
    )
    .await
    .unwrap();
    town.clock.pass(10 * 24 * 60);
    let mut maya = at_desk(&town, &town.maya).await;
    let done = maya.post("/retention/words", &[("part", "words"), ("before", "2026-12-01"), ("sure", "on")]).await.body;
    assert!(done.contains("Nothing was forgotten") && !done.contains("is gone."));
}
