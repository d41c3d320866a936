//! How often an offer of an introduction was answered with no, or later, where nothing else is written down of it.
//!
//! Invariant: of nobody a row is kept: there is one more in the count of a month.

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::tallies::month_of;
use crate::value::args;
use crate::write::Tx;
use domain::ids::FormId;
use domain::measure::{OfferAnswer, TallyKey};
use domain::referral::Direction;
use domain::time::Month;

const SEEN: &str = "SELECT 1 FROM offer_answer WHERE org_id = $1 AND form_id = $2";
const COUNT: &str = "INSERT INTO offer_answer (org_id, month, direction, answer, count, form_id) \
     VALUES ($1, $2, $3, $4, 1, $5) ON CONFLICT (org_id, month, direction, answer) \
     DO UPDATE SET count = offer_answer.count + 1, form_id = excluded.form_id WHERE offer_answer.form_id <> excluded.form_id";

fn key(month: Month, direction: Direction, answer: OfferAnswer) -> TallyKey {
    TallyKey { month, direction: Some(direction), measure: answer.counts_as() }
}

/// Counts an answer to an offer that leads this way. Answers whether it was counted: a form counts once.
///
/// # Errors
/// When the database does not answer.
pub async fn answered(
    tx: &Tx,
    scope: &OrgScope,
    (month, direction): (Month, Direction),
    answer: OfferAnswer,
    form: FormId,
) -> Result<bool> {
    if one(tx, SEEN, args![scope.org(), form], |_| Ok(())).await?.is_some() {
        return Ok(false);
    }
    // Two that post one form at once have both not seen it.
    if run(tx, COUNT, args![scope.org(), month.code(), direction.code(), answer.code(), form]).await? == 0 {
        return Ok(false);
    }
    tx.tally(scope, key(month, direction, answer), 1);
    Ok(true)
}

const COUNTED: &str = "SELECT month, direction, answer, count FROM offer_answer WHERE org_id = $1";

/// What the tallies of answers have to say.
pub(crate) async fn recount(db: &impl Reads, scope: &OrgScope) -> Result<Vec<(TallyKey, u64)>> {
    let read = |row: &mut Row| {
        let (month, direction) = (month_of(row)?, row.code(Direction::parse)?);
        Ok((key(month, direction, row.code(OfferAnswer::parse)?), row.number()?))
    };
    all(db, COUNTED, args![scope.org()], read).await
}
