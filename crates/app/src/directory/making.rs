//! Makes a catalog of the store, page by page: once to see which lines are one place, and once to put each place into the index.
//! Memory holds some fifty bytes a line, a page, and what the index gathers before it writes.

use super::catalog::{Catalog, unwritten};
use super::groups::{Group, Groups, Sets};
use crate::{App, Error, Result};
use ::directory::blocks::Blocks;
use ::directory::correction;
use ::directory::listing::{Listing, Whereabouts, Why};
use ::directory::merge::{Alike, Said, alike, merge};
use ::directory::search::Index;
use domain::day::Day;
use std::collections::{HashMap, HashSet};
use std::path::Path;
use store::directory::Standing;
use tokio::runtime::Handle;
use uuid::Uuid;

/// Lines of one page of the store.
const PAGE: u32 = 500;

/// The catalog of what is kept, its index in this folder or in memory.
pub(super) async fn catalog(app: &App, folder: Option<&Path>) -> Result<Catalog> {
    let (app, folder, runtime) = (app.clone(), folder.map(Path::to_owned), Handle::current());
    let making = move || {
        let making = Making { app, runtime };
        let scratch = folder.clone().unwrap_or_else(std::env::temp_dir);
        let Some(seen) = making.look_through(&scratch)? else { return Ok(Catalog::default()) };
        let (groups, unsure) = making.grouped(seen)?;
        let index = making.index(&groups, folder.as_deref())?;
        Ok(Catalog { index: Some(index), groups, unsure, ..Catalog::default() })
    };
    tokio::task::spawn_blocking(making).await.map_err(|_| Error::Busy)?
}

struct Making {
    app: App,
    runtime: Handle,
}

/// What was seen of all lines, by their numbers.
struct Seen {
    ids: Vec<Uuid>,
    blocks: Blocks,
    /// What staff say, and the line that they say it of.
    corrections: Vec<(u32, Uuid)>,
    /// Those whose place is withheld.
    withheld: Vec<u32>,
    /// Those that no list names any more and nobody withheld by hand: they hide what may be the same place, and say nothing.
    mute: HashSet<u32>,
}

