//! Which leads have a word in naming two people for a record whose two have left ([`super::named_anew`]).
//!
//! Whoever manages people could else end the access of the two, let in somebody of their own as a lead, and open the record
//! with them. So whoever ended the access of one of the two has no word, and nobody who led only later. The audit chain says
//! who did what in which order, whatever a clock said.
//!
//! Invariant: in doubt a lead has no word; where the chain does not say who ended an access, nobody has one.

use crate::Result;
use domain::audit::{Act, Actor};
use domain::ids::{MemberId, ReferralId};
use domain::member::{Deed, MemberState, Role, any_may};
use std::collections::BTreeSet;
use store::members::MemberRow;
use store::{OrgScope, Reads};

/// Entries about one colleague that are looked at, the latest first.
const MOST: u32 = 200;

/// Leads who were leads before the second of the two left, ended the access of neither, and may know of the record. Nobody
/// of them is named by that: whoever asks or confirms is not one of the new two either.
pub(super) async fn leads_of(db: &impl Reads, scope: &OrgScope, record: ReferralId) -> Result<BTreeSet<MemberId>> {
    let (mut ended_by, mut last) = (BTreeSet::new(), 0);
    for gone in store::named_anew::the_left(db, scope, record).await? {
        let ended = store::audit::of_subject(db, scope, gone, gone.bytes(), &[Act::MemberEnded], 1).await?;
        let Some(ended) = ended.into_iter().next() else { return Ok(BTreeSet::new()) };
        if let Actor::Member(by) = ended.entry.actor {
            ended_by.insert(by);
        }
        last = last.max(ended.seq);
    }
    let mut found = BTreeSet::new();
    for row in store::members::list(db, scope).await? {
        let id = row.member.id;
        let may_know = is_lead(&row) && !store::named_anew::is_kept_from(db, scope, record, (id, id)).await?;
        if may_know && !ended_by.contains(&id) && led_before(db, scope, id, last).await? {
            found.insert(id);
        }
    }
    Ok(found)
}

pub(super) fn is_lead(row: &MemberRow) -> bool {
    row.member.state == MemberState::Active && any_may(&row.member.roles, Deed::NameAnew)
}

/// Whether somebody who leads now was let in, and led, before this entry. Of roles that were changed only later nobody wrote
/// down what they had been.
async fn led_before(db: &impl Reads, scope: &OrgScope, member: MemberId, entry: u64) -> Result<bool> {
    let acts = [Act::KeysGranted, Act::RolesChanged];
    let latest_first = store::audit::of_subject(db, scope, member, member.bytes(), &acts, MOST).await?;
    // What came before these is not known.
    if u32::try_from(latest_first.len()).is_ok_and(|n| n >= MOST) {
        return Ok(false);
    }
    let mut of_roles = latest_first.iter().filter(|one| one.entry.act == Act::RolesChanged).peekable();
    let led = match of_roles.clone().find(|one| one.seq < entry) {
        Some(then) => then.entry.detail.split(' ').any(|role| role == Role::Lead.code()),
        None => of_roles.peek().is_none(),
    };
    // Who founded the organization was let in by nobody.
    let mut let_in = latest_first.iter().filter(|one| one.entry.act == Act::KeysGranted).peekable();
    Ok(led && (let_in.peek().is_none() || let_in.any(|one| one.seq < entry)))
}
