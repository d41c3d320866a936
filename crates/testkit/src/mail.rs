//! A real mail server, started by the test: Debian's `python3-aiosmtpd` in a process of its own.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

/// Debian's, for which `python3-aiosmtpd` is; another one on the path may not have it.
const PYTHON: &str = "/usr/bin/python3";
const SERVER: &str = include_str!("mail/server.py");

/// A mail server of one test. It stops when it is dropped.
pub struct TestMail {
    child: Child,
    said: BufReader<ChildStdout>,
    folder: tempfile::TempDir,
    port: u16,
}

impl TestMail {
    /// One that takes every letter.
    pub fn start() -> Self {
        Self::that(&[])
    }
    /// One that is different: `refuses` (the recipient), `moved` (maya, once [`TestMail::answers`]), `refuses-data` and
    /// `refuses-letter` (whoever it is for), `busy`, `refuses-sender`, `cuts` (the connection, before it acknowledges),
    /// `login` (desk, "secret word"), `tls`, `starttls`, `down` (until [`TestMail::comes_up`]).
    ///
    /// # Panics
    /// When Debian's `python3-aiosmtpd` is not installed.
    pub fn that(is: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut child = Command::new(PYTHON)
            .args(["-c", SERVER])
            .arg(folder.path())
            .args(is)
            .env("CERTIFICATE", certificate())
            .env("KEY", certificate().with_file_name("mail.key.pem"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{PYTHON} and Debian's python3-aiosmtpd are needed: {error}"));
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let port = line(&mut said).parse().expect("the mail server did not start: is python3-aiosmtpd installed?");
        Self { child, said, folder, port }
    }
    /// Its address as an operator would set it.
    #[must_use]
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }
    /// Its port on 127.0.0.1.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }
    /// As the node is told of it.
    #[must_use]
    pub fn server(&self) -> smtp::MailServer {
        smtp::MailServer::parse(&self.url(), SENDER, None, None).unwrap()
    }
    /// It was down, and is not any more.
    pub fn comes_up(&mut self) {
        self.child.stdin.as_mut().unwrap().write_all(b"\n").unwrap();
        assert_eq!(line(&mut self.said), "up");
    }
    /// It was asked for a recipient about whom it has not answered yet.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.folder.path().join("asked").exists()
    }
    /// It answers what it was asked.
    ///
    /// # Panics
    /// When it has stopped.
    pub fn answers(&mut self) {
        self.child.stdin.as_mut().unwrap().write_all(b"\n").unwrap();
    }
    /// What it has taken, oldest first: who from, who to, and the bytes.
    #[must_use]
    pub fn letters(&self) -> Vec<TakenLetter> {
        let mut names: Vec<PathBuf> = std::fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "eml"))
            .collect();
        names.sort();
        names.iter().map(|path| TakenLetter::read(path)).collect()
    }
    /// By which name the last client said hello.
    #[must_use]
    pub fn hello(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("hello")).unwrap()
    }
}

impl Drop for TestMail {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn line(said: &mut impl BufRead) -> String {
    let mut line = String::new();
    said.read_line(&mut line).unwrap();
    line.trim().to_owned()
}

/// Who the letters of a node in a test are from.
pub const SENDER: &str = "desk@node.example";

/// The certificate of a test's server for 127.0.0.1, which is its own authority. Made once, for tests only.
#[must_use]
pub fn certificate() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/mail/mail.pem")
}

/// A letter as a server took it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenLetter {
    /// Sender, then recipients.
    pub envelope: Vec<String>,
    /// Header and body as they came.
    pub text: String,
}

impl TakenLetter {
    fn read(path: &Path) -> Self {
        let envelope = std::fs::read_to_string(path.with_extension("to")).unwrap();
        let envelope = envelope.lines().map(str::to_owned).collect();
        Self { envelope, text: String::from_utf8(std::fs::read(path).unwrap()).unwrap() }
    }
    /// A header's value; none when it is not there.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let head = self.text.split("\r\n\r\n").next()?;
        head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
    /// The letter with what is different in each (date and id) taken out: what is left is one of a constant set.
    #[must_use]
    pub fn constant(&self) -> String {
        let changes = |line: &str| line.starts_with("Date: ") || line.starts_with("Message-ID: ");
        self.text.split("\r\n").filter(|line| !changes(line)).collect::<Vec<_>>().join("\n")
    }
}
