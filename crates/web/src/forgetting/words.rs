//! A lead has the words, or the contact numbers, forgotten of whatever was left untouched since a day: first how many
//! records, then the deed.

use crate::ctx::Ctx;
use crate::form::{Choice, Form, choices};
use crate::guard::Posted;
use crate::page::Answer;
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::forgetting::by_date::{self, Swept};
use askama::Template;
use domain::retention::Part;

#[derive(Template)]
#[template(path = "forgetting/words.html")]
struct WordsPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    parts: Vec<Choice>,
    /// Records that were left untouched since the day.
    found: Option<u32>,
    swept: Option<Swept>,
}

impl WordsPage<'_> {
    fn most(&self) -> usize {
        by_date::AT_A_TIME
    }
}

/// `GET /retention/words`.
pub(super) async fn get(ctx: Ctx) -> Answer {
    let form = Form::fresh(ctx.app.next_id());
    let parts = parts(&ctx.t);
    ctx.show(&WordsPage { ctx: &ctx, t: &ctx.t, form: &form, parts, found: None, swept: None })
}

/// `POST /retention/words`.
pub(super) async fn post(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    let day = ctx.t.zone().day_begins(form.value("before"));
    let mut done = Done::Nothing;
    if !posted.is_resumed() {
        let known = |code: &str| Part::parse(code).ok().filter(|part| by_date::PARTS.contains(part)).ok_or(());
        let chosen = form.choice("part", known);
        let tried = match (day, chosen) {
            (_, None) => Ok(Done::Nothing),
            (Some(day), Some(part)) if form.is_ticked("sure") => {
                by_date::forget(&ctx.app, &caller, part, day).await.map(Done::Swept)
            }
            (Some(day), Some(part)) => by_date::preview(&ctx.app, &caller, part, day).await.map(Done::Found),
            (None, _) => Err(Error::Invalid("forget-date")),
        };
        match tried {
            Ok(did) => done = did,
            Err(error @ Error::Invalid("forget-date")) => form.refuse("before", error.code()),
            Err(error) => return Err(error.into()),
        }
    }
    let (found, swept) = match done {
        Done::Nothing => (None, None),
        Done::Found(n) => (Some(n), None),
        Done::Swept(swept) => (None, Some(swept)),
    };
    let page = WordsPage { ctx: &ctx, t: &ctx.t, form: &form, parts: parts(&ctx.t), found, swept };
    if form.is_fine() { ctx.show(&page) } else { ctx.again(&page) }
}

/// What came of a press.
enum Done {
    Nothing,
    Found(u32),
    Swept(Swept),
}

fn parts(t: &Tongue) -> Vec<Choice> {
    choices(t, &by_date::PARTS)
}
