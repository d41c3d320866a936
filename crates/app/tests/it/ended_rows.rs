//! What was forgotten stands on no list, and what is kept of it has an end: entries of the audit chain, tombstones.

use crate::town::*;
use app::forgetting::{asks, request};
use app::referrals;
use app::workers::keep_house_once;
use app::{Error, Session};
use domain::audit::{Act, Actor, Entry, KEPT, KEPT_OVER, Tampered};
use domain::ids::ReferralId;
use domain::message::PurgeDecision;
use testkit::{TestStore, both_backends};

const DAY: i64 = 24 * 60;

/// A referral on both banks: Lakeside's record and Harbor House's.
async fn crossed(town: &Town) -> (ReferralId, ReferralId) {
    let ours = town.refer().await;
    town.deliver().await;
    (ours, town.across(&town.rosa, &town.ines, ours).await)
}

async fn is_sent(town: &Town, who: &Session, id: ReferralId) -> bool {
    referrals::sent(&town.app, who, None).await.unwrap().rows.iter().any(|row| row.id == id)
}

async fn is_finished(town: &Town, who: &Session, id: ReferralId) -> bool {
    referrals::finished(&town.app, who, None).await.unwrap().rows.iter().any(|row| row.id == id)
}

async fn pass(town: &Town, days: i64) {
    let mut left = days;
    while left > 0 {
        town.clock.pass(left.min(100) * DAY);
        keep_house_once(&town.app).await.unwrap();
        left -= 100;
    }
}

/// Somebody takes the oldest entries away, so many after the first, and says where the chain begins now.
async fn cut(db: &TestStore, n: u32) {
    db.tamper("DELETE FROM audit_checkpoint").await;
    db.tamper(&format!(
        "INSERT INTO audit_checkpoint (org_id, seq, previous, at, actor, act, subject, detail) \
         SELECT e.org_id, e.seq, p.hash, e.at, e.actor, e.act, e.subject, e.detail FROM audit_entry e JOIN audit_entry p \
         ON p.org_id = e.org_id AND p.seq = e.seq - 1 \
         WHERE e.seq = (SELECT MIN(f.seq) + {n} FROM audit_entry f WHERE f.org_id = e.org_id)"
    ))
    .await;
    db.tamper("DELETE FROM audit_entry WHERE seq <= (SELECT c.seq FROM audit_checkpoint c WHERE c.org_id = audit_entry.org_id)")
        .await;
}

