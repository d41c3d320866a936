//! Counts everything of an organization again, a page at a time, and puts right what differs.
//!
//! Counting reads one picture of the database ([`Snapshot`]) beside the writers. What is written in the end is the difference
//! alone, added to what stands there by then: an event that arrives meanwhile adds the same to both sides, so a difference stays
//! what it was.
//!
//! Invariant: what is in memory are the rows of one page and the counts, however many events there are.
//! Invariant: a difference is added once, also where two count at the same time (`recounted`).

use crate::backend::{all, one, run};
use crate::doctor::{self, Difference};
use crate::error::{Error, Result};
use crate::notes::{NoteRow, note_row};
use crate::open::Store;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::snapshot::Snapshot;
use crate::tallies::{month_of, tally};
use crate::tally_parts::{self, Line, PartDifference, counted, counted_columns};
use crate::value::args;
use crate::write::Tx;
use domain::ids::ReferralId;
use domain::measure::{Counted, Measure, PartKey, TallyKey, counts_of_note, counts_of_record};
use domain::referral::Direction;
use domain::time::Month;
use std::collections::BTreeMap;
use uuid::Uuid;

/// How many rows are read at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pages(u32);

impl Pages {
    /// A megabyte or so.
    pub const USUAL: Self = Self(2_000);

    /// Of so many rows; of one at least.
    #[must_use]
    pub const fn of(rows: u32) -> Self {
        Self(if rows == 0 { 1 } else { rows })
    }
}

/// What a recount found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Tallies that differ.
    pub whole: Vec<Difference>,
    /// Split counts that differ.
    pub parts: Vec<PartDifference>,
    /// How often the counts had been put right before.
    times: i64,
}

impl Found {
    /// How many differ.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.whole.len() + self.parts.len()
    }
    /// Nothing differs.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Every count, by what was written down.
#[derive(Default)]
struct Counts {
    whole: BTreeMap<TallyKey, i64>,
    parts: BTreeMap<PartKey, i64>,
}

impl Counts {
    fn add(&mut self, key: TallyKey, n: i64) {
        *self.whole.entry(key).or_default() += n;
    }
    /// All events of one record. Of one without a row only the whole counts are known; of one whose words are gone only the
    /// partner is left in the row, and the rest was settled.
    fn add_record(&mut self, events: &[Happening]) {
        let counts = counts_of_record(events.iter().map(|(_, (_, event, ..), _)| *event));
        for ((direction, (month, ..), _), counts) in events.iter().zip(counts) {
            if let Some((measure, n)) = counts {
                self.add(TallyKey { month: *month, direction: Some(*direction), measure }, n);
            }
        }
        let Some((.., Some(of))) = events.first() else { return };
        let lines: Vec<Line> = events.iter().map(|(_, line, _)| *line).collect();
        for (key, n) in tally_parts::parts_of(of, &lines) {
            *self.parts.entry(key).or_default() += n;
        }
    }
}

/// An event: which way, what, and of which record, if its row is there.
type Happening = (Direction, Line, Option<Counted>);

/// The order of the tables is said (`CROSS JOIN`), so that SQLite walks along the events and looks each record up.
const EVENTS: &str = concat!(
    "SELECT e.referral_id, e.seq, e.direction, e.month, e.code, e.detail, e.at, e.site_id, \
     CASE WHEN r.id IS NULL THEN 0 ELSE 1 END, ",
    counted_columns!("r."),
    " FROM referral_event e LEFT JOIN referral r ON r.org_id = e.org_id AND r.id = e.referral_id \
     WHERE e.org_id = $1 AND (e.referral_id, e.seq) > ($2, $3) ORDER BY e.referral_id, e.seq LIMIT $4"
);

async fn events(db: &Snapshot, scope: &OrgScope, pages: Pages, counts: &mut Counts) -> Result<()> {
    let read = |row: &mut Row| {
        let (id, seq, direction) = (row.id(ReferralId::new)?, row.int()?, row.code(Direction::parse)?);
        let line = tally_parts::line(row)?;
        let of = if row.bool()? { Some(counted(row)?) } else { None };
        Ok((id, seq, (direction, line, of)))
    };
    // No record has this number.
    let (mut id, mut seq) = (ReferralId::new(Uuid::nil()), -1_i64);
    // What a record counts hangs on the order of its events, so one that a page cuts waits for the next.
    let mut of_one: Vec<Happening> = Vec::new();
    loop {
        let page = all(db, EVENTS, args![scope.org(), id, seq, pages.0], read).await?;
        let is_last = is_short(page.len(), pages);
        for (of, at, event) in page {
            if of != id {
                counts.add_record(&of_one);
                of_one.clear();
            }
            (id, seq) = (of, at);
            of_one.push(event);
        }
        if is_last {
            counts.add_record(&of_one);
            return Ok(());
        }
        // SQLite is read in the thread that asks, and others wait for it.
        tokio::task::yield_now().await;
    }
}

/// Nothing comes after a page that is not full.
fn is_short(rows: usize, pages: Pages) -> bool {
    u32::try_from(rows).is_ok_and(|rows| rows < pages.0)
}

const NOTES: &str = "SELECT id, member_id, seen_alone, interpreter, limits_explained, cards, next_step, referral_id, at, month \
     FROM cues_note WHERE org_id = $1 AND id > $2 ORDER BY id LIMIT $3";

