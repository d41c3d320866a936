//! Partnerships: each side keeps its own half; the pulse is what one side lets the other know of its inbox.
//!
//! Invariant: an organization writes only its own side and its own pulse.

use crate::backend::{Reads, all, run};
use crate::error::Result;
use crate::organizations::{PublicOrganization, public, public_columns};
use crate::row::Row;
use crate::scope::{OrgScope, WorkerToken};
use crate::value::args;
use crate::write::Tx;
use domain::day::Day;
use domain::ids::{MemberId, OrgId, PartnershipId};
use domain::listing::Room;
use domain::partnership::{Liaisons, Partnership, PartnershipState, Side};
use domain::service::Service;
use domain::text::Label;
use domain::time::{Minutes, Timestamp};
use std::collections::BTreeSet;

/// Organization-level signs of life of an inbox; names no referral and is computed by its own organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pulse {
    /// Whether it answers within its promise; unknown below the least number of referrals.
    pub keeping_up: Option<bool>,
    /// Usual time to an answer; unknown below the least number of referrals.
    pub usual_reply: Option<Minutes>,
    /// As of when.
    pub as_of: Timestamp,
}

/// A partnership as one of its organizations sees it, with the partner's public row: one query for all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnershipRow {
    /// Id, both sides and the state.
    pub partnership: Partnership,
    /// The partner.
    pub partner: PublicOrganization,
    /// Name of the partner's liaison, as long as they work there; so are the three below.
    pub partner_liaison: Option<Label>,
    /// Name of the partner's alternate.
    pub partner_alternate: Option<Label>,
    /// Name of our liaison.
    pub our_liaison: Option<Label>,
    /// Name of our alternate.
    pub our_alternate: Option<Label>,
    /// The partner's pulse, if it has one.
    pub partner_pulse: Option<Pulse>,
    /// Our own pulse, as the partner sees it.
    pub our_pulse: Option<Pulse>,
    /// When it was begun.
    pub created_at: Timestamp,
    /// What the partner offers now, in the guide's order.
    pub partner_services: Vec<Service>,
    /// Whether each line that offers one takes new people, and until when it is full.
    pub partner_rooms: Vec<(Service, Room, Option<Day>)>,
}

/// One half of a partnership, as a row carries it.
struct Half {
    liaisons: Option<Liaisons>,
    confirmed_partner_key: Option<[u8; 32]>,
    pulse: Option<Pulse>,
    liaison_name: Option<Label>,
    alternate_name: Option<Label>,
}

fn half(row: &mut Row) -> Result<Half> {
    let (liaison, alternate) = (row.opt_id(MemberId::new)?, row.opt_id(MemberId::new)?);
    let key = row.opt_bytes()?.map(TryInto::try_into).transpose().map_err(|_| row.unreadable())?;
    let (keeping_up, usual_reply) = (row.opt_int()?, row.opt_int()?);
    let pulse = row.opt_time()?.map(|as_of| Pulse {
        keeping_up: keeping_up.map(|value| value != 0),
        usual_reply: usual_reply.and_then(|minutes| u32::try_from(minutes).ok()).map(Minutes),
        as_of,
    });
    Ok(Half {
        liaisons: liaison.zip(alternate).map(|(liaison, alternate)| Liaisons { liaison, alternate }),
        confirmed_partner_key: key,
        pulse,
        liaison_name: row.opt_label()?,
        alternate_name: row.opt_label()?,
    })
}

fn partnership_row(row: &mut Row, ours: OrgId) -> Result<PartnershipRow> {
    let (id, state, created_at) = (row.id(PartnershipId::new)?, row.code(PartnershipState::parse)?, row.time()?);
    let (our, their) = (half(row)?, half(row)?);
    let partner = public(row)?;
    let partner_rooms = rooms(row)?;
    // The same service at two sites is two lines of the list.
    let partner_services: BTreeSet<Service> = partner_rooms.iter().map(|(service, _, _)| *service).collect();
    let side =
        |org, half: &Half| Side { org, liaisons: half.liaisons, confirmed_partner_key: half.confirmed_partner_key };
    let sides = [side(ours, &our), side(partner.id, &their)];
    Ok(PartnershipRow {
        partnership: Partnership { id, sides, state },
        partner,
        partner_liaison: their.liaison_name,
        partner_alternate: their.alternate_name,
        our_liaison: our.liaison_name,
        our_alternate: our.alternate_name,
        partner_pulse: their.pulse,
        our_pulse: our.pulse,
        created_at,
        partner_services: partner_services.into_iter().collect(),
        partner_rooms,
    })
}

fn rooms(row: &mut Row) -> Result<Vec<(Service, Room, Option<Day>)>> {
    let codes = row.opt_text()?.unwrap_or_default();
    let read = |line: &str| {
        let mut parts = line.split(':');
        let (service, room) = (parts.next()?, parts.next()?);
        Some((Service::parse(service).ok()?, Room::parse(room).ok()?, parts.next().and_then(Day::parse)))
    };
    codes.split_whitespace().map(read).collect::<Option<_>>().ok_or_else(|| row.unreadable())
}

