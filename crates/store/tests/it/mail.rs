//! Letters that wait: one for each member, claimed once, gone with the address.

use domain::audit::{Act, Actor, Entry};
use domain::ids::{MemberId, NoticeId, ReferralId};
use domain::mail::{Quiet, Rhythm, Times};
use domain::org::OrgKind;
use domain::referral::Bank;
use domain::safe_contact::{HomeZone, ZoneName};
use domain::time::{Minutes, Timestamp};
use store::mail::{self, Claim, MailSetting};
use store::notices::{self, Notice};
use store::{OrgScope, conflicts};
use testkit::rows::{NOW, fresh_id, referral};
use testkit::{TestStore, both_backends};

const LATER: Timestamp = NOW.plus_minutes(Minutes(5));
const LEASE: Timestamp = NOW.plus_minutes(Minutes(20));

fn setting(member: MemberId) -> MailSetting {
    let times =
        Times { rhythm: Rhythm::Daily, hour: 8, quiet: Quiet::new(20, 7), zone: ZoneName::from(HomeZone::Central) };
    MailSetting {
        member,
        version: 1,
        address_sealed: vec![7; 300],
        asked_at: NOW,
        confirmed_at: Some(NOW),
        times,
        sent_at: None,
        failed: None,
    }
}

async fn put(db: &TestStore, scope: &OrgScope, new: MailSetting) {
    let scope = *scope;
    db.write(&scope, move |tx| Box::pin(async move { mail::put(tx, &scope, &new).await })).await;
}

async fn queue(db: &TestStore, scope: &OrgScope, member: MemberId, due: Timestamp) {
    let scope = *scope;
    db.write(&scope, move |tx| Box::pin(async move { mail::queue(tx, &scope, member, due).await })).await;
}

async fn claim(db: &TestStore, scope: &OrgScope, member: MemberId, now: Timestamp) -> Option<u32> {
    let scope = *scope;
    let claimed =
        db.write(&scope, move |tx| Box::pin(async move { mail::claim(tx, &scope, member, now, LEASE).await })).await;
    claimed.map(|Claim { attempts }| attempts)
}

async fn done(db: &TestStore, scope: &OrgScope, member: MemberId, next: Timestamp) {
    let scope = *scope;
    db.write(&scope, move |tx| Box::pin(async move { mail::done(tx, &scope, member, next).await })).await;
}

