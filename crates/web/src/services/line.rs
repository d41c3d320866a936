//! A line of our list, on one form.

use super::ours::{OURS, ours};
use crate::ctx::Ctx;
use crate::form::{Choice, Form, choices};
use crate::guard::Posted;
use crate::labels::Labeled;
use crate::page::{Answer, Id, Page};
use crate::problem::Problem;
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::listings::{self, ServiceList};
use askama::Template;
use domain::day::Day;
use domain::ids::{ListingId, SiteId};
use domain::language::LanguageCode;
use domain::listing::{
    ClockTime, Cost, Eligibility, Hours, HoursKind, LONGEST_REMARK, Listing, ListingError, Offered, OwnName, Reach,
    Remark, Room, Week, Weekday, is_phone,
};
use domain::org::OrgKind;
use domain::service::Service;
use domain::text::Label;
use domain::time::Timestamp;

/// Languages that are offered by name.
pub(super) const LANGUAGES: &[&str] =
    &["en", "es", "ar", "ase", "fr", "hmn", "ht", "ko", "pt", "ru", "so", "tl", "vi", "zh"];
/// What stands in the choice of a service for one of their own.
const OWN: &str = "own";

/// A site that can be chosen: a code that lives as long as the page.
struct Place {
    code: String,
    label: String,
}

#[derive(Template)]
#[template(path = "services/line.html")]
struct LinePage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    action: String,
    /// Only for a line that stands.
    removal: Option<String>,
    services: Vec<Choice>,
    places: Vec<Place>,
    hours: Vec<Choice>,
    days: Vec<Choice>,
    languages: Vec<Choice>,
    eligibility: Vec<Choice>,
    costs: Vec<Choice>,
    reach: Vec<Choice>,
    rooms: Vec<Choice>,
}

pub(super) fn language_choices(t: &Tongue) -> Vec<Choice> {
    let choice = |code: &&'static str| Choice { code, label: t.language_named(code), hint: "".into() };
    LANGUAGES.iter().map(choice).collect()
}

impl<'a> LinePage<'a> {
    fn new(ctx: &'a Ctx, form: &'a Form, list: &ServiceList, id: Option<ListingId>) -> Self {
        let t = &ctx.t;
        let mut services = choices(t, Service::ALL.iter().filter(|service| service.offered_by() == list.kind));
        services.push(Choice { code: OWN, label: t.say("listing-own"), hint: "".into() });
        let place = |site: &domain::listing::Site| Place { code: site.id.to_string(), label: site.name.to_string() };
        Self {
            ctx,
            t,
            form,
            action: id.map_or_else(|| format!("{OURS}/new"), |id| format!("{OURS}/{id}")),
            removal: id.map(|id| format!("{OURS}/{id}/remove")),
            services,
            places: list.sites.iter().map(place).collect(),
            hours: choices(t, HoursKind::ALL),
            days: choices(t, Weekday::ALL),
            languages: language_choices(t),
            eligibility: choices(t, Eligibility::ALL),
            costs: choices(t, Cost::ALL),
            reach: choices(t, Reach::ALL),
            rooms: choices(t, Room::ALL),
        }
    }
}

fn seen(line: &Listing) -> String {
    line.verified_at.map_or_else(|| "never".to_owned(), |at| at.micros().to_string())
}

fn filled(form: Form, line: &Listing) -> Form {
    let (service, own, spanish) = match &line.what {
        Offered::Coded(service) => (service.code(), "", ""),
        Offered::Own(own) => (OWN, own.name.as_str(), own.spanish.as_ref().map_or("", |name| name.as_str())),
    };
    let mut form = form
        .with("seen", seen(line))
        .with("service", service)
        .with("own_name", own)
        .with("own_name_es", spanish)
        .with("site", line.site.map(|site| site.to_string()).unwrap_or_default())
        .with("cost", line.cost.code())
        .with("phone", line.phone.as_ref().map(ToString::to_string).unwrap_or_default())
        .with("room", line.room.code())
        .with("full_until", line.full_until.map(Day::code).unwrap_or_default())
        .with("remark_en", line.remark.en())
        .with("remark_es", line.remark.es());
    for one in &line.languages {
        form = form.with("languages", one.as_str());
    }
    for one in &line.eligibility {
        form = form.with("eligibility", one.code());
    }
    for one in &line.reach {
        form = form.with("reach", one.code());
    }
    filled_hours(form, &line.hours)
}

