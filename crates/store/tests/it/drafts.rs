//! Drafts of releases: their beginner's alone, replaced only in order, and gone with everything in them.

use domain::ids::{MemberId, ReferralId, ReleaseId};
use domain::org::OrgKind;
use domain::referral::Bank;
use store::drafts::{self, DraftRow};
use store::{Inserted, conflicts, retention};
use testkit::both_backends;
use testkit::rows::{NOW, fresh_id, purge, referral};

fn draft(member: MemberId, referral: ReferralId) -> DraftRow {
    DraftRow {
        id: ReleaseId::new(fresh_id()),
        member,
        referral,
        begun_at: NOW,
        changed_at: NOW,
        paper_until: None,
        version: 1,
        draft_key_sealed: vec![1; 72],
        draft_key_epoch: 1,
        draft_sealed: vec![2; 300],
    }
}

both_backends! {
    async fn a_draft_is_its_beginner_s_and_moves_on_from_the_version_that_was_read(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let (june, ines) = (db.member(&scope, &[]).await, db.member(&scope, &[]).await);
        let begun = draft(june, ReferralId::new(fresh_id()));
        let (first, again) = (begun.clone(), begun.clone());
        let inserted = db.write(&scope, move |tx| Box::pin(async move {
            assert!(drafts::insert(tx, &scope, &first).await?.is_new());
            drafts::insert(tx, &scope, &again).await
        })).await;
        assert_eq!(inserted, Inserted::Already);
        assert_eq!(drafts::find(db.store(), &scope, june, begun.id).await.unwrap(), Some(begun.clone()));
        assert_eq!(drafts::find(db.store(), &scope, ines, begun.id).await.unwrap(), None);
        assert!(drafts::of_member(db.store(), &scope, ines).await.unwrap().is_empty());
        let next = DraftRow { version: 2, changed_at: NOW.plus_seconds(9), draft_sealed: vec![3; 300], ..begun.clone() };
        let (one, two) = (next.clone(), next.clone());
        let moved = db.write(&scope, move |tx| Box::pin(async move {
            Ok((drafts::replace(tx, &scope, &one).await?, drafts::replace(tx, &scope, &two).await?))
        })).await;
        assert_eq!(moved, (true, false), "the second was answered on an older page");
        assert_eq!(drafts::of_member(db.store(), &scope, june).await.unwrap().first(), Some(&next));
        let stale = begun.clone();
        let (id, signed) = (next.id, next);
        let ended = db.write(&scope, move |tx| Box::pin(async move {
            let stale = drafts::delete_version(tx, &scope, &stale, NOW).await?;
            let of_other = drafts::delete(tx, &scope, ines, id, NOW).await?;
            Ok((stale, of_other, drafts::delete_version(tx, &scope, &signed, NOW).await?))
        })).await;
        assert_eq!(ended, (false, false, true));
        assert!(drafts::of_member(db.store(), &scope, june).await.unwrap().is_empty());
    }

    async fn a_draft_ends_a_day_after_it_was_begun_and_with_its_record(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let june = db.member(&scope, &[]).await;
        let record = db.referral(&scope, &referral(scope.org(), Bank::Receiver)).await;
        let (old, about) = (draft(june, ReferralId::new(fresh_id())), draft(june, record));
        let young = DraftRow { begun_at: NOW.plus_seconds(1), ..draft(june, ReferralId::new(fresh_id())) };
        let about = DraftRow { begun_at: NOW.plus_seconds(1), ..about };
        let kept = young.id;
        let rows = [old, young, about];
        let ended = db.write(&scope, move |tx| Box::pin(async move {
            for row in &rows {
                let _ = drafts::insert(tx, &scope, row).await?;
            }
            let ended = drafts::delete_begun_before(tx, &scope, NOW, NOW).await?;
            retention::destroy_referral(tx, &scope, record, &purge(NOW.plus_seconds(2))).await?;
            Ok(ended)
        })).await;
        assert_eq!(ended, 1);
        let left = drafts::of_member(db.store(), &scope, june).await.unwrap();
        assert_eq!(left.iter().map(|row| row.id).collect::<Vec<_>>(), [kept]);
    }

    async fn who_is_not_to_see_a_record_finds_no_draft_about_it(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let june = db.member(&scope, &[]).await;
        let record = db.referral(&scope, &referral(scope.org(), Bank::Receiver)).await;
        let row = draft(june, record);
        let id = row.id;
        db.write(&scope, move |tx| Box::pin(async move {
            let _ = drafts::insert(tx, &scope, &row).await?;
            let _ = conflicts::insert(tx, &scope, record, june, june, NOW).await?;
            Ok(())
        })).await;
        assert_eq!(drafts::find(db.store(), &scope, june, id).await.unwrap(), None);
        assert!(drafts::of_member(db.store(), &scope, june).await.unwrap().is_empty());
    }
}