both_backends! {
    async fn what_was_forgotten_stands_on_no_list_and_its_page_still_proves_it(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = crossed(&town).await;
        referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
        assert!(is_sent(&town, &town.rosa, ours).await);
        request::forget_everything(&town.app, &town.rosa, ours, &ours.short_code(), false).await.unwrap();
        request::forget_everything(&town.app, &town.ines, theirs, &theirs.short_code(), false).await.unwrap();
        assert!(!is_sent(&town, &town.rosa, ours).await);
        assert!(!is_finished(&town, &town.ines, theirs).await && !is_finished(&town, &town.june, theirs).await);
        let gone = app::forgetting::proof::of_record(&town.app, &town.june, theirs).await.unwrap();
        assert!(!gone.gone.is_empty(), "its page says that it is gone, when and by whom");
        let crossed = app::disclosures::of_record(&town.app, &town.dana, ours).await.unwrap();
        assert!(!crossed.is_empty(), "and what crossed is still accounted for");
    }

    async fn the_partner_has_it_on_no_list_either_once_it_has_forgotten_its_copy(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = crossed(&town).await;
        referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
        request::forget_everything(&town.app, &town.rosa, ours, &ours.short_code(), true).await.unwrap();
        town.deliver().await;
        asks::answer(&town.app, &town.maya, theirs, PurgeDecision::Forget).await.unwrap();
        assert!(!is_finished(&town, &town.june, theirs).await);
    }

    async fn what_the_partner_stopped_is_seen_for_a_week_by_those_who_worked_on_it(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = crossed(&town).await;
        referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
        referrals::stop(&town.app, &town.rosa, ours).await.unwrap();
        town.deliver().await;
        assert!(is_finished(&town, &town.june, theirs).await);
        town.clock.pass(8 * DAY);
        let june = town.again(&town.june).await;
        assert!(!is_finished(&town, &june, theirs).await);
        let ines = town.again(&town.ines).await;
        assert!(referrals::show(&town.app, &ines, theirs).await.unwrap().card.is_none(), "its own page says that it ended");
    }

    async fn a_record_is_found_by_its_short_code_however_many_came_after_it(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, theirs) = crossed(&town).await;
        request::forget_everything(&town.app, &town.ines, theirs, &theirs.short_code(), false).await.unwrap();
        let found = app::people::by_short_code(&town.app, &town.maya, &theirs.short_code()).await.unwrap();
        assert_eq!(found, theirs, "also one that is on no list: a paper may still speak of it");
        let none = app::people::by_short_code(&town.app, &town.maya, "0000-0001").await;
        assert!(matches!(none, Err(Error::NotFound)));
    }

    async fn entries_of_the_audit_chain_go_after_three_years_and_the_rest_still_verifies(db: &TestStore) {
        let town = Town::on(db).await;
        let org = town.ines.org_id();
        crossed(&town).await;
        let before = app::audit::verify(&town.app, org).await.unwrap().unwrap();
        let oldest = "SELECT MIN(at) FROM audit_entry";
        let kept = i64::from(KEPT.0);
        pass(&town, kept + i64::from(KEPT_OVER.0) - 5).await;
        assert_eq!(app::audit::verify(&town.app, org).await.unwrap().map(|n| n >= before), Ok(true));
        assert_eq!(db.look("SELECT 'gone' FROM audit_checkpoint").await, [""; 0], "not yet");
        let first = db.look(&format!("SELECT CAST(({oldest}) AS TEXT)")).await;
        pass(&town, 6).await;
        assert_ne!(db.look(&format!("SELECT CAST(({oldest}) AS TEXT)")).await, first);
        assert!(app::audit::verify(&town.app, org).await.unwrap().unwrap() > before, "numbers go on");
        assert_eq!(app::releases::bound::verify(&town.app, org).await.unwrap(), []);
        let maya = town.again(&town.maya).await;
        let said = app::audit::latest(&town.app, &maya, None).await.unwrap();
        assert!(said.iter().any(|line| line.entry.act == Act::AuditEnded));
    }

    async fn entries_that_went_without_a_word_in_the_chain_are_named(db: &TestStore) {
        let town = Town::on(db).await;
        let org = town.ines.org_id();
        crossed(&town).await;
        pass(&town, i64::from(KEPT.0 + KEPT_OVER.0) + 1).await;
        app::audit::verify(&town.app, org).await.unwrap().unwrap();
        // Somebody cuts more than went, and sets the checkpoint to fit.
        cut(db, 1).await;
        let found = app::audit::verify(&town.app, org).await.unwrap();
        assert!(matches!(found, Err(Tampered::Cut { .. })), "{found:?}");
    }

    async fn entries_that_went_before_their_time_are_named_although_the_chain_says_that_they_went(db: &TestStore) {
        let town = Town::on(db).await;
        let org = town.ines.org_id();
        crossed(&town).await;
        cut(db, 3).await;
        // The same word that the software writes, chained as it should be.
        let scope = db.worker().scope(org);
        let last = store::audit::checkpoint(db.store(), &scope).await.unwrap().unwrap();
        let said = Entry { org, at: town.app.now(), actor: Actor::System, act: Act::AuditEnded, subject: None, detail: last.detail() };
        db.write(&scope, move |tx| Box::pin(async move {
            tx.audit(&scope, said);
            Ok(())
        })).await;
        let found = app::audit::verify(&town.app, org).await.unwrap();
        assert_eq!(found, Err(Tampered::Early { last: last.seq }));
    }

    async fn tombstones_go_after_every_row_and_every_backup_of_what_they_name(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = crossed(&town).await;
        request::forget_everything(&town.app, &town.rosa, ours, &ours.short_code(), false).await.unwrap();
        request::forget_everything(&town.app, &town.ines, theirs, &theirs.short_code(), false).await.unwrap();
        let stones = "SELECT 'stone' FROM tombstone";
        let n = db.look(stones).await.len();
        assert!(n >= 2);
        pass(&town, 6 * 365 + 2 + 30).await;
        assert_eq!(db.look("SELECT 'row' FROM referral").await, [""; 0]);
        assert_eq!(db.look(stones).await.len(), n, "a backup may still have what they name");
        pass(&town, 10).await;
        assert_eq!(db.look(stones).await, [""; 0]);
    }
}
