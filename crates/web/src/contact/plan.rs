//! The whole plan put down anew, as the person has said it today. What is masked is not on the page: it stays unless
//! something is typed or a box is ticked.

use super::fields::{WhenLists, preset, when};
use crate::ctx::{Ctx, Line};
use crate::form::{Choice, Form, choices};
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::partnerships::Partner;
use app::referrals::{Masked, NewPlan, StandingPlan};
use askama::Template;
use domain::ids::{FormId, ReferralId};
use domain::referral::Bank;
use domain::safe_contact::{ContactWay, NotSafe, PlanPart, SafeContact, Tells, Voicemail, tells};
use domain::text::PersonText;
use domain::time::Timestamp;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Longest line.
const LONGEST: usize = 120;

#[derive(Template)]
#[template(path = "contact/plan.html")]
struct PlanPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    id: ReferralId,
    plan: &'a SafeContact,
    /// What the record stood at when this was shown.
    version: u32,
    ways: Vec<Choice>,
    voicemails: Vec<Choice>,
    when: WhenLists,
    /// Who has a plan of its own, which this does not change.
    untold: &'a Partner,
    /// On the bank that sent it, what has not gone out yet does not go.
    is_sender: bool,
    /// A legal hold keeps what stands there.
    is_held: bool,
    /// What stands there now, where it was changed since the page was opened.
    now: Option<Vec<(Cow<'static, str>, String)>>,
    /// For each masked field, whether something stands there that stays.
    number_hint: Cow<'static, str>,
    code_word_hint: Cow<'static, str>,
    who_hint: Cow<'static, str>,
}

impl PlanPage<'_> {
    fn dial(&self, phone: &str) -> String {
        Line::new("", phone).dial
    }
}

impl<'a> PlanPage<'a> {
    fn of(ctx: &'a Ctx, caller: &Caller, form: &'a Form, id: ReferralId, stands: &'a Stands) -> Self {
        let plan = &stands.plan;
        let t = &ctx.t;
        let stays = |text: &Option<PersonText>| {
            t.say(if text.is_some() { "contact-masked-stays" } else { "contact-masked-none" })
        };
        Self {
            ctx,
            t,
            form,
            id,
            plan,
            version: stands.version,
            ways: choices(t, ContactWay::ALL),
            voicemails: choices(t, Voicemail::ALL),
            when: WhenLists::of(t, plan.zone_or(&caller.org().time_zone)),
            untold: &stands.untold,
            is_sender: stands.bank == Bank::Sender,
            is_held: stands.is_held,
            now: stands.is_newer_than(form).then(|| stands.said(ctx)),
            number_hint: stays(&plan.number),
            code_word_hint: stays(&plan.code_word),
            who_hint: stays(&plan.who_may_answer),
        }
    }
}

/// The plan as it stands, and the partner that has one of its own.
struct Stands {
    plan: SafeContact,
    version: u32,
    changed: BTreeMap<PlanPart, Timestamp>,
    untold: Partner,
    bank: Bank,
    is_held: bool,
    /// Both organizations: no word for the person may name them.
    names: [String; 2],
}

impl Stands {
    async fn of(ctx: &Ctx, caller: &Caller, id: ReferralId) -> app::Result<Self> {
        let StandingPlan { plan, version, changed } = app::referrals::plan(&ctx.app, caller, id).await?;
        let (bank, partner) = app::referrals::other_side(&ctx.app, caller, id).await?;
        let names = [caller.org().name.to_string(), partner.name.to_string()];
        let holds = app::forgetting::holds::of_record(&ctx.app, caller, id).await?;
        let is_held = holds.iter().any(|hold| hold.lifted.is_none());
        Ok(Self { plan, version, changed, names, untold: partner, bank, is_held })
    }
    /// It was changed since the page was opened that comes back. That nobody is to be contacted is right whatever stands there.
    fn is_newer_than(&self, form: &Form) -> bool {
        form.is_posted()
            && form.value("way") != ContactWay::DoNotContact.code()
            && form.value("seen").parse() != Ok(self.version)
    }
    /// What it says. Of what is masked only whether it stands and since when: somebody may have read another one aloud.
    fn said(&self, ctx: &Ctx) -> Vec<(Cow<'static, str>, String)> {
        let (t, plan) = (&ctx.t, &self.plan);
        let mut said = vec![
            (t.say("details-way"), t.label(plan.way).into_owned()),
            (t.say("referral-times"), super::times(t, plan)),
            (t.say("referral-voicemail"), t.label(plan.voicemail).into_owned()),
            (t.say("contact-recheck"), t.label(plan.recheck).into_owned()),
        ];
        said.extend(plan.words.as_ref().map(|words| (t.say("referral-words"), words.reveal().to_owned())));
        let closed = plan.closed_by.map(NotSafe::from);
        let masked = [
            (PlanPart::Number, "details-number", &plan.number),
            (PlanPart::CodeWord, "contact-code-word", &plan.code_word),
            (PlanPart::WhoMayAnswer, "details-who-may-answer", &plan.who_may_answer),
        ];
        said.extend(masked.into_iter().filter_map(|(part, name, stands)| {
            let at = t.exact(*self.changed.get(&part)?, ctx.now);
            let stands = if stands.is_some() { "plan-now-stands" } else { "plan-now-gone" };
            Some((t.say(name), t.with("at", at).say(stands).into_owned()))
        }));
        said.extend(closed.map(|why| (t.say("plan-closed-now"), t.label(why).into_owned())));
        said
    }
}

