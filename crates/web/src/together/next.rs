//! The next of what comes again: proposed on the day on which it does, with what was agreed for the last one.

use super::clock;
use super::editor::Sheet;
use super::lists::known;
use crate::ctx::Ctx;
use crate::problem::Problem;
use crate::session::Caller;
use app::overdue;
use app::workspace;
use domain::day::Day;
use domain::ids::{EntryId, PartnershipId};
use domain::workspace::{Entry, Noun};
use serde::Deserialize;

/// After which one it is planned.
#[derive(Debug, Deserialize)]
pub(super) struct After {
    #[serde(default)]
    after: String,
}

/// The form of a new one, begun with the day on which the last one comes again and with what was agreed then. The hour is by
/// the clock of whoever plans it, since by that clock it will be read.
pub(super) async fn carried(
    ctx: &Ctx,
    caller: &Caller,
    mut sheet: Sheet,
    After { after }: &After,
    fields: &[&'static str],
) -> Result<Sheet, Problem> {
    let Some(after) = EntryId::parse(after) else { return Ok(sheet) };
    let last = known(ctx, caller, sheet.place, sheet.noun, after).await?;
    let fields = fields.iter().filter(|field| sheet.noun.field(field).is_some());
    sheet.given = fields.map(|field| (*field, last.text(field).to_owned())).collect();
    if let Some(day) = overdue::next_of(sheet.noun, &last) {
        let (day, clock) = clock::here(&ctx.t, &last, day);
        sheet.given.extend([("day", day.code()), ("clock", clock)]);
    }
    Ok(sheet)
}

/// When one that was held comes again; nothing once a later one stands there, and for those who only read.
pub(super) async fn day(
    ctx: &Ctx,
    caller: &Caller,
    id: PartnershipId,
    (noun, held): (Noun, &Entry),
) -> Result<Option<Day>, Problem> {
    let all = workspace::entries(&ctx.app, caller, id, noun).await?;
    Ok(after(noun, held, &all).filter(|_| workspace::may_write(caller)))
}

/// When one that was held comes again; nothing once a later one of its series stands among all of them.
pub(super) fn after(noun: Noun, held: &Entry, all: &[Entry]) -> Option<Day> {
    let series = overdue::series_of(noun, held);
    let follows = |one: &&Entry| one.day("day") > held.day("day") && overdue::series_of(noun, one) == series;
    let is_followed = all.iter().any(|one| follows(&one));
    overdue::next_of(noun, held).filter(|_| held.is_ticked("held") && !is_followed)
}
