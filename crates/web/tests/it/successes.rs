//! The page on which two organizations read what they told each other in totals.

use crate::browser::Browser;
use axum::http::StatusCode;
use domain::time::Days;
use testkit::TestStore;
use testkit::town::{Town, confirm_sheet};

/// A town whose two organizations have worked together since spring.
pub(crate) async fn long_together() -> (TestStore, Town) {
    let db = TestStore::sqlite().await;
    let town = Town::on(&db).await;
    db.tamper("UPDATE partnership SET created_at = created_at - 21000000000000").await;
    (db, town)
}

pub(crate) async fn at(town: &Town, who: &str) -> (Browser, String) {
    for session in [&town.dana, &town.maya, &town.ines, &town.rosa] {
        confirm_sheet(&town.app, session).await;
    }
    let mut browser = Browser::at(town).signed_in(who).await;
    browser.look().await;
    (browser, format!("/together/{}/successes", town.partnership))
}

#[tokio::test]
async fn a_lead_closes_a_month_and_the_partner_reads_it_on_the_page_and_in_the_file() {
    let db = TestStore::sqlite().await;
    let town = Town::on(&db).await;
    // Partners since the middle of October.
    db.tamper("UPDATE partnership SET created_at = created_at - 3456000000000").await;
    let (mut maya, path) = at(&town, "maya").await;
    let before = maya.get(&path).await.body;
    assert!(before.contains("Close October 2026") && before.contains("Nobody has closed a period yet"), "{before}");
    let closed = maya.post(&path, &[("period", "2026-10")]).await;
    assert!(closed.status.is_redirection(), "{}", closed.body);
    let ours = maya.get(&path).await.body;
    assert!(ours.contains("reported by Harbor House") && !ours.contains("Close October 2026"), "{ours}");
    assert!(ours.contains("They are on their way"), "{ours}");
    town.deliver().await;
    let (mut dana, _) = at(&town, "dana").await;
    let theirs = dana.get(&path).await.body;
    assert!(theirs.contains("reported by Harbor House") && theirs.contains("Close October 2026"), "{theirs}");
    let file = dana.get(&format!("{path}/table.csv")).await;
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    let (in_file, in_table) = (file.body.matches("\"few\"").count(), theirs.matches("<span>few</span>").count());
    let in_pictures = theirs.matches("text-anchor=\"end\">few</text>").count();
    assert!(in_file > 0 && in_file == in_table && in_file == in_pictures, "{in_file}, {in_table}, {in_pictures}");
    assert!(theirs.contains("October 2026: Harbor House took on few and connected few."), "{theirs}");
}

