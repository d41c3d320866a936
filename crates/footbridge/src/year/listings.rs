//! Who the two organizations of the demo are, and what they offer. Numbers are of the block that no telephone has.

use crate::people::{Pair, label};
use app::{App, Session, listings};
use domain::day::Day;
use domain::ids::SiteId;
use domain::language::LanguageCode;
use domain::listing::{
    Access, ClockTime, Cost, Eligibility, Hours, LONGEST_ABOUT, Listing, Offered, Profile, Reach, Remark, Room, Site,
    Week, Weekday,
};
use domain::service::Service;

use Eligibility::{Adults, AllGenders, Anyone, Families, NoInsurance, NoPapers, Teens};
use Reach::{Call, ThroughStaff, WalkIn};

fn remark(en: &str, es: &str) -> Remark {
    Remark::read(en, es, LONGEST_ABOUT).expect("invariant: what is written here can be read")
}

/// Some days, from one hour to another; by asking, if they were none.
fn week(days: &[Weekday], from: &str, to: &str) -> Hours {
    let clock = ClockTime::parse(from).zip(ClockTime::parse(to));
    let week = clock.and_then(|(from, to)| Week::new(days.iter().copied().collect(), from, to).ok());
    week.map_or(Hours::Ask, Hours::Weekly)
}

fn weekdays() -> Hours {
    use Weekday::{Friday, Monday, Thursday, Tuesday, Wednesday};
    week(&[Monday, Tuesday, Wednesday, Thursday, Friday], "08:00", "17:00")
}

/// What stands on a line besides hours and place.
struct Line {
    service: Service,
    hours: Hours,
    cost: Cost,
    eligibility: &'static [Eligibility],
    reach: &'static [Reach],
    languages: &'static [&'static str],
    room: Room,
}

const fn line(
    service: Service,
    hours: Hours,
    cost: Cost,
    eligibility: &'static [Eligibility],
    reach: &'static [Reach],
) -> Line {
    Line { service, hours, cost, eligibility, reach, languages: &["en", "es"], room: Room::Open }
}

/// Both lists, as their leads keep them.
pub async fn keep(app: &App, pair: &Pair) -> app::Result<()> {
    clinic(app, &pair.lakeside[0]).await?;
    shelter(app, &pair.harbor[0]).await
}

async fn clinic(app: &App, lead: &Session) -> app::Result<()> {
    listings::save_profile(
        app,
        lead,
        Profile {
            about: remark(
                "Care for the whole family, whatever they can pay. Patients sit on our board.",
                "Atención para toda la familia, puedan pagar o no. Pacientes dirigen nuestra junta.",
            ),
            on_call: remark(
                "A scheduler answers in English or Spanish and keeps one visit a day free for your people.",
                "Contesta alguien en inglés o español y guarda una cita al día para las personas que ustedes envían.",
            ),
            hours: weekdays(),
            languages: codes(&["en", "es", "ar"]),
            access: [Access::StepFree, Access::Interpreters, Access::PrivateRoom].into(),
            verified_at: None,
        },
        None,
    )
    .await?;
    let main = site(app, lead, ("Main clinic", Some("400 Lakeside Avenue"), Some("(312) 555-0140"))).await?;
    let enroll = week(&[Weekday::Tuesday, Weekday::Thursday], "13:00", "16:30");
    let lines = [
        line(Service::PrimaryCare, weekdays(), Cost::SlidingFee, &[Anyone, NoInsurance, NoPapers], &[Call, WalkIn]),
        line(Service::Pharmacy, weekdays(), Cost::SlidingFee, &[Anyone], &[WalkIn]),
        line(Service::ReproductiveSexual, weekdays(), Cost::SlidingFee, &[Anyone, Teens], &[Call, WalkIn]),
        line(Service::HivSti, weekdays(), Cost::Free, &[Anyone, Teens], &[WalkIn]),
        line(Service::Perinatal, weekdays(), Cost::Insurance, &[Anyone], &[Call]),
        line(Service::SubstanceUse, Hours::Appointment, Cost::SlidingFee, &[Adults], &[Call, ThroughStaff]),
        line(Service::BehavioralHealth, Hours::Appointment, Cost::SlidingFee, &[Anyone], &[ThroughStaff]),
        line(Service::SlidingFee, weekdays(), Cost::SlidingFee, &[Anyone, NoInsurance], &[Call]),
        line(Service::Enrollment, enroll, Cost::Free, &[Anyone, NoPapers], &[Call, WalkIn]),
        line(Service::OralHealth, Hours::Appointment, Cost::SlidingFee, &[Anyone], &[Call]),
    ];
    lines_of(app, lead, Some(main), lines.into()).await
}

