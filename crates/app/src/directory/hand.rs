//! Withholding by hand: at once with what is known to be or may be the same place, and then with what is found by comparing.

use super::alike::{ByKey, all_like, by_these};
use super::catalog;
use super::import::line_of;
use crate::node::NODE_LANE;
use crate::{App, Error, Result, Session, journal};
use ::directory::correction;
use ::directory::listing::{Listing, SourceKey};
use ::directory::merge::{self, Door, Trace};
use domain::audit::Act;
use domain::ids::OrgId;
use domain::member::Deed;
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use store::Tx;
use uuid::Uuid;

/// What is kept of a line, whether or not it vanished.
///
/// # Errors
/// [`Error::NotFound`] when there is no such line.
pub async fn find(app: &App, id: Uuid) -> Result<Listing> {
    let standing = store::directory::find(app.store(), id).await?.ok_or(Error::NotFound)?;
    serde_json::from_str(&standing.line.said).map_err(|_| Error::NotFound)
}

/// The lines of one place, and those that may be it, as far as is known without waiting; and whether that is all. Once its street is
/// gone nothing shows any more that they may be: they are withheld with it, or they would tell its street for it. What has come
/// since the index that there is, is compared here, line by line; what somebody decided to be two stays two.
async fn known(app: &App, id: Uuid) -> Result<(Vec<Listing>, bool)> {
    let line = find(app, id).await?;
    let version = store::directory::version(app.store()).await?;
    let Some(catalog) = catalog::before(app, version).await? else { return Ok((vec![line], false)) };
    // Too many to look through while somebody waits.
    let Some(since) = super::since::lines(app, &catalog, version).await? else { return Ok((vec![line], false)) };
    let since = ByKey::of(since);
    let all = by_these(app, &catalog, &since, id).await?;
    // What the index does not know was never compared with what it holds; and it does not know who else is at a door.
    let is_all = !all.iter().any(|line| since.has(line) || merge::door(line) != Door::default());
    Ok((all, is_all))
}

/// How long whoever asked waits for what is found by comparing.
#[derive(Clone, Copy)]
enum Wait {
    /// So long; it goes on afterwards, and is tried again until it is done.
    Until(Duration),
    /// To its end, or until it failed a few times.
    ToTheEnd,
}

/// A page waits as long as a person does; its request is given up after twenty seconds.
const SHORT: Duration = Duration::from_secs(3);
/// How often a command tries.
const TRIES: usize = 4;
/// How long is waited until what could not be read or written is tried again: nothing else remembers it.
const PAUSE: Duration = Duration::from_millis(500);
/// It is waited longer each time, up to this.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Withholds the line and all that is known to be or may be the same place, and then, to its end even if whoever asked has gone, what
/// is found by comparing it with every line.
async fn withhold_all<F>(app: &App, lane: OrgId, id: Uuid, wait: Wait, and: F) -> Result<()>
where
    F: for<'tx> Fn(&'tx Tx) + Send + Sync + 'static,
{
    let (mut all, is_all) = known(app, id).await?;
    let stood = write(app, lane, (&[], &all), and).await?;
    // An import may have moved one of them since it was found: what is at its new door goes with it.
    if is_all && stood.iter().all(|line| merge::door(line) == Door::default()) {
        return Ok(());
    }
    all.extend(stood.into_iter().filter(|line| line.key.source != correction::SOURCE));
    // Whoever presses again waits for no second look through everything.
    let Some(under_way) = UnderWay::begin(app, id) else { return Ok(()) };
    let app = app.clone();
    let rest = tokio::spawn(async move {
        let _under_way = under_way;
        let (mut pause, mut tries) = (PAUSE, 1);
        loop {
            let Err(error) = withhold_rest(&app, lane, &all).await else { return Ok(()) };
            tracing::warn!(code = "directory-withholding-again", problem = error.code());
            if matches!(wait, Wait::ToTheEnd) && tries == TRIES {
                return Err(error);
            }
            tokio::time::sleep(pause).await;
            (pause, tries) = (LONGEST_PAUSE.min(pause * 2), tries + 1);
        }
    });
    match wait {
        Wait::ToTheEnd => rest.await.map_err(|_| Error::Busy)?,
        Wait::Until(wait) => match tokio::time::timeout(wait, rest).await {
            Ok(done) => done.map_err(|_| Error::Busy)?,
            Err(_) => Ok(()),
        },
    }
}