const INSERT: &str = "INSERT INTO partnership (id, state, org_a, org_b, created_at) VALUES ($1, 'forming', $2, $3, $4)";
const INSERT_SIDE: &str = "INSERT INTO partnership_side (org_id, partnership_id, partner_id) VALUES ($1, $2, $3)";

/// Begins a partnership of two organizations of the node, without liaisons and keys. An operator's deed.
///
/// # Errors
/// [`Error::Taken`](crate::Error::Taken) with [`Unique::Partnership`](crate::Unique::Partnership) when they have one.
pub async fn insert(
    tx: &Tx,
    _: &WorkerToken,
    id: PartnershipId,
    sides: [OrgId; 2],
    created_at: Timestamp,
) -> Result<()> {
    let [a, b] = sides;
    // One order, so that the pair is unique whoever is named first.
    let (first, second) = if a < b { (a, b) } else { (b, a) };
    run(tx, INSERT, args![id, first, second, created_at]).await?;
    for (org, partner) in [(a, b), (b, a)] {
        run(tx, INSERT_SIDE, args![org, id, partner]).await?;
    }
    Ok(())
}

const LIST: &str = concat!(
    "SELECT p.id, p.state, p.created_at, \
     s.liaison, s.alternate, s.confirmed_partner_key, s.keeping_up, s.usual_reply_minutes, s.pulse_at, \
     CASE WHEN sl.state = 'ended' THEN NULL ELSE sl.name END, CASE WHEN sa.state = 'ended' THEN NULL ELSE sa.name END, \
     t.liaison, t.alternate, t.confirmed_partner_key, t.keeping_up, t.usual_reply_minutes, t.pulse_at, \
     CASE WHEN tl.state = 'ended' THEN NULL ELSE tl.name END, CASE WHEN ta.state = 'ended' THEN NULL ELSE ta.name END, ",
    public_columns!("o"),
    ", (SELECT string_agg(v.service || ':' || v.room || ':' || COALESCE(v.full_until, ''), ' ') FROM listing v WHERE v.org_id = o.id AND v.removed_at IS NULL) \
     FROM partnership_side s \
     JOIN partnership p ON p.id = s.partnership_id \
     JOIN partnership_side t ON t.partnership_id = s.partnership_id AND t.org_id = s.partner_id \
     JOIN organization o ON o.id = s.partner_id \
     LEFT JOIN member sl ON sl.org_id = s.org_id AND sl.id = s.liaison \
     LEFT JOIN member sa ON sa.org_id = s.org_id AND sa.id = s.alternate \
     LEFT JOIN member tl ON tl.org_id = t.org_id AND tl.id = t.liaison \
     LEFT JOIN member ta ON ta.org_id = t.org_id AND ta.id = t.alternate \
     WHERE s.org_id = $1 ORDER BY p.created_at, p.id"
);

/// The organization's partnerships, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list(db: &impl Reads, scope: &OrgScope) -> Result<Vec<PartnershipRow>> {
    let ours = scope.org();
    all(db, LIST, args![ours], |row| partnership_row(row, ours)).await
}

const CONFIRM: &str = "UPDATE partnership_side SET confirmed_partner_key = $3 \
     WHERE org_id = $1 AND partnership_id = $2";

/// Pins the partner's key fingerprint. Answers whether we are part of it.
///
/// # Errors
/// When the database does not answer.
pub async fn confirm_partner_key(tx: &Tx, scope: &OrgScope, id: PartnershipId, key: &[u8; 32]) -> Result<bool> {
    Ok(run(tx, CONFIRM, args![scope.org(), id, key]).await? > 0)
}

const SET_STATE: &str = "UPDATE partnership SET state = $4 WHERE id = $2 AND state = $3 \
     AND EXISTS (SELECT 1 FROM partnership_side s WHERE s.org_id = $1 AND s.partnership_id = $2)";

/// Moves it from one state to another. Answers whether it stood in the first and we are part of it.
///
/// # Errors
/// When the database does not answer.
pub async fn set_state(
    tx: &Tx,
    scope: &OrgScope,
    id: PartnershipId,
    from: PartnershipState,
    to: PartnershipState,
) -> Result<bool> {
    Ok(run(tx, SET_STATE, args![scope.org(), id, from.code(), to.code()]).await? > 0)
}

const SET_PULSE: &str = "UPDATE partnership_side SET keeping_up = $3, usual_reply_minutes = $4, pulse_at = $5 \
     WHERE org_id = $1 AND partnership_id = $2";

/// Sets our pulse. Answers whether we are part of it.
///
/// # Errors
/// When the database does not answer.
pub async fn set_pulse(tx: &Tx, scope: &OrgScope, id: PartnershipId, pulse: Pulse) -> Result<bool> {
    Ok(run(tx, SET_PULSE, args![scope.org(), id, pulse.keeping_up, pulse.usual_reply, pulse.as_of]).await? > 0)
}
