//! Which lines are one place, and the index over the places: made from the store when somebody searches and what is kept
//! has changed, and thrown away with the process.

use crate::{App, Error, Result};
use ::directory::correction;
use ::directory::listing::Listing;
use ::directory::merge::{Alike, Said, merge, pairs};
use ::directory::search::Index;
use domain::day::Day;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use tokio::sync::Mutex;
use uuid::Uuid;

/// Lines of one page of the store.
const PAGE: u32 = 2_000;

/// Lines that are one place, where there is more to say than that one stands alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Group {
    /// What the place is called by.
    pub id: Uuid,
    /// Its lines.
    pub lines: Vec<Uuid>,
    /// Lines of which nobody has decided yet whether they are the same place.
    pub beside: Vec<Uuid>,
}

/// What a search is answered from.
#[derive(Default)]
pub(super) struct Catalog {
    version: i64,
    /// Nothing where the directory is empty.
    pub index: Option<Index>,
    groups: HashMap<Uuid, Arc<Group>>,
    /// Pairs that a person should look at.
    pub unsure: Vec<(Uuid, Uuid)>,
}

/// The catalog of this process, if anybody has searched yet.
#[derive(Default)]
pub(crate) struct Shelf(Mutex<Option<Arc<Catalog>>>);

impl Catalog {
    /// The lines of the place that a line belongs to.
    pub(super) fn group(&self, line: Uuid) -> Arc<Group> {
        self.groups
            .get(&line)
            .cloned()
            .unwrap_or_else(|| Arc::new(Group { id: line, lines: vec![line], beside: Vec::new() }))
    }
}

/// The catalog as of now: made anew when what is kept has changed. Whoever asks meanwhile waits, so that nothing is ranked
/// by a place that has been withheld since. It is made to its end even if whoever asked has gone: on a slow machine the
/// next one finds it.
pub(super) async fn now(app: &App) -> Result<Arc<Catalog>> {
    let app = app.clone();
    tokio::spawn(async move { fresh(&app).await }).await.map_err(|_| Error::Busy)?
}

async fn fresh(app: &App) -> Result<Arc<Catalog>> {
    let mut shelf = app.shelf().0.lock().await;
    let version = store::directory::version(app.store()).await?;
    if let Some(catalog) = shelf.as_ref().filter(|catalog| catalog.version == version) {
        return Ok(catalog.clone());
    }
    let catalog = Arc::new(build(app, version).await?);
    *shelf = Some(catalog.clone());
    Ok(catalog)
}

async fn build(app: &App, version: i64) -> Result<Catalog> {
    let (mut listings, mut days): (Vec<Listing>, Vec<Day>) = (Vec::new(), Vec::new());
    let mut after = Uuid::nil();
    loop {
        let page = store::directory::page(app.store(), after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = last.line.id;
        for one in &page {
            if let Ok(listing) = serde_json::from_str(&one.line.said) {
                listings.push(listing);
                days.push(Day::of(one.said_at, "UTC"));
            }
        }
    }
    if listings.is_empty() {
        return Ok(Catalog { version, ..Catalog::default() });
    }
    let decided = store::directory_kept::pairs(app.store()).await?;
    let gone: HashSet<Uuid> =
        store::directory_kept::gone(app.store()).await?.into_iter().map(|one| one.listing).collect();
    tokio::task::spawn_blocking(move || made(version, listings, &days, &decided, &gone))
        .await
        .map_err(|_| Error::Busy)?
}

/// Sets that are joined one by one; a set never holds two lines of one source, which has its own ids.
struct Sets {
    parent: Vec<usize>,
    sources: Vec<BTreeSet<String>>,
}

impl Sets {
    fn of(listings: &[Listing]) -> Self {
        let source = |one: &Listing| match one.key.source.as_str() {
            correction::SOURCE => BTreeSet::new(),
            source => BTreeSet::from([source.to_owned()]),
        };
        Self { parent: (0..listings.len()).collect(), sources: listings.iter().map(source).collect() }
    }
    fn root(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }
    /// Joins two sets, unless that would make one of two lines of a source.
    fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return true;
        }
        if !self.sources[a].is_disjoint(&self.sources[b]) {
            return false;
        }
        let moved = std::mem::take(&mut self.sources[b]);
        self.sources[a].extend(moved);
        self.parent[b] = a;
        true
    }
}

