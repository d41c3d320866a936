//! What the forms take is all that a use case takes: lengths of words, who does a task, which day it is for.

use crate::plans::{goal, new_id, planned};
use crate::time_passes::put_off;
use crate::town::*;
use crate::untaken::anew;
use app::referrals::{self, NewPlan};
use app::{Error, plans};
use domain::care_plan::{Line, Owner};
use domain::day::Day;
use domain::ids::MandateId;
use domain::mandate::{Draft, LONGEST_ACCOUNT, LONGEST_PARTICULAR, Lack};
use domain::referral::{LONGEST_NAME, LONGEST_WORDS};
use domain::safe_contact::LONGEST_CONTACT;
use domain::text::PersonText;
use testkit::both_backends;

fn long(n: usize) -> Option<PersonText> {
    PersonText::parse(&"x".repeat(n), 100_000).ok()
}

fn is_too_long<T: std::fmt::Debug>(answer: Result<T, Error>) -> bool {
    matches!(answer, Err(Error::Invalid("words-too-long")))
}

fn task(owner: Owner, due: Option<Day>) -> Line {
    Line::Task { words: long(9).unwrap(), owner, due, done: false, substance_use: false }
}

both_backends! {
    async fn nothing_leaves_that_is_longer_than_a_form_takes(db: &TestStore) {
        let town = Town::on(db).await;
        let (release, id) = town.release(ALL_BUT_SUBSTANCE_USE).await;
        let new = || town.reverse(id, release);
        for (name, note, word) in [
            (long(LONGEST_NAME + 1), None, None),
            (None, long(LONGEST_WORDS + 1), None),
            (None, None, long(LONGEST_CONTACT + 1)),
        ] {
            let mut new = new();
            new.card.name = name;
            new.card.note = note;
            new.card.safe_contact.code_word = word;
            assert!(is_too_long(referrals::send(&town.app, &town.ines, new).await));
        }
        let mut longest = new();
        (longest.card.name, longest.card.note) = (long(LONGEST_NAME), long(LONGEST_WORDS));
        longest.card.safe_contact.code_word = long(LONGEST_CONTACT);
        referrals::send(&town.app, &town.ines, longest).await.unwrap();
        let new = NewPlan { words: long(LONGEST_CONTACT + 1), ..anew() };
        assert!(is_too_long(referrals::replan(&town.app, &town.ines, id, town.form(), new).await));
    }

    async fn what_a_law_compelled_is_told_in_few_words(db: &TestStore) {
        let town = Town::on(db).await;
        let draft = || put_off(&town, &town.maya);
        for draft in [
            Draft { document: long(LONGEST_PARTICULAR + 1), ..draft() },
            Draft { recipient: long(LONGEST_PARTICULAR + 1), ..draft() },
            Draft { note: long(LONGEST_ACCOUNT + 1), ..draft() },
        ] {
            let id = MandateId::new(town.app.next_id());
            let refused = app::mandates::record(&town.app, &town.maya, id, None, draft).await.unwrap();
            assert_eq!(refused.unwrap_err().into_iter().collect::<Vec<_>>(), [Lack::TooManyWords]);
        }
        assert_eq!(db.look("SELECT 'row' FROM mandate").await, [""; 0]);
    }

    async fn a_task_is_a_colleague_s_or_the_person_s_and_not_for_yesterday(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, theirs, _) = planned(&town).await;
        let today = Day::of(town.app.now(), &town.ines.org().time_zone);
        let add = async |line: &Line| plans::add_line(&town.app, &town.ines, theirs, new_id(&town), line).await;
        let stranger = add(&task(Owner::Member(label("somebody")), None)).await;
        assert!(matches!(stranger, Err(Error::Invalid("field-unknown-choice"))), "{stranger:?}");
        let late = add(&task(Owner::Person, Some(today.before()))).await;
        assert!(matches!(late, Err(Error::Invalid("plan-due-past"))), "{late:?}");
        assert!(is_too_long(add(&Line::Goal { words: long(401).unwrap(), substance_use: false }).await));
        let id = new_id(&town);
        let line = task(Owner::Member(town.june.name().clone()), Some(today));
        plans::add_line(&town.app, &town.ines, theirs, id, &line).await.unwrap();
        app::people::end_access(&town.app, &town.maya, town.june.member()).await.unwrap();
        let done = Line::Task { words: long(5).unwrap(), owner: Owner::Member(town.june.name().clone()), due: Some(today), done: true, substance_use: false };
        plans::change_line(&town.app, &town.ines, theirs, (id, 1), &done).await.unwrap();
        let late = Line::Task { words: long(5).unwrap(), owner: Owner::Person, due: Some(today.earlier(3)), done: false, substance_use: false };
        let refused = plans::change_line(&town.app, &town.ines, theirs, (id, 2), &late).await;
        assert!(matches!(refused, Err(Error::Invalid("plan-due-past"))), "{refused:?}");
        plans::change_line(&town.app, &town.ines, theirs, (id, 2), &goal("a quiet week")).await.unwrap();
    }
}
