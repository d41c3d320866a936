//! What protects a person stays in force after a backup is restored that is older; what cannot be known any more is closed
//! until the person says it again.

use crate::copies::Copy;
use crate::plans::*;
use crate::town::*;
use app::protections::{Kept, list, protect_again};
use app::referrals::{self, Masked, NewPlan};
use app::{Error, Session};
use domain::gate::Predicate;
use domain::ids::ReferralId;
use domain::referral::AttemptResult;
use domain::safe_contact::{ContactWay, NotSafe, PlanField, Recheck, SafeContact, SafeTime, Voicemail};
use domain::wishes::Wish;
use std::collections::BTreeSet;
use testkit::{TestStore, both_backends};

/// The copy is put back, and what stands on the list is put into force again; how much of it was news.
async fn restore(town: &mut Town, db: &TestStore, copy: &Copy) -> usize {
    let kept = list(&town.app).await.unwrap();
    copy.put_back(db).await;
    town.start_again(|| {}).await;
    again(town, &kept).await
}

async fn again(town: &Town, kept: &[app::protections::Protection]) -> usize {
    let mut news = 0;
    for one in kept {
        news += usize::from(protect_again(&town.app, one).await.unwrap());
    }
    news
}

async fn accepted(town: &Town) -> ReferralId {
    let (_, theirs) = both(town).await;
    referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
    theirs
}

async fn is_hidden(town: &Town, who: &Session, id: ReferralId) -> bool {
    matches!(referrals::show(&town.app, who, id).await, Err(Error::NotFound))
}

async fn can_call(town: &Town, id: ReferralId) -> Result<(), NotSafe> {
    referrals::show(&town.app, &town.ines, id).await.unwrap().reach.allowed
}

async fn ask(town: &Town, who: &Session, id: ReferralId, wishes: &[Wish]) {
    referrals::keep_wishes(&town.app, who, id, town.form(), wishes.iter().copied().collect()).await.unwrap();
}

async fn on_page(town: &Town, id: ReferralId) -> SafeContact {
    referrals::plan(&town.app, &town.ines, id).await.unwrap().plan
}

