//! Withholding by hand, and taking a site of the directory for our own.

use super::catalog::{self, Catalog};
use super::entry::Entry;
use super::import::line_of;
use super::search::Ask;
use crate::node::NODE_LANE;
use crate::{App, Error, Result, Session, journal, listings};
use ::directory::correction;
use ::directory::listing::{Kind, Listing};
use ::directory::merge::{self, Alike, SHARED};
use domain::audit::Act;
use domain::ids::{OrgId, SiteId};
use domain::listing::{Remark, Site};
use domain::member::Deed;
use domain::org::OrgKind;
use domain::text::Label;
use domain::time::Timestamp;
use std::collections::{HashMap, HashSet};
use std::time::Duration;
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

/// The lines of one place, and those that may be it, as far as is known without waiting; and whether that is all. Once its street is
/// gone nothing shows any more that they may be: they are withheld with it, or they would tell its street for it. What has come
/// since the index that there is, is compared here, line by line; what somebody decided to be two stays two.
async fn known(app: &App, id: Uuid) -> Result<(Vec<Listing>, bool)> {
    let line = find(app, id).await?;
    let version = store::directory::version(app.store()).await?;
    let Some(catalog) = catalog::before(app, version).await? else { return Ok((vec![line], false)) };
    // Too many to look through while somebody waits.
    let Some(since) = super::since::lines(app, &catalog, version).await? else { return Ok((vec![line], false)) };
    let all = by_these(app, &catalog, &since, id).await?;
    // What the index does not know was never compared with what it holds.
    let is_all = !all.iter().any(|line| since.iter().any(|new| new.key == line.key));
    Ok((all, is_all))
}

/// Lines of one page of the store.
const PAGE: u32 = 500;

/// The lines that are or may be one place with any of these, as they were before they were withheld: every line that is kept is
/// compared. A line that may be the same is followed further where only its street shows it.
async fn all_like(app: &App, known: Vec<Listing>) -> Result<Vec<Listing>> {
    let (are_one, are_two) = (decided(app, true).await?, decided(app, false).await?);
    let mut all: HashSet<Uuid> = known.iter().map(|line| line.key.uuid()).collect();
    let (mut new, mut found) = (known, Vec::new());
    while !new.is_empty() {
        let (mut next, mut after) = (Vec::new(), Uuid::nil());
        let mut holders = Holders::of_keys(&new);
        loop {
            let page = store::directory::page(app.store(), after, PAGE).await?;
            let Some(last) = page.last().map(|last| last.line.id) else { break };
            after = last;
            for standing in page {
                let Ok(line) = serde_json::from_str::<Listing>(&standing.line.said) else { continue };
                if line.key.source == correction::SOURCE {
                    continue;
                }
                let mine = holders.count(&line);
                // A switchboard of thousands is not gathered first.
                let is_near = |one: &Listing| {
                    let pair = (one.key.uuid(), line.key.uuid());
                    let is_like = holders.are_few(&mine) && merge::alike(one, &line) != Alike::Other;
                    are_one.contains(&pair) || (is_like && !are_two.contains(&pair))
                };
                if !all.contains(&standing.line.id) && new.iter().any(is_near) {
                    next.push((line, mine));
                }
            }
        }
        let is_one = |line: &Listing| new.iter().any(|one| are_one.contains(&(one.key.uuid(), line.key.uuid())));
        next.retain(|(line, mine)| is_one(line) || holders.are_few(mine));
        let mut next: Vec<Listing> = next.into_iter().map(|(line, _)| line).collect();
        all.extend(next.iter().map(|line| line.key.uuid()));
        found.extend(next.iter().cloned());
        next.retain(|line| new.iter().any(|one| is_followed(one, line, &are_one)));
        new = next;
    }
    Ok(found)
}

/// Whether what may be one with a line is followed further: it is the same, or only the street of the first, which goes, shows it.
fn is_followed(one: &Listing, line: &Listing, are_one: &HashSet<(Uuid, Uuid)>) -> bool {
    match merge::alike(one, line) {
        Alike::Same => true,
        Alike::Unsure => merge::alike(&merge::withhold(one.clone()), line) == Alike::Other,
        Alike::Other => are_one.contains(&(one.key.uuid(), line.key.uuid())),
    }
}

/// How many lines have each key. One that very many have, such as the phone of a switchboard, makes no two alike, as in the index.
struct Holders(HashMap<String, usize>);

impl Holders {
    /// The keys of these, which nobody was seen to have yet.
    fn of_keys(lines: &[Listing]) -> Self {
        Self(lines.iter().flat_map(merge::keys).map(|key| (key, 0)).collect())
    }
    /// Those of the keys that this line has, each with one line more.
    fn count(&mut self, line: &Listing) -> Vec<String> {
        let mut mine = merge::keys(line);
        mine.retain(|key| self.0.get_mut(key).map(|n| *n += 1).is_some());
        mine
    }
    /// Whether one of the keys has few holders, as far as they were counted.
    fn are_few(&self, keys: &[String]) -> bool {
        keys.iter().any(|key| self.0.get(key).is_some_and(|n| *n <= SHARED))
    }
}

