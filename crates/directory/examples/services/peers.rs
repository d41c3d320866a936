//! The same in SQLite (FTS5 and R-tree) and in PostgreSQL (GIN over words, and a box), each by the plan that is usual there.

use super::made::{Asked, Made};
use super::{KM, MOST, Pass, pass};
use directory::listing::Point;
use rusqlite::Connection;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

type Done = Result<(), Box<dyn std::error::Error>>;

/// South, north, west and east of a circle.
fn sides(point: Point) -> [f64; 4] {
    let (lat, lon) = point.degrees();
    let north = KM / 111.2;
    let east = north / lat.to_radians().cos();
    [lat - north, lat + north, lon - east, lon + east]
}

/// SQLite: words first, then the box; the plan that is quicker there (`performance.md` §6 found the other 2 × slower).
pub fn sqlite(made: &Made, file: &Path) -> Result<Connection, Box<dyn std::error::Error>> {
    let fresh = !file.exists();
    let mut database = Connection::open(file)?;
    if fresh {
        database.execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
             CREATE VIRTUAL TABLE words USING fts5(name, about, content='', tokenize='unicode61');
             CREATE VIRTUAL TABLE boxes USING rtree(id, south, north, west, east);",
        )?;
        let tx = database.transaction()?;
        {
            let mut words = tx.prepare("INSERT INTO words (rowid, name, about) VALUES (?1, ?2, ?3)")?;
            let mut boxes = tx.prepare("INSERT INTO boxes VALUES (?1, ?2, ?2, ?3, ?3)")?;
            for number in 0..made.count {
                let service = made.service(number);
                let (lat, lon) = service.point.degrees();
                words.execute((number as i64 + 1, service.name, service.about))?;
                boxes.execute((number as i64 + 1, lat, lon))?;
            }
        }
        tx.commit()?;
        println!("SQLite: {} MB on disk", std::fs::metadata(file)?.len() >> 20);
    }
    Ok(database)
}

const SQLITE: &str = "SELECT words.rowid, south, west FROM words JOIN boxes ON boxes.id = words.rowid
    WHERE words MATCH ?1 AND south >= ?2 AND north <= ?3 AND west >= ?4 AND east <= ?5";

/// By which indexes it answers.
pub fn plan_sqlite(database: &Connection) -> Done {
    let mut statement = database.prepare(&format!("EXPLAIN QUERY PLAN {SQLITE}"))?;
    let mut rows = statement.query(("w1x AND w2x", 41.0, 42.0, -88.0, -87.0))?;
    while let Some(row) = rows.next()? {
        println!("SQLite: {}", row.get::<_, String>("detail")?);
    }
    Ok(())
}

/// Asks it.
pub fn ask_sqlite(database: &Connection, all: &[Asked]) -> Result<Pass, Box<dyn std::error::Error>> {
    let mut statement = database.prepare(SQLITE)?;
    pass(all, |Asked { words, point, .. }| {
        let [south, north, west, east] = sides(*point);
        let words = format!("{} AND {}", words[0], words[1]);
        let mut rows = statement.query((words, south, north, west, east))?;
        let mut near = Vec::new();
        while let Some(row) = rows.next()? {
            let micro = |degrees: f64| (degrees * 1e6) as i32;
            let km = point.km_to(Point { lat: micro(row.get(1)?), lon: micro(row.get(2)?) });
            if km <= KM {
                near.push((km, row.get::<_, i64>(0)?));
            }
        }
        near.sort_by(|a, b| a.0.total_cmp(&b.0));
        near.truncate(MOST);
        Ok(near.len())
    })
}

