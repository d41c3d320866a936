//! Counts split by one thing at a time ([`domain::measure::Split`]), written in the transaction of what they count.
//!
//! Invariant: they equal a recount of the events there are, and of those whose record's words are gone, which were
//! counted as they went ([`crate::recount`]).

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::open::Store;
use crate::recount::{self, Pages};
use crate::row::Row;
use crate::scope::OrgScope;
use crate::tallies::month_of;
use crate::value::args;
use crate::write::Tx;
use domain::ids::{OrgId, ReferralId, SiteId};
use domain::measure::{Counted, Happened, Measure, PartKey, Split, TallyKey, counts_of_record, offered_at, timed};
use domain::referral::{Bank, Direction, Event, Handoff};
use domain::time::{Minutes, Month, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

fn part(row: &mut Row) -> Result<(PartKey, i64)> {
    let month = month_of(row)?;
    let direction = row.code(Direction::parse)?;
    let measure = row.code(Measure::parse)?;
    let key = TallyKey { month, direction: Some(direction), measure };
    Ok((PartKey { key, split: row.code(Split::parse)?, value: row.text()? }, row.int()?))
}

const LIST: &str = "SELECT month, direction, measure, split, value, count FROM tally_part WHERE org_id = $1 \
     AND month >= $2 AND month <= $3 AND count > 0 ORDER BY month, direction, measure, split, value";

/// The organization's own split counts of the months `from..=until`, exact.
///
/// # Errors
/// When the database does not answer.
pub async fn list(db: &impl Reads, scope: &OrgScope, from: Month, until: Month) -> Result<Vec<(PartKey, u64)>> {
    let parts = all(db, LIST, args![scope.org(), from.code(), until.code()], part).await?;
    Ok(parts.into_iter().map(|(key, n)| (key, n.unsigned_abs())).collect())
}

/// The splits that a page of one period reads: with one partner, by handoff and language for some measures, and all else.
const OF_PAGE: &str = "SELECT month, direction, measure, split, value, count FROM tally_part WHERE org_id = $1 \
     AND month >= $2 AND month <= $3 AND count > 0 AND measure <> 'withdrawn' AND split NOT IN ('told', 'business_day') \
     AND (split <> 'partner' OR value = $4) \
     AND (split NOT IN ('handoff', 'language') OR measure IN ($5, $6, $7, $8, $9, $10, $11))";

/// The organization's own split counts of the months `from..=until`, exact: those with `partner`, those by handoff and language of
/// `steps`, and all that are split by something else. Without what persons stopped, without who was told of by name, and
/// without how many were answered within a business day ([`of_runs`]).
///
/// # Errors
/// When the database does not answer.
pub async fn of_page(
    db: &impl Reads,
    scope: &OrgScope,
    (from, until): (Month, Month),
    (partner, steps): (OrgId, &[Measure; 7]),
) -> Result<Vec<(PartKey, u64)>> {
    let [first, second, third, fourth, fifth, sixth, last] = steps.map(Measure::code);
    let steps = args![first, second, third, fourth, fifth, sixth, last];
    let args = args![scope.org(), from.code(), until.code(), partner.to_string()].into_iter().chain(steps).collect();
    let parts = all(db, OF_PAGE, args, part).await?;
    Ok(parts.into_iter().map(|(key, n)| (key, n.unsigned_abs())).collect())
}

const OF_RUNS: &str = "SELECT month, direction, measure, split, value, count FROM tally_part WHERE org_id = $1 \
     AND month >= $2 AND month <= $3 AND count > 0 AND (split = 'business_day' OR (split = 'partner' AND value = $4))";

/// The organization's own counts of the months `from..=until` with `partner`, and of answers within a business day, exact.
///
/// # Errors
/// When the database does not answer.
pub async fn of_runs(
    db: &impl Reads,
    scope: &OrgScope,
    (from, until): (Month, Month),
    partner: OrgId,
) -> Result<Vec<(PartKey, u64)>> {
    let parts = all(db, OF_RUNS, args![scope.org(), from.code(), until.code(), partner.to_string()], part).await?;
    Ok(parts.into_iter().map(|(key, n)| (key, n.unsigned_abs())).collect())
}

/// What is counted of a record, from [`counted_columns`].
pub(crate) fn counted(row: &mut Row) -> Result<Counted> {
    let (direction, bank) = (row.code(Direction::parse)?, row.code(Bank::parse)?);
    let partner = row.id(OrgId::new)?;
    let said = (row.code(Handoff::parse)?, row.text()?);
    let (at, answer_by, day_by) = (row.time()?, row.time()?, row.time()?);
    let is_gone = row.opt_time()?.is_some();
    let since = since(bank, row.id(ReferralId::new)?, at);
    Ok(Counted { direction, bank, partner, said: (!is_gone).then_some(said), since, answer_by, day_by })
}

/// From when on it is counted how long things took: when it came in, or when it was offered.
pub(crate) fn since(bank: Bank, id: ReferralId, at: Timestamp) -> Timestamp {
    match bank {
        Bank::Receiver => at,
        Bank::Sender => offered_at(id, at),
    }
}

/// The columns of [`counted`].
macro_rules! counted_columns {
    () => {
        "direction, bank, partner_id, handoff, language, created_at, answer_by, day_by, destroyed_at, id"
    };
    // Of a table that is called so.
    ($of:literal) => {
        concat!(
            $of,
            "direction, ",
            $of,
            "bank, ",
            $of,
            "partner_id, ",
            $of,
            "handoff, ",
            $of,
            "language, ",
            $of,
            "created_at, ",
            $of,
            "answer_by, ",
            $of,
            "day_by, ",
            $of,
            "destroyed_at, ",
            $of,
            "id"
        )
    };
}
pub(crate) use counted_columns;

const COUNTED: &str =
    concat!("SELECT ", counted_columns!(), " FROM referral WHERE org_id = $1 AND id = $2 AND destroyed_at IS NULL");
const EVENTS: &str =
    "SELECT month, code, detail, at, site_id FROM referral_event WHERE org_id = $1 AND referral_id = $2 ORDER BY seq";

/// An event: the month it counts in, what, when, and where whoever did it works.
pub(crate) type Line = (Month, Event, Timestamp, Option<SiteId>);

pub(crate) fn line(row: &mut Row) -> Result<Line> {
    let month = month_of(row)?;
    let (code, detail) = (row.text()?, row.opt_text()?);
    let event = Event::parse(&code, detail.as_deref()).map_err(|_| row.unreadable())?;
    Ok((month, event, row.time()?, row.opt_id(SiteId::new)?))
}

/// What such an event counts as depends on nothing that happened before it.
const fn counts_alone(event: Event) -> bool {
    !matches!(
        event,
        Event::Accepted
            | Event::Declined(_)
            | Event::Attempted(_)
            | Event::Connected
            | Event::ConnectedUndone
            | Event::Closed(_)
            | Event::Told(_)
            | Event::Expired
    )
}

/// Counts what has just happened to a record, whole and split: its event is written.
pub(crate) async fn count(
    tx: &Tx,
    scope: &OrgScope,
    (id, of): (ReferralId, &Counted),
    (month, event, at, site): Line,
) -> Result<()> {
    let (counts, mut took) = if counts_alone(event) {
        (counts_of_record([event]).pop().flatten(), timed(of.bank, &[(event, at)]))
    } else {
        let events = all(tx, EVENTS, args![scope.org(), id], line).await?;
        (counts_of_record(what(&events)).pop().flatten(), timed(of.bank, &when(&events)))
    };
    let took = took.pop().unwrap_or_default();
    if let Some((measure, n)) = counts {
        tx.tally(scope, TallyKey { month, direction: Some(of.direction), measure }, n);
    }
    tx.tally_parts(scope, of.parts(&Happened { event, counts, month, took, site }));
    Ok(())
}

const TOLD_BEFORE: &str =
    "SELECT MAX(at) FROM disclosure WHERE org_id = $1 AND referral_id = $2 AND purpose = 'feedback'";
/// What is told is written a moment before what it tells of, by the same press.
const SAME_PRESS: Minutes = Minutes(1);

/// A record's partner is told of the person by name, in the transaction of what is told: `told` is what can be read from it, and
/// all of it that has been counted since they were told last is counted as told. Who signs after being accepted is told of as
/// accepted too. That is no part of what events say, so it is written down as settled at once.
///
/// # Errors
/// When the database does not answer.
pub async fn tell(tx: &Tx, scope: &OrgScope, id: ReferralId, told: &[Measure]) -> Result<()> {
    let Some(of) = one(tx, COUNTED, args![scope.org(), id], counted).await? else { return Ok(()) };
    let events = all(tx, EVENTS, args![scope.org(), id], line).await?;
    let before = one(tx, TOLD_BEFORE, args![scope.org(), id], |row| row.opt_time()).await?.flatten();
    let is_known = |at: Timestamp| before.is_some_and(|before| at <= before.plus_minutes(SAME_PRESS));
    let mut counted = BTreeMap::new();
    for ((month, _, at, _), counts) in events.iter().zip(counts_of_record(what(&events))) {
        match counts {
            Some((measure, 1)) => counted.insert(measure, (*month, *at)),
            // What was undone is told by nobody.
            Some((measure, _)) => counted.remove(&measure),
            None => None,
        };
    }
    let new = counted.into_iter().filter(|(measure, (_, at))| told.contains(measure) && !is_known(*at));
    let part = |(measure, (month, _))| {
        let key = TallyKey { month, direction: Some(of.direction), measure };
        (PartKey { key, split: Split::Told, value: of.partner.to_string() }, 1)
    };
    let parts: Vec<(PartKey, i64)> = new.map(part).collect();
    tx.tally_parts(scope, parts.clone());
    settle(tx, scope, parts).await
}

/// Everything that is counted of a record whose words are there still.
async fn of_record(tx: &Tx, scope: &OrgScope, id: ReferralId) -> Result<Vec<(PartKey, i64)>> {
    let Some(of) = one(tx, COUNTED, args![scope.org(), id], counted).await? else { return Ok(Vec::new()) };
    let events = all(tx, EVENTS, args![scope.org(), id], line).await?;
    Ok(parts_of(&of, &events))
}

fn when(events: &[Line]) -> Vec<(Event, Timestamp)> {
    events.iter().map(|(_, event, at, _)| (*event, *at)).collect()
}

fn what(events: &[Line]) -> impl Iterator<Item = Event> {
    events.iter().map(|(_, event, ..)| *event)
}

/// Everything that the events of a record add to split counts.
pub(crate) fn parts_of(of: &Counted, events: &[Line]) -> Vec<(PartKey, i64)> {
    let counts = counts_of_record(what(events)).into_iter().zip(timed(of.bank, &when(events)));
    let happened = events.iter().zip(counts).map(|((month, event, _, site), (counts, took))| Happened {
        event: *event,
        counts,
        month: *month,
        took,
        site: *site,
    });
    happened.flat_map(|happened| of.parts(&happened)).collect()
}

/// What a record's words split, before they go: not by partner, who stays in its row, nor by site, which stays in its events.
pub(crate) async fn before_words_go(tx: &Tx, scope: &OrgScope, id: ReferralId) -> Result<Vec<(PartKey, i64)>> {
    let parts = of_record(tx, scope, id).await?;
    Ok(parts.into_iter().filter(|(key, _)| !matches!(key.split, Split::Partner | Split::Site)).collect())
}

/// A record's words become others than it came with: what was counted under the old ones is counted under the new.
pub(crate) async fn said_anew(tx: &Tx, scope: &OrgScope, id: ReferralId, old: Vec<(PartKey, i64)>) -> Result<()> {
    let new = before_words_go(tx, scope, id).await?;
    tx.tally_parts(scope, old.into_iter().map(|(key, n)| (key, -n)).chain(new).collect());
    Ok(())
}

const SETTLE: &str = "INSERT INTO tally_part_settled (org_id, month, direction, measure, split, value, count) \
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (org_id, month, direction, measure, split, value) \
     DO UPDATE SET count = tally_part_settled.count + excluded.count";

/// Writes down what can be recounted from no row any more.
pub(crate) async fn settle(tx: &Tx, scope: &OrgScope, parts: Vec<(PartKey, i64)>) -> Result<()> {
    let mut sums: BTreeMap<PartKey, i64> = BTreeMap::new();
    for (key, n) in parts {
        *sums.entry(key).or_default() += n;
    }
    for (part, n) in sums.into_iter().filter(|(_, n)| *n != 0) {
        let PartKey { key, split, value } = part;
        let direction = key.direction.map_or("", |direction| direction.code());
        let args = args![scope.org(), key.month.code(), direction, key.measure.code(), split.code(), value, n];
        run(tx, SETTLE, args).await?;
    }
    Ok(())
}

const PARTNER: &str = "SELECT partner_id FROM referral WHERE org_id = $1 AND id = $2";

/// Counts by the site of who did it.
type AtSites = BTreeMap<(TallyKey, SiteId), i64>;

/// Settles, by partner and by site, the counts of events that were deleted.
pub(crate) async fn settle_deleted(
    tx: &Tx,
    scope: &OrgScope,
    id: ReferralId,
    (sums, at_sites): (&BTreeMap<TallyKey, i64>, &AtSites),
) -> Result<()> {
    let part = |((key, site), n): (&(TallyKey, SiteId), &i64)| {
        (PartKey { key: *key, split: Split::Site, value: site.to_string() }, *n)
    };
    settle(tx, scope, at_sites.iter().map(part).collect()).await?;
    let Some(partner) = one(tx, PARTNER, args![scope.org(), id], |row| row.id(OrgId::new)).await? else {
        return Ok(());
    };
    let part =
        |(key, n): (&TallyKey, &i64)| (PartKey { key: *key, split: Split::Partner, value: partner.to_string() }, *n);
    settle(tx, scope, sums.iter().map(part).collect()).await
}

/// A split count that differs from its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartDifference {
    /// Which.
    pub part: PartKey,
    /// What is written.
    pub tallied: i64,
    /// What the events (gone ones too) say.
    pub counted: i64,
}

