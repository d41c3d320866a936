//! What the software does by itself, on a timer and without keys: lock, remind, expire, destroy.

use crate::node::month_of;
use crate::referrals::named_anew;
use crate::session::Device;
use crate::{App, Error, Result, forgetting, journal, notices, roll_up};
use domain::audit::Act;
use domain::day::Day;
use domain::ids::{MemberId, NoticeId, OrgId, ReferralId};
use domain::measure::SMALLEST_PUBLISHED;
use domain::member::{Deed, MemberState, Role, any_may};
use domain::org::OrgKind;
use domain::referral::{Direction, Handoff};
use domain::release::draft::DRAFT_LIFE;
use domain::time::{Days, Minutes, Timestamp};
use std::collections::BTreeSet;
use store::OrgScope;
use store::notices::Notice;
use store::partnerships::Pulse;
use store::referrals::ReferralLine;

/// Rows handled in one go.
const BATCH: u32 = 100;
/// A pulse is made of the latest this many answers.
const PULSE_OF: u32 = 50;
/// Of a hundred answers this many must keep the promise for "keeping up".
const KEEPING_UP_PERCENT: usize = 80;
/// How often a pulse is taken; so seldom that it cannot be laid beside one referral.
const PULSE_EVERY: Minutes = Minutes(12 * 60);
/// Delivered messages and seen notices are kept this long.
const DONE_KEPT: Days = Days(14);

/// Who of the staff was at a training is kept this long: six years (45 CFR 164.530(b)(2)(ii), (j)(2)).
const STAFF_TRAINING_KEPT: Days = Days(6 * 365);

/// What is done for each organization, in this order.
#[derive(Debug, Clone, Copy)]
enum Step {
    LockIdle,
    Escalate,
    Records,
    Forms,
    Log,
    Mandates,
    Releases,
    Plans,
    Agreements,
    Lapses,
    Pulse,
    Audit,
    Counts,
    Tidy,
}

impl Step {
    const ALL: [Self; 14] = [
        Self::LockIdle,
        Self::Escalate,
        Self::Records,
        Self::Forms,
        Self::Log,
        Self::Mandates,
        Self::Releases,
        Self::Plans,
        Self::Agreements,
        Self::Lapses,
        Self::Pulse,
        Self::Audit,
        Self::Counts,
        Self::Tidy,
    ];

    /// Destroys what cannot be called back, because its time is over.
    const fn destroys(self) -> bool {
        matches!(self, Self::Records | Self::Forms | Self::Log | Self::Plans | Self::Audit | Self::Tidy)
    }

    async fn run(self, app: &App, scope: OrgScope) -> Result<()> {
        match self {
            Self::LockIdle => lock_idle(app, scope).await,
            Self::Escalate => escalate(app, scope).await,
            Self::Records => forgetting::job::records(app, scope).await,
            Self::Forms => forgetting::job::forms(app, scope).await,
            Self::Log => forgetting::job::log(app, scope).await,
            Self::Mandates => crate::mandates::remind(app, scope).await,
            Self::Releases => remind_of_releases(app, scope).await,
            Self::Plans => crate::plans::kept::round(app, scope).await,
            Self::Agreements => crate::mou::kept::round(app, scope).await,
            Self::Lapses => crate::lapses::round(app, scope).await,
            Self::Pulse => take_pulse(app, scope).await,
            Self::Audit => forgetting::job::audit(app, scope).await,
            Self::Counts => crate::health::begin_split_counts(app, scope).await,
            Self::Tidy => tidy(app, scope).await,
        }
    }
}

/// One round over every organization. Each step of each is done whatever became of the others: one row that cannot be
/// read keeps nobody else's content a day longer. Answers the first error once everything else is done.
pub(crate) async fn round(app: &App) -> Result<()> {
    app.uploads().let_go(app.now());
    let mut first = None;
    let is_trusted = crate::pace::is_trusted(app).await?;
    for org in store::organizations::ids(app.store(), app.worker()).await? {
        let scope = app.worker().scope(org);
        let mut failed = None;
        for step in Step::ALL.into_iter().filter(|step| is_trusted || !step.destroys()) {
            if let Err(error) = step.run(app, scope).await {
                tracing::error!(event = "housekeeping_step_failed", step = ?step, code = error.code());
                failed.get_or_insert(error);
            }
        }
        if let Err(error) = crate::unkept::note(app, scope, failed.is_some()).await {
            failed.get_or_insert(error);
        }
        first = first.or(failed);
    }
    let night = crate::night::round(app).await;
    first.map_or(night, Err)
}

