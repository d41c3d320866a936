//! Counts the events again and compares with the tallies: they must agree to the last one.

use crate::backend::{Reads, all, run};
use crate::error::Result;
use crate::notes::note_row;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::tallies::{month_of, tally};
use crate::value::args;
use crate::write::Tx;
use domain::measure::{Measure, TallyKey, counts_of, counts_of_note, uncounts_of};
use domain::referral::{Direction, Event};
use domain::time::Month;
use std::collections::{BTreeMap, BTreeSet};

/// A tally that differs from its events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// Which.
    pub key: TallyKey,
    /// What the tally says.
    pub tallied: u64,
    /// What the events (gone ones too), notes, slips and consults say.
    pub counted: u64,
}

const TALLIES: &str = "SELECT month, direction, measure, count FROM tally WHERE org_id = $1";
const COUNT_EVENTS: &str = "SELECT month, direction, code, detail, COUNT(*) FROM referral_event WHERE org_id = $1 \
     GROUP BY month, direction, code, detail";
const NOTES: &str = "SELECT id, member_id, seen_alone, interpreter, limits_explained, cards, next_step, referral_id, at, month \
     FROM cues_note WHERE org_id = $1";
const COUNT_SLIPS: &str = "SELECT month, direction, COUNT(*) FROM slip WHERE org_id = $1 GROUP BY month, direction";

async fn recount(db: &impl Reads, scope: &OrgScope) -> Result<BTreeMap<TallyKey, u64>> {
    let mut counted = BTreeMap::new();
    let mut undone = Vec::new();
    let mut add = |month: Month, direction: Option<Direction>, measure: Measure, n: u64| {
        *counted.entry(TallyKey { month, direction, measure }).or_default() += n;
    };
    let event = |row: &mut Row| {
        let (month, direction) = (month_of(row)?, row.code(Direction::parse)?);
        let (code, detail) = (row.text()?, row.opt_text()?);
        let event = Event::parse(&code, detail.as_deref()).map_err(|_| row.unreadable())?;
        Ok((month, direction, event, row.number::<u64>()?))
    };
    for (month, direction, event, n) in all(db, COUNT_EVENTS, args![scope.org()], event).await? {
        counts_of(event).iter().for_each(|measure| add(month, Some(direction), *measure, n));
        undone.extend(uncounts_of(event).iter().map(|measure| (month, direction, *measure, n)));
    }
    for (month, direction, measure, n) in undone {
        let key = TallyKey { month, direction: Some(direction), measure };
        counted.entry(key).and_modify(|counted: &mut u64| *counted = counted.saturating_sub(n));
    }
    let mut add = |month: Month, direction: Option<Direction>, measure: Measure, n: u64| {
        *counted.entry(TallyKey { month, direction, measure }).or_default() += n;
    };
    for row in all(db, NOTES, args![scope.org()], note_row).await? {
        for (measure, n) in counts_of_note(&row.note) {
            add(row.month, None, measure, u64::from(n));
        }
    }
    let slip = |row: &mut Row| Ok((month_of(row)?, row.code(Direction::parse)?, row.number::<u64>()?));
    for (month, direction, n) in all(db, COUNT_SLIPS, args![scope.org()], slip).await? {
        add(month, Some(direction), Measure::Slips, n);
    }
    let settled = crate::retention::plain::settled(db, scope).await?;
    let words = crate::cards::recount(db, scope).await?;
    for (key, n) in crate::consults::recount(db, scope).await?.into_iter().chain(settled).chain(words) {
        *counted.entry(key).or_default() += n;
    }
    Ok(counted)
}

/// Every tally of the organization that differs from its events, notes, slips and consults; none means sound.
///
/// # Errors
/// When the database does not answer.
pub async fn compare_tallies(db: &impl Reads, scope: &OrgScope) -> Result<Vec<Difference>> {
    let tallied = all(db, TALLIES, args![scope.org()], tally).await?.into_iter().collect();
    Ok(differences(&tallied, &recount(db, scope).await?))
}

fn differences(tallied: &BTreeMap<TallyKey, u64>, counted: &BTreeMap<TallyKey, u64>) -> Vec<Difference> {
    let keys: BTreeSet<TallyKey> = counted.keys().chain(tallied.keys()).copied().collect();
    let of = |from: &BTreeMap<TallyKey, u64>, key: &TallyKey| from.get(key).copied().unwrap_or(0);
    let difference = |key: TallyKey| Difference { key, tallied: of(tallied, &key), counted: of(counted, &key) };
    keys.into_iter().map(difference).filter(|found| found.tallied != found.counted).collect()
}

const SET_TALLY: &str = "INSERT INTO tally (org_id, month, direction, measure, count) VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT (org_id, month, direction, measure) DO UPDATE SET count = excluded.count";

/// Writes the tallies again from events, notes, slips and consults. Answers what differed.
///
/// # Errors
/// When the database does not answer.
pub async fn rebuild_tallies(tx: &Tx, scope: &OrgScope) -> Result<Vec<Difference>> {
    // What this group has counted is among the events already, and is added to the tallies at its end.
    let coming = tx.coming_tallies(scope);
    let mut tallied: BTreeMap<TallyKey, u64> = all(tx, TALLIES, args![scope.org()], tally).await?.into_iter().collect();
    for (key, n) in &coming {
        let standing = tallied.entry(*key).or_default();
        *standing = standing.saturating_add_signed(*n);
    }
    let differences = differences(&tallied, &recount(tx, scope).await?);
    for found in &differences {
        let key = found.key;
        let direction = key.direction.map_or("", |direction| direction.code());
        let coming = coming.get(&key).copied().unwrap_or(0);
        let count = i64::try_from(found.counted).unwrap_or(i64::MAX).saturating_sub(coming);
        let args = args![scope.org(), key.month.code(), direction, key.measure.code(), count];
        run(tx, SET_TALLY, args).await?;
    }
    Ok(differences)
}
