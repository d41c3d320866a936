//! Calendars that members' own programs read: found by the hash of a token. A feed that was ended is remembered, so that
//! whoever still asks for it is told so.

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::ids::{FeedId, MemberId, OrgId};
use domain::org::Language;
use domain::time::Timestamp;

/// A feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Its id.
    pub id: FeedId,
    /// Whose.
    pub member: MemberId,
    /// SHA-256 of the token in its address.
    pub token_hash: [u8; 32],
    /// The language of its neutral titles.
    pub language: Language,
    /// The member chose that places stand in it.
    pub with_place: bool,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it was ended, if it was.
    pub ended_at: Option<Timestamp>,
}

macro_rules! columns {
    () => {
        "id, member_id, token_hash, language, with_place, made_at, ended_at"
    };
}

fn feed(row: &mut Row) -> Result<Feed> {
    Ok(Feed {
        id: row.id(FeedId::new)?,
        member: row.id(MemberId::new)?,
        token_hash: row.array()?,
        language: row.code(Language::parse)?,
        with_place: row.bool()?,
        made_at: row.time()?,
        ended_at: row.opt_time()?,
    })
}

const INSERT: &str = "INSERT INTO calendar_feed (org_id, id, member_id, token_hash, language, with_place, made_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// Makes a feed.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, feed: &Feed) -> Result<()> {
    let args = args![
        scope.org(),
        feed.id,
        feed.member,
        feed.token_hash.to_vec(),
        feed.language.code(),
        feed.with_place,
        feed.made_at,
    ];
    run(tx, INSERT, args).await.map(drop)
}

const OF_MEMBER: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM calendar_feed WHERE org_id = $1 AND member_id = $2 AND ended_at IS NULL ORDER BY made_at, id"
);

/// A member's feeds that stand, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_member(db: &impl Reads, scope: &OrgScope, member: MemberId) -> Result<Vec<Feed>> {
    all(db, OF_MEMBER, args![scope.org(), member], feed).await
}

const END: &str =
    "UPDATE calendar_feed SET ended_at = $4 WHERE org_id = $1 AND member_id = $2 AND id = $3 AND ended_at IS NULL";

/// Ends one of a member's feeds. Answers whether it stood.
///
/// # Errors
/// When the database does not answer.
pub async fn end(tx: &Tx, scope: &OrgScope, member: MemberId, id: FeedId, at: Timestamp) -> Result<bool> {
    Ok(run(tx, END, args![scope.org(), member, id, at]).await? > 0)
}

const BY_TOKEN: &str = concat!("SELECT org_id, ", columns!(), " FROM calendar_feed WHERE token_hash = $1");

/// The feed that a token opens, and the right to read for its organization. An ended one is among them.
///
/// # Errors
/// When the database does not answer.
pub async fn by_token(db: &impl Reads, token_hash: &[u8; 32]) -> Result<Option<(OrgScope, Feed)>> {
    let read = |row: &mut Row| Ok((OrgScope::of(row.id(OrgId::new)?), feed(row)?));
    one(db, BY_TOKEN, args![token_hash.to_vec()], read).await
}
