//! What an organization says of itself, where it receives people, and what it offers. Holds nothing about a person.
//!
//! Invariant: a partner's rows are read through the partnership with it, never by a bare id.

use crate::backend::{Reads, all, run};
use crate::error::Result;
use crate::row::{Row, joined};
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::day::Day;
use domain::ids::{ListingId, OrgId, SiteId};
use domain::language::LanguageCode;
use domain::listing::{
    Access, Cost, Eligibility, Hours, Listing, Offered, OwnName, Profile, Reach, Remark, Room, Site,
};
use domain::service::Service;
use domain::time::Timestamp;

/// Whose rows: ours, or those of an organization that we have a partnership with. With anybody else it is nothing.
macro_rules! of {
    ($table:literal) => {
        concat!(
            "org_id = $2 AND ($2 = $1 OR EXISTS (SELECT 1 FROM partnership_side s WHERE s.org_id = $1 AND s.partner_id = ",
            $table,
            ".org_id))"
        )
    };
}

fn remark(row: &mut Row) -> Result<Remark> {
    Ok(Remark::stored(row.text()?, row.text()?))
}

fn hours(row: &mut Row) -> Result<Hours> {
    Hours::parse(&row.text()?).ok_or_else(|| row.unreadable())
}

fn profile_row(row: &mut Row) -> Result<Profile> {
    Ok(Profile {
        about: remark(row)?,
        on_call: remark(row)?,
        hours: hours(row)?,
        languages: row.codes(LanguageCode::parse)?,
        access: row.codes(Access::parse)?,
        verified_at: row.opt_time()?,
    })
}

const PROFILE: &str = concat!(
    "SELECT about_en, about_es, on_call_en, on_call_es, hours, languages, access, verified_at FROM profile WHERE ",
    of!("profile")
);

/// What an organization says of itself; nothing before anybody has written it.
///
/// # Errors
/// When the database does not answer.
pub async fn profile(db: &impl Reads, scope: &OrgScope, org: OrgId) -> Result<Option<Profile>> {
    Ok(all(db, PROFILE, args![scope.org(), org], profile_row).await?.pop())
}

const SET_PROFILE: &str = "INSERT INTO profile (org_id, about_en, about_es, on_call_en, on_call_es, hours, languages, access, \
     verified_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (org_id) DO UPDATE SET about_en = excluded.about_en, \
     about_es = excluded.about_es, on_call_en = excluded.on_call_en, on_call_es = excluded.on_call_es, hours = excluded.hours, \
     languages = excluded.languages, access = excluded.access, verified_at = excluded.verified_at";

/// Writes ours.
///
/// # Errors
/// When the database does not answer.
pub async fn set_profile(tx: &Tx, scope: &OrgScope, profile: &Profile) -> Result<()> {
    let args = args![
        scope.org(),
        profile.about.en(),
        profile.about.es(),
        profile.on_call.en(),
        profile.on_call.es(),
        profile.hours.code(),
        joined(profile.languages.iter().map(LanguageCode::as_str)),
        joined(profile.access.iter().map(|one| one.code())),
        profile.verified_at,
    ];
    run(tx, SET_PROFILE, args).await.map(drop)
}

fn site_row(row: &mut Row) -> Result<Site> {
    Ok(Site {
        id: row.id(SiteId::new)?,
        name: row.label()?,
        phone: row.opt_label()?,
        address: row.opt_label()?,
        remark: remark(row)?,
    })
}

const SITES: &str = concat!(
    "SELECT id, name, phone, address, remark_en, remark_es FROM site WHERE closed_at IS NULL AND ",
    of!("site"),
    " ORDER BY name, id"
);

/// An organization's sites, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn sites(db: &impl Reads, scope: &OrgScope, org: OrgId) -> Result<Vec<Site>> {
    all(db, SITES, args![scope.org(), org], site_row).await
}

const ALL_SITES: &str = "SELECT id, name, phone, address, remark_en, remark_es, CASE WHEN closed_at IS NULL THEN 0 ELSE 1 END \
     FROM site WHERE org_id = $1 ORDER BY name, id";

/// Our own sites by name, and whether each is closed: what happened there is still counted.
///
/// # Errors
/// When the database does not answer.
pub async fn all_sites(db: &impl Reads, scope: &OrgScope) -> Result<Vec<(Site, bool)>> {
    all(db, ALL_SITES, args![scope.org()], |row| Ok((site_row(row)?, row.bool()?))).await
}

const SET_SITE: &str = "INSERT INTO site (org_id, id, name, phone, address, remark_en, remark_es) \
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (org_id, id) DO UPDATE SET name = excluded.name, phone = excluded.phone, \
     address = excluded.address, remark_en = excluded.remark_en, remark_es = excluded.remark_es";

/// Adds or replaces one of our sites.
///
/// # Errors
/// When the database does not answer.
pub async fn set_site(tx: &Tx, scope: &OrgScope, site: &Site) -> Result<()> {
    let args = args![
        scope.org(),
        site.id,
        site.name.as_str(),
        site.phone.as_ref().map(|phone| phone.as_str()),
        site.address.as_ref().map(|address| address.as_str()),
        site.remark.en(),
        site.remark.es(),
    ];
    run(tx, SET_SITE, args).await.map(drop)
}

const CLOSE_SITE: &str = "UPDATE site SET closed_at = $3 WHERE org_id = $1 AND id = $2 AND closed_at IS NULL";
const NOBODY_THERE: &str = "UPDATE member SET site_id = NULL WHERE org_id = $1 AND site_id = $2";
const WITHOUT_SITE: &str = "UPDATE listing SET site_id = NULL, verified_at = NULL WHERE org_id = $1 AND site_id = $2";

