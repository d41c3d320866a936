//! Synthetic people and two synthetic organizations. Nobody here exists; no number can ring.
//!
//! Invariant: every phone number is from the range reserved for fiction (555-0100 to 555-0199).

use app::founding::NewOrganization;
use domain::ids::PartnershipId;
use domain::member::Role;
use domain::org::{Funding, Language, OrgKind, ReportingWording, VaultMode};
use domain::referral::{ClinicianWish, Handoff, PersonCard, VisitWishes};
use domain::safe_contact::{ContactWay, SafeContact, SafeTime, Voicemail};
use domain::service::Service;
use domain::text::{Label, PersonText};
use domain::time::Timestamp;
use std::collections::BTreeSet;

/// Everybody's password in the demo; printed at the start, and good for nothing else.
pub const PASSWORD: &str = "river stone lantern bridge";

/// A member of staff of the demo.
pub struct Staff {
    pub name: &'static str,
    pub login: &'static str,
    pub roles: &'static [Role],
    pub language: Language,
}

/// Lakeside's owner first.
pub const LAKESIDE: &[Staff] = &[
    Staff {
        name: "Dana Whitfield",
        login: "dana@lakeside.example",
        roles: &[Role::Admin, Role::Lead],
        language: Language::En,
    },
    Staff {
        name: "Rosa Delgado, RN",
        login: "rosa@lakeside.example",
        roles: &[Role::Clinician],
        language: Language::En,
    },
    Staff { name: "Sam Okafor", login: "sam@lakeside.example", roles: &[Role::FrontDesk], language: Language::En },
];

/// Harbor House's owner first.
pub const HARBOR: &[Staff] = &[
    Staff {
        name: "Maya Thornton",
        login: "maya@harbor.example",
        roles: &[Role::Admin, Role::Lead],
        language: Language::En,
    },
    Staff { name: "Ines Carrillo", login: "ines@harbor.example", roles: &[Role::Advocate], language: Language::Es },
    Staff { name: "June Park", login: "june@harbor.example", roles: &[Role::Advocate], language: Language::En },
];

/// A label that is written here and known to parse.
pub fn label(text: &str) -> Label {
    Label::parse(text).expect("invariant: a label written in this file parses")
}

/// The health center, as the first-run page would found it.
pub fn lakeside() -> NewOrganization {
    organization(
        OrgKind::HealthCenter,
        "Lakeside Community Health Center",
        "(312) 555-0142",
        None,
        &[Funding::Hrsa330],
        &LAKESIDE[0],
    )
}

/// The advocacy organization.
pub fn harbor_house() -> NewOrganization {
    organization(
        OrgKind::Advocacy,
        "Harbor House",
        "(312) 555-0177",
        Some("(312) 555-0199"),
        &[Funding::Vawa, Funding::Fvpsa, Funding::Voca],
        &HARBOR[0],
    )
}

/// As the first-run page would found it.
pub fn organization(
    kind: OrgKind,
    name: &str,
    phone: &str,
    hotline: Option<&str>,
    funding: &[Funding],
    owner: &Staff,
) -> NewOrganization {
    NewOrganization {
        kind,
        name: label(name),
        app_name: label("Partner Desk"),
        phone: label(phone),
        hotline: hotline.map(label),
        funding: funding.iter().copied().collect(),
        vault_mode: VaultMode::MemberHeld,
        reporting: ReportingWording {
            en: "I keep what you tell me between us. There are three things I must report: a child being hurt, \
                 a wound from a gun or a knife, and a plan to hurt yourself or someone else. (Sample wording: \
                 set your state's own.)"
                .into(),
            es: "Lo que usted me diga queda entre nosotros. Hay tres cosas que debo informar: que alguien lastima a \
                 un niño o una niña, una herida de arma de fuego o de cuchillo, y un plan de hacerse daño o de hacer \
                 daño a otra persona. (Texto de ejemplo: ponga el de su estado.)"
                .into(),
        },
        time_zone: "America/Chicago".into(),
        owner_name: label(owner.name),
        owner_login: label(owner.login),
        owner_password: PASSWORD.into(),
    }
}

/// Numbers that repeat for the same seed: a synthetic load can be made again.
pub struct Dice(u64);

impl Dice {
    /// Starts from a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }
    /// A number below `end`; 0 when `end` is 0. SplitMix64: even enough for a load, and never for a key.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)).checked_rem(end).unwrap_or(0)
    }
    /// Whether something happens that happens `percent` times in a hundred.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
    /// One of these.
    pub fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        let index = usize::try_from(self.below(from.len() as u64)).unwrap_or(0);
        from.get(index).copied()
    }
}

