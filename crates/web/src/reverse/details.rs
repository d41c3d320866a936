//! What the person asks for, under a release that was signed a moment ago. The strip at the end says what crosses.

use super::partners;
use crate::agreed::Agreed;
use crate::contact::fields::{WhenLists, preset, when};
use crate::contact::words_to_use;
use crate::ctx::Ctx;
use crate::form::{Choice, Form, choices};
use crate::guard::Posted;
use crate::inbox::handoff;
use crate::page::{Answer, Id, Page};
use crate::problem::Problem;
use crate::referrals::elements;
use crate::services::need_with_room;
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::partnerships::Partner;
use app::referrals::{Basis, NewReferral};
use app::releases::ReleaseRow;
use askama::Template;
use domain::day::Day;
use domain::ids::{MemberId, ReleaseId};
use domain::language::LanguageCode;
use domain::org::OrgKind;
use domain::referral::{
    ClinicianWish, Direction, Handoff, LONGEST_NAME, LONGEST_WORDS, PersonCard, Urgency, VisitWishes,
};
use domain::release::{Element, Purpose};
use domain::safe_contact::{
    CannotReachOut, ContactWay, LONGEST_CONTACT, Recheck, SafeContact, Voicemail, clear_when, ever_opens,
    is_phone_number,
};
use domain::service::Service;
use domain::text::Label;
use domain::time::Days;
use domain::training::Knows;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Languages that are offered by name.
const LANGUAGES: &[&str] =
    &["und", "en", "es", "ar", "ase", "fr", "hmn", "ht", "ko", "pt", "ru", "so", "tl", "vi", "zh"];
/// How a person can be introduced to a clinic or an agency from a distance.
const HANDOFFS: &[Handoff] =
    &[Handoff::CallTogether, Handoff::AdvocateReachesOut, Handoff::PersonReachesOut, Handoff::IntroductionOnly];

/// A release that a referral can be sent under, and to whom.
struct Ground {
    row: ReleaseRow,
    partner: Partner,
    /// Who here could know the person.
    colleagues: Vec<(MemberId, Label)>,
    /// How whoever sends knows the partner.
    own: Option<Knows>,
}

impl Ground {
    /// Nothing can be sent under the release any more.
    fn is_over(&self) -> bool {
        self.row.days_left == Days(0)
    }
}

#[derive(Template)]
#[template(path = "reverse/details.html")]
struct DetailsPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    row: &'a ReleaseRow,
    partner: &'a Partner,
    colleagues: &'a [(MemberId, Label)],
    to_clinic: bool,
    agreed: Agreed,
    needs: Vec<Choice>,
    urgencies: Vec<Choice>,
    languages: Vec<Choice>,
    clinicians: Vec<Choice>,
    ways: Vec<Choice>,
    when: WhenLists,
    voicemails: Vec<Choice>,
    handoffs: Vec<Choice>,
}

impl<'a> DetailsPage<'a> {
    fn new(ctx: &'a Ctx, caller: &Caller, form: &'a Form, ground: &'a Ground) -> Self {
        let t = &ctx.t;
        let direction = direction_to(ground.partner.kind);
        let language = |code: &&'static str| Choice { code, label: t.language_named(code), hint: Cow::Borrowed("") };
        let meets =
            |way: &Handoff| Choice { code: way.code(), label: handoff(t, direction, *way), hint: Cow::Borrowed("") };
        Self {
            colleagues: &ground.colleagues,
            ctx,
            t,
            form,
            row: &ground.row,
            partner: &ground.partner,
            to_clinic: direction == Direction::ToHealthCenter,
            agreed: Agreed::sending(t, caller, &ground.partner).known(ground.own),
            needs: needs(ctx, caller, ground),
            urgencies: choices(t, Urgency::ALL),
            languages: LANGUAGES.iter().map(language).collect(),
            clinicians: choices(t, ClinicianWish::ALL),
            ways: choices(t, ContactWay::ALL),
            when: WhenLists::of(t, t.zone().name()),
            voicemails: choices(t, Voicemail::ALL),
            handoffs: HANDOFFS.iter().map(meets).collect(),
        }
    }
    fn is_hidden_from(&self, id: &MemberId) -> bool {
        self.form.has("never_show", &id.to_string())
    }
    fn crosses(&self, code: &str) -> bool {
        let crosses = |element| self.row.release.elements.contains(&element) && self.partner.holds.carries(element);
        Element::parse(code).is_ok_and(crosses)
    }
    /// The hint of a field, and that its answer stays here where it does: what is asked on one page may not all go out.
    fn hint(&self, code: &str, hint: impl AsRef<str>) -> String {
        let hint = hint.as_ref();
        if self.crosses(code) { hint.to_owned() } else { format!("{} {hint}", self.t.say("details-stays")) }
    }
    /// The plan crosses and no number does: to call or to text them is nothing that the partner is told.
    fn is_way_narrowed(&self) -> bool {
        self.crosses("contact_plan") && !self.crosses("contact")
    }
    fn way_hint(&self) -> Cow<'static, str> {
        if self.is_way_narrowed() { self.t.say("details-stays-number") } else { Cow::Borrowed("") }
    }
    /// What the partner reads of an answer.
    fn way_said(&self, way: &Choice) -> Cow<'static, str> {
        let needs_number = ContactWay::parse(way.code).is_ok_and(ContactWay::needs_number);
        if needs_number { self.t.label(ContactWay::DoNotContact) } else { way.label.clone() }
    }
    fn elements(&self) -> String {
        elements(self.t, &self.partner.holds.narrow(&self.row.release.elements))
    }
    fn ends(&self) -> Cow<'static, str> {
        self.row.release.expires_at.map_or(Cow::Borrowed(""), |end| self.t.until(end))
    }
}

