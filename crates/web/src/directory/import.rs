//! A file of others, looked at before it is read into the directory.

use super::{Pick, why};
use crate::ctx::Ctx;
use crate::form::{Choice, Form};
use crate::guard::{GivenFile, Posted, UPLOADED};
use crate::page::{Answer, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::directory::{self, At, BeingRead, Fate, Held, ImportError, Listed, Looked, Run, Source, Told, Uploaded};
use askama::Template;
use domain::state_rule::StateCode;
use std::borrow::Cow;
use std::path::PathBuf;
use uuid::Uuid;

/// Most characters of the name of a list.
const NAME: usize = 40;

/// A row of the preview.
struct Row {
    at: Cow<'static, str>,
    what: Cow<'static, str>,
    why: String,
}

#[derive(Template)]
#[template(path = "directory/import.html")]
struct ImportPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    kinds: Vec<Choice>,
    runs: Vec<Run>,
    /// Files that are being imported.
    being_read: Vec<BeingRead>,
    /// Why the file cannot be read.
    unreadable: Option<Cow<'static, str>>,
    is_stopped: Vec<bool>,
    /// Whose rows can still be read here.
    has_rows: Vec<bool>,
}

impl ImportPage<'_> {
    /// States to pick from, by their names; none at first, since most lists name them.
    fn states(&self) -> Vec<Pick> {
        let pick = |state: &StateCode| Pick { code: state.code().to_owned(), label: self.t.label(state) };
        let mut named: Vec<Pick> = StateCode::ALL.iter().map(pick).collect();
        named.sort_by(|a, b| a.label.cmp(&b.label));
        let none = Pick { code: String::new(), label: self.t.say("directory-import-state-none") };
        [none].into_iter().chain(named).collect()
    }
}

#[derive(Template)]
#[template(path = "directory/preview.html")]
struct PreviewPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    looked: &'a Looked,
    rows: Vec<Row>,
    has_rows: bool,
}

fn kinds(t: &Tongue) -> Vec<Choice> {
    let keys = [
        ("hrsa", t.say("directory-import-hrsa")),
        ("hsds", t.say("directory-import-hsds")),
        ("programs", t.say("directory-import-programs")),
    ];
    keys.into_iter().map(|(code, label)| Choice { code, label, hint: Cow::Borrowed("") }).collect()
}

async fn page(ctx: &Ctx, caller: &Caller, form: Form, unreadable: Option<Cow<'static, str>>) -> Answer {
    let runs = directory::runs(&ctx.app, caller).await?;
    let is_stopped =
        runs.iter().map(|run| run.ended_at.is_none() && ctx.now.minutes_since(run.begun_at).0 > 60).collect();
    let has_rows = runs.iter().map(|run| directory::has_rows(&ctx.app, caller, run.id)).collect();
    let (is_wrong, being_read) = (!form.is_fine(), directory::being_read(&ctx.app, caller)?);
    let kinds = kinds(&ctx.t);
    let view = ImportPage { ctx, t: &ctx.t, form: &form, kinds, runs, being_read, unreadable, is_stopped, has_rows };
    if is_wrong { ctx.again(&view) } else { ctx.show(&view) }
}

/// `GET /directory/import`.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    page(&ctx, &caller, Form::fresh(ctx.app.next_id()), None).await
}

fn source(kind: &str, path: PathBuf, name: String, state: Option<StateCode>) -> Option<Source> {
    match kind {
        "hrsa" => Some(Source::Hrsa(path)),
        "hsds" => Some(Source::Hsds(path, name)),
        "programs" => Some(match state {
            Some(state) => Source::ProgramsOf(path, name, state),
            None => Source::Programs(path, name),
        }),
        _ => None,
    }
}

/// `POST /directory/import`: looks through the file, and changes nothing.
pub(super) async fn post(ctx: Ctx, caller: Caller, posted: Posted, given: Option<GivenFile>) -> Answer {
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return page(&ctx, &caller, form, None).await;
    }
    let kind = form.value("kind").to_owned();
    if !["hrsa", "hsds", "programs"].contains(&kind.as_str()) {
        form.refuse("kind", "field-choose");
    }
    let name: String = form.value("name").trim().chars().take(NAME).collect();
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    if kind != "hrsa" && (name.is_empty() || !plain) {
        form.refuse("name", "directory-import-name-needed");
    }
    let state = match form.value("state").to_owned().as_str() {
        "" => None,
        code => StateCode::parse(code).map_err(|_| form.refuse("state", "field-unknown-choice")).ok(),
    };
    let given = given.and_then(|given| given.take()).filter(|file| file.size > 0);
    if given.is_none() {
        form.refuse("file", "directory-import-file-needed");
    }
    let (true, Some(given)) = (form.is_fine(), given) else { return page(&ctx, &caller, form, None).await };
    let Some(source) = source(&kind, given.path.to_path_buf(), name, state) else {
        return page(&ctx, &caller, form, None).await;
    };
    match directory::look_through_upload(&ctx.app, &caller, Uploaded { path: given.path, source }).await {
        Ok(looked) => {
            let rows = looked.rows.iter().map(|told| row(&ctx.t, told)).collect();
            let form = Form::fresh(ctx.app.next_id());
            let has_rows = directory::has_rows(&ctx.app, &caller, looked.id);
            ctx.show(&PreviewPage { ctx: &ctx, t: &ctx.t, form: &form, looked: &looked, rows, has_rows })
        }
        Err(ImportError::Store(error)) => Err(error.into()),
        Err(ImportError::Empty) => {
            form.refuse("file", "directory-import-empty");
            page(&ctx, &caller, form, None).await
        }
        Err(ImportError::Read(error)) => {
            form.refuse("file", "directory-import-unreadable");
            page(&ctx, &caller, form, Some(why::of_error(&ctx.t, &error))).await
        }
    }
}

fn row(t: &Tongue, told: &Told) -> Row {
    let key = match &told.fate {
        Fate::Refused(_) => "directory-row-refused",
        Fate::Beside(_) => "directory-row-beside",
        Fate::UnknownColumn(_) => "directory-row-column",
        Fate::LeftOut(_) => "directory-row-left-out",
        Fate::Listed(_, _, true, _) => "directory-row-withheld",
        Fate::Listed(Listed::Taken, ..) => "directory-row-taken",
        Fate::Listed(Listed::Changed, ..) => "directory-row-changed",
        Fate::Listed(Listed::Unchanged, ..) => "directory-row-unchanged",
    };
    Row { at: place(t, &told.at), what: t.say(key), why: why::of_fate(t, &told.fate) }
}

/// The line, and of which table; what was given by itself has a name here that its admin never saw.
fn place(t: &Tongue, at: &At) -> Cow<'static, str> {
    let line = t.with("n", at.line);
    if at.file.starts_with(UPLOADED) {
        return line.say("directory-preview-line");
    }
    line.with("file", &at.file).say("directory-preview-line-of")
}

/// `POST /directory/import/apply`.
pub(super) async fn apply(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let id = Uuid::try_parse(posted.fields().get("upload")).unwrap_or_else(|_| Uuid::nil());
    match directory::apply(&ctx.app, &caller, id).await? {
        Held::Begun => Ok(Page::to("/directory/import")),
        Held::Gone => {
            let mut form = Form::fresh(ctx.app.next_id());
            form.refuse("file", "directory-import-gone");
            page(&ctx, &caller, form, None).await
        }
    }
}
