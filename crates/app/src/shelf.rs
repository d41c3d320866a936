//! The shelf of a partnership: what the guide points to, and what the two leads put there.

use crate::workspace::{self, REMOVED};
use crate::{App, Error, Result, Session};
use domain::day::Day;
use domain::ids::{EntryId, PartnershipId};
use domain::shelf::{self, GUIDE, Reference};
use domain::workspace::{Changes, Entry, Noun, Shape};

/// Something on the shelf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Which.
    pub entry: EntryId,
    /// Its title.
    pub title: String,
    /// Who publishes it.
    pub source: String,
    /// When it is from, or was looked at last.
    pub dated: Option<Day>,
    /// What may be done with it.
    pub licence: String,
    /// Where it is; nothing for a paper that stands in a folder.
    pub link: String,
    /// What somebody noted.
    pub note: String,
    /// It is over a year old.
    pub is_old: bool,
    /// It was put away.
    pub is_away: bool,
    /// The guide points to it.
    pub is_guide: bool,
    /// Two people wrote different things.
    pub is_disputed: bool,
}

/// Everything on the shelf: the guide and what it points to first, and what was put away at the end.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others.
pub async fn list(app: &App, session: &Session, partnership: PartnershipId) -> Result<Vec<Item>> {
    let all = workspace::all_entries(app, session, partnership, Noun::ShelfItem).await?;
    let today = Day::of(app.now(), &session.org().time_zone);
    let of_guide = |reference: &Reference| {
        let id = entry_of(partnership, reference);
        let written = all.iter().find(|entry| entry.id() == id).cloned().unwrap_or_else(|| Entry::of(id, []));
        item(&written, Some(reference), today)
    };
    let theirs = |entry: &&Entry| GUIDE.iter().all(|reference| entry_of(partnership, reference) != entry.id());
    let mut items: Vec<Item> = GUIDE.iter().map(of_guide).collect();
    items.extend(all.iter().filter(theirs).map(|entry| item(entry, None, today)));
    items.sort_by_key(|item| item.is_away);
    Ok(items)
}

/// One of them.
///
/// # Errors
/// [`Error::NotFound`] when it is not there.
pub async fn find(app: &App, session: &Session, partnership: PartnershipId, entry: EntryId) -> Result<Item> {
    let all = list(app, session, partnership).await?;
    all.into_iter().find(|item| item.entry == entry).ok_or(Error::NotFound)
}

/// Puts something away, or back on the shelf. Nothing is lost by it.
///
/// # Errors
/// [`Error::NotFound`] when it is not there, or without the deed.
pub async fn put(app: &App, session: &Session, partnership: PartnershipId, entry: EntryId, away: bool) -> Result<()> {
    let item = find(app, session, partnership, entry).await?;
    let of = (Noun::ShelfItem, entry);
    let known = workspace::entry(app, session, partnership, of).await?;
    let mut changes = if known.entry.is_empty() { begun(&item) } else { Changes::none() };
    changes = changes.with(REMOVED, Shape::Flag.read(if away { "on" } else { "" }).unwrap_or_default());
    workspace::write(app, session, partnership, of, (known.seq, changes)).await.map(drop)
}

/// What the guide says of it, as a first form of it would.
fn begun(item: &Item) -> Changes {
    let dated = item.dated.map(Day::code).unwrap_or_default();
    let typed = |field: &str| match field {
        "title" => Some(item.title.as_str()),
        "source" => Some(item.source.as_str()),
        "link" => Some(item.link.as_str()),
        "dated" => Some(dated.as_str()),
        _ => None,
    };
    Noun::ShelfItem.read(typed).unwrap_or_else(|_| Changes::none())
}

/// The entry of something that the guide points to: the same on both sides.
#[must_use]
pub fn entry_of(partnership: PartnershipId, reference: &Reference) -> EntryId {
    Noun::ShelfItem.only(partnership, reference.code)
}

fn item(entry: &Entry, reference: Option<&Reference>, today: Day) -> Item {
    let or = |field: &str, guide: fn(&Reference) -> &'static str| match (entry.is_empty(), reference) {
        (true, Some(reference)) => guide(reference).to_owned(),
        _ => entry.text(field).to_owned(),
    };
    let dated = Day::parse(&or("dated", |reference| reference.dated));
    Item {
        entry: entry.id(),
        title: or("title", |reference| reference.title),
        source: or("source", |reference| reference.source),
        dated,
        licence: or("licence", |reference| reference.licence),
        link: or("link", |reference| reference.link),
        note: entry.text("note").to_owned(),
        is_old: shelf::is_old(dated, today),
        is_away: entry.is_ticked(REMOVED),
        is_guide: reference.is_some(),
        is_disputed: !entry.disputed().is_empty(),
    }
}
