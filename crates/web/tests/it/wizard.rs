//! The release on its eight pages: none is skipped, nothing is lost, and what is wrong is refused in words.

use crate::browser::Browser;
use crate::steps::{Answer, begin, go, usual, with};
use axum::http::StatusCode;
use domain::ids::ReleaseId;
use domain::org::{Funding, VaultMode};
use domain::release::{CopyKept, Element, Purpose};
use domain::state_rule::StateCode;
use testkit::town::{Town, confirm_sheet};

pub(crate) async fn town() -> Town {
    let town = Town::new().await;
    for member in [&town.ines, &town.june, &town.rosa, &town.maya] {
        confirm_sheet(&town.app, member).await;
    }
    town
}

pub(crate) async fn visitor(town: &Town, login: &str) -> Browser {
    let mut browser = Browser::with_routes(town, web::Routes::new()).signed_in(login).await;
    browser.look().await;
    browser
}

fn id_of(base: &str) -> ReleaseId {
    ReleaseId::parse(base.rsplit('/').next().unwrap()).unwrap()
}

pub(crate) async fn signed(town: &Town) -> usize {
    app::releases::list(&town.app, &town.ines, None).await.unwrap().rows.len()
}

#[tokio::test]
async fn eight_pages_lead_to_a_release_that_says_what_was_answered() {
    let town = town().await;
    let mut ines = visitor(&town, "ines").await;
    let partnership = town.partnership.to_string();
    let base = begin(&mut ines, "/releases/new").await;
    let answers = with(usual(&partnership), "how-long", &[("days", "30"), ("after_death", "on")]);
    let last = go(&mut ines, &base, &answers).await;
    let id = id_of(&base);
    assert_eq!(last.header("location"), format!("/reverse/{id}/details"));
    let row = app::releases::show(&town.app, &town.ines, id).await.unwrap();
    assert_eq!(row.release.elements.iter().copied().collect::<Vec<_>>(), [Element::Request, Element::Name]);
    assert!(row.release.after_death && row.release.informed && row.copy == Some(CopyKept::None));
    let page = ines.get(&format!("/releases/{id}")).await.body;
    assert!(page.contains("In the event of their death") && page.contains("Do not give paper"));
    let form = ines.get(&format!("/releases/{id}/form")).await.body;
    assert!(form.contains("may also serve to look at how they died"), "{form}");
    assert!(!form.to_lowercase().contains("homicid"), "a paper that lies about says nothing of that");
}

#[tokio::test]
async fn nothing_is_ticked_beforehand_but_an_end_and_no_paper() {
    let town = town().await;
    let mut ines = visitor(&town, "ines").await;
    let partnership = town.partnership.to_string();
    assert!(!ines.get("/releases/new").await.body.contains(" checked"));
    let base = begin(&mut ines, "/releases/new").await;
    only_an_end_and_no_paper(&mut ines, &base, usual(&partnership)).await;
    let ours = town.refer().await;
    town.deliver().await;
    let theirs = town.across(&town.rosa, &town.ines, ours).await;
    for (start, element, why) in
        [("release", "attendance", "feedback"), ("release/care", "care_plan", "coordinated_care")]
    {
        let base = begin(&mut ines, &format!("/referrals/{theirs}/{start}")).await;
        let answers = with(usual(&partnership), "what", &[("elements", element)]);
        only_an_end_and_no_paper(&mut ines, &base, with(answers, "why", &[("why", why)])).await;
    }
}

async fn only_an_end_and_no_paper(ines: &mut Browser, base: &str, answers: Vec<Answer<'_>>) {
    for (page, fields) in answers {
        let body = ines.get(&format!("{base}/{page}")).await.body;
        let ticked: Vec<_> = body.split("<input").filter(|input| input.contains(" checked")).collect();
        let expected: &[&str] = match page {
            "how-long" => &["15"],
            "copy" => &["none"],
            _ => &[],
        };
        assert_eq!(ticked.len(), expected.len(), "{page}: {ticked:?}");
        assert!(ticked.iter().zip(expected).all(|(input, value)| input.contains(&format!("value=\"{value}\""))));
        go(ines, base, &[(page, fields)]).await;
    }
}

