//! No-name consults: one side asks the other's expertise, and the other calls back. About no person and no record.
//!
//! Invariant: both sides' rows of a consult are written in one transaction, and hold nothing but codes and staff.

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::page::Inserted;
use crate::row::Row;
use crate::scope::{OrgScope, WorkerToken};
use crate::tallies::month_of;
use crate::value::args;
use crate::write::Tx;
use domain::consult::{Asked, StaffPhone, Topic};
use domain::ids::{ConsultId, OrgId};
use domain::measure::{Measure, TallyKey};
use domain::referral::Direction;
use domain::text::Label;
use domain::time::{Month, Timestamp};

/// A consult as it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewConsult {
    /// Made with the form.
    pub id: ConsultId,
    /// Which way the question goes.
    pub direction: Direction,
    /// About what.
    pub topic: Topic,
    /// The member of staff who asks.
    pub asked_by: Label,
    /// Where staff can be called back; none when they call now.
    pub call_back: Option<StaffPhone>,
    /// When.
    pub at: Timestamp,
}

/// A consult in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsultRow {
    /// As it was asked.
    pub consult: NewConsult,
    /// By whom.
    pub asked: Asked,
    /// The other side.
    pub partner: OrgId,
    /// Who answered, when.
    pub answered: Option<(Label, Timestamp)>,
}

const INSERT: &str = "INSERT INTO consult (org_id, id, side, partner_id, direction, topic, asked_by, call_back, at, month) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING";

/// Asks: the row of the one who asks, counted there, and the row of the partner. The same form asks once.
///
/// # Errors
/// When the database does not answer.
pub async fn ask(
    tx: &Tx,
    (ours, theirs): (&OrgScope, &OrgScope),
    new: &NewConsult,
    (our_month, their_month): (Month, Month),
) -> Result<Inserted> {
    let mut fresh = Inserted::of(0);
    for (scope, side, partner, month) in
        [(ours, Asked::ByUs, theirs.org(), our_month), (theirs, Asked::ByThem, ours.org(), their_month)]
    {
        let phone = new.call_back.as_ref().map(StaffPhone::as_str);
        let args = args![
            scope.org(),
            new.id,
            side.code(),
            partner,
            new.direction.code(),
            new.topic.code(),
            new.asked_by.as_str(),
            phone,
            new.at,
            month.code(),
        ];
        let inserted = Inserted::of(run(tx, INSERT, args).await?);
        if side == Asked::ByUs {
            if !inserted.is_new() {
                return Ok(inserted);
            }
            let measure = Measure::ConsultsAsked;
            tx.tally(scope, TallyKey { month, direction: Some(new.direction), measure }, 1);
            fresh = inserted;
        }
    }
    Ok(fresh)
}

fn consult_row(row: &mut Row) -> Result<ConsultRow> {
    let (id, asked, partner) = (row.id(ConsultId::new)?, row.code(Asked::parse)?, row.id(OrgId::new)?);
    let (direction, topic, asked_by) = (row.code(Direction::parse)?, row.code(Topic::parse)?, row.label()?);
    let call_back = row.opt_text()?.map(|phone| StaffPhone::parse(&phone).map_err(|_| row.unreadable())).transpose()?;
    let consult = NewConsult { id, direction, topic, asked_by, call_back, at: row.time()? };
    Ok(ConsultRow { consult, asked, partner, answered: row.opt_label()?.zip(row.opt_time()?) })
}

macro_rules! columns {
    () => {
        "id, side, partner_id, direction, topic, asked_by, call_back, at, answered_by, answered_at"
    };
}

const LATEST: &str =
    concat!("SELECT ", columns!(), " FROM consult WHERE org_id = $1 ORDER BY at DESC, id DESC LIMIT $2");

/// The latest consults of an organization, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn latest(db: &impl Reads, scope: &OrgScope, limit: u32) -> Result<Vec<ConsultRow>> {
    all(db, LATEST, args![scope.org(), limit], consult_row).await
}

const FIND: &str = concat!("SELECT ", columns!(), " FROM consult WHERE org_id = $1 AND id = $2");

/// One consult.
///
/// # Errors
/// When the database does not answer.
pub async fn find(db: &impl Reads, scope: &OrgScope, id: ConsultId) -> Result<Option<ConsultRow>> {
    one(db, FIND, args![scope.org(), id], consult_row).await
}

/// The number has served its purpose.
const ANSWER: &str = "UPDATE consult SET answered_by = $3, answered_at = $4, answered_month = $5, call_back = NULL \
     WHERE org_id = $1 AND id = $2 AND answered_at IS NULL";

/// Answered by phone: both sides know, the one who was asked counts it, and the number goes. Answers whether it was
/// open.
///
/// # Errors
/// When the database does not answer.
pub async fn answer(
    tx: &Tx,
    (ours, theirs): (&OrgScope, &OrgScope),
    row: &ConsultRow,
    (by, at): (&Label, Timestamp),
    (our_month, their_month): (Month, Month),
) -> Result<bool> {
    let id = row.consult.id;
    if run(tx, ANSWER, args![ours.org(), id, by.as_str(), at, our_month.code()]).await? == 0 {
        return Ok(false);
    }
    run(tx, ANSWER, args![theirs.org(), id, by.as_str(), at, their_month.code()]).await?;
    let measure = Measure::ConsultsAnswered;
    tx.tally(ours, TallyKey { month: our_month, direction: Some(row.consult.direction), measure }, 1);
    Ok(true)
}

const FORGET_NUMBERS: &str =
    "UPDATE consult SET call_back = NULL WHERE org_id = $1 AND at < $2 AND call_back IS NOT NULL";

/// Forgets numbers of consults that were asked before this time.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_numbers(tx: &Tx, scope: &OrgScope, _: &WorkerToken, before: Timestamp) -> Result<()> {
    run(tx, FORGET_NUMBERS, args![scope.org(), before]).await.map(drop)
}

const COUNT_ASKED: &str =
    "SELECT month, direction, COUNT(*) FROM consult WHERE org_id = $1 AND side = 'by_us' GROUP BY month, direction";
const COUNT_ANSWERED: &str = "SELECT answered_month, direction, COUNT(*) FROM consult WHERE org_id = $1 \
     AND side = 'by_them' AND answered_month IS NOT NULL GROUP BY answered_month, direction";

/// Both counts anew, for [`crate::doctor`].
pub(crate) async fn recount(db: &impl Reads, scope: &OrgScope) -> Result<Vec<(TallyKey, u64)>> {
    let mut counts = Vec::new();
    for (sql, measure) in [(COUNT_ASKED, Measure::ConsultsAsked), (COUNT_ANSWERED, Measure::ConsultsAnswered)] {
        let read = |row: &mut Row| {
            let (month, direction) = (month_of(row)?, row.code(Direction::parse)?);
            Ok((TallyKey { month, direction: Some(direction), measure }, row.number::<u64>()?))
        };
        counts.extend(all(db, sql, args![scope.org()], read).await?);
    }
    Ok(counts)
}