fn direction_to(kind: OrgKind) -> Direction {
    if kind == OrgKind::Advocacy { Direction::ToAdvocacy } else { Direction::ToHealthCenter }
}

/// What can be asked for; beside it whether the partner has room.
fn needs(ctx: &Ctx, caller: &Caller, ground: &Ground) -> Vec<Choice> {
    let (t, today) = (&ctx.t, Day::of(ctx.now, &caller.org().time_zone));
    let needs = offered(ground);
    let mut all = choices(t, needs.iter());
    for (choice, need) in all.iter_mut().zip(&needs) {
        if let Some(label) = need_with_room(t, &choice.label, ground.partner.capacity(*need, today)) {
            choice.label = label;
        }
    }
    all
}

/// What the partner offers now and a person can ask for. What was not released is not asked.
fn offered(ground: &Ground) -> Vec<Service> {
    let substance_use = ground.row.release.elements.contains(&Element::SubstanceUse);
    let is_live = |need: &Service| ground.partner.services.contains(need) && (substance_use || !need.is_part2());
    Service::needs_of(ground.partner.kind).filter(is_live).collect()
}

/// The release and its recipient; or the page of the referral that was sent under it.
async fn ground(ctx: &Ctx, caller: &Caller, id: ReleaseId) -> Result<Result<Ground, Page>, Problem> {
    let row = app::releases::show(&ctx.app, caller, id).await?;
    if row.release.purpose != Purpose::WarmReferral {
        return Err(Problem::NotFound);
    }
    if row.is_used {
        return Ok(Err(Page::to(&format!("/referrals/{}", row.release.referral))));
    }
    let partner = partners(ctx, caller).await?.into_iter().find(|partner| partner.org == row.release.recipient);
    let mut colleagues = app::people::colleagues(&ctx.app, caller).await?;
    colleagues.retain(|(member, _)| *member != caller.member());
    let partner = partner.ok_or(Problem::NotFound)?;
    let own = app::trainings::own(&ctx.app, caller, partner.partnership).await?;
    Ok(Ok(Ground { row, partner, colleagues, own }))
}

/// `GET /reverse/{id}/details`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<ReleaseId>) -> Answer {
    let ground = match ground(&ctx, &caller, id).await? {
        Ok(ground) => ground,
        Err(elsewhere) => return Ok(elsewhere),
    };
    if ground.is_over() {
        return Ok(Page::to(&format!("/releases/{id}")));
    }
    let form = Form::fresh(ctx.app.next_id())
        .with("urgency", Urgency::AnyTime.code())
        .with("language", "und")
        .with("clinician", ClinicianWish::Any.code())
        .with("way", ContactWay::DoNotContact.code())
        .with("voicemail", Voicemail::Never.code())
        .with("ask_first", "on");
    let form = preset(form, ctx.t.zone().name(), Recheck::Month);
    ctx.show(&DetailsPage::new(&ctx, &caller, &form, &ground))
}

/// `POST /reverse/{id}/details`. The referral has the release's own id, so that it is sent once.
pub(super) async fn post(ctx: Ctx, caller: Caller, Id(id): Id<ReleaseId>, posted: Posted) -> Answer {
    let ground = match ground(&ctx, &caller, id).await? {
        Ok(ground) => ground,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&DetailsPage::new(&ctx, &caller, &form, &ground));
    }
    if ground.is_over() {
        // Stopped in another window, or ended meanwhile: nothing is sent, and the words stay where they were typed.
        form.refuse(
            "",
            if ground.row.release.revoked_at.is_some() { "reverse-stopped" } else { "reverse-release-over" },
        );
        return ctx.again(&DetailsPage::new(&ctx, &caller, &form, &ground));
    }
    let Some(new) = parse(&ctx, &caller, &mut form, &ground) else {
        return ctx.again(&DetailsPage::new(&ctx, &caller, &form, &ground));
    };
    match app::referrals::send(&ctx.app, &caller, new).await {
        Ok(sent) => Ok(Page::to(&format!("/referrals/{}", sent.id))),
        Err(Error::CannotReachOut(why)) => {
            refuse_reach(&mut form, &ground, why);
            ctx.again(&DetailsPage::new(&ctx, &caller, &form, &ground))
        }
        Err(error @ (Error::Refused(_) | Error::NotOpen(_) | Error::Invalid(_) | Error::TooMany { .. })) => {
            form.refuse_deed(&error);
            ctx.again(&DetailsPage::new(&ctx, &caller, &form, &ground))
        }
        Err(error) => Err(error.into()),
    }
}

