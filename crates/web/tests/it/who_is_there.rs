//! Who is there for whom: certificates, trainings, who answers and who takes over, what is overdue, and room for one more.

use crate::nouns::at;
use axum::http::StatusCode;
use domain::listing::{Listing, Offered, Room};
use domain::service::Service;
use testkit::town::{Town, confirm_sheet};

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
    let services = rosa.get("/services").await.body;
    assert!(services.contains("Shelter (Full until December 9, 2026)"), "{services}");
}
