//! Writes the points of ZIP codes that are shipped: `cargo run -p directory --example points -- FOLDER`, where FOLDER holds
//! `geo_us` (US Census Bureau: the gazetteer of 2025, counties with their time zones) and `geonames_us_zip` (GeoNames).
//!
//! The Census comes first: its points are those of where people live. A ZIP that only GeoNames knows is one of post office
//! boxes, of one large receiver, or military.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn text(folder: &Path, name: &str) -> Result<String> {
    let mut file = File::open(folder.join(name))?;
    let mut text = String::new();
    if name.ends_with(".gz") {
        flate2::read::GzDecoder::new(file).read_to_string(&mut text)?;
    } else {
        file.read_to_string(&mut text)?;
    }
    Ok(text)
}

fn rows(text: &str, between: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(between)
        .has_headers(false)
        .quoting(between == b',')
        .from_reader(text.as_bytes())
}

#[derive(Default)]
struct Line {
    kind: &'static str,
    lat: String,
    lon: String,
    zone: String,
    place: String,
    state: String,
    county: String,
}

/// The counties of Connecticut as they were counted until 2022.
const CONNECTICUT: [(&str, &str); 8] = [
    ("09001", "Fairfield"),
    ("09003", "Hartford"),
    ("09005", "Litchfield"),
    ("09007", "Middlesex"),
    ("09009", "New Haven"),
    ("09011", "New London"),
    ("09013", "Tolland"),
    ("09015", "Windham"),
];

fn degrees(raw: &str) -> Result<String> {
    Ok(format!("{:.0}", raw.trim().parse::<f64>()? * 1e4))
}

fn lines(folder: &Path) -> Result<BTreeMap<String, Line>> {
    let (mut zones, mut states, mut numbers) = (HashMap::new(), HashMap::new(), HashMap::new());
    let mut counties: HashMap<String, String> = HashMap::new();
    for row in rows(&text(folder, "geo_us/states_2020.csv")?, b',').records().skip(1) {
        let row = row?;
        numbers.insert(row[1].to_owned(), row[3].to_owned());
        states.insert(row[3].to_owned(), row[1].to_owned());
    }
    for row in rows(&text(folder, "geo_us/counties_tz_2020.csv")?, b',').records().skip(1) {
        let row = row?;
        zones.insert(row[0].to_owned(), row[8].to_owned());
        counties.insert(row[0].to_owned(), row[2].to_owned());
    }
    // They are no areas of the Census any more, and are what people say.
    for (number, county) in CONNECTICUT {
        counties.insert(number.to_owned(), format!("{county} County"));
    }
    let mut lines: BTreeMap<String, Line> = BTreeMap::new();
    for row in rows(&text(folder, "geo_us/2025_Gaz_zcta_national.txt.gz")?, b'|').records().skip(1) {
        let row = row?;
        let line = Line { kind: "a", lat: degrees(&row[6])?, lon: degrees(&row[7])?, ..Line::default() };
        lines.insert(row[0].to_owned(), line);
    }
    for row in rows(&text(folder, "geo_us/zctas_2020.csv.gz")?, b',').records().skip(1) {
        let row = row?;
        if let Some(line) = lines.get_mut(&row[0]) {
            line.zone = zones.get(&row[1]).cloned().unwrap_or_default();
            line.county = counties.get(&row[1]).cloned().unwrap_or_default();
            line.state = row[1].get(..2).and_then(|number| states.get(number)).cloned().unwrap_or_default();
        }
    }
    for row in rows(&text(folder, "geonames_us_zip/US.txt.gz")?, b'\t').records() {
        let row = row?;
        let military = ["APO", "FPO", "DPO"].iter().any(|post| row[2].starts_with(post));
        let new = !lines.contains_key(&row[1]);
        let line = lines.entry(row[1].to_owned()).or_default();
        if new {
            line.kind = if military { "m" } else { "b" };
            if !military {
                (line.lat, line.lon) = (degrees(&row[9])?, degrees(&row[10])?);
            }
        }
        if line.place.is_empty() {
            line.place = row[2].to_owned();
            // The area of a ZIP code on a border may lie for the most part in the other state. People live in the state that
            // letters to them name, and its laws and programs are theirs: Window Rock is in Arizona.
            if !military && line.state != row[4] {
                line.state = row[4].to_owned();
                line.county.clear();
                line.zone.clear();
            }
        }
        let county = numbers.get(&row[4]).map(|state| format!("{state}{}", &row[6])).unwrap_or_default();
        if line.zone.is_empty() {
            line.zone = zones.get(&county).cloned().unwrap_or_default();
        }
        if line.county.is_empty() && !military && !row[5].is_empty() {
            line.county = counties.get(&county).cloned().unwrap_or_else(|| format!("{} County", &row[5]));
        }
        if line.county.ends_with("Planning Region") {
            line.county.clear();
        }
    }
    Ok(lines)
}

fn main() -> Result<()> {
    let folder = std::env::args().nth(1).ok_or("the folder of the published files is missing")?;
    let out = Path::new(env!("CARGO_MANIFEST_DIR")).join("points/zip.txt.gz");
    let mut gz = GzEncoder::new(File::create(out)?, Compression::best());
    // A state's usual zone, where a county has none.
    let lines = lines(Path::new(&folder))?;
    let mut usual: HashMap<&str, HashMap<&str, usize>> = HashMap::new();
    for line in lines.values().filter(|line| !line.zone.is_empty()) {
        *usual.entry(&line.state).or_default().entry(&line.zone).or_default() += 1;
    }
    for (zip, line) in &lines {
        let most =
            usual.get(line.state.as_str()).and_then(|zones| zones.iter().max_by_key(|(zone, count)| (**count, **zone)));
        let zone = if line.zone.is_empty() { most.map_or("", |(zone, _)| zone) } else { &line.zone };
        writeln!(
            gz,
            "{zip}|{}|{}|{}|{zone}|{}|{}|{}",
            line.kind, line.lat, line.lon, line.place, line.state, line.county
        )?;
    }
    gz.finish()?;
    println!("{} ZIP codes", lines.len());
    Ok(())
}