async fn lock_idle(app: &App, scope: OrgScope) -> Result<()> {
    let now = app.now();
    let before = |device: Device| Timestamp::from_micros(now.micros() - i64::from(device.idle().0) * 60_000_000);
    let (private, shared) = (before(Device::Private), before(Device::Shared));
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                for (session, member) in store::sessions::lock_idle(tx, &scope, private, shared, now).await? {
                    let subject = Some(session.bytes());
                    tx.audit(&scope, journal::by_member(&scope, member, now, Act::Locked, subject, "idle"));
                }
                Ok(())
            })
        })
        .await
}

/// Unopened referrals come to the liaison at half the promised time, to the alternate at three quarters, and to the
/// leads when it is over. All inside the receiving organization. A promise that is changed later changes nothing for
/// those that are there.
async fn escalate(app: &App, scope: OrgScope) -> Result<()> {
    for (level, quarters) in [(1, 2), (2, 1), (3, 0)] {
        let now = app.now();
        for line in store::referrals::overdue(app.store(), &scope, app.worker(), now, quarters, level, BATCH).await? {
            let id = line.referral.id;
            let mut members = whom(app, &scope, &line, level).await?;
            let hidden = store::restrictions::hidden_from(app.store(), &scope, app.worker(), id).await?;
            if members.iter().all(|member| hidden.contains(member)) {
                members = leads(app, &scope).await?;
            }
            let members = who_see(app, app.store(), &scope, id, members).await?.into_iter().collect();
            bring_to_attention(app, scope, &line, level, members).await?;
        }
    }
    Ok(())
}

async fn whom(app: &App, scope: &OrgScope, line: &ReferralLine, level: u8) -> Result<Vec<MemberId>> {
    let rows = store::partnerships::list(app.store(), scope).await?;
    let partnership = rows.iter().find(|row| row.partner.id == line.referral.partner);
    let sides = partnership.map(|row| &row.partnership.sides);
    let liaisons = sides.and_then(|sides| sides.iter().find(|side| side.org == scope.org())?.liaisons);
    let named = match (level, liaisons) {
        (1, Some(liaisons)) => Some(liaisons.liaison),
        (2, Some(liaisons)) => Some(liaisons.alternate),
        _ => None,
    };
    match named {
        Some(member) if can_see_it(app, scope, member).await? => Ok(vec![member]),
        _ => leads(app, scope).await,
    }
}

