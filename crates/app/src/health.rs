//! Is the database whole, and do its tallies equal a recount?

use crate::{App, Error, Result, journal, pace};
use domain::audit::Act;
use domain::ids::OrgId;
use store::OrgScope;
use store::recount::Pages;

/// What is wrong with the database's pages; nothing when it is whole.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`] when it does not answer.
pub async fn check(app: &App) -> Result<Vec<String>> {
    Ok(app.store().check().await?)
}

/// How many tallies of an organization, whole and split, differ from its events.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn recount(app: &App, org: OrgId) -> Result<usize> {
    Ok(store::recount::find(app.store(), &app.worker().scope(org), Pages::USUAL).await?.len())
}

/// Puts the tallies right by the events, beside whatever goes on meanwhile; answers how many differed.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn rebuild(app: &App, org: OrgId) -> Result<usize> {
    Ok(store::recount::rebuild(app.store(), app.worker().scope(org), Pages::USUAL).await?.len())
}

/// Splits what was counted before counts were split by partner, handoff, language and time: once, from the events.
pub(crate) async fn begin_split_counts(app: &App, scope: OrgScope) -> Result<()> {
    if store::tally_parts::are_to_begin(app.store(), &scope).await? {
        store::recount::split(app.store(), scope, Pages::USUAL).await?;
    }
    Ok(())
}

/// Every organization acts on what the clock says now, although it acted on a later time before: for an operator whose clock
/// had jumped ahead and is right again. Each chain says so. What was written at a later time keeps that time. Answers how
/// many organizations had acted on a later one.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn set_clock_back(app: &App) -> Result<usize> {
    let now = app.clock().now();
    app.set_watermark_back(now);
    let mut n = 0;
    for org in store::organizations::ids(app.store(), app.worker()).await? {
        let scope = app.worker().scope(org);
        let was_ahead = app.store().write(org, move |tx| {
            Box::pin(async move {
                let was_ahead = store::organizations::set_back(tx, &scope, now).await?;
                if was_ahead {
                    tx.audit(&scope, journal::by_system(&scope, now, Act::ClockSetBack, None, ""));
                }
                Ok::<_, Error>(was_ahead)
            })
        });
        n += usize::from(was_ahead.await?);
    }
    pace::settle(app).await?;
    Ok(n)
}
