//! The end of content: the row stays for the counts, what it held does not.

use domain::org::OrgKind;
use domain::referral::Bank;
use domain::retention::{Class, Part, PurgeRule, Schedule};
use domain::time::Days;
use std::collections::BTreeSet;
use store::holds::NewHold;
use store::retention::{Tombstone, about};
use store::{Inserted, disclosures, holds, inbox, referrals, releases, retention};
use testkit::rows::{NOW, disclosure, fresh_id, outgoing, purge, referral, release};
use testkit::{TestStore, both_backends};

/// Bytes that stand nowhere else.
const PLANTED: &[u8] = b"a person, as sealed as it may be";

/// Tables that hold something about a crossing.
async fn about_a_crossing(db: &TestStore) -> Vec<String> {
    let query = match db.folder() {
        Some(_) => {
            "SELECT DISTINCT t.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' \
             AND c.name IN ('referral_id', 'crossing_id') ORDER BY 1"
        }
        None => {
            "SELECT DISTINCT table_name::text FROM information_schema.columns \
             JOIN information_schema.tables USING (table_schema, table_name) \
             WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND column_name IN ('referral_id', 'crossing_id') ORDER BY 1"
        }
    };
    db.look(query).await
}

both_backends! {
    async fn every_table_about_a_crossing_goes_with_the_record_or_has_a_reason_to_stay(db: &TestStore) {
        let tables = about_a_crossing(db).await;
        let goes: Vec<_> = about::WITH_CONTENT.iter().chain(about::AT_REQUEST).map(|about| about.table).collect();
        let stays: Vec<_> = about::STAYS.iter().map(|(table, _)| *table).collect();
        for table in &tables {
            let (goes, stays) = (goes.contains(&table.as_str()), stays.contains(&table.as_str()));
            assert!(goes != stays, "{table}: say in store::retention::about how it goes, or why it stays");
        }
        for table in goes.iter().chain(&stays) {
            assert!(*table == "referral" || tables.iter().any(|known| known == table), "{table} is about no crossing");
        }
    }

    async fn a_hold_keeps_a_record_and_its_forms_from_every_purge_until_it_is_lifted(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let viewer = db.member(&scope, &[]).await;
        let new = referral(scope.org(), Bank::Receiver);
        let id = db.referral(&scope, &new).await;
        let signed = release(scope.org(), &new.referral, viewer);
        let form = signed.release.id;
        let hold = NewHold {
            id: domain::ids::FormId::new(fresh_id()),
            referral: id,
            placed_by: viewer,
            placed_at: NOW,
            document_key_sealed: PLANTED.to_vec(),
            document_key_epoch: 1,
            document_sealed: PLANTED.to_vec(),
        };
        let again = NewHold { id: domain::ids::FormId::new(fresh_id()), ..hold.clone() };
        let placed = db.write(&scope, move |tx| Box::pin(async move {
            let _ = releases::insert(tx, &scope, &signed).await?;
            Ok((holds::insert(tx, &scope, &hold).await?, holds::insert(tx, &scope, &again).await?))
        })).await;
        assert_eq!(placed, (Inserted::New, Inserted::Already), "one at a time");
        let late = NOW.plus_days(Days(4_000));
        let destroy = crate::waiting::work(move |tx| {
            Box::pin(async move {
                let everything = retention::forget_everything(tx, &scope, id, &purge(late)).await?;
                let content = retention::destroy_referral(tx, &scope, id, &purge(late)).await?;
                Ok((everything, content, retention::destroy_form(tx, &scope, form, &purge(late)).await?))
            })
        });
        assert_eq!(db.write(&scope, destroy).await, (false, false, false));
        assert!(retention::forms_before(db.store(), &scope, &db.worker(), late, 9).await.unwrap().is_empty());
        assert_eq!(retention::tombstones(db.store(), &scope).await.unwrap(), []);
        let row = referrals::find(db.store(), &scope, viewer, id).await.unwrap().unwrap();
        assert!(row.content.record_key_sealed.is_some() && row.line.destroyed_at.is_none());
        let lift = crate::waiting::work(move |tx| {
            Box::pin(async move { holds::lift(tx, &scope, id, viewer, late).await })
        });
        assert!(db.write(&scope, lift).await);
        assert!(!db.write(&scope, lift).await);
        let lifted = &holds::of_referral(db.store(), &scope, id).await.unwrap()[0];
        assert_eq!((lifted.lifted, &lifted.document), (Some((viewer, late)), &None), "who and when is left");
        assert_eq!(db.write(&scope, destroy).await, (true, false, false), "everything is the form too");
        let stones = retention::of_record(db.store(), &scope, viewer, id).await.unwrap();
        assert_eq!(stones.len(), 2);
    }

    async fn what_a_tombstone_names_goes_again_even_where_a_restored_hold_stands(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let viewer = db.member(&scope, &[]).await;
        let id = db.referral(&scope, &referral(scope.org(), Bank::Receiver)).await;
        let hold = NewHold {
            id: domain::ids::FormId::new(fresh_id()),
            referral: id,
            placed_by: viewer,
            placed_at: NOW,
            document_key_sealed: vec![1],
            document_key_epoch: 1,
            document_sealed: vec![2],
        };
        db.write(&scope, move |tx| Box::pin(async move { holds::insert(tx, &scope, &hold).await.map(drop) })).await;
        let stone = |table: &str, seconds| Tombstone {
            table: table.to_owned(),
            row: id.bytes(),
            at: NOW.plus_seconds(seconds),
            rule: Some(PurgeRule::Request),
            member: Some(viewer),
            referral: None,
        };
        let replay = |stone: Tombstone| {
            crate::waiting::work(move |tx| {
                let stone = stone.clone();
                Box::pin(async move { retention::destroy_again(tx, &scope, &stone).await })
            })
        };
        assert!(db.write(&scope, replay(stone("referrals.words", 1))).await);
        assert!(!db.write(&scope, replay(stone("referrals.words", 1))).await, "once");
        assert!(db.write(&scope, replay(stone("referrals.name", 2))).await);
        let row = referrals::find(db.store(), &scope, viewer, id).await.unwrap().unwrap();
        assert_eq!(row.forget_due, BTreeSet::from([Part::Words, Part::Name]));
        assert!(row.content.person_sealed.is_some(), "it waits for a member with keys");
        assert!(!db.write(&scope, replay(stone("members", 1))).await, "nothing of that name");
        assert!(db.write(&scope, replay(stone("referrals", 3))).await);
        let row = referrals::find(db.store(), &scope, viewer, id).await.unwrap().unwrap();
        assert!(row.content.record_key_sealed.is_none() && row.forget_due.is_empty());
        let stones = retention::tombstones(db.store(), &scope).await.unwrap();
        assert_eq!(stones.len(), 3);
        assert!(stones.iter().all(|stone| (stone.rule, stone.member) == (Some(PurgeRule::Request), Some(viewer))));
    }

    async fn what_a_person_asked_to_be_forgotten_goes_whole_again_after_a_restore(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let viewer = db.member(&scope, &[]).await;
        let id = db.referral(&scope, &referral(scope.org(), Bank::Receiver)).await;
        let told = testkit::rows::notice(viewer, Some(id));
        db.write(&scope, move |tx| Box::pin(async move { store::notices::insert(tx, &scope, &told).await.map(drop) })).await;
        let stone = Tombstone {
            table: "referrals".to_owned(),
            row: id.bytes(),
            at: NOW.plus_seconds(1),
            rule: Some(PurgeRule::Request),
            member: Some(viewer),
            referral: None,
        };
        for found in [true, false] {
            let stone = stone.clone();
            let again = db.write(&scope, move |tx| Box::pin(async move { retention::destroy_again(tx, &scope, &stone).await })).await;
            assert_eq!(again, found);
        }
        assert_eq!(store::notices::list_unseen(db.store(), &scope, viewer, NOW, 9).await.unwrap(), []);
        assert_eq!(retention::tombstones(db.store(), &scope).await.unwrap(), [stone]);
    }

    async fn an_organization_keeps_what_it_chose_and_the_log_of_disclosures_for_its_time(db: &TestStore) {
        let (ours, theirs) = (db.found(OrgKind::Advocacy).await, db.found(OrgKind::HealthCenter).await);
        let kept = Schedule::default().with(Class::Closed, Days(3)).unwrap();
        let own = kept.clone();
        db.write(&ours, move |tx| Box::pin(async move { retention::set_schedule(tx, &ours, &own).await })).await;
        let again = kept.clone().with(Class::Closed, Days(2)).unwrap();
        let own = again.clone();
        db.write(&ours, move |tx| Box::pin(async move { retention::set_schedule(tx, &ours, &own).await })).await;
        let reads = async |scope| retention::schedule(db.store(), scope).await.unwrap();
        assert_eq!(reads(&ours).await.kept(Class::Closed), Days(2));
        assert_eq!(reads(&ours).await.kept(Class::Untouched), Days(90));
        assert_eq!(reads(&theirs).await, Schedule::default());
        db.tamper("UPDATE retention_setting SET days = 4000").await;
        assert_eq!(reads(&ours).await.kept(Class::Closed), Days(90), "nothing is kept longer than the default");

        let sent = referral(ours.org(), Bank::Sender);
        let id = db.referral(&ours, &sent).await;
        let entry = disclosure(&sent.referral, &outgoing(&sent.referral, None));
        db.write(&ours, move |tx| Box::pin(async move { disclosures::insert_all(tx, &[(ours, &entry)]).await })).await;
        let viewer = db.member(&ours, &[]).await;
        for (before, left) in [(NOW, 1), (NOW.plus_seconds(1), 0)] {
            db.write(&ours, move |tx| Box::pin(async move { disclosures::delete_before(tx, &ours, before).await })).await;
            assert_eq!(disclosures::of_referral(db.store(), &ours, viewer, id).await.unwrap().len(), left);
        }
    }

    async fn destroyed_content_is_gone_and_a_tombstone_stands(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let viewer = db.member(&scope, &[]).await;
        let mut new = referral(scope.org(), Bank::Receiver);
        new.content.person_sealed = Some(vault::Sealed::from_bytes(PLANTED.repeat(8)));
        new.content.envelope_sealed = Some(PLANTED.repeat(300));
        let id = db.referral(&scope, &new).await;
        let signed = release(scope.org(), &new.referral, viewer);
        let form = signed.release.id;
        let pending = inbox::Pending {
            id: domain::ids::MessageId::new(fresh_id()),
            from: new.referral.partner,
            crossing: new.referral.crossing,
            kind: domain::message::MessageKind::Status,
            envelope_sealed: PLANTED.to_vec(),
            at: NOW,
            until: None,
        };
        let (message, crossing) = (pending.id, pending.crossing);
        db.write(&scope, move |tx| Box::pin(async move {
            let _ = releases::insert(tx, &scope, &signed).await?;
            inbox::insert_pending(tx, &scope, &pending).await.map(drop)
        })).await;
        assert_eq!(inbox::pending_of(db.store(), &scope, crossing, NOW).await.unwrap()[0].id, message);
        let at = NOW.plus_days(Days(90));
        assert_eq!(retention::forms_before(db.store(), &scope, &db.worker(), at, 9).await.unwrap(), [form]);
        let destroy = crate::waiting::work(move |tx| {
            Box::pin(async move {
                let content = retention::destroy_referral(tx, &scope, id, &purge(at)).await?;
                Ok((content, retention::destroy_form(tx, &scope, form, &purge(at)).await?))
            })
        });
        assert_eq!(db.write(&scope, destroy).await, (true, true));
        assert_eq!(db.write(&scope, destroy).await, (false, false));
        let row = referrals::find(db.store(), &scope, viewer, id).await.unwrap().unwrap();
        assert_eq!(row.line.destroyed_at, Some(at));
        let booked = db.write(&scope, move |tx| Box::pin(async move { referrals::set_visit(tx, &scope, id, Some("2026-12-01T10:00")).await })).await;
        assert!(!booked, "nobody is expected after it");
        assert!(row.content.person_sealed.is_none() && row.content.record_key_sealed.is_none() && row.content.envelope_sealed.is_none());
        assert_eq!(inbox::list_pending(db.store(), &scope, NOW, 9).await.unwrap(), [], "what waits about the crossing goes with it");
        let left = releases::find_form(db.store(), &scope, viewer, form).await.unwrap().unwrap();
        assert_eq!((left.form_key_sealed, left.form_sealed), (None, None));
        assert_eq!(retention::forms_before(db.store(), &scope, &db.worker(), at, 9).await.unwrap(), []);
        let stones = retention::tombstones(db.store(), &scope).await.unwrap();
        assert_eq!(stones.iter().map(|stone| stone.row).collect::<Vec<_>>(), [id.bytes(), form.bytes()]);
        assert_eq!(referrals::events(db.store(), &scope, viewer, id).await.unwrap().len(), 1, "what is counted stays");
        assert_eq!(retention::coming::records(db.store(), &scope, viewer, (at, at), None, 9).await.unwrap(), []);
    }
}

