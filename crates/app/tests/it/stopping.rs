//! A person says that sharing is to end: anybody on duty presses once, and it has ended.

use crate::town::*;
use app::Error;
use app::workers::keep_house_once;
use domain::referral::{Bank, Outcome, Status};
use domain::release::HowSaid;
use domain::retention::{Class, DocumentNumber};
use domain::time::Days;
use testkit::both_backends;

both_backends! {
    async fn any_advocate_on_duty_ends_sharing_with_one_press_in_speech_or_writing(db: &TestStore) {
        let town = Town::on(db).await;
        let (release, referral) = town.release(ALL_BUT_SUBSTANCE_USE).await;
        app::referrals::send(&town.app, &town.ines, town.reverse(referral, release)).await.unwrap();
        town.deliver().await;
        let theirs = town.across(&town.ines, &town.rosa, referral).await;
        app::referrals::show(&town.app, &town.rosa, theirs).await.unwrap();
        town.deliver().await;
        app::referrals::show(&town.app, &town.june, referral).await.unwrap();
        let stopped = app::releases::revoke_said(&town.app, &town.june, release, HowSaid::Writing).await.unwrap();
        let (by, _) = stopped.seen[0].opened.clone().unwrap();
        assert_eq!((by.as_str(), stopped.said), ("rosa", HowSaid::Writing), "who had read it is named");
        town.deliver().await;
        let view = app::referrals::show(&town.app, &town.rosa, theirs).await.unwrap();
        assert_eq!((view.partner_ended_at, view.card), (Some(stopped.at), None));
        assert!(view.ended.is_empty(), "how it was said stays where it was said");
        let view = app::referrals::show(&town.app, &town.maya, referral).await.unwrap();
        let ended = &view.ended[0];
        assert_eq!((ended.by.as_deref(), ended.said, ended.at), (Some("june"), Some(HowSaid::Writing), stopped.at));
        assert!(view.disclosures[0].opened.is_some(), "and on the record later");
        for refused in [&town.rosa, &town.dana] {
            let stopped = app::releases::revoke(&town.app, refused, release).await;
            assert!(matches!(stopped, Err(Error::NotFound)), "not another organization");
        }
    }

    async fn a_withdrawn_release_that_is_posted_again_answers_as_the_first_time(db: &TestStore) {
        let town = Town::on(db).await;
        let (release, referral) = town.release(ALL_BUT_SUBSTANCE_USE).await;
        app::referrals::send(&town.app, &town.ines, town.reverse(referral, release)).await.unwrap();
        let first = app::releases::revoke_said(&town.app, &town.ines, release, HowSaid::Writing).await.unwrap();
        assert_eq!(first.died, 1, "what still waited");
        let words = db.look("SELECT 'stop' FROM outbox").await.len();
        town.clock.pass(30);
        let again = app::releases::revoke(&town.app, &town.june, release).await.unwrap();
        assert_eq!(again, first);
        assert_eq!(app::referrals::stop(&town.app, &town.june, referral).await.unwrap(), first);
        assert_eq!(db.look("SELECT 'stop' FROM outbox").await.len(), words, "nothing is sent twice");

        let (release, _) = town.release(ALL_BUT_SUBSTANCE_USE).await;
        let first = app::releases::revoke(&town.app, &town.june, release).await.unwrap();
        town.clock.pass(30);
        let again = app::releases::revoke_said(&town.app, &town.ines, release, HowSaid::Writing).await.unwrap();
        assert_eq!(again, first, "before anything was sent too");
    }

    async fn what_a_hold_keeps_is_not_written_down_as_destroyed(db: &TestStore) {
        let town = Town::on(db).await;
        let (held, free) = (town.refer().await, town.refer().await);
        town.deliver().await;
        let theirs = town.across(&town.rosa, &town.ines, held).await;
        let document = DocumentNumber::parse("2026-CV-01147").unwrap();
        app::forgetting::holds::put(&town.app, &town.maya, theirs, town.form(), &document).await.unwrap();
        app::referrals::stop(&town.app, &town.rosa, held).await.unwrap();
        town.deliver().await;
        let destroyed = "SELECT act FROM audit_entry WHERE detail = 'sharing_ended'";
        assert!(db.look(destroyed).await.is_empty());
        app::referrals::stop(&town.app, &town.rosa, free).await.unwrap();
        town.deliver().await;
        assert_eq!(db.look(destroyed).await.len(), 1);
    }

    async fn what_the_partner_had_ended_says_that_sharing_ended_and_no_more(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        town.deliver().await;
        let theirs = town.across(&town.rosa, &town.ines, ours).await;
        app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
        app::referrals::close(&town.app, &town.ines, theirs, town.form(), Outcome::CouldNotReach, false).await.unwrap();
        let stopped = app::referrals::stop(&town.app, &town.rosa, ours).await.unwrap();
        town.deliver().await;
        let view = app::referrals::show(&town.app, &town.ines, theirs).await.unwrap();
        assert_eq!(view.referral.status, Status::Closed(Outcome::CouldNotReach), "what is known stays known");
        assert_eq!((view.partner_ended_at, view.card, view.referral.bank), (Some(stopped.at), None, Bank::Receiver));
    }
}

#[tokio::test]
async fn each_organization_s_own_times_are_kept_and_a_jump_of_the_clock_brings_nothing_back() {
    let town = Town::new().await;
    let (ours, later) = (town.refer().await, town.refer().await);
    town.deliver().await;
    let theirs = town.across(&town.rosa, &town.ines, ours).await;
    let seen = app::forgetting::times::standing(&town.app, &town.maya).await.unwrap();
    let shorter = seen.clone().with(Class::Unaccepted, Days(4)).unwrap();
    let changed = app::forgetting::times::change(&town.app, &town.maya, &seen, shorter.clone()).await.unwrap();
    assert_eq!(changed.into_iter().collect::<Vec<_>>(), [Class::Unaccepted]);
    assert!(app::forgetting::times::change(&town.app, &town.maya, &seen, shorter).await.unwrap().is_empty());
    let stale = seen.clone().with(Class::Closed, Days(3)).unwrap();
    let refused = app::forgetting::times::change(&town.app, &town.maya, &seen, stale).await;
    assert!(matches!(refused, Err(Error::Invalid("settings-changed-since"))));
    let refused = app::forgetting::times::standing(&town.app, &town.ines).await;
    assert!(matches!(refused, Err(Error::NotFound)), "not an advocate");
    town.clock.pass(4 * 24 * 60 + 1);
    keep_house_once(&town.app).await.unwrap();
    town.clock.pass(-365 * 24 * 60);
    keep_house_once(&town.app).await.unwrap();
    let maya = signed_in(&town, "maya").await;
    let view = app::referrals::show(&town.app, &maya, theirs).await.unwrap();
    assert_eq!((view.referral.status, view.card), (Status::Expired, None), "after four days at Harbor House");
    let dana = signed_in(&town, "dana").await;
    let view = app::referrals::show(&town.app, &dana, later).await.unwrap();
    assert!(view.card.is_some(), "and not at Lakeside");
}

async fn signed_in(town: &Town, login: &str) -> app::Session {
    let cookie = app::sign_in::sign_in(&town.app, login, PASSWORD, app::session::Device::Private).await.unwrap();
    load(&town.app, cookie.value()).await
}
