//! Who is told of a connection with a coalition, and of what it sums: never of whom a number is, and of no number.

use super::bring;
use crate::App;
use domain::ids::{MemberId, NoticeId};
use domain::member::{Deed, MemberState, any_may_at};
use domain::org::OrgKind;
use domain::time::Timestamp;
use store::notices::Notice;
use store::{OrgScope, Tx};

/// An organization is connected: whoever compares words at the coalition is told, until somebody has.
pub(crate) async fn joined(app: &App, tx: &Tx, coalition: &OrgScope, now: Timestamp) -> store::Result<()> {
    let whom = (OrgKind::Coalition, Deed::ManageAffiliations, None);
    tell(app, tx, coalition, whom, "notice-affiliation-joined", now).await
}

/// A connection has ended: the leads of a side are told, but whoever ended it there.
pub(crate) async fn ended(
    app: &App,
    tx: &Tx,
    scope: &OrgScope,
    (kind, by): (OrgKind, Option<MemberId>),
    now: Timestamp,
) -> store::Result<()> {
    tell(app, tx, scope, (kind, Deed::ManageAffiliations, by), "notice-affiliation-ended", now).await
}

/// A quarter was summed: whoever reads sums is told, but whoever summed it.
pub(crate) async fn summed(app: &App, tx: &Tx, scope: &OrgScope, by: MemberId, now: Timestamp) -> store::Result<()> {
    let whom = (OrgKind::Coalition, Deed::ReadRollUp, Some(by));
    tell(app, tx, scope, whom, "notice-quarter-summed", now).await
}

async fn tell(
    app: &App,
    tx: &Tx,
    scope: &OrgScope,
    (kind, deed, but): (OrgKind, Deed, Option<MemberId>),
    code: &str,
    now: Timestamp,
) -> store::Result<()> {
    for row in store::members::list(tx, scope).await? {
        let member = row.member;
        let hears = member.state == MemberState::Active && any_may_at(kind, &member.roles, deed);
        if hears && Some(member.id) != but {
            let (id, code) = (NoticeId::new(app.next_id()), code.to_owned());
            bring(app, tx, scope, &Notice { id, member: member.id, code, referral: None, at: now }).await?;
        }
    }
    Ok(())
}
