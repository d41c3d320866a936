//! What is overdue stands on the homes of both leads, until somebody says what became of it.

use crate::town::*;
use crate::trainings::{put, today};
use app::overdue::Why;
use app::{Session, roadmap, watch, workspace};
use domain::roadmap::{RoadmapStep, StepState};
use domain::time::Days;
use domain::workspace::Noun;
use testkit::both_backends;

async fn why(town: &Town, who: &Session) -> Vec<Why> {
    let home = roadmap::show(&town.app, who, town.partnership).await.unwrap();
    let watched: Vec<Why> =
        watch::list(&town.app, who).await.unwrap().iter().flat_map(|one| &one.overdue).map(|one| one.why).collect();
    let all: Vec<Why> = home.overdue.iter().map(|one| one.why).collect();
    if workspace::may_write(who) {
        assert_eq!(all, watched, "both homes say the same");
    }
    all
}

both_backends! {
    async fn what_nobody_looked_after_stands_on_both_homes_from_the_day_after(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { dana, maya, ines, partnership, clock, .. } = town;
        let day = today(town).code();
        put(town, dana, Noun::Meeting, 1, &[("day", &day), ("cadence", "monthly")]).await;
        put(town, maya, Noun::Pilot, 2, &[("goal", "cards in every room"), ("decide_on", &day)]).await;
        put(town, maya, Noun::Policy, 3, &[("words", "pay for advocates"), ("state", "asked"), ("next_date", &day)]).await;
        put(town, dana, Noun::Slot, 4, &[("service", "hiv_testing"), ("day", &day)]).await;
        put(town, dana, Noun::Stop, 5, &[("host", "advocacy"), ("day", &day), ("withheld", "on")]).await;
        let step = Noun::Step.only(*partnership, RoadmapStep::Mobile.code());
        let next = Noun::Step.read(|field| (field == "next_date").then_some(day.as_str())).unwrap();
        workspace::write(&town.app, dana, *partnership, (Noun::Step, step), (0, next)).await.unwrap();
        assert_eq!(why(town, dana).await, []);
        clock.set(town.app.now().plus_days(Days(1)));
        for who in [dana, maya, ines] {
            let mut all = why(town, who).await;
            all.sort();
            assert_eq!(all, [Why::NotHeld, Why::NotHeld, Why::NotDecided, Why::DayPassed, Why::DayPassed], "and no withheld stop");
        }
        put(town, dana, Noun::Meeting, 1, &[("held", "on")]).await;
        put(town, dana, Noun::Slot, 4, &[("held", "on")]).await;
        put(town, dana, Noun::Pilot, 2, &[("decision", "go_on"), ("why", "cards were taken"), ("decided_on", &day)]).await;
        put(town, dana, Noun::Policy, 3, &[("state", "reached")]).await;
        let later = Noun::Step.read(|field| (field == "state").then_some("paused")).unwrap();
        let seen = workspace::entry(&town.app, dana, *partnership, (Noun::Step, step)).await.unwrap().seq;
        workspace::write(&town.app, dana, *partnership, (Noun::Step, step), (seen, later)).await.unwrap();
        assert_eq!(why(town, maya).await, []);
        // A meeting that comes every month, and is not planned when the month is over.
        clock.set(town.app.now().plus_days(Days(31)));
        assert_eq!(why(town, maya).await, [Why::NotPlanned]);
        put(town, maya, Noun::Meeting, 6, &[("day", &today(town).code())]).await;
        assert_eq!(why(town, maya).await, []);
    }

    async fn a_review_that_nobody_held_is_overdue_until_the_leaderships_have_met(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { dana, maya, clock, .. } = town;
        crate::mou::in_force(town).await;
        clock.set(domain::day::Day::parse("2027-06-02").unwrap().begins("America/Chicago"));
        // Its first quarter is over too, and nobody has looked at the totals.
        let besides = async |who| {
            let all = why(town, who).await;
            all.into_iter().filter(|why| !matches!(why, Why::NotLooked(_))).collect::<Vec<_>>()
        };
        assert_eq!(besides(dana).await, [Why::NotReviewed]);
        put(town, maya, Noun::Meeting, 9, &[("day", "2027-06-02"), ("held", "on"), ("cadence", "once")]).await;
        assert_eq!(besides(dana).await, []);
    }

    async fn a_memorandum_that_is_over_takes_its_step_back_and_totals_fall_back(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, partnership, clock, .. } = town;
        let home = async |who| roadmap::show(app, who, *partnership).await.unwrap();
        assert_eq!(home(dana).await.totals, app::mou::Totals { least_shown: 11, period: None });
        crate::mou::in_force(town).await;
        let agreed = app::mou::Totals { least_shown: 15, period: Some(domain::mou::Period::Quarter) };
        for who in [dana, maya] {
            assert_eq!(app::mou::totals(app, who, *partnership).await.unwrap(), agreed);
        }
        let step = Noun::Step.only(*partnership, RoadmapStep::Mou.code());
        let written = Noun::Step.read(|field| (field == "state").then_some("in_place")).unwrap();
        workspace::write(app, dana, *partnership, (Noun::Step, step), (0, written)).await.unwrap();
        let state = async || home(dana).await.steps.into_iter().find(|one| one.step == RoadmapStep::Mou).unwrap().state;
        assert_eq!(state().await, StepState::InPlace);
        clock.set(domain::day::Day::parse("2027-11-25").unwrap().begins("America/Chicago"));
        assert_eq!(state().await, StepState::Working, "whatever somebody wrote");
        assert_eq!(app::mou::totals(app, maya, *partnership).await.unwrap().least_shown, 11);
    }

    async fn whoever_leads_no_more_keeps_their_name_on_what_they_said_they_would_do(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, partnership, .. } = town;
        let olga = hire(app, maya, "olga", domain::member::Role::Lead).await;
        put(town, dana, Noun::Action, 1, &[("words", "send the list"), ("owner", &olga.member().to_string())]).await;
        let roles = std::collections::BTreeSet::from([domain::member::Role::Advocate]);
        app::people::change_roles(app, maya, olga.member(), roles).await.unwrap();
        let due = roadmap::show(app, dana, *partnership).await.unwrap().dues.remove(0);
        let owner = due.owner.unwrap();
        assert_eq!((owner.name.as_str(), owner.is_there, owner.may_be_named), ("olga", true, false));
        let breaks = app::drill::breaks(app, maya, *partnership, olga.member()).await.unwrap();
        assert_eq!(breaks.owned.len(), 1, "and they can be asked about");
        app::liaisons::hand_over(app, maya, *partnership, (olga.member(), maya.member())).await.unwrap();
        assert!(workspace::colleagues(app, dana, *partnership).await.unwrap().iter().all(|one| one.member != olga.member()));
    }

    async fn one_series_is_not_followed_by_another(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { dana, maya, clock, .. } = town;
        let day = today(town).code();
        put(town, dana, Noun::Visit, 1, &[("provider", "nurse"), ("day", &day), ("series", "monthly"), ("held", "on")]).await;
        put(town, dana, Noun::Visit, 2, &[("provider", "midwife"), ("day", &day), ("series", "monthly"), ("held", "on")]).await;
        let rest = [("topic", "rest"), ("series", "monthly"), ("held", "on"), ("day", day.as_str())];
        put(town, maya, Noun::Celebration, 3, &[&rest[..], &[("language", "english")]].concat()).await;
        put(town, maya, Noun::Celebration, 4, &[&rest[..], &[("language", "spanish")]].concat()).await;
        clock.set(town.app.now().plus_days(Days(32)));
        assert_eq!(why(town, dana).await, [Why::NotPlanned; 4]);
        let next = today(town).code();
        put(town, dana, Noun::Visit, 5, &[("provider", "nurse"), ("day", &next)]).await;
        put(town, maya, Noun::Celebration, 6, &[("topic", "rest"), ("language", "spanish"), ("day", &next)]).await;
        assert_eq!(why(town, maya).await, [Why::NotPlanned; 2], "the midwife, and the one in English");
    }
}
