//! Which room may know which: the table of `docs/ARCHITECTURE.md`, as the build checks it.
//!
//! Invariant: default deny. A room that is not in the table is refused until somebody adds it here and there.

/// One room: a crate of the workspace.
#[derive(Debug)]
pub struct Room {
    /// Its name.
    pub name: &'static str,
    /// The rooms it may import.
    pub knows: &'static [&'static str],
    /// If set, the only crates from elsewhere that it may import.
    pub only: Option<&'static [&'static str]>,
}

const fn room(name: &'static str, knows: &'static [&'static str]) -> Room {
    Room { name, knows, only: None }
}

/// Every room, lowest first.
pub const ROOMS: &[Room] = &[
    Room {
        name: "domain",
        knows: &[],
        only: Some(&["serde", "thiserror", "uuid", "jiff", "sha2", "similar", "microlp"]),
    },
    room("vault", &["domain"]),
    room("directory", &["domain"]),
    room("store", &["domain", "vault"]),
    room("smtp", &["domain"]),
    room("print", &["domain"]),
    room("app", &["domain", "directory", "vault", "store", "smtp", "print"]),
    room("web", &["domain", "app"]),
    room("footbridge", &["domain", "vault", "store", "smtp", "app", "web"]),
    room("testkit", &["domain", "vault", "store", "smtp", "app", "web"]),
    Room { name: "xtask", knows: &[], only: Some(&["serde_json"]) },
];

/// The room that only tests may import.
pub const TESTKIT: &str = "testkit";

/// A crate from elsewhere that stays in some rooms.
#[derive(Debug)]
pub struct Kept {
    /// The crate.
    pub name: &'static str,
    /// The rooms that may import it.
    pub rooms: &'static [&'static str],
    /// What that keeps true.
    pub why: &'static str,
}

const VAULT: &[&str] = &["vault"];
const CIPHERS: &str = "only the vault names a cryptographic primitive";
const OS: &str = "randomness comes in as an argument";
const PAGES: &str = "only web speaks HTTP and HTML";

const fn cipher(name: &'static str) -> Kept {
    Kept { name, rooms: VAULT, why: CIPHERS }
}

/// Crates from elsewhere that do not stand in every room. Tests of a room may use them from outside: to tamper
/// with a database, for example.
pub const KEPT: &[Kept] = &[
    // The testkit makes and drops the databases that a test of the store runs on.
    Kept { name: "sqlx", rooms: &["store", "testkit"], why: "only the store speaks SQL" },
    Kept { name: "rusqlite", rooms: &["store", "testkit"], why: "only the store speaks SQL" },
    Kept { name: "tokio-postgres", rooms: &[], why: "only the store speaks SQL, and to PostgreSQL through sqlx" },
    cipher("argon2"),
    cipher("chacha20poly1305"),
    cipher("hpke"),
    cipher("ed25519-dalek"),
    cipher("x25519-dalek"),
    cipher("hkdf"),
    cipher("hmac"),
    cipher("aes-gcm"),
    cipher("ring"),
    cipher("aws-lc-rs"),
    Kept { name: "getrandom", rooms: &["footbridge", "testkit"], why: OS },
    Kept { name: "rand", rooms: &[], why: OS },
    Kept { name: "axum", rooms: &["web", "footbridge", "testkit"], why: PAGES },
    Kept { name: "lettre", rooms: &["smtp"], why: "only smtp speaks to a mail server" },
    Kept { name: "askama", rooms: &["web"], why: PAGES },
    Kept { name: "typst", rooms: &["print"], why: "only print draws" },
    Kept { name: "tantivy", rooms: &["directory"], why: "only the directory searches" },
    Kept { name: "icalendar", rooms: &["print"], why: "only print draws" },
];

/// The room with this name.
pub fn find(name: &str) -> Option<&'static Room> {
    ROOMS.iter().find(|room| room.name == name)
}
