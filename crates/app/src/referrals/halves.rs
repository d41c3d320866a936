//! Sharing goes two ways, and each way has a ground of its own, which ends by itself: where each half stands, the same on
//! every page that says so.

use domain::care_plan::Side;
use domain::release::Purpose;
use domain::time::{Days, Timestamp};
use store::halves::HalfRow;

/// Where one half of sharing stands, for one purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Half {
    /// What for.
    pub purpose: Purpose,
    /// It rests on a patient's word that was written down, and on no release.
    pub by_agreement: bool,
    /// How it stands.
    pub stands: Stands,
}

/// How a half stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Something may cross.
    Live {
        /// Until then.
        until: Timestamp,
        /// Days left, a begun day counted.
        days_left: Days,
    },
    /// Its time was over then.
    Ended(Timestamp),
    /// It was taken back then.
    TakenBack(Timestamp),
}

impl Half {
    /// Something may cross.
    #[must_use]
    pub const fn is_live(&self) -> bool {
        matches!(self.stands, Stands::Live { .. })
    }
}

/// Both halves of a record, each purpose once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Halves {
    /// What we may share with the partner.
    pub ours: Vec<Half>,
    /// What the partner may share with us, as far as it has told.
    pub theirs: Vec<Half>,
}

impl Halves {
    /// Of everything that is known of a record.
    pub(crate) fn of(rows: &[HalfRow], now: Timestamp) -> Self {
        let side = |side| Purpose::ALL.iter().filter_map(|purpose| best(rows, side, *purpose, now)).collect();
        Self { ours: side(Side::Ours), theirs: side(Side::Theirs) }
    }
}

/// The one that lives longest; of those that are over the one that ended last.
fn best(rows: &[HalfRow], side: Side, purpose: Purpose, now: Timestamp) -> Option<Half> {
    let of_it = rows.iter().filter(|row| row.side == side && row.purpose == purpose);
    let row = of_it.max_by_key(|row| {
        let end = row.ended_at.map_or(row.until, |ended| ended.min(row.until));
        (now < end && row.ended_at.is_none(), end)
    })?;
    let stands = match row.ended_at {
        Some(at) if at < row.until => Stands::TakenBack(at),
        _ if now < row.until => Stands::Live { until: row.until, days_left: now.days_until(row.until) },
        _ => Stands::Ended(row.until),
    };
    Some(Half { purpose, by_agreement: row.by_agreement, stands })
}
