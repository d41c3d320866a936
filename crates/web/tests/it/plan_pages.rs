//! The pages of a plan: what is typed wrongly is kept, what is shared is shown first, and who may not see it sees nothing.

use crate::browser::Browser;
use axum::http::StatusCode;
use domain::care_plan::Line;
use domain::ids::{LineId, ReferralId};
use domain::org::Language;
use domain::release::Element;
use domain::text::PersonText;
use testkit::town::{Town, confirm_sheet};

const GOAL: &str = "a night without fear";

/// A town whose members have their recovery sheets, so that no page leads there first.
async fn town() -> Town {
    let town = Town::new().await;
    for member in [&town.rosa, &town.ines, &town.june, &town.sam] {
        confirm_sheet(&town.app, member).await;
    }
    town
}

async fn both(town: &Town) -> (ReferralId, ReferralId) {
    let ours = town.refer().await;
    town.deliver().await;
    (ours, town.across(&town.rosa, &town.ines, ours).await)
}

async fn with_goal(town: &Town) -> (ReferralId, ReferralId, LineId) {
    let (ours, theirs) = both(town).await;
    town.care_release(&town.ines, theirs, &[Element::CarePlan, Element::Messages]).await;
    let id = LineId::new(town.app.next_id());
    let goal = Line::Goal { words: PersonText::parse(GOAL, 400).unwrap(), substance_use: false };
    app::plans::add_line(&town.app, &town.ines, theirs, id, &goal).await.unwrap();
    (ours, theirs, id)
}

#[tokio::test]
async fn a_line_is_shared_on_a_page_that_shows_it_and_says_who_will_see_it() {
    let town = town().await;
    let (ours, theirs, id) = with_goal(&town).await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let mut rosa = Browser::at(&town).signed_in("rosa").await;
    let page = ines.get(&format!("/plans/{theirs}/lines/{id}/share")).await.body;
    assert!(
        page.contains(GOAL) && page.contains("People at Lakeside who work on this referral will see it."),
        "{page}"
    );
    let stale = ines.post(&format!("/plans/{theirs}/lines/{id}/share"), &[("version", "7")]).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY, "what was not shown is not sent");
    let shared = ines.post(&format!("/plans/{theirs}/lines/{id}/share"), &[("version", "1")]).await;
    assert_eq!(shared.status, StatusCode::SEE_OTHER);
    town.deliver().await;
    assert!(rosa.get(&format!("/referrals/{ours}")).await.body.contains("One new line or message"));
    assert!(rosa.get("/inbox").await.body.contains("shared a line of a plan"));
    assert!(rosa.get(&format!("/plans/{ours}")).await.body.contains(GOAL));
    assert!(ines.get(&format!("/plans/{theirs}")).await.body.contains("This reached Lakeside. They may see it until"));
    ines.post(&format!("/plans/{theirs}/lines/{id}/back"), &[]).await;
    town.deliver().await;
    assert!(!rosa.get(&format!("/plans/{ours}")).await.body.contains(GOAL));
}

/// Where, what is typed, and what the page says then.
type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);

#[tokio::test]
async fn what_is_typed_wrongly_is_kept_and_nothing_is_saved() {
    let town = town().await;
    let (_, theirs, id) = with_goal(&town).await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let long = "w".repeat(401);
    let me = town.ines.member().to_string();
    let cases: &[Case<'_>] = &[
        ("goal", &[("words", " ")], "Write what the person wants."),
        ("goal", &[("words", &long)], "400"),
        ("task", &[("words", ""), ("owner", &me)], "Write what is to be done."),
        ("task", &[("words", "kept words"), ("owner", "nobody")], "kept words"),
        ("task", &[("words", "kept words"), ("owner", &me), ("due", "2020-01-01")], "That day is over."),
        ("task", &[("words", "kept words"), ("owner", &me), ("due", "soon")], "Choose a day, or leave it empty."),
        ("note", &[("words", "")], "Write a note."),
        ("message", &[("words", "")], "Write a message."),
    ];
    for (path, fields, expected) in cases {
        let got = ines.post(&format!("/plans/{theirs}/{path}"), fields).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{path} {fields:?}");
        assert!(got.body.contains(expected), "{path} {fields:?}: {}", got.body);
    }
    let resumed = ines.post(&format!("/plans/{theirs}/goal"), &[("words", "looked at first"), ("resumed", "1")]).await;
    assert!(resumed.status == StatusCode::OK && resumed.body.contains("looked at first"));
    let edited = format!("/plans/{theirs}/lines/{id}");
    let stale = ines.post(&edited, &[("words", "kept words"), ("version", "9")]).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stale.body.contains("kept words") && stale.body.contains("changed this line meanwhile"));
    let view = app::plans::show(&town.app, &town.ines, theirs).await.unwrap();
    assert_eq!((view.our_lines.len(), view.notes.len(), view.letters.len()), (1, 0, 0));
}

