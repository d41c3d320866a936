//! What of a release is sealed under the compartment key `releases`: the answers of a draft, then who signed and the
//! hand's drawing. Each under a key of its own, so that destroying the key destroys it.

use crate::{App, Error, Result, Session};
use domain::ids::{OrgId, ReleaseId};
use domain::language::LanguageCode;
use domain::org::Language;
use domain::release::draft::{Draft, Finished};
use domain::text::PersonText;
use domain::time::Timestamp;
use store::drafts::DraftRow;
use store::releases::FormRow;
use vault::{Compartment, Place, RecordKey, Sealed};

fn draft_place(org: OrgId, id: ReleaseId, field: &'static str, version: u32) -> Place<'static> {
    Place { org, table: "release_draft", row: id.bytes(), field, version }
}

/// Seals a draft's answers as the row of this version, begun and changed at these times.
pub(super) fn draft(
    app: &App,
    session: &Session,
    id: ReleaseId,
    draft: &Draft,
    (begun_at, changed_at): (Timestamp, Timestamp),
    (paper_until, version): (Option<Timestamp>, u32),
) -> Result<DraftRow> {
    let key = session.keys()?.compartment(Compartment::Releases).ok_or(Error::Locked)?;
    let (record, org) = (RecordKey::generate(app.entropy()), session.org_id());
    let place = |field| draft_place(org, id, field, version);
    Ok(DraftRow {
        id,
        member: session.member,
        referral: draft.referral(),
        begun_at,
        changed_at,
        paper_until,
        version,
        draft_key_sealed: record.wrap(key, &place("draft_key"), app.entropy())?,
        draft_key_epoch: key.epoch(),
        draft_sealed: record.seal(&place("draft"), draft, app.entropy())?.into_bytes(),
    })
}

/// Opens a draft's answers.
pub(super) fn open_draft(session: &Session, row: &DraftRow) -> Result<Draft> {
    let key = session.keys()?.compartment_at(Compartment::Releases, row.draft_key_epoch).ok_or(Error::Locked)?;
    let place = |field| draft_place(session.org_id(), row.id, field, row.version);
    let record = RecordKey::unwrap(&row.draft_key_sealed, key, &place("draft_key"))?;
    Ok(record.open(&place("draft"), &Sealed::from_bytes(row.draft_sealed.clone()))?)
}

/// What is sealed of a signed release. Forms that were signed before have a name and a drawing only. Its `Debug` says
/// nothing.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct Form {
    /// Name as signed; for a minor with a parent, the minor's.
    pub signed_name: Option<PersonText>,
    /// The drawing, as the path of an SVG.
    pub drawing: Option<String>,
    /// Name of the parent who signed too.
    #[serde(default)]
    pub second_name: Option<PersonText>,
    /// Where the signed paper is kept.
    #[serde(default)]
    pub paper_place: Option<PersonText>,
    /// In which language the risks and rights were heard.
    #[serde(default)]
    pub read_in: Option<LanguageCode>,
}

impl Form {
    /// The language of the text that was read; none where an interpreter said it in another one.
    #[must_use]
    pub fn read_text(&self) -> Option<Language> {
        Language::parse(self.read_in?.as_str()).ok()
    }
}

impl std::fmt::Debug for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Form")
    }
}

/// Opens the form of a release; none once it was destroyed.
pub(super) fn open_form(session: &Session, id: ReleaseId, row: &FormRow) -> Result<Option<Form>> {
    let (Some(wrapped), Some(form)) = (&row.form_key_sealed, &row.form_sealed) else { return Ok(None) };
    let key = session.keys()?.compartment_at(Compartment::Releases, row.form_key_epoch).ok_or(Error::Locked)?;
    let place = |field| form_place(session.org_id(), id, field);
    let record = RecordKey::unwrap(wrapped, key, &place("form_key"))?;
    Ok(Some(record.open(&place("form"), &Sealed::from_bytes(form.clone()))?))
}

fn form_place(org: OrgId, id: ReleaseId, field: &'static str) -> Place<'static> {
    Place { org, table: "release", row: id.bytes(), field, version: 1 }
}

/// A sealed form: the wrapped key, its epoch, the form.
pub(super) struct SealedForm {
    pub(super) key_sealed: Vec<u8>,
    pub(super) key_epoch: u32,
    pub(super) form_sealed: Vec<u8>,
}

/// Seals who signed, and how.
pub(super) fn form(app: &App, session: &Session, id: ReleaseId, finished: &Finished) -> Result<SealedForm> {
    let key = session.keys()?.compartment(Compartment::Releases).ok_or(Error::Locked)?;
    let (record, org) = (RecordKey::generate(app.entropy()), session.org_id());
    let place = |field| form_place(org, id, field);
    let signed = finished.signed();
    let form = Form {
        signed_name: signed.name.clone(),
        drawing: signed.drawing.clone(),
        second_name: signed.second.clone(),
        paper_place: signed.place.clone(),
        read_in: Some(finished.rights().language),
    };
    Ok(SealedForm {
        key_sealed: record.wrap(key, &place("form_key"), app.entropy())?,
        key_epoch: key.epoch(),
        form_sealed: record.seal(&place("form"), &form, app.entropy())?.into_bytes(),
    })
}
