//! The note of a CUES visit, and the warm referral that may come of it: one page, one commit.

use crate::referrals::{NewReferral, send};
use crate::{App, Error, Result, Session, journal};
use domain::audit::{Act, Entry};
use domain::cues::{CuesNote, MOST_CARDS};
use domain::ids::{NoteId, ReferralId};
use domain::member::Deed;
use store::OrgScope;
use store::notes::NoteRow;
use store::sending::Sending;

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
/// [`Error::NotYet`] when support cannot be offered as it stands; as [`send::send`].
pub async fn save(app: &App, session: &Session, new: NewNote) -> Result<Saved> {
    session.authorize(Deed::WriteNote)?;
    if new.note.cards > MOST_CARDS {
        return Err(Error::Invalid("problem-too-many-cards"));
    }
    let (now, id) = (app.now(), new.id);
    let sending = match new.referral {
        Some(referral) => {
            session.authorize(Deed::SendReferral)?;
            may_send(&new.note)?;
            send::hide_first(app, session, &referral).await?;
            Some(send::prepare(app, session, referral).await?)
        }
        None => None,
    };
    let referral = sending.as_ref().map(|sending| sending.referral.referral.id);
    let row = NoteRow { id, member: session.member, note: new.note, referral, at: now, month: session.month(now) };
    let entry = journal::by_member(&session.scope, session.member, now, Act::NoteSaved, Some(id.bytes()), "");
    let already = match sending {
        Some(sending) => send::write(app, Sending { note: Some((row, entry)), ..sending }).await?,
        None => !write_alone(app, session.scope, row, entry).await?,
    };
    Ok(Saved { id, referral, already })
}

/// Support goes out only when the patient wants it, and was seen alone and told the limits.
fn may_send(note: &CuesNote) -> Result<()> {
    if !note.wants_support() {
        return Err(Error::Invalid("problem-no-support-wanted"));
    }
    note.may_offer_support().map_err(Error::NotYet)
}

/// Answers whether the note is new.
async fn write_alone(app: &App, scope: OrgScope, row: NoteRow, entry: Entry) -> Result<bool> {
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let is_new = store::notes::insert(tx, &scope, &row).await?.is_new();
                if is_new {
                    tx.audit(&scope, entry);
                }
                Ok(is_new)
            })
        })
        .await
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