async fn remind_of_releases(app: &App, scope: OrgScope) -> Result<()> {
    let (now, nobody, node) = (app.now(), MemberId::from_bytes([0; 16]), app.clone());
    let soon = now.plus_days(store::notices::ENDS_SOON);
    if store::releases::expiring(app.store(), &scope, nobody, now, soon, None, 1).await?.is_empty() {
        return Ok(());
    }
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                // Read again here: one that was taken back meanwhile asks nobody anything.
                for row in store::releases::expiring(tx, &scope, nobody, now, soon, None, BATCH).await? {
                    notices::came::ends_soon(&node, tx, &scope, &row.release, now).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Works here, with the inbox or at the front desk: to anybody else a notice would go unread.
async fn can_see_it(app: &App, scope: &OrgScope, member: MemberId) -> Result<bool> {
    let row = store::members::find(app.store(), scope, member).await?;
    Ok(row.is_some_and(|row| row.member.state == MemberState::Active && reads_notices(&row.member.roles)))
}

/// Whether somebody has a page on which notices stand.
pub(crate) fn reads_notices(roles: &BTreeSet<Role>) -> bool {
    any_may(roles, Deed::ReadInbox) || any_may(roles, Deed::BookArrivals)
}

/// Those of `whom` who work here now and from whom a record is not hidden. When that is nobody, the two who alone may see
/// it, and else everybody who works with records and may see this one: a notice that nobody can read lets a record die
/// unseen.
pub(crate) async fn who_see(
    app: &App,
    db: &impl store::Reads,
    scope: &OrgScope,
    referral: ReferralId,
    whom: impl IntoIterator<Item = MemberId>,
) -> store::Result<BTreeSet<MemberId>> {
    let hidden = store::restrictions::hidden_from(db, scope, app.worker(), referral).await?;
    let here = store::members::list(db, scope).await?;
    let here = here.into_iter().map(|row| row.member).filter(|member| member.state == MemberState::Active);
    let here: Vec<_> = here.filter(|member| !hidden.contains(&member.id)).collect();
    let of = |some: &BTreeSet<MemberId>| here.iter().map(|member| member.id).filter(|id| some.contains(id)).collect();
    let see: BTreeSet<MemberId> = of(&whom.into_iter().collect());
    if !see.is_empty() {
        return Ok(see);
    }
    let two = store::restrictions::the_two(db, scope, app.worker(), referral).await?;
    if !two.is_empty() {
        return Ok(of(&two.into_iter().collect()));
    }
    let works = here.iter().filter(|member| any_may(&member.roles, Deed::WorkReferral));
    Ok(works.map(|member| member.id).collect())
}

/// Everyone who leads and works here now.
pub(crate) async fn leads(app: &App, scope: &OrgScope) -> Result<Vec<MemberId>> {
    let members = store::members::list(app.store(), scope).await?;
    let lead = |row: &store::members::MemberRow| {
        row.member.state == MemberState::Active && row.member.roles.contains(&Role::Lead)
    };
    Ok(members.iter().filter(|row| lead(row)).map(|row| row.member.id).collect())
}

async fn bring_to_attention(
    app: &App,
    scope: OrgScope,
    line: &ReferralLine,
    level: u8,
    members: Vec<MemberId>,
) -> Result<()> {
    let (id, now) = (line.referral.id, app.now());
    let notice = |member| Notice {
        id: NoticeId::new(app.next_id()),
        member,
        code: if level < 3 { "notice-waiting" } else { "notice-overdue" }.to_owned(),
        referral: Some(id),
        at: now,
    };
    let brought: Vec<Notice> = members.into_iter().map(notice).collect();
    let node = app.clone();
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if !store::referrals::escalate(tx, &scope, id, level - 1, level).await? {
                    return Ok(());
                }
                for notice in &brought {
                    notices::bring(&node, tx, &scope, notice).await?;
                }
                let detail = format!("level {level}");
                tx.audit(&scope, journal::by_system(&scope, now, Act::Escalated, Some(id.bytes()), detail));
                Ok::<_, Error>(())
            })
        })
        .await
}

