//! What goes by itself, on a timer and without keys, at the time that each organization has set.

use crate::node::month_of;
use crate::{App, Error, Result, journal};
use domain::audit::{Act, Actor, KEPT, KEPT_OVER};
use domain::ids::MemberId;
use domain::org::Organization;
use domain::referral::{Bank, Event, Status, apply};
use domain::retention::{BACKUPS, Class, Due, PurgeRule, Schedule, THEIRS_MAY_STAND, class_of};
use domain::time::Timestamp;
use store::OrgScope;
use store::referrals::{Change, Happening, ReferralLine, TimeKey};
use store::retention::Purge;
use store::retention::coming::{self, Coming};

/// The service looks as nobody, from whom nothing is hidden.
pub(crate) const NOBODY: MemberId = MemberId::from_bytes([0; 16]);
/// Records handled in one go.
const BATCH: u32 = 100;

/// Acts on every end date of a record (`domain::retention`). One that cannot be acted on holds up no other.
///
/// # Errors
/// The first, once all others are done.
pub(crate) async fn records(app: &App, scope: OrgScope) -> Result<()> {
    let org = store::organizations::get(app.store(), &scope).await?.organization;
    let kept = store::retention::schedule(app.store(), &scope).await?;
    let (now, mut after): (_, Option<TimeKey>) = (app.now(), None);
    let (quiet_since, mut destroyed, mut failed) = (now.minus_days(kept.soonest()), false, None);
    loop {
        let coming = coming::records(app.store(), &scope, NOBODY, (quiet_since, now), after, BATCH).await?;
        for record in &coming {
            match act_on(app, scope, &org, &kept, record, now).await {
                Ok(is_gone) => destroyed |= is_gone,
                Err(error) => {
                    failed.get_or_insert(error);
                }
            }
        }
        match coming.last() {
            Some(last) if coming.len() == BATCH as usize => after = Some(last.key()),
            _ => break,
        }
    }
    if destroyed {
        app.store().empty_log().await;
    }
    failed.map_or(Ok(()), Err)
}

/// Acts on the end dates of forms.
pub(crate) async fn forms(app: &App, scope: OrgScope) -> Result<()> {
    let kept = store::retention::schedule(app.store(), &scope).await?;
    if end_forms(app, scope, &kept, app.now()).await? {
        app.store().empty_log().await;
    }
    Ok(())
}

/// Acts on the end of the log of disclosures, and of the rows that stand only as long as it.
pub(crate) async fn log(app: &App, scope: OrgScope) -> Result<()> {
    let kept = store::retention::schedule(app.store(), &scope).await?;
    let now = app.now();
    let before = now.minus_days(kept.kept(Class::DisclosureLog));
    let notes = now.minus_days(kept.kept(Class::ReleaseForm));
    // Until then what we sent can be stopped from its list.
    let trails = now.minus_days(THEIRS_MAY_STAND);
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                store::mandates::forget(tx, &scope, notes, before).await?;
                store::disclosures::delete_before(tx, &scope, before).await?;
                store::retention::end_trails(tx, &scope, trails, BATCH).await?;
                store::retention::end_rows(tx, &scope, before, BATCH).await?;
                // No backup is as old as that, and no row is left to which it could say something.
                store::retention::end_stones(tx, &scope, before.minus_days(BACKUPS)).await
            })
        })
        .await
        .map_err(|error: store::Error| error.into())
}

/// Entries of the audit chain that go in one transaction.
const ENTRIES: u32 = 2_000;

/// Acts on the end of the audit chain: what is older than its time goes, once a month, and the chain itself says so.
pub(crate) async fn audit(app: &App, scope: OrgScope) -> Result<()> {
    let now = app.now();
    let before = now.minus_days(KEPT);
    let oldest = store::audit::oldest(app.store(), &scope).await?;
    if oldest.is_none_or(|oldest| oldest >= before.minus_days(KEPT_OVER)) {
        return Ok(());
    }
    loop {
        let went = app
            .store()
            .write(scope.org(), move |tx| {
                Box::pin(async move {
                    let went = store::audit::let_go(tx, &scope, before, ENTRIES).await?;
                    if let Some(last) = &went {
                        tx.audit(&scope, journal::by_system(&scope, now, Act::AuditEnded, None, last.detail()));
                    }
                    Ok::<_, Error>(went)
                })
            })
            .await?;
        if went.is_none() {
            return Ok(());
        }
    }
}

