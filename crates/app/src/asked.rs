//! Which services people ask for, counted without their records being opened again.
//!
//! What somebody asks for is sealed with their referral, and a count in clear that moves in the second of a sending would
//! say it to whoever has the database. So each sending, each answer, the first time that somebody is reached, each connection and
//! each one taken back, and each ending with a service that was used leaves a sealed line that says its month and what it counts, and nothing else in clear. A lead's look sums the
//! lines and writes nothing; they are added up when a period is closed.
//!
//! Invariant: a line is written in the transaction of its referral, and is the same size whatever was asked for or used.
//! Invariant: which services somebody used stands in these lines alone, and in no record (decision 0056).

use crate::{App, Error, Result, Session};
use domain::ids::{EntryId, OrgId};
use domain::measure::{Measure, counts_of_record};
use domain::referral::Event;
use domain::service::Service;
use domain::time::{Month, Timestamp};
use std::collections::{BTreeMap, BTreeSet};
use store::service_counts::{self, SealedCounts};
use vault::{Compartment, Place, RecordKey, Sealed};

/// Less than none in the line of what was taken back.
type Counts = BTreeMap<String, i64>;

/// What was asked for in some months.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// How often each was asked for, on referrals that were sent, taken on, not taken, reached and connected; and used, where that was ticked.
    pub counts: BTreeMap<(Measure, Service), u64>,
    /// There is more than one look reads: the rest is added up when a period is closed.
    pub is_unfinished: bool,
}

/// Sealed at its month and measure, so that no row can be moved to another.
fn place(org: OrgId, id: EntryId, measure: Measure, month: Month) -> Place<'static> {
    let version = u32::try_from(month.code()).unwrap_or_default();
    Place { org, table: "service_count", row: id.bytes(), field: measure.code(), version }
}

fn seal(app: &App, session: &Session, (month, measure): (Month, Measure), counts: &Counts) -> Result<SealedCounts> {
    let key = session.keys()?.compartment(Compartment::Intake).ok_or(Error::Locked)?;
    let mut chance = [0; 16];
    app.entropy().fill(&mut chance);
    let (id, record) = (EntryId::from_bytes(chance), RecordKey::generate(app.entropy()));
    let place = place(session.org_id(), id, measure, month);
    Ok(SealedCounts {
        month,
        id,
        measure,
        key_sealed: record.wrap(key, &place, app.entropy())?,
        counts_sealed: record.seal(&place, counts, app.entropy())?.into_bytes(),
    })
}

fn open(session: &Session, row: &SealedCounts) -> Result<Counts> {
    let epoch = RecordKey::wrapped_epoch(&row.key_sealed).ok_or(Error::SealBroken)?;
    let key = session.keys()?.compartment_at(Compartment::Intake, epoch).ok_or(Error::Locked)?;
    let place = place(session.org_id(), row.id, row.measure, row.month);
    let record = RecordKey::unwrap(&row.key_sealed, key, &place)?;
    Ok(record.open(&place, &Sealed::<Counts>::from_bytes(row.counts_sealed.clone()))?)
}

/// The line of one referral, also where nothing was asked for or ticked.
pub(crate) fn line(
    app: &App,
    session: &Session,
    measure: Measure,
    services: &BTreeSet<Service>,
) -> Result<SealedCounts> {
    sealed_line(app, session, (session.month(app.now()), measure), (services, 1))
}

fn sealed_line(
    app: &App,
    session: &Session,
    of: (Month, Measure),
    (services, n): (&BTreeSet<Service>, i64),
) -> Result<SealedCounts> {
    // Each service stands in it, named or not: the size of a line says nothing.
    let counts = |one: &Service| (one.code().to_owned(), if services.contains(one) { n } else { 0 });
    seal(app, session, of, &Service::ALL.iter().map(counts).collect())
}

/// What happens to a record counts by service while it is open; of what came and nobody answers, nothing is known.
const BY_SERVICE: &[Measure] = &[Measure::Accepted, Measure::Declined, Measure::Reached, Measure::Connected];