#[tokio::test]
async fn a_page_that_is_not_reached_leads_to_the_first_open_one_and_changes_nothing() {
    let town = town().await;
    let mut ines = visitor(&town, "ines").await;
    let partnership = town.partnership.to_string();
    let base = begin(&mut ines, "/releases/new").await;
    let answers = usual(&partnership);
    for done in 0..answers.len() {
        let open = format!("{base}/{}", answers[done].0);
        assert_eq!(ines.get(&base).await.header("location"), open);
        for (page, fields) in &answers[done + 1..] {
            let path = format!("{base}/{page}");
            assert_eq!(ines.get(&path).await.header("location"), open, "{page}");
            let posted = ines.post(&path, fields).await;
            assert_eq!((posted.status, posted.header("location")), (StatusCode::SEE_OTHER, &*open), "{page}");
        }
        assert_eq!(signed(&town).await, 0);
        go(&mut ines, &base, &answers[done..=done]).await;
    }
    assert_eq!(signed(&town).await, 1);
}

#[tokio::test]
async fn the_exact_words_stand_on_every_page_after_they_were_chosen_and_are_read_in_both_languages() {
    let town = town().await;
    let mut ines = visitor(&town, "ines").await;
    let partnership = town.partnership.to_string();
    let base = begin(&mut ines, "/releases/new").await;
    let answers = usual(&partnership);
    go(&mut ines, &base, &answers[..1]).await;
    assert!(ines.get(&format!("{base}/who")).await.body.contains("that you ask to meet them, what to call you"));
    go(&mut ines, &base, &answers[1..4]).await;
    let rights = ines.get(&format!("{base}/rights")).await.body;
    for words in [
        "We will share only: that you ask to meet them, what to call you — with: Lakeside — until: December 9, 2026",
        "Solo compartiremos: que usted quiere conocerles, cómo llamarle — con: Lakeside — hasta el 9 de diciembre de 2026",
        "We cannot take it back.",
        "No podemos recuperarlo.",
    ] {
        assert!(rights.contains(words), "{words}: {rights}");
    }
    go(&mut ines, &base, &answers[4..5]).await;
    let sign = ines.get(&format!("{base}/sign")).await.body;
    for words in ["what to call you", "Lakeside", "To be introduced to them, and nothing else", "December 9, 2026"] {
        assert!(sign.contains(words), "{words}");
    }
}

#[tokio::test]
async fn whoever_changes_the_words_reads_and_signs_again() {
    let town = town().await;
    let mut ines = visitor(&town, "ines").await;
    let partnership = town.partnership.to_string();
    let base = begin(&mut ines, "/releases/new").await;
    let answers = usual(&partnership);
    go(&mut ines, &base, &answers[..6]).await;
    ines.post(&format!("{base}/what"), &[("elements", "request")]).await;
    assert_eq!(ines.get(&base).await.header("location"), format!("{base}/rights"));
    assert_eq!(
        ines.post(&format!("{base}/copy"), &[("copy", "none")]).await.header("location"),
        format!("{base}/rights")
    );
    assert_eq!(signed(&town).await, 0, "the old signature was under other words");
}

