//! Who can be named in the workspace: leads, liaisons and alternates of both sides. The rest of a staff is its own
//! organization's to know.

use crate::{App, Result, Session, partnerships};
use domain::ids::{MemberId, OrgId, PartnershipId};
use domain::member::{Deed, MemberState, Role};
use domain::org::OrgKind;
use domain::partnership::Side;
use domain::text::Label;
use std::collections::BTreeSet;
use store::OrgScope;

/// Somebody who works for the partnership, on either side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Who.
    pub member: MemberId,
    /// Their name.
    pub name: Label,
    /// Of which organization.
    pub org: OrgId,
    /// Its kind.
    pub kind: OrgKind,
    /// They still work there.
    pub is_there: bool,
    /// They lead, or answer as liaison or alternate: something can be put in their name. Whoever did before stays known for
    /// what still is.
    pub may_be_named: bool,
}

/// Everybody who can be named, our own side first, by name. Who has left is among them, marked: what they said they
/// would do still stands.
///
/// # Errors
/// [`Error::NotFound`](crate::Error::NotFound) without the deed, or for a partnership of others.
pub async fn colleagues(app: &App, session: &Session, partnership: PartnershipId) -> Result<Vec<Colleague>> {
    session.authorize(Deed::ReadWorkspace)?;
    let row = partnerships::find(app, session, partnership).await?;
    let (ours, theirs) = (session.scope, app.worker().scope(row.partner.id));
    let mut all = Vec::new();
    let owners = store::workspace::owners(app.store(), &session.scope, partnership).await?;
    for (scope, kind) in [(ours, session.org().kind), (theirs, row.partner.kind)] {
        let side = row.partnership.sides.iter().find(|side| side.org == scope.org());
        all.extend(of_side(app, &scope, kind, (side, &owners)).await?);
    }
    Ok(all)
}

async fn of_side(
    app: &App,
    scope: &OrgScope,
    kind: OrgKind,
    (side, owners): (Option<&Side>, &BTreeSet<MemberId>),
) -> Result<Vec<Colleague>> {
    let named = side.and_then(|side| side.liaisons);
    let is_named = |id| named.is_some_and(|named| named.liaison == id || named.alternate == id);
    let members = store::members::list(app.store(), scope).await?;
    let mut side: Vec<Colleague> = members
        .into_iter()
        .map(|row| row.member)
        .map(|member| (member.roles.contains(&Role::Lead) || is_named(member.id), member))
        .filter(|(may_be_named, member)| *may_be_named || owners.contains(&member.id))
        .map(|(may_be_named, member)| Colleague {
            may_be_named,
            member: member.id,
            name: member.name,
            org: scope.org(),
            kind,
            is_there: member.state == MemberState::Active,
        })
        .collect();
    side.sort_by(|a, b| a.name.as_str().cmp(b.name.as_str()));
    Ok(side)
}
