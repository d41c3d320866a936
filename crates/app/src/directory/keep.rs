//! Keeping the directory true: who looks after which entry, what is stale, what colleagues would change, and what may be the
//! same place twice.

use super::catalog;
use super::change::Change;
use super::entry::{Entry, of_line};
use super::hand;
use super::import::line_of;
use super::unowned;
use crate::{App, Error, Result, Session, journal};
use ::directory::correction::{self, Corrected, correct};
use ::directory::hotlines::{self, Hotline};
use ::directory::listing::SourceKey;
use domain::audit::Act;
use domain::day::Day;
use domain::ids::MemberId;
use domain::member::Deed;
use domain::time::Timestamp;
use std::collections::HashSet;
use std::sync::Arc;
use store::directory_kept::{Checked, Suggestion};
use store::{Tx, Work};
use uuid::Uuid;

/// Most characters of a suggestion.
const WORDS: usize = 300;
/// Most pairs of the work list.
const PAIRS: usize = 20;

/// A suggestion that nobody has answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Open {
    /// Its id.
    pub id: Uuid,
    /// What would change.
    pub change: Change,
    /// In which words.
    pub words: String,
    /// Who said so.
    pub by: MemberId,
    /// When.
    pub at: Timestamp,
    /// Of what.
    pub entry: Entry,
}

/// Two entries that may be one place.
#[derive(Debug, Clone, PartialEq)]
pub struct MaybeSame {
    /// One, with the line that is compared.
    pub one: (Uuid, Entry),
    /// The other.
    pub other: (Uuid, Entry),
}

/// What a lead has to look at.
#[derive(Debug, Clone, Default)]
pub struct WorkList {
    /// Hotlines that are shipped, each with when one of us called it last.
    pub hotlines: Vec<(&'static Hotline, Option<Timestamp>)>,
    /// Entries that ours look after, the stalest first.
    pub ours: Vec<(Entry, MemberId)>,
    /// Some of what nobody has found right for long and nobody looks after, the stalest first.
    pub unowned: Vec<Entry>,
    /// What colleagues would change, the oldest first.
    pub suggestions: Vec<Open>,
    /// Some of what may be one place twice.
    pub pairs: Vec<MaybeSame>,
    /// How many of these there are.
    pub n_pairs: usize,
}

/// The hotlines, each with when staff of this node found it right last.
///
/// # Errors
/// When the database does not answer.
pub async fn still_right(app: &App) -> Result<Vec<(&'static Hotline, Option<Timestamp>)>> {
    let ids = hotlines::ALL.iter().map(Hotline::id).collect();
    let checked = store::directory_kept::checked_of(app.store(), ids).await?;
    let found = |id| checked.iter().find(|found| found.listing == id).map(|found| found.at);
    Ok(hotlines::ALL.iter().map(|line| (line, found(line.id()))).collect())
}

/// What our leads have to look at.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn work(app: &App, session: &Session) -> Result<WorkList> {
    session.authorize(Deed::KeepDirectory)?;
    let catalog = catalog::now(app).await?;
    let mut ours = Vec::new();
    for (line, member) in store::directory_kept::owners(app.store(), &session.scope).await? {
        ours.extend(of_line(app, &catalog, line).await?.map(|entry| (entry, member)));
    }
    ours.sort_by_key(|(entry, _)| (entry.last_checked(), entry.id));
    let mut suggestions = Vec::new();
    for one in store::directory_kept::suggestions(app.store(), &session.scope).await? {
        let (Ok(change), Some(entry)) = (Change::parse(&one.field), of_line(app, &catalog, one.listing).await?) else {
            continue;
        };
        suggestions.push(Open { id: one.id, change, words: one.words, by: one.member, at: one.at, entry });
    }
    // What was decided since the index was made waits no more.
    let decided = store::directory_kept::pairs(app.store()).await?;
    let decided: HashSet<(Uuid, Uuid)> = decided.into_iter().map(|(one, other, _)| (one, other)).collect();
    let waits = |pair: &&(Uuid, Uuid)| !decided.contains(&(pair.0.min(pair.1), pair.0.max(pair.1)));
    let mut pairs = Vec::new();
    for (one, other) in catalog.unsure.iter().filter(waits).take(PAIRS) {
        let both = (of_line(app, &catalog, *one).await?, of_line(app, &catalog, *other).await?);
        if let (Some(first), Some(second)) = both {
            pairs.push(MaybeSame { one: (*one, first), other: (*other, second) });
        }
    }
    let (hotlines, unowned) = (still_right(app).await?, unowned::list(app, session, &catalog).await?);
    Ok(WorkList { hotlines, ours, unowned, suggestions, pairs, n_pairs: catalog.unsure.iter().filter(waits).count() })
}

