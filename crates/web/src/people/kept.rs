//! Records that are kept to two people who have both left. Two leads name others, without reading the record.
//!
//! Invariant: the page holds a short code and names of staff, and nothing of the record or of whom it is about.

use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Page};
use crate::problem::Problem;
use crate::releases::two_names;
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::referrals::named_anew::{self, Left, Word};
use askama::Template;
use domain::ids::{MemberId, ReferralId};
use domain::text::Label;
use std::borrow::Cow;

/// A record, or a colleague, to be chosen.
struct Pick {
    code: String,
    label: Cow<'static, str>,
    hint: Cow<'static, str>,
}

#[derive(Template)]
#[template(path = "people/kept.html")]
struct KeptPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    /// What another lead has to confirm.
    asked: Vec<Left>,
    /// What nobody has asked about.
    open: Vec<Pick>,
    /// What the reader cannot ask about, with the reason.
    closed: Vec<(Pick, &'static str)>,
    candidates: Vec<Pick>,
}

impl KeptPage<'_> {
    fn is_empty(&self) -> bool {
        self.asked.is_empty() && self.open.is_empty() && self.closed.is_empty()
    }
    fn two(&self, names: &[Label]) -> String {
        two_names(self.t, names)
    }
}

/// What the page is made of, as it stands now.
struct Scene {
    left: Vec<Left>,
    candidates: Vec<(MemberId, Label)>,
}

impl Scene {
    async fn of(ctx: &Ctx, caller: &Caller) -> app::Result<Self> {
        let left = named_anew::left(&ctx.app, caller).await?;
        Ok(Self { left, candidates: named_anew::candidates(&ctx.app, caller).await? })
    }
}

fn page<'a>(ctx: &'a Ctx, form: &'a Form, scene: Scene) -> KeptPage<'a> {
    let (asked, open): (Vec<_>, Vec<_>) = scene.left.into_iter().partition(|left| left.asked.is_some());
    let t = &ctx.t;
    let record = |left: &Left| {
        let said = t.with("two", two_names(t, &left.two)).with("at", t.date(left.since)).say("anew-was");
        Pick { code: left.id.to_string(), label: left.id.short_code().into(), hint: said }
    };
    let member = |(id, name): (MemberId, Label)| Pick {
        code: id.to_string(),
        label: name.to_string().into(),
        hint: Cow::Borrowed(""),
    };
    let (open, closed): (Vec<_>, Vec<_>) = open.into_iter().partition(|left| left.word == Word::Theirs);
    let open = open.iter().map(record).collect();
    let closed = closed.iter().map(|left| (record(left), why_closed(left.word))).collect();
    let nobody = Pick { code: String::new(), label: t.say("field-choose"), hint: Cow::Borrowed("") };
    let candidates = std::iter::once(nobody).chain(scene.candidates.into_iter().map(member)).collect();
    KeptPage { ctx, t, form, asked, open, closed, candidates }
}

/// Why the reader asks nothing about it.
const fn why_closed(word: Word) -> &'static str {
    match word {
        Word::OfOneOnly => "anew-no-second",
        Word::NotTheirs | Word::Theirs => "anew-no-word",
    }
}

/// `GET /people/kept`.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    let scene = Scene::of(&ctx, &caller).await?;
    let form = Form::fresh(ctx.app.next_id());
    ctx.show(&page(&ctx, &form, scene))
}

/// `POST /people/kept`: one lead says who should be the two.
pub(super) async fn ask(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let scene = Scene::of(&ctx, &caller).await?;
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&page(&ctx, &form, scene));
    }
    let member = |text: &str| MemberId::parse(text).ok_or(());
    form.wants("record", "anew-record-needed");
    form.wants("one", "anew-person-needed");
    form.wants("other", "anew-person-needed");
    let record = form.choice("record", |text| ReferralId::parse(text).ok_or(()));
    let (one, other) = (form.choice("one", member), form.choice("other", member));
    let (Some(record), Some(one), Some(other)) = (record, one, other) else {
        return ctx.again(&page(&ctx, &form, scene));
    };
    match named_anew::ask(&ctx.app, &caller, record, (one, other)).await {
        Ok(()) => Ok(Page::to("/people/kept")),
        Err(Error::Invalid(key)) => {
            let is_of_record = matches!(key, "anew-asked" | "anew-asked-by-you" | "anew-no-word" | "anew-no-second");
            form.refuse(if is_of_record { "record" } else { "other" }, key);
            let scene = Scene::of(&ctx, &caller).await?;
            ctx.again(&page(&ctx, &form, scene))
        }
        Err(error @ Error::TooMany { .. }) => {
            form.refuse_deed(&error);
            ctx.again(&page(&ctx, &form, scene))
        }
        Err(Error::NotFound) => no_more(&ctx, &caller, form).await,
        Err(error) => Err(error.into()),
    }
}

/// The record is none of these: it was named meanwhile, or it never was one that the reader may know of. Both get the same
/// page, which shows what stands there now; what was chosen stays chosen.
async fn no_more(ctx: &Ctx, caller: &Caller, mut form: Form) -> Answer {
    form.refuse_deed(&Error::Invalid("anew-gone"));
    let scene = Scene::of(ctx, caller).await?;
    ctx.again(&page(ctx, &form, scene))
}

/// `POST /people/kept/confirm`: another lead confirms the two that the page showed.
pub(super) async fn confirm(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let scene = Scene::of(&ctx, &caller).await?;
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&page(&ctx, &form, scene));
    }
    let read = (|| {
        let (one, other) = (MemberId::parse(form.value("one"))?, MemberId::parse(form.value("other"))?);
        Some((ReferralId::parse(form.value("record"))?, (one, other)))
    })();
    let Some((record, members)) = read else { return Err(Problem::NotFound) };
    match named_anew::confirm(&ctx.app, &caller, record, members).await {
        Ok(()) => Ok(Page::to("/people/kept")),
        Err(error @ Error::Invalid(_)) => {
            form.refuse_deed(&error);
            let scene = Scene::of(&ctx, &caller).await?;
            ctx.again(&page(&ctx, &form, scene))
        }
        Err(Error::NotFound) => no_more(&ctx, &caller, form).await,
        Err(error) => Err(error.into()),
    }
}

/// `POST /people/kept/drop`: what was asked is let go.
pub(super) async fn let_go(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let scene = Scene::of(&ctx, &caller).await?;
    let form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&page(&ctx, &form, scene));
    }
    let record = ReferralId::parse(form.value("record")).ok_or(Problem::NotFound)?;
    match named_anew::let_go(&ctx.app, &caller, record).await {
        Ok(()) => Ok(Page::to("/people/kept")),
        Err(Error::NotFound) => no_more(&ctx, &caller, form).await,
        Err(error) => Err(error.into()),
    }
}
