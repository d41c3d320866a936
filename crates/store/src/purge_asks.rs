//! One custodian asks another to forget its copy: what was asked and answered, on either side.
//!
//! Invariant: a row says that it was asked and in which code it was answered, and nothing about the person.

use crate::backend::{Reads, all, run};
use crate::error::Result;
use crate::page::Inserted;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::ids::{MemberId, MessageId, ReferralId};
use domain::message::PurgeAnswer;
use domain::referral::Bank;
use domain::time::Timestamp;

/// It was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurgeAsk {
    /// The message that asks.
    pub id: MessageId,
    /// Our record.
    pub referral: ReferralId,
    /// Whether we asked (sender) or were asked (receiver).
    pub bank: Bank,
    /// Who of us asked.
    pub asked_by: Option<MemberId>,
    /// When it was asked, or arrived.
    pub asked_at: Timestamp,
    /// What was answered and when; who of us, if we were asked.
    pub answer: Option<(PurgeAnswer, Timestamp)>,
    /// Who of us answered.
    pub answered_by: Option<MemberId>,
}

const INSERT: &str = "INSERT INTO purge_ask (org_id, id, referral_id, bank, asked_by, asked_at) \
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";

/// Notes that it was asked.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, ask: &PurgeAsk) -> Result<Inserted> {
    let args = args![scope.org(), ask.id, ask.referral, ask.bank.code(), ask.asked_by, ask.asked_at];
    run(tx, INSERT, args).await.map(Inserted::of)
}

macro_rules! asks {
    ($then:literal) => {
        concat!(
            "SELECT a.id, a.referral_id, a.bank, a.asked_by, a.asked_at, a.answer, a.answered_at, a.answered_by \
             FROM purge_ask a WHERE a.org_id = $1 AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = a.org_id \
             AND c.member_id = $2 AND c.referral_id = a.referral_id)",
            $then
        )
    };
}

fn ask(row: &mut Row) -> Result<PurgeAsk> {
    let (id, referral) = (row.id(MessageId::new)?, row.id(ReferralId::new)?);
    let (bank, asked_by, asked_at) = (row.code(Bank::parse)?, row.opt_id(MemberId::new)?, row.time()?);
    let answer = row.opt_text()?.map(|code| PurgeAnswer::parse(&code).map_err(|_| row.unreadable())).transpose()?;
    let answer = answer.zip(row.opt_time()?);
    Ok(PurgeAsk { id, referral, bank, asked_by, asked_at, answer, answered_by: row.opt_id(MemberId::new)? })
}

const OF_REFERRAL: &str = asks!(" AND a.referral_id = $3 ORDER BY a.asked_at, a.id");

/// What was asked about a record, oldest first; nothing of one that is hidden from the viewer.
///
/// # Errors
/// When the database does not answer.
pub async fn of_referral(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    referral: ReferralId,
) -> Result<Vec<PurgeAsk>> {
    all(db, OF_REFERRAL, args![scope.org(), viewer, referral], ask).await
}

const OPEN: &str = asks!(" AND a.bank = 'receiver' AND a.answered_at IS NULL ORDER BY a.asked_at, a.id LIMIT $3");

/// What we were asked and have not answered, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn open(db: &impl Reads, scope: &OrgScope, viewer: MemberId, limit: u32) -> Result<Vec<PurgeAsk>> {
    all(db, OPEN, args![scope.org(), viewer, limit], ask).await
}

const ANSWER: &str = "UPDATE purge_ask SET answer = $4, answered_by = $5, answered_at = $6 \
     WHERE org_id = $1 AND referral_id = $2 AND bank = $3 AND answered_at IS NULL";

/// Writes an answer to everything that was asked about the record and is open. Answers whether anything was.
///
/// # Errors
/// When the database does not answer.
pub async fn answer(
    tx: &Tx,
    scope: &OrgScope,
    (referral, bank): (ReferralId, Bank),
    answer: PurgeAnswer,
    by: Option<MemberId>,
    at: Timestamp,
) -> Result<bool> {
    Ok(run(tx, ANSWER, args![scope.org(), referral, bank.code(), answer.code(), by, at]).await? > 0)
}