/// Somebody looked at an entry, or called a hotline, and it is right.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or when there is none.
pub async fn right(app: &App, session: &Session, id: Uuid) -> Result<()> {
    session.authorize(Deed::KeepDirectory)?;
    let id = match Hotline::of(id) {
        Some(line) => line.id(),
        None => super::entry(app, session, id).await?.id,
    };
    let (scope, member, at) = (session.scope, session.member, app.now());
    keep(app, session, id, "right", move |tx| {
        Box::pin(async move {
            let before = store::directory_kept::checked(tx, id).await?;
            let found = Checked { listing: id, is_gone: false, at };
            store::directory_kept::check(tx, &scope, member, found).await?;
            // When something was looked at stands in no index; that it is there again does.
            if before.is_some_and(|found| found.is_gone) {
                store::directory::touch(tx).await?;
            }
            Ok(())
        })
    })
    .await
}

/// Gives an entry to a colleague to look after, or to nobody.
///
/// # Errors
/// [`Error::NotFound`] without the deed, when there is no such entry, or no such colleague.
pub async fn look_after(app: &App, session: &Session, id: Uuid, colleague: Option<MemberId>) -> Result<()> {
    session.authorize(Deed::KeepDirectory)?;
    let entry = super::entry(app, session, id).await?;
    if let Some(colleague) = colleague {
        let ours = crate::people::colleagues(app, session).await?;
        if colleague != session.member && ours.iter().all(|(id, _)| *id != colleague) {
            return Err(Error::NotFound);
        }
    }
    let (scope, at, lines) = (session.scope, app.now(), entry.lines.clone());
    keep(app, session, entry.id, "owner", move |tx| {
        let lines = lines.clone();
        Box::pin(async move {
            for line in lines {
                store::directory_kept::disown(tx, &scope, line).await?;
            }
            if let Some(colleague) = colleague {
                store::directory_kept::own(tx, &scope, entry.id, colleague, at).await?;
            }
            Ok(())
        })
    })
    .await
}

/// Who of ours looks after an entry.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn owner(app: &App, session: &Session, entry: &Entry) -> Result<Option<MemberId>> {
    session.authorize(Deed::KeepDirectory)?;
    let all = store::directory_kept::owners(app.store(), &session.scope).await?;
    Ok(all.into_iter().find(|(line, _)| entry.lines.contains(line)).map(|(_, member)| member))
}

/// Writes down what a colleague would change; a lead answers it. That a place should be told to nobody is done at once when
/// it comes from who keeps the directory.
///
/// # Errors
/// [`Error::Invalid`] `directory-words-needed`, `directory-words-unclear` where the words do not say what the field needs,
/// `directory-words-person` where they could name a person or a place; [`Error::NotFound`].
pub async fn suggest(app: &App, session: &Session, form: Uuid, id: Uuid, change: Change, words: &str) -> Result<()> {
    session.authorize(Deed::ReadServices)?;
    if change == Change::Withhold && session.may(Deed::KeepDirectory) {
        // Before an index is waited for.
        return hand::withhold_by(app, session, id).await;
    }
    let entry = super::entry(app, session, id).await?;
    let words: String = words.trim().chars().take(WORDS).collect();
    if words.is_empty() && !matches!(change, Change::Gone | Change::Withhold) {
        return Err(Error::Invalid("directory-words-needed"));
    }
    if domain::likeness::of(&words).is_some() && !matches!(change, Change::Phone | Change::Website) {
        return Err(Error::Invalid("directory-words-person"));
    }
    if let Some(field) = field_of(change) {
        correct(&entry.listing, entry.id, None, field, &words)
            .map_err(|_| Error::Invalid("directory-words-unclear"))?;
    }
    let (scope, member, at) = (session.scope, session.member, app.now());
    let field = change.code().to_owned();
    let suggestion = Suggestion { id: form, listing: entry.id, field, words, member, at };
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                store::directory_kept::suggest(tx, &scope, suggestion).await?;
                let subject = Some(*entry.id.as_bytes());
                tx.audit(&scope, journal::by_member(&scope, member, at, Act::DirectoryKept, subject, "suggested"));
                Ok(())
            })
        })
        .await
}

