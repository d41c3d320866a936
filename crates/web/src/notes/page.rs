//! The page, and what becomes of it when it is posted.

use super::choices::{self, Answer as Choice, answers};
use super::strip::Strip;
use super::{only_at_a_health_center, read};
use crate::agreed::Agreed;
use crate::ctx::{Ctx, Line};
use crate::form::{Fields, Form};
use crate::guard::Posted;
use crate::page::{Answer, Page};
use crate::problem::Problem;
use crate::services::need_with_room;
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::notes::NewNote;
use app::partnerships::{self, Partner};
use askama::Template;
use domain::cues::{Interpreter, MOST_CARDS, NextStep, SeenAlone};
use domain::day::Day;
use domain::ids::{MemberId, NoteId, PartnershipId};
use domain::org::{Language, OrgKind, Regime};
use domain::referral::Handoff;
use domain::release::Element;
use domain::safe_contact::{ContactWay, SafeTime};
use domain::service::Service;
use domain::text::Label;
use domain::training::Knows;
use std::borrow::Cow;

/// One for the patient, one for a friend.
const USUAL_CARDS: &str = "2";

#[derive(Template)]
#[template(path = "notes/new.html")]
struct NotePage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    /// What the member says about the limits of confidentiality.
    wording: &'a str,
    alone: Vec<Choice>,
    interpreters: Vec<Choice>,
    languages: Vec<Choice>,
    next_steps: Vec<Choice>,
    /// Part B stands on the page.
    offers: bool,
    /// Name of the partner organization, when there is only one.
    org: Option<Cow<'a, str>>,
    partners: Vec<(PartnershipId, &'a str, bool)>,
    handoffs: Vec<Choice>,
    ways: Vec<Choice>,
    times: Vec<Choice>,
    voicemail: Vec<Choice>,
    needs: Vec<Choice>,
    strip: Strip,
    /// What was agreed with the partner that was chosen.
    agreed: Option<Agreed>,
    /// What stays here by the agreement with it, in words; empty when nothing does.
    stays: String,
    colleagues: &'a [(MemberId, Label)],
    reviewing: bool,
    /// Why nothing can be sent, as a text key.
    closed: Option<&'static str>,
    hotline: Option<Line>,
    /// The law that pays for this health center asks for a written release.
    needs_release: bool,
    most_cards: u8,
    name_max: usize,
    number_max: usize,
}

/// Everything the page needs besides the form.
struct Room {
    partners: Vec<Partner>,
    /// Who here could know the person.
    colleagues: Vec<(MemberId, Label)>,
    /// How whoever writes knows each partner.
    own: Vec<(PartnershipId, Option<Knows>)>,
}

