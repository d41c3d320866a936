//! The tools that the tests need, found or installed.
//!
//! Invariant: a missing tool is an error that says what to type, never a skipped test.

use crate::child;
use crate::root;
use crate::trouble::Trouble;
use serde_json::Value;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// playwright-core asks for it, and so does `e2e/package.json`.
const OLDEST_NODE: u32 = 18;

/// A tool and the Debian package that brings it.
struct Tool {
    package: &'static str,
    found: fn() -> bool,
}

const FOR_BROWSERS: &[Tool] = &[
    Tool { package: "chromium", found: || chromium().is_some() },
    Tool { package: "nodejs", found: || on_path("node").is_some() },
    Tool { package: "npm", found: || on_path("npm").is_some() },
];
const FOR_STORE: &[Tool] = &[Tool { package: "postgresql", found: || postgres().is_some() }];
/// The mail server that tests start. The page of a member's mail is tested in a browser, too.
const FOR_MAIL: &[Tool] = &[Tool { package: "python3-aiosmtpd", found: mail_server }];

/// Reads the papers that the product draws: their words, and their tags.
const FOR_PAPERS: &[Tool] =
    &[Tool { package: "poppler-utils", found: || on_path("pdfinfo").is_some() && on_path("pdftotext").is_some() }];

/// Makes sure of everything that `cargo xtask test` needs; answers PostgreSQL's folder of programs.
///
/// # Errors
/// [`Trouble::Tool`] says what is missing and what to type.
pub fn for_everything() -> Result<PathBuf, Trouble> {
    install(FOR_STORE.iter().chain(FOR_BROWSERS).chain(FOR_MAIL).chain(FOR_PAPERS))?;
    packages_of_node()?;
    postgres().ok_or_else(|| missing(&["postgresql"]))
}

/// Makes sure of what the browser tests need.
///
/// # Errors
/// [`Trouble::Tool`] says what is missing and what to type.
pub fn for_browsers() -> Result<(), Trouble> {
    install(FOR_BROWSERS.iter().chain(FOR_MAIL).chain(FOR_PAPERS))?;
    packages_of_node()
}

/// Where Chromium is: `$CHROMIUM` if set, else the first of the usual names.
pub fn chromium() -> Option<PathBuf> {
    match std::env::var_os("CHROMIUM") {
        Some(path) => Some(PathBuf::from(path)).filter(|path| path.is_file()),
        None => ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(on_path),
    }
}

/// The newest PostgreSQL that Debian has put aside, or the one on the path.
pub fn postgres() -> Option<PathBuf> {
    let installed = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().filter_map(Result::ok);
    let newest = installed
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path().join("bin"))))
        .filter(|(_, bin)| bin.join("initdb").is_file() && bin.join("postgres").is_file())
        .max();
    let on_path = || on_path("initdb")?.canonicalize().ok()?.parent().map(Path::to_path_buf);
    newest.map(|(_, bin)| bin).or_else(on_path)
}

/// Debian's Python, which its packages are for; another one on the path may not know them.
fn mail_server() -> bool {
    child::capture(child::program("/usr/bin/python3").args(["-c", "import aiosmtpd"])).is_ok()
}

/// Whether this process may do anything on the machine, as in a container.
pub fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|program| program.is_file())
}

fn install<'a>(tools: impl Iterator<Item = &'a Tool> + Clone) -> Result<(), Trouble> {
    let absent = || tools.clone().filter(|tool| !(tool.found)()).map(|tool| tool.package).collect::<Vec<_>>();
    let packages = absent();
    if packages.is_empty() {
        return Ok(());
    }
    let sudo = !is_root();
    if on_path("apt-get").is_none() || (sudo && !sudo_without_password()) {
        return Err(missing(&packages));
    }
    println!("installing {}", packages.join(", "));
    apt(sudo, &["update", "--quiet"])?;
    let install = ["install", "--yes", "--quiet", "--no-install-recommends"];
    apt(sudo, &[&install[..], &packages[..]].concat())?;
    match absent() {
        absent if absent.is_empty() => Ok(()),
        absent => Err(missing(&absent)),
    }
}

fn apt(sudo: bool, words: &[&str]) -> Result<(), Trouble> {
    let mut command = child::program(if sudo { "sudo" } else { "apt-get" });
    if sudo {
        command.args(["--non-interactive", "--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
    }
    child::run(command.args(words).env("DEBIAN_FRONTEND", "noninteractive"))
}

fn sudo_without_password() -> bool {
    on_path("sudo").is_some() && child::capture(child::program("sudo").args(["--non-interactive", "true"])).is_ok()
}

fn missing(packages: &[&str]) -> Trouble {
    let list = packages.join(" ");
    let advice = format!(
        "the tests need {list}\n  on Debian: sudo apt-get install {list}\n  elsewhere: put initdb, postgres, pg_ctl, \
         node and npm on the PATH, set CHROMIUM to the browser's program, and have /usr/bin/python3 import aiosmtpd"
    );
    Trouble::Tool { advice }
}

/// The packages of `e2e/`, exactly as its lock file names them. Asks no network when they are there already.
fn packages_of_node() -> Result<(), Trouble> {
    let version = child::capture(child::program("node").arg("--version"))?;
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|n| n.parse::<u32>().ok());
    if major.is_none_or(|major| major < OLDEST_NODE) {
        let advice = format!("the browser tests need Node.js {OLDEST_NODE} or newer; `node` is {}", version.trim());
        return Err(Trouble::Tool { advice });
    }
    let folder = root().join("e2e");
    if installed_as_locked(&folder) {
        return Ok(());
    }
    println!("installing the packages of e2e/");
    child::run(child::program("npm").arg("ci").current_dir(&folder)).map_err(|_| Trouble::Tool {
        advice: "`npm ci` in e2e/ failed; it needs the npm registry, or a mirror of it, once".to_owned(),
    })
}

fn installed_as_locked(folder: &Path) -> bool {
    let read =
        |path: &str| -> Option<Value> { serde_json::from_str(&std::fs::read_to_string(folder.join(path)).ok()?).ok() };
    let wanted = read("package-lock.json").and_then(|lock| lock["packages"].as_object().cloned());
    wanted.is_some_and(|packages| {
        packages.iter().filter(|(path, _)| !path.is_empty()).all(|(path, package)| {
            read(&format!("{path}/package.json")).is_some_and(|there| there["version"] == package["version"])
        })
    })
}
