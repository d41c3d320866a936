//! Counts by month, written in the transaction of what they count: a report costs the same at any size.

use crate::backend::{Reads, all};
use crate::error::Result;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::args;
use domain::measure::{Measure, TallyKey};
use domain::referral::Direction;
use domain::time::Month;

/// A month in its stored form, `year * 100 + month`.
pub(crate) fn month_of(row: &mut Row) -> Result<Month> {
    let code: i32 = row.number()?;
    let year = i16::try_from(code / 100).map_err(|_| row.unreadable())?;
    let month =
        u8::try_from(code % 100).ok().filter(|month| (1..=12).contains(month)).ok_or_else(|| row.unreadable())?;
    Ok(Month { year, month })
}

/// Month, direction, measure and a count.
pub(crate) fn tally<N: TryFrom<i64>>(row: &mut Row) -> Result<(TallyKey, N)> {
    let month = month_of(row)?;
    let direction = row.text()?;
    let direction = match direction.as_str() {
        "" => None,
        code => Some(Direction::parse(code).map_err(|_| row.unreadable())?),
    };
    let measure = row.code(Measure::parse)?;
    Ok((TallyKey { month, direction, measure }, row.number()?))
}

const LIST: &str = "SELECT month, direction, measure, count FROM tally WHERE org_id = $1 AND month >= $2 AND month <= $3 \
     ORDER BY month, direction, measure";

/// The organization's own counts of the months `from..=until`, exact.
///
/// # Errors
/// When the database does not answer.
pub async fn list(db: &impl Reads, scope: &OrgScope, from: Month, until: Month) -> Result<Vec<(TallyKey, u64)>> {
    all(db, LIST, args![scope.org(), from.code(), until.code()], tally).await
}