async fn shelter(app: &App, lead: &Session) -> app::Result<()> {
    listings::save_profile(app, lead, Profile {
        about: remark(
            "Advocates for anybody hurt at home or by somebody they know. We listen first. Everything is free.",
            "Intercesoras para cualquier persona lastimada en casa o por alguien conocido. Primero escuchamos. Todo es gratis.",
        ),
        on_call: remark(
            "An advocate answers day and night. No name is needed to talk.",
            "Una intercesora contesta de día y de noche. No hace falta dar un nombre.",
        ),
        hours: Hours::DayAndNight,
        languages: codes(&["en", "es"]),
        access: [Access::Interpreters, Access::Children, Access::Rides].into(),
        verified_at: None,
    }, None)
    .await?;
    let office = site(app, lead, ("Downtown office", None, None)).await?;
    let any = &[Anyone, AllGenders];
    let evenings = week(&[Weekday::Wednesday], "18:00", "20:00");
    let lines = [
        line(Service::DropInSafetyPlanning, weekdays(), Cost::Free, any, &[Call, WalkIn]),
        Line {
            room: Room::Full,
            ..line(Service::Shelter, Hours::DayAndNight, Cost::Free, &[Adults, Families], &[Call])
        },
        Line { room: Room::WaitingList, ..line(Service::Housing, weekdays(), Cost::Free, any, &[ThroughStaff]) },
        line(Service::Hotline, Hours::DayAndNight, Cost::Free, any, &[Call]),
        line(Service::Legal, Hours::Appointment, Cost::Free, any, &[Call]),
        line(Service::CourtAccompaniment, weekdays(), Cost::Free, any, &[Call]),
        line(Service::SupportGroups, evenings, Cost::Free, &[Adults, AllGenders], &[Call]),
        line(Service::HealthPromotion, weekdays(), Cost::Free, any, &[WalkIn]),
        line(Service::CaseManagement, weekdays(), Cost::Free, any, &[ThroughStaff]),
        line(Service::JusticeAdvocacy, weekdays(), Cost::Free, any, &[Call]),
        line(Service::Financial, Hours::Appointment, Cost::Free, any, &[Call]),
    ];
    lines_of(app, lead, Some(office), lines.into()).await
}

fn codes(codes: &[&str]) -> std::collections::BTreeSet<LanguageCode> {
    codes.iter().filter_map(|code| LanguageCode::parse(code).ok()).collect()
}

async fn site(
    app: &App,
    lead: &Session,
    (name, address, phone): (&str, Option<&str>, Option<&str>),
) -> app::Result<SiteId> {
    let id = SiteId::new(app.next_id());
    let remark = remark("The bus stops at the door.", "El autobús para en la puerta.");
    let site = Site { id, name: label(name), phone: phone.map(label), address: address.map(label), remark };
    listings::save_site(app, lead, site, None).await.map(|()| id)
}

/// What was listed at the founding is written over, and what nobody wrote here stays as it was: not checked yet.
async fn lines_of(app: &App, lead: &Session, at: Option<SiteId>, lines: Vec<Line>) -> app::Result<()> {
    let list = listings::show(app, lead, lead.org_id()).await?;
    let in_two_weeks = Day::of(app.now(), &lead.org().time_zone).later(14);
    for line in lines {
        let Some(stands) = list.lines.iter().find(|one| one.what == Offered::Coded(line.service)) else { continue };
        let is_placeless = matches!(line.service, Service::Shelter | Service::Hotline);
        let listing = Listing {
            site: at.filter(|_| !is_placeless),
            hours: line.hours,
            languages: codes(line.languages),
            eligibility: line.eligibility.iter().copied().collect(),
            cost: line.cost,
            reach: line.reach.iter().copied().collect(),
            room: line.room,
            full_until: (line.room == Room::Full).then_some(in_two_weeks),
            ..stands.clone()
        };
        listings::save(app, lead, listing, Some(stands.verified_at)).await?;
    }
    Ok(())
}
