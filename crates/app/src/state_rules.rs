//! What is known of the law of the organization's state, kept by its admin: versions that are added and never changed.

use crate::{App, Error, Result, Session, journal};
use domain::audit::Act;
use domain::member::Deed;
use domain::state_rule::{ReportingLaw, StateCode, StateRule};
use domain::text::Label;
use domain::time::{Days, Timestamp};
use std::collections::BTreeSet;
pub use store::state_rules::StateRuleRow;

/// What is known of the organization's state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The state.
    pub state: StateCode,
    /// Every version, the one in force first; none means nothing is known, and the strictest holds.
    pub versions: Vec<StateRuleRow>,
}

impl Known {
    /// What holds when a release is signed.
    #[must_use]
    pub fn in_force(&self) -> Option<StateRule> {
        in_force_of(&self.versions)
    }
    /// The number that the next version has. A page that was made before another one was added has an older one.
    #[must_use]
    pub fn next_version(&self) -> u32 {
        self.versions.iter().map(|row| row.rule.version).max().unwrap_or(0) + 1
    }
}

/// A version as it is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRule {
    /// The state that the page was about.
    pub state: StateCode,
    /// The number that the page gave it.
    pub version: u32,
    /// As [`StateRule::minor_alone_from`].
    pub minor_alone_from: Option<u8>,
    /// As [`StateRule::adult_from`].
    pub adult_from: Option<u8>,
    /// As [`StateRule::undated_lapses_after`].
    pub undated_lapses_after: Option<Days>,
    /// As [`StateRule::reporting`].
    pub reporting: BTreeSet<ReportingLaw>,
    /// As [`StateRule::source`].
    pub source: Label,
    /// As [`StateRule::verified_on`].
    pub verified_on: Timestamp,
}

/// What is known of the organization's state; none when no state was chosen.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn known(app: &App, session: &Session) -> Result<Option<Known>> {
    session.authorize(Deed::ManageSettings)?;
    let org = store::organizations::get(app.store(), &session.scope).await?.organization;
    let Some(state) = org.state else { return Ok(None) };
    let versions = store::state_rules::of_state(app.store(), &session.scope, state).await?;
    Ok(Some(Known { state, versions }))
}

/// The rules in force where releases are signed; none when no state was chosen or nothing is known of it.
pub(crate) async fn in_force(app: &App, session: &Session) -> Result<Option<StateRule>> {
    let Some(state) = session.org().state else { return Ok(None) };
    let versions = store::state_rules::of_state(app.store(), &session.scope, state).await?;
    Ok(in_force_of(&versions))
}

/// What is known of the state's law, for whoever writes down what a law compelled; none when no state was chosen or nothing is
/// known of it.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn for_mandates(app: &App, session: &Session) -> Result<Option<StateRule>> {
    session.authorize(Deed::RecordMandate)?;
    in_force(app, session).await
}

/// The version in force. What it does not say of the age at which nobody is a minor, the shipped row of the state says:
/// a version of an organization that leaves it open makes nobody older.
fn in_force_of(versions: &[StateRuleRow]) -> Option<StateRule> {
    let rule = versions.first()?.rule.clone();
    let shipped = versions.iter().find(|row| row.changed_by.is_none()).and_then(|row| row.rule.adult_from);
    Some(StateRule { adult_from: rule.adult_from.or(shipped), ..rule })
}

/// Writes a new version down. Older ones stay, with who wrote them.
///
/// # Errors
/// [`Error::Invalid`] `state-rule-changed-since` when a colleague was first or the state is another one by now,
/// `state-rule-out-of-bounds`.
pub async fn write_down(app: &App, session: &Session, new: NewRule) -> Result<()> {
    let known = known(app, session).await?.ok_or(Error::NotFound)?;
    let now = app.now();
    let rule = StateRule {
        state: new.state,
        version: new.version,
        minor_alone_from: new.minor_alone_from,
        adult_from: new.adult_from,
        undated_lapses_after: new.undated_lapses_after,
        reporting: new.reporting,
        source: new.source,
        verified_on: new.verified_on,
    };
    if rule.state != known.state || rule.version != known.next_version() {
        return Err(Error::Invalid("state-rule-changed-since"));
    }
    if !rule.is_within_bounds(now) {
        return Err(Error::Invalid("state-rule-out-of-bounds"));
    }
    let (scope, member) = (session.scope, session.member);
    let detail = format!("{} {}", rule.state.code(), rule.version);
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if !store::state_rules::insert(tx, &scope, &rule, member, now).await?.is_new() {
                    return Err(Error::Invalid("state-rule-changed-since"));
                }
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::StateRuleChanged, None, detail));
                Ok(())
            })
        })
        .await
}
