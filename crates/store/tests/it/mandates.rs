//! What a law compelled: written once with its line in the log, blind to what is hidden, and ended in two steps.

use domain::ids::MandateId;
use domain::mandate::{Authority, MandateBasis, NotToldWhy, Notice, ToldHow};
use domain::org::OrgKind;
use domain::referral::Bank;
use domain::release::Element;
use domain::time::Days;
use store::holds::{self, NewHold};
use store::mandates::{self, NewMandate};
use store::{conflicts, disclosures, retention};
use testkit::both_backends;
use testkit::rows::{NOW, fresh_id, purge, referral};

fn new(by: domain::ids::MemberId, about: Option<domain::ids::ReferralId>) -> NewMandate {
    let review_at = NOW.plus_days(Days(7));
    NewMandate {
        id: MandateId::new(fresh_id()),
        referral: about,
        basis: MandateBasis::Statute,
        authority: Authority::ChildProtection,
        elements: [Element::Name, Element::Attendance].into(),
        disclosed_at: NOW,
        notice: Notice::NotNow { why: NotToldWhy::SeriousHarm, review_at },
        decided_by: by,
        particulars_sealed: (vec![1; 72], vec![2; 297]),
        note_sealed: (vec![3; 72], vec![4; 297]),
        key_epoch: 1,
        created_at: NOW,
    }
}

