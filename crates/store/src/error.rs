//! Why the database did not do what was asked.
//!
//! Invariant: an error carries codes, never a value that was stored or bound; it can go to a log as it is.

/// The usual result of this room.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A uniqueness that a caller can act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unique {
    /// Logins are unique on the node.
    Login,
    /// Two organizations have one partnership.
    Partnership,
    /// Anything else: an id that was used for another row.
    Other,
}

/// Why a statement or a write failed. Cheap to clone: each caller of a failed group gets one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No room on the disk. Reading still works.
    #[error("the disk is full")]
    Full,
    /// Locks or connections were not free in time, or two writes stood in each other's way. Trying again is safe.
    #[error("the database is busy")]
    Busy,
    /// A value that must be unique is taken.
    #[error("a unique value is taken")]
    Taken(Unique),
    /// The row that the statement needs is not there.
    #[error("the row is missing")]
    Missing,
    /// A stored value cannot be read as what its column holds: damage, or a newer software's row.
    #[error("the stored column {column} cannot be read")]
    Unreadable {
        /// Name or number of the column.
        column: String,
    },
    /// The connection was lost. A write may or may not have been kept; ids make repeating it harmless.
    #[error("the database is not reachable")]
    Unreachable,
    /// The work of a write panicked; its own changes were rolled back, its group's were kept.
    #[error("the work of a write panicked")]
    Panicked,
    /// The store was closed.
    #[error("the store is closed")]
    Closed,
    /// Anything else, by the database's own code (SQLSTATE, or SQLite's extended result code).
    #[error("the database answered with code {code}")]
    Database {
        /// The code.
        code: String,
    },
}

/// Why a store could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The address is neither `sqlite:PATH` nor `postgres://…`.
    #[error("the database address is neither sqlite:PATH nor postgres://…")]
    Address,
    /// PostgreSQL on another machine, and this build speaks no TLS.
    #[error(
        "PostgreSQL at {host} is on another machine and this build has no TLS: build with the cargo feature postgres-tls"
    )]
    NoTls {
        /// The host that was asked for.
        host: String,
    },
    /// The database's tables are from a newer software, or a migration was changed after it had run.
    #[error("the database does not fit this software's migrations: {reason}")]
    Migration {
        /// What differs, by migration number.
        reason: String,
    },
    /// The database did not answer.
    #[error("the database cannot be opened")]
    Database(#[from] Error),
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(found) => of_database(&*found),
            // What the migrations of SQLite answered, carried through the migrator.
            sqlx::Error::Configuration(carried) if carried.is::<Self>() => {
                carried.downcast::<Self>().map_or(Self::Missing, |error| *error)
            }
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::Io(error) if error.kind() == std::io::ErrorKind::StorageFull => Self::Full,
            sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::Protocol(_) | sqlx::Error::WorkerCrashed => {
                Self::Unreachable
            }
            sqlx::Error::PoolClosed => Self::Closed,
            sqlx::Error::RowNotFound => Self::Missing,
            sqlx::Error::ColumnDecode { index, .. } => Self::Unreadable { column: index },
            _ => Self::Database { code: "unknown".to_owned() },
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked, DiskFull};
        use rusqlite::ffi::{SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE};
        match error {
            rusqlite::Error::SqliteFailure(found, told) => match found.code {
                DatabaseBusy | DatabaseLocked => Self::Busy,
                DiskFull => Self::Full,
                _ if [SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY].contains(&found.extended_code) => {
                    Self::Taken(unique("", told.as_deref().unwrap_or_default()))
                }
                _ => Self::Database { code: found.extended_code.to_string() },
            },
            rusqlite::Error::QueryReturnedNoRows => Self::Missing,
            _ => Self::Database { code: "unknown".to_owned() },
        }
    }
}

/// By SQLSTATE of PostgreSQL.
fn of_database(found: &dyn sqlx::error::DatabaseError) -> Error {
    if found.is_unique_violation() {
        return Error::Taken(unique(found.constraint().unwrap_or_default(), ""));
    }
    let code = found.code().map(std::borrow::Cow::into_owned).unwrap_or_default();
    match code.as_str() {
        "53100" => Error::Full,
        "40001" | "40P01" | "55P03" | "53300" => Error::Busy,
        // The server is being shut down, or the connection was ended.
        "57P01" | "57P02" | "57P03" => Error::Unreachable,
        other if other.len() == 5 && other.starts_with("08") => Error::Unreachable,
        _ => Error::Database { code },
    }
}

/// Which uniqueness was broken: PostgreSQL names the constraint, SQLite the columns in its message.
fn unique(named: &str, told: &str) -> Unique {
    let is = |index: &str, columns: &str| named == index || told.contains(columns);
    if is("member_login", "member.login") {
        Unique::Login
    } else if is("partnership_pair", "partnership.org_a") {
        Unique::Partnership
    } else {
        Unique::Other
    }
}
