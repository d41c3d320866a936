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

    async fn the_last_period_before_a_renewal_is_looked_at_and_is_late_like_any_other(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, partnership, .. } = town;
        let with = *partnership;
        crate::mou::in_force(town).await;
        // Signed anew for the first day of a quarter, before the first one is over.
        at(town, "2027-09-20");
        looked(app, dana, with, Day::parse("2027-06-30").unwrap()).await.unwrap();
        let days = [("starts", "2027-10-01"), ("ends", "2028-09-30")];
        crate::mou::write(town, dana, domain::mou::Topic::Term, &days).await;
        crate::mou::write(town, dana, domain::mou::Topic::Review, &[("review_on", "2028-06-01")]).await;
        crate::mou::agree(town).await;
        crate::mou::sign(town).await;
        at(town, "2027-10-05");
        let last = Day::parse("2027-09-30").unwrap();
        for who in [dana, maya] {
            assert_eq!(due(app, who, with).await.unwrap().map(|look| look.last), Some(last), "it was agreed then, too");
        }
        at(town, "2027-11-05");
        let watched = watch::list(app, maya).await.unwrap().remove(0);
        assert!(watched.overdue.iter().any(|one| matches!(one.why, Why::NotLooked(look) if look.last == last)));
        assert_eq!(step(town).await.state, StepState::Working);
        looked(app, maya, with, last).await.unwrap();
        assert_eq!(step(town).await.state, StepState::InPlace);
        // Over, and nothing has followed: nobody agreed on when they look again.
        at(town, "2028-10-02");
        assert_eq!(step(town).await.state, StepState::Working);
    }

    async fn only_who_crossed_to_or_from_this_partner_moves_its_step(db: &TestStore) {
        let town = &Town::on(db).await;
        for _ in 0..11 {
            town.refer().await;
        }
        town.deliver().await;
        assert_eq!(step(town).await.state, StepState::Working);
        db.tamper("UPDATE tally_part SET value = 'another' WHERE split = 'partner'").await;
        assert_eq!(step(town).await.state, StepState::NotStarted, "they crossed to another partner");
    }
}
