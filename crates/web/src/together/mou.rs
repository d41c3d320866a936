//! The memorandum of understanding: its clauses as they are written, what is in the way, its versions.

use super::library::{self, Names};
use super::{path, to};
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Id};
use crate::problem::Problem;
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::mou::{self, DraftClause, MouView, Phase, VersionView};
use askama::Template;
use domain::day::Day;
use domain::ids::PartnershipId;
use domain::mou::ledger::NotReady;
use domain::mou::{Stage, Topic};
use domain::org::{Language, OrgKind};
use std::borrow::Cow;

#[derive(Template)]
#[template(path = "together/mou.html")]
struct Page<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    home: String,
    v: MouView,
}

impl Page<'_> {
    fn stage(&self, one: &DraftClause) -> Cow<'static, str> {
        stage_text(self.t, one.stage, self.v.ours, self.v.place.partner.as_str())
    }
    fn look(&self, one: &DraftClause) -> &'static str {
        look(one.stage)
    }
    fn phase(&self, version: &VersionView) -> Cow<'static, str> {
        self.t.say(phase_text(version.phase))
    }
    /// How it stands, in a sentence.
    fn sentence(&self) -> Cow<'static, str> {
        let ends = |version: &VersionView| {
            let day = version.terms.as_ref().map_or(Cow::Borrowed(""), |terms| self.t.day(terms.ends));
            self.t.with("day", day).with("n", version.paper.version)
        };
        match (self.v.in_force(), self.v.lapsed()) {
            (Some(version), _) => ends(version).say("mou-in-force"),
            (None, Some(version)) => ends(version).say("mou-is-over"),
            (None, None) => match self.v.broken() {
                Some(version) => self.t.with("n", version.paper.version).say("mou-is-broken"),
                None => self.t.say("mou-not-signed"),
            },
        }
    }
    fn settings(&self, version: &VersionView) -> Vec<(Cow<'static, str>, String)> {
        version.paper.clauses.iter().flat_map(|clause| library::settings(self.t, clause)).collect()
    }
    fn written(&self) -> Option<&'static str> {
        let words: Vec<&str> = self.v.draft.iter().map(|one| one.clause.text.as_str()).collect();
        written_in(self.t, &words.join(" "))
    }
    /// From which day to which a version holds: from the day on which the second side signed it, where that is later than its
    /// first; until the next one took its place, where one did.
    fn span(&self, version: &VersionView) -> Option<(Day, Day)> {
        let terms = version.terms.as_ref()?;
        let begins = self.begins(version).unwrap_or(terms.starts);
        let later = self.v.versions.iter().filter(|one| one.paper.version > version.paper.version);
        let next = later.filter(|_| version.phase == Phase::Replaced).filter_map(|one| self.begins(one)).min();
        Some((begins, next.map_or(terms.ends, |next| next.min(terms.ends))))
    }
    /// The first day on which it held; nothing while one of the two has not signed.
    fn begins(&self, version: &VersionView) -> Option<Day> {
        let [one, other] = &version.below;
        let signed = one.signed.as_ref()?.1.max(other.signed.as_ref()?.1);
        Some(version.terms.as_ref()?.starts.max(Day::of(signed, self.t.zone().name())))
    }
    fn why_not(&self, why: &NotReady) -> Cow<'static, str> {
        self.t.say(mou::not_ready(why))
    }
    fn is_begun(&self) -> bool {
        !self.v.draft.is_empty()
    }
    /// What waits for our side: proposed by the other.
    fn waits_for_us(&self) -> usize {
        let theirs = if self.v.ours == OrgKind::HealthCenter { OrgKind::Advocacy } else { OrgKind::HealthCenter };
        self.v.draft.iter().filter(|one| one.stage == Stage::Proposed(theirs)).count()
    }
}

/// How far a clause has come, as a reader of this side understands it.
pub(super) fn stage_text(t: &Tongue, stage: Stage, ours: OrgKind, partner: &str) -> Cow<'static, str> {
    match stage {
        Stage::Draft => t.say("mou-stage-draft"),
        Stage::Proposed(by) if by == ours => t.with("org", partner).say("mou-stage-waits-for-them"),
        Stage::Proposed(_) => t.with("org", partner).say("mou-stage-waits-for-us"),
        Stage::Agreed => t.say("mou-stage-agreed"),
    }
}

