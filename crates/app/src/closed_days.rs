//! Days on which an organization is closed, besides federal holidays: no business day, and nobody of the partner's works
//! there. Kept by those who keep its service list, read by its partners.

use crate::{App, Error, Result, Session, journal};
use domain::audit::Act;
use domain::day::Day;
use domain::ids::{OrgId, PartnershipId};
use domain::member::Deed;
use domain::org::OrgKind;
use domain::text::Label;
use std::collections::{BTreeMap, BTreeSet};
use store::partnerships::PartnershipRow;
use store::{OrgScope, Reads};

/// Most days that are added at once.
pub const MOST_AT_ONCE: u32 = 31;
/// Most days to come that an organization has.
const MOST: usize = 120;
/// Days for which one that has passed is kept.
pub(crate) const KEPT: u32 = 400;
/// How far ahead a day may be.
const AHEAD: u32 = 2 * 366;

/// Days from today on, in order, of our organization or a partner.
///
/// # Errors
/// [`Error::NotFound`] without the deed. Of an organization that is no partner there are none.
pub async fn to_come(app: &App, session: &Session, org: OrgId) -> Result<Vec<Day>> {
    session.authorize(Deed::ReadServices)?;
    let today = Day::of(app.now(), &session.org().time_zone);
    let days = store::closed_days::list(app.store(), &session.scope, org).await?;
    Ok(days.into_iter().filter(|day| *day >= today).collect())
}

/// We are closed from one day to another, both counted in. Said twice, it is so once.
///
/// # Errors
/// [`Error::Invalid`] `closed-days-order` for an end before the beginning, `closed-days-too-many`, `closed-days-far` for
/// what has passed or is years away; [`Error::NotFound`] without the deed.
pub async fn add(app: &App, session: &Session, (from, to): (Day, Day)) -> Result<()> {
    session.authorize(Deed::WriteListings)?;
    let (scope, member, now) = (session.scope, session.member, app.now());
    let today = Day::of(now, &session.org().time_zone);
    if to < from {
        return Err(Error::Invalid("closed-days-order"));
    }
    if from < today || to > today.later(AHEAD) {
        return Err(Error::Invalid("closed-days-far"));
    }
    if from.days_to(to) >= i64::from(MOST_AT_ONCE) {
        return Err(Error::Invalid("closed-days-too-many"));
    }
    let new: Vec<Day> = (0..MOST_AT_ONCE).map(|days| from.later(days)).take_while(|day| *day <= to).collect();
    app.store()
        .write(scope.org(), move |tx| {
            let new = new.clone();
            Box::pin(async move {
                let mut all = store::closed_days::list(tx, &scope, scope.org()).await?;
                all.extend(new.iter().copied());
                if all.range(today..).count() > MOST {
                    return Err(Error::Invalid("closed-days-too-many"));
                }
                for day in new {
                    store::closed_days::add(tx, &scope, day).await?;
                }
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::ServicesChanged, None, "closed_days"));
                Ok(())
            })
        })
        .await
}

/// We are open on a day after all.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn remove(app: &App, session: &Session, day: Day) -> Result<()> {
    session.authorize(Deed::WriteListings)?;
    let (scope, member, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                store::closed_days::remove(tx, &scope, day).await?;
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::ServicesChanged, None, "closed_days"));
                Ok(())
            })
        })
        .await
}

/// Who of a partnership is closed between two days, both counted in: for its calendar.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others.
pub async fn between(
    app: &App,
    session: &Session,
    partnership: PartnershipId,
    (from, to): (Day, Day),
) -> Result<BTreeMap<Day, Vec<Label>>> {
    session.authorize(Deed::ReadWorkspace)?;
    let row = crate::partnerships::find(app, session, partnership).await?;
    let mut all: BTreeMap<Day, Vec<Label>> = BTreeMap::new();
    for (org, name) in [(session.org_id(), &session.org().name), (row.partner.id, &row.partner.name)] {
        for day in store::closed_days::list(app.store(), &session.scope, org).await?.range(from..=to) {
            all.entry(*day).or_default().push(name.clone());
        }
    }
    Ok(all)
}

/// The days on which the health center of a partnership is closed: no advocate works in its house on them.
pub(crate) async fn of_center(
    db: &impl Reads,
    scope: &OrgScope,
    kind: OrgKind,
    row: &PartnershipRow,
) -> store::Result<BTreeSet<Day>> {
    let center = if kind == OrgKind::HealthCenter { scope.org() } else { row.partner.id };
    store::closed_days::list(db, scope, center).await
}
