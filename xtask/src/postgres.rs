//! A throw-away PostgreSQL cluster: own folder, own socket, a free port on loopback, own password.
//!
//! Invariant: it ends with whoever started it. A shell keeps the cluster and waits on a pipe that closes when
//! this process drops it, is interrupted or is killed.

use crate::child;
use crate::tools;
use crate::trouble::Trouble;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

/// Makes the cluster, says `ready`, and takes it away again when its input ends. The password is the first line
/// of its input, so that it stands in no list of processes.
///
/// Without fsync: what these tests prove of PostgreSQL is its SQL. That writes survive is proven on the binary.
const KEEPER: &str = r#"
set -eu
trap '' INT TERM HUP
umask 077
bin=$1 dir=$2 port=$3
read -r password
printf '%s\n' "$password" > "$dir/password"
{
    "$bin/initdb" --pgdata "$dir/pg" --username footbridge --pwfile "$dir/password" --auth scram-sha-256 \
        --encoding UTF8 --locale C --no-sync &&
    "$bin/pg_ctl" --pgdata "$dir/pg" --log "$dir/server" --wait --timeout 60 start --options \
        "-k '$dir' -p $port -c listen_addresses=127.0.0.1 -c max_connections=200 -c fsync=off"
} > "$dir/log" 2>&1 || { cat "$dir/log"; cat "$dir/server" || true; rm -rf "$dir"; exit 1; } 2> /dev/null
echo ready
while read -r _; do :; done
"$bin/pg_ctl" --pgdata "$dir/pg" --mode immediate --wait stop > /dev/null 2>&1
rm -rf "$dir"
"#;

/// A free port can be taken by somebody else before PostgreSQL has it.
const TRIES: u32 = 3;

/// A running cluster; dropping it stops it and removes its folder.
#[derive(Debug)]
pub struct Cluster {
    keeper: Child,
    url: String,
}

impl Cluster {
    /// Starts one with the programs in `bin`.
    ///
    /// # Errors
    /// [`Trouble::Postgres`] with the end of its log.
    pub fn start(bin: &Path) -> Result<Self, Trouble> {
        let mut tried = Self::start_once(bin);
        for _ in 1..TRIES {
            if tried.is_ok() {
                break;
            }
            tried = Self::start_once(bin);
        }
        tried
    }

    /// Where it answers, with its password: a superuser of a cluster that holds nothing.
    pub fn url(&self) -> &str {
        &self.url
    }

    fn start_once(bin: &Path) -> Result<Self, Trouble> {
        let password = random_hex()?;
        let folder = own_folder(&password)?;
        let port = free_port()?;
        let mut command = if tools::is_root() {
            // PostgreSQL refuses to run as root.
            let mut command = child::program("runuser");
            command.args(["-u", "postgres", "--", "sh"]);
            command
        } else {
            child::program("sh")
        };
        command.args(["-c", KEEPER, "keeper"]).args([bin, &folder]).arg(port.to_string()).current_dir("/");
        // A group of its own: what interrupts or kills the group of the tests must not kill the keeper.
        command.process_group(0).stdin(Stdio::piped()).stdout(Stdio::piped());
        let source = |source| Trouble::Start { program: "the keeper of PostgreSQL".to_owned(), source };
        let mut keeper = command.spawn().map_err(source)?;
        let url = format!("postgres://footbridge:{password}@127.0.0.1:{port}/postgres");
        if let Some(input) = &mut keeper.stdin {
            writeln!(input, "{password}").map_err(source)?;
        }
        let mut output = BufReader::new(keeper.stdout.take().expect("invariant: the output is a pipe"));
        let mut first = String::new();
        output.read_line(&mut first).map_err(source)?;
        if first.trim() == "ready" {
            return Ok(Self { keeper, url });
        }
        let mut log = first;
        output.read_to_string(&mut log).map_err(source)?;
        keeper.wait().map_err(source)?;
        Err(Trouble::Postgres { log })
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // Nothing to be done here if it fails; the keeper does its work by itself.
        let _ = self.keeper.wait();
    }
}

/// A folder that the user who will run PostgreSQL owns. Its path must stay short: a socket's may have 107 bytes.
fn own_folder(random: &str) -> Result<PathBuf, Trouble> {
    let folder = std::env::temp_dir().join(format!("footbridge-pg-{}", &random[..8]));
    std::fs::create_dir(&folder).map_err(Trouble::file(&folder))?;
    std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o700)).map_err(Trouble::file(&folder))?;
    if tools::is_root() {
        let id = |flag| child::capture(child::program("id").args([flag, "postgres"]));
        let number = |text: String| text.trim().parse().map_err(|_| Trouble::Unreadable { what: "the id of postgres" });
        let (user, group) = (number(id("-u")?)?, number(id("-g")?)?);
        std::os::unix::fs::chown(&folder, Some(user), Some(group)).map_err(Trouble::file(&folder))?;
    }
    Ok(folder)
}

fn free_port() -> Result<u16, Trouble> {
    let loopback = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
    loopback.map(|address| address.port()).map_err(|source| Trouble::Start { program: "a listener".to_owned(), source })
}

fn random_hex() -> Result<String, Trouble> {
    let path = Path::new("/dev/urandom");
    let mut bytes = [0; 16];
    File::open(path).and_then(|mut file| file.read_exact(&mut bytes)).map_err(Trouble::file(path))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::Cluster;
    use crate::{child, tools};

    #[test]
    fn a_cluster_answers_with_its_password_and_leaves_nothing_behind() {
        let bin = tools::postgres().expect("Debian's package postgresql");
        let cluster = Cluster::start(&bin).unwrap();
        let psql = |url: &str| child::capture(child::program("psql").args([url, "-Atc", "SELECT 40 + 2"]));
        assert_eq!(psql(cluster.url()).unwrap().trim(), "42");
        let url = cluster.url().to_owned();
        drop(cluster);
        psql(&url).unwrap_err();
    }

    #[test]
    fn a_cluster_that_cannot_start_says_why() {
        let trouble = Cluster::start(std::path::Path::new("/nowhere")).unwrap_err().to_string();
        assert!(trouble.contains("/nowhere/initdb"), "{trouble}");
    }
}
