//! Sharing is stopped while a visit is booked: the front desk keeps its own booking until the day is over, and nothing
//! else.

use crate::town::*;
use app::arrivals::{self, ClosedVisit};
use app::workers::keep_house_once;
use domain::ids::{FormId, ReferralId};
use domain::message::PurgeDecision;
use domain::time::Timestamp;
use domain::wishes::Wish;
use std::collections::BTreeSet;
use testkit::both_backends;

/// A visit that is booked for the 26th, and the sender's record of it.
async fn booked(town: &Town) -> (ReferralId, ReferralId) {
    let (release, ours) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    app::referrals::send(&town.app, &town.ines, town.reverse(ours, release)).await.unwrap();
    town.deliver().await;
    let visit = town.across(&town.ines, &town.dana, ours).await;
    let form = FormId::new(town.app.next_id());
    arrivals::book(&town.app, &town.sam, visit, form, "2026-11-26T11:40").await.unwrap();
    (ours, visit)
}

fn at(text: &str) -> Timestamp {
    Timestamp::from_micros(text.parse::<jiff::Timestamp>().unwrap().as_microsecond())
}

async fn closed(town: &Town) -> Vec<ClosedVisit> {
    arrivals::closed(&town.app, &town.sam).await.unwrap()
}

both_backends! {
    async fn what_the_person_asked_of_us_holds_for_the_visit_after_the_partner_stopped(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, visit) = booked(&town).await;
        let asked = BTreeSet::from([Wish::NotToPayer]);
        app::referrals::keep_wishes(&town.app, &town.dana, visit, town.form(), asked.clone()).await.unwrap();
        app::referrals::stop(&town.app, &town.june, ours).await.unwrap();
        town.deliver().await;
        assert_eq!(closed(&town).await[0].asked, asked, "tell their health plan nothing: the visit is still to come");
        town.clock.set(at("2026-11-27T06:00:00Z"));
        keep_house_once(&town.app).await.unwrap();
        assert!(db.look("SELECT code FROM wish").await.is_empty(), "and then it goes");
    }

    async fn whatever_was_asked_goes_with_a_record_that_has_no_visit_to_come(db: &TestStore) {
        let town = Town::on(db).await;
        let (release, ours) = town.release(ALL_BUT_SUBSTANCE_USE).await;
        app::referrals::send(&town.app, &town.ines, town.reverse(ours, release)).await.unwrap();
        town.deliver().await;
        let there = town.across(&town.ines, &town.dana, ours).await;
        app::referrals::keep_wishes(&town.app, &town.dana, there, town.form(), BTreeSet::from([Wish::NotToPayer])).await.unwrap();
        app::referrals::stop(&town.app, &town.june, ours).await.unwrap();
        town.deliver().await;
        assert!(db.look("SELECT code FROM wish").await.is_empty());
    }

    async fn a_booked_visit_stays_on_the_front_desks_list_until_its_day_ends_and_says_nothing_else(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, visit) = booked(&town).await;
        assert_eq!(closed(&town).await, []);
        app::referrals::stop(&town.app, &town.june, ours).await.unwrap();
        town.deliver().await;
        assert!(arrivals::list(&town.app, &town.sam, None).await.unwrap().rows.is_empty());
        let left = ClosedVisit { id: visit, short_code: visit.short_code(), visit_at: "2026-11-26T11:40".into(), asked: BTreeSet::new() };
        assert_eq!(closed(&town).await, std::slice::from_ref(&left));
        let shown = arrivals::show(&town.app, &town.sam, visit).await.unwrap();
        assert!(shown.name.is_none() && shown.safe_contact.is_none() && shown.needs.is_empty());
        // The whole day of the visit, by the clock on the wall of the health center.
        town.clock.set(at("2026-11-27T05:59:59Z"));
        keep_house_once(&town.app).await.unwrap();
        assert_eq!(closed(&town).await, [left]);
        town.clock.set(at("2026-11-27T06:00:00Z"));
        assert_eq!(closed(&town).await, []);
        keep_house_once(&town.app).await.unwrap();
        assert_eq!(db.look("SELECT visit_at FROM referral WHERE visit_at IS NOT NULL").await.len(), 0, "and is forgotten");
    }

    async fn a_visit_that_nobody_booked_and_one_that_is_hidden_from_a_member_leave_nothing(db: &TestStore) {
        let town = Town::on(db).await;
        let (release, ours) = town.release(ALL_BUT_SUBSTANCE_USE).await;
        app::referrals::send(&town.app, &town.ines, town.reverse(ours, release)).await.unwrap();
        town.deliver().await;
        app::referrals::stop(&town.app, &town.june, ours).await.unwrap();
        let (ours, visit) = booked(&town).await;
        app::people::hide_from(&town.app, &town.dana, visit, town.sam.member()).await.unwrap();
        app::referrals::stop(&town.app, &town.june, ours).await.unwrap();
        town.deliver().await;
        assert_eq!(closed(&town).await, []);
        assert_eq!(arrivals::closed(&town.app, &town.dana).await.unwrap().len(), 1, "a colleague sees it");
        assert!(arrivals::closed(&town.app, &town.ines).await.is_err(), "another organization has no front desk");
    }

    async fn who_asks_that_the_copy_is_forgotten_has_the_booking_forgotten_too(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, visit) = booked(&town).await;
        app::referrals::stop(&town.app, &town.ines, ours).await.unwrap();
        app::forgetting::asks::ask(&town.app, &town.ines, ours).await.unwrap();
        town.deliver().await;
        app::forgetting::asks::answer(&town.app, &town.dana, visit, PurgeDecision::Forget).await.unwrap();
        assert_eq!(closed(&town).await, []);
    }
}
