//! One organization of a million and a half services, all at one street (or of as many as `ROWS` says), read from HSDS: prints how much
//! memory that took at most. Linux. `cargo run --package directory --release --example one_id`

use directory::hsds;
use directory::report::Row;
use directory::withheld::Rules;
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::process::ExitCode;

/// The goal, in megabytes.
const MOST: u64 = 200;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let rows = match std::env::var("ROWS") {
        Ok(rows) => rows.parse()?,
        Err(_) => 1_500_000,
    };
    let (folder, scratch) = (tempfile::tempdir()?, tempfile::tempdir()?);
    write(folder.path(), rows)?;
    let mut n = 0_u64;
    hsds::read("test", folder.path(), scratch.path(), &Rules::default(), &mut |row| {
        n += u64::from(matches!(row, Row::Listing(..)));
        Ok(())
    })?;
    let most = peak()? / 1024;
    println!("{n} listings of {rows} rows, {most} MB at most");
    Ok(if n == rows && most < MOST { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The tables of the organization.
fn write(folder: &Path, rows: u64) -> std::io::Result<()> {
    fs::write(folder.join("organizations.csv"), "id,name\nO1,Lantern Food\n")?;
    fs::write(folder.join("locations.csv"), "id,name\nL1,Hall\n")?;
    let table = |name: &str| File::create(folder.join(name)).map(BufWriter::new);
    let (mut services, mut offers) = (table("services.csv")?, table("service_at_location.csv")?);
    writeln!(services, "id,organization_id,name,status")?;
    writeln!(offers, "id,service_id,location_id")?;
    for at in 0..rows {
        writeln!(services, "S{at},O1,Soup number{at},active")?;
        writeln!(offers, "A{at},S{at},L1")?;
    }
    services.flush()?;
    offers.flush()
}

/// The largest that this process was, in kilobytes.
fn peak() -> Result<u64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no line of the peak")?;
    Ok(line.split_whitespace().next().ok_or("no number in it")?.parse()?)
}
