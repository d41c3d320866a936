//! Ending a connection with a coalition, from either side.
//!
//! Invariant: from the commit that ends our half nothing goes out along it and nothing is taken in; the other half ends with a
//! signed word that leaves before everything else, is never too late, and asks for no keys that were compared.
//! Invariant: no sum is made anew. What was told and not summed is in no sum, now or later, so nobody can take one sum off
//! another that differs by this one organization.

use super::{connection, crossing, other_public};
use crate::{App, Error, Result, Session, dispatch, journal, notices};
use domain::audit::Act;
use domain::coalition::EndedBy;
use domain::gate::clear_end_of_connection;
use domain::ids::{AffiliationId, CrossingId, OrgId};
use domain::member::Deed;
use domain::message::{Body, MessageKind};
use domain::org::OrgKind;
use domain::time::Timestamp;
use store::affiliations::AffiliationRow;
use store::outbox::NewOutgoing;
use store::{OrgScope, Tx};
use vault::seal_envelope;

/// Ends a connection for good, and tells the other side. Of what was told nothing is taken back that stands in a sum; what was
/// not summed is let go of. Ended twice, it ended once.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a connection of others; [`Error::Locked`] without keys.
pub async fn end(app: &App, session: &Session, id: AffiliationId) -> Result<()> {
    session.authorize(Deed::EndAffiliation)?;
    let rows = store::affiliations::list(app.store(), &session.scope).await?;
    let row = rows.into_iter().find(|row| row.id == id).ok_or(Error::NotFound)?;
    if row.ended.is_some() {
        return Ok(());
    }
    let word = word(app, session, &row)?;
    let (scope, member, now, node) = (session.scope, session.member, app.now(), app.clone());
    let (kind, other) = (session.org().kind, row.other.id);
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                // Their word, or a colleague's, was first.
                if !end_half(tx, &scope, (id, other), EndedBy::Us, now).await? {
                    return Ok(());
                }
                store::outbox::insert_all(tx, &[(scope, &word)]).await?;
                let (act, subject) = (Act::AffiliationEnded, Some(id.bytes()));
                tx.audit(&scope, journal::by_member(&scope, member, now, act, subject, EndedBy::Us.code()));
                notices::of_coalition::ended(&node, tx, &scope, (kind, Some(member)), now).await?;
                Ok::<_, Error>(())
            })
        })
        .await?;
    app.outgoing().notify_one();
    Ok(())
}

/// What the other side is told: which connection, and that it has ended.
fn word(app: &App, session: &Session, row: &AffiliationRow) -> Result<NewOutgoing> {
    let keys = session.keys()?;
    let certificate = keys.certificate.as_ref().ok_or(Error::Locked)?;
    let ours = session.org_id();
    let message = dispatch::message(app, ours, row.other.id, crossing(row.id), Body::AffiliationEnded);
    let cleared = clear_end_of_connection(message, ours, connection(session, row))?;
    let envelope = seal_envelope(&cleared, &keys.member, certificate, &other_public(row), app.entropy())?;
    let message = cleared.value();
    Ok(NewOutgoing {
        id: message.id,
        to: message.to,
        crossing: message.crossing,
        kind: MessageKind::AffiliationEnded,
        release: None,
        valid_until: cleared.until(),
        envelope_sealed: envelope.bytes,
        routing: None,
        created_at: message.written_at,
    })
}

/// The other side has ended it: applied however late it comes, and whatever has become of the words. It ends the connection
/// that it names, and no later one.
pub(crate) async fn came(
    app: &App,
    tx: &Tx,
    (to, kind): (&OrgScope, OrgKind),
    from: OrgId,
    along: CrossingId,
    now: Timestamp,
) -> store::Result<()> {
    let id = AffiliationId::new(along.uuid());
    if !end_half(tx, to, (id, from), EndedBy::Them, now).await? {
        return Ok(());
    }
    let (act, subject) = (Act::AffiliationEnded, Some(id.bytes()));
    tx.audit(to, journal::by_system(to, now, act, subject, EndedBy::Them.code()));
    notices::of_coalition::ended(app, tx, to, (kind, None), now).await
}

/// Our half ends: what waits to go along it dies, and what came along it and is in no sum is let go of. Answers whether it
/// stood.
async fn end_half(
    tx: &Tx,
    scope: &OrgScope,
    (id, other): (AffiliationId, OrgId),
    by: EndedBy,
    now: Timestamp,
) -> store::Result<bool> {
    if !store::affiliations::end(tx, scope, (id, other), by, now).await? {
        return Ok(false);
    }
    store::outbox::end_crossing(tx, scope, crossing(id), now).await?;
    store::inbox::forget_totals(tx, scope, other, crossing(id)).await?;
    store::roll_ups::empty_of(tx, scope, other).await?;
    Ok(true)
}
