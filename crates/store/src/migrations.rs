//! One history of migrations for both databases: pairs of files with equal names, which a test holds against each
//! other. A merged migration is never edited.

use crate::error::OpenError;
pub(crate) use crate::sqlite_migrations::SqliteMigrations;
use sqlx::SqlStr;
use sqlx::migrate::{Migrate, MigrateError, Migration, MigrationType, Migrator};
use sqlx::postgres::PgConnection;

macro_rules! pairs {
    ($($version:literal: $name:literal),+ $(,)?) => {
        &[$(($version, $name, include_str!(concat!("../migrations/sqlite/", $name, ".sql")),
             include_str!(concat!("../migrations/postgres/", $name, ".sql")))),+]
    };
}

/// Version, name, text for SQLite, text for PostgreSQL.
const PAIRS: &[(i64, &str, &str, &str)] = pairs!(
    1: "0001_first",
    2: "0002_forms_by_age",
    3: "0003_undelivered_and_forms",
    4: "0004_unlocked_at",
    5: "0005_release_wizard",
    6: "0006_wishes",
    7: "0007_care_plans",
    8: "0008_what_crossed",
    9: "0009_forgetting",
    10: "0010_carriers",
    11: "0011_restricted",
    13: "0013_mail",
    14: "0014_protections",
    15: "0015_closed_visits",
    16: "0016_workspace",
    18: "0018_untaken",
    19: "0019_life",
    20: "0020_adults",
    21: "0021_mou",
    22: "0022_trainings",
    23: "0023_listings",
    25: "0025_theirs_until",
    26: "0026_readings",
    27: "0027_later_majority",
    28: "0028_handed_over",
    30: "0030_totals",
    31: "0031_tally_part",
    32: "0032_cards",
    33: "0033_directory",
    34: "0034_directory_kept",
    36: "0036_certificate_removed",
    37: "0037_program_counts",
    38: "0038_own_names",
    40: "0040_who_waits_first",
    42: "0042_plain_goes",
    50: "0050_paper_drafts",
    52: "0052_audit_ends",
    53: "0053_not_verified",
    54: "0054_closed_days",
    56: "0056_living_lists",
    57: "0057_last_entry_that_went",
    58: "0058_threads",
    59: "0059_named_anew",
    60: "0060_coalitions",
    66: "0066_event_site",
    67: "0067_service_count",
    69: "0069_listing_version",
    70: "0070_out_after_hold",
    72: "0072_directory_index",
    73: "0073_trails_end",
    74: "0074_connections_end",
    76: "0076_counted_once",
    77: "0077_offer_answers",
    78: "0078_split_anew",
    79: "0079_recounted",
    80: "0080_parts_of_who_came",
    81: "0081_two_cards",
    82: "0082_business_day",
);

fn migrator(text: impl Fn(&(i64, &'static str, &'static str, &'static str)) -> &'static str) -> Migrator {
    let migration = |pair: &(i64, &'static str, &'static str, &'static str)| {
        Migration::new(pair.0, pair.1.into(), MigrationType::Simple, SqlStr::from_static(text(pair)), false)
    };
    Migrator::with_migrations(PAIRS.iter().map(migration).collect())
}

pub(crate) async fn sqlite(connection: &mut SqliteMigrations) -> Result<(), OpenError> {
    run(&migrator(|pair| pair.2), connection).await
}

pub(crate) async fn postgres(connection: &mut PgConnection) -> Result<(), OpenError> {
    run(&migrator(|pair| pair.3), connection).await
}

async fn run<C: Migrate>(migrator: &Migrator, connection: &mut C) -> Result<(), OpenError> {
    migrator.run_direct(None, connection, false).await.map_err(|error| match error {
        MigrateError::VersionMissing(n) => refused(&format!("{n} has run here and is not known to this software")),
        MigrateError::VersionMismatch(n) => refused(&format!("{n} was changed after it had run")),
        MigrateError::Dirty(n) => refused(&format!("{n} was not finished")),
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => {
            OpenError::Database(crate::Error::from(error))
        }
        _ => refused("the history cannot be read"),
    })
}

fn refused(reason: &str) -> OpenError {
    OpenError::Migration { reason: reason.to_owned() }
}
