//! `footbridge demo`: the main job, open in one command.

use crate::os::{OsClock, OsEntropy};
use crate::people::{self, Dice, HARBOR, LAKESIDE, Names, PASSWORD, Pair, Staff};
use crate::{DemoArgs, coalition, keys, serve, year};
use app::founding::{self, NewOrganization};
use app::session::{Device, Loaded};
use app::{App, Clock, Session, Settings, people as staff};
use domain::day::Day;
use domain::ids::PartnershipId;
use domain::time::{Minutes, Timestamp};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tokio::net::TcpListener;
use vault::KdfCost;

/// A clock that runs behind while the past of the demo is written, and then stands at the machine's time, or after it.
pub struct DemoClock {
    behind_micros: AtomicI64,
}

/// What a check of a seeded password costs: the least that the product takes from anybody. The password is printed on
/// the screen, and a newcomer waits for six of them; each is locked at the usual cost at its first sign-in.
const SEEDING: KdfCost = KdfCost::new(46 * 1024, 1, 1).expect("invariant: it is the least that is taken");

const MINUTE: i64 = 60 * 1_000_000;

impl DemoClock {
    /// Starts this many minutes in the past.
    pub fn behind(minutes: i64) -> Arc<Self> {
        Arc::new(Self { behind_micros: AtomicI64::new(minutes * MINUTE) })
    }
    /// Moves to this many minutes in the past; to the future when negative.
    pub fn move_to(&self, minutes: i64) {
        self.behind_micros.store(minutes * MINUTE, Ordering::Release);
    }
}

impl Clock for DemoClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(OsClock.now().micros() - self.behind_micros.load(Ordering::Acquire))
    }
}

/// Runs the demo until Ctrl-C. A temporary folder goes with it.
pub async fn demo(args: &DemoArgs) -> Result<(), String> {
    let temporary = tempfile::tempdir().map_err(|error| format!("cannot make a temporary folder: {error}"))?;
    let folder = args.folder.as_deref().unwrap_or(temporary.path());
    let clock = DemoClock::behind(0);
    let listener = TcpListener::bind(("127.0.0.1", args.port))
        .await
        .map_err(|error| format!("cannot listen on port {}: {error}; try --port 0", args.port))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    if !args.first_run {
        let seeding = open_in(folder, args, clock.clone(), SEEDING).await?;
        let seeded = seed(&seeding, args, &clock).await;
        seeding.close().await;
        seeded.map_err(|error| error.to_string())?;
    }
    clock.move_to(-i64::from(args.later) * 24 * 60);
    let app = open_in(folder, args, clock, KdfCost::PRODUCTION).await?;
    println!("Footbridge demo: synthetic people only.\n");
    if args.first_run {
        let token = founding::open_with_token(&app).await.map_err(|error| error.to_string())?;
        println!("  First run: open http://localhost:{}/setup with the token {token}", address.port());
    } else {
        print_accounts(args.coalition);
    }
    println!("\n  Address   http://localhost:{}", address.port());
    println!("  Stop      Ctrl-C\n");
    let usual = web::Settings::default();
    let proof = if args.ask_again { Minutes(0) } else { usual.proof };
    let settings = web::Settings { unlimited: args.unlimited, proof, ..usual };
    serve::run(app, listener, settings).await
}

async fn open_in(folder: &Path, args: &DemoArgs, clock: Arc<DemoClock>, cost: KdfCost) -> Result<App, String> {
    let machine = keys::open(&folder.join("keys"), &OsEntropy)?;
    let inside = format!("sqlite:{}", folder.join("demo.db").display());
    let settings = Settings {
        database: args.database.clone().unwrap_or(inside),
        clock,
        entropy: Arc::new(OsEntropy),
        pepper: machine.pepper.with_cost(cost),
        server_key: Some(machine.server),
        mail: args.mail.server()?,
        unlimited: args.unlimited,
        synthetic: true,
    };
    let app = App::open(settings).await.map_err(|error| error.to_string())?;
    // Where `footbridge import` puts it for the database of this folder.
    let index = folder.join("demo.db.index");
    app::directory::keep_index_in(&app, index).map_err(|error| format!("the folder of the index: {error}"))?;
    let uploads = folder.join("demo.db.uploads");
    app::directory::keep_uploads_in(&app, &uploads).map_err(|error| format!("the folder of uploads: {error}"))?;
    Ok(app)
}

