//! Which lines are or may be one place with one that somebody withholds: by the index that there is and what came since, and where that
//! does not know it, by comparing every line that is kept.

use super::catalog::Catalog;
use super::hand::find;
use crate::{App, Error, Result};
use ::directory::correction;
use ::directory::listing::Listing;
use ::directory::merge::{self, Alike, Door, SHARED};
use std::collections::{BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// Lines of one page of the store.
const PAGE: u32 = 500;

/// The lines that are or may be one place with any of these, as they were before they were withheld, and those at the same door: every
/// line that is kept is compared. A line that may be the same is followed further where only its street shows it.
pub(super) async fn all_like(app: &App, known: Vec<Listing>) -> Result<Vec<Listing>> {
    let (are_one, are_two) = (decided(app, true).await?, decided(app, false).await?);
    let mut all: HashSet<Uuid> = known.iter().map(|line| line.key.uuid()).collect();
    let (mut new, mut found) = (known, Vec::new());
    while !new.is_empty() {
        let (mut next, mut after) = (Vec::new(), Uuid::nil());
        let (mut holders, mut neighbors) = (Holders::of_keys(&new), Neighbors::of(&new));
        let ids: Vec<(Uuid, &Listing)> = new.iter().map(|one| (one.key.uuid(), one)).collect();
        let is_new = |id: &Uuid| ids.iter().any(|(new, _)| new == id);
        let linked: HashSet<Uuid> = are_one.iter().filter(|(one, _)| is_new(one)).map(|(_, other)| *other).collect();
        loop {
            let page = store::directory::page(app.store(), after, PAGE).await?;
            let Some(last) = page.last().map(|last| last.line.id) else { break };
            after = last;
            for standing in page {
                let Ok(line) = serde_json::from_str::<Listing>(&standing.line.said) else { continue };
                if line.key.source == correction::SOURCE {
                    continue;
                }
                let (mine, id) = (holders.count(&line, standing.vanished_at.is_none()), standing.line.id);
                if all.contains(&id) {
                    continue;
                }
                // A switchboard of thousands is not gathered first.
                let is_near = |(one, new): &(Uuid, &Listing)| {
                    merge::alike(new, &line) != Alike::Other && !are_two.contains(&(*one, id))
                };
                // What a person knows to be another place stays, also at the same door.
                let is_other = || ids.iter().any(|(one, _)| are_two.contains(&(*one, id)));
                let is_there = neighbors.has(&line) && !is_other();
                if is_there || linked.contains(&id) || (holders.are_few(&mine) && ids.iter().any(is_near)) {
                    next.push((line, mine));
                }
            }
        }
        let is_known = |line: &Listing| linked.contains(&line.key.uuid()) || neighbors.is_at(line);
        next.retain(|(line, mine)| is_known(line) || holders.are_few(mine));
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
    /// Those of the keys that this line has, each with one line more; one that vanished does not count.
    fn count(&mut self, line: &Listing, is_live: bool) -> Vec<String> {
        let mut mine = merge::keys(line);
        mine.retain(|key| self.0.get_mut(key).map(|n| *n += usize::from(is_live)).is_some());
        mine
    }
    /// Whether one of the keys has few holders, as far as they were counted.
    fn are_few(&self, keys: &[String]) -> bool {
        keys.iter().any(|key| self.0.get(key).is_some_and(|n| *n <= SHARED))
    }
}

/// The doors of places that are withheld by hand: whoever is told of another place there is told of these.
struct Neighbors {
    streets: HashSet<String>,
    /// How many others have the point.
    points: HashMap<String, usize>,
}

impl Neighbors {
    fn of(lines: &[Listing]) -> Self {
        let (mut streets, mut points) = (HashSet::new(), HashMap::new());
        for door in lines.iter().map(merge::door) {
            streets.extend(door.street);
            points.extend(door.point.map(|point| (point, 0)));
        }
        Self { streets, points }
    }
    /// Whether a line stands at one of them; each is asked about once.
    fn has(&mut self, line: &Listing) -> bool {
        if let Some(n) = merge::door(line).point.and_then(|point| self.points.get_mut(&point)) {
            *n += 1;
        }
        self.is_at(line)
    }
    /// The same, as far as it was counted who has the point: very many rows have that of their ZIP.
    fn is_at(&self, line: &Listing) -> bool {
        let Door { street, point } = merge::door(line);
        street.is_some_and(|street| self.streets.contains(&street))
            || point.is_some_and(|point| self.points.get(&point).is_some_and(|n| *n <= SHARED))
    }
}

/// Pairs of which somebody decided that they are one, or two, either way round.
pub(super) async fn decided(app: &App, are_one: bool) -> Result<HashSet<(Uuid, Uuid)>> {
    let decided = store::directory_kept::pairs(app.store()).await?;
    let pairs = decided.into_iter().filter(|(.., same)| *same == are_one);
    Ok(pairs.flat_map(|(one, other, _)| [(one, other), (other, one)]).collect())
}

/// Lines, by what they are found when another is compared with them.
pub(super) struct ByKey {
    lines: Vec<Listing>,
    /// Those that have a key, and how many of them a list still names.
    by: HashMap<String, (Vec<usize>, usize)>,
}

impl ByKey {
    /// Of lines, each with whether a list still names it.
    pub(super) fn of(lines: Vec<(Listing, bool)>) -> Self {
        let mut by: HashMap<String, (Vec<usize>, usize)> = HashMap::new();
        for (at, (line, is_live)) in lines.iter().enumerate() {
            for key in merge::keys(line) {
                let (all, live) = by.entry(key).or_default();
                all.push(at);
                *live += usize::from(*is_live);
            }
        }
        Self { lines: lines.into_iter().map(|(line, _)| line).collect(), by }
    }
    pub(super) fn has(&self, line: &Listing) -> bool {
        self.lines.iter().any(|new| new.key == line.key)
    }
    /// Those that share a key with this line that at most so many have that did not vanish: no others are alike.
    fn near(&self, line: &Listing, most: usize) -> impl Iterator<Item = &Listing> {
        let few = merge::keys(line).into_iter().filter_map(|key| self.by.get(&key)).filter(|(_, live)| *live <= most);
        let at: BTreeSet<usize> = few.flat_map(|(at, _)| at).copied().collect();
        at.into_iter().filter_map(|at| self.lines.get(at))
    }
}

/// The lines that are one place with this one, and those that may be, without waiting for an index.
pub(super) async fn by_these(app: &App, catalog: &Catalog, since: &ByKey, id: Uuid) -> Result<Vec<Listing>> {
    let (are_one, are_two) = (decided(app, true).await?, decided(app, false).await?);
    let mut all = one_with(app, catalog, (since, &are_two), vec![id]).await?;
    let mut new = all.clone();
    while !new.is_empty() {
        let mut beside = Vec::new();
        for line in &new {
            let (known, id) = (catalog.group(line.key.uuid()).beside, line.key.uuid());
            let door = merge::door(line).street;
            let is_there = |came: &Listing| door.is_some() && merge::door(came).street == door;
            let is_near = |came: &&Listing| is_there(came) || merge::alike(line, came) == Alike::Unsure;
            let came = since.near(line, SHARED).filter(is_near);
            let came = came.map(|came| came.key.uuid());
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
    (since, are_two): (&ByKey, &HashSet<(Uuid, Uuid)>),
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
        let new = since.near(&listing, usize::MAX).filter(|new| merge::alike(&listing, new) == Alike::Same);
        let new = new.map(|new| new.key.uuid());
        open.extend(new.filter(|new| !are_two.contains(&(id, *new))));
        all.push(listing);
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::directory::report::Row;
    use ::directory::withheld::Rules;

    /// Clinics that one phone answers for.
    fn lines() -> Vec<Listing> {
        let row = |at: usize| format!("Clinic {at},{at} Openstreet,Seattle,WA,98101,206-555-0100,{at}\n");
        let rows: String = (0..=SHARED).map(row).collect();
        let text = format!("site_name,street,city,state,zip,phone,bphc_site_number\n{rows}");
        let mut lines = Vec::new();
        let mut take = |row| {
            if let Row::Listing(_, listing, _) = row {
                lines.push(*listing);
            }
            Ok(())
        };
        ::directory::hrsa::read("sites.csv", std::io::Cursor::new(text), &Rules::default(), &mut take).unwrap();
        lines
    }

    #[test]
    fn what_vanished_uses_up_nothing_of_what_may_share_a_phone() {
        let lines = lines();
        assert_eq!(lines.len(), SHARED + 1);
        for is_live in [false, true] {
            let mut holders = Holders::of_keys(&lines[..1]);
            let mine: Vec<Vec<String>> = lines.iter().map(|line| holders.count(line, is_live)).collect();
            assert_eq!(holders.are_few(&mine[SHARED]), !is_live);
            let by = ByKey::of(lines.iter().cloned().map(|line| (line, is_live)).collect());
            assert_eq!(by.near(&lines[0], SHARED).count() > 1, !is_live);
        }
    }
}
