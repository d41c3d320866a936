//! An import that is killed half way, twice, and then given again ends where one ends that nobody disturbed; one that is killed while it
//! still reads to the end has changed nothing.

#![cfg(all(test, target_os = "linux"))]
#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use store::{Store, StoreOptions};

const HEADER: &str =
    "bphc_site_number,site_name,street,city,state,zip,phone,website,latitude,longitude,address_withheld\n";
/// Sites of the older list, and of the newer one.
const OLDER: std::ops::Range<usize> = 0..600;
const NEWER: std::ops::Range<usize> = 200..2_200;
/// Before these sites of the newer list stand rows that are broken. The program names each: more than its pipe holds, so it waits there
/// until it is read or killed.
const BROKEN: [usize; 2] = [700, 1_400];
const MANY: usize = 6_000;

/// A site. Every hundredth is a shelter, which the rules withhold.
fn site(n: usize, phone: usize) -> String {
    let kind = if n.is_multiple_of(100) { "Women's Shelter" } else { "Clinic" };
    let digits = format!("206-{:03}-{:04}", 200 + n / 1_000, (n % 1_000) + phone);
    format!(
        "S{n},{kind} number{n},{n} Plainstreet,Seattle,WA,98101,{digits},,{}.{:03},-122.33,\n",
        45 + n / 1_000,
        n % 1_000
    )
}

/// What was published first: some of its sites change, and some vanish.
fn older() -> String {
    let rows: String = OLDER.map(|n| site(n, 1_000)).collect();
    format!("{HEADER}{rows}")
}

/// What was published then.
fn newer() -> String {
    let broken = |n: usize| if BROKEN.contains(&n) { "broken\n".repeat(MANY) } else { String::new() };
    let rows: String = NEWER.map(|n| broken(n) + &site(n, 1_000 + n % 2)).collect();
    format!("{HEADER}{rows}")
}

/// A node with the older list, of which one site was withheld by hand.
struct Node(tempfile::TempDir);

impl Node {
    fn new() -> Self {
        let node = Self(tempfile::tempdir().unwrap());
        let report = node.path("report");
        let list = node.file("older.csv", &older());
        let done = node.import(&list).arg("--report").arg(&report).status().unwrap();
        assert!(done.success());
        let report = std::fs::read_to_string(report).unwrap();
        let told = report.lines().find(|line| line.starts_with("older.csv:303\t")).expect("a clinic that goes on");
        let id = told.split('\t').nth(2).unwrap();
        let mut withhold = node.command();
        withhold.args(["directory", "withhold", id]);
        assert!(node.placed(withhold).status().unwrap().success());
        node
    }
    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }
    fn database(&self) -> String {
        format!("sqlite:{}", self.path("node.db").display())
    }
    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_footbridge"));
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }
    fn placed(&self, mut command: Command) -> Command {
        command.arg("--database").arg(self.database()).arg("--keys").arg(self.path("keys"));
        command
    }
    fn import(&self, list: &Path) -> Command {
        let mut command = self.command();
        command.args(["import", "hrsa"]).arg(list);
        self.placed(command)
    }
    /// Imports until the program says that it is at this line, and kills it there.
    fn import_and_kill(&self, list: &Path, line: usize) {
        let mut child: Child = self.import(list).stderr(Stdio::piped()).spawn().unwrap();
        let said = format!("newer.csv:{line}\t");
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        assert!(lines.any(|line| line.starts_with(&said)), "it comes to line {line}");
        child.kill().expect("SIGKILL");
        assert_eq!(child.wait().unwrap().signal(), Some(9), "it was reading until it was killed");
    }
    /// All that is kept of the directory but moments and versions, and how many imports came to their end.
    async fn kept(&self) -> (Vec<(store::directory::Line, bool)>, usize) {
        let (store, _) = Store::open(&self.database(), &StoreOptions::default()).await.unwrap();
        let all = store::directory::changed(&store, (-1, uuid::Uuid::nil()), 100_000).await.unwrap();
        let mut all: Vec<_> = all.into_iter().map(|one| (one.line, one.vanished_at.is_some())).collect();
        all.sort_by_key(|(line, _)| line.id);
        let runs = store::directory::runs(&store, 100).await.unwrap();
        store.close().await;
        (all, runs.iter().filter(|run| run.ended_at.is_some()).count())
    }
}

#[test]
fn an_import_that_is_killed_half_way_and_given_again_ends_as_one_that_nobody_disturbed() {
    let (killed, whole) = (Node::new(), Node::new());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let list = whole.file("newer.csv", &newer());
    assert!(whole.import(&list).status().unwrap().success());
    let (expected, ended) = runtime.block_on(whole.kept());
    assert_eq!((expected.len(), ended), (NEWER.end, 2));
    assert_eq!(expected.iter().filter(|(_, vanished)| *vanished).count(), NEWER.start);

    let list = killed.file("newer.csv", &newer());
    for (before, row) in BROKEN.into_iter().enumerate() {
        // Behind the header and the rows before it, and counted from one.
        killed.import_and_kill(&list, 1 + (row - NEWER.start) + before * MANY + 1);
        let (half, ended) = runtime.block_on(killed.kept());
        assert_eq!((half.len(), ended), (row, 1), "what stood before that, and no import that came to its end");
        assert!(half.iter().all(|(_, vanished)| !vanished), "nothing counts as vanished before the list was read");
    }
    assert!(killed.import(&list).status().unwrap().success());
    let (kept, ended) = runtime.block_on(killed.kept());
    assert_eq!(ended, 2);
    let differs = kept.iter().zip(&expected).find(|(one, other)| one != other);
    assert!(kept.len() == expected.len() && differs.is_none(), "{differs:?}");
    // What the killed ones wrote while they read is gone.
    let uploads = std::fs::read_dir(killed.path("node.db.uploads")).unwrap();
    let left: Vec<_> = uploads.map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["held"]);
    let by_hand = kept.iter().filter(|(line, _)| line.said.contains("by_hand")).count();
    assert_eq!(by_hand, 1, "what was withheld by hand stays so");
}

#[test]
fn an_import_that_is_killed_while_it_still_reads_to_the_end_has_changed_nothing() {
    let node = Node::new();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let before = runtime.block_on(node.kept());
    let mut command = node.command();
    command.args(["import", "programs", "--name", "newer", "/dev/stdin"]).stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut child = node.placed(command).spawn().unwrap();
    // It never comes to an end of the list, so it cannot be further than this.
    let mut list = child.stdin.take().unwrap();
    let writing = std::thread::spawn(move || {
        let rows: String = (0..12_000).map(|n| format!("Program number{n},Seattle,WA\n")).collect();
        // Whoever is killed reads no more.
        let _ = list.write_all(format!("name,city,state\n{rows}").as_bytes());
        list
    });
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
    let said = "programs:newer: 10000 rows looked at (reading to the end, nothing is written yet)";
    assert!(lines.any(|line| line == said), "it says how far it is");
    child.kill().expect("SIGKILL");
    assert_eq!(child.wait().unwrap().signal(), Some(9), "it was reading until it was killed");
    drop(writing.join().unwrap());
    assert!(runtime.block_on(node.kept()) == before, "the directory is as it was");
}