/// Pairs of which somebody decided that they are one, or two, either way round.
async fn decided(app: &App, are_one: bool) -> Result<HashSet<(Uuid, Uuid)>> {
    let decided = store::directory_kept::pairs(app.store()).await?;
    let pairs = decided.into_iter().filter(|(.., same)| *same == are_one);
    Ok(pairs.flat_map(|(one, other, _)| [(one, other), (other, one)]).collect())
}

/// Withholds the line and all that is known to be or may be the same place, and then, to its end even if whoever asked has gone, what
/// is found by comparing it with every line.
async fn withhold_all<F>(app: &App, lane: OrgId, id: Uuid, and: F) -> Result<()>
where
    F: for<'tx> Fn(&'tx Tx) + Send + Sync + 'static,
{
    let (all, is_all) = known(app, id).await?;
    write(app, lane, all.clone(), and).await?;
    if is_all {
        return Ok(());
    }
    let app = app.clone();
    let rest = tokio::spawn(async move {
        let mut pause = PAUSE;
        while let Err(error) = withhold_rest(&app, lane, &all).await {
            tracing::warn!(code = "directory-withholding-again", problem = error.code());
            tokio::time::sleep(pause).await;
            pause = LONGEST_PAUSE.min(pause * 2);
        }
    });
    rest.await.map_err(|_| Error::Busy)
}

/// How long is waited until what could not be read or written is tried again: nothing else remembers it.
const PAUSE: Duration = Duration::from_millis(500);
/// It is waited longer each time, up to this.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

async fn withhold_rest(app: &App, lane: OrgId, known: &[Listing]) -> Result<()> {
    let rest = all_like(app, known.to_vec()).await?;
    write(app, lane, rest, |_| {}).await
}

async fn write<F>(app: &App, lane: OrgId, lines: Vec<Listing>, and: F) -> Result<()>
where
    F: for<'tx> Fn(&'tx Tx) + Send + Sync + 'static,
{
    if lines.is_empty() {
        return Ok(());
    }
    let (now, and) = (app.now(), std::sync::Arc::new(and));
    app.store()
        .write(lane, move |tx| {
            let (lines, and) = (lines.clone(), and.clone());
            Box::pin(async move {
                for listing in lines {
                    withhold_in(tx, listing, now).await?;
                }
                and(tx);
                Ok(())
            })
        })
        .await
}

async fn by_these(app: &App, catalog: &Catalog, since: &[Listing], id: Uuid) -> Result<Vec<Listing>> {
    let (are_one, are_two) = (decided(app, true).await?, decided(app, false).await?);
    let mut all = one_with(app, catalog, (since, &are_two), vec![id]).await?;
    let mut new = all.clone();
    while !new.is_empty() {
        let (mut beside, mut holders) = (Vec::new(), Holders::of_keys(&new));
        let counted: Vec<_> = since.iter().map(|came| (came, holders.count(came))).collect();
        let few: Vec<&Listing> =
            counted.iter().filter(|(_, mine)| holders.are_few(mine)).map(|(came, _)| *came).collect();
        for line in &new {
            let (known, id) = (catalog.group(line.key.uuid()).beside, line.key.uuid());
            let came = few.iter().filter(|came| merge::alike(line, came) == Alike::Unsure).map(|came| came.key.uuid());
            beside.extend(known.into_iter().chain(came).filter(|other| !are_two.contains(&(id, *other))));
        }
        let is_new = |id: &Uuid| all.iter().all(|line| line.key.uuid() != *id);
        beside.retain(is_new);
        let mut found = one_with(app, catalog, (since, &are_two), beside).await?;
        found.retain(|line| is_new(&line.key.uuid()));
        all.extend(found.iter().cloned());
        found.retain(|line| new.iter().any(|one| is_followed(one, line, &are_one)));
        new = found;
    }
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
    withhold_all(app, NODE_LANE, id, |_| {}).await
}

/// Withholds every line of an entry, and those that may be the same place. Whoever keeps the directory may, and nobody takes it back: an address that is missing
/// can be asked for by phone.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or when there is no such entry.
pub async fn withhold_by(app: &App, session: &Session, id: Uuid) -> Result<()> {
    session.authorize(Deed::KeepDirectory)?;
    let (scope, member, now, subject) = (session.scope, session.member, app.now(), Some(*id.as_bytes()));
    let audit = move |tx: &Tx| {
        tx.audit(&scope, journal::by_member(&scope, member, now, Act::DirectoryKept, subject, "withheld"));
    };
    withhold_all(app, scope.org(), id, audit).await
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
