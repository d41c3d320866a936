//! A record is kept to two people who have both left: two leads name the two who see it from now on, without reading it.
//!
//! One lead asks, another confirms the same two. Both stand in the audit chain. What they are shown is the short code, who
//! the two were, and since when.
//!
//! Invariant: nobody is named who must never see the record, and no lead is told of one that they must never see.
//! Invariant: while either of the two works here, only they name somebody else ([`super::restrict`]).

use crate::{App, Error, Result, Session, journal, notices};
use domain::audit::Act;
use domain::ids::{MemberId, NoticeId, ReferralId};
use domain::member::{Deed, MemberState, any_may};
use domain::text::Label;
use domain::time::{Days, Timestamp};
use std::collections::BTreeMap;
use store::members::MemberRow;
use store::named_anew::{self as stored, Asked};
use store::notices::Notice;
use store::{OrgScope, Tx};

/// What one lead asked stands for so long: after that it has to be asked anew.
pub const WAITS: Days = Days(7);
/// Names read at once: two of each record.
const MOST: u32 = 200;

/// A record that nobody who works here can open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Which; its page is not to be had.
    pub id: ReferralId,
    /// Who the two were.
    pub two: Vec<Label>,
    /// Since when it was kept to them.
    pub since: Timestamp,
    /// Whom a lead would name.
    pub asked: Option<AskedView>,
}

/// Whom a lead would name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedView {
    /// The two.
    pub members: (MemberId, MemberId),
    /// Their names.
    pub names: Vec<Label>,
    /// The lead who asks.
    pub by: Label,
    /// The reader asked it: another lead confirms.
    pub is_mine: bool,
    /// When.
    pub at: Timestamp,
}

/// Records that are kept to two people who have both left, without those that the reader must never see.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn left(app: &App, session: &Session) -> Result<Vec<Left>> {
    session.authorize(Deed::NameAnew)?;
    let (store, scope, now) = (app.store(), &session.scope, app.now());
    let members = store::members::list(store, scope).await?;
    let name = |id: MemberId| members.iter().find(|row| row.member.id == id).map(|row| row.member.name.clone());
    let asked: BTreeMap<ReferralId, Asked> =
        stored::asked(store, scope, app.worker()).await?.into_iter().map(|one| (one.referral, one)).collect();
    let mut all: Vec<Left> = Vec::new();
    for row in stored::left(store, scope, app.worker(), session.member, MOST).await? {
        if all.last().is_none_or(|last| last.id != row.referral) {
            let waits = asked.get(&row.referral).filter(|asked| waits(asked, now));
            let view = |asked: &Asked| AskedView {
                members: (asked.one, asked.other),
                names: [asked.one, asked.other].into_iter().filter_map(name).collect(),
                by: name(asked.by).unwrap_or_else(|| session.name().clone()),
                is_mine: asked.by == session.member,
                at: asked.at,
            };
            all.push(Left { id: row.referral, two: Vec::new(), since: row.at, asked: waits.map(view) });
        }
        if let Some(last) = all.last_mut() {
            last.two.extend(name(row.member));
        }
    }
    Ok(all)
}

fn waits(asked: &Asked, now: Timestamp) -> bool {
    now < asked.at.plus_days(WAITS)
}

/// Who can be named: active, and able to work on a record.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn candidates(app: &App, session: &Session) -> Result<Vec<(MemberId, Label)>> {
    session.authorize(Deed::NameAnew)?;
    let all = store::members::list(app.store(), &session.scope).await?;
    Ok(all.into_iter().filter(works).map(|row| (row.member.id, row.member.name)).collect())
}

fn works(row: &MemberRow) -> bool {
    row.member.state == MemberState::Active && any_may(&row.member.roles, Deed::WorkReferral)
}

/// Says who should be the two from now on. Another lead confirms it within [`WAITS`]. Said twice, it was said once.
///
/// # Errors
/// [`Error::NotFound`] also for a record of which one of the two works here, or that the caller must never see;
/// [`Error::Invalid`] `anew-same` for one person twice, `restrict-hidden` when either must never see the record,
/// `field-unknown-choice` for who cannot work on it, `anew-asked` when a colleague asked before.
pub async fn ask(app: &App, session: &Session, id: ReferralId, (one, other): (MemberId, MemberId)) -> Result<()> {
    session.authorize(Deed::NameAnew)?;
    let (scope, by, now) = (session.scope, session.member, app.now());
    let new = Asked { referral: id, one, other, by, at: now };
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                must_be_free(tx, &scope, by, &new).await?;
                match stored::asked_about(tx, &scope, id).await? {
                    Some(before) if !waits(&before, now) => drop(stored::let_go(tx, &scope, id).await?),
                    Some(before) if (before.one, before.other, before.by) == (one, other, by) => return Ok(()),
                    Some(_) => return Err(Error::Invalid("anew-asked")),
                    None => {}
                }
                if !stored::ask(tx, &scope, &new).await? {
                    return Err(Error::Invalid("anew-asked"));
                }
                let (act, detail) = (Act::RestrictionChanged, format!("asked {one} {other}"));
                tx.audit(&scope, journal::by_member(&scope, by, now, act, Some(id.bytes()), detail));
                Ok(())
            })
        })
        .await
}

