//! Who is told of what: a stop, what came of a referral, a release that ends. The whole table: `docs/NOTICES.md`.

use crate::town::*;
use app::Session;
use domain::ids::{ReferralId, ReleaseId};
use domain::release::{Element, Purpose};
use testkit::both_backends;

const DAY: i64 = 24 * 60;

async fn codes(town: &Town, member: &Session) -> Vec<String> {
    let notices = app::home::notices(&town.app, member).await.unwrap();
    notices.into_iter().map(|notice| notice.code).collect()
}

/// A referral of Lakeside that Harbor House took, and told so under a release for 15 days: the record at Lakeside.
async fn told_of_one(town: &Town) -> ReferralId {
    let ours = town.refer().await;
    town.deliver().await;
    let theirs = town.across(&town.rosa, &town.ines, ours).await;
    let release = ReleaseId::new(town.app.next_id());
    let new = town.new_release(release, theirs, Purpose::Feedback, &[Element::Attendance]);
    app::releases::walk(&town.app, &town.ines, new).await.unwrap();
    app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
    town.deliver().await;
    ours
}

both_backends! {
    async fn whoever_takes_referrals_is_told_at_once_and_once_until_one_of_them_has_taken_it(db: &TestStore) {
        let town = Town::on(db).await;
        let (first, second) = (town.refer().await, town.refer().await);
        town.deliver().await;
        let notices = app::home::notices(&town.app, &town.ines).await.unwrap();
        assert_eq!(notices.iter().map(|one| (one.code.as_str(), one.referral)).collect::<Vec<_>>(), [("notice-arrived", None)]);
        assert_eq!(codes(&town, &town.maya).await, ["notice-arrived"]);
        for sends in [&town.rosa, &town.dana, &town.sam] {
            assert!(codes(&town, sends).await.is_empty(), "they sent it");
        }
        let first = town.across(&town.rosa, &town.june, first).await;
        app::referrals::accept(&town.app, &town.june, first, town.form()).await.unwrap();
        assert_eq!(codes(&town, &town.june).await, ["notice-arrived"], "one is still there");
        let second = town.across(&town.rosa, &town.june, second).await;
        app::referrals::show(&town.app, &town.june, second).await.unwrap();
        assert!(codes(&town, &town.june).await.is_empty(), "she has looked at it");
        assert_eq!(codes(&town, &town.ines).await, ["notice-arrived"]);
        app::referrals::accept(&town.app, &town.june, second, town.form()).await.unwrap();
        assert!(codes(&town, &town.ines).await.is_empty(), "none is left to be taken");
        town.clock.pass(5);
        let third = town.refer().await;
        town.deliver().await;
        let again = app::home::notices(&town.app, &town.ines).await.unwrap();
        assert_eq!(again.iter().map(|one| (one.code.as_str(), one.at)).collect::<Vec<_>>(), [("notice-arrived", town.app.now())]);
        app::referrals::stop(&town.app, &town.rosa, third).await.unwrap();
        town.deliver().await;
        assert!(!codes(&town, &town.june).await.contains(&"notice-arrived".to_owned()), "it was taken back");
    }

    async fn nobody_is_told_of_a_visit_that_is_hidden_from_them_and_a_front_desk_hears_of_it_too(db: &TestStore) {
        let town = Town::on(db).await;
        let (release, ours) = town.release(ALL_BUT_SUBSTANCE_USE).await;
        app::referrals::send(&town.app, &town.ines, town.reverse(ours, release)).await.unwrap();
        town.deliver().await;
        for takes in [&town.sam, &town.rosa, &town.dana] {
            assert_eq!(codes(&town, takes).await, ["notice-arrived"], "{}", takes.name());
        }
        let theirs = town.across(&town.ines, &town.dana, ours).await;
        app::people::hide_from(&town.app, &town.dana, theirs, town.rosa.member()).await.unwrap();
        assert!(codes(&town, &town.rosa).await.is_empty());
    }

    async fn a_line_that_is_taken_back_unread_is_announced_no_more_and_is_gone(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = crate::plans::both(&town).await;
        town.care_release(&town.ines, theirs, crate::plans::PLAN).await;
        let goal = crate::plans::goal("a night without fear");
        let line = crate::plans::add(&town, &town.ines, theirs, &goal).await;
        let other = crate::plans::add(&town, &town.ines, theirs, &goal).await;
        for id in [line, other] {
            crate::plans::share(&town, &town.ines, theirs, id, 1).await.unwrap();
        }
        town.deliver().await;
        let shared = ["notice-plan-shared"];
        app::plans::take_line_back(&town.app, &town.ines, theirs, line).await.unwrap();
        town.deliver().await;
        assert_eq!(codes(&town, &town.rosa).await, shared, "another line is there");
        app::plans::take_line_back(&town.app, &town.ines, theirs, other).await.unwrap();
        town.deliver().await;
        assert!(codes(&town, &town.rosa).await.is_empty(), "there is nothing to read");
        assert!(db.look("SELECT 'unread' FROM inbox_pending WHERE kind = 'plan_line'").await.is_empty());
        assert!(crate::plans::their_words(&crate::plans::plan(&town, &town.rosa, ours).await).is_empty());
        crate::plans::share(&town, &town.ines, theirs, line, 1).await.unwrap();
        town.deliver().await;
        assert_eq!(codes(&town, &town.rosa).await, shared, "shared anew");
        assert_eq!(crate::plans::their_words(&crate::plans::plan(&town, &town.rosa, ours).await).len(), 1);
        assert_eq!(codes(&town, &town.rosa).await, shared);
        app::plans::take_line_back(&town.app, &town.ines, theirs, line).await.unwrap();
        town.deliver().await;
        app::plans::show(&town.app, &town.rosa, ours).await.unwrap();
        assert!(codes(&town, &town.rosa).await.is_empty());
    }

    async fn a_colleague_is_told_that_what_they_sent_did_not_go_because_the_plan_was_changed(db: &TestStore) {
        let town = Town::on(db).await;
        let waiting = async || {
            let ours = town.refer().await;
            app::partnerships::pause(&town.app, &town.dana, town.partnership).await.unwrap();
            town.deliver().await;
            ours
        };
        let ours = waiting().await;
        app::referrals::replan(&town.app, &town.dana, ours, town.form(), crate::untaken::anew()).await.unwrap();
        assert_eq!(codes(&town, &town.rosa).await, ["notice-recalled"]);
        assert!(codes(&town, &town.dana).await.is_empty(), "she did it");
        app::partnerships::resume(&town.app, &town.dana, town.partnership).await.unwrap();
        let ours = waiting().await;
        app::referrals::replan(&town.app, &town.rosa, ours, town.form(), crate::untaken::anew()).await.unwrap();
        assert_eq!(codes(&town, &town.dana).await, ["notice-recalled"], "leads hear of it");
        let code = ours.short_code();
        app::forgetting::request::forget_everything(&town.app, &town.rosa, ours, &code, false).await.unwrap();
        assert!(codes(&town, &town.dana).await.is_empty(), "nothing is left to be sent anew");
    }

    async fn whoever_works_on_a_record_is_told_that_the_partner_ended_sharing(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, untaken) = (town.refer().await, town.refer().await);
        town.deliver().await;
        let theirs = town.across(&town.rosa, &town.june, ours).await;
        app::referrals::accept(&town.app, &town.june, theirs, town.form()).await.unwrap();
        for id in [ours, untaken] {
            app::referrals::stop(&town.app, &town.rosa, id).await.unwrap();
        }
        town.deliver().await;
        assert_eq!(codes(&town, &town.june).await, ["notice-sharing-ended"]);
        for named in [&town.ines, &town.maya] {
            assert_eq!(codes(&town, named).await, ["notice-sharing-ended"], "of the one that nobody works on");
        }
    }

    async fn whoever_has_a_record_open_is_told_that_sharing_ended_and_nobody_from_whom_it_is_hidden(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        town.deliver().await;
        let theirs = town.across(&town.rosa, &town.ines, ours).await;
        app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
        for looks in [&town.june, &town.maya] {
            app::referrals::show(&town.app, looks, theirs).await.unwrap();
        }
        app::people::hide_from(&town.app, &town.ines, theirs, town.maya.member()).await.unwrap();
        app::referrals::stop(&town.app, &town.rosa, ours).await.unwrap();
        town.deliver().await;
        for told in [&town.ines, &town.june] {
            assert_eq!(codes(&town, told).await, ["notice-sharing-ended"]);
        }
        assert!(codes(&town, &town.maya).await.is_empty());
    }

    async fn what_the_partner_shared_of_a_plan_is_announced_no_more_once_it_is_over(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, theirs, _) = crate::plans::planned(&town).await;
        assert!(codes(&town, &town.rosa).await.contains(&"notice-plan-letter".to_owned()));
        app::plans::stop(&town.app, &town.ines, theirs, domain::release::HowSaid::Speech).await.unwrap();
        town.deliver().await;
        assert!(codes(&town, &town.rosa).await.is_empty(), "there is nothing to read");
    }

    async fn a_stop_says_who_had_read_it_although_nobody_has_looked_since(db: &TestStore) {
        let town = Town::on(db).await;
        let (release, ours) = town.release(ALL_BUT_SUBSTANCE_USE).await;
        app::referrals::send(&town.app, &town.ines, town.reverse(ours, release)).await.unwrap();
        town.deliver().await;
        let theirs = town.across(&town.ines, &town.rosa, ours).await;
        app::referrals::show(&town.app, &town.rosa, theirs).await.unwrap();
        town.deliver().await;
        let stopped = app::referrals::stop(&town.app, &town.june, ours).await.unwrap();
        let read: Vec<_> = stopped.seen.iter().filter_map(|one| one.opened.as_ref()).map(|(by, _)| by.as_str()).collect();
        assert_eq!(read, ["rosa"]);
    }

    async fn the_witness_is_told_once_that_a_release_ends_and_the_sender_what_was_told(db: &TestStore) {
        let town = Town::on(db).await;
        told_of_one(&town).await;
        assert_eq!(codes(&town, &town.rosa).await, ["notice-told"]);
        town.clock.pass(11 * DAY);
        app::workers::keep_house_once(&town.app).await.unwrap();
        assert!(!codes(&town, &town.ines).await.contains(&"notice-release-ending".to_owned()), "not yet");
        town.clock.pass(2 * DAY);
        for _ in 0..3 {
            app::workers::keep_house_once(&town.app).await.unwrap();
        }
        let told = codes(&town, &town.ines).await;
        assert_eq!(told.iter().filter(|code| *code == "notice-release-ending").count(), 1, "{told:?}");
        assert!(codes(&town, &town.june).await.is_empty(), "she took no release");
    }

    async fn what_a_person_takes_back_is_told_and_asked_no_more(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = told_of_one(&town).await;
        assert_eq!(codes(&town, &town.rosa).await, ["notice-told"]);
        town.clock.pass(13 * DAY);
        app::workers::keep_house_once(&town.app).await.unwrap();
        let ending = "notice-release-ending".to_owned();
        assert!(codes(&town, &town.ines).await.contains(&ending));
        let theirs = town.across(&town.rosa, &town.ines, ours).await;
        app::referrals::stop(&town.app, &town.ines, theirs).await.unwrap();
        assert!(!codes(&town, &town.ines).await.contains(&ending), "nobody asks a person who has stopped it");
        town.deliver().await;
        assert!(codes(&town, &town.rosa).await.is_empty(), "what was told was taken back unread");
    }

    async fn what_was_told_is_no_news_after_its_time_unless_it_was_taken_in(db: &TestStore) {
        let town = Town::on(db).await;
        let (unread, read) = (told_of_one(&town).await, told_of_one(&town).await);
        app::referrals::show(&town.app, &town.rosa, read).await.unwrap();
        assert_eq!(codes(&town, &town.rosa).await, ["notice-told", "notice-told"]);
        town.clock.pass(16 * DAY);
        let notices = app::home::notices(&town.app, &town.rosa).await.unwrap();
        let about: Vec<_> = notices.iter().filter_map(|notice| notice.referral).collect();
        assert_eq!(about, [read], "{unread:?}");
        assert!(!codes(&town, &town.ines).await.contains(&"notice-release-ending".to_owned()));
    }
}
