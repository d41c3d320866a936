//! An organization whose housekeeping fails: after a day its leads are told, since what should go does not go.

use crate::node::NODE_LANE;
use crate::{App, Error, Result, housekeeping, notices};
use domain::ids::NoticeId;
use domain::time::{Minutes, Timestamp};
use store::OrgScope;
use store::notices::Notice;

/// A fault that passes by itself is nobody's to look at.
const AFTER: Minutes = Minutes(24 * 60);

/// Since when it fails; under this key of the node.
fn key(scope: &OrgScope) -> String {
    format!("unkept {}", scope.org())
}

/// Notes how a round for an organization ended, and tells its leads once it has failed for a day.
pub(crate) async fn note(app: &App, scope: OrgScope, has_failed: bool) -> Result<()> {
    let (key, now) = (key(&scope), app.now());
    let stored = store::node::get(app.store(), &key).await?;
    let since = stored.as_ref().and_then(|bytes| std::str::from_utf8(bytes).ok()?.parse().ok());
    let since: Option<Timestamp> = since.map(Timestamp::from_micros);
    match (stored, since) {
        (None, _) if !has_failed => Ok(()),
        (Some(value), _) if !has_failed => {
            let ended = app.store().write(NODE_LANE, move |tx| {
                Box::pin(async move { store::node::take(tx, &key, &value).await.map(drop) })
            });
            ended.await.map_err(|error: store::Error| Error::from(error))
        }
        (_, Some(since)) if now < since.plus_minutes(AFTER) => Ok(()),
        (_, since) => {
            let begun = app.store().write(NODE_LANE, move |tx| {
                Box::pin(async move { store::node::put(tx, &key, now.micros().to_string().as_bytes()).await })
            });
            begun.await.map_err(|error: store::Error| Error::from(error))?;
            if since.is_some() { tell(app, scope, now).await } else { Ok(()) }
        }
    }
}

/// Once a day while it lasts.
async fn tell(app: &App, scope: OrgScope, now: Timestamp) -> Result<()> {
    let (leads, node) = (housekeeping::leads(app, &scope).await?, app.clone());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                for member in leads {
                    let (id, code) = (NoticeId::new(node.next_id()), "notice-housekeeping-fails".to_owned());
                    let notice = Notice { id, member, code, referral: None, at: now };
                    notices::bring(&node, tx, &scope, &notice).await?;
                }
                Ok(())
            })
        })
        .await
        .map_err(|error: store::Error| Error::from(error))
}
