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
