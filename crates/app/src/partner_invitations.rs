//! Inviting a partner: a lead begins with an entry of the directory, or a name, and gives the code to the other organization
//! by phone or on paper. Whoever leads there types it, and the partnership begins; where one of the two is a coalition, a
//! connection with it. Holds nothing about a person.
//!
//! Invariant: nothing is sent by the software, and nobody learns from a code which organization it is of before both kinds fit.

use crate::node::{code_hash, random_code};
use crate::{App, Error, Result, Session, affiliations, journal, partnerships};
use domain::audit::Act;
use domain::ids::{AffiliationId, PartnershipId};
use domain::member::Deed;
use domain::org::OrgKind;
use domain::text::Label;
use domain::time::Days;
pub use store::partner_invitations::PartnerInvitation;
use uuid::Uuid;

/// How long a code can be used: the other organization may have to be set up first.
pub const LASTS: Days = Days(30);

/// What began with a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begun {
    /// Two organizations that work together.
    Partnership(PartnershipId),
    /// An organization and a coalition.
    Affiliation(AffiliationId),
}

impl Begun {
    const fn partnership(self) -> Option<PartnershipId> {
        match self {
            Self::Partnership(id) => Some(id),
            Self::Affiliation(_) => None,
        }
    }
    const fn entry(self) -> (Act, Option<[u8; 16]>) {
        match self {
            Self::Partnership(id) => (Act::PartnershipChanged, Some(id.bytes())),
            Self::Affiliation(id) => (Act::AffiliationChanged, Some(id.bytes())),
        }
    }
}

/// Makes an invitation and answers its code, which is shown once. `listing` is the entry of the directory that it began with.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or when there is no such entry; [`Error::Invalid`] `partner-not-theirs` where the
/// entry is of our own kind: partnerships are between a health center and an advocacy
/// organization; `partner-invited-already` where this form made one before, since a code is shown once.
pub async fn invite(app: &App, session: &Session, id: Uuid, listing: Option<Uuid>, name: Label) -> Result<String> {
    session.authorize(Deed::ManageAffiliations)?;
    if let Some(listing) = listing {
        let entry = crate::directory::entry(app, session, listing).await?;
        let fits = match session.org().kind {
            OrgKind::HealthCenter => entry.listing.kind == crate::directory::Kind::Advocacy,
            OrgKind::Advocacy => entry.listing.kind == crate::directory::Kind::HealthCenter,
            OrgKind::Coalition => false,
        };
        if !fits {
            return Err(Error::Invalid("partner-not-theirs"));
        }
    }
    let (code, now) = (random_code(app, 5), app.now());
    let (scope, member) = (session.scope, session.member);
    let one = PartnerInvitation { id, listing, name, member, made_at: now, expires_at: now.plus_days(LASTS) };
    let hash = code_hash(&code);
    let written = app
        .store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                store::partner_invitations::insert(tx, &scope, &hash, one).await?;
                let subject = Some(*id.as_bytes());
                let act = Act::PartnershipChanged;
                tx.audit(&scope, journal::by_member(&scope, member, now, act, subject, "invited"));
                Ok::<_, Error>(())
            })
        })
        .await;
    match written {
        Ok(()) => Ok(code),
        Err(Error::Store(store::Error::Taken(_))) => Err(Error::Invalid("partner-invited-already")),
        Err(error) => Err(error),
    }
}

/// Ours that can still be used.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn open(app: &App, session: &Session) -> Result<Vec<PartnerInvitation>> {
    session.authorize(Deed::ManageAffiliations)?;
    Ok(store::partner_invitations::open(app.store(), &session.scope, app.now()).await?)
}

/// Takes one back.
///
/// # Errors
/// [`Error::NotFound`] when it cannot be used any more.
pub async fn take_back(app: &App, session: &Session, id: Uuid) -> Result<()> {
    session.authorize(Deed::ManageAffiliations)?;
    let (scope, member, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if !store::partner_invitations::end(tx, scope.org(), id, None, now).await? {
                    return Err(Error::NotFound);
                }
                let (act, subject) = (Act::PartnershipChanged, Some(*id.as_bytes()));
                tx.audit(&scope, journal::by_member(&scope, member, now, act, subject, "invitation_taken_back"));
                Ok(())
            })
        })
        .await
}

/// Takes up the invitation of another organization of this node: the partnership begins, and both sides name liaisons and
/// compare their words before anything is sent.
///
/// # Errors
/// [`Error::Invalid`] `partner-code-unknown` for a code that is wrong, used, old or our own, `partnership-same-kind`,
/// `partnership-exists`, `affiliation-exists`; [`Error::TooMany`] after many wrong ones.
pub async fn take_up(app: &App, session: &Session, code: &str) -> Result<Begun> {
    session.authorize(Deed::ManageAffiliations)?;
    let now = app.now();
    let name = format!("partner-code {}", session.member);
    app.attempts().take(&name, now)?;
    let found = store::partner_invitations::by_code(app.store(), &code_hash(code), now).await?;
    let ours = session.org_id();
    let Some((org, id)) = found.filter(|(org, _)| *org != ours) else {
        return Err(Error::Invalid("partner-code-unknown"));
    };
    app.attempts().forgive(&name);
    let theirs = store::organizations::kind(app.store(), org).await?;
    let with_coalition = [theirs, Some(session.org().kind)].contains(&Some(OrgKind::Coalition));
    let begun = if with_coalition {
        Begun::Affiliation(affiliations::form(app, org, ours).await?)
    } else {
        Begun::Partnership(partnerships::form(app, org, ours).await?)
    };
    let (member, partnership) = (session.member, begun.partnership());
    let scope = session.scope;
    app.store()
        .write(org, move |tx| {
            Box::pin(async move {
                store::partner_invitations::end(tx, org, id, partnership, now).await?;
                let (act, subject) = begun.entry();
                tx.audit(&scope, journal::by_member(&scope, member, now, act, subject, "taken_up"));
                Ok::<_, Error>(())
            })
        })
        .await?;
    Ok(begun)
}