fn fresh(ctx: &Ctx, caller: &Caller, plan: &SafeContact) -> Form {
    let form = Form::fresh(ctx.app.next_id())
        .with("way", plan.way.code())
        .with("voicemail", plan.voicemail.code())
        .with("words", plan.words.as_ref().map_or("", |words| words.reveal()));
    let form = plan.times.iter().fold(form, |form, time| form.with("times", time.code()));
    let form = plan.days.iter().fold(form, |form, day| form.with("days", day.code()));
    let form = match plan.hours {
        Some(hours) => form.with("from", hours.from().to_string()).with("until", hours.until().to_string()),
        None => form,
    };
    preset(form, plan.zone_or(&caller.org().time_zone), plan.recheck)
}

/// `GET /referrals/{id}/plan`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>) -> Answer {
    let stands = Stands::of(&ctx, &caller, id).await?;
    let form = fresh(&ctx, &caller, &stands.plan);
    ctx.show(&PlanPage::of(&ctx, &caller, &form, id, &stands))
}

/// `POST /referrals/{id}/plan`.
pub(super) async fn post(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    let stands = Stands::of(&ctx, &caller, id).await?;
    let is_old = stands.is_newer_than(&form);
    if posted.is_resumed() && !is_old {
        return ctx.show(&PlanPage::of(&ctx, &caller, &form, id, &stands));
    }
    let new = if posted.is_resumed() { None } else { parse(&mut form, &stands.names) };
    let Some(new) = new else {
        if is_old {
            form.refuse("", "plan-changed-since");
            form.id = ctx.app.next_id();
        }
        return ctx.again(&PlanPage::of(&ctx, &caller, &form, id, &stands));
    };
    let seen = Some(form.value("seen").parse().unwrap_or(0));
    match app::referrals::replan_as_seen(&ctx.app, &caller, id, FormId::new(form.id), new, seen).await {
        Ok(()) => return Ok(Page::to(&format!("/referrals/{id}?saved=plan"))),
        Err(Error::Invalid("number-missing")) => form.refuse("number", "referral-number-missing"),
        Err(Error::Invalid("number-not-a-number")) => form.refuse("number", "number-not-a-number"),
        Err(Error::Invalid(code @ ("words-name-organization" | "words-name-service"))) => form.refuse("words", code),
        Err(Error::Invalid(code @ ("times-missing" | "times-disagree"))) => form.refuse("times", code),
        Err(Error::Invalid("plan-never-opens")) => form.refuse("days", "plan-never-opens"),
        Err(Error::Invalid(code @ "plan-changed-since")) => {
            form.refuse("", code);
            // What is saved next is another deed, also where this form has done its own.
            form.id = ctx.app.next_id();
            let stands = Stands::of(&ctx, &caller, id).await?;
            return ctx.again(&PlanPage::of(&ctx, &caller, &form, id, &stands));
        }
        Err(Error::Held) => form.refuse("", "contact-held"),
        Err(error @ Error::OutOfOrder(_)) => form.refuse_deed(&error),
        Err(error) => return Err(error.into()),
    }
    ctx.again(&PlanPage::of(&ctx, &caller, &form, id, &stands))
}

fn parse(form: &mut Form, names: &[String]) -> Option<NewPlan> {
    let way = form.choice("way", ContactWay::parse);
    let number = masked(form, "number", "no_number");
    let when = when(form);
    let voicemail = form.choice("voicemail", Voicemail::parse);
    // Where nobody calls nothing is said, and that is refused for no word that a page filled in.
    let words = match way {
        Some(ContactWay::DoNotContact) => Some(None),
        _ => words_to_use(form, LONGEST, names),
    };
    let code_word = masked(form, "code_word", "no_code_word");
    let who_may_answer = masked(form, "who_may_answer", "nobody_else");
    let (way, number, when, voicemail) = (way?, number?, when?, voicemail?);
    Some(NewPlan {
        way,
        number,
        zone: when.zone,
        times: when.times,
        days: when.days,
        hours: when.hours,
        voicemail,
        words: words?,
        code_word: code_word?,
        who_may_answer: who_may_answer?,
        recheck: when.recheck,
    })
}

/// A masked field and the box that empties it.
fn masked(form: &mut Form, field: &'static str, gone: &str) -> Option<Masked> {
    let typed = form.person_text(field, LONGEST)?;
    Some(match typed {
        Some(text) => Masked::Now(text),
        None if form.is_ticked(gone) => Masked::Gone,
        None => Masked::Kept,
    })
}

/// The words to use with the person, unless they tell whoever else hears them what it is about.
pub(crate) fn words_to_use(form: &mut Form, longest: usize, names: &[String]) -> Option<Option<PersonText>> {
    let words = form.person_text("words", longest)?;
    let told = words.as_ref().and_then(|words| tells(words.reveal(), names.iter().map(String::as_str)));
    match told {
        None => return Some(words),
        Some(Tells::Organization) => form.refuse("words", "words-name-organization"),
        Some(Tells::Service) => form.refuse("words", "words-name-service"),
    }
    None
}
