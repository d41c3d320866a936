//! A no-name consult: staff ask the partner's staff for what they know. A topic, and where to call back.
//!
//! Invariant: the form has no field for a person, and none for free words.

use crate::ctx::{Ctx, Line};
use crate::form::{Choice, Form, choices};
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::policy::Policy;
use crate::routes::Routes;
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::consults::{self, Consult, NewConsult};
use app::partnerships::{self, Partner};
use askama::Template;
use domain::consult::{StaffPhone, Topic};
use domain::ids::{ConsultId, PartnershipId};
use domain::member::Deed;
use domain::referral::Direction;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/consult", Policy::Deed(Deed::Consult), get)
        .post("/consult", Policy::Deed(Deed::Consult), post)
        .post("/consult/{id}/answered", Policy::Deed(Deed::Consult), answered)
}

/// How staff want to talk.
const CALL_NOW: &str = "now";
const CALL_BACK: &str = "back";

#[derive(Template)]
#[template(path = "consult/page.html")]
struct ConsultPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    partners: &'a [Partner],
    topics: Vec<Choice>,
    ways: Vec<Choice>,
    asked_of_us: Vec<Consult>,
    asked_by_us: Vec<Consult>,
}

struct Scene {
    partners: Vec<Partner>,
    direction: Option<Direction>,
    consults: Vec<Consult>,
}

impl Scene {
    async fn of(ctx: &Ctx, caller: &Caller) -> app::Result<Self> {
        let (partners, direction) =
            (partnerships::list(&ctx.app, caller).await?, Direction::from_sender(caller.org().kind));
        Ok(Self { partners, direction, consults: consults::list(&ctx.app, caller).await? })
    }
    fn topics(&self) -> Vec<Topic> {
        self.direction.map(Topic::asked).unwrap_or_default()
    }
    fn page<'a>(&'a self, ctx: &'a Ctx, form: &'a Form) -> ConsultPage<'a> {
        let t = &ctx.t;
        let way = |code, key, hint| Choice { code, label: t.say(key), hint: t.say(hint) };
        let (asked_by_us, asked_of_us) = self.consults.iter().cloned().partition(|consult| consult.is_ours);
        ConsultPage {
            ctx,
            t,
            form,
            partners: &self.partners,
            topics: choices(t, self.topics().iter()),
            ways: vec![
                way(CALL_BACK, "consult-way-back", "consult-way-back-hint"),
                way(CALL_NOW, "consult-way-now", "consult-way-now-hint"),
            ],
            asked_of_us,
            asked_by_us,
        }
    }
}

impl ConsultPage<'_> {
    fn line(&self, partner: &Partner) -> Line {
        Line::new(partner.name.as_str(), partner.phone.as_str())
    }
    fn is_chosen(&self, partner: &Partner) -> bool {
        self.partners.len() == 1 || self.form.has("partnership", &partner.partnership.to_string())
    }
    fn call(&self, phone: &StaffPhone) -> Line {
        Line::new("", phone.as_str())
    }
}

/// `GET /consult`.
async fn get(ctx: Ctx, caller: Caller) -> Answer {
    let scene = Scene::of(&ctx, &caller).await?;
    let form = Form::fresh(ctx.app.next_id());
    ctx.show(&scene.page(&ctx, &form))
}

/// `POST /consult`.
async fn post(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let scene = Scene::of(&ctx, &caller).await?;
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&scene.page(&ctx, &form));
    }
    let Some(new) = parse(&mut form, &scene) else { return ctx.again(&scene.page(&ctx, &form)) };
    match consults::ask(&ctx.app, &caller, new).await {
        Ok(()) => Ok(Page::to("/consult")),
        Err(error @ (Error::NotOpen(_) | Error::Invalid(_))) => {
            form.refuse_deed(&error);
            ctx.again(&scene.page(&ctx, &form))
        }
        Err(error) => Err(error.into()),
    }
}

fn parse(form: &mut Form, scene: &Scene) -> Option<NewConsult> {
    let partner =
        |text: &str| PartnershipId::parse(text).filter(|id| scene.partners.iter().any(|p| p.partnership == *id));
    let partnership = match &scene.partners[..] {
        [only] => Some(only.partnership),
        _ => form.choice("partnership", |text| partner(text).ok_or(())),
    };
    let topics = scene.topics();
    let topic = form.choice("topic", |text| Topic::parse(text).ok().filter(|topic| topics.contains(topic)).ok_or(()));
    let way =
        form.choice("way", |text| if matches!(text, CALL_NOW | CALL_BACK) { Ok(text == CALL_BACK) } else { Err(()) });
    let call_back = if way == Some(true) {
        let phone = StaffPhone::parse(form.value("phone")).ok();
        if phone.is_none() {
            form.refuse("phone", "consult-phone-wrong");
        }
        phone
    } else {
        None
    };
    if !form.is_fine() {
        return None;
    }
    Some(NewConsult { id: ConsultId::new(form.id), partnership: partnership?, topic: topic?, call_back })
}

/// `POST /consult/{id}/answered`.
async fn answered(ctx: Ctx, caller: Caller, Id(id): Id<ConsultId>) -> Answer {
    consults::answered(&ctx.app, &caller, id).await?;
    Ok(Page::to("/consult"))
}
