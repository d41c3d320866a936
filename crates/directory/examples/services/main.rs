//! Synthetic services, as many as are asked: written as HSDS to import, or indexed and searched beside the same in SQLite and
//! PostgreSQL. Everything is made up, and the same for the same number.
//!
//! `services write COUNT FOLDER`, `services read COUNT FOLDER`, `services index COUNT FOLDER`, `services questions COUNT FILE`,
//! `services compare COUNT FOLDER` (of the index in its `index`; `TEST_PG_URL` names a PostgreSQL); each says its times, and the memory that it took.

mod made;
mod peers;

use directory::search::{Around, Index, Query};
use directory::source::Source;
use directory::withheld::Rules;
use made::{Asked, Made};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Kilometers around each question, and most answers of one.
pub const KM: f64 = 40.0;
/// Most answers of a question.
pub const MOST: usize = 20;

type Done = Result<(), Box<dyn std::error::Error>>;

fn main() -> Done {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [what, count, place] = words.as_slice() else {
        return Err("services write|read|index|questions|compare COUNT PLACE".into());
    };
    let made = Made::of(count.parse()?);
    watch_memory();
    let began = Instant::now();
    match what.as_str() {
        "write" => made.write(Path::new(place))?,
        "read" => read(Path::new(place))?,
        "index" => index(&made, Path::new(place))?,
        "questions" => questions(&made, Path::new(place))?,
        "compare" => compare(&made, Path::new(place))?,
        _ => return Err("write, read, index, questions or compare".into()),
    }
    println!(
        "{what} {count}: {:.1} s; at most {} MB of its own memory, {} MB with pages of files",
        began.elapsed().as_secs_f64(),
        ANONYMOUS.load(Ordering::Relaxed) >> 10,
        kilobytes("VmHWM:") >> 10,
    );
    Ok(())
}

/// The most kilobytes of memory that were no pages of files.
static ANONYMOUS: AtomicU64 = AtomicU64::new(0);

fn kilobytes(line: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let found = status.lines().find_map(|found| found.strip_prefix(line));
    found.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

fn watch_memory() {
    std::thread::spawn(|| {
        loop {
            ANONYMOUS.fetch_max(kilobytes("RssAnon:"), Ordering::Relaxed);
            std::thread::sleep(Duration::from_millis(20));
        }
    });
}

/// Reads what `write` wrote, as an import does.
fn read(folder: &Path) -> Done {
    let source = Source::Hsds(folder.to_owned(), "made".to_owned());
    let mut count = 0_u64;
    source.read(&std::env::temp_dir(), &Rules::default(), &mut |_| {
        count += 1;
        Ok(())
    })?;
    println!("{count} rows");
    Ok(())
}

fn index(made: &Made, folder: &Path) -> Done {
    std::fs::create_dir_all(folder)?;
    let index = Index::create(Some(folder))?;
    index.put((0..made.count).map(|number| made.listing(number)).map(|listing| (listing.key.uuid(), listing)), &[])?;
    let bytes: u64 = std::fs::read_dir(folder)?.flatten().filter_map(|file| Some(file.metadata().ok()?.len())).sum();
    println!("{} entries, {} MB on disk", index.len(), bytes >> 20);
    Ok(())
}

/// Two words and a ZIP code a line, for who asks over HTTP.
fn questions(made: &Made, file: &Path) -> Done {
    let line = |asked: &Asked| format!("{} {}\t{}\n", asked.words[0], asked.words[1], asked.zip);
    Ok(std::fs::write(file, made.asked().iter().map(line).collect::<String>())?)
}

/// Milliseconds of each answer, and how many were found.
pub type Pass = (Vec<f64>, usize);

fn pass(
    all: &[Asked],
    mut ask: impl FnMut(&Asked) -> Result<usize, Box<dyn std::error::Error>>,
) -> Result<Pass, Box<dyn std::error::Error>> {
    let (mut took, mut found) = (Vec::with_capacity(all.len()), 0);
    for asked in all {
        let began = Instant::now();
        found += ask(asked)?;
        took.push(began.elapsed().as_secs_f64() * 1e3);
    }
    Ok((took, found))
}

/// Asks the index in a folder, SQLite and PostgreSQL in turn: once to warm up, and five times to measure.
fn compare(made: &Made, folder: &Path) -> Done {
    let index = Index::open(&folder.join("index"))?;
    let sqlite = peers::sqlite(made, &folder.join("peer.db"))?;
    let postgres = std::env::var("TEST_PG_URL").ok();
    if let Some(url) = &postgres {
        peers::postgres(made, url)?;
    }
    let all = made.asked();
    peers::plan_sqlite(&sqlite)?;
    if let Some(url) = &postgres {
        peers::plan_postgres(url, &all)?;
    }
    let mut rounds: [(&str, Vec<Pass>); 3] = [("Footbridge", vec![]), ("SQLite", vec![]), ("PostgreSQL", vec![])];
    for round in 0..=5 {
        let ours = pass(&all, |asked| {
            let around = Some(Around { point: asked.point, km: KM });
            let query = Query { words: asked.words.join(" "), around, most: MOST, ..Query::default() };
            Ok(index.search(&query)?.hits.len())
        })?;
        let theirs = peers::ask_sqlite(&sqlite, &all)?;
        let third = postgres.as_ref().map(|url| peers::ask_postgres(url, &all)).transpose()?;
        if round > 0 {
            for ((_, passes), one) in rounds.iter_mut().zip([Some(ours), Some(theirs), third]) {
                passes.extend(one);
            }
        }
    }
    if let Some(url) = &postgres {
        peers::drop_postgres(url)?;
    }
    println!("load {}", std::fs::read_to_string("/proc/loadavg")?.trim());
    for (name, passes) in rounds.into_iter().filter(|(_, passes)| !passes.is_empty()) {
        let found = passes[0].1;
        let at = |part: usize| {
            let of = |(took, _): &Pass| {
                let mut took = took.clone();
                took.sort_by(f64::total_cmp);
                took[took.len() * part / 100]
            };
            let mut all: Vec<f64> = passes.iter().map(of).collect();
            all.sort_by(f64::total_cmp);
            all[all.len() / 2]
        };
        println!(
            "| {name} | {:.3} | {:.3} | {:.3} | {} questions, {found} answers |",
            at(50),
            at(95),
            at(99),
            all.len()
        );
    }
    Ok(())
}