/// PostgreSQL, by one session of psql, which says how long each answer took.
pub fn postgres(made: &Made, url: &str) -> Done {
    let mut psql =
        Command::new("psql").args(["-X", "-q", "-v", "ON_ERROR_STOP=1", url]).stdin(Stdio::piped()).spawn()?;
    let mut to = std::io::BufWriter::new(psql.stdin.take().ok_or("no way in")?);
    writeln!(
        to,
        "DROP TABLE IF EXISTS made_services;
         CREATE UNLOGGED TABLE made_services (id bigint PRIMARY KEY, words tsvector, lat float8, lon float8);
         CREATE TEMP TABLE raw (id bigint, text text, lat float8, lon float8);
         COPY raw FROM STDIN (FORMAT csv);"
    )?;
    for number in 0..made.count {
        let service = made.service(number);
        let (lat, lon) = service.point.degrees();
        writeln!(to, "{number},{} {},{lat},{lon}", service.name, service.about)?;
    }
    writeln!(
        to,
        "\\.
         INSERT INTO made_services SELECT id, to_tsvector('simple', text), lat, lon FROM raw;
         CREATE INDEX ON made_services USING gin (words);
         CREATE INDEX ON made_services USING gist (point(lon, lat));
         VACUUM ANALYZE made_services;
         SELECT pg_size_pretty(pg_total_relation_size('made_services'));"
    )?;
    drop(to);
    if !psql.wait()?.success() {
        return Err("psql failed".into());
    }
    Ok(())
}

/// Takes the table away again.
pub fn drop_postgres(url: &str) -> Done {
    let gone = Command::new("psql").args(["-X", "-q", "-c", "DROP TABLE made_services", url]).status()?;
    if gone.success() { Ok(()) } else { Err("the table stays behind".into()) }
}

const PREPARE: &str = "PREPARE ask (text, float8, float8, float8, float8, float8, float8) AS
    SELECT id FROM (SELECT id, 12742 * asin(sqrt(power(sin(radians(lat - $6) / 2), 2)
        + cos(radians($6)) * cos(radians(lat)) * power(sin(radians(lon - $7) / 2), 2))) AS km FROM made_services
        WHERE words @@ to_tsquery('simple', $1) AND point(lon, lat) <@ box(point($4, $2), point($5, $3))) AS near
    WHERE km <= 40 ORDER BY km LIMIT 20;\n";

fn execute(Asked { words, point, .. }: &Asked) -> String {
    let ([south, north, west, east], (lat, lon)) = (sides(*point), point.degrees());
    format!("EXECUTE ask ('{} & {}', {south}, {north}, {west}, {east}, {lat}, {lon});\n", words[0], words[1])
}

/// By which indexes it answers, once it has answered as often as it takes for it to keep a plan.
pub fn plan_postgres(url: &str, all: &[Asked]) -> Done {
    let mut script = format!("{PREPARE}\\o /dev/null\n");
    script.extend(all.iter().take(10).map(execute));
    script += "\\o\n";
    script.extend(all.first().map(|first| format!("EXPLAIN (COSTS OFF) {}", execute(first))));
    let mut psql = Command::new("psql").args(["-X", "-q", "-t", url]).stdin(Stdio::piped()).spawn()?;
    psql.stdin.take().ok_or("no way in")?.write_all(script.as_bytes())?;
    if psql.wait()?.success() { Ok(()) } else { Err("PostgreSQL tells no plan".into()) }
}

/// Asks it, each question once.
pub fn ask_postgres(url: &str, all: &[Asked]) -> Result<Pass, Box<dyn std::error::Error>> {
    let mut script = format!("{PREPARE}\\timing on\n");
    script.extend(all.iter().map(execute));
    let mut psql =
        Command::new("psql").args(["-X", "-q", "-t", url]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut to = psql.stdin.take().ok_or("no way in")?;
    let writing = std::thread::spawn(move || to.write_all(script.as_bytes()));
    let said = psql.wait_with_output()?;
    writing.join().map_err(|_| "psql was not asked")??;
    let said = String::from_utf8(said.stdout)?;
    let took: Vec<f64> =
        said.lines().filter_map(|line| line.strip_prefix("Time: ")?.split(' ').next()?.parse().ok()).collect();
    if took.len() != all.len() {
        return Err(format!("{} times of {}", took.len(), all.len()).into());
    }
    let answers = said.lines().filter(|line| line.trim().parse::<u64>().is_ok()).count();
    Ok((took, answers))
}
