//! Fiscal years: the sums of four quarters as they were told, in every form the same.

use crate::successes::{at, long_together};
use axum::http::StatusCode;

#[tokio::test]
async fn a_fiscal_year_is_taken_along_once_its_four_quarters_were_told_and_page_and_file_say_the_same() {
    let (db, town) = long_together().await;
    // The quarters of the year that ended in September.
    db.tamper("UPDATE partnership SET created_at = created_at - 21000000000000").await;
    let (mut maya, path) = at(&town, "maya").await;
    let list = format!("{path}/periods");
    let before = maya.get(&list).await.body;
    assert!(before.contains("Federal fiscal year 2026 (October 2025 to September 2026)"), "{before}");
    assert!(before.contains("Not all four quarters of this year are closed"), "{before}");
    for quarter in ["2025-q4", "2026-q1", "2026-q2"] {
        assert!(maya.post(&path, &[("period", quarter)]).await.status.is_redirection(), "{quarter}");
    }
    let file = format!("{list}/fy2026/table.csv");
    let refused = maya.get(&file).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Not all four quarters of this year are closed"), "{}", refused.body);
    assert!(maya.post(&path, &[("period", "2026-q3")]).await.status.is_redirection());
    let page = maya.get(&list).await.body;
    let (pdf, july) = (format!("{list}/fy2026/paper.pdf"), format!("{list}/fy2026-07/paper.pdf"));
    assert!(page.contains(&file) && page.contains(&pdf) && !page.contains(&july), "{page}");
    let hidden = page.matches("<span>not shown</span>").count();
    let table = maya.get(&file).await.body;
    let rows = table.lines().filter(|line| line.starts_with("\"The partnership\",\"Federal fiscal year 2026"));
    let of_year: Vec<&str> = rows.collect();
    assert!(hidden > 0 && of_year.len() == hidden, "{hidden}: {table}");
    assert!(
        of_year.iter().all(|row| row.contains("\"not shown\"") && row.contains("sum of its four quarters")),
        "{table}"
    );
    assert!(table.contains("Quarter 4 of 2025") && table.contains("Quarter 3 of 2026"), "the quarters stand beside it");
    assert_eq!(maya.get(&pdf).await.header("content-type"), "application/pdf");
    let other = maya.get(&format!("{list}/fy2026-10/table.csv")).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "no other range");
}

/// What Harbor House counted with Lakeside in each month of the federal fiscal year 2026.
const A_GOOD_YEAR: &str = "INSERT INTO tally_part (org_id, month, direction, measure, split, value, count) \
     SELECT p.org_id, m.month, 'to_advocacy', x.measure, 'partner', lower(hex(p.partner_id)), x.n \
     FROM partnership_side p JOIN organization o ON o.id = p.org_id AND o.kind = 'advocacy' \
     CROSS JOIN (SELECT 202510 AS month UNION ALL SELECT 202511 UNION ALL SELECT 202512 UNION ALL SELECT 202601 \
         UNION ALL SELECT 202602 UNION ALL SELECT 202603 UNION ALL SELECT 202604 UNION ALL SELECT 202605 \
         UNION ALL SELECT 202606 UNION ALL SELECT 202607 UNION ALL SELECT 202608 UNION ALL SELECT 202609) m \
     CROSS JOIN (SELECT 'arrived' AS measure, 60 AS n UNION ALL SELECT 'accepted', 45 UNION ALL SELECT 'connected', 30 \
         UNION ALL SELECT 'service_used', 15) x";

#[tokio::test]
async fn a_fiscal_year_says_the_same_numbers_on_the_page_in_the_table_and_on_the_paper() {
    let (db, town) = long_together().await;
    db.tamper("UPDATE partnership SET created_at = created_at - 21000000000000").await;
    db.tamper(A_GOOD_YEAR).await;
    let (mut maya, path) = at(&town, "maya").await;
    let list = format!("{path}/periods");
    maya.get(&list).await;
    for quarter in ["2025-q4", "2026-q1", "2026-q2", "2026-q3"] {
        assert!(maya.post(&path, &[("period", quarter)]).await.status.is_redirection(), "{quarter}");
    }
    let page = maya.get(&list).await.body;
    let year = page.split("<details>").nth(1).unwrap();
    let table = maya.get(&format!("{list}/fy2026/table.csv")).await.body;
    let paper = maya.get(&format!("{list}/fy2026/paper.pdf")).await;
    let paper: String = crate::pdf_text::of(&paper.bytes).split_whitespace().collect();
    let mut shown = 0;
    for (what, sum, of_quarter) in [("Accepted", 540, 135), ("Connected", 360, 90), ("Used a service", 180, 45)] {
        let line = format!("<tr><th scope=\"row\">{what}</th><td class=\"n\"><span>{sum}</span>");
        assert!(year.contains(&line), "{what}: {year}");
        let in_table = |span: &str, n: u32| {
            let rows = table.lines().filter(|row| row.starts_with(&format!("\"The partnership\",\"{span}")));
            rows.filter(|row| row.contains(&format!("\"{what}\",\"{n}\""))).count()
        };
        assert_eq!(in_table("Federal fiscal year 2026", sum), 1, "{what}: {table}");
        for quarter in ["Quarter 4 of 2025", "Quarter 1 of 2026", "Quarter 2 of 2026", "Quarter 3 of 2026"] {
            assert_eq!(in_table(quarter, of_quarter), 1, "{what} in {quarter}: {table}");
        }
        let on_paper = |n: u32| paper.matches(&format!("{what}{n}").replace(' ', "")).count();
        assert_eq!((on_paper(sum), on_paper(of_quarter)), (1, 4), "{what}: {paper}");
        shown += 1;
    }
    assert_eq!(year.matches("<span>not shown</span>").count() + shown, year.matches("<td class=\"n").count());
}
