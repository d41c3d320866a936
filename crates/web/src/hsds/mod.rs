//! Open Referral's HSDS 3.0 out: the lists of organizations that chose to publish them, read-only, as JSON and as a package of
//! tables. What it answers is in English, as the codes of the lists are.
//!
//! Invariant: it is made of the service lists alone, which have no address of an advocacy organization, and never of the
//! directory; a partnership is not in it.

mod api;
mod document;
mod package;
mod terms;

use crate::policy::Policy;
use crate::routes::Routes;

/// Their routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/hsds", Policy::Public, api::about)
        .get("/hsds/openapi.json", Policy::Public, api::openapi)
        .get("/hsds/package.zip", Policy::Public, package::get)
        .get("/hsds/organizations", Policy::Public, api::organizations)
        .get("/hsds/organizations/{id}", Policy::Public, api::organization)
        .get("/hsds/services", Policy::Public, api::services)
        .get("/hsds/services/{id}", Policy::Public, api::service)
        .get("/hsds/service_at_locations", Policy::Public, api::service_at_locations)
        .get("/hsds/service_at_locations/{id}", Policy::Public, api::service_at_location)
        .get("/hsds/taxonomies", Policy::Public, api::taxonomies)
        .get("/hsds/taxonomies/{id}", Policy::Public, api::taxonomy)
        .get("/hsds/taxonomy_terms", Policy::Public, api::taxonomy_terms)
        .get("/hsds/taxonomy_terms/{id}", Policy::Public, api::taxonomy_term)
}
