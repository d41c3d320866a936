//! Records for two named people. Everybody else gets nothing of them, before any key is touched.
//!
//! The two are whoever restricts the record and one colleague. Only they can see it, so only they can name somebody
//! else or lift it; a lead who is neither cannot. What this protects from and what not: decision 0013.
//!
//! A release that is signed and not sent has no record yet. It is kept to two in the same way, under the id of the record to
//! come, so that the record is kept to them from its first moment.

use super::moves::deed_of;
use super::over;
use crate::{App, Error, Result, Session, journal};
use domain::audit::Act;
use domain::ids::{FormId, MemberId, ReferralId};
use domain::member::{Deed, MemberState, any_may};
use domain::text::Label;
use domain::time::Timestamp;
use store::referrals::FormDeed;
use store::{OrgScope, Tx};

/// Colleagues who can be named: active, and able to work on a record.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn nameable(app: &App, session: &Session) -> Result<Vec<(MemberId, Label)>> {
    session.authorize(Deed::HideFromMember)?;
    let all = store::members::list(app.store(), &session.scope).await?;
    let works = |row: &store::members::MemberRow| {
        row.member.state == MemberState::Active
            && row.member.id != session.member
            && any_may(&row.member.roles, Deed::WorkReferral)
    };
    Ok(all.into_iter().filter(works).map(|row| (row.member.id, row.member.name)).collect())
}

/// Restricts a record to the caller and one colleague; names another colleague when it is restricted already.
///
/// # Errors
/// [`Error::NotFound`] also for a record that is hidden from the caller, and for somebody who cannot be named;
/// [`Error::Invalid`] `restrict-hidden` when the record is hidden from that colleague, `restrict-worked-on` when a third
/// person works on it.
pub async fn restrict(app: &App, session: &Session, id: ReferralId, form: FormId, with: MemberId) -> Result<()> {
    if !nameable(app, session).await?.iter().any(|(member, _)| *member == with) {
        return Err(Error::NotFound);
    }
    write(app, session, deed_of(session, id, form, "restricted"), Some(with), format!("to {with}")).await
}

/// Lets everybody see it again from whom it is not hidden otherwise.
///
/// # Errors
/// [`Error::NotFound`] also for a record that is hidden from the caller.
pub async fn lift_restriction(app: &App, session: &Session, id: ReferralId, form: FormId) -> Result<()> {
    session.authorize(Deed::HideFromMember)?;
    write(app, session, deed_of(session, id, form, "unrestricted"), None, "lifted".to_owned()).await
}

/// Everything is looked at in the write: of two who restrict a record at once, the second finds it hidden. A form that
/// was posted before is done, whoever may see the record by now.
async fn write(app: &App, session: &Session, of: FormDeed, with: Option<MemberId>, detail: String) -> Result<()> {
    let (scope, by, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if store::referrals::is_taken(tx, &scope, &of).await? {
                    return Ok(());
                }
                let assigned = worked_on_by(tx, &scope, by, of.referral, now).await?;
                if let Some(with) = with {
                    must_be_free(tx, &scope, (by, with), of.referral, assigned).await?;
                }
                let _ = store::referrals::take_form(tx, &scope, &of, now).await?;
                let members: Vec<MemberId> = with.into_iter().flat_map(|with| [by, with]).collect();
                store::restrictions::replace(tx, &scope, of.referral, &members, by, now).await?;
                let subject = Some(of.referral.bytes());
                tx.audit(&scope, journal::by_member(&scope, by, now, Act::RestrictionChanged, subject, detail));
                Ok(())
            })
        })
        .await
}

/// Who works on the record; nobody on one to come, of which there is a release.
async fn worked_on_by(
    tx: &Tx,
    scope: &OrgScope,
    by: MemberId,
    id: ReferralId,
    now: Timestamp,
) -> Result<Option<MemberId>> {
    if let Some(found) = store::referrals::find(tx, scope, by, id).await? {
        over::must_live(&found, now)?;
        return Ok(found.line.referral.assigned);
    }
    let released = store::releases::of_referral(tx, scope, by, id).await?;
    if released.iter().any(|row| row.release.is_live(now)) { Ok(None) } else { Err(Error::NotFound) }
}

async fn must_be_free(
    tx: &Tx,
    scope: &OrgScope,
    (by, with): (MemberId, MemberId),
    id: ReferralId,
    assigned: Option<MemberId>,
) -> Result<()> {
    if store::conflicts::of_referral(tx, scope, by, id).await?.contains(&with) {
        return Err(Error::Invalid("restrict-hidden"));
    }
    if assigned.is_some_and(|works| works != by && works != with) {
        return Err(Error::Invalid("restrict-worked-on"));
    }
    Ok(())
}

/// The names of those who alone may see a record, or a release and the record to come; nobody when it is not restricted.
///
/// # Errors
/// [`Error::Store`].
pub async fn named(app: &App, session: &Session, id: ReferralId) -> Result<Vec<Label>> {
    let named = store::restrictions::named(app.store(), &session.scope, session.member, id).await?;
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let all = store::members::list(app.store(), &session.scope).await?;
    Ok(all.into_iter().filter(|row| named.contains(&row.member.id)).map(|row| row.member.name).collect())
}
