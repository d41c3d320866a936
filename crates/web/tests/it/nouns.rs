//! Every noun of the partnership guide has a screen, and the screens of trainings, programs and the shelf take what is
//! typed and keep what is wrong.

use crate::browser::Browser;
use axum::http::{Method, StatusCode};
use std::collections::BTreeSet;
use testkit::town::{Town, confirm_sheet};

/// What the partnership guide names, in its order, and where it is in the product.
const GUIDE: &[(&str, &str)] = &[
    ("identify a partner: the national hotline", "/help"),
    ("identify a partner: on the shelf, with the finder of health centers", "/together/{id}/shelf"),
    ("services of an advocacy organization, and of a health center", "/services"),
    ("CUES, and a warm referral from the health center", "/notes/new"),
    ("a warm referral from the advocacy organization", "/reverse"),
    ("a referral that arrives", "/inbox"),
    ("rely on the expertise of the partner", "/consult"),
    ("A. meet with the leadership: why, services, history, logistics", "/together/{id}/meetings/{entry}"),
    ("a plan for consistent communication", "/together/{id}/meetings"),
    ("B. cross-trainings and visits", "/together/{id}/trainings"),
    ("B. everybody can describe what the other offers", "/together/{id}/coverage"),
    ("C. a procedure for warm referrals both ways", "/together/{id}/procedures/{way}"),
    ("D. the memorandum of understanding", "/together/{id}/mou"),
    ("coordinated care", "/referrals/{id}/plan"),
    ("monthly health celebration", "/together/{id}/celebrations"),
    ("track your successes", "/together/{id}/successes"),
    ("visiting health provider", "/together/{id}/visits"),
    ("advocacy-based health services", "/together/{id}/slots"),
    ("advocates specially trained", "/together/{id}/certificates"),
    ("mobile health and advocacy", "/together/{id}/stops"),
    ("co-located advocate, with space and budget", "/together/{id}/presences"),
    ("long-term sustainability", "/together/{id}/sustainability"),
    ("sustainability when people change", "/together/{id}/drill"),
    ("the way of the partnership as a whole", "/together/{id}"),
];

#[test]
fn every_noun_of_the_guide_has_a_screen() {
    let pages: BTreeSet<&str> =
        web::route_table().into_iter().filter(|entry| entry.method == Method::GET).map(|entry| entry.path).collect();
    let missing: Vec<_> = GUIDE.iter().filter(|(_, path)| !pages.contains(path)).collect();
    assert!(missing.is_empty(), "without a screen: {missing:?}");
}

