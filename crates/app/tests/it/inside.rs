//! Who may see a record inside an organization, and who is asked about what they opened.

use crate::town::*;
use app::referrals::{self, NewReferral};
use app::{Error, Session};
use domain::ids::ReferralId;
use domain::member::Role;
use domain::odd::OddRule;
use domain::referral::AttemptResult;
use std::collections::BTreeSet;
use testkit::both_backends;

async fn taken(town: &Town) -> ReferralId {
    let ours = town.refer().await;
    town.deliver().await;
    let id = town.across(&town.rosa, &town.ines, ours).await;
    referrals::accept(&town.app, &town.ines, id, town.form()).await.unwrap();
    id
}

async fn sees(town: &Town, who: &Session, id: ReferralId) -> bool {
    let listed = referrals::inbox(&town.app, who, None).await.unwrap().rows.iter().any(|row| row.id == id);
    let entries = match app::audit::latest(&town.app, who, None).await {
        Ok(entries) => entries.iter().any(|one| one.entry.subject == Some(id.bytes())),
        Err(_) => listed,
    };
    match referrals::show(&town.app, who, id).await {
        Ok(_) => {
            assert!(listed && entries);
            true
        }
        Err(Error::NotFound) => {
            assert!(!listed && !entries, "{}", who.name());
            false
        }
        Err(other) => panic!("{other}"),
    }
}

