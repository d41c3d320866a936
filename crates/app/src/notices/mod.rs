//! Bringing something to a member's attention: a notice where they work, and, for those who asked for it, a word by mail
//! that something is there. Who is told of what stands in `docs/NOTICES.md`.
//!
//! Invariant: every notice but the one about mail itself is made here, so that no event is told by mail in another way
//! than another.

pub(crate) mod came;
pub(crate) mod of_coalition;

use crate::{App, mail};
use store::notices::Notice;
use store::{OrgScope, Tx};

/// Brings it to their attention.
pub(crate) async fn bring(app: &App, tx: &Tx, scope: &OrgScope, notice: &Notice) -> store::Result<()> {
    if store::notices::insert(tx, scope, notice).await?.is_new() {
        mail::queue(app, tx, scope, notice.member, notice.at).await?;
    }
    Ok(())
}

/// The same, unless one of its kind about the same record stands there unseen.
pub(crate) async fn bring_once(app: &App, tx: &Tx, scope: &OrgScope, notice: &Notice) -> store::Result<()> {
    if store::care_plan::notify(tx, scope, notice).await?.is_new() {
        mail::queue(app, tx, scope, notice.member, notice.at).await?;
    }
    Ok(())
}
