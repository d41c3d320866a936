//! Durable sends: a CUES note with a warm referral, posted as a browser posts it. Own record and message are sealed
//! and signed; note, referral, event, agreement, disclosure, outbox row, audit entries and tallies are one commit.

use super::Bench;
use super::http::{Connection, field, hidden};
use super::load::{Run, run, spread};
use super::server::Server;
use crate::postgres::Cluster;
use crate::tools;
use crate::trouble::Trouble;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Connections that send at the same time.
pub const CONNECTIONS: [usize; 3] = [1, 8, 64];

/// A server under load, by name.
struct Subject {
    name: &'static str,
    server: Server,
    request: Request,
}

enum Request {
    Bare,
    Send { cookie: String, fixed: String },
}

/// Measures product and floor in turn.
pub fn measure(bench: &Bench, quick: bool, connections: &[usize]) -> Result<(), Trouble> {
    let (repetitions, span) = if quick { (1, Duration::from_secs(2)) } else { (3, Duration::from_secs(3)) };
    let postgres = tools::postgres().ok_or_else(|| Trouble::Bench("PostgreSQL is not installed".to_owned()))?;
    let cluster = Cluster::start(&postgres)?;
    let floor_file = bench.folder.join("floor.db").display().to_string();
    let sqlite = bench.folder.join("sqlite").display().to_string();
    let pg_folder = bench.folder.join("postgres").display().to_string();
    let own = ["demo", "--empty", "--unlimited", "--port", "0", "--folder"];
    let subjects = [
        Subject { name: "floor", server: Server::start(&bench.floor, &[&floor_file])?, request: Request::Bare },
        product("SQLite", Server::start(&bench.footbridge, &[&own[..], &[&sqlite]].concat())?)?,
        product(
            "PostgreSQL",
            Server::start(&bench.footbridge, &[&own[..], &[&pg_folder, "--database", cluster.url()]].concat())?,
        )?,
    ];
    println!("| durable sends | connections | a second [spread] | p50 ms | p99 ms | CPU µs a request | of the floor |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    for &connections in connections {
        let mut runs: Vec<Vec<(Run, f64)>> = subjects.iter().map(|_| Vec::new()).collect();
        for _ in 0..repetitions {
            for (subject, runs) in subjects.iter().zip(&mut runs) {
                runs.push(subject.measure(connections, span)?);
            }
        }
        let rate = |runs: &[(Run, f64)]| spread(runs.iter().map(|(run, _)| run.rate).collect());
        let floor = rate(&runs[0]).0;
        for (subject, runs) in subjects.iter().zip(&runs) {
            let (middle, least, most) = rate(runs);
            let of = |pick: fn(&(Run, f64)) -> f64| spread(runs.iter().map(pick).collect()).0;
            println!(
                "| {} | {connections} | {middle:.0} [{least:.0}–{most:.0}] | {:.2} | {:.1} | {:.0} | {:.2} |",
                subject.name,
                of(|(run, _)| run.p50),
                of(|(run, _)| run.p99),
                of(|(_, cpu)| *cpu),
                middle / floor
            );
        }
    }
    println!();
    drop(subjects);
    count_syncs(bench)?;
    on_a_slow_disk(bench, if quick { 1 } else { 3 }, span)
}

/// What an ordinary disk takes, without the memory of its host behind it.
const SLOW: Duration = Duration::from_millis(4);

/// Whether groups work shows where a wait for the disk is what a send costs: here a wait takes microseconds, and what
/// one connection alone does is bound by the processor, as is what 64 do.
fn on_a_slow_disk(bench: &Bench, repetitions: usize, span: Duration) -> Result<(), Trouble> {
    let (floor_file, folder) = (bench.folder.join("slow-floor.db"), bench.folder.join("slow"));
    let (floor_file, folder) = (floor_file.display().to_string(), folder.display().to_string());
    let words = ["demo", "--empty", "--unlimited", "--port", "0", "--folder", &folder];
    let floor = Server::start_on_slow_disk(&bench.floor, &[&floor_file], SLOW)?;
    let subjects = [
        Subject { name: "floor", server: floor, request: Request::Bare },
        product("SQLite", Server::start_on_slow_disk(&bench.footbridge, &words, SLOW)?)?,
    ];
    println!("| durable sends, {} ms more a wait | 1 | 64 | 64 ÷ 1 |", SLOW.as_millis());
    println!("| --- | --- | --- | --- |");
    let mut runs: Vec<[Vec<f64>; 2]> = subjects.iter().map(|_| Default::default()).collect();
    for _ in 0..repetitions {
        for (subject, runs) in subjects.iter().zip(&mut runs) {
            for (connections, rates) in [1, 64].into_iter().zip(runs) {
                rates.push(subject.measure(connections, span)?.0.rate);
            }
        }
    }
    for (subject, [one, many]) in subjects.iter().zip(runs) {
        let ((one, ..), (many, least, most)) = (spread(one), spread(many));
        println!("| {} | {one:.0} | {many:.0} [{least:.0}–{most:.0}] | {:.1} × |", subject.name, many / one);
    }
    println!();
    Ok(())
}

