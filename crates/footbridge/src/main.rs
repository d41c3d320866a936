//! The binary of Footbridge: reads the command line, opens the rooms, starts or checks them.

mod audit;
mod coalition;
mod demo;
mod doctor;
mod exit;
mod import;
mod keys;
mod load;
mod mail;
mod operate;
mod os;
mod panics;
mod people;
mod planned;
mod protections;
mod serve;
mod tombstones;
mod year;

use clap::builder::FalseyValueParser;
use clap::{ArgAction, Args, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(
    name = "footbridge",
    version,
    about = "Runs the partnership between a health center and an advocacy organization."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the product.
    Serve(ServeArgs),
    /// Open a seeded partnership of synthetic people on loopback, in a temporary folder.
    Demo(DemoArgs),
    /// Add an organization: prints a one-time token for the set-up page.
    Org {
        #[command(subcommand)]
        command: OrgCommand,
    },
    /// Begin a partnership between two organizations of this node.
    Partnership {
        #[command(subcommand)]
        command: PartnershipCommand,
    },
    /// Read the audit chains.
    Audit {
        #[command(subcommand)]
        command: AuditCommand,
    },
    /// The clock had jumped ahead and is right again: act on what it says now. Stop the service first.
    SetClockBack(Place),
    /// Read what others publish of services into the directory.
    Import {
        #[command(subcommand)]
        form: import::Form,
    },
    /// What is in the directory.
    Directory {
        #[command(subcommand)]
        command: DirectoryCommand,
    },
    /// Make a believable synthetic load through the use cases, in a database of its own.
    Load(LoadArgs),
    /// Check the database (integrity, and tallies against a recount), and whether the mail server answers.
    Doctor {
        /// Write the tallies again from the events.
        #[arg(long)]
        rebuild_tallies: bool,
        /// Print the list of what was destroyed and of what protects people, to be kept beside the backups, and check nothing.
        #[arg(long, conflicts_with_all = ["rebuild_tallies", "replay_tombstones"])]
        tombstones: bool,
        /// Destroy again what stands on a list of `--tombstones` and put back into force what protects people, after an older
        /// backup was restored.
        #[arg(long, value_name = "LIST")]
        replay_tombstones: Option<PathBuf>,
        #[command(flatten)]
        mail: mail::MailArgs,
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Subcommand)]
enum OrgCommand {
    /// Print a one-time token for the set-up page.
    Add(Place),
    /// List the organizations of this node.
    List(Place),
}

#[derive(Subcommand)]
enum DirectoryCommand {
    /// Withhold the place of a listing: no import brings it back.
    Withhold {
        /// Its id, as the report of an import says it.
        listing: String,
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Subcommand)]
enum PartnershipCommand {
    /// Begin a partnership between a health center and an advocacy organization.
    Form {
        /// Id of one organization.
        a: String,
        /// Id of the other.
        b: String,
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Subcommand)]
enum AuditCommand {
    /// Verify every chain; names the first tampered entry and exits 1. Prints the end of each, to be noted elsewhere.
    Verify(Place),
    /// Compare the end of a chain that was noted before with the chain as it stands; exits 1 when it was rewritten since.
    Compare {
        /// Id of the organization.
        org: String,
        /// The end as `footbridge audit verify` printed it then: a number, a colon and 64 digits.
        noted: String,
        #[command(flatten)]
        place: Place,
    },
}

/// Where the database and the keys of the machine are.
#[derive(Args, Clone)]
pub struct Place {
    /// `sqlite:PATH` or `postgres://…`.
    #[arg(long, env = "FOOTBRIDGE_DATABASE", default_value = "sqlite:footbridge.db")]
    pub database: String,
    /// Folder of the machine's keys (pepper and server key); keep it out of the backups of the database.
    #[arg(long, env = "FOOTBRIDGE_KEYS", default_value = "keys")]
    pub keys: PathBuf,
    /// Folder of the index of the directory: it is made again whenever it is missing, holds what was withheld since only until the next one, and needs
    /// no backup. Without it the database's path with `.index` behind it; for PostgreSQL the index is in memory.
    #[arg(long, env = "FOOTBRIDGE_INDEX")]
    pub index: Option<PathBuf>,
    /// Folder of the lists that are being read, in files that are gone when that is done, or when the next process begins there after one
    /// that was killed: they hold places that are withheld, and need no backup. Without it the database's path with `.uploads` behind it;
    /// for PostgreSQL the system's temporary folder.
    #[arg(long, env = "FOOTBRIDGE_UPLOADS")]
    pub uploads: Option<PathBuf>,
}

/// How to serve.
#[derive(Args)]
pub struct ServeArgs {
    /// Which database and keys.
    #[command(flatten)]
    pub place: Place,
    /// Address to listen on. Put TLS in front of anything but loopback.
    #[arg(long, env = "FOOTBRIDGE_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: std::net::SocketAddr,
    /// A reverse proxy of ours stands in front and adds the address it was asked from to `X-Forwarded-For`; the limits
    /// of a network go by the last address there. Without a proxy anybody could write that line.
    #[arg(long, env = "FOOTBRIDGE_BEHIND_PROXY", action = ArgAction::SetTrue, value_parser = FalseyValueParser::new())]
    pub behind_proxy: bool,
    /// The everyday website that "Leave this site" goes to; one that nobody wonders at where your people live.
    #[arg(long, env = "FOOTBRIDGE_EXIT_URL", default_value = "https://www.weather.gov/", value_parser = exit::url)]
    pub exit_url: String,
    /// Notices to staff.
    #[command(flatten)]
    pub mail: mail::MailArgs,
}

/// How to show.
#[derive(Args)]
pub struct DemoArgs {
    /// Port on 127.0.0.1; 0 takes a free one.
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// Organizations without any referral, to see the empty pages.
    #[arg(long)]
    pub empty: bool,
    /// A state coalition and three more pairs of organizations that tell it a quarter; takes some seconds more.
    #[arg(long)]
    pub coalition: bool,
    /// Start at the first-run page instead of the seeded partnership.
    #[arg(long)]
    pub first_run: bool,
    /// Keep database and keys in this folder, and take up what is there, instead of a temporary one.
    #[arg(long)]
    pub folder: Option<PathBuf>,
    /// Another database than the one in the folder, for measuring: `postgres://…`.
    #[arg(long, hide = true)]
    pub database: Option<String>,
    /// No limits of rate, for measuring. Loopback and synthetic people only, so the demo alone has it.
    #[arg(long, hide = true)]
    pub unlimited: bool,
    /// A password counts for no time at all, to see the page that asks for it again.
    #[arg(long, hide = true)]
    pub ask_again: bool,
    /// Stand so many days after the seeded year, to see what time does: what is over, what is late. After more than 90 days
    /// the node doubts its clock, as after a long stop: it destroys nothing by itself until its clock has gone steadily for a day.
    #[arg(long, hide = true, value_name = "DAYS", default_value_t = 0)]
    pub later: u16,
    /// Notices to its staff.
    #[command(flatten)]
    pub mail: mail::MailArgs,
}

/// How much.
#[derive(Args)]
pub struct LoadArgs {
    /// Which database and keys.
    #[command(flatten)]
    pub place: Place,
    /// Referrals to send.
    #[arg(long, default_value_t = 1_000)]
    pub referrals: u64,
    /// Seed of the synthetic people, so that a load can be made again.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Print the id of each referral as soon as it is acknowledged.
    #[arg(long)]
    pub acks: bool,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    serve::log();
    panics::log_only_the_place();
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = match runtime.enable_all().on_thread_start(os::let_the_lane_pass).build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.to_string()),
    };
    match runtime.block_on(run(cli.command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => fail(&message),
    }
}

