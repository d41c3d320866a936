//! The page of successes and its table over HTTP, where the numbers behind it come from ten thousand, a million and ten million
//! referrals: it reads counts, so it is to cost the same.

use super::http::{Answer, Connection, field, hidden};
use super::load::{Run, run, spread};
use super::server::{Server, target};
use crate::child::{cargo, program, run as run_command};
use crate::trouble::Trouble;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Referrals that are sent through the use cases, a tenth of them when quick; the rest are counts and events that are laid beside them
/// (`crates/store/examples/successes.rs`).
const LOADED: u64 = 10_000;
/// How many referrals; the last one only where it was asked. Of the first, five hundred stand in the two years before: some twenty a
/// month, as between most partners, and so the ones whose periods are hard to protect.
const SIZES: [u64; 3] = [10_500, 1_000_000, 10_000_000];
/// Days after the load at which the page is read: its month is over.
const LATER: &str = "33";
/// Months before the latest one that are closed as well.
const CLOSED: u32 = 11;
/// How many ask at a time: as many as there are processors, and as many as fill them four times over.
const CONNECTIONS: [usize; 2] = [2, 8];

/// Measures. `quick` takes the unoptimized programs that `cargo test --workspace --no-run` has built: for whether it stays flat,
/// not for how long it takes. `big` adds ten million.
pub fn measure(quick: bool, big: bool) -> Result<(), Trouble> {
    let built = target().join(if quick { "debug" } else { "release" });
    if !quick {
        // Without the papers: nothing that is measured draws one, and they are most of a build.
        let packages =
            ["--package", "footbridge", "--bin", "footbridge", "--package", "store", "--example", "successes"];
        run_command(cargo(&["build", "--release", "--no-default-features"]).args(packages))?;
    }
    let footbridge = built.join("footbridge");
    let folder = target().join("bench-successes");
    let _ = std::fs::remove_dir_all(&folder);
    let loaded = folder.join("loaded");
    std::fs::create_dir_all(loaded.join("keys")).map_err(Trouble::file(&folder))?;
    let mut load = program(&footbridge.display().to_string());
    let many = if quick { LOADED / 10 } else { LOADED };
    load.args(["load", "--referrals", &many.to_string(), "--database", &database(&loaded)]);
    run_command(load.arg("--keys").arg(loaded.join("keys")))?;
    println!("\n| page | connections | referrals | database | a second | p50 ms | p99 ms | CPU µs a request |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for size in SIZES.into_iter().take(if big { 3 } else { 2 }) {
        let place = folder.join(size.to_string());
        copy(&loaded, &place)?;
        let laid = Instant::now();
        let mut lay = program(&built.join("examples").join("successes").display().to_string());
        run_command(lay.arg(place.join("demo.db")).arg(size.to_string()))?;
        eprintln!("laid {size} in {:.0} s", laid.elapsed().as_secs_f64());
        pages(&footbridge, &place, size)?;
        let _ = std::fs::remove_dir_all(&place);
    }
    let _ = std::fs::remove_dir_all(&folder);
    println!();
    Ok(())
}

fn database(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("demo.db").display())
}

/// A folder of the demo with its database and keys.
fn copy(from: &Path, to: &Path) -> Result<(), Trouble> {
    std::fs::create_dir_all(to).map_err(Trouble::file(to))?;
    for entry in std::fs::read_dir(from).map_err(Trouble::file(from))? {
        let path = entry.map_err(Trouble::file(from))?.path();
        let target: PathBuf = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            std::fs::copy(&path, &target).map_err(Trouble::file(&path))?;
        }
    }
    Ok(())
}

fn pages(footbridge: &Path, place: &Path, size: u64) -> Result<(), Trouble> {
    let folder = place.display().to_string();
    let words = ["demo", "--unlimited", "--port", "0", "--later", LATER, "--folder", &folder];
    let server = Server::start(footbridge, &words)?;
    quiet(&server);
    let mut closings = Vec::new();
    for lead in ["maya@harbor.example", "dana@lakeside.example"] {
        closings.extend(close(&server, &server.sign_in(lead)?)?);
    }
    let (middle, least, most) = spread(closings);
    eprintln!("closing a period of {size}: {middle:.2} s [{least:.2}–{most:.2}]");
    quiet(&server);
    let cookie = server.sign_in("dana@lakeside.example")?;
    let path = successes(&server, &cookie)?;
    let quarter = format!("{path}?period={}", quarter_of(&get(&server, &path, &cookie)?.text())?);
    let weight = std::fs::metadata(place.join("demo.db")).map_or(0, |file| file.len()) / 1_000_000;
    let table = format!("{path}/table.csv");
    for connections in CONNECTIONS {
        for (name, path) in [("page", &path), ("page of a quarter", &quarter), ("table", &table)] {
            let mut figures: Vec<(Run, f64)> = Vec::new();
            for _ in 0..3 {
                let before = server.cpu();
                let get = |c: &mut Connection, _: usize, _: u64| c.get(path, &cookie);
                let one = run(server.port, connections, Duration::from_secs(3), get, |answer| answer.status == 200)?;
                let cpu = (server.cpu() - before).as_secs_f64() * 1e6 / one.answers.max(1) as f64;
                figures.push((one, cpu));
            }
            let of = |pick: fn(&(Run, f64)) -> f64| spread(figures.iter().map(pick).collect());
            let ((rate, least, most), (p99, p99_least, p99_most)) = (of(|(run, _)| run.rate), of(|(run, _)| run.p99));
            println!(
                "| {name} | {connections} | {size} | {weight} MB | {rate:.0} [{least:.0}–{most:.0}] | {:.2} | {p99:.1} [{p99_least:.1}–{p99_most:.1}] | {:.0} |",
                of(|(run, _)| run.p50).0,
                of(|(_, cpu)| *cpu).0,
            );
        }
    }
    Ok(())
}

