//! A record is kept to two people who have both left: two leads name the two who see it from now on, without reading it.
//!
//! One lead asks, another confirms the same two. Both stand in the audit chain, as entries of the record: leads who
//! may know of the record read who asked, also in vain, and the new two who confirmed; the admins are told by a notice. What they are shown is the short code, who
//! the two were, and since when.
//!
//! Invariant: nobody is named who must never see the record, and no lead is told of one that they must never see.
//! Invariant: whoever asks or confirms is not named, ended the access of neither of the two, and led here before the second
//! of them left (`second_word`): a colleague who is let in for it opens no record. Who had let one in long before is not known as such.
//! Invariant: while either of the two works here, only they name somebody else ([mod@super::restrict]).

use super::second_word::{is_lead, leads_of};
use crate::{App, Error, Result, Session, journal, notices};
use domain::audit::Act;
use domain::ids::{MemberId, NoticeId, ReferralId};
use domain::member::{Deed, MemberState, any_may};
use domain::text::Label;
use domain::time::{Days, Timestamp};
use std::collections::{BTreeMap, BTreeSet};
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
    /// Whether the reader has a word in it.
    pub word: Word,
}

/// Whether a lead has a word in naming two people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// They can ask, or confirm what another lead asked.
    Theirs,
    /// They ended the access of one of the two, or led here only after the second had left.
    NotTheirs,
    /// There is no second lead who has one: the record stays closed.
    OfOneOnly,
}

impl Word {
    fn of(leads: &BTreeSet<MemberId>, reader: MemberId) -> Self {
        match leads.contains(&reader) {
            _ if leads.len() < 2 => Self::OfOneOnly,
            true => Self::Theirs,
            false => Self::NotTheirs,
        }
    }
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
    /// The reader can confirm it.
    pub can_confirm: bool,
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
            let leads = leads_of(store, scope, row.referral).await?;
            let view = |asked: &Asked| AskedView {
                members: (asked.one, asked.other),
                names: [asked.one, asked.other].into_iter().filter_map(name).collect(),
                by: name(asked.by).unwrap_or_else(|| session.name().clone()),
                is_mine: asked.by == session.member,
                can_confirm: may_confirm(&leads, asked, session.member),
                at: asked.at,
            };
            let (asked, word) = (waits.map(view), Word::of(&leads, session.member));
            all.push(Left { id: row.referral, two: Vec::new(), since: row.at, asked, word });
        }
        if let Some(last) = all.last_mut() {
            last.two.extend(name(row.member));
        }
    }
    Ok(all)
}

/// Another lead with a word, who is not named.
fn may_confirm(leads: &BTreeSet<MemberId>, asked: &Asked, by: MemberId) -> bool {
    let have_words = leads.contains(&by) && leads.contains(&asked.by);
    have_words && by != asked.by && ![asked.one, asked.other].contains(&by)
}

fn waits(asked: &Asked, now: Timestamp) -> bool {
    now < asked.at.plus_days(WAITS)
}

/// Who can be named: active, able to work on a record, and not the reader.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn candidates(app: &App, session: &Session) -> Result<Vec<(MemberId, Label)>> {
    session.authorize(Deed::NameAnew)?;
    let all = store::members::list(app.store(), &session.scope).await?;
    Ok(all
        .into_iter()
        .filter(|row| works(row) && row.member.id != session.member)
        .map(|row| (row.member.id, row.member.name))
        .collect())
}

fn works(row: &MemberRow) -> bool {
    row.member.state == MemberState::Active && any_may(&row.member.roles, Deed::WorkReferral)
}

