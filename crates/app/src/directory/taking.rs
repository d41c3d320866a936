//! Taking sites of the directory for our own.

use super::entry::Entry;
use super::search::Ask;
use crate::{App, Error, Result, Session, listings};
use ::directory::listing::Kind;
use domain::ids::SiteId;
use domain::listing::{Remark, Site};
use domain::member::Deed;
use domain::org::OrgKind;
use domain::text::Label;
use uuid::Uuid;

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
    let state = format!("{} {}", place.state, place.zip);
    let address = [place.street.as_str(), place.city.as_str(), state.trim()];
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
