//! A lead has the words forgotten of whatever was left untouched since a day: first how many records, then the deed.

use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::Answer;
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::forgetting::by_date::{self, Swept};
use askama::Template;

#[derive(Template)]
#[template(path = "forgetting/words.html")]
struct WordsPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
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
    ctx.show(&WordsPage { ctx: &ctx, t: &ctx.t, form: &form, found: None, swept: None })
}

/// `POST /retention/words`.
pub(super) async fn post(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    let day = ctx.t.zone().day_begins(form.value("before"));
    let mut done = Done::Nothing;
    if !posted.is_resumed() {
        let tried = match day {
            Some(day) if form.is_ticked("sure") => by_date::forget_words(&ctx.app, &caller, day).await.map(Done::Swept),
            Some(day) => by_date::preview(&ctx.app, &caller, day).await.map(Done::Found),
            None => Err(Error::Invalid("forget-date")),
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
    let page = WordsPage { ctx: &ctx, t: &ctx.t, form: &form, found, swept };
    if form.is_fine() { ctx.show(&page) } else { ctx.again(&page) }
}

/// What came of a press.
enum Done {
    Nothing,
    Found(u32),
    Swept(Swept),
}
