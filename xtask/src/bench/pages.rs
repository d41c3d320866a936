//! Pages: how soon the first answers, how heavy they are, and whether the inbox stays quick as it grows.

use super::Bench;
use super::http::{Answer, Connection};
use super::load::{run, spread};
use super::server::Server;
use crate::child::{program, run as run_command};
use crate::trouble::Trouble;
use std::time::Duration;

/// Start, idle memory, bytes of pages.
pub fn start_and_weigh(bench: &Bench) -> Result<(), Trouble> {
    let folder = bench.folder.join("pages").display().to_string();
    let words = ["demo", "--unlimited", "--port", "0", "--folder", &folder];
    let first = Server::start(&bench.footbridge, &words)?;
    println!(
        "Demo, from the start of the process to its first answer, founding and seeding included: {:.2} s",
        first.ready.as_secs_f64()
    );
    drop(first);
    let mut starts = Vec::new();
    for _ in 0..3 {
        starts.push(Server::start(&bench.footbridge, &words)?.ready.as_secs_f64());
    }
    let server = Server::start(&bench.footbridge, &words)?;
    starts.push(server.ready.as_secs_f64());
    let (middle, least, most) = spread(starts);
    std::thread::sleep(Duration::from_secs(2));
    println!("Start on a database that is there: {middle:.3} s [{least:.3}–{most:.3}]");
    println!("Idle memory (resident, after two seconds): {:.1} MB", server.memory() as f64 / 1e6);
    let rosa = server.sign_in("rosa@lakeside.example")?;
    let note = weigh(&server, "/notes/new", &rosa)?;
    let again = get(&server, "/notes/new", &rosa)?.wire_bytes;
    println!("A clinician's first page, everything it loads: {note} bytes; the page alone: {again} bytes");
    let cookie = server.sign_in("ines@harbor.example")?;
    let first = weigh(&server, "/inbox", &cookie)?;
    println!("An advocate's first page, everything it loads: {first} bytes");
    for path in ["/inbox", "/releases", "/services"] {
        let page = get(&server, path, &cookie)?;
        println!("Later page {path}: {} bytes (status {})", page.wire_bytes, page.status);
    }
    println!();
    Ok(())
}

fn get(server: &Server, path: &str, cookie: &str) -> Result<Answer, Trouble> {
    let answer = Connection::open(server.port).and_then(|mut connection| connection.get(path, cookie));
    answer.map_err(|error| Trouble::Bench(error.to_string()))
}

/// A page with its style, scripts and icon.
fn weigh(server: &Server, path: &str, cookie: &str) -> Result<usize, Trouble> {
    let page = get(server, path, cookie)?;
    let mut total = page.wire_bytes;
    let mut seen = std::collections::BTreeSet::new();
    let mut wanted: Vec<String> = assets(&page.text());
    while let Some(asset) = wanted.pop() {
        if seen.insert(asset.clone()) {
            let answer = get(server, &asset, "")?;
            total += answer.wire_bytes;
            wanted.extend(assets(&answer.text()));
        }
    }
    Ok(total)
}

/// Paths of assets in a page or script.
fn assets(text: &str) -> Vec<String> {
    let parts = text.split(['"', '\'']);
    parts.filter(|part| part.starts_with("/assets/")).map(str::to_owned).collect()
}

/// The inbox at 100,000 referrals, and with `big` at 1,000,000: the same page, as quick.
pub fn inbox(bench: &Bench, big: bool) -> Result<(), Trouble> {
    println!("| inbox page, 8 connections | referrals | a second | p50 ms | p99 ms | CPU µs a request |");
    println!("| --- | --- | --- | --- | --- | --- |");
    let sizes: &[u64] = if big { &[1_000, 100_000, 1_000_000] } else { &[1_000, 100_000] };
    for size in sizes {
        let folder = bench.folder.join(format!("inbox-{size}"));
        let (database, keys) = (format!("sqlite:{}", folder.join("demo.db").display()), folder.join("keys"));
        std::fs::create_dir_all(&folder).map_err(Trouble::file(&folder))?;
        let mut load = program(&bench.footbridge.display().to_string());
        load.args(["load", "--referrals", &size.to_string(), "--database", &database]).arg("--keys").arg(keys);
        run_command(&mut load)?;
        let place = folder.display().to_string();
        let server = Server::start(&bench.footbridge, &["demo", "--unlimited", "--port", "0", "--folder", &place])?;
        let cookie = server.sign_in("ines@harbor.example")?;
        let mut figures = Vec::new();
        for _ in 0..3 {
            let before = server.cpu();
            let get = |c: &mut Connection, _: usize, _: u64| c.get("/inbox", &cookie);
            let one = run(server.port, 8, Duration::from_secs(3), get, |answer| answer.status == 200)?;
            let cpu = (server.cpu() - before).as_secs_f64() * 1e6 / one.answers.max(1) as f64;
            figures.push((one, cpu));
        }
        let of = |pick: fn(&(super::load::Run, f64)) -> f64| spread(figures.iter().map(pick).collect());
        let (middle, least, most) = of(|(run, _)| run.rate);
        println!(
            "| SQLite | {size} | {middle:.0} [{least:.0}–{most:.0}] | {:.2} | {:.1} | {:.0} |",
            of(|(run, _)| run.p50).0,
            of(|(run, _)| run.p99).0,
            of(|(_, cpu)| *cpu).0
        );
    }
    println!();
    Ok(())
}
