//! Who an organization is and what it offers: read by its own staff and its partners' staff, kept by its leads and admins.
//! Holds nothing about a person.
//!
//! Invariant: whoever saves a line has looked at it, so saving is checking; what a colleague saved meanwhile is not
//! overwritten.
//! Invariant: every free word is checked here, whoever hands it in: it reads as nobody's, and an advocacy organization's
//! names no street.

use crate::directory::{self, Hidden};
use crate::{App, Error, Result, Session, journal};
use domain::audit::Act;
use domain::day::Day;
use domain::ids::{ListingId, OrgId, SiteId};
use domain::listing::{Freshness, Listing, ListingError, Profile, Site};
use domain::member::Deed;
use domain::org::OrgKind;
use domain::text::Label;
use domain::time::Timestamp;
use store::{OrgScope, Tx, Work};

/// An organization as its partners know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceList {
    /// Which.
    pub org: OrgId,
    /// Its kind.
    pub kind: OrgKind,
    /// Its name.
    pub name: Label,
    /// Its public phone.
    pub phone: Label,
    /// Its hotline.
    pub hotline: Option<Label>,
    /// It is the caller's own, and they may change it.
    pub may_write: bool,
    /// It is the caller's own.
    pub is_ours: bool,
    /// What it says of itself.
    pub profile: Profile,
    /// Where it receives people.
    pub sites: Vec<Site>,
    /// What it offers.
    pub lines: Vec<Listing>,
    /// Days to come on which it is closed, besides federal holidays.
    pub closed: Vec<Day>,
}

impl ServiceList {
    /// The site of a line.
    #[must_use]
    pub fn site(&self, line: &Listing) -> Option<&Site> {
        self.sites.iter().find(|site| Some(site.id) == line.site)
    }
    /// When the line that was looked at longest ago was looked at; nothing while there is one that nobody looked at.
    #[must_use]
    pub fn checked_at(&self) -> Option<Timestamp> {
        self.lines.iter().map(|line| line.verified_at).min().flatten()
    }
    /// Lines that somebody has to look at again.
    #[must_use]
    pub fn n_stale(&self, now: Timestamp) -> usize {
        self.lines.iter().filter(|line| line.freshness(now) != Freshness::Fresh).count()
    }
}

/// The list of our organization or of a partner.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for an organization that is no partner.
pub async fn show(app: &App, session: &Session, org: OrgId) -> Result<ServiceList> {
    session.authorize(Deed::ReadServices)?;
    let is_ours = org == session.org_id();
    let (kind, name, phone, hotline) = if is_ours {
        let ours = session.org();
        (ours.kind, ours.name.clone(), ours.phone.clone(), ours.hotline.clone())
    } else {
        let partner = crate::partnerships::with(app, session, org).await?.partner;
        (partner.kind, partner.name, partner.phone, partner.hotline)
    };
    let (db, scope) = (app.store(), &session.scope);
    Ok(ServiceList {
        org,
        kind,
        name,
        phone,
        hotline,
        is_ours,
        may_write: is_ours && session.may(Deed::WriteListings),
        profile: store::listings::profile(db, scope, org).await?.unwrap_or_else(Profile::blank),
        sites: directory::told(app, (scope, org), store::listings::sites(db, scope, org).await?).await?,
        lines: store::listings::list(db, scope, org).await?,
        closed: crate::closed_days::to_come(app, session, org).await?,
    })
}

/// Whether a line is ours, on the list or taken off it by a colleague.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn is_ours(app: &App, session: &Session, line: ListingId) -> Result<bool> {
    session.authorize(Deed::WriteListings)?;
    Ok(store::listings::stood(app.store(), &session.scope, line).await?)
}

/// How many of our lines somebody has to look at again; nothing for who may not.
///
/// # Errors
/// When the database does not answer.
pub async fn n_to_check(app: &App, session: &Session) -> Result<usize> {
    if !session.may(Deed::WriteListings) {
        return Ok(0);
    }
    let now = app.now();
    let lines = store::listings::list(app.store(), &session.scope, session.org_id()).await?;
    Ok(lines.iter().filter(|line| line.freshness(now) != Freshness::Fresh).count())
}

