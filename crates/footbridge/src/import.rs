//! `footbridge import`: reads what others publish of services into the directory, and says what became of every row.

use crate::{Place, serve};
use app::directory::{Fate, HowFar, Listed, Source, Told};
use clap::{Args, Subcommand};
use domain::state_rule::StateCode;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

/// What is imported.
#[derive(Subcommand)]
pub enum Form {
    /// HRSA's file of health center sites (CSV, also packed as .gz).
    Hrsa(Files),
    /// Open Referral HSDS 1.1 to 3.1: a folder of tables, a zip of it, or JSON.
    Hsds(Named),
    /// A list of programs, coalitions, state offices or hotlines (CSV).
    Programs(Programs),
}

/// Which files.
#[derive(Args)]
pub struct Files {
    /// The files, or folders.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Write what became of every row into this file.
    #[arg(long)]
    report: Option<PathBuf>,
    /// Where files may be written while it reads, some three times as large as what is read; without it in the folder of `--uploads`. They
    /// hold what the source published, places that are withheld too, and are gone when it ends.
    #[arg(long, value_name = "FOLDER")]
    scratch: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
}

/// Which lists, whose, and of which state.
#[derive(Args)]
pub struct Programs {
    /// The state of the programs, two letters, for a list whose rows do not name it. Without it nobody finds them near a place, in a
    /// state or in a county.
    #[arg(long, value_name = "STATE", value_parser = state)]
    state: Option<StateCode>,
    #[command(flatten)]
    named: Named,
}

fn state(text: &str) -> Result<StateCode, String> {
    StateCode::parse(&text.to_lowercase()).map_err(|_| "give the two letters of a state or territory".to_owned())
}

/// Which files, and whose.
#[derive(Args)]
pub struct Named {
    /// What the source is called here, such as the name of its publisher. The same name at the next import replaces what it
    /// said, and marks what is not there any more. Without it each file is a source of the file's name.
    #[arg(long)]
    name: Option<String>,
    #[command(flatten)]
    files: Files,
}

impl Form {
    const fn files(&self) -> &Files {
        match self {
            Self::Hrsa(files) => files,
            Self::Hsds(named) | Self::Programs(Programs { named, .. }) => &named.files,
        }
    }

    fn source(&self, path: PathBuf) -> Source {
        let name = |named: &Named| {
            let stem = || path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
            named.name.clone().unwrap_or_else(stem)
        };
        match self {
            Self::Hrsa(_) => Source::Hrsa(path),
            Self::Hsds(named) => Source::Hsds(path.clone(), name(named)),
            Self::Programs(Programs { named, state: None }) => Source::Programs(path.clone(), name(named)),
            Self::Programs(Programs { named, state: Some(state) }) => {
                Source::ProgramsOf(path.clone(), name(named), *state)
            }
        }
    }
}

/// Imports every file in turn.
pub async fn import(form: &Form) -> Result<(), String> {
    let files = form.files();
    let one_name = match form {
        Form::Hrsa(_) => true,
        Form::Hsds(named) | Form::Programs(Programs { named, .. }) => named.name.is_some(),
    };
    if one_name && files.files.len() > 1 {
        return Err("one source is one file: what stands in the first would count as vanished after the second".into());
    }
    let report = files.report.as_ref().map(File::create).transpose().map_err(|error| format!("the report: {error}"))?;
    let mut report = report.map(BufWriter::new);
    let app = serve::open(&files.place).await?;
    let scratch = match &files.scratch {
        Some(scratch) => scratch.clone(),
        None => {
            serve::keep_uploads(&app, &files.place)?;
            app::directory::uploads_lie_in(&app)
        }
    };
    for path in &files.files {
        let source = form.source(path.clone());
        let (name, mut failed) = (source.name(), None);
        let count = app::directory::import_saying(
            &app,
            &source,
            &scratch,
            move |far| say(&name, far),
            |told| {
                if !matches!(told.fate, Fate::Listed(..) | Fate::Beside(_)) {
                    eprintln!("{}", line(&told));
                }
                if let Some(report) = &mut report
                    && let Err(error) = writeln!(report, "{}", line(&told))
                {
                    failed = Some(error);
                }
            },
        );
        let count = count.await.map_err(|error| format!("{}: {error}", path.display()))?;
        if let Some(error) = failed {
            return Err(format!("the import is done, and its report was not written: {error}"));
        }
        println!(
            "{}: {} taken, {} changed, {} unchanged ({} of these withheld), {} not taken, {} vanished",
            source.name(),
            count.taken,
            count.changed,
            count.unchanged,
            count.withheld,
            count.refused,
            count.vanished
        );
    }
    eprintln!("Making the index of the directory.");
    app::directory::prepare(&app)
        .await
        .map_err(|error| format!("the import is done, and its index was not made: {error}"))?;
    if let Some(mut report) = report {
        report.flush().map_err(|error| format!("the report: {error}"))?;
    }
    app.close().await;
    Ok(())
}

/// Says now and then how far it is.
fn say(source: &str, HowFar { is_written, read, judged }: HowFar) {
    // The tables are read, and then put together.
    let done = if judged == 0 { read } else { judged };
    let step = if read < 100_000 { 10_000 } else { 100_000 };
    if done == 0 || !done.is_multiple_of(step) {
        return;
    }
    let what = if judged == 0 { "rows read" } else { "rows looked at" };
    let why = if is_written { "writing them" } else { "reading to the end, nothing is written yet" };
    eprintln!("{source}: {done} {what} ({why})");
}

/// One row of the report.
fn line(told: &Told) -> String {
    match &told.fate {
        Fate::Refused(reason) => format!("{}\tnot taken\t{reason}", told.at),
        Fate::Beside(why) => format!("{}\tnot by itself\t{why}", told.at),
        Fate::UnknownColumn(column) => format!("{}\tleft out\tthe column {column:?} is not known", told.at),
        Fate::LeftOut(name) => format!("{}\tleft out\tnothing of {name:?} is read", told.at),
        Fate::Listed(listed, id, withheld, notes) => {
            let what = match listed {
                Listed::Taken => "taken",
                Listed::Changed => "changed",
                Listed::Unchanged => "unchanged",
            };
            let withheld = if *withheld { ", withheld" } else { "" };
            let notes: Vec<String> = notes.iter().map(ToString::to_string).collect();
            format!("{}\t{what}{withheld}\t{id}\t{}", told.at, notes.join("; "))
        }
    }
}

/// Withholds the place of a listing by hand.
pub async fn withhold(place: &Place, listing: &str) -> Result<(), String> {
    let id = listing.parse().map_err(|_| "give the id as the report of an import says it".to_owned())?;
    let app = serve::open(place).await?;
    let done = match app::directory::withhold(&app, id).await {
        // The index before has the words of its place.
        Ok(()) => app::directory::prepare(&app).await,
        refused => refused,
    };
    let done = done.map_err(|error| error.to_string());
    app.close().await;
    done.map(|()| println!("Withheld. No import brings its place back."))
}
