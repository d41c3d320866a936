//! A believable synthetic load, made through the use cases: what a year at two desks looks like.

use crate::demo::found_pair;
use crate::people::{self, Dice, Names, Pair};
use crate::{LoadArgs, serve};
use app::notes::NewNote;
use app::referrals::{self, Basis, NewReferral};
use app::releases::{self, NewRelease};
use app::{App, Session, arrivals, notes, workers};
use domain::cues::{CuesNote, Interpreter, NextStep, SeenAlone};
use domain::ids::{FormId, NoteId, PartnershipId, ReferralId, ReleaseId};
use domain::referral::{AttemptResult, DeclineReason, Handoff, Outcome, Urgency};
use domain::release::{Element, Presence, Purpose, SignatureMethod, SignerRole};
use domain::text::PersonText;
use domain::time::Days;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

/// Most deeds under way at once: what one machine's desks would do together.
const TOGETHER: usize = 64;

/// Fills a database: founds the pair when it is empty, signs in when it is not, then sends.
pub async fn load(args: &LoadArgs) -> Result<(), String> {
    let app = serve::open_unlimited(&args.place).await?;
    let pair = Arc::new(pair(&app).await.map_err(|error| error.to_string())?);
    let workers = workers::start(&app);
    let names = Arc::new(Names::new());
    let started = Instant::now();
    let mut running = tokio::task::JoinSet::new();
    for number in 0..args.referrals {
        if running.len() >= TOGETHER {
            finish_one(&mut running, args.acks).await?;
        }
        let (app, pair, names) = (app.clone(), pair.clone(), names.clone());
        let mut dice = Dice::new(args.seed.wrapping_mul(1_000_003).wrapping_add(number));
        running.spawn(async move { one_story(&app, &pair, &mut dice, &names).await });
    }
    while !running.is_empty() {
        finish_one(&mut running, args.acks).await?;
    }
    let sent = started.elapsed().as_secs_f64();
    // The workers first: what one of them has in hand just now looks delivered, and would be left behind.
    workers.stop().await;
    workers::deliver_all(&app).await.map_err(|error| error.to_string())?;
    eprintln!(
        "{} referrals sent in {sent:.1} s, all delivered after {:.1} s",
        args.referrals,
        started.elapsed().as_secs_f64()
    );
    app.close().await;
    Ok(())
}

/// The two organizations: founded in an empty database, signed in to in one that was loaded before.
async fn pair(app: &App) -> app::Result<Pair> {
    if app::founding::is_new(app).await? {
        return found_pair(app).await;
    }
    let (lakeside, harbor) = (sign_in_all(app, people::LAKESIDE).await?, sign_in_all(app, people::HARBOR).await?);
    let partner = app::partnerships::list(app, &lakeside[0]).await?.into_iter().next().ok_or(app::Error::NotFound)?;
    Ok(Pair { partnership: partner.partnership, lakeside, harbor })
}

async fn sign_in_all(app: &App, staff: &[people::Staff]) -> app::Result<Vec<Session>> {
    let mut sessions = Vec::new();
    for member in staff {
        let cookie = app::sign_in::sign_in(app, member.login, people::PASSWORD, app::session::Device::Private).await?;
        sessions.push(crate::demo::open(app, cookie.value()).await?);
    }
    Ok(sessions)
}

async fn finish_one(running: &mut tokio::task::JoinSet<app::Result<ReferralId>>, acks: bool) -> Result<(), String> {
    match running.join_next().await {
        Some(Ok(Ok(id))) => {
            if acks {
                println!("ack {id}");
            }
            Ok(())
        }
        None => Ok(()),
        Some(Ok(Err(error))) => Err(error.to_string()),
        Some(Err(error)) => Err(error.to_string()),
    }
}

/// Two out of three go from the health center.
async fn one_story(app: &App, pair: &Pair, dice: &mut Dice, names: &Names) -> app::Result<ReferralId> {
    if dice.chance(67) {
        from_clinic(app, &pair.lakeside[1], pair.partnership, dice, names).await
    } else {
        from_advocate(app, &pair.harbor[1], pair.partnership, dice, names).await
    }
}

/// A CUES visit that ends in a warm referral.
pub async fn from_clinic(
    app: &App,
    clinician: &Session,
    to: PartnershipId,
    dice: &mut Dice,
    names: &Names,
) -> app::Result<ReferralId> {
    let card = people::survivor_at_clinic(dice, names, app.now());
    let handoffs =
        [Handoff::CallTogether, Handoff::AdvocateReachesOut, Handoff::PersonReachesOut, Handoff::AdvocateReachesOut];
    let id = ReferralId::new(app.next_id());
    let referral = NewReferral {
        id,
        partnership: to,
        handoff: people::possible(dice.pick(&handoffs).unwrap_or(Handoff::AdvocateReachesOut), &card),
        urgency: dice.pick(Urgency::ALL).unwrap_or(Urgency::AnyTime),
        language: language(dice),
        card,
        basis: Basis::Agreed,
        hidden_from: std::collections::BTreeSet::new(),
    };
    let note = CuesNote {
        seen_alone: SeenAlone::Yes,
        interpreter: Interpreter::NotNeeded,
        limits_explained: true,
        cards: 2,
        next_step: NextStep::SupportNow,
    };
    notes::save(app, clinician, NewNote { id: NoteId::new(app.next_id()), note, referral: Some(referral) }).await?;
    Ok(id)
}

