//! The record's page, and everything on it that depends on where it stands and who reads it.

mod told;

use super::halves::Halves;
use super::history::{Happening, happened};
use super::letters::Letters;
use super::path;
use crate::agreed::Agreed;
use crate::contact::{self, Closed, Masked, Shown};
use crate::ctx::{Ctx, Line};
use crate::forgetting::Forgetting;
use crate::form::{Choice, Form, choices};
use crate::inbox::{from_code, handoff};
use crate::page::{Answer, Id};
use crate::plan::Corner;
use crate::session::Caller;
use crate::texts::Tongue;
use crate::when::Civil;
use app::referrals::{Disclosed, HowOver, Over, ReferralView};
use askama::Template;
use axum::extract::Query;
use domain::ids::{LineId, MemberId, ReferralId, ReleaseId};
use domain::member::Deed;
use domain::org::{OrgKind, Regime};
use domain::referral::{AttemptResult, Bank, DeclineReason, Event, Outcome, PersonCard, Status};
use domain::release::{Element, Purpose};
use domain::safe_contact::{ContactWay, PlanField};
use domain::service::Service;
use domain::text::Label;
use domain::wishes::Wish;
use std::borrow::Cow;
use std::collections::BTreeSet;

#[derive(Template)]
#[template(path = "referrals/show.html")]
pub(super) struct ReferralPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    caller: &'a Caller,
    form: &'a Form,
    v: &'a ReferralView,
    /// Shown once, after it was asked for.
    shown: Option<Shown<'a>>,
    /// What was saved just before.
    saved: Option<&'static str>,
    /// Somebody comes from signing a release.
    has_signed: bool,
    colleagues: Vec<(MemberId, Label)>,
    /// Who can be named on a record for two.
    nameable: Vec<(MemberId, Label)>,
    reasons: Vec<Choice>,
    ways: Vec<Choice>,
    outcomes: Vec<Choice>,
    /// Of our services, which the person can have used.
    usable: Vec<Choice>,
    happened: Vec<Happening>,
    halves: Halves,
    plan: Option<Corner>,
    /// Messages between the two teams, beside the referral.
    letters: Option<Letters>,
    /// What stands about forgetting it.
    forgetting: Forgetting,
}

/// `GET /referrals/{id}`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, Query(after): Query<After>) -> Answer {
    let view = app::referrals::show(&ctx.app, &caller, id).await?;
    let form = fresh(&ctx, &view);
    let colleagues = colleagues(&ctx, &caller).await?;
    let plan = Corner::of(&ctx, &caller, id).await?;
    let forgetting = Forgetting::of(&ctx, &caller, &view).await?;
    let letters = letters(&ctx, &caller, &view, after.before()).await?;
    let mut page = ReferralPage::new(&ctx, &caller, &form, &view, colleagues);
    (page.plan, page.letters, page.forgetting) = (plan, letters, forgetting);
    if view.over.is_some() {
        // Nothing is left to be hidden from anybody.
        page.colleagues = Vec::new();
        return ctx.show(&page);
    }
    page.has_signed = after.saved.as_deref() == Some("release");
    page.saved = after.saved.as_deref().and_then(|saved| said(saved, &view));
    ctx.show(&page)
}

/// A release that was signed a moment ago.
struct Signed {
    release: ReleaseId,
    said: Cow<'static, str>,
}

/// Where somebody comes from. What was saved is told from the record, never from the address.
#[derive(Debug, serde::Deserialize)]
pub(super) struct After {
    saved: Option<String>,
    /// A message of the thread: those that are older are shown.
    before: Option<String>,
}

impl After {
    fn before(&self) -> Option<LineId> {
        self.before.as_deref().and_then(LineId::parse)
    }
}

/// What to say of it.
fn said(saved: &str, view: &ReferralView) -> Option<&'static str> {
    // What an attempt did to the plan stands after it.
    let is_deed = |event: &Event| !matches!(event, Event::ContactChanged(_) | Event::Recalled);
    let last = view.events.iter().map(|happened| happened.event).rfind(is_deed);
    match (saved, last) {
        // Whoever saves it must not think that the partner goes by it already.
        ("plan", _) if view.plan_can_go => Some("contact-saved-plan-here"),
        ("plan", _) => Some("contact-saved-plan"),
        ("plan-sent", _) => Some("contact-plan-sent"),
        ("wishes", _) => Some("wishes-saved"),
        ("restricted", _) if view.restricted_to.is_empty() => Some("restrict-lifted"),
        ("restricted", _) => Some("restrict-saved"),
        ("attempt", Some(Event::Attempted(result))) => Some(contact::tried::saved(result, &view.reach)),
        _ => None,
    }
}