/// Sentence by sentence through the guide: what it names, who opens the page of it, the page, and the words that it shows
/// there. `T` is the partnership.
const IN_WORDS: &[(&str, &str, &str, &[&str])] = &[
    (
        "Many advocacy organizations offer: drop in support, emergency shelter, housing, 24-hour hotlines, legal support, court \
         accompaniment, support groups and access to mental health services, health promotion, case management, \
         criminal justice advocacy, financial advocacy",
        "maya",
        "/services/ours/new",
        &[
            "Drop-in support and safety planning",
            "Shelter",
            "Longer-term housing",
            "24-hour hotline",
            "Legal support",
            "go to court with them",
            "Support groups and counseling",
            "Health and wellness",
            "Case management",
            "Help with police and courts",
            "Money and work",
        ],
    ),
    (
        "Many community health centers offer: primary care, pharmacy, reproductive health, HIV and STI, perinatal, substance \
         dependency, mental health, oral health, sliding fee, enrollment specialists, patient-majority governing boards, \
         language access",
        "dana",
        "/services/ours/new",
        &[
            "Primary care for the whole family",
            "Pharmacy",
            "emergency contraception",
            "HIV and STI",
            "before and after birth",
            "alcohol or drugs",
            "Mental and behavioral health",
            "Dental care",
            "at a price they can pay",
            "enroll in health coverage",
            "Board led by patients",
            "Care in their language",
        ],
    ),
    ("human trafficking survivors", "rosa", "/consult", &["Human trafficking"]),
    ("call the National Domestic Violence Hotline", "dana", "/help", &["800-799-7233"]),
    ("findahealthcenter.hrsa.gov", "dana", "T/shelf", &["Find a Health Center"]),
    ("rely on the expertise of your partners", "rosa", "/consult", &["Harbor House"]),
    (
        "why are we doing this",
        "dana",
        "T/meetings/new",
        &["Why are we doing this", "services", "before", "How you meet"],
    ),
    (
        "how often will you be meeting? in person? over the phone?",
        "dana",
        "T/meetings/new",
        &["In person", "phone", "Every month"],
    ),
    ("cross-trainings where staff visit each other", "dana", "T/trainings/new", &["CUES", "visit"]),
    ("everyone can describe what the other agency offers", "dana", "T/coverage", &["Clinician"]),
    ("procedure for bi-directional warm referrals", "dana", "T/procedures/to_advocacy", &["procedure"]),
    ("procedure for bi-directional warm referrals", "maya", "T/procedures/to_health_center", &["procedure"]),
    ("Memorandum of Understanding", "maya", "T/mou", &["Agreement (MOU)"]),
    ("Monthly Health Celebration", "dana", "T/celebrations/new", &["Every month", "Staff", "How many came"]),
    ("Track Your Successes", "dana", "/home", &["Counts this month"]),
    ("Visiting Health Provider", "dana", "T/visits/new", &["Room", "What to bring"]),
    (
        "substance dependency, HIV testing, sexual health education",
        "maya",
        "T/slots/new",
        &["HIV testing", "Sexual health"],
    ),
    ("advocates specially trained", "maya", "T/certificates", &["certif"]),
    ("mobile services", "dana", "T/stops/new", &["Whose"]),
    ("space and budget", "dana", "T/presences/new", &["Room", "hour"]),
    (
        "Oregon Guide to Healthcare Partnerships; STAND!; California",
        "dana",
        "T/shelf",
        &["Oregon Guide", "STAND!", "California"],
    ),
    ("systems changes", "dana", "T/policies/new", &["should change"]),
    ("Long Term Sustainability", "dana", "T/sustainability", &["Cost in the year to come"]),
];