impl Room {
    async fn of(ctx: &Ctx, caller: &Caller) -> Result<Self, Problem> {
        only_at_a_health_center(caller)?;
        let mut partners = partnerships::list(&ctx.app, caller).await?;
        partners.retain(|partner| partner.kind == OrgKind::Advocacy);
        let mut colleagues = app::people::colleagues(&ctx.app, caller).await?;
        colleagues.retain(|(member, _)| *member != caller.member());
        let mut own = Vec::new();
        for partner in &partners {
            let id = partner.partnership;
            own.push((id, app::trainings::own(&ctx.app, caller, id).await?));
        }
        Ok(Self { partners, colleagues, own })
    }
    /// The partner that was chosen, or the only one. Of several none is chosen before somebody does.
    fn chosen(&self, form: &Form) -> Option<&Partner> {
        let id = PartnershipId::parse(form.value("partner"));
        let only = self.partners.first().filter(|_| self.partners.len() == 1);
        self.partners.iter().find(|partner| Some(partner.partnership) == id).or(only)
    }
    /// Where there are several: the name of the one that was chosen, empty before that.
    fn named(&self, form: &Form) -> Option<&str> {
        let name = self.chosen(form).map_or("", |partner| partner.name.as_str());
        (self.partners.len() > 1).then_some(name)
    }
    /// What the one that was chosen will see.
    fn strip(&self, t: &Tongue, form: &Form) -> Strip {
        let holds = self.chosen(form).map(|partner| &partner.holds);
        Strip::of(t, form, self.named(form), |element| holds.is_none_or(|holds| holds.carries(element)))
    }
    /// The one that says whether anything can be sent: before one is chosen, any that takes referrals.
    fn asked(&self, form: &Form) -> Option<&Partner> {
        let open = || self.partners.iter().find(|partner| partner.closed_because.is_none());
        self.chosen(form).or_else(open).or(self.partners.first())
    }
    /// Part B stands on the page. While it is closed nothing new is asked; what was typed before it closed stays.
    fn offers(&self, form: &Form) -> bool {
        let typed = !form.value("handoff").is_empty();
        self.asked(form).is_some_and(|partner| partner.closed_because.is_none() || typed)
    }
    /// Whether a referral goes with the note: support is wanted, and the page offered it.
    fn sends(&self, form: &Form) -> bool {
        let next = NextStep::parse(form.value("next"));
        let wants = matches!(next, Ok(NextStep::SupportNow | NextStep::SupportLater));
        wants && self.offers(form) && form.value("only").is_empty()
    }
    /// The page named a partner that is none any more: nothing may go to another instead.
    fn has_lost(&self, form: &Form) -> bool {
        let asked = form.value("partner");
        let id = PartnershipId::parse(asked);
        !asked.is_empty() && !self.partners.iter().any(|partner| Some(partner.partnership) == id)
    }
    /// How whoever writes knows a partner.
    fn own(&self, partner: &Partner) -> Option<Knows> {
        self.own.iter().find(|(id, _)| *id == partner.partnership).and_then(|(_, knows)| *knows)
    }
    /// What can be asked for; beside it whether the one that was chosen has room. The partner reads the need alone.
    fn needs(&self, ctx: &Ctx, caller: &Caller, form: &Form, needs: &[Service]) -> Vec<Choice> {
        let (t, today) = (&ctx.t, Day::of(ctx.now, &caller.org().time_zone));
        let mut all = answers(t, form, "needs", needs);
        let Some(partner) = self.chosen(form) else { return all };
        for (answer, need) in all.iter_mut().zip(needs) {
            if let Some(label) = need_with_room(t, &answer.label, partner.capacity(*need, today)) {
                answer.says = std::mem::replace(&mut answer.label, label);
            }
        }
        all
    }
    fn view<'a>(&'a self, ctx: &'a Ctx, caller: &'a Caller, form: &'a Form, reviewing: bool) -> NotePage<'a> {
        let t = &ctx.t;
        let chosen = self.chosen(form);
        let closed = self.asked(form).and_then(|partner| partner.closed_because);
        let wording = &caller.org().reporting_wording;
        let offered = |service: &&Service| self.partners.iter().any(|partner| partner.services.contains(service));
        let needs: Vec<Service> = Service::needs_of(OrgKind::Advocacy).filter(|need| offered(&need)).collect();
        let one = self.partners.len() == 1;
        NotePage {
            colleagues: &self.colleagues,
            ctx,
            t,
            form,
            wording: match t.language() {
                Language::En => &wording.en,
                Language::Es => &wording.es,
            },
            alone: answers(t, form, "alone", SeenAlone::ALL),
            interpreters: answers(t, form, "interpreter", Interpreter::ALL),
            languages: choices::languages(t, form),
            next_steps: choices::next_steps(t, form),
            offers: self.offers(form),
            org: chosen.filter(|_| one).map(|partner| Cow::Borrowed(partner.name.as_str())),
            partners: self
                .partners
                .iter()
                .map(|p| (p.partnership, p.name.as_str(), chosen.is_some_and(|c| c.partnership == p.partnership)))
                .collect(),
            handoffs: answers(t, form, "handoff", choices::HANDOFFS),
            ways: answers(t, form, "way", ContactWay::ALL),
            times: answers(t, form, "times", SafeTime::ALL),
            voicemail: choices::voicemail(t, form),
            needs: self.needs(ctx, caller, form, &needs),
            strip: self.strip(t, form),
            agreed: chosen.map(|partner| Agreed::sending(t, caller, partner).known(self.own(partner))),
            stays: chosen.map_or_else(String::new, |partner| stays(t, partner)),
            reviewing,
            closed: closed.map(|why| Error::NotOpen(why).code()),
            hotline: self
                .asked(form)
                .and_then(|p| p.hotline.as_ref().map(|phone| Line::new(p.name.as_str(), phone.as_str()))),
            needs_release: caller.org().regimes().contains(&Regime::SurvivorServices),
            most_cards: MOST_CARDS,
            name_max: domain::referral::LONGEST_NAME,
            number_max: read::NUMBER,
        }
    }
}

