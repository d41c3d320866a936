//! `footbridge demo --coalition`: a state coalition beside the two organizations, and three more pairs that tell it a quarter.
//! Everything goes through the use cases; the coalition's lead finds a quarter that waits to be summed.

use crate::demo::{found, hire};
use crate::load::{self, form, mine};
use crate::people::{self, Dice, Names, Staff, organization};
use app::founding::{self, NewOrganization};
use app::partner_invitations::{self, Begun};
use app::{App, Session, affiliations, referrals, totals, workers};
use domain::ids::PartnershipId;
use domain::member::Role;
use domain::mou::paper::Period as Every;
use domain::org::{Funding, Language, OrgKind};
use domain::time::{Month, Timestamp};
use domain::totals::Period;

const fn staff(name: &'static str, login: &'static str, roles: &'static [Role]) -> Staff {
    Staff { name, login, roles, language: Language::En }
}

/// The coalition's owner first.
pub const COALITION: &[Staff] = &[
    staff("Carla Reyes", "carla@coalition.example", &[Role::Admin, Role::Lead]),
    staff("Rita Novak", "rita@coalition.example", &[Role::Reader]),
];

/// A pair: name and staff of the health center, and of the advocacy organization; the owners first.
type Two = [(&'static str, &'static [Staff]); 2];

const LEADS: &[Role] = &[Role::Admin, Role::Lead];
const PAIRS: &[Two] = &[
    [
        (
            "Prairie Health",
            &[
                staff("Pat Lind", "pat@prairie.example", LEADS),
                staff("Ben Ortiz", "ben@prairie.example", &[Role::Clinician]),
            ],
        ),
        (
            "Prairie Haven",
            &[staff("Ada Moss", "ada@haven.example", LEADS), staff("Lee Hart", "lee@haven.example", &[Role::Advocate])],
        ),
    ],
    [
        (
            "Valley Clinic",
            &[
                staff("Val Stone", "val@valley.example", LEADS),
                staff("Kim Wells", "kim@valley.example", &[Role::Clinician]),
            ],
        ),
        (
            "Valley Voices",
            &[
                staff("Noa Field", "noa@voices.example", LEADS),
                staff("Joy Banks", "joy@voices.example", &[Role::Advocate]),
            ],
        ),
    ],
    [
        (
            "Hillside Care",
            &[
                staff("Hal Brook", "hal@hillside.example", LEADS),
                staff("Uma Grant", "uma@hillside.example", &[Role::Clinician]),
            ],
        ),
        (
            "Open Door",
            &[
                staff("Ona Price", "ona@opendoor.example", LEADS),
                staff("Tess Lane", "tess@opendoor.example", &[Role::Advocate]),
            ],
        ),
    ],
];

/// Referrals of each pair in the quarter, and how many of them somebody takes on, at least.
const SENT: usize = 42;
const TAKEN: usize = 16;

/// What stands before the quarter is closed.
pub struct Before {
    houses: Vec<(Session, PartnershipId)>,
    quarter: Period,
}

/// Founds the coalition and the pairs, and lets each live through some days of a quarter: what the clock says now.
pub async fn begin(app: &App) -> app::Result<Before> {
    let first = found_next(
        app,
        organization(OrgKind::Coalition, "State Coalition", "(312) 555-0120", None, &[], &COALITION[0]),
    )
    .await?;
    let coalition = hire(app, first, COALITION).await?;
    let (mut houses, mut dice, names) = (Vec::new(), Dice::new(11), Names::new());
    for (n, [(center, at_center), (house, at_house)]) in PAIRS.iter().enumerate() {
        let new =
            organization(OrgKind::HealthCenter, center, "(312) 555-0121", None, &[Funding::Hrsa330], &at_center[0]);
        let center = found_next(app, new).await?;
        let new = organization(OrgKind::Advocacy, house, "(312) 555-0122", None, &[Funding::Vawa], &at_house[0]);
        let house = found_next(app, new).await?;
        let (center, house) = (hire(app, center, at_center).await?, hire(app, house, at_house).await?);
        let with = crate::demo::partner(app, [&center, &house]).await?;
        tells(app, &coalition[0], &house[0]).await?;
        for sent in 0..SENT {
            let id = load::from_clinic(app, &center[1], with, &mut dice, &names).await?;
            if sent < TAKEN + 3 * n {
                workers::deliver_all(app).await?;
                let theirs = mine(app, &center[1], &house[1], id).await?;
                referrals::accept(app, &house[1], theirs, form(app)).await?;
            }
        }
        workers::deliver_all(app).await?;
        let owner = house.into_iter().next().ok_or(app::Error::NotFound)?;
        houses.push((owner, with));
    }
    Ok(Before { houses, quarter: quarter_of(app.now()) })
}

async fn found_next(app: &App, new: NewOrganization) -> app::Result<Session> {
    let token = founding::open_with_token(app).await?;
    found(app, &token, new).await
}

/// The quarter is over: each house closes it, and the coalition has their reports.
pub async fn end(app: &App, before: Before) -> app::Result<()> {
    for (house, with) in &before.houses {
        totals::close(app, house, *with, before.quarter).await?;
    }
    workers::deliver_all(app).await
}

fn quarter_of(now: Timestamp) -> Period {
    let day = domain::day::Day::of(now, "America/Chicago");
    Period::of(Every::Quarter, Month { year: day.year(), month: day.month() })
}

/// A code, both compare the words of the other, and the organization says that it tells.
async fn tells(app: &App, coalition: &Session, org: &Session) -> app::Result<()> {
    let name = people::label(org.org().name.as_str());
    let code = partner_invitations::invite(app, coalition, app.next_id(), None, name).await?;
    let Begun::Affiliation(id) = partner_invitations::take_up(app, org, &code).await? else {
        return Err(app::Error::NotFound);
    };
    for side in [coalition, org] {
        let all = affiliations::list(app, side).await?;
        let words = all.iter().find(|one| one.id == id).map(|one| one.their_words.join(" ")).unwrap_or_default();
        affiliations::confirm_key(app, side, id, &words).await?;
    }
    affiliations::begin_telling(app, org, id).await
}