const fn field_of(change: Change) -> Option<Corrected> {
    match change {
        Change::Phone => Some(Corrected::Phone),
        Change::Hours => Some(Corrected::Hours),
        Change::Website => Some(Corrected::Website),
        Change::Languages => Some(Corrected::Languages),
        Change::Gone | Change::Withhold | Change::Other => None,
    }
}

/// What an accepted suggestion does.
#[derive(Clone, Copy)]
enum Effect {
    Say(Corrected),
    Gone,
    Nothing,
}

/// Answers a suggestion: takes it, which changes the entry for everybody on this node with who said it, or leaves it.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or when it was answered already.
pub async fn answer(app: &App, session: &Session, id: Uuid, take: bool) -> Result<()> {
    session.authorize(Deed::KeepDirectory)?;
    let open = store::directory_kept::suggestions(app.store(), &session.scope).await?;
    let one = open.into_iter().find(|one| one.id == id).ok_or(Error::NotFound)?;
    let change = Change::parse(&one.field).map_err(|_| Error::NotFound)?;
    if take && change == Change::Withhold {
        // Before anything else is waited for.
        hand::withhold_by(app, session, one.listing).await?;
    }
    let entry = of_line(app, &*catalog::now(app).await?, one.listing).await?.ok_or(Error::NotFound)?;
    let effect = match field_of(change).filter(|_| take) {
        Some(field) => Effect::Say(field),
        None if take && change == Change::Gone => Effect::Gone,
        None => Effect::Nothing,
    };
    let (scope, member, at, run) = (session.scope, session.member, app.now(), app.next_id());
    let detail = if take { "taken" } else { "left" };
    let about = Arc::new((entry, one.words));
    keep(app, session, about.0.id, detail, move |tx| {
        let about = about.clone();
        Box::pin(async move {
            let (entry, words) = &*about;
            if !store::directory_kept::answer(tx, &scope, member, id, take, at).await? {
                return Err(Error::NotFound);
            }
            match effect {
                Effect::Say(field) => {
                    // Or what another lead takes at this moment would be written over.
                    store::directory::hold(tx).await?;
                    let before = SourceKey { source: correction::SOURCE.to_owned(), id: entry.id.to_string() };
                    let before = store::directory::find(tx, before.uuid()).await?;
                    let before = before.and_then(|before| serde_json::from_str(&before.line.said).ok());
                    let said = correct(&entry.listing, entry.id, before, field, words)
                        .map_err(|_| Error::Invalid("directory-words-unclear"))?;
                    store::directory::put(tx, run, at, vec![line_of(&said)]).await?;
                }
                Effect::Gone => {
                    let found = Checked { listing: entry.id, is_gone: true, at };
                    store::directory_kept::check(tx, &scope, member, found).await?;
                }
                Effect::Nothing => return Ok(()),
            }
            Ok(store::directory::touch(tx).await.map(drop)?)
        })
    })
    .await
}

/// Decides whether two lines are one place.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or when this pair does not wait to be looked at.
pub async fn decide(app: &App, session: &Session, pair: (Uuid, Uuid), same: bool) -> Result<()> {
    session.authorize(Deed::KeepDirectory)?;
    let waits = catalog::now(app).await?;
    let is_pair = |found: &(Uuid, Uuid)| *found == pair || (found.1, found.0) == pair;
    if !waits.unsure.iter().any(is_pair) {
        return Err(Error::NotFound);
    }
    let (scope, member, at) = (session.scope, session.member, app.now());
    keep(app, session, pair.0, if same { "same" } else { "not_same" }, move |tx| {
        Box::pin(async move {
            store::directory_kept::decide(tx, &scope, member, pair, same, at).await?;
            Ok(store::directory::touch(tx).await.map(drop)?)
        })
    })
    .await
}

/// Whether a day is recent enough to be relied on.
#[must_use]
pub fn is_fresh(day: Day, now: Timestamp) -> bool {
    day.days_to(Day::of(now, "UTC")) <= i64::from(super::FRESH_DAYS)
}

async fn keep<F>(app: &App, session: &Session, id: Uuid, detail: &'static str, write: F) -> Result<()>
where
    F: for<'tx> Fn(&'tx Tx) -> Work<'tx, (), Error> + Send + Sync + 'static,
{
    let (scope, member, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            let written = write(tx);
            Box::pin(async move {
                written.await?;
                let subject = Some(*id.as_bytes());
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::DirectoryKept, subject, detail));
                Ok(())
            })
        })
        .await
}
