//! A record is kept to two people who have both left: two leads name two others, and neither reads it by that.

use crate::plans::both;
use crate::town::*;
use app::referrals::named_anew::{self, ask, confirm, left, let_go};
use app::{Error, Session, people, referrals};
use domain::audit::Act;
use domain::ids::{MemberId, ReferralId};
use domain::member::Role;
use domain::time::Days;
use testkit::both_backends;

/// Harbor House keeps a record to Liana and Noor, who both leave; Olga leads beside Maya.
async fn left_behind(town: &Town) -> (ReferralId, Session, Session) {
    let (_, record) = both(town).await;
    let liana = hire(&town.app, &town.maya, "liana", Role::Advocate).await;
    let noor = hire(&town.app, &town.maya, "noor", Role::Advocate).await;
    let olga = hire(&town.app, &town.maya, "olga", Role::Lead).await;
    referrals::restrict(&town.app, &liana, record, town.form(), noor.member()).await.unwrap();
    people::end_access(&town.app, &town.maya, liana.member()).await.unwrap();
    assert!(left(&town.app, &town.maya).await.unwrap().is_empty(), "one of the two works here, and names somebody");
    people::end_access(&town.app, &town.maya, noor.member()).await.unwrap();
    (record, olga, noor)
}

fn two(town: &Town) -> (MemberId, MemberId) {
    (town.ines.member(), town.june.member())
}

async fn opens(town: &Town, who: &Session, record: ReferralId) -> bool {
    referrals::show(&town.app, who, record).await.is_ok()
}

both_backends! {
    async fn one_lead_asks_and_another_confirms_and_neither_can_read_it(db: &TestStore) {
        let town = Town::on(db).await;
        let (record, olga, _) = left_behind(&town).await;
        let found = left(&town.app, &town.maya).await.unwrap();
        let names: Vec<_> = found[0].two.iter().map(ToString::to_string).collect();
        assert_eq!((found.len(), found[0].id, names.len()), (1, record, 2));
        assert!(names.contains(&"liana".to_owned()) && names.contains(&"noor".to_owned()));
        ask(&town.app, &town.maya, record, two(&town)).await.unwrap();
        ask(&town.app, &town.maya, record, two(&town)).await.unwrap();
        assert!(!opens(&town, &town.ines, record).await, "nothing changes by one lead's word");
        let alone = confirm(&town.app, &town.maya, record, two(&town)).await;
        assert!(matches!(alone, Err(Error::Invalid("anew-yourself"))), "{alone:?}");
        let other = (two(&town).1, two(&town).0);
        let not_shown = confirm(&town.app, &olga, record, other).await;
        assert!(matches!(not_shown, Err(Error::Invalid("anew-changed"))), "{not_shown:?}");
        let again = ask(&town.app, &olga, record, two(&town)).await;
        assert!(matches!(again, Err(Error::Invalid("anew-asked"))), "{again:?}");
        assert!(!left(&town.app, &olga).await.unwrap()[0].asked.as_ref().unwrap().is_mine);
        confirm(&town.app, &olga, record, two(&town)).await.unwrap();
        assert!(opens(&town, &town.ines, record).await && opens(&town, &town.june, record).await);
        assert!(!opens(&town, &town.maya, record).await && !opens(&town, &olga, record).await);
        for named in [&town.ines, &town.june] {
            let told = app::home::notices(&town.app, named).await.unwrap();
            assert!(told.iter().any(|one| one.code == "notice-kept-to-you" && one.referral == Some(record)));
        }
        assert!(left(&town.app, &town.maya).await.unwrap().is_empty());
        assert!(matches!(confirm(&town.app, &olga, record, two(&town)).await, Err(Error::NotFound)), "once");
        let acts = [Act::RestrictionChanged];
        let scope = db.worker().scope(town.ines.org_id());
        let chain = store::audit::of_subject(db.store(), &scope, town.ines.member(), record.bytes(), &acts, 9);
        let details: Vec<String> = chain.await.unwrap().into_iter().map(|one| one.entry.detail).collect();
        assert!(details[0].starts_with("anew ") && details[1].starts_with("asked "), "{details:?}");
        app::audit::verify(&town.app, town.ines.org_id()).await.unwrap().unwrap();
    }

    async fn nobody_is_named_who_must_never_see_it_and_no_lead_is_told_of_one_that_they_must_not(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, record) = both(&town).await;
        let olga = hire(&town.app, &town.maya, "olga", Role::Lead).await;
        let liana = hire(&town.app, &town.maya, "liana", Role::Advocate).await;
        let noor = hire(&town.app, &town.maya, "noor", Role::Advocate).await;
        people::hide_from(&town.app, &liana, record, town.june.member()).await.unwrap();
        people::hide_from(&town.app, &liana, record, olga.member()).await.unwrap();
        referrals::restrict(&town.app, &liana, record, town.form(), noor.member()).await.unwrap();
        for gone in [&liana, &noor] {
            people::end_access(&town.app, &town.maya, gone.member()).await.unwrap();
        }
        assert!(left(&town.app, &olga).await.unwrap().is_empty());
        for done in [ask(&town.app, &olga, record, two(&town)).await, let_go(&town.app, &olga, record).await] {
            assert!(matches!(done, Err(Error::NotFound)), "{done:?}");
        }
        let refused = ask(&town.app, &town.maya, record, two(&town)).await;
        assert!(matches!(refused, Err(Error::Invalid("restrict-hidden"))), "{refused:?}");
        let same = ask(&town.app, &town.maya, record, (town.ines.member(), town.ines.member())).await;
        assert!(matches!(same, Err(Error::Invalid("anew-same"))), "{same:?}");
        let gone = ask(&town.app, &town.maya, record, (town.ines.member(), liana.member())).await;
        assert!(matches!(gone, Err(Error::Invalid("field-unknown-choice"))), "{gone:?}");
        assert!(matches!(left(&town.app, &town.ines).await, Err(Error::NotFound)), "leads only");
    }

    async fn what_was_asked_ends_after_a_week_when_it_is_let_go_and_when_the_asker_leaves(db: &TestStore) {
        let town = Town::on(db).await;
        let (record, olga, _) = left_behind(&town).await;
        ask(&town.app, &olga, record, two(&town)).await.unwrap();
        let_go(&town.app, &town.maya, record).await.unwrap();
        assert!(left(&town.app, &town.maya).await.unwrap()[0].asked.is_none());
        ask(&town.app, &olga, record, two(&town)).await.unwrap();
        people::end_access(&town.app, &town.maya, olga.member()).await.unwrap();
        let refused = confirm(&town.app, &town.maya, record, two(&town)).await;
        assert!(matches!(refused, Err(Error::Invalid("anew-changed"))), "somebody who left has no word: {refused:?}");
        town.clock.pass(i64::from(named_anew::WAITS.0) * 24 * 60);
        let maya = town.again(&town.maya).await;
        let found = left(&town.app, &maya).await.unwrap();
        assert!(found.iter().all(|one| one.asked.is_none()), "asked too long ago");
        app::workers::keep_house_once(&town.app).await.unwrap();
        assert!(db.look("SELECT 'asked' FROM naming_asked").await.is_empty());
        assert_eq!(named_anew::WAITS, Days(7));
    }
}
