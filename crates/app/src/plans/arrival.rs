//! What the partner shares: kept sealed as it came, until a member with keys opens the plan. The worker opens nothing.
//!
//! Invariant: nothing is kept about a record that was stopped or whose content is gone.

use super::share::taken_back_by;
use crate::{App, Result, housekeeping, journal, notices};
use domain::audit::Act;
use domain::ids::{CrossingId, MemberId, MessageId, NoticeId, OrgId};
use domain::member::{Deed, MemberState, any_may};
use domain::message::MessageKind;
use domain::org::LONGEST_MAX_RELEASE;
use domain::time::Timestamp;
use std::collections::BTreeSet;
use store::care_plan::{Standing, messages};
use store::inbox::Pending;
use store::notices::Notice;
use store::outbox::NewOutgoing;
use store::{OrgScope, Tx};

/// A line, a message, or the word that one of them or all are shared no more.
pub(crate) async fn arrived(
    app: &App,
    tx: &Tx,
    to: &OrgScope,
    from: OrgId,
    message: NewOutgoing,
    now: Timestamp,
) -> Result<()> {
    match message.kind {
        MessageKind::CareStopped => return end(app, tx, to, message.crossing, now).await,
        MessageKind::LineTakenBack => {
            if take_out(app, tx, to, from, &message, now).await? {
                return Ok(());
            }
            return keep(tx, to, from, message, now).await.map(drop);
        }
        _ => {}
    }
    let found = store::care_plan::standing(tx, to, app.worker(), message.crossing).await?;
    // Where nothing is kept, whoever sent it reads that it arrived, as it did: anything else would say what became of the
    // person here.
    let Some(standing) = found else { return Ok(()) };
    // It may be forgotten just now in our own lane: then nothing is kept, or it is kept first and goes with the record.
    store::referrals::keep_still(tx, to, standing.referral).await?;
    if !store::care_plan::stands(tx, to, standing.referral).await? {
        return Ok(());
    }
    let code = announced_by(message.kind);
    let is_of_a_plan = message.kind != MessageKind::ReferralLetter;
    // An older copy of the database sends once more what had arrived and was forgotten here: it is not taken in again.
    if message.kind != MessageKind::PlanLine && messages::was_destroyed(tx, to, message.id).await? {
        return Ok(());
    }
    let until = keep(tx, to, from, message, now).await?;
    if code.is_some() && is_of_a_plan {
        store::care_plan::they_share(tx, to, standing.referral, until).await?;
    }
    match code {
        Some(code) => tell(app, tx, to, from, standing, code, now).await,
        None => Ok(()),
    }
}

/// Everything of theirs in the plan closes, whatever became of our record meanwhile: declined and expired ones are shown too.
pub(crate) async fn end(app: &App, tx: &Tx, to: &OrgScope, crossing: CrossingId, now: Timestamp) -> Result<()> {
    for referral in store::care_plan::of_crossing(tx, to, app.worker(), crossing).await? {
        if store::care_plan::end_theirs(tx, to, referral, crossing, now).await? > 0 {
            let subject = Some(referral.bytes());
            tx.audit(to, journal::by_system(to, now, Act::ContentDestroyed, subject, "care_stopped"));
        }
    }
    Ok(())
}

/// The partner shares nothing of the record any more: its messages beside the referral close, on whichever bank it stands.
pub(crate) async fn end_letters(app: &App, tx: &Tx, to: &OrgScope, crossing: CrossingId, now: Timestamp) -> Result<()> {
    for referral in store::care_plan::of_crossing(tx, to, app.worker(), crossing).await? {
        if store::care_plan::end_their_letters(tx, to, referral, crossing, now).await? > 0 {
            let subject = Some(referral.bytes());
            tx.audit(to, journal::by_system(to, now, Act::ContentDestroyed, subject, "letters_stopped"));
        }
    }
    Ok(())
}

/// The notice that says that one came.
const fn announced_by(kind: MessageKind) -> Option<&'static str> {
    match kind {
        MessageKind::PlanLine => Some("notice-plan-shared"),
        MessageKind::Letter => Some("notice-plan-letter"),
        MessageKind::ReferralLetter => Some("notice-letter"),
        _ => None,
    }
}

