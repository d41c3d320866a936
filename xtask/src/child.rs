//! Running other programs: their output streams through, and a failure names the command.

use crate::counts::Counts;
use crate::root;
use crate::trouble::Trouble;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, ExitStatus, Stdio};

/// A program that runs in the workspace's folder.
pub fn program(name: &str) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    // `cargo run` describes xtask in the environment; passed on, that would rebuild crates which look there.
    for (key, _) in std::env::vars_os() {
        if key.to_str().is_some_and(|k| k.starts_with("CARGO_PKG_") || k.starts_with("CARGO_MANIFEST_")) {
            command.env_remove(key);
        }
    }
    command
}

/// The cargo that runs this, with these words.
pub fn cargo(words: &[&str]) -> Command {
    let mut command = program(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()));
    command.args(words);
    command
}

/// Runs a command to its end.
///
/// # Errors
/// [`Trouble::Start`] or [`Trouble::Ended`].
pub fn run(command: &mut Command) -> Result<(), Trouble> {
    let status = command.status().map_err(|source| start(command, source))?;
    verdict(command, status)
}

/// Runs a command to its end, passes its output on and counts the tests in it.
///
/// # Errors
/// [`Trouble::Start`] or [`Trouble::Ended`].
pub fn run_counting(command: &mut Command, counts: &mut Counts) -> Result<(), Trouble> {
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|source| start(command, source))?;
    if let Some(output) = child.stdout.take() {
        let mut ours = std::io::stdout().lock();
        // Bytes, not lines of text: a test may print anything, and the pipe must be drained to its end.
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            counts.take_line(String::from_utf8_lossy(&line).trim_end_matches('\r'));
            // A closed terminal must not stop the tests; the exit code still tells.
            let _ = ours.write_all(&line).and_then(|()| ours.write_all(b"\n"));
        }
    }
    let status = child.wait().map_err(|source| start(command, source))?;
    verdict(command, status)
}

/// Runs a command to its end and answers what it printed.
///
/// # Errors
/// [`Trouble::Start`], [`Trouble::Ended`], or [`Trouble::Unreadable`] when it is not text.
pub fn capture(command: &mut Command) -> Result<String, Trouble> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|source| start(command, source))?;
    verdict(command, output.status)?;
    String::from_utf8(output.stdout).map_err(|_| Trouble::Unreadable { what: "a program's output" })
}

fn start(command: &Command, source: std::io::Error) -> Trouble {
    Trouble::Start { program: command.get_program().to_string_lossy().into_owned(), source }
}

fn verdict(command: &Command, status: ExitStatus) -> Result<(), Trouble> {
    if status.success() {
        return Ok(());
    }
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let command = words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ");
    Err(Trouble::Ended { command, status: status.to_string() })
}
