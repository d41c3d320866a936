//! Lays counts of referrals that never were beside those that were loaded through the use cases, for a bench of the page that
//! reads counts: `successes DATABASE REFERRALS`, on a SQLite file that no node has open.
//!
//! Laid for two years of months before the loaded one: tallies and split tallies with every key that events can write, and
//! four events for each referral as weight in the file. The records themselves, with what is sealed in them, are not laid:
//! the page reads none.

use domain::ids::OrgId;
use domain::measure::{Kept, Measure, OTHER, Split, Wait};
use domain::referral::{Direction, Handoff};
use rusqlite::{Connection, params};

/// Months of counts.
const MONTHS: i64 = 24;
/// Events of one referral.
const EVENTS: &[&str] = &["arrived", "accepted", "connected", "closed"];
/// Of what there is a direction.
const COUNTED: &[Measure] = &[
    Measure::Sent,
    Measure::Delivered,
    Measure::Arrived,
    Measure::Accepted,
    Measure::Declined,
    Measure::Reached,
    Measure::Connected,
    Measure::ServiceUsed,
    Measure::EndedOtherwise,
    Measure::Withdrawn,
    Measure::Expired,
    Measure::ToldBack,
    Measure::Offered,
    Measure::OfferLater,
    Measure::OfferDeclined,
    Measure::InformationOnly,
];
const OF_NO_WAY: &[Measure] =
    &[Measure::Visits, Measure::SeenAlone, Measure::LimitsExplained, Measure::Cards, Measure::DecisionRecorded];

const ORGS: &str = "SELECT o.id, p.id FROM organization o JOIN organization p ON p.id <> o.id ORDER BY o.id";
const LOADED: &str = "SELECT MAX(month), COUNT(*) FROM referral_event WHERE org_id = ?1 AND seq = 1";
const QUICK: &str = "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; PRAGMA cache_size = -200000";
const SAFE_AGAIN: &str = "PRAGMA journal_mode = WAL; PRAGMA wal_checkpoint(TRUNCATE)";
const TALLY: &str = "INSERT INTO tally (org_id, month, direction, measure, count) VALUES (?1, ?2, ?3, ?4, ?5)";
const PART: &str = "INSERT INTO tally_part (org_id, month, direction, measure, split, value, count) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
/// The two began to work together before the laid months: no period from before that can be closed. In microseconds.
const BEGUN: &str = "UPDATE partnership SET created_at = created_at - ?1 * 31 * 86400000000";
const EVENT: &str = "INSERT INTO referral_event (org_id, referral_id, seq, code, detail, direction, member_id, at, month, \
     content_version, site_id) VALUES (?1, ?2, ?3, ?4, NULL, ?5, NULL, ?6, ?7, 1, NULL)";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let path = words.next().ok_or("successes DATABASE REFERRALS")?;
    let wanted: u64 = words.next().ok_or("successes DATABASE REFERRALS")?.parse()?;
    let mut database = Connection::open(&path)?;
    database.execute_batch(QUICK)?;
    let orgs: Vec<(Vec<u8>, Vec<u8>)> = {
        let mut orgs = database.prepare(ORGS)?;
        orgs.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?
    };
    let transaction = database.transaction()?;
    for (org, partner) in &orgs {
        let (last, loaded): (i64, i64) = transaction.query_row(LOADED, [org], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let more = wanted.saturating_sub(loaded.unsigned_abs());
        let partner = OrgId::new(uuid::Uuid::from_slice(partner)?).to_string();
        let rows = counts(&transaction, org, &partner, (last, more))?;
        let events = weight(&transaction, org, last, more)?;
        println!("{loaded} loaded records, {more} laid: {rows} rows of counts, {events} events");
    }
    transaction.execute(BEGUN, [MONTHS])?;
    transaction.commit()?;
    database.execute_batch(SAFE_AGAIN)?;
    Ok(())
}

/// The month that lies so many before this one, as it is stored: `year * 100 + month`.
const fn before(month: i64, back: i64) -> i64 {
    let months = month / 100 * 12 + month % 100 - 1 - back;
    months / 12 * 100 + months % 12 + 1
}

/// What a count of this can be split by, each value of it.
fn values(measure: Measure, partner: &str) -> Vec<(Split, String)> {
    let is_timed = matches!(
        measure,
        Measure::Sent | Measure::Accepted | Measure::Declined | Measure::Reached | Measure::Connected
    );
    let is_answer = matches!(measure, Measure::Accepted | Measure::Declined | Measure::Expired);
    let handoffs = Handoff::ALL.iter().map(|one| (Split::Handoff, one.code().to_owned()));
    let languages = ["en", "es", "und", OTHER].map(|code| (Split::Language, code.to_owned()));
    let waits = Wait::ALL.iter().filter(|_| is_timed).map(|one| (Split::Wait, one.code().to_owned()));
    let kept = [Split::Promise, Split::BusinessDay].into_iter().filter(|_| is_answer);
    let kept = kept.flat_map(|split| Kept::ALL.iter().map(move |one| (split, one.code().to_owned())));
    let sites = (1..=3_u8).map(|n| (Split::Site, domain::ids::SiteId::from_bytes([n; 16]).to_string()));
    let partner = std::iter::once((Split::Partner, partner.to_owned()));
    partner.chain(handoffs).chain(languages).chain(waits).chain(kept).chain(sites).collect()
}

fn counts(database: &Connection, org: &[u8], partner: &str, (last, more): (i64, u64)) -> rusqlite::Result<u64> {
    let (mut tally, mut part) = (database.prepare(TALLY)?, database.prepare(PART)?);
    let a_month = i64::try_from(more / MONTHS.unsigned_abs()).unwrap_or(i64::MAX);
    let mut rows = 0;
    for month in (1..=MONTHS).map(|back| before(last, back)) {
        for measure in OF_NO_WAY {
            rows += tally.execute(params![org, month, "", measure.code(), a_month])? as u64;
        }
        for direction in Direction::ALL {
            for (n, measure) in COUNTED.iter().enumerate() {
                // Fewer of each than of the one before, as it is.
                let count = a_month * (20 - i64::try_from(n).unwrap_or(0)) / 20;
                rows += tally.execute(params![org, month, direction.code(), measure.code(), count])? as u64;
                for (split, value) in values(*measure, partner) {
                    let code = split.code();
                    rows +=
                        part.execute(params![org, month, direction.code(), measure.code(), code, value, count / 4])?
                            as u64;
                }
            }
        }
    }
    Ok(rows)
}

/// Events of no record: what a file of so many referrals weighs without what is sealed in them.
fn weight(database: &Connection, org: &[u8], last: i64, more: u64) -> rusqlite::Result<u64> {
    let mut event = database.prepare(EVENT)?;
    let mut laid = 0;
    for number in 0..more {
        // Below every id of version 7, in order: a file grows as it does in years of use.
        let id = u128::from(number).to_be_bytes();
        let back = MONTHS - i64::try_from(number * MONTHS.unsigned_abs() / more.max(1)).unwrap_or(0);
        let direction = Direction::ALL[usize::from(number % 2 == 0)].code();
        for (seq, code) in EVENTS.iter().enumerate() {
            let seq = i64::try_from(seq).unwrap_or(0) + 1;
            laid += event.execute(params![org, &id[..], seq, code, direction, 0_i64, before(last, back)])? as u64;
        }
    }
    Ok(laid)
}
