//! No-name consults: one side asks what the other knows, and they talk by phone. Workspace of the two organizations, so
//! it carries nothing about a person, is tied to no record, and needs no release.

use crate::node::month_of;
use crate::referrals::inbox::partner_names;
use crate::{App, Error, Result, Session, housekeeping, journal, notices, partnerships};
use domain::audit::Act;
use domain::consult::{Asked, StaffPhone, Topic};
use domain::ids::{ConsultId, MemberId, NoticeId, OrgId, PartnershipId};
use domain::member::{Deed, MemberState, any_may};
use domain::partnership::PartnershipState;
use domain::referral::Direction;
use domain::text::Label;
use domain::time::Timestamp;
use std::collections::BTreeSet;
use store::consults::{ConsultRow, NewConsult as NewRow};
use store::notices::Notice;
use store::{OrgScope, Tx};

/// A consult as it is asked.
pub struct NewConsult {
    /// Made with the form, so that a form posted twice asks once.
    pub id: ConsultId,
    /// Whom.
    pub partnership: PartnershipId,
    /// About what; one of the partner's topics.
    pub topic: Topic,
    /// Where staff can be called back; none when they call now.
    pub call_back: Option<StaffPhone>,
}

/// A consult in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consult {
    /// Which.
    pub id: ConsultId,
    /// About what.
    pub topic: Topic,
    /// We asked; else the partner asked us.
    pub is_ours: bool,
    /// The other side's name.
    pub partner: String,
    /// The member of staff who asked.
    pub asked_by: Label,
    /// Where they can be called back, while it is open.
    pub call_back: Option<StaffPhone>,
    /// When.
    pub at: Timestamp,
    /// Who answered by phone, when.
    pub answered: Option<(Label, Timestamp)>,
}

/// Most consults on the page.
const LISTED: u32 = 50;

/// The latest consults both ways.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn list(app: &App, session: &Session) -> Result<Vec<Consult>> {
    session.authorize(Deed::Consult)?;
    let rows = store::consults::latest(app.store(), &session.scope, LISTED).await?;
    let names = partner_names(app, session).await?;
    let consult = |row: ConsultRow| Consult {
        id: row.consult.id,
        topic: row.consult.topic,
        is_ours: row.asked == Asked::ByUs,
        partner: names.get(&row.partner).cloned().unwrap_or_default(),
        asked_by: row.consult.asked_by,
        call_back: row.consult.call_back,
        at: row.consult.at,
        answered: row.answered,
    };
    Ok(rows.into_iter().map(consult).collect())
}

/// Asks the partner. Its liaison is told that somebody asks, and reads here about what.
///
/// # Errors
/// [`Error::NotOpen`] while the partnership is paused or not begun; [`Error::TooMany`]; [`Error::Invalid`]
/// `consult-topic-unknown`.
pub async fn ask(app: &App, session: &Session, new: NewConsult) -> Result<()> {
    session.authorize(Deed::Consult)?;
    let direction = Direction::from_sender(session.org().kind).ok_or(Error::NotFound)?;
    if new.topic.known_by() != direction.receiver_kind() {
        return Err(Error::Invalid("consult-topic-unknown"));
    }
    let (now, partnership) = (app.now(), partnerships::find(app, session, new.partnership).await?);
    partnerships::may_send(session, &partnership)?;
    app.limits().send(session.org_id(), session.member, new.partnership, now)?;
    let (ours, theirs, member) = (session.scope, app.worker().scope(partnership.partner.id), session.member);
    let their_org = store::organizations::get(app.store(), &theirs).await?.organization;
    let months = (session.month(now), month_of(&their_org, now));
    let row = NewRow {
        id: new.id,
        direction,
        topic: new.topic,
        asked_by: session.name().clone(),
        call_back: new.call_back,
        at: now,
    };
    let whom = liaisons(app, &theirs, session.org_id()).await?;
    let node = app.clone();
    app.store()
        .write(ours.org(), move |tx| {
            Box::pin(async move {
                if store::consults::ask(tx, (&ours, &theirs), &row, months).await?.is_new() {
                    tx.audit(&ours, journal::by_member(&ours, member, now, Act::ConsultAsked, None, row.topic.code()));
                    tell(&node, tx, &theirs, &whom, "notice-consult", now).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Says that the partner was called back. Both sides see it; the number goes.
///
/// # Errors
/// [`Error::NotFound`] for one that the partner did not ask.
pub async fn answered(app: &App, session: &Session, id: ConsultId) -> Result<()> {
    session.authorize(Deed::Consult)?;
    let found = store::consults::find(app.store(), &session.scope, id).await?;
    let row = found.filter(|row| row.asked == Asked::ByThem).ok_or(Error::NotFound)?;
    let (now, ours, theirs) = (app.now(), session.scope, app.worker().scope(row.partner));
    let their_org = store::organizations::get(app.store(), &theirs).await?.organization;
    let months = (session.month(now), month_of(&their_org, now));
    let (member, by) = (session.member, session.name().clone());
    app.store()
        .write(ours.org(), move |tx| {
            Box::pin(async move {
                if store::consults::answer(tx, (&ours, &theirs), &row, (&by, now), months).await? {
                    let topic = row.consult.topic.code();
                    tx.audit(&ours, journal::by_member(&ours, member, now, Act::ConsultAnswered, None, topic));
                }
                Ok(())
            })
        })
        .await
}

/// The liaison and the alternate of an organization for this partner, else its leads: of those who answer consults.
async fn liaisons(app: &App, scope: &OrgScope, partner: OrgId) -> Result<BTreeSet<MemberId>> {
    let rows = store::partnerships::list(app.store(), scope).await?;
    let active = |row: &&store::partnerships::PartnershipRow| {
        row.partner.id == partner && row.partnership.state == PartnershipState::Active
    };
    let sides = rows.iter().find(active).map(|row| &row.partnership.sides);
    let named = sides.and_then(|sides| sides.iter().find(|side| side.org == scope.org())?.liaisons);
    let mut whom = BTreeSet::new();
    for member in named.into_iter().flat_map(|named| [named.liaison, named.alternate]) {
        let row = store::members::find(app.store(), scope, member).await?;
        let works = |row: store::members::MemberRow| {
            row.member.state == MemberState::Active && any_may(&row.member.roles, Deed::Consult)
        };
        if row.is_some_and(works) {
            whom.insert(member);
        }
    }
    if whom.is_empty() {
        whom.extend(housekeeping::leads(app, scope).await?);
    }
    Ok(whom)
}

async fn tell(
    app: &App,
    tx: &Tx,
    scope: &OrgScope,
    whom: &BTreeSet<MemberId>,
    code: &str,
    now: Timestamp,
) -> Result<()> {
    for member in whom {
        let (id, code) = (NoticeId::new(app.next_id()), code.to_owned());
        let notice = Notice { id, member: *member, code, referral: None, at: now };
        notices::bring(app, tx, scope, &notice).await?;
    }
    Ok(())
}
