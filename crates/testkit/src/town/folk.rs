//! The people of the town: a visit, a person in every field of whom a canary sits, and staff who found, join and sign in.

use super::{CANARY_NAME, CANARY_NUMBER, PASSWORD, label};
use app::founding::{self, NewOrganization};
use app::session::{Device, Loaded};
use app::{App, Session};
use domain::cues::{CuesNote, Interpreter, NextStep, SeenAlone};
use domain::ids::PartnershipId;
use domain::member::Role;
use domain::org::{Funding, Language, OrgKind, ReportingWording, VaultMode};
use domain::referral::PersonCard;
use domain::safe_contact::{ContactWay, SafeContact, SafeTime, Voicemail};
use domain::service::Service;
use domain::text::PersonText;
use domain::time::Timestamp;
use std::collections::BTreeSet;

/// A visit alone, with limits explained and two cards.
pub fn visit(next_step: NextStep) -> CuesNote {
    CuesNote {
        seen_alone: SeenAlone::Yes,
        interpreter: Interpreter::NotNeeded,
        limits_explained: true,
        cards: 2,
        next_step,
    }
}

/// A person in every field of whom a canary sits.
pub fn card(now: Timestamp, need: Service) -> PersonCard {
    PersonCard {
        name: PersonText::parse(CANARY_NAME, 40).ok(),
        safe_contact: SafeContact {
            way: ContactWay::Call,
            number: PersonText::parse(CANARY_NUMBER, 80).ok(),
            times: BTreeSet::from([SafeTime::AnyTime]),
            voicemail: Voicemail::Never,
            words: PersonText::parse("say it is about the canary survey", 120).ok(),
            who_may_answer: None,
            code_word: PersonText::parse("canary lantern", 40).ok(),
            ..SafeContact::do_not_contact(now)
        },
        needs: BTreeSet::from([need]),
        visit: None,
        note: PersonText::parse("a canary note", 600).ok(),
    }
}

/// What the first-run page would ask.
pub fn organization(
    kind: OrgKind,
    name: &str,
    money: &[Funding],
    vault_mode: VaultMode,
    owner: &str,
) -> NewOrganization {
    NewOrganization {
        kind,
        name: label(name),
        app_name: label("Partner Desk"),
        phone: label("(312) 555-0100"),
        hotline: None,
        funding: money.iter().copied().collect(),
        vault_mode,
        reporting: ReportingWording { en: "Limits.".into(), es: "Límites.".into() },
        time_zone: "America/Chicago".into(),
        owner_name: label(owner),
        owner_login: label(owner),
        owner_password: PASSWORD.into(),
    }
}

/// Founds an organization and confirms its owner's sheet.
pub async fn found(app: &App, new: NewOrganization) -> Session {
    let token = founding::open_with_token(app).await.unwrap();
    let cookie = founding::found(app, &token, new, Device::Private).await.unwrap();
    let session = load(app, cookie.value()).await;
    confirm_sheet(app, &session).await;
    session
}

/// Stands in for a person who types four groups back.
pub async fn confirm_sheet(app: &App, session: &Session) {
    let sheet = founding::new_sheet(app, session).await.unwrap();
    let typed = sheet.ask.map(|index| (index, sheet.groups[index].clone()));
    founding::confirm_sheet(app, session, &sheet.cookie, &sheet.sealed, &typed).await.unwrap();
}

/// Opens a partnership of two organizations, each by its lead and another member: they name liaisons and compare the
/// words of their keys.
pub async fn partner(app: &App, sides: [(&Session, &Session); 2]) -> PartnershipId {
    let partnership = app::partnerships::form(app, sides[0].0.org_id(), sides[1].0.org_id()).await.unwrap();
    for (lead, other) in sides {
        let (first, second) = (lead.member(), other.member());
        app::partnerships::name_liaisons(app, lead, partnership, first, second).await.unwrap();
        let standing = app::partnerships::standing(app, lead).await.unwrap();
        let other = standing.iter().find(|one| one.partner.partnership == partnership).unwrap();
        app::partnerships::confirm_key(app, lead, partnership, &other.their_words.join(" ")).await.unwrap();
    }
    partnership
}

/// Invites, joins and lets in a colleague.
pub async fn hire(app: &App, lead: &Session, name: &str, role: Role) -> Session {
    let code = app::people::invite(app, lead, label(name), label(name), BTreeSet::from([role])).await.unwrap();
    let cookie = app::people::join(app, &code, PASSWORD, Language::En, Device::Private).await.unwrap();
    let waiting = load(app, cookie.value()).await;
    assert!(waiting.awaits_keys());
    app::people::let_in(app, lead, waiting.member()).await.unwrap();
    load(app, cookie.value()).await
}

/// The session of a cookie.
pub async fn load(app: &App, cookie: &str) -> Session {
    match app::session::load(app, cookie).await.unwrap() {
        Loaded::Session(session) => *session,
        Loaded::None => panic!("no session"),
    }
}
