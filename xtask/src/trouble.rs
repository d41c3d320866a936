//! Why a command stopped, in words a contributor can act on.

use std::fmt;

/// What went wrong.
#[derive(Debug)]
pub enum Trouble {
    /// A program could not be started.
    Start {
        /// Its name.
        program: String,
        /// Why.
        source: std::io::Error,
    },
    /// A program ended badly; its own output says why.
    Ended {
        /// The program and its arguments.
        command: String,
        /// How it ended.
        status: String,
    },
    /// A file or folder could not be used.
    File {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// A tool that the tests need is missing, or too old.
    Tool {
        /// What is missing and what to type.
        advice: String,
    },
    /// The throw-away PostgreSQL did not start.
    Postgres {
        /// The end of its log.
        log: String,
    },
    /// A program printed something that this one cannot read.
    Unreadable {
        /// Which output.
        what: &'static str,
    },
    /// Rules of the house are broken.
    House {
        /// One line each.
        broken: Vec<String>,
    },
    /// A measurement could not be made.
    Bench(String),
    /// Tests were skipped, which the house does not do: a missing tool is an error.
    Skipped {
        /// How many.
        n_skipped: u64,
    },
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start { program, source } => write!(f, "could not start {program}: {source}"),
            Self::Ended { command, status } => write!(f, "`{command}` failed ({status})"),
            Self::File { path, source } => write!(f, "could not use {path}: {source}"),
            Self::Tool { advice } => f.write_str(advice),
            Self::Postgres { log } => write!(f, "PostgreSQL did not start:\n{log}"),
            Self::Unreadable { what } => write!(f, "could not read {what}"),
            Self::House { broken } => {
                write!(f, "{} broken", if broken.len() == 1 { "a rule is" } else { "rules are" })?;
                broken.iter().try_for_each(|line| write!(f, "\n  {line}"))
            }
            Self::Bench(why) => write!(f, "the measurement could not be made: {why}"),
            Self::Skipped { n_skipped } => {
                write!(f, "{n_skipped} tests were skipped; a missing tool is an error, not a skip")
            }
        }
    }
}

impl Trouble {
    /// A file or folder that could not be used.
    pub fn file(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.display().to_string();
        move |source| Self::File { path, source }
    }
}
