//! A coalition's page and the pages that connect it: what is told is said before anybody decides, and no page shows a number of
//! one organization.

use crate::browser::Browser;
use app::totals;
use axum::http::{Method, StatusCode};
use domain::member::{is_done_at, roles_at};
use domain::org::OrgKind;
use domain::totals::Period;
use testkit::TestStore;
use testkit::state::{State, connect_and_tell, state};
use testkit::town::{Town, confirm_sheet, hire};
use web::Policy;

const QUARTER: Period = Period::Quarter(2026, 3);

/// Houses that tell, each of which took on so many in the quarter and closed it.
async fn told(db: &TestStore, town: &Town, counts: &[usize]) -> State {
    let state = state(town, counts.len()).await;
    for (pair, n) in state.pairs.iter().zip(counts) {
        connect_and_tell(&town.app, &state.carla, &pair.house).await;
        pair.took_on(db, *n).await;
        totals::close(&town.app, &pair.house, pair.partnership, QUARTER).await.unwrap();
    }
    town.deliver().await;
    state
}

#[tokio::test]
async fn a_lead_sums_a_quarter_and_sentence_picture_table_and_file_say_the_same() {
    let db = TestStore::sqlite().await;
    let town = Town::on(&db).await;
    told(&db, &town, &[25, 31, 42]).await;
    let mut carla = Browser::at(&town).signed_in("carla").await;
    assert_eq!(carla.get("/").await.header("location"), "/coalition");
    let before = carla.get("/coalition").await.body;
    assert!(before.contains("No quarter is summed yet") && before.contains("Sum Quarter 3 of 2026"), "{before}");
    assert!(
        before.contains("3 of 3 organizations have told") && before.contains("House 1, House 2, House 3"),
        "{before}"
    );
    let summed = carla.post("/coalition", &[("period", "2026-q3"), ("noise", "none")]).await;
    assert_eq!(summed.header("location"), "/coalition?period=2026-q3", "{}", summed.body);
    let mut rita = Browser::at(&town).signed_in("rita").await;
    for browser in [&mut carla, &mut rita] {
        let page = browser.get("/coalition").await.body;
        assert!(page.contains("From health centers to advocates. Accepted: 98; Connected: not shown."), "{page}");
        assert!(page.contains("<span>98</span></td><td class=\"n\">3</td>"), "{page}");
        assert!(page.contains("text-anchor=\"end\">98</text>") && page.contains("Accepted: 98"), "{page}");
        assert!(page.contains("None was added") && !page.contains("Sum Quarter 3"), "{page}");
        for alone in ["25", "31", "42", "67", "73"] {
            assert!(!page.contains(&format!(">{alone}<")), "{alone} is a number of one or two of them");
        }
        let file = browser.get("/coalition/table.csv").await;
        assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
        assert!(file.body.contains("\"98\",\"3\",\"None was added.\""), "{}", file.body);
        let paper = browser.get("/coalition/paper.pdf").await;
        assert_eq!(paper.header("content-type"), "application/pdf");
        assert!(page.contains("href=\"/coalition/paper.pdf\""), "{page}");
        // What is not shown may be large, and what nobody told, as how many were delivered, is not there at all.
        assert!(!page.contains(">few<") && !file.body.contains("\"few\""), "{page}");
        let few = page.matches("<td class=\"n few\"><span>not shown</span>").count();
        assert_eq!(file.body.matches("\"not shown\",\"not shown\"").count(), few);
        assert_eq!(page.matches("text-anchor=\"end\">not shown</text>").count(), few);
        assert!(few > 0 && page.contains(&format!("{few} numbers are hidden here")), "{page}");
    }
    let again = carla.post("/coalition", &[("period", "2026-q3"), ("noise", "none")]).await;
    assert!(again.status == StatusCode::UNPROCESSABLE_ENTITY && again.body.contains("summed before"), "{}", again.body);
    assert_eq!(
        rita.post("/coalition", &[("period", "2026-q3"), ("noise", "none")]).await.status,
        StatusCode::NOT_FOUND
    );
    assert!(carla.get("/coalition?period=2026-q1").await.body.contains("This period is not summed"));
    rita.post("/language", &[("to", "es"), ("back", "/coalition")]).await;
    let spanish = rita.get("/coalition").await.body;
    assert!(spanish.contains("Aceptadas: 98; En contacto: no se muestra."), "{spanish}");
    drop(town);
    db.end().await;
}

