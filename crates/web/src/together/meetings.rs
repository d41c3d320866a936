//! Meetings of the two leaderships: the guide's four questions, what was decided, and who does what by when.

use super::clock::When;
use super::editor::{self, Sheet};
use super::lists::known;
use super::next::{self, After};
use super::{path, path_of, place_of};
use crate::ctx::Ctx;
use crate::guard::Posted;
use crate::page::{Answer, Id, Ids};
use crate::session::Caller;
use crate::texts::Tongue;
use app::roadmap::{self, Due};
use app::workspace::{self, Place};
use askama::Template;
use axum::extract::Query;
use domain::day::Day;
use domain::ids::{EntryId, PartnershipId};
use domain::roadmap::{Cadence, Channel};
use domain::workspace::{Entry, Noun};

fn sheet(id: PartnershipId, entry: Option<EntryId>) -> Sheet {
    let list = format!("{}/meetings", path(id));
    Sheet {
        place: id,
        noun: Noun::Meeting,
        entry,
        action: entry.map_or_else(|| format!("{list}/new"), |entry| format!("{list}/{entry}/write")),
        back: entry.map_or_else(String::new, |entry| path_of(id, Noun::Meeting, entry)),
        title: if entry.is_some() { "meeting-write" } else { "meeting-new" },
        lead: "meeting-lead",
        given: vec![("minutes", "30".to_owned()), ("cadence", Cadence::Monthly.code().to_owned())],
    }
}

/// A meeting in the list.
struct Row {
    entry: EntryId,
    day: Option<Day>,
    clock: String,
    channel: Option<Channel>,
    held: bool,
    is_disputed: bool,
}

impl Row {
    fn of(t: &Tongue, meeting: &Entry) -> Self {
        let when = When::of(t, meeting);
        Self {
            entry: meeting.id(),
            day: when.day,
            clock: when.clock,
            channel: Channel::parse(meeting.text("channel")).ok(),
            held: meeting.is_ticked("held"),
            is_disputed: !meeting.disputed().is_empty(),
        }
    }
}

#[derive(Template)]
#[template(path = "together/meetings.html")]
struct Meetings<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    place: Place,
    home: String,
    may_write: bool,
    coming: Vec<Row>,
    held: Vec<Row>,
}

/// `GET /together/{id}/meetings`.
pub(super) async fn list(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    let place = place_of(&ctx, &caller, id).await?;
    let all = workspace::entries(&ctx.app, &caller, id, Noun::Meeting).await?;
    let (mut held, mut coming): (Vec<_>, Vec<_>) =
        all.iter().map(|one| Row::of(&ctx.t, one)).partition(|meeting| meeting.held);
    coming.sort_by_key(|meeting| (meeting.day, meeting.entry));
    held.sort_by_key(|meeting| std::cmp::Reverse((meeting.day, meeting.entry)));
    let may_write = workspace::may_write(&caller);
    ctx.show(&Meetings { ctx: &ctx, t: &ctx.t, home: path(id), place, may_write, coming, held })
}

/// `GET /together/{id}/meetings/new`. After one that was held it begins with the day on which that comes again, and with what
/// was agreed then.
pub(super) async fn new(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>, Query(after): Query<After>) -> Answer {
    let sheet = next::carried(&ctx, &caller, sheet(id, None), &after, &["minutes", "channel", "cadence"]).await?;
    editor::show(&ctx, &caller, &sheet).await
}

/// `POST /together/{id}/meetings/new`.
pub(super) async fn add(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>, posted: Posted) -> Answer {
    editor::save(&ctx, &caller, &sheet(id, None), posted).await
}

/// `GET /together/{id}/meetings/{entry}/write`.
pub(super) async fn edit(ctx: Ctx, caller: Caller, Ids(id, entry): Ids<PartnershipId, EntryId>) -> Answer {
    known(&ctx, &caller, id, Noun::Meeting, entry).await?;
    editor::show(&ctx, &caller, &sheet(id, Some(entry))).await
}

/// `POST /together/{id}/meetings/{entry}/write`.
pub(super) async fn save(
    ctx: Ctx,
    caller: Caller,
    Ids(id, entry): Ids<PartnershipId, EntryId>,
    posted: Posted,
) -> Answer {
    known(&ctx, &caller, id, Noun::Meeting, entry).await?;
    editor::save(&ctx, &caller, &sheet(id, Some(entry)), posted).await
}

/// One of the guide's questions, and what was said.
struct Topic {
    title: std::borrow::Cow<'static, str>,
    ask: std::borrow::Cow<'static, str>,
    words: String,
}

#[derive(Template)]
#[template(path = "together/meeting.html")]
struct Meeting<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    place: Place,
    home: String,
    path: String,
    may_write: bool,
    row: Row,
    /// When it comes again, while nobody has planned that.
    next: Option<Day>,
    minutes: Option<u32>,
    cadence: Option<Cadence>,
    topics: Vec<Topic>,
    decisions: String,
    dues: Vec<Due>,
    done: Vec<(Due, Option<Day>)>,
    changed: Option<(String, domain::time::Timestamp)>,
}

/// `GET /together/{id}/meetings/{entry}`.
pub(super) async fn show(ctx: Ctx, caller: Caller, Ids(id, entry): Ids<PartnershipId, EntryId>) -> Answer {
    let place = place_of(&ctx, &caller, id).await?;
    let meeting = known(&ctx, &caller, id, Noun::Meeting, entry).await?;
    let staff = workspace::colleagues(&ctx.app, &caller, id).await?;
    let today = Day::of(ctx.now, &caller.org().time_zone);
    let mut actions = workspace::entries(&ctx.app, &caller, id, Noun::Action).await?;
    actions.retain(|action| action.entry("meeting") == Some(entry));
    let (done, open): (Vec<_>, Vec<_>) = actions.iter().partition(|action| action.value("done_on").is_some());
    let t = &ctx.t;
    let topic = |field: &str, title: &'static str, ask: &'static str| Topic {
        title: t.say(title),
        ask: t.say(ask),
        words: meeting.text(field).to_owned(),
    };
    ctx.show(&Meeting {
        ctx: &ctx,
        t,
        home: path(id),
        path: path_of(id, Noun::Meeting, entry),
        place,
        may_write: workspace::may_write(&caller),
        row: Row::of(t, &meeting),
        next: next::day(&ctx, &caller, id, (Noun::Meeting, &meeting)).await?,
        minutes: meeting.count("minutes"),
        cadence: Cadence::parse(meeting.text("cadence")).ok(),
        topics: vec![
            topic("why", "meeting-why", "meeting-why-hint"),
            topic("services", "meeting-services", "meeting-services-hint"),
            topic("history", "meeting-history", "meeting-history-hint"),
            topic("logistics", "meeting-logistics", "meeting-logistics-hint"),
        ],
        decisions: meeting.text("decisions").to_owned(),
        dues: open.into_iter().map(|action| roadmap::due_of(action, &staff, today)).collect(),
        done: done.into_iter().map(|one| (roadmap::due_of(one, &staff, today), one.day("done_on"))).collect(),
        changed: meeting.last().map(|(by, at)| (by.name.to_string(), at)),
    })
}
