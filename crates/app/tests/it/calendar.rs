//! The calendar of a partnership: by whose clock, with which days, and what leaves in a feed.

use crate::town::*;
use app::calendar::{FeedError, agenda, end_feed, fallen, feeds, make_feed, open_feed, put_back, skip};
use app::{Error, Session};
use domain::day::Day;
use domain::ids::EntryId;
use domain::org::Language;
use domain::workspace::Noun;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

async fn plan(town: &Town, who: &Session, fields: &[(&str, &str)]) -> app::Result<EntryId> {
    let id = EntryId::new(town.app.next_id());
    let typed = |code: &str| fields.iter().find(|(field, _)| *field == code).map(|(_, value)| *value);
    let changes = Noun::Occasion.read(typed).unwrap();
    app::workspace::write(&town.app, who, town.partnership, (Noun::Occasion, id), (0, changes)).await?;
    Ok(id)
}

const WEEKLY: &[(&str, &str)] = &[
    ("kind", "co_located"),
    ("words", "Mondays at the clinic"),
    ("day", "2026-10-26"),
    ("clock", "09:30"),
    ("minutes", "120"),
    ("repeat", "weekly"),
    ("until", "2026-11-30"),
    ("place", "Room 2"),
];

#[tokio::test]
async fn what_one_plans_both_see_and_a_day_that_falls_out_falls_out_on_both_sides() {
    let town = Town::new().await;
    let entry = plan(&town, &town.dana, WEEKLY).await.unwrap();
    let window = (day("2026-10-01"), day("2026-12-31"));
    let seen = async |who: &Session| agenda(&town.app, who, town.partnership, window).await.unwrap();
    assert_eq!(seen(&town.maya).await.len(), 6);
    skip(&town.app, &town.maya, town.partnership, (Noun::Occasion, entry), day("2026-11-09")).await.unwrap();
    for who in [&town.dana, &town.maya, &town.ines] {
        let days: Vec<Day> = seen(who).await.iter().map(|one| one.day).collect();
        assert_eq!(days.len(), 5);
        assert!(!days.contains(&day("2026-11-09")));
    }
    let again = skip(&town.app, &town.maya, town.partnership, (Noun::Occasion, entry), day("2026-11-09")).await;
    assert!(matches!(again, Err(Error::NotFound)), "what is not planned cannot be skipped");
}

#[tokio::test]
async fn a_day_that_fell_out_is_put_back_and_weekly_hours_of_an_advocate_can_fall_out_too() {
    let town = Town::new().await;
    let Town { app, dana, maya, partnership, .. } = &town;
    let window = (day("2026-12-01"), day("2026-12-31"));
    let id = EntryId::new(app.next_id());
    let fields = [
        ("weekday", "tuesday"),
        ("clock", "13:00"),
        ("minutes", "120"),
        ("starts_on", "2026-12-01"),
        ("separate", "on"),
    ];
    let typed = |code: &str| fields.iter().find(|(field, _)| *field == code).map(|(_, value)| *value);
    let changes = Noun::Presence.read(typed).unwrap();
    app::workspace::write(app, maya, *partnership, (Noun::Presence, id), (0, changes)).await.unwrap();
    let of = (Noun::Presence, id);
    let n = async |who: &Session| agenda(app, who, *partnership, window).await.unwrap().len();
    assert_eq!(n(dana).await, 5);
    skip(app, maya, *partnership, of, day("2026-12-22")).await.unwrap();
    skip(app, dana, *partnership, of, day("2026-12-29")).await.unwrap();
    assert_eq!(n(dana).await, 3);
    let out = async |who: &Session| {
        fallen(app, who, *partnership, window).await.unwrap().iter().map(|one| one.planned).collect::<Vec<_>>()
    };
    assert_eq!(out(dana).await, [day("2026-12-22"), day("2026-12-29")]);
    assert_eq!(out(&town.ines).await, [], "she does not plan");
    put_back(app, dana, *partnership, of, day("2026-12-22")).await.unwrap();
    assert_eq!((n(maya).await, out(maya).await), (4, vec![day("2026-12-29")]));
    let twice = put_back(app, dana, *partnership, of, day("2026-12-22")).await;
    assert!(matches!(twice, Err(Error::NotFound)));
    // And undone from the history, since a person did it.
    let known = app::workspace::entry(app, dana, *partnership, of).await.unwrap();
    let last = known.entry.heads("skipped")[0].id;
    app::workspace::undo(app, maya, *partnership, of, last).await.unwrap();
    assert_eq!(n(dana).await, 3);
}