/// The record again with what was typed: 422 with its troubles, or as it was before a sign-in came between.
pub(super) async fn again(ctx: &Ctx, caller: &Caller, id: ReferralId, form: Form) -> Answer {
    let view = app::referrals::show(&ctx.app, caller, id).await?;
    if let Some(over) = view.over {
        return Err(app::Error::Over(over).into());
    }
    let colleagues = colleagues(ctx, caller).await?;
    let plan = Corner::of(ctx, caller, id).await?;
    let forgetting = Forgetting::of(ctx, caller, &view).await?;
    let letters = letters(ctx, caller, &view, None).await?;
    let page = ReferralPage { plan, letters, forgetting, ..ReferralPage::new(ctx, caller, &form, &view, colleagues) };
    if form.is_fine() { ctx.show(&page) } else { ctx.again(&page) }
}

/// The record with a masked part of its plan.
pub(super) async fn with_shown(ctx: &Ctx, caller: &Caller, id: ReferralId, shown: Shown<'_>) -> Answer {
    let view = app::referrals::show(&ctx.app, caller, id).await?;
    let form = fresh(ctx, &view);
    let colleagues = colleagues(ctx, caller).await?;
    let plan = Corner::of(ctx, caller, id).await?;
    let forgetting = Forgetting::of(ctx, caller, &view).await?;
    let letters = letters(ctx, caller, &view, None).await?;
    let mut page = ReferralPage::new(ctx, caller, &form, &view, colleagues);
    (page.shown, page.plan, page.letters, page.forgetting) = (Some(shown), plan, letters, forgetting);
    ctx.show(&page)
}

/// The thread of a record that is not over: its newest page, or what is older than one of its messages.
async fn letters(
    ctx: &Ctx,
    caller: &Caller,
    view: &ReferralView,
    before: Option<LineId>,
) -> app::Result<Option<Letters>> {
    if view.over.is_some() { Ok(None) } else { Letters::of(ctx, caller, view.referral.id, before).await }
}

fn fresh(ctx: &Ctx, view: &ReferralView) -> Form {
    let way = view.card.as_ref().map_or(ContactWay::DoNotContact, |card| card.safe_contact.way);
    Form::fresh(ctx.app.next_id()).with("way", way.code())
}

/// Colleagues who can be chosen on the page, by those who may.
struct Team {
    /// A record can be hidden from them.
    colleagues: Vec<(MemberId, Label)>,
    /// A record can be kept to the reader and one of them.
    nameable: Vec<(MemberId, Label)>,
}

async fn colleagues(ctx: &Ctx, caller: &Caller) -> app::Result<Team> {
    if !caller.may(Deed::HideFromMember) {
        return Ok(Team { colleagues: Vec::new(), nameable: Vec::new() });
    }
    let colleagues = app::people::colleagues(&ctx.app, caller).await?;
    Ok(Team { colleagues, nameable: app::referrals::nameable(&ctx.app, caller).await? })
}

impl ReferralPage<'_> {
    /// What was agreed about people who come from this partner.
    fn agreed(&self) -> Agreed {
        Agreed::receiving(self.t, self.caller, &self.v.partner)
    }
}

impl<'a> ReferralPage<'a> {
    fn new(ctx: &'a Ctx, caller: &'a Caller, form: &'a Form, v: &'a ReferralView, team: Team) -> Self {
        let t = &ctx.t;
        Self {
            ctx,
            t,
            caller,
            form,
            v,
            shown: None,
            saved: None,
            has_signed: false,
            colleagues: team.colleagues,
            nameable: team.nameable,
            reasons: choices(t, DeclineReason::ALL),
            ways: choices(t, ContactWay::ALL),
            outcomes: choices(t, Outcome::ALL.iter().filter(|outcome| **outcome != Outcome::LoopClosed)),
            usable: choices(t, &Service::needs_of(caller.org().kind).collect::<Vec<_>>()),
            happened: happened(t, &v.events),
            halves: Halves::new(t, caller, v),
            plan: None,
            letters: None,
            forgetting: Forgetting::default(),
        }
    }

