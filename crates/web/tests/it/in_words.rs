//! What is refused is refused with its cause, before anything is done in vain, and everything typed stays.

use crate::browser::{Browser, Got};
use crate::steps::{Answer, begin, go, usual, with};
use app::Session;
use axum::http::StatusCode;
use domain::care_plan::Line;
use domain::ids::{LineId, ReferralId};
use domain::release::Element;
use domain::text::PersonText;
use testkit::town::{Town, confirm_sheet};

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

fn refused(got: &Got, words: &[&str]) {
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", got.body);
    for words in words {
        assert!(got.body.contains(words), "{words}: {}", got.body);
    }
}

fn care(partnership: &str) -> Vec<Answer<'_>> {
    let what = [("elements", "care_plan"), ("elements", "messages")];
    with(with(usual(partnership), "what", &what), "why", &[("why", "coordinated_care")])
}

const NOBODY: &str = "asked that nobody be told anything more";

#[tokio::test]
async fn whoever_asked_that_nobody_be_told_is_named_on_the_first_page_of_a_release_and_nothing_is_begun() {
    let town = Town::new().await;
    let (_, theirs) = arrived(&town).await;
    let mut ines = at_desk(&town, &town.ines).await;
    for start in ["release", "release/care"] {
        let start = format!("/referrals/{theirs}/{start}");
        assert!(!ines.get(&start).await.body.contains(NOBODY));
        ines.post(&format!("/referrals/{theirs}/wishes"), &[("wishes", "nobody")]).await;
        let page = ines.get(&start).await;
        let link = format!("href=\"/referrals/{theirs}#wishes-title\"");
        assert!(page.body.contains(NOBODY) && page.body.contains(&link), "{}", page.body);
        let form = page.field("form").unwrap();
        refused(&ines.post(&start, &[("form", &form), ("way", "go_on")]).await, &[NOBODY, "href=\"#way\""]);
        assert!(!ines.get("/releases").await.body.contains("Begun, not signed"));
        let nothing = ines.post(&start, &[("form", &form), ("way", "share_nothing")]).await;
        assert_eq!(nothing.header("location"), "/releases/instead/nothing", "that is always an answer");
        ines.post(&format!("/referrals/{theirs}/wishes"), &[]).await;
    }
}

#[tokio::test]
async fn a_wish_that_is_said_meanwhile_stands_on_every_page_and_what_was_answered_is_kept() {
    let town = Town::new().await;
    let (_, theirs) = arrived(&town).await;
    let mut ines = at_desk(&town, &town.ines).await;
    let base = begin(&mut ines, &format!("/referrals/{theirs}/release/care")).await;
    ines.post(&format!("/referrals/{theirs}/wishes"), &[("wishes", "nobody")]).await;
    let partnership = town.partnership.to_string();
    let answers = care(&partnership);
    for (page, fields) in &answers[..6] {
        assert!(ines.get(&format!("{base}/{page}")).await.body.contains(NOBODY), "{page}");
        go(&mut ines, &base, &[(page, fields.clone())]).await;
    }
    let last = format!("{base}/copy");
    refused(&ines.post(&last, &[("copy", "none")]).await, &[NOBODY, "The person asked that it not be told."]);
    ines.post(&format!("/referrals/{theirs}/wishes"), &[]).await;
    assert_eq!(ines.get(&base).await.header("location"), last, "nothing was lost");
    assert!(!ines.get(&last).await.body.contains(NOBODY));
    let signed = ines.post(&last, &[("copy", "none")]).await;
    assert_eq!(signed.header("location"), format!("/referrals/{theirs}?saved=release"));
}

#[tokio::test]
async fn alcohol_and_drugs_without_the_help_they_are_said_by_are_mended_on_the_same_page() {
    let town = Town::new().await;
    let mut ines = at_desk(&town, &town.ines).await;
    let base = begin(&mut ines, "/releases/new").await;
    let ticked = [("elements", "request"), ("elements", "substance_use"), ("part2", "on")];
    let got = ines.post(&format!("{base}/what"), &ticked).await;
    refused(&got, &["href=\"#elements\"", "Help they asked for", "value=\"substance_use\" checked"]);
    let mended = [&ticked[..], &[("elements", "needs")]].concat();
    assert_eq!(ines.post(&format!("{base}/what"), &mended).await.status, StatusCode::SEE_OTHER);
}