impl NotePage<'_> {
    fn is_hidden_from(&self, id: &MemberId) -> bool {
        self.form.has("never_show", &id.to_string())
    }
    /// The partner organization in a sentence.
    fn them(&self) -> Cow<'_, str> {
        self.org.clone().unwrap_or_else(|| self.t.say("note-them"))
    }
    /// And at the beginning of one.
    fn they(&self) -> Cow<'_, str> {
        self.org.clone().unwrap_or_else(|| self.t.say("note-they"))
    }
}

/// `GET /notes/new`.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    let room = Room::of(&ctx, &caller).await?;
    let mut form = Form::fresh(ctx.app.next_id())
        .with("interpreter", Interpreter::NotNeeded.code())
        .with("cards", USUAL_CARDS)
        .with("way", ContactWay::DoNotContact.code());
    if room.offers(&form) {
        form = form.with("handoff", Handoff::CallTogether.code());
    }
    ctx.show(&room.view(&ctx, &caller, &form, false))
}

/// `POST /notes/new`.
pub(super) async fn post(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let room = Room::of(&ctx, &caller).await?;
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&room.view(&ctx, &caller, &form, false));
    }
    let note = read::note(&mut form);
    if room.has_lost(&form) {
        form.refuse("partner", "note-partner-gone");
    }
    let referral = match &note {
        Some(note) if room.sends(&form) => {
            read::may_offer(&mut form, note);
            let to = room.chosen(&form);
            read::referral(&mut form, note, to, ctx.now)
        }
        _ => None,
    };
    let Some(note) = note.filter(|_| form.is_fine()) else {
        return ctx.again(&room.view(&ctx, &caller, &form, false));
    };
    if referral.is_some() && !has_agreed(&form, &room.strip(&ctx.t, &form)) {
        let form = not_agreed(&form, &ctx);
        return ctx.show(&room.view(&ctx, &caller, &form, true));
    }
    match app::notes::save(&ctx.app, &caller, NewNote { id: NoteId::new(form.id), note, referral }).await {
        Ok(saved) => Ok(Page::to(&format!("/notes/{}", saved.id))),
        Err(Error::CannotReachOut(why)) => {
            form.refuse("way", Error::CannotReachOut(why).code());
            ctx.again(&room.view(&ctx, &caller, &form, false))
        }
        Err(error @ (Error::NotYet(_) | Error::NotOpen(_) | Error::Refused(_) | Error::Invalid(_))) => {
            form.refuse_deed(&error);
            ctx.again(&room.view(&ctx, &caller, &form, false))
        }
        Err(error) => Err(error.into()),
    }
}

/// The same form with the box empty: what was agreed to before is not what stands here now.
fn not_agreed(form: &Form, ctx: &Ctx) -> Form {
    let kept = form.fields().pairs().filter(|(name, _)| *name != "agreed");
    Form::posted(Fields::of(kept.map(|(n, v)| (n.to_owned(), v.to_owned())).collect()), ctx.app.next_id())
}

/// They agreed to what would be sent: the page says back the sentence that stood on it, kept up by its script or
/// written on the page that came back. Whatever went wrong on the way, another sentence is read again first.
fn has_agreed(form: &Form, strip: &Strip) -> bool {
    form.is_ticked("agreed") && form.value("reviewed") == strip.sentence()
}

/// What of a visit's answers does not cross by the agreement with a partner.
fn stays(t: &Tongue, partner: &Partner) -> String {
    let asked = [Element::Name, Element::ContactPlan, Element::Contact, Element::Needs, Element::Language];
    let left = asked.iter().filter(|element| !partner.holds.carries(**element));
    left.map(|element| t.label(element).into_owned()).collect::<Vec<_>>().join(", ")
}