#[test]
fn destroyed_content_is_overwritten_in_the_file() {
    testkit::run(async {
        let db = TestStore::sqlite().await;
        let scope = db.found(OrgKind::Advocacy).await;
        let mut new = referral(scope.org(), Bank::Receiver);
        new.content.person_sealed = Some(vault::Sealed::from_bytes(PLANTED.repeat(300)));
        let id = db.referral(&scope, &new).await;
        let holds =
            || db.files().iter().any(|file| std::fs::read(file).unwrap().windows(PLANTED.len()).any(|w| w == PLANTED));
        assert!(holds());
        db.write(&scope, move |tx| {
            Box::pin(async move { retention::destroy_referral(tx, &scope, id, &purge(NOW)).await.map(drop) })
        })
        .await;
        db.store().close().await;
        assert!(!holds(), "a page that is free is a page that is empty");
    });
}

/// Enough records that pages are split and joined, with pieces that stand nowhere else.
#[test]
fn what_was_destroyed_is_in_no_gap_of_a_page_after_the_file_was_written_anew() {
    testkit::run(async {
        let db = TestStore::sqlite().await;
        let scope = db.found(OrgKind::Advocacy).await;
        let mut destroyed = Vec::new();
        for n in 0..400_u32 {
            let piece = vault::sha256(&n.to_be_bytes());
            let mut new = referral(scope.org(), Bank::Receiver);
            new.content.record_key_sealed = Some(piece.to_vec());
            new.content.person_sealed =
                Some(vault::Sealed::from_bytes(vec![n.to_be_bytes()[3]; 300 + n as usize % 900]));
            let id = db.referral(&scope, &new).await;
            if n % 4 == 0 {
                destroyed.push((id, piece));
            }
        }
        for (id, _) in &destroyed {
            let id = *id;
            db.write(&scope, move |tx| {
                Box::pin(async move { retention::destroy_referral(tx, &scope, id, &purge(NOW)).await.map(drop) })
            })
            .await;
        }
        assert!(db.store().scrub().await.unwrap(), "while it runs");
        let files: Vec<_> = db.files().into_iter().map(|file| std::fs::read(file).unwrap()).collect();
        for (_, piece) in &destroyed {
            assert!(!files.iter().any(|bytes| bytes.windows(piece.len()).any(|window| window == piece)));
        }
        assert!(db.store().check().await.unwrap().is_empty(), "and it is sound");
        db.end().await;
    });
}
