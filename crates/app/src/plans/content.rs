//! The sealed items of a plan: each under a key of its own, wrapped with the key of the care-plans compartment.
//!
//! Invariant: an item opens only where it stands: its organization, record, side, kind and version are in its seal.

use crate::{App, Error, Result, Session};
use domain::care_plan::{ItemKind, Side};
use domain::ids::{LineId, OrgId, ReferralId};
use domain::part2::Part2Attachment;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use store::care_plan::{Content, Item};
use vault::{Compartment, Place, RecordKey, Sealed};

/// Where an item stands.
#[derive(Clone, Copy)]
pub(super) struct At {
    pub(super) referral: ReferralId,
    pub(super) kind: ItemKind,
    pub(super) side: Side,
    pub(super) id: LineId,
}

impl At {
    pub(super) fn of(item: &Item) -> Self {
        Self { referral: item.referral, kind: item.kind, side: item.side, id: item.id }
    }
    /// The record stands in the name of the field, so that an item cannot be moved from one person to another.
    fn field(self, part: &str) -> String {
        format!("{part} {} {} {}", self.side.code(), self.kind.code(), self.referral)
    }
}

fn place<'a>(org: OrgId, at: At, field: &'a str, version: u32) -> Place<'a> {
    Place { org, table: "plan_item", row: at.id.bytes(), field, version }
}

/// What the partner shared, as we keep it: with the notice and the copy of the consent that came along (42 CFR 2.32),
/// under the same seal, so that they are shown, kept and erased together. What came before there were any has none.
#[derive(Serialize, Deserialize)]
pub(super) struct Came<T> {
    #[serde(flatten)]
    pub(super) said: T,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) part2: Option<Part2Attachment>,
}

/// Seals an item under a new key.
pub(super) fn seal<T: Serialize>(app: &App, session: &Session, at: At, version: u32, said: &T) -> Result<Content> {
    let key = session.keys()?.compartment(Compartment::CarePlans).ok_or(Error::Locked)?;
    let (org, record) = (session.org_id(), RecordKey::generate(app.entropy()));
    let (key_field, field) = (at.field("key"), at.field("content"));
    let sealed: Sealed<T> = record.seal(&place(org, at, &field, version), said, app.entropy())?;
    Ok(Content {
        record_key_sealed: record.wrap(key, &place(org, at, &key_field, version), app.entropy())?,
        record_key_epoch: key.epoch(),
        content_sealed: sealed.into_bytes(),
        version,
    })
}

/// Opens an item.
///
/// # Errors
/// [`Error::SealBroken`]; [`Error::Locked`] without the keys.
pub(super) fn open<T: DeserializeOwned>(session: &Session, item: &Item) -> Result<T> {
    let (keys, org, at, content) = (session.keys()?, session.org_id(), At::of(item), &item.content);
    let key = keys.compartment_at(Compartment::CarePlans, content.record_key_epoch).ok_or(Error::Locked)?;
    let (key_field, field) = (at.field("key"), at.field("content"));
    let record = RecordKey::unwrap(&content.record_key_sealed, key, &place(org, at, &key_field, content.version))?;
    let sealed = Sealed::from_bytes(content.content_sealed.clone());
    Ok(record.open(&place(org, at, &field, content.version), &sealed)?)
}