impl Making {
    /// Every line, in the order of ids; what cannot be read is left out.
    fn lines(&self) -> impl Iterator<Item = Result<(Uuid, Line)>> + '_ {
        let mut after = Some(Uuid::nil());
        let pages = std::iter::from_fn(move || {
            let from = after?;
            match self.runtime.block_on(store::directory::page(self.app.store(), from, PAGE)) {
                Ok(page) => {
                    after = page.last().map(|last| last.line.id);
                    after.map(|_| Ok(page))
                }
                Err(error) => {
                    after = None;
                    Some(Err(Error::from(error)))
                }
            }
        });
        pages.flat_map(|page| match page {
            Ok(page) => page.into_iter().filter_map(|one| read(&one).map(|line| Ok((one.line.id, line)))).collect(),
            Err(error) => vec![Err(error)],
        })
    }

    fn line(&self, id: Uuid) -> Result<Option<Line>> {
        let found = self.runtime.block_on(store::directory::find(self.app.store(), id))?;
        Ok(found.as_ref().and_then(read))
    }

    /// Nothing where there is no line.
    fn look_through(&self, scratch: &Path) -> Result<Option<Seen>> {
        let blocks = Blocks::new(scratch).map_err(unwritten)?;
        let mut seen =
            Seen { ids: Vec::new(), blocks, corrections: Vec::new(), withheld: Vec::new(), mute: HashSet::new() };
        for line in self.lines() {
            let (id, Line { said: Said { listing, .. }, is_vanished }) = line?;
            let number = u32::try_from(seen.ids.len()).map_err(|_| Error::Busy)?;
            seen.ids.push(id);
            if listing.whereabouts.is_withheld() {
                seen.withheld.push(number);
            }
            if listing.key.source == correction::SOURCE {
                seen.blocks.pass_over().map_err(unwritten)?;
                seen.corrections.extend(Uuid::try_parse(&listing.key.id).ok().map(|of| (number, of)));
            } else if is_vanished {
                let by_hand = matches!(listing.whereabouts, Whereabouts::Withheld(_, Why::ByHand));
                seen.mute.extend((!by_hand).then_some(number));
                seen.blocks.add_vanished(&listing).map_err(unwritten)?;
            } else {
                seen.blocks.add(&listing).map_err(unwritten)?;
            }
        }
        Ok((!seen.ids.is_empty()).then_some(seen))
    }

    /// Which lines are one place, and pairs that a person should look at.
    fn grouped(&self, seen: Seen) -> Result<(Groups, Vec<(Uuid, Uuid)>)> {
        let Seen { ids, blocks, corrections, withheld, mute } = seen;
        let number = |id: &Uuid| ids.binary_search(id).ok().and_then(|at| u32::try_from(at).ok());
        let id = |number: u32| usize::try_from(number).ok().and_then(|at| ids.get(at)).copied().unwrap_or(Uuid::nil());
        let mut sets = Sets::of(blocks.sources());
        // What no list names any more stays beside, however alike it is, so that somebody can say that it is another.
        let join = |sets: &mut Sets, a: u32, b: u32| !mute.contains(&a) && !mute.contains(&b) && sets.join(a, b);
        let (mut are_two, mut pairs) = (HashSet::new(), Vec::new());
        for (one, other, same) in self.runtime.block_on(store::directory_kept::pairs(self.app.store()))? {
            let Some((one, other)) = number(&one).zip(number(&other)) else { continue };
            let pair = (one.min(other), one.max(other));
            if !same {
                are_two.insert(pair);
            } else if !join(&mut sets, one, other) {
                // Two lines of one source are in between, or one has vanished: what a person knows to be one still hides the other.
                pairs.push((pair.0, pair.1, Alike::Same));
            }
        }
        // What staff say belongs to the line that they said it of.
        for (correction, of) in corrections {
            if let Some(line) = number(&of) {
                sets.join(line, correction);
            }
        }
        blocks.pairs(|worth| {
            pairs.extend(self.compared(&worth, &id)?);
            Ok::<_, MakingError>(())
        })?;
        pairs.sort_unstable();
        pairs.dedup();
        pairs
            .retain(|(a, b, alike)| !(are_two.contains(&(*a, *b)) || *alike == Alike::Same && join(&mut sets, *a, *b)));
        pairs.retain(|(a, b, _)| sets.root(*a) != sets.root(*b));
        let mut beside: HashMap<u32, Vec<Uuid>> = HashMap::new();
        for (a, b, _) in &pairs {
            // All lines of the other place: what is withheld in any of them is withheld in both.
            beside.entry(sets.root(*a)).or_default().extend(sets.lines(*b).into_iter().map(id));
            beside.entry(sets.root(*b)).or_default().extend(sets.lines(*a).into_iter().map(id));
        }
        hide_chains(&mut sets, &pairs, &withheld, &mut beside, &id);
        beside.values_mut().for_each(|lines| {
            lines.sort_unstable();
            lines.dedup();
        });
        let unsure = pairs.iter().map(|(a, b, _)| (id(*a), id(*b))).collect();
        let mut groups = Vec::new();
        for at in (0..).take(ids.len()) {
            if sets.root(at) != at || (sets.is_alone(at) && !beside.contains_key(&at)) {
                continue;
            }
            let lines = sets.lines(at);
            let own = lines.iter().copied().find(|line| !sets.is_staff(*line));
            if let Some(own) = own {
                let (lines, beside) = (lines.into_iter().map(id).collect(), beside.remove(&at).unwrap_or_default());
                groups.push(Group { id: id(own), lines, beside });
            }
        }
        Ok((Groups::of(groups.into_iter()), unsure))
    }

    /// Those of these pairs that are the same or may be.
    fn compared(&self, worth: &[(u32, u32)], id: &impl Fn(u32) -> Uuid) -> Result<Vec<(u32, u32, Alike)>> {
        let mut found = Vec::new();
        let mut first: Option<(u32, Option<Line>)> = None;
        for (a, b) in worth {
            if first.as_ref().is_none_or(|(known, _)| known != a) {
                first = Some((*a, self.line(id(*a))?));
            }
            let one = first.as_ref().and_then(|(_, line)| line.as_ref());
            if let Some((one, other)) = one.zip(self.line(id(*b))?) {
                let alike = alike(&one.said.listing, &other.said.listing);
                if alike != Alike::Other {
                    found.push((*a, *b, alike));
                }
            }
        }
        Ok(found)
    }

    /// The index over all places but those that staff found to be gone.
    fn index(&self, groups: &Groups, folder: Option<&Path>) -> Result<Index> {
        let gone = self.runtime.block_on(store::directory_kept::gone(self.app.store()))?;
        let gone: HashSet<Uuid> = gone.into_iter().map(|one| one.listing).collect();
        let mut failed = None;
        let places =
            self.lines().map_while(|line| match line.and_then(|(id, line)| self.place(groups, &gone, id, line)) {
                Ok(place) => Some(place),
                Err(error) => {
                    failed = Some(error);
                    None
                }
            });
        let index = Index::create(folder).map_err(|_| Error::Busy)?;
        index.put(places.flatten(), &[]).map_err(|_| Error::Busy)?;
        match failed {
            Some(error) => Err(error),
            None => Ok(index),
        }
    }

    /// The place that a line stands for in the index: the first line of a group for all of it. What no list names any more is found by
    /// nobody.
    fn place(&self, groups: &Groups, gone: &HashSet<Uuid>, id: Uuid, line: Line) -> Result<Option<(Uuid, Listing)>> {
        let Some(group) = groups.find(id) else {
            let Line { said, is_vanished } = line;
            let is_staff = said.listing.key.source == correction::SOURCE;
            let is_told = !is_staff && !is_vanished && !gone.contains(&id);
            // What was kept by an older version loses its street here, as wherever it is shown.
            let listing = match said.listing.whereabouts.is_withheld() {
                true => merge(&[said], &[]).map(|merged| merged.listing),
                false => Some(said.listing),
            };
            return Ok(listing.filter(|_| is_told).map(|listing| (id, listing)));
        };
        if group.id != id || group.lines.iter().any(|line| gone.contains(line)) {
            return Ok(None);
        }
        let all = |lines: &[Uuid]| -> Result<Vec<Line>> {
            lines.iter().filter_map(|line| self.line(*line).transpose()).collect()
        };
        let beside: Vec<Listing> = all(&group.beside)?.into_iter().map(|line| line.said.listing).collect();
        let lines = all(&group.lines)?;
        if lines.iter().all(|line| line.is_vanished || line.said.listing.key.source == correction::SOURCE) {
            return Ok(None);
        }
        let lines: Vec<Said> = lines.into_iter().map(|line| line.said).collect();
        Ok(merge(&lines, &beside).map(|merged| (id, merged.listing)))
    }
}

