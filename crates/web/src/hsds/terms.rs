//! The taxonomies: the lists of codes that this product has of services, of whom they are for, and of what makes it easier to come; and
//! the attributes that lead from a service or an organization to their terms.

use super::document::{id, object};
use crate::labels::Labeled;
use crate::texts::Tongue;
use domain::listing::{Access, Eligibility, Listing, Offered, Profile};
use domain::service::Service;
use serde_json::{Value, json};

/// A list of codes, as a taxonomy.
struct Taxonomy {
    /// Leads its id.
    list: &'static str,
    /// Leads the ids of its terms.
    term: &'static str,
    name: &'static str,
    description: &'static str,
}

const SERVICES: Taxonomy = Taxonomy {
    list: "guide",
    term: "term",
    name: "Services of health centers and advocacy organizations",
    description: "The two coded service lists of the partnership guide.",
};
const ELIGIBILITY: Taxonomy = Taxonomy {
    list: "eligibility",
    term: "eligibility",
    name: "For whom a service is",
    description: "Who may come, and whether papers or insurance are asked for.",
};
const ACCESS: Taxonomy = Taxonomy {
    list: "access",
    term: "access",
    name: "What makes it easier to come",
    description: "What an organization has for people who would otherwise not get in, not be understood, or not get there.",
};

impl Taxonomy {
    fn id(&self) -> String {
        id(self.list, "taxonomy")
    }
    fn whole(&self) -> Value {
        object(vec![("id", json!(self.id())), ("name", json!(self.name)), ("description", json!(self.description))])
    }
    fn term<L: Labeled>(&self, t: &Tongue, code: &str, of: L) -> Value {
        let name = t.label(of);
        object(vec![
            ("id", json!(id(code, self.term))),
            ("code", json!(code)),
            ("name", json!(name)),
            ("description", json!(name)),
            ("taxonomy_id", json!(self.id())),
        ])
    }
}

/// All taxonomies.
pub(super) fn taxonomies() -> Vec<Value> {
    [SERVICES, ELIGIBILITY, ACCESS].iter().map(Taxonomy::whole).collect()
}

/// All terms of all of them.
pub(super) fn terms(t: &Tongue) -> Vec<Value> {
    let services = Service::ALL.iter().map(|one| SERVICES.term(t, one.code(), *one));
    let eligibility = Eligibility::ALL.iter().map(|one| ELIGIBILITY.term(t, one.code(), *one));
    let access = Access::ALL.iter().map(|one| ACCESS.term(t, one.code(), *one));
    services.chain(eligibility).chain(access).collect()
}

/// What leads from something to a term; `what` tells the attributes of one thing apart.
fn attribute(own: &str, what: &str, (kind, entity): (&str, &str), link: &str, term: Value) -> Value {
    object(vec![
        ("id", json!(id(own, what))),
        ("link_id", json!(link)),
        ("link_type", json!(kind)),
        ("link_entity", json!(entity)),
        ("taxonomy_term_id", term["id"].clone()),
        ("taxonomy_term", term),
    ])
}

/// What a service is, and for whom.
pub(super) fn of_service(t: &Tongue, line: &Listing, link: &str) -> Vec<Value> {
    let own = line.id.to_string();
    let coded = match &line.what {
        Offered::Coded(service) => Some(SERVICES.term(t, service.code(), *service)),
        Offered::Own(_) => None,
    };
    let what = coded.map(|term| attribute(&own, "attribute", ("service", "service"), link, term));
    let whom = line.eligibility.iter().map(|one| {
        let term = ELIGIBILITY.term(t, one.code(), *one);
        attribute(&own, &format!("attribute:{}", one.code()), ("eligibility", "service"), link, term)
    });
    what.into_iter().chain(whom).collect()
}

/// What makes it easier to come to an organization.
pub(super) fn of_organization(t: &Tongue, profile: &Profile, link: &str) -> Vec<Value> {
    let access = profile.access.iter().map(|one| {
        let term = ACCESS.term(t, one.code(), *one);
        attribute(link, &format!("attribute:{}", one.code()), ("accessibility", "organization"), link, term)
    });
    access.collect()
}