both_backends! {
    async fn a_setting_reads_as_it_was_put_and_is_replaced_as_a_whole(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let june = db.member(&scope, &[]).await;
        assert_eq!(mail::find(db.store(), &scope, june).await.unwrap(), None);
        let first = setting(june);
        put(db, &scope, first.clone()).await;
        assert_eq!(mail::find(db.store(), &scope, june).await.unwrap(), Some(first.clone()));
        let times = Times { rhythm: Rhythm::AsItHappens, hour: 0, quiet: None, zone: HomeZone::Guam.into() };
        let failed = Some((LATER, "refused".to_owned()));
        let next = MailSetting { version: 2, confirmed_at: None, times, failed, sent_at: Some(NOW), ..first };
        put(db, &scope, next.clone()).await;
        assert_eq!(mail::find(db.store(), &scope, june).await.unwrap(), Some(next));
        let other = db.found(OrgKind::HealthCenter).await;
        assert_eq!(mail::find(db.store(), &other, june).await.unwrap(), None);
    }

    async fn a_member_has_one_letter_that_leaves_when_the_first_would_have(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let june = db.member(&scope, &[]).await;
        queue(db, &scope, june, LATER).await;
        queue(db, &scope, june, LEASE).await;
        assert_eq!(db.look("SELECT 'waits' FROM mail").await.len(), 1);
        assert!(mail::due_orgs(db.store(), &db.worker(), NOW).await.unwrap().is_empty());
        assert_eq!(mail::due_orgs(db.store(), &db.worker(), LATER).await.unwrap(), [scope.org()]);
        assert_eq!(mail::due(db.store(), &scope, LATER, 9).await.unwrap(), [june]);
        assert_eq!(claim(db, &scope, june, NOW).await, None, "not yet");
        assert_eq!(claim(db, &scope, june, LATER).await, Some(1));
        assert_eq!(claim(db, &scope, june, LATER).await, None, "another worker was first");
        assert_eq!(claim(db, &scope, june, LEASE).await, Some(2), "the first one stopped in the middle");
        done(db, &scope, june, LEASE).await;
        assert!(db.look("SELECT 'waits' FROM mail").await.is_empty());
    }

    async fn what_comes_while_a_letter_is_handed_over_is_told_by_another(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let june = db.member(&scope, &[]).await;
        queue(db, &scope, june, NOW).await;
        assert_eq!(claim(db, &scope, june, NOW).await, Some(1));
        queue(db, &scope, june, LATER).await;
        let next = LEASE.plus_seconds(7);
        done(db, &scope, june, next).await;
        assert!(mail::due(db.store(), &scope, LEASE, 9).await.unwrap().is_empty());
        assert_eq!(mail::due(db.store(), &scope, next, 9).await.unwrap(), [june]);
        assert_eq!(claim(db, &scope, june, next).await, Some(1), "counted anew");
    }

    async fn one_that_was_given_up_waits_no_more_until_something_new_comes(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let (june, ines) = (db.member(&scope, &[]).await, db.member(&scope, &[]).await);
        for member in [june, ines] {
            put(db, &scope, setting(member)).await;
            queue(db, &scope, member, NOW).await;
        }
        db.write(&scope, move |tx| Box::pin(async move {
            mail::give_up(tx, &scope, (june, 1), NOW, "unreachable", false).await?;
            mail::give_up(tx, &scope, (ines, 1), NOW, "refused", true).await
        })).await;
        assert!(mail::due(db.store(), &scope, LEASE, 9).await.unwrap().is_empty());
        let read = async |member| mail::find(db.store(), &scope, member).await.unwrap().unwrap();
        assert_eq!(read(june).await.failed, Some((NOW, "unreachable".to_owned())));
        assert_eq!((read(june).await.confirmed_at, read(ines).await.confirmed_at), (Some(NOW), None));
        queue(db, &scope, june, LATER).await;
        assert_eq!(claim(db, &scope, june, LATER).await, Some(1));
        db.write(&scope, move |tx| Box::pin(async move {
            mail::put_off(tx, &scope, june, LEASE).await?;
            mail::sent(tx, &scope, june, LATER).await
        })).await;
        assert_eq!((read(june).await.sent_at, read(june).await.failed), (Some(LATER), None));
    }

    async fn an_address_goes_when_it_is_erased_or_was_not_confirmed_in_time(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let members = [db.member(&scope, &[]).await, db.member(&scope, &[]).await, db.member(&scope, &[]).await];
        let [june, ines, maya] = members;
        put(db, &scope, setting(june)).await;
        put(db, &scope, MailSetting { confirmed_at: None, ..setting(ines) }).await;
        let failed = Some((LATER, "refused".to_owned()));
        put(db, &scope, MailSetting { confirmed_at: None, failed, ..setting(maya) }).await;
        queue(db, &scope, june, NOW).await;
        let gone = db.write(&scope, move |tx| Box::pin(async move {
            let unconfirmed = mail::erase_unconfirmed(tx, &scope, NOW).await?;
            Ok((unconfirmed, mail::erase(tx, &scope, june).await?, mail::erase(tx, &scope, june).await?))
        })).await;
        assert_eq!(gone, (1, true, false));
        assert!(db.look("SELECT 'waits' FROM mail").await.is_empty());
        assert!(mail::find(db.store(), &scope, ines).await.unwrap().is_none());
        assert!(mail::find(db.store(), &scope, maya).await.unwrap().is_some(), "she is still to be told that it failed");
    }

    async fn what_was_seen_opened_or_hidden_is_no_news(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let june = db.member(&scope, &[]).await;
        let record = db.referral(&scope, &referral(scope.org(), Bank::Receiver)).await;
        let notice = |code: &str, referral: Option<ReferralId>| {
            Notice { id: NoticeId::new(fresh_id()), member: june, code: code.to_owned(), referral, at: NOW }
        };
        let news = async || notices::has_news(db.store(), &scope, june, "about-mail", NOW).await.unwrap();
        let add = async |row: Notice| {
            db.write(&scope, move |tx| Box::pin(async move { notices::insert(tx, &scope, &row).await.map(drop) })).await;
        };
        let opened = |at| Entry {
            org: scope.org(), at, actor: Actor::Member(june), act: Act::ReferralOpened, subject: Some(record.bytes()),
            detail: String::new(),
        };
        assert!(!news().await);
        add(notice("about-mail", None)).await;
        assert!(!news().await, "no letter says that letters do not arrive");
        let before = opened(Timestamp::from_micros(NOW.micros() - 1));
        db.write(&scope, move |tx| Box::pin(async move { tx.audit(&scope, before); Ok(()) })).await;
        add(notice("notice-waiting", Some(record))).await;
        assert!(news().await, "opened before it came");
        let after = opened(NOW);
        db.write(&scope, move |tx| Box::pin(async move { tx.audit(&scope, after); Ok(()) })).await;
        assert!(!news().await, "opened since");
        add(Notice { at: LATER, ..notice("notice-waiting", Some(record)) }).await;
        assert!(news().await);
        db.write(&scope, move |tx| Box::pin(async move {
            conflicts::insert(tx, &scope, record, june, june, NOW).await.map(drop)
        })).await;
        assert!(!news().await, "hidden");
        add(notice("notice-mou-sign", None)).await;
        assert!(news().await);
        db.write(&scope, move |tx| Box::pin(async move { notices::set_seen(tx, &scope, june, LATER).await.map(drop) })).await;
        assert!(!news().await, "seen");
    }
}
