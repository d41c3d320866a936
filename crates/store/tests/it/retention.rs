//! The end of content: the row stays for the counts, what it held does not.

use domain::org::OrgKind;
use domain::referral::Bank;
use domain::time::Days;
use store::{inbox, referrals, releases, retention};
use testkit::rows::{NOW, fresh_id, referral, release};
use testkit::{TestStore, both_backends};

/// Bytes that stand nowhere else.
const PLANTED: &[u8] = b"a person, as sealed as it may be";

both_backends! {
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
        };
        let (message, crossing) = (pending.id, pending.crossing);
        db.write(&scope, move |tx| Box::pin(async move {
            let _ = releases::insert(tx, &scope, &signed).await?;
            inbox::insert_pending(tx, &scope, &pending).await.map(drop)
        })).await;
        assert_eq!(inbox::pending_of(db.store(), &scope, crossing).await.unwrap()[0].id, message);
        let at = NOW.plus_days(Days(90));
        assert_eq!(retention::forms_before(db.store(), &scope, &db.worker(), at, 9).await.unwrap(), [form]);
        let destroy = crate::waiting::work(move |tx| {
            Box::pin(async move {
                let content = retention::destroy_referral(tx, &scope, id, at).await?;
                Ok((content, retention::destroy_form(tx, &scope, form, at).await?))
            })
        });
        assert_eq!(db.write(&scope, destroy).await, (true, true));
        assert_eq!(db.write(&scope, destroy).await, (false, false));
        let row = referrals::find(db.store(), &scope, viewer, id).await.unwrap().unwrap();
        assert_eq!(row.destroyed_at, Some(at));
        assert!(row.content.person_sealed.is_none() && row.content.record_key_sealed.is_none() && row.content.envelope_sealed.is_none());
        assert_eq!(inbox::list_pending(db.store(), &scope, 9).await.unwrap(), [], "what waits about the crossing goes with it");
        let left = releases::find_form(db.store(), &scope, viewer, form).await.unwrap().unwrap();
        assert_eq!((left.form_key_sealed, left.form_sealed), (None, None));
        assert_eq!(retention::forms_before(db.store(), &scope, &db.worker(), at, 9).await.unwrap(), []);
        let stones = retention::tombstones(db.store(), &scope).await.unwrap();
        assert_eq!(stones.iter().map(|stone| stone.row).collect::<Vec<_>>(), [id.bytes(), form.bytes()]);
        assert_eq!(referrals::events(db.store(), &scope, viewer, id).await.unwrap().len(), 1, "what is counted stays");
        assert_eq!(retention::still_since(db.store(), &scope, &db.worker(), at, None, 9).await.unwrap(), []);
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
            Box::pin(async move { retention::destroy_referral(tx, &scope, id, NOW).await.map(drop) })
        })
        .await;
        db.store().close().await;
        assert!(!holds(), "a page that is free is a page that is empty");
    });
}