#[tokio::test]
async fn undoing_one_day_that_fell_out_puts_back_only_that_day() {
    let town = Town::new().await;
    let Town { app, dana, maya, partnership, .. } = &town;
    let of = (Noun::Occasion, plan(&town, dana, WEEKLY).await.unwrap());
    let mut first = None;
    for out in ["2026-11-09", "2026-11-16", "2026-11-23"] {
        skip(app, maya, *partnership, of, day(out)).await.unwrap();
        let known = app::workspace::entry(app, dana, *partnership, of).await.unwrap();
        first = first.or(Some(known.entry.heads("skipped")[0].id));
        town.clock.pass(1);
    }
    app::workspace::undo(app, maya, *partnership, of, first.unwrap()).await.unwrap();
    let window = (day("2026-10-01"), day("2026-12-31"));
    let out: Vec<Day> = fallen(app, dana, *partnership, window).await.unwrap().iter().map(|one| one.planned).collect();
    assert_eq!(out, [day("2026-11-16"), day("2026-11-23")]);
    let again = app::workspace::undo(app, maya, *partnership, of, first.unwrap()).await;
    assert!(matches!(again, Err(Error::Invalid("workspace-already-so"))), "{again:?}");
}

#[tokio::test]
async fn two_who_let_different_days_fall_out_at_once_meant_both() {
    let town = Town::new().await;
    let Town { app, dana, maya, partnership, .. } = &town;
    let entry = plan(&town, dana, WEEKLY).await.unwrap();
    let of = (Noun::Occasion, entry);
    let seen = app::workspace::entry(app, dana, *partnership, of).await.unwrap().seq;
    for (who, out) in [(dana, "2026-11-09"), (maya, "2026-11-16")] {
        let value = domain::workspace::Value::stored(out.to_owned());
        let changes = domain::workspace::Changes::none().with("skipped", value);
        app::workspace::write(app, who, *partnership, of, (seen, changes)).await.unwrap();
    }
    let window = (day("2026-10-01"), day("2026-12-31"));
    for who in [dana, maya] {
        assert_eq!(agenda(app, who, *partnership, window).await.unwrap().len(), 4);
        let known = app::workspace::entry(app, who, *partnership, of).await.unwrap();
        assert!(known.entry.disputed().is_empty());
    }
    put_back(app, maya, *partnership, of, day("2026-11-09")).await.unwrap();
    assert_eq!(agenda(app, dana, *partnership, window).await.unwrap().len(), 5);
}

#[tokio::test]
async fn the_clock_on_the_wall_stays_across_the_change_of_time() {
    let town = Town::new().await;
    plan(&town, &town.dana, WEEKLY).await.unwrap();
    let all = agenda(&town.app, &town.dana, town.partnership, (day("2026-10-01"), day("2026-11-10"))).await.unwrap();
    let begins: Vec<i64> = all.iter().map(|one| one.times.unwrap().0.micros() / 3_600_000_000).collect();
    assert_eq!(begins[1] - begins[0], 7 * 24 + 1, "1 November 2026 has 25 hours");
    assert_eq!(begins[2] - begins[1], 7 * 24);
}

#[tokio::test]
async fn a_row_of_days_that_cannot_be_is_refused_and_nothing_is_written() {
    let town = Town::new().await;
    for (until, code) in [("2026-10-01", "occasion-ends-before"), ("9999-12-31", "occasion-too-long")] {
        let fields: Vec<_> = WEEKLY.iter().map(|(f, v)| (*f, if *f == "until" { until } else { v })).collect();
        let refused = plan(&town, &town.dana, &fields).await;
        assert!(matches!(refused, Err(Error::Invalid(found)) if found == code), "{refused:?}");
    }
    let all = agenda(&town.app, &town.dana, town.partnership, (day("2026-01-01"), day("2027-12-31"))).await.unwrap();
    assert_eq!(all, []);
}

#[tokio::test]
async fn nothing_is_undone_into_a_row_of_days_that_cannot_be() {
    let town = Town::new().await;
    let fields = [("day", "2027-01-01"), ("repeat", "weekly"), ("until", "2027-03-01")];
    let entry = plan(&town, &town.dana, &fields).await.unwrap();
    let of = (Noun::Occasion, entry);
    let change = async |field: &str, value: &str| {
        let seen = app::workspace::entry(&town.app, &town.dana, town.partnership, of).await.unwrap().seq;
        let changes = Noun::Occasion.read(|code| (code == field).then_some(value)).unwrap();
        app::workspace::write(&town.app, &town.dana, town.partnership, of, (seen, changes)).await.unwrap();
    };
    change("until", "2027-12-31").await;
    let known = app::workspace::entry(&town.app, &town.dana, town.partnership, of).await.unwrap();
    let longer = known.entry.heads("until")[0].id;
    change("day", "2027-06-01").await;
    let undone = app::workspace::undo(&town.app, &town.maya, town.partnership, of, longer).await;
    assert!(matches!(undone, Err(Error::Invalid("occasion-ends-before"))), "{undone:?}");
    let window = (day("2027-01-01"), day("2027-12-31"));
    assert_eq!(agenda(&town.app, &town.dana, town.partnership, window).await.unwrap().len(), 31, "it stands");
}

