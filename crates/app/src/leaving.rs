//! A colleague leaves: what they look after goes to somebody else in the same deed, or stays with their name, marked.

use crate::drill::{self, Owned};
use crate::people::{member, refuse_last_admin};
use crate::{App, Error, Result, Session, housekeeping, journal, liaisons, qualified, workspace};
use domain::audit::Act;
use domain::day::Day;
use domain::ids::{MemberId, PartnershipId};
use domain::member::{Deed, MemberState, Role};
use domain::text::Label;
use std::collections::BTreeMap;
use store::OrgScope;

/// What a colleague leaves behind. No words of it: whoever looks after people need not read the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaving {
    /// How much they look after in the workspace: things to be done, pilots, steps, programs.
    pub owned: usize,
    /// For whom they answer as liaison or alternate.
    pub named_for: Vec<NamedFor>,
    /// Open referrals that they work on.
    pub referrals: u32,
    /// Records that are kept to two people, of whom they are the last: nobody can open them afterwards.
    pub kept: u32,
    /// Slots of a health service to come that they take.
    pub slots: u32,
    /// Who can take over what they look after: leads.
    pub successors: Vec<(MemberId, Label)>,
}

/// That a colleague answers for a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedFor {
    /// The partner.
    pub partner: Label,
    /// The alternate, who takes over; nothing when the colleague is the alternate, or the alternate has left too.
    pub takes_over: Option<Label>,
}

/// What a colleague would leave behind today.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or when there is no such colleague.
pub async fn leaving(app: &App, session: &Session, colleague: MemberId) -> Result<Leaving> {
    session.authorize(Deed::ManagePeople)?;
    member(app, session, colleague).await?;
    let partners = store::partnerships::list(app.store(), &session.scope).await?;
    let named_for = |row: &store::partnerships::PartnershipRow| {
        let two = liaisons::named(row, session.org_id()).filter(|two| two.names(colleague))?;
        let takes_over = row.our_alternate.clone().filter(|_| two.liaison == colleague);
        Some(NamedFor { partner: row.partner.name.clone(), takes_over })
    };
    let (owned, _) = owned_of(app, session, colleague).await?;
    let rows = store::members::list(app.store(), &session.scope).await?;
    let leads = rows
        .into_iter()
        .map(|row| row.member)
        .filter(|one| one.id != colleague && one.state == MemberState::Active && one.roles.contains(&Role::Lead));
    Ok(Leaving {
        owned: owned.len(),
        named_for: partners.iter().filter_map(named_for).collect(),
        referrals: store::referrals::n_assigned(app.store(), &session.scope, session.member, colleague).await?,
        kept: store::restrictions::n_alone(app.store(), &session.scope, app.worker(), colleague).await?,
        slots: slots_to_come(app, session, colleague).await?,
        successors: leads.map(|one| (one.id, one.name)).collect(),
    })
}

/// Slots from today on that a colleague takes.
pub(crate) async fn slots_to_come(app: &App, session: &Session, colleague: MemberId) -> Result<u32> {
    let today = Day::of(app.now(), &session.org().time_zone);
    qualified::n_taken(app, &session.scope, colleague, today).await
}

/// Everything open of a colleague, in all partnerships, with the partner's copy of each.
async fn owned_of(
    app: &App,
    session: &Session,
    colleague: MemberId,
) -> Result<(Vec<Owned>, BTreeMap<PartnershipId, OrgScope>)> {
    let (mut owned, mut theirs) = (Vec::new(), BTreeMap::new());
    for row in store::partnerships::list(app.store(), &session.scope).await? {
        let id = row.partnership.id;
        owned.extend(drill::owned_by(app, &session.scope, id, colleague).await?);
        theirs.insert(id, app.worker().scope(row.partner.id));
    }
    Ok((owned, theirs))
}

/// Ends a colleague's access: sessions die, keys are taken away. What was read stays read, and what they look after
/// stays with their name. Who answers for a partner with them takes over.
///
/// # Errors
/// As [`let_go`].
pub async fn end_access(app: &App, session: &Session, colleague: MemberId) -> Result<()> {
    let_go(app, session, colleague, None).await
}

/// Ends a colleague's access, and names somebody else for all they look after. Where the partner would have called them,
/// the alternate takes over, and whoever was named is the new alternate, else another lead ([`liaisons`]).
///
/// # Errors
/// [`Error::NotFound`] without the deed, or when there is no such colleague; [`Error::Invalid`] `last-admin`,
/// `not-yourself`, `not-a-successor` for who does not lead here or leaves themself.
pub async fn let_go(app: &App, session: &Session, colleague: MemberId, to: Option<MemberId>) -> Result<()> {
    session.authorize(Deed::ManagePeople)?;
    if colleague == session.member {
        return Err(Error::Invalid("not-yourself"));
    }
    let state = member(app, session, colleague).await?.member.state;
    refuse_last_admin(app, session, colleague).await?;
    if let Some(to) = to {
        let behind = leaving(app, session, colleague).await?;
        if behind.successors.iter().all(|(one, _)| *one != to) {
            return Err(Error::Invalid("not-a-successor"));
        }
    }
    let (owned, theirs) = owned_of(app, session, colleague).await?;
    let pens = workspace::pens(app, session, theirs);
    let stand_ins: Vec<MemberId> = to.into_iter().chain(housekeeping::leads(app, &session.scope).await?).collect();
    let (scope, by, now, node) = (session.scope, session.member, app.now(), app.clone());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if !store::members::set_state(tx, &scope, colleague, state, MemberState::Ended).await? {
                    return Ok(());
                }
                if let Some(to) = to {
                    workspace::hand_over(&node, tx, (&owned, &pens), (colleague, to)).await?;
                }
                liaisons::after(&node, tx, &scope, (by, now), colleague, &stand_ins).await?;
                // The partner reads no longer that an advocate is there where this one would have been.
                qualified::settle(&node, tx, &pens).await?;
                store::grants::remove_all(tx, &scope, colleague).await?;
                store::sessions::end_all(tx, &scope, colleague, None).await?;
                store::mail::erase(tx, &scope, colleague).await?;
                let subject = Some(colleague.bytes());
                tx.audit(&scope, journal::by_member(&scope, by, now, Act::MemberEnded, subject, ""));
                Ok(())
            })
        })
        .await
}
