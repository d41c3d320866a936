//! How long a plan is kept: what the partner shared, until that second; what we wrote, for the time that the
//! organization set after sharing ended, at most 30 days.

use crate::{App, Result, journal};
use domain::audit::Act;
use domain::retention::{Class, PurgeRule};
use store::OrgScope;
use store::retention::Purge;

/// Plans handled in one go.
const BATCH: u32 = 100;

/// One round for one organization. It holds no keys.
pub(crate) async fn round(app: &App, scope: OrgScope) -> Result<()> {
    let (now, kept) = (app.now(), store::retention::schedule(app.store(), &scope).await?);
    let before = now.minus_days(kept.kept(Class::CarePlan));
    let purge = Purge { rule: PurgeRule::CarePlan, member: None, at: now };
    let node = app.clone();
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                for id in store::care_plan::expire_theirs(tx, &scope, now).await? {
                    let subject = Some(id.bytes());
                    tx.audit(&scope, journal::by_system(&scope, now, Act::ContentDestroyed, subject, "plan_theirs"));
                }
                // Looked up in the write: a release that was signed meanwhile keeps its plan.
                for id in store::care_plan::over_since(tx, &scope, node.worker(), before, BATCH).await? {
                    if store::care_plan::destroy(tx, &scope, id, &purge).await? > 0 {
                        let subject = Some(id.bytes());
                        tx.audit(&scope, journal::by_system(&scope, now, Act::ContentDestroyed, subject, "plan"));
                    }
                }
                Ok(())
            })
        })
        .await
}
