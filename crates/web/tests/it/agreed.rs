//! What two organizations agreed on, on the pages that follow it; and the pages on which they agree.

use crate::browser::Browser;
use crate::steps::{begin, go, usual};
use axum::http::StatusCode;
use domain::day::Day;
use domain::mou::Topic;
use domain::org::Language;
use domain::referral::Direction;
use domain::workspace::Noun;
use testkit::TestStore;
use testkit::agreed::{clause, in_force};
use testkit::town::{PASSWORD, Town, confirm_sheet};
use web::Tongue;
use web::library::{self, Names};

async fn town() -> Town {
    let town = Town::new().await;
    for member in [&town.dana, &town.maya, &town.rosa, &town.ines] {
        confirm_sheet(&town.app, member).await;
    }
    town
}

async fn at(town: &Town, login: &str) -> Browser {
    let mut browser = Browser::with_routes(town, web::Routes::new()).signed_in(login).await;
    browser.look().await;
    browser
}

#[test]
fn the_whole_library_can_be_written_in_both_languages() {
    let names = Names { center: "Lakeside", advocacy: "Harbor House" };
    for language in [Language::En, Language::Es] {
        let t = Tongue::new(language, "America/Chicago");
        let clauses = library::clauses(&t, names, Day::parse("2027-01-04").unwrap());
        let topics: Vec<Topic> = clauses.iter().map(|(topic, _)| *topic).collect();
        assert_eq!(topics, Topic::library().collect::<Vec<_>>(), "none of them looks like a person ({language:?})");
        let text = clauses[3].1.value("text").unwrap().as_str();
        assert!(text.contains("Lakeside") && text.contains("Harbor House"), "{text}");
        for way in Direction::ALL {
            assert_eq!(library::steps(&t, *way).len(), 8, "{language:?} {way:?}");
        }
    }
}