/// What may be one place with something that may be one with a withheld one is hidden too, over any number of steps: each gets a
/// withheld line beside it, the first of its chain.
fn hide_chains(
    sets: &mut Sets,
    pairs: &[(u32, u32, Alike)],
    withheld: &[u32],
    beside: &mut HashMap<u32, Vec<Uuid>>,
    id: &impl Fn(u32) -> Uuid,
) {
    let mut near: HashMap<u32, Vec<u32>> = HashMap::new();
    for (a, b, _) in pairs {
        let (a, b) = (sets.root(*a), sets.root(*b));
        near.entry(a).or_default().push(b);
        near.entry(b).or_default().push(a);
    }
    let mut hidden = HashSet::new();
    for line in withheld {
        let mut open = vec![sets.root(*line)];
        while let Some(at) = open.pop() {
            if hidden.insert(at) {
                if at != sets.root(*line)
                    && let Some(lines) = beside.get_mut(&at)
                {
                    lines.push(id(*line));
                }
                open.extend(near.get(&at).into_iter().flatten());
            }
        }
    }
}

/// A line as it is kept.
struct Line {
    said: Said,
    is_vanished: bool,
}

fn read(standing: &Standing) -> Option<Line> {
    let listing = serde_json::from_str(&standing.line.said).ok()?;
    let said = Said { listing, on: Day::of(standing.said_at, "UTC") };
    Some(Line { said, is_vanished: standing.vanished_at.is_some() })
}

/// Of files, and of the store.
struct MakingError(Error);

impl From<std::io::Error> for MakingError {
    fn from(error: std::io::Error) -> Self {
        Self(unwritten(error))
    }
}
impl From<Error> for MakingError {
    fn from(error: Error) -> Self {
        Self(error)
    }
}
impl From<MakingError> for Error {
    fn from(MakingError(error): MakingError) -> Self {
        error
    }
}
