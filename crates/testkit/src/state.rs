//! A state for tests: a coalition, and pairs of a health center and an advocacy organization that are connected with it, on
//! the node of a town.

use crate::TestStore;
use crate::rows::{NOW, referral};
use crate::town::{Town, confirm_sheet, found, hire, organization, partner};
use app::affiliations;
use app::partner_invitations::{self, Begun};
use app::{App, Session};
use domain::ids::{AffiliationId, OrgId, PartnershipId, ReferralId};
use domain::member::Role;
use domain::org::{Funding, OrgKind, VaultMode};
use domain::referral::{Bank, Event, Status, apply};
use domain::text::Label;
use domain::time::Month;
use store::referrals::{self, Change, Happening};

/// A health center and an advocacy organization that work together.
pub struct Pair {
    /// Lead of the health center.
    pub center: Session,
    /// Lead of the advocacy organization.
    pub house: Session,
    /// Their partnership.
    pub partnership: PartnershipId,
}

/// A coalition (Carla leads, Rita reads) and the pairs.
pub struct State {
    /// Lead of the coalition.
    pub carla: Session,
    /// Reader of the coalition.
    pub rita: Session,
    /// So many pairs.
    pub pairs: Vec<Pair>,
}

/// A state with so many pairs; nobody is connected with the coalition yet.
pub async fn state(town: &Town, pairs: usize) -> State {
    let app = &town.app;
    let coalition = organization(OrgKind::Coalition, "State Coalition", &[], VaultMode::MemberHeld, "carla");
    let carla = found(app, coalition).await;
    let rita = hire(app, &carla, "rita", Role::Reader).await;
    confirm_sheet(app, &rita).await;
    let mut all = Vec::new();
    for n in 1..=pairs {
        all.push(pair(app, n).await);
    }
    State { carla, rita, pairs: all }
}

/// One pair more.
pub async fn pair(app: &App, n: usize) -> Pair {
    let new = |kind, name: &str, money| {
        organization(
            kind,
            &format!("{name} {n}"),
            money,
            VaultMode::MemberHeld,
            &format!("{}-{n}", name.to_lowercase()),
        )
    };
    let center = found(app, new(OrgKind::HealthCenter, "Center", &[Funding::Hrsa330])).await;
    let house = found(app, new(OrgKind::Advocacy, "House", &[Funding::Vawa])).await;
    let doctor = hire(app, &center, &format!("doctor-{n}"), Role::Clinician).await;
    let advocate = hire(app, &house, &format!("advocate-{n}"), Role::Advocate).await;
    let partnership = partner(app, [(&center, &doctor), (&house, &advocate)]).await;
    Pair { center, house, partnership }
}

/// Connects an organization with a coalition: a code, and both compare the words of the other. Nothing is told by that.
pub async fn connect(app: &App, coalition: &Session, org: &Session) -> AffiliationId {
    let name = Label::parse(org.org().name.as_str()).unwrap();
    let code = partner_invitations::invite(app, coalition, app.next_id(), None, name).await.unwrap();
    let Begun::Affiliation(id) = partner_invitations::take_up(app, org, &code).await.unwrap() else {
        panic!("one of the two is a coalition");
    };
    for side in [coalition, org] {
        let all = affiliations::list(app, side).await.unwrap();
        let one = all.iter().find(|one| one.id == id).unwrap();
        affiliations::confirm_key(app, side, id, &one.their_words.join(" ")).await.unwrap();
    }
    id
}

/// The same, and the organization tells from now on.
pub async fn connect_and_tell(app: &App, coalition: &Session, org: &Session) -> AffiliationId {
    let id = connect(app, coalition, org).await;
    affiliations::begin_telling(app, org, id).await.unwrap();
    id
}

/// Referrals to the advocates in a month, on one bank; of the first ones somebody took on so many and was connected with
/// so many. Answers their records.
pub async fn happened(
    db: &TestStore,
    (org, partner): (OrgId, OrgId),
    bank: Bank,
    month: Month,
    of: [usize; 3],
) -> Vec<ReferralId> {
    let scope = db.worker().scope(org);
    db.write(&scope, move |tx| {
        Box::pin(async move {
            let mut records = Vec::new();
            for n in 0..of[0] {
                let mut new = referral(org, bank);
                records.push(new.referral.id);
                new.referral.partner = partner;
                let happening = |event| Happening { event, member: None, at: NOW, month };
                let first = if bank == Bank::Sender { Event::Sent } else { Event::Arrived };
                let _ = referrals::insert(tx, &scope, &new, &happening(first)).await?;
                let mut from = if bank == Bank::Sender { Status::Sent } else { Status::Received };
                let arrives = (bank == Bank::Sender).then_some(Event::Delivered);
                for event in [arrives, (n < of[1]).then_some(Event::Accepted), (n < of[2]).then_some(Event::Connected)]
                {
                    let Some(event) = event else { continue };
                    let to = apply(bank, Some(from), event).unwrap();
                    let change = Change { id: new.referral.id, from, to, assigned: None, happening: happening(event) };
                    assert!(referrals::change(tx, &scope, &change).await?);
                    from = to;
                }
            }
            Ok(records)
        })
    })
    .await
}

impl Pair {
    /// So many were taken on by the house in September, of many more who came.
    pub async fn took_on(&self, db: &TestStore, n: usize) {
        let sides = (self.house.org_id(), self.center.org_id());
        happened(db, sides, Bank::Receiver, Month { year: 2026, month: 9 }, [n + 40, n, 0]).await;
    }
}