#[tokio::test]
async fn every_noun_of_the_guide_is_read_on_its_page() {
    let town = Town::new().await;
    for session in [&town.dana, &town.maya, &town.rosa] {
        confirm_sheet(&town.app, session).await;
    }
    let home = format!("/together/{}", town.partnership);
    let mut missing = Vec::new();
    for who in ["dana", "maya", "rosa"] {
        let mut browser = Browser::at(&town).signed_in(who).await;
        for (noun, _, page, words) in IN_WORDS.iter().filter(|(_, by, ..)| *by == who) {
            let got = browser.get(&page.replace('T', &home)).await;
            assert_eq!(got.status, StatusCode::OK, "{page} for {noun}");
            let lacks = words.iter().filter(|words| !got.body.contains(**words));
            missing.extend(lacks.map(|words| format!("{words} on {page}, for {noun}")));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_kind_of_thing_that_two_leads_write_has_a_form_of_its_own() {
    let forms =
        |part: &str| web::route_table().iter().any(|entry| entry.method == Method::POST && entry.path.contains(part));
    for noun in domain::workspace::Noun::ALL {
        use domain::workspace::Noun;
        let part = match noun {
            Noun::Step => "/steps/{entry}",
            Noun::Pilot => "/pilots/new",
            Noun::Meeting => "/meetings/new",
            Noun::Action => "/actions",
            Noun::Clause => "/mou/clauses/new",
            Noun::Remark => "/mou/clauses/{entry}/remarks",
            Noun::Procedure => "/procedures/{way}/hotline",
            Noun::ProcedureStep => "/procedures/{way}/new",
            Noun::Occasion => "/calendar/new",
            Noun::Training => "/trainings/new",
            Noun::Celebration => "/celebrations/new",
            Noun::Visit => "/visits/new",
            Noun::Presence => "/presences/new",
            Noun::Stop => "/stops/new",
            Noun::Slot => "/slots/new",
            Noun::Fund => "/funds/new",
            Noun::Cost => "/costs/new",
            Noun::Policy => "/policies/new",
            Noun::Continuity => "/entries/{entry}",
            Noun::ShelfItem => "/shelf/new",
            Noun::Cycle => "/cycles/new",
        };
        assert!(forms(part), "{noun:?}");
    }
}

/// A lead of the two, where the two work together.
pub(crate) async fn at(town: &Town, who: &str) -> (Browser, String) {
    for session in [&town.dana, &town.maya] {
        confirm_sheet(&town.app, session).await;
    }
    let mut browser = Browser::at(town).signed_in(who).await;
    browser.look().await;
    (browser, format!("/together/{}", town.partnership))
}

/// The first link on the page that begins so and has this in it.
fn link(body: &str, begins: &str, within: &str) -> String {
    let mut found = body.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    found.find(|href| href.starts_with(begins) && href.contains(within)).unwrap().to_owned()
}

/// New things: their part of the path, something typed, and what is said when the rest is missing.
const NEW: &[(&str, (&str, &str), &str)] = &[
    ("trainings", ("note", "bring cards"), "Choose a topic."),
    ("celebrations", ("staff", "2"), "Choose a topic."),
    ("visits", ("room", "blue room"), "Choose who comes."),
    ("presences", ("room", "blue room"), "Choose a day of the week."),
    ("stops", ("area", "library"), "Choose whose unit it is."),
    ("slots", ("note", "bring kits"), "Choose the service."),
    ("funds", ("pays_for", "the room"), "Write who gives it."),
    ("costs", ("hours", "12"), "Write what it is for."),
    ("policies", ("note", "ask in March"), "Write what should change."),
    ("shelf", ("source", "a university"), "Write a title."),
    ("cycles", ("plan", "two cards in every room"), "Write what will change."),
];

#[tokio::test]
async fn every_new_thing_asks_for_what_it_needs_and_keeps_what_was_typed() {
    // A town for some of them: nobody may open many pages in a moment.
    for some in NEW.chunks(5) {
        let town = Town::new().await;
        let (mut maya, home) = at(&town, "maya").await;
        for (part, typed, wrong) in some {
            let path = format!("{home}/{part}/new");
            assert_eq!(maya.get(&path).await.status, StatusCode::OK, "{part}");
            let again = maya.post(&path, &[*typed, ("seen", "0")]).await;
            assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{part}");
            assert!(again.body.contains(wrong) && again.body.contains(typed.1), "{part}: {}", again.body);
        }
    }
}

#[tokio::test]
async fn what_looks_like_a_person_is_not_taken_and_a_form_that_comes_back_saves_nothing() {
    let town = Town::new().await;
    let (mut maya, home) = at(&town, "maya").await;
    let path = format!("{home}/celebrations/new");
    maya.get(&path).await;
    let fields = [("topic", "rest"), ("day", "2030-05-02"), ("note", "call 312-555-0142"), ("seen", "0")];
    let person = maya.post(&path, &fields).await;
    assert_eq!(person.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(person.body.contains("call 312-555-0142"), "nothing typed is lost: {}", person.body);
    let fields = [("topic", "rest"), ("day", "2030-05-02"), ("seen", "0"), ("resumed", "1")];
    assert_eq!(maya.post(&path, &fields).await.status, StatusCode::OK);
    assert!(!maya.get(&format!("{home}/celebrations")).await.body.contains("2030"));
}

#[tokio::test]
async fn money_is_typed_in_dollars_and_stays_what_it_was_when_the_rest_is_saved() {
    let town = Town::new().await;
    let (mut maya, home) = at(&town, "maya").await;
    let path = format!("{home}/funds/new");
    maya.get(&path).await;
    let fields =
        [("source", "A foundation"), ("amount", "$1,250.50"), ("starts_on", "2026-01-01"), ("ends_on", "2030-01-01")];
    let saved = maya.post(&path, &[&fields[..], &[("seen", "0")]].concat()).await;
    assert!(saved.status.is_redirection(), "{}", saved.body);
    let list = maya.get(&format!("{home}/sustainability")).await.body;
    assert!(list.contains("$1,250.50"), "{list}");
    let edit = list.split("A foundation").nth(1).map(|rest| link(rest, &home, "/entries/")).unwrap();
    let form = maya.get(&edit).await.body;
    assert!(form.contains("name=\"amount\" type=\"text\" value=\"1250.50\""), "{form}");
}

#[tokio::test]
async fn a_stop_that_is_withheld_stands_on_no_list_but_by_its_day_for_those_who_write() {
    let town = Town::new().await;
    let (mut maya, home) = at(&town, "maya").await;
    let path = format!("{home}/stops/new");
    maya.get(&path).await;
    let fields = [("host", "advocacy"), ("day", "2030-05-02"), ("area", "by the old mill"), ("withheld", "on")];
    assert!(maya.post(&path, &[&fields[..], &[("seen", "0")]].concat()).await.status.is_redirection());
    for (page, shows_day) in [("/stops", true), ("/changes", false)] {
        let body = maya.get(&format!("{home}{page}")).await.body;
        assert!(!body.contains("by the old mill"), "{page}");
        assert_eq!(body.contains("2 May 2030") || body.contains("May 2, 2030"), shows_day, "{page}: {body}");
    }
    confirm_sheet(&town.app, &town.ines).await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let body = ines.get(&format!("{home}/stops")).await.body;
    assert!(!body.contains("2030") && !body.contains("old mill"), "who only reads finds nothing of it");
}

#[tokio::test]
async fn a_link_of_the_shelf_is_opened_from_a_page_of_its_own_and_tells_nobody_where_one_comes_from() {
    let town = Town::new().await;
    let (mut dana, home) = at(&town, "dana").await;
    let shelf = dana.get(&format!("{home}/shelf")).await.body;
    assert!(!shelf.contains("href=\"https://"), "no link leads away at once");
    let open = dana.get(&link(&shelf, &home, "/open")).await.body;
    assert!(open.contains("rel=\"noreferrer noopener\" referrerpolicy=\"no-referrer\""), "{open}");
    let away = dana.post(&link(&shelf, &home, "/open").replace("/open", "/put"), &[("away", "on")]).await;
    assert!(away.status.is_redirection());
    assert!(dana.get(&format!("{home}/shelf")).await.body.contains("Put away</h2>"));
}

#[tokio::test]
async fn what_is_late_stands_on_the_home_of_both_leads() {
    let town = Town::new().await;
    let (mut dana, home) = at(&town, "dana").await;
    let path = format!("{home}/actions");
    dana.get(&path).await;
    dana.post(&path, &[("words", "send the list of services"), ("due", "2020-01-01"), ("seen", "0")]).await;
    assert!(dana.get("/home").await.body.contains("send the list of services"));
    let mut maya = Browser::at(&town).signed_in("maya").await;
    assert!(maya.get("/home").await.body.contains("send the list of services"));
}

#[tokio::test]
async fn a_part_of_who_came_is_not_told_where_few_are_left_and_refused_above_who_came() {
    let town = Town::new().await;
    let (mut maya, home) = at(&town, "maya").await;
    let path = format!("{home}/celebrations/new");
    maya.get(&path).await;
    let fields = |links: &'static str| {
        [("topic", "rest"), ("day", "2026-11-20"), ("heads", "40"), ("links", links), ("held", "on"), ("seen", "0")]
    };
    let above = maya.post(&path, &fields("41")).await;
    assert_eq!(above.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in ["There are more links than people who came", "href=\"#links\"", "value=\"40\"", "value=\"41\""] {
        assert!(above.body.contains(part), "{part}: {}", above.body);
    }
    maya.post("/language", &[("to", "es"), ("back", "/")]).await;
    maya.get(&path).await;
    let spanish = maya.post(&path, &fields("41")).await.body;
    assert!(spanish.contains("Hay más contactos que personas que vinieron"), "{spanish}");
    maya.post("/language", &[("to", "en"), ("back", "/")]).await;
    maya.get(&path).await;
    assert!(maya.post(&path, &fields("35")).await.status.is_redirection());
    let list = format!("{home}/celebrations");
    let ours = maya.get(&list).await.body;
    assert!(ours.contains("40 came") && ours.contains("35 links made"), "{ours}");
    let (mut dana, _) = at(&town, "dana").await;
    let theirs = dana.get(&list).await.body;
    assert!(theirs.contains("40 came") && theirs.contains("how many links were made is not told"), "{theirs}");
    let changes = format!("{home}/changes/{}", link(&theirs, &home, "/entries/").rsplit('/').next().unwrap());
    for page in [list, changes, format!("{home}/changes")] {
        let body = dana.get(&page).await.body;
        let tells = [">35<", " 35<", "35 links", "fewer than 11"];
        assert!(tells.iter().all(|one| !body.contains(one)), "{page}: {body}");
        assert!(body.contains("not told"), "{page}: {body}");
    }
}
