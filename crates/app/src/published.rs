//! Our own service list for everybody, as Open Referral's HSDS 3.0: only of organizations that chose it.
//!
//! Invariant: an advocacy organization's places are not in it, whatever its sites say, nor is a site that the directory, its
//! name or what is offered there withholds (45 CFR 1370.4(e)).

use crate::listings::ServiceList;
use crate::{App, Error, Result, Session, journal};
use domain::audit::Act;
use domain::listing::Profile;
use domain::member::Deed;
use domain::org::OrgKind;
use domain::time::Timestamp;

/// Since when ours is published.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn since(app: &App, session: &Session) -> Result<Option<Timestamp>> {
    session.authorize(Deed::WriteListings)?;
    Ok(store::directory_kept::published_since(app.store(), &session.scope).await?)
}

/// Publishes our list, or ends it.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn set(app: &App, session: &Session, is_public: bool) -> Result<()> {
    session.authorize(Deed::WriteListings)?;
    let (scope, member, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let what = if is_public {
                    store::directory_kept::publish(tx, &scope, member, now).await?;
                    "published"
                } else {
                    store::directory_kept::unpublish(tx, &scope).await?;
                    "unpublished"
                };
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::ServicesChanged, None, what));
                Ok::<_, Error>(())
            })
        })
        .await
}

/// Every published list.
///
/// # Errors
/// When the database does not answer.
pub async fn lists(app: &App) -> Result<Vec<ServiceList>> {
    let (db, all) = (app.store(), app.organizations().await?);
    let mut lists = Vec::new();
    for org in store::directory_kept::published(db).await? {
        let Some(public) = all.iter().find(|one| one.id == org) else { continue };
        let scope = app.worker().scope(org);
        let mut sites = store::listings::sites(db, &scope, org).await?;
        let mut lines = store::listings::list(db, &scope, org).await?;
        let withheld = crate::directory::withheld_of(app, (&scope, org), &sites).await?;
        sites.retain(|site| public.kind != OrgKind::Advocacy && !withheld.contains_key(&site.id));
        for line in &mut lines {
            line.site = line.site.filter(|id| sites.iter().any(|site| site.id == *id));
        }
        lists.push(ServiceList {
            org,
            kind: public.kind,
            name: public.name.clone(),
            phone: public.phone.clone(),
            hotline: public.hotline.clone(),
            may_write: false,
            is_ours: false,
            profile: store::listings::profile(db, &scope, org).await?.unwrap_or_else(Profile::blank),
            sites,
            lines,
            closed: store::closed_days::list(db, &scope, org).await?.into_iter().collect(),
        });
    }
    Ok(lists)
}

/// Files as an archive.
///
/// # Errors
/// [`Error::Busy`] when it cannot be made.
pub fn packed(files: &[(&str, Vec<u8>)]) -> Result<Vec<u8>> {
    directory::hsds::packed(files).map_err(|_| Error::Busy)
}
