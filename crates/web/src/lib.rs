//! Pages, forms and the policies of HTTP. Parses, calls one use case, renders. No SQL, no keys, no rules.
//!
//! A feature is one folder: `src/inbox/`, `templates/inbox/`, `locales/{en,es}/inbox.ftl`, one line in [`mod@routes`];
//! `README.md` beside this crate shows the pattern.
//!
//! Invariant: every route has a [`Policy`]; every sentence stands in the Fluent files; every page works without
//! JavaScript.
//!
//! Read next: [`routes::Routes`] (the table), [`guard`] (what stands before a handler), [`form::Form`].

mod affiliations;
mod agreed;
mod arrivals;
pub mod assets;
mod audit;
mod chart;
mod coalition;
mod consult;
mod contact;
mod csv;
pub mod ctx;
mod directory;
mod disclosures;
mod find;
mod forgetting;
pub mod form;
pub mod guard;
pub mod headers;
mod held;
mod home;
mod hsds;
mod inbox;
mod join;
pub mod labels;
mod mail;
mod mandates;
mod notes;
mod notices;
mod organization;
pub mod origin;
mod over;
pub mod page;
mod partnership;
mod people;
mod plan;
pub mod policy;
pub mod problem;
pub mod rates;
mod recovery;
mod referrals;
mod releases;
mod reporting;
mod reverse;
pub mod routes;
mod sent;
mod services;
pub mod session;
mod sessions;
mod setup;
mod shell;
pub mod texts;
mod together;
pub mod when;

pub use ctx::Ctx;
pub use form::{Choice, Form, choices};
pub use guard::Posted;
pub use page::{Answer, Id, Page};
pub use policy::{Policy, RouteEntry};
pub use problem::Problem;
pub use routes::{Routes, Web};
pub use session::Caller;
pub use texts::Tongue;
pub use together::library;

use app::App;
use axum::Router;
use domain::time::Minutes;

/// Where a member who has not confirmed a recovery sheet is led first.
pub const RECOVERY_SHEET: &str = "/recovery-sheet";
/// Where a member waits until a colleague has shared keys.
pub const WAITING: &str = "/waiting";

/// What an operator sets for all pages.
#[derive(Debug, Clone)]
pub struct Settings {
    /// What the product calls itself before anyone signs in; neutral.
    pub app_name: String,
    /// The everyday website that "Leave this site" goes to.
    pub exit_url: String,
    /// A proxy of ours writes `X-Forwarded-For`; its last address is the network that limits go by.
    pub behind_proxy: bool,
    /// How long a password counts for what changes other people's access.
    pub proof: Minutes,
    /// No limits of rate: for measuring synthetic people on loopback, which only the demo can ask for.
    pub unlimited: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            app_name: "Partner Desk".to_owned(),
            exit_url: "https://www.weather.gov/".to_owned(),
            behind_proxy: false,
            proof: app::session::PROOF,
            unlimited: false,
        }
    }
}

/// All routes. A feature adds one line.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .merge(shell::routes())
        .merge(notes::routes())
        .merge(sent::routes())
        .merge(home::routes())
        .merge(services::routes())
        .merge(directory::routes())
        .merge(find::routes())
        .merge(hsds::routes())
        .merge(setup::routes())
        .merge(recovery::routes())
        .merge(join::routes())
        .merge(sessions::routes())
        .merge(mail::routes())
        .merge(arrivals::routes())
        .merge(audit::routes())
        .merge(contact::routes())
        .merge(disclosures::routes())
        .merge(forgetting::routes())
        .merge(inbox::routes())
        .merge(mandates::routes())
        .merge(organization::routes())
        .merge(partnership::routes())
        .merge(affiliations::routes())
        .merge(coalition::routes())
        .merge(people::routes())
        .merge(referrals::routes())
        .merge(releases::routes())
        .merge(plan::routes())
        .merge(consult::routes())
        .merge(together::routes())
        .merge(reverse::routes())
}

/// The service with the settings of a first start.
pub fn router(app: App) -> Router {
    router_with(app, Settings::default())
}

/// The service, to be served with the peers' addresses (`into_make_service_with_connect_info::<SocketAddr>`).
pub fn router_with(app: App, settings: Settings) -> Router {
    routes().into_service(app, settings)
}

/// Every route with its policy, in the order of the table: what the authorization matrix is generated from.
#[must_use]
pub fn route_table() -> Vec<RouteEntry> {
    routes().entries().cloned().collect()
}
