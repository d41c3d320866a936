//! A step as it is shown: what can be chosen, and the exact words so far.

use super::read::{OTHER_LANGUAGE, OTHER_LANGUAGES, UNTIL_DAY};
use super::{beside, path};
use crate::ctx::Ctx;
use crate::form::{Choice, Form, choices};
use crate::labels::Labeled;
use crate::releases::receipt::{mine, rights};
use crate::reporting::Reporting;
use crate::session::Caller;
use crate::texts::Tongue;
use app::partnerships::Partner;
use app::referrals::Silence;
use app::releases::draft::Begun;
use askama::Template;
use domain::ids::MemberId;
use domain::org::{Language, OrgKind, VaultMode};
use domain::release::answer::{Life, OtherWay};
use domain::release::draft::{Step, Terms};
use domain::release::{CopyKept, Element, Presence, Purpose, SignatureMethod, SignerRole, last_day};
use domain::text::Label;
use domain::time::Days;
use std::borrow::Cow;

/// Lives of a release that are offered: this visit, and the usual ones.
const LIVES: &[(u32, &str)] = &[(1, "1"), (7, "7"), (15, "15"), (30, "30"), (90, "90")];
/// A shorter one is offered only where the usual one is too long.
const USUAL: u32 = 15;

/// The lives that can be offered where this is the longest, with their codes.
pub(super) fn lives(longest: Days) -> Vec<(u32, &'static str)> {
    let longest = longest.0;
    let fits = |days: u32| days <= longest && (days != 7 || longest < USUAL);
    LIVES.iter().copied().filter(|(days, _)| fits(*days)).collect()
}

/// One line of what was said so far: what it is, and the exact words.
pub(super) struct Word {
    what: Cow<'static, str>,
    said: Cow<'static, str>,
}

#[derive(Template)]
#[template(path = "releases/wizard/step.html")]
pub(super) struct StepPage<'a> {
    pub(super) ctx: &'a Ctx,
    pub(super) t: &'a Tongue,
    /// The texts that are read aloud, in the other language too.
    pub(super) other: Tongue,
    pub(super) caller: &'a Caller,
    pub(super) form: &'a Form,
    pub(super) begun: &'a Begun,
    pub(super) step: Step,
    pub(super) action: String,
    pub(super) back: String,
    /// It can be left and taken up again; before it is begun there is nothing to take up.
    pub(super) is_kept: bool,
    /// Who can be named on the last page as somebody who must never see it.
    pub(super) colleagues: Vec<(MemberId, Label)>,
}

/// A form with what was answered before. Only an end is chosen beforehand; nothing is ticked.
pub(super) fn filled(ctx: &Ctx, begun: &Begun, step: Step) -> Form {
    let (form, draft) = (Form::fresh(ctx.app.next_id()), &begun.draft);
    match step {
        Step::What => draft.what().map_or(form.clone(), |what| {
            let ticked = what.elements.iter().fold(form, |form, element| form.with("elements", element.code()));
            if what.part2_consent { ticked.with("part2", "on") } else { ticked }
        }),
        Step::Who => draft.who().map_or(form.clone(), |who| form.with("partnership", who.partnership.to_string())),
        Step::Why => draft.why().map_or(form.clone(), |why| form.with("why", why.code())),
        Step::HowLong => with_end(form, ctx, begun),
        Step::Rights => heard(form, begun),
        // Who signs is asked, and never guessed.
        Step::Signature => form,
        Step::Copy => form.with("copy", CopyKept::None.code()),
        Step::OtherWay => form.with("way", OtherWay::GoOn.code()),
    }
}

/// In which language they were heard. Before that is said only the language that the referral names stands in the list
/// of the others, and never the one of the screen.
fn heard(form: Form, begun: &Begun) -> Form {
    let listed = |code: &str| OTHER_LANGUAGES.iter().copied().find(|one| *one == code).unwrap_or("");
    let Some(rights) = begun.draft.rights() else {
        return form.with("other_language", begun.language.as_deref().map_or("", listed));
    };
    match rights.written() {
        Some(language) => form.with("read_in", language.code()),
        None => form
            .with("read_in", OTHER_LANGUAGE)
            .with("other_language", listed(rights.language.as_str()))
            .with("interpreted", "on"),
    }
}