async fn notes(db: &Snapshot, scope: &OrgScope, pages: Pages, counts: &mut Counts) -> Result<()> {
    let mut last = Uuid::nil();
    loop {
        let page: Vec<NoteRow> = all(db, NOTES, args![scope.org(), last, pages.0], note_row).await?;
        for row in &page {
            for (measure, n) in counts_of_note(&row.note) {
                counts.add(TallyKey { month: row.month, direction: None, measure }, i64::from(n));
            }
        }
        match page.last() {
            Some(row) if !is_short(page.len(), pages) => last = row.id.uuid(),
            _ => return Ok(()),
        }
        tokio::task::yield_now().await;
    }
}

const SLIPS: &str = "SELECT id, month, direction FROM slip WHERE org_id = $1 AND id > $2 ORDER BY id LIMIT $3";

async fn slips(db: &Snapshot, scope: &OrgScope, pages: Pages, counts: &mut Counts) -> Result<()> {
    let read = |row: &mut Row| Ok((row.id(|id| id)?, month_of(row)?, row.code(Direction::parse)?));
    let mut last = Uuid::nil();
    loop {
        let page: Vec<(Uuid, Month, Direction)> = all(db, SLIPS, args![scope.org(), last, pages.0], read).await?;
        for (_, month, direction) in &page {
            counts.add(TallyKey { month: *month, direction: Some(*direction), measure: Measure::Slips }, 1);
        }
        match page.last() {
            Some((id, ..)) if !is_short(page.len(), pages) => last = *id,
            _ => return Ok(()),
        }
        tokio::task::yield_now().await;
    }
}

async fn counted_again(db: &Snapshot, scope: &OrgScope, pages: Pages) -> Result<Counts> {
    let mut counts = Counts { parts: tally_parts::settled(db, scope).await?, ..Counts::default() };
    events(db, scope, pages, &mut counts).await?;
    notes(db, scope, pages, &mut counts).await?;
    slips(db, scope, pages, &mut counts).await?;
    for (key, n) in crate::retention::plain::settled(db, scope).await? {
        counts.add(key, n);
    }
    // The rest is summed where it lies: a week's calls of a batch, a month's presses, consults between two.
    let words = crate::cards::recount(db, scope).await?.into_iter().chain(crate::offers::recount(db, scope).await?);
    for (key, n) in crate::consults::recount(db, scope).await?.into_iter().chain(words) {
        counts.add(key, i64::try_from(n).unwrap_or(i64::MAX));
    }
    Ok(counts)
}

const TALLIES: &str = "SELECT month, direction, measure, count FROM tally WHERE org_id = $1";
const TIMES: &str = "SELECT times FROM recounted WHERE org_id = $1";

/// Counts again, beside everything that goes on. Answers every count that differs; none means sound.
///
/// # Errors
/// When the database does not answer.
pub async fn find(store: &Store, scope: &OrgScope, pages: Pages) -> Result<Found> {
    let db = &store.snapshot().await?;
    let times = one(db, TIMES, args![scope.org()], Row::int).await?.unwrap_or(0);
    let tallied = all(db, TALLIES, args![scope.org()], tally).await?.into_iter().collect();
    let split = tally_parts::tallied(db, scope).await?;
    let counts = counted_again(db, scope, pages).await?;
    let whole = counts.whole.into_iter().map(|(key, n)| (key, u64::try_from(n).unwrap_or(0))).collect();
    let parts = tally_parts::differences(&split, &counts.parts);
    Ok(Found { whole: doctor::differences(&tallied, &whole), parts, times })
}

const FIRST: &str = "INSERT INTO recounted (org_id, times) VALUES ($1, $2) ON CONFLICT (org_id) \
     DO UPDATE SET times = excluded.times WHERE recounted.times = excluded.times - 1";

/// Adds what was found to the counts. Answers whether it did: not where somebody put them right since it was found.
///
/// # Errors
/// When the database does not answer.
pub async fn put_right(tx: &Tx, scope: &OrgScope, found: &Found) -> Result<bool> {
    if run(tx, FIRST, args![scope.org(), found.times + 1]).await? == 0 {
        return Ok(false);
    }
    for found in &found.whole {
        let n = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        tx.tally(scope, found.key, n(found.counted) - n(found.tallied));
    }
    let parts = found.parts.iter().map(|found| (found.part.clone(), found.counted - found.tallied));
    tx.tally_parts(scope, parts.collect());
    tally_parts::are_split(tx, scope).await?;
    Ok(true)
}

/// So often it is counted again when somebody else put the counts right meanwhile.
const TRIES: usize = 3;

/// Counts again and puts right what differs. Answers what differed.
///
/// # Errors
/// When the database does not answer; [`Error::Busy`] when others put the counts right each time.
pub async fn rebuild(store: &Store, scope: OrgScope, pages: Pages) -> Result<Found> {
    rebuild_what(store, scope, pages, |found| found).await
}

/// The same of split counts alone: whole counts that differ are left for whoever asks for them.
///
/// # Errors
/// As [`rebuild`].
pub async fn split(store: &Store, scope: OrgScope, pages: Pages) -> Result<Found> {
    rebuild_what(store, scope, pages, |found| Found { whole: Vec::new(), ..found }).await
}

async fn rebuild_what(store: &Store, scope: OrgScope, pages: Pages, of: fn(Found) -> Found) -> Result<Found> {
    for _ in 0..TRIES {
        let found = of(find(store, &scope, pages).await?);
        let right = found.clone();
        let done =
            store.write(scope.org(), move |tx| Box::pin(async move { put_right(tx, &scope, &right).await })).await?;
        if done {
            return Ok(found);
        }
    }
    Err(Error::Busy)
}
