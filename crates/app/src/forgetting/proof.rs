//! What is gone, and that it is gone: looked at in the row itself when the page is shown. It says nothing of what it was.

use super::holds::names;
use crate::referrals::content;
use crate::{App, Error, Result, Session};
use domain::ids::{MemberId, ReferralId};
use domain::member::Deed;
use domain::retention::{BACKUPS, Part, PurgeRule};
use domain::time::Timestamp;
use std::collections::BTreeMap;
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
}

fn what(table: &str) -> Option<What> {
    match table {
        "referrals" => Some(What::Record),
        "releases" => Some(What::Form),
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
    /// Of which row: the record's id, or the release's.
    pub row: [u8; 16],
    /// When.
    pub at: Timestamp,
    /// Why; not known of what an earlier version destroyed.
    pub rule: Option<PurgeRule>,
    /// By whom; nobody when the service did it.
    pub by: Option<String>,
}

impl Gone {
    pub(super) fn of(stone: Tombstone, names: &BTreeMap<MemberId, String>) -> Option<Self> {
        let by = stone.member.map(|id| names.get(&id).cloned().unwrap_or_default());
        Some(Self { what: what(&stone.table)?, row: stone.row, at: stone.at, rule: stone.rule, by })
    }
    /// The line by which an operator finds it in the list of what was destroyed.
    #[must_use]
    pub fn tombstone(&self) -> String {
        let table = match self.what {
            What::Record => "referrals",
            What::Form => "releases",
            What::Part(part) => store::retention::part_table(part),
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
    /// The record's short code.
    pub short_code: String,
    /// Each thing that was destroyed, oldest first, and whether it is gone from the database as it stands now.
    pub gone: Vec<(Gone, bool)>,
    /// When this was looked at.
    pub now: Timestamp,
}

/// What was destroyed of a record and of its releases, looked at now.
///
/// # Errors
/// [`Error::NotFound`] also where nothing was.
pub async fn of_record(app: &App, session: &Session, id: ReferralId) -> Result<Proof> {
    session.authorize(Deed::OpenReferral)?;
    let (store, scope, viewer) = (app.store(), &session.scope, session.member);
    let events = store::referrals::events(store, scope, viewer, id).await?;
    let row = store::referrals::find(store, scope, viewer, id).await?.ok_or(Error::NotFound)?;
    let stones = store::retention::of_record(store, scope, viewer, id).await?;
    if stones.is_empty() {
        return Err(Error::NotFound);
    }
    let content = content::open(app, session, &row, &events).await?;
    let names = names(app, session).await?;
    let mut gone = Vec::new();
    for one in stones.into_iter().filter_map(|stone| Gone::of(stone, &names)) {
        let is_gone = match one.what {
            What::Record => holds_nothing(&row),
            What::Form => {
                let form = domain::ids::ReleaseId::from_bytes(one.row);
                let form = store::releases::find_form(store, scope, viewer, form).await?;
                form.is_none_or(|form| form.form_key_sealed.is_none() && form.form_sealed.is_none())
            }
            What::Part(part) => holds_nothing(&row) || is_without(content.as_ref(), part),
        };
        gone.push((one, is_gone));
    }
    Ok(Proof { short_code: id.short_code(), gone, now: app.now() })
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
