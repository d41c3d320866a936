//! The home of a partnership: how far each step has come, who looks after it on each side, what comes next and what is
//! overdue. Holds nothing about a person.

use crate::overdue::{self, Overdue};
use crate::workspace::{self, Colleague, Place, REMOVED};
use crate::{App, Result, Session, mou, programs};
use domain::day::Day;
use domain::ids::{EntryId, MemberId, PartnershipId};
use domain::measure::{Measure, SMALLEST_PUBLISHED};
use domain::mou::Stage;
use domain::org::OrgKind;
use domain::referral::Direction;
use domain::roadmap::{RoadmapStep, Signs, StepState};
use domain::workspace::{Entry, Noun};

/// A step as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which.
    pub step: RoadmapStep,
    /// How far it has come.
    pub state: StepState,
    /// It came so far by what happened, further than anybody wrote.
    pub moved: bool,
    /// Who looks after it at the health center, and at the advocacy organization.
    pub owners: [Option<Colleague>; 2],
    /// When it is next on the table.
    pub next: Option<Day>,
    /// What shows that it is so.
    pub evidence: String,
    /// What the leads noted.
    pub note: String,
    /// Two people wrote different things: somebody has to join them.
    pub is_disputed: bool,
}

/// Something that somebody said they would do, and that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Which.
    pub entry: EntryId,
    /// What.
    pub words: String,
    /// Who.
    pub owner: Option<Colleague>,
    /// By when.
    pub due: Option<Day>,
    /// The day has passed.
    pub is_late: bool,
}

/// The home of a partnership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roadmap {
    /// With whom.
    pub place: Place,
    /// Its steps, in the guide's order.
    pub steps: Vec<Step>,
    /// What is to be done, the oldest day first; what has no day at the end.
    pub dues: Vec<Due>,
    /// The next meeting of the two leaderships.
    pub next_meeting: Option<(EntryId, Day)>,
    /// What else is overdue, of both sides.
    pub overdue: Vec<Overdue>,
    /// What is agreed on about totals.
    pub totals: mou::Totals,
    /// The memorandum of understanding is over, and nothing has followed.
    pub mou_is_over: bool,
    /// The caller may write.
    pub may_write: bool,
}

/// The home of a partnership.
///
/// # Errors
/// [`Error::NotFound`](crate::Error::NotFound) without the deed, or for a partnership of others.
pub async fn show(app: &App, session: &Session, partnership: PartnershipId) -> Result<Roadmap> {
    let place = workspace::place(app, session, partnership).await?;
    let staff = workspace::colleagues(app, session, partnership).await?;
    let entries = workspace::entries(app, session, partnership, Noun::Step).await?;
    let meetings = workspace::entries(app, session, partnership, Noun::Meeting).await?;
    let today = Day::of(app.now(), &session.org().time_zone);
    let (signs, mou_is_over) = agreed(app, session, partnership, signs(&meetings)).await?;
    let signs = programs::signs(app, session, partnership, signs).await?;
    let signs = counted(app, session, signs).await?;
    let step = |step: RoadmapStep| {
        let id = Noun::Step.only(partnership, step.code());
        let entry = entries.iter().find(|entry| entry.id() == id).cloned().unwrap_or_else(|| Entry::of(id, []));
        step_of(step, &entry, &signs, &staff)
    };
    let next = |meeting: &Entry| Some((meeting.id(), meeting.day("day").filter(|day| *day >= today)?));
    Ok(Roadmap {
        steps: RoadmapStep::ALL.iter().copied().map(step).collect(),
        dues: dues(app, session, partnership, &staff).await?,
        next_meeting: meetings
            .iter()
            .filter(|meeting| !meeting.is_ticked("held"))
            .filter_map(next)
            .min_by_key(|(_, day)| *day),
        overdue: overdue::list(app, session, partnership).await?,
        totals: mou::totals(app, session, partnership).await?,
        mou_is_over,
        may_write: workspace::may_write(session),
        place,
    })
}

