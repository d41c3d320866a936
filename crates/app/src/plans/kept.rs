//! How long a plan is kept: what the partner shared, until that second; what we wrote, for the time that the
//! organization set after sharing ended, at most 30 days.

use crate::forgetting::job::NOBODY;
use crate::{App, Result, journal};
use domain::audit::Act;
use domain::retention::{Class, PurgeRule, plan_goes_at};
use store::OrgScope;
use store::retention::Purge;
use store::retention::coming::{self, ComingPlan};

/// Plans handled in one go.
const BATCH: u32 = 100;

/// One round for one organization. It holds no keys.
pub(crate) async fn round(app: &App, scope: OrgScope) -> Result<()> {
    let (now, kept) = (app.now(), store::retention::schedule(app.store(), &scope).await?);
    let purge = Purge { rule: PurgeRule::CarePlan, member: None, at: now };
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                for id in store::care_plan::expire_theirs(tx, &scope, now).await? {
                    let subject = Some(id.bytes());
                    tx.audit(&scope, journal::by_system(&scope, now, Act::ContentDestroyed, subject, "plan_theirs"));
                }
                // Looked up in the write: a release that was signed meanwhile keeps its plan.
                let (ended, mut after) = (now.minus_days(kept.kept(Class::CarePlan)), None);
                loop {
                    let plans = coming::plans(tx, &scope, NOBODY, ended, after, BATCH).await?;
                    let is_due = |plan: &&ComingPlan| !plan.is_held && plan_goes_at(plan.ends_at, &kept, now) <= now;
                    for plan in plans.iter().filter(is_due) {
                        if store::care_plan::destroy_plan(tx, &scope, plan.referral, &purge).await? > 0 {
                            let subject = Some(plan.referral.bytes());
                            tx.audit(&scope, journal::by_system(&scope, now, Act::ContentDestroyed, subject, "plan"));
                        }
                    }
                    match plans.last() {
                        Some(last) if plans.len() == BATCH as usize => after = Some(last.referral),
                        _ => break,
                    }
                }
                Ok(())
            })
        })
        .await
}
