//! Feeds: a calendar at a secret address, for a member's own program. Titles are neutral, places stand in it only if the
//! member chose so, and what was withheld never does.

use super::{Happening, NOUNS, happenings, in_order};
use crate::workspace::REMOVED;
use crate::{App, Error, Result, Session, closed_days, journal};
use domain::audit::Act;
use domain::day::Day;
use domain::ids::{FeedId, MemberId};
use domain::member::{Deed, MemberState, any_may};
use domain::org::Language;
use domain::time::Timestamp;
use store::OrgScope;
pub use store::calendar_feeds::Feed;
use vault::sha256;

/// Days before today that a feed tells.
const BEHIND: u32 = 31;
/// Days after today that a feed tells.
const AHEAD: u32 = 400;
/// Most feeds of a member.
const MOST_FEEDS: usize = 5;

/// A feed as it was made: its address is shown once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFeed {
    /// The secret in the address: 64 letters and digits.
    pub token: String,
}

/// The caller's feeds.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn feeds(app: &App, session: &Session) -> Result<Vec<Feed>> {
    session.authorize(Deed::ReadWorkspace)?;
    Ok(store::calendar_feeds::of_member(app.store(), &session.scope, session.member).await?)
}

/// Makes a feed of the caller's.
///
/// # Errors
/// [`Error::NotFound`] without the deed; [`Error::Invalid`] `feed-too-many`.
pub async fn make_feed(app: &App, session: &Session, language: Language, with_place: bool) -> Result<NewFeed> {
    let standing = feeds(app, session).await?;
    if standing.len() >= MOST_FEEDS {
        return Err(Error::Invalid("feed-too-many"));
    }
    let mut secret = [0; 32];
    app.entropy().fill(&mut secret);
    let token: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    let (scope, member, now) = (session.scope, session.member, app.now());
    let feed = Feed {
        id: FeedId::new(app.next_id()),
        member,
        token_hash: sha256(token.as_bytes()),
        language,
        with_place,
        made_at: now,
        ended_at: None,
    };
    app.store()
        .write(scope.org(), move |tx| {
            let feed = feed.clone();
            Box::pin(async move {
                store::calendar_feeds::insert(tx, &scope, &feed).await?;
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::FeedMade, None, ""));
                Ok::<_, Error>(())
            })
        })
        .await?;
    Ok(NewFeed { token })
}

/// Ends one of the caller's feeds: its address answers nothing any more.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or when it does not stand.
pub async fn end_feed(app: &App, session: &Session, feed: FeedId) -> Result<()> {
    session.authorize(Deed::ReadWorkspace)?;
    let (scope, member, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if !store::calendar_feeds::end(tx, &scope, member, feed, now).await? {
                    return Err(Error::NotFound);
                }
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::FeedEnded, None, ""));
                Ok(())
            })
        })
        .await
}

/// Why an address answers with no calendar.
#[derive(Debug, thiserror::Error)]
pub enum FeedError {
    /// It is none.
    #[error("there is no such calendar")]
    Unknown,
    /// Its member ended it, or does not work there any more.
    #[error("the calendar was ended")]
    Ended,
    /// The database does not answer.
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<store::Error> for FeedError {
    fn from(error: store::Error) -> Self {
        Self::Other(error.into())
    }
}

/// What a feed tells now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedOf {
    /// The language of its titles.
    pub language: Language,
    /// Places stand in it.
    pub with_place: bool,
    /// Without what was withheld, in order.
    pub happenings: Vec<Happening>,
    /// As of when.
    pub made_at: Timestamp,
}

/// What the feed of this token tells now. No session: whoever knows the address reads it.
///
/// # Errors
/// [`FeedError`].
pub async fn open_feed(app: &App, token: &str) -> std::result::Result<FeedOf, FeedError> {
    let found = store::calendar_feeds::by_token(app.store(), &sha256(token.as_bytes())).await?;
    let (scope, feed) = found.ok_or(FeedError::Unknown)?;
    if feed.ended_at.is_some() || !may_read(app, &scope, feed.member).await? {
        return Err(FeedError::Ended);
    }
    let now = app.now();
    let ours = store::organizations::get(app.store(), &scope).await?.organization;
    let zone = ours.time_zone;
    let today = Day::of(now, &zone);
    let window = (today.earlier(BEHIND), today.later(AHEAD));
    let mut all = Vec::new();
    for row in store::partnerships::list(app.store(), &scope).await? {
        let closed = closed_days::of_center(app.store(), &scope, ours.kind, &row).await?;
        for noun in NOUNS {
            let entries = store::workspace::entries(app.store(), &scope, row.partnership.id, *noun).await?;
            let stands = entries.iter().filter(|entry| !entry.is_ticked(REMOVED));
            all.extend(stands.flat_map(|entry| happenings((*noun, entry), &zone, window, &closed)));
        }
    }
    all.retain(|one| !one.is_withheld);
    in_order(&mut all);
    Ok(FeedOf { language: feed.language, with_place: feed.with_place, happenings: all, made_at: now })
}

async fn may_read(app: &App, scope: &OrgScope, member: MemberId) -> Result<bool> {
    let row = store::members::find(app.store(), scope, member).await?;
    let may = |member: &domain::member::Member| {
        member.state == MemberState::Active && any_may(&member.roles, Deed::ReadWorkspace)
    };
    Ok(row.is_some_and(|row| may(&row.member)))
}