/// What is to be done and is not done yet, of everybody.
///
/// # Errors
/// As [`show`].
pub async fn dues(app: &App, session: &Session, partnership: PartnershipId, staff: &[Colleague]) -> Result<Vec<Due>> {
    let actions = workspace::entries(app, session, partnership, Noun::Action).await?;
    let today = Day::of(app.now(), &session.org().time_zone);
    let open = actions.iter().filter(|action| action.value("done_on").is_none());
    let mut dues: Vec<Due> = open.map(|action| due_of(action, staff, today)).collect();
    dues.sort_by_key(|due| (due.due.is_none(), due.due, due.entry));
    Ok(dues)
}

/// An action as lists show it.
#[must_use]
pub fn due_of(action: &Entry, staff: &[Colleague], today: Day) -> Due {
    let due = action.day("due");
    Due {
        entry: action.id(),
        words: action.text("words").to_owned(),
        owner: action.staff("owner").and_then(|owner| named(staff, owner)),
        due,
        is_late: due.is_some_and(|due| due < today),
    }
}

/// Somebody of the two sides.
#[must_use]
pub fn named(staff: &[Colleague], member: MemberId) -> Option<Colleague> {
    staff.iter().find(|one| one.member == member).cloned()
}

fn step_of(step: RoadmapStep, entry: &Entry, signs: &Signs, staff: &[Colleague]) -> Step {
    let written: Option<StepState> = entry.value("state").and_then(|value| StepState::parse(value.as_str()).ok());
    let owner = |kind: OrgKind| {
        let field = if kind == OrgKind::HealthCenter { "owner_health_center" } else { "owner_advocacy" };
        entry.staff(field).and_then(|owner| named(staff, owner))
    };
    let mut disputed = entry.disputed();
    disputed.remove(REMOVED);
    Step {
        step,
        state: signs.state(step, written),
        moved: signs.moved(step, written),
        owners: [owner(OrgKind::HealthCenter), owner(OrgKind::Advocacy)],
        next: entry.day("next_date"),
        evidence: entry.text("evidence").to_owned(),
        note: entry.text("note").to_owned(),
        is_disputed: !disputed.is_empty(),
    }
}

/// How far steps have come by what was done here.
fn signs(meetings: &[Entry]) -> Signs {
    let mut signs = Signs::default();
    if !meetings.is_empty() {
        signs = signs.with(RoadmapStep::Leadership, StepState::Working);
    }
    if meetings.iter().any(|meeting| meeting.is_ticked("held")) {
        signs = signs.with(RoadmapStep::Leadership, StepState::InPlace);
    }
    signs
}

/// And by what was agreed: both procedures live, a memorandum in force; on the way as soon as something is written. Also
/// whether the memorandum is over.
async fn agreed(app: &App, session: &Session, partnership: PartnershipId, mut signs: Signs) -> Result<(Signs, bool)> {
    let (live, is_begun) = mou::procedure::progress(app, session, partnership).await?;
    if live == Direction::ALL.len() {
        signs = signs.with(RoadmapStep::Procedure, StepState::InPlace);
    } else if is_begun {
        signs = signs.with(RoadmapStep::Procedure, StepState::Working);
    }
    let mou = mou::show(app, session, partnership).await?;
    let is_proposed = mou.draft.iter().any(|one| one.stage != Stage::Draft);
    let signs = if mou.in_force().is_some() {
        signs.with(RoadmapStep::Mou, StepState::InPlace)
    } else if is_proposed || !mou.versions.is_empty() {
        signs.with(RoadmapStep::Mou, StepState::Working)
    } else {
        signs
    };
    match mou.lapsed() {
        Some(_) => Ok((signs.over(RoadmapStep::Mou), true)),
        None => Ok((signs, false)),
    }
}

/// And by what was counted here: as soon as somebody was introduced, there is something to look at together. That the two did,
/// leads say themselves.
async fn counted(app: &App, session: &Session, signs: Signs) -> Result<Signs> {
    let this = session.month(app.now());
    let before = session.month(app.now().minus_days(domain::time::Days(365)));
    let tallies = store::tallies::list(app.store(), &session.scope, before, this).await?;
    let crossed = |measure: Measure| matches!(measure, Measure::Delivered | Measure::Arrived);
    let n: u64 = tallies.iter().filter(|(key, _)| crossed(key.measure)).map(|(_, n)| *n).sum();
    Ok(if n < SMALLEST_PUBLISHED { signs } else { signs.with(RoadmapStep::TrackSuccesses, StepState::Working) })
}
