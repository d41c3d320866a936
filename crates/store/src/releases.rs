//! Releases that an organization holds, and agreements that a health center recorded.
//!
//! Invariant: taking one back deletes the sends that were queued under it in the same transaction.

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::many::{Insert, insert_rows};
use crate::page::Inserted;
use crate::row::{Row, joined};
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::ids::{CrossingId, MemberId, MessageId, OrgId, ReferralId, ReleaseId};
use domain::message::MessageKind;
use domain::release::terms::Salt;
use domain::release::{
    CopyKept, Element, Presence, Purpose, RecordedAgreement, Release, Signature, SignatureMethod, SignerRole,
};
use domain::time::Timestamp;

/// Columns of a release as `r`, in the order of [`release_row`].
macro_rules! release_columns {
    () => {
        "r.id, r.org_id, r.recipient_id, r.referral_id, r.crossing_id, r.purpose, r.elements, r.informed, \
         r.part2_consent, r.signer_role, r.signer_is_not_abuser, r.signer_is_entitled, r.method, r.presence, \
         r.witness, r.signed_at, r.expires_at, r.revoked_at, r.after_death, r.copy_kept, r.created_at"
    };
}
/// The viewer stands on no list of the record that `r` belongs to. `$2` is the viewer.
macro_rules! visible {
    () => {
        "NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = r.org_id AND c.member_id = $2 \
         AND c.referral_id = r.referral_id)"
    };
}

fn release_row(row: &mut Row) -> Result<ReleaseRow> {
    let (id, holder, recipient) = (row.id(ReleaseId::new)?, row.id(OrgId::new)?, row.id(OrgId::new)?);
    let (referral, crossing) = (row.id(ReferralId::new)?, row.id(CrossingId::new)?);
    let (purpose, elements) = (row.code(Purpose::parse)?, row.codes(Element::parse)?);
    let (informed, part2_consent, signature) = (row.bool()?, row.bool()?, signature(row)?);
    let (expires_at, revoked_at, after_death) = (row.opt_time()?, row.opt_time()?, row.bool()?);
    let copy = row.opt_text()?.map(|code| CopyKept::parse(&code)).transpose().map_err(|_| row.unreadable())?;
    let release = Release {
        id,
        holder,
        recipient,
        referral,
        purpose,
        elements,
        informed,
        part2_consent,
        signature,
        expires_at,
        revoked_at,
        after_death,
    };
    Ok(ReleaseRow { release, crossing, copy, created_at: row.time()? })
}

/// A signature has all of its parts, or the release is not signed.
fn signature(row: &mut Row) -> Result<Option<Signature>> {
    let (role, not_abuser) = (row.opt_text()?, row.opt_int()?);
    let (entitled, method) = (row.opt_int()?, row.opt_text()?);
    let (presence, witness, signed_at) = (row.opt_text()?, row.opt_id(MemberId::new)?, row.opt_time()?);
    let (Some(role), Some(not_abuser), Some(method)) = (role, not_abuser, method) else { return Ok(None) };
    let (Some(presence), Some(witness), Some(signed_at)) = (presence, witness, signed_at) else { return Ok(None) };
    Ok(Some(Signature {
        role: SignerRole::parse(&role).map_err(|_| row.unreadable())?,
        signer_is_not_abuser: not_abuser != 0,
        is_entitled: entitled.is_some_and(|entitled| entitled != 0),
        method: SignatureMethod::parse(&method).map_err(|_| row.unreadable())?,
        presence: Presence::parse(&presence).map_err(|_| row.unreadable())?,
        witness,
        signed_at,
    }))
}

/// A release as it is signed.
#[derive(Debug, Clone)]
pub struct NewRelease {
    /// What the gate reads. `release.holder` is set from the scope.
    pub release: Release,
    /// The crossing it is for.
    pub crossing: CrossingId,
    /// The salt of the digest of its terms in the chain.
    pub terms_salt: Salt,
    /// What becomes of a copy for the person.
    pub copy: CopyKept,
    /// The key of the form, wrapped under the compartment key `releases`.
    pub form_key_sealed: Vec<u8>,
    /// Epoch of that compartment key.
    pub form_key_epoch: u32,
    /// The form: the signer's name and signature.
    pub form_sealed: Vec<u8>,
    /// When.
    pub created_at: Timestamp,
}

