//! The form that was signed, opened: who signed, and how. Each opening is written into the chain.

use super::sealed::{self, Form};
use crate::{App, Error, Result, Session, journal};
use domain::audit::Act;
use domain::ids::ReleaseId;
use domain::member::Deed;
use domain::org::Language;
use domain::release::Release;

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

/// The language in which the person heard what they signed, if a paper can be in it; nothing while it cannot be opened.
/// Who signed is not read.
///
/// # Errors
/// [`Error::NotFound`] for a release that is none of the caller's.
pub async fn heard_in(app: &App, session: &Session, id: ReleaseId) -> Result<Option<Language>> {
    session.authorize(Deed::ReadReleases)?;
    let row = store::releases::find_form(app.store(), &session.scope, session.member, id).await?;
    match sealed::open_form(session, id, &row.ok_or(Error::NotFound)?) {
        Ok(form) => Ok(form.and_then(|form| form.read_text())),
        Err(Error::Locked) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The name of the member who was there and read the rights aloud; nobody before it is signed.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn witness(app: &App, session: &Session, release: &Release) -> Result<Option<String>> {
    session.authorize(Deed::ReadReleases)?;
    let Some(signature) = release.signature else { return Ok(None) };
    let members = store::members::list(app.store(), &session.scope).await?;
    let witness = members.iter().find(|row| row.member.id == signature.witness);
    Ok(witness.map(|row| row.member.name.to_string()))
}
