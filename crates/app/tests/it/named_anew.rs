//! A record is kept to two people who have both left: two leads name two others, and neither reads it by that.

use crate::plans::both;
use crate::town::*;
use app::referrals::named_anew::{self, Word, ask, confirm, left, let_go};
use app::{Error, Session, people, referrals};
use domain::audit::Act;
use domain::ids::{MemberId, ReferralId};
use domain::member::Role;
use domain::time::Days;
use testkit::{TestStore, both_backends};

/// Harbor House keeps a record to Liana and Noor, who both leave; Olga leads beside Maya. Ada, who is an admin and no lead,
/// ends their access.
async fn left_behind(town: &Town) -> (ReferralId, Session, Session) {
    let ada = hire(&town.app, &town.maya, "ada", Role::Admin).await;
    left_by(town, &ada, &ada).await
}

/// The same, with who ended the access of whom.
async fn left_by(town: &Town, first: &Session, second: &Session) -> (ReferralId, Session, Session) {
    let (_, record) = both(town).await;
    let liana = hire(&town.app, &town.maya, "liana", Role::Advocate).await;
    let noor = hire(&town.app, &town.maya, "noor", Role::Advocate).await;
    let olga = hire(&town.app, &town.maya, "olga", Role::Lead).await;
    referrals::restrict(&town.app, &liana, record, town.form(), noor.member()).await.unwrap();
    people::end_access(&town.app, first, liana.member()).await.unwrap();
    assert!(left(&town.app, &town.maya).await.unwrap().is_empty(), "one of the two works here, and names somebody");
    people::end_access(&town.app, second, noor.member()).await.unwrap();
    (record, olga, noor)
}

/// Whether the caller was told that it takes another lead, or a second one.
fn is_refused(done: &app::Result<()>, code: &str) -> bool {
    matches!(done, Err(Error::Invalid(found)) if *found == code)
}

async fn asked_in_vain(db: &TestStore) -> usize {
    db.look("SELECT detail FROM audit_entry WHERE act = 'restriction_changed' AND detail = 'asked_in_vain'").await.len()
}

fn two(town: &Town) -> (MemberId, MemberId) {
    (town.ines.member(), town.june.member())
}

