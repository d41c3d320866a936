//! A person says the code of their record to whoever answers: sharing stops, and nobody learns anything by it.

use crate::town::*;
use app::referrals;
use app::{Error, Limit, Session};
use domain::audit::Act;
use domain::ids::ReferralId;
use domain::referral::Status;
use domain::release::HowSaid;
use testkit::both_backends;

/// A referral of Harbor House that was read at Lakeside: both records.
async fn read_there(town: &Town) -> (ReferralId, ReferralId) {
    let (release, ours) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    referrals::send(&town.app, &town.ines, town.reverse(ours, release)).await.unwrap();
    town.deliver().await;
    let theirs = town.across(&town.ines, &town.rosa, ours).await;
    assert!(referrals::show(&town.app, &town.rosa, theirs).await.unwrap().card.is_some());
    (ours, theirs)
}

async fn say(town: &Town, to: &Session, code: &str) -> app::Result<()> {
    referrals::stop_by_code(&town.app, to, code, HowSaid::Speech).await
}

async fn notices(town: &Town, of: &Session) -> usize {
    let all = app::home::notices(&town.app, of).await.unwrap();
    all.iter().filter(|notice| notice.code == "notice-stopped-by-code").count()
}

both_backends! {
    async fn whoever_hears_the_code_stops_a_record_that_is_kept_to_two_others(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = read_there(&town).await;
        let omar = hire(&town.app, &town.maya, "omar", domain::member::Role::Advocate).await;
        referrals::restrict(&town.app, &town.ines, ours, town.form(), town.june.member()).await.unwrap();
        assert!(matches!(referrals::stop(&town.app, &omar, ours).await, Err(Error::NotFound)));
        let typed = format!(" {} ", ours.short_code().to_lowercase().replace('-', " "));
        say(&town, &omar, &typed).await.unwrap();
        let stopped_at = town.app.now();
        town.deliver().await;
        let view = referrals::show(&town.app, &town.rosa, theirs).await.unwrap();
        assert_eq!((view.card, view.partner_ended_at), (None, Some(stopped_at)));
        let view = referrals::show(&town.app, &town.ines, ours).await.unwrap();
        assert_eq!(view.referral.status, Status::Withdrawn);
        assert_eq!((view.ended[0].by.as_deref(), view.ended[0].at), (Some("omar"), stopped_at), "the two see by whom");
        for (who, told) in [(&town.ines, 1), (&town.june, 1), (&omar, 0), (&town.maya, 0)] {
            assert_eq!(notices(&town, who).await, told, "{}", who.name());
        }
        // Neither a list nor the chain tells the others that there is a record.
        assert!(referrals::sent(&town.app, &omar, None).await.unwrap().rows.is_empty());
        let chain = app::audit::latest(&town.app, &town.maya, None).await.unwrap();
        assert!(chain.iter().all(|one| one.entry.subject != Some(ours.bytes())));
        assert_eq!(chain.iter().filter(|one| one.entry.act == Act::StoppedByCode).count(), 1);
        // Said again it was done once, and the two are not told anew.
        town.clock.pass(10);
        say(&town, &omar, &ours.short_code()).await.unwrap();
        assert_eq!(notices(&town, &town.ines).await, 1);
        assert_eq!(referrals::show(&town.app, &town.ines, ours).await.unwrap().ended.len(), 1);
    }

    async fn a_code_of_nothing_and_of_another_organization_is_answered_alike_and_stops_nothing(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = read_there(&town).await;
        let other = town.refer().await;
        say(&town, &town.june, "0000-0000").await.unwrap();
        say(&town, &town.june, &other.short_code()).await.unwrap();
        town.deliver().await;
        assert!(referrals::show(&town.app, &town.rosa, theirs).await.unwrap().card.is_some());
        assert_eq!(referrals::show(&town.app, &town.rosa, other).await.unwrap().referral.status, Status::Sent);
        let chain = app::audit::latest(&town.app, &town.maya, None).await.unwrap();
        let tries: Vec<_> = chain.iter().filter(|one| one.entry.act == Act::StoppedByCode).map(|one| &one.entry).collect();
        assert_eq!(tries.len(), 2);
        assert!(tries.iter().all(|entry| entry.subject.is_none() && entry.detail.is_empty()));
        let ray = hire(&town.app, &town.dana, "ray", domain::member::Role::Reader).await;
        let none = [say(&town, &ray, &ours.short_code()).await, say(&town, &town.june, "not a code").await];
        assert!(matches!(none, [Err(Error::NotFound), Err(Error::Invalid("stop-code-unreadable"))]), "{none:?}");
    }

    async fn a_release_that_waits_for_its_record_is_taken_back_by_its_code_too(db: &TestStore) {
        let town = Town::on(db).await;
        let (release, referral) = town.release(ALL_BUT_SUBSTANCE_USE).await;
        say(&town, &town.june, &referral.short_code()).await.unwrap();
        let row = app::releases::show(&town.app, &town.ines, release).await.unwrap();
        assert_eq!(row.release.revoked_at, Some(town.app.now()));
        let late = referrals::send(&town.app, &town.ines, town.reverse(referral, release)).await;
        assert!(matches!(late, Err(Error::Refused(_))), "{late:?}");
    }

    async fn a_stop_is_found_after_our_own_record_went_by_its_time_while_the_partner_works_with_its_copy(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        town.deliver().await;
        let theirs = town.across(&town.rosa, &town.ines, ours).await;
        referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
        town.clock.pass(31 * 24 * 60);
        app::workers::keep_house_once(&town.app).await.unwrap();
        let (rosa, ines) = (town.again(&town.rosa).await, town.again(&town.ines).await);
        assert!(referrals::show(&town.app, &rosa, ours).await.unwrap().over.is_some(), "it went on a spoken agreement");
        assert!(referrals::show(&town.app, &ines, theirs).await.unwrap().card.is_some());
        let sent = async || referrals::sent(&town.app, &rosa, None).await.unwrap().rows.iter().any(|row| row.id == ours);
        assert!(sent().await, "it stands among what was sent, so that it can be stopped");
        say(&town, &rosa, &ours.short_code()).await.unwrap();
        town.deliver().await;
        let view = referrals::show(&town.app, &ines, theirs).await.unwrap();
        assert!(view.card.is_none() && view.partner_ended_at.is_some(), "the partner's copy is gone");
        assert!(!sent().await, "and nothing is left to stop");
    }

    async fn whom_a_record_is_hidden_from_stops_it_unseen_and_its_team_is_told(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = read_there(&town).await;
        app::people::hide_from(&town.app, &town.ines, ours, town.june.member()).await.unwrap();
        say(&town, &town.june, &ours.short_code()).await.unwrap();
        town.deliver().await;
        assert!(referrals::show(&town.app, &town.rosa, theirs).await.unwrap().card.is_none());
        assert_eq!((notices(&town, &town.maya).await, notices(&town, &town.june).await), (1, 0));
    }
}

#[tokio::test]
async fn codes_are_limited_whether_they_are_known_or_not_and_colleagues_can_go_on() {
    let town = Town::new().await;
    let (ours, _) = read_there(&town).await;
    for n in 0..10 {
        say(&town, &town.june, &format!("0000-000{n}")).await.unwrap();
    }
    for code in ["0000-0000", &ours.short_code()] {
        let late = say(&town, &town.june, code).await;
        assert!(matches!(late, Err(Error::TooMany { limit: Limit::StopCodes, .. })), "{late:?}");
    }
    assert_eq!(referrals::show(&town.app, &town.ines, ours).await.unwrap().referral.status, Status::Sent);
    say(&town, &town.maya, &ours.short_code()).await.unwrap();
    assert_eq!(referrals::show(&town.app, &town.ines, ours).await.unwrap().referral.status, Status::Withdrawn);
}