fn with_end(form: Form, ctx: &Ctx, begun: &Begun) -> Form {
    let Some(end) = begun.draft.how_long() else {
        let usual =
            lives(begun.terms.longest).iter().rev().map(|(days, _)| *days).find(|days| *days <= USUAL).unwrap_or(1);
        return form.with("days", usual.to_string());
    };
    let form = if end.after_death { form.with("after_death", "on") } else { form };
    match end.life {
        Life::Days(days) => form.with("days", days.0.to_string()),
        Life::Until(at) => form.with("days", UNTIL_DAY).with("until", ctx.t.day_before(at)),
    }
}

impl<'a> StepPage<'a> {
    pub(super) fn new(ctx: &'a Ctx, caller: &'a Caller, form: &'a Form, begun: &'a Begun, step: Step) -> Self {
        let back = beside(step, false).map_or_else(|| "/releases".to_owned(), |before| path(begun.id, before));
        Self {
            ctx,
            t: &ctx.t,
            other: Tongue::new(ctx.t.other(), &caller.org().time_zone),
            caller,
            form,
            begun,
            step,
            action: path(begun.id, step),
            back,
            is_kept: true,
            colleagues: Vec::new(),
        }
    }
    fn is_hidden_from(&self, id: &MemberId) -> bool {
        self.form.has("never_show", &id.to_string())
    }

