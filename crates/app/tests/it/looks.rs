//! By the agreement the two look at totals together after each period; it stands on both homes until they did.

use crate::town::*;
use app::looks::{due, looked};
use app::overdue::Why;
use app::roadmap::{From, Shows};
use app::{Error, roadmap, watch};
use domain::day::Day;
use domain::roadmap::{RoadmapStep, StepState};
use testkit::both_backends;

fn at(town: &Town, day: &str) {
    town.clock.set(Day::parse(day).unwrap().at(10, 0, "America/Chicago"));
}

async fn step(town: &Town) -> roadmap::Step {
    let home = roadmap::show(&town.app, &town.maya, town.partnership).await.unwrap();
    home.steps.into_iter().find(|one| one.step == RoadmapStep::TrackSuccesses).unwrap()
}

both_backends! {
    async fn totals_are_due_after_each_period_on_both_homes_until_a_lead_says_that_both_looked(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, rosa, partnership, .. } = town;
        let with = *partnership;
        assert_eq!(due(app, dana, with).await.unwrap(), None, "no period is agreed on");
        assert_eq!(step(town).await.state, StepState::NotStarted);
        // In force from 25 November 2026, quarter by quarter.
        crate::mou::in_force(town).await;
        assert_eq!(due(app, dana, with).await.unwrap(), None, "no quarter of it is over");
        assert_eq!(step(town).await.next.unwrap(), (Day::parse("2027-01-30").unwrap(), From::Look));
        assert_eq!(step(town).await.state, StepState::Working);
        at(town, "2027-01-02");
        let last = Day::parse("2026-12-31").unwrap();
        for who in [dana, maya] {
            let look = due(app, who, with).await.unwrap().unwrap();
            assert_eq!(look.last, last);
            assert_eq!(watch::list(app, who).await.unwrap()[0].look, Some(look), "on the home of each");
            assert_eq!(roadmap::show(app, who, with).await.unwrap().look, Some(look));
        }
        at(town, "2027-02-01");
        for who in [dana, maya] {
            let watched = watch::list(app, who).await.unwrap().remove(0);
            assert!(watched.look.is_none() && watched.overdue.iter().any(|one| matches!(one.why, Why::NotLooked(_))));
        }
        assert!(matches!(looked(app, rosa, with, last).await, Err(Error::NotFound)), "only leads say so");
        let other = Day::parse("2026-12-30").unwrap();
        assert!(matches!(looked(app, maya, with, other).await, Err(Error::NotFound)), "no period ends on it");
        looked(app, maya, with, last).await.unwrap();
        looked(app, dana, with, last).await.unwrap();
        assert_eq!(due(app, dana, with).await.unwrap(), None);
        let looked_at = step(town).await;
        assert_eq!((looked_at.state, looked_at.shows), (StepState::InPlace, Some(Shows::Looked(last))));
        // Nobody looked at the next one in time.
        at(town, "2027-05-05");
        assert_eq!(step(town).await.state, StepState::Working);
    }
}
