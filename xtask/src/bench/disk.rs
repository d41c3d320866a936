//! How often this disk can be waited for: the limit under every durable write.

use super::Bench;
use crate::trouble::Trouble;
use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::time::{Duration, Instant};

/// Overwrites 4 KB and waits for the disk, for a second, three times.
pub fn measure(bench: &Bench) -> Result<(), Trouble> {
    let path = bench.folder.join("sync");
    let mut file = File::create(&path).map_err(Trouble::file(&path))?;
    let mut rates = Vec::new();
    for _ in 0..3 {
        let (started, mut syncs) = (Instant::now(), 0_u32);
        while started.elapsed() < Duration::from_secs(1) {
            file.seek(SeekFrom::Start(0)).and_then(|_| file.write_all(&[7; 4096])).map_err(Trouble::file(&path))?;
            file.sync_data().map_err(Trouble::file(&path))?;
            syncs += 1;
        }
        rates.push(f64::from(syncs) / started.elapsed().as_secs_f64());
    }
    let (middle, least, most) = super::load::spread(rates);
    println!("Overwriting 4 KB and waiting for the disk (fdatasync): {middle:.0} / s [{least:.0}–{most:.0}]\n");
    Ok(())
}