/// A release in a list: what the gate reads, without the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseRow {
    /// What the gate reads.
    pub release: Release,
    /// The crossing it is for.
    pub crossing: CrossingId,
    /// What becomes of a copy for the person; none when nobody asked.
    pub copy: Option<CopyKept>,
    /// When it was recorded.
    pub created_at: Timestamp,
}

/// The sealed form of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRow {
    /// The wrapped key; none once the form was destroyed.
    pub form_key_sealed: Option<Vec<u8>>,
    /// Epoch of the compartment key that wraps it.
    pub form_key_epoch: u32,
    /// The form.
    pub form_sealed: Option<Vec<u8>>,
}

/// What taking back came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenBack {
    /// It was live until now; false when it had been taken back before, or is not there.
    pub now: bool,
    /// Sends that were queued under it and died.
    pub stopped: u64,
}

const INSERT: &str = "INSERT INTO release (org_id, id, recipient_id, referral_id, crossing_id, purpose, elements, informed, \
     part2_consent, signer_role, signer_is_not_abuser, method, presence, witness, signed_at, expires_at, revoked_at, \
     form_key_sealed, form_key_epoch, form_sealed, created_at, signer_is_entitled, after_death, copy_kept, terms_salt) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, \
     $24, $25) ON CONFLICT DO NOTHING";

/// Adds a release.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, new: &NewRelease) -> Result<Inserted> {
    let r = &new.release;
    let signature = r.signature;
    let args = args![
        scope.org(),
        r.id,
        r.recipient,
        r.referral,
        new.crossing,
        r.purpose.code(),
        joined(r.elements.iter().map(|element| element.code())),
        r.informed,
        r.part2_consent,
        signature.map(|s| s.role.code()),
        signature.map(|s| s.signer_is_not_abuser),
        signature.map(|s| s.method.code()),
        signature.map(|s| s.presence.code()),
        signature.map(|s| s.witness),
        signature.map(|s| s.signed_at),
        r.expires_at,
        r.revoked_at,
        &new.form_key_sealed,
        new.form_key_epoch,
        &new.form_sealed,
        new.created_at,
        signature.map(|s| s.is_entitled),
        r.after_death,
        new.copy.code(),
        &new.terms_salt.bytes()[..],
    ];
    run(tx, INSERT, args).await.map(Inserted::of)
}

const TERMS_SALT: &str = "SELECT terms_salt FROM release WHERE org_id = $1 AND id = $2 AND terms_salt IS NOT NULL";

/// The salt of the digest of its terms, as long as the release is not forgotten and its form not destroyed. It is asked by the
/// software, of whatever it holds, and shown to nobody.
///
/// # Errors
/// When the database does not answer.
pub async fn terms_salt(db: &impl Reads, scope: &OrgScope, id: ReleaseId) -> Result<Option<Salt>> {
    one(db, TERMS_SALT, args![scope.org(), id], |row| row.array().map(Salt::new)).await
}

const FIND: &str =
    concat!("SELECT ", release_columns!(), " FROM release r WHERE r.org_id = $1 AND r.id = $3 AND ", visible!());

/// A release, if the viewer may know of its referral.
///
/// # Errors
/// When the database does not answer.
pub async fn find(db: &impl Reads, scope: &OrgScope, viewer: MemberId, id: ReleaseId) -> Result<Option<ReleaseRow>> {
    one(db, FIND, args![scope.org(), viewer, id], release_row).await
}

const FIND_FORM: &str = concat!(
    "SELECT r.form_key_sealed, r.form_key_epoch, r.form_sealed FROM release r WHERE r.org_id = $1 AND r.id = $3 AND ",
    visible!()
);

