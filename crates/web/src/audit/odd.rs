//! Accesses to ask about: each line names its rule, a member of staff, how often and when. No record, no link.

use super::names;
use crate::ctx::Ctx;
use crate::page::Answer;
use crate::session::Caller;
use crate::texts::Tongue;
use askama::Template;
use domain::odd::OddRule;
use domain::time::Timestamp;
use std::borrow::Cow;

struct Line {
    text: Cow<'static, str>,
    rule: Cow<'static, str>,
    last: Timestamp,
}

#[derive(Template)]
#[template(path = "audit/odd.html")]
struct OddPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    lines: Vec<Line>,
}

/// `GET /audit/odd`.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    let odd = app::audit::odd(&ctx.app, &caller).await?;
    let names = names(&ctx, &caller).await?;
    let t = &ctx.t;
    let line = |one: &domain::odd::Odd| {
        let who = names.get(&one.member).map_or_else(|| t.say("audit-somebody"), |name| name.to_string().into());
        let key = match one.rule {
            OddRule::NotTheirs => "odd-not-theirs",
            OddRule::AfterHours => "odd-after-hours",
            OddRule::ManyReveals => "odd-many-reveals",
            OddRule::ManyRecords => "odd-many-records",
        };
        Line { text: t.with("who", who).with("n", one.times).say(key), rule: t.label(one.rule), last: one.last }
    };
    let lines = odd.iter().map(line).collect();
    ctx.show(&OddPage { ctx: &ctx, t, lines })
}
