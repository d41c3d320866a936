//! Synthetic services, as many as are asked: written as HSDS to import, or indexed and searched beside the same in SQLite and
//! PostgreSQL. Everything is made up, and the same for the same number.
//!
//! `services write COUNT FOLDER`, `services read COUNT FOLDER`, `services index COUNT FOLDER`, `services search COUNT FOLDER`, `services sqlite COUNT FILE`,
//! `services postgres COUNT URL`; each says its times, and the memory that it took.

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
        return Err("services write|read|index|search|sqlite|postgres COUNT PLACE".into());
    };
    let made = Made::of(count.parse()?);
    watch_memory();
    let began = Instant::now();
    match what.as_str() {
        "write" => made.write(Path::new(place))?,
        "read" => read(Path::new(place))?,
        "index" => index(&made, Path::new(place))?,
        "search" => search(&made, Path::new(place))?,
        "sqlite" => peers::sqlite(&made, Path::new(place))?,
        "postgres" => peers::postgres(&made, place)?,
        _ => return Err("write, read, index, search, sqlite or postgres".into()),
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
    let index = Index::open(Some(folder))?;
    index.put((0..made.count).map(|number| made.listing(number)).map(|listing| (listing.key.uuid(), listing)), &[])?;
    let bytes: u64 = std::fs::read_dir(folder)?.flatten().filter_map(|file| Some(file.metadata().ok()?.len())).sum();
    println!("{} entries, {} MB on disk", index.len(), bytes >> 20);
    Ok(())
}

fn search(made: &Made, folder: &Path) -> Done {
    let index = Index::open(Some(folder))?;
    times(&made.asked(), |asked| {
        let around = Some(Around { point: asked.point, km: KM });
        let query = Query { words: asked.words.join(" "), around, most: MOST, ..Query::default() };
        Ok(index.search(&query)?.hits.len())
    })
}

/// Asks everything once to warm up and three times to measure.
pub fn times(all: &[Asked], mut ask: impl FnMut(&Asked) -> Result<usize, Box<dyn std::error::Error>>) -> Done {
    let mut found = 0;
    for asked in all {
        found += ask(asked)?;
    }
    let mut passes = Vec::new();
    for _ in 0..3 {
        let mut took = Vec::with_capacity(all.len());
        for asked in all {
            let began = Instant::now();
            ask(asked)?;
            took.push(began.elapsed().as_secs_f64() * 1e3);
        }
        took.sort_by(f64::total_cmp);
        passes.push([took[took.len() / 2], took[took.len() * 95 / 100], took[took.len() * 99 / 100]]);
    }
    let median = |at: usize| {
        let mut all: Vec<f64> = passes.iter().map(|pass| pass[at]).collect();
        all.sort_by(f64::total_cmp);
        all[1]
    };
    let count = all.len();
    println!("{count} questions, {found} answers; ms p50 {:.3}, p95 {:.3}, p99 {:.3}", median(0), median(1), median(2));
    Ok(())
}
