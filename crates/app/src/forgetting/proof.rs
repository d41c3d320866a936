//! What is gone, and that it is gone: looked at in the row itself when the page is shown. It says nothing of what it was.

use super::holds::names;
use crate::referrals::content;
use crate::{App, Error, Result, Session};
use domain::care_plan::ItemKind;
use domain::ids::{MemberId, ReferralId};
use domain::member::Deed;
use domain::retention::{BACKUPS, Part, PurgeRule};
use domain::time::Timestamp;
use std::collections::BTreeMap;
use store::care_plan::stones;
use store::referrals::ReferralRow;
use store::retention::Tombstone;

/// What was destroyed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The content of a record, with its key.
    Record,
    /// The signed form of a release, with its key.
    Form,
    /// A part of a record's content.
    Part(Part),
    /// Something of a plan: a line, a private note, a message.
    OfPlan(ItemKind),
    /// Something of a plan that the partner had shared and nobody here had read.
    Unread,
}

/// None for what only leads a restored backup to the rest.
fn what(table: &str) -> Option<What> {
    match table {
        "referrals" => Some(What::Record),
        "releases" => Some(What::Form),
        stones::UNREAD => Some(What::Unread),
        table if stones::is_of_a_plan(table) => {
            ItemKind::ALL.iter().find(|kind| stones::table(**kind) == table).map(|kind| What::OfPlan(*kind))
        }
        table => {
            Part::ALL.iter().find(|part| store::retention::part_table(**part) == table).map(|part| What::Part(*part))
        }
    }
}

/// Something that was destroyed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// What.
    pub what: What,
    /// How many of them at once, for the same reason: of a plan there can be more than one.
    pub n: u32,
    /// Of which row: the record's id, or the release's. Of a plan, its record's.
    pub row: [u8; 16],
    /// When.
    pub at: Timestamp,
    /// Why; not known of what an earlier version destroyed.
    pub rule: Option<PurgeRule>,
    /// By whom; nobody when the service did it.
    pub by: Option<String>,
}

impl Gone {
    fn of(stone: Tombstone, names: &BTreeMap<MemberId, String>) -> Option<Self> {
        let by = stone.member.map(|id| names.get(&id).cloned().unwrap_or_default());
        let what = what(&stone.table)?;
        let row = match what {
            What::OfPlan(_) | What::Unread => stone.referral?.bytes(),
            What::Record | What::Form | What::Part(_) => stone.row,
        };
        Some(Self { what, n: 1, row, at: stone.at, rule: stone.rule, by })
    }
    /// In the same order; what went of a plan at once is one of them.
    pub(super) fn all(stones: Vec<Tombstone>, names: &BTreeMap<MemberId, String>) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for one in stones.into_iter().filter_map(|stone| Self::of(stone, names)) {
            let is_of_plan = matches!(one.what, What::OfPlan(_) | What::Unread);
            match all.iter_mut().find(|before| is_of_plan && **before == Self { n: before.n, ..one.clone() }) {
                Some(before) => before.n += 1,
                None => all.push(one),
            }
        }
        all
    }
    /// The line by which an operator finds it in the list of what was destroyed.
    #[must_use]
    pub fn tombstone(&self) -> String {
        let table = match self.what {
            What::Record => "referrals",
            What::Form => "releases",
            What::Part(part) => store::retention::part_table(part),
            What::OfPlan(kind) => stones::table(kind),
            What::Unread => stones::UNREAD,
        };
        format!("{table} {}", ReferralId::from_bytes(self.row))
    }
    /// Until when backups may still hold it, as ciphertext.
    #[must_use]
    pub fn backups_until(&self) -> Timestamp {
        self.at.plus_days(BACKUPS)
    }
}

/// The proof for one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The database's own files give up what was destroyed only when the operator has them written anew (PostgreSQL).
    pub waits_for_operator: bool,
    /// The record's short code.
    pub short_code: String,
    /// Each thing that was destroyed, oldest first, and whether it is gone from the database as it stands now.
    pub gone: Vec<(Gone, bool)>,
    /// When this was looked at.
    pub now: Timestamp,
}

/// What was destroyed of a record, of its releases and of its plan, looked at now.
///
/// # Errors
/// [`Error::NotFound`] also where nothing was.
pub async fn of_record(app: &App, session: &Session, id: ReferralId) -> Result<Proof> {
    session.authorize(Deed::OpenReferral)?;
    let (store, scope, viewer) = (app.store(), &session.scope, session.member);
    let events = store::referrals::events(store, scope, viewer, id).await?;
    let row = store::referrals::find(store, scope, viewer, id).await?.ok_or(Error::NotFound)?;
    let found = store::retention::of_record(store, scope, viewer, id).await?;
    if found.is_empty() {
        return Err(Error::NotFound);
    }
    let content = content::open(app, session, &row, &events).await?;
    let names = names(app, session).await?;
    let mut gone = Vec::new();
    let of_plan = stones::back_again(store, scope, viewer, id).await?;
    for one in Gone::all(found, &names) {
        let is_gone = match one.what {
            What::Record => holds_nothing(&row),
            What::Form => {
                let form = domain::ids::ReleaseId::from_bytes(one.row);
                let form = store::releases::find_form(store, scope, viewer, form).await?;
                form.is_none_or(|form| form.form_key_sealed.is_none() && form.form_sealed.is_none())
            }
            What::OfPlan(_) | What::Unread => !of_plan,
            What::Part(part) => holds_nothing(&row) || is_without(content.as_ref(), part),
        };
        gone.push((one, is_gone));
    }
    let waits_for_operator = app.store().backend() == "postgres";
    Ok(Proof { waits_for_operator, short_code: id.short_code(), gone, now: app.now() })
}

/// Neither a key nor anything that a key could open.
fn holds_nothing(row: &ReferralRow) -> bool {
    let content = &row.content;
    content.record_key_sealed.is_none() && content.person_sealed.is_none() && content.envelope_sealed.is_none()
}

/// What is sealed now was opened, and the part is not in it.
fn is_without(content: Option<&content::Opened>, part: Part) -> bool {
    content
        .is_none_or(|content| !content.lingering.contains(&part) && content.card.clone().without(part) == content.card)
}
