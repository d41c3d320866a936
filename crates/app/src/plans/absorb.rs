//! Taking in what the partner shared: sealed to us, so it waits for a member with keys to open the plan.
//!
//! Invariant: what does not open, whose time is over, or what is longer than anybody here may write changes nothing and is
//! put aside: a partner's software is not trusted with our bounds.

use super::content::{self, At, Came};
use crate::{App, Result, Session, partnerships};
use domain::care_plan::{ItemKind, Side};
use domain::ids::{LineId, OrgId, ReferralId};
use domain::message::{Body, Message, MessageKind};
use domain::referral::Referral;
use domain::retention::PurgeRule;
use domain::time::Timestamp;
use serde::Serialize;
use store::care_plan::Item;
use store::inbox::Pending;
use store::retention::Purge;
use vault::open_envelope;

/// What waits of these kinds about a record: a plan's when the plan is opened, a message beside a referral when that is.
pub(super) async fn take_in(
    app: &App,
    session: &Session,
    referral: &Referral,
    kinds: impl Fn(MessageKind) -> bool,
) -> Result<()> {
    let waiting = store::inbox::pending_of(app.store(), &session.scope, referral.crossing, app.now()).await?;
    let waiting: Vec<Pending> = waiting.into_iter().filter(|pending| kinds(pending.kind)).collect();
    if waiting.is_empty() {
        return Ok(());
    }
    let keys = session.keys()?;
    let Some(intake) = keys.intake.as_ref() else { return Ok(()) };
    let partnership = partnerships::with(app, session, referral.partner).await?;
    let from = partnerships::partner_public(&partnership);
    for pending in waiting {
        let opened = open_envelope(&pending.envelope_sealed, intake, &keys.org, &from).ok();
        let is_theirs = |message: &Message| message.crossing == referral.crossing && message.from == referral.partner;
        let change = match opened.filter(is_theirs) {
            // It may have ended here before it ran out: the partner had stopped while a hold kept it.
            Some(message) if pending.until.is_none_or(|until| app.now() < until) => {
                change(app, session, referral.id, message, &pending)?
            }
            _ => Change::Nothing,
        };
        apply(app, session, referral, pending, change).await?;
    }
    Ok(())
}

/// Kinds that wait here until a plan is opened.
pub(super) const fn is_of_a_plan(kind: MessageKind) -> bool {
    matches!(kind, MessageKind::PlanLine | MessageKind::LineTakenBack | MessageKind::Letter)
}

/// The kind that waits here until its referral is opened.
pub(super) const fn is_beside_a_referral(kind: MessageKind) -> bool {
    matches!(kind, MessageKind::ReferralLetter)
}

/// Kinds that wait here.
pub(crate) const fn waits_here(kind: MessageKind) -> bool {
    is_of_a_plan(kind) || is_beside_a_referral(kind)
}

enum Change {
    Nothing,
    Put(Box<Item>),
    Remove(LineId),
}

fn change(app: &App, session: &Session, referral: ReferralId, message: Message, pending: &Pending) -> Result<Change> {
    let (id, at, part2) = (message.id, pending.at, message.part2);
    Ok(match message.body {
        Body::PlanLine(shared) if shared.content.is_brief() && app.now() < shared.until => {
            let place = At { referral, kind: ItemKind::Line, side: Side::Theirs, id: shared.line };
            let until = shared.until;
            Change::Put(Box::new(theirs(app, session, place, &Came { said: *shared, part2 }, (at, until))?))
        }
        Body::Letter(letter) if letter.is_brief() && app.now() < letter.until => {
            let kind = super::share::kind_of(letter.beside);
            let place = At { referral, kind, side: Side::Theirs, id: LineId::new(id.uuid()) };
            let until = letter.until;
            Change::Put(Box::new(theirs(app, session, place, &Came { said: *letter, part2 }, (at, until))?))
        }
        Body::LineTakenBack { line } => Change::Remove(line),
        _ => Change::Nothing,
    })
}

fn theirs<T: Serialize>(
    app: &App,
    session: &Session,
    at: At,
    came: &Came<T>,
    (at_time, until): (Timestamp, Timestamp),
) -> Result<Item> {
    let At { referral, kind, side, id } = at;
    let content = content::seal(app, session, at, 1, came)?;
    Ok(Item {
        referral,
        kind,
        side,
        id,
        member: None,
        content,
        at: at_time,
        changed_at: at_time,
        shared: None,
        until: Some(until),
    })
}

/// One commit: out of what waits, into the plan. A colleague who was first has done it already, and a stop that came
/// between has left nothing to do.
async fn apply(app: &App, session: &Session, referral: &Referral, pending: Pending, change: Change) -> Result<()> {
    let (scope, id, now): (_, ReferralId, _) = (session.scope, referral.id, app.now());
    let purge = Purge { rule: PurgeRule::SharingEnded, member: None, at: now };
    let org: OrgId = scope.org();
    app.store()
        .write(org, move |tx| {
            Box::pin(async move {
                let has_content = store::referrals::keep_still_with_content(tx, &scope, id).await?;
                // Nothing is put into the plan of a record that was forgotten.
                if !store::inbox::take_pending(tx, &scope, &pending).await? || !has_content {
                    return Ok(());
                }
                match &change {
                    Change::Put(item) => store::care_plan::put_theirs(tx, &scope, item, pending.id).await?,
                    Change::Remove(line) => {
                        // Hidden first: a hold keeps what it says, and shows it to nobody.
                        store::care_plan::hide_their_line(tx, &scope, id, *line, now).await?;
                        let key = (id, ItemKind::Line, Side::Theirs, *line);
                        store::care_plan::remove(tx, &scope, key, &purge).await?;
                    }
                    Change::Nothing => {}
                }
                Ok::<_, crate::Error>(())
            })
        })
        .await
}
