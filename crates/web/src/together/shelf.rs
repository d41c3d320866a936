//! The shelf: what helps, and a page before leaving for it, so that nobody leaves unseen.

use super::path;
use super::place_of;
use super::room::{Line, Page, Press, Section};
use crate::ctx::Ctx;
use crate::guard::Posted;
use crate::page::{Answer, Ids};
use crate::problem::Problem;
use crate::session::Caller;
use crate::texts::Tongue;
use app::shelf::Item;
use app::workspace;
use askama::Template;
use domain::ids::{EntryId, PartnershipId};

/// `GET /together/{id}/shelf`.
pub(super) async fn list(ctx: Ctx, caller: Caller, crate::page::Id(id): crate::page::Id<PartnershipId>) -> Answer {
    let place = place_of(&ctx, &caller, id).await?;
    let all = app::shelf::list(&ctx.app, &caller, id).await?;
    let page = Page::of(&ctx, place, workspace::may_write(&caller), "shelf-title", "shelf-lead");
    let (away, here): (Vec<_>, Vec<_>) = all.iter().partition(|item| item.is_away);
    let lines = |items: Vec<&Item>| items.into_iter().map(|item| line(&page, item)).collect::<Vec<_>>();
    let (here, away) = (lines(here), lines(away));
    let has_away = !away.is_empty();
    let page = page.action_if(workspace::may_write(&caller), "shelf/new", "shelf-new");
    let mut page = page.section(Section::of(&ctx.t, "here", "shelf-here", "shelf-none", here));
    if has_away {
        page = page.section(Section::of(&ctx.t, "away", "shelf-away", "", away));
    }
    ctx.show(&page)
}

fn line(page: &Page<'_>, item: &Item) -> Line {
    let t = page.t;
    let dated = item.dated.map_or_else(String::new, |day| t.day(day).into_owned());
    let to = if item.is_away { ("shelf-put-back", "") } else { ("shelf-put-away", "on") };
    let line = Line::of(&item.title)
        .aside(&item.source)
        .aside(dated)
        .aside(if item.licence.is_empty() { t.say("shelf-licence-there").into_owned() } else { item.licence.clone() })
        .words(&item.note)
        .badge_if(item.is_guide, t.say("shelf-of-guide"), "")
        .badge_if(item.dated.is_none() && !item.is_away, t.say("shelf-no-date"), "")
        .badge_if(item.is_old && !item.is_away, t.say("shelf-old"), "soon")
        .badge_if(item.is_disputed, t.say("together-two-versions-short"), "late")
        .link_if(!item.link.is_empty(), format!("{}/shelf/{}/open", page.home, item.entry), t.say("shelf-open"))
        .link_if(
            page.may_write && !item.is_away,
            format!("{}/entries/{}", page.home, item.entry),
            t.say("together-change"),
        );
    let press = Press {
        action: format!("{}/shelf/{}/put", page.home, item.entry),
        words: t.say(to.0).into_owned(),
        about: item.title.clone(),
        field: ("away", to.1.to_owned()),
    };
    Line { press: page.may_write.then_some(press), ..line }
}

#[derive(Template)]
#[template(path = "together/leaving.html")]
struct Leaving<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    home: String,
    item: Item,
    host: String,
}

/// `GET /together/{id}/shelf/{entry}/open`: where the link leads, before anybody goes.
pub(super) async fn open(ctx: Ctx, caller: Caller, Ids(id, entry): Ids<PartnershipId, EntryId>) -> Answer {
    let item = app::shelf::find(&ctx.app, &caller, id, entry).await?;
    let rest = item.link.strip_prefix("https://").ok_or(Problem::NotFound)?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default().to_owned();
    ctx.show(&Leaving { ctx: &ctx, t: &ctx.t, home: path(id), item, host })
}

/// `POST /together/{id}/shelf/{entry}/put`.
pub(super) async fn put(
    ctx: Ctx,
    caller: Caller,
    Ids(id, entry): Ids<PartnershipId, EntryId>,
    posted: Posted,
) -> Answer {
    let form = posted.form(&ctx);
    if !posted.is_resumed() {
        app::shelf::put(&ctx.app, &caller, id, entry, form.is_ticked("away")).await?;
    }
    super::to(&format!("{}/shelf", path(id)))
}
