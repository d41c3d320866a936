//! The pages of the main job, as the two organizations of the town use them.

use crate::browser::{Browser, Got};
use crate::steps::{begin, go, usual};
use axum::http::StatusCode;
use domain::ids::{ReferralId, ReleaseId};
use domain::release::{Element, Purpose};
use testkit::town::{ALL_BUT_SUBSTANCE_USE, CANARY_NAME, CANARY_NUMBER, Town, confirm_sheet};

/// A town whose members have their recovery sheets, so that no page leads there first.
async fn town() -> Town {
    let town = Town::new().await;
    for member in [&town.ines, &town.june, &town.sam] {
        confirm_sheet(&town.app, member).await;
    }
    town
}

/// A referral from Lakeside that has arrived at Harbor House: its id there.
async fn arrived(town: &Town) -> ReferralId {
    let sent = town.refer().await;
    town.deliver().await;
    town.across(&town.rosa, &town.ines, sent).await
}

/// A referral from Harbor House that has arrived at Lakeside: both ids.
async fn reversed(town: &Town) -> (ReferralId, ReferralId) {
    let (release, id) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    app::referrals::send(&town.app, &town.ines, town.reverse(id, release)).await.unwrap();
    town.deliver().await;
    (id, town.across(&town.ines, &town.rosa, id).await)
}

#[tokio::test]
async fn the_inbox_says_no_name_and_the_record_shows_it_with_the_number_masked() {
    let town = town().await;
    let id = arrived(&town).await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let list = ines.get("/inbox").await;
    assert_eq!(list.status, StatusCode::OK);
    assert!(list.body.contains(&format!("/referrals/{id}")));
    assert!(!list.body.contains(CANARY_NAME) && !list.body.contains(CANARY_NUMBER));
    let record = ines.get(&format!("/referrals/{id}")).await;
    assert!(record.body.contains(CANARY_NAME) && !record.body.contains(CANARY_NUMBER));
}

