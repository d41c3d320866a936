//! Is a release what was signed? Its terms are plain columns; the audit entry of its signing holds them fast
//! (`domain::release::terms`), and the chain says as well whether it was taken back.
//!
//! Invariant: nothing clears under a release that the chain does not bear out. It is read without keys.

use crate::notices::came;
use crate::{App, Error, Result, Session, journal};
use domain::audit::Act;
use domain::ids::{MemberId, OrgId, ReleaseId};
use domain::org::LONGEST_MAX_RELEASE;
use domain::release::terms::{self, Salt};
use domain::release::{Purpose, Release};
use domain::time::{Days, Timestamp};
use store::{OrgScope, Reads};

/// How the stored release and the chain disagree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Untrue {
    /// Nothing says that it was signed.
    NeverSigned,
    /// Its terms are not those that were signed.
    Altered,
    /// It was taken back, and is stored as if it had not been.
    TakenBack,
}

impl Untrue {
    /// As the audit entry has it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NeverSigned => "never_signed",
            Self::Altered => "altered",
            Self::TakenBack => "taken_back",
        }
    }
}

/// Compares a stored release with the chain: none when they agree.
pub(crate) async fn untrue(db: &impl Reads, scope: &OrgScope, release: &Release) -> store::Result<Option<Untrue>> {
    let said = store::audit::of_release(db, scope, release).await?;
    let salt = store::releases::terms_salt(db, scope, release.id).await?;
    Ok(judge(release, salt, &said))
}

fn judge(release: &Release, salt: Option<Salt>, said: &[(Act, String)]) -> Option<Untrue> {
    let is_own = |detail: &str| terms::are_those_of(release, salt, detail);
    // Only the entry about this release is one of signing; that of a record has no such act.
    let Some(at) = said.iter().position(|(act, _)| *act == Act::ReleaseSigned) else {
        return Some(Untrue::NeverSigned);
    };
    if !is_own(&said[at].1) {
        return Some(Untrue::Altered);
    }
    let ends = |(act, detail): &(Act, String)| *act == Act::ReleaseRevoked && covers(detail, release.purpose);
    (release.revoked_at.is_none() && said[at..].iter().any(ends)).then_some(Untrue::TakenBack)
}

/// Of what a taking back speaks: one release, everything of a record, or the plan alone.
fn covers(detail: &str, purpose: Purpose) -> bool {
    !matches!(detail, "care" | "restored care") || purpose == Purpose::CoordinatedCare
}

/// Those that are what was signed. Each of the others is written into the chain, and the leads are told.
pub(crate) async fn as_signed(app: &App, session: &Session, releases: &[Release]) -> Result<Vec<Release>> {
    let mut kept = Vec::with_capacity(releases.len());
    for release in releases {
        match untrue(app.store(), &session.scope, release).await? {
            None => kept.push(release.clone()),
            Some(how) => report(app, session, release, how).await?,
        }
    }
    Ok(kept)
}

async fn report(app: &App, session: &Session, release: &Release, how: Untrue) -> Result<()> {
    let (scope, member, now, node) = (session.scope, session.member, app.now(), app.clone());
    let (id, referral) = (release.id, release.referral);
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let entry = journal::by_member(&scope, member, now, Act::ReleaseAltered, Some(id.bytes()), how.code());
                tx.audit(&scope, entry);
                came::not_as_signed(&node, tx, &scope, referral, now).await?;
                Ok::<_, Error>(())
            })
        })
        .await
}

/// Releases read at a time.
const BATCH: u32 = 200;

/// Every release of an organization that was not taken back, as it is stored, and is not what was signed: for the operator
/// who verifies the chain.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn verify(app: &App, org: OrgId) -> Result<Vec<(ReleaseId, Untrue)>> {
    let (scope, nobody) = (app.worker().scope(org), MemberId::from_bytes([0; 16]));
    let (first, last) = (Timestamp::from_micros(i64::MIN), Timestamp::from_micros(i64::MAX));
    let (mut after, mut found) = (None, Vec::new());
    // Of what was signed before the chain begins now, nothing says anything any more; nothing clears under it either.
    let begins = store::audit::checkpoint(app.store(), &scope).await?;
    let begins = begins.map(|from| from.entry.at.plus_days(LONGEST_MAX_RELEASE).plus_days(Days(1)));
    loop {
        let rows = store::releases::expiring(app.store(), &scope, nobody, first, last, after, BATCH).await?;
        for row in &rows {
            let let_go = row.release.expires_at.is_some_and(|end| begins.is_some_and(|at| end <= at));
            match untrue(app.store(), &scope, &row.release).await? {
                None => {}
                Some(Untrue::NeverSigned) if let_go => {}
                Some(how) => found.push((row.release.id, how)),
            }
        }
        match rows.last().and_then(|row| Some((row.release.expires_at?, row.release.id))) {
            Some(next) => after = Some(next),
            None => return Ok(found),
        }
    }
}