#[tokio::test]
async fn noise_is_said_in_words_with_what_the_quarter_may_spend_and_has_spent() {
    let db = TestStore::sqlite().await;
    let town = Town::on(&db).await;
    told(&db, &town, &[25, 31, 42]).await;
    let mut carla = Browser::at(&town).signed_in("carla").await;
    let page = carla.get("/coalition").await.body;
    assert!(page.contains("With a budget of 1.000") && page.contains("This is done once"), "{page}");
    let odd = carla.post("/coalition", &[("period", "2026-q3"), ("noise", "3")]).await;
    assert!(
        odd.status == StatusCode::UNPROCESSABLE_ENTITY && odd.body.contains("Choose one of the answers about noise"),
        "{}",
        odd.body
    );
    // What was chosen stays chosen, and no answer is no choice: a quarter is summed once.
    let kept = carla.post("/coalition", &[("period", "2026"), ("noise", "1000")]).await;
    assert!(
        kept.body.contains("value=\"1000\" checked") && !kept.body.contains("value=\"none\" checked"),
        "{}",
        kept.body
    );
    let silent = carla.post("/coalition", &[("period", "2026-q3")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let none = carla.post("/coalition", &[("period", "2026"), ("noise", "none")]).await;
    assert!(none.body.contains("Only quarters are summed"), "{}", none.body);
    carla.post("/coalition", &[("period", "2026-q3"), ("noise", "1000")]).await;
    let page = carla.get("/coalition").await.body;
    assert!(
        page.contains("epsilon 0.250 each") && page.contains("may spend 1.000 and has spent 1.000; 0.000 is left"),
        "{page}"
    );
    drop(town);
    db.end().await;
}

#[tokio::test]
async fn an_organization_reads_what_is_told_before_it_decides_and_stops_by_itself() {
    let db = TestStore::sqlite().await;
    let town = Town::on(&db).await;
    // Partners since the year before.
    db.tamper("UPDATE partnership SET created_at = created_at - 40000000000000").await;
    state(&town, 0).await;
    for session in [&town.maya, &town.dana] {
        confirm_sheet(&town.app, session).await;
    }
    let mut carla = Browser::at(&town).signed_in("carla").await;
    carla.look().await;
    assert!(carla.get("/affiliations").await.body.contains("No organization is connected yet"));
    let empty = carla.post("/affiliations/code", &[("name", "")]).await;
    assert!(empty.body.contains("Write the name of the organization"), "{}", empty.body);
    let made = carla.post("/affiliations/code", &[("name", "Harbor House")]).await.body;
    let code: Vec<&str> = made
        .split_once("class=\"groups code\">")
        .unwrap()
        .1
        .split_once("</p>")
        .unwrap()
        .0
        .split("<span>")
        .skip(1)
        .map(|part| part.split_once("</span>").unwrap().0)
        .collect();
    let mut maya = Browser::at(&town).signed_in("maya").await;
    maya.look().await;
    let typed = maya.post("/partnership/accept", &[("code", &code.join("-"))]).await;
    assert_eq!(typed.header("location"), "/affiliations", "{}", typed.body);
    let list = maya.get("/affiliations").await.body;
    assert!(list.contains("State Coalition") && list.contains("Tells nothing"), "{list}");
    let id = list.split_once("/affiliations/").unwrap().1.split_once('/').unwrap().0.to_owned();
    let tell = format!("/affiliations/{id}/tell");
    let page = maya.get(&tell).await.body;
    assert!(page.contains("Compare the six words first") && !page.contains("from now on</button>"), "{page}");
    let early = maya.post(&tell, &[]).await;
    assert!(
        early.status == StatusCode::UNPROCESSABLE_ENTITY && early.body.contains("Compare the six words first"),
        "{}",
        early.body
    );
    for browser in [&mut maya, &mut carla] {
        let words = browser.get(&format!("/affiliations/{id}/words")).await.body;
        let words = words.split_once("name=\"words\" value=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
        let unread = browser.post(&format!("/affiliations/{id}/words"), &[("words", &words)]).await;
        assert!(unread.body.contains("Read the words to each other first"), "{}", unread.body);
        let done = browser.post(&format!("/affiliations/{id}/words"), &[("words", &words), ("agree", "on")]).await;
        assert_eq!(done.header("location"), "/affiliations", "{}", done.body);
    }
    let page = maya.get(&tell).await.body;
    for said in [
        "Nothing is told now",
        "the same lines, protected and signed",
        "Anything about a person",
        "Our own exact figures",
        "deleted there when the quarter is summed",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    totals::close(&town.app, &town.maya, town.partnership, QUARTER).await.unwrap();
    assert_eq!(maya.post(&tell, &[]).await.header("location"), tell);
    let page = maya.get(&tell).await.body;
    assert!(
        page.contains("Stop telling") && page.contains("Quarter 3 of 2026 · Lakeside") && page.contains("Not told."),
        "{page}"
    );
    let partnership = town.partnership.to_string();
    let one = [("partnership", partnership.as_str()), ("period", "2026-q3")];
    assert_eq!(maya.post(&format!("/affiliations/{id}/period"), &one).await.header("location"), tell);
    assert!(maya.get(&tell).await.body.contains("They are on their way"));
    town.deliver().await;
    assert!(maya.get(&tell).await.body.contains("They arrived"));
    let twice = maya.post(&format!("/affiliations/{id}/period"), &one).await;
    assert!(twice.body.contains("told before"), "{}", twice.body);
    assert!(carla.get("/coalition").await.body.contains("1 of 1 organization has told"));
    for _ in 0..2 {
        assert_eq!(maya.post(&format!("/affiliations/{id}/stop"), &[]).await.header("location"), tell);
    }
    assert!(maya.get(&tell).await.body.contains("Nothing is told now"));
    // Neither the coalition nor anybody else decides it.
    let mut dana = Browser::at(&town).signed_in("dana").await;
    dana.look().await;
    for (browser, whose) in [(&mut carla, "carla"), (&mut dana, "dana")] {
        for path in [tell.clone(), format!("/affiliations/{id}/stop"), format!("/affiliations/{id}/period")] {
            assert_eq!(browser.post(&path, &one).await.status, StatusCode::NOT_FOUND, "{whose} {path}");
        }
        assert_eq!(browser.get(&tell).await.status, StatusCode::NOT_FOUND);
    }
    drop(town);
    db.end().await;
}

#[tokio::test]
async fn what_is_not_done_at_a_coalition_is_not_there_for_anybody_who_works_there() {
    let town = Town::new().await;
    let state = state(&town, 0).await;
    let (mut read, mut done) = (0, 0);
    for role in roles_at(OrgKind::Coalition) {
        let login = format!("there-{}", role.code());
        let member = hire(&town.app, &state.carla, &login, *role).await;
        confirm_sheet(&town.app, &member).await;
        let mut browser = Browser::with_routes(&town, web::Routes::new()).signed_in(&login).await;
        // What stands in the menu is the role's.
        let nothing = browser.get("/no-such-page").await;
        for entry in web::route_table() {
            let Policy::Deed(deed) = entry.policy else { continue };
            if is_done_at(OrgKind::Coalition, deed) {
                continue;
            }
            let part = |part: &str| if part.starts_with('{') { town.partnership.to_string() } else { part.to_owned() };
            let path = entry.path.split('/').map(part).collect::<Vec<_>>().join("/");
            let got =
                if entry.method == Method::GET { browser.get(&path).await } else { browser.post(&path, &[]).await };
            assert_eq!(
                (got.status, &got.body),
                (StatusCode::NOT_FOUND, &nothing.body),
                "{login} {} {path}",
                entry.method
            );
            if entry.method == Method::GET {
                read += 1;
            } else {
                done += 1;
            }
        }
    }
    assert!(read > 100 && done > 100, "{read} pages and {done} deeds were asked for");
}