async fn run(command: Command) -> Result<(), String> {
    match command {
        Command::Serve(args) => serve::serve(&args).await,
        Command::Demo(args) => demo::demo(&args).await,
        Command::Org { command: OrgCommand::Add(place) } => operate::add_organization(&place).await,
        Command::Org { command: OrgCommand::List(place) } => operate::list_organizations(&place).await,
        Command::Partnership { command: PartnershipCommand::Form { a, b, place } } => {
            operate::form_partnership(&place, &a, &b).await
        }
        Command::Audit { command: AuditCommand::Verify(place) } => audit::verify(&place).await,
        Command::Audit { command: AuditCommand::Compare { org, noted, place } } => {
            audit::compare(&place, &org, &noted).await
        }
        Command::SetClockBack(place) => operate::set_clock_back(&place).await,
        Command::Import { form } => import::import(&form).await,
        Command::Directory { command: DirectoryCommand::Withhold { listing, place } } => {
            import::withhold(&place, &listing).await
        }
        Command::Load(args) => load::load(&args).await,
        Command::Doctor { tombstones: true, place, .. } => tombstones::print(&place).await,
        Command::Doctor { rebuild_tallies, replay_tombstones, place, mail, .. } => {
            if let Some(list) = replay_tombstones {
                tombstones::replay(&place, &list).await?;
            }
            doctor::doctor(&place, rebuild_tallies).await?;
            mail::check(&mail).await
        }
    }
}

fn fail(message: &str) -> ExitCode {
    eprintln!("footbridge: {message}");
    ExitCode::FAILURE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages_of(words: &[&str]) -> web::Settings {
        let words = ["footbridge", "serve"].iter().chain(words);
        match Cli::try_parse_from(words).map(|cli| cli.command) {
            Ok(Command::Serve(args)) => serve::pages(&args),
            _ => panic!("serve takes these words"),
        }
    }

    #[test]
    fn a_proxy_is_believed_only_where_the_operator_says_that_there_is_one() {
        assert!(!pages_of(&[]).behind_proxy);
        assert!(pages_of(&["--behind-proxy"]).behind_proxy);
        assert!(!pages_of(&["--behind-proxy"]).unlimited, "and limits hold there");
    }

    #[test]
    fn pages_are_left_for_the_website_that_the_operator_names() {
        assert_eq!(pages_of(&[]).exit_url, "https://www.weather.gov/");
        assert_eq!(pages_of(&["--exit-url", "https://news.example.org"]).exit_url, "https://news.example.org/");
        let long = format!("https://a.example/{}", "a".repeat(200));
        let wrong = [
            "http://a.example/",
            "javascript:alert(1)",
            "//a.example/",
            "https://localhost/",
            "https://me@a.example/",
            "https://a.example/ b",
            "https://a.example:8443/",
            "https:///",
            "",
            long.as_str(),
        ];
        for url in wrong {
            assert!(Cli::try_parse_from(["footbridge", "serve", "--exit-url", url]).is_err(), "{url}");
        }
    }
}