fn parse(ctx: &Ctx, caller: &Caller, form: &mut Form, ground: &Ground) -> Option<NewReferral> {
    let offered = offered(ground);
    let need = |text: &str| Service::parse(text).ok().filter(|need| offered.contains(need)).ok_or(());
    let needs: Option<BTreeSet<Service>> = form.choices("needs", need);
    let urgency = form.choice("urgency", Urgency::parse);
    let language = form.choice("language", LanguageCode::parse);
    let visit = wishes(form, direction_to(ground.partner.kind));
    let name = form.person_text("name", LONGEST_NAME);
    let names = [caller.org().name.to_string(), ground.partner.name.to_string()];
    let safe_contact = plan(ctx, form, &names);
    let handoff = form.choice("handoff", |text| Handoff::parse(text).ok().filter(|h| HANDOFFS.contains(h)).ok_or(()));
    let note = form.person_text("note", LONGEST_WORDS);
    let hidden_from = form.choices("never_show", |id| MemberId::parse(id).ok_or(()));
    if !form.is_fine() {
        return None;
    }
    let card = PersonCard { name: name?, safe_contact: safe_contact?, needs: needs?, visit: visit?, note: note? };
    Some(NewReferral {
        id: ground.row.release.referral,
        partnership: ground.partner.partnership,
        handoff: handoff?,
        urgency: urgency?,
        language: language?.to_string(),
        card,
        basis: Basis::Release(ground.row.release.id),
        hidden_from: hidden_from?,
    })
}

/// Whoever is to reach out needs a way, and a release that lets it cross: what is wrong stands beside what mends it.
fn refuse_reach(form: &mut Form, ground: &Ground, why: CannotReachOut) {
    match why {
        CannotReachOut::NoWay if !ground.row.release.elements.contains(&Element::ContactPlan) => {
            form.refuse("handoff", "reverse-way-not-released");
        }
        CannotReachOut::NoWay => form.refuse("way", "reverse-way-needed"),
        CannotReachOut::NoNumber => form.refuse("number", "reverse-number-needed"),
        CannotReachOut::NotShared => form.refuse("handoff", "reverse-way-not-released"),
    }
}

/// Wishes for a visit; an agency is not asked about one.
fn wishes(form: &mut Form, direction: Direction) -> Option<Option<VisitWishes>> {
    if direction == Direction::ToAdvocacy {
        return Some(None);
    }
    let clinician = form.choice("clinician", ClinicianWish::parse)?;
    Some(Some(VisitWishes {
        interpreter: form.is_ticked("interpreter"),
        clinician,
        cost_worry: form.is_ticked("cost"),
        ask_before_statement: form.is_ticked("ask_first"),
        plan_only: form.is_ticked("plan_only"),
        not_to_payer: form.is_ticked("not_to_payer"),
    }))
}

fn plan(ctx: &Ctx, form: &mut Form, names: &[String]) -> Option<SafeContact> {
    let way = form.choice("way", ContactWay::parse);
    let number = form.person_text("number", LONGEST_CONTACT);
    let when = when(form);
    let voicemail = form.choice("voicemail", Voicemail::parse);
    let words = words_to_use(form, LONGEST_CONTACT, names);
    let code_word = form.person_text("code_word", LONGEST_CONTACT);
    let who_may_answer = form.person_text("who_may_answer", LONGEST_CONTACT);
    let way = way?;
    if way == ContactWay::DoNotContact {
        // What stands in fields that no longer apply is not sent.
        return Some(SafeContact::do_not_contact(ctx.now));
    }
    if matches!(way, ContactWay::Call | ContactWay::Text) && number.as_ref().is_some_and(Option::is_none) {
        form.refuse("number", "reverse-number-needed");
    }
    if way.needs_number() && number.as_ref().is_some_and(|n| n.as_ref().is_some_and(|n| !is_phone_number(n))) {
        form.refuse("number", "number-not-a-number");
    }
    let when = when?;
    let plan = SafeContact {
        way,
        number: number?,
        zone: when.zone.map(Into::into),
        times: when.times,
        days: when.days,
        hours: when.hours,
        voicemail: voicemail?,
        words: words?,
        code_word: code_word?,
        who_may_answer: who_may_answer?,
        recheck: when.recheck,
        ..SafeContact::do_not_contact(ctx.now)
    };
    if let Err(why) = clear_when(&plan) {
        form.refuse("times", why.code());
    } else if !ever_opens(&plan, ctx.t.zone().name(), ctx.now) {
        form.refuse("days", "plan-never-opens");
    }
    Some(plan)
}