/// The sealed form of a release.
///
/// # Errors
/// When the database does not answer.
pub async fn find_form(db: &impl Reads, scope: &OrgScope, viewer: MemberId, id: ReleaseId) -> Result<Option<FormRow>> {
    let read = |row: &mut Row| {
        Ok(FormRow { form_key_sealed: row.opt_bytes()?, form_key_epoch: row.number()?, form_sealed: row.opt_bytes()? })
    };
    one(db, FIND_FORM, args![scope.org(), viewer, id], read).await
}

const OF_REFERRAL: &str = concat!(
    "SELECT ",
    release_columns!(),
    " FROM release r WHERE r.org_id = $1 AND r.referral_id = $3 AND ",
    visible!(),
    " ORDER BY r.created_at, r.id"
);

/// Releases of a referral, live or not, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_referral(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    referral: ReferralId,
) -> Result<Vec<ReleaseRow>> {
    all(db, OF_REFERRAL, args![scope.org(), viewer, referral], release_row).await
}

const EXPIRING: &str = concat!(
    "SELECT ",
    release_columns!(),
    " FROM release r WHERE r.org_id = $1 AND r.revoked_at IS NULL AND r.expires_at >= $3 AND r.expires_at < $4 \
     AND (r.expires_at, r.id) > ($5, $6) AND ",
    visible!(),
    " ORDER BY r.expires_at, r.id LIMIT $7"
);

/// Releases that were not taken back and end in `from..until`, the earliest end first, after `after`.
///
/// # Errors
/// When the database does not answer.
pub async fn expiring(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    from: Timestamp,
    until: Timestamp,
    after: Option<(Timestamp, ReleaseId)>,
    limit: u32,
) -> Result<Vec<ReleaseRow>> {
    let (at, id) = after.unwrap_or((Timestamp::from_micros(i64::MIN), ReleaseId::from_bytes([0; 16])));
    all(db, EXPIRING, args![scope.org(), viewer, from, until, at, id, limit], release_row).await
}

const KEEP_STILL: &str = "UPDATE release SET revoked_at = revoked_at WHERE org_id = $1 AND id = $2";

/// Whoever takes the release back, or sends under it, waits until this transaction is over. Where its record is kept
/// still too, that comes first ([`crate::referrals::keep_still`]): one order, so that no two wait for each other.
///
/// # Errors
/// When the database does not answer.
pub async fn keep_still(tx: &Tx, scope: &OrgScope, id: ReleaseId) -> Result<bool> {
    Ok(run(tx, KEEP_STILL, args![scope.org(), id]).await? > 0)
}

const UNSENT: &str = concat!(
    "SELECT ",
    release_columns!(),
    " FROM release r WHERE r.org_id = $1 AND r.revoked_at IS NULL AND r.expires_at > $3 AND r.purpose = 'warm_referral' \
     AND r.signed_at IS NOT NULL \
     AND NOT EXISTS (SELECT 1 FROM referral f WHERE f.org_id = r.org_id AND f.id = r.referral_id) AND ",
    visible!(),
    " ORDER BY r.expires_at, r.id LIMIT $4"
);