/// What is taken back before anybody here has read it is never read, and announced to nobody. A message is taken out at
/// once, read or not; answers whether it was one. A line that was read waits for somebody with keys, since the same line
/// comes in more than one message.
async fn take_out(app: &App, tx: &Tx, to: &OrgScope, from: OrgId, word: &NewOutgoing, now: Timestamp) -> Result<bool> {
    let is_meant = |carried: MessageId| taken_back_by(carried) == word.id;
    let records = store::care_plan::of_crossing(tx, to, app.worker(), word.crossing).await?;
    // The record first, as everywhere: whoever forgets it just now holds it, and wants its messages after (decision 40).
    for record in &records {
        store::referrals::keep_still(tx, to, *record).await?;
    }
    let unread = messages::unread(tx, to, from, word.crossing).await?;
    let mut is_message = false;
    for (carried, kind) in unread.iter().filter(|(carried, _)| is_meant(*carried)) {
        store::care_plan::forget_unread(tx, to, records.first().copied(), *carried, now).await?;
        is_message |= *kind != MessageKind::PlanLine;
        // What announced it goes with it, unless another waits that it announces too.
        let is_alone = unread.iter().all(|(other, of)| of != kind || other == carried);
        if let (true, Some(code)) = (is_alone, announced_by(*kind)) {
            for record in &records {
                store::notices::delete_unseen(tx, to, *record, code).await?;
            }
        }
    }
    for theirs in messages::theirs(tx, to, app.worker(), from, word.crossing).await? {
        let (referral, _, id) = theirs;
        if is_meant(MessageId::new(id.uuid())) {
            is_message = true;
            if messages::take_out_theirs(tx, to, theirs, now).await? {
                let subject = Some(referral.bytes());
                tx.audit(to, journal::by_system(to, now, Act::ContentDestroyed, subject, "letter_taken_back"));
            }
        }
    }
    Ok(is_message)
}

/// Keeps it sealed until somebody with keys opens the plan. Answers until when.
async fn keep(tx: &Tx, to: &OrgScope, from: OrgId, message: NewOutgoing, now: Timestamp) -> Result<Timestamp> {
    // The word that a line was taken back outlives every line that it can be about, and goes then.
    let until = message.valid_until.unwrap_or_else(|| now.plus_days(LONGEST_MAX_RELEASE));
    let (id, crossing, kind) = (message.id, message.crossing, message.kind);
    let envelope_sealed = message.envelope_sealed;
    let pending = Pending { id, from, crossing, kind, envelope_sealed, at: now, until: Some(until) };
    let _ = store::inbox::insert_pending(tx, to, &pending).await?;
    Ok(until)
}

/// Tells whoever works on it: that something came, and not what.
async fn tell(
    app: &App,
    tx: &Tx,
    scope: &OrgScope,
    from: OrgId,
    standing: Standing,
    code: &str,
    now: Timestamp,
) -> Result<()> {
    for member in whom(app, tx, scope, from, standing).await? {
        let (id, code) = (NoticeId::new(app.next_id()), code.to_owned());
        let notice = Notice { id, member, code, referral: Some(standing.referral), at: now };
        notices::bring_once(app, tx, scope, &notice).await?;
    }
    Ok(())
}

/// Who works on it, else the liaison or the alternate, else the leads: of those who may read a plan and from whom the
/// record is not hidden. When that is nobody, the two who alone may see it.
async fn whom(app: &App, tx: &Tx, scope: &OrgScope, from: OrgId, standing: Standing) -> Result<BTreeSet<MemberId>> {
    let rows = store::partnerships::list(tx, scope).await?;
    let partnership = rows.iter().find(|row| row.partner.id == from);
    let side = partnership.and_then(|row| row.partnership.sides.iter().find(|side| side.org == scope.org()));
    let liaisons = side.and_then(|side| side.liaisons).map(|liaisons| [liaisons.liaison, liaisons.alternate]);
    let hidden = store::restrictions::hidden_from(tx, scope, app.worker(), standing.referral).await?;
    for member in standing.assigned.into_iter().chain(liaisons.into_iter().flatten()) {
        if !hidden.contains(&member) && reads_plans(tx, scope, member).await? {
            return Ok(BTreeSet::from([member]));
        }
    }
    let leads = housekeeping::leads(app, scope).await?;
    Ok(housekeeping::who_see(app, tx, scope, standing.referral, leads).await?)
}

async fn reads_plans(tx: &Tx, scope: &OrgScope, member: MemberId) -> Result<bool> {
    let row = store::members::find(tx, scope, member).await?;
    let works = |row: store::members::MemberRow| {
        row.member.state == MemberState::Active && any_may(&row.member.roles, Deed::ReadPlan)
    };
    Ok(row.is_some_and(works))
}