/// Organization-level signs of life for the partners.
async fn take_pulse(app: &App, scope: OrgScope) -> Result<()> {
    let (rows, now) = (store::partnerships::list(app.store(), &scope).await?, app.now());
    let fresh = |pulse: Option<Pulse>| pulse.is_some_and(|p| now < p.as_of.plus_minutes(PULSE_EVERY));
    if rows.iter().all(|row| fresh(row.our_pulse)) {
        return Ok(());
    }
    let org = store::organizations::get(app.store(), &scope).await?.organization;
    let (ours, today) = (crate::mou::holds::stored(app, &scope).await?, Day::of(now, &org.time_zone));
    let replies = store::referrals::replies(app.store(), &scope, app.worker(), PULSE_OF).await?;
    let to_us = if org.kind == OrgKind::HealthCenter { Direction::ToHealthCenter } else { Direction::ToAdvocacy };
    let mut pulses = Vec::new();
    for row in &rows {
        let holds = crate::mou::holds::for_org(app, &scope, (org.kind, ours), row, today).await?;
        // What was agreed with this partner, and where nothing was, what we promise everybody. Who is there at once is another
        // promise, of the procedure's own.
        let way = (to_us, Handoff::AdvocateReachesOut);
        let by = |came: Timestamp| holds.answer_by(way, org.response_promise, came, &org.time_zone);
        let answered: Vec<(u32, bool)> =
            replies.iter().map(|(came, at)| (at.minutes_since(*came).0, *at <= by(*came))).collect();
        pulses.push((row.partnership.id, pulse_of(answered, holds.least_shown(), now)));
    }
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                for (id, pulse) in pulses {
                    store::partnerships::set_pulse(tx, &scope, id, pulse).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Median reply, up to the next five minutes, and whether most answers kept the promise: of each how many minutes it took, and
/// whether it was in time. It is never made of fewer than `least` referrals (never less than 11), so that none is recognizable
/// in it (domain rule b.13).
fn pulse_of(mut replies: Vec<(u32, bool)>, least: u64, now: Timestamp) -> Pulse {
    replies.sort_unstable();
    if (replies.len() as u64) < least.max(SMALLEST_PUBLISHED) {
        return Pulse { keeping_up: None, usual_reply: None, as_of: now };
    }
    let kept = replies.iter().filter(|(_, in_time)| *in_time).count();
    let median = replies.get(replies.len() / 2).map(|(minutes, _)| *minutes).unwrap_or_default();
    Pulse {
        keeping_up: Some(kept * 100 >= replies.len() * KEEPING_UP_PERCENT),
        usual_reply: Some(Minutes(median.div_ceil(5).max(1) * 5)),
        as_of: now,
    }
}

async fn tidy(app: &App, scope: OrgScope) -> Result<()> {
    let (now, done, node) = (app.now(), app.now().minus_days(DONE_KEPT), app.clone());
    let unconfirmed = now.minus_days(crate::mail::own::UNCONFIRMED_KEPT);
    let begun = Timestamp::from_micros(now.micros().saturating_sub(i64::from(DRAFT_LIFE.0) * 60_000_000));
    let org = store::organizations::get(app.store(), &scope).await?.organization;
    let today = Day::of(now, &org.time_zone);
    // A quarter that is not offered to be summed any more keeps no report. Elsewhere than at a coalition there is none.
    let earliest = roll_up::earliest(month_of(&org, now.minus_days(Days(1)))).to_string();
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                store::referrals::forget_visits(tx, &scope, today).await?;
                store::closed_days::forget_before(tx, &scope, today.earlier(crate::closed_days::KEPT)).await?;
                let kept = now.minus_days(STAFF_TRAINING_KEPT);
                store::trainings::forget_before(tx, &scope, kept).await?;
                store::program_counts::forget_before(tx, &scope, kept).await?;
                store::certificates::forget_expired(tx, &scope, (today.years_before(6), kept)).await?;
                store::roll_ups::empty_before(tx, &scope, &earliest).await?;
                store::roll_ups::forget_refused(tx, &scope, now.minus_days(roll_up::REFUSED_KEPT)).await?;
                store::sessions::delete_over(tx, &scope, now).await?;
                store::outbox::delete_done(tx, &scope, done).await?;
                store::notices::delete_before(tx, &scope, done).await?;
                store::mail::erase_unconfirmed(tx, &scope, unconfirmed).await?;
                store::consults::forget_numbers(tx, &scope, node.worker(), done).await?;
                store::drafts::delete_begun_before(tx, &scope, begun, now).await?;
                store::retention::end_protections_of_nothing(tx, &scope, begun).await?;
                store::named_anew::end_before(tx, &scope, now.minus_days(named_anew::WAITS)).await?;
                store::organizations::observe(tx, &scope, now).await
            })
        })
        .await
        .map_err(|error: store::Error| error.into())
}

/// What an operator sees of an organization's queue: numbers only.
pub(crate) async fn queue_depth(app: &App, org: OrgId) -> Result<store::outbox::Depth> {
    Ok(store::outbox::depth(app.store(), &app.worker().scope(org)).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pulse_is_never_made_of_fewer_than_eleven_referrals() {
        let now = Timestamp::from_micros(0);
        let few = pulse_of(vec![(1, true); 10], 1, now);
        assert_eq!((few.keeping_up, few.usual_reply), (None, None));
        let enough = pulse_of(vec![(7, true); 11], 11, now);
        assert_eq!((enough.keeping_up, enough.usual_reply), (Some(true), Some(Minutes(10))));
        let agreed = pulse_of(vec![(7, true); 14], 15, now);
        assert_eq!(agreed.usual_reply, None, "the memorandum asks for more");
        let late = pulse_of(vec![(90, false); 11], 11, now);
        assert_eq!(late.keeping_up, Some(false));
    }
}
