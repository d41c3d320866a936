//! Withholding by hand, and taking a site of the directory for our own.

use super::catalog::{self, Catalog};
use super::entry::Entry;
use super::import::line_of;
use super::search::Ask;
use crate::node::NODE_LANE;
use crate::{App, Error, Result, Session, journal, listings};
use ::directory::listing::{Kind, Listing};
use ::directory::merge::{self, Alike};
use domain::audit::Act;
use domain::ids::SiteId;
use domain::listing::{Remark, Site};
use domain::member::Deed;
use domain::org::OrgKind;
use domain::text::Label;
use domain::time::Timestamp;
use std::collections::HashSet;
use store::Tx;
use uuid::Uuid;

/// What is kept of a line, whether or not it vanished.
///
/// # Errors
/// [`Error::NotFound`] when there is no such line.
pub async fn find(app: &App, id: Uuid) -> Result<Listing> {
    let standing = store::directory::find(app.store(), id).await?.ok_or(Error::NotFound)?;
    serde_json::from_str(&standing.line.said).map_err(|_| Error::NotFound)
}

async fn withhold_in(tx: &Tx, listing: Listing, at: Timestamp) -> std::result::Result<(), store::Error> {
    let id = listing.key.uuid();
    let line = line_of(&merge::withhold(listing));
    store::directory::withhold(tx, id, &line.said, &line.digest, at).await.map(drop)
}

/// The lines of one place, and those that may be it. Once its street is gone nothing shows any more that they may be: they are
/// withheld with it, or they would tell its street for it. What has come since the index that there is, is
/// compared here, line by line; where one of those is among them, another index is waited for, since it was never compared with
/// the rest. What somebody decided to be two stays two.
async fn all_that_may_be(app: &App, id: Uuid) -> Result<Vec<Listing>> {
    find(app, id).await?;
    let version = store::directory::version(app.store()).await?;
    let before = catalog::before(app, version).await?;
    let since = match &before {
        Some(catalog) => super::since::lines(app, catalog, version).await?,
        None => None,
    };
    let (catalog, since) = match before.zip(since) {
        Some(known) => known,
        // None to begin with, or too many to look through while somebody waits.
        None => (catalog::made(app).await?, Vec::new()),
    };
    let all = by_these(app, &catalog, &since, id).await?;
    // What the index does not know was never compared with what it holds.
    if !all.iter().any(|line| since.iter().any(|new| new.key == line.key)) {
        return Ok(all);
    }
    by_these(app, &*catalog::made(app).await?, &[], id).await
}

async fn by_these(app: &App, catalog: &Catalog, since: &[Listing], id: Uuid) -> Result<Vec<Listing>> {
    let decided = store::directory_kept::pairs(app.store()).await?;
    let are_two: HashSet<(Uuid, Uuid)> = decided
        .into_iter()
        .filter(|(.., same)| !same)
        .flat_map(|(one, other, _)| [(one, other), (other, one)])
        .collect();
    let mut all = one_with(app, catalog, (since, &are_two), vec![id]).await?;
    let is_other = |line: &Listing, id: Uuid| are_two.contains(&(line.key.uuid(), id));
    let mut beside = Vec::new();
    for line in &all {
        let (known, since) = (catalog.group(line.key.uuid()).beside, since.iter());
        let new = since.filter(|new| merge::alike(line, new) == Alike::Unsure).map(|new| new.key.uuid());
        beside.extend(known.into_iter().chain(new).filter(|id| !is_other(line, *id)));
    }
    beside.retain(|id| all.iter().all(|line| line.key.uuid() != *id));
    all.extend(one_with(app, catalog, (since, &are_two), beside).await?);
    Ok(all)
}

/// These lines, and those that are one place with them: by the catalog, or by what came since, where nobody has decided that they
/// are two.
async fn one_with(
    app: &App,
    catalog: &Catalog,
    (since, are_two): (&[Listing], &HashSet<(Uuid, Uuid)>),
    ids: Vec<Uuid>,
) -> Result<Vec<Listing>> {
    let (mut all, mut open, mut known) = (Vec::new(), ids, HashSet::new());
    while let Some(id) = open.pop() {
        if !known.insert(id) {
            continue;
        }
        let listing = match find(app, id).await {
            // It went since the index was made.
            Err(Error::NotFound) => continue,
            found => found?,
        };
        open.extend(catalog.group(id).lines);
        let new = since.iter().filter(|new| merge::alike(&listing, new) == Alike::Same).map(|new| new.key.uuid());
        open.extend(new.filter(|new| !are_two.contains(&(id, *new))));
        all.push(listing);
    }
    Ok(all)
}