    fn id(&self) -> ReferralId {
        self.v.referral.id
    }
    fn path(&self) -> String {
        path(self.id())
    }
    fn is_receiver(&self) -> bool {
        self.v.referral.bank == Bank::Receiver
    }
    fn bank(&self) -> &'static str {
        from_code(self.v.referral.direction)
    }
    fn handoff(&self) -> Cow<'static, str> {
        handoff(self.t, self.v.referral.direction, self.v.referral.handoff)
    }
    fn may(&self, deed: Deed) -> bool {
        self.caller.may(deed)
    }
    fn waits(&self) -> bool {
        self.is_receiver() && self.v.referral.status == Status::Received
    }
    fn is_worked_on(&self) -> bool {
        let open = matches!(self.v.referral.status, Status::Accepted | Status::Connecting | Status::Connected);
        self.is_receiver() && open
    }
    /// Whoever may reach them says what came of it, on either bank, also before it is taken. Somebody who is not to be
    /// contacted is not tried.
    fn can_be_tried(&self) -> bool {
        let stands = !self.is_over() && self.v.referral.status != Status::Draft && self.may(Deed::WorkReferral);
        stands && self.v.card.as_ref().is_some_and(|card| !self.is_never(card))
    }
    /// The release that this member has just signed with the person: done, until when, and where it stands.
    fn signed(&self) -> Option<Signed> {
        let ours = |release: &&domain::release::Release| {
            release.is_live(self.v.now)
                && release.purpose != Purpose::WarmReferral
                && release.signature.is_some_and(|signature| signature.witness == self.caller.member())
        };
        let last = self.v.releases.iter().filter(ours).max_by_key(|release| release.signature.map(|one| one.signed_at));
        let release = last.filter(|_| self.has_signed)?;
        let said = self.t.with("org", &self.v.partner.name).with("what", elements(self.t, &release.elements));
        let date = release.expires_at.map_or(Cow::Borrowed(""), |end| self.t.until(end));
        Some(Signed {
            release: release.id,
            said: said.with("date", date).with("code", &self.v.short_code).say("referral-release-signed"),
        })
    }
    /// The partner has the plan it had, and that matters now: something of ours was changed just now, or the way they
    /// know has proved dangerous.
    fn is_untold(&self) -> bool {
        let changed = self.saved == Some("contact-saved-plan");
        !self.is_over()
            && !self.v.recalled
            && !self.v.plan_can_go
            && (changed || self.v.danger_there)
            && self.may(Deed::WorkReferral)
    }
    /// What they have there, in words.
    fn there(&self) -> Cow<'static, str> {
        let key = if self.v.danger_there { "contact-danger-there" } else { "contact-untold" };
        self.t.with("org", &self.v.partner.name).say(key)
    }
    /// Telling the sender takes a release of the person here; a sender's own stands already.
    fn tells_under_release(&self) -> bool {
        let here = self.caller.org();
        let is_bound = here.kind != OrgKind::HealthCenter || here.regimes().contains(&Regime::SurvivorServices);
        self.is_receiver() && is_bound
    }
    /// A release to plan together lets it be written to them.
    fn can_write_to_them(&self) -> bool {
        let care = |release: &domain::release::Release| release.purpose == Purpose::CoordinatedCare;
        self.v.releases.iter().any(|release| care(release) && release.is_live(self.v.now))
    }
    /// It can still be handed back or found to be too much.
    fn can_be_left(&self) -> bool {
        self.is_worked_on() && self.v.referral.status != Status::Connected
    }
    fn is_connected(&self) -> bool {
        self.v.referral.status == Status::Connected
    }
    /// What a closed record says of itself: how it stands, and what happened.
    fn closed(&self, over: &Over) -> (Cow<'static, str>, Cow<'static, str>) {
        let (stands, said) = match over.how {
            HowOver::Forgotten => ("closed-forgotten", "closed-forgotten-text"),
            HowOver::PartnerEnded => ("referral-ended-title", "referral-ended-text"),
            HowOver::Untaken | HowOver::Ended => ("closed-untaken", "closed-untaken-text"),
        };
        (self.t.say(stands), self.t.with("at", self.t.exact(over.at, self.ctx.now)).say(said))
    }
    fn is_over(&self) -> bool {
        self.v.referral.status.is_final()
    }
    fn waited(&self) -> Cow<'static, str> {
        self.t.span(self.ctx.now.minutes_since(self.v.referral.created_at))
    }
    fn is_late(&self) -> bool {
        self.waits() && self.ctx.now > self.v.referral.answer_by
    }
    fn name_of<'c>(&self, card: &'c PersonCard) -> Cow<'c, str> {
        card.name.as_ref().map_or_else(|| self.t.say("referral-guest"), |name| Cow::Borrowed(name.reveal()))
    }
    fn is_never(&self, card: &PersonCard) -> bool {
        card.safe_contact.way == ContactWay::DoNotContact
    }
    /// Why contact is not safe now. Once it is over nobody is to be contacted, and the number is wiped.
    fn closed_because(&self) -> Option<Closed> {
        contact::closed(self.t, &self.v.reach, self.ctx.now).filter(|_| !self.is_over())
    }
    fn number(&self) -> Option<&str> {
        self.shown.filter(|(field, _)| *field == PlanField::Number).map(|(_, text)| text)
    }
    /// The other masked parts of the plan.
    fn masked(&self, card: &PersonCard) -> Option<Vec<Masked<'a>>> {
        let may_show = !self.is_over() && self.may(Deed::WorkReferral);
        let is_open = self.v.reach.allowed.is_ok();
        let parts = contact::masked(self.t, &card.safe_contact, self.shown, &path(self.id()), may_show, is_open);
        (!parts.is_empty()).then_some(parts)
    }
    fn zone(&self, card: &PersonCard) -> Option<Cow<'static, str>> {
        contact::zone(self.t, &card.safe_contact)
    }
    /// Who reads this page: everybody who works on referrals, or the two by name.
    fn seen_by(&self) -> Cow<'static, str> {
        if self.v.restricted_to.is_empty() {
            return self.t.with("org", &self.caller.org().name).say("referral-seen-by");
        }
        self.t.with("names", self.restricted_names()).say("restrict-seen-by")
    }
    fn restricted_names(&self) -> String {
        crate::releases::two_names(self.t, &self.v.restricted_to)
    }
    fn is_chosen(&self, id: &MemberId) -> bool {
        self.form.has("with", &id.to_string())
    }
    fn asked(&self) -> Vec<Wish> {
        contact::asked(&self.v.wishes, self.v.card.as_ref().and_then(|card| card.visit.as_ref()))
    }
    fn can_keep_wishes(&self) -> bool {
        self.v.card.is_some() && self.may(Deed::KeepWishes)
    }
    fn all_wishes(&self) -> &'static [Wish] {
        Wish::ALL
    }
    fn is_wished(&self, wish: &Wish) -> bool {
        if self.form.is_posted() { self.form.has("wishes", wish.code()) } else { self.v.wishes.contains(wish) }
    }
    /// Whether the number can be shown here: to somebody who works on it, while a contact is safe.
    fn can_show_number(&self) -> bool {
        !self.is_over() && self.v.reach.allowed.is_ok() && self.may(Deed::WorkReferral)
    }
    /// That there is a number says something only to those who may come to see it.
    fn says_hidden(&self) -> bool {
        self.is_receiver() || !self.is_over()
    }
    /// It is over, and the number that came with it is gone.
    fn is_wiped(&self) -> bool {
        self.is_receiver() && self.is_over() && self.v.number_wiped
    }
    fn times(&self, card: &PersonCard) -> String {
        contact::times(self.t, &card.safe_contact)
    }
    /// What the consent covers that came along.
    fn consented(&self, part2: &domain::part2::Part2Attachment) -> String {
        elements(self.t, &part2.consent.elements)
    }
    /// Whoever reads it is warned.
    fn is_sensitive(&self) -> bool {
        let sensitive = domain::service::SpecialClass::Sensitive;
        self.v.card.as_ref().is_some_and(|card| card.needs.iter().any(|need| need.class() == Some(sensitive)))
    }
    fn needs(&self, card: &PersonCard) -> String {
        joined(card.needs.iter().map(|need| self.t.label(need)))
    }
    fn elements(&self, disclosed: &Disclosed) -> String {
        elements(self.t, &disclosed.elements)
    }
    /// The plan can be put down anew here by whoever sent the record, while it stands.
    fn can_replan_sent(&self) -> bool {
        !self.is_receiver() && !self.is_over() && self.may(Deed::WorkReferral)
    }
    /// Why nothing can be written to the partner now, if so.
    fn letters_closed(&self) -> Option<Cow<'static, str>> {
        let closed = self.v.partner.closed_because.map(|why| self.t.say(app::Error::NotOpen(why).code()));
        closed.filter(|_| self.letters.as_ref().is_some_and(|letters| letters.writes_until().is_some()))
    }
    fn partner_is_advocacy(&self) -> bool {
        self.v.partner.kind == OrgKind::Advocacy
    }
    fn visit(&self) -> Option<Cow<'static, str>> {
        let civil = Civil::parse(self.v.visit_at.as_deref()?)?;
        Some(self.t.civil(civil))
    }
    fn dial(&self, phone: &str) -> String {
        Line::new("", phone).dial
    }
    /// What can have come of an attempt, as the plan stands.
    fn attempts(&self) -> Vec<AttemptResult> {
        let Some(card) = &self.v.card else { return Vec::new() };
        contact::tried::attempts(&card.safe_contact, &self.caller.org().time_zone, self.ctx.now)
    }
}

/// What may cross or has crossed, in words.
pub(crate) fn elements(t: &Tongue, elements: &BTreeSet<Element>) -> String {
    joined(elements.iter().map(|element| t.label(element)))
}

/// Parts of a list in one line.
pub(crate) fn joined(parts: impl Iterator<Item = Cow<'static, str>>) -> String {
    parts.collect::<Vec<_>>().join(" · ")
}
