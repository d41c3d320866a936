//! Closed at that second: across changes of clocks, jumps of a year either way, and restarts.

use crate::town::*;
use app::releases::draft::{self, Ground, Standing};
use app::session::{Device, LONGEST, Loaded};
use app::workers::{keep_house_once, record_across};
use domain::ids::{ReferralId, ReleaseId};
use domain::release::answer::OtherWay;
use domain::release::draft::DRAFT_LIFE;
use domain::time::{Days, Timestamp};
use testkit::{TestStore, both_backends};

const YEAR: i64 = 365 * 24 * 60;

/// A day before the clocks of Chicago go back, and before they go forward.
const BEFORE_A_CHANGE: [&str; 2] = ["2026-10-31T15:00:00Z", "2027-03-13T16:00:00Z"];

fn utc(text: &str) -> Timestamp {
    Timestamp::from_micros(text.parse::<jiff::Timestamp>().unwrap().as_microsecond())
}

fn just_before(at: Timestamp) -> Timestamp {
    Timestamp::from_micros(at.micros() - 1)
}

/// The clock jumps a year ahead and is acted on, comes back, and the node starts again.
async fn jumps_and_starts_again(town: &mut Town) {
    town.clock.pass(YEAR);
    keep_house_once(&town.app).await.unwrap();
    town.clock.pass(-2 * YEAR);
    town.start_again(|| ()).await;
}

/// What of the town still has content.
async fn stands(db: &TestStore) -> usize {
    db.look("SELECT 'stands' FROM referral WHERE destroyed_at IS NULL").await.len()
}

both_backends! {
    async fn a_clock_that_jumps_ahead_destroys_nothing_by_itself_and_a_lead_is_told(db: &TestStore) {
        let town = Town::on(db).await;
        town.refer().await;
        town.deliver().await;
        keep_house_once(&town.app).await.unwrap();
        town.clock.jump(YEAR);
        for _ in 0..23 {
            keep_house_once(&town.app).await.unwrap();
            town.clock.pass(60);
        }
        assert_eq!(stands(db).await, 2, "what was due in a year is not gone in a minute");
        let told = "SELECT DISTINCT code FROM notice WHERE code = 'notice-clock-jumped'";
        assert_eq!(db.look(told).await, ["notice-clock-jumped"]);
        town.clock.pass(2 * 60);
        keep_house_once(&town.app).await.unwrap();
        assert_eq!(stands(db).await, 0, "a clock that goes steadily for a day is believed");
    }

    async fn a_clock_that_jumped_and_is_right_again_destroys_nothing_and_an_operator_sets_it_back(db: &TestStore) {
        let mut town = Town::on(db).await;
        town.refer().await;
        town.deliver().await;
        keep_house_once(&town.app).await.unwrap();
        let right = town.app.now();
        town.clock.jump(YEAR);
        keep_house_once(&town.app).await.unwrap();
        town.clock.jump(-YEAR);
        town.clock.pass(25 * 60);
        keep_house_once(&town.app).await.unwrap();
        town.start_again(|| ()).await;
        keep_house_once(&town.app).await.unwrap();
        assert_eq!(stands(db).await, 2);
        assert!(town.app.now() > right.plus_days(Days(300)), "until somebody looks, nothing is earlier than it was");
        assert_eq!(app::health::set_clock_back(&town.app).await.unwrap(), 2);
        assert!(town.app.now() < right.plus_days(Days(3)));
        town.start_again(|| ()).await;
        assert!(town.app.now() < right.plus_days(Days(3)), "and it is kept");
        keep_house_once(&town.app).await.unwrap();
        assert_eq!(stands(db).await, 2, "nothing was due");
        for org in [town.rosa.org_id(), town.ines.org_id()] {
            app::audit::verify(&town.app, org).await.unwrap().unwrap();
        }
        town.clock.pass(40 * 24 * 60);
        keep_house_once(&town.app).await.unwrap();
        assert_eq!(stands(db).await, 0, "what is due goes");
    }

    async fn a_node_that_starts_far_ahead_of_what_it_did_last_destroys_nothing_at_once(db: &TestStore) {
        let mut town = Town::on(db).await;
        town.refer().await;
        town.deliver().await;
        keep_house_once(&town.app).await.unwrap();
        town.clock.pass(YEAR);
        town.start_again(|| ()).await;
        keep_house_once(&town.app).await.unwrap();
        assert_eq!(stands(db).await, 2);
        town.clock.pass(25 * 60);
        keep_house_once(&town.app).await.unwrap();
        assert_eq!(stands(db).await, 0);
    }
}

/// A town on the day before a change of clocks. Its own days begin later than one of them, so it is a year on.
async fn town_before(change: &str) -> Town {
    let town = Town::new().await;
    let at = utc(change);
    let ahead = if at > town.app.now() { at } else { Timestamp::from_micros(at.micros() + YEAR * 60_000_000) };
    town.clock.set(ahead);
    town
}

async fn crossed(town: &Town, id: ReferralId) -> bool {
    record_across(&town.app, &town.ines, &town.rosa, id).await.is_ok()
}