const TALLIED: &str = "SELECT month, direction, measure, split, value, count FROM tally_part WHERE org_id = $1";
const SETTLED: &str = "SELECT month, direction, measure, split, value, count FROM tally_part_settled WHERE org_id = $1";

/// What was split and can be recounted from no row any more.
pub(crate) async fn settled(db: &impl Reads, scope: &OrgScope) -> Result<BTreeMap<PartKey, i64>> {
    Ok(all(db, SETTLED, args![scope.org()], part).await?.into_iter().collect())
}

/// Every split count as it is written.
pub(crate) async fn tallied(db: &impl Reads, scope: &OrgScope) -> Result<BTreeMap<PartKey, i64>> {
    Ok(all(db, TALLIED, args![scope.org()], part).await?.into_iter().collect())
}

pub(crate) fn differences(tallied: &BTreeMap<PartKey, i64>, counted: &BTreeMap<PartKey, i64>) -> Vec<PartDifference> {
    let keys: BTreeSet<&PartKey> = counted.keys().chain(tallied.keys()).collect();
    let of = |from: &BTreeMap<PartKey, i64>, key: &PartKey| from.get(key).copied().unwrap_or(0);
    let difference =
        |key: &PartKey| PartDifference { part: key.clone(), tallied: of(tallied, key), counted: of(counted, key) };
    keys.into_iter().map(difference).filter(|found| found.tallied != found.counted).collect()
}

