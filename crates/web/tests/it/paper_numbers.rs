//! The numbers of a paper, as they are read from its bytes, beside those of the page and of the table; and why there is no paper.

use crate::browser::Browser;
use crate::pdf_text;
use crate::successes::{at, long_together};
use app::totals;
use axum::http::StatusCode;
use domain::referral::Bank;
use domain::time::Month;
use domain::totals::Period;
use testkit::TestStore;
use testkit::state::{connect_and_tell, happened, state};
use testkit::town::{Town, confirm_sheet};

const QUARTER: Period = Period::Quarter(2026, 3);

/// Without the places at which a line may break.
fn tight(text: &str) -> String {
    text.chars().filter(|one| !one.is_whitespace()).collect()
}

/// The rows of a table for another program, without its head.
fn rows(file: &str) -> Vec<Vec<String>> {
    let row = |line: &str| line.trim_matches('"').split("\",\"").map(str::to_owned).collect();
    file.lines().skip(1).map(row).collect()
}

/// The rows of the tables of a page whose caption begins so: what, and how many.
fn of_page(page: &str, caption: &str) -> Vec<[String; 2]> {
    let begins = format!("<caption>{caption} ·");
    let tables = page.split("<table>").filter(|table| table.starts_with(&begins));
    let rows = tables.flat_map(|table| table.split("<tr><th scope=\"row\">").skip(1));
    let between = |text: &str, from: &str, to: &str| {
        let text = text.split_once(from).map_or("", |(_, rest)| rest);
        text.split(to).next().unwrap_or_default().to_owned()
    };
    rows.map(|row| [between(&format!(">{row}"), ">", "</th>"), between(row, "<span>", "</span>")]).collect()
}

/// Each row stands on the paper, in this order, and with no other number.
fn on_paper(pdf: &[u8], rows: &[[String; 3]]) {
    let text = tight(&pdf_text::of(pdf));
    let mut rest = text.as_str();
    for row in rows {
        let said = tight(&row.concat());
        let at = rest.find(&said).unwrap_or_else(|| panic!("{row:?} is not next on the paper"));
        rest = &rest[at + said.len()..];
        if row[1].parse::<u64>().is_ok() {
            let other = tight(&format!("{}{}1{}", row[0], row[1], row[2]));
            assert!(!text.contains(&other), "{other}");
        }
    }
}

#[tokio::test]
async fn a_paper_of_a_quarter_carries_the_numbers_of_the_page_and_of_the_table() {
    let db = TestStore::sqlite().await;
    let town = Town::on(&db).await;
    db.tamper("UPDATE partnership SET created_at = created_at - 21000000000000").await;
    for session in [&town.dana, &town.maya] {
        confirm_sheet(&town.app, session).await;
    }
    let (lakeside, harbor) = (town.dana.org_id(), town.maya.org_id());
    for (month, of) in [(7, [60, 37, 14]), (8, [50, 31, 12]), (9, [70, 43, 0])] {
        let month = Month { year: 2026, month };
        happened(&db, (lakeside, harbor), Bank::Sender, month, [of[0], 0, 0]).await;
        happened(&db, (harbor, lakeside), Bank::Receiver, month, of).await;
    }
    for lead in [&town.maya, &town.dana] {
        let august = Period::Month(Month { year: 2026, month: 8 });
        for period in [august, QUARTER] {
            totals::close(&town.app, lead, town.partnership, period).await.unwrap();
        }
    }
    town.deliver().await;
    let mut dana = Browser::at(&town).signed_in("dana").await;
    let path = format!("/together/{}/successes", town.partnership);
    for language in ["en", "es"] {
        dana.get(&path).await;
        dana.post("/language", &[("to", language), ("back", "/")]).await;
        let page = dana.get(&path).await.body;
        let table = dana.get(&format!("{path}/periods/2026-q3/table.csv")).await.body;
        let paper = dana.get(&format!("{path}/periods/2026-q3/paper.pdf")).await;
        assert_eq!(paper.header("content-type"), "application/pdf");
        let rows = rows(&table);
        let told: Vec<&Vec<String>> = rows.iter().filter(|row| row[0] == rows[0][0]).collect();
        let numbers = told.iter().filter(|row| row[4].parse::<u64>().is_ok()).count();
        assert!(numbers > 3 && numbers < told.len(), "some are numbers, some are not: {table}");
        let mut periods: Vec<&str> = told.iter().map(|row| row[1].as_str()).collect();
        periods.dedup();
        assert_eq!(periods.len(), 2, "{table}");
        for period in periods {
            let of_it = told.iter().filter(|row| row[1] == period);
            let of_table: Vec<[String; 2]> = of_it.map(|row| [row[3].clone(), row[4].clone()]).collect();
            assert_eq!(of_page(&page, period), of_table, "{period}: {page}");
        }
        let lines: Vec<[String; 3]> = told.iter().map(|row| [row[3].clone(), row[4].clone(), row[5].clone()]).collect();
        on_paper(&paper.bytes, &lines);
    }
}

