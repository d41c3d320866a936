//! Where a message can go: the two ends of its way, and whether that is open.
//!
//! Invariant: to a coalition and from one goes what is about nobody, whatever stands in the outbox.

use crate::mou::{self, Holds};
use crate::{App, Result};
use domain::day::Day;
use domain::ids::{OrgId, PartnershipId};
use domain::message::MessageKind;
use domain::org::OrgKind;
use domain::partnership::PartnershipState;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::OrgScope;
use store::organizations::OrganizationRow;
use store::partnerships::PartnershipRow;
use vault::OrgPublic;

/// The two ends of a message.
pub(super) struct Route {
    pub(super) from: OrganizationRow,
    pub(super) to: OrganizationRow,
    /// It carries now what does not end something.
    pub(super) open: bool,
    /// What holds between the two, by the receiver's own copy; nothing with a coalition.
    pub(super) holds: Holds,
}

impl Route {
    /// To a coalition go totals, and totals for coalitions go nowhere else, whatever stands in the outbox. Between the two goes,
    /// both ways, that they are connected no more.
    pub(super) fn carries(&self, kind: MessageKind) -> bool {
        let [from, to] = [&self.from, &self.to].map(|row| row.organization.kind == OrgKind::Coalition);
        match kind {
            MessageKind::AffiliationEnded => from != to,
            MessageKind::CoalitionTotals => to && !from,
            _ => !from && !to,
        }
    }
}

/// The partners of one sender. Each is read once a round.
pub(super) struct Routes {
    from: OrganizationRow,
    open: Vec<(Option<PartnershipId>, OrgId, bool)>,
    known: BTreeMap<OrgId, Arc<Route>>,
}

impl Routes {
    pub(super) async fn of(app: &App, scope: &OrgScope) -> Result<Self> {
        let from = store::organizations::get(app.store(), scope).await?;
        let rows = store::partnerships::list(app.store(), scope).await?;
        let state = |row: PartnershipRow| (row.partnership.id, row.partner.id, row.partnership.state);
        let open = rows.into_iter().map(state);
        let mut open: Vec<_> =
            open.map(|(id, org, state)| (Some(id), org, state == PartnershipState::Active)).collect();
        for row in store::affiliations::list(app.store(), scope).await? {
            // A coalition that has not compared our words cannot add what it gets, and a period is told once: it waits here.
            let tells = row.stands() && row.tells_since.is_some() && row.is_confirmed_there;
            match open.iter_mut().find(|(id, org, _)| id.is_none() && *org == row.other.id) {
                // An earlier one with the same other side.
                Some((_, _, is_open)) => *is_open |= tells,
                None => open.push((None, row.other.id, tells)),
            }
        }
        Ok(Self { from, open, known: BTreeMap::new() })
    }
    pub(super) async fn to(&mut self, app: &App, to: OrgId) -> Result<Option<Arc<Route>>> {
        if let Some(route) = self.known.get(&to) {
            return Ok(Some(route.clone()));
        }
        let Some((id, _, open)) = self.open.iter().find(|(_, org, _)| *org == to) else { return Ok(None) };
        let scope = app.worker().scope(to);
        let row = store::organizations::get(app.store(), &scope).await?;
        let sides = mou::holds::sides(row.organization.kind, public(&row), public(&self.from));
        let today = Day::of(app.now(), &row.organization.time_zone);
        let holds = match id {
            Some(id) => mou::holds::between(app.store(), &scope, *id, &sides, today).await?,
            None => Holds::default(),
        };
        let route = Arc::new(Route { from: self.from.clone(), to: row, open: *open, holds });
        self.known.insert(to, route.clone());
        Ok(Some(route))
    }
}

pub(super) fn public(row: &OrganizationRow) -> OrgPublic {
    OrgPublic { org: row.organization.id, intake: row.intake_public, signing: row.signing_public }
}
