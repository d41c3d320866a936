//! Who wrote what, when; and taking it back.

use super::editor::{Knows, shown};
use super::room::{Line, Section};
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
use app::programs;
use app::workspace::{self, Bookmark, Place};
use askama::Template;
use axum::extract::Query;
use domain::ids::{EditId, EntryId, PartnershipId};
use domain::programs::{PART, Told, WHOLE};
use domain::time::Timestamp;
use domain::workspace::{Edit, Entry, Noun};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry::{Occupied, Vacant};

/// What a change wrote. A part is looked at beside the whole that stands, as on the page of its entry.
fn said(t: &Tongue, (noun, field): (Noun, &str), value: &str, (entry, knows): (&Entry, Knows<'_>)) -> String {
    let beside = |told: Told| told.beside(entry.told(WHOLE), knows.1);
    let is_held = field == PART && Told::parse(value).map(beside) == Some(Told::Not);
    if is_held { t.say("program-not-told").into_owned() } else { shown(t, noun, field, value, knows) }
}

/// A change as it is read.
struct Change {
    edit: EditId,
    entry: EntryId,
    field: Cow<'static, str>,
    by: String,
    at: Timestamp,
    before: String,
    after: String,
    /// Nobody has written past it, so what stood before can be put back.
    stands: bool,
}

impl Change {
    fn of(t: &Tongue, (noun, edit): (Noun, &Edit), entry: &Entry, knows: Knows<'_>) -> Self {
        let words = |value: Option<&domain::workspace::Value>| {
            said(t, (noun, &edit.field), value.map_or("", |value| value.as_str()), (entry, knows))
        };
        let before = entry.before(edit);
        Self {
            edit: edit.id,
            entry: edit.entry,
            field: t.say(label(noun, &edit.field)),
            by: edit.by.name.to_string(),
            at: edit.at,
            before: words(before),
            after: words(edit.value.as_ref()),
            stands: !workspace::is_written_by_software(noun, &edit.field)
                && entry.value(&edit.field) == edit.value.as_ref()
                && entry.heads(&edit.field).iter().any(|head| head.id == edit.id)
                && before != edit.value.as_ref(),
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
    /// Where the entry is read.
    back: String,
    may_write: bool,
    changes: Vec<Change>,
    /// What tells the entry from others.
    about: String,
}

/// Where a page of all changes begins: "1795622400000000-019…".
#[derive(Debug, Deserialize)]
pub(super) struct Before {
    #[serde(default)]
    before: String,
}

impl Before {
    fn bookmark(&self) -> Option<Bookmark> {
        let (at, edit) = self.before.split_once('-')?;
        Some((Timestamp::from_micros(at.parse().ok()?), EditId::parse(edit)?))
    }
}

/// What somebody wrote of one thing in one save.
struct Save {
    entry: EntryId,
    /// What kind of thing it is, and what tells it from others.
    kind: Cow<'static, str>,
    about: String,
    /// Where it is read or changed.
    href: String,
    by: String,
    at: Timestamp,
    /// Field by field: what it is called, and what it holds since.
    fields: Vec<(Cow<'static, str>, String)>,
}

#[derive(Template)]
#[template(path = "together/latest.html")]
struct Latest<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    place: Place,
    home: String,
    may_write: bool,
    saves: Vec<Save>,
    /// Where what was written before stands.
    older: Option<String>,
    is_first: bool,
}

/// `GET /together/{id}/changes`.
pub(super) async fn latest(
    ctx: Ctx,
    caller: Caller,
    Id(id): Id<PartnershipId>,
    Query(before): Query<Before>,
) -> Answer {
    let place = place_of(&ctx, &caller, id).await?;
    let staff = workspace::colleagues(&ctx.app, &caller, id).await?;
    let knows = (&staff[..], programs::counted(&ctx.app, &caller, id).await?.least());
    let (before, t) = (before.bookmark(), &ctx.t);
    let (all, next) = workspace::latest(&ctx.app, &caller, id, before).await?;
    let (mut saves, mut entries): (Vec<Save>, BTreeMap<EntryId, Entry>) = (Vec::new(), BTreeMap::new());
    for (noun, edit) in &all {
        let value = edit.value.as_ref().map_or("", |value| value.as_str());
        let entry = match entries.entry(edit.entry) {
            Vacant(place) => place.insert(workspace::entry(&ctx.app, &caller, id, (*noun, edit.entry)).await?.entry),
            Occupied(known) => known.into_mut(),
        };
        let field = (t.say(label(*noun, &edit.field)), said(t, (*noun, &edit.field), value, (entry, knows)));
        let is_same =
            |save: &&mut Save| save.entry == edit.entry && save.at == edit.at && edit.by.name.as_str() == save.by;
        if let Some(save) = saves.last_mut().filter(is_same) {
            save.fields.push(field);
            continue;
        }
        saves.push(Save {
            entry: edit.entry,
            kind: t.label(*noun),
            about: words_of(t, *noun, entry, knows),
            href: path_of(id, *noun, edit.entry),
            by: edit.by.name.to_string(),
            at: edit.at,
            fields: vec![field],
        });
    }
    let older = next.map(|(at, edit)| format!("{}/changes?before={}-{edit}", path(id), at.micros()));
    let may_write = workspace::may_write(&caller);
    let is_first = before.is_none();
    ctx.show(&Latest { ctx: &ctx, t, home: path(id), place, may_write, saves, older, is_first })
}

/// `GET /together/{id}/removed`: what was taken off the lists, and the way to put each back.
pub(super) async fn removed(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    let place = place_of(&ctx, &caller, id).await?;
    let staff = workspace::colleagues(&ctx.app, &caller, id).await?;
    let knows = (&staff[..], programs::counted(&ctx.app, &caller, id).await?.least());
    let all = workspace::removed(&ctx.app, &caller, id).await?;
    let (t, may_write) = (&ctx.t, workspace::may_write(&caller));
    let page = super::room::Page::of(&ctx, place, may_write, "removed-title", "removed-lead")
        .under("changes", "changes-title");
    let line = |(noun, entry): &(Noun, Entry)| {
        let day = entry.day("day").map_or_else(String::new, |day| t.day(day).into_owned());
        let by = entry.heads(workspace::REMOVED).last().map(|edit| {
            t.with("name", &edit.by.name).with("at", t.exact(edit.at, ctx.now)).say("removed-by").into_owned()
        });
        let line = Line::of(words_of(t, *noun, entry, knows)).aside(t.label(*noun)).aside(day);
        line.aside(by.unwrap_or_default()).link_if(
            true,
            format!("{}/changes/{}", page.home, entry.id()),
            t.say(if may_write { "removed-put-back" } else { "together-who-wrote" }),
        )
    };
    let lines = all.iter().map(line).collect();
    ctx.show(&page.section(Section::of(t, "removed", "removed-all", "removed-none", lines)))
}

/// What tells one entry from another: the first words of it, or what it is about.
fn words_of(t: &Tongue, noun: Noun, entry: &Entry, knows: Knows<'_>) -> String {
    let tells = |field: &&super::texts::FieldText| {
        let is_when = matches!(field.code, "day" | "clock" | "place" | "removed");
        !is_when && entry.value(field.code).is_some()
    };
    let first = super::texts::of(noun).iter().find(tells).filter(|_| !entry.is_withheld());
    first.map_or_else(|| t.label(noun).into_owned(), |field| shown(t, noun, field.code, entry.text(field.code), knows))
}

/// `GET /together/{id}/changes/{entry}`.
pub(super) async fn of_entry(ctx: Ctx, caller: Caller, Ids(id, entry): Ids<PartnershipId, EntryId>) -> Answer {
    let form = Form::fresh(ctx.app.next_id());
    page(&ctx, &caller, (id, entry), form).await
}

async fn page(ctx: &Ctx, caller: &Caller, (id, entry): (PartnershipId, EntryId), form: Form) -> Answer {
    let place = place_of(ctx, caller, id).await?;
    let staff = workspace::colleagues(&ctx.app, caller, id).await?;
    let knows = (&staff[..], programs::counted(&ctx.app, caller, id).await?.least());
    let (noun, entry) = find(ctx, caller, id, entry).await?;
    let history = entry.history();
    let change = |edit: &&Edit| Change::of(&ctx.t, (noun, edit), &entry, knows);
    let view = Changes {
        ctx,
        t: &ctx.t,
        form: &form,
        home: path(id),
        back: path_of(id, noun, entry.id()),
        place,
        may_write: workspace::may_write(caller),
        changes: history.iter().rev().map(change).collect(),
        about: words_of(&ctx.t, noun, &entry, knows),
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
