//! The roadmap as its page shows it, totals that are to be looked at, the next of a series, and days on which a house is closed.

use crate::browser::Browser;
use crate::nouns::at;
use axum::http::StatusCode;
use domain::day::Day;
use domain::mou::Topic;
use domain::org::Organization;
use domain::workspace::Noun;
use testkit::agreed::{clause, in_force};
use testkit::town::{Town, confirm_sheet};

/// The part of the page that is about a step.
fn step<'a>(body: &'a str, code: &str) -> &'a str {
    let rest = body.split(&format!("id=\"step-{code}\"")).nth(1).unwrap();
    rest.split("<li id=\"step-").next().unwrap()
}

#[tokio::test]
async fn every_step_names_its_owners_or_says_that_nobody_is_and_leads_to_its_pages() {
    let town = Town::new().await;
    let (mut maya, home) = at(&town, "maya").await;
    for (path, fields) in [
        ("meetings/new", &[("day", "2026-12-08")][..]),
        ("celebrations/new", &[("topic", "rest"), ("day", "2026-12-07"), ("series", "monthly")]),
    ] {
        let path = format!("{home}/{path}");
        maya.get(&path).await;
        assert!(maya.post(&path, &[fields, &[("seen", "0")]].concat()).await.status.is_redirection());
    }
    let own = Noun::Step.only(town.partnership, "health_celebration");
    let path = format!("{home}/steps/{own}");
    maya.get(&path).await;
    let own = town.maya.member().to_string();
    let fields = [("state", "in_place"), ("owner_advocacy", own.as_str()), ("note", "Bring the toys.")];
    assert!(maya.post(&path, &[&fields[..], &[("seen", "0")]].concat()).await.status.is_redirection());
    let page = maya.get(&home).await.body;
    let celebration = step(&page, "health_celebration");
    for words in [
        ">maya</dd>",
        "Nobody is named.",
        "December 7, 2026 (Health celebration)",
        "Plan the next one now",
        "Bring the toys.",
    ] {
        assert!(celebration.contains(words), "{words}: {celebration}");
    }
    assert!(celebration.contains(&format!("{path}#owner_health_center")), "with a link to name one");
    let leadership = step(&page, "leadership");
    assert!(leadership.contains("December 8, 2026 (Meeting)") && leadership.contains(&format!("{home}/meetings\"")));
    assert!(step(&page, "coordinated_care").contains("href=\"/inbox\""), "a lead of the advocates reads what comes in");
    assert!(step(&page, "mobile").contains("No next date") && step(&page, "mobile").contains("Set one"));
}

