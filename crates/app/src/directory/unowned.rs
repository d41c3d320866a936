//! What nobody looks after and nobody has found right for long: it is everybody's, so it stands on the list of every lead whose
//! state it is in, until somebody takes it on or says that it is right.

use super::catalog::Catalog;
use super::entry::{Entry, of_line};
use super::{FRESH_DAYS, is_fresh};
use crate::{App, Result, Session};
use ::directory::listing::Listing;
use domain::day::Day;
use domain::time::{Days, Timestamp};
use std::collections::HashSet;
use uuid::Uuid;

/// Most entries that are shown: one afternoon of calls.
const MOST: usize = 20;
/// Most lines of which the entries are read for it: several may be one place, and staff may have found another line of it right.
const READ: usize = 200;
/// Lines that are looked through. A larger directory is looked through in parts, another one each day.
const WINDOW: u32 = 20_000;

/// The stalest entries without an owner, at most [`MOST`]: those of our state first, and what has none, such as a hotline.
pub(super) async fn list(app: &App, session: &Session, catalog: &Catalog) -> Result<Vec<Entry>> {
    let owned: HashSet<Uuid> = store::directory_kept::owned(app.store()).await?.into_iter().collect();
    let (mut entries, mut seen) = (Vec::new(), HashSet::new());
    if let Some(state) = session.org().state.map(|state| state.code().to_uppercase()) {
        gather(app, catalog, (&owned, Some(&state)), (&mut entries, &mut seen)).await?;
    }
    if entries.len() < MOST {
        gather(app, catalog, (&owned, None), (&mut entries, &mut seen)).await?;
    }
    Ok(entries)
}

/// Adds those of this state, or of all, the stalest first.
async fn gather(
    app: &App,
    catalog: &Catalog,
    (owned, state): (&HashSet<Uuid>, Option<&str>),
    (entries, seen): (&mut Vec<Entry>, &mut HashSet<Uuid>),
) -> Result<()> {
    let now = app.now();
    let mut stale: Vec<(Day, Uuid)> = Vec::new();
    let until = now.minus_days(Days(FRESH_DAYS));
    for line in store::directory_kept::unchecked(app.store(), (begin(app, now).await?, WINDOW), until, state).await? {
        let Ok(listing) = serde_json::from_str::<Listing>(&line.said) else { continue };
        let day = |at: Timestamp| Day::of(at, "UTC");
        // As an entry of this line alone would say.
        let known = line.checked_at.map(day).max(Day::parse(&listing.assured_on));
        let known = known.unwrap_or_else(|| day(line.read_at));
        if !is_fresh(known, now) && !owned.contains(&line.id) {
            stale.push((known, line.id));
        }
    }
    stale.sort_unstable();
    let before = entries.len();
    for (_, line) in stale.into_iter().take(READ) {
        if entries.len() >= MOST {
            break;
        }
        if seen.contains(&line) {
            continue;
        }
        let Some(entry) = of_line(app, catalog, line).await? else { continue };
        seen.extend(entry.lines.iter().copied());
        let is_owned = entry.lines.iter().any(|line| owned.contains(line));
        if entry.is_stale(now) && !is_owned && !entry.is_gone && !entry.vanished {
            entries.push(entry);
        }
    }
    if let Some(added) = entries.get_mut(before..) {
        added.sort_by_key(|entry| (entry.last_checked(), entry.id));
    }
    Ok(())
}

/// Behind which line it is begun: at the first, or where there are too many lines for one look, elsewhere each day, so that all have
/// their turn (steps of the golden ratio fill a circle evenly; ids are hashes).
async fn begin(app: &App, now: Timestamp) -> Result<Uuid> {
    const STEP: u64 = 0x9E37_79B9_7F4A_7C15;
    const DAY: i64 = 24 * 60 * 60 * 1_000_000;
    if store::directory::lines(app.store(), u64::from(WINDOW) + 1).await? <= u64::from(WINDOW) {
        return Ok(Uuid::nil());
    }
    let day = u64::try_from(now.micros() / DAY).unwrap_or(0);
    Ok(Uuid::from_u64_pair(day.wrapping_mul(STEP), 0))
}