/// Confirms what another lead asked: the two see the record from now on, and are told so. `members` are those that the page
/// showed. Confirmed twice, it was confirmed once: then one of the two works here, and the record is none of these.
///
/// # Errors
/// As [`ask`]; [`Error::Invalid`] `anew-yourself` for who asked it, `anew-changed` when it is not what the page showed.
pub async fn confirm(app: &App, session: &Session, id: ReferralId, members: (MemberId, MemberId)) -> Result<()> {
    session.authorize(Deed::NameAnew)?;
    let (scope, by, now, node) = (session.scope, session.member, app.now(), app.clone());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let asked = stored::asked_about(tx, &scope, id).await?.filter(|asked| waits(asked, now));
                let Some(asked) = asked else {
                    // To who must never see it there is no such record.
                    let is_left = stored::is_left(tx, &scope, by, id).await?;
                    return Err(if is_left { Error::Invalid("anew-changed") } else { Error::NotFound });
                };
                must_be_free(tx, &scope, by, &asked).await?;
                if asked.by == by {
                    return Err(Error::Invalid("anew-yourself"));
                }
                if (asked.one, asked.other) != members {
                    return Err(Error::Invalid("anew-changed"));
                }
                // Who asked leads here still: what somebody who left had wished is no second word.
                if !leads(tx, &scope, asked.by).await? {
                    return Err(Error::Invalid("anew-changed"));
                }
                stored::let_go(tx, &scope, id).await?;
                store::restrictions::replace(tx, &scope, id, &[asked.one, asked.other], by, now).await?;
                for member in [asked.one, asked.other] {
                    let (notice, code) = (NoticeId::new(node.next_id()), "notice-kept-to-you".to_owned());
                    let notice = Notice { id: notice, member, code, referral: Some(id), at: now };
                    notices::bring_once(&node, tx, &scope, &notice).await?;
                }
                let (act, detail) = (Act::RestrictionChanged, format!("anew {} {}", asked.one, asked.other));
                tx.audit(&scope, journal::by_member(&scope, by, now, act, Some(id.bytes()), detail));
                Ok(())
            })
        })
        .await
}

/// Lets go of what a lead asked, whoever of the leads does it.
///
/// # Errors
/// [`Error::NotFound`] also where nothing waits.
pub async fn let_go(app: &App, session: &Session, id: ReferralId) -> Result<()> {
    session.authorize(Deed::NameAnew)?;
    let (scope, by, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if !stored::is_left(tx, &scope, by, id).await? || !stored::let_go(tx, &scope, id).await? {
                    return Err(Error::NotFound);
                }
                let act = Act::RestrictionChanged;
                tx.audit(&scope, journal::by_member(&scope, by, now, act, Some(id.bytes()), "asked_no_more"));
                Ok(())
            })
        })
        .await
}

async fn leads(tx: &Tx, scope: &OrgScope, member: MemberId) -> Result<bool> {
    let all = store::members::list(tx, scope).await?;
    let is_lead =
        |row: &MemberRow| row.member.state == MemberState::Active && any_may(&row.member.roles, Deed::NameAnew);
    Ok(all.iter().any(|row| row.member.id == member && is_lead(row)))
}

/// Looked at in the write: one of the two may have come back, or a colleague been kept away from the record, meanwhile.
async fn must_be_free(tx: &Tx, scope: &OrgScope, by: MemberId, asked: &Asked) -> Result<()> {
    if !stored::is_left(tx, scope, by, asked.referral).await? {
        return Err(Error::NotFound);
    }
    if asked.one == asked.other {
        return Err(Error::Invalid("anew-same"));
    }
    let all = store::members::list(tx, scope).await?;
    let is_one = |id: MemberId| all.iter().any(|row| row.member.id == id && works(row));
    if !is_one(asked.one) || !is_one(asked.other) {
        return Err(Error::Invalid("field-unknown-choice"));
    }
    if stored::is_kept_from(tx, scope, asked.referral, (asked.one, asked.other)).await? {
        return Err(Error::Invalid("restrict-hidden"));
    }
    Ok(())
}