fn made(
    version: i64,
    listings: Vec<Listing>,
    days: &[Day],
    decided: &[(Uuid, Uuid, bool)],
    gone: &HashSet<Uuid>,
) -> Result<Catalog> {
    let ids: Vec<Uuid> = listings.iter().map(|listing| listing.key.uuid()).collect();
    let at: HashMap<Uuid, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut sets = Sets::of(&listings);
    let mut verdicts = HashMap::new();
    for (one, other, same) in decided {
        if let Some((one, other)) = at.get(one).zip(at.get(other)) {
            verdicts.insert((*one.min(other), *one.max(other)), *same);
            if *same {
                sets.join(*one, *other);
            }
        }
    }
    // What staff say belongs to the line that they said it of.
    for (place, listing) in listings.iter().enumerate() {
        let of = (listing.key.source == correction::SOURCE).then(|| Uuid::try_parse(&listing.key.id).ok()).flatten();
        if let Some(line) = of.and_then(|id| at.get(&id)) {
            sets.join(*line, place);
        }
    }
    let mut unsure = Vec::new();
    for (a, b, alike) in pairs(&listings) {
        let corrects = |at: usize| listings[at].key.source == correction::SOURCE;
        match verdicts.get(&(a.min(b), a.max(b))) {
            Some(_) => {}
            None if corrects(a) || corrects(b) => {}
            None if alike == Alike::Same && sets.join(a, b) => {}
            None => unsure.push((a, b)),
        }
    }
    let mut members: HashMap<usize, Vec<usize>> = HashMap::new();
    for place in 0..listings.len() {
        members.entry(sets.root(place)).or_default().push(place);
    }
    let mut beside: HashMap<usize, Vec<usize>> = HashMap::new();
    unsure.retain(|(a, b)| sets.root(*a) != sets.root(*b));
    for (a, b) in &unsure {
        beside.entry(sets.root(*a)).or_default().push(*b);
        beside.entry(sets.root(*b)).or_default().push(*a);
    }
    let mut catalog = Catalog { version, ..Catalog::default() };
    catalog.unsure = unsure.iter().map(|(a, b)| (ids[*a], ids[*b])).collect();
    let mut places = Vec::new();
    let mut alone = Vec::new();
    for (root, lines) in members {
        let doubted = beside.remove(&root).unwrap_or_default();
        let own = lines.iter().filter(|place| listings[**place].key.source != correction::SOURCE);
        let Some(id) = own.map(|place| ids[*place]).min() else { continue };
        let is_gone = lines.iter().any(|line| gone.contains(&ids[*line]));
        if let ([only], true) = (lines.as_slice(), doubted.is_empty()) {
            if !is_gone {
                alone.push(*only);
            }
            continue;
        }
        let of = |all: &[usize]| all.iter().map(|at| ids[*at]).collect::<Vec<Uuid>>();
        let group = Arc::new(Group { id, lines: of(&lines), beside: of(&doubted) });
        catalog.groups.extend(group.lines.iter().map(|line| (*line, group.clone())));
        if is_gone {
            continue;
        }
        let said = |at: &usize| Said { listing: listings[*at].clone(), on: days[*at] };
        let words: Vec<Said> = lines.iter().map(said).collect();
        let doubted: Vec<Listing> = doubted.iter().map(|at| listings[*at].clone()).collect();
        places.extend(merge(&words, &doubted).map(|merged| (id, merged.listing)));
    }
    // What one source alone says stands as it says it.
    let alone: HashSet<usize> = alone.into_iter().collect();
    let alone = listings.into_iter().enumerate().filter(|(at, _)| alone.contains(at));
    places.extend(alone.map(|(at, listing)| (ids[at], listing)));
    let index = Index::open(None).map_err(|_| Error::Busy)?;
    index.put(places, &[]).map_err(|_| Error::Busy)?;
    catalog.index = Some(index);
    Ok(catalog)
}

impl Catalog {
    /// Pairs that a person should look at.
    pub(super) fn unsure_pairs(&self) -> impl Iterator<Item = &(Uuid, Uuid)> {
        self.unsure.iter()
    }
}
