//! What an organization offers, as it last verified it.

use crate::backend::Reads;
use crate::error::Result;
use crate::scope::OrgScope;
use crate::write::Tx;
use domain::ids::OrgId;
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

/// Our services, in the guide's order.
///
/// # Errors
/// When the database does not answer.
pub async fn list(db: &impl Reads, scope: &OrgScope) -> Result<Vec<ServiceOffer>> {
    unimplemented!()
}

/// A partner's services; none when the organization is not our partner.
///
/// # Errors
/// When the database does not answer.
pub async fn of_partner(db: &impl Reads, scope: &OrgScope, partner: OrgId) -> Result<Vec<ServiceOffer>> {
    unimplemented!()
}

/// Adds or replaces one of ours.
///
/// # Errors
/// When the database does not answer.
pub async fn set(tx: &Tx, scope: &OrgScope, offer: &ServiceOffer) -> Result<()> {
    unimplemented!()
}
