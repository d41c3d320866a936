//! Every noun of the partnership guide has a screen, and the screens of trainings, programs and the shelf take what is
//! typed and keep what is wrong.

use crate::browser::Browser;
use axum::http::{Method, StatusCode};
use domain::listing::{Listing, Offered, Room};
use domain::service::Service;
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
    ("track your successes", "/home"),
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
        };
        assert!(forms(part), "{noun:?}");
    }
}

async fn at(town: &Town, who: &str) -> (Browser, String) {
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
async fn a_health_center_keeps_no_certificates() {
    let town = Town::new().await;
    let (mut dana, home) = at(&town, "dana").await;
    for page in ["certificates", "certificates/new"] {
        assert_eq!(dana.get(&format!("{home}/{page}")).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    assert!(!dana.get(&format!("{home}/slots")).await.body.contains("/certificates"));
}

#[tokio::test]
async fn a_certificate_says_what_is_wrong_with_it() {
    let town = Town::new().await;
    let (mut maya, home) = at(&town, "maya").await;
    let path = format!("{home}/certificates/new");
    maya.get(&path).await;
    let nothing = maya.post(&path, &[("hours", "x"), ("expires_on", "soon")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    for wrong in ["Choose who it is.", "Choose a day.", "cannot be read"] {
        assert!(nothing.body.contains(wrong), "{wrong}: {}", nothing.body);
    }
    let ines = town.ines.member().to_string();
    let fields = [("member", ines.as_str()), ("skill", "hiv_testing"), ("hours", "16"), ("certified_on", "2026-05-01")];
    let before = maya.post(&path, &[&fields[..], &[("expires_on", "2026-04-01")]].concat()).await;
    assert_eq!(before.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(before.body.contains("The last day is before the first one."));
    assert!(maya.post(&path, &fields).await.status.is_redirection());
    let list = maya.get(&format!("{home}/certificates")).await.body;
    assert!(list.contains("HIV testing") && list.contains("16 hours"), "{list}");
    let remove = list.split("action=\"").find(|rest| rest.contains("/certificates/")).unwrap();
    let remove = remove.split('"').next().unwrap().to_owned();
    assert!(maya.post(&remove, &[("sure", "on")]).await.status.is_redirection());
    assert!(!maya.get(&format!("{home}/certificates")).await.body.contains("16 hours"));
}

#[tokio::test]
async fn who_was_there_takes_answers_from_one_to_five_and_no_others() {
    let town = Town::new().await;
    let (mut dana, home) = at(&town, "dana").await;
    let path = format!("{home}/trainings/new");
    dana.get(&path).await;
    let fields =
        [("kind", "site_visit"), ("topic", "cues"), ("day", "2026-05-01"), ("host", "advocacy"), ("held", "on")];
    let saved = dana.post(&path, &[&fields[..], &[("seen", "0")]].concat()).await;
    let training = saved.header("location").to_owned();
    let attendance = format!("{training}/attendance");
    let rosa = town.rosa.member().to_string();
    let (before, after) = (format!("before-{rosa}"), format!("after-{rosa}"));
    dana.get(&attendance).await;
    let wrong = dana.post(&attendance, &[("there", &rosa), (&before, "7")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("Choose a number from 1 to 5"));
    assert!(dana.post(&attendance, &[("there", &rosa), (&before, "2"), (&after, "4")]).await.status.is_redirection());
    assert!(dana.get(&training).await.body.contains("Clinician: 1"));
    assert!(dana.get(&attendance).await.body.contains("<option value=\"4\" selected>4</option>"));
    let coverage = dana.get(&format!("{home}/coverage")).await.body;
    assert!(coverage.contains("1 of 1 know the partner"), "{coverage}");
}

#[tokio::test]
async fn ending_access_shows_what_is_open_and_offers_who_takes_over() {
    let town = Town::new().await;
    let olga = testkit::town::hire(&town.app, &town.maya, "olga", domain::member::Role::Lead).await;
    let (mut maya, home) = at(&town, "maya").await;
    let path = format!("{home}/actions");
    maya.get(&path).await;
    maya.post(&path, &[("words", "send the list"), ("owner", &olga.member().to_string()), ("seen", "0")]).await;
    let end = format!("/people/{}/end", olga.member());
    let page = maya.get(&end).await.body;
    assert!(page.contains("One thing in the partnership workspace is in their name."), "{page}");
    let wrong = maya.post(&end, &[("to", &town.ines.member().to_string())]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("Choose a lead who works here now."));
    assert!(maya.post(&end, &[("to", &town.maya.member().to_string())]).await.status.is_redirection());
    let drill = maya.get(&format!("{home}/drill/{}", town.maya.member())).await.body;
    assert!(drill.contains("send the list"), "{drill}");
}

#[tokio::test]
async fn a_lead_hands_over_on_a_page_of_its_own_and_both_homes_say_who_answers() {
    let town = Town::new().await;
    let olga = testkit::town::hire(&town.app, &town.maya, "olga", domain::member::Role::Lead).await;
    let (mut maya, home) = at(&town, "maya").await;
    let drill = format!("{home}/drill/{}", town.maya.member());
    let page = format!("{drill}/hand-over");
    assert!(maya.get(&drill).await.body.contains(&page));
    assert!(maya.get(&page).await.body.contains("They are the liaison."));
    let wrong = maya.post(&page, &[]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("Choose who takes over."));
    let back = maya.post(&page, &[("to", &olga.member().to_string()), ("resumed", "1")]).await;
    assert_eq!(back.status, StatusCode::OK, "shown, and nothing is done");
    let done = maya.post(&page, &[("to", &olga.member().to_string())]).await;
    assert_eq!(done.header("location"), home);
    let (mut dana, _) = at(&town, "dana").await;
    for side in [&mut maya, &mut dana] {
        let body = side.get(&home).await.body;
        assert!(body.contains("Who answers") && body.contains("Before: maya."), "{body}");
    }
    assert!(dana.get("/home").await.body.contains("Somebody else answers for one side"));
    let theirs = dana.get(&format!("{home}/drill/{}", olga.member())).await.body;
    assert!(!theirs.contains("/hand-over"), "the partner's people are its own to name");
    let refused = dana.get(&format!("{home}/drill/{}/hand-over", olga.member())).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_admin_writes_down_where_a_colleague_mostly_works() {
    let town = Town::new().await;
    let (mut dana, home) = at(&town, "dana").await;
    let page = format!("/people/{}/site", town.rosa.member());
    assert!(dana.get(&page).await.body.contains("There is no site yet."));
    let site = domain::listing::Site {
        id: domain::ids::SiteId::from_bytes([3; 16]),
        name: testkit::town::label("Lakeside East"),
        phone: None,
        address: None,
        remark: domain::listing::Remark::default(),
    };
    app::listings::save_site(&town.app, &town.dana, site.clone(), None).await.unwrap();
    assert!(dana.get("/people").await.body.contains(&page));
    dana.get(&page).await;
    for wrong in ["nowhere", "00000000000000000000000000000009"] {
        let refused = dana.post(&page, &[("site", wrong)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(dana.post(&page, &[("site", &site.id.to_string())]).await.header("location"), "/people");
    assert!(dana.get("/people").await.body.contains("Lakeside East"));
    assert!(dana.get(&format!("{home}/coverage")).await.body.contains("Lakeside East: Clinician"));
}

#[tokio::test]
async fn what_is_overdue_stands_on_both_homes_and_after_a_meeting_the_next_one_is_offered() {
    let town = Town::new().await;
    let (mut dana, home) = at(&town, "dana").await;
    let path = format!("{home}/meetings/new");
    dana.get(&path).await;
    let fields = [("day", "2026-11-10"), ("clock", "09:30"), ("minutes", "45"), ("cadence", "monthly"), ("seen", "0")];
    let saved = dana.post(&path, &fields).await;
    let meeting = saved.header("location").to_owned();
    let (mut maya, _) = at(&town, "maya").await;
    for (is_dana, page) in [(true, "/home"), (false, "/home"), (false, home.as_str())] {
        let side = if is_dana { &mut dana } else { &mut maya };
        let body = side.get(page).await.body;
        assert!(body.contains("was it held?") && body.contains(&meeting), "{body}");
    }
    let write = format!("{meeting}/write");
    dana.get(&write).await;
    let seen = dana
        .get(&write)
        .await
        .body
        .split("name=\"seen\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let held = [
        ("day", "2026-11-10"),
        ("clock", "09:30"),
        ("minutes", "45"),
        ("cadence", "monthly"),
        ("held", "on"),
        ("seen", &seen),
    ];
    assert!(dana.post(&write, &held).await.status.is_redirection());
    let page = dana.get(&meeting).await.body;
    let next =
        page.split("href=\"").find(|link| link.contains("/meetings/new?after=")).unwrap().split('"').next().unwrap();
    let form = dana.get(next).await.body;
    assert!(form.contains("value=\"2026-12-10\"") && form.contains("value=\"09:30\"") && form.contains("value=\"45\""));
    assert!(!dana.get("/home").await.body.contains("was it held?"));
}

#[tokio::test]
async fn a_day_of_weekly_hours_falls_out_and_is_put_back_on_the_agenda() {
    let town = Town::new().await;
    let (mut maya, home) = at(&town, "maya").await;
    let path = format!("{home}/presences/new");
    maya.get(&path).await;
    let fields = [
        ("weekday", "tuesday"),
        ("clock", "13:00"),
        ("minutes", "120"),
        ("starts_on", "2026-12-01"),
        ("separate", "on"),
        ("seen", "0"),
    ];
    assert!(maya.post(&path, &fields).await.status.is_redirection());
    let agenda = format!("{home}/calendar");
    let page = maya.get(&agenda).await.body;
    let skip = page.split("action=\"").find(|at| at.contains("/skip\"")).unwrap().split('"').next().unwrap().to_owned();
    assert!(maya.post(&skip, &[("day", "2026-12-22")]).await.status.is_redirection());
    let page = maya.get(&agenda).await.body;
    assert!(page.contains("What falls out") && page.contains("Put it back"), "{page}");
    let back = skip.replace("/skip", "/put-back");
    assert!(maya.post(&back, &[("day", "2026-12-22")]).await.status.is_redirection());
    assert!(!maya.get(&agenda).await.body.contains("What falls out"));
    assert_eq!(maya.post(&back, &[("day", "2026-12-22")]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(maya.post(&back, &[("day", "never")]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_need_says_whether_the_partner_has_room_and_can_be_asked_for_all_the_same() {
    let town = Town::new().await;
    let list = app::listings::show(&town.app, &town.maya, town.maya.org_id()).await.unwrap();
    let line = list.lines.iter().find(|one| one.what == Offered::Coded(Service::Shelter)).cloned();
    let line = line.unwrap_or_else(|| list.lines[0].clone());
    let full = Listing {
        id: domain::ids::ListingId::from_bytes([4; 16]),
        what: Offered::Coded(Service::Shelter),
        site: None,
        room: Room::Full,
        full_until: domain::day::Day::parse("2026-12-09"),
        ..line
    };
    for one in list.lines.iter().filter(|one| one.what == Offered::Coded(Service::Shelter)) {
        app::listings::remove(&town.app, &town.maya, one.id).await.unwrap();
    }
    app::listings::save(&town.app, &town.maya, full, None).await.unwrap();
    confirm_sheet(&town.app, &town.rosa).await;
    let (mut rosa, _) = at(&town, "rosa").await;
    let page = rosa.get("/notes/new").await.body;
    assert!(page.contains("(Full until December 9, 2026)"), "{page}");
    let label = page.split("<label").find(|label| label.contains("(Full until")).unwrap();
    assert!(
        label.contains("data-say=\"")
            && !label.split("data-say=\"").nth(1).unwrap().split('"').next().unwrap().contains("Full"),
        "the partner reads the need alone: {label}"
    );
}
