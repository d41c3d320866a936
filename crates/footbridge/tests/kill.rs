//! A process killed in the middle of a load loses nothing it had acknowledged, doubles nothing, and leaves a chain
//! that verifies and tallies that equal a recount.
//!
//! Kills 12 times in a test run; `FOOTBRIDGE_KILLS=200` (what `cargo xtask faults` sets) kills as often as that.

#![cfg(test)]

use app::session::{Device, Loaded};
use app::{App, Clock, Session, Settings};
use domain::ids::ReferralId;
use domain::time::Timestamp;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

const PASSWORD: &str = "river stone lantern bridge";

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

/// Loads until it has lived long enough, kills it, and answers what it had acknowledged.
fn load_and_kill(folder: &Path, round: u32) -> BTreeSet<String> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_footbridge"))
        .args(["load", "--acks", "--referrals", "1000000", "--seed", &round.to_string()])
        .arg("--database")
        .arg(format!("sqlite:{}", folder.join("load.db").display()))
        .arg("--keys")
        .arg(folder.join("keys"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary starts");
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let mut acknowledged = BTreeSet::new();
    // Between 1 and 200 acknowledgements, another number each round, so that the kill falls everywhere in a group.
    let wanted = 1 + (round * 37) % 200;
    let gives_up_at = Instant::now() + Duration::from_secs(120);
    for line in lines.by_ref() {
        take(&mut acknowledged, &line.expect("its output is text"));
        if acknowledged.len() as u32 >= wanted || Instant::now() > gives_up_at {
            break;
        }
    }
    child.kill().expect("SIGKILL");
    child.wait().expect("it is gone");
    // What it printed before it died was acknowledged too; a line cut short was not.
    for line in lines.map_while(Result::ok) {
        take(&mut acknowledged, &line);
    }
    assert!(!acknowledged.is_empty(), "round {round} acknowledged nothing");
    acknowledged
}

fn take(acknowledged: &mut BTreeSet<String>, line: &str) {
    if let Some(id) = line.strip_prefix("ack ")
        && id.len() == 32
    {
        assert!(acknowledged.insert(id.to_owned()), "acknowledged twice: {id}");
    }
}

async fn open(folder: &Path) -> App {
    let key = |name: &str| -> [u8; 32] { std::fs::read(folder.join("keys").join(name)).unwrap().try_into().unwrap() };
    App::open(Settings {
        database: format!("sqlite:{}", folder.join("load.db").display()),
        clock: Arc::new(TestClock),
        entropy: Arc::new(TestEntropy),
        pepper: vault::Pepper::new(&key("pepper")),
        server_key: None,
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
            assert!(acknowledged.insert(id.clone()), "doubled across kills: {id}");
        }
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(check(folder.path(), &acknowledged));
}

async fn check(folder: &Path, acknowledged: &BTreeSet<String>) {
    let app = open(folder).await;
    assert_eq!(app::health::check(&app).await.unwrap(), Vec::<String>::new());
    let staff = [sign_in(&app, "rosa@lakeside.example").await, sign_in(&app, "ines@harbor.example").await];
    let mut standing = BTreeSet::new();
    for session in &staff {
        let mut from = None;
        loop {
            let page = app::referrals::sent(&app, session, from).await.unwrap();
            for row in page.rows {
                assert!(standing.insert(row.id.to_string()), "stands twice");
            }
            match page.next {
                Some(next) => from = Some(next),
                None => break,
            }
        }
    }
    let lost: Vec<_> = acknowledged.difference(&standing).collect();
    assert!(lost.is_empty(), "lost {} of {}: {lost:?}", lost.len(), acknowledged.len());
    for id in acknowledged.iter().step_by(acknowledged.len().div_ceil(50).max(1)) {
        let id = ReferralId::parse(id).unwrap();
        let mut opened = 0;
        for session in &staff {
            opened += usize::from(app::referrals::show(&app, session, id).await.is_ok_and(|view| view.card.is_some()));
        }
        assert_eq!(opened, 1, "an acknowledged record opens for its own custodian and for nobody else");
    }
    app::workers::deliver_all(&app).await.unwrap();
    for org in app.organizations().await.unwrap() {
        let entries = app::audit::verify(&app, org.id).await.unwrap().expect("the chain verifies");
        assert!(entries > 0);
        assert_eq!(app::health::recount(&app, org.id).await.unwrap(), 0, "tallies equal a recount");
    }
    println!("{} kills, {} acknowledged, {} standing, none lost", kills(), acknowledged.len(), standing.len());
    app.close().await;
}
