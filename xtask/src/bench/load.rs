//! Closed-loop load: so many connections, each sending its next request when the last was answered.

use super::http::{Answer, Connection};
use crate::trouble::Trouble;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// What one run came to.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// Answers that were right.
    pub answers: u64,
    /// A second.
    pub rate: f64,
    /// Median time to an answer, in milliseconds.
    pub p50: f64,
    /// 99th percentile, in milliseconds.
    pub p99: f64,
}

/// Runs `request` on `connections` connections for `span`, and stops at the first wrong answer.
///
/// `request` gets the connection, its number and how many it has sent; it answers whether the answer was right.
pub fn run(
    port: u16,
    connections: usize,
    span: Duration,
    request: impl Fn(&mut Connection, usize, u64) -> std::io::Result<Answer> + Sync,
    right: impl Fn(&Answer) -> bool + Sync,
) -> Result<Run, Trouble> {
    let stop = AtomicBool::new(false);
    let started = Instant::now();
    let workers = |number: usize| {
        let mut times: Vec<u32> = Vec::with_capacity(1 << 16);
        let mut connection = Connection::open(port).map_err(|error| error.to_string())?;
        let mut sent = 0;
        while !stop.load(Ordering::Relaxed) {
            let begun = Instant::now();
            let answer = request(&mut connection, number, sent).map_err(|error| error.to_string())?;
            if !right(&answer) {
                stop.store(true, Ordering::Relaxed);
                let body: String = answer.text().chars().take(400).collect();
                return Err(format!("status {} {:?}: {body}", answer.status, answer.header("location")));
            }
            times.push(u32::try_from(begun.elapsed().as_micros()).unwrap_or(u32::MAX));
            sent += 1;
            if started.elapsed() >= span {
                break;
            }
        }
        Ok::<_, String>(times)
    };
    let workers = &workers;
    let results: Vec<_> = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..connections).map(|number| scope.spawn(move || workers(number))).collect();
        handles
            .into_iter()
            .map(|handle| handle.join().unwrap_or_else(|_| Err("a connection panicked".to_owned())))
            .collect()
    });
    let took = started.elapsed().as_secs_f64();
    let mut times = Vec::new();
    for result in results {
        times.extend(result.map_err(Trouble::Bench)?);
    }
    times.sort_unstable();
    let at = |part: f64| times.get(((times.len() as f64 * part) as usize).min(times.len().saturating_sub(1))).copied();
    Ok(Run {
        answers: times.len() as u64,
        rate: times.len() as f64 / took,
        p50: f64::from(at(0.5).unwrap_or(0)) / 1000.0,
        p99: f64::from(at(0.99).unwrap_or(0)) / 1000.0,
    })
}

/// The middle one of some figures, with the least and the most.
pub fn spread(mut figures: Vec<f64>) -> (f64, f64, f64) {
    figures.sort_by(f64::total_cmp);
    let middle = figures.get(figures.len() / 2).copied().unwrap_or(0.0);
    (middle, figures.first().copied().unwrap_or(0.0), figures.last().copied().unwrap_or(0.0))
}
