//! Partner organizations as staff know them: whom to call, what they offer, how soon they answer. Never an address.

mod closed;
mod line;
mod ours;
mod profile;
mod show;
mod site;
mod take;
mod words;

pub(crate) use words::need_with_room;

use crate::ctx::{Ctx, Line};
use crate::page::Answer;
use crate::policy::Policy;
use crate::routes::Routes;
use crate::session::Caller;
use crate::texts::Tongue;
use app::partnerships::{self, Partner};
use askama::Template;
use domain::day::Day;
use domain::ids::OrgId;
use domain::member::Deed;
use domain::org::OrgKind;
use domain::partnership::PartnershipState;
use domain::service::Service;
use domain::time::Timestamp;
use std::borrow::Cow;

pub(crate) fn routes() -> Routes {
    let (read, write) = (Policy::Deed(Deed::ReadServices), Policy::Deed(Deed::WriteListings));
    Routes::new()
        .get("/services", read, get)
        .get("/services/{id}", read, show::get)
        .get("/services/{id}/en.pdf", read, show::english)
        .get("/services/{id}/es.pdf", read, show::spanish)
        .get("/services/ours", write, ours::get)
        .get("/services/ours/profile", write, profile::get)
        .post("/services/ours/profile", write, profile::post)
        .get("/services/ours/closed", write, closed::get)
        .post("/services/ours/closed", write, closed::add)
        .post("/services/ours/closed/remove", write, closed::remove)
        .post("/services/ours/publish", write, ours::publish)
        .get("/services/ours/new", write, line::new)
        .post("/services/ours/new", write, line::add)
        .get("/services/ours/{id}", write, line::edit)
        .post("/services/ours/{id}", write, line::change)
        .post("/services/ours/{id}/check", write, ours::check)
        .post("/services/ours/{id}/remove", write, ours::remove)
        .get("/services/ours/sites/new", write, site::new)
        .post("/services/ours/sites/new", write, site::add)
        .get("/services/ours/sites/take", write, take::get)
        .post("/services/ours/sites/take", write, take::post)
        .get("/services/ours/sites/{id}", write, site::edit)
        .post("/services/ours/sites/{id}", write, site::change)
        .post("/services/ours/sites/{id}/remove", write, ours::close_site)
        .nav_when(90, "nav-services", "/services", |session| !session.may(Deed::WriteWorkspace))
        .nav_over(&["/directory"])
}

/// A partner organization, in words.
pub(crate) struct Card {
    /// Which.
    pub org: OrgId,
    /// Its name.
    pub name: String,
    /// Health center or advocacy organization.
    pub kind: Cow<'static, str>,
    /// It is on the advocates' bank: the current comes from there.
    pub is_advocacy: bool,
    /// Its public phone.
    pub phone: Line,
    /// Day and night.
    pub hotline: Option<Line>,
    /// Whom to ask for.
    pub liaison: Option<String>,
    /// And when they are out.
    pub alternate: Option<String>,
    /// How soon it promises to answer.
    pub promise: Cow<'static, str>,
    /// How soon it does, once enough is known.
    pub usual_reply: Option<Cow<'static, str>>,
    /// Whether it answers within its promise now, once enough is known.
    pub keeping_up: Option<bool>,
    /// As of when.
    pub as_of: Option<Timestamp>,
    /// What it offers now.
    pub services: Vec<Cow<'static, str>>,
    /// Nothing is sent now; a text key.
    pub closed: Option<&'static str>,
    /// Where the partnership stands, when it is not simply active.
    pub state: Option<Cow<'static, str>>,
}

impl Card {
    /// In the reader's words.
    pub(crate) fn of(t: &Tongue, partner: &Partner, now: Timestamp) -> Self {
        let (name, today) = (partner.name.as_str(), Day::of(now, t.zone().name()));
        // One that takes nobody now is not told as if it did.
        let offered = |service: &Service| {
            let label = t.label(service);
            need_with_room(t, &label, partner.capacity(*service, today)).unwrap_or(label)
        };
        Self {
            org: partner.org,
            name: name.to_owned(),
            kind: t.label(partner.kind),
            is_advocacy: partner.kind == OrgKind::Advocacy,
            phone: Line::new(name, partner.phone.as_str()),
            hotline: partner.hotline.as_ref().map(|phone| Line::new(name, phone.as_str())),
            liaison: partner.liaison.as_ref().map(ToString::to_string),
            alternate: partner.alternate.as_ref().map(ToString::to_string),
            promise: crate::agreed::promise(t, partner),
            usual_reply: partner.pulse.usual_reply.map(|minutes| t.span(minutes)),
            keeping_up: partner.pulse.keeping_up,
            as_of: partner.pulse.as_of,
            services: partner.services.iter().map(offered).collect(),
            closed: partner.closed_because.map(|why| app::Error::NotOpen(why).code()),
            state: (partner.state != PartnershipState::Active).then(|| t.label(partner.state)),
        }
    }
}

#[derive(Template)]
#[template(path = "services/list.html")]
struct ServicesPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    partners: Vec<Card>,
    may_consult: bool,
    may_read_together: bool,
    may_keep_ours: bool,
    ours: OrgId,
}

/// `GET /services`.
async fn get(ctx: Ctx, caller: Caller) -> Answer {
    let partners = partnerships::list(&ctx.app, &caller).await?;
    let partners = partners.iter().map(|partner| Card::of(&ctx.t, partner, ctx.now)).collect();
    let may_consult = caller.may(Deed::Consult);
    let may_read_together = caller.may(Deed::ReadWorkspace);
    let (may_keep_ours, ours) = (caller.may(Deed::WriteListings), caller.org_id());
    ctx.show(&ServicesPage { ctx: &ctx, t: &ctx.t, partners, may_consult, may_read_together, may_keep_ours, ours })
}
