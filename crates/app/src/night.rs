//! Once a night the database's file is written anew, so that what was destroyed or replaced by day is in no page of it
//! (`store::Store::scrub` says why that needs more than emptying a row).
//!
//! Invariant: it is never put off for longer than two days.

use crate::node::NODE_LANE;
use crate::{App, Error, Result};
use domain::time::{Minutes, Timestamp};

/// Where the node keeps when it was last done, in microseconds UTC.
const DONE_AT: &str = "overwritten_at";
/// Writes wait while it runs, so it waits for the night of whoever was founded first: from one to five.
const NIGHT: std::ops::Range<i8> = 1..5;
/// A node that is only up by day does it by day then.
const AT_THE_LATEST: Minutes = Minutes(2 * 24 * 60);
/// So that one night has one.
const A_NIGHT_APART: Minutes = Minutes(12 * 60);

/// Does it when it is time.
pub(crate) async fn round(app: &App) -> Result<()> {
    let now = app.now();
    let Some(last) = last(app).await? else {
        // What has just begun has nothing behind it.
        return note(app, now).await;
    };
    // A copy that was put back, from a node whose clock was ahead, says nothing about this one.
    let is_due = last > now || now >= last.plus_minutes(AT_THE_LATEST);
    let is_night = now >= last.plus_minutes(A_NIGHT_APART) && NIGHT.contains(&hour(app, now).await?);
    if (is_due || is_night) && app.store().scrub().await? {
        return note(app, now).await;
    }
    Ok(())
}

async fn last(app: &App) -> Result<Option<Timestamp>> {
    let stored = store::node::get(app.store(), DONE_AT).await?;
    let micros = stored.and_then(|bytes| String::from_utf8(bytes).ok()?.parse().ok());
    Ok(micros.map(Timestamp::from_micros))
}

async fn note(app: &App, now: Timestamp) -> Result<()> {
    app.store()
        .write(NODE_LANE, move |tx| {
            Box::pin(async move { store::node::put(tx, DONE_AT, now.micros().to_string().as_bytes()).await })
        })
        .await
        .map_err(|error: store::Error| Error::from(error))
}

/// The hour on the wall of the organization that was founded first.
async fn hour(app: &App, now: Timestamp) -> Result<i8> {
    let Some(first) = store::organizations::ids(app.store(), app.worker()).await?.into_iter().min() else {
        return Ok(NIGHT.start);
    };
    let zone = store::organizations::get(app.store(), &app.worker().scope(first)).await?.organization.time_zone;
    let zone = jiff::tz::TimeZone::get(&zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let at = jiff::Timestamp::from_microsecond(now.micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    Ok(zone.to_datetime(at).hour())
}
