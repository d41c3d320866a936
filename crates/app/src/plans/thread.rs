//! A page of the messages between two teams, beside a plan or beside a referral: the newest, and older ones on request.

use super::fate::Fates;
use super::show;
use super::view::Letter;
use crate::{App, Error, Result, Session};
use domain::care_plan::ItemKind;
use domain::ids::{LineId, ReferralId};
use domain::time::Timestamp;
use store::care_plan::messages;

/// Messages on one page.
pub const PAGE: u32 = 50;

/// A page of them.
#[derive(Default)]
pub struct Thread {
    /// Of both sides, oldest first, as far as they open.
    pub letters: Vec<Letter>,
    /// So many of this page do not open where they stand: swapped or damaged. That does not take the rest away.
    pub unopened: usize,
    /// There are older ones than this message, which is the oldest of the page.
    pub older: Option<LineId>,
    /// There are newer ones than this page shows.
    pub is_older: bool,
}

/// The page that ends before a message, or the newest; the newest too where that message is gone by now.
pub(super) async fn page(
    app: &App,
    session: &Session,
    (referral, kind): (ReferralId, ItemKind),
    fates: &Fates,
    before: Option<LineId>,
    now: Timestamp,
) -> Result<Thread> {
    let (store, scope, viewer) = (app.store(), &session.scope, session.member);
    let before = match before {
        Some(id) => messages::place_of(store, scope, viewer, (referral, kind), id).await?,
        None => None,
    };
    let mut items = messages::page(store, scope, viewer, (referral, kind), now, before, PAGE + 1).await?;
    let has_older = items.len() > PAGE as usize;
    items.truncate(PAGE as usize);
    let older = items.last().filter(|_| has_older).map(|oldest| oldest.id);
    let mut thread = Thread { older, is_older: before.is_some(), ..Thread::default() };
    for item in items.iter().rev() {
        match show::letter(session, fates, item, now) {
            Err(Error::SealBroken) => thread.unopened += 1,
            read => thread.letters.push(read?),
        }
    }
    Ok(thread)
}
