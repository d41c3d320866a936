//! `footbridge serve`: opens the rooms and listens.

use crate::os::{OsClock, OsEntropy};
use crate::{Place, ServeArgs, keys};
use app::{App, Settings};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;

/// Logs as JSON lines to standard error: codes and durations, never anything about a person.
pub fn log() {
    use tracing_subscriber::filter::LevelFilter;
    let _ = tracing_subscriber::fmt()
        .json()
        .with_max_level(LevelFilter::INFO)
        .with_writer(std::io::stderr)
        .with_current_span(false)
        .with_target(false)
        .try_init();
}

/// Opens store and keys.
pub async fn open(place: &Place) -> Result<App, String> {
    open_with(place, None, false).await
}

/// The same for a synthetic load, which sends more than any desk.
pub async fn open_unlimited(place: &Place) -> Result<App, String> {
    open_with(place, None, true).await
}

async fn open_with(place: &Place, mail: Option<smtp::MailServer>, synthetic: bool) -> Result<App, String> {
    let machine = keys::open(&place.keys, &OsEntropy)?;
    let app = App::open(Settings {
        database: place.database.clone(),
        clock: Arc::new(OsClock),
        entropy: Arc::new(OsEntropy),
        pepper: machine.pepper,
        server_key: Some(machine.server),
        mail,
        unlimited: synthetic,
        synthetic,
    })
    .await
    .map_err(|error| format!("cannot open {}: {error}", without_password(&place.database)))?;
    if let Some(folder) = index_folder(place) {
        app::directory::keep_index_in(&app, folder.clone())
            .map_err(|error| format!("cannot make the folder {}: {error}", folder.display()))?;
    }
    Ok(app)
}

/// What lies beside a database that is a file.
fn beside(place: &Place, ending: &str) -> Option<PathBuf> {
    let file = place.database.strip_prefix("sqlite:")?;
    let file = file.split('?').next().filter(|file| !file.is_empty() && !file.contains(":memory:"))?;
    Some(PathBuf::from(format!("{}.{ending}", file.trim_start_matches("//"))))
}

/// Where the index of the directory lies: as it was said, or beside a database that is a file.
fn index_folder(place: &Place) -> Option<PathBuf> {
    place.index.clone().or_else(|| beside(place, "index"))
}

/// Where lists lie while they are read: as it was said, or beside a database that is a file.
fn uploads_folder(place: &Place) -> Option<PathBuf> {
    place.uploads.clone().or_else(|| beside(place, "uploads"))
}

/// From now on lists lie there while they are read.
pub fn keep_uploads(app: &App, place: &Place) -> Result<(), String> {
    let Some(folder) = uploads_folder(place) else { return Ok(()) };
    app::directory::keep_uploads_in(app, &folder)
        .map_err(|error| format!("cannot make the folder {}: {error}", folder.display()))
}

/// Serves until the process is told to stop.
pub async fn serve(args: &ServeArgs) -> Result<(), String> {
    // First: what cannot be used is said before anything is opened.
    let mail = args.mail.server()?;
    let app = open_with(&args.place, mail, false).await?;
    keep_uploads(&app, &args.place)?;
    if app::founding::is_new(&app).await.map_err(|error| error.to_string())? {
        let token = app::founding::open_with_token(&app).await.map_err(|error| error.to_string())?;
        println!("First run. Open http://{}/setup and type this one-time token:\n\n    {token}\n", args.listen);
    }
    let listener =
        TcpListener::bind(args.listen).await.map_err(|error| format!("cannot listen on {}: {error}", args.listen))?;
    println!("Footbridge listens on http://{}. Stop it with Ctrl-C.", args.listen);
    run(app, listener, pages(args)).await
}

/// What the operator sets for the pages.
pub fn pages(args: &ServeArgs) -> web::Settings {
    let exit_url = args.exit_url.clone();
    web::Settings { behind_proxy: args.behind_proxy, exit_url, ..web::Settings::default() }
}

/// Runs pages and workers on an open listener, until Ctrl-C or SIGTERM.
pub async fn run(app: App, listener: TcpListener, settings: web::Settings) -> Result<(), String> {
    let workers = app::workers::start(&app);
    let ahead = app.clone();
    tokio::spawn(async move {
        if let Err(error) = app::directory::prepare(&ahead).await {
            tracing::error!(code = "directory-not-ready", problem = error.code());
        }
    });
    let service = web::router_with(app.clone(), settings).into_make_service_with_connect_info::<std::net::SocketAddr>();
    let served = axum::serve(listener, service).with_graceful_shutdown(told_to_stop()).await;
    workers.stop().await;
    app.close().await;
    let done = app.counters();
    tracing::info!(code = "closed", groups = done.groups, jobs = done.jobs, commits = done.commits, "lanes");
    served.map_err(|error| error.to_string())
}

async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else {
            let _ = interrupt.await;
            return;
        };
        tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
    }
    #[cfg(not(unix))]
    let _ = interrupt.await;
}

/// The address of a database without user and password, fit for a message.
fn without_password(url: &str) -> String {
    match (url.find("://"), url.rfind('@')) {
        (Some(scheme), Some(at)) if at > scheme => format!("{}{}", &url[..scheme + 3], &url[at + 1..]),
        _ => url.to_owned(),
    }
}
