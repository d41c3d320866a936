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
        for other in [&town.ines, &town.maya] {
            assert!(codes(&town, other).await.is_empty(), "nobody works on the other one, and its line says so");
        }
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
