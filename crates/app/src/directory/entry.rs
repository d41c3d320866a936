//! An entry as it is shown: what all sources say of one place, who said what and when, and when staff looked at it last.

use super::catalog::{self, Catalog};
use super::groups::Group;
use super::ours::Hidden;
use super::since::Doubt;
use crate::{App, Error, Result, Session};
use ::directory::correction;
use ::directory::listing::{Kind, Listing};
use ::directory::merge::{Field, Merged, Provenance, Said, merge, merge_doubted};
use domain::day::Day;
use domain::member::Deed;
use domain::time::Timestamp;
use std::collections::BTreeMap;
use uuid::Uuid;

/// An entry of the directory.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What it is called by.
    pub id: Uuid,
    /// What is said of it; without a place where that is withheld.
    pub listing: Listing,
    /// Who said each field, and on which day.
    pub provenance: BTreeMap<Field, Provenance>,
    /// The day on which a source was read last.
    pub read_on: Day,
    /// When staff found it right last.
    pub checked_at: Option<Timestamp>,
    /// Staff found that it is not there any more.
    pub is_gone: bool,
    /// None of its sources lists it any more.
    pub vanished: bool,
    /// How far it is from where was asked, in kilometers; never of what is withheld.
    pub km: Option<f64>,
    /// The lines that it is made of.
    pub lines: Vec<Uuid>,
}

impl Entry {
    /// The day on which staff found it right last, or its source says that it was; that a list was read says nothing of it.
    #[must_use]
    pub fn checked_on(&self) -> Option<Day> {
        let by_staff = self.checked_at.map(|at| Day::of(at, "UTC"));
        by_staff.max(self.assured_on())
    }
    /// The day on which its source says that it was right.
    #[must_use]
    pub fn assured_on(&self) -> Option<Day> {
        Day::parse(&self.listing.assured_on)
    }
    /// The same as [`Self::checked_on`]; where nobody says so, the day on which its list was read.
    #[must_use]
    pub fn last_checked(&self) -> Day {
        self.checked_on().unwrap_or(self.read_on)
    }
    /// Whether it is to be looked at again.
    #[must_use]
    pub fn is_stale(&self, now: Timestamp) -> bool {
        self.last_checked().days_to(Day::of(now, "UTC")) > i64::from(super::FRESH_DAYS)
    }
    /// Its place is kept from everybody.
    #[must_use]
    pub fn is_withheld(&self) -> bool {
        self.listing.whereabouts.is_withheld()
    }
    /// It is one of those whom partnerships are made with.
    #[must_use]
    pub const fn can_be_partner(&self) -> bool {
        matches!(self.listing.kind, Kind::HealthCenter | Kind::Advocacy)
    }
}

/// A line as it is read for an entry.
struct Read {
    said: Said,
    read_at: Timestamp,
    is_vanished: bool,
    version: i64,
}

async fn line(app: &App, id: Uuid) -> Result<Option<Read>> {
    let Some(standing) = store::directory::find(app.store(), id).await? else { return Ok(None) };
    let Ok(listing) = serde_json::from_str::<Listing>(&standing.line.said) else { return Ok(None) };
    let said = Said { listing, on: Day::of(standing.said_at, "UTC") };
    let (read_at, is_vanished) = (standing.read_at, standing.vanished_at.is_some());
    Ok(Some(Read { said, read_at, is_vanished, version: standing.version }))
}

/// The lines of a group, read from the store: what was withheld a moment ago is withheld here, whatever the index says.
pub(super) struct Lines {
    entry: Entry,
    said: Vec<Said>,
    /// What decides whether it is doubted.
    read: Vec<(Listing, i64)>,
}

/// Reads a group. What it says is told only when it is known what is doubted, which is asked afterwards.
pub(super) async fn read(app: &App, group: &Group) -> Result<Option<Lines>> {
    let (mut said, mut all, mut vanished, mut read_at) = (Vec::new(), Vec::new(), true, Timestamp::from_micros(0));
    let (mut checked_at, mut is_gone) = (None, false);
    for id in &group.lines {
        let Some(one) = line(app, *id).await? else { continue };
        if one.said.listing.key.source != correction::SOURCE {
            vanished &= one.is_vanished;
            read_at = read_at.max(one.read_at);
        }
        all.push((one.said.listing.clone(), one.version));
        said.push(one.said);
        if let Some(found) = store::directory_kept::checked(app.store(), *id).await? {
            is_gone |= found.is_gone;
            checked_at = checked_at.max(Some(found.at));
        }
    }
    let mut beside = Vec::new();
    for id in &group.beside {
        if let Some(one) = line(app, *id).await? {
            all.push((one.said.listing.clone(), one.version));
            beside.push(one.said.listing);
        }
    }
    let Some(Merged { listing, provenance }) = merge(&said, &beside) else { return Ok(None) };
    let read_on = Day::of(read_at, "UTC");
    let (id, lines) = (group.id, group.lines.clone());
    let entry = Entry { id, listing, provenance, read_on, checked_at, is_gone, vanished, km: None, lines };
    Ok(Some(Lines { entry, said, read: all }))
}

impl Lines {
    /// It may be one place with something that the index does not know: even where it is found would tell of its place.
    pub(super) fn is_doubted(&self, doubt: &Doubt) -> bool {
        self.read.iter().any(|(listing, version)| doubt.is_about(listing, *version))
    }

    /// The entry as it is told; without its place while that is doubted.
    pub(super) fn told(self, doubt: &Doubt) -> Entry {
        if !self.is_doubted(doubt) {
            return self.entry;
        }
        let all = self.read.iter().map(|(listing, _)| listing);
        let Some(Merged { listing, provenance }) = merge_doubted(&self.said, all) else { return self.entry };
        Entry { listing, provenance, ..self.entry }
    }
}

/// The entry that a line belongs to.
pub(super) async fn of_line(app: &App, catalog: &Catalog, line: Uuid) -> Result<Option<Entry>> {
    let Some(lines) = read(app, &catalog.group(line)).await? else { return Ok(None) };
    let doubt = Doubt::now(app, catalog).await?;
    Ok(Some(lines.told(&doubt)))
}

/// Why the place of the entry of a line is told to nobody; nothing where it is told.
pub(super) async fn hidden(app: &App, catalog: &Catalog, line: Uuid) -> Result<Option<Hidden>> {
    let Some(lines) = read(app, &catalog.group(line)).await? else { return Ok(Some(Hidden::Withheld)) };
    let doubt = Doubt::now(app, catalog).await?;
    Ok(match (lines.entry.is_withheld(), lines.is_doubted(&doubt)) {
        (true, _) => Some(Hidden::Withheld),
        (false, true) => Some(Hidden::NotYetKnown),
        (false, false) => None,
    })
}

/// An entry, by the id of any line that it is made of.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or when there is none.
pub async fn entry(app: &App, session: &Session, id: Uuid) -> Result<Entry> {
    session.authorize(Deed::ReadServices)?;
    of_line(app, &*catalog::now(app).await?, id).await?.ok_or(Error::NotFound)
}

/// The same for whoever reads the public pages.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn public_entry(app: &App, id: Uuid) -> Result<Entry> {
    let found = of_line(app, &*catalog::now(app).await?, id).await?;
    found.filter(|entry| !entry.is_gone && !entry.vanished).ok_or(Error::NotFound)
}
