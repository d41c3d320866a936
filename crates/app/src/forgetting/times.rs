//! How long an organization keeps what: the defaults, or a shorter time of its own.
//!
//! Invariant: times are changed only from the state that the member was looking at.

use crate::{App, Error, Result, Session, journal};
use domain::audit::Act;
use domain::member::Deed;
use domain::retention::{Class, Schedule};
use std::collections::BTreeSet;

/// The times as they stand.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn standing(app: &App, session: &Session) -> Result<Schedule> {
    session.authorize(Deed::ManageRetention)?;
    Ok(store::retention::schedule(app.store(), &session.scope).await?)
}

/// Takes over other times. `seen` is what the member was looking at. Answers which changed; for the same times again
/// none. A shorter time is acted on at the next round of the service's own work.
///
/// # Errors
/// [`Error::Invalid`] `settings-changed-since` when somebody else was first.
pub async fn change(app: &App, session: &Session, seen: &Schedule, to: Schedule) -> Result<BTreeSet<Class>> {
    session.authorize(Deed::ManageRetention)?;
    let (scope, member, now, seen) = (session.scope, session.member, app.now(), seen.clone());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let stands = store::retention::schedule(tx, &scope).await?;
                let differs = |class: &Class| stands.kept(*class) != to.kept(*class);
                let changed: BTreeSet<_> = Class::ALL.iter().copied().filter(differs).collect();
                if changed.is_empty() {
                    return Ok(changed);
                }
                if Class::ALL.iter().any(|class| stands.kept(*class) != seen.kept(*class)) {
                    return Err(Error::Invalid("settings-changed-since"));
                }
                store::retention::set_schedule(tx, &scope, &to).await?;
                let detail = changed.iter().map(|class| class.code()).collect::<Vec<_>>().join(" ");
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::RetentionChanged, None, detail));
                Ok(changed)
            })
        })
        .await
}
