//! Stopping by a short code: a person's word is done at once by whoever hears it, although the record is kept to two
//! colleagues, or hidden from the one who answers the phone.
//!
//! Invariant: nothing is answered, neither whether there is such a record nor what became of it. What the member sees,
//! what is counted and what stands in their part of the audit chain is the same for every code (decision 0020).

use super::stop::{By, Ending, Noted, ending, note};
use crate::{App, Error, Result, Session, housekeeping, journal, notices};
use domain::audit::Act;
use domain::ids::{MemberId, NoticeId, ReferralId, ShortCode};
use domain::member::Deed;
use domain::release::HowSaid;
use std::collections::BTreeSet;
use store::notices::Notice;
use store::{OrgScope, Tx};

/// How often one record is tried when a colleague sends it in the same moment.
const TRIES: u8 = 5;
const NOTICE: &str = "notice-stopped-by-code";
/// To whoever was talking a release through, or waited for its paper.
const LET_GO: &str = "notice-draft-let-go";

/// Stops sharing of whatever has this code, as [`super::stop_said()`] does: effective at commit, also while the partner is
/// paused or away. A release about it that is being talked through, or whose paper is waited for, is let go. Whoever works
/// with the record is told; for one that is kept to two people these are the two.
///
/// # Errors
/// [`Error::Invalid`] `stop-code-unreadable` for what is no code; [`Error::TooMany`] after ten codes in a row, known or
/// not; [`Error::NotFound`] without the deed.
pub async fn stop_by_code(app: &App, session: &Session, code: &str, said: HowSaid) -> Result<()> {
    session.authorize(Deed::StopByCode)?;
    let code = ShortCode::parse(code).ok_or(Error::Invalid("stop-code-unreadable"))?;
    let (scope, by, now) = (session.scope, session.member, app.now());
    app.limits().stop_by_code(by, now)?;
    // Written whether there is such a record or not: a code that was tried in vain is worth knowing of.
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                tx.audit(&scope, journal::by_member(&scope, by, now, Act::StoppedByCode, None, ""));
                Ok::<_, Error>(())
            })
        })
        .await?;
    for id in store::stop_codes::with_code(app.store(), &scope, app.worker(), code).await? {
        stop_one(app, session, id, said).await?;
    }
    app.outgoing().notify_one();
    Ok(())
}

async fn stop_one(app: &App, session: &Session, id: ReferralId, said: HowSaid) -> Result<()> {
    for _ in 0..TRIES {
        if try_stop(app, session, id, said).await? {
            return Ok(());
        }
    }
    Err(Error::Busy)
}

/// Answers whether it is done: not when a record came to be meanwhile, to which more is owed than to a release alone.
async fn try_stop(app: &App, session: &Session, id: ReferralId, said: HowSaid) -> Result<bool> {
    let (scope, by, node) = (session.scope, By::blindly(session.member), app.clone());
    let found = store::referrals::find(app.store(), &scope, by.viewer(), id).await?;
    let record = match found.map(|row| row.line.referral) {
        Some(referral) => Some(Ending::of(app, session, &referral, said).await?),
        None => None,
    };
    let unsent = ending(app, session, id, None, said);
    let ended_at = unsent.at;
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                // Whoever has a paper of it in their hands finds nothing to enter it into.
                let begun = store::drafts::delete_of_record(tx, &scope, id, ended_at).await?;
                let is_new = match record {
                    Some(ending) => {
                        let id = ending.end.id;
                        ending.write(tx, &scope, by).await?.id == id
                    }
                    None if store::referrals::find(tx, &scope, by.viewer(), id).await?.is_some() => return Ok(false),
                    // Somebody who has signed nothing leaves no trace but with whom they talked.
                    None if store::releases::of_referral(tx, &scope, by.viewer(), id).await?.is_empty() => false,
                    None => {
                        let taken = store::releases::take_back_all(tx, &scope, id, unsent.at).await?;
                        match note(tx, &scope, by.viewer(), unsent, taken).await? {
                            Noted::Before(_) => false,
                            Noted::Now(end) => {
                                let (member, at, subject) = (by.member, end.at, Some(id.bytes()));
                                tx.audit(
                                    &scope,
                                    journal::by_member(&scope, member, at, Act::ReleaseRevoked, subject, "all"),
                                );
                                true
                            }
                        }
                    }
                };
                if is_new {
                    tell(&node, tx, &scope, by.member, id).await?;
                }
                // Whoever may not know of the record by now learns nothing of it by what they had begun.
                let hidden = store::restrictions::hidden_from(tx, &scope, node.worker(), id).await?;
                let told = |member: &MemberId| *member != by.member && !hidden.contains(member);
                for member in begun.into_iter().filter(told) {
                    let notice = NoticeId::new(node.next_id());
                    let notice = Notice { id: notice, member, code: LET_GO.to_owned(), referral: None, at: ended_at };
                    notices::bring(&node, tx, &scope, &notice).await?;
                }
                Ok::<_, Error>(true)
            })
        })
        .await
}

/// Tells whoever works on it, and the leads, of those who may see it; when that is nobody, the two who alone may. Never
/// the caller, who is to learn nothing by it.
async fn tell(app: &App, tx: &Tx, scope: &OrgScope, caller: MemberId, id: ReferralId) -> Result<()> {
    let two = store::restrictions::the_two(tx, scope, app.worker(), id).await?;
    let whom: BTreeSet<MemberId> = if two.is_empty() {
        let record = store::referrals::find(tx, scope, By::blindly(caller).viewer(), id).await?;
        let works = record.and_then(|row| row.line.referral.assigned);
        housekeeping::leads(app, scope).await?.into_iter().chain(works).collect()
    } else {
        two.into_iter().collect()
    };
    for member in housekeeping::who_see(app, tx, scope, id, whom).await?.into_iter().filter(|member| *member != caller)
    {
        let notice = NoticeId::new(app.next_id());
        let notice = Notice { id: notice, member, code: NOTICE.to_owned(), referral: Some(id), at: app.now() };
        notices::bring(app, tx, scope, &notice).await?;
    }
    Ok(())
}
