//! A version: the paper as it was frozen, what it changed, and signing it.

use super::{library, mou as list, path, to};
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Ids, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::mou::{self, Below, Phase, VersionPage};
use app::papers::{Part, Sheet, Signature};
use askama::Template;
use domain::ids::PartnershipId;
use domain::mou::compare::{Compared, Fate};
use domain::mou::{Clause, mark, unmark};
use domain::org::OrgKind;
use domain::text::Label;
use std::borrow::Cow;

/// What every page of a version says.
struct View<'a> {
    t: &'a Tongue,
    v: &'a VersionPage,
}

impl View<'_> {
    fn phase(&self) -> Cow<'static, str> {
        self.t.say(list::phase_text(self.v.version.phase))
    }
    fn look(&self) -> &'static str {
        match self.v.version.phase {
            Phase::InForce => " done",
            Phase::Pending | Phase::ToCome => " soon",
            Phase::Lapsed | Phase::Broken => " late",
            Phase::Superseded | Phase::Replaced => "",
        }
    }
    fn settings(&self, clause: &Clause) -> Vec<(Cow<'static, str>, String)> {
        library::settings(self.t, clause)
    }
    fn changed(&self) -> impl Iterator<Item = &Compared> {
        self.v.compared.iter().filter(|one| !one.is_same())
    }
    fn n_changed(&self) -> usize {
        self.changed().count()
    }
    fn center(&self) -> &Label {
        &self.v.version.paper.health_center.name
    }
    fn advocacy(&self) -> &Label {
        &self.v.version.paper.advocacy.name
    }
    /// Our side has signed, and the other has not yet.
    fn waits_for_them(&self) -> bool {
        let has_signed = |below: &Below| below.kind == self.v.ours && below.signed.is_some();
        self.v.version.phase == Phase::Pending && self.v.version.below.iter().any(has_signed)
    }
    /// That the words are in another language than the reader's; they are signed as they were written.
    fn written(&self) -> Option<&'static str> {
        let words: Vec<&str> = self.v.version.paper.clauses.iter().map(|clause| clause.text.as_str()).collect();
        list::written_in(self.t, &words.join(" "))
    }
    fn ours(&self) -> &Label {
        if self.v.ours == OrgKind::HealthCenter { self.center() } else { self.advocacy() }
    }
    fn heading<'b>(&self, one: &'b Compared) -> &'b str {
        one.after.as_ref().or(one.before.as_ref()).map_or("", |clause| clause.heading.as_str())
    }
    fn moved(&self, one: &Compared) -> Vec<library::Moved> {
        library::moved(self.t, one)
    }
}

#[derive(Template)]
#[template(path = "together/version.html")]
struct Paper<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    home: String,
    p: View<'a>,
}

/// `GET /together/{id}/mou/versions/{n}`.
pub(super) async fn show(ctx: Ctx, caller: Caller, Ids(id, number): Ids<PartnershipId, u32>) -> Answer {
    let v = mou::version(&ctx.app, &caller, id, number).await?;
    ctx.show(&Paper { ctx: &ctx, t: &ctx.t, home: path(id), p: View { t: &ctx.t, v: &v } })
}

/// `GET /together/{id}/mou/versions/{n}/paper.pdf`: the same as a file to print, sign by hand besides, or keep.
pub(super) async fn pdf(ctx: Ctx, caller: Caller, Ids(id, number): Ids<PartnershipId, u32>) -> Answer {
    let v = mou::version(&ctx.app, &caller, id, number).await?;
    let bytes = app::papers::draw(drawn(&ctx.t, &v)).await?;
    Ok(Page::file("agreement.pdf", "application/pdf", bytes))
}

