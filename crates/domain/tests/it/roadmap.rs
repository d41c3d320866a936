//! The way of a partnership moves on from what happened, and never back by itself.

use domain::roadmap::{Cadence, Lane, RoadmapStep, Signs, StepState};
use proptest::prelude::*;

#[test]
fn every_step_of_the_guide_is_there_in_its_lane() {
    let of = |lane| RoadmapStep::of_lane(lane).map(RoadmapStep::code).collect::<Vec<_>>();
    assert_eq!(of(Lane::StartingOut), ["leadership", "cross_training", "procedure", "mou"]);
    assert_eq!(of(Lane::NextSteps), ["coordinated_care", "health_celebration", "track_successes"]);
    assert_eq!(of(Lane::Stars), ["visiting_provider", "advocacy_health", "mobile", "co_located", "sustainability"]);
    let letters: String = RoadmapStep::ALL.iter().filter_map(|step| step.letter()).collect();
    assert_eq!(letters, "ABCD");
}

fn states() -> impl Strategy<Value = StepState> {
    prop::sample::select(StepState::ALL)
}

proptest! {
    #[test]
    fn a_step_is_as_far_as_it_was_written_or_as_what_happened(
        written in prop::option::of(states()), happened in prop::collection::vec(states(), 0..4)
    ) {
        let reached = |state: &StepState| *state != StepState::Paused;
        let happened: Vec<StepState> = happened.into_iter().filter(reached).collect();
        let signs = happened.iter().fold(Signs::default(), |signs, state| signs.with(RoadmapStep::Mou, *state));
        let state = signs.state(RoadmapStep::Mou, written);
        if written == Some(StepState::Paused) {
            prop_assert_eq!(state, StepState::Paused, "leads know why");
            prop_assert!(!signs.moved(RoadmapStep::Mou, written));
        } else {
            let furthest = happened.iter().copied().chain(written).max();
            prop_assert_eq!(state, furthest.unwrap_or(StepState::NotStarted));
        }
        prop_assert_eq!(signs.state(RoadmapStep::Mobile, None), StepState::NotStarted);
    }
}

#[test]
fn what_is_over_is_on_the_way_again_whatever_was_written() {
    let signs = Signs::default().with(RoadmapStep::Mou, StepState::InPlace).over(RoadmapStep::Mou);
    assert_eq!(signs.state(RoadmapStep::Mou, Some(StepState::InPlace)), StepState::Working);
    assert_eq!(signs.state(RoadmapStep::Mou, None), StepState::Working);
    assert_eq!(signs.state(RoadmapStep::Mou, Some(StepState::Paused)), StepState::Paused);
    assert_eq!(Signs::default().over(RoadmapStep::Mou).state(RoadmapStep::Mou, None), StepState::NotStarted);
}

#[test]
fn what_comes_again_comes_after_its_cadence() {
    let day = |text: &str| domain::day::Day::parse(text).unwrap();
    for (cadence, next) in [
        (Cadence::Once, None),
        (Cadence::EveryTwoWeeks, Some("2027-02-14")),
        (Cadence::Monthly, Some("2027-02-28")),
        (Cadence::EveryTwoMonths, Some("2027-03-31")),
        (Cadence::Quarterly, Some("2027-04-30")),
    ] {
        assert_eq!(cadence.after(day("2027-01-31")), next.map(day), "{cadence:?}");
    }
}
