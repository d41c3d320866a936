//! A process killed in the middle of a load loses nothing it had acknowledged, doubles nothing, and leaves a chain
//! that verifies and tallies that equal a recount.
//!
//! What was written is read row by row ([`books`]), and it is shown that what was lost or doubled would be found there
//! ([`proof`]). A kill is not a loss of power: what the machine had been given stays given.
//!
//! Kills 12 times in a test run; `FOOTBRIDGE_KILLS=200` (what `cargo xtask faults` sets) kills as often as that.

#![cfg(test)]

mod books;
mod proof;

use app::session::{Device, Loaded};
use app::{App, Clock, Session, Settings};
use books::Books;
use domain::ids::ReferralId;
use domain::time::Timestamp;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

const PASSWORD: &str = "river stone lantern bridge";
/// As many deeds as a load has under way at once.
const TOGETHER: usize = 64;

struct TestClock;

impl Clock for TestClock {
    #[expect(clippy::disallowed_methods, reason = "the test reads what a real process wrote a moment ago")]
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(jiff::Timestamp::now().as_microsecond())
    }
}

struct TestEntropy;

impl vault::Entropy for TestEntropy {
    #[expect(clippy::disallowed_methods, reason = "the test opens a session beside those of real processes")]
    fn fill(&self, out: &mut [u8]) {
        getrandom::fill(out).expect("randomness");
    }
}

fn kills() -> u32 {
    std::env::var("FOOTBRIDGE_KILLS").map_or(12, |n| n.parse().expect("a number of kills"))
}

/// Loads, kills it once it has acknowledged enough, and answers all that it had acknowledged until then.
fn load_and_kill(folder: &Path, round: u32) -> BTreeSet<ReferralId> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_footbridge"))
        .args(["load", "--acks", "--referrals", "1000000", "--seed", &round.to_string()])
        .arg("--database")
        .arg(database(folder))
        .arg("--keys")
        .arg(folder.join("keys"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary starts");
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines().map_while(Result::ok);
    let mut acknowledged = BTreeSet::new();
    // Between 1 and 200 acknowledgements, another number each round.
    let wanted = 1 + (round * 37) % 200;
    while (acknowledged.len() as u32) < wanted {
        let line =
            lines.next().unwrap_or_else(|| panic!("round {round} ended by itself, after {}", acknowledged.len()));
        take(&mut acknowledged, &line);
    }
    // Answers come in the wake of a commit. A moment that differs each round lets the kill fall everywhere: into the
    // work of a group, its commit, its wait for the disk, a delivery, a checkpoint.
    let moment = Duration::from_micros(u64::from(round) * 1_237 % 12_000);
    let killer = std::thread::spawn(move || {
        std::thread::park_timeout(moment);
        child.kill().expect("SIGKILL");
        child.wait().expect("it is gone")
    });
    // What it printed before it died was acknowledged too; a line cut short was not.
    for line in lines {
        take(&mut acknowledged, &line);
    }
    assert_eq!(killer.join().expect("the killer").signal(), Some(9), "round {round} was running until it was killed");
    acknowledged
}

fn take(acknowledged: &mut BTreeSet<ReferralId>, line: &str) {
    if let Some(id) = line.strip_prefix("ack ").filter(|id| id.len() == 32) {
        let id = ReferralId::parse(id).expect("an id");
        assert!(acknowledged.insert(id), "acknowledged twice: {id}");
    }
}

fn database(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("load.db").display())
}

async fn open(folder: &Path) -> App {
    let key = |name: &str| -> [u8; 32] { std::fs::read(folder.join("keys").join(name)).unwrap().try_into().unwrap() };
    App::open(Settings {
        database: database(folder),
        clock: Arc::new(TestClock),
        entropy: Arc::new(TestEntropy),
        pepper: vault::Pepper::new(&key("pepper")),
        server_key: None,
        mail: None,
        unlimited: false,
        synthetic: false,
    })
    .await
    .expect("the database opens after a kill")
}

async fn sign_in(app: &App, login: &str) -> Session {
    let cookie = app::sign_in::sign_in(app, login, PASSWORD, Device::Private).await.expect("signs in");
    match app::session::load(app, cookie.value()).await.expect("loads") {
        Loaded::Session(session) => *session,
        Loaded::None => panic!("no session"),
    }
}

#[test]
fn nothing_acknowledged_is_lost_or_doubled_however_often_the_process_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let mut acknowledged = BTreeSet::new();
    for round in 0..kills() {
        for id in load_and_kill(folder.path(), round) {
            assert!(acknowledged.insert(id), "acknowledged again after a kill: {id}");
        }
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        use_it(folder.path(), &acknowledged).await;
        let books = Books::open(&database(folder.path())).await;
        let most_unsaid = TOGETHER * kills() as usize;
        let faults = books.faults(&acknowledged, most_unsaid).await;
        assert!(faults.is_empty(), "{} faults: {:#?}", faults.len(), &faults[..faults.len().min(20)]);
        println!("{} kills, {} acknowledged, none lost, none doubled", kills(), acknowledged.len());
        proof::of_the_books(&books, &mut acknowledged, most_unsaid).await;
        books.store.close().await;
    });
}

/// The product opens what the kills left, delivers what waits, and opens records for their custodians alone.
async fn use_it(folder: &Path, acknowledged: &BTreeSet<ReferralId>) {
    let app = open(folder).await;
    assert_eq!(app::health::check(&app).await.unwrap(), Vec::<String>::new());
    app::workers::deliver_all(&app).await.unwrap();
    let staff = [sign_in(&app, "rosa@lakeside.example").await, sign_in(&app, "ines@harbor.example").await];
    for id in acknowledged.iter().step_by(acknowledged.len().div_ceil(200).max(1)) {
        let mut opened = 0;
        for session in &staff {
            opened += usize::from(app::referrals::show(&app, session, *id).await.is_ok_and(|view| view.card.is_some()));
        }
        assert_eq!(opened, 1, "an acknowledged record opens for its own custodian and for nobody else");
    }
    app.close().await;
}
