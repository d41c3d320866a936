//! What two organizations write together. Holds nothing about a person: words that look like one are not taken.
//!
//! Invariant: whoever writes says how far they had read. What somebody else wrote meanwhile is never overwritten: both
//! stand, both are shown, and the next who saves with both before their eyes joins them.

mod colleagues;
mod lines;
mod write;

pub use colleagues::{Colleague, colleagues};
pub use store::workspace::Known;
pub(crate) use write::{Pen, Pens, all_pens, hand_over, lane, pens};
pub use write::{Written, begin, is_written_by_software, undo, write};

use crate::{App, Error, Result, Session, partnerships};
use domain::ids::{EditId, EntryId, PartnershipId};
use domain::member::Deed;
use domain::text::Label;
use domain::time::Timestamp;
use domain::workspace::{Edit, Entry, Noun};

/// The partnership that the caller's organization works in, as the pages of the workspace head themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Which.
    pub partnership: PartnershipId,
    /// The partner's name.
    pub partner: Label,
    /// When the partnership was begun.
    pub since: Timestamp,
}

/// Where the caller works.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others.
pub async fn place(app: &App, session: &Session, partnership: PartnershipId) -> Result<Place> {
    session.authorize(Deed::ReadWorkspace)?;
    let row = partnerships::find(app, session, partnership).await?;
    Ok(Place { partnership, partner: row.partner.name, since: row.created_at })
}

/// The partnerships of the caller's organization.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn places(app: &App, session: &Session) -> Result<Vec<Place>> {
    session.authorize(Deed::ReadWorkspace)?;
    let rows = store::partnerships::list(app.store(), &session.scope).await?;
    let place = |row: store::partnerships::PartnershipRow| Place {
        partnership: row.partnership.id,
        partner: row.partner.name,
        since: row.created_at,
    };
    Ok(rows.into_iter().map(place).collect())
}

/// Every entry of a noun that stands, without what was taken off the lists.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others.
pub async fn entries(app: &App, session: &Session, partnership: PartnershipId, noun: Noun) -> Result<Vec<Entry>> {
    let all = all_entries(app, session, partnership, noun).await?;
    Ok(all.into_iter().filter(|entry| !entry.is_ticked(REMOVED)).collect())
}

/// Every entry of a noun, also what was taken off the lists.
///
/// # Errors
/// As [`entries`].
pub(crate) async fn all_entries(
    app: &App,
    session: &Session,
    partnership: PartnershipId,
    noun: Noun,
) -> Result<Vec<Entry>> {
    place(app, session, partnership).await?;
    Ok(store::workspace::entries(app.store(), &session.scope, partnership, noun).await?)
}

/// The field that takes an entry off the lists.
pub const REMOVED: &str = "removed";

/// One entry with its whole history. One that nobody has written yet is empty.
///
/// # Errors
/// [`Error::NotFound`] without the deed, for a partnership of others, and for what is withheld from all but those who
/// write. To others it has no field that is only for those who do.
pub async fn entry(app: &App, session: &Session, partnership: PartnershipId, of: (Noun, EntryId)) -> Result<Known> {
    place(app, session, partnership).await?;
    let mut known = store::workspace::entry(app.store(), &session.scope, partnership, of).await?;
    if may_write(session) {
        return Ok(known);
    }
    if known.entry.is_withheld() {
        return Err(Error::NotFound);
    }
    known.entry = known.entry.as_seen(|edit| !of.0.is_for_leads(&edit.field));
    Ok(known)
}

/// Most edits that a page of what changed lists.
const LISTED: u32 = 50;

/// An edit by its time and its id: where a page of what changed begins.
pub type Bookmark = (Timestamp, EditId);

/// A page of what changed, and where the next one begins; nothing when there is none.
pub type PageOfChanges = (Vec<(Noun, Edit)>, Option<Bookmark>);

/// What was written, newest first: from the beginning, or from where the last page ended. It is a list, so what is withheld
/// does not stand on it, nor what was withheld when it was taken off the lists.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others.
pub async fn latest(
    app: &App,
    session: &Session,
    partnership: PartnershipId,
    before: Option<Bookmark>,
) -> Result<PageOfChanges> {
    place(app, session, partnership).await?;
    let before = before.unwrap_or((Timestamp::from_micros(i64::MAX), EditId::from_bytes([0xff; 16])));
    let mut all = store::workspace::latest(app.store(), &session.scope, partnership, (before, LISTED)).await?;
    let is_full = u32::try_from(all.len()).is_ok_and(|n| n == LISTED);
    let next = all.last().filter(|_| is_full).map(|(_, edit)| (edit.at, edit.id));
    let reads = may_write(session);
    all.retain(|(of, edit)| reads || !of.is_for_leads(&edit.field));
    for noun in Noun::ALL.iter().filter(|noun| noun.field("withheld").is_some()) {
        let entries = all_entries(app, session, partnership, *noun).await?;
        let is_withheld = |of: &Edit| entries.iter().any(|entry| entry.id() == of.entry && entry.is_withheld());
        all.retain(|(of, edit)| of != noun || !is_withheld(edit));
    }
    Ok((all, next))
}

/// Everything that was taken off the lists, what was taken off last first. What is withheld is only for those who write.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others.
pub async fn removed(app: &App, session: &Session, partnership: PartnershipId) -> Result<Vec<(Noun, Entry)>> {
    let mut all = Vec::new();
    for noun in Noun::ALL.iter().filter(|noun| noun.field(REMOVED).is_some()) {
        let entries = all_entries(app, session, partnership, *noun).await?.into_iter();
        let is_shown = |entry: &Entry| entry.is_ticked(REMOVED) && (may_write(session) || !entry.is_withheld());
        all.extend(entries.filter(is_shown).map(|entry| (*noun, entry)));
    }
    let taken_off = |(_, entry): &(Noun, Entry)| entry.heads(REMOVED).iter().map(|edit| edit.at).max();
    all.sort_by_key(|one| std::cmp::Reverse(taken_off(one)));
    Ok(all)
}

/// Whether the caller may write here, and not only read.
#[must_use]
pub fn may_write(session: &Session) -> bool {
    session.may(Deed::WriteWorkspace)
}

/// That something stands which everybody may know of.
pub(crate) fn stands(known: &Known) -> Result<()> {
    if known.entry.is_empty() { Err(Error::NotFound) } else { Ok(()) }
}
