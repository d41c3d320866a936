//! When a changed plan is heard by the partner, and when it is too late: what closes contact is never too late, what could name
//! a number lies nowhere, and nobody confirms what they did not see.

use crate::plan_kept::{LATER, dials, forget_numbers, hold, later, plan, sent_on, still_right, text, tried, view};
use crate::plan_sent::{can_go, number, replan, taken};
use crate::town::*;
use crate::untaken::anew;
use app::forgetting::holds;
use app::referrals::{self, Masked, NewPlan};
use app::workers::keep_house_once;
use app::{Error, Session};
use domain::ids::ReferralId;
use domain::referral::{AttemptResult, DeclineReason};
use domain::safe_contact::{ClosedBy, ContactWay, NotSafe};
use testkit::{TestStore, both_backends};

const DAY: i64 = 24 * 60;

fn never() -> NewPlan {
    NewPlan { way: ContactWay::DoNotContact, number: Masked::Gone, ..anew() }
}

/// What waits of changed plans.
async fn waiting(db: &TestStore) -> usize {
    db.look("SELECT 'plan' FROM inbox_pending WHERE kind = 'contact_changed'").await.len()
}

/// Said with a page in hand that showed this version.
async fn as_seen(town: &Town, who: &Session, id: ReferralId, way: ContactWay, seen: u32) -> app::Result<()> {
    town.clock.pass(1);
    referrals::recheck_as_seen(&town.app, who, id, town.form(), (way, None), Some(seen)).await
}

