//! The home of a partnership: how far each step has come, who looks after it on each side, what comes next and what is
//! overdue. Holds nothing about a person.

mod happened;

pub use happened::{From, Shows};

use crate::overdue::{self, Overdue};
use crate::workspace::{self, Colleague, Place, REMOVED};
use crate::{App, Result, Session, mou};
use domain::day::Day;
use domain::ids::{EntryId, MemberId, PartnershipId};
use domain::mou::Look;
use domain::org::OrgKind;
use domain::roadmap::{RoadmapStep, StepState};
use domain::workspace::{Entry, Noun};
use happened::Happened;

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
    /// When it is next on the table, and by what.
    pub next: Option<(Day, From)>,
    /// What happened that shows it.
    pub shows: Option<Shows>,
    /// What leads wrote that shows that it is so.
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
    /// Totals that are to be looked at together.
    pub look: Option<Look>,
    /// The memorandum of understanding is over, and nothing has followed.
    pub mou_is_over: bool,
    /// What both signed holds no more, and nothing has followed.
    pub mou_is_broken: bool,
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
    let happened = Happened::read(app, session, partnership).await?;
    let (signs, entries, meetings) = (happened.signs(), happened.of(Noun::Step), happened.of(Noun::Meeting));
    let today = Day::of(app.now(), &session.org().time_zone);
    let step = |step: RoadmapStep| {
        let id = Noun::Step.only(partnership, step.code());
        let entry = entries.iter().find(|entry| entry.id() == id).cloned().unwrap_or_else(|| Entry::of(id, []));
        let written: Option<StepState> = entry.value("state").and_then(|value| StepState::parse(value.as_str()).ok());
        Step {
            state: signs.state(step, written),
            moved: signs.moved(step, written),
            next: happened.next(step, entry.day("next_date")),
            shows: happened.shows(step),
            ..step_of(step, &entry, &staff)
        }
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
        look: happened.look(),
        mou_is_over: happened.mou_is_over,
        mou_is_broken: happened.mou_is_broken(),
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

/// A step as leads wrote it.
fn step_of(step: RoadmapStep, entry: &Entry, staff: &[Colleague]) -> Step {
    let owner = |kind: OrgKind| {
        let field = if kind == OrgKind::HealthCenter { "owner_health_center" } else { "owner_advocacy" };
        entry.staff(field).and_then(|owner| named(staff, owner))
    };
    let mut disputed = entry.disputed();
    disputed.remove(REMOVED);
    Step {
        step,
        state: StepState::NotStarted,
        moved: false,
        owners: [owner(OrgKind::HealthCenter), owner(OrgKind::Advocacy)],
        next: None,
        shows: None,
        evidence: entry.text("evidence").to_owned(),
        note: entry.text("note").to_owned(),
        is_disputed: !disputed.is_empty(),
    }
}
