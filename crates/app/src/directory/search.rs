//! Searching: by staff and by whoever reads the public pages. What was asked is kept nowhere.

use super::catalog::{self, Catalog};
use super::entry::{Entry, read};
use super::since::Doubt;
use crate::{App, Error, Result};
use ::directory::listing::Kind;
use ::directory::points::{NoZip, Zip, points};
use ::directory::search::{Found, NEAR_KM, Query, Spot, zip_among};
use ::directory::states;
use ::directory::words::slug;
use domain::language::LanguageCode;
use domain::service::Service;
use std::sync::Arc;

/// Most characters of words that are looked at; what is longer is cut.
const WORDS: usize = 200;
/// Most entries of a page of an answer.
const MOST: usize = 25;
/// Most pages of an answer: who reads on for longer than that asks for something narrower.
pub const PAGES: usize = 10;
/// Most kilometers around a place.
const FARTHEST_KM: f64 = 400.0;

/// What is asked. What is empty asks nothing.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// Words.
    pub words: String,
    /// Services, every one of which is offered.
    pub services: Vec<Service>,
    /// Languages, one of which is spoken.
    pub languages: Vec<LanguageCode>,
    /// People without insurance are taken.
    pub takes_uninsured: bool,
    /// Open now.
    pub open_now: bool,
    /// One of these kinds.
    pub kinds: Vec<Kind>,
    /// A ZIP code, or "Town, ST".
    pub near: String,
    /// Within how many kilometers of it, or of a ZIP code among the words.
    pub km: f64,
    /// A state, two letters, where no place is asked.
    pub state: Option<String>,
    /// A county of that state, as [`slug`] writes it.
    pub county: Option<String>,
    /// Most entries of a page, if others than usual.
    pub most: usize,
    /// Which page, from zero. One behind the tenth is the tenth.
    pub page: usize,
}

/// What the place that was typed stands for: in its own field, or a ZIP code among the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Near {
    /// None was typed.
    #[default]
    Nowhere,
    /// A place.
    Place,
    /// Boxes of a post office: the middle of its town.
    Boxes,
    /// A military post office, which says nothing of where somebody is.
    Military,
    /// No such ZIP code or town is known.
    Unknown,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// With a place the nearest first, in turns with who serves it and has no place to show; without one the best first.
    pub entries: Vec<Entry>,
    /// Words that stand nowhere in the directory.
    pub left_out: Vec<String>,
    /// What the place stands for.
    pub near: Near,
    /// There are more than are shown.
    pub more: bool,
    /// The page that shows them, unless that would be one too many.
    pub next: Option<usize>,
    /// Lists were read that the index does not know yet: something may be missing for some minutes. It says nothing of what was asked.
    pub is_behind: bool,
}

/// Where a text is: a ZIP code or "Town, ST".
fn located(text: &str) -> (Near, Option<Spot>) {
    let text = text.trim();
    if text.is_empty() {
        return (Near::Nowhere, None);
    }
    let points = points();
    match points.zip(text) {
        Ok(Zip::Area(_)) => (Near::Place, Spot::of_zip(text)),
        Ok(Zip::Boxes(_)) => (Near::Boxes, Spot::of_zip(text)),
        Ok(Zip::Military) => (Near::Military, None),
        Err(NoZip::Unknown) => (Near::Unknown, None),
        Err(NoZip::Form) => {
            let parts = text.rsplit_once(',').or_else(|| text.rsplit_once(' '));
            let found = parts.and_then(|(town, state)| {
                let state = states::code(state).to_uppercase();
                Spot::of_town(town.trim(), &state)
            });
            // "Springfield Illinois", "Santa Fe, New Mexico".
            let found = found.or_else(|| {
                let (town, state) = states::behind(text)?;
                Spot::of_town(&town, state)
            });
            (if found.is_some() { Near::Place } else { Near::Unknown }, found)
        }
    }
}

/// What the ZIP code among words stands for, by which is searched where no place was typed in its own field.
fn among(words: &str) -> Near {
    match zip_among(words) {
        None => Near::Nowhere,
        Some(Zip::Area(_)) => Near::Place,
        Some(Zip::Boxes(_)) => Near::Boxes,
        Some(Zip::Military) => Near::Military,
    }
}

/// The counties of a state, by name, and what each is called in an address.
#[must_use]
pub fn counties(state: &str) -> Vec<(&'static str, String)> {
    points().counties(state).into_iter().map(|county| (county, slug(county))).collect()
}

/// Whether nothing was ever read into the directory.
///
/// # Errors
/// [`Error::Busy`] when the database does not answer.
pub async fn is_empty(app: &App) -> Result<bool> {
    Ok(store::directory::version(app.store()).await? == 0)
}

/// Makes the index of what is kept at this moment, so that nobody waits for it; nothing where the directory is empty.
///
/// # Errors
/// [`Error::Busy`] when the database does not answer.
pub async fn prepare(app: &App) -> Result<()> {
    if !is_empty(app).await? {
        catalog::made(app).await?;
    }
    Ok(())
}