async fn people_named(app: &app::App, who: &Session) -> Vec<MemberId> {
    named_anew::candidates(app, who).await.unwrap().into_iter().map(|(id, _)| id).collect()
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
        let other_two = ask(&town.app, &town.maya, record, other).await;
        assert!(is_refused(&other_two, "anew-asked-by-you"), "{other_two:?}");
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
        let done: Vec<&str> = details.iter().filter_map(|detail| detail.split(' ').next()).collect();
        assert_eq!(done, ["anew", "asked_in_vain", "asked_in_vain", "asked", "to"]);
        app::audit::verify(&town.app, town.ines.org_id()).await.unwrap().unwrap();
    }

    async fn whoever_ended_the_access_of_one_of_the_two_neither_asks_nor_confirms(db: &TestStore) {
        let town = Town::on(db).await;
        let ada = hire(&town.app, &town.maya, "ada", Role::Admin).await;
        let zoe = hire(&town.app, &town.maya, "zoe", Role::Lead).await;
        let (record, olga, _) = left_by(&town, &town.maya, &ada).await;
        assert_eq!(left(&town.app, &town.maya).await.unwrap()[0].word, Word::NotTheirs);
        let done = ask(&town.app, &town.maya, record, two(&town)).await;
        assert!(is_refused(&done, "anew-no-word"), "{done:?}");
        ask(&town.app, &olga, record, two(&town)).await.unwrap();
        let done = confirm(&town.app, &town.maya, record, two(&town)).await;
        assert!(is_refused(&done, "anew-no-word"), "{done:?}");
        assert!(!left(&town.app, &town.maya).await.unwrap()[0].asked.as_ref().unwrap().can_confirm);
        assert!(!opens(&town, &town.ines, record).await);
        confirm(&town.app, &zoe, record, two(&town)).await.unwrap();
        assert!(opens(&town, &town.ines, record).await);
    }

    async fn one_person_alone_opens_no_record_with_a_lead_of_their_own_making(db: &TestStore) {
        let town = Town::on(db).await;
        let ada = hire(&town.app, &town.maya, "ada", Role::Admin).await;
        let later = hire(&town.app, &town.maya, "later", Role::Advocate).await;
        let (record, olga, _) = left_by(&town, &ada, &ada).await;
        people::change_roles(&town.app, &town.maya, later.member(), [Role::Lead].into()).await.unwrap();
        let later = town.again(&later).await;
        let puppet = hire(&town.app, &town.maya, "puppet", Role::Lead).await;
        ask(&town.app, &town.maya, record, two(&town)).await.unwrap();
        for made in [&puppet, &later] {
            assert_eq!(left(&town.app, made).await.unwrap()[0].word, Word::NotTheirs);
            let done = confirm(&town.app, made, record, two(&town)).await;
            assert!(is_refused(&done, "anew-no-word"), "{done:?}");
            let done = ask(&town.app, made, record, two(&town)).await;
            assert!(is_refused(&done, "anew-no-word"), "{done:?}");
        }
        people::end_access(&town.app, &ada, olga.member()).await.unwrap();
        assert_eq!(left(&town.app, &town.maya).await.unwrap()[0].word, Word::OfOneOnly, "it stays closed");
        let_go(&town.app, &town.maya, record).await.unwrap();
        let done = ask(&town.app, &town.maya, record, two(&town)).await;
        assert!(is_refused(&done, "anew-no-second"), "{done:?}");
        assert!(!opens(&town, &town.ines, record).await);
    }

    async fn neither_who_asks_nor_who_confirms_is_named(db: &TestStore) {
        let town = Town::on(db).await;
        let zoe = hire(&town.app, &town.maya, "zoe", Role::Lead).await;
        let (record, olga, _) = left_behind(&town).await;
        let named = people_named(&town.app, &town.maya).await;
        assert!(named.contains(&olga.member()) && !named.contains(&town.maya.member()));
        let done = ask(&town.app, &town.maya, record, (town.maya.member(), town.ines.member())).await;
        assert!(is_refused(&done, "anew-not-named"), "{done:?}");
        let of_leads = (olga.member(), zoe.member());
        let done = ask(&town.app, &town.maya, record, of_leads).await;
        assert!(is_refused(&done, "anew-no-second"), "nobody is left to confirm: {done:?}");
        let with_olga = (olga.member(), town.ines.member());
        ask(&town.app, &town.maya, record, with_olga).await.unwrap();
        let done = confirm(&town.app, &olga, record, with_olga).await;
        assert!(is_refused(&done, "anew-not-named"), "{done:?}");
        confirm(&town.app, &zoe, record, with_olga).await.unwrap();
    }

    async fn every_other_lead_and_admin_is_told_that_it_was_asked_and_not_about_whom(db: &TestStore) {
        let town = Town::on(db).await;
        let ada = hire(&town.app, &town.maya, "ada", Role::Admin).await;
        let (record, olga, _) = left_by(&town, &ada, &ada).await;
        ask(&town.app, &town.maya, record, two(&town)).await.unwrap();
        let told = async |who: &Session| {
            let all = app::home::notices(&town.app, who).await.unwrap();
            let found: Vec<_> = all.into_iter().filter(|one| one.code == "notice-anew-asked").collect();
            assert!(found.iter().all(|one| one.referral.is_none()));
            found.len()
        };
        assert_eq!((told(&olga).await, told(&ada).await), (1, 1));
        assert_eq!((told(&town.maya).await, told(&town.ines).await), (0, 0), "not who asked, and no advocate");
    }

    async fn nobody_is_told_any_more_once_it_was_confirmed_let_go_or_its_week_is_over(db: &TestStore) {
        let town = Town::on(db).await;
        let (record, olga, _) = left_behind(&town).await;
        let told = async |who: &Session| {
            let all = app::home::notices(&town.app, who).await.unwrap();
            all.iter().filter(|one| one.code == "notice-anew-asked").count()
        };
        ask(&town.app, &town.maya, record, two(&town)).await.unwrap();
        assert_eq!(told(&olga).await, 1);
        let_go(&town.app, &town.maya, record).await.unwrap();
        assert_eq!(told(&olga).await, 0, "it is not asked any more");
        town.clock.pass(1);
        ask(&town.app, &town.maya, record, two(&town)).await.unwrap();
        assert_eq!(told(&olga).await, 1);
        town.clock.pass(7 * 24 * 60);
        let (olga, maya) = (town.again(&olga).await, town.again(&town.maya).await);
        assert_eq!(told(&olga).await, 0, "it has to be asked anew");
        ask(&town.app, &maya, record, two(&town)).await.unwrap();
        assert_eq!(told(&olga).await, 1);
        confirm(&town.app, &olga, record, two(&town)).await.unwrap();
        assert_eq!(told(&olga).await, 0, "it is done");
    }

    async fn leads_who_may_know_of_a_record_read_who_asked_about_it_and_nobody_else_does(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, record) = both(&town).await;
        let liana = hire(&town.app, &town.maya, "liana", Role::Advocate).await;
        let noor = hire(&town.app, &town.maya, "noor", Role::Advocate).await;
        let olga = hire(&town.app, &town.maya, "olga", Role::Lead).await;
        let zoe = hire(&town.app, &town.maya, "zoe", Role::Lead).await;
        let ada = hire(&town.app, &town.maya, "ada", Role::Admin).await;
        people::hide_from(&town.app, &liana, record, zoe.member()).await.unwrap();
        referrals::restrict(&town.app, &liana, record, town.form(), noor.member()).await.unwrap();
        for gone in [&liana, &noor] {
            people::end_access(&town.app, &ada, gone.member()).await.unwrap();
        }
        let same = (town.ines.member(), town.ines.member());
        let _ = ask(&town.app, &town.maya, record, same).await;
        ask(&town.app, &town.maya, record, two(&town)).await.unwrap();
        let_go(&town.app, &olga, record).await.unwrap();
        let read = async |who: &Session| {
            let all = app::audit::latest(&town.app, who, None).await.unwrap();
            let about = |one: &store::audit::Chained| one.entry.subject == Some(record.bytes());
            let said = all.iter().filter(|one| about(one)).map(|one| one.entry.detail.split(' ').next().unwrap_or("").to_owned());
            said.collect::<Vec<_>>()
        };
        for lead in [&town.maya, &olga] {
            assert_eq!(read(lead).await, ["asked_no_more", "asked", "asked_in_vain"]);
        }
        for nobody in [&zoe, &ada] {
            assert!(read(nobody).await.is_empty(), "who must never see it, and who only looks after people");
        }
    }

    async fn what_is_asked_in_vain_is_written_down_and_only_a_few_tries_are_taken(db: &TestStore) {
        let town = Town::on(db).await;
        let (record, ..) = left_behind(&town).await;
        let same = (town.ines.member(), town.ines.member());
        for n in 1..=6 {
            let done = ask(&town.app, &town.maya, record, same).await;
            assert!(is_refused(&done, "anew-same"), "{done:?}");
            assert_eq!(asked_in_vain(db).await, n);
        }
        let done = ask(&town.app, &town.maya, record, two(&town)).await;
        assert!(matches!(done, Err(Error::TooMany { .. })), "{done:?}");
        town.clock.pass(61);
        let maya = town.again(&town.maya).await;
        ask(&town.app, &maya, record, two(&town)).await.unwrap();
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
        let (ada, _) = (hire(&town.app, &town.maya, "ada", Role::Admin).await, hire(&town.app, &town.maya, "zoe", Role::Lead).await);
        for gone in [&liana, &noor] {
            people::end_access(&town.app, &ada, gone.member()).await.unwrap();
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
