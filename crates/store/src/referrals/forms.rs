//! Which forms have done which deed on a record, so that a form that is posted twice does it once.
//!
//! Invariant: [`take_form`] comes before everything else a deed writes, in the same transaction.

use crate::backend::{Reads, one, run};
use crate::error::Result;
use crate::page::Inserted;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::{Value, args};
use crate::write::Tx;
use domain::ids::{FormId, MemberId, ReferralId};
use domain::time::Timestamp;

/// A deed of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormDeed {
    /// The record.
    pub referral: ReferralId,
    /// The form.
    pub form: FormId,
    /// The deed, as a code that says nothing of what is sealed. One page has several forms of the same id.
    pub deed: String,
    /// Who posts it.
    pub member: MemberId,
}

fn key(scope: &OrgScope, of: &FormDeed) -> Vec<Value> {
    args![scope.org(), of.referral, of.form, &of.deed, of.member]
}

const TAKE: &str = "INSERT INTO referral_form (org_id, referral_id, form_id, deed, member_id, at) \
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";

/// Takes the form for its deed. `Already` when it has done it: nothing more is to be written.
///
/// # Errors
/// When the database does not answer.
pub async fn take_form(tx: &Tx, scope: &OrgScope, of: &FormDeed, at: Timestamp) -> Result<Inserted> {
    let mut args = key(scope, of);
    args.push(Value::from(at));
    run(tx, TAKE, args).await.map(Inserted::of)
}

const TAKEN: &str = "SELECT at FROM referral_form WHERE org_id = $1 AND referral_id = $2 AND form_id = $3 AND deed = $4 \
     AND member_id = $5";

/// Whether this member's form has done its deed before.
///
/// # Errors
/// When the database does not answer.
pub async fn is_taken(db: &impl Reads, scope: &OrgScope, of: &FormDeed) -> Result<bool> {
    Ok(one(db, TAKEN, key(scope, of), Row::time).await?.is_some())
}
