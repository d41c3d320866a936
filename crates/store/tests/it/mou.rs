//! Agreements as they were signed: in both copies alike, never changed, each organization reading its own.

use domain::day::Day;
use domain::ids::PartnershipId;
use domain::org::OrgKind;
use domain::referral::Direction;
use store::mou::{self, ProcedureRow, SignatureRow, VersionRow};
use testkit::both_backends;
use testkit::rows::{NOW, label};

const WITH: PartnershipId = PartnershipId::from_bytes([5; 16]);

fn version(number: u32, starts: &str) -> VersionRow {
    VersionRow {
        version: number,
        content: format!("words {number}"),
        starts: Day::parse(starts).unwrap(),
        by_name: label("Dana Reyes"),
        at: NOW.plus_seconds(number),
        reminded: String::new(),
    }
}

fn signature(number: u32, by: &store::OrgScope, bytes: u8) -> SignatureRow {
    SignatureRow {
        version: number,
        by_org: by.org(),
        by_name: label("Maya Cruz"),
        at: NOW,
        signature: vec![bytes; 180],
    }
}

fn procedure(direction: Direction, number: u32) -> ProcedureRow {
    ProcedureRow {
        direction,
        version: number,
        content: format!("steps {number}"),
        health_center_name: label("Dana Reyes"),
        advocacy_name: label("Maya Cruz"),
        at: NOW.plus_seconds(number),
    }
}

both_backends! {
    async fn a_version_and_its_signatures_stand_in_both_copies_and_are_never_written_over(db: &TestStore) {
        let (ours, theirs) = (db.found(OrgKind::Advocacy).await, db.found(OrgKind::HealthCenter).await);
        db.write(&ours, move |tx| Box::pin(async move {
            mou::freeze(tx, [&ours, &theirs], WITH, &version(1, "2026-01-01")).await?;
            mou::sign(tx, [&ours, &theirs], WITH, &signature(1, &ours, 1)).await?;
            mou::sign(tx, [&ours, &theirs], WITH, &signature(1, &ours, 2)).await
        })).await;
        for scope in [&ours, &theirs] {
            assert_eq!(mou::versions(db.store(), scope, WITH).await.unwrap(), [version(1, "2026-01-01")]);
            let signed = mou::signatures(db.store(), scope, WITH).await.unwrap();
            assert_eq!(signed, [signature(1, &ours, 1)], "the first stands");
            let elsewhere = PartnershipId::from_bytes([9; 16]);
            assert!(mou::versions(db.store(), scope, elsewhere).await.unwrap().is_empty());
        }
        let again = db.store().write(ours.org(), move |tx| Box::pin(async move {
            mou::freeze(tx, [&ours, &theirs], WITH, &version(1, "2027-01-01")).await
        })).await;
        assert!(again.is_err(), "a number is used once");
        let stranger = db.found(OrgKind::Advocacy).await;
        assert!(mou::versions(db.store(), &stranger, WITH).await.unwrap().is_empty(), "each reads its own copy");
    }

    async fn what_has_begun_is_the_latest_with_two_signatures_whose_first_day_has_come(db: &TestStore) {
        let (ours, theirs) = (db.found(OrgKind::Advocacy).await, db.found(OrgKind::HealthCenter).await);
        db.write(&ours, move |tx| Box::pin(async move {
            for (number, starts) in [(1, "2026-01-01"), (2, "2026-06-01"), (3, "2026-03-01")] {
                mou::freeze(tx, [&ours, &theirs], WITH, &version(number, starts)).await?;
                mou::sign(tx, [&ours, &theirs], WITH, &signature(number, &ours, 1)).await?;
            }
            for number in [1, 2] {
                mou::sign(tx, [&ours, &theirs], WITH, &signature(number, &theirs, 2)).await?;
            }
            Ok(())
        })).await;
        for (today, begun) in [("2025-12-31", None), ("2026-01-01", Some(1)), ("2026-05-31", Some(1)), ("2026-06-01", Some(2))] {
            let found = mou::begun(db.store(), &theirs, WITH, Day::parse(today).unwrap()).await.unwrap();
            assert_eq!(found.last().map(|row| row.version), begun, "{today}");
        }
    }

    async fn a_reminder_is_written_down_once_in_one_copy(db: &TestStore) {
        let (ours, theirs) = (db.found(OrgKind::Advocacy).await, db.found(OrgKind::HealthCenter).await);
        let said = db.write(&ours, move |tx| Box::pin(async move {
            let first = version(1, "2026-01-01");
            mou::freeze(tx, [&ours, &theirs], WITH, &first).await?;
            let said = mou::set_reminded(tx, &ours, WITH, &first, "end_90").await?;
            Ok((said, mou::set_reminded(tx, &ours, WITH, &first, "end_90").await?))
        })).await;
        assert_eq!(said, (true, false), "whoever read it before it was said says nothing");
        let reminded = async |scope| mou::versions(db.store(), scope, WITH).await.unwrap()[0].reminded.clone();
        assert_eq!((reminded(&ours).await, reminded(&theirs).await), ("end_90".to_owned(), String::new()));
    }

    async fn the_last_procedure_of_each_direction_is_live_and_those_before_it_stay(db: &TestStore) {
        let (ours, theirs) = (db.found(OrgKind::Advocacy).await, db.found(OrgKind::HealthCenter).await);
        let (there, back) = (Direction::ToAdvocacy, Direction::ToHealthCenter);
        db.write(&ours, move |tx| Box::pin(async move {
            for row in [procedure(there, 1), procedure(there, 2), procedure(back, 1)] {
                mou::go_live(tx, [&ours, &theirs], WITH, &row).await?;
            }
            Ok(())
        })).await;
        for scope in [&ours, &theirs] {
            assert_eq!(mou::live(db.store(), scope, WITH).await.unwrap(), [procedure(there, 2), procedure(back, 1)]);
            assert_eq!(mou::procedures(db.store(), scope, WITH).await.unwrap().len(), 3);
        }
    }
}