    fn number(&self) -> usize {
        Step::ALL.iter().position(|one| *one == self.step).map_or(1, |place| place + 1)
    }
    fn heading(&self) -> Cow<'static, str> {
        self.t.say(match self.step {
            Step::OtherWay => "release-heading-other-way",
            Step::What => "release-heading-what",
            Step::Who => "release-heading-who",
            Step::Why => "release-heading-why",
            Step::HowLong => "release-heading-how-long",
            Step::Rights => "release-heading-rights",
            Step::Signature => "release-heading-sign",
            Step::Copy => "release-heading-copy",
        })
    }
    /// Why it cannot be signed as things stand, whatever is answered.
    fn silenced(&self) -> Option<Cow<'static, str>> {
        self.begun.silence.map(|why| self.t.say(silence_text(why)))
    }
    fn record(&self) -> String {
        format!("/referrals/{}#wishes-title", self.begun.draft.referral())
    }
    fn button(&self) -> Cow<'static, str> {
        self.t.say(if self.step == Step::Copy { "release-finish" } else { "release-continue" })
    }
    fn purpose(&self) -> Purpose {
        self.begun.draft.purpose()
    }
    fn lead(&self) -> Cow<'static, str> {
        self.t.say(purpose_text(self.purpose()))
    }
    fn ways(&self) -> Vec<Choice> {
        choices(self.t, OtherWay::ALL)
    }
    fn elements(&self) -> Vec<Choice> {
        choices(self.t, &self.begun.terms.offered)
    }
    /// What the other side may see by it, in the words of the receipt.
    fn says(&self, element: &Choice) -> Cow<'static, str> {
        self.t.code("mine", element.code)
    }
    fn offers_substance_use(&self) -> bool {
        self.begun.terms.offered.contains(&Element::SubstanceUse)
    }
    /// Messages beside a referral; beside a plan its own hint says it.
    fn offers_messages(&self) -> bool {
        self.purpose() != Purpose::CoordinatedCare && self.begun.terms.offered.contains(&Element::Messages)
    }
    fn is_feedback(&self) -> bool {
        self.purpose() == Purpose::Feedback
    }
    fn is_referral(&self) -> bool {
        self.purpose() == Purpose::WarmReferral
    }
    fn partners(&self) -> &[Partner] {
        &self.begun.partners
    }
    fn host_reads(&self, partner: &Partner) -> bool {
        partner.vault_mode == VaultMode::ServerManaged
    }
    fn is_chosen(&self, partner: &Partner) -> bool {
        self.form.has("partnership", &partner.partnership.to_string())
    }
    /// In which role somebody there reads it, and whom to ask for.
    fn who_there(&self, partner: &Partner) -> Cow<'static, str> {
        let role = if partner.kind == OrgKind::Advocacy { "release-there-advocates" } else { "release-there-clinic" };
        match &partner.liaison {
            Some(liaison) => self.t.with("name", liaison).with("role", self.t.say(role)).say("release-there-named"),
            None => self.t.with("role", self.t.say(role)).say("release-there"),
        }
    }
    fn purposes(&self) -> Vec<Choice> {
        let label = self.t.say(purpose_text(self.purpose()));
        vec![Choice { code: self.purpose().code(), label, hint: Cow::Borrowed("") }]
    }
    fn lives(&self) -> Vec<Choice> {
        let (t, terms) = (self.t, &self.begun.terms);
        let life = |(days, code): (u32, &'static str)| {
            let end = last_day::end_of(Days(days), terms.longest, terms.now, &terms.time_zone);
            let said = t.with("n", days).with("date", t.until(end));
            let label = said.say(if days == 1 { "release-this-visit" } else { "release-days" });
            Choice { code, label, hint: Cow::Borrowed("") }
        };
        let own = Choice { code: UNTIL_DAY, label: t.say("release-until-day"), hint: Cow::Borrowed("") };
        lives(self.begun.terms.longest).into_iter().map(life).chain([own]).collect()
    }
    /// The last day that the organization allows.
    fn last_day(&self) -> Cow<'static, str> {
        let terms = &self.begun.terms;
        self.t.day(last_day::latest(terms.longest, terms.now, &terms.time_zone))
    }
    fn lapse(&self) -> Option<Cow<'static, str>> {
        let rule = self.begun.state_rule.as_ref()?;
        let days = rule.undated_lapses_after?;
        Some(self.t.with("n", days.0).with("state", self.t.label(rule.state)).say("release-lapse"))
    }
    fn languages(&self) -> Vec<Choice> {
        let other = self.t.say("release-read-in-other");
        let other = Choice { code: OTHER_LANGUAGE, label: other, hint: Cow::Borrowed("") };
        choices(self.t, Language::ALL).into_iter().chain([other]).collect()
    }
    fn other_languages(&self) -> Vec<Choice> {
        let named = |code: &&'static str| (self.t.language_named(code), *code);
        let list = std::iter::once((self.t.say("field-choose"), "")).chain(OTHER_LANGUAGES.iter().map(named));
        list.map(|(label, code)| Choice { code, label, hint: Cow::Borrowed("") }).collect()
    }
    fn signers(&self) -> Vec<Choice> {
        let mut signers = choices(self.t, signers(&self.begun.terms));
        if let Some(age) = self.begun.terms.minor_alone_from {
            let hint = self.t.with("n", age).with("adult", self.begun.terms.adult_from).say("release-minor-from");
            for signer in signers.iter_mut().filter(|signer| signer.code == SignerRole::MinorAlone.code()) {
                signer.hint.clone_from(&hint);
            }
        }
        signers
    }
    /// A minor may sign alone here, so their age is asked.
    fn asks_age(&self) -> bool {
        self.begun.terms.minor_alone_from.is_some()
            || self.form.is_wrong("age")
            || !self.form.value("age").trim().is_empty()
    }
    /// Why no minor may sign alone here, and how that can change.
    fn no_minor_alone(&self) -> Option<Cow<'static, str>> {
        if self.begun.terms.minor_alone_from.is_some() {
            return None;
        }
        Some(match &self.begun.state_rule {
            Some(rule) if rule.is_stale(self.ctx.now) && rule.minor_alone_from.is_some() => {
                self.t.with("state", self.t.label(rule.state)).say("release-minor-stale")
            }
            None if !self.begun.state_chosen => {
                self.t.with("n", self.begun.terms.adult_from).say("release-minor-no-state")
            }
            _ => self.t.say("release-minor-unknown"),
        })
    }
    /// What health staff must report about an adult, where the state's law makes them report anything.
    fn reporting(&self) -> Option<Reporting> {
        Reporting::of(self.t, self.begun.state_rule.as_ref(), self.ctx.now).filter(|law| law.is_any)
    }
    fn presences(&self) -> Vec<Choice> {
        choices(self.t, Presence::ALL.iter().filter(|presence| **presence != Presence::RemoteUnverified))
    }
    /// The sheet that can be signed on paper.
    fn sheet(&self) -> String {
        format!("/releases/begun/{}/paper", self.begun.id)
    }
    fn methods(&self) -> Vec<Choice> {
        choices(self.t, SignatureMethod::ALL)
    }
    fn copies(&self) -> Vec<Choice> {
        choices(self.t, CopyKept::ALL)
    }
    fn dies_at(&self) -> Cow<'static, str> {
        self.t.exact(self.begun.dies_at, self.ctx.now)
    }

    /// Between which days the paper can have been signed.
    fn signed_on_hint(&self) -> Cow<'static, str> {
        let read_at = self.begun.draft.read_at().unwrap_or(self.begun.terms.now);
        self.t
            .with("from", self.t.date(read_at))
            .with("to", self.t.date(self.begun.terms.now))
            .say("release-signed-on-hint")
    }
    /// What is read aloud: what is shared, the risks, the rights.
    fn rights_lines(&self, t: &Tongue) -> Vec<Cow<'static, str>> {
        let draft = &self.begun.draft;
        let what = draft.what().map_or_else(String::new, |what| mine(t, &what.elements));
        let org = self.begun.partner().map_or_else(String::new, |partner| partner.name.to_string());
        let date = draft.how_long().map_or(Cow::Borrowed(""), |end| t.until(end.ends_at));
        rights(t, &what, &org, &date, draft.how_long().is_some_and(|end| end.after_death))
    }

    /// The exact words so far, above what is asked next. Where they are chosen or read aloud, they stand there.
    fn words_above(&self) -> Vec<Word> {
        if matches!(self.step, Step::OtherWay | Step::What | Step::Rights) {
            return Vec::new();
        }
        let t = self.t;
        let draft = &self.begun.draft;
        let word = |step: Step, said: Cow<'static, str>| Word { what: t.say(&step.key()), said };
        let mut words = Vec::new();
        words.extend(draft.what().map(|what| word(Step::What, mine(t, &what.elements).into())));
        words.extend(self.begun.partner().map(|partner| word(Step::Who, partner.name.to_string().into())));
        words.extend(draft.why().map(|why| word(Step::Why, t.say(purpose_text(why)))));
        words.extend(draft.how_long().map(|end| word(Step::HowLong, t.until(end.ends_at))));
        if draft.how_long().is_some_and(|end| end.after_death) {
            words.push(Word { what: t.say("release-after-death-short"), said: t.say("release-yes") });
        }
        words
    }
}

/// Who may be chosen as signer: a minor alone only where a law is written down that lets them.
pub(super) fn signers(terms: &Terms) -> impl Iterator<Item = &'static SignerRole> {
    let alone = terms.minor_alone_from.is_some();
    SignerRole::ALL.iter().filter(move |role| alone || **role != SignerRole::MinorAlone)
}

/// Why nobody is told anything of a record.
pub(crate) fn silence_text(why: Silence) -> &'static str {
    match why {
        Silence::Asked => "release-silenced",
        Silence::Unsure => "release-silenced-unsure",
    }
}

/// What a release is for, and for nothing else.
fn purpose_text(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::WarmReferral => "release-purpose-referral",
        Purpose::Feedback => "release-purpose-feedback",
        Purpose::CoordinatedCare => "release-purpose-care",
    }
}