#[tokio::test]
async fn another_way_keeps_nothing_and_is_a_good_end() {
    let town = town().await;
    let mut ines = visitor(&town, "ines").await;
    let ways = [
        ("share_nothing", "/releases/instead/nothing"),
        ("carry_it", "/reverse/slip"),
        ("call_together", "/releases/instead/call"),
    ];
    for (way, to) in ways {
        let form = ines.get("/releases/new").await.field("form").unwrap();
        let got = ines.post("/releases/new", &[("form", &form), ("way", way)]).await;
        assert_eq!(got.header("location"), to);
        assert_eq!(ines.get(to).await.status, StatusCode::OK);
        let base = begin(&mut ines, "/releases/new").await;
        go(&mut ines, &base, &usual(&town.partnership.to_string())[..6]).await;
        let late = ines.post(&format!("{base}/another-way"), &[("way", way)]).await;
        assert_eq!(late.header("location"), to, "also at the last moment");
        assert_eq!(ines.get(&base).await.status, StatusCode::NOT_FOUND, "nothing of it is kept");
    }
    assert!(!ines.get("/releases").await.body.contains("Begun, not signed"));
    assert_eq!(signed(&town).await, 0);
    let unanswered = ines.post("/releases/new", &[]).await;
    assert_eq!(unanswered.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn it_can_be_left_and_taken_up_by_who_began_it_and_dies_after_a_day() {
    let town = town().await;
    let mut ines = visitor(&town, "ines").await;
    let mut june = visitor(&town, "june").await;
    let partnership = town.partnership.to_string();
    let base = begin(&mut ines, "/releases/new").await;
    let dies = begin(&mut ines, "/releases/new").await;
    go(&mut ines, &base, &usual(&partnership)[..2]).await;
    let list = ines.get("/releases").await.body;
    assert!(list.contains("Begun, not signed") && list.contains(&format!("href=\"{base}\"")), "{list}");
    assert!(!june.get("/releases").await.body.contains("Begun, not signed"));
    for path in [base.clone(), format!("{base}/what")] {
        assert_eq!(june.get(&path).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(june.post(&format!("{base}/discard"), &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ines.get(&base).await.header("location"), format!("{base}/why"));
    let let_go = ines.post(&format!("{base}/discard"), &[]).await;
    assert_eq!(let_go.header("location"), "/releases/instead/nothing");
    assert_eq!(ines.get(&base).await.status, StatusCode::NOT_FOUND);
    town.clock.pass(24 * 60);
    let mut ines = visitor(&town, "ines").await;
    assert_eq!(ines.get(&dies).await.status, StatusCode::NOT_FOUND, "before the worker comes by");
    app::workers::keep_house_once(&town.app).await.unwrap();
    assert!(!ines.get("/releases").await.body.contains("Begun, not signed"));
}

#[tokio::test]
async fn a_form_that_is_posted_again_signs_once_and_what_was_taken_back_stays_so() {
    let town = town().await;
    let mut ines = visitor(&town, "ines").await;
    let base = begin(&mut ines, "/releases/new").await;
    go(&mut ines, &base, &usual(&town.partnership.to_string())).await;
    let id = id_of(&base);
    for page in ["copy", "sign", "what", "another-way"] {
        let again = ines.post(&format!("{base}/{page}"), &[("copy", "print"), ("way", "share_nothing")]).await;
        assert_eq!(again.header("location"), format!("/releases/{id}"), "{page}");
    }
    assert_eq!(signed(&town).await, 1);
    ines.post(&format!("/releases/{id}/stop"), &[("how", "speech")]).await;
    for page in ["copy", "sign"] {
        let again = ines.post(&format!("{base}/{page}"), &[("copy", "none")]).await;
        assert_eq!(again.header("location"), format!("/releases/{id}"));
    }
    let shown = ines.get(&format!("/releases/{id}")).await.body;
    assert!(shown.contains("Taken back"), "{shown}");
    let form = id.to_string();
    let begun = ines.post("/releases/new", &[("form", &form), ("way", "go_on")]).await;
    assert_eq!(begun.header("location"), format!("/releases/{id}"), "its id begins no other");
    assert_eq!(signed(&town).await, 0);
}

#[tokio::test]
async fn a_host_that_reads_is_named_before_anybody_chooses_it() {
    let town = Town::with(&[Funding::Hrsa330, Funding::Voca], VaultMode::ServerManaged).await;
    confirm_sheet(&town.app, &town.rosa).await;
    let mut rosa = visitor(&town, "rosa").await;
    let base = begin(&mut rosa, "/releases/new").await;
    rosa.post(&format!("{base}/what"), &[("elements", "request")]).await;
    let who = rosa.get(&format!("{base}/who")).await.body;
    assert!(
        who.contains("Whoever hosts their service can read their records.")
            && who.contains("advocates who take referrals")
    );
    assert!(who.contains("Ask for"), "{who}");
}

#[tokio::test]
async fn feedback_and_a_plan_are_released_on_a_record_of_ours() {
    let town = town().await;
    let ours = town.refer().await;
    town.deliver().await;
    let theirs = town.across(&town.rosa, &town.ines, ours).await;
    let mut ines = visitor(&town, "ines").await;
    let mut rosa = visitor(&town, "rosa").await;
    assert_eq!(
        rosa.get(&format!("/referrals/{ours}/release")).await.status,
        StatusCode::NOT_FOUND,
        "it was sent by them"
    );
    let partnership = town.partnership.to_string();
    let cases = [
        (&mut ines, theirs, "release", "attendance", "feedback", Purpose::Feedback),
        (&mut rosa, ours, "release/care", "care_plan", "coordinated_care", Purpose::CoordinatedCare),
    ];
    for (browser, record, start, element, why, purpose) in cases {
        let base = begin(browser, &format!("/referrals/{record}/{start}")).await;
        let answers = with(usual(&partnership), "what", &[("elements", element)]);
        let last = go(browser, &base, &with(answers, "why", &[("why", why)])).await;
        let done = format!("/referrals/{record}?saved=release");
        assert_eq!(last.header("location"), done);
        let page = browser.get(&done).await.body;
        let code = record.short_code();
        let says = format!(
            "may be told: {} – until December 9, 2026. Code: {code}.",
            if element == "attendance" {
                "That they came, and what came of it"
            } else {
                "Lines of the care plan, each one they choose"
            }
        );
        let links = ["paper", "form"].map(|of| format!("/releases/{}/{of}", id_of(&base)));
        assert!(page.contains(&says) && links.iter().all(|link| page.contains(link)), "{says}: {page}");
        assert!(!browser.get(&format!("/referrals/{record}")).await.body.contains("may be told: "));
        assert!(page.contains("15 days left") && page.contains("halves-title"), "{purpose:?}: {page}");
    }
}

#[tokio::test]
async fn where_no_law_is_written_down_a_minor_alone_is_not_to_be_chosen_and_no_age_is_asked() {
    let town = town().await;
    let mut ines = visitor(&town, "ines").await;
    let base = begin(&mut ines, "/releases/new").await;
    let partnership = town.partnership.to_string();
    go(&mut ines, &base, &usual(&partnership)[..5]).await;
    let page = ines.get(&format!("{base}/sign")).await.body;
    assert!(!page.contains("value=\"minor_alone\"") && !page.contains("name=\"age\""));
    assert!(page.contains("value=\"minor_with_parent\"") && page.contains("no state is chosen"));
    let alone = [
        ("role", "minor_alone"),
        ("age", "17"),
        ("not_abuser", "on"),
        ("presence", "in_person"),
        ("method", "typed"),
        ("signed_name", "A."),
    ];
    let refused = ines.post(&format!("{base}/sign"), &alone).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("A minor may not sign alone here. A parent"));
    assert!(refused.body.contains("value=\"17\""), "what was typed stays");
}

#[tokio::test]
async fn a_minor_signs_alone_where_the_admin_wrote_down_that_the_law_lets_them() {
    let town = town().await;
    let standing = app::settings::standing(&town.app, &town.maya).await.unwrap();
    let to = domain::org::Organization { state: Some(StateCode::Wa), ..standing.organization };
    app::settings::change(&town.app, &town.maya, &standing.edition, to).await.unwrap();
    let mut maya = visitor(&town, "maya").await;
    let rule = [("state", "wa"), ("version", "2"), ("minor", "13"), ("source", "Counsel"), ("checked", "2026-11-20")];
    assert_eq!(maya.post("/settings/state", &rule).await.status, StatusCode::SEE_OTHER);
    let mut ines = visitor(&town, "ines").await;
    let base = begin(&mut ines, "/releases/new").await;
    let partnership = town.partnership.to_string();
    let alone = |age| {
        vec![
            ("role", "minor_alone"),
            ("age", age),
            ("not_abuser", "on"),
            ("presence", "remote_voice_verified"),
            ("method", "paper"),
            ("paper_place", "the blue binder"),
        ]
    };
    go(&mut ines, &base, &usual(&partnership)[..5]).await;
    assert!(ines.get(&format!("{base}/sign")).await.body.contains("From 13 and under 18"));
    assert_eq!(ines.post(&format!("{base}/sign"), &alone("12")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    go(&mut ines, &base, &[("sign", alone("13")), ("copy", vec![("copy", "pickup")])]).await;
    let signature = app::releases::show(&town.app, &town.ines, id_of(&base)).await.unwrap().release.signature.unwrap();
    assert!(signature.is_entitled);
}

#[tokio::test]
async fn what_is_signed_on_paper_is_printed_in_the_words_that_were_read_and_not_before() {
    let town = town().await;
    let mut ines = visitor(&town, "ines").await;
    let partnership = town.partnership.to_string();
    let base = begin(&mut ines, "/releases/new").await;
    let sheet = format!("{base}/paper");
    go(&mut ines, &base, &usual(&partnership)[..4]).await;
    assert_eq!(ines.get(&sheet).await.header("location"), format!("{base}/rights"), "rights are read first");
    go(&mut ines, &base, &usual(&partnership)[4..5]).await;
    assert!(ines.get(&format!("{base}/sign")).await.body.contains(&format!("href=\"{sheet}\"")));
    let paper = ines.get(&sheet).await.body;
    for words in ["cómo llamarle", "Lakeside", "Harbor House", "Nombre, como firmo:", "9 de diciembre de 2026"] {
        assert!(paper.contains(words), "{words}: {paper}");
    }
    assert!(!paper.contains("Name, as I sign:"), "it was read in Spanish");
}

#[tokio::test]
async fn a_printed_paper_is_waited_for_and_the_day_on_it_is_entered() {
    let town = town().await;
    let mut ines = visitor(&town, "ines").await;
    let partnership = town.partnership.to_string();
    let base = begin(&mut ines, "/releases/new").await;
    go(&mut ines, &base, &usual(&partnership)[..5]).await;
    assert!(!ines.get("/releases").await.body.contains("Waits for the paper"));
    assert!(ines.get(&format!("{base}/paper")).await.body.contains("waits for the paper until"));
    assert!(ines.get("/releases").await.body.contains("Waits for the paper"));
    town.clock.pass(3 * 24 * 60);
    let mut ines = visitor(&town, "ines").await;
    let page = ines.get(&format!("{base}/sign")).await.body;
    assert!(page.contains("A paper was printed to be signed.") && page.contains("The day on the paper"), "{page}");
    let today = domain::day::Day::of(town.app.now(), "America/Chicago");
    let paper = |day: String| {
        let said = [
            ("role", "survivor"),
            ("of_age", "on"),
            ("not_abuser", "on"),
            ("presence", "remote_voice_verified"),
            ("method", "paper"),
            ("paper_place", "the blue binder"),
        ];
        let mut said: Vec<(&str, String)> = said.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        said.push(("signed_on", day));
        said
    };
    for (day, why) in [
        (today.next().code(), "The day on the paper is still to come."),
        (today.earlier(4).code(), "On that day these words had not been read to them yet."),
        ("soon".to_owned(), "Choose the day that is written on the paper"),
    ] {
        let said = paper(day);
        let said: Vec<_> = said.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let refused = ines.post(&format!("{base}/sign"), &said).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{why}");
        assert!(refused.body.contains(why) && refused.body.contains("the blue binder"), "{why}: {}", refused.body);
    }
    let said = paper(today.earlier(2).code());
    let said: Vec<_> = said.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(ines.post(&format!("{base}/sign"), &said).await.header("location"), format!("{base}/copy"));
}

#[tokio::test]
async fn who_hears_it_through_an_interpreter_is_written_down_as_such() {
    let town = town().await;
    let mut ines = visitor(&town, "ines").await;
    let partnership = town.partnership.to_string();
    let base = begin(&mut ines, "/releases/new").await;
    let heard = [("read_in", "other"), ("other_language", "vi"), ("interpreted", "on")];
    go(&mut ines, &base, &usual(&partnership)[..4]).await;
    let fresh = ines.get(&format!("{base}/rights")).await.body;
    assert!(!fresh.contains(" checked"), "nothing says it before somebody does: {fresh}");
    go(&mut ines, &base, &with(usual(&partnership), "rights", &heard)).await;
    let id = id_of(&base);
    let form = ines.get(&format!("/releases/{id}/form")).await.body;
    assert!(form.contains("Vietnamese · said by an interpreter or staff who speak it"), "{form}");
    let paper = ines.get(&format!("/releases/{id}/paper")).await.body;
    assert!(
        paper.contains("You choose what we share.") && paper.contains("Usted decide qué compartimos."),
        "no paper is in it"
    );
    let said = app::audit::latest(&town.app, &town.maya, None).await.unwrap();
    assert!(said.iter().all(|entry| !entry.entry.detail.split(' ').any(|word| word == "vi")));
}

#[tokio::test]
async fn an_empty_page_of_signing_says_what_each_field_wants_in_the_order_of_the_page() {
    let town = town().await;
    let mut ines = visitor(&town, "ines").await;
    let partnership = town.partnership.to_string();
    let base = begin(&mut ines, "/releases/new").await;
    go(&mut ines, &base, &usual(&partnership)[..5]).await;
    let refused = ines.post(&format!("{base}/sign"), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let summary = refused.body.split("id=\"summary\"").nth(1).unwrap().split("</ul>").next().unwrap();
    let says = ["Say who signs.", "Make sure who signs", "Say where they are.", "Say how it is signed."];
    let places: Vec<_> = says.iter().map(|words| summary.find(words).unwrap_or_else(|| panic!("{summary}"))).collect();
    assert!(places.is_sorted(), "{summary}");
}

#[tokio::test]
async fn what_is_ticked_is_said_in_the_words_of_the_receipt_before_anything_is_signed() {
    let town = town().await;
    let mut ines = visitor(&town, "ines").await;
    let base = begin(&mut ines, "/releases/new").await;
    let page = ines.get(&format!("{base}/what")).await.body;
    assert!(
        page.contains("data-say=\"what to call you\"") && page.contains("data-say=\"your number or a place\""),
        "{page}"
    );
}

#[tokio::test]
async fn whoever_reads_releases_reads_what_was_signed_and_each_opening_is_written_down() {
    let town = town().await;
    let mut ines = visitor(&town, "ines").await;
    let partnership = town.partnership.to_string();
    let base = begin(&mut ines, "/releases/new").await;
    let parent = [
        ("role", "minor_with_parent"),
        ("second_name", "Tanager"),
        ("minor_signed", "on"),
        ("parent_signed", "on"),
        ("not_abuser", "on"),
        ("presence", "in_person"),
        ("method", "typed"),
        ("signed_name", "Quetzal"),
    ];
    go(&mut ines, &base, &with(usual(&partnership), "sign", &parent)).await;
    let id = id_of(&base);
    assert!(ines.get(&format!("/releases/{id}")).await.body.contains(&format!("/releases/{id}/form")));
    let page = ines.get(&format!("/releases/{id}/form")).await;
    assert_eq!(page.status, StatusCode::OK);
    let form = [
        "Quetzal",
        "Tanager",
        "Spanish",
        "Lakeside",
        "what to call you",
        "November 25, 2026, 10:00 AM, Central (Chicago)",
        "ines. They were there or heard the person, and read the rights aloud.",
        "Puede cambiar de opinión en cualquier momento",
        "cómo llamarle",
    ];
    for words in form {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    let title = page.body.split("<title>").nth(1).unwrap().split("</title>").next().unwrap();
    assert!(!title.contains("Quetzal"));
    let said = app::audit::latest(&town.app, &town.maya, None).await.unwrap();
    let opened = said.iter().filter(|entry| entry.entry.act == domain::audit::Act::ReleaseFormOpened).count();
    assert_eq!(opened, 1);
    assert!(said.iter().all(|entry| !entry.entry.detail.contains("Quetzal")));
}
