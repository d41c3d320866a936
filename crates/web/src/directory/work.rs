//! What a lead has to look at: the stalest first, what colleagues would change, and what may be one place twice.

use super::{Card, Hotline, hotlines};
use crate::ctx::Ctx;
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::problem::Problem;
use crate::session::Caller;
use crate::texts::Tongue;
use app::directory;
use askama::Template;
use domain::ids::MemberId;
use domain::time::Timestamp;
use std::borrow::Cow;
use uuid::Uuid;

/// An entry that one of ours looks after.
struct Owned {
    card: Card,
    owner: String,
}

/// What a colleague would change.
struct Asked {
    id: Uuid,
    card: Card,
    change: Cow<'static, str>,
    words: String,
    by: String,
    at: Timestamp,
}

/// Two that may be one.
struct Pair {
    /// Each with the line that is compared, and its sources.
    both: [(Uuid, Card, String); 2],
}

#[derive(Template)]
#[template(path = "directory/work.html")]
struct WorkPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    hotlines: Vec<Hotline>,
    ours: Vec<Owned>,
    /// What nobody looks after.
    unowned: Vec<Card>,
    /// Who reads the page.
    me: String,
    asked: Vec<Asked>,
    pairs: Vec<Pair>,
    n_pairs: usize,
}

/// `GET /directory/work`.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    let work = directory::work(&ctx.app, &caller).await?;
    let staff = app::people::colleagues(&ctx.app, &caller).await?;
    let name = |id: MemberId| {
        let found = staff.iter().find(|(member, _)| *member == id).map(|(_, name)| name.to_string());
        found.unwrap_or_else(|| if id == caller.member() { caller.name().to_string() } else { String::new() })
    };
    let card = |entry: &directory::Entry| Card::of(&ctx.t, entry, ctx.now);
    let sources = |entry: &directory::Entry| {
        let mut names: Vec<String> =
            entry.provenance.values().map(|said| super::entry::source_name(&ctx.t, &said.by.source)).collect();
        names.sort_unstable();
        names.dedup();
        names.join(", ")
    };
    ctx.show(&WorkPage {
        ctx: &ctx,
        t: &ctx.t,
        hotlines: hotlines(&ctx.t, &work.hotlines, ctx.now),
        ours: work.ours.iter().map(|(entry, owner)| Owned { card: card(entry), owner: name(*owner) }).collect(),
        unowned: work.unowned.iter().map(card).collect(),
        me: caller.member().to_string(),
        asked: work
            .suggestions
            .iter()
            .map(|one| Asked {
                id: one.id,
                card: card(&one.entry),
                change: ctx.t.label(one.change),
                words: one.words.clone(),
                by: name(one.by),
                at: one.at,
            })
            .collect(),
        pairs: work
            .pairs
            .iter()
            .map(|pair| Pair {
                both: [&pair.one, &pair.other].map(|(line, entry)| (*line, card(entry), sources(entry))),
            })
            .collect(),
        n_pairs: work.n_pairs,
    })
}

/// `POST /directory/work/{id}/take`.
pub(super) async fn take(ctx: Ctx, caller: Caller, Id(id): Id<Uuid>, _: Posted) -> Answer {
    directory::answer(&ctx.app, &caller, id, true).await?;
    Ok(Page::to("/directory/work"))
}

/// `POST /directory/work/{id}/leave`.
pub(super) async fn leave(ctx: Ctx, caller: Caller, Id(id): Id<Uuid>, _: Posted) -> Answer {
    directory::answer(&ctx.app, &caller, id, false).await?;
    Ok(Page::to("/directory/work"))
}

/// `POST /directory/work/same`: whether two are one place.
pub(super) async fn same(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let id = |name: &str| Uuid::try_parse(posted.fields().get(name)).ok();
    let pair = id("one").zip(id("other")).ok_or(Problem::NotFound)?;
    directory::decide(&ctx.app, &caller, pair, posted.fields().get("same") == "yes").await?;
    Ok(Page::to("/directory/work"))
}
