//! Searching the directory: beside the same questions in SQLite and PostgreSQL, in turn; over HTTP; and what reading, indexing and a
//! whole import take. Each step is a process of its own, which says its times and its memory
//! (`crates/directory/examples/services`).

use super::http::{Connection, field, hidden};
use super::load::run as load;
use super::server::{Server, target};
use crate::child::{cargo, program, run};
use crate::postgres::Cluster;
use crate::tools;
use crate::trouble::Trouble;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How many entries; the larger only where it was asked.
const COUNTS: [u64; 2] = [20_000, 1_500_000];

/// Measures, beside a PostgreSQL of its own where one is installed.
pub fn measure(big: bool) -> Result<(), Trouble> {
    run(&mut cargo(&["build", "--release", "--package", "directory", "--example", "services"]))?;
    run(&mut cargo(&["build", "--release", "--package", "footbridge"]))?;
    let release = target().join("release");
    let bench = Directory {
        services: release.join("examples").join("services"),
        footbridge: release.join("footbridge"),
        folder: target().join("bench-directory"),
    };
    let cluster = tools::postgres().map(|postgres| Cluster::start(&postgres)).transpose()?;
    let postgres = cluster.as_ref().map(|cluster| cluster.url().to_owned());
    if postgres.is_none() {
        println!("PostgreSQL is not installed, and is left out");
    }
    for count in COUNTS.into_iter().take(if big { 2 } else { 1 }) {
        println!("\n## {count} entries\n");
        let _ = std::fs::remove_dir_all(&bench.folder);
        std::fs::create_dir_all(&bench.folder).map_err(Trouble::file(&bench.folder))?;
        bench.step("write", count, "hsds")?;
        bench.step("read", count, "hsds")?;
        bench.step("index", count, "index")?;
        bench.compare(count, postgres.as_deref())?;
        bench.step("questions", count, "questions")?;
        bench.over_http()?;
    }
    let _ = std::fs::remove_dir_all(&bench.folder);
    Ok(())
}

struct Directory {
    services: PathBuf,
    footbridge: PathBuf,
    folder: PathBuf,
}

impl Directory {
    fn at(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }

    fn step(&self, what: &str, count: u64, place: &str) -> Result<(), Trouble> {
        run(program(&self.services.display().to_string()).args([what, &count.to_string(), &self.at(place)]))
    }

    fn compare(&self, count: u64, postgres: Option<&str>) -> Result<(), Trouble> {
        let mut command = program(&self.services.display().to_string());
        command.args(["compare", &count.to_string(), &self.folder.display().to_string()]).env_remove("TEST_PG_URL");
        run(command.envs(postgres.map(|url| ("TEST_PG_URL", url))))
    }

    /// A whole import, as an operator does it, and then the pages that people search with.
    fn over_http(&self) -> Result<(), Trouble> {
        let product = self.folder.join("product");
        let words = ["demo", "--empty", "--unlimited", "--port", "0", "--folder", &self.at("product")];
        drop(Server::start(&self.footbridge, &words)?);
        let (database, keys) = (format!("sqlite:{}", product.join("demo.db").display()), self.at("product/keys"));
        let mut import = program(&self.footbridge.display().to_string());
        import.args([
            "import",
            "hsds",
            &self.at("hsds"),
            "--name",
            "made",
            "--scratch",
            &self.folder.display().to_string(),
        ]);
        import.args(["--database", &database, "--keys", &keys]);
        watched("import", &mut import)?;
        let server = Server::start(&self.footbridge, &words)?;
        println!("first answer of a server with this directory: {:.2} s", server.ready.as_secs_f64());
        let questions = std::fs::read_to_string(self.folder.join("questions"));
        let questions = questions.map_err(Trouble::file(&self.folder))?;
        let asked: Vec<(&str, &str)> = questions.lines().filter_map(|line| line.split_once('\t')).collect();
        let cookie = server.sign_in("ines@harbor.example")?;
        let staff = ask(&server, "/directory", &cookie)?;
        let public = ask(&server, "/find/en", "")?;
        let staffs = |(words, zip): &(&str, &str)| {
            [staff.clone(), field("words", words), field("near", zip), field("miles", "25")].join("&")
        };
        let publics = |(_, zip): &(&str, &str)| [public.clone(), field("near", zip), field("what", "any")].join("&");
        let bodies = [
            ("/directory", cookie.as_str(), asked.iter().map(staffs).collect::<Vec<_>>()),
            ("/find/en", "", asked.iter().map(publics).collect()),
        ];
        for (path, cookie, bodies) in bodies {
            for connections in [1, 2] {
                let post = |connection: &mut Connection, number: usize, sent: u64| {
                    let at = usize::try_from(sent).unwrap_or(0) + number * 7;
                    connection.post(path, cookie, bodies.get(at % bodies.len()).map_or("", String::as_str))
                };
                // Once to warm up.
                load(server.port, connections, Duration::from_secs(3), post, |answer| answer.status == 200)?;
                let went =
                    load(server.port, connections, Duration::from_secs(10), post, |answer| answer.status == 200)?;
                println!(
                    "POST {path}, {connections} connections: {} answers, {:.0} a second, ms p50 {:.2}, p99 {:.2}",
                    went.answers, went.rate, went.p50, went.p99
                );
            }
        }
        println!("resident memory of the server: {} MB", server.memory() >> 20);
        Ok(())
    }
}

/// The hidden fields of a page's form.
fn ask(server: &Server, path: &str, cookie: &str) -> Result<String, Trouble> {
    let page = Connection::open(server.port).and_then(|mut c| c.get(path, cookie));
    let page = page.map_err(|error| Trouble::Bench(error.to_string()))?.text();
    let fields = ["csrf", "form", "by"].into_iter();
    Ok(fields.filter_map(|name| Some(field(name, &hidden(&page, name)?))).collect::<Vec<_>>().join("&"))
}

/// Runs a program and says how long it took, and the most memory that it held.
fn watched(what: &str, command: &mut std::process::Command) -> Result<(), Trouble> {
    let began = Instant::now();
    let mut child = command.spawn().map_err(|error| Trouble::Bench(format!("cannot start: {error}")))?;
    let (mut own, mut most) = (0, 0);
    let status = loop {
        let status = std::fs::read_to_string(Path::new("/proc").join(child.id().to_string()).join("status"));
        let status = status.unwrap_or_default();
        let kilobytes = |line: &str| {
            let found = status.lines().find_map(|found| found.strip_prefix(line));
            found.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0)
        };
        (own, most) = (kilobytes("RssAnon:").max(own), kilobytes("VmHWM:").max(most));
        if let Some(status) = child.try_wait().map_err(|error| Trouble::Bench(error.to_string()))? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    if !status.success() {
        return Err(Trouble::Bench(format!("{what} failed")));
    }
    println!(
        "{what}: {:.1} s; at most {} MB of its own memory, {} MB with pages of files",
        began.elapsed().as_secs_f64(),
        own >> 10,
        most >> 10
    );
    Ok(())
}
