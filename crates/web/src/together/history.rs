//! Who wrote what, when; and taking it back.

use super::editor::shown;
use super::texts::label;
use super::{path, path_of, place_of, to};
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Id, Ids};
use crate::problem::Problem;
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::workspace::{self, Colleague, Place};
use askama::Template;
use domain::ids::{EditId, EntryId, PartnershipId};
use domain::time::{Days, Timestamp};
use domain::workspace::{Edit, Entry, Noun};
use std::borrow::Cow;

/// A change as it is read.
struct Change {
    edit: EditId,
    entry: EntryId,
    field: Cow<'static, str>,
    by: String,
    at: Timestamp,
    before: Option<String>,
    after: String,
    /// Nobody has written past it, so what stood before can be put back.
    stands: bool,
}

impl Change {
    fn of(t: &Tongue, (noun, edit): (Noun, &Edit), entry: Option<&Entry>, staff: &[Colleague]) -> Self {
        let words = |value: Option<&domain::workspace::Value>| {
            shown(t, noun, &edit.field, value.map_or("", |value| value.as_str()), staff)
        };
        let before = entry.map(|entry| entry.before(edit));
        Self {
            edit: edit.id,
            entry: edit.entry,
            field: t.say(label(noun, &edit.field)),
            by: edit.by.name.to_string(),
            at: edit.at,
            before: before.map(words),
            after: words(edit.value.as_ref()),
            stands: !workspace::is_written_by_software(noun, &edit.field)
                && entry.is_some_and(|entry| {
                    entry.value(&edit.field) == edit.value.as_ref()
                        && entry.heads(&edit.field).iter().any(|head| head.id == edit.id)
                        && entry.before(edit) != edit.value.as_ref()
                }),
        }
    }
}

#[derive(Template)]
#[template(path = "together/changes.html")]
struct Changes<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    place: Place,
    home: String,
    /// Where the entry is read; nothing on the page of all changes.
    back: String,
    may_write: bool,
    changes: Vec<Change>,
}

impl Changes<'_> {
    fn path(&self, change: &Change) -> String {
        format!("{}/changes/{}", self.home, change.entry)
    }
}

/// The days that the page of all changes looks back.
const DAYS: Days = Days(90);

/// `GET /together/{id}/changes`.
pub(super) async fn latest(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    let place = place_of(&ctx, &caller, id).await?;
    let staff = workspace::colleagues(&ctx.app, &caller, id).await?;
    let all = workspace::latest(&ctx.app, &caller, id, ctx.now.minus_days(DAYS)).await?;
    let changes = all.iter().map(|(noun, edit)| Change::of(&ctx.t, (*noun, edit), None, &staff)).collect();
    let form = Form::fresh(ctx.app.next_id());
    let page = Changes {
        ctx: &ctx,
        t: &ctx.t,
        form: &form,
        home: path(id),
        back: String::new(),
        place,
        may_write: false,
        changes,
    };
    ctx.show(&page)
}

/// `GET /together/{id}/changes/{entry}`.
pub(super) async fn of_entry(ctx: Ctx, caller: Caller, Ids(id, entry): Ids<PartnershipId, EntryId>) -> Answer {
    let form = Form::fresh(ctx.app.next_id());
    page(&ctx, &caller, (id, entry), form).await
}

async fn page(ctx: &Ctx, caller: &Caller, (id, entry): (PartnershipId, EntryId), form: Form) -> Answer {
    let place = place_of(ctx, caller, id).await?;
    let staff = workspace::colleagues(&ctx.app, caller, id).await?;
    let (noun, entry) = find(ctx, caller, id, entry).await?;
    let history = entry.history();
    let change = |edit: &&Edit| Change::of(&ctx.t, (noun, edit), Some(&entry), &staff);
    let view = Changes {
        ctx,
        t: &ctx.t,
        form: &form,
        home: path(id),
        back: path_of(id, noun, entry.id()),
        place,
        may_write: workspace::may_write(caller),
        changes: history.iter().rev().map(change).collect(),
    };
    if form.is_fine() { ctx.show(&view) } else { ctx.again(&view) }
}

/// An entry by its id alone: its noun is found by looking.
pub(super) async fn find(
    ctx: &Ctx,
    caller: &Caller,
    id: PartnershipId,
    entry: EntryId,
) -> Result<(Noun, Entry), Problem> {
    for noun in Noun::ALL {
        let known = workspace::entry(&ctx.app, caller, id, (*noun, entry)).await?;
        if !known.entry.is_empty() {
            return Ok((*noun, known.entry));
        }
    }
    Err(Problem::NotFound)
}

/// `POST /together/{id}/changes/{entry}/undo`.
pub(super) async fn undo(
    ctx: Ctx,
    caller: Caller,
    Ids(id, entry): Ids<PartnershipId, EntryId>,
    posted: Posted,
) -> Answer {
    let (noun, _) = find(&ctx, &caller, id, entry).await?;
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return page(&ctx, &caller, (id, entry), form).await;
    }
    let edit = EditId::parse(form.value("edit")).ok_or(Problem::NotFound)?;
    match workspace::undo(&ctx.app, &caller, id, (noun, entry), edit).await {
        Ok(()) => to(&format!("{}/changes/{entry}", path(id))),
        Err(error @ Error::Invalid(_)) => {
            form.refuse_deed(&error);
            page(&ctx, &caller, (id, entry), form).await
        }
        Err(error) => Err(error.into()),
    }
}
