//! What the two organizations do side by side, and how far it brings the steps of the roadmap.

use crate::workspace;
use crate::{App, Result, Session};
use domain::day::Day;
use domain::ids::PartnershipId;
use domain::roadmap::{RoadmapStep, Signs, StepState};
use domain::training::Host;
use domain::workspace::{Entry, Noun};

/// How far steps have come by what was done: trainings, programs, and what keeps them going.
///
/// # Errors
/// [`Error::NotFound`](crate::Error::NotFound) without the deed, or for a partnership of others.
pub async fn signs(app: &App, session: &Session, partnership: PartnershipId, mut signs: Signs) -> Result<Signs> {
    let today = Day::of(app.now(), &session.org().time_zone);
    for (noun, step) in OF_STEP {
        let all = workspace::entries(app, session, partnership, *noun).await?;
        if let Some(state) = reached(*noun, &all, today) {
            signs = signs.with(*step, state);
        }
    }
    Ok(signs)
}

/// Which step of the roadmap an entry of this noun belongs to.
pub const OF_STEP: &[(Noun, RoadmapStep)] = &[
    (Noun::Training, RoadmapStep::CrossTraining),
    (Noun::Celebration, RoadmapStep::HealthCelebration),
    (Noun::Visit, RoadmapStep::VisitingProvider),
    (Noun::Presence, RoadmapStep::CoLocated),
    (Noun::Stop, RoadmapStep::Mobile),
    (Noun::Slot, RoadmapStep::AdvocacyHealth),
    (Noun::Fund, RoadmapStep::Sustainability),
    (Noun::Cost, RoadmapStep::Sustainability),
    (Noun::Continuity, RoadmapStep::Sustainability),
];

/// The step that a program belongs to.
#[must_use]
pub fn step_of(noun: Noun) -> Option<RoadmapStep> {
    OF_STEP.iter().find(|(of, _)| *of == noun).map(|(_, step)| *step)
}

fn reached(noun: Noun, all: &[Entry], today: Day) -> Option<StepState> {
    let held = |entry: &&Entry| entry.is_ticked("held");
    let is_there = match noun {
        // Each side has been at the other's place, or been taught by it.
        Noun::Training => {
            let by = |host: Host| all.iter().filter(held).any(|one| one.text("host") == host.code());
            by(Host::HealthCenter) && by(Host::Advocacy)
        }
        // Nobody works at the partner's without separate custody having been attested.
        Noun::Presence => all.iter().any(|one| one.is_ticked("separate") && runs(one, today)),
        // Written down is what is to be in place.
        Noun::Continuity => all.iter().any(|one| !one.text("people").is_empty() && !one.text("money").is_empty()),
        Noun::Fund | Noun::Cost => false,
        _ => all.iter().any(|one| one.is_ticked("held")),
    };
    match (is_there, all.is_empty()) {
        (true, _) => Some(StepState::InPlace),
        (false, false) => Some(StepState::Working),
        (false, true) => None,
    }
}

/// Whether weekly hours run on that day.
#[must_use]
pub fn runs(presence: &Entry, day: Day) -> bool {
    presence.day("starts_on").is_some_and(|first| first <= day)
        && presence.day("ends_on").is_none_or(|last| day <= last)
}
