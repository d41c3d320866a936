//! What an organization offers, as it last verified it.

use crate::backend::{Reads, all, run};
use crate::error::Result;
use crate::row::{Row, joined};
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::service::Service;
use domain::time::Timestamp;
use std::collections::BTreeSet;

/// One service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceOffer {
    /// Which.
    pub service: Service,
    /// It can be had now.
    pub is_available: bool,
    /// ISO 639 codes of the languages it is given in.
    pub languages: BTreeSet<String>,
    /// Words about it; nothing about a person.
    pub note: Option<String>,
    /// When somebody last said that this is right.
    pub verified_at: Timestamp,
}

fn offer(row: &mut Row) -> Result<ServiceOffer> {
    Ok(ServiceOffer {
        service: row.code(Service::parse)?,
        is_available: row.bool()?,
        languages: row.text()?.split_whitespace().map(str::to_owned).collect(),
        note: row.opt_text()?,
        verified_at: row.time()?,
    })
}

fn in_order(mut offers: Vec<ServiceOffer>) -> Vec<ServiceOffer> {
    offers.sort_by_key(|offer| offer.service);
    offers
}

const LIST: &str = "SELECT service, is_available, languages, note, verified_at FROM service_offer WHERE org_id = $1";

/// Our services, in the guide's order.
///
/// # Errors
/// When the database does not answer.
pub async fn list(db: &impl Reads, scope: &OrgScope) -> Result<Vec<ServiceOffer>> {
    let offers = all(db, LIST, args![scope.org()], offer).await?;
    Ok(in_order(offers))
}

const SET: &str = "INSERT INTO service_offer (org_id, service, is_available, languages, note, verified_at) \
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (org_id, service) DO UPDATE SET is_available = excluded.is_available, \
     languages = excluded.languages, note = excluded.note, verified_at = excluded.verified_at";

/// Adds or replaces one of ours.
///
/// # Errors
/// When the database does not answer.
pub async fn set(tx: &Tx, scope: &OrgScope, offer: &ServiceOffer) -> Result<()> {
    let args = args![
        scope.org(),
        offer.service.code(),
        offer.is_available,
        joined(offer.languages.iter().map(String::as_str)),
        offer.note.clone(),
        offer.verified_at,
    ];
    run(tx, SET, args).await.map(drop)
}
