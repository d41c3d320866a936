//! What leads are to look at in their partnerships: late, ending, lapsing. No names of persons, since there are none here.

use crate::overdue::{self, Overdue};
use crate::roadmap::{self, Due};
use crate::workspace::{self, Place};
use crate::{App, Result, Session, looks, qualified, sustain, trainings};
use domain::day::Day;
use domain::ids::EntryId;
use domain::mou::Look;
use domain::workspace::Noun;

/// What to look at in one partnership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    /// Which.
    pub place: Place,
    /// What was to be done by now, of both sides.
    pub late: Vec<Due>,
    /// What else is overdue, of both sides.
    pub overdue: Vec<Overdue>,
    /// Totals to be looked at together, before that is overdue.
    pub look: Option<Look>,
    /// Money that ends soon: whose, and when.
    pub funds: Vec<(EntryId, String, Day)>,
    /// How many of one's own staff lapse soon in what they know of the partner.
    pub lapsing: usize,
    /// How many of them cannot describe what the partner offers by now: they lapsed, or never learned of it. Nothing before
    /// the first training was held.
    pub unknowing: usize,
    /// How many certificates of one's own staff expire soon.
    pub expiring: usize,
}

impl Watch {
    /// There is nothing to look at.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        self.late.is_empty()
            && self.overdue.is_empty()
            && self.look.is_none()
            && self.funds.is_empty()
            && self.lapsing == 0
            && self.unknowing == 0
            && self.expiring == 0
    }
}

/// What to look at, by partnership; nothing for those who do not write in the workspace.
///
/// # Errors
/// When the database does not answer.
pub async fn list(app: &App, session: &Session) -> Result<Vec<Watch>> {
    if !workspace::may_write(session) {
        return Ok(Vec::new());
    }
    let today = Day::of(app.now(), &session.org().time_zone);
    let certificates =
        if qualified::keeps(session) { qualified::certificates(app, session).await? } else { Vec::new() };
    let expiring = certificates.iter().filter(|one| one.name.is_some() && one.certificate.expires_soon(today)).count();
    let mut all = Vec::new();
    for place in workspace::places(app, session).await? {
        let staff = workspace::colleagues(app, session, place.partnership).await?;
        let dues = roadmap::dues(app, session, place.partnership, &staff).await?;
        let funds = workspace::entries(app, session, place.partnership, Noun::Fund).await?;
        let ends = |fund: &domain::workspace::Entry| {
            let ends = sustain::fund_of(fund).filter(|fund| fund.ends_soon(today))?.ends;
            Some((fund.id(), fund.text("source").to_owned(), ends))
        };
        let coverage = trainings::coverage(app, session, place.partnership).await?;
        all.push(Watch {
            overdue: overdue::list(app, session, place.partnership).await?,
            look: looks::due(app, session, place.partnership).await?.filter(|look| !look.is_late(today)),
            late: dues.into_iter().filter(|due| due.is_late).collect(),
            funds: funds.iter().filter_map(ends).collect(),
            lapsing: coverage.soon().count(),
            unknowing: coverage.n_unknowing(),
            expiring,
            place,
        });
    }
    Ok(all.into_iter().filter(|watch| !watch.is_nothing()).collect())
}
