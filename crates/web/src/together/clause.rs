//! One clause: its words, what it sets, what was remarked, and whether our side accepts it.

use super::editor::{self, Sheet};
use super::lists::known;
use super::{library, mou as list, path, to};
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Id, Ids};
use crate::session::Caller;
use crate::texts::Tongue;
use app::mou::{self, ClauseView};
use app::{Error, workspace};
use askama::Template;
use domain::ids::{EntryId, PartnershipId};
use domain::mou::compare::{Compared, Fate};
use domain::mou::{Stage, Topic};
use domain::workspace::Noun;
use std::borrow::Cow;

#[derive(Template)]
#[template(path = "together/clause.html")]
struct Page<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    home: String,
    v: ClauseView,
}

impl Page<'_> {
    fn stage(&self) -> Cow<'static, str> {
        list::stage_text(self.t, self.v.stage, self.v.ours, self.v.place.partner.as_str())
    }
    fn look(&self) -> &'static str {
        list::look(self.v.stage)
    }
    fn settings(&self) -> Vec<(Cow<'static, str>, String)> {
        library::settings(self.t, &self.v.clause)
    }
    /// Our side has not accepted these words yet, and they can be accepted.
    fn can_be_accepted(&self) -> bool {
        let accepted = self.v.stage == Stage::Agreed || self.v.stage == Stage::Proposed(self.v.ours);
        self.v.may_write && !self.v.is_left_out && !accepted && !self.v.is_disputed && !self.v.clause.text.is_empty()
    }
    /// The other side has accepted them: accepting agrees.
    fn agrees(&self) -> bool {
        matches!(self.v.stage, Stage::Proposed(by) if by != self.v.ours)
    }
    fn moved(&self, against: &Compared) -> Vec<library::Moved> {
        library::moved(self.t, against)
    }
    fn is_own(&self) -> bool {
        self.v.clause.topic == Topic::Own
    }
}

async fn page(ctx: &Ctx, caller: &Caller, (id, entry): (PartnershipId, EntryId), form: Form) -> Answer {
    let v = mou::clause(&ctx.app, caller, id, entry).await?;
    let view = Page { ctx, t: &ctx.t, form: &form, home: path(id), v };
    if form.is_fine() { ctx.show(&view) } else { ctx.again(&view) }
}

/// `GET /together/{id}/mou/clauses/{entry}`.
pub(super) async fn show(ctx: Ctx, caller: Caller, Ids(id, entry): Ids<PartnershipId, EntryId>) -> Answer {
    page(&ctx, &caller, (id, entry), Form::fresh(ctx.app.next_id())).await
}

fn sheet(id: PartnershipId, entry: Option<EntryId>) -> Sheet {
    let list = format!("{}/mou", path(id));
    Sheet {
        place: id,
        noun: Noun::Clause,
        entry,
        action: entry.map_or_else(|| format!("{list}/clauses/new"), |entry| format!("{list}/clauses/{entry}/write")),
        // Left out, a clause has no page of its own any more.
        back: list,
        title: if entry.is_some() { "mou-clause-write" } else { "mou-clause-new" },
        lead: if entry.is_some() { "mou-clause-write-lead" } else { "" },
        given: Vec::new(),
    }
}

/// `GET /together/{id}/mou/clauses/new`.
pub(super) async fn new(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    editor::show(&ctx, &caller, &sheet(id, None)).await
}

/// `POST /together/{id}/mou/clauses/new`.
pub(super) async fn add(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>, posted: Posted) -> Answer {
    editor::save(&ctx, &caller, &sheet(id, None), posted).await
}

/// `GET /together/{id}/mou/clauses/{entry}/write`.
pub(super) async fn edit(ctx: Ctx, caller: Caller, Ids(id, entry): Ids<PartnershipId, EntryId>) -> Answer {
    known(&ctx, &caller, id, Noun::Clause, entry).await?;
    editor::show(&ctx, &caller, &sheet(id, Some(entry))).await
}

/// `POST /together/{id}/mou/clauses/{entry}/write`.
pub(super) async fn save(
    ctx: Ctx,
    caller: Caller,
    Ids(id, entry): Ids<PartnershipId, EntryId>,
    posted: Posted,
) -> Answer {
    known(&ctx, &caller, id, Noun::Clause, entry).await?;
    editor::save(&ctx, &caller, &sheet(id, Some(entry)), posted).await
}

/// `POST /together/{id}/mou/clauses/{entry}/accept`: our side accepts the words that stood on the page.
pub(super) async fn accept(
    ctx: Ctx,
    caller: Caller,
    Ids(id, entry): Ids<PartnershipId, EntryId>,
    posted: Posted,
) -> Answer {
    known(&ctx, &caller, id, Noun::Clause, entry).await?;
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return page(&ctx, &caller, (id, entry), form).await;
    }
    match mou::accept(&ctx.app, &caller, id, entry, form.value("read")).await {
        Ok(_) => to(&format!("{}/mou", path(id))),
        Err(error @ Error::Invalid(_)) => {
            form.refuse_deed(&error);
            page(&ctx, &caller, (id, entry), form).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /together/{id}/mou/clauses/{entry}/remarks`.
pub(super) async fn remark(
    ctx: Ctx,
    caller: Caller,
    Ids(id, entry): Ids<PartnershipId, EntryId>,
    posted: Posted,
) -> Answer {
    known(&ctx, &caller, id, Noun::Clause, entry).await?;
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return page(&ctx, &caller, (id, entry), form).await;
    }
    form.wants("words", "mou-remark-needed");
    let about = entry.to_string();
    let typed = |code: &str| match code {
        "clause" => Some(about.as_str()),
        "words" => Some(form.value("words")),
        _ => None,
    };
    let changes = match Noun::Remark.read(typed) {
        Ok(changes) => changes,
        Err(wrong) => {
            wrong.into_iter().for_each(|(field, error)| editor::refuse(&mut form, field, error));
            return page(&ctx, &caller, (id, entry), form).await;
        }
    };
    if !form.is_fine() {
        return page(&ctx, &caller, (id, entry), form).await;
    }
    workspace::write(&ctx.app, &caller, id, (Noun::Remark, EntryId::new(form.id)), (0, changes)).await?;
    to(&format!("{}/mou/clauses/{entry}", path(id)))
}
