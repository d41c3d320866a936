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