/// A survivor signs a release with an advocate, who then sends.
async fn from_advocate(
    app: &App,
    advocate: &Session,
    to: PartnershipId,
    dice: &mut Dice,
    names: &Names,
) -> app::Result<ReferralId> {
    let (release, referral) = (ReleaseId::new(app.next_id()), ReferralId::new(app.next_id()));
    let elements = [
        Element::Request,
        Element::Name,
        Element::Contact,
        Element::ContactPlan,
        Element::Needs,
        Element::Language,
        Element::VisitWishes,
        Element::Messages,
    ];
    releases::walk(app, advocate, new_release(release, referral, to, Purpose::WarmReferral, &elements)).await?;
    let (urgency, language) = (dice.pick(Urgency::ALL).unwrap_or(Urgency::AnyTime), language(dice));
    let card = people::survivor_with_advocate(dice, names, app.now());
    let new = NewReferral {
        id: referral,
        partnership: to,
        handoff: people::possible(Handoff::AdvocateReachesOut, &card),
        urgency,
        language,
        card,
        basis: Basis::Release(release),
        hidden_from: std::collections::BTreeSet::new(),
    };
    Ok(referrals::send(app, advocate, new).await?.id)
}

pub(crate) fn new_release(
    id: ReleaseId,
    referral: ReferralId,
    to: PartnershipId,
    purpose: Purpose,
    elements: &[Element],
) -> NewRelease {
    NewRelease {
        id,
        referral,
        partnership: to,
        purpose,
        elements: elements.iter().copied().collect::<BTreeSet<_>>(),
        days: Days(15),
        after_death: false,
        informed: true,
        part2_consent: false,
        role: SignerRole::Survivor,
        signer_is_not_abuser: true,
        method: SignatureMethod::Typed,
        presence: Presence::InPerson,
        signed_name: PersonText::parse("A. Survivor", 80).ok(),
        drawing: None,
    }
}

fn language(dice: &mut Dice) -> String {
    dice.pick(&["en", "en", "en", "en", "es", "es", "zh", "vi", "ar"]).unwrap_or("en").to_owned()
}

/// The demo's day: visits in the morning, referrals both ways, some taken, some finished, some waiting now.
pub async fn story(app: &App, pair: &Pair, dice: &mut Dice, names: &Names, ago: impl Fn(i64)) -> app::Result<()> {
    let (rosa, ines, june) = (&pair.lakeside[1], &pair.harbor[1], &pair.harbor[2]);
    for (minutes, cards) in [(480, 2), (455, 2), (430, 1), (395, 2), (350, 3), (330, 2)] {
        ago(minutes);
        quiet_visit(app, rosa, cards).await?;
    }
    ago(460);
    let first = from_clinic(app, rosa, pair.partnership, dice, names).await?;
    let second = from_clinic(app, rosa, pair.partnership, dice, names).await?;
    workers::deliver_all(app).await?;
    ago(452);
    let (first, second) = (mine(app, rosa, ines, first).await?, mine(app, rosa, june, second).await?);
    referrals::accept(app, ines, first, form(app)).await?;
    referrals::accept(app, june, second, form(app)).await?;
    ago(430);
    referrals::connected(app, ines, first, form(app), false).await?;
    ago(300);
    referrals::close(app, ines, first, form(app), Outcome::ServiceUsed, false).await?;
    referrals::close(app, june, second, form(app), Outcome::DecidedNotTo, false).await?;
    ago(240);
    let third = from_clinic(app, rosa, pair.partnership, dice, names).await?;
    workers::deliver_all(app).await?;
    referrals::decline(app, june, mine(app, rosa, june, third).await?, form(app), DeclineReason::Language, false)
        .await?;
    ago(200);
    let visit = from_advocate(app, ines, pair.partnership, dice, names).await?;
    from_advocate(app, june, pair.partnership, dice, names).await?;
    workers::deliver_all(app).await?;
    ago(190);
    let sam = &pair.lakeside[2];
    let visit = mine(app, ines, sam, visit).await?;
    arrivals::book(app, sam, visit, form(app), &tomorrow(app)).await?;
    ago(75);
    let sent = from_clinic(app, rosa, pair.partnership, dice, names).await?;
    ago(40);
    from_clinic(app, rosa, pair.partnership, dice, names).await?;
    workers::deliver_all(app).await?;
    ago(30);
    let fourth = mine(app, rosa, ines, sent).await?;
    referrals::accept(app, ines, fourth, form(app)).await?;
    if app::referrals::show(app, ines, fourth).await?.reach.allowed.is_ok() {
        referrals::attempt(app, ines, fourth, form(app), AttemptResult::NoAnswer).await?;
    }
    crate::planned::plan_together(app, pair, (sent, fourth)).await?;
    ago(4);
    from_clinic(app, rosa, pair.partnership, dice, names).await?;
    from_advocate(app, ines, pair.partnership, dice, names).await?;
    workers::deliver_all(app).await
}

async fn quiet_visit(app: &App, clinician: &Session, cards: u8) -> app::Result<()> {
    let note = CuesNote {
        seen_alone: SeenAlone::Yes,
        interpreter: Interpreter::NotNeeded,
        limits_explained: true,
        cards,
        next_step: if cards == 1 { NextStep::NoThanks } else { NextStep::CardOnly },
    };
    notes::save(app, clinician, NewNote { id: NoteId::new(app.next_id()), note, referral: None }).await.map(drop)
}

/// The receiver's record of what a sender sent.
pub async fn mine(app: &App, sender: &Session, receiver: &Session, sent: ReferralId) -> app::Result<ReferralId> {
    workers::record_across(app, sender, receiver, sent).await
}

/// A form that nobody has posted before.
pub fn form(app: &App) -> FormId {
    FormId::new(app.next_id())
}

/// Tomorrow at 9:40, as a front desk would type it.
fn tomorrow(app: &App) -> String {
    let at =
        jiff::Timestamp::from_microsecond(app.now().plus_days(Days(1)).micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    format!("{}T09:40", jiff::tz::TimeZone::UTC.to_datetime(at).date())
}
