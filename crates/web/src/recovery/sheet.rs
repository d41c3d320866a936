//! The sheet on paper, and four of its groups typed back.

use crate::ctx::Ctx;
use crate::form::{Fields, Form};
use crate::guard::Posted;
use crate::held;
use crate::page::{Answer, Page};
use crate::session::{Caller, HELD, Life, cookie, set_cookie};
use crate::texts::Tongue;
use app::{Error, founding};
use askama::Template;
use axum::http::HeaderMap;

/// The fields of the groups that are asked for. Their names keep them out of everything that is held.
const ASKED: [&str; 4] = ["secret_1", "secret_2", "secret_3", "secret_4"];

#[derive(Template)]
#[template(path = "recovery/sheet.html")]
struct SheetPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    member: &'a str,
    owes_sheet: bool,
    groups: &'a [String],
    /// Field and number from 1 of each group to type.
    asked: Vec<(&'static str, usize)>,
    /// The same as the hidden field says it.
    ask: String,
    sealed: &'a str,
}

impl<'a> SheetPage<'a> {
    fn new(
        ctx: &'a Ctx,
        caller: &'a Caller,
        form: &'a Form,
        groups: &'a [String],
        ask: [usize; 4],
        sealed: &'a str,
    ) -> Self {
        Self {
            ctx,
            t: &ctx.t,
            form,
            member: caller.name().as_str(),
            owes_sheet: caller.owes_sheet(),
            groups,
            asked: ASKED.into_iter().zip(ask.map(|group| group.saturating_add(1))).collect(),
            ask: ask.map(|group| group.to_string()).join(" "),
            sealed,
        }
    }
}

/// `GET /recovery-sheet`: a fresh one each time; it counts once it is typed back.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    let form = Form::fresh(ctx.app.next_id());
    fresh_sheet(&ctx, &caller, form).await
}

async fn fresh_sheet(ctx: &Ctx, caller: &Caller, form: Form) -> Answer {
    let sheet = founding::new_sheet(&ctx.app, caller).await?;
    let view = SheetPage::new(ctx, caller, &form, &sheet.groups, sheet.ask, &sheet.sealed);
    let page = if form.is_fine() { ctx.show(&view)? } else { ctx.again(&view)? };
    let life = Life::Seconds(app::held::LONGEST.0 * 60);
    Ok(page.with_cookie(set_cookie(HELD, &sheet.cookie, life)))
}

/// `POST /recovery-sheet`.
pub(super) async fn post(ctx: Ctx, caller: Caller, headers: HeaderMap, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    let (key, sealed) = (cookie(&headers, HELD).unwrap_or(""), posted.fields().get("secret_sheet"));
    let shown = app::held::open(&ctx.app, key, sealed, Some(caller.member().bytes()));
    let groups = shown.and_then(|plain| String::from_utf8(plain).ok());
    let (Some(groups), Some(ask)) = (groups, asked_groups(posted.fields())) else {
        // The page stood for too long, or the screen was locked in between: the paper is of no use, here is another.
        form.refuse("", "recovery-too-late");
        return fresh_sheet(&ctx, &caller, form).await;
    };
    for (field, group) in ASKED.into_iter().zip(ask) {
        if form.value(field).trim().is_empty() {
            form.refuse_with(field, "recovery-group-needed", vec![("n", (group.saturating_add(1)).into())]);
        }
    }
    if form.is_fine() {
        let typed = std::array::from_fn(|i| (ask[i], form.value(ASKED[i]).to_owned()));
        match founding::confirm_sheet(&ctx.app, &caller, key, sealed, &typed).await {
            Ok(()) => return Ok(Page::to(after(&caller)).with_cookie(held::forget())),
            Err(error @ Error::Invalid("sheet-groups-wrong")) => form.refuse(ASKED[0], error.code()),
            Err(error @ Error::Invalid("sheet-too-late")) => {
                form.refuse_deed(&error);
                return fresh_sheet(&ctx, &caller, form).await;
            }
            Err(error) => return Err(error.into()),
        }
    }
    let groups: Vec<String> = groups.split_whitespace().map(str::to_owned).collect();
    ctx.again(&SheetPage::new(&ctx, &caller, &form, &groups, ask, sealed))
}

/// Which groups (from 0) the page asked for.
fn asked_groups(fields: &Fields) -> Option<[usize; 4]> {
    let ask: Option<Vec<usize>> = fields.get("ask").split(' ').map(|group| group.parse().ok()).collect();
    ask?.try_into().ok()
}

fn after(caller: &Caller) -> &'static str {
    if caller.awaits_keys() { crate::WAITING } else { "/" }
}
