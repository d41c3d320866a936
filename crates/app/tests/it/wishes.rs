//! What a person asks of an organization holds at every send, in whichever order the two come.

use crate::town::*;
use app::Error;
use app::referrals::{self, NewReferral};
use domain::ids::ReferralId;
use domain::referral::{ClinicianWish, Event, PersonCard, Told, VisitWishes};
use domain::wishes::Wish;
use std::collections::BTreeSet;
use testkit::both_backends;

async fn ask(town: &Town, member: &app::Session, id: ReferralId, wishes: &[Wish]) {
    let wishes = wishes.iter().copied().collect();
    referrals::keep_wishes(&town.app, member, id, town.form(), wishes).await.unwrap();
}

/// A referral from Harbor House that has arrived at Lakeside: both ids.
async fn visit(town: &Town) -> (ReferralId, ReferralId) {
    let (release, id) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    referrals::send(&town.app, &town.ines, town.reverse(id, release)).await.unwrap();
    town.deliver().await;
    (id, town.across(&town.ines, &town.rosa, id).await)
}

/// What Harbor House was told about a referral it sent.
async fn told(town: &Town, ours: ReferralId) -> Vec<Told> {
    town.deliver().await;
    let events = referrals::show(&town.app, &town.ines, ours).await.unwrap().events;
    events.into_iter().filter_map(|one| if let Event::Told(told) = one.event { Some(told) } else { None }).collect()
}

both_backends! {
    async fn whoever_asked_that_nobody_be_told_is_told_about_to_nobody(db: &TestStore) {
        let town = Town::on(db).await;
        for (wishes, expected) in [
            (&[][..], vec![Told::Connected]),
            (&[Wish::PlanOnly, Wish::NotToPayer], vec![Told::Connected]),
            (&[Wish::OnlyPartner], vec![Told::Connected]),
            (&[Wish::Nobody], vec![]),
            (&[Wish::Nobody, Wish::OnlyPartner], vec![]),
        ] {
            let (ours, theirs) = visit(&town).await;
            ask(&town, &town.dana, theirs, wishes).await;
            referrals::show(&town.app, &town.rosa, theirs).await.unwrap();
            referrals::accept(&town.app, &town.rosa, theirs, town.form()).await.unwrap();
            referrals::connected(&town.app, &town.rosa, theirs, town.form(), true).await.unwrap();
            assert_eq!(told(&town, ours).await, expected, "{wishes:?}");
            let read = referrals::show(&town.app, &town.ines, ours).await.unwrap().disclosures;
            let was_read = read.iter().any(|one| one.opened.is_some());
            assert_eq!(was_read, !wishes.contains(&Wish::Nobody), "that staff read it is not told either: {wishes:?}");
        }
    }

    async fn what_waits_to_be_sent_dies_when_the_person_asks_that_nobody_be_told(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        ask(&town, &town.rosa, ours, &[Wish::Nobody]).await;
        town.deliver().await;
        assert!(referrals::inbox(&town.app, &town.ines, None).await.unwrap().rows.is_empty());
        let other = town.refer().await;
        ask(&town, &town.rosa, other, &[Wish::OnlyPartner, Wish::NotToPayer]).await;
        town.deliver().await;
        assert_eq!(referrals::inbox(&town.app, &town.ines, None).await.unwrap().rows.len(), 1);
    }

    async fn what_is_asked_for_is_written_down_once_and_goes_with_the_record(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        let (form, wishes) = (town.form(), BTreeSet::from([Wish::PlanOnly]));
        for _ in 0..2 {
            referrals::keep_wishes(&town.app, &town.rosa, ours, form, wishes.clone()).await.unwrap();
        }
        let view = referrals::show(&town.app, &town.dana, ours).await.unwrap();
        assert_eq!(view.wishes, wishes);
        let foreign = referrals::keep_wishes(&town.app, &town.ines, ours, town.form(), wishes.clone()).await;
        assert!(matches!(foreign, Err(Error::NotFound)));
        let desk = referrals::keep_wishes(&town.app, &town.sam, ours, town.form(), wishes).await;
        assert!(matches!(desk, Err(Error::NotFound)));
        town.clock.pass(200 * 24 * 60);
        app::workers::keep_house_once(&town.app).await.unwrap();
        assert_eq!(db.look("SELECT code FROM wish").await, [""; 0]);
    }
}

#[tokio::test]
async fn what_an_advocate_wrote_down_reaches_the_front_desk_and_names_no_reason() {
    let town = Town::new().await;
    let (release, id) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    let new = town.reverse(id, release);
    let visit = VisitWishes {
        interpreter: false,
        clinician: ClinicianWish::Any,
        cost_worry: false,
        ask_before_statement: true,
        plan_only: true,
        not_to_payer: true,
    };
    let card = PersonCard { visit: Some(visit), ..new.card };
    referrals::send(&town.app, &town.ines, NewReferral { card, ..new }).await.unwrap();
    town.deliver().await;
    let theirs = town.across(&town.ines, &town.rosa, id).await;
    let wishes = app::arrivals::show(&town.app, &town.sam, theirs).await.unwrap().wishes.unwrap();
    assert!(wishes.plan_only && wishes.not_to_payer);
}