fn product(name: &'static str, server: Server) -> Result<Subject, Trouble> {
    let cookie = server.sign_in("rosa@lakeside.example")?;
    let page = Connection::open(server.port).and_then(|mut c| c.get("/notes/new", &cookie));
    let page = page.map_err(|error| Trouble::Bench(error.to_string()))?.text();
    let token =
        |name: &str| hidden(&page, name).ok_or_else(|| Trouble::Bench(format!("the note page has no field {name}")));
    let mut fixed = [
        field("csrf", &token("csrf")?),
        field("by", &token("by")?),
        field("alone", "yes"),
        field("interpreter", "not_needed"),
        field("limits", "on"),
        field("cards", "2"),
        field("next", "support_now"),
        field("handoff", "advocate_reaches_out"),
        field("name", "Ana"),
        field("way", "call"),
        field("number", "(312) 555-0123"),
        field("times", "mornings"),
        field("needs", "shelter"),
        field("needs", "legal"),
        field("agreed", "on"),
    ]
    .join("&");
    // What was typed is read once more and agreed to, as on a page without script.
    let typed = format!("form={}&{fixed}", form_id());
    let review = Connection::open(server.port).and_then(|mut c| c.post("/notes/new", &cookie, &typed));
    let review = review.map_err(|error| Trouble::Bench(error.to_string()))?.text();
    let reviewed = hidden(&review, "reviewed").ok_or_else(|| Trouble::Bench("nothing to look over".to_owned()))?;
    fixed = format!("{fixed}&{}", field("reviewed", &reviewed));
    Ok(Subject { name, server, request: Request::Send { cookie, fixed } })
}

/// Ids of forms, as different from each other as a browser's would be.
static NEXT_FORM: AtomicU64 = AtomicU64::new(1);

impl Subject {
    /// One run, and the processor time of the server for each answer, in microseconds.
    fn measure(&self, connections: usize, span: Duration) -> Result<(Run, f64), Trouble> {
        let before = self.server.cpu();
        let run = match &self.request {
            Request::Bare => {
                let body = "x".repeat(2048);
                run(self.server.port, connections, span, |c, _, _| c.post("/", "", &body), |a| a.status == 303)?
            }
            Request::Send { cookie, fixed } => run(
                self.server.port,
                connections,
                span,
                |c, _, _| c.post("/notes/new", cookie, &format!("form={}&{fixed}", form_id())),
                |answer| answer.status == 303 && answer.header("location").is_some_and(|to| to.starts_with("/notes/")),
            )?,
        };
        let cpu = (self.server.cpu() - before).as_secs_f64() * 1e6 / run.answers.max(1) as f64;
        Ok((run, cpu))
    }
}

/// A version 7 id: this millisecond, and a number that no other request of this run has.
fn form_id() -> String {
    let number = NEXT_FORM.fetch_add(1, Ordering::Relaxed);
    let millis = std::time::UNIX_EPOCH.elapsed().map_or(0, |elapsed| elapsed.as_millis());
    let time = format!("{millis:012x}");
    format!("{}-{}-7{:03x}-8{:03x}-{:012x}", &time[..8], &time[8..12], number & 0xFFF, (number >> 12) & 0xFFF, number)
}

/// Each group that is committed waits for the disk at least once: the server counts its commits, and the kernel the
/// waits (`strace`).
fn count_syncs(bench: &Bench) -> Result<(), Trouble> {
    let at = |name: &str| bench.folder.join(name);
    let (folder, syncs, log) = (at("counted").display().to_string(), at("syncs"), at("counted.log"));
    let words = ["demo", "--empty", "--unlimited", "--port", "0", "--folder", &folder];
    let subject = product("SQLite", Server::start_counted(&bench.footbridge, &words, &syncs, &log)?)?;
    let (run, _) = subject.measure(64, Duration::from_secs(2))?;
    drop(subject);
    let read = |path: &Path| std::fs::read_to_string(path).map_err(Trouble::file(path));
    let waited = read(&syncs)?.lines().filter(|line| line.contains("sync(")).count();
    let log = read(&log)?;
    let commits = log.rsplit("\"commits\":").next().and_then(|rest| rest.split([',', '}']).next()).unwrap_or("?");
    println!(
        "Waits for the disk on SQLite at 64 connections, counted by strace, founding and closing included: {waited}"
    );
    println!("for {commits} commits, with {} acknowledged sends among them.\n", run.answers);
    Ok(())
}