both_backends! {
    async fn whoever_must_not_see_a_record_does_not_see_it_after_a_restore(db: &TestStore) {
        let mut town = Town::on(db).await;
        let (known, named, other) = (accepted(&town).await, accepted(&town).await, accepted(&town).await);
        let copy = Copy::of(db).await;
        referrals::know_them(&town.app, &town.june, known, town.form()).await.unwrap();
        app::people::hide_from(&town.app, &town.maya, named, town.june.member()).await.unwrap();
        assert_eq!(restore(&mut town, db, &copy).await, 2);
        for id in [known, named] {
            assert!(is_hidden(&town, &town.june, id).await && !is_hidden(&town, &town.ines, id).await);
        }
        assert!(!is_hidden(&town, &town.june, other).await);
        app::audit::verify(&town.app, town.ines.org_id()).await.unwrap().unwrap();
    }

    async fn whoever_must_not_see_a_record_does_not_see_its_release_in_a_copy_from_before_it_was_sent(db: &TestStore) {
        let mut town = Town::on(db).await;
        let (release, record) = town.release(ALL_BUT_SUBSTANCE_USE).await;
        let listed = async |town: &Town| {
            let list = app::releases::list(&town.app, &town.june, None).await.unwrap();
            list.rows.iter().any(|row| row.release.id == release)
        };
        assert!(listed(&town).await);
        let copy = Copy::of(db).await;
        referrals::send(&town.app, &town.ines, town.reverse(record, release)).await.unwrap();
        app::people::hide_from(&town.app, &town.maya, record, town.june.member()).await.unwrap();
        assert!(!listed(&town).await);
        assert_eq!(restore(&mut town, db, &copy).await, 1);
        assert!(!listed(&town).await, "the copy holds the release, with the name of who signed, and not the record");
    }

    async fn a_record_for_two_is_for_the_same_two_after_a_restore(db: &TestStore) {
        let mut town = Town::on(db).await;
        let (new, changed, lifted) = (accepted(&town).await, accepted(&town).await, accepted(&town).await);
        for id in [changed, lifted] {
            referrals::restrict(&town.app, &town.ines, id, town.form(), town.june.member()).await.unwrap();
        }
        let copy = Copy::of(db).await;
        town.clock.pass(5);
        referrals::restrict(&town.app, &town.ines, new, town.form(), town.june.member()).await.unwrap();
        referrals::restrict(&town.app, &town.ines, changed, town.form(), town.maya.member()).await.unwrap();
        referrals::lift_restriction(&town.app, &town.ines, lifted, town.form()).await.unwrap();
        let kept = list(&town.app).await.unwrap();
        assert_eq!(restore(&mut town, db, &copy).await, 2);
        assert!(is_hidden(&town, &town.maya, new).await && !is_hidden(&town, &town.june, new).await);
        assert!(is_hidden(&town, &town.june, changed).await && !is_hidden(&town, &town.maya, changed).await);
        assert!(is_hidden(&town, &town.maya, lifted).await, "what was lifted since stays closed until it is lifted again");
        assert_eq!(again(&town, &kept).await, 0, "twice is once");
        town.clock.pass(5);
        referrals::lift_restriction(&town.app, &town.ines, new, town.form()).await.unwrap();
        assert_eq!(again(&town, &kept).await, 0, "what people did after the restore holds");
        assert!(!is_hidden(&town, &town.maya, new).await);
    }

    async fn a_plan_that_was_changed_after_the_copy_is_closed_until_the_person_says_it_again(db: &TestStore) {
        let mut town = Town::on(db).await;
        let (unsafe_now, rechecked, same) = (accepted(&town).await, accepted(&town).await, accepted(&town).await);
        for id in [unsafe_now, rechecked, same] {
            assert_eq!(can_call(&town, id).await, Ok(()));
        }
        let copy = Copy::of(db).await;
        referrals::attempt(&town.app, &town.ines, unsafe_now, town.form(), AttemptResult::NotSafe).await.unwrap();
        referrals::recheck(&town.app, &town.ines, rechecked, town.form(), ContactWay::Text, None).await.unwrap();
        let kept = list(&town.app).await.unwrap();
        assert_eq!(restore(&mut town, db, &copy).await, 2);
        for id in [unsafe_now, rechecked] {
            assert_eq!(can_call(&town, id).await, Err(NotSafe::Restored));
            let number = referrals::show_number(&town.app, &town.ines, id).await;
            assert!(matches!(number, Err(Error::NotSafe(NotSafe::Restored))), "the number that may not be safe is not shown");
            let tried = referrals::attempt(&town.app, &town.ines, id, town.form(), AttemptResult::NoAnswer).await;
            assert!(matches!(tried, Err(Error::NotSafe(NotSafe::Restored))));
            for field in PlanField::ALL {
                let shown = referrals::show_field(&town.app, &town.ines, id, *field).await;
                let is_closed = matches!(shown, Err(Error::NotSafe(NotSafe::Restored)) | Err(Error::NotFound));
                assert!(is_closed, "{field:?} may have been taken back since");
            }
            let plan = on_page(&town, id).await;
            assert!(PlanField::ALL.iter().all(|field| field.of(&plan).is_none()), "and none is said to stay");
            referrals::attempt(&town.app, &town.ines, id, town.form(), AttemptResult::SomeoneElse).await.unwrap();
            assert_eq!(can_call(&town, id).await, Err(NotSafe::Restored), "it stays doubtful");
        }
        assert_eq!(can_call(&town, same).await, Ok(()), "what nobody changed is as it was");
        assert_eq!(again(&town, &kept).await, 0, "twice is once");
        // The number that stood in the copy may be the one that is not safe any more, and nobody can see it: it is said anew.
        let kept_number = referrals::recheck(&town.app, &town.ines, rechecked, town.form(), ContactWay::Call, None).await;
        assert!(matches!(kept_number, Err(Error::Invalid("number-missing"))), "{kept_number:?}");
        let number = domain::text::PersonText::parse("(312) 555-0143", 40).ok();
        // The times that stood in the copy are of an older day too: the short form, on which they do not stand, confirms none.
        assert!(!on_page(&town, rechecked).await.says_when(), "none is ticked beforehand");
        let old_times = referrals::recheck(&town.app, &town.ines, rechecked, town.form(), ContactWay::Call, number.clone()).await;
        assert!(matches!(old_times, Err(Error::Invalid("times-missing"))), "{old_times:?}");
        assert_eq!(can_call(&town, rechecked).await, Err(NotSafe::Restored));
        let plan = NewPlan {
            way: ContactWay::Call,
            number: number.map_or(Masked::Gone, Masked::Now),
            zone: None,
            times: BTreeSet::from([SafeTime::AnyTime]),
            days: BTreeSet::new(),
            hours: None,
            voicemail: Voicemail::Never,
            words: None,
            code_word: Masked::Kept,
            who_may_answer: Masked::Kept,
            recheck: Recheck::Month,
        };
        referrals::replan(&town.app, &town.ines, rechecked, town.form(), plan).await.unwrap();
        assert_eq!(can_call(&town, rechecked).await, Ok(()), "they said it again");
        let shown = referrals::show_number(&town.app, &town.ines, rechecked).await.unwrap();
        assert_eq!(shown.reveal(), "(312) 555-0143");
        assert_eq!(again(&town, &kept).await, 0);
        assert_eq!(can_call(&town, rechecked).await, Ok(()));
        // What is written anew for another reason stays closed.
        let part = domain::retention::Part::Words;
        app::forgetting::parts::forget_part(&town.app, &town.ines, unsafe_now, town.form(), (part, domain::retention::ForgetWhy::NotSafe)).await.unwrap();
        assert_eq!(can_call(&town, unsafe_now).await, Err(NotSafe::Restored));
        app::audit::verify(&town.app, town.ines.org_id()).await.unwrap().unwrap();
    }

    async fn nothing_is_told_of_whom_wishes_may_be_lost_until_they_are_asked_again(db: &TestStore) {
        let mut town = Town::on(db).await;
        let (ours, theirs) = both(&town).await;
        let (_, other) = both(&town).await;
        for id in [theirs, other] {
            town.care_release(&town.ines, id, PLAN).await;
        }
        let (line, kept_line) = (add(&town, &town.ines, theirs, &goal("a room")).await, add(&town, &town.ines, other, &goal("a key")).await);
        write(&town, &town.ines, theirs, "waits to be sent").await.unwrap();
        let copy = Copy::of(db).await;
        ask(&town, &town.ines, theirs, &[Wish::OnlyPartner]).await;
        ask(&town, &town.ines, theirs, &[]).await;
        assert_eq!(restore(&mut town, db, &copy).await, 1);
        town.deliver().await;
        assert!(plan(&town, &town.rosa, ours).await.letters.is_empty(), "what waited in the copy is not sent");
        let refused = share(&town, &town.ines, theirs, line, 1).await;
        let Err(Error::Refused(refusal)) = refused else { panic!("{refused:?}") };
        assert_eq!(refusal.failed, [Predicate::Restricted]);
        share(&town, &town.ines, other, kept_line, 1).await.unwrap();
        let seen = referrals::show(&town.app, &town.ines, theirs).await.unwrap();
        assert!(seen.wishes_unsure && seen.wishes == BTreeSet::from([Wish::Nobody]));
        town.clock.pass(1);
        ask(&town, &town.ines, theirs, &[]).await;
        assert!(!referrals::show(&town.app, &town.ines, theirs).await.unwrap().wishes_unsure);
        share(&town, &town.ines, theirs, line, 1).await.unwrap();
    }

    async fn the_list_says_nothing_of_what_a_person_said_and_nothing_of_whom_is_forgotten(db: &TestStore) {
        let town = Town::on(db).await;
        let id = accepted(&town).await;
        referrals::recheck(&town.app, &town.ines, id, town.form(), ContactWay::Text, None).await.unwrap();
        ask(&town, &town.ines, id, &[Wish::NotToPayer]).await;
        app::people::hide_from(&town.app, &town.maya, id, town.june.member()).await.unwrap();
        let kept = list(&town.app).await.unwrap();
        let codes: Vec<_> = kept.iter().map(|one| one.kept.code()).collect();
        assert_eq!(codes, ["hidden", "wishes", "contact"]);
        assert!(!format!("{kept:?}").contains("payer"));
        assert_eq!(again(&town, &kept).await, 0, "a database that knows of it all is left as it is");
        app::forgetting::request::forget_everything(&town.app, &town.ines, id, &id.short_code(), false).await.unwrap();
        let kept = list(&town.app).await.unwrap();
        assert!(matches!(kept[..], [app::protections::Protection { kept: Kept::Hidden { .. }, .. }]), "who must not see it stays");
    }
}
