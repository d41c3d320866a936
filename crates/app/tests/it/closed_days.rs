//! Days on which an organization is closed: nobody answers on them, and nobody of the partner's works in its house.

use crate::town::*;
use crate::trainings::{put, today};
use app::closed_days::{add, between, remove, to_come};
use app::workers::keep_house_once;
use app::{Error, calendar};
use domain::workspace::Noun;
use testkit::both_backends;

both_backends! {
    async fn a_partner_reads_our_closed_days_and_hours_in_the_house_fall_out(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, rosa, partnership, .. } = town;
        let now = today(town);
        let mut monday = now.later(7);
        while monday.weekday() != 0 {
            monday = monday.next();
        }
        let hours = [("weekday", "monday"), ("clock", "09:00"), ("minutes", "60"), ("separate", "on")];
        put(town, maya, Noun::Presence, 1, &[&hours[..], &[("starts_on", &now.code())]].concat()).await;
        put(town, maya, Noun::Meeting, 2, &[("day", &monday.code())]).await;
        let kinds = async || -> Vec<Noun> {
            let all = calendar::agenda(app, rosa, *partnership, (monday, monday)).await.unwrap();
            all.iter().map(|one| one.of.0).collect()
        };
        assert_eq!(kinds().await.len(), 2);
        add(app, maya, (monday, monday)).await.unwrap();
        assert_eq!(kinds().await.len(), 2, "the advocates' own closed day closes no house but theirs");
        let next = async || {
            let home = app::roadmap::show(app, rosa, *partnership).await.unwrap();
            let step = home.steps.into_iter().find(|one| one.step == domain::roadmap::RoadmapStep::CoLocated).unwrap();
            step.next.unwrap().0
        };
        let first = next().await;
        add(app, dana, (first, first)).await.unwrap();
        assert_eq!(next().await, first.later(7), "the house is closed on the first of them");
        add(app, dana, (monday, monday.later(2))).await.unwrap();
        add(app, dana, (monday, monday)).await.unwrap();
        assert_eq!(kinds().await, [Noun::Meeting], "the two leads still meet");
        remove(app, dana, first).await.unwrap();
        add(app, dana, (monday, monday)).await.unwrap();
        assert_eq!(to_come(app, maya, dana.org_id()).await.unwrap(), [monday, monday.next(), monday.later(2)]);
        let closed = between(app, rosa, *partnership, (monday, monday.next())).await.unwrap();
        assert_eq!(closed[&monday].len(), 2);
        assert_eq!(closed[&monday.next()].len(), 1);
        assert!(matches!(remove(app, rosa, monday).await, Err(Error::NotFound)), "only who keeps the list");
        remove(app, dana, monday).await.unwrap();
        assert_eq!(kinds().await.len(), 2);
    }

    async fn days_that_cannot_be_are_answered_with_what_to_do(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, rosa, .. } = town;
        let now = today(town);
        let refused = async |from, to| match add(app, dana, (from, to)).await {
            Err(Error::Invalid(code)) => code,
            other => panic!("{other:?}"),
        };
        assert_eq!(refused(now.later(3), now.later(2)).await, "closed-days-order");
        assert_eq!(refused(now.before(), now).await, "closed-days-far");
        assert_eq!(refused(now, domain::day::Day::parse("9999-12-31").unwrap()).await, "closed-days-far");
        assert_eq!(refused(now, now.later(31)).await, "closed-days-too-many");
        for month in 0..3 {
            add(app, dana, (now.later(month * 31), now.later(month * 31 + 30))).await.unwrap();
        }
        assert_eq!(refused(now.later(93), now.later(123)).await, "closed-days-too-many");
        assert!(matches!(add(app, rosa, (now, now)).await, Err(Error::NotFound)));
    }

    async fn a_day_long_over_goes_by_itself_though_nobody_names_another(db: &TestStore) {
        let town = &Town::on(db).await;
        let day = today(town).later(3);
        add(&town.app, &town.dana, (day, day)).await.unwrap();
        let mut left = 408;
        while left > 0 {
            assert_eq!(db.look("SELECT day FROM closed_day").await, [day.code()], "what was promised is counted from it");
            town.clock.pass(24 * 24 * 60);
            left -= 24;
            keep_house_once(&town.app).await.unwrap();
        }
        assert_eq!(db.look("SELECT day FROM closed_day").await, [""; 0]);
    }
}
