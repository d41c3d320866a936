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
use std::collections::{BTreeMap, HashMap};
use store::directory::Shown;
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

/// The lines of a group, read from the store: what was withheld a moment ago is withheld here, whatever the index says.
pub(super) struct Lines {
    entry: Entry,
    said: Vec<Said>,
    beside: Vec<Listing>,
    /// The versions of what is said, and then of what stands beside.
    versions: Vec<i64>,
}

/// Reads groups, all of them at once, each in its place. What they say is told only when it is known what is doubted, which is asked
/// afterwards.
pub(super) async fn read(app: &App, groups: &[Group]) -> Result<Vec<Option<Lines>>> {
    let mut ids: Vec<Uuid> = groups.iter().flat_map(|group| group.lines.iter().chain(&group.beside)).copied().collect();
    ids.sort_unstable();
    ids.dedup();
    let shown = store::directory::shown(app.store(), ids).await?;
    let shown: HashMap<Uuid, Shown> = shown.into_iter().map(|one| (one.id, one)).collect();
    Ok(groups.iter().map(|group| lines(group, &shown)).collect())
}

fn lines(group: &Group, shown: &HashMap<Uuid, Shown>) -> Option<Lines> {
    let of = |ids: &[Uuid]| -> Vec<(&Shown, Listing)> {
        let known = ids.iter().filter_map(|id| shown.get(id));
        known.filter_map(|one| Some((one, serde_json::from_str(&one.said).ok()?))).collect()
    };
    let (lines, beside) = (of(&group.lines), of(&group.beside));
    let versions = lines.iter().chain(&beside).map(|(one, _)| one.version).collect();
    let (mut vanished, mut read_at) = (true, Timestamp::from_micros(0));
    let (mut checked_at, mut is_gone) = (None, false);
    for (one, listing) in &lines {
        if listing.key.source != correction::SOURCE {
            vanished &= one.is_vanished;
            read_at = read_at.max(one.read_at);
        }
        if let Some(found) = one.checked {
            is_gone |= found.is_gone;
            checked_at = checked_at.max(Some(found.at));
        }
    }
    let said = lines.into_iter().map(|(one, listing)| Said { listing, on: Day::of(one.said_at, "UTC") });
    let (said, beside): (Vec<_>, Vec<_>) = (said.collect(), beside.into_iter().map(|(_, listing)| listing).collect());
    let Merged { listing, provenance } = merge(&said, &beside)?;
    let (id, lines, read_on) = (group.id, group.lines.clone(), Day::of(read_at, "UTC"));
    let entry = Entry { id, listing, provenance, read_on, checked_at, is_gone, vanished, km: None, lines };
    Some(Lines { entry, said, beside, versions })
}

impl Lines {
    /// It may be one place with something that the index does not know: even where it is found would tell of its place.
    pub(super) fn is_doubted(&self, doubt: &Doubt) -> bool {
        self.read().zip(&self.versions).any(|(listing, version)| doubt.is_about(listing, *version))
    }

    fn read(&self) -> impl Iterator<Item = &Listing> {
        self.said.iter().map(|said| &said.listing).chain(&self.beside)
    }

    /// The entry as it is told; without its place while that is doubted.
    pub(super) fn told(self, doubt: &Doubt) -> Entry {
        if !self.is_doubted(doubt) {
            return self.entry;
        }
        let merged = merge_doubted(&self.said, self.read());
        let Some(Merged { listing, provenance }) = merged else { return self.entry };
        Entry { listing, provenance, ..self.entry }
    }
}

async fn read_of(app: &App, catalog: &Catalog, line: Uuid) -> Result<Option<Lines>> {
    Ok(read(app, &[catalog.group(line)]).await?.pop().flatten())
}

/// The entry that a line belongs to.
pub(super) async fn of_line(app: &App, catalog: &Catalog, line: Uuid) -> Result<Option<Entry>> {
    let Some(lines) = read_of(app, catalog, line).await? else { return Ok(None) };
    let doubt = Doubt::now(app, catalog).await?;
    Ok(Some(lines.told(&doubt)))
}

/// Why the place of the entry of a line is told to nobody; nothing where it is told.
pub(super) async fn hidden(app: &App, catalog: &Catalog, line: Uuid) -> Result<Option<Hidden>> {
    let Some(lines) = read_of(app, catalog, line).await? else { return Ok(Some(Hidden::Withheld)) };
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