/// Answers whether any went. Until none is left: a year's forms may come due in one night when an organization chooses a shorter time.
async fn end_forms(app: &App, scope: OrgScope, kept: &Schedule, now: Timestamp) -> Result<bool> {
    let before = now.minus_days(kept.kept(Class::ReleaseForm));
    let purge = Purge { rule: PurgeRule::ReleaseForm, member: None, at: now };
    let mut any = false;
    loop {
        let old = store::retention::forms_before(app.store(), &scope, app.worker(), before, BATCH).await?;
        let n = old.len();
        app.store()
            .write(scope.org(), move |tx| {
                Box::pin(async move {
                    for id in old {
                        if store::retention::destroy_form(tx, &scope, id, &purge).await? {
                            let subject = Some(id.bytes());
                            tx.audit(
                                &scope,
                                journal::by_system(&scope, now, Act::ContentDestroyed, subject, "release"),
                            );
                        }
                    }
                    Ok::<_, Error>(())
                })
            })
            .await?;
        any |= n > 0;
        if n < BATCH as usize {
            return Ok(any);
        }
    }
}

/// Answers whether content went.
async fn act_on(
    app: &App,
    scope: OrgScope,
    org: &Organization,
    kept: &Schedule,
    coming: &Coming,
    now: Timestamp,
) -> Result<bool> {
    let (referral, still) = (&coming.line.referral, coming.still());
    let due = still.due(kept, now);
    if due == Due::Nothing {
        return Ok(false);
    }
    let expiry = (due == Due::Expire).then(|| expire(referral.bank, referral.status)).flatten();
    let happening = Happening { event: Event::Expired, member: None, at: now, month: month_of(org, now) };
    let change =
        expiry.map(|to| Change { id: referral.id, from: referral.status, to, assigned: referral.assigned, happening });
    let purge = Purge { rule: rule_of(&coming.line, now), member: None, at: now };
    let (id, crossing, bank, node) = (referral.id, referral.crossing, referral.bank, app.clone());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                // A colleague may have moved it, or signed a plan for it, since it was found: then nothing is due.
                let found = store::referrals::find_crossing(tx, &scope, node.worker(), crossing, bank).await?;
                let shares_until = store::care_plan::shares_until(tx, &scope, node.worker(), id).await?;
                let worked_at = coming::worked_at(tx, &scope, node.worker(), id).await?;
                let is_still = found.is_some_and(|line| {
                    let found = Coming { line, worked_at, shares_until, is_held: false };
                    (found.line.referral.id, found.still()) == (id, still)
                });
                if !is_still {
                    return Ok(false);
                }
                if let Some(change) = &change {
                    if !store::referrals::change(tx, &scope, change).await? {
                        return Ok(false);
                    }
                    tx.audit(&scope, journal::worked_on(&scope, Actor::System, id, now));
                }
                let destroyed = store::retention::destroy_referral(tx, &scope, id, &purge).await?;
                if destroyed {
                    // Nothing about a person leaves from where they are forgotten.
                    store::outbox::end_crossing(tx, &scope, crossing, now).await?;
                    let subject = Some(id.bytes());
                    tx.audit(&scope, journal::by_system(&scope, now, Act::ContentDestroyed, subject, "retention"));
                }
                Ok(destroyed)
            })
        })
        .await
}

fn rule_of(line: &ReferralLine, now: Timestamp) -> PurgeRule {
    if line.untaken_until.is_some_and(|until| now >= until) {
        return PurgeRule::Unaccepted;
    }
    class_of(line.referral.bank, line.referral.status).0.and_then(PurgeRule::of).unwrap_or(PurgeRule::SharingEnded)
}

fn expire(bank: Bank, status: Status) -> Option<Status> {
    apply(bank, Some(status), Event::Expired).ok()
}