#[tokio::test]
async fn a_paper_of_a_coalition_carries_the_numbers_of_the_page_and_of_the_table() {
    let db = TestStore::sqlite().await;
    let town = Town::on(&db).await;
    let state = state(&town, 3).await;
    for (pair, n) in state.pairs.iter().zip([25, 31, 42]) {
        connect_and_tell(&town.app, &state.carla, &pair.house).await;
        pair.took_on(&db, n).await;
        totals::close(&town.app, &pair.house, pair.partnership, QUARTER).await.unwrap();
    }
    town.deliver().await;
    let mut carla = Browser::at(&town).signed_in("carla").await;
    carla.get("/coalition").await;
    let summed = carla.post("/coalition", &[("period", "2026-q3"), ("noise", "none")]).await;
    assert!(summed.status.is_redirection(), "{}", summed.body);
    for language in ["en", "es"] {
        carla.get("/coalition").await;
        carla.post("/language", &[("to", language), ("back", "/coalition")]).await;
        let page = carla.get("/coalition").await.body;
        let table = carla.get("/coalition/table.csv").await.body;
        let paper = carla.get("/coalition/paper.pdf").await;
        let rows = rows(&table);
        let of_table: Vec<[String; 2]> = rows.iter().map(|row| [row[2].clone(), row[3].clone()]).collect();
        assert!(of_table.iter().any(|row| row[1] == "98"), "{table}");
        assert_eq!(of_page(&page, &rows[0][0]), of_table, "{page}");
        let told: Vec<[String; 3]> = rows.iter().map(|row| [row[2].clone(), row[3].clone(), row[4].clone()]).collect();
        on_paper(&paper.bytes, &told);
    }
}

#[tokio::test]
async fn a_year_of_which_a_signature_does_not_hold_says_so_and_not_that_it_is_not_closed() {
    let (db, town) = long_together().await;
    db.tamper("UPDATE partnership SET created_at = created_at - 21000000000000").await;
    let (mut maya, path) = at(&town, "maya").await;
    let (mut dana, _) = at(&town, "dana").await;
    let quarters = ["2025-q4", "2026-q1", "2026-q2", "2026-q3"];
    maya.get(&path).await;
    for quarter in quarters {
        assert!(maya.post(&path, &[("period", quarter)]).await.status.is_redirection(), "{quarter}");
    }
    town.deliver().await;
    // The partner's copy is taken in when somebody with keys looks.
    dana.get(&path).await;
    db.tamper("UPDATE total_report SET content = replace(content, '2026-q1', '2026-q2') WHERE period = '2026-q1'")
        .await;
    let (list, none) = (format!("{path}/periods"), "doesn’t carry a signature that holds");
    let file = format!("{list}/fy2026/table.csv");
    for browser in [&mut maya, &mut dana] {
        let refused = browser.get(&file).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
        let year = refused.body.split("Federal fiscal year 2026 (").nth(1).unwrap_or_default();
        let year = year.split("</tr>").next().unwrap_or_default();
        assert!(year.contains(none) && !year.contains("Not all four quarters"), "{}", refused.body);
    }
    // The other side tells its four, so there is a paper. Of whom there is no sum it says why.
    dana.get(&path).await;
    for quarter in quarters {
        assert!(dana.post(&path, &[("period", quarter)]).await.status.is_redirection(), "{quarter}");
    }
    let page = dana.get(&list).await.body;
    let says = "Harbor House has told all four quarters of this year";
    assert!(page.contains(says) && !page.contains("Harbor House has not closed"), "{page}");
    let paper = tight(&pdf_text::of(&dana.get(&format!("{list}/fy2026/paper.pdf")).await.bytes));
    assert!(paper.contains(&tight(says)) && !paper.contains("HarborHousehasnotclosed"), "{paper}");
    let successes = dana.get(&path).await.body;
    assert!(successes.contains("What Harbor House told of this period"), "{successes}");
    assert!(!successes.contains("Harbor House has not closed"), "{successes}");
}
