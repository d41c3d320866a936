//! What protects a person stays in force when an older backup is restored: the list of it is kept outside the database
//! beside the list of what was destroyed ([`crate::tombstones`]). An operator's deed, from the terminal.
//!
//! Who must not see a record, and for which two it is kept, stands on the list and is put back as it was. What the person
//! said (how they can be reached, whom to tell) does not stand there, so the record is closed in that respect until they
//! say it again.
//!
//! Invariant: a line holds ids, times and versions, and nothing that a person said.
//! Invariant: what a copy knows already, or knows better, is left alone.

use crate::{App, Error, Result, journal};
use domain::audit::Act;
use domain::ids::{MemberId, OrgId, ReferralId};
use domain::time::Timestamp;
use store::protections::{self as stored, Named};
use store::{OrgScope, Tx};

/// Something that protects a person on a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protection {
    /// Whose record.
    pub org: OrgId,
    /// The record.
    pub referral: ReferralId,
    /// What.
    pub kept: Kept,
}

/// What protects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// A member must never see it.
    Hidden {
        /// Who.
        member: MemberId,
        /// Who said so.
        by: MemberId,
        /// When.
        at: Timestamp,
    },
    /// These alone may see it.
    Restricted {
        /// Who.
        members: Vec<MemberId>,
        /// Who said so.
        by: MemberId,
        /// When.
        at: Timestamp,
    },
    /// The person asked for something, or took it back; not what.
    Wishes {
        /// When last.
        at: Timestamp,
    },
    /// What is known of the person was written anew: how they can be reached may be part of it.
    Contact {
        /// The version since then.
        version: u32,
    },
}

impl Kept {
    /// Stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Hidden { .. } => "hidden",
            Self::Restricted { .. } => "restricted",
            Self::Wishes { .. } => "wishes",
            Self::Contact { .. } => "contact",
        }
    }
}

/// Everything that protects a person at any organization of the node.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn list(app: &App) -> Result<Vec<Protection>> {
    let mut list = Vec::new();
    for org in store::organizations::ids(app.store(), app.worker()).await? {
        let (store, scope, worker) = (app.store(), app.worker().scope(org), app.worker());
        let mut add = |referral, kept| list.push(Protection { org, referral, kept });
        for Named { referral, member, by, at } in stored::hidden(store, &scope, worker).await? {
            add(referral, Kept::Hidden { member, by, at });
        }
        for (referral, members, by, at) in together(stored::restricted(store, &scope, worker).await?) {
            add(referral, Kept::Restricted { members, by, at });
        }
        for (referral, at) in stored::wishes_changed(store, &scope, worker).await? {
            add(referral, Kept::Wishes { at });
        }
        for (referral, version) in stored::rewritten(store, &scope, worker).await? {
            add(referral, Kept::Contact { version });
        }
    }
    Ok(list)
}

/// The members of each record in one. They stand beside each other, since they were named at once.
fn together(rows: Vec<Named>) -> Vec<(ReferralId, Vec<MemberId>, MemberId, Timestamp)> {
    let mut all: Vec<(ReferralId, Vec<MemberId>, MemberId, Timestamp)> = Vec::new();
    for row in rows {
        match all.last_mut().filter(|last| last.0 == row.referral) {
            Some(last) => last.1.push(row.member),
            None => all.push((row.referral, vec![row.member], row.by, row.at)),
        }
    }
    all
}

/// Puts it back into force, or closes what cannot be known any more. Answers whether the database did not know of it.
///
/// # Errors
/// [`Error::Busy`], [`Error::Full`] or [`Error::Store`].
pub async fn protect_again(app: &App, protection: &Protection) -> Result<bool> {
    let (scope, now, protection) = (app.worker().scope(protection.org), app.now(), protection.clone());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let is_news = again(tx, &scope, &protection, now).await?;
                if is_news {
                    let (subject, detail) = (Some(protection.referral.bytes()), protection.kept.code());
                    tx.audit(&scope, journal::by_system(&scope, now, Act::ProtectionRestored, subject, detail));
                }
                Ok::<_, Error>(is_news)
            })
        })
        .await
}

/// Answers whether anything had to be done.
async fn again(tx: &Tx, scope: &OrgScope, protection: &Protection, now: Timestamp) -> Result<bool> {
    let (referral, nobody) = (protection.referral, MemberId::from_bytes([0; 16]));
    // By a record that the copy does not know nobody is reached. But a release for it may be in the copy already, with
    // the name of who signed: who is to see nothing of the record sees nothing of that either.
    let is_about_seeing = matches!(protection.kept, Kept::Hidden { .. } | Kept::Restricted { .. });
    if !is_about_seeing && store::referrals::find(tx, scope, nobody, referral).await?.is_none() {
        return Ok(false);
    }
    let is_known = async |act, at| stored::is_known(tx, scope, act, referral, at).await;
    Ok(match &protection.kept {
        Kept::Hidden { member, by, at } => {
            store::conflicts::insert(tx, scope, referral, *member, *by, *at).await?.is_new()
        }
        Kept::Restricted { members, by, at } => {
            let stands = stored::is_named_since(tx, scope, referral, *at).await?;
            if stands || is_known(Act::RestrictionChanged, *at).await? {
                return Ok(false);
            }
            store::restrictions::replace(tx, scope, referral, members, *by, *at).await?;
            true
        }
        Kept::Wishes { at } => {
            !is_known(Act::WishesChanged, *at).await? && stored::wishes_unsure(tx, scope, referral, now).await?
        }
        Kept::Contact { version } => {
            let is_older = stored::contact_unsure(tx, scope, referral, *version).await?;
            if is_older {
                // What waits in the copy says what they said before.
                store::releases::recall(tx, scope, referral, now).await?;
                store::releases::recall_plans(tx, scope, referral, now).await?;
            }
            is_older
        }
    })
}