#[tokio::test]
async fn a_line_for_an_expired_release_and_a_message_to_a_paused_partner_are_refused_and_kept() {
    let town = town().await;
    let (_, theirs, id) = with_goal(&town).await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    app::partnerships::pause(&town.app, &town.dana, town.partnership).await.unwrap();
    let words = "Ana Quetzal, call her at 312-555-0166";
    let paused = ines.post(&format!("/plans/{theirs}/message"), &[("words", words)]).await;
    assert_eq!(paused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(paused.body.contains(words) && paused.body.contains("paused"), "{}", paused.body);
    app::partnerships::resume(&town.app, &town.dana, town.partnership).await.unwrap();
    town.clock.pass(15 * 24 * 60);
    let mut ines = Browser::at(&town).signed_in("ines").await;
    for (path, expected) in
        [("goal", "The release ended on"), ("note", "The release ended on"), ("message", "new release")]
    {
        let late = ines.post(&format!("/plans/{theirs}/{path}"), &[("words", "typed too late")]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        assert!(late.body.contains("typed too late") && late.body.contains(expected), "{path}: {}", late.body);
    }
    let share = ines.post(&format!("/plans/{theirs}/lines/{id}/share"), &[("version", "1")]).await;
    assert_eq!(share.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(app::plans::show(&town.app, &town.ines, theirs).await.unwrap().letters.is_empty());
    let waiting = app::workers::queue_depth(&town.app, town.ines.org_id()).await.unwrap();
    assert_eq!(waiting.0, 0, "nothing was sent");
}

#[tokio::test]
async fn titles_and_addresses_of_a_plan_hold_no_name_and_no_count() {
    let town = town().await;
    let (_, theirs, id) = with_goal(&town).await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    for path in
        ["", "/goal", "/task", "/note", "/message", "/stop", &format!("/lines/{id}"), &format!("/lines/{id}/share")]
    {
        let got = ines.get(&format!("/plans/{theirs}{path}")).await;
        assert_eq!(got.status, StatusCode::OK, "{path}");
        let title = got.body.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap();
        assert!(!title.contains(|c: char| c.is_ascii_digit()) && !title.contains("Lakeside"), "{title}");
    }
}

#[tokio::test]
async fn the_form_of_a_consult_has_no_field_for_a_person_and_none_for_free_words() {
    let town = town().await;
    for (login, theirs, ours) in
        [("rosa", "Safety planning", "Children’s health"), ("ines", "Children’s health", "Safety planning")]
    {
        let mut browser = Browser::at(&town).signed_in(login).await;
        let page = browser.get("/consult").await.body;
        assert!(page.contains(theirs) && !page.contains(ours), "each side is asked what it knows");
        assert!(!page.contains("<textarea"), "no free words");
        assert!(page.contains("They need your work phone: write it below."), "before it is chosen");
        assert!(page.contains("No number is needed.") && !page.contains("(optional)"));
        let names: std::collections::BTreeSet<&str> =
            page.split(" name=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let own = [
            "top",
            "viewport",
            "theme-color",
            "color-scheme",
            "robots",
            "csrf",
            "form",
            "by",
            "language",
            "back",
            "lang",
            "to",
        ];
        let fields: Vec<&str> = names.into_iter().filter(|name| !own.contains(name)).collect();
        assert_eq!(fields, ["phone", "topic", "way"]);
    }
}

#[tokio::test]
async fn a_consult_is_asked_in_numbers_and_codes_only() {
    let town = town().await;
    let mut rosa = Browser::at(&town).signed_in("rosa").await;
    for (fields, expected) in [
        (&[("topic", "safety_planning"), ("way", "back"), ("phone", "Ana Quetzal 555-0166")][..], "in numbers"),
        (&[("topic", "infections"), ("way", "now")], "id=\"summary\""),
        (&[("way", "now")], "id=\"summary\""),
        (&[("topic", "safety_planning")], "id=\"summary\""),
    ] {
        let got = rosa.post("/consult", fields).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        assert!(got.body.to_lowercase().contains(expected), "{fields:?}");
    }
    let asked = rosa.post("/consult", &[("topic", "safety_planning"), ("way", "back"), ("phone", "x 214")]).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER);
    let mut june = Browser::at(&town).signed_in("june").await;
    let page = june.get("/consult").await.body;
    assert!(page.contains("Safety planning") && page.contains("tel:214"), "{page}");
    let consult = app::consults::list(&town.app, &town.june).await.unwrap()[0].id;
    assert_eq!(june.post(&format!("/consult/{consult}/answered"), &[]).await.status, StatusCode::SEE_OTHER);
    let answered = rosa.get("/consult").await.body;
    assert!(answered.contains("Answered by june") && !answered.contains("214\""));
    assert!(rosa.get("/services").await.body.contains("href=\"/consult\""));
    let mut sam = Browser::at(&town).signed_in("sam").await;
    assert_eq!(sam.get("/consult").await.status, StatusCode::NOT_FOUND);
    assert_eq!(town.rosa.language(), Language::En);
}

#[tokio::test]
async fn once_sharing_has_ended_the_forms_of_sharing_lead_to_the_plan_that_says_so() {
    let town = town().await;
    let (_, theirs, id) = with_goal(&town).await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let plan = format!("/plans/{theirs}");
    let forms = ["/goal", "/task", "/note", "/message", "/stop"]
        .map(str::to_owned)
        .into_iter()
        .chain([format!("/lines/{id}/share")]);
    let forms: Vec<_> = forms.map(|form| format!("{plan}{form}")).collect();
    for form in &forms {
        assert_eq!(ines.get(form).await.status, StatusCode::OK, "{form}");
    }
    let stopped = ines.post(&format!("{plan}/stop"), &[("said", "speech")]).await;
    assert!(
        stopped.body.contains("What had already reached them") && stopped.body.contains("Nothing had been delivered.")
    );
    for form in &forms {
        let late = ines.get(form).await;
        assert_eq!((late.status, late.header("location")), (StatusCode::SEE_OTHER, plan.as_str()), "{form}");
    }
    let page = ines.get(&plan).await.body;
    assert!(page.contains("Your sharing ended") && page.contains("Take a release to plan together"), "{page}");
}

#[tokio::test]
async fn the_plan_does_not_say_that_lines_can_be_shared_while_the_person_asks_that_nobody_be_told() {
    let town = town().await;
    let (_, theirs, id) = with_goal(&town).await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let plan = format!("/plans/{theirs}");
    let record = format!("/referrals/{theirs}");
    assert!(ines.get(&plan).await.body.contains("You can share lines of this plan"));
    ines.post(&format!("{plan}/lines/{id}/share"), &[("version", "1")]).await;
    assert!(ines.get(&plan).await.body.contains("On its way: Lakeside has not got this yet."));
    let wishes = [domain::wishes::Wish::Nobody].into();
    app::referrals::keep_wishes(&town.app, &town.ines, theirs, town.form(), wishes).await.unwrap();
    let page = ines.get(&plan).await.body;
    assert!(!page.contains("You can share lines") && page.contains("nothing new can be shared now"), "{page}");
    assert!(page.contains("This was not sent. Lakeside has not seen it."), "{page}");
    assert!(ines.get(&record).await.body.contains("nothing new can be shared now"));
}