/// Every split count of the organization that differs from its events; none means sound.
///
/// # Errors
/// When the database does not answer.
pub async fn compare(store: &Store, scope: &OrgScope) -> Result<Vec<PartDifference>> {
    Ok(recount::find(store, scope, Pages::USUAL).await?.parts)
}

const SPLIT: &str = "DELETE FROM split_anew WHERE org_id = $1";

/// What was to be split anew is split.
pub(crate) async fn are_split(tx: &Tx, scope: &OrgScope) -> Result<()> {
    run(tx, SPLIT, args![scope.org()]).await.map(drop)
}

/// Whatever was counted when a way of splitting was added is split anew once.
const NOT_BEGUN: &str = "SELECT 1 FROM tally t WHERE t.org_id = $1 AND t.measure IN ('sent', 'arrived') \
     AND (NOT EXISTS (SELECT 1 FROM tally_part p WHERE p.org_id = $1) \
     OR EXISTS (SELECT 1 FROM split_anew s WHERE s.org_id = $1)) LIMIT 1";

/// Whether the organization has counts from before they were split, or before they were split by all of it.
///
/// # Errors
/// When the database does not answer.
pub async fn are_to_begin(db: &impl Reads, scope: &OrgScope) -> Result<bool> {
    Ok(one(db, NOT_BEGUN, args![scope.org()], |_| Ok(())).await?.is_some())
}
