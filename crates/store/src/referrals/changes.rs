//! Writing records: each change with its event and its tally.

use super::{Change, Content, Happening, NewReferral, Unsealed};
use crate::backend::{one, run};
use crate::error::Result;
use crate::many::{Each, Insert, insert_rows, run_each};
use crate::page::Inserted;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::tally_parts::{self, counted_columns};
use crate::value::{Value, args};
use crate::write::Tx;
use domain::ids::{CrossingId, MemberId, OrgId, ReferralId, SiteId};
use domain::measure::Counted;
use domain::message::MessageKind;
use domain::referral::{Bank, Direction, Event, Referral, Status};
use domain::time::{Month, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// Place in the inbox: -1 pinned, 0 waits for an answer, 1 taken, 2 finished. What is destroyed is finished wherever it
/// stood. What we sent stands in no inbox.
pub(super) fn queue_of(referral: &Referral) -> i64 {
    match (referral.bank, referral.status) {
        (_, status) if status.is_final() => 2,
        (Bank::Receiver, Status::Received) => -i64::from(referral.handoff.is_now()),
        _ => 1,
    }
}

const NEXT_EVENT: &str = "INSERT INTO referral_event (org_id, referral_id, seq, code, detail, direction, member_id, at, \
     month, content_version, site_id) SELECT $1, $2, COALESCE(MAX(seq), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10 \
     FROM referral_event WHERE org_id = $1 AND referral_id = $2";

type Site = Option<SiteId>;

fn event_args(scope: &OrgScope, of: (ReferralId, Direction), h: &Happening, version: u32, site: Site) -> Vec<Value> {
    let ((id, direction), event) = (of, h.event);
    let month = h.month.code();
    args![scope.org(), id, event.code(), event.detail(), direction.code(), h.member, h.at, month, version, site]
}

const SITE: &str = "SELECT site_id FROM member WHERE org_id = $1 AND id = $2";

/// Where whoever does something works, as it is written down now; nothing of what nobody did.
async fn site_of(tx: &Tx, scope: &OrgScope, member: Option<MemberId>) -> Result<Site> {
    let Some(member) = member else { return Ok(None) };
    Ok(one(tx, SITE, args![scope.org(), member], |row| row.opt_id(SiteId::new)).await?.flatten())
}

/// Counts an event that is written.
async fn count(tx: &Tx, scope: &OrgScope, of: (ReferralId, &Counted), happening: &Happening, site: Site) -> Result<()> {
    tally_parts::count(tx, scope, of, (happening.month, happening.event, happening.at, site)).await
}

fn counted(r: &Referral) -> Counted {
    let said = Some((r.handoff, r.language.clone()));
    Counted {
        direction: r.direction,
        bank: r.bank,
        partner: r.partner,
        said,
        since: tally_parts::since(r.bank, r.id, r.created_at),
        answer_by: r.answer_by,
        day_by: r.day_by,
    }
}

static RECORDS: Insert = Insert::new(
    "referral (org_id, id, crossing_id, bank, partner_id, direction, handoff, urgency, language, do_not_contact, \
           sender_name, status, detail, queue, assigned, created_at, answer_by, day_by, delivered_at, changed_at, version, \
           escalation, record_key_sealed, record_key_epoch, person_sealed, envelope_sealed, number_wiped, untaken_until, \
           theirs_until)",
    "ON CONFLICT DO NOTHING RETURNING org_id, id",
);
static FIRST_EVENTS: Insert = Insert::new(
    "referral_event (org_id, referral_id, seq, code, detail, direction, member_id, at, month, content_version, \
     site_id)",
    "",
);

/// A record that begins, whose it is, and the event it begins with.
pub type Beginning<'a> = (OrgScope, &'a NewReferral, &'a Happening);

/// Adds a record with its first event, and counts it. `Already` when the id, or the crossing on this bank, is there.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, new: &NewReferral, first: &Happening) -> Result<Inserted> {
    let added = insert_all(tx, &[(*scope, new, first)]).await?;
    Ok(Inserted::of(added.len() as u64))
}

