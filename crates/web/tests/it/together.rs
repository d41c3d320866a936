//! The forms of the workspace: what can be chosen, and taken back.

use crate::browser::Browser;
use domain::member::Role;
use domain::workspace::Noun;
use testkit::town::{Town, confirm_sheet, hire};

#[tokio::test]
async fn a_decision_that_was_ticked_by_mistake_can_be_opened_again() {
    let town = Town::new().await;
    confirm_sheet(&town.app, &town.dana).await;
    let mut dana = Browser::at(&town).signed_in("dana").await;
    let pilots = format!("/together/{}/pilots", town.partnership);
    let fields = [
        ("goal", "two cards for everybody"),
        ("decide_on", "2027-02-01"),
        ("decision", "stop"),
        ("why", "Nobody took one."),
        ("decided_on", "2027-02-01"),
    ];
    dana.look().await;
    dana.get(&format!("{pilots}/new")).await;
    let saved = dana.post(&format!("{pilots}/new"), &[&fields[..], &[("seen", "0")]].concat()).await;
    assert!(saved.status.is_redirection(), "{}", saved.body);
    let list = dana.get(&pilots).await.body;
    let edit =
        list.split("href=\"").find(|rest| rest.starts_with(&pilots) && !rest.starts_with(&format!("{pilots}/new")));
    let edit = edit.unwrap().split('"').next().unwrap().to_owned();
    let page = dana.get(&edit).await.body;
    assert!(page.contains("name=\"decision\" value=\"\""), "nothing yet is one of the answers: {page}");
    assert!(page.contains("value=\"stop\" checked"));
}

#[tokio::test]
async fn whoever_has_left_and_is_named_is_still_an_answer_and_no_other_who_left() {
    let town = Town::new().await;
    let (olga, petra) =
        (hire(&town.app, &town.maya, "olga", Role::Lead).await, hire(&town.app, &town.maya, "petra", Role::Lead).await);
    let step = (Noun::Step, Noun::Step.only(town.partnership, "mou"));
    let id = olga.member().to_string();
    let changes = Noun::Step.read(|code| (code == "owner_advocacy").then_some(id.as_str())).unwrap();
    app::workspace::write(&town.app, &town.maya, town.partnership, step, (0, changes)).await.unwrap();
    for left in [&olga, &petra] {
        app::people::end_access(&town.app, &town.maya, left.member()).await.unwrap();
    }
    confirm_sheet(&town.app, &town.dana).await;
    let mut dana = Browser::at(&town).signed_in("dana").await;
    let page = dana.get(&format!("/together/{}/steps/{}", town.partnership, step.1)).await.body;
    assert!(page.contains(&format!("value=\"{}\" selected>olga (has left)", olga.member())), "{page}");
    assert!(!page.contains("petra"));
}

/// Whoever types a day into the address is answered, wherever in time it is.
#[tokio::test]
async fn a_calendar_is_shown_from_any_day_that_an_address_names() {
    let town = Town::new().await;
    confirm_sheet(&town.app, &town.dana).await;
    let mut dana = Browser::at(&town).signed_in("dana").await;
    let calendar = format!("/together/{}/calendar", town.partnership);
    for day in
        ["9999-12-31", "9999-12-01", "9999-01-01", "0001-01-01", "0000-01-01", "0000-02-29", "2037-01-31", "no day"]
    {
        for page in [format!("{calendar}?from={day}"), format!("{calendar}/month?from={day}")] {
            let answer = dana.get(&page.replace(' ', "%20")).await;
            assert!(answer.status.is_success(), "{page}: {}", answer.status);
        }
    }
    let month = dana.get(&format!("{calendar}/month?from=2027-02-10")).await.body;
    assert_eq!(month.matches("<td").count() % 7, 0, "whole weeks: {month}");
}

/// "12 came" was told when eleven were enough. By an agreement that asks for fifteen it is told nowhere any more.
#[tokio::test]
async fn a_number_is_told_by_what_is_agreed_on_now_on_the_list_on_the_form_and_in_the_history() {
    use domain::mou::Topic;
    use testkit::agreed::{clause, in_force};
    let town = Town::new().await;
    for lead in [&town.dana, &town.maya] {
        confirm_sheet(&town.app, lead).await;
    }
    let of = (Noun::Slot, domain::ids::EntryId::from_bytes([3; 16]));
    let fields = [("service", "hiv_testing"), ("day", "2026-11-20"), ("heads", "12"), ("held", "on")];
    let typed = |code: &str| fields.iter().find(|(field, _)| *field == code).map(|(_, value)| *value);
    let changes = Noun::Slot.read(typed).unwrap();
    app::workspace::write(&town.app, &town.maya, town.partnership, of, (0, changes)).await.unwrap();
    let home = format!("/together/{}", town.partnership);
    let pages = [format!("{home}/slots"), format!("{home}/entries/{}", of.1), format!("{home}/changes/{}", of.1)];
    let tells =
        |body: &str| ["12 came", "12 people came", "value=\"12\"", ">12<", " 12<"].iter().any(|one| body.contains(one));
    let mut dana = Browser::at(&town).signed_in("dana").await;
    for page in &pages {
        let body = dana.get(page).await.body;
        assert!(tells(&body), "{page}: {body}");
    }
    in_force(&town, vec![clause(Topic::Counts, &[("period", "quarter"), ("least_shown", "15")])]).await;
    for page in &pages {
        let body = dana.get(page).await.body;
        assert!(!tells(&body), "{page}: {body}");
    }
    assert!(dana.get(&pages[0]).await.body.contains("fewer than 15"));
    let mut maya = Browser::at(&town).signed_in("maya").await;
    assert!(tells(&maya.get(&pages[0]).await.body), "whoever counted reads what they counted");
}

/// A month shows who is closed, as the list of days does.
#[tokio::test]
async fn a_month_says_on_which_days_a_house_is_closed() {
    let town = Town::new().await;
    confirm_sheet(&town.app, &town.dana).await;
    let day = domain::day::Day::parse("2026-12-24").unwrap();
    app::closed_days::add(&town.app, &town.maya, (day, day)).await.unwrap();
    let mut dana = Browser::at(&town).signed_in("dana").await;
    let month = dana.get(&format!("/together/{}/calendar/month?from=2026-12-01", town.partnership)).await.body;
    let square = month.split("<td").find(|square| square.contains("Harbor House is closed"));
    assert!(square.is_some_and(|square| square.contains("December 24, 2026: ")), "{month}");
}