both_backends! {
    async fn a_record_for_two_is_there_for_nobody_else_whoever_is_hired(db: &TestStore) {
        let town = Town::on(db).await;
        let id = taken(&town).await;
        referrals::restrict(&town.app, &town.ines, id, town.form(), town.june.member()).await.unwrap();
        let newcomer = hire(&town.app, &town.maya, "noor", Role::Advocate).await;
        for (who, may) in [(&town.ines, true), (&town.june, true), (&town.maya, false), (&newcomer, false)] {
            assert_eq!(sees(&town, who, id).await, may, "{}", who.name());
        }
        // Every deed on it answers a lead who is not one of the two like one on nothing.
        let (app, maya) = (&town.app, &town.maya);
        let refused = [
            referrals::attempt(app, maya, id, town.form(), AttemptResult::Reached).await,
            referrals::stop(app, maya, id).await.map(drop),
            referrals::show_number(app, maya, id).await.map(drop),
            referrals::restrict(app, maya, id, town.form(), town.june.member()).await,
            referrals::lift_restriction(app, maya, id, town.form()).await,
            referrals::keep_wishes(app, maya, id, town.form(), BTreeSet::new()).await,
            app::people::hide_from(app, maya, id, town.june.member()).await,
        ];
        for answer in refused {
            assert!(matches!(answer, Err(Error::NotFound)), "{answer:?}");
        }
        // One of the two names a lead instead of the other, and lifts it in the end.
        referrals::restrict(&town.app, &town.ines, id, town.form(), town.maya.member()).await.unwrap();
        assert!(sees(&town, &town.maya, id).await && !sees(&town, &town.june, id).await);
        referrals::lift_restriction(&town.app, &town.maya, id, town.form()).await.unwrap();
        assert!(sees(&town, &town.june, id).await && sees(&town, &newcomer, id).await);
        assert_eq!(app::audit::verify(&town.app, town.maya.org_id()).await.unwrap().map(|n| n > 0), Ok(true));
    }

    async fn of_two_who_restrict_a_record_at_once_the_second_is_told_that_it_is_not_there(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        town.deliver().await;
        let id = town.across(&town.rosa, &town.ines, ours).await;
        let omar = hire(&town.app, &town.maya, "omar", Role::Advocate).await;
        let (one, other) = tokio::join!(
            referrals::restrict(&town.app, &town.ines, id, town.form(), omar.member()),
            referrals::restrict(&town.app, &town.june, id, town.form(), town.maya.member()),
        );
        let (first, second) = if one.is_ok() { (&town.ines, &town.june) } else { (&town.june, &town.ines) };
        assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
        assert!(matches!(one.and(other), Err(Error::NotFound)));
        assert!(sees(&town, first, id).await && !sees(&town, second, id).await);
    }

    async fn whom_the_person_named_never_gets_a_record_that_is_made(db: &TestStore) {
        let town = Town::on(db).await;
        let id = ReferralId::new(town.app.next_id());
        let from = BTreeSet::from([town.dana.member()]);
        let new = NewReferral { hidden_from: from, ..town.referral(id) };
        referrals::send(&town.app, &town.rosa, new).await.unwrap();
        assert!(matches!(referrals::show(&town.app, &town.dana, id).await, Err(Error::NotFound)));
        assert!(referrals::show(&town.app, &town.rosa, id).await.is_ok());
        for stranger in [town.ines.member(), town.rosa.member()] {
            let other = ReferralId::new(town.app.next_id());
            let new = NewReferral { hidden_from: BTreeSet::from([stranger]), ..town.referral(other) };
            let refused = referrals::send(&town.app, &town.rosa, new).await;
            assert!(matches!(refused, Err(Error::NotFound)), "of another organization, or oneself");
        }
    }

    async fn a_snooper_is_asked_about_and_whoever_works_is_not(db: &TestStore) {
        let town = Town::on(db).await;
        let id = taken(&town).await;
        for _ in 0..3 {
            referrals::show(&town.app, &town.ines, id).await.unwrap();
        }
        assert_eq!(app::audit::odd(&town.app, &town.maya).await.unwrap(), vec![]);
        referrals::show(&town.app, &town.june, id).await.unwrap();
        let lines = app::audit::odd(&town.app, &town.maya).await.unwrap();
        let said: Vec<_> = lines.iter().map(|line| (line.member, line.rule, line.times)).collect();
        assert_eq!(said, [(town.june.member(), OddRule::NotTheirs, 1)]);
        // A plan that somebody opens who never worked on it counts like its record.
        town.care_release(&town.ines, id, &[domain::release::Element::CarePlan]).await;
        let words = domain::text::PersonText::parse("a night without fear", 400).unwrap();
        let (line, goal) = (town.app.next_id(), domain::care_plan::Line::Goal { words, substance_use: false });
        app::plans::add_line(&town.app, &town.ines, id, domain::ids::LineId::new(line), &goal).await.unwrap();
        app::plans::show(&town.app, &town.june, id).await.unwrap();
        let times: Vec<_> = app::audit::odd(&town.app, &town.maya).await.unwrap().iter().map(|line| line.times).collect();
        assert_eq!(times, [2]);
        // A record that waits may be looked at by whoever could take it.
        let waits = town.refer().await;
        town.deliver().await;
        let waits = town.across(&town.rosa, &town.ines, waits).await;
        referrals::show(&town.app, &town.maya, waits).await.unwrap();
        assert_eq!(app::audit::odd(&town.app, &town.maya).await.unwrap().len(), 1);
        // One that was declined waits for nobody any more.
        town.clock.pass(1);
        let reason = domain::referral::DeclineReason::Full;
        referrals::decline(&town.app, &town.ines, waits, town.form(), reason, false).await.unwrap();
        referrals::show(&town.app, &town.june, waits).await.unwrap();
        let times: Vec<_> = app::audit::odd(&town.app, &town.maya).await.unwrap().iter().map(|line| line.times).collect();
        assert_eq!(times, [3]);
        // Wednesday, ten in the evening in Chicago.
        town.clock.pass(12 * 60);
        referrals::show(&town.app, &town.june, id).await.unwrap();
        let rules: BTreeSet<_> = app::audit::odd(&town.app, &town.maya).await.unwrap().iter().map(|line| line.rule).collect();
        assert_eq!(rules, BTreeSet::from([OddRule::NotTheirs, OddRule::AfterHours]));
        assert!(matches!(app::audit::odd(&town.app, &town.ines).await, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn nobody_is_named_who_must_not_see_it_or_takes_it_from_whoever_works_on_it() {
    let town = Town::new().await;
    let id = taken(&town).await;
    let not_theirs = referrals::restrict(&town.app, &town.maya, id, town.form(), town.june.member()).await;
    assert!(matches!(not_theirs, Err(Error::Invalid("restrict-worked-on"))), "Ines works on it");
    app::people::hide_from(&town.app, &town.ines, id, town.june.member()).await.unwrap();
    let hidden = referrals::restrict(&town.app, &town.ines, id, town.form(), town.june.member()).await;
    assert!(matches!(hidden, Err(Error::Invalid("restrict-hidden"))));
    for nobody in [town.ines.member(), town.rosa.member()] {
        let refused = referrals::restrict(&town.app, &town.ines, id, town.form(), nobody).await;
        assert!(matches!(refused, Err(Error::NotFound)));
    }
    assert!(sees(&town, &town.maya, id).await, "nothing was changed");
}
