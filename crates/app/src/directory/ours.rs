//! Sites of organizations beside the directory: one that was taken out of it, or is called like a shelter, is withheld in every list
//! as it is there.
//!
//! Invariant: where it is not known whether a site is withheld, it is.

use super::{catalog, entry};
use crate::{App, Result};
use ::directory::withheld::{Rules, bare_name};
use domain::ids::SiteId;
use domain::listing::{Remark, Site};
use domain::text::Label;
use std::collections::HashSet;
use uuid::Uuid;

/// Those of these sites whose place nobody is told.
pub(crate) async fn withheld_of(app: &App, sites: &[Site]) -> Result<HashSet<SiteId>> {
    let rules = Rules::default();
    let mut withheld = HashSet::new();
    let mut catalog = None;
    for site in sites {
        if rules.of_site(site.name.as_str(), &[]) {
            withheld.insert(site.id);
            continue;
        }
        let id = Uuid::from_bytes(site.id.bytes());
        if store::directory::find(app.store(), id).await?.is_none() {
            continue;
        }
        if catalog.is_none() {
            catalog = catalog::at_hand(app).await?;
        }
        let is_open = match &catalog {
            Some(catalog) => entry::of_line(app, catalog, id).await?.is_some_and(|entry| !entry.is_withheld()),
            None => false,
        };
        if !is_open {
            withheld.insert(site.id);
        }
    }
    Ok(withheld)
}

/// A site as it is told where its place is withheld: without its address, and without the street in its name.
pub(crate) fn bare(site: Site) -> Site {
    let address = site.address.as_ref().map_or("", Label::as_str);
    let name = Label::parse(&bare_name(site.name.as_str(), address));
    Site { name: name.unwrap_or(site.name), address: None, remark: Remark::default(), ..site }
}

/// The sites as they are told.
pub(crate) async fn told(app: &App, sites: Vec<Site>) -> Result<Vec<Site>> {
    let withheld = withheld_of(app, &sites).await?;
    Ok(sites.into_iter().map(|site| if withheld.contains(&site.id) { bare(site) } else { site }).collect())
}
