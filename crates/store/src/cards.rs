//! Batches of safety cards in each organization's own copy, and how often their words were heard.
//!
//! Invariant: of a call nothing is kept but one more in the count of a batch and a week.

use crate::backend::{Reads, all, run};
use crate::error::Result;
use crate::page::Inserted;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::tallies::month_of;
use crate::value::args;
use crate::write::Tx;
use domain::card_word::Week;
use domain::ids::{BatchId, FormId, OrgId, PartnershipId};
use domain::measure::{Measure, TallyKey};
use domain::text::Label;
use domain::time::{Month, Timestamp};

/// A batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchRow {
    /// Its id.
    pub id: BatchId,
    /// Between which two.
    pub partnership: PartnershipId,
    /// Whose site hands the cards out.
    pub by_org: OrgId,
    /// Which site.
    pub site: Label,
    /// In which month.
    pub month: Month,
    /// The code of its word.
    pub word: String,
    /// How many cards.
    pub cards: u32,
    /// Who made it.
    pub by_name: Label,
    /// When.
    pub at: Timestamp,
}

const LIST: &str = "SELECT id, partnership_id, by_org, site, month, word, cards, by_name, at FROM card_batch \
     WHERE org_id = $1 ORDER BY month DESC, site, id";

/// Every batch that the organization knows, the latest month first.
///
/// # Errors
/// When the database does not answer.
pub async fn list(db: &impl Reads, scope: &OrgScope) -> Result<Vec<BatchRow>> {
    let read = |row: &mut Row| {
        Ok(BatchRow {
            id: row.id(BatchId::new)?,
            partnership: row.id(PartnershipId::new)?,
            by_org: row.id(OrgId::new)?,
            site: row.label()?,
            month: month_of(row)?,
            word: row.text()?,
            cards: row.number()?,
            by_name: row.label()?,
            at: row.time()?,
        })
    };
    all(db, LIST, args![scope.org()], read).await
}

const ADD: &str = "INSERT INTO card_batch (org_id, id, partnership_id, by_org, site, month, word, cards, by_name, at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING";

/// Adds a batch to a copy.
///
/// # Errors
/// When the database does not answer.
pub async fn add(tx: &Tx, scope: &OrgScope, new: &BatchRow) -> Result<Inserted> {
    let args = args![
        scope.org(),
        new.id,
        new.partnership,
        new.by_org,
        new.site.as_str(),
        new.month.code(),
        new.word.as_str(),
        new.cards,
        new.by_name.as_str(),
        new.at,
    ];
    run(tx, ADD, args).await.map(Inserted::of)
}

const HEAR: &str = "INSERT INTO card_heard (org_id, batch_id, week, month, count, form_id) VALUES ($1, $2, $3, $4, 1, $5) \
     ON CONFLICT (org_id, batch_id, week) DO UPDATE SET count = card_heard.count + 1, form_id = excluded.form_id \
     WHERE card_heard.form_id <> excluded.form_id";
const UNHEAR: &str = "UPDATE card_heard SET count = count - 1, form_id = $4 WHERE org_id = $1 AND batch_id = $2 \
     AND week = $3 AND count > 0 AND form_id <> $4";

const fn heard(month: Month) -> TallyKey {
    TallyKey { month, direction: None, measure: Measure::WordsHeard }
}

/// Counts that a batch's word was heard. Answers whether it was counted: a form counts once.
///
/// # Errors
/// When the database does not answer.
pub async fn hear(tx: &Tx, scope: &OrgScope, batch: BatchId, when: (Week, Month), form: FormId) -> Result<bool> {
    let (week, month) = when;
    let counted = run(tx, HEAR, args![scope.org(), batch, week.code(), month.code(), form]).await? > 0;
    if counted {
        tx.tally(scope, heard(month), 1);
    }
    Ok(counted)
}

/// Takes one back that was counted this week. Answers whether there was one.
///
/// # Errors
/// When the database does not answer.
pub async fn unhear(tx: &Tx, scope: &OrgScope, batch: BatchId, when: (Week, Month), form: FormId) -> Result<bool> {
    let (week, month) = when;
    let taken = run(tx, UNHEAR, args![scope.org(), batch, week.code(), form]).await? > 0;
    if taken {
        tx.untally(scope, heard(month));
    }
    Ok(taken)
}

const HEARD: &str = "SELECT month, CAST(SUM(count) AS BIGINT) FROM card_heard WHERE org_id = $1 GROUP BY month";
const HEARD_OF: &str =
    "SELECT batch_id, CAST(SUM(count) AS BIGINT) FROM card_heard WHERE org_id = $1 GROUP BY batch_id";

/// How often each batch's word was heard so far.
///
/// # Errors
/// When the database does not answer.
pub async fn heard_of(db: &impl Reads, scope: &OrgScope) -> Result<Vec<(BatchId, u64)>> {
    all(db, HEARD_OF, args![scope.org()], |row| Ok((row.id(BatchId::new)?, row.number()?))).await
}

/// What the tallies of words have to say.
pub(crate) async fn recount(db: &impl Reads, scope: &OrgScope) -> Result<Vec<(TallyKey, u64)>> {
    all(db, HEARD, args![scope.org()], |row| Ok((heard(month_of(row)?), row.number()?))).await
}
