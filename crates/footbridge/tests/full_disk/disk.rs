//! A small disk of its own for one node: a file system in memory, mounted where only the node and its keeper see it.

use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

/// Mounts the disk, runs the demo on it until its input ends, and then asks the node's own checks.
const KEEPER: &str = r#"
set -eu
mount -t tmpfs -o size=24m,mode=700 none "$2"
"$1" demo --port 0 --unlimited --folder "$2" &
node=$!
read -r _ || true
kill -TERM "$node"
wait "$node"
"$1" doctor --database "sqlite:$2/demo.db" --keys "$2/keys"
"$1" audit verify --database "sqlite:$2/demo.db" --keys "$2/keys"
echo checked
"#;

/// A running demo and the disk it stands on. Both end with it.
pub struct Node {
    keeper: Child,
    output: BufReader<ChildStdout>,
    folder: tempfile::TempDir,
    log: tempfile::NamedTempFile,
    /// `localhost:PORT`.
    pub address: String,
}

impl Node {
    /// Starts one and waits until it answers.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let log = tempfile::NamedTempFile::new().unwrap();
        let mut keeper = Command::new("unshare")
            .args(["--user", "--map-root-user", "--mount", "sh", "-c", KEEPER, "keeper"])
            .arg(env!("CARGO_BIN_EXE_footbridge"))
            .arg(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log.reopen().unwrap())
            .spawn()
            .expect("util-linux has `unshare`");
        let mut output = BufReader::new(keeper.stdout.take().unwrap());
        let mut line = String::new();
        let address = loop {
            line.clear();
            let read = output.read_line(&mut line).unwrap();
            let log = || std::fs::read_to_string(log.path()).unwrap();
            assert!(read > 0, "no disk could be mounted for the node, or it did not start: {}", log());
            if let Some(address) = line.trim().strip_prefix("Address   http://") {
                break address.to_owned();
            }
        };
        Self { keeper, output, folder, log, address }
    }

    /// The disk's folder, as the keeper sees it.
    fn disk(&self) -> PathBuf {
        let seen = Path::new("/proc").join(self.keeper.id().to_string()).join("root");
        seen.join(self.folder.path().strip_prefix("/").unwrap())
    }

    /// Takes all room that is left.
    pub fn fill(&self) {
        let mut filler = File::options().create(true).append(true).open(self.disk().join("filler")).unwrap();
        let mut block = vec![0; 1 << 16];
        while !block.is_empty() {
            match filler.write(&block) {
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::StorageFull => block.truncate(block.len() / 2),
                Err(error) => panic!("{error}"),
            }
        }
    }

    /// Gives the room back.
    pub fn make_room(&self) {
        std::fs::remove_file(self.disk().join("filler")).unwrap();
    }

    /// What the node has logged so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.log.path()).unwrap()
    }

    /// Stops the node and answers what its own checks say.
    pub fn stop_and_check(mut self) -> String {
        drop(self.keeper.stdin.take());
        let mut said = String::new();
        self.output.read_to_string(&mut said).unwrap();
        assert!(self.keeper.wait().unwrap().success(), "{said}");
        said
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // It ends by itself when its input does.
        let _ = self.keeper.wait();
    }
}