/// Why a list is not changed as it was typed.
fn refused(error: ListingError) -> Error {
    Error::Invalid(match error {
        ListingError::ShelterHasNoPlace => "listing-shelter-place",
        ListingError::OtherKind => "listing-other-kind",
        ListingError::HoursUnclear => "listing-hours-unclear",
        ListingError::NoAddressHere => "listing-no-address",
        ListingError::Text(_) => "field-characters",
        ListingError::Phone => "listing-phone-unclear",
        ListingError::Person(_) => "listing-person",
    })
}

/// Adds or replaces a line of ours: what was typed is right as of now. `seen` is what the page showed: nothing for a new
/// line, else when the line had been looked at.
///
/// # Errors
/// [`Error::Invalid`] `listing-changed-since` when a colleague saved it or took it off meanwhile,
/// `listing-shelter-place`, `listing-other-kind`, `listing-person`, `listing-site-gone`; [`Error::NotFound`] without
/// the deed.
pub async fn save(app: &App, session: &Session, line: Listing, seen: Option<Option<Timestamp>>) -> Result<()> {
    let line = Listing { verified_at: Some(app.now()), ..line }.checked(session.org().kind).map_err(refused)?;
    let (scope, id) = (session.scope, line.id.bytes());
    change(app, session, "line", Some(id), move |tx| {
        let line = line.clone();
        Box::pin(async move { save_in(tx, &scope, &line, seen).await })
    })
    .await
}

async fn save_in(tx: &Tx, scope: &OrgScope, line: &Listing, seen: Option<Option<Timestamp>>) -> Result<()> {
    let sites = store::listings::sites(tx, scope, scope.org()).await?;
    if line.site.is_some_and(|site| sites.iter().all(|one| one.id != site)) {
        return Err(Error::Invalid("listing-site-gone"));
    }
    let stands = store::listings::list(tx, scope, scope.org()).await?.into_iter().find(|one| one.id == line.id);
    let is_again = stands.as_ref().is_some_and(|one| Listing { verified_at: line.verified_at, ..one.clone() } == *line);
    if !is_again && stands.map(|one| one.verified_at) != seen {
        return Err(Error::Invalid("listing-changed-since"));
    }
    Ok(store::listings::set(tx, scope, line).await?)
}

/// Somebody looked at a line of ours, and it is right.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or when it is not on the list any more.
pub async fn check(app: &App, session: &Session, line: ListingId) -> Result<()> {
    let (scope, now) = (session.scope, app.now());
    change(app, session, "checked", Some(line.bytes()), move |tx| {
        Box::pin(async move { found(store::listings::check(tx, &scope, line, now).await?) })
    })
    .await
}

/// Takes a line of ours off the list.
///
/// # Errors
/// As [`check`].
pub async fn remove(app: &App, session: &Session, line: ListingId) -> Result<()> {
    let (scope, now) = (session.scope, app.now());
    change(app, session, "removed", Some(line.bytes()), move |tx| {
        Box::pin(async move { found(store::listings::remove(tx, &scope, line, now).await?) })
    })
    .await
}

/// Adds or replaces a site of ours. `seen` is what the page showed: nothing for a new one, else its mark then, bare where its place
/// is told to nobody. What the page did not show stays as it is.
///
/// # Errors
/// [`Error::Invalid`] `listing-changed-since` when a colleague saved it or took it off meanwhile, `listing-no-address`,
/// `listing-person`, `listing-phone-unclear`, `listing-withheld` for an address of a place that nobody is told, `listing-not-known-yet`
/// for one of which that is not known; [`Error::NotFound`] without the deed.
pub async fn save_site(app: &App, session: &Session, site: Site, seen: Option<String>) -> Result<()> {
    let site = site.checked(session.org().kind).map_err(refused)?;
    let (scope, id) = (session.scope, site.id.bytes());
    session.authorize(Deed::WriteListings)?;
    let hidden =
        directory::withheld_of(app, (&scope, scope.org()), std::slice::from_ref(&site)).await?.get(&site.id).copied();
    if let Some(why) = hidden.filter(|_| site.address.is_some()) {
        return Err(Error::Invalid(match why {
            Hidden::Withheld => "listing-withheld",
            Hidden::NotYetKnown => "listing-not-known-yet",
        }));
    }
    change(app, session, "site", Some(id), move |tx| {
        let (site, seen) = (site.clone(), seen.clone());
        Box::pin(async move {
            let sites = store::listings::sites(tx, &scope, scope.org()).await?;
            let stands = sites.into_iter().find(|one| one.id == site.id);
            let site = over(site, stands, seen.as_deref(), hidden)?;
            Ok(store::listings::set_site(tx, &scope, &site).await?)
        })
    })
    .await
}