#[tokio::test]
async fn a_release_lets_send_until_its_second_and_never_again() {
    for change in BEFORE_A_CHANGE {
        let mut town = town_before(change).await;
        let (first, before) = town.release(ALL_BUT_SUBSTANCE_USE).await;
        let (second, after) = town.release(ALL_BUT_SUBSTANCE_USE).await;
        let end = app::releases::show(&town.app, &town.ines, first).await.unwrap().release.expires_at.unwrap();
        town.clock.set(just_before(end));
        app::referrals::send(&town.app, &town.ines, town.reverse(before, first)).await.unwrap();
        town.deliver().await;
        assert!(crossed(&town, before).await, "{change}");
        town.clock.set(end);
        for again in [false, true] {
            assert!(
                app::referrals::send(&town.app, &town.ines, town.reverse(after, second)).await.is_err(),
                "{change}"
            );
            assert_eq!(app::releases::show(&town.app, &town.ines, second).await.unwrap().days_left, Days(0));
            if !again {
                jumps_and_starts_again(&mut town).await;
            }
        }
    }
}

#[tokio::test]
async fn what_waits_crosses_until_its_second_and_never_again() {
    for change in BEFORE_A_CHANGE {
        for late in [false, true] {
            let mut town = town_before(change).await;
            let (release, id) = town.release(ALL_BUT_SUBSTANCE_USE).await;
            app::referrals::send(&town.app, &town.ines, town.reverse(id, release)).await.unwrap();
            let ours = town.refer().await;
            let end = town.ends(15);
            town.clock.set(if late { end } else { just_before(end) });
            if late {
                jumps_and_starts_again(&mut town).await;
            }
            town.deliver().await;
            assert_eq!(crossed(&town, id).await, !late, "under a release, {change}");
            let agreed = record_across(&town.app, &town.rosa, &town.ines, ours).await.is_ok();
            assert_eq!(agreed, !late, "on an agreement, {change}");
        }
    }
}

#[tokio::test]
async fn a_draft_is_taken_up_until_its_second_and_never_again() {
    for change in BEFORE_A_CHANGE {
        let mut town = town_before(change).await;
        let id = ReleaseId::new(town.app.next_id());
        draft::begin(&town.app, &town.ines, id, Ground::Referral, OtherWay::GoOn).await.unwrap();
        let end = town.app.now().plus_minutes(DRAFT_LIFE);
        town.clock.set(just_before(end));
        assert!(matches!(draft::standing(&town.app, &town.ines, id).await, Ok(Standing::Open(_))), "{change}");
        town.clock.set(end);
        assert!(draft::standing(&town.app, &town.ines, id).await.is_err(), "{change}");
        jumps_and_starts_again(&mut town).await;
        assert!(draft::standing(&town.app, &town.ines, id).await.is_err(), "{change}");
    }
}

#[tokio::test]
async fn a_session_ends_at_its_second_and_never_comes_back() {
    for change in BEFORE_A_CHANGE {
        let mut town = town_before(change).await;
        let cookie = app::sign_in::sign_in(&town.app, "rosa", PASSWORD, Device::Private).await.unwrap();
        let end = town.app.now().plus_minutes(LONGEST);
        let stands = async |town: &Town| {
            matches!(app::session::load(&town.app, cookie.value()).await.unwrap(), Loaded::Session(_))
        };
        town.clock.set(just_before(end));
        assert!(stands(&town).await, "{change}: locked by now, and there");
        town.clock.set(end);
        assert!(!stands(&town).await, "{change}");
        jumps_and_starts_again(&mut town).await;
        assert!(!stands(&town).await, "{change}");
    }
}

/// A referral that has arrived under a release, and when the release ends.
async fn arrived(town: &Town) -> (ReferralId, Timestamp) {
    let (release, id) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    app::referrals::send(&town.app, &town.ines, town.reverse(id, release)).await.unwrap();
    town.deliver().await;
    let end = app::releases::show(&town.app, &town.ines, release).await.unwrap().release.expires_at.unwrap();
    (town.across(&town.ines, &town.rosa, id).await, end)
}

#[tokio::test]
async fn what_nobody_took_is_readable_until_its_second_and_never_again() {
    for change in BEFORE_A_CHANGE {
        let mut town = town_before(change).await;
        let (id, end) = arrived(&town).await;
        let name = async |town: &Town| app::arrivals::show(&town.app, &town.sam, id).await.unwrap().name;
        let readable =
            async |town: &Town| app::referrals::show(&town.app, &town.rosa, id).await.unwrap().card.is_some();
        town.clock.set(just_before(end));
        assert!(readable(&town).await && name(&town).await.is_some(), "{change}");
        town.clock.set(end);
        for _ in 0..2 {
            assert!(!readable(&town).await && name(&town).await.is_none(), "{change}");
            assert!(app::referrals::show_number(&town.app, &town.rosa, id).await.is_err(), "{change}");
            let taken = app::referrals::accept(&town.app, &town.rosa, id, town.form()).await;
            assert!(taken.is_err(), "{change}: nor can it be taken");
            jumps_and_starts_again(&mut town).await;
        }
    }
}

#[tokio::test]
async fn what_was_taken_in_time_is_the_receivers_own_record_and_ends_by_its_own_rules() {
    let town = Town::new().await;
    let (id, end) = arrived(&town).await;
    app::referrals::accept(&town.app, &town.rosa, id, town.form()).await.unwrap();
    town.clock.set(end);
    assert!(app::referrals::show(&town.app, &town.rosa, id).await.unwrap().card.is_some());
}