/// The lines of which every other is being compared.
pub(super) type Comparing = Arc<Mutex<HashSet<Uuid>>>;

/// One of them, until it is dropped.
struct UnderWay(Comparing, Uuid);

impl UnderWay {
    /// Nothing where it is under way already.
    fn begin(app: &App, id: Uuid) -> Option<Self> {
        let all = app.shelf().comparing.clone();
        let is_new = all.lock().unwrap_or_else(PoisonError::into_inner).insert(id);
        is_new.then(|| Self(all, id))
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.1);
    }
}

async fn withhold_rest(app: &App, lane: OrgId, known: &[Listing]) -> Result<()> {
    let rest = all_like(app, known.to_vec()).await?;
    if rest.is_empty() {
        return Ok(());
    }
    write(app, lane, (known, &rest), |_| {}).await.map(drop)
}

/// Withholds these lines, each without what gives the place away by any of them: where one names the street, another may bear a word of
/// it. Those that were known are withheld already, and are written again where they have to say less now.
///
/// They are read again where they are written, since finding them takes a while: what an import wrote since, phones and hours among it,
/// stands. What they said when they were found counts too for what is taken out. Answers the new ones as they stood.
async fn write<F>(app: &App, lane: OrgId, (known, new): (&[Listing], &[Listing]), and: F) -> Result<Vec<Listing>>
where
    F: for<'tx> Fn(&'tx Tx) + Send + Sync + 'static,
{
    let (known, new, now) = (known.to_vec(), new.to_vec(), app.now());
    app.store()
        .write(lane, move |tx| {
            Box::pin(async move {
                store::directory::hold(tx).await?;
                let (known_now, new_now) = (standing(tx, &known).await?, standing(tx, &new).await?);
                let trace = Trace::of(known.iter().chain(&new).chain(&known_now).chain(&new_now));
                let again = known_now.into_iter().filter_map(|line| {
                    let less = merge::withhold_with(line.clone(), &trace);
                    (less != line).then_some(less)
                });
                let new = new_now.iter().map(|line| merge::withhold_with(line.clone(), &trace));
                let lines: Vec<Listing> = again.chain(new).collect();
                for line in lines {
                    store::directory::withhold(tx, &line_of(&line), now).await?;
                }
                and(tx);
                Ok(new_now)
            })
        })
        .await
}

/// These lines as they stand, and what staff said of them: the index may not know yet that it belongs to them.
async fn standing(tx: &Tx, lines: &[Listing]) -> std::result::Result<Vec<Listing>, store::Error> {
    let mut all: Vec<Listing> = Vec::with_capacity(lines.len());
    for line in lines {
        let said = SourceKey { source: correction::SOURCE.to_owned(), id: line.key.uuid().to_string() };
        for (id, older) in [(line.key.uuid(), Some(line)), (said.uuid(), None)] {
            if all.iter().any(|one| one.key.uuid() == id) {
                continue;
            }
            let Some(found) = store::directory::find(tx, id).await? else { continue };
            // What cannot be read is withheld as it was found.
            all.extend(serde_json::from_str(&found.line.said).ok().or_else(|| older.cloned()));
        }
    }
    Ok(all)
}

/// Withholds the place of a line by hand, with every line that is or may be the same place or stands at the same door; it stays withheld at every import.
/// The operator's deed: nothing undoes it.
///
/// # Errors
/// [`Error::NotFound`] when there is no such line; what the store says when it failed a few times: the line itself is withheld then.
pub async fn withhold(app: &App, id: Uuid) -> Result<()> {
    withhold_all(app, NODE_LANE, id, Wait::ToTheEnd, |_| {}).await
}

/// Withholds every line of an entry, and those that may be the same place or stand at the same door. Whoever keeps the directory may, and nobody takes it back: an address that is missing
/// can be asked for by phone.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or when there is no such entry.
pub async fn withhold_by(app: &App, session: &Session, id: Uuid) -> Result<()> {
    session.authorize(Deed::KeepDirectory)?;
    let (scope, member, now, subject) = (session.scope, session.member, app.now(), Some(*id.as_bytes()));
    let audit = move |tx: &Tx| {
        tx.audit(&scope, journal::by_member(&scope, member, now, Act::DirectoryKept, subject, "withheld"));
    };
    withhold_all(app, scope.org(), id, Wait::Until(SHORT), audit).await
}
