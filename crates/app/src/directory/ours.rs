//! Sites of organizations beside the directory: one that was taken out of it, is called like a shelter or has one, is withheld in every list
//! as it is there.
//!
//! Invariant: where it is not known whether a site is withheld, it is.

use super::{catalog, entry};
use crate::{App, Result};
use ::directory::withheld::{Rules, bare_name};
use domain::ids::{OrgId, SiteId};
use domain::listing::{Listing, Offered, Remark, Site};
use domain::text::Label;
use std::collections::HashMap;
use store::OrgScope;
use uuid::Uuid;

/// Why the place of a site is told to nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hidden {
    /// It is withheld.
    Withheld,
    /// It is in the directory, and what that says of it is not known until there is another index.
    NotYetKnown,
}

/// Those of these sites of an organization whose place nobody is told.
pub(crate) async fn withheld_of(
    app: &App,
    (scope, org): (&OrgScope, OrgId),
    sites: &[Site],
) -> Result<HashMap<SiteId, Hidden>> {
    let mut hidden = HashMap::new();
    if sites.is_empty() {
        return Ok(hidden);
    }
    let lines = store::listings::list(app.store(), scope, org).await?;
    let mut catalog = None;
    for site in sites {
        if is_called_so(site) || has_shelter(site, &lines) {
            hidden.insert(site.id, Hidden::Withheld);
            continue;
        }
        let id = Uuid::from_bytes(site.id.bytes());
        if store::directory::find(app.store(), id).await?.is_none() {
            continue;
        }
        if catalog.is_none() {
            catalog = catalog::at_hand(app).await?;
        }
        let why = match &catalog {
            Some(catalog) => entry::hidden(app, catalog, id).await?,
            None => Some(Hidden::NotYetKnown),
        };
        hidden.extend(why.map(|why| (site.id, why)));
    }
    Ok(hidden)
}

/// Whether its name alone withholds it.
pub(crate) fn is_called_so(site: &Site) -> bool {
    Rules::default().of_site(site.name.as_str(), &[])
}

/// Whether what an organization offers there, by its own name for it, withholds it: a line may stand from before shelters were refused
/// a site by any name.
fn has_shelter(site: &Site, lines: &[Listing]) -> bool {
    let here = || lines.iter().filter(|line| line.site == Some(site.id));
    let names: Vec<&str> = here()
        .filter_map(|line| match &line.what {
            Offered::Own(own) => Some([Some(&own.name), own.spanish.as_ref()].into_iter().flatten().map(Label::as_str)),
            Offered::Coded(_) => None,
        })
        .flatten()
        .collect();
    here().any(|line| line.what.is_shelter()) || Rules::default().of_site("", &names)
}

/// What a withheld site is called whose name was nothing but its street; the same for readers of either language.
const NAMELESS: &str = "Clinic / Clínica";

/// A site as it is told where its place is withheld: without its address, and without the street in its name.
pub(crate) fn bare(site: Site) -> Site {
    let address = site.address.as_ref().map_or("", Label::as_str);
    let name = bare_name(site.name.as_str(), address);
    let name = if name.chars().any(char::is_alphabetic) { name.as_str() } else { NAMELESS };
    let name = Label::parse(name).or_else(|_| Label::parse(NAMELESS)).unwrap_or(site.name);
    Site { name, address: None, remark: Remark::default(), ..site }
}

/// What a site is told as of which nothing is known but a name that none has any more: it may have been withheld since.
pub(crate) fn told_name(name: &Label) -> Label {
    let blank = Site {
        id: SiteId::new(Uuid::nil()),
        name: name.clone(),
        phone: None,
        address: None,
        remark: Remark::default(),
    };
    bare(blank).name
}

/// A site as it was typed by somebody who was shown it bare: what they did not see stays as it stands.
pub(crate) fn with_hidden(typed: Site, stands: Site) -> Site {
    let shown = bare(stands.clone());
    Site {
        name: if typed.name == shown.name { stands.name } else { typed.name },
        remark: if typed.remark == shown.remark { stands.remark } else { typed.remark },
        address: typed.address.or(stands.address),
        ..typed
    }
}

/// The sites of an organization as they are told.
pub(crate) async fn told(app: &App, of: (&OrgScope, OrgId), sites: Vec<Site>) -> Result<Vec<Site>> {
    let withheld = withheld_of(app, of, &sites).await?;
    Ok(sites.into_iter().map(|site| if withheld.contains_key(&site.id) { bare(site) } else { site }).collect())
}