fn drawn(t: &Tongue, v: &VersionPage) -> app::papers::Paper {
    let (view, paper) = (View { t, v }, v.version.paper(t.say("mou-paper-title").into_owned()));
    let [center, advocacy] = &paper.sides;
    let between = t.with("center", center).with("advocacy", advocacy).say("mou-between").into_owned();
    let version = t.with("n", v.version.paper.version).say("mou-version").into_owned();
    let mut parts = vec![Part::Text { text: between }, Part::Aside { text: format!("{version}. {}", view.phase()) }];
    for (n, clause) in v.version.paper.clauses.iter().enumerate() {
        let words = vec![
            Part::Heading { text: format!("{}. {}", n + 1, clause.heading) },
            Part::Text { text: clause.text.clone() },
        ];
        // The words are those of whoever wrote them; what stands around them is in the reader's language.
        match domain::language::written(&clause.text).filter(|language| *language != t.language()) {
            Some(language) => parts.push(Part::InLanguage { language, parts: words }),
            None => parts.extend(words),
        }
        let settings: Vec<String> =
            view.settings(clause).into_iter().map(|(name, value)| format!("{name}: {value}")).collect();
        if !settings.is_empty() {
            parts.push(Part::Aside { text: settings.join("\n") });
        }
    }
    parts.push(Part::Heading { text: t.say("mou-signatures").into_owned() });
    let line = |(org, signed): &(String, Option<(String, domain::time::Timestamp)>)| Signature {
        who: org.clone(),
        how: match signed {
            Some((name, at)) => t.with("name", name).with("at", t.date(*at)).say("mou-pdf-signed").into_owned(),
            None => t.say("mou-pdf-unsigned").into_owned(),
        },
    };
    parts.push(Part::Signatures { lines: paper.signatures.iter().map(line).collect() });
    parts.push(Part::Aside { text: t.with("words", v.version.words.join(" ")).say("mou-pdf-words").into_owned() });
    parts.push(Part::Aside { text: t.with("hash", mark(&v.version.hash)).say("mou-pdf-hash").into_owned() });
    for (org, words) in paper.sides.iter().zip(&v.keys) {
        let key = t.with("org", org).with("words", words.join(" "));
        parts.push(Part::Aside { text: key.say("mou-pdf-key").into_owned() });
    }
    app::papers::Paper { title: paper.title, language: t.language(), sheet: Sheet::Letter, foot: version, parts }
}

#[derive(Template)]
#[template(path = "together/compare.html")]
struct Compare<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    home: String,
    p: View<'a>,
}

/// `GET /together/{id}/mou/versions/{n}/compare`.
pub(super) async fn compare(ctx: Ctx, caller: Caller, Ids(id, number): Ids<PartnershipId, u32>) -> Answer {
    let v = mou::version(&ctx.app, &caller, id, number).await?;
    if v.before.is_none() {
        return to(&address(id, number));
    }
    ctx.show(&Compare { ctx: &ctx, t: &ctx.t, home: path(id), p: View { t: &ctx.t, v: &v } })
}

fn address(id: PartnershipId, number: u32) -> String {
    format!("{}/mou/versions/{number}", path(id))
}

#[derive(Template)]
#[template(path = "together/sign.html")]
struct Sign<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    home: String,
    p: View<'a>,
}

async fn page(ctx: &Ctx, caller: &Caller, (id, number): (PartnershipId, u32), form: Form) -> Answer {
    let v = mou::version(&ctx.app, caller, id, number).await?;
    let view = Sign { ctx, t: &ctx.t, form: &form, home: path(id), p: View { t: &ctx.t, v: &v } };
    if form.is_fine() { ctx.show(&view) } else { ctx.again(&view) }
}

/// `GET /together/{id}/mou/versions/{n}/sign`.
pub(super) async fn sign(ctx: Ctx, caller: Caller, Ids(id, number): Ids<PartnershipId, u32>) -> Answer {
    let v = mou::version(&ctx.app, &caller, id, number).await?;
    if !v.may_sign {
        return to(&address(id, number));
    }
    let form = Form::fresh(ctx.app.next_id()).with("read", mark(&v.version.hash));
    page(&ctx, &caller, (id, number), form).await
}

/// `POST /together/{id}/mou/versions/{n}/sign`: with the hash of what stood on the page.
pub(super) async fn do_sign(
    ctx: Ctx,
    caller: Caller,
    Ids(id, number): Ids<PartnershipId, u32>,
    posted: Posted,
) -> Answer {
    mou::version(&ctx.app, &caller, id, number).await?;
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return page(&ctx, &caller, (id, number), form).await;
    }
    form.wants_tick("agree", "mou-sign-read-first");
    let Some(hash) = unmark(form.value("read")).filter(|_| form.is_fine()) else {
        if form.is_fine() {
            form.refuse("", "mou-sign-other-text");
        }
        return page(&ctx, &caller, (id, number), form).await;
    };
    match mou::sign(&ctx.app, &caller, id, (number, hash)).await {
        Ok(()) => to(&address(id, number)),
        Err(error @ (Error::Invalid(_) | Error::NotOpen(_))) => {
            form.refuse_deed(&error);
            page(&ctx, &caller, (id, number), form).await
        }
        Err(error) => Err(error.into()),
    }
}
