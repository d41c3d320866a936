//! Withholding by hand, and taking a site of the directory for our own.

use super::entry::Entry;
use super::import::line_of;
use super::search::Ask;
use crate::node::NODE_LANE;
use crate::{App, Error, Result, Session, journal, listings};
use ::directory::listing::{Kind, Listing};
use ::directory::merge;
use domain::audit::Act;
use domain::ids::SiteId;
use domain::listing::{Remark, Site};
use domain::member::Deed;
use domain::org::OrgKind;
use domain::text::Label;
use domain::time::Timestamp;
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
/// withheld with it, or they would tell its street for it.
async fn all_that_may_be(app: &App, id: Uuid) -> Result<Vec<Listing>> {
    let mut all = vec![find(app, id).await?];
    // Of what is kept at this moment: a line that the index before does not know may be the place too.
    let group = super::catalog::made(app).await?.group(id);
    for line in group.lines.iter().chain(&group.beside).filter(|line| **line != id) {
        match find(app, *line).await {
            // It went since the index was made.
            Err(Error::NotFound) => {}
            found => all.push(found?),
        }
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
