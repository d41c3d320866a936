//! A lead says: a part of whatever was left untouched since a day, the words or the contact numbers.

use super::parts::{self, Only};
use crate::{App, Error, Result, Session};
use domain::member::Deed;
use domain::retention::{Part, PurgeRule};
use domain::time::{Days, Timestamp};
use store::referrals::TimeKey;

/// Records of one press: more are left for the next.
pub const AT_A_TIME: usize = 500;
const BATCH: u32 = 100;

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Swept {
    /// Records whose part was forgotten.
    pub forgotten: u32,
    /// Records that had none.
    pub without: u32,
    /// There are more: press again.
    pub is_more: bool,
}

/// What can be forgotten by date. A name by itself is forgotten on a record's own page.
pub const PARTS: [Part; 2] = [Part::Words, Part::Numbers];

/// How many records were left untouched since then and may hold such a part; counted up to [`AT_A_TIME`] and one. What a hold
/// keeps is not among them.
///
/// # Errors
/// [`Error::Invalid`] `forget-date` for a day that is not over.
pub async fn preview(app: &App, session: &Session, part: Part, before: Timestamp) -> Result<u32> {
    session.authorize(Deed::ForgetByDate)?;
    may_go(app, part, before)?;
    let most = u32::try_from(AT_A_TIME).unwrap_or(u32::MAX) + 1;
    let (store, viewer) = (app.store(), session.member);
    let rows = store::retention::part_before(store, &session.scope, viewer, part, before, None, most).await?;
    Ok(u32::try_from(rows.len()).unwrap_or(u32::MAX))
}

/// Forgets that part of them. Records that a colleague changes just then are left for the next press.
///
/// # Errors
/// As [`preview`].
pub async fn forget(app: &App, session: &Session, part: Part, before: Timestamp) -> Result<Swept> {
    session.authorize(Deed::ForgetByDate)?;
    may_go(app, part, before)?;
    let (mut swept, mut after) = (Swept { forgotten: 0, without: 0, is_more: false }, None::<TimeKey>);
    let mut seen = 0;
    loop {
        let (store, scope) = (app.store(), &session.scope);
        let rows = store::retention::part_before(store, scope, session.member, part, before, after, BATCH).await?;
        for key in &rows {
            // What somebody wrote about it since it was listed is looked at: then it is no record that was left untouched.
            let only = Only { untouched_since: Some(before), ..Only::default() };
            match parts::forget(app, session, key.id, part, PurgeRule::ByDate, None, only).await {
                Ok(true) => swept.forgotten += 1,
                Ok(false) => swept.without += 1,
                Err(Error::NotFound | Error::Held | Error::Busy | Error::SealBroken) => {}
                Err(error) => return Err(error),
            }
        }
        seen += rows.len();
        match rows.last() {
            Some(last) if rows.len() == BATCH as usize && seen < AT_A_TIME => after = Some(*last),
            last => {
                swept.is_more = last.is_some() && rows.len() == BATCH as usize;
                break;
            }
        }
    }
    app.store().empty_log().await;
    Ok(swept)
}

/// A day of today or later would take from what people work on.
fn may_go(app: &App, part: Part, before: Timestamp) -> Result<()> {
    if !PARTS.contains(&part) {
        return Err(Error::NotFound);
    }
    if before > app.now().minus_days(Days(1)) {
        return Err(Error::Invalid("forget-date"));
    }
    Ok(())
}