/// Takes one of our sites off the list; what was offered there stands without a place until somebody looks at it, and nobody
/// works there any more: what a colleague does next would be counted at a site that is closed.
/// Answers whether it stood there.
///
/// # Errors
/// When the database does not answer.
pub async fn close_site(tx: &Tx, scope: &OrgScope, site: SiteId, at: Timestamp) -> Result<bool> {
    run(tx, WITHOUT_SITE, args![scope.org(), site]).await?;
    run(tx, NOBODY_THERE, args![scope.org(), site]).await?;
    Ok(run(tx, CLOSE_SITE, args![scope.org(), site, at]).await? > 0)
}

fn listing_row(row: &mut Row) -> Result<Listing> {
    let id = row.id(ListingId::new)?;
    let (service, own, spanish) = (row.opt_text()?, row.opt_label()?, row.opt_label()?);
    let what = match (service, own) {
        (Some(code), None) => Service::parse(&code).map(Offered::Coded).map_err(|_| row.unreadable())?,
        (None, Some(name)) => Offered::Own(OwnName { name, spanish }),
        _ => return Err(row.unreadable()),
    };
    Ok(Listing {
        id,
        what,
        site: row.opt_id(SiteId::new)?,
        hours: hours(row)?,
        languages: row.codes(LanguageCode::parse)?,
        eligibility: row.codes(Eligibility::parse)?,
        cost: row.code(Cost::parse)?,
        reach: row.codes(Reach::parse)?,
        phone: row.opt_label()?,
        room: row.code(Room::parse)?,
        full_until: row.opt_text()?.as_deref().and_then(Day::parse),
        remark: remark(row)?,
        verified_at: row.opt_time()?,
    })
}

const LIST: &str = concat!(
    "SELECT id, service, own_name, own_name_es, site_id, hours, languages, eligibility, cost, reach, phone, room, full_until, remark_en, \
     remark_es, verified_at FROM listing WHERE removed_at IS NULL AND ",
    of!("listing")
);

/// What an organization offers: in the guide's order, then what is its own.
///
/// # Errors
/// When the database does not answer.
pub async fn list(db: &impl Reads, scope: &OrgScope, org: OrgId) -> Result<Vec<Listing>> {
    let mut lines = all(db, LIST, args![scope.org(), org], listing_row).await?;
    lines.sort_by(|a, b| (&a.what, a.id).cmp(&(&b.what, b.id)));
    Ok(lines)
}

const SET: &str = "INSERT INTO listing (org_id, id, service, own_name, own_name_es, site_id, hours, languages, eligibility, cost, reach, \
     phone, room, full_until, remark_en, remark_es, verified_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, \
     $14, $15, $16, $17) ON CONFLICT (org_id, id) DO UPDATE SET service = excluded.service, own_name = excluded.own_name, \
     own_name_es = excluded.own_name_es, site_id = excluded.site_id, hours = excluded.hours, languages = excluded.languages, eligibility = excluded.eligibility, \
     cost = excluded.cost, reach = excluded.reach, phone = excluded.phone, room = excluded.room, \
     full_until = excluded.full_until, remark_en = excluded.remark_en, remark_es = excluded.remark_es, \
     verified_at = excluded.verified_at, removed_at = NULL";

/// Adds or replaces a line of ours.
///
/// # Errors
/// When the database does not answer.
pub async fn set(tx: &Tx, scope: &OrgScope, line: &Listing) -> Result<()> {
    let (service, own, spanish) = match &line.what {
        Offered::Coded(service) => (Some(service.code()), None, None),
        Offered::Own(own) => (None, Some(own.name.as_str()), own.spanish.as_ref().map(|name| name.as_str())),
    };
    let args = args![
        scope.org(),
        line.id,
        service,
        own,
        spanish,
        line.site,
        line.hours.code(),
        joined(line.languages.iter().map(LanguageCode::as_str)),
        joined(line.eligibility.iter().map(|one| one.code())),
        line.cost.code(),
        joined(line.reach.iter().map(|one| one.code())),
        line.phone.as_ref().map(|phone| phone.as_str()),
        line.room.code(),
        line.full_until.map(Day::code),
        line.remark.en(),
        line.remark.es(),
        line.verified_at,
    ];
    run(tx, SET, args).await.map(drop)
}

const STOOD: &str = "SELECT id FROM listing WHERE org_id = $1 AND id = $2";

/// Whether a line is ours, on the list or taken off it.
///
/// # Errors
/// When the database does not answer.
pub async fn stood(db: &impl Reads, scope: &OrgScope, line: ListingId) -> Result<bool> {
    Ok(!all(db, STOOD, args![scope.org(), line], |row| row.id(ListingId::new)).await?.is_empty())
}

const CHECK: &str = "UPDATE listing SET verified_at = $3 WHERE org_id = $1 AND id = $2 AND removed_at IS NULL";

/// Somebody says that a line of ours is right. Answers whether it stands.
///
/// # Errors
/// When the database does not answer.
pub async fn check(tx: &Tx, scope: &OrgScope, line: ListingId, at: Timestamp) -> Result<bool> {
    Ok(run(tx, CHECK, args![scope.org(), line, at]).await? > 0)
}

const REMOVE: &str = "UPDATE listing SET removed_at = $3 WHERE org_id = $1 AND id = $2 AND removed_at IS NULL";

/// Takes a line of ours off the list. Answers whether it stood there.
///
/// # Errors
/// When the database does not answer.
pub async fn remove(tx: &Tx, scope: &OrgScope, line: ListingId, at: Timestamp) -> Result<bool> {
    Ok(run(tx, REMOVE, args![scope.org(), line, at]).await? > 0)
}
