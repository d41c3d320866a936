//! Forms that were posted on a record: taken once each, by whom, and gone with its content.

use domain::ids::{FormId, MemberId};
use domain::org::OrgKind;
use domain::referral::Bank;
use store::referrals::{FormDeed, is_taken, take_form};
use store::{Inserted, OrgScope, retention};
use testkit::rows::{NOW, fresh_id, purge, referral};
use testkit::{TestStore, both_backends};

async fn take(db: &TestStore, scope: &OrgScope, of: &FormDeed) -> Inserted {
    let (scope, of) = (*scope, of.clone());
    db.write(&scope, move |tx| Box::pin(async move { take_form(tx, &scope, &of, NOW).await })).await
}

both_backends! {
    async fn a_form_is_taken_once_for_each_deed_and_organization_and_goes_with_the_content(db: &TestStore) {
        let (ours, other) = (db.found(OrgKind::Advocacy).await, db.found(OrgKind::Advocacy).await);
        let id = db.referral(&ours, &referral(ours.org(), Bank::Receiver)).await;
        let member = db.member(&ours, &[]).await;
        let of = FormDeed { referral: id, form: FormId::new(fresh_id()), deed: "passed".to_owned(), member };
        assert!(!is_taken(db.store(), &ours, &of).await.unwrap());
        assert_eq!((take(db, &ours, &of).await, take(db, &ours, &of).await), (Inserted::New, Inserted::Already));
        assert!(is_taken(db.store(), &ours, &of).await.unwrap());
        let another = FormDeed { deed: "accepted".to_owned(), ..of.clone() };
        assert_eq!(take(db, &ours, &another).await, Inserted::New, "one page has several buttons");
        let stranger = FormDeed { member: MemberId::new(fresh_id()), ..of.clone() };
        assert!(!is_taken(db.store(), &ours, &stranger).await.unwrap(), "what a colleague did is not yours");
        assert!(!is_taken(db.store(), &other, &of).await.unwrap());
        assert_eq!(take(db, &other, &of).await, Inserted::New, "an organization has its own");
        db.write(&ours, move |tx| Box::pin(async move { retention::destroy_referral(tx, &ours, id, &purge(NOW)).await })).await;
        assert!(!is_taken(db.store(), &ours, &of).await.unwrap());
        assert!(is_taken(db.store(), &other, &of).await.unwrap());
    }
}
