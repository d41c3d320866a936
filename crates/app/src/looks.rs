//! Looking at totals together: what is due of it, and that it was done. The totals themselves are elsewhere; nothing here is
//! a number of anything.

use crate::mou::Holds;
use crate::workspace;
use crate::{App, Error, Result, Session, mou, partnerships};
use domain::day::Day;
use domain::ids::{EntryId, PartnershipId};
use domain::mou::Look;
use domain::roadmap::RoadmapStep;
use domain::workspace::{Changes, Entry, Noun, Value};

/// Where it is written that both looked: at the step that tracks successes.
#[must_use]
pub fn step(partnership: PartnershipId) -> EntryId {
    Noun::Step.only(partnership, RoadmapStep::TrackSuccesses.code())
}

/// How far the two have looked.
pub(crate) fn looked_to(steps: &[Entry], partnership: PartnershipId) -> Option<Day> {
    let id = step(partnership);
    steps.iter().find(|one| one.id() == id).and_then(|one| one.day("looked_to"))
}

/// What is to be looked at together by the agreement that is in force.
pub(crate) fn due_by(holds: &Holds, looked_to: Option<Day>, today: Day) -> Option<Look> {
    Look::due(holds.period()?, holds.looks_since?, looked_to, today)
}

/// What is to be looked at together now; nothing while no period is agreed on, or none of them is over.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others.
pub async fn due(app: &App, session: &Session, partnership: PartnershipId) -> Result<Option<Look>> {
    let steps = workspace::entries(app, session, partnership, Noun::Step).await?;
    let row = partnerships::find(app, session, partnership).await?;
    let holds = mou::holds::of(app, session, &row).await?;
    let today = Day::of(app.now(), &session.org().time_zone);
    Ok(due_by(&holds, looked_to(&steps, partnership), today))
}

/// The two looked at the totals of the period that ends on this day. Said twice, it was done once.
///
/// # Errors
/// [`Error::NotFound`] without the deed, for a partnership of others, and for a day on which no period ends that is due.
pub async fn looked(app: &App, session: &Session, partnership: PartnershipId, last: Day) -> Result<()> {
    let of = (Noun::Step, step(partnership));
    let known = workspace::entry(app, session, partnership, of).await?;
    if known.entry.day("looked_to").is_some_and(|to| to >= last) {
        return Ok(());
    }
    due(app, session, partnership).await?.filter(|look| look.last == last).ok_or(Error::NotFound)?;
    let changes = Changes::none().with("looked_to", Value::stored(last.code()));
    workspace::write(app, session, partnership, of, (known.seq, changes)).await.map(drop)
}
