//! Two organizations in two time zones: each reads its own hours, and the hour of where something was planned beside it.

use crate::browser::Browser;
use domain::ids::EntryId;
use domain::org::Organization;
use domain::workspace::Noun;
use testkit::town::{Town, confirm_sheet};

/// Something that Maya planned, by the clock of Chicago.
async fn plan(town: &Town, noun: Noun, fields: &[(&str, &str)]) -> EntryId {
    let id = EntryId::new(town.app.next_id());
    let typed = |code: &str| fields.iter().find(|(field, _)| *field == code).map(|(_, value)| *value);
    let changes = noun.read(typed).unwrap();
    app::workspace::write(&town.app, &town.maya, town.partnership, (noun, id), (0, changes)).await.unwrap();
    id
}

/// Lakeside moves to Los Angeles.
async fn moves_west(town: &Town) {
    let was = app::settings::standing(&town.app, &town.dana).await.unwrap();
    let to = Organization { time_zone: "America/Los_Angeles".into(), ..was.organization };
    app::settings::change(&town.app, &town.dana, &was.edition, to).await.unwrap();
}

#[tokio::test]
async fn every_list_tells_the_hour_by_the_readers_clock_and_by_that_of_whoever_planned_it() {
    let town = Town::new().await;
    moves_west(&town).await;
    let day = ("day", "2027-05-03");
    let meeting = plan(&town, Noun::Meeting, &[day, ("clock", "10:00")]).await;
    plan(&town, Noun::Training, &[day, ("clock", "10:00"), ("topic", "cues")]).await;
    plan(&town, Noun::Celebration, &[day, ("clock", "10:00"), ("topic", "rest")]).await;
    let presence =
        [("weekday", "monday"), ("starts_on", "2027-05-03"), ("clock", "00:30"), ("minutes", "60"), ("separate", "on")];
    plan(&town, Noun::Presence, &presence).await;
    for session in [&town.dana, &town.maya] {
        confirm_sheet(&town.app, session).await;
    }
    let (mut dana, mut maya) = (Browser::at(&town).signed_in("dana").await, Browser::at(&town).signed_in("maya").await);
    let home = format!("/together/{}", town.partnership);
    let own = format!("/meetings/{meeting}");
    for page in ["/meetings", &own, "/trainings", "/celebrations"] {
        let here = dana.get(&format!("{home}{page}")).await.body;
        assert!(here.contains("8:00 AM for you, 10:00 AM Central (Chicago)"), "{page}: {here}");
        let there = maya.get(&format!("{home}{page}")).await.body;
        assert!(there.contains("10:00 AM") && !there.contains("for you"), "{page}: {there}");
    }
    // Half past midnight on a Monday in Chicago is a Sunday evening in Los Angeles.
    let hours = dana.get(&format!("{home}/presences")).await.body;
    assert!(hours.contains("Sundays, 10:30 PM for you, Mondays, 12:30 AM Central (Chicago)"), "{hours}");
    let form = dana.get(&format!("{home}/meetings/{meeting}/write")).await.body;
    let hint = "By the clock of Central (Chicago), where it was first planned. Your own is Pacific (Los Angeles).";
    assert!(form.contains(hint) && form.contains("value=\"10:00\""), "{form}");
    let fresh = dana.get(&format!("{home}/meetings/new")).await.body;
    assert!(fresh.contains("By the clock of Pacific (Los Angeles)."), "{fresh}");
    let agenda = dana.get(&format!("{home}/calendar?from=2027-05-01")).await.body;
    assert!(agenda.contains("Hours are by the clock of Pacific (Los Angeles)"), "{agenda}");
}