/// The hours as their fields hold them.
pub(super) fn filled_hours(form: Form, hours: &Hours) -> Form {
    let form = form.with("hours", hours.kind().code());
    let Hours::Weekly(week) = hours else { return form };
    let form = form.with("from", week.from().code()).with("to", week.to().code());
    week.days().iter().fold(form, |form, day| form.with("days", day.named().1))
}

/// The hours as they were typed. `None` has named its trouble.
pub(super) fn read_hours(form: &mut Form) -> Option<Hours> {
    match form.choice("hours", HoursKind::parse)? {
        HoursKind::DayAndNight => Some(Hours::DayAndNight),
        HoursKind::Appointment => Some(Hours::Appointment),
        HoursKind::Ask => Some(Hours::Ask),
        HoursKind::Weekly => {
            let days = form.choices("days", Weekday::parse)?;
            let clock = ClockTime::parse(form.value("from")).zip(ClockTime::parse(form.value("to")));
            let week = clock.and_then(|(from, to)| Week::new(days, from, to).ok());
            if week.is_none() {
                form.refuse("days", "listing-hours-unclear");
            }
            week.map(Hours::Weekly)
        }
    }
}

/// A telephone number that may stay empty. The outer `None` has named its trouble.
pub(super) fn read_phone(form: &mut Form, field: &'static str) -> Option<Option<Label>> {
    let raw = form.value(field).trim().to_owned();
    if raw.is_empty() {
        return Some(None);
    }
    if !is_phone(&raw) {
        form.refuse(field, "listing-phone-unclear");
        return None;
    }
    form.label(field).map(Some)
}

