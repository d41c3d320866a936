//! What an organization's admin changes about it after set-up: words, lines to call, promises. Never its kind, and never
//! how its keys are held.
//!
//! Invariant: settings are changed only from the state that the admin was looking at.

use crate::{App, Error, Result, Session, journal};
use domain::audit::Act;
use domain::member::Deed;
use domain::org::{Organization, Setting};
use std::collections::BTreeSet;

/// The settings as they stand, and what they are called in [`change`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The organization.
    pub organization: Organization,
    /// Stands for exactly these settings.
    pub edition: String,
}

/// The settings as they stand.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn standing(app: &App, session: &Session) -> Result<Standing> {
    session.authorize(Deed::ManageSettings)?;
    let organization = store::organizations::get(app.store(), &session.scope).await?.organization;
    Ok(Standing { edition: edition(&organization), organization })
}

/// Takes over the settings of `to`; its id, kind and vault mode are not looked at. `seen` is the edition that the
/// admin changed. Answers what changed, for the same settings again nothing.
///
/// # Errors
/// [`Error::Invalid`] `settings-changed-since` when somebody else was first, `time-zone-unknown`,
/// `settings-out-of-bounds`.
pub async fn change(app: &App, session: &Session, seen: &str, to: Organization) -> Result<BTreeSet<Setting>> {
    let was = standing(app, session).await?;
    let changed = was.organization.changed(&to);
    if changed.is_empty() {
        return Ok(changed);
    }
    if was.edition != seen {
        return Err(Error::Invalid("settings-changed-since"));
    }
    if jiff::tz::TimeZone::get(&to.time_zone).is_err() {
        return Err(Error::Invalid("time-zone-unknown"));
    }
    if !to.is_within_bounds() {
        return Err(Error::Invalid("settings-out-of-bounds"));
    }
    let (scope, member, now) = (session.scope, session.member, app.now());
    let detail = changed.iter().map(|setting| setting.code()).collect::<Vec<_>>().join(" ");
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if !store::organizations::change(tx, &scope, &was.organization, &to).await? {
                    return Err(Error::Invalid("settings-changed-since"));
                }
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::SettingsChanged, None, detail));
                Ok(())
            })
        })
        .await?;
    Ok(changed)
}

fn edition(organization: &Organization) -> String {
    let text = serde_json::to_vec(organization).unwrap_or_default();
    vault::sha256(&text)[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}