/// What is in the directory for this question. A place that is not known is said, and nothing is guessed in its stead.
///
/// # Errors
/// [`Error::Busy`] when the database or the index does not answer.
pub async fn search(app: &App, ask: Ask) -> Result<Answer> {
    let catalog = catalog::now(app).await?;
    let typed = !ask.near.trim().is_empty();
    let words: String = ask.words.chars().take(WORDS).collect();
    let (near, place) = match typed {
        true => located(&ask.near),
        false if ask.state.is_none() => (among(&words), None),
        false => (Near::Nowhere, None),
    };
    let mut answer = Answer { near, ..Answer::default() };
    if catalog.index.is_none() {
        answer.is_behind = catalog.version != store::directory::version(app.store()).await?;
        return Ok(answer);
    }
    if (typed && place.is_none()) || near == Near::Military {
        return Ok(answer);
    }
    let most = if ask.most > 0 { ask.most } else { MOST };
    let page = ask.page.min(PAGES - 1);
    let (before, through) = (page * most, (page + 1) * most);
    let open_at = ask.open_now.then(|| points().week_minutes(app.now()));
    let km = if ask.km > 0.0 { ask.km.min(FARTHEST_KM) } else { NEAR_KM };
    let query = Query {
        words,
        services: ask.services,
        languages: ask.languages,
        takes_uninsured: ask.takes_uninsured,
        kinds: ask.kinds,
        open_at,
        state: ask.state,
        county: ask.county,
        // One more than is shown says whether there are more.
        most: through + 1,
        ..Query::default()
    };
    let query = match place {
        Some(spot) => query.at(spot, km),
        None => query.placed(km),
    };
    let Sure { found, all, is_behind } = undoubted(app, &catalog, query).await?;
    (answer.left_out, answer.is_behind) = (found.left_out, is_behind);
    answer.more = all.len() > through;
    answer.next = Some(page + 1).filter(|next| answer.more && *next < PAGES);
    // All that come before are read too: what is in doubt among them must not be counted either.
    for (mut entry, km) in all.into_iter().skip(before).take(most) {
        let is_open = entry.listing.whereabouts.place().is_some();
        // What has lost its place since it was found stands where its place was: it is left out until there is another index.
        if entry.is_gone || entry.vanished || (!is_open && km.is_some()) {
            continue;
        }
        entry.km = km;
        answer.entries.push(entry);
    }
    Ok(answer)
}

/// How often it is searched again without what is in doubt; what is in doubt after that is left out of what was found.
const AGAIN: usize = 3;

/// What is found of which nothing is in doubt.
struct Sure {
    found: Found,
    all: Vec<(Entry, Option<f64>)>,
    /// The index does not know everything that is kept.
    is_behind: bool,
}

/// An index of so many places answers sooner than another thread takes over. What is larger is searched beside the threads that serve pages.
const AT_ONCE: u64 = 100_000;

async fn found(catalog: &Arc<Catalog>, query: &Query) -> Result<Found> {
    let Some(index) = &catalog.index else { return Err(Error::Busy) };
    if index.len() <= AT_ONCE {
        return index.search(query).map_err(|_| Error::Busy);
    }
    let (searched, asked) = (catalog.clone(), query.clone());
    let search = move || searched.index.as_ref().and_then(|index| index.search(&asked).ok());
    tokio::task::spawn_blocking(search).await.ok().flatten().ok_or(Error::Busy)
}

/// What is found, and its entries. What is in doubt was found by the place that it had, or by words of its street: until there is
/// another index, to be found at all would tell of it, and so would a word that only it has or that there is more. It is searched again as
/// if the index did not hold it.
async fn undoubted(app: &App, catalog: &Arc<Catalog>, mut query: Query) -> Result<Sure> {
    for round in 0..=AGAIN {
        let mut found = found(catalog, &query).await?;
        let groups: Vec<_> = found.hits.iter().map(|hit| catalog.group(hit.id)).collect();
        let lines = read(app, &groups).await?;
        let doubt = Doubt::now(app, catalog).await?;
        let read_of = found.hits.iter().zip(lines).filter_map(|(hit, lines)| Some((hit, lines?)));
        let (doubted, sure): (Vec<_>, Vec<_>) = read_of.partition(|(_, lines)| lines.is_doubted(&doubt));
        if doubted.is_empty() || round == AGAIN {
            // Whether some listing has a word would tell of a doubted one, also of one that a filter kept out of the hits.
            if doubt.is_any() {
                found.left_out.clear();
            }
            let all = sure.into_iter().map(|(hit, lines)| (lines.told(&doubt), hit.km)).collect();
            return Ok(Sure { found, all, is_behind: doubt.is_any() });
        }
        query.but.extend(doubted.into_iter().map(|(hit, _)| hit.id));
    }
    Err(Error::Busy)
}
