//! A copy of the database that was put back has addresses that their members have switched off or replaced since. Which,
//! nobody knows: so every member confirms theirs again. An operator's deed, from the terminal.

use super::{NOTICE, RESTORED};
use crate::{App, Error, Result, journal};
use domain::audit::Act;
use domain::ids::NoticeId;
use store::notices::Notice;

/// Writes to no address until its member has confirmed it again, and tells them where they work; one that nobody confirms is
/// erased after a day. Answers how many were written to.
///
/// # Errors
/// [`Error::Busy`], [`Error::Full`] or [`Error::Store`].
pub async fn ask_again(app: &App) -> Result<usize> {
    let mut asked = 0;
    for org in store::organizations::ids(app.store(), app.worker()).await? {
        let (scope, now, node) = (app.worker().scope(org), app.now(), app.clone());
        asked += app
            .store()
            .write(org, move |tx| {
                Box::pin(async move {
                    let members = store::mail::unconfirm_all(tx, &scope, now, RESTORED).await?;
                    for &member in &members {
                        let id = NoticeId::new(node.next_id());
                        let notice = Notice { id, member, code: NOTICE.to_owned(), referral: None, at: now };
                        let _ = store::notices::insert(tx, &scope, &notice).await?;
                        let subject = Some(member.bytes());
                        tx.audit(&scope, journal::by_system(&scope, now, Act::MailFailed, subject, RESTORED));
                    }
                    Ok::<_, Error>(members.len())
                })
            })
            .await?;
    }
    Ok(asked)
}