/// First names by their frequency in the census of 1990.
pub struct Names {
    names: Vec<(&'static str, u64)>,
    total: u64,
}

impl Names {
    /// Reads the two lists.
    pub fn new() -> Self {
        let lists = [include_str!("../names/female.txt"), include_str!("../names/male.txt")];
        let rows = lists.iter().flat_map(|list| list.lines());
        let names: Vec<_> =
            rows.filter_map(|row| row.split_once(' ')).filter_map(|(n, w)| Some((n, w.parse().ok()?))).collect();
        let total = names.iter().map(|(_, weight)| weight).sum();
        Self { names, total }
    }
    /// A name.
    pub fn draw(&self, dice: &mut Dice) -> &'static str {
        let mut at = dice.below(self.total);
        for (name, weight) in &self.names {
            if at < *weight {
                return name;
            }
            at -= weight;
        }
        "Mary"
    }
}

/// A person who asks a health center's partner for help.
pub fn survivor_at_clinic(dice: &mut Dice, names: &Names, now: Timestamp) -> PersonCard {
    let needs = Service::needs_of(OrgKind::Advocacy).collect::<Vec<_>>();
    PersonCard { visit: None, ..person(dice, names, &needs, now) }
}

/// A person who asks an advocacy organization's partner for care.
pub fn survivor_with_advocate(dice: &mut Dice, names: &Names, now: Timestamp) -> PersonCard {
    let needs = Service::needs_of(OrgKind::HealthCenter).filter(|s| !s.is_part2()).collect::<Vec<_>>();
    let visit = VisitWishes {
        interpreter: dice.chance(30),
        clinician: dice
            .pick(&[ClinicianWish::Any, ClinicianWish::Woman, ClinicianWish::Any])
            .unwrap_or(ClinicianWish::Any),
        cost_worry: dice.chance(55),
        ask_before_statement: true,
        plan_only: false,
        not_to_payer: false,
    };
    PersonCard { visit: Some(visit), ..person(dice, names, &needs, now) }
}

fn person(dice: &mut Dice, names: &Names, needs: &[Service], now: Timestamp) -> PersonCard {
    let safe_contact = if dice.chance(45) { SafeContact::do_not_contact(now) } else { callable(dice, now) };
    let wanted = 1 + dice.below(3);
    let needs: BTreeSet<_> = (0..wanted).filter_map(|_| dice.pick(needs)).collect();
    let name = (!dice.chance(20)).then(|| names.draw(dice));
    PersonCard { name: name.and_then(|n| PersonText::parse(n, 40).ok()), safe_contact, needs, visit: None, note: None }
}

/// This handoff, if it goes together with the plan: nobody reaches out to a person who is not to be contacted.
pub fn possible(handoff: Handoff, card: &PersonCard) -> Handoff {
    let reaches_out = handoff == Handoff::AdvocateReachesOut;
    if reaches_out && card.safe_contact.way == ContactWay::DoNotContact { Handoff::PersonReachesOut } else { handoff }
}

fn callable(dice: &mut Dice, now: Timestamp) -> SafeContact {
    let number = format!("(312) 555-01{:02}", dice.below(100));
    let named = [SafeTime::Mornings, SafeTime::Afternoons, SafeTime::Weekdays];
    let times: BTreeSet<SafeTime> = named.into_iter().filter(|_| dice.chance(40)).collect();
    SafeContact {
        way: if dice.chance(75) { ContactWay::Call } else { ContactWay::Text },
        number: PersonText::parse(&number, 80).ok(),
        times: if times.is_empty() { [SafeTime::AnyTime].into() } else { times },
        voicemail: Voicemail::Never,
        words: if dice.chance(50) { PersonText::parse("say it is about the survey", 120).ok() } else { None },
        who_may_answer: None,
        ..SafeContact::do_not_contact(now)
    }
}

/// What a founded pair of organizations is known by.
pub struct Pair {
    pub partnership: PartnershipId,
    /// Sessions of Lakeside's staff, in the order of [`LAKESIDE`].
    pub lakeside: Vec<app::Session>,
    /// Sessions of Harbor House's staff, in the order of [`HARBOR`].
    pub harbor: Vec<app::Session>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_seeded_person_is_reached_out_to_who_is_not_to_be_contacted() {
        let (names, now) = (Names::new(), Timestamp::from_micros(0));
        let mut reached = 0;
        for seed in 0..500 {
            for person in [survivor_at_clinic, survivor_with_advocate] {
                let card = person(&mut Dice::new(seed), &names, now);
                if possible(Handoff::AdvocateReachesOut, &card) == Handoff::AdvocateReachesOut {
                    reached += 1;
                    assert!(card.safe_contact.number.is_some(), "there is a way");
                }
                assert_eq!(possible(Handoff::CallTogether, &card), Handoff::CallTogether);
            }
        }
        assert!(reached > 100, "many are reached out to all the same");
    }
}
