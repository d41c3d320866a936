//! Counts the events again and compares with the tallies: they must agree to the last one.

use crate::backend::{Reads, all, run};
use crate::error::Result;
use crate::notes::note_row;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::tallies::{month_of, tally};
use crate::value::args;
use crate::write::Tx;
use domain::ids::ReferralId;
use domain::measure::{Measure, TallyKey, counts_of, counts_of_note, counts_of_record};
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
    /// What the events (gone ones too), notes, slips, consults, words and offers say.
    pub counted: u64,
}

const TALLIES: &str = "SELECT month, direction, measure, count FROM tally WHERE org_id = $1";
/// Of these each counts by itself, whatever happened before.
const COUNT_EVENTS: &str = "SELECT month, direction, code, detail, COUNT(*) FROM referral_event WHERE org_id = $1 \
     AND code IN ('sent', 'delivered', 'arrived', 'withdrawn', 'expired') GROUP BY month, direction, code, detail";
const EVENTS_OF_RECORDS: &str = "SELECT month, direction, code, detail, referral_id FROM referral_event WHERE org_id = $1 \
     AND code IN ('accepted', 'declined', 'attempted', 'connected', 'connected_undone', 'closed', 'told') \
     ORDER BY referral_id, seq";
const NOTES: &str = "SELECT id, member_id, seen_alone, interpreter, limits_explained, cards, next_step, referral_id, at, month \
     FROM cues_note WHERE org_id = $1";
const COUNT_SLIPS: &str = "SELECT month, direction, COUNT(*) FROM slip WHERE org_id = $1 GROUP BY month, direction";

type Line = (Month, Direction, Event);

fn line(row: &mut Row) -> Result<Line> {
    let (month, direction) = (month_of(row)?, row.code(Direction::parse)?);
    let (code, detail) = (row.text()?, row.opt_text()?);
    let event = Event::parse(&code, detail.as_deref()).map_err(|_| row.unreadable())?;
    Ok((month, direction, event))
}

async fn recount(db: &impl Reads, scope: &OrgScope) -> Result<BTreeMap<TallyKey, u64>> {
    let mut counted: BTreeMap<TallyKey, i64> = BTreeMap::new();
    let mut add = |month: Month, direction: Option<Direction>, measure: Measure, n: i64| {
        *counted.entry(TallyKey { month, direction, measure }).or_default() += n;
    };
    let alone = |row: &mut Row| Ok((line(row)?, row.int()?));
    for ((month, direction, event), n) in all(db, COUNT_EVENTS, args![scope.org()], alone).await? {
        counts_of(event).iter().for_each(|measure| add(month, Some(direction), *measure, n));
    }
    let of_record = |row: &mut Row| Ok((line(row)?, row.id(ReferralId::new)?));
    let events = all(db, EVENTS_OF_RECORDS, args![scope.org()], of_record).await?;
    for record in events.chunk_by(|one, next| one.1 == next.1) {
        let counts = counts_of_record(record.iter().map(|((_, _, event), _)| *event));
        for (((month, direction, _), _), counts) in record.iter().zip(counts) {
            if let Some((measure, n)) = counts {
                add(*month, Some(*direction), measure, n);
            }
        }
    }
    for row in all(db, NOTES, args![scope.org()], note_row).await? {
        for (measure, n) in counts_of_note(&row.note) {
            add(row.month, None, measure, i64::from(n));
        }
    }
    let slip = |row: &mut Row| Ok((month_of(row)?, row.code(Direction::parse)?, row.int()?));
    for (month, direction, n) in all(db, COUNT_SLIPS, args![scope.org()], slip).await? {
        add(month, Some(direction), Measure::Slips, n);
    }
    for (key, n) in crate::retention::plain::settled(db, scope).await? {
        *counted.entry(key).or_default() += n;
    }
    let words = crate::cards::recount(db, scope).await?.into_iter().chain(crate::offers::recount(db, scope).await?);
    for (key, n) in crate::consults::recount(db, scope).await?.into_iter().chain(words) {
        *counted.entry(key).or_default() += i64::try_from(n).unwrap_or(i64::MAX);
    }
    Ok(counted.into_iter().map(|(key, n)| (key, u64::try_from(n).unwrap_or(0))).collect())
}

/// Every tally of the organization that differs from its events, notes, slips, consults, words and offers; none means sound.
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

/// Writes the tallies again from events, notes, slips, consults, words and offers. Answers what differed.
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
