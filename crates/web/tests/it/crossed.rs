//! What crossed, and the accounting of it: whole, in words, without a name, and only of what one may know of.

use crate::browser::Browser;
use axum::http::StatusCode;
use domain::audit::Act;
use domain::ids::ReferralId;
use testkit::town::{ALL_BUT_SUBSTANCE_USE, CANARY_NAME, CANARY_NUMBER, Town, confirm_sheet};

async fn at_desk(town: &Town, login: &str) -> Browser {
    let member = match login {
        "rosa" => &town.rosa,
        "dana" => &town.dana,
        "sam" => &town.sam,
        "maya" => &town.maya,
        "june" => &town.june,
        _ => &town.ines,
    };
    confirm_sheet(&town.app, member).await;
    let mut browser = Browser::with_routes(town, web::Routes::new()).signed_in(login).await;
    browser.look().await;
    browser
}

/// A referral to the health center under a release, and one to the advocates that the patient agreed to.
async fn both_ways(town: &Town) -> (ReferralId, ReferralId) {
    let sent = town.refer().await;
    let (release, reverse) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    app::referrals::send(&town.app, &town.ines, town.reverse(reverse, release)).await.unwrap();
    (sent, reverse)
}

fn accounting(kind: &'static str) -> [(&'static str, &'static str); 3] {
    [("from", "2020-11-25"), ("until", "2026-11-25"), ("as", kind)]
}

#[tokio::test]
async fn every_crossing_stands_there_in_words_and_no_person_does() {
    let town = Town::new().await;
    let (sent, reverse) = both_ways(&town).await;
    for (login, record, ground, to, by) in [
        ("rosa", sent, "Agreed with the patient", "Harbor House", "rosa"),
        ("ines", reverse, "A signed release", "Lakeside", "ines"),
    ] {
        let mut browser = at_desk(&town, login).await;
        let page = browser.get("/disclosures").await;
        assert_eq!(page.status, StatusCode::OK);
        for words in [ground, to, by, "On its way", "To be introduced", "What to call them", &record.short_code()] {
            assert!(page.body.contains(words), "{login}: {words}\n{}", page.body);
        }
        assert!(!page.body.contains(CANARY_NAME) && !page.body.contains(CANARY_NUMBER));
    }
    town.deliver().await;
    let mut rosa = at_desk(&town, "rosa").await;
    let page = rosa.get(&format!("/disclosures/{sent}")).await.body;
    assert!(page.contains("Delivered today at 10:00 AM"), "{page}");
    rosa.post("/language", &[("to", "es"), ("back", "/help")]).await;
    let spanish = rosa.get("/disclosures").await.body;
    assert!(spanish.contains("De acuerdo con la persona") && spanish.contains("Lo que se compartió"));
}

#[tokio::test]
async fn what_was_stopped_before_it_crossed_says_so_and_is_on_no_accounting() {
    let town = Town::new().await;
    let (_, reverse) = both_ways(&town).await;
    app::referrals::stop(&town.app, &town.ines, reverse).await.unwrap();
    town.deliver().await;
    let mut ines = at_desk(&town, "ines").await;
    let path = format!("/disclosures/{reverse}");
    assert!(ines.get(&path).await.body.contains("Stopped today at 10:00 AM, never left"));
    let paper = ines.post(&path, &accounting("paper")).await;
    assert_eq!(paper.status, StatusCode::OK, "{}", paper.body);
    assert!(paper.body.contains("We shared nothing in this time."), "{}", paper.body);
}

#[tokio::test]
async fn an_accounting_has_date_recipient_what_and_why_and_no_name() {
    let town = Town::new().await;
    let (sent, _) = both_ways(&town).await;
    town.deliver().await;
    let mut rosa = at_desk(&town, "rosa").await;
    let path = format!("/disclosures/{sent}");
    let paper = rosa.post(&path, &accounting("paper")).await.body;
    let sheet = paper.split_once("<main").unwrap().1;
    for words in [
        "November 25, 2026",
        "Harbor House",
        "(312) 555-0100",
        "What to call them",
        "Agreed with the patient",
        &sent.short_code(),
    ] {
        assert!(sheet.contains(words), "{words}\n{sheet}");
    }
    let table = rosa.post(&path, &accounting("table")).await;
    assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(table.header("content-disposition"), "attachment; filename=\"list.csv\"");
    let lines: Vec<&str> = table.body.lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[1].starts_with("\"2026-11-25\",\"Harbor House\",\"(312) 555-0100\",\""), "{lines:?}");
    for name in [CANARY_NAME, CANARY_NUMBER, "canary", "Canary"] {
        assert!(!paper.contains(name) && !table.body.contains(name), "{name}");
    }
    let written = app::audit::latest(&town.app, &town.dana, None).await.unwrap();
    let made: Vec<&str> = written
        .iter()
        .filter(|one| one.entry.act == Act::DisclosuresAccounted && one.entry.subject == Some(sent.bytes()))
        .map(|one| one.entry.detail.as_str())
        .collect();
    assert_eq!(made, ["table", "paper"], "each is written down");
}