/// The sentence that says in which language words are, where it is not the reader's.
pub(super) fn written_in(t: &Tongue, text: &str) -> Option<&'static str> {
    t.foreign(text).map(|code| if code == Language::En.code() { "written-en" } else { "written-es" })
}

pub(super) const fn look(stage: Stage) -> &'static str {
    match stage {
        Stage::Draft => "",
        Stage::Proposed(_) => " soon",
        Stage::Agreed => " done",
    }
}

pub(super) const fn phase_text(phase: Phase) -> &'static str {
    match phase {
        Phase::Pending => "mou-phase-pending",
        Phase::Superseded => "mou-phase-superseded",
        Phase::ToCome => "mou-phase-to-come",
        Phase::InForce => "mou-phase-in-force",
        Phase::Replaced => "mou-phase-replaced",
        Phase::Lapsed => "mou-phase-lapsed",
        Phase::Broken => "mou-phase-broken",
    }
}

async fn page(ctx: &Ctx, caller: &Caller, id: PartnershipId, form: Form) -> Answer {
    let v = mou::show(&ctx.app, caller, id).await?;
    let view = Page { ctx, t: &ctx.t, form: &form, home: path(id), v };
    if form.is_fine() { ctx.show(&view) } else { ctx.again(&view) }
}

/// `GET /together/{id}/mou`.
pub(super) async fn show(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    page(&ctx, &caller, id, Form::fresh(ctx.app.next_id())).await
}

/// The two by name, the health center first.
fn names<'a>(caller: &'a Caller, partner: &'a str) -> Names<'a> {
    let ours = caller.org().name.as_str();
    match caller.org().kind {
        OrgKind::HealthCenter => Names { center: ours, advocacy: partner },
        OrgKind::Advocacy | OrgKind::Coalition => Names { center: partner, advocacy: ours },
    }
}

fn today(ctx: &Ctx, caller: &Caller) -> Day {
    Day::of(ctx.now, &caller.org().time_zone)
}

/// `POST /together/{id}/mou/start`: the whole library, in the reader's language.
pub(super) async fn start(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>, posted: Posted) -> Answer {
    let place = super::place_of(&ctx, &caller, id).await?;
    if posted.is_resumed() {
        return page(&ctx, &caller, id, posted.form(&ctx)).await;
    }
    let names = names(&caller, place.partner.as_str());
    let clauses = library::clauses(&ctx.t, names, today(&ctx, &caller));
    mou::start(&ctx.app, &caller, id, clauses).await?;
    to(&format!("{}/mou", path(id)))
}

/// `POST /together/{id}/mou/add`: a clause of the library that is not in it.
pub(super) async fn add(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>, posted: Posted) -> Answer {
    let place = super::place_of(&ctx, &caller, id).await?;
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return page(&ctx, &caller, id, form).await;
    }
    let names = names(&caller, place.partner.as_str());
    let topic = form.choice("topic", Topic::parse);
    let changes = topic.and_then(|topic| library::clause(&ctx.t, names, topic, today(&ctx, &caller)));
    let (Some(topic), Some(changes)) = (topic, changes) else {
        form.refuse("topic", "field-unknown-choice");
        return page(&ctx, &caller, id, form).await;
    };
    mou::add(&ctx.app, &caller, id, (topic, changes)).await?;
    to(&format!("{}/mou/clauses/{}", path(id), topic.entry(id)))
}

/// `POST /together/{id}/mou/freeze`: what both have agreed becomes the next version.
pub(super) async fn freeze(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>, posted: Posted) -> Answer {
    super::place_of(&ctx, &caller, id).await?;
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return page(&ctx, &caller, id, form).await;
    }
    match mou::freeze(&ctx.app, &caller, id).await {
        Ok(number) => to(&format!("{}/mou/versions/{number}", path(id))),
        Err(error @ Error::Invalid(_)) => {
            form.refuse_deed(&error);
            page(&ctx, &caller, id, form).await
        }
        Err(error) => Err(Problem::from(error)),
    }
}