both_backends! {
    async fn one_is_written_once_with_its_line_and_its_notices(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let (viewer, stranger) = (db.member(&scope, &[]).await, db.member(&scope, &[]).await);
        let record = db.referral(&scope, &referral(scope.org(), Bank::Sender)).await;
        let one = new(viewer, Some(record));
        let id = one.id;
        for first in [true, false] {
            let one = one.clone();
            let written = db.write(&scope, move |tx| Box::pin(async move { Ok(mandates::insert(tx, &scope, &one).await?.is_new()) })).await;
            assert_eq!(written, first);
        }
        let found = mandates::find(db.store(), &scope, viewer, id).await.unwrap().unwrap();
        assert_eq!((found.basis, found.authority, found.referral), (one.basis, one.authority, one.referral));
        assert_eq!((found.elements.clone(), found.disclosed_at, found.decided_by.as_deref()), (one.elements.clone(), NOW, Some("Robin")));
        assert_eq!((found.particulars_sealed.clone(), found.note_sealed.clone()), (Some(one.particulars_sealed.clone()), Some(one.note_sealed.clone())));
        assert_eq!(disclosures::of_referral(db.store(), &scope, viewer, record).await.unwrap(), [], "no message carried it");
        let told = Notice::Told { how: ToldHow::Phone, at: NOW };
        let done = db.write(&scope, move |tx| Box::pin(async move {
            Ok((mandates::add_notice(tx, &scope, id, told, viewer, NOW).await?, mandates::add_notice(tx, &scope, MandateId::new(fresh_id()), told, viewer, NOW).await?))
        })).await;
        assert_eq!(done, (true, false));
        let notices: Vec<_> = mandates::notices(db.store(), &scope, id).await.unwrap().iter().map(|row| row.notice).collect();
        assert_eq!(notices, [one.notice, told]);
        db.write(&scope, move |tx| Box::pin(async move { conflicts::insert(tx, &scope, record, stranger, viewer, NOW).await.map(drop) })).await;
        assert_eq!(mandates::find(db.store(), &scope, stranger, id).await.unwrap(), None);
        assert_eq!(mandates::latest(db.store(), &scope, stranger, None, 9).await.unwrap(), []);
        let elsewhere = db.found(OrgKind::Advocacy).await;
        assert_eq!(mandates::find(db.store(), &elsewhere, viewer, id).await.unwrap(), None);
        assert_eq!(mandates::latest(db.store(), &scope, viewer, None, 9).await.unwrap(), [found]);
    }

    async fn a_notice_that_was_put_off_is_due_on_its_day_and_said_once(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let viewer = db.member(&scope, &[]).await;
        let one = new(viewer, None);
        let (id, day) = (one.id, NOW.plus_days(Days(7)));
        db.write(&scope, move |tx| Box::pin(async move { mandates::insert(tx, &scope, &one).await.map(drop) })).await;
        let due = async |at| mandates::due(db.store(), &scope, &db.worker(), at, 9).await.unwrap();
        assert_eq!((due(NOW).await, due(day).await), (vec![], vec![(id, None)]));
        for first in [true, false] {
            assert_eq!(db.write(&scope, move |tx| Box::pin(async move { mandates::reminded(tx, &scope, id, day).await })).await, first);
        }
        assert_eq!(due(NOW.plus_days(Days(99))).await, []);
    }

    async fn what_was_handed_over_goes_first_and_then_all_of_it(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let viewer = db.member(&scope, &[]).await;
        let record = db.referral(&scope, &referral(scope.org(), Bank::Sender)).await;
        let (with, without) = (new(viewer, Some(record)), new(viewer, None));
        let (a, b) = (with.id, without.id);
        db.write(&scope, move |tx| Box::pin(async move {
            let _ = mandates::insert(tx, &scope, &with).await?;
            mandates::insert(tx, &scope, &without).await.map(drop)
        })).await;
        let parts = async |id| {
            let row = mandates::find(db.store(), &scope, viewer, id).await.unwrap();
            row.map(|row| (row.particulars_sealed.is_some(), row.note_sealed.is_some()))
        };
        db.write(&scope, move |tx| Box::pin(async move { retention::destroy_referral(tx, &scope, record, &purge(NOW)).await.map(drop) })).await;
        assert_eq!((parts(a).await, parts(b).await), (Some((true, false)), Some((true, true))), "with its record");
        let later = NOW.plus_seconds(1);
        db.write(&scope, move |tx| Box::pin(async move { mandates::forget(tx, &scope, NOW, NOW).await })).await;
        assert_eq!(parts(b).await, Some((true, true)), "not before its time");
        db.write(&scope, move |tx| Box::pin(async move { mandates::forget(tx, &scope, later, NOW).await })).await;
        assert_eq!(parts(b).await, Some((true, false)));
        db.write(&scope, move |tx| Box::pin(async move { mandates::forget(tx, &scope, later, later).await })).await;
        assert_eq!((parts(a).await, mandates::notices(db.store(), &scope, b).await.unwrap().len()), (None, 0));
    }

    async fn what_a_hold_keeps_stays_in_the_log_past_its_time(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let viewer = db.member(&scope, &[]).await;
        let record = db.referral(&scope, &referral(scope.org(), Bank::Sender)).await;
        let one = new(viewer, Some(record));
        let (id, later) = (one.id, NOW.plus_seconds(1));
        let hold = NewHold {
            id: domain::ids::FormId::new(fresh_id()),
            referral: record,
            placed_by: viewer,
            placed_at: NOW,
            document_key_sealed: vec![1],
            document_key_epoch: 1,
            document_sealed: vec![2],
        };
        db.write(&scope, move |tx| Box::pin(async move {
            let _ = holds::insert(tx, &scope, &hold).await?;
            mandates::insert(tx, &scope, &one).await.map(drop)
        })).await;
        let end = crate::waiting::work(move |tx| Box::pin(async move {
            mandates::forget(tx, &scope, later, later).await?;
            disclosures::delete_before(tx, &scope, later).await
        }));
        assert_eq!(db.write(&scope, end).await, 0);
        let row = mandates::find(db.store(), &scope, viewer, id).await.unwrap().unwrap();
        assert!(row.note_sealed.is_some());
        assert_eq!(mandates::notices(db.store(), &scope, id).await.unwrap().len(), 1);
        db.write(&scope, move |tx| Box::pin(async move { holds::lift(tx, &scope, record, viewer, later).await })).await;
        assert_eq!(db.write(&scope, end).await, 1);
        assert_eq!(mandates::find(db.store(), &scope, viewer, id).await.unwrap(), None);
    }
}