/// Waits until what the days since the load have brought is done: less than a tenth of a processor in a second. To write a file of ten
/// million anew takes minutes.
fn quiet(server: &Server) {
    for _ in 0..600 {
        let before = server.cpu();
        std::thread::sleep(Duration::from_secs(1));
        if server.cpu() - before < Duration::from_millis(100) {
            return;
        }
    }
    eprintln!("it did not come to rest in ten minutes");
}

fn get(server: &Server, path: &str, cookie: &str) -> Result<Answer, Trouble> {
    let answer = Connection::open(server.port).and_then(|mut connection| connection.get(path, cookie));
    answer.map_err(|error| Trouble::Bench(error.to_string()))
}

/// Where the page is: of the only partnership there is.
fn successes(server: &Server, cookie: &str) -> Result<String, Trouble> {
    let answer = get(server, "/together", cookie)?;
    let home = answer.header("location").map(str::to_owned).or_else(|| {
        let text = answer.text();
        let rest = text.split("href=\"/together/").nth(1)?;
        Some(format!("/together/{}", rest.split(['/', '"']).next()?))
    });
    home.map(|home| format!("{home}/successes")).ok_or_else(|| Trouble::Bench("no partnership".to_owned()))
}

/// A quarter that the page offers.
fn quarter_of(page: &str) -> Result<String, Trouble> {
    let offered = page.split("<option value=\"").filter_map(|rest| rest.split('"').next());
    let quarter = offered.into_iter().find(|code| code.contains("-q"));
    quarter.map(str::to_owned).ok_or_else(|| Trouble::Bench("the page offers no quarter".to_owned()))
}

/// The latest period of those that the page offers to close, where there are several.
fn first_to_close(page: &str) -> Option<String> {
    let list = page.split("id=\"close-period\"").nth(1)?;
    list.split("<option value=\"").nth(1)?.split('"').next().map(str::to_owned)
}

/// Closes the latest month, those before it, and the quarters in them. Answers how many seconds each took.
fn close(server: &Server, cookie: &str) -> Result<Vec<f64>, Trouble> {
    let path = successes(server, cookie)?;
    let page = get(server, &path, cookie)?.text();
    let token = |name: &str| hidden(&page, name).ok_or_else(|| Trouble::Bench(format!("the page has no field {name}")));
    let (csrf, by) = (token("csrf")?, hidden(&page, "by").unwrap_or_default());
    let latest = first_to_close(&page).map_or_else(|| token("period"), Ok)?;
    let (year, month) = latest.split_once('-').ok_or_else(|| Trouble::Bench("no month to close".to_owned()))?;
    let parse = |text: &str| text.parse::<u32>().map_err(|error| Trouble::Bench(error.to_string()));
    let latest = parse(year)? * 12 + parse(month)? - 1;
    let month = |at: u32| format!("{:04}-{:02}", at / 12, at % 12 + 1);
    let quarter = |at: u32| format!("{:04}-q{}", at / 12, at % 12 / 3 + 1);
    let months = latest - CLOSED..=latest;
    let quarters: Vec<String> = months.clone().filter(|at| at % 3 == 2).map(quarter).collect();
    let mut took = Vec::new();
    for period in months.map(month).chain(quarters) {
        let form = hidden(&get(server, &path, cookie)?.text(), "form").unwrap_or_default();
        let fields = [field("csrf", &csrf), field("by", &by), field("form", &form), field("period", &period)];
        let started = Instant::now();
        let answer = Connection::open(server.port).and_then(|mut c| c.post(&path, cookie, &fields.join("&")));
        let answer = answer.map_err(|error| Trouble::Bench(error.to_string()))?;
        if answer.status != 303 {
            return Err(Trouble::Bench(format!("closing {period} answered {}", answer.status)));
        }
        took.push(started.elapsed().as_secs_f64());
        eprintln!("closing {period}: {:.2} s", started.elapsed().as_secs_f64());
    }
    Ok(took)
}