/// Says who should be the two from now on. Another lead confirms it within [`WAITS`]. Said twice, it was said once. The other
/// leads, and the admins, are told that somebody asked, and not about which record. What is refused is written down too, and
/// only so much may be tried: the answers would tell who must never see it.
///
/// # Errors
/// [`Error::NotFound`] also for a record of which one of the two works here, or that the caller must never see;
/// [`Error::Invalid`] `anew-same` for one person twice, `restrict-hidden` when either must never see the record,
/// `field-unknown-choice` for who cannot work on it, `anew-not-named` for the caller as one of the two, `anew-no-word` where
/// they have none and `anew-no-second` where no other lead has ([`Word`]), `anew-asked` when a colleague asked before and
/// `anew-asked-by-you` when the caller did; [`Error::TooMany`].
pub async fn ask(app: &App, session: &Session, id: ReferralId, (one, other): (MemberId, MemberId)) -> Result<()> {
    session.authorize(Deed::NameAnew)?;
    let (scope, by, now, node) = (session.scope, session.member, app.now(), app.clone());
    app.limits().name_anew(by, now)?;
    let new = Asked { referral: id, one, other, by, at: now };
    let refused = app
        .store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let refused = match why_not(tx, &scope, by, &new).await? {
                    Some(code) => Some(code),
                    None => match stored::asked_about(tx, &scope, id).await? {
                        Some(before) if waits(&before, now) => match (before.one, before.other, before.by) {
                            same if same == (one, other, by) => return Ok(None),
                            (.., asker) if asker == by => Some("anew-asked-by-you"),
                            _ => Some("anew-asked"),
                        },
                        before => {
                            if before.is_some() {
                                stored::let_go(tx, &scope, id).await?;
                            }
                            (!stored::ask(tx, &scope, &new).await?).then_some("anew-asked")
                        }
                    },
                };
                let detail = match refused {
                    Some(_) => "asked_in_vain".to_owned(),
                    None => format!("asked {one} {other}"),
                };
                if refused.is_none() {
                    tell(&node, tx, &scope, &new).await?;
                }
                let act = Act::RestrictionChanged;
                tx.audit(&scope, journal::by_member(&scope, by, now, act, Some(id.bytes()), detail));
                Ok::<_, Error>(refused)
            })
        })
        .await?;
    refused.map_or(Ok(()), |code| Err(Error::Invalid(code)))
}

/// Tells every other lead and every admin that it was asked, but nobody who must never see the record: without the record,
/// and without whom.
async fn tell(app: &App, tx: &Tx, scope: &OrgScope, asked: &Asked) -> Result<()> {
    for row in store::members::list(tx, scope).await? {
        let member = row.member.id;
        let is_active = row.member.state == MemberState::Active;
        let hears = is_active && (is_lead(&row) || any_may(&row.member.roles, Deed::ManagePeople));
        if !hears || member == asked.by || stored::is_kept_from(tx, scope, asked.referral, (member, member)).await? {
            continue;
        }
        let (id, code) = (NoticeId::new(app.next_id()), "notice-anew-asked".to_owned());
        notices::bring(app, tx, scope, &Notice { id, member, code, referral: None, at: asked.at }).await?;
    }
    Ok(())
}

/// Confirms what another lead asked: the two see the record from now on, and are told so. `members` are those that the page
/// showed. Confirmed twice, it was confirmed once: then one of the two works here, and the record is none of these.
///
/// # Errors
/// As [`ask`]; [`Error::Invalid`] `anew-yourself` for who asked it, `anew-changed` when it is not what the page showed, or who
/// asked it has no word any more.
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
                if asked.by == by {
                    return Err(Error::Invalid("anew-yourself"));
                }
                if !stored::is_left(tx, &scope, by, id).await? {
                    return Err(Error::NotFound);
                }
                // Who asked leads here still: what somebody who left had wished is no second word.
                let leads = leads_of(tx, &scope, id).await?;
                if (asked.one, asked.other) != members || !leads.contains(&asked.by) {
                    return Err(Error::Invalid("anew-changed"));
                }
                if let Some(code) = why_not(tx, &scope, by, &asked).await? {
                    return Err(Error::Invalid(code));
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

/// Why the caller cannot have these two named. Looked at in the write: one of the two may have come back, or a colleague been
/// kept away from the record, meanwhile. Whoever has no word is not told who must never see it.
async fn why_not(tx: &Tx, scope: &OrgScope, by: MemberId, asked: &Asked) -> Result<Option<&'static str>> {
    if !stored::is_left(tx, scope, by, asked.referral).await? {
        return Err(Error::NotFound);
    }
    let leads = leads_of(tx, scope, asked.referral).await?;
    if !leads.contains(&by) {
        return Ok(Some("anew-no-word"));
    }
    let two = [asked.one, asked.other];
    if asked.one == asked.other {
        return Ok(Some("anew-same"));
    }
    if two.contains(&by) {
        return Ok(Some("anew-not-named"));
    }
    if leads.iter().all(|lead| *lead == by || two.contains(lead)) {
        return Ok(Some("anew-no-second"));
    }
    let all = store::members::list(tx, scope).await?;
    let is_one = |id: MemberId| all.iter().any(|row| row.member.id == id && works(row));
    if !is_one(asked.one) || !is_one(asked.other) {
        return Ok(Some("field-unknown-choice"));
    }
    let is_hidden = stored::is_kept_from(tx, scope, asked.referral, (asked.one, asked.other)).await?;
    Ok(is_hidden.then_some("restrict-hidden"))
}
