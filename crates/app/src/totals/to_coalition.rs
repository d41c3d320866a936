//! Telling a coalition a closed period: the same signed and protected report that the partner has.
//!
//! Invariant: only what was published to the partner, line by line, passes the gate to a coalition, and a period goes to one
//! coalition, once.

use super::close::{self, told_before};
use super::read;
use crate::mou::Table;
use crate::{App, Error, Result, Session, affiliations, dispatch, journal};
use domain::audit::Act;
use domain::coalition::{EVERY, ForCoalition, Keys};
use domain::gate::clear_for_coalition;
use domain::ids::PartnershipId;
use domain::member::Deed;
use domain::message::{Body, MessageKind};
use domain::org::OrgKind;
use domain::suppression::History;
use domain::totals::{Cell, Period, SignedReport};
use store::affiliations::{AffiliationRow, ToldRow};
use store::outbox::NewOutgoing;
use store::{Inserted, OrgScope, Tx};
use vault::{OrgPublic, seal_envelope};

/// What goes to a coalition in the transaction that closes a period.
pub(super) struct Along {
    outgoing: NewOutgoing,
    told: ToldRow,
}

/// The coalition that is told now, and whose words were compared; nothing where there is none.
async fn told_now(app: &App, session: &Session) -> Result<Option<(AffiliationRow, OrgPublic)>> {
    let rows = store::affiliations::standing(app.store(), &session.scope).await?;
    let told = rows.into_iter().find(|row| row.tells_since.is_some() && row.other.kind == OrgKind::Coalition);
    Ok(told.and_then(|row| affiliations::confirmed(session, &row).map(|public| (row, public))))
}

/// What is to be told a coalition of a report that was just signed; nothing where no coalition is told, or none sums periods
/// of this length.
pub(super) async fn along(
    app: &App,
    session: &Session,
    table: &Table,
    told: &SignedReport,
    published: &History<Cell>,
) -> Result<Option<Along>> {
    if Period::parse(&told.report.period).is_none_or(|period| period.length() != EVERY) {
        return Ok(None);
    }
    let Some((row, coalition)) = told_now(app, session).await? else { return Ok(None) };
    sealed(app, session, table, (&row, &coalition), told, published).map(Some)
}

fn sealed(
    app: &App,
    session: &Session,
    table: &Table,
    (row, coalition): (&AffiliationRow, &OrgPublic),
    told: &SignedReport,
    published: &History<Cell>,
) -> Result<Along> {
    let keys = session.keys()?;
    let certificate = keys.certificate.as_ref().ok_or(Error::Locked)?;
    let partner = crate::partnerships::partner_public(&table.row);
    let body = Body::CoalitionTotals(Box::new(ForCoalition {
        report: told.report.clone(),
        signature: told.signature.clone(),
        partner: Keys { org: partner.org, intake: partner.intake, signing: partner.signing },
    }));
    let message = dispatch::message(app, session.org_id(), row.other.id, affiliations::crossing(row.id), body);
    let cleared = clear_for_coalition(message, session.org_id(), affiliations::connection(session, row), published)?;
    let envelope = seal_envelope(&cleared, &keys.member, certificate, coalition, app.entropy())?;
    let message = cleared.value();
    let outgoing = NewOutgoing {
        id: message.id,
        to: message.to,
        crossing: message.crossing,
        kind: MessageKind::CoalitionTotals,
        release: None,
        valid_until: cleared.until(),
        envelope_sealed: envelope.bytes,
        routing: None,
        created_at: message.written_at,
    };
    let told = ToldRow {
        partnership: table.id(),
        period: told.report.period.clone(),
        affiliation: row.id,
        message: message.id,
        at: message.written_at,
        arrived_at: None,
    };
    Ok(Along { outgoing, told })
}

impl Along {
    /// Queues it, unless nothing is told there any more. Answers whether it was queued.
    pub(super) async fn queue(
        &self,
        tx: &Tx,
        scope: &OrgScope,
        session: (domain::ids::MemberId, domain::time::Timestamp),
    ) -> Result<bool> {
        if store::affiliations::add_told(tx, scope, &self.told).await? == Inserted::Already {
            return Ok(false);
        }
        store::outbox::insert_all(tx, &[(*scope, &self.outgoing)]).await?;
        let (member, now) = session;
        let (act, subject) = (Act::CoalitionTold, Some(self.told.partnership.bytes()));
        tx.audit(scope, journal::by_member(scope, member, now, act, subject, self.told.period.as_str()));
        Ok(true)
    }
}

/// Tells the coalition a period that was closed before, as it was signed; or again, where it did not get there.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others; [`Error::NotOpen`] while the partner's key is not
/// compared; [`Error::Invalid`] with why not: `totals-no-period`, `coalition-other-length`, `coalition-none-told`,
/// `coalition-too-old`, `coalition-told-before`, or the counts contradict what was told.
pub async fn tell_coalition(app: &App, session: &Session, partnership: PartnershipId, period: Period) -> Result<()> {
    session.authorize(Deed::ManageAffiliations)?;
    session.authorize(Deed::CloseTotals)?;
    if period.length() != EVERY {
        return Err(Error::Invalid("coalition-other-length"));
    }
    if period < crate::roll_up::earliest_now(session, app.now()) {
        return Err(Error::Invalid("coalition-too-old"));
    }
    let table = Table::of(app, session, partnership).await?;
    let rows = store::totals::reports(app.store(), &table.ours, partnership).await?;
    let of_it = rows.iter().find(|row| row.by_org == session.org_id() && row.period == period.to_string());
    let row = of_it.ok_or(Error::Invalid("totals-no-period"))?;
    let report = read(row, partnership, &table.public).and_then(|told| told.report);
    let report = report.ok_or(Error::Invalid("totals-contradict"))?;
    let (affiliation, coalition) = told_now(app, session).await?.ok_or(Error::Invalid("coalition-none-told"))?;
    let before = told_before(&rows, session.org_id(), partnership, &table.public)?;
    let published = close::published_before(app, session, &table, &before).await?;
    let told = SignedReport { report, by_name: row.by_name.clone(), signature: row.signature.clone() };
    let along = sealed(app, session, &table, (&affiliation, &coalition), &told, &published)?;
    let (scope, by) = (session.scope, (session.member, app.now()));
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let queued = along.queue(tx, &scope, by).await?;
                if queued { Ok(()) } else { Err(Error::Invalid("coalition-told-before")) }
            })
        })
        .await?;
    app.outgoing().notify_one();
    Ok(())
}