/// Writes the demo's year and its last day, once: a kept folder is taken up as it is.
async fn seed(app: &App, args: &DemoArgs, clock: &DemoClock) -> app::Result<()> {
    if !founding::is_new(app).await? {
        return Ok(());
    }
    // By the machine's clock: the node's own never goes back behind a time that it has told.
    let today = Day::of(OsClock.now(), "America/Chicago");
    let began = year::BEGAN * 24 * 60;
    clock.move_to(if args.empty && !args.coalition { 0 } else { began });
    let told = if args.coalition { Some(coalition::begin(app).await?) } else { None };
    clock.move_to(if args.empty { 0 } else { began });
    let pair = found_pair(app).await?;
    if !args.empty {
        year::write(app, &pair, clock, today).await?;
        clock.move_to(9 * 60);
        crate::year::listings::keep(app, &pair).await?;
        crate::year::directory::keep(app).await?;
        story(app, &pair, clock).await?;
    }
    clock.move_to(0);
    match told {
        Some(told) => coalition::end(app, told).await,
        None => Ok(()),
    }
}

fn print_accounts(with_coalition: bool) {
    let row = |org: &str, staff: &Staff| {
        let roles: Vec<_> = staff.roles.iter().map(|role| role.code()).collect();
        println!("  {org:<15} {:<26} {}", staff.login, roles.join(", "));
    };
    LAKESIDE.iter().for_each(|staff| row("Lakeside", staff));
    HARBOR.iter().for_each(|staff| row("Harbor House", staff));
    if with_coalition {
        coalition::COALITION.iter().for_each(|staff| row("Coalition", staff));
    }
    println!("\n  Password  {PASSWORD}   (the same for all)");
}

/// Founds Lakeside and Harbor House with their staff and opens the partnership.
pub async fn found_pair(app: &App) -> app::Result<Pair> {
    let (lakeside, harbor) = {
        let first = founding::open_with_token(app).await?;
        let lakeside = found(app, &first, people::lakeside()).await?;
        let second = founding::open_with_token(app).await?;
        (lakeside, found(app, &second, people::harbor_house()).await?)
    };
    let (lakeside, harbor) = tokio::try_join!(hire(app, lakeside, LAKESIDE), hire(app, harbor, HARBOR))?;
    let partnership = partner(app, [&lakeside, &harbor]).await?;
    Ok(Pair { partnership, lakeside, harbor })
}

/// Opens a partnership of two organizations, each by its staff with the owner first: they name liaisons and compare words.
pub async fn partner(app: &App, sides: [&[Session]; 2]) -> app::Result<PartnershipId> {
    let partnership = app::partnerships::form(app, sides[0][0].org_id(), sides[1][0].org_id()).await?;
    for side in sides {
        app::partnerships::name_liaisons(app, &side[0], partnership, side[0].member(), side[1].member()).await?;
        let standing = app::partnerships::standing(app, &side[0]).await?;
        let words = standing.first().map(|s| s.their_words.join(" ")).unwrap_or_default();
        app::partnerships::confirm_key(app, &side[0], partnership, &words).await?;
    }
    Ok(partnership)
}

pub async fn found(app: &App, token: &str, new: NewOrganization) -> app::Result<Session> {
    let cookie = founding::found(app, token, new, Device::Private).await?;
    let session = open(app, cookie.value()).await?;
    confirm_sheet(app, &session).await?;
    Ok(session)
}

pub async fn hire(app: &App, owner: Session, list: &[Staff]) -> app::Result<Vec<Session>> {
    let mut sessions = vec![owner];
    for newcomer in &list[1..] {
        let roles = newcomer.roles.iter().copied().collect();
        let code = staff::invite(app, &sessions[0], people::label(newcomer.name), people::label(newcomer.login), roles)
            .await?;
        let cookie = staff::join(app, &code, PASSWORD, newcomer.language, Device::Private).await?;
        let waiting = open(app, cookie.value()).await?;
        confirm_sheet(app, &waiting).await?;
        staff::let_in(app, &sessions[0], waiting.member()).await?;
        // Keys that were shared after joining come with the next request of the session.
        sessions.push(open(app, cookie.value()).await?);
    }
    Ok(sessions)
}

/// Stands in for a person who prints the sheet and types four groups back.
async fn confirm_sheet(app: &App, session: &Session) -> app::Result<()> {
    let sheet = founding::new_sheet(app, session).await?;
    let typed = sheet.ask.map(|index| (index, sheet.groups.get(index).cloned().unwrap_or_default()));
    founding::confirm_sheet(app, session, &sheet.cookie, &sheet.sealed, &typed).await
}

pub async fn open(app: &App, cookie: &str) -> app::Result<Session> {
    match app::session::load(app, cookie).await? {
        Loaded::Session(session) => Ok(*session),
        Loaded::None => Err(app::Error::SignInFailed),
    }
}

/// A day at both desks, so that every page has something to show.
async fn story(app: &App, pair: &Pair, clock: &DemoClock) -> app::Result<()> {
    crate::load::story(app, pair, &mut Dice::new(7), &Names::new(), |minutes| clock.move_to(minutes)).await
}