/// Releases to be introduced that were signed and are still good, and nothing was sent under them; the earliest end first.
///
/// # Errors
/// When the database does not answer.
pub async fn unsent(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<ReleaseRow>> {
    all(db, UNSENT, args![scope.org(), viewer, now, limit], release_row).await
}

const TAKE_BACK: &str = "UPDATE release SET revoked_at = $3 WHERE org_id = $1 AND id = $2 AND revoked_at IS NULL";
const KILL_QUEUED: &str = "DELETE FROM outbox WHERE org_id = $1 AND release_id = $2 AND state = 'queued' RETURNING id";
const MARK_STOPPED: &str = "UPDATE disclosure SET stopped_at = $3 WHERE org_id = $1 AND message_id = $2 \
     AND delivered_at IS NULL AND stopped_at IS NULL";

/// Takes a release back; its queued sends die. Taking back twice keeps the first time.
///
/// # Errors
/// When the database does not answer.
pub async fn take_back(tx: &Tx, scope: &OrgScope, id: ReleaseId, at: Timestamp) -> Result<TakenBack> {
    let now = run(tx, TAKE_BACK, args![scope.org(), id, at]).await? > 0;
    let killed = all(tx, KILL_QUEUED, args![scope.org(), id], |row| row.id(MessageId::new)).await?;
    for message in &killed {
        run(tx, MARK_STOPPED, args![scope.org(), *message, at]).await?;
    }
    Ok(TakenBack { now, stopped: killed.len() as u64 })
}

static AGREEMENTS: Insert = Insert::new(
    "agreement (org_id, referral_id, purpose, recipient_id, elements, recorded_by, agreed_at, expires_at, revoked_at)",
    "ON CONFLICT DO NOTHING",
);

/// Records what patients agreed to share with their referrals. `agreement.holder` is set from the scope. An
/// agreement that was recorded before stays as it is.
///
/// # Errors
/// When the database does not answer.
pub async fn insert_agreements(tx: &Tx, agreed: &[(OrgScope, ReferralId, &RecordedAgreement)]) -> Result<()> {
    let row = |(scope, referral, a): &(OrgScope, ReferralId, &RecordedAgreement)| {
        args![
            scope.org(),
            *referral,
            a.purpose.code(),
            a.recipient,
            joined(a.elements.iter().map(|element| element.code())),
            a.recorded_by,
            a.agreed_at,
            a.expires_at,
            a.revoked_at,
        ]
    };
    insert_rows(tx, &AGREEMENTS, agreed.iter().map(row).collect(), |_| Ok(())).await.map(drop)
}

const AGREEMENTS_OF: &str = concat!(
    "SELECT r.recipient_id, r.elements, r.purpose, r.recorded_by, r.agreed_at, r.expires_at, r.revoked_at \
     FROM agreement r WHERE r.org_id = $1 AND r.referral_id = $3 AND ",
    visible!(),
    " ORDER BY r.purpose"
);

/// The agreements recorded for a referral, one a purpose.
///
/// # Errors
/// When the database does not answer.
pub async fn agreements_of(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    referral: ReferralId,
) -> Result<Vec<RecordedAgreement>> {
    let holder = scope.org();
    let read = |row: &mut Row| {
        Ok(RecordedAgreement {
            holder,
            recipient: row.id(OrgId::new)?,
            elements: row.codes(Element::parse)?,
            purpose: row.code(Purpose::parse)?,
            recorded_by: row.id(MemberId::new)?,
            agreed_at: row.time()?,
            expires_at: row.time()?,
            revoked_at: row.opt_time()?,
        })
    };
    all(db, AGREEMENTS_OF, args![scope.org(), viewer, referral], read).await
}

const TAKE_BACK_ALL: &str =
    "UPDATE release SET revoked_at = $3 WHERE org_id = $1 AND referral_id = $2 AND revoked_at IS NULL";
const TAKE_BACK_AGREEMENTS: &str =
    "UPDATE agreement SET revoked_at = $3 WHERE org_id = $1 AND referral_id = $2 AND revoked_at IS NULL";
/// The crossing is known from the record, or, before there is one, from its releases.
const KILL_CROSSING: &str = concat!(
    "DELETE FROM outbox WHERE org_id = $1 AND state = 'queued' AND kind NOT IN ",
    crate::outbox::first_kinds!(),
    " AND crossing_id IN (SELECT crossing_id FROM referral WHERE org_id = $1 AND id = $2 UNION \
     SELECT crossing_id FROM release WHERE org_id = $1 AND referral_id = $2) RETURNING id"
);

/// Takes back every release and agreement of a referral, on either bank; every queued send of its crossing dies.
///
/// # Errors
/// When the database does not answer.
pub async fn take_back_all(tx: &Tx, scope: &OrgScope, referral: ReferralId, at: Timestamp) -> Result<TakenBack> {
    crate::care_plan::end_ours(tx, scope, referral, at).await?;
    let mut taken = run(tx, TAKE_BACK_ALL, args![scope.org(), referral, at]).await?;
    taken += run(tx, TAKE_BACK_AGREEMENTS, args![scope.org(), referral, at]).await?;
    let stopped = kill_queued(tx, scope, referral, at).await?;
    Ok(TakenBack { now: taken > 0, stopped })
}

const KILL_REFERRAL: &str = "DELETE FROM outbox WHERE org_id = $1 AND state = 'queued' AND kind = 'referral' \
     AND crossing_id IN (SELECT crossing_id FROM referral WHERE org_id = $1 AND id = $2) RETURNING id";

/// A referral that has not gone out does not go, nor what was to follow it, and its record says so. Answers whether there
/// was one: of what has arrived nothing is taken back.
///
/// # Errors
/// When the database does not answer.
pub async fn recall(tx: &Tx, scope: &OrgScope, referral: ReferralId, at: Timestamp) -> Result<bool> {
    let killed = all(tx, KILL_REFERRAL, args![scope.org(), referral], |row| row.id(MessageId::new)).await?;
    if killed.is_empty() {
        return Ok(false);
    }
    for message in &killed {
        run(tx, MARK_STOPPED, args![scope.org(), *message, at]).await?;
    }
    kill_queued(tx, scope, referral, at).await?;
    crate::referrals::set_undelivered(tx, scope, referral, MessageKind::Referral).await
}

const KILL_PLANS: &str = "DELETE FROM outbox WHERE org_id = $1 AND state = 'queued' AND kind = 'contact_changed' \
     AND crossing_id IN (SELECT crossing_id FROM referral WHERE org_id = $1 AND id = $2) AND (do_not_contact = 0 OR id IN \
     (SELECT message_id FROM disclosure WHERE org_id = $1 AND referral_id = $2 AND ' ' || elements || ' ' LIKE '% contact %')) \
     RETURNING id";

/// A changed contact plan that has not gone out does not go when it names a number or another way to reach the person. One
/// that closes contact and names no number does: that nobody calls is never out of date, and it carries nothing by which
/// somebody could.
///
/// # Errors
/// When the database does not answer.
pub async fn recall_plans(tx: &Tx, scope: &OrgScope, referral: ReferralId, at: Timestamp) -> Result<bool> {
    let killed = all(tx, KILL_PLANS, args![scope.org(), referral], |row| row.id(MessageId::new)).await?;
    for message in &killed {
        run(tx, MARK_STOPPED, args![scope.org(), *message, at]).await?;
    }
    Ok(!killed.is_empty())
}

/// Every queued send of a referral's crossing dies, but for what ends something. Answers how many.
///
/// # Errors
/// When the database does not answer.
pub async fn kill_queued(tx: &Tx, scope: &OrgScope, referral: ReferralId, at: Timestamp) -> Result<u64> {
    let killed = all(tx, KILL_CROSSING, args![scope.org(), referral], |row| row.id(MessageId::new)).await?;
    for message in &killed {
        run(tx, MARK_STOPPED, args![scope.org(), *message, at]).await?;
    }
    Ok(killed.len() as u64)
}

const KILL_TOLD: &str = "DELETE FROM outbox WHERE org_id = $1 AND state = 'queued' AND kind = 'status' AND created_at >= $3 \
     AND crossing_id IN (SELECT crossing_id FROM referral WHERE org_id = $1 AND id = $2) RETURNING id";
const FORGET_WORD: &str = "DELETE FROM agreement WHERE org_id = $1 AND referral_id = $2 AND purpose = 'feedback' \
     AND agreed_at >= $3";

/// What was to be told since then of a record is not told, and the word of the person that it was told on is no more:
/// what it was about did not happen. Answers whether anything had not gone out.
///
/// # Errors
/// When the database does not answer.
pub async fn untell(tx: &Tx, scope: &OrgScope, referral: ReferralId, since: Timestamp, at: Timestamp) -> Result<bool> {
    let killed = all(tx, KILL_TOLD, args![scope.org(), referral, since], |row| row.id(MessageId::new)).await?;
    for message in &killed {
        run(tx, MARK_STOPPED, args![scope.org(), *message, at]).await?;
    }
    if !killed.is_empty() {
        run(tx, FORGET_WORD, args![scope.org(), referral, since]).await?;
    }
    Ok(!killed.is_empty())
}