/// Adds records with their first events, and counts them. Answers which are new; for the others the id, or the
/// crossing on this bank, was there.
///
/// # Errors
/// When the database does not answer.
pub async fn insert_all(tx: &Tx, beginnings: &[Beginning<'_>]) -> Result<BTreeSet<(OrgId, ReferralId)>> {
    let rows = beginnings.iter().map(|(scope, new, _)| record_args(scope, new)).collect();
    let read = |row: &mut Row| Ok((row.id(OrgId::new)?, row.id(ReferralId::new)?));
    let added: BTreeSet<_> = insert_rows(tx, &RECORDS, rows, read).await?.into_iter().collect();
    let mut begun = BTreeSet::new();
    let (mut events, mut begins) = (Vec::new(), Vec::new());
    let mut sites: BTreeMap<(OrgId, Option<MemberId>), Site> = BTreeMap::new();
    for (scope, new, first) in beginnings {
        let (r, key) = (&new.referral, (scope.org(), new.referral.id));
        // The same record twice in one call is one record.
        if added.contains(&key) && begun.insert(key) {
            let by = (scope.org(), first.member);
            let known = sites.get(&by).copied();
            let site = match known {
                Some(site) => site,
                None => site_of(tx, scope, first.member).await?,
            };
            sites.insert(by, site);
            let mut event = event_args(scope, (r.id, r.direction), first, r.version, site);
            event.insert(2, Value::from(1_u32));
            events.push(event);
            begins.push((scope, r, *first, site));
        }
    }
    insert_rows(tx, &FIRST_EVENTS, events, |_| Ok(())).await?;
    for (scope, r, first, site) in begins {
        count(tx, scope, (r.id, &counted(r)), first, site).await?;
    }
    Ok(added)
}

fn record_args(scope: &OrgScope, new: &NewReferral) -> Vec<Value> {
    let (r, content) = (&new.referral, &new.content);
    args![
        scope.org(),
        r.id,
        r.crossing,
        r.bank.code(),
        r.partner,
        r.direction.code(),
        r.handoff.code(),
        r.urgency.code(),
        &r.language,
        r.do_not_contact,
        &r.sender_name,
        r.status.code(),
        r.status.detail(),
        queue_of(r),
        r.assigned,
        r.created_at,
        r.answer_by,
        r.day_by,
        r.delivered_at,
        r.changed_at,
        r.version,
        0_u32,
        content.record_key_sealed.clone(),
        content.record_key_epoch,
        content.person_sealed.as_ref().map(|sealed| sealed.as_bytes()),
        content.envelope_sealed.clone(),
        false,
        new.untaken_until,
        new.untaken_until,
    ]
}

const CHANGE: &str = concat!(
    "UPDATE referral SET status = $5, detail = $6, queue = CASE WHEN destroyed_at IS NOT NULL THEN 2 WHEN $7 <> 1 THEN $7 \
     WHEN bank = 'receiver' AND $5 = 'received' AND handoff IN ('in_person', 'call_together', 'video_together') THEN -1 \
     WHEN bank = 'receiver' AND $5 = 'received' THEN 0 ELSE 1 END, assigned = $8, changed_at = $9, \
     answered_at = CASE WHEN $10 = 1 AND answered_at IS NULL THEN $9 ELSE answered_at END, \
     forget_due = CASE WHEN $7 <> 2 OR destroyed_at IS NOT NULL THEN forget_due \
     WHEN forget_due IS NULL THEN 'numbers' WHEN forget_due LIKE '%numbers%' THEN forget_due \
     ELSE forget_due || ' numbers' END, untaken_until = CASE WHEN $11 = 1 THEN NULL ELSE untaken_until END \
     WHERE org_id = $1 AND id = $2 AND status = $3 AND COALESCE(detail, '') = $4 RETURNING version, ",
    counted_columns!()
);

/// Changes where a record stands, writes the event and counts it. What was forgotten stays among the finished. With an end,
/// what is left of its contact numbers, and of the words that go with them, is to be forgotten by the next member with keys;
/// where nothing is left the caller says so ([`crate::retention::nothing_due`]). What is accepted is a record of our own from then on, whatever it came
/// with. Answers whether it stood where the caller saw it;
/// if not, nothing was written. What a partner told went with the words of a record, and after them nothing of it is written or
/// counted any more: so of one record it counts once.
///
/// # Errors
/// When the database does not answer.
pub async fn change(tx: &Tx, scope: &OrgScope, change: &Change) -> Result<bool> {
    let h = &change.happening;
    let answers = matches!(h.event, Event::Accepted | Event::Declined(_));
    let args = args![
        scope.org(),
        change.id,
        change.from.code(),
        change.from.detail().unwrap_or(""),
        change.to.code(),
        change.to.detail(),
        if change.to.is_final() { 2 } else { 1 },
        change.assigned,
        h.at,
        answers,
        h.event == Event::Accepted,
    ];
    let read = |row: &mut Row| Ok((row.number()?, tally_parts::counted(row)?));
    let Some((version, of)) = one(tx, CHANGE, args, read).await? else { return Ok(false) };
    if of.said.is_none() && matches!(h.event, Event::Told(_)) {
        return Ok(true);
    }
    let site = site_of(tx, scope, h.member).await?;
    run(tx, NEXT_EVENT, event_args(scope, (change.id, of.direction), h, version, site)).await?;
    count(tx, scope, (change.id, &of), h, site).await?;
    Ok(true)
}

const DIRECTION: &str = "SELECT direction, version FROM referral WHERE org_id = $1 AND id = $2";

/// Writes an event that changes nothing about where the record stands, and counts nothing. Answers whether there is such
/// a record.
///
/// # Errors
/// When the database does not answer.
pub async fn note_event(tx: &Tx, scope: &OrgScope, id: ReferralId, happening: &Happening) -> Result<bool> {
    let read = |row: &mut Row| Ok((row.code(Direction::parse)?, row.number()?));
    let Some((direction, version)) = one(tx, DIRECTION, args![scope.org(), id], read).await? else { return Ok(false) };
    run(tx, NEXT_EVENT, event_args(scope, (id, direction), happening, version, None)).await?;
    Ok(true)
}

const PASS: &str =
    "INSERT INTO referral_pass (org_id, referral_id, member_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";

/// Says that the member left it for a colleague. The event goes with [`change`].
///
/// # Errors
/// When the database does not answer.
pub async fn pass(tx: &Tx, scope: &OrgScope, id: ReferralId, member: MemberId) -> Result<Inserted> {
    run(tx, PASS, args![scope.org(), id, member]).await.map(Inserted::of)
}

const UNSEAL: &str = "UPDATE referral SET handoff = $3, urgency = $4, language = $5, do_not_contact = $6, sender_name = $7, \
     queue = CASE WHEN status = 'received' THEN $8 ELSE queue END \
     WHERE org_id = $1 AND id = $2 AND bank = 'receiver' AND envelope_sealed IS NOT NULL";

/// Fills in what an opened envelope says in clear. Answers whether the record still waited for it.
///
/// # Errors
/// When the database does not answer.
pub async fn unseal(tx: &Tx, scope: &OrgScope, id: ReferralId, said: &Unsealed) -> Result<bool> {
    let before = tally_parts::before_words_go(tx, scope, id).await?;
    let args = args![
        scope.org(),
        id,
        said.handoff.code(),
        said.urgency.code(),
        &said.language,
        said.do_not_contact,
        &said.sender_name,
        -i64::from(said.handoff.is_now()),
    ];
    let unsealed = run(tx, UNSEAL, args).await? > 0;
    if unsealed {
        tally_parts::said_anew(tx, scope, id, before).await?;
    }
    Ok(unsealed)
}

const REPLACE: &str = "UPDATE referral SET record_key_sealed = $4, record_key_epoch = $5, person_sealed = $6, \
     envelope_sealed = $7, do_not_contact = $8, number_wiped = $9, forget_due = NULL, contact_unsure = 0, \
     version = version + 1 \
     WHERE org_id = $1 AND id = $2 AND version = $3 AND destroyed_at IS NULL";

/// Replaces the sealed parts, from which everything that was to be forgotten is out, and raises the version by one. Answers whether it stood at `version`.
///
/// # Errors
/// When the database does not answer.
pub async fn replace_content(
    tx: &Tx,
    scope: &OrgScope,
    id: ReferralId,
    version: u32,
    content: &Content,
    do_not_contact: bool,
    number_wiped: bool,
) -> Result<bool> {
    let args = args![
        scope.org(),
        id,
        version,
        content.record_key_sealed.clone(),
        content.record_key_epoch,
        content.person_sealed.as_ref().map(|sealed| sealed.as_bytes()),
        content.envelope_sealed.clone(),
        do_not_contact,
        number_wiped,
    ];
    Ok(run(tx, REPLACE, args).await? > 0)
}

const SET_VISIT: &str = "UPDATE referral SET visit_at = $3 WHERE org_id = $1 AND id = $2 AND destroyed_at IS NULL";

/// Books a visit: civil date and time of the organization. Answers whether there is such a
/// record, with content.
///
/// # Errors
/// When the database does not answer.
pub async fn set_visit(tx: &Tx, scope: &OrgScope, id: ReferralId, visit_at: Option<&str>) -> Result<bool> {
    Ok(run(tx, SET_VISIT, args![scope.org(), id, visit_at]).await? > 0)
}

const SET_UNDELIVERED: &str = "UPDATE referral SET undelivered = $3 WHERE org_id = $1 AND id = $2 \
     AND NOT ($3 IN ('plan_line', 'letter', 'referral_letter') AND COALESCE(undelivered, $3) NOT IN ('plan_line', 'letter', 'referral_letter'))";

/// Says that a message of this kind about the record could not be delivered. A letter takes the place of nothing that
/// somebody has to be called about. Answers whether it is said.
///
/// # Errors
/// When the database does not answer.
pub async fn set_undelivered(tx: &Tx, scope: &OrgScope, id: ReferralId, kind: MessageKind) -> Result<bool> {
    Ok(run(tx, SET_UNDELIVERED, args![scope.org(), id, kind.code()]).await? > 0)
}

const SET_DELIVERED: &str =
    "UPDATE referral SET undelivered = NULL WHERE org_id = $1 AND crossing_id = $2 AND undelivered = $3";

/// Says that what could not be delivered about a crossing has arrived after all.
///
/// # Errors
/// When the database does not answer.
pub async fn set_delivered(tx: &Tx, scope: &OrgScope, crossing: CrossingId, kind: MessageKind) -> Result<bool> {
    Ok(run(tx, SET_DELIVERED, args![scope.org(), crossing, kind.code()]).await? > 0)
}

const ESCALATE: &str = "UPDATE referral SET escalation = $4 \
     WHERE org_id = $1 AND id = $2 AND escalation = $3 AND status = 'received' AND destroyed_at IS NULL";

/// Raises how far it was brought to attention. Answers whether it stood at `from` and still waits.
///
/// # Errors
/// When the database does not answer.
pub async fn escalate(tx: &Tx, scope: &OrgScope, id: ReferralId, from: u8, to: u8) -> Result<bool> {
    Ok(run(tx, ESCALATE, args![scope.org(), id, from, to]).await? > 0)
}

/// Writes transport receipts: the time, the event `Delivered` and its tally, once each. Answers how many were the
/// first of their crossing.
///
/// # Errors
/// When the database does not answer.
pub async fn delivered(
    tx: &Tx,
    scope: &OrgScope,
    crossings: &[CrossingId],
    at: Timestamp,
    month: Month,
) -> Result<usize> {
    let read = |row: &mut Row| Ok((row.id(ReferralId::new)?, tally_parts::counted(row)?));
    let happening = Happening { event: Event::Delivered, member: None, at, month };
    let crossings = crossings.iter().map(|crossing| crossing.uuid()).collect();
    let first = run_each(tx, &DELIVERED, args![scope.org(), at], crossings, read).await?;
    let args = args![scope.org(), happening.event.code(), at, month.code()];
    let ids = first.iter().map(|(id, _)| id.uuid()).collect();
    run_each(tx, &NEXT_EVENTS, args, ids, |_| Ok(())).await?;
    for (id, of) in &first {
        count(tx, scope, (*id, of), &happening, None).await?;
    }
    Ok(first.len())
}

static DELIVERED: Each = Each::new(
    concat!(
        "UPDATE referral SET delivered_at = $2 WHERE org_id = $1 AND bank = 'sender' AND status = 'sent' \
     AND delivered_at IS NULL AND crossing_id = $3 RETURNING id, ",
        counted_columns!()
    ),
    "$3",
);
/// The same event, done by nobody, as the next of a record.
static NEXT_EVENTS: Each = Each::new(
    "INSERT INTO referral_event (org_id, referral_id, seq, code, detail, direction, member_id, at, month, \
     content_version) SELECT r.org_id, r.id, (SELECT COALESCE(MAX(e.seq), 0) + 1 FROM referral_event e \
     WHERE e.org_id = r.org_id AND e.referral_id = r.id), $2, NULL, r.direction, NULL, $3, $4, r.version \
     FROM referral r WHERE r.org_id = $1 AND r.id = $5",
    "$5",
);