/// Two free words, as an organization of this kind may write them. `None` has named its trouble.
pub(super) fn read_remark(form: &mut Form, kind: OrgKind, (fields, max): ([&'static str; 2], usize)) -> Option<Remark> {
    let read = |en: &str, es: &str| Remark::read(en, es, max).and_then(|one| one.checked(kind, max).map(|()| one));
    let remark = read(form.value(fields[0]), form.value(fields[1]));
    // Which of the two it is: the first is read again, alone.
    let wrong = |form: &Form| if read(form.value(fields[0]), "").is_err() { fields[0] } else { fields[1] };
    match remark {
        Ok(remark) => Some(remark),
        Err(ListingError::Person(like)) => {
            let field = wrong(form);
            form.refuse_with(field, "listing-person-found", vec![("what", like.code().into())]);
            None
        }
        Err(_) => {
            let field = wrong(form);
            form.refuse_with(field, "field-too-long", vec![("max", max.into())]);
            None
        }
    }
}

fn read(form: &mut Form, id: ListingId, kind: OrgKind) -> Option<Listing> {
    let what = match form.value("service") {
        OWN => {
            let name = form.label("own_name");
            let spanish = if form.value("own_name_es").trim().is_empty() {
                Some(None)
            } else {
                form.label("own_name_es").map(Some)
            };
            name.zip(spanish).map(|(name, spanish)| Offered::Own(OwnName { name, spanish }))
        }
        _ => form.choice("service", Service::parse).map(Offered::Coded),
    };
    let site = match form.value("site") {
        "" => Some(None),
        text => {
            let site = SiteId::parse(text);
            if site.is_none() {
                form.refuse("site", "field-unknown-choice");
            }
            site.map(Some)
        }
    };
    let until = form.value("full_until").trim().to_owned();
    let full_until = if until.is_empty() { Some(None) } else { Day::parse(&until).map(Some) };
    if full_until.is_none() {
        form.refuse("full_until", "listing-day-unclear");
    }
    let (hours, cost, room) = (read_hours(form), form.choice("cost", Cost::parse), form.choice("room", Room::parse));
    let languages = form.choices("languages", LanguageCode::parse);
    let (eligibility, reach) = (form.choices("eligibility", Eligibility::parse), form.choices("reach", Reach::parse));
    let phone = read_phone(form, "phone");
    let remark = read_remark(form, kind, (["remark_en", "remark_es"], LONGEST_REMARK));
    let line = Listing {
        id,
        what: what?,
        site: site?,
        hours: hours?,
        languages: languages?,
        eligibility: eligibility?,
        cost: cost?,
        reach: reach?,
        phone: phone?,
        room: room?,
        full_until: full_until?,
        remark: remark?,
        verified_at: None,
    };
    match line.checked(kind) {
        Ok(line) => Some(line),
        Err(ListingError::ShelterHasNoPlace) => {
            form.refuse("site", "listing-shelter-place");
            None
        }
        Err(_) => {
            form.refuse(if form.value("service") == OWN { "own_name" } else { "service" }, "listing-person");
            None
        }
    }
}

/// `GET /services/ours/new`.
pub(super) async fn new(ctx: Ctx, caller: Caller) -> Answer {
    let list = ours(&ctx, &caller).await?;
    let form = Form::fresh(ctx.app.next_id());
    let form = filled_hours(form, &Hours::Ask).with("room", Room::Open.code()).with("cost", Cost::Ask.code());
    ctx.show(&LinePage::new(&ctx, &form, &list, None))
}

/// `POST /services/ours/new`.
pub(super) async fn add(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let form = posted.form(&ctx);
    let id = ListingId::new(form.id);
    save(&ctx, &caller, posted, (id, None)).await
}

/// `GET /services/ours/{id}`.
pub(super) async fn edit(ctx: Ctx, caller: Caller, Id(id): Id<ListingId>) -> Answer {
    let list = ours(&ctx, &caller).await?;
    let line = list.lines.iter().find(|line| line.id == id).ok_or(Problem::NotFound)?;
    let form = filled(Form::fresh(ctx.app.next_id()), line);
    ctx.show(&LinePage::new(&ctx, &form, &list, Some(id)))
}

/// `POST /services/ours/{id}`.
pub(super) async fn change(ctx: Ctx, caller: Caller, Id(id): Id<ListingId>, posted: Posted) -> Answer {
    if !listings::is_ours(&ctx.app, &caller, id).await? {
        return Err(Problem::NotFound);
    }
    save(&ctx, &caller, posted, (id, Some(id))).await
}

async fn save(ctx: &Ctx, caller: &Caller, posted: Posted, (id, stands): (ListingId, Option<ListingId>)) -> Answer {
    let list = ours(ctx, caller).await?;
    let mut form = posted.form(ctx);
    if posted.is_resumed() {
        return ctx.show(&LinePage::new(ctx, &form, &list, stands));
    }
    let Some(line) = read(&mut form, id, list.kind) else {
        return ctx.again(&LinePage::new(ctx, &form, &list, stands));
    };
    let was = stands.map(|_| form.value("seen").parse().ok().map(Timestamp::from_micros));
    match listings::save(&ctx.app, caller, line, was).await {
        Ok(()) => Ok(Page::to(OURS)),
        Err(error @ Error::Invalid("listing-changed-since")) => {
            form.refuse("", error.code());
            // What stands now was told to them, so saving once more replaces it.
            let now = list.lines.iter().find(|line| line.id == id).map(seen).unwrap_or_default();
            let form = form.replaced("seen", now);
            ctx.again(&LinePage::new(ctx, &form, &list, stands))
        }
        Err(error @ Error::Invalid("listing-site-gone")) => {
            form.refuse("site", error.code());
            ctx.again(&LinePage::new(ctx, &form, &list, stands))
        }
        Err(error) => Err(error.into()),
    }
}
