//! Releases and agreements: kept as they were signed, and taken back at once.

use domain::message::MessageKind;
use domain::org::OrgKind;
use domain::referral::Bank;
use domain::release::{Element, Purpose, RecordedAgreement};
use domain::time::Days;
use std::collections::BTreeSet;
use store::outbox::{Depth, NewOutgoing};
use store::releases::TakenBack;
use store::{Inserted, disclosures, outbox, releases};
use testkit::both_backends;
use testkit::rows::{NOW, disclosure, outgoing, referral, release};

both_backends! {
    async fn a_release_reads_back_as_it_was_signed(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let witness = db.member(&scope, &[]).await;
        let referral = referral(scope.org(), Bank::Sender).referral;
        let signed = release(scope.org(), &referral, witness);
        let mut unsigned = release(scope.org(), &referral, witness);
        unsigned.release.signature = None;
        unsigned.release.expires_at = None;
        unsigned.created_at = NOW.plus_seconds(1);
        let both = [signed.clone(), unsigned.clone()];
        let again = signed.clone();
        let inserted = db.write(&scope, move |tx| Box::pin(async move {
            for new in &both {
                assert!(releases::insert(tx, &scope, new).await?.is_new());
            }
            releases::insert(tx, &scope, &again).await
        })).await;
        assert_eq!(inserted, Inserted::Already);
        let rows = releases::of_referral(db.store(), &scope, witness, referral.id).await.unwrap();
        assert_eq!(rows.iter().map(|row| &row.release).collect::<Vec<_>>(), [&signed.release, &unsigned.release]);
        let form = releases::find_form(db.store(), &scope, witness, signed.release.id).await.unwrap().unwrap();
        assert_eq!(form.form_sealed, Some(signed.form_sealed));
        assert_eq!(form.form_key_sealed, Some(signed.form_key_sealed));
    }

    async fn a_revoked_release_stops_a_queued_send(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let witness = db.member(&scope, &[]).await;
        let new = referral(scope.org(), Bank::Sender);
        db.referral(&scope, &new).await;
        let (signed, other) = (release(scope.org(), &new.referral, witness), release(scope.org(), &new.referral, witness));
        let (id, kept) = (signed.release.id, other.release.id);
        let queued = outgoing(&new.referral, Some(id));
        let beside = NewOutgoing { created_at: NOW.plus_seconds(1), ..outgoing(&new.referral, Some(kept)) };
        let (entry, message) = (disclosure(&new.referral, &queued), queued.id);
        db.write(&scope, move |tx| Box::pin(async move {
            let _ = releases::insert(tx, &scope, &signed).await?;
            let _ = releases::insert(tx, &scope, &other).await?;
            outbox::insert_all(tx, &[(scope, &queued)]).await?;
            outbox::insert_all(tx, &[(scope, &beside)]).await?;
            disclosures::insert_all(tx, &[(scope, &entry)]).await
        })).await;
        // A worker has it in its hands already.
        let due = outbox::due(db.store(), &scope, &db.worker(), NOW, 64).await.unwrap();
        assert_eq!(due[0].message.id, message);
        let at = NOW.plus_seconds(3);
        let taken = db.write(&scope, move |tx| Box::pin(async move { releases::take_back(tx, &scope, id, at).await })).await;
        assert_eq!(taken, TakenBack { now: true, stopped: 1 });
        let delivered = db.write(&scope, move |tx| Box::pin(async move { outbox::deliver(tx, &scope, &[message], at).await })).await;
        assert!(delivered.is_empty(), "a withdrawn message must not be taken");
        assert_eq!(outbox::depth(db.store(), &scope).await.unwrap(), Depth { queued: 1, dead: 0 });
        let log = disclosures::of_referral(db.store(), &scope, witness, new.referral.id).await.unwrap();
        assert_eq!(log[0].stopped_at, Some(at));
        let later = at.plus_seconds(60);
        let again = db.write(&scope, move |tx| Box::pin(async move { releases::take_back(tx, &scope, id, later).await })).await;
        assert_eq!(again, TakenBack { now: false, stopped: 0 });
        let row = releases::find(db.store(), &scope, witness, id).await.unwrap().unwrap();
        assert_eq!(row.release.revoked_at, Some(at), "taking back twice keeps the first time");
    }

    async fn stopping_takes_back_everything_about_a_referral_but_the_word_stop(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let witness = db.member(&scope, &[]).await;
        let new = referral(scope.org(), Bank::Sender);
        let id = db.referral(&scope, &new).await;
        let elsewhere = referral(scope.org(), Bank::Sender).referral;
        let signed = release(scope.org(), &new.referral, witness);
        let agreement = RecordedAgreement {
            holder: scope.org(),
            recipient: new.referral.partner,
            elements: BTreeSet::from([Element::Request, Element::Name]),
            purpose: Purpose::WarmReferral,
            recorded_by: witness,
            agreed_at: NOW,
            expires_at: NOW.plus_days(Days(15)),
            revoked_at: None,
        };
        let recorded = agreement.clone();
        let stop = NewOutgoing { kind: MessageKind::Stop, valid_until: None, ..outgoing(&new.referral, None) };
        let messages = [outgoing(&new.referral, None), outgoing(&new.referral, Some(signed.release.id)), stop, outgoing(&elsewhere, None)];
        db.write(&scope, move |tx| Box::pin(async move {
            let _ = releases::insert(tx, &scope, &signed).await?;
            releases::insert_agreements(tx, &[(scope, id, &recorded)]).await?;
            for message in &messages {
                outbox::insert_all(tx, &[(scope, message)]).await?;
            }
            Ok(())
        })).await;
        assert_eq!(releases::agreements_of(db.store(), &scope, witness, id).await.unwrap(), [agreement]);
        let at = NOW.plus_seconds(7);
        let taken = db.write(&scope, move |tx| Box::pin(async move { releases::take_back_all(tx, &scope, id, at).await })).await;
        assert_eq!(taken, TakenBack { now: true, stopped: 2 });
        assert_eq!(outbox::depth(db.store(), &scope).await.unwrap().queued, 2);
        assert!(releases::of_referral(db.store(), &scope, witness, id).await.unwrap().iter().all(|row| row.release.revoked_at == Some(at)));
        assert_eq!(releases::agreements_of(db.store(), &scope, witness, id).await.unwrap()[0].revoked_at, Some(at));
    }
}