/// A plan of Harbor House with one goal in it.
async fn with_goal(town: &Town) -> (ReferralId, LineId) {
    let (_, theirs) = arrived(town).await;
    town.care_release(&town.ines, theirs, &[Element::CarePlan, Element::Messages]).await;
    let id = LineId::new(town.app.next_id());
    let goal = Line::Goal { words: PersonText::parse("a night without fear", 400).unwrap(), substance_use: false };
    app::plans::add_line(&town.app, &town.ines, theirs, id, &goal).await.unwrap();
    (theirs, id)
}

#[tokio::test]
async fn a_line_and_a_message_are_refused_with_what_ended_sharing_and_what_was_typed_stays() {
    let town = Town::new().await;
    let mut ines = at_desk(&town, &town.ines).await;
    let typed = [("words", "typed all the same"), ("version", "1")];

    let (wished, line) = with_goal(&town).await;
    ines.post(&format!("/referrals/{wished}/wishes"), &[("wishes", "nobody")]).await;
    assert!(ines.get(&format!("/plans/{wished}")).await.body.contains(NOBODY), "before anything is typed");
    refused(&ines.post(&format!("/plans/{wished}/message"), &typed).await, &[NOBODY, "typed all the same"]);
    refused(&ines.post(&format!("/plans/{wished}/lines/{line}/share"), &typed).await, &[NOBODY]);

    let (stopped, line) = with_goal(&town).await;
    app::plans::stop(&town.app, &town.ines, stopped, domain::release::HowSaid::Speech).await.unwrap();
    let ended = "Sharing ended on November 25, 2026";
    for page in ["goal", "note", "message"] {
        let got = ines.post(&format!("/plans/{stopped}/{page}"), &typed).await;
        refused(&got, &[ended, "The person stopped it", "typed all the same"]);
    }
    refused(&ines.post(&format!("/plans/{stopped}/lines/{line}/share"), &typed).await, &[ended]);
    refused(&ines.post(&format!("/plans/{stopped}/lines/{line}"), &typed).await, &[ended, "typed all the same"]);

    let (late, line) = with_goal(&town).await;
    town.clock.pass(16 * 24 * 60);
    let mut ines = at_desk(&town, &town.ines).await;
    let ended = "The release ended on December 9, 2026";
    for page in ["goal", "note", "message"] {
        refused(&ines.post(&format!("/plans/{late}/{page}"), &typed).await, &[ended, "typed all the same"]);
    }
    refused(&ines.post(&format!("/plans/{late}/lines/{line}/share"), &typed).await, &[ended]);
}