#[tokio::test]
async fn a_release_offers_what_a_referral_may_carry_and_no_longer_than_was_agreed() {
    let town = town().await;
    let mut ines = at(&town, "ines").await;
    let base = begin(&mut ines, "/releases/new").await;
    assert!(ines.get(&format!("{base}/what")).await.body.contains("value=\"note\""));
    let agreed = vec![
        clause(Topic::Carried, &[("elements", "name contact_plan contact needs")]),
        clause(Topic::Releases, &[("longest_release", "10")]),
    ];
    in_force(&town, agreed).await;
    let page = ines.get(&format!("{base}/what")).await.body;
    assert!(page.contains("value=\"name\"") && !page.contains("value=\"note\""));
    let refused = ines.post(&format!("{base}/what"), &[("elements", "request"), ("elements", "note")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "nor by hand");
    let partnership = town.partnership.to_string();
    go(&mut ines, &base, &usual(&partnership)[..3]).await;
    let page = ines.get(&format!("{base}/how-long")).await.body;
    assert!(page.contains("value=\"7\"") && !page.contains("value=\"15\""), "the usual life is too long by now");
    let long = ines.post(&format!("{base}/how-long"), &[("days", "15")]).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    let day = ines.post(&format!("{base}/how-long"), &[("days", "day"), ("until", "2026-12-10")]).await;
    assert_eq!(day.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_note_says_what_stays_and_the_sentence_that_is_agreed_to_leaves_it_out() {
    let town = town().await;
    let agreed = vec![
        clause(Topic::Carried, &[("elements", "contact_plan contact needs")]),
        clause(Topic::ResponseTime, &[("response", "business_days_1")]),
    ];
    in_force(&town, agreed).await;
    let mut rosa = at(&town, "rosa").await;
    let page = rosa.get("/notes/new").await.body;
    assert!(page.contains("a referral does not carry"), "{page}");
    assert!(page.contains("within 1 business day"));
    assert!(!page.contains("data-review=\"name\"") && page.contains("data-review=\"needs\""));
    // When it is over it sets nothing, says so, and keeps nobody from being connected.
    town.clock.pass(366 * 24 * 60);
    let mut rosa = at(&town, "rosa").await;
    let page = rosa.get("/notes/new").await.body;
    assert!(page.contains("is over since") && page.contains("You can still connect people"));
    assert!(page.contains("data-review=\"name\"") && !page.contains("a referral does not carry"));
    rosa.post("/language", &[("to", "es"), ("back", "/notes/new")]).await;
    let page = rosa.get("/notes/new").await.body;
    assert!(page.contains("terminó el") && page.contains("Todavía puede conectar a las personas"), "{page}");
    let mut dana = at(&town, "dana").await;
    for path in ["/home".to_owned(), format!("/together/{}", town.partnership)] {
        assert!(dana.get(&path).await.body.contains("The agreement with a partner is over"), "{path}");
    }
}

/// A key was exchanged, or somebody wrote in the database.
#[tokio::test]
async fn an_agreement_whose_signatures_hold_no_more_is_said_everywhere_and_keeps_nobody_from_being_connected() {
    let db = &TestStore::sqlite().await;
    let town = Town::on(db).await;
    for member in [&town.dana, &town.rosa] {
        confirm_sheet(&town.app, member).await;
    }
    in_force(&town, vec![clause(Topic::Carried, &[("elements", "contact_plan contact needs")])]).await;
    db.tamper("UPDATE mou_version SET content = replace(content, 'contact_plan', 'name contact_plan')").await;
    let page = at(&town, "rosa").await.get("/notes/new").await.body;
    assert!(page.contains("holds no more") && page.contains("You can still connect people"), "{page}");
    assert!(page.contains("data-review=\"name\"") && !page.contains("a referral does not carry"));
    let mut dana = at(&town, "dana").await;
    let home = format!("/together/{}", town.partnership);
    for path in ["/home".to_owned(), home.clone(), format!("{home}/mou")] {
        assert!(dana.get(&path).await.body.contains("holds no more"), "{path}");
    }
}

#[tokio::test]
async fn the_password_is_asked_again_before_anything_is_signed() {
    let town = town().await;
    app::mou::start(
        &town.app,
        &town.dana,
        town.partnership,
        vec![
            clause(Topic::Confidentiality, &[]),
            clause(Topic::Term, &[("starts", "2026-11-25"), ("ends", "2027-11-24")]),
        ],
    )
    .await
    .unwrap();
    testkit::agreed::agree(&town).await;
    app::mou::freeze(&town.app, &town.dana, town.partnership).await.unwrap();
    let path = format!("/together/{}/mou/versions/1/sign", town.partnership);
    let mut dana = at(&town, "dana").await;
    let page = dana.get(&path).await;
    let read = page.field("read").unwrap();
    for _ in 0..11 {
        town.clock.pass(1);
        dana.post("/awake", &[]).await;
    }
    let asked = dana.post(&path, &[("agree", "on"), ("read", &read)]).await;
    assert_eq!(asked.status, StatusCode::UNAUTHORIZED);
    assert!(asked.field("held").is_some(), "what was ticked is kept");
    let version = app::mou::version(&town.app, &town.maya, town.partnership, 1).await.unwrap().version;
    assert!(version.below.iter().all(|below| below.signed.is_none()));
    let held = asked.field("held").unwrap();
    let back = dana.post("/locked", &[("password", PASSWORD), ("held", &held), ("back", &path)]).await;
    assert_eq!(back.status, StatusCode::OK);
    dana.look().await;
    let signed = dana.post(&path, &[("agree", "on"), ("read", &read)]).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.body);
}

#[tokio::test]
async fn a_number_in_an_address_has_one_form_and_what_is_not_there_is_nothing() {
    let town = town().await;
    in_force(&town, Vec::new()).await;
    let mut dana = at(&town, "dana").await;
    let home = format!("/together/{}", town.partnership);
    assert_eq!(dana.get(&format!("{home}/mou/versions/1")).await.status, StatusCode::OK);
    for path in
        ["mou/versions/01", "mou/versions/2", "mou/versions/x", "procedures/both", "procedures/to_advocacy/live"]
    {
        assert_eq!(dana.get(&format!("{home}/{path}")).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    // What is signed already has nothing to be signed, and leads to the paper.
    let signed = dana.get(&format!("{home}/mou/versions/1/sign")).await;
    assert_eq!(signed.header("location"), format!("{home}/mou/versions/1"));
}

/// Some 200 pages of words that both agreed to: it is said before anything is signed that it cannot be printed.
#[tokio::test]
async fn an_agreement_that_no_paper_holds_is_answered_with_what_to_do_and_nothing_is_lost() {
    let town = town().await;
    in_force(&town, Vec::new()).await;
    let long = "palabra ".repeat(498);
    let own = |n: u8| {
        let id = Noun::Clause.only(town.partnership, &format!("own {n}"));
        let fields = [("heading", "One more"), ("text", long.as_str())];
        let typed = |code: &str| fields.iter().find(|(field, _)| *field == code).map(|(_, text)| *text);
        (Noun::Clause, id, Noun::Clause.read(typed).unwrap())
    };
    let clauses = (0..52).map(own).collect();
    app::workspace::begin(&town.app, &town.dana, town.partnership, clauses).await.unwrap();
    testkit::agreed::agree(&town).await;
    let mut dana = at(&town, "dana").await;
    let mou = format!("/together/{}/mou", town.partnership);
    let refused = dana.post(&format!("{mou}/freeze"), &[]).await;
    assert!(refused.status.is_client_error(), "{}", refused.status);
    let page = dana.get(&mou).await.body;
    assert!(page.contains("printed"), "{page}");
    let view = app::mou::show(&town.app, &town.maya, town.partnership).await.unwrap();
    assert_eq!((view.versions.len(), view.draft.len()), (1, 54), "nothing is frozen, and no word is lost");
}

/// Whoever accepts a procedure sees all that it says: the line to call, and which step says how soon somebody answers.
#[tokio::test]
async fn a_line_and_a_step_that_answers_are_read_before_they_are_accepted() {
    let town = town().await;
    let (app, with, way) = (&town.app, town.partnership, Direction::ToAdvocacy);
    let t = Tongue::new(Language::En, "America/Chicago");
    app::mou::procedure::start(app, &town.dana, with, way, library::steps(&t, way)).await.unwrap();
    let head = (Noun::Procedure, domain::mou::procedure::entry(with, way));
    let put = async |of: (Noun, domain::ids::EntryId), field: &'static str, value: &str| {
        let seen = app::workspace::entry(app, &town.dana, with, of).await.unwrap().seq;
        let changes = of.0.read(|code| (code == field).then_some(value)).unwrap();
        app::workspace::write(app, &town.dana, with, of, (seen, changes)).await.unwrap();
    };
    let mut maya = at(&town, "maya").await;
    let path = format!("/together/{with}/procedures/to_advocacy");
    let page = maya.get(&path).await.body;
    assert!(page.contains("Nobody is named to call when nobody answers") && !page.contains("/accept\""), "{page}");
    put(head, "hotline", "1-800-799-7233").await;
    let page = maya.get(&path).await.body;
    assert!(page.contains("<ins><b>Added:</b> 1-800-799-7233</ins>"), "{page}");
    let read = app::mou::procedure::show(app, &town.dana, with, way).await.unwrap().mark;
    for lead in [&town.dana, &town.maya] {
        app::mou::procedure::accept(app, lead, with, way, &read).await.unwrap();
    }
    // Another line, and another step that answers.
    put(head, "hotline", "1-800-799-7234").await;
    put((Noun::ProcedureStep, domain::mou::procedure::Part::Connect.entry(with, way)), "answers", "on").await;
    let page = maya.get(&path).await.body;
    for words in [
        "<del><b>Removed:</b> 1-800-799-7233</del>",
        "<ins><b>Added:</b> 1-800-799-7234</ins>",
        "live now",
        "not live yet",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let told =
        page.split("<ins>").any(|added| added.split("</ins>").next().unwrap().contains("Sets when an answer is due"));
    assert!(told, "{page}");
    // What waits for her leads there.
    let read = app::mou::procedure::show(app, &town.dana, with, way).await.unwrap().mark;
    app::mou::procedure::accept(app, &town.dana, with, way, &read).await.unwrap();
    let home = maya.get("/home").await.body;
    assert!(home.contains("href=\"/together?to=to_advocacy\""), "{home}");
    assert_eq!(maya.get("/together?to=to_advocacy").await.header("location"), path);
    assert_eq!(maya.get("/together?to=mou").await.header("location"), format!("/together/{with}/mou"));
    assert_eq!(maya.get("/together?to=//example.com").await.header("location"), format!("/together/{with}"));
}

/// A heading is signed; one that was changed stands in the comparison.
#[tokio::test]
async fn a_heading_that_was_changed_is_seen_before_it_is_accepted_and_signed() {
    let town = town().await;
    in_force(&town, Vec::new()).await;
    let of = (Noun::Clause, Topic::Confidentiality.entry(town.partnership));
    let seen = app::workspace::entry(&town.app, &town.dana, town.partnership, of).await.unwrap().seq;
    let changes = Noun::Clause.read(|code| (code == "heading").then_some("What we may tell")).unwrap();
    app::workspace::write(&town.app, &town.dana, town.partnership, of, (seen, changes)).await.unwrap();
    let mut maya = at(&town, "maya").await;
    let home = format!("/together/{}/mou", town.partnership);
    let clause = maya.get(&format!("{home}/clauses/{}", of.1)).await.body;
    testkit::agreed::agree(&town).await;
    app::mou::freeze(&town.app, &town.dana, town.partnership).await.unwrap();
    let compare = maya.get(&format!("{home}/versions/2/compare")).await.body;
    for page in [clause, compare] {
        assert!(page.contains("<del><b>Removed:</b> confidentiality</del>"), "{page}");
        assert!(page.contains("<ins><b>Added:</b> What we may tell</ins>"), "{page}");
    }
}
