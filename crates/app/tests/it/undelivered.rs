//! What cannot be delivered: nothing waits in vain, and nothing dies unseen.

use crate::town::*;
use app::Session;
use domain::message::MessageKind;
use domain::referral::{Bank, Status};
use testkit::both_backends;

const DAY: i64 = 24 * 60;

async fn notices(town: &Town, session: &Session) -> Vec<String> {
    let notices = app::home::notices(&town.app, session).await.unwrap();
    notices.into_iter().map(|notice| notice.code).collect()
}

/// The workers run several times a day for this many days.
async fn days_pass(town: &Town, days: i64) {
    for _ in 0..days * 4 {
        town.clock.pass(DAY / 4);
        town.deliver().await;
    }
}

async fn pause(town: &Town) {
    app::partnerships::pause(&town.app, &town.dana, town.partnership).await.unwrap();
}

both_backends! {
    async fn what_waits_for_a_paused_partner_is_not_given_up_and_leaves_at_once_when_it_resumes(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        pause(&town).await;
        town.deliver().await;
        days_pass(&town, 5).await;
        assert!(notices(&town, &town.rosa).await.is_empty(), "it still waits");
        app::partnerships::resume(&town.app, &town.dana, town.partnership).await.unwrap();
        town.deliver().await;
        let theirs = town.across(&town.rosa, &town.ines, ours).await;
        assert!(app::referrals::show(&town.app, &town.ines, theirs).await.unwrap().card.is_some());
        let view = app::referrals::show(&town.app, &town.rosa, ours).await.unwrap();
        assert_eq!(view.undelivered, None);
    }

    async fn the_sender_and_the_leads_are_told_of_one_that_ran_out_while_it_waited(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        pause(&town).await;
        days_pass(&town, 31).await;
        for member in [&town.rosa, &town.dana] {
            assert_eq!(notices(&town, member).await, ["notice-not-delivered"], "once");
        }
        for member in [&town.sam, &town.ines, &town.maya] {
            assert!(notices(&town, member).await.is_empty(), "nobody else");
        }
        let view = app::referrals::show(&town.app, &town.rosa, ours).await.unwrap();
        assert_eq!((view.undelivered, view.referral.status), (Some(MessageKind::Referral), Status::Sent));
        assert!(view.disclosures.is_empty(), "it never crossed");
        let rows = app::referrals::sent(&town.app, &town.rosa, None).await.unwrap().rows;
        assert_eq!(rows[0].undelivered, Some(MessageKind::Referral));
        app::audit::verify(&town.app, town.rosa.org_id()).await.unwrap().unwrap();
    }

    async fn one_that_cannot_be_written_is_tried_ever_more_seldom_and_then_given_up(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        town.refer().await;
        db.tamper("ALTER TABLE inbox_seen RENAME TO inbox_away").await;
        town.deliver().await;
        town.clock.pass(1);
        town.deliver().await;
        town.clock.pass(2);
        town.deliver().await;
        assert_eq!(db.look("SELECT CAST(attempts AS TEXT) FROM outbox").await, ["3", "3"]);
        town.clock.pass(3);
        town.deliver().await;
        assert_eq!(db.look("SELECT CAST(attempts AS TEXT) FROM outbox").await, ["3", "3"], "not yet: four minutes");
        days_pass(&town, 4).await;
        assert_eq!(notices(&town, &town.rosa).await, ["notice-not-delivered"; 2]);
        db.tamper("ALTER TABLE inbox_away RENAME TO inbox_seen").await;
        let view = app::referrals::show(&town.app, &town.rosa, ours).await.unwrap();
        assert_eq!(view.undelivered, Some(MessageKind::Referral));
    }

    async fn a_stop_that_does_not_get_through_is_told_too(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        town.deliver().await;
        app::referrals::stop(&town.app, &town.rosa, ours).await.unwrap();
        db.tamper("ALTER TABLE inbox_seen RENAME TO inbox_away").await;
        days_pass(&town, 4).await;
        db.tamper("ALTER TABLE inbox_away RENAME TO inbox_seen").await;
        assert_eq!(notices(&town, &town.dana).await, ["notice-stop-not-delivered"]);
        let view = app::referrals::show(&town.app, &town.rosa, ours).await.unwrap();
        assert_eq!((view.undelivered, view.referral.bank), (Some(MessageKind::Stop), Bank::Sender));
    }
}
