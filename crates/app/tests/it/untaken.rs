//! What nobody took goes at the second its word ends, whatever was rewritten of it; and what is over is not written into.

use crate::town::*;
use app::forgetting::{holds, parts};
use app::referrals::{Masked, NewPlan};
use app::workers::keep_house_once;
use app::{Error, Session, referrals};
use domain::ids::ReferralId;
use domain::referral::{DeclineReason, Outcome};
use domain::retention::{DocumentNumber, ForgetWhy, Part};
use domain::safe_contact::{ContactWay, Recheck, Voicemail};
use std::collections::BTreeSet;
use testkit::{TestStore, both_backends};

async fn arrived(town: &Town) -> ReferralId {
    let ours = town.refer().await;
    town.deliver().await;
    town.across(&town.rosa, &town.ines, ours).await
}

async fn decline(town: &Town, id: ReferralId) {
    referrals::decline(&town.app, &town.ines, id, town.form(), DeclineReason::Full, false).await.unwrap();
}

async fn is_readable(town: &Town, who: &Session, id: ReferralId) -> bool {
    let seen = referrals::show(&town.app, who, id).await.unwrap();
    let number = referrals::show_number(&town.app, who, id).await;
    assert!(seen.card.is_some() || number.is_err(), "no number of what is closed");
    seen.card.is_some()
}

/// How many rows of Harbor House have content.
async fn rows(db: &TestStore) -> usize {
    let any = "COALESCE(person_sealed, envelope_sealed) IS NOT NULL";
    db.look(&format!("SELECT status FROM referral WHERE bank = 'receiver' AND {any}")).await.len()
}

pub(crate) fn anew() -> NewPlan {
    NewPlan {
        way: ContactWay::Call,
        number: Masked::Now(domain::text::PersonText::parse("(312) 555-0142", 40).unwrap()),
        zone: None,
        times: [domain::safe_contact::SafeTime::AnyTime].into(),
        days: BTreeSet::new(),
        hours: None,
        voicemail: Voicemail::Never,
        words: None,
        code_word: Masked::Kept,
        who_may_answer: Masked::Gone,
        recheck: Recheck::Week,
    }
}

both_backends! {
    async fn what_nobody_took_is_closed_at_its_second_though_it_was_rewritten_and_goes_with_the_next_round(db: &TestStore) {
        let town = Town::on(db).await;
        let (declined, without_words, taken, held) =
            (arrived(&town).await, arrived(&town).await, arrived(&town).await, arrived(&town).await);
        let end = town.ends(15);
        decline(&town, declined).await;
        // The list takes the number out of what is sealed.
        referrals::inbox(&town.app, &town.june, None).await.unwrap();
        for id in [without_words, taken, held] {
            parts::forget_part(&town.app, &town.ines, id, town.form(), (Part::Words, ForgetWhy::NotNeeded)).await.unwrap();
        }
        referrals::accept(&town.app, &town.ines, taken, town.form()).await.unwrap();
        decline(&town, held).await;
        let document = DocumentNumber::parse("2026-CV-01147").unwrap();
        holds::put(&town.app, &town.maya, held, town.form(), &document).await.unwrap();
        town.clock.set(domain::time::Timestamp::from_micros(end.micros() - 1));
        for id in [declined, without_words, taken, held] {
            assert!(is_readable(&town, &town.ines, id).await, "until its second");
        }
        town.clock.set(end);
        for id in [declined, without_words, held] {
            assert!(!is_readable(&town, &town.ines, id).await, "at its second");
        }
        assert!(is_readable(&town, &town.ines, taken).await, "a record of their own");
        let late = referrals::accept(&town.app, &town.ines, without_words, town.form()).await;
        assert!(late.is_err(), "nor can it be taken");
        assert_eq!(rows(db).await, 4);
        keep_house_once(&town.app).await.unwrap();
        assert_eq!(rows(db).await, 2, "what was taken, and what a hold keeps");
        let brought = db.look("SELECT CAST(escalation AS TEXT) FROM referral WHERE bank = 'receiver'").await;
        assert!(brought.iter().all(|level| level == "0"), "nothing that is over is brought to anybody's attention");
        assert!(!is_readable(&town, &town.ines, held).await && is_readable(&town, &town.ines, taken).await);
        holds::lift(&town.app, &town.again(&town.maya).await, held).await.unwrap();
        keep_house_once(&town.app).await.unwrap();
        assert_eq!(rows(db).await, 1);
        app::audit::verify(&town.app, town.ines.org_id()).await.unwrap().unwrap();
    }

    async fn the_plan_of_what_nobody_has_taken_or_what_is_over_is_not_written_into(db: &TestStore) {
        let town = Town::on(db).await;
        let (waits, declined, closed) = (arrived(&town).await, arrived(&town).await, arrived(&town).await);
        decline(&town, declined).await;
        referrals::accept(&town.app, &town.ines, closed, town.form()).await.unwrap();
        referrals::close(&town.app, &town.ines, closed, town.form(), Outcome::CouldNotReach, false).await.unwrap();
        let keys = async || db.look("SELECT CAST(version AS TEXT) FROM referral WHERE bank = 'receiver' ORDER BY id").await;
        let before = keys().await;
        for id in [waits, declined, closed] {
            let number = Some(domain::text::PersonText::parse("(312) 555-0142", 40).unwrap());
            let said = referrals::recheck(&town.app, &town.ines, id, town.form(), ContactWay::Call, number).await;
            assert!(matches!(said, Err(Error::OutOfOrder(_))), "{said:?}");
            let said = referrals::replan(&town.app, &town.ines, id, town.form(), anew()).await;
            assert!(matches!(said, Err(Error::OutOfOrder(_))), "{said:?}");
        }
        assert_eq!(keys().await, before, "nothing was written");
        assert!(!referrals::show(&town.app, &town.ines, closed).await.unwrap().has_number);
    }
}