#[tokio::test]
async fn what_cannot_be_closed_is_said_and_nothing_is_sent() {
    let (_db, town) = long_together().await;
    let (mut maya, path) = at(&town, "maya").await;
    maya.get(&path).await;
    for (period, says) in [
        ("2026-11", "not over yet"),
        ("2026", "not over yet"),
        ("", "Choose a period"),
        ("2026-13", "Choose a period"),
        ("2026-10-01", "Choose a period"),
    ] {
        let refused = maya.post(&path, &[("period", period)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{period}");
        assert!(refused.body.contains(says), "{period}: {}", refused.body);
    }
    let resumed = maya.post(&path, &[("period", "2026-10"), ("resumed", "1")]).await;
    assert_eq!(resumed.status, StatusCode::OK);
    assert!(maya.get(&path).await.body.contains("Nobody has closed a period yet"));
    assert!(maya.post(&path, &[("period", "2026-10")]).await.status.is_redirection());
    let again = maya.post(&path, &[("period", "2026-10")]).await;
    assert!(again.status == StatusCode::UNPROCESSABLE_ENTITY && again.body.contains("closed before"), "{}", again.body);
}

#[tokio::test]
async fn a_lead_closes_a_missed_month_a_quarter_and_a_year_from_the_page() {
    let town = Town::new().await;
    town.clock.set(town.app.now().plus_days(Days(70)));
    let (mut maya, path) = at(&town, "maya").await;
    let offered = |page: &str| -> Vec<String> {
        let list = page.split("id=\"close-period\"").nth(1).map_or("", |rest| rest.split("</select>").next().unwrap());
        list.split("<option value=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    let page = maya.get(&path).await.body;
    let all = ["2027-01", "2026-12", "2026-q4", "2026-h2", "2026", "2026-11"];
    assert_eq!(offered(&page), all, "not October: they did not work together yet");
    assert!(page.contains("Close this period"), "{page}");
    for period in ["2026-11", "2026-q4", "2026"] {
        assert!(maya.post(&path, &[("period", period)]).await.status.is_redirection(), "{period}");
    }
    assert_eq!(offered(&maya.get(&path).await.body), ["2027-01", "2026-12", "2026-h2"]);
    // What was picked stays picked: beside a reason, or because it is what the page shows.
    let resumed = maya.post(&path, &[("period", "2026-12"), ("resumed", "1")]).await.body;
    let picked = |page: &str| page.split("id=\"close-period\"").nth(1).unwrap().contains("\"2026-12\" selected");
    assert!(picked(&resumed), "{resumed}");
    assert!(picked(&maya.get(&format!("{path}?period=2026-12")).await.body));
}

#[tokio::test]
async fn staff_read_the_totals_and_only_a_lead_closes_a_period() {
    let town = Town::new().await;
    let (mut ines, path) = at(&town, "ines").await;
    let page = ines.get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains("<button class=\"main\">Close"), "{}", page.body);
    assert_eq!(ines.post(&path, &[("period", "2026-10")]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_lead_sees_our_own_exact_figures_marked_as_ours_and_staff_and_the_file_do_not() {
    let town = Town::new().await;
    town.refer().await;
    town.deliver().await;
    town.clock.set(town.app.now().plus_days(Days(31)));
    let (mut dana, path) = at(&town, "dana").await;
    let page = dana.get(&path).await.body;
    assert!(page.contains("Ours, not for sharing") && page.contains("Our own figures of November 2026"), "{page}");
    assert!(page.contains("Advocate reaches out, Sent"), "by handoff: {page}");
    assert!(page.contains("Of our whole organization, all partners. Not told"), "not of this partner alone: {page}");
    let (mut rosa, _) = at(&town, "rosa").await;
    let staff = rosa.get(&path).await;
    assert!(staff.status == StatusCode::OK && !staff.body.contains("not for sharing"), "{}", staff.body);
    let file = dana.get(&format!("{path}/table.csv")).await.body;
    assert_eq!(file.lines().count(), 1, "nothing is told yet, so only its head is there: {file}");
}

#[tokio::test]
async fn a_lead_takes_a_closed_quarter_along_as_a_paper_and_a_table_of_the_same_numbers() {
    let (_db, town) = long_together().await;
    let (mut maya, path) = at(&town, "maya").await;
    let before = maya.get(&format!("{path}/periods")).await.body;
    assert!(before.contains("Nobody has closed this period yet") && before.contains("not over yet"), "{before}");
    assert!(maya.post(&path, &[("period", "2026-q3")]).await.status.is_redirection());
    assert!(maya.post(&path, &[("period", "2026-10")]).await.status.is_redirection());
    let page = maya.get(&path).await.body;
    let list = maya.get(&format!("{path}/periods")).await.body;
    let file = format!("{path}/periods/2026-q3/table.csv");
    assert!(list.contains(&file) && list.contains(&format!("{path}/periods/2026-q3/paper.pdf")), "{list}");
    let table = maya.get(&file).await;
    assert_eq!(table.header("content-disposition"), "attachment; filename=\"period.csv\"");
    let few = page.matches("<span>few</span>").count();
    assert!(few > 0 && table.body.matches("\"few\"").count() * 2 == few + 2, "{}", table.body);
    assert!(table.body.contains("Table 6A") && table.body.contains("\"no number here\""), "{}", table.body);
    assert!(!table.body.contains("October 2026"), "that is another period");
    let paper = maya.get(&format!("{path}/periods/2026-q3/paper.pdf")).await;
    assert_eq!(paper.header("content-type"), "application/pdf");
    assert_eq!(paper.header("content-disposition"), "attachment; filename=\"period.pdf\"");
}

#[tokio::test]
async fn the_shares_that_were_told_are_taken_along_as_they_are_drawn_and_our_own_are_in_no_file() {
    let (_db, town) = long_together().await;
    let (mut maya, path) = at(&town, "maya").await;
    for period in ["2026-q3", "2026-10"] {
        assert!(maya.post(&path, &[("period", period)]).await.status.is_redirection());
    }
    let quality = path.replace("/successes", "/quality");
    let file = format!("{quality}/table.csv");
    assert!(!maya.get(&quality).await.body.contains(&file), "her own shares are exact, and Lakeside told none");
    assert_eq!(maya.get(&file).await.body.lines().count(), 1, "its head");
    let (mut ines, _) = at(&town, "ines").await;
    let page = ines.get(&quality).await.body;
    assert!(page.contains(&format!("href=\"{file}\"")), "{page}");
    let table = ines.get(&file).await;
    assert_eq!(table.header("content-disposition"), "attachment; filename=\"table.csv\"");
    let rows: Vec<&str> = table.body.lines().skip(1).collect();
    assert_eq!(rows.len(), 8, "two years of quarters: {}", table.body);
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('"').split("\",\"").collect();
        let [period, title, share, counts] = cells[..] else { panic!("{row}") };
        assert!(title.contains("Harbor House"), "{row}");
        let drawn = page.split(&format!("<th scope=\"row\">{period}</th>")).nth(1).unwrap();
        let drawn = drawn.split("</tr>").next().unwrap();
        assert!(
            drawn.contains(&format!("<span>{share}</span>")) && drawn.contains(&format!("<td>{counts}</td>")),
            "{row} {drawn}"
        );
    }
    assert_eq!(ines.get(&format!("{file}?by=month")).await.body.lines().count(), 13);
    assert_eq!(ines.get(&format!("{file}?by=week")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_period_that_is_not_closed_and_any_other_range_is_refused_with_the_reason() {
    let town = Town::new().await;
    let (mut maya, path) = at(&town, "maya").await;
    for (asked, says) in [
        ("2026-q4", "not over yet"),
        ("2026", "not over yet"),
        ("2026-q3", "Nobody has closed this period yet"),
        ("2026-10", "A month is read on the page"),
        ("2026-08..2026-10", "Choose a period that is over"),
        ("2026-q5", "Choose a period that is over"),
    ] {
        for file in ["paper.pdf", "table.csv"] {
            let refused = maya.get(&format!("{path}/periods/{asked}/{file}")).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{asked}");
            assert!(refused.body.contains(says), "{asked}: {}", refused.body);
        }
    }
    let (mut ines, _) = at(&town, "ines").await;
    for page in ["periods", "periods/2026-q3/paper.pdf", "periods/2026-q3/table.csv"] {
        assert_eq!(ines.get(&format!("{path}/{page}")).await.status, StatusCode::NOT_FOUND, "{page}");
    }
}

#[tokio::test]
async fn nobody_is_told_a_part_of_what_is_not_told() {
    let (_db, town) = long_together().await;
    let (mut dana, path) = at(&town, "dana").await;
    dana.get(&path).await;
    assert!(dana.post(&path, &[("period", "2026-10")]).await.status.is_redirection());
    let (mut rosa, _) = at(&town, "rosa").await;
    let page = rosa.get(&path).await.body;
    assert!(page.contains("Referrals that reached the partner’s inbox"), "{page}");
    assert!(!page.contains("It is a part of: Sent"), "how many were sent is told nobody: {page}");
}

#[tokio::test]
async fn a_period_that_is_over_is_shown_and_any_other_is_refused_with_the_reason() {
    let (_db, town) = long_together().await;
    let (mut maya, path) = at(&town, "maya").await;
    for (query, says) in [
        ("period=2026-11", "This period is not over yet"),
        ("period=2026", "This period is not over yet"),
        ("period=2026-10-05", "Other spans could give small numbers away"),
        ("period=2026-09..2026-10", "Other spans could give small numbers away"),
        ("site=00000000000000000000000000000009", "Choose one of the answers"),
        ("way=sideways", "Choose one of the answers"),
    ] {
        let refused = maya.get(&format!("{path}?{query}")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        assert!(refused.body.contains(says), "{query}: {}", refused.body);
    }
    let shown = maya.get(&format!("{path}?period=2026-q3&way=in")).await;
    assert_eq!(shown.status, StatusCode::OK);
    let expected =
        ["Nobody has closed this period.", "Our own figures of Quarter 3 of 2026", "Staff who know the partner"];
    assert!(expected.iter().all(|words| shown.body.contains(words)), "{}", shown.body);
    maya.post(&path, &[("period", "2026-10")]).await;
    let one = maya.get(&format!("{path}?period=2026-10&way=out")).await.body;
    let way = "From the health center to the advocates</figcaption>";
    assert!(!one.contains(way) && one.contains("From the advocates to the health center</figcaption>"), "{one}");
}

/// What stands on the sheets beside the counts, and nowhere else.
const BESIDE: [&str; 5] = [
    "Shelter: Sent",
    "By service",
    "Services asked for, and used",
    "Staff who know the partner",
    "Staff whose training counts today",
];

#[tokio::test]
async fn each_figure_beside_the_counts_says_what_it_is_and_goes_into_no_file() {
    let town = Town::new().await;
    town.refer().await;
    town.deliver().await;
    town.clock.set(town.app.now().plus_days(Days(31)));
    let (mut dana, path) = at(&town, "dana").await;
    dana.get(&path).await;
    assert!(dana.post(&path, &[("period", "2026-11")]).await.status.is_redirection());
    let page = dana.get(&path).await.body;
    for words in BESIDE.iter().chain(&["added up sealed", "everybody who works here now"]) {
        assert!(page.contains(words), "{words}: {page}");
    }
    let file = dana.get(&format!("{path}/table.csv")).await.body;
    assert!(file.lines().count() > 1 && file.contains("November 2026"), "it has what was told: {file}");
    let (mut rosa, _) = at(&town, "rosa").await;
    let staff = rosa.get(&path).await.body;
    for words in BESIDE {
        assert!(!file.contains(words) && !staff.contains(words), "{words} is for our leads: {file} {staff}");
    }
}

#[tokio::test]
async fn whoever_ends_a_referral_as_used_may_tick_which_of_our_services() {
    let town = Town::new().await;
    let id = town.refer().await;
    town.deliver().await;
    let theirs = town.across(&town.rosa, &town.ines, id).await;
    app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
    let (mut ines, _) = at(&town, "ines").await;
    let record = format!("/referrals/{theirs}");
    let page = ines.get(&record).await.body;
    assert!(
        page.contains("value=\"shelter\"") && !page.contains("value=\"primary_care\""),
        "only what we offer: {page}"
    );
    let wrong = [("outcome", "service_used"), ("used", "primary_care")];
    let refused = ines.post(&format!("{record}/close"), &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("id=\"used-message\""), "{}", refused.body);
    let ticked = [("outcome", "service_used"), ("used", "shelter"), ("used", "legal")];
    assert!(ines.post(&format!("{record}/close"), &ticked).await.status.is_redirection());
    let after = ines.get(&record).await.body;
    assert!(after.contains("They used a service"), "{after}");
    town.clock.set(town.app.now().plus_days(Days(31)));
    let (mut maya, path) = at(&town, "maya").await;
    let page = maya.get(&path).await.body;
    assert!(page.contains("Shelter: Used a service"), "{page}");
}

/// The name of each definition on the page.
fn defined(page: &str) -> Vec<&str> {
    let list = page.split("id=\"means-title\"").nth(1).unwrap_or_default();
    list.split("<dt>").skip(1).map(|rest| rest.split("</dt>").next().unwrap()).collect()
}

#[tokio::test]
async fn times_and_endings_are_defined_where_they_are_shown_and_nowhere_else() {
    let town = Town::new().await;
    let id = town.refer().await;
    town.deliver().await;
    let theirs = town.across(&town.rosa, &town.ines, id).await;
    app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
    app::referrals::connected(&town.app, &town.ines, theirs, town.form(), false).await.unwrap();
    let outcome = domain::referral::Outcome::Connected;
    app::referrals::close(&town.app, &town.ines, theirs, town.form(), outcome, false).await.unwrap();
    town.clock.set(town.app.now().plus_days(Days(31)));
    let (mut maya, path) = at(&town, "maya").await;
    let came = ["Time until an answer", "Time until they met", "How referrals ended"];
    let sent = ["From the offer until it was sent"];
    for (way, shows) in [("", true), ("in", true), ("out", false)] {
        let page = maya.get(&format!("{path}?way={way}")).await.body;
        let defined = defined(&page);
        assert!(came.iter().all(|name| defined.contains(name) == shows), "{way}: {defined:?}");
        assert!(!defined.contains(&sent[0]), "they sent nobody: {defined:?}");
        let whole =
            ["Of: referrals that were answered in the period.", "It is a part of: all referrals that staff ended"];
        assert!(whole.iter().all(|says| page.contains(says) == shows), "{way}: {page}");
        assert_eq!(page.contains("Unit: hours or days, in twelve steps"), shows, "{way}");
    }
    let (mut dana, _) = at(&town, "dana").await;
    let page = dana.get(&path).await.body;
    let defined = defined(&page);
    assert!(sent.iter().all(|name| defined.contains(name)), "{defined:?}");
    assert!(!came.iter().any(|name| defined.contains(name)), "nobody came to them: {defined:?}");
    let (mut rosa, _) = at(&town, "rosa").await;
    let staff = rosa.get(&path).await.body;
    assert!(!came.iter().chain(&sent).any(|name| staff.contains(name)), "for our leads: {staff}");
}

#[tokio::test]
async fn one_direction_leaves_out_what_goes_the_other_way() {
    let town = Town::new().await;
    let id = town.refer().await;
    town.deliver().await;
    let theirs = town.across(&town.rosa, &town.ines, id).await;
    app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
    town.clock.set(town.app.now().plus_days(Days(31)));
    let (mut maya, path) = at(&town, "maya").await;
    let took = "How long it took, from when a referral came in";
    for (way, shows) in [("", true), ("in", true), ("out", false)] {
        let page = maya.get(&format!("{path}?way={way}")).await.body;
        assert_eq!(page.contains("Shelter: Accepted"), shows, "{way}: {page}");
        assert_eq!(page.contains(took), shows, "{way}: {page}");
    }
    let (mut dana, _) = at(&town, "dana").await;
    for (way, shows) in [("in", false), ("out", true)] {
        let page = dana.get(&format!("{path}?way={way}")).await.body;
        assert_eq!(page.contains("Shelter: Sent"), shows, "{way}: {page}");
    }
}

#[tokio::test]
async fn a_site_can_be_asked_for_where_something_is_split_by_it() {
    let town = Town::new().await;
    let (mut maya, path) = at(&town, "maya").await;
    assert!(!maya.get(&path).await.body.contains("name=\"site\""), "Harbor House has no sites");
    let site = domain::listing::Site {
        id: domain::ids::SiteId::from_bytes([3; 16]),
        name: domain::text::Label::parse("Lakeside East").unwrap(),
        phone: None,
        address: None,
        remark: domain::listing::Remark::default(),
    };
    app::listings::save_site(&town.app, &town.dana, site, None).await.unwrap();
    let (mut dana, _) = at(&town, "dana").await;
    assert!(dana.get(&path).await.body.contains("name=\"site\""));
    let (mut rosa, _) = at(&town, "rosa").await;
    assert!(!rosa.get(&path).await.body.contains("name=\"site\""), "nothing that staff read is split by site");
}

#[tokio::test]
async fn two_leads_follow_goals_and_write_what_they_try_and_staff_read_it() {
    let town = Town::new().await;
    let (mut maya, path) = at(&town, "maya").await;
    let (home, _) = path.rsplit_once('/').unwrap();
    let quality = format!("{home}/quality");
    assert!(maya.get(&quality).await.body.contains("Pick one small change"));
    let form = format!("{home}/cycles/new");
    maya.get(&form).await;
    let person = [("words", "call 312-555-0142"), ("starts_on", "2026-11-20"), ("plan", "cards"), ("seen", "0")];
    let refused = maya.post(&form, &person).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("call 312-555-0142"), "nothing typed is lost");
    let fields = [
        ("words", "two cards in every room"),
        ("starts_on", "2026-11-20"),
        ("aim", "decided"),
        ("plan", "On Mondays"),
        ("seen", "0"),
    ];
    let saved = maya.post(&form, &fields).await;
    assert!(saved.status.is_redirection(), "{}", saved.body);
    assert_eq!(saved.header("location"), quality);
    town.deliver().await;
    for (who, writes) in [("dana", true), ("rosa", false)] {
        let (mut browser, _) = at(&town, who).await;
        let page = browser.get(&quality).await.body;
        assert!(page.contains("two cards in every room") && page.contains("A choice was written down"), "{page}");
        assert_eq!(page.contains("Try a change"), writes, "{who}");
        assert_eq!(browser.get(&format!("{quality}?by=week")).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_period_from_before_the_two_worked_together_is_not_offered_and_not_closed() {
    let town = Town::new().await;
    let (mut maya, path) = at(&town, "maya").await;
    let page = maya.get(&path).await.body;
    assert!(!page.contains("<button class=\"main\">Close") && page.contains("No period is over yet"), "{page}");
    for before in ["2026-10", "2026-q3", "2025"] {
        let refused = maya.post(&path, &[("period", before)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{before}");
        assert!(refused.body.contains("over before we worked together"), "{before}: {}", refused.body);
    }
    assert!(maya.get(&path).await.body.contains("Nobody has closed a period yet"));
}

#[tokio::test]
async fn an_advocate_counts_a_no_by_one_press_and_the_lead_reads_what_an_offer_is() {
    let town = Town::new().await;
    let (mut ines, _) = at(&town, "ines").await;
    let page = ines.get("/reverse").await.body;
    let buttons = ["value=\"no_thanks\"", "value=\"later\"", "action=\"/reverse/offered\""];
    assert!(buttons.iter().all(|part| page.contains(part)), "{page}");
    let pressed = ines.post("/reverse/offered", &[("answer", "no_thanks")]).await;
    assert_eq!(pressed.header("location"), "/reverse/offered");
    let thanks = ines.get("/reverse/offered").await.body;
    assert!(
        thanks.contains("Each answer is a good one") && thanks.contains("who it was, who asked, or when"),
        "{thanks}"
    );
    let wrong = ines.post("/reverse/offered", &[("answer", "no idea")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("Choose one of the answers"), "{}", wrong.body);
    assert!(!ines.post_raw("/reverse/offered", &[("answer", "later")]).await.status.is_redirection(), "no token");
    town.clock.set(town.app.now().plus_days(Days(31)));
    let (mut maya, path) = at(&town, "maya").await;
    let figures = maya.get(&path).await.body;
    for words in [
        "Warm referrals offered",
        "Said no thanks to an offer",
        "Cards alone are no offer",
        "Offers stay with who made them",
    ] {
        assert!(figures.contains(words), "{words}: {figures}");
    }
    assert!(!maya.get(&format!("{path}?way=in")).await.body.contains("Warm referrals offered</th>"), "it leads out");
}