/// Withholds the place of a line by hand, with every line that is or may be the same place; it stays withheld at every import.
/// The operator's deed: nothing undoes it.
///
/// # Errors
/// [`Error::NotFound`] when there is no such line.
pub async fn withhold(app: &App, id: Uuid) -> Result<()> {
    let (all, now) = (all_that_may_be(app, id).await?, app.now());
    app.store()
        .write(NODE_LANE, move |tx| {
            Box::pin(async move {
                for listing in all {
                    withhold_in(tx, listing, now).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Withholds every line of an entry, and those that may be the same place. Whoever keeps the directory may, and nobody takes it back: an address that is missing
/// can be asked for by phone.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or when there is no such entry.
pub async fn withhold_by(app: &App, session: &Session, id: Uuid) -> Result<()> {
    session.authorize(Deed::KeepDirectory)?;
    let entry = super::entry(app, session, id).await?;
    let all = all_that_may_be(app, id).await?;
    let (scope, member, now, subject) = (session.scope, session.member, app.now(), Some(*entry.id.as_bytes()));
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                for listing in all {
                    withhold_in(tx, listing, now).await?;
                }
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::DirectoryKept, subject, "withheld"));
                Ok(())
            })
        })
        .await
}

/// Most sites that are taken at once; an organization with more takes them in two rounds.
const SITES: usize = 100;

/// Sites of health centers that these words name, such as the name of the organization: at set-up it takes its own out of what
/// HRSA publishes. Only those with an address that anybody may know, and not those that are on our list already.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn sites_named(app: &App, session: &Session, words: &str) -> Result<Vec<Entry>> {
    session.authorize(Deed::WriteListings)?;
    if session.org().kind != OrgKind::HealthCenter {
        return Err(Error::NotFound);
    }
    if words.trim().is_empty() {
        return Ok(Vec::new());
    }
    let ask = Ask { words: words.to_owned(), kinds: vec![Kind::HealthCenter], most: 2 * SITES - 1, ..Ask::default() };
    let ours = listings::show(app, session, session.org_id()).await?.sites;
    let mut found = super::search(app, ask).await?.entries;
    found.retain(|entry| {
        entry.listing.whereabouts.place().is_some() && !ours.iter().any(|site| site.id == SiteId::new(entry.id))
    });
    found.truncate(SITES);
    Ok(found)
}

/// Puts these entries on our list of sites.
///
/// # Errors
/// As [`as_our_site`], but [`Error::Invalid`] `listing-take-gone` for entries that went out of the directory meanwhile: the
/// others are on the list all the same. What was put before any other error stands.
pub async fn as_our_sites(app: &App, session: &Session, ids: &[Uuid]) -> Result<()> {
    session.authorize(Deed::WriteListings)?;
    let mut outcome = Ok(());
    for id in ids.iter().take(SITES) {
        match as_our_site(app, session, *id).await {
            Err(Error::NotFound) => outcome = Err(Error::Invalid("listing-take-gone")),
            other => other?,
        }
    }
    outcome
}

/// Takes a health center's site as HRSA publishes it for one of ours: name, phone and address.
///
/// # Errors
/// [`Error::Invalid`] `directory-not-ours` for an advocacy organization and for what is no health center's open site;
/// [`Error::NotFound`] without the deed; what [`listings::save_site`] refuses.
pub async fn as_our_site(app: &App, session: &Session, id: Uuid) -> Result<()> {
    session.authorize(Deed::WriteListings)?;
    let listing = super::entry(app, session, id).await?.listing;
    let place = listing.whereabouts.place().filter(|_| listing.kind == Kind::HealthCenter);
    let (OrgKind::HealthCenter, Some(place)) = (session.org().kind, place) else {
        return Err(Error::Invalid("directory-not-ours"));
    };
    let label = |text: &str| Label::parse(&text.chars().take(120).collect::<String>());
    let address = [place.street.as_str(), place.city.as_str(), place.state.as_str(), place.zip.as_str()];
    let address = address.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", ");
    let site = Site {
        id: SiteId::new(id),
        name: label(&listing.name).map_err(|_| Error::Invalid("directory-not-ours"))?,
        phone: listing.phones.first().and_then(|phone| label(&phone.published).ok()),
        address: label(&address).ok(),
        remark: Remark::default(),
    };
    listings::save_site(app, session, site, None).await
}
