//! The note of a CUES visit, and the warm referral that may come of it: one page, one commit.

use crate::referrals::{NewReferral, send};
use crate::{App, Error, Result, Session, journal};
use domain::audit::Act;
use domain::cues::CuesNote;
use domain::ids::{NoteId, ReferralId};
use domain::member::Deed;
use store::notes::NoteRow;

/// A note as it is saved. Its id is made with the form, so a form that is posted twice changes nothing twice.
pub struct NewNote {
    /// Made with the form ([`App::next_id`]).
    pub id: NoteId,
    /// What was done.
    pub note: CuesNote,
    /// The referral, when the patient wants support and agreed to share exactly this.
    pub referral: Option<NewReferral>,
}

/// What saving came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The note.
    pub id: NoteId,
    /// The referral that was sent with it.
    pub referral: Option<ReferralId>,
    /// The form had been posted before; nothing was changed now.
    pub already: bool,
}

/// Saves the note and sends the referral, or neither.
///
/// # Errors
/// [`Error::NotYet`] when support cannot be offered as it stands; [`Error::NotOpen`], [`Error::Refused`].
pub async fn save(app: &App, session: &Session, new: NewNote) -> Result<Saved> {
    session.authorize(Deed::WriteNote)?;
    let prepared = match new.referral {
        Some(referral) => {
            session.authorize(Deed::SendReferral)?;
            new.note.may_offer_support().map_err(Error::NotYet)?;
            Some(send::prepare(app, session, referral).await?)
        }
        None => None,
    };
    let (now, id, referral) = (app.now(), new.id, prepared.as_ref().map(send::Prepared::id));
    let row = NoteRow { id, member: session.member, note: new.note, referral, at: now, month: session.month(now) };
    let (scope, member) = (session.scope, session.member);
    let is_new = app
        .store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if !store::notes::insert(tx, &scope, &row).await?.is_new() {
                    return Ok(false);
                }
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::NoteSaved, Some(id.bytes()), ""));
                if let Some(prepared) = &prepared {
                    send::write(tx, &scope, member, prepared).await?;
                }
                Ok::<_, Error>(true)
            })
        })
        .await?;
    if referral.is_some() {
        app.outgoing().notify_one();
    }
    Ok(Saved { id, referral, already: !is_new })
}

/// A note of one's own, for the page after saving.
///
/// # Errors
/// [`Error::NotFound`] when it is somebody else's.
pub async fn show(app: &App, session: &Session, id: NoteId) -> Result<(CuesNote, Option<ReferralId>)> {
    session.authorize(Deed::WriteNote)?;
    let row = store::notes::find(app.store(), &session.scope, session.member, id).await?;
    let row = row.filter(|row| row.member == session.member).ok_or(Error::NotFound)?;
    Ok((row.note, row.referral))
}
