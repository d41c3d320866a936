//! What a person asks of us: whom to tell nothing, and where nothing is to be sent (45 CFR 164.522). Never why.

use super::moves::deed_of;
use super::over;
use crate::{App, Error, Result, Session, journal};
use domain::audit::Act;
use domain::ids::{FormId, ReferralId};
use domain::member::Deed;
use domain::wishes::{Audience, Wish};
use std::collections::BTreeSet;

/// Why nobody is told anything of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// The person asked for it.
    Asked,
    /// A restored backup may not know what they asked for last.
    Unsure,
}

/// Whether the person's own wish keeps everything about a record from its partner; none where it does not, and for a
/// record to come. Only they can lift it.
pub(crate) async fn silence(app: &App, session: &Session, id: ReferralId) -> Result<Option<Silence>> {
    let (store, scope, viewer) = (app.store(), &session.scope, session.member);
    let Some(row) = store::referrals::find(store, scope, viewer, id).await? else { return Ok(None) };
    let wishes = store::wishes::of_referral(store, scope, viewer, id).await?;
    let partner = row.line.referral.partner;
    let why = if row.wishes_unsure { Silence::Unsure } else { Silence::Asked };
    Ok((!Audience::of(&wishes, partner).includes(partner)).then_some(why))
}

/// Writes down what the person asks for from now on. What waits to be sent and may not go any more is not sent.
///
/// # Errors
/// [`Error::NotFound`] also for a record that is hidden from the caller; [`Error::Over`] once its content is gone.
pub async fn keep_wishes(
    app: &App,
    session: &Session,
    id: ReferralId,
    form: FormId,
    wishes: BTreeSet<Wish>,
) -> Result<()> {
    session.authorize(Deed::KeepWishes)?;
    let row = over::living(app, session, id).await?;
    let partner = row.line.referral.partner;
    let (scope, member, now) = (session.scope, session.member, app.now());
    let of = deed_of(session, id, form, "wished");
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if !store::referrals::take_form(tx, &scope, &of, now).await?.is_new() {
                    return Ok(());
                }
                over::must_live_still(tx, &scope, member, id, now).await?;
                store::wishes::replace(tx, &scope, id, &wishes, member, now).await?;
                if !Audience::of(&wishes, partner).includes(partner) {
                    store::releases::kill_queued(tx, &scope, id, now).await?;
                }
                // What they asked for stands with the record, and goes with it.
                let subject = Some(id.bytes());
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::WishesChanged, subject, ""));
                Ok::<_, Error>(())
            })
        })
        .await
}