/// What is kept of a site that was typed over the one that stands. That one was shown whole, or bare: by its name, or by what was
/// known of it then.
fn over(typed: Site, stands: Option<Site>, seen: Option<&str>, hidden: Option<Hidden>) -> Result<Site> {
    let Some(stands) = stands else {
        return if seen.is_none() { Ok(typed) } else { Err(Error::Invalid("listing-changed-since")) };
    };
    let (whole, bare) = (stands.mark(), directory::bare(stands.clone()).mark());
    let (saw_whole, saw_bare) = (seen == Some(whole.as_str()), seen == Some(bare.as_str()));
    let is_again = typed.mark() == whole || typed.mark() == bare;
    if !is_again && !saw_whole && !saw_bare {
        return Err(Error::Invalid("listing-changed-since"));
    }
    // A new name that opens it opens nothing that the old one hid.
    let was_unknown = hidden.is_none() && !directory::is_called_so(&stands);
    let stays = !saw_whole && typed.mark() != whole && (hidden.is_some() || was_unknown);
    if stays {
        return Ok(directory::with_hidden(typed, stands));
    }
    // Whoever was told to leave the address empty did not say that there is none.
    let address = typed.address.clone().or_else(|| stands.address.filter(|_| hidden == Some(Hidden::NotYetKnown)));
    Ok(Site { address, ..typed })
}

/// Takes a site of ours off the list. What is offered there stands without a place until somebody looks at it.
///
/// # Errors
/// As [`check`].
pub async fn close_site(app: &App, session: &Session, site: SiteId) -> Result<()> {
    let (scope, now) = (session.scope, app.now());
    change(app, session, "site_closed", Some(site.bytes()), move |tx| {
        Box::pin(async move { found(store::listings::close_site(tx, &scope, site, now).await?) })
    })
    .await
}

/// Writes what we say of ourselves: right as of now. `seen` is when what the page showed had been looked at.
///
/// # Errors
/// [`Error::Invalid`] `listing-changed-since` when a colleague saved it meanwhile, `listing-person`; [`Error::NotFound`]
/// without the deed.
pub async fn save_profile(app: &App, session: &Session, profile: Profile, seen: Option<Timestamp>) -> Result<()> {
    let profile = profile.checked(session.org().kind).map_err(refused)?;
    let (scope, profile) = (session.scope, Profile { verified_at: Some(app.now()), ..profile });
    change(app, session, "profile", None, move |tx| {
        let profile = profile.clone();
        Box::pin(async move {
            let stands = store::listings::profile(tx, &scope, scope.org()).await?.unwrap_or_else(Profile::blank);
            let is_again = Profile { verified_at: profile.verified_at, ..stands.clone() } == profile;
            if !is_again && stands.verified_at != seen {
                return Err(Error::Invalid("listing-changed-since"));
            }
            Ok(store::listings::set_profile(tx, &scope, &profile).await?)
        })
    })
    .await
}

fn found(stood: bool) -> Result<()> {
    if stood { Ok(()) } else { Err(Error::NotFound) }
}

async fn change<F>(app: &App, session: &Session, what: &'static str, subject: Option<[u8; 16]>, write: F) -> Result<()>
where
    F: for<'tx> Fn(&'tx Tx) -> Work<'tx, (), Error> + Send + Sync + 'static,
{
    session.authorize(Deed::WriteListings)?;
    let (scope, member, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            let written = write(tx);
            Box::pin(async move {
                written.await?;
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::ServicesChanged, subject, what));
                Ok(())
            })
        })
        .await
}