/// The line of an event on a record that is open: none where the event adds nothing to the counts, or is not counted by
/// service. What is taken back is taken back of `month`, in which it was counted.
pub(crate) fn line_of(
    app: &App,
    session: &Session,
    needs: &BTreeSet<Service>,
    before: impl Iterator<Item = Event>,
    (event, month): (Event, Month),
) -> Result<Option<SealedCounts>> {
    let counts = counts_of_record(before.chain([event])).pop().flatten();
    let Some((measure, n)) = counts.filter(|(measure, _)| BY_SERVICE.contains(measure)) else { return Ok(None) };
    sealed_line(app, session, (month, measure), (needs, n)).map(Some)
}

/// Most lines that one look reads, and that one transaction adds up.
const BATCH: u32 = 1_000;
/// Most transactions for one record that is forgotten, or one period that is closed.
const BATCHES: usize = 100;

/// What was asked for in the months `from..=until`, of the whole organization. Writes nothing.
///
/// # Errors
/// [`Error::Locked`] without the keys; [`Error::SealBroken`] when a count was changed from outside.
pub(crate) async fn of(app: &App, session: &Session, span: (Month, Month)) -> Result<Asked> {
    Ok(summed(app, session, span, false).await?.0)
}

/// Seals every line of the months since a moment anew, as the sum of its month: of what is forgotten no line is left that was
/// written with it. Without the keys they stay, and the next period that is closed does it: nobody's wish waits for a count.
pub(crate) async fn leave_no_line(app: &App, session: &Session, since: Timestamp) {
    add_up_all(app, session, (session.month(since), session.month(app.now())), 1).await;
}

/// Adds up the lines of each month until this one, so that a look stays short. What does not open stays as it is.
pub(crate) async fn add_up_until(app: &App, session: &Session, until: Month) {
    // Before there was any such count.
    let first = Month { year: 2000, month: 1 };
    add_up_all(app, session, (first, until), 2).await;
}

/// `least`: how many lines of a month are worth a sum.
async fn add_up_all(app: &App, session: &Session, span: (Month, Month), least: usize) {
    for _ in 0..BATCHES {
        match add_up_once(app, session, span, least).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => return tracing::warn!(event = "lines_not_added_up", code = error.code()),
        }
    }
}

/// Answers whether there is more.
async fn add_up_once(app: &App, session: &Session, span: (Month, Month), least: usize) -> Result<bool> {
    let (asked, sums) = summed(app, session, span, true).await?;
    for ((month, measure), (sum, parts)) in sums {
        if parts.len() >= least {
            add_up(app, session, parts, seal(app, session, (month, measure), &sum)?).await?;
        }
    }
    Ok(asked.is_unfinished)
}

/// The sum of each month, and the lines that it is the sum of.
type Sums = BTreeMap<(Month, Measure), (Counts, Vec<EntryId>)>;

/// `skips`: what does not open is left out of the sum and stays as it is; a look is refused by it.
async fn summed(app: &App, session: &Session, span: (Month, Month), skips: bool) -> Result<(Asked, Sums)> {
    let rows = service_counts::list(app.store(), &session.scope, span, BATCH).await?;
    let mut asked = Asked { is_unfinished: u32::try_from(rows.len()).is_ok_and(|n| n == BATCH), ..Asked::default() };
    let mut sums = Sums::new();
    for row in &rows {
        let counts = match open(session, row) {
            Ok(counts) => counts,
            Err(Error::SealBroken) if skips => continue,
            Err(error) => return Err(error),
        };
        let (sum, parts) = sums.entry((row.month, row.measure)).or_default();
        parts.push(row.id);
        for (service, n) in counts {
            *sum.entry(service).or_default() += n;
        }
    }
    let mut all: BTreeMap<(Measure, Service), i64> = BTreeMap::new();
    for ((_, measure), (sum, _)) in &sums {
        for (code, n) in sum {
            if let Ok(service) = Service::parse(code) {
                *all.entry((*measure, service)).or_default() += n;
            }
        }
    }
    let counted = all.into_iter().filter_map(|(of, n)| Some((of, u64::try_from(n).ok().filter(|n| *n > 0)?)));
    asked.counts = counted.collect();
    Ok((asked, sums))
}

async fn add_up(app: &App, session: &Session, parts: Vec<EntryId>, sum: SealedCounts) -> Result<()> {
    let scope = session.scope;
    let done = app
        .store()
        .write(scope.org(), move |tx| Box::pin(async move { service_counts::add_up(tx, &scope, &parts, &sum).await }));
    match done.await {
        // A colleague added them up in the same second and was first.
        Err(store::Error::Missing) => Ok(()),
        done => Ok(done?),
    }
}
