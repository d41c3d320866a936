//! Words for a person tell nobody else who calls, and a number can be dialed: on every way a plan is written down or sent.

use crate::town::*;
use crate::untaken::anew;
use app::Error;
use app::referrals::{self, NewPlan};
use domain::safe_contact::{SafeHours, SafeTime};
use domain::text::PersonText;
use testkit::both_backends;

fn text(words: &str) -> Option<PersonText> {
    PersonText::parse(words, 120).ok()
}

const TELLING: [(&str, &str); 3] = [
    ("say that Harbor House called", "words-name-organization"),
    ("it is Lakeside, about the form", "words-name-organization"),
    ("your advocate called", "words-name-service"),
];

both_backends! {
    async fn no_plan_is_written_down_whose_words_tell_who_calls_or_why(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        town.deliver().await;
        let theirs = town.across(&town.rosa, &town.ines, ours).await;
        referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
        for (words, code) in TELLING {
            for (who, id) in [(&town.rosa, ours), (&town.ines, theirs)] {
                let new = NewPlan { words: text(words), ..anew() };
                let refused = referrals::replan(&town.app, who, id, town.form(), new).await;
                assert!(matches!(refused, Err(Error::Invalid(why)) if why == code), "{words}: {refused:?}");
            }
        }
        let fine = NewPlan { words: text("say it is about the library card"), ..anew() };
        referrals::replan(&town.app, &town.ines, theirs, town.form(), fine).await.unwrap();
    }

    async fn nothing_is_sent_whose_words_tell_it_or_whose_number_nobody_can_dial(db: &TestStore) {
        let town = Town::on(db).await;
        let (release, id) = town.release(ALL_BUT_SUBSTANCE_USE).await;
        for (words, code) in TELLING {
            let mut new = town.reverse(id, release);
            new.card.safe_contact.words = text(words);
            let refused = referrals::send(&town.app, &town.ines, new).await;
            assert!(matches!(refused, Err(Error::Invalid(why)) if why == code), "{words}: {refused:?}");
        }
        let mut new = town.reverse(id, release);
        new.card.safe_contact.number = text("ask my sister");
        let refused = referrals::send(&town.app, &town.ines, new).await;
        assert!(matches!(refused, Err(Error::Invalid("number-not-a-number"))), "{refused:?}");
        let (mut silent, mut never) = (town.reverse(id, release), town.reverse(id, release));
        silent.card.safe_contact.times.clear();
        let refused = referrals::send(&town.app, &town.ines, silent).await;
        assert!(matches!(refused, Err(Error::Invalid("times-missing"))), "nobody asked when: {refused:?}");
        never.card.safe_contact.times = [SafeTime::Mornings].into();
        never.card.safe_contact.hours = SafeHours::new(13, 15);
        let refused = referrals::send(&town.app, &town.ines, never).await;
        assert!(matches!(refused, Err(Error::Invalid("plan-never-opens"))), "they never meet: {refused:?}");
        assert!(db.look("SELECT 'waits' FROM outbox").await.is_empty());
        referrals::send(&town.app, &town.ines, town.reverse(id, release)).await.unwrap();
    }
}