both_backends! {
    async fn what_closes_contact_is_heard_after_what_it_went_under_has_ended(db: &TestStore) {
        let town = Town::on(db).await;
        for is_never in [true, false] {
            let (ours, theirs) = taken(&town).await;
            if is_never {
                replan(&town, &town.rosa, ours, never()).await;
            } else {
                tried(&town, &town.rosa, ours, AttemptResult::SomeoneElse).await;
            }
            sent_on(&town, &town.rosa, ours).await;
            town.clock.pass(16 * DAY);
            keep_house_once(&town.app).await.unwrap();
            assert_eq!(waiting(db).await, 1, "nobody has opened the record yet");
            let closed = number(&town, &town.ines, theirs).await;
            if is_never {
                assert_eq!(plan(&town, &town.ines, theirs).await.way, ContactWay::DoNotContact);
                assert!(matches!(closed, Err(Error::NotFound)), "nor is there a number: {closed:?}");
            } else {
                assert!(matches!(closed, Err(Error::NotSafe(NotSafe::SomeoneElse))), "{closed:?}");
            }
            assert_eq!(waiting(db).await, 0);
        }
    }

    async fn with_a_plan_that_is_closed_goes_no_number_and_it_follows_once_they_say_that_it_is_right(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = taken(&town).await;
        replan(&town, &town.rosa, ours, later()).await;
        tried(&town, &town.rosa, ours, AttemptResult::SomeoneElse).await;
        sent_on(&town, &town.rosa, ours).await;
        let there = plan(&town, &town.ines, theirs).await;
        assert_eq!((dials(&there), there.closed_by), (Some(CANARY_NUMBER), Some(ClosedBy::SomeoneElse)));
        assert!(!can_go(&town, &town.rosa, ours).await, "it has gone");
        still_right(&town, &town.rosa, ours).await.unwrap();
        assert!(can_go(&town, &town.rosa, ours).await, "that it is open again is a change");
        sent_on(&town, &town.rosa, ours).await;
        assert_eq!(number(&town, &town.ines, theirs).await.unwrap(), LATER);
        still_right(&town, &town.rosa, ours).await.unwrap();
        assert!(!can_go(&town, &town.rosa, ours).await, "and that it is right still is none");
        tried(&town, &town.rosa, ours, AttemptResult::SomeoneElse).await;
        replan(&town, &town.rosa, ours, anew()).await;
        sent_on(&town, &town.rosa, ours).await;
        still_right(&town, &town.rosa, ours).await.unwrap();
        assert!(!can_go(&town, &town.rosa, ours).await, "nor after it was opened by another number");
    }

    async fn a_number_that_came_in_time_stays_when_a_closing_follows_it(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = taken(&town).await;
        replan(&town, &town.rosa, ours, later()).await;
        sent_on(&town, &town.rosa, ours).await;
        tried(&town, &town.rosa, ours, AttemptResult::SomeoneElse).await;
        sent_on(&town, &town.rosa, ours).await;
        assert_eq!(waiting(db).await, 2, "nobody has opened the record yet");
        let there = plan(&town, &town.ines, theirs).await;
        assert_eq!((dials(&there), there.closed_by), (Some(LATER), Some(ClosedBy::SomeoneElse)));
    }

    async fn nobody_confirms_what_has_closed_contact_since_they_opened_the_page(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = taken(&town).await;
        let seen = view(&town, &town.ines, theirs).await.referral.version;
        tried(&town, &town.rosa, ours, AttemptResult::SomeoneElse).await;
        sent_on(&town, &town.rosa, ours).await;
        let refused = as_seen(&town, &town.ines, theirs, ContactWay::Call, seen).await;
        assert!(matches!(refused, Err(Error::Invalid("plan-changed-since"))), "{refused:?}");
        let closed = number(&town, &town.ines, theirs).await;
        assert!(matches!(closed, Err(Error::NotSafe(NotSafe::SomeoneElse))), "{closed:?}");
        let now = view(&town, &town.ines, theirs).await.referral.version;
        as_seen(&town, &town.ines, theirs, ContactWay::Call, now).await.unwrap();
        assert_eq!(number(&town, &town.ines, theirs).await.unwrap(), CANARY_NUMBER, "who has seen it has asked");
        as_seen(&town, &town.ines, theirs, ContactWay::DoNotContact, seen).await.unwrap();
        assert_eq!(plan(&town, &town.ines, theirs).await.way, ContactWay::DoNotContact, "that is right whatever was seen");
    }

    async fn a_plan_that_a_colleague_put_down_meanwhile_is_overwritten_by_no_older_page(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, theirs) = taken(&town).await;
        let seen = referrals::plan(&town.app, &town.ines, theirs).await.unwrap().version;
        replan(&town, &town.june, theirs, later()).await;
        town.clock.pass(1);
        let refused = referrals::replan_as_seen(&town.app, &town.ines, theirs, town.form(), anew(), Some(seen)).await;
        assert!(matches!(refused, Err(Error::Invalid("plan-changed-since"))), "{refused:?}");
        assert_eq!(number(&town, &town.ines, theirs).await.unwrap(), LATER);
        let seen = referrals::plan(&town.app, &town.ines, theirs).await.unwrap().version;
        referrals::replan_as_seen(&town.app, &town.ines, theirs, town.form(), anew(), Some(seen)).await.unwrap();
    }

    async fn a_doubled_press_stands_and_what_was_changed_on_the_way_back_is_not_lost_as_if_it_were_saved(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, theirs) = taken(&town).await;
        let seen = Some(referrals::plan(&town.app, &town.ines, theirs).await.unwrap().version);
        let form = town.form();
        for _ in 0..2 {
            town.clock.pass(1);
            referrals::replan_as_seen(&town.app, &town.ines, theirs, form, later(), seen).await.unwrap();
        }
        assert_eq!(number(&town, &town.ines, theirs).await.unwrap(), LATER);
        let refused = referrals::replan_as_seen(&town.app, &town.ines, theirs, form, anew(), seen).await;
        assert!(matches!(refused, Err(Error::Invalid("plan-changed-since"))), "{refused:?}");
        referrals::replan_as_seen(&town.app, &town.ines, theirs, form, never(), seen).await.unwrap();
        assert_eq!(plan(&town, &town.ines, theirs).await.way, ContactWay::DoNotContact, "from any page, at once");
        replan(&town, &town.ines, theirs, later()).await;
        let (form, seen) = (town.form(), Some(view(&town, &town.ines, theirs).await.referral.version));
        for way in [ContactWay::Call, ContactWay::DoNotContact] {
            referrals::recheck_as_seen(&town.app, &town.ines, theirs, form, (way, None), seen).await.unwrap();
        }
        assert_eq!(plan(&town, &town.ines, theirs).await.way, ContactWay::DoNotContact);
    }

    async fn a_number_lies_nowhere_once_numbers_were_forgotten_or_the_record_is_over(db: &TestStore) {
        let town = Town::on(db).await;
        for is_over in [true, false] {
            let (ours, theirs) = taken(&town).await;
            replan(&town, &town.rosa, ours, later()).await;
            town.clock.pass(1);
            referrals::send_plan(&town.app, &town.rosa, ours, town.form()).await.unwrap();
            if is_over {
                referrals::decline(&town.app, &town.ines, theirs, town.form(), DeclineReason::Full, false).await.unwrap();
            } else {
                forget_numbers(&town, &town.ines, theirs).await;
            }
            town.deliver().await;
            assert_eq!(waiting(db).await, 0, "over: {is_over}");
            let stopped = db.look("SELECT 'stopped' FROM disclosure WHERE stopped_at IS NOT NULL").await.len();
            assert_eq!(stopped, 0, "it arrived: anything else would say what became of the person there");
            assert!(!can_go(&town, &town.rosa, ours).await, "nor is it asked for again");
        }
    }

    async fn under_a_hold_that_nobody_calls_keeps_the_rest_however_it_is_said(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, theirs) = taken(&town).await;
        replan(&town, &town.ines, theirs, NewPlan { words: Some(text("about the survey")), ..later() }).await;
        hold(&town, &town.maya, theirs).await;
        for _ in 0..2 {
            town.clock.pass(1);
            referrals::recheck(&town.app, &town.ines, theirs, town.form(), ContactWay::DoNotContact, None).await.unwrap();
            let shut = plan(&town, &town.ines, theirs).await;
            assert_eq!((shut.way, dials(&shut), shut.words.is_some()), (ContactWay::DoNotContact, None, true));
        }
        replan(&town, &town.ines, theirs, never()).await;
        assert!(plan(&town, &town.ines, theirs).await.words.is_some());
    }

    async fn a_number_that_a_hold_kept_is_dialed_by_no_empty_field_and_goes_with_the_next_word(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = taken(&town).await;
        replan(&town, &town.rosa, ours, never()).await;
        still_right(&town, &town.ines, theirs).await.unwrap();
        hold(&town, &town.maya, theirs).await;
        sent_on(&town, &town.rosa, ours).await;
        let kept = plan(&town, &town.ines, theirs).await;
        assert_eq!((kept.way, dials(&kept)), (ContactWay::DoNotContact, Some(CANARY_NUMBER)));
        let refused = still_right(&town, &town.ines, theirs).await;
        assert!(matches!(refused, Err(Error::Invalid("number-missing"))), "{refused:?}");
        holds::lift(&town.app, &town.maya, theirs).await.unwrap();
        assert_eq!(dials(&plan(&town, &town.ines, theirs).await), None, "what was due went");
        let refused = still_right(&town, &town.ines, theirs).await;
        assert!(matches!(refused, Err(Error::Invalid("number-missing"))), "{refused:?}");
    }
}
