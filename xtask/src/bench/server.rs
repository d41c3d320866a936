//! The binary under measurement: started, asked when it is ready, weighed, and stopped.

use super::http::{Answer, Connection, field};
use crate::child::program;
use crate::trouble::Trouble;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Everybody's password in the demo.
const PASSWORD: &str = "river stone lantern bridge";

/// A running server.
pub struct Server {
    child: Child,
    /// Its port.
    pub port: u16,
    /// From the start of the process to its first answer.
    pub ready: Duration,
}

impl Server {
    /// Starts a binary with these words and waits until the line that names its address, and then until it answers.
    pub fn start(binary: &Path, words: &[&str]) -> Result<Self, Trouble> {
        let mut command = program(&binary.display().to_string());
        command.args(words);
        Self::run(command)
    }

    /// The same on a slower disk: the kernel answers each wait for the disk this much later.
    pub fn start_on_slow_disk(binary: &Path, words: &[&str], later: Duration) -> Result<Self, Trouble> {
        let mut command = traced(Path::new("/dev/null"));
        command.arg("-e").arg(format!("inject=fsync,fdatasync:delay_exit={}", later.as_micros()));
        command.arg(binary).args(words);
        Self::run(command)
    }

    /// The same with each wait for the disk written to `syncs`, a line each, and what it logs to `log`.
    pub fn start_counted(binary: &Path, words: &[&str], syncs: &Path, log: &Path) -> Result<Self, Trouble> {
        let mut command = traced(syncs);
        command.arg(binary).args(words).stderr(File::create(log).map_err(Trouble::file(log))?);
        Self::run_logging(command)
    }

    fn run(mut command: Command) -> Result<Self, Trouble> {
        command.stderr(Stdio::null());
        Self::run_logging(command)
    }

    fn run_logging(mut command: Command) -> Result<Self, Trouble> {
        let started = Instant::now();
        command.stdout(Stdio::piped());
        let mut child = command.spawn().map_err(|error| Trouble::Bench(format!("cannot start: {error}")))?;
        let output = child.stdout.take().ok_or_else(|| Trouble::Bench("no output".to_owned()))?;
        let mut lines = BufReader::new(output).lines();
        let port = loop {
            let Some(Ok(line)) = lines.next() else {
                return Err(Trouble::Bench("it ended before it listened".to_owned()));
            };
            if let Some(port) = line.split("http://localhost:").nth(1).and_then(|rest| rest.trim().parse().ok()) {
                break port;
            }
        };
        std::thread::spawn(move || lines.for_each(drop));
        let mut server = Self { child, port, ready: Duration::ZERO };
        while server.get("/healthz", "").is_err() {
            if started.elapsed() > Duration::from_secs(60) {
                return Err(Trouble::Bench("it does not answer".to_owned()));
            }
            std::thread::yield_now();
        }
        server.ready = started.elapsed();
        Ok(server)
    }

    fn get(&self, path: &str, cookie: &str) -> std::io::Result<Answer> {
        Connection::open(self.port)?.get(path, cookie)
    }

    /// Signs a member of the demo in; answers their cookie.
    pub fn sign_in(&self, login: &str) -> Result<String, Trouble> {
        let body = [field("login", login), field("password", PASSWORD), field("device", "private")].join("&");
        let answer = Connection::open(self.port).and_then(|mut c| c.post("/sign-in", "", &body));
        let answer = answer.map_err(|error| Trouble::Bench(error.to_string()))?;
        let cookie =
            answer.cookie("__Host-s").ok_or_else(|| Trouble::Bench(format!("sign-in answered {}", answer.status)))?;
        Ok(format!("__Host-s={cookie}"))
    }

    /// Processor time used so far, user and system, of all its threads.
    pub fn cpu(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap_or_default();
        let after = stat.rsplit(')').next().unwrap_or_default();
        let ticks: u64 = after.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<u64>().ok()).sum();
        // USER_HZ is 100 on every Linux that Rust supports.
        Duration::from_millis(ticks * 10)
    }

    /// Resident memory now, in bytes.
    pub fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) * 1024
    }
}

/// `strace` of a program whose words follow, with every call but waits for the disk at its own speed. The traced
/// process is the child itself.
fn traced(output: &Path) -> Command {
    let mut command = program("strace");
    command.args(["-D", "-f", "--seccomp-bpf", "-qq", "-e", "trace=fsync,fdatasync", "-o"]).arg(output);
    command
}

impl Drop for Server {
    fn drop(&mut self) {
        let pid = self.child.id().to_string();
        let told = program("kill").args(["-TERM", &pid]).status();
        let waited = Instant::now();
        while told.is_ok() && waited.elapsed() < Duration::from_secs(10) {
            if let Ok(Some(_)) = self.child.try_wait() {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where cargo puts what it builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| crate::root().join("target"), PathBuf::from)
}
