//! The form that was signed, opened: who signed, and how. Each opening is written into the chain.

use super::sealed::{self, Form};
use crate::{App, Error, Result, Session, journal};
use domain::audit::Act;
use domain::ids::ReleaseId;
use domain::member::Deed;

/// The form of a release; none once it was destroyed.
///
/// # Errors
/// [`Error::NotFound`] for a release that is none of the caller's; [`Error::Locked`] without the keys of releases;
/// [`Error::SealBroken`] when what is stored does not open where it stands.
pub async fn form(app: &App, session: &Session, id: ReleaseId) -> Result<Option<Form>> {
    session.authorize(Deed::ReadReleases)?;
    let (scope, member, now) = (session.scope, session.member, app.now());
    let row = store::releases::find_form(app.store(), &scope, member, id).await?.ok_or(Error::NotFound)?;
    let release = store::releases::find(app.store(), &scope, member, id).await?.ok_or(Error::NotFound)?.release;
    let Some(form) = sealed::open_form(session, id, &row)? else { return Ok(None) };
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                // Of the record, as every other opening of something about a person.
                let subject = Some(release.referral.bytes());
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::ReleaseFormOpened, subject, ""));
                Ok::<_, Error>(())
            })
        })
        .await?;
    Ok(Some(form))
}
