//! A word by e-mail that something new is there, for members of staff who asked for it. It says one constant sentence,
//! whatever happened (`docs/decisions/0018`).
//!
//! Invariant: nothing is queued, sent or timed by what happened: `queue` takes a member and a time.
//! Invariant: an address is opened to write to it and to show it to whose it is, and for nothing else.
//!
//! Read next: [`own`] (what a member sets), `round` (what the worker does), [`restored`] (after a backup was put back).

pub mod own;
pub mod restored;
pub(crate) mod round;

use crate::{App, Result};
use domain::ids::{MemberId, OrgId};
use domain::mail::{Address, Jitter};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use store::mail::MailSetting;
use store::{OrgScope, Tx};
use vault::{Place, RecordKey, Sealed};

/// The notice that letters do not arrive. No letter is about it.
pub(crate) const NOTICE: &str = "notice-mail-failed";

/// Why nothing is sent to an address that stood in an older copy of the database.
const RESTORED: &str = "restored";

/// What is sealed.
#[derive(Serialize, Deserialize)]
struct Given {
    address: Address,
    /// What the member is to type; none once they have.
    code: Option<String>,
}

/// Has the member written to, if they asked for that: once, however much comes until then.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn queue(app: &App, tx: &Tx, scope: &OrgScope, member: MemberId, now: Timestamp) -> store::Result<()> {
    if app.mail_server().is_none() {
        return Ok(());
    }
    let Some(setting) = store::mail::find(tx, scope, member).await? else { return Ok(()) };
    if setting.confirmed_at.is_none() {
        return Ok(());
    }
    let due = setting.times.due(now, setting.sent_at, jitter(app));
    store::mail::queue(tx, scope, member, due).await
}

fn jitter(app: &App) -> Jitter {
    let mut random = [0; 8];
    app.entropy().fill(&mut random);
    Jitter::of(random)
}

/// Whether the address is the one that was read, and asked for or confirmed as it was then. Sealed anew it has other bytes,
/// also where an address that was erased in between has as many versions.
fn same_address(now: &MailSetting, read: &MailSetting) -> bool {
    (now.version, &now.address_sealed) == (read.version, &read.address_sealed)
}

fn place(org: OrgId, member: MemberId, version: u32) -> Place<'static> {
    Place { org, table: "mail_setting", row: member.bytes(), field: "address", version }
}

/// The node's own key; an organization cannot be written for without one.
fn key(app: &App, org: OrgId) -> Result<RecordKey> {
    app.server_key().map(|key| key.address_key(org)).ok_or(crate::Error::Invalid("mail-not-set-up"))
}

fn seal(app: &App, org: OrgId, member: MemberId, version: u32, given: &Given) -> Result<Vec<u8>> {
    Ok(key(app, org)?.seal(&place(org, member, version), given, app.entropy())?.into_bytes())
}

fn open(app: &App, org: OrgId, setting: &MailSetting) -> Result<Given> {
    let sealed = Sealed::from_bytes(setting.address_sealed.clone());
    Ok(key(app, org)?.open(&place(org, setting.member, setting.version), &sealed)?)
}
