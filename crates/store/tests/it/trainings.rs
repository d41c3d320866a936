//! What an organization knows of the training of its own staff, on both databases.

use domain::day::Day;
use domain::ids::{CertificateId, EntryId, PartnershipId};
use domain::member::Role;
use domain::org::OrgKind;
use domain::qualified::{Certificate, Skill};
use domain::time::Days;
use domain::training::Attendance;
use store::{certificates, trainings};
use testkit::both_backends;
use testkit::rows::NOW;

const TRAINING: EntryId = EntryId::from_bytes([5; 16]);
const ALLIANCE: PartnershipId = PartnershipId::from_bytes([6; 16]);

both_backends! {
    async fn who_was_there_is_put_down_anew_and_another_organization_reads_nothing_of_it(db: &TestStore) {
        let (ours, theirs) = (db.found(OrgKind::Advocacy).await, db.found(OrgKind::HealthCenter).await);
        let (ines, june) = (db.member(&ours, &[Role::Advocate]).await, db.member(&ours, &[Role::Advocate]).await);
        let there = |member, before, after| Attendance { member, before, after };
        for all in [vec![there(ines, Some(2), Some(4)), there(june, None, None)], vec![there(june, Some(1), None)]] {
            db.write(&ours, move |tx| Box::pin(async move {
                trainings::replace(tx, &ours, (ALLIANCE, TRAINING), (&[ines, june], &all), NOW).await
            })).await;
        }
        assert_eq!(trainings::list(db.store(), &ours, ALLIANCE).await.unwrap(), [(TRAINING, there(june, Some(1), None))]);
        assert!(trainings::list(db.store(), &theirs, ALLIANCE).await.unwrap().is_empty());
        db.write(&theirs, move |tx| Box::pin(async move { trainings::forget_before(tx, &theirs, NOW.plus_days(Days(1))).await })).await;
        assert_eq!(trainings::list(db.store(), &ours, ALLIANCE).await.unwrap().len(), 1);
        db.write(&ours, move |tx| Box::pin(async move { trainings::forget_before(tx, &ours, NOW.plus_days(Days(1))).await })).await;
        assert!(trainings::list(db.store(), &ours, ALLIANCE).await.unwrap().is_empty());
    }

    async fn a_slot_has_one_who_takes_it(db: &TestStore) {
        let ours = db.found(OrgKind::Advocacy).await;
        let (ines, june) = (db.member(&ours, &[Role::Advocate]).await, db.member(&ours, &[Role::Advocate]).await);
        for (who, stands) in [(Some(ines), vec![(TRAINING, ines)]), (Some(june), vec![(TRAINING, june)]), (None, vec![])] {
            db.write(&ours, move |tx| Box::pin(async move { trainings::assign(tx, &ours, (ALLIANCE, TRAINING), who, NOW).await })).await;
            assert_eq!(trainings::assigned(db.store(), &ours, ALLIANCE).await.unwrap(), stands);
        }
    }

    async fn certificates_are_read_as_they_were_written_and_go_after_they_have_ended(db: &TestStore) {
        let (ours, theirs) = (db.found(OrgKind::Advocacy).await, db.found(OrgKind::Advocacy).await);
        let member = db.member(&ours, &[Role::Advocate]).await;
        let day = |text| Day::parse(text).unwrap();
        let one = |n: u8, expires_on| Certificate {
            id: CertificateId::from_bytes([n; 16]), member, skill: Skill::HivTesting, hours: 16, certified_on: day("2026-01-05"), expires_on,
        };
        let (ends, stays) = (one(1, Some(day("2027-01-05"))), one(2, None));
        for _ in 0..2 {
            db.write(&ours, move |tx| Box::pin(async move {
                let _ = certificates::insert(tx, &ours, &ends, NOW).await?;
                certificates::insert(tx, &ours, &stays, NOW).await.map(drop)
            })).await;
        }
        assert_eq!(certificates::list(db.store(), &ours).await.unwrap(), [ends, stays]);
        assert!(certificates::list(db.store(), &theirs).await.unwrap().is_empty());
        let removed = db.write(&theirs, move |tx| Box::pin(async move { certificates::remove(tx, &theirs, stays.id, NOW).await })).await;
        assert!(!removed, "another organization takes nothing out");
        db.write(&ours, move |tx| Box::pin(async move { certificates::forget_expired(tx, &ours, (day("2027-01-06"), NOW)).await })).await;
        assert_eq!(certificates::list(db.store(), &ours).await.unwrap(), [stays]);
        assert!(db.write(&ours, move |tx| Box::pin(async move { certificates::remove(tx, &ours, stays.id, NOW).await })).await);
    }
}