#[tokio::test]
async fn why_a_part_is_forgotten_is_asked_and_stands_on_the_proof() {
    let town = Town::new().await;
    let (_, theirs) = arrived(&town).await;
    let mut ines = at_desk(&town, &town.ines).await;
    let path = format!("/referrals/{theirs}/forget-part");
    refused(&ines.post(&path, &[("part", "name")]).await, &["href=\"#why\""]);
    refused(&ines.post(&path, &[("part", "name"), ("why", "because")]).await, &["href=\"#why\""]);
    for (part, why, says) in [
        ("words", "asked", "The person asked for it"),
        ("numbers", "not_safe", "It was not safe to have"),
        ("name", "not_needed", "The team: not needed any more"),
    ] {
        let done = ines.post(&path, &[("part", part), ("why", why)]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{part}");
        let proof = ines.get(&format!("/referrals/{theirs}/gone")).await.body;
        assert!(proof.contains(says), "{part}: {proof}");
        let twice = ines.post(&path, &[("part", part), ("why", "asked")]).await;
        refused(&twice, &["href=\"#part\"", "It is gone already: forgotten", "by ines"]);
        let proof = ines.get(&format!("/referrals/{theirs}/gone")).await.body;
        assert!(proof.contains(says), "the first reason stands: {proof}");
    }
    let record = app::referrals::show(&town.app, &town.ines, theirs).await.unwrap();
    let forgotten = record.events.iter().filter(|one| matches!(one.event, domain::referral::Event::Forgotten(_)));
    assert_eq!(forgotten.count(), 3, "once each");
}

#[tokio::test]
async fn a_number_that_is_not_safe_is_gone_for_that_reason_and_not_because_it_ended() {
    let town = Town::new().await;
    let (_, theirs) = arrived(&town).await;
    app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
    let mut ines = at_desk(&town, &town.ines).await;
    ines.post(&format!("/referrals/{theirs}/attempt"), &[("result", "not_safe")]).await;
    let proof = ines.get(&format!("/referrals/{theirs}/gone")).await.body;
    assert!(proof.contains("It was not safe to have") && !proof.contains("Numbers go when it ends"), "{proof}");
}

#[tokio::test]
async fn what_a_hold_keeps_is_not_said_to_be_gone_the_moment_one_presses() {
    let town = Town::new().await;
    let (_, theirs) = arrived(&town).await;
    let mut maya = at_desk(&town, &town.maya).await;
    maya.post(&format!("/referrals/{theirs}/hold"), &[("document", "2026-CV-1")]).await;
    let mut ines = at_desk(&town, &town.ines).await;
    for page in ["forget", "forget-part"] {
        let page = ines.get(&format!("/referrals/{theirs}/{page}")).await.body;
        assert!(page.contains("maya put it") && !page.contains("the moment you press"), "{page}");
    }
}

#[tokio::test]
async fn only_what_can_be_dialed_is_taken_for_a_number() {
    let town = Town::new().await;
    let (_, theirs) = arrived(&town).await;
    app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
    let mut ines = at_desk(&town, &town.ines).await;
    let record = format!("/referrals/{theirs}");
    let says = ["href=\"#number\"", "7 to 15 digits", "value=\"abc\""];
    refused(&ines.post(&format!("{record}/recheck"), &[("way", "call"), ("number", "abc")]).await, &says);
    let plan =
        [("way", "text"), ("number", "abc"), ("times", "any_time"), ("voicemail", "never"), ("recheck", "month")];
    refused(&ines.post(&format!("{record}/plan"), &plan).await, &says);
    let place = [("way", "at_next_visit"), ("number", "the library, by the window")];
    assert_eq!(ines.post(&format!("{record}/recheck"), &place).await.status, StatusCode::SEE_OTHER, "a place is none");
    let kept = ines.post(&format!("{record}/recheck"), &[("way", "call"), ("number", "")]).await;
    refused(&kept, &["href=\"#number\"", "7 to 15 digits"]);
    let number = [("way", "call"), ("number", "+1 (312) 555-0166 ext. 4")];
    assert_eq!(ines.post(&format!("{record}/recheck"), &number).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_age_that_is_none_of_a_minor_here_is_refused_in_words() {
    let town = Town::new().await;
    let mut ines = at_desk(&town, &town.ines).await;
    let partnership = town.partnership.to_string();
    let base = begin(&mut ines, "/releases/new").await;
    go(&mut ines, &base, &usual(&partnership)[..5]).await;
    let path = format!("{base}/sign");
    let signing = |more: &[(&'static str, &'static str)]| {
        let usual = [("not_abuser", "on"), ("presence", "in_person"), ("method", "typed"), ("signed_name", "A.")];
        [&usual[..], more].concat()
    };
    for age in ["18", "19", "45", "200"] {
        let parent =
            [("role", "minor_with_parent"), ("second_name", "B."), ("minor_signed", "on"), ("parent_signed", "on")];
        let got = ines.post(&path, &signing(&[&parent[..], &[("age", age)]].concat())).await;
        refused(&got, &["href=\"#age\"", &format!("value=\"{age}\"")]);
        assert!(got.body.contains("At 18 or older") || age == "200", "{}", got.body);
        // No law is written down here that lets a minor sign alone: it is not to be chosen, whatever the age.
        let alone = ines.post(&path, &signing(&[("role", "minor_alone"), ("age", age)])).await;
        refused(&alone, &["href=\"#role", "A minor may not sign alone here"]);
    }
    let young = ines.post(&path, &signing(&[("role", "survivor"), ("age", "15")])).await;
    refused(&young, &["href=\"#age\"", "Under 18"]);
    let adult = ines.post(&path, &signing(&[("role", "survivor"), ("of_age", "on")])).await;
    assert_eq!(adult.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_visit_is_booked_within_the_year_to_come_and_not_for_2029() {
    let town = Town::new().await;
    let (release, id) = town.release(testkit::town::ALL_BUT_SUBSTANCE_USE).await;
    app::referrals::send(&town.app, &town.ines, town.reverse(id, release)).await.unwrap();
    town.deliver().await;
    let visit = town.across(&town.ines, &town.sam, id).await;
    let mut sam = at_desk(&town, &town.sam).await;
    let path = format!("/arrivals/{visit}/book");
    let far = sam.post(&path, &[("visit_at", "2029-03-04T09:00")]).await;
    refused(&far, &["href=\"#visit_at\"", "400 days", "value=\"2029-03-04T09:00\""]);
    assert_eq!(sam.post(&path, &[("visit_at", "2027-12-01T09:00")]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_days_of_what_was_shared_lie_within_six_years_and_not_ahead() {
    let town = Town::new().await;
    let (ours, _) = arrived(&town).await;
    let mut rosa = at_desk(&town, &town.rosa).await;
    let path = format!("/disclosures/{ours}");
    for (from, until, field, says) in [
        ("1999-01-01", "2026-11-25", "from", "six years"),
        ("2020-11-24", "2026-11-25", "from", "November 25, 2020"),
        ("2026-01-01", "2030-01-01", "until", "still to come"),
        ("2027-01-01", "", "from", "still to come"),
    ] {
        let got = rosa.post(&path, &[("from", from), ("until", until), ("as", "table")]).await;
        refused(&got, &[&format!("href=\"#{field}\""), says, &format!("value=\"{from}\"")]);
        let list = rosa.get(&format!("/disclosures?from={from}&until={until}")).await;
        refused(&list, &[&format!("href=\"#{field}\""), says]);
    }
    let made = rosa.post(&path, &[("from", "2020-11-25"), ("until", "2026-11-25"), ("as", "table")]).await;
    assert_eq!(made.status, StatusCode::OK);
}

#[tokio::test]
async fn a_paper_is_printed_in_the_language_of_who_carries_it() {
    let town = Town::new().await;
    let (ours, _) = arrived(&town).await;
    let mut rosa = at_desk(&town, &town.rosa).await;
    let asked = |language: &'static str| {
        [("from", "2020-11-25"), ("until", "2026-11-25"), ("paper_in", language), ("as", "paper")]
    };
    let path = format!("/disclosures/{ours}");
    assert!(rosa.get(&path).await.body.contains("name=\"paper_in\""));
    let spanish = rosa.post(&path, &asked("es")).await.body;
    assert!(spanish.contains("Esto es lo que compartimos") && spanish.contains("<html lang=\"es\""), "{spanish}");
    assert!(!spanish.contains("This is what we shared about you"));
    assert!(spanish.contains("Who will carry this paper"), "what staff read is in theirs");
    refused(&rosa.post(&path, &asked("xx")).await, &["href=\"#paper_in\""]);

    let (release, _) = town.release(&[Element::Request, Element::Name]).await;
    let mut ines = at_desk(&town, &town.ines).await;
    let path = format!("/releases/{release}/paper");
    let heard = ines.get(&path).await.body;
    assert!(heard.contains("You choose what we share.") && !heard.contains("Usted decide qué compartimos."), "{heard}");
    let both = ines.get(&format!("{path}?in=both")).await.body;
    assert!(both.contains("You choose what we share.") && both.contains("Usted decide qué compartimos."), "{both}");
    assert!(
        both.contains(&format!("{path}?in=both"))
            && both.contains(&format!("{path}?in=es"))
            && both.contains(&format!("{path}?in=en"))
    );
    let spanish = ines.get(&format!("{path}?in=es")).await.body;
    assert!(!spanish.contains("You choose what we share.") && spanish.contains("Usted decide qué compartimos."));
    let english = ines.get(&format!("{path}?in=en")).await.body;
    assert!(english.contains("You choose what we share.") && !english.contains("Usted decide qué compartimos."));
}

#[tokio::test]
async fn every_change_of_a_plan_stands_in_the_history_by_its_part_and_never_by_what_it_says() {
    let town = Town::new().await;
    let (_, theirs) = arrived(&town).await;
    app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
    let (mut ines, mut maya) = (at_desk(&town, &town.ines).await, at_desk(&town, &town.maya).await);
    let record = format!("/referrals/{theirs}");
    let plan = [
        ("way", "text"),
        ("number", "(312) 555-0199"),
        ("times", "any_time"),
        ("voicemail", "never"),
        ("code_word", "blue kite"),
        ("recheck", "week"),
    ];
    assert_eq!(ines.post(&format!("{record}/plan"), &plan).await.status, StatusCode::SEE_OTHER);
    let page = ines.get(&record).await.body;
    let line = "How to reach them was changed: the way, the number or place";
    assert!(page.contains(line) && page.contains("the code word, when to ask again · ines"), "{page}");
    assert!(!page.contains("555-0199") && !page.contains("blue kite"));
    town.clock.pass(1);
    ines.post(&format!("{record}/recheck"), &[("way", "text")]).await;
    assert!(ines.get(&record).await.body.contains("How to reach them was changed: confirmed as it is"));
    ines.post(&format!("{record}/attempt"), &[("result", "someone_else")]).await;
    assert!(
        ines.get(&record)
            .await
            .body
            .contains("How to reach them was changed: closed until they say again what is safe")
    );
    ines.post(&format!("{record}/attempt"), &[("result", "not_safe")]).await;
    let page = ines.get(&record).await.body;
    assert!(page.matches("How to reach them was changed: the way, the number or place").count() == 2, "{page}");
    let audit = maya.get("/audit").await.body;
    assert!(audit.matches(" worked on record ").count() >= 4, "{audit}");
    assert!(!audit.contains("How to reach them"), "what was done goes with the record, and the chain stays: {audit}");
    assert!(!audit.contains("555-0199") && !audit.contains("blue kite"));
}

#[tokio::test]
async fn the_senders_record_shows_its_number_on_request_and_takes_a_new_plan_that_the_partner_is_not_told() {
    let town = Town::new().await;
    let (ours, theirs) = arrived(&town).await;
    let mut rosa = at_desk(&town, &town.rosa).await;
    let record = format!("/referrals/{ours}");
    let page = rosa.get(&record).await.body;
    assert!(page.contains(&format!("action=\"{record}/number\"")) && !page.contains("555-0166"), "{page}");
    let shown = rosa.post(&format!("{record}/number"), &[]).await.body;
    assert!(shown.contains("(312) 555-0166"), "{shown}");
    let openings = app::referrals::show(&town.app, &town.rosa, ours).await.unwrap().openings;
    assert!(openings.iter().any(|one| one.shown == Some(domain::safe_contact::PlanField::Number)));
    let page = rosa.get(&format!("{record}/plan")).await.body;
    assert!(page.contains("Harbor House is not told of this change") && page.contains("(312) 555-0100"), "{page}");
    let plan = [
        ("way", "call"),
        ("number", "(312) 555-0199"),
        ("times", "any_time"),
        ("voicemail", "never"),
        ("recheck", "month"),
    ];
    assert_eq!(rosa.post(&format!("{record}/plan"), &plan).await.status, StatusCode::SEE_OTHER);
    let page = rosa.get(&format!("{record}?saved=plan")).await.body;
    assert!(page.contains("Harbor House is not told of this change") && page.contains("How to reach them was changed"));
    assert!(rosa.post(&format!("{record}/number"), &[]).await.body.contains("(312) 555-0199"));
    town.deliver().await;
    let there = app::referrals::show_number(&town.app, &town.ines, theirs).await.unwrap();
    assert_eq!(there.reveal(), "(312) 555-0166", "what crossed is theirs");
    app::referrals::stop(&town.app, &town.rosa, ours).await.unwrap();
    assert_eq!(rosa.get(&format!("{record}/plan")).await.status, StatusCode::NOT_FOUND, "it is over");
}