#[tokio::test]
async fn what_was_withheld_is_read_by_those_who_plan_and_leaves_in_no_feed() {
    let town = Town::new().await;
    let stop = [("kind", "mobile_stop"), ("day", "2026-12-03"), ("clock", "10:00"), ("withheld", "on")];
    let withheld = plan(&town, &town.maya, &stop).await.unwrap();
    let history = async |who: &Session| {
        let of = (Noun::Occasion, withheld);
        let latest = app::workspace::latest(&town.app, who, town.partnership, None).await;
        let listed = latest.unwrap().0.iter().any(|(_, edit)| edit.entry == withheld);
        (listed, app::workspace::entry(&town.app, who, town.partnership, of).await.is_ok())
    };
    assert_eq!(history(&town.dana).await, (false, true), "in no list, and there for those who plan");
    assert_eq!(history(&town.ines).await, (false, false));
    plan(&town, &town.maya, &[("kind", "other"), ("day", "2026-12-04"), ("words", "Ana's farewell")]).await.unwrap();
    let window = (day("2026-12-01"), day("2026-12-31"));
    let seen = async |who: &Session| agenda(&town.app, who, town.partnership, window).await.unwrap().len();
    assert_eq!((seen(&town.dana).await, seen(&town.ines).await), (2, 1));
    let feed = make_feed(&town.app, &town.dana, Language::En, false).await.unwrap();
    let told = open_feed(&town.app, &feed.token).await.unwrap();
    assert!(told.happenings.iter().all(|one| !one.is_withheld));
}

#[tokio::test]
async fn a_feed_answers_until_it_is_ended_or_its_member_leaves() {
    let town = Town::new().await;
    let feed = make_feed(&town.app, &town.ines, Language::Es, true).await.unwrap();
    assert!(open_feed(&town.app, &feed.token).await.is_ok());
    let other = feed.token.replace(|c: char| c.is_ascii_digit(), "0");
    assert!(matches!(open_feed(&town.app, &other).await, Err(FeedError::Unknown)));
    let standing = feeds(&town.app, &town.ines).await.unwrap();
    assert!(matches!(end_feed(&town.app, &town.maya, standing[0].id).await, Err(Error::NotFound)), "not another's");
    end_feed(&town.app, &town.ines, standing[0].id).await.unwrap();
    assert!(matches!(open_feed(&town.app, &feed.token).await, Err(FeedError::Ended)));
    let second = make_feed(&town.app, &town.ines, Language::Es, true).await.unwrap();
    app::people::end_access(&town.app, &town.maya, town.ines.member()).await.unwrap();
    assert!(matches!(open_feed(&town.app, &second.token).await, Err(FeedError::Ended)));
}

#[tokio::test]
async fn weekly_hours_of_an_advocate_at_the_clinic_are_in_the_calendar_from_their_first_day_to_their_last() {
    let town = Town::new().await;
    let id = EntryId::new(town.app.next_id());
    let fields = [
        ("weekday", "thursday"),
        ("clock", "13:00"),
        ("minutes", "180"),
        ("room", "Room 2"),
        ("starts_on", "2026-12-01"),
        ("ends_on", "2026-12-24"),
    ];
    let typed = |code: &str| fields.iter().find(|(field, _)| *field == code).map(|(_, value)| *value);
    let changes = Noun::Presence.read(typed).unwrap();
    app::workspace::write(&town.app, &town.maya, town.partnership, (Noun::Presence, id), (0, changes)).await.unwrap();
    let window = (day("2026-11-01"), day("2027-03-01"));
    let all = agenda(&town.app, &town.dana, town.partnership, window).await.unwrap();
    let days: Vec<String> = all.iter().map(|one| one.day.code()).collect();
    assert_eq!(days, ["2026-12-03", "2026-12-10", "2026-12-17", "2026-12-24"]);
    assert_eq!(all[0].place, "Room 2");
}