#[tokio::test]
async fn an_accounting_reaches_six_years_back_and_the_log_goes_no_further() {
    let town = Town::new().await;
    let (sent, _) = both_ways(&town).await;
    town.deliver().await;
    let make = async |period: app::disclosures::Period| {
        let kind = domain::disclosure::AccountingForm::Table;
        app::disclosures::account(&town.app, &town.rosa, sent, period, kind).await.unwrap().lines.len()
    };
    let days = |n: i64| n * 24 * 60;
    town.clock.pass(days(6 * 365 + 1));
    app::workers::keep_house_once(&town.app).await.unwrap();
    let record = app::referrals::show(&town.app, &town.rosa, sent).await.unwrap();
    assert!(record.card.is_none(), "the content went long ago");
    assert_eq!(make(app::disclosures::Period::six_years(&town.rosa, town.app.now())).await, 1, "the log has it");
    town.clock.pass(days(2));
    app::workers::keep_house_once(&town.app).await.unwrap();
    assert_eq!(make(app::disclosures::Period::default()).await, 0, "its time is over");
}

#[tokio::test]
async fn a_record_that_is_hidden_from_a_member_is_hidden_here_too() {
    let town = Town::new().await;
    let (sent, _) = both_ways(&town).await;
    town.deliver().await;
    app::people::hide_from(&town.app, &town.rosa, sent, town.dana.member()).await.unwrap();
    let mut dana = at_desk(&town, "dana").await;
    let nothing = dana.get("/no-such-page").await;
    assert!(!dana.get("/disclosures").await.body.contains(&sent.short_code()));
    for got in [
        dana.get(&format!("/disclosures/{sent}")).await,
        dana.post(&format!("/disclosures/{sent}"), &accounting("paper")).await,
    ] {
        assert_eq!((got.status, &got.body), (StatusCode::NOT_FOUND, &nothing.body));
    }
}

#[tokio::test]
async fn days_that_are_none_are_said_beside_their_field_and_nothing_is_made() {
    let town = Town::new().await;
    let (sent, _) = both_ways(&town).await;
    town.deliver().await;
    let mut rosa = at_desk(&town, "rosa").await;
    let path = format!("/disclosures/{sent}");
    for (from, until, field) in
        [("yesterday", "", "from"), ("", "2026-13-01", "until"), ("2026-11-25", "2026-11-24", "until")]
    {
        let list = rosa.get(&format!("/disclosures?from={from}&until={until}")).await;
        let made = rosa.post(&path, &[("from", from), ("until", until), ("as", "table")]).await;
        for got in [list, made] {
            assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{from} {until}");
            assert!(got.body.contains(&format!("href=\"#{field}\"")), "{from} {until}\n{}", got.body);
            assert!(got.body.contains(&format!("value=\"{until}\"")), "what was typed is kept");
        }
    }
    let nothing_said = rosa.post(&path, &[("from", "2026-11-01")]).await;
    assert_eq!(nothing_said.status, StatusCode::UNPROCESSABLE_ENTITY);
    let resumed = rosa.post(&path, &[&accounting("paper")[..], &[("resumed", "1")]].concat()).await;
    assert_eq!(resumed.status, StatusCode::OK);
    assert!(resumed.body.contains("value=\"2020-11-25\"") && resumed.body.contains("<form method=\"post\""));
    let written = app::audit::latest(&town.app, &town.dana, None).await.unwrap();
    assert!(written.iter().all(|one| one.entry.act != Act::DisclosuresAccounted), "nothing was made");
    let none = rosa.get("/disclosures?from=2021-01-01&until=2021-02-01").await.body;
    assert!(none.contains("Nothing was shared in these days."));
}

#[tokio::test]
async fn the_log_goes_on_page_by_page_with_the_days_that_were_chosen() {
    let town = Town::new().await;
    let mut codes = Vec::new();
    for _ in 0..23 {
        codes.push(town.refer().await.short_code());
        town.clock.pass(3);
    }
    let mut rosa = at_desk(&town, "rosa").await;
    let mut path = "/disclosures?from=2026-11-25&until=".to_owned();
    let mut seen = Vec::new();
    loop {
        let page = rosa.get(&path).await.body;
        seen.extend(codes.iter().filter(|code| page.contains(&format!(">{code}</a>"))).cloned());
        let Some((_, rest)) = page.split_once("href=\"/disclosures?from=2026-11-25&amp;until=&amp;before=") else {
            break;
        };
        path = format!("/disclosures?from=2026-11-25&until=&before={}", rest.split('"').next().unwrap());
    }
    assert_eq!(seen.len(), codes.len(), "each once");
    assert_eq!(rosa.get("/disclosures?before=none").await.status, StatusCode::NOT_FOUND);
}