#[tokio::test]
async fn pages_that_open_nothing_of_a_record_write_no_opening_down() {
    let town = town().await;
    let sent = town.refer().await;
    town.deliver().await;
    let id = town.across(&town.rosa, &town.ines, sent).await;
    confirm_sheet(&town.app, &town.rosa).await;
    let written = async |session| app::audit::latest(&town.app, session, None).await.unwrap()[0].seq;
    for (login, lead, paths) in [
        ("ines", &town.maya, vec![format!("/referrals/{id}/stop"), format!("/referrals/{id}/release")]),
        ("rosa", &town.dana, vec![format!("/referrals/{sent}/stop")]),
    ] {
        let mut browser = Browser::at(&town).signed_in(login).await;
        let before = written(lead).await;
        for path in paths {
            let page = browser.get(&path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(!page.body.contains(CANARY_NAME) && !page.body.contains(CANARY_NUMBER), "{path}");
            assert!(page.body.contains(if login == "ines" { "Lakeside" } else { "Harbor House" }), "{path}");
            assert_eq!(written(lead).await, before, "{path} writes nothing");
        }
    }
}

#[tokio::test]
async fn a_slip_speaks_to_the_person_and_its_buttons_to_the_member_who_prints_it() {
    let town = town().await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let id = town.partnership;
    let english =
        ("<html lang=\"en\" data-idle=\"15\">", "lang=\"en\">\n<p class=\"actions\">", ">Back</a>", ">Print</button>");
    let spanish = (
        "<html lang=\"es\" data-idle=\"15\">",
        "lang=\"es\">\n<p class=\"actions\">",
        ">Volver</a>",
        ">Imprimir</button>",
    );
    for (staff, ours) in [("en", english), ("es", spanish)] {
        ines.post("/language", &[("to", staff), ("back", "/help")]).await;
        for (person, theirs) in [("en", english), ("es", spanish)] {
            let sheet = ines.get(&format!("/reverse/slip/{id}/{person}")).await.body;
            assert!(sheet.contains(theirs.0), "{staff} prints in {person}");
            for words in [ours.1, ours.2, ours.3] {
                assert!(sheet.contains(words), "{staff} prints in {person}: {words}");
            }
        }
    }
}

#[tokio::test]
async fn a_paper_page_locks_like_any_other_in_the_words_of_staff_and_prints_none_of_it() {
    let town = town().await;
    let (release, _) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let slip = |person: &str| format!("/reverse/slip/{}/{person}", town.partnership);
    for (staff, lock) in [("en", "Lock this screen now"), ("es", "Bloquear esta pantalla ahora")] {
        ines.post("/language", &[("to", staff), ("back", "/help")]).await;
        for path in [slip("en"), slip("es"), format!("/releases/{release}/paper")] {
            let page = ines.get(&path).await.body;
            let (staff_only, paper) = page.split_once("<main").unwrap();
            assert!(staff_only.contains("class=\"staff-only") && staff_only.contains(lock), "{path}");
            assert!(staff_only.contains(&format!("name=\"csrf\" value=\"{}\"", ines.csrf())), "{path}");
            assert!(page.contains("data-idle=\"15\"") && page.contains("<dialog id=\"idle\""), "{path}");
            assert!(!paper.split("</main>").next().unwrap().contains("/lock"), "{path}");
        }
    }
    assert_eq!(ines.post("/lock", &[]).await.header("location"), "/locked");
    assert_eq!(ines.get(&slip("en")).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_number_is_shown_once_it_is_asked_for_and_that_is_written_down() {
    let town = town().await;
    let id = arrived(&town).await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    ines.look().await;
    assert_eq!(ines.post(&format!("/referrals/{id}/accept"), &[]).await.status, StatusCode::SEE_OTHER);
    let shown = ines.post(&format!("/referrals/{id}/number"), &[]).await;
    assert!(shown.body.contains(CANARY_NUMBER));
    assert!(shown.header("cache-control").contains("no-store"));
    let again = ines.get(&format!("/referrals/{id}/number")).await;
    assert!(!again.body.contains(CANARY_NUMBER));
    let view = app::referrals::show(&town.app, &town.ines, id).await.unwrap();
    assert!(view.openings.iter().any(|opening| opening.shown == Some(domain::safe_contact::PlanField::Number)));
}

#[tokio::test]
async fn not_safe_closes_the_contact_at_once() {
    let town = town().await;
    let id = arrived(&town).await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    ines.look().await;
    ines.post(&format!("/referrals/{id}/accept"), &[]).await;
    let stopped = ines.post(&format!("/referrals/{id}/attempt"), &[("result", "not_safe")]).await;
    assert_eq!(stopped.status, StatusCode::SEE_OTHER);
    let record = ines.get(&format!("/referrals/{id}")).await;
    assert!(record.body.contains("safe never") && !record.body.contains("/number\""));
}

#[tokio::test]
async fn a_person_one_knows_is_hidden_from_oneself_alone() {
    let town = town().await;
    let id = arrived(&town).await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    ines.look().await;
    assert_eq!(ines.post(&format!("/referrals/{id}/know"), &[]).await.header("location"), "/inbox");
    assert_eq!(ines.get(&format!("/referrals/{id}")).await.status, StatusCode::NOT_FOUND);
    let mut june = Browser::at(&town).signed_in("june").await;
    assert_eq!(june.get(&format!("/referrals/{id}")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_ending_needs_a_choice_and_keeps_the_page() {
    let town = town().await;
    let id = arrived(&town).await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    ines.look().await;
    ines.post(&format!("/referrals/{id}/accept"), &[]).await;
    let refused = ines.post(&format!("/referrals/{id}/close"), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("href=\"#outcome\""));
    let ended = ines.post(&format!("/referrals/{id}/close"), &[("outcome", "decided_not_to")]).await;
    assert_eq!(ended.header("location"), format!("/referrals/{id}"));
}

#[tokio::test]
async fn the_front_desk_never_reads_the_agency() {
    let town = town().await;
    let (_, id) = reversed(&town).await;
    let mut sam = Browser::at(&town).signed_in("sam").await;
    sam.look().await;
    let services = sam.get("/services").await;
    assert_eq!(services.status, StatusCode::NOT_FOUND, "the page of services names the agency");
    let list = sam.get("/arrivals").await;
    assert!(!list.body.contains("href=\"/services\""));
    let visit = sam.get(&format!("/arrivals/{id}")).await;
    let wrong = sam.post(&format!("/arrivals/{id}/book"), &[("visit_at", "never")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(list.body.contains(&format!("/arrivals/{id}")) && !list.body.contains(CANARY_NAME));
    assert!(visit.body.contains(CANARY_NAME));
    for page in [&services, &list, &visit, &wrong] {
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
        for word in ["Harbor", "ines", "Advocacy", "advocate"] {
            assert!(!page.body.contains(&format!(" {word} ")) && !page.body.contains("Harbor House"), "{word}");
        }
    }
}

#[tokio::test]
async fn a_visit_is_offered_no_time_that_nobody_has_looked_up() {
    let town = town().await;
    let (_, id) = reversed(&town).await;
    let mut sam = Browser::at(&town).signed_in("sam").await;
    sam.look().await;
    let path = format!("/arrivals/{id}");
    let stands =
        |page: &Got, at: &str| page.body.contains(&format!("name=\"visit_at\" type=\"datetime-local\" value=\"{at}\""));
    let fresh = sam.get(&path).await;
    assert!(stands(&fresh, ""));
    assert!(!fresh.body.contains("name=\"slot\"") && !fresh.body.contains(":40 AM</button>"));
    let booked = sam.post(&format!("{path}/book"), &[("visit_at", "2026-11-30T11:40")]).await;
    assert_eq!(booked.header("location"), path);
    let page = sam.get(&path).await;
    assert!(stands(&page, "2026-11-30T11:40"), "the booked time stands");
    let next = "Next: tell the person the time, only in the safe way that stands here.";
    assert!(page.body.contains(next) && page.body.contains("Nobody else is told of it from here."), "{}", page.body);
    let empty = sam.post(&format!("{path}/book"), &[("visit_at", "")]).await;
    assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && stands(&empty, ""));
}

#[tokio::test]
async fn only_the_front_desk_reads_the_lines_on_the_page_of_help_and_nowhere_else() {
    let town = town().await;
    let lines = |body: &str| body.contains("1-800-799-7233");
    let mut sam = Browser::at(&town).signed_in("sam").await;
    let desk = sam.get("/arrivals").await.body;
    assert!(!lines(&desk) && desk.contains("<p><a href=\"/help\">"));
    assert!(lines(&sam.get("/help").await.body));
    assert!(lines(&sam.get("/nowhere").await.body), "the help lines stand on every error page");
    let mut ines = Browser::at(&town).signed_in("ines").await;
    assert!(lines(&ines.get("/inbox").await.body));
}

#[tokio::test]
async fn the_audit_says_that_a_record_was_worked_on_and_not_how_and_that_a_notice_held_nothing_about_the_person() {
    let town = town().await;
    for lead in [&town.dana, &town.maya, &town.rosa] {
        confirm_sheet(&town.app, lead).await;
    }
    let ours = town.refer().await;
    town.deliver().await;
    let theirs = town.across(&town.rosa, &town.ines, ours).await;
    let release = ReleaseId::new(town.app.next_id());
    let new = town.new_release(release, theirs, Purpose::Feedback, &[Element::Attendance]);
    app::releases::walk(&town.app, &town.ines, new).await.unwrap();
    app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
    app::referrals::connected(&town.app, &town.ines, theirs, town.form(), false).await.unwrap();
    town.deliver().await;
    app::referrals::show(&town.app, &town.rosa, ours).await.unwrap();
    let told = Browser::at(&town).signed_in("dana").await.get("/audit").await.body;
    let record = ours.short_code();
    assert!(told.contains(&format!("This service worked on record {record}.")) && !told.contains("told us"), "{told}");
    let (_, visit) = reversed(&town).await;
    app::arrivals::show(&town.app, &town.sam, visit).await.unwrap();
    let opened = Browser::at(&town).signed_in("dana").await.get("/audit").await.body;
    let notice = format!("notice about record {}, without anything about the person.", visit.short_code());
    assert!(opened.contains(&notice), "{opened}");
}

#[tokio::test]
async fn a_release_is_signed_only_whole_and_a_referral_goes_out_under_it_once() {
    let town = town().await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    let partnership = town.partnership.to_string();
    let base = begin(&mut ines, "/releases/new").await;
    let what = ines.get(&format!("{base}/what")).await.body;
    let strip = "<div class=\"review\" aria-live=\"polite\" hidden>";
    assert!(what.contains(strip), "without script nothing keeps it true");
    let signed = go(&mut ines, &base, &usual(&partnership)).await;
    let details = signed.header("location").to_owned();
    assert!(details.ends_with("/details"), "{} {details}", signed.status);
    let asked = [
        ("urgency", "today"),
        ("language", "es"),
        ("clinician", "any"),
        ("way", "do_not_contact"),
        ("voicemail", "never"),
        ("handoff", "person_reaches_out"),
        ("name", "Ana"),
        ("note", "not ticked, so it stays here"),
    ];
    // Whoever signed believes that they are being connected: it stands on top until it is sent.
    for path in ["/inbox", "/releases"] {
        let page = ines.get(path).await.body;
        assert!(page.contains("Signed, waits for you to send"), "{path}: {page}");
        assert_eq!(page.matches(&format!("href=\"{details}\"")).count(), 1, "{path}");
    }
    let page = ines.get(&details).await.body;
    let hint =
        |field: &str| page.split(&format!("id=\"{field}-hint\"")).nth(1).map(|rest| rest.split("</p>").next().unwrap());
    for stays in ["needs", "language", "number", "note"] {
        assert!(hint(stays).is_some_and(|said| said.contains("Stays with us")), "{stays}: {page}");
    }
    assert!(!hint("name").unwrap().contains("Stays with us"), "it was ticked");
    assert!(page.contains("How to reach them stays with us") && page.contains("wishes for the visit stay with us"));
    let sent = ines.post(&details, &asked).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let record = sent.header("location").to_owned();
    for path in ["/inbox", "/releases"] {
        assert!(!ines.get(path).await.body.contains("Signed, waits for you to send"), "{path}");
    }
    let again = ines.post(&details, &asked).await;
    assert_eq!(again.header("location"), record);
    let id = ReferralId::parse(record.rsplit('/').next().unwrap()).unwrap();
    town.deliver().await;
    let there = town.across(&town.ines, &town.rosa, id).await;
    let seen = app::referrals::show(&town.app, &town.rosa, there).await.unwrap();
    let card = seen.card.unwrap();
    assert!(card.name.is_some() && card.note.is_none() && seen.referral.language == "und");
}

#[tokio::test]
async fn stopping_says_what_was_seen_and_works_twice() {
    let town = town().await;
    let (id, _) = reversed(&town).await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    ines.look().await;
    assert_eq!(ines.get(&format!("/referrals/{id}/stop")).await.status, StatusCode::OK);
    for _ in 0..2 {
        let stopped = ines.post(&format!("/referrals/{id}/stop"), &[]).await;
        assert_eq!(stopped.status, StatusCode::OK);
        assert!(stopped.body.contains("seen-title") && stopped.body.contains("class=\"events\""));
    }
}

#[tokio::test]
async fn a_slip_names_the_clinic_and_nobody_else() {
    let town = town().await;
    let mut ines = Browser::at(&town).signed_in("ines").await;
    ines.look().await;
    let partnership = town.partnership.to_string();
    let made = ines.post("/reverse/slip", &[("partnership", &partnership), ("slip_language", "es")]).await;
    let sheet = ines.get(made.header("location")).await;
    assert!(sheet.body.contains("lang=\"es\"") && sheet.body.contains("Lakeside"));
    assert!(!sheet.body.contains("Harbor") && !sheet.body.contains("http"));
}
