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

    async fn a_changed_plan_that_did_not_arrive_is_said_until_a_later_one_has(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, _) = crate::plan_sent::taken(&town).await;
        let undelivered = async || app::referrals::show(&town.app, &town.rosa, ours).await.unwrap().undelivered;
        crate::plan_sent::replan(&town, &town.rosa, ours, crate::untaken::anew()).await;
        app::referrals::send_plan(&town.app, &town.rosa, ours, town.form()).await.unwrap();
        db.tamper("ALTER TABLE inbox_seen RENAME TO inbox_away").await;
        days_pass(&town, 4).await;
        assert_eq!(undelivered().await, Some(MessageKind::ContactChanged));
        db.tamper("ALTER TABLE inbox_away RENAME TO inbox_seen").await;
        crate::plan_sent::replan(&town, &town.rosa, ours, crate::plan_kept::later()).await;
        app::referrals::send_plan(&town.app, &town.rosa, ours, town.form()).await.unwrap();
        town.deliver().await;
        assert_eq!(undelivered().await, None);
    }

    async fn a_stop_is_tried_until_it_arrives_and_the_lead_is_told_that_it_has_not(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        town.deliver().await;
        let theirs = town.across(&town.rosa, &town.ines, ours).await;
        app::referrals::stop(&town.app, &town.rosa, ours).await.unwrap();
        db.tamper("ALTER TABLE inbox_seen RENAME TO inbox_away").await;
        town.deliver().await;
        assert!(notices(&town, &town.dana).await.is_empty(), "not at once");
        days_pass(&town, 10).await;
        assert_eq!(notices(&town, &town.dana).await, ["notice-stop-not-delivered"], "once");
        let view = app::referrals::show(&town.app, &town.rosa, ours).await.unwrap();
        assert_eq!((view.undelivered, view.referral.bank), (Some(MessageKind::Stop), Bank::Sender));
        assert!(view.stop_waits, "and it is tried on");
        db.tamper("ALTER TABLE inbox_away RENAME TO inbox_seen").await;
        // A minute later at the latest.
        town.clock.pass(1);
        town.deliver().await;
        let view = app::referrals::show(&town.app, &town.rosa, ours).await.unwrap();
        assert_eq!((view.undelivered, view.stop_waits), (None, false));
        let view = app::referrals::show(&town.app, &town.ines, theirs).await.unwrap();
        assert!(view.card.is_none() && view.partner_ended_at.is_some());
    }

    async fn a_stop_goes_ahead_of_a_backlog_and_through_a_pause(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        town.deliver().await;
        let theirs = town.across(&town.rosa, &town.ines, ours).await;
        pause(&town).await;
        app::referrals::stop(&town.app, &town.rosa, ours).await.unwrap();
        town.deliver().await;
        let view = app::referrals::show(&town.app, &town.ines, theirs).await.unwrap();
        assert_eq!((view.referral.status, view.card), (Status::Withdrawn, None), "a pause does not hold it up");
        app::partnerships::resume(&town.app, &town.dana, town.partnership).await.unwrap();

        // What waits is older than the stop, and more than one delivery takes.
        let ours = town.refer().await;
        town.deliver().await;
        let theirs = town.across(&town.rosa, &town.ines, ours).await;
        for _ in 0..70 {
            town.clock.pass(2);
            town.refer().await;
        }
        app::referrals::stop(&town.app, &town.rosa, ours).await.unwrap();
        assert_eq!(db.look("SELECT 'queued' FROM outbox WHERE state = 'queued'").await.len(), 71);
        assert_eq!(app::workers::deliver_once(&town.app).await.unwrap(), 64);
        let view = app::referrals::show(&town.app, &town.ines, theirs).await.unwrap();
        assert_eq!(view.referral.status, Status::Withdrawn, "in the first round");
    }

    async fn a_stop_that_was_given_up_can_be_sent_again(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        town.deliver().await;
        let theirs = town.across(&town.rosa, &town.ines, ours).await;
        app::referrals::stop(&town.app, &town.rosa, ours).await.unwrap();
        let refused = app::referrals::stop_again(&town.app, &town.rosa, ours).await;
        assert!(matches!(refused, Err(app::Error::NotFound)), "it is on its way");
        let bytes = if db.folder().is_some() { "x'00'" } else { "'\\x00'::bytea" };
        db.tamper(&format!("UPDATE outbox SET envelope_sealed = {bytes} WHERE kind = 'stop'")).await;
        town.deliver().await;
        let view = app::referrals::show(&town.app, &town.rosa, ours).await.unwrap();
        assert_eq!((view.undelivered, view.stop_waits), (Some(MessageKind::Stop), false));
        assert_eq!(notices(&town, &town.dana).await, ["notice-stop-not-delivered"]);
        app::referrals::stop_again(&town.app, &town.dana, ours).await.unwrap();
        assert!(app::referrals::stop_again(&town.app, &town.rosa, ours).await.is_err(), "once is enough");
        town.deliver().await;
        let view = app::referrals::show(&town.app, &town.rosa, ours).await.unwrap();
        assert_eq!((view.undelivered, view.stop_waits), (None, false));
        let view = app::referrals::show(&town.app, &town.ines, theirs).await.unwrap();
        assert!(view.card.is_none());
    }
}
