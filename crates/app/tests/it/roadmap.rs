//! Every step says who looks after it on each side, when it is next, and what shows how far it has come.

use crate::town::*;
use crate::trainings::{put, today};
use app::roadmap::{self, From, Shows, Step};
use domain::roadmap::{RoadmapStep, StepState};
use domain::workspace::Noun;
use testkit::both_backends;

async fn step(town: &Town, step: RoadmapStep) -> Step {
    let home = roadmap::show(&town.app, &town.rosa, town.partnership).await.unwrap();
    home.steps.into_iter().find(|one| one.step == step).unwrap()
}

both_backends! {
    async fn the_next_date_is_what_is_planned_where_no_lead_wrote_another(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { dana, maya, .. } = town;
        let (now, soon, later) = (today(town), today(town).later(5), today(town).later(40));
        let of = async |which| step(town, which).await.next;
        assert_eq!(of(RoadmapStep::Leadership).await, None);
        put(town, dana, Noun::Meeting, 1, &[("day", &later.code())]).await;
        put(town, dana, Noun::Meeting, 2, &[("day", &soon.code())]).await;
        assert_eq!(of(RoadmapStep::Leadership).await, Some((soon, From::Planned(Noun::Meeting))), "the first of them");
        put(town, dana, Noun::Meeting, 2, &[("held", "on")]).await;
        assert_eq!(of(RoadmapStep::Leadership).await, Some((later, From::Planned(Noun::Meeting))), "not what was held");
        put(town, maya, Noun::Stop, 3, &[("host", "advocacy"), ("day", &soon.code()), ("withheld", "on")]).await;
        assert_eq!(of(RoadmapStep::Mobile).await, None, "what is withheld is told on no list");
        let monday = [("weekday", "monday"), ("clock", "09:00"), ("minutes", "60"), ("separate", "on")];
        let begins = now.code();
        let runs = [&monday[..], &[("starts_on", &begins)]].concat();
        put(town, maya, Noun::Presence, 4, &runs).await;
        let (day, from) = of(RoadmapStep::CoLocated).await.unwrap();
        assert!((now..=now.later(6)).contains(&day) && day.weekday() == 0, "{day:?}");
        assert_eq!(from, From::Planned(Noun::Presence));
        let own = Noun::Step.only(town.partnership, RoadmapStep::Leadership.code());
        let written = crate::trainings::form(Noun::Step, &[("next_date", &now.code())]);
        app::workspace::write(&town.app, dana, town.partnership, (Noun::Step, own), (0, written)).await.unwrap();
        assert_eq!(of(RoadmapStep::Leadership).await, Some((now, From::Written)));
        // Once that day has passed it hides nothing that is planned, and is overdue.
        town.clock.set(town.app.now().plus_days(domain::time::Days(1)));
        assert_eq!(of(RoadmapStep::Leadership).await, Some((later, From::Planned(Noun::Meeting))));
        let overdue = roadmap::show(&town.app, dana, town.partnership).await.unwrap().overdue;
        assert!(overdue.iter().any(|one| one.of == (Noun::Step, own)), "{overdue:?}");
    }

    async fn what_happened_shows_how_far_a_step_has_come(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { dana, .. } = town;
        let (first, last) = (today(town).earlier(40), today(town).earlier(3));
        assert_eq!(step(town, RoadmapStep::HealthCelebration).await.shows, None);
        for (entry, day) in [(1, first), (2, last)] {
            put(town, dana, Noun::Celebration, entry, &[("topic", "rest"), ("day", &day.code()), ("held", "on")]).await;
        }
        let shown = step(town, RoadmapStep::HealthCelebration).await;
        assert_eq!((shown.state, shown.shows), (StepState::InPlace, Some(Shows::Held(Noun::Celebration, last))));
        crate::mou::in_force(town).await;
        let ends = domain::day::Day::parse("2027-11-24").unwrap();
        let mou = step(town, RoadmapStep::Mou).await;
        assert_eq!(mou.shows, Some(Shows::InForce(ends)));
        assert_eq!(mou.next, Some((domain::day::Day::parse("2027-06-01").unwrap(), From::Review)));
    }
}
