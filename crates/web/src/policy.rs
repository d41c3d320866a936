//! Who may come in. A route cannot be written down without saying so.

use axum::http::Method;
use domain::member::Deed;

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Policy {
    /// Files and probes: the same for everyone, no session is read.
    Open,
    /// Public pages: no session is needed or used; the exit link stands on them, and for five minutes after leaving
    /// they answer with the neutral page.
    Public,
    /// Anyone: a session is used if there is one, locked or not.
    Anyone,
    /// Those who have not signed in; others are led to their start page.
    SignedOut,
    /// A session, even a locked one.
    Session,
    /// A session that is not locked.
    SignedIn,
    /// A session that is not locked, of a member whose roles allow the deed.
    Deed(Deed),
}

impl Policy {
    /// Whether the public headers apply, with no session at all.
    #[must_use]
    pub(crate) const fn is_public(self) -> bool {
        matches!(self, Self::Public)
    }
}

/// One line of the authorization table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteEntry {
    /// Method.
    pub method: Method,
    /// Path pattern, `{id}` for an id.
    pub path: &'static str,
    /// Policy.
    pub policy: Policy,
    /// It takes a password that was typed within the last minutes ([`app::session::PROOF`]).
    pub takes_proof: bool,
    /// On a record's forms: the deed can be done after the record is over.
    pub outlasts: bool,
    /// Its form brings a file, which is read only of whoever may do the deed.
    pub takes_file: bool,
    /// Whether it may take longer than a page does.
    pub(crate) takes_long: bool,
}

impl std::fmt::Display for RouteEntry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:<5} {:<40} {:?}", self.method.as_str(), self.path, self.policy)?;
        if self.takes_proof {
            write!(f, " + a recent password")?;
        }
        if self.takes_file {
            write!(f, " + a file")?;
        }
        if self.outlasts { write!(f, " + after the end") } else { Ok(()) }
    }
}