#[tokio::test]
async fn totals_to_be_looked_at_stand_on_the_home_until_a_lead_says_that_both_did() {
    let town = Town::new().await;
    in_force(&town, vec![clause(Topic::Counts, &[("period", "quarter"), ("least_shown", "11")])]).await;
    town.clock.set(Day::parse("2027-01-02").unwrap().at(10, 0, "America/Chicago"));
    let (mut dana, home) = at(&town, "dana").await;
    let words = "Look at the totals of October 1, 2026 to December 31, 2026 together";
    assert!(dana.get("/home").await.body.contains(words));
    let page = dana.get(&home).await.body;
    assert!(step(&page, "track_successes").contains(words) && page.contains("We looked at them together"), "{page}");
    let looked = format!("{home}/looked");
    for wrong in ["2026-12-30", "never", ""] {
        assert_eq!(dana.post(&looked, &[("last", wrong)]).await.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    assert!(dana.post(&looked, &[("last", "2026-12-31")]).await.status.is_redirection());
    let page = dana.get(&home).await.body;
    assert!(!page.contains(words), "{page}");
    assert!(step(&page, "track_successes").contains("Totals up to December 31, 2026 were looked at together."));
}

#[tokio::test]
async fn the_next_of_a_series_begins_with_what_was_agreed_for_the_last_by_the_clock_of_whoever_plans_it() {
    let town = Town::new().await;
    let was = app::settings::standing(&town.app, &town.dana).await.unwrap();
    let west = Organization { time_zone: "America/Los_Angeles".into(), ..was.organization };
    app::settings::change(&town.app, &town.dana, &was.edition, west).await.unwrap();
    let (mut maya, home) = at(&town, "maya").await;
    for (part, fields) in [
        ("celebrations", &[("topic", "rest"), ("series", "monthly"), ("language", "both"), ("staff", "2")][..]),
        ("visits", &[("provider", "nurse_practitioner"), ("series", "every_two_weeks"), ("room", "blue room")]),
    ] {
        let path = format!("{home}/{part}/new");
        maya.get(&path).await;
        let held = [("day", "2026-11-10"), ("clock", "17:30"), ("minutes", "90"), ("held", "on"), ("seen", "0")];
        assert!(maya.post(&path, &[fields, &held].concat()).await.status.is_redirection(), "{part}");
    }
    let mut dana = Browser::at(&town).signed_in("dana").await;
    for (part, day, kept) in
        [("celebrations", "2026-12-10", "value=\"2\""), ("visits", "2026-11-24", "value=\"blue room\"")]
    {
        let list = dana.get(&format!("{home}/{part}")).await.body;
        assert!(list.contains("Plan the next one"), "{part}: {list}");
        let begins = format!("{home}/{part}/new?after=");
        let next = list.split("href=\"").find(|rest| rest.starts_with(&begins)).unwrap().split('"').next().unwrap();
        let form = dana.get(next).await.body;
        for words in [&format!("value=\"{day}\""), "value=\"15:30\"", "value=\"90\"", kept] {
            assert!(form.contains(words), "{part} {words}: {form}");
        }
        let saved = dana
            .post(
                &format!("{home}/{part}/new"),
                &[
                    ("day", day),
                    ("topic", "rest"),
                    ("language", "both"),
                    ("provider", "nurse_practitioner"),
                    ("seen", "0"),
                ],
            )
            .await;
        assert!(saved.status.is_redirection());
        assert!(!dana.get(&format!("{home}/{part}")).await.body.contains("Plan the next one"), "{part}");
    }
}

#[tokio::test]
async fn days_on_which_we_are_closed_are_read_by_the_partner_and_stand_in_the_calendar() {
    let town = Town::new().await;
    let (mut dana, home) = at(&town, "dana").await;
    let path = "/services/ours/closed";
    dana.get(path).await;
    for (from, to) in
        [("", ""), ("soon", ""), ("2026-12-24", "tomorrow"), ("2026-12-24", "2026-12-20"), ("2020-01-01", "")]
    {
        let again = dana.post(path, &[("from", from), ("to", to)]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{from} {to}");
        assert!(again.body.contains(&format!("value=\"{from}\"")) || from.is_empty(), "what was typed stays");
    }
    assert!(dana.post(path, &[("from", "2026-12-28"), ("to", "2026-12-29")]).await.status.is_redirection());
    let list = dana.get(path).await.body;
    assert!(list.contains("Monday, December 28, 2026") && list.contains("Tuesday, December 29, 2026"), "{list}");
    let mut maya = Browser::at(&town).signed_in("maya").await;
    let theirs = maya.get(&format!("/services/{}", town.dana.org_id())).await.body;
    assert!(theirs.contains("December 28, 2026, December 29, 2026"), "{theirs}");
    assert!(maya.get(&format!("{home}/calendar?from=2026-12-20")).await.body.contains("Lakeside is closed"));
    assert!(dana.post("/services/ours/closed/remove", &[("day", "2026-12-28")]).await.status.is_redirection());
    assert!(!dana.get(path).await.body.contains("December 28"));
    assert_eq!(dana.post("/services/ours/closed/remove", &[("day", "x")]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_late_on_the_home_leads_to_where_it_is_changed() {
    let town = Town::new().await;
    let (mut dana, home) = at(&town, "dana").await;
    let path = format!("{home}/actions");
    dana.get(&path).await;
    dana.post(&path, &[("words", "send the list of services"), ("due", "2020-01-01"), ("seen", "0")]).await;
    let page = dana.get("/home").await.body;
    let link = page.split("<a href=\"").find(|rest| rest.contains(">send the list of services</a>")).unwrap();
    assert!(link.starts_with(&path), "{link}");
}

#[tokio::test]
async fn what_breaks_in_a_drill_leads_to_where_it_is_mended_on_ones_own_side_alone() {
    let town = Town::new().await;
    let (mut dana, home) = at(&town, "dana").await;
    let own = dana.get(&format!("{home}/drill/{}", town.dana.member())).await.body;
    assert!(
        own.contains(&format!("/partnership/{}/liaisons", town.partnership)) || !own.contains("the first whom"),
        "{own}"
    );
    assert!(own.contains("Nobody else leads here.") && own.contains("href=\"/people\""), "{own}");
    confirm_sheet(&town.app, &town.maya).await;
    let theirs = dana.get(&format!("{home}/drill/{}", town.maya.member())).await.body;
    assert!(!theirs.contains("href=\"/people\"") && !theirs.contains("/liaisons\""), "{theirs}");
}
