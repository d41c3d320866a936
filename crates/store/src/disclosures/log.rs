//! The log of disclosures as people read it: newest first, of everything or of one record, with what a law compelled.
//!
//! Invariant: a viewer reads nothing of a record that is hidden from them. What a law compelled about nobody who has a
//! record here is read only by those who write it down.

use super::Basis;
use crate::backend::{Reads, all};
use crate::error::Result;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::args;
use domain::ids::{DisclosureId, MemberId, OrgId, ReferralId};
use domain::mandate::Authority;
use domain::release::{Element, Purpose};
use domain::time::Timestamp;
use std::collections::BTreeSet;

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its id; of what a law compelled, the id of its record.
    pub id: DisclosureId,
    /// Our record; none for what a law compelled about nobody here.
    pub referral: Option<ReferralId>,
    /// To which partner; none for an authority.
    pub to: Option<OrgId>,
    /// To which kind of authority.
    pub authority: Option<Authority>,
    /// What.
    pub elements: BTreeSet<Element>,
    /// On what basis.
    pub basis: Basis,
    /// What for; none where a law compelled it.
    pub purpose: Option<Purpose>,
    /// Who of ours.
    pub by: Option<String>,
    /// When it was queued, or handed over.
    pub at: Timestamp,
    /// When the partner's software took it, or it was handed over.
    pub delivered_at: Option<Timestamp>,
    /// When it died in the queue: it never crossed.
    pub stopped_at: Option<Timestamp>,
    /// Who of the partner's staff opened it, and when, where the partner may tell.
    pub opened: Option<(String, Timestamp)>,
}

/// Whose log, seen by whom, of which time.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    /// Who reads.
    pub viewer: MemberId,
    /// They write down what a law compelled, so they read of it without a record too.
    pub of_nobody_too: bool,
    /// From this time on.
    pub from: Timestamp,
    /// Before this line: at most this time, and of lines of the same time those with a lower id.
    pub before: (Timestamp, DisclosureId),
    /// Most lines.
    pub limit: u32,
}

macro_rules! lines {
    ($of:literal) => {
        concat!(
            "SELECT d.id, d.referral_id, d.to_org, x.authority, d.elements, d.basis, d.release_id, d.purpose, m.name, \
             d.at, d.delivered_at, d.stopped_at, d.opened_by, d.opened_at FROM disclosure d \
             LEFT JOIN member m ON m.org_id = d.org_id AND m.id = d.member_id \
             LEFT JOIN mandate x ON x.org_id = d.org_id AND x.id = d.id WHERE d.org_id = $1 AND ",
            $of,
            " AND d.at >= $4 AND (d.at, d.id) < ($5, $6) AND NOT EXISTS (SELECT 1 FROM conflict c \
             WHERE c.org_id = d.org_id AND c.member_id = $2 AND c.referral_id = d.referral_id) \
             ORDER BY d.at DESC, d.id DESC LIMIT $7"
        )
    };
}

fn line(row: &mut Row) -> Result<Line> {
    Ok(Line {
        id: row.id(DisclosureId::new)?,
        referral: row.opt_id(ReferralId::new)?,
        to: row.opt_id(OrgId::new)?,
        authority: row.opt_text()?.map(|code| Authority::parse(&code)).transpose().map_err(|_| row.unreadable())?,
        elements: row.codes(Element::parse)?,
        basis: Basis::read(row)?,
        purpose: row.opt_text()?.map(|code| Purpose::parse(&code)).transpose().map_err(|_| row.unreadable())?,
        by: row.opt_text()?,
        at: row.time()?,
        delivered_at: row.opt_time()?,
        stopped_at: row.opt_time()?,
        opened: row.opt_text()?.zip(row.opt_time()?),
    })
}

const OF_ALL: &str = lines!("(d.referral_id IS NOT NULL OR $3 = 1)");

/// What crossed, newest first; what died in the queue too, marked.
///
/// # Errors
/// When the database does not answer.
pub async fn of_all(db: &impl Reads, scope: &OrgScope, reading: &Reading) -> Result<Vec<Line>> {
    let Reading { viewer, of_nobody_too, from, before: (at, id), limit } = *reading;
    all(db, OF_ALL, args![scope.org(), viewer, of_nobody_too, from, at, id, limit], line).await
}

const OF_RECORD: &str = lines!("d.referral_id = $3");

/// What crossed for one record, newest first; what died in the queue too, marked.
///
/// # Errors
/// When the database does not answer.
pub async fn of_record(
    db: &impl Reads,
    scope: &OrgScope,
    reading: &Reading,
    referral: ReferralId,
) -> Result<Vec<Line>> {
    let Reading { viewer, from, before: (at, id), limit, .. } = *reading;
    all(db, OF_RECORD, args![scope.org(), viewer, referral, from, at, id, limit], line).await
}
