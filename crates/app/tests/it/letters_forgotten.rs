//! Whoever asks that their words be forgotten is not found again in what the two teams wrote to each other about them.

use crate::copies::Copy;
use crate::letters::{WRITES, beside, said, sent, write};
use crate::restored_plans::restore;
use crate::town::*;
use app::forgetting::{by_date, holds, parts, proof, request, standing};
use app::{Error, Session};
use domain::ids::ReferralId;
use domain::release::{Element, Purpose};
use domain::retention::{DocumentNumber, ForgetWhy, Part};
use domain::time::{Days, Timestamp};
use testkit::{TestStore, both_backends};

const DAY: i64 = 24 * 60;
const KEPT: &str = "SELECT side FROM plan_item WHERE kind IN ('letter', 'referral_letter')";
const UNREAD: &str = "SELECT kind FROM inbox_pending WHERE kind IN ('letter', 'referral_letter')";

/// Each side has written once beside the referral, and both were read.
async fn written(town: &Town) -> (ReferralId, ReferralId) {
    let (ours, theirs, _) = sent(town, WRITES).await;
    town.release_for(&town.rosa, theirs, Purpose::Feedback, &[Element::Messages]).await;
    write(town, &town.ines, ours, "she said: he follows me").await.unwrap();
    write(town, &town.rosa, theirs, "call 212 555 0143").await.unwrap();
    town.deliver().await;
    assert_eq!(beside(town, &town.ines, ours).await.letters.len(), 2);
    assert_eq!(beside(town, &town.rosa, theirs).await.letters.len(), 2);
    (ours, theirs)
}

async fn forget(town: &Town, who: &Session, record: ReferralId, part: Part) -> app::Result<()> {
    parts::forget_part(&town.app, who, record, town.form(), (part, ForgetWhy::Asked)).await
}

async fn none_left(db: &TestStore) -> bool {
    db.look(KEPT).await.is_empty() && db.look(UNREAD).await.is_empty()
}

/// A referral, a message about it two days later that nobody has read, and two days more. Answers both records and when it began.
async fn written_two_days_later(town: &Town) -> (ReferralId, ReferralId, Timestamp) {
    let (ours, theirs, _) = sent(town, WRITES).await;
    let begun = town.app.now();
    town.clock.pass(2 * DAY);
    let ines = town.again(&town.ines).await;
    write(town, &ines, ours, "she said: he follows me").await.unwrap();
    town.deliver().await;
    town.clock.pass(2 * DAY);
    (ours, theirs, begun)
}

both_backends! {
    async fn whoever_asks_that_their_words_be_forgotten_is_in_no_message_either(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = written(&town).await;
        town.clock.pass(1);
        forget(&town, &town.ines, ours, Part::Words).await.unwrap();
        assert!(beside(&town, &town.ines, ours).await.letters.is_empty(), "both ways, in our custody");
        let shown = proof::of_record(&town.app, &town.ines, ours).await.unwrap();
        assert!(shown.gone.iter().all(|(_, is_gone)| *is_gone), "and the proof looked for it");
        town.deliver().await;
        assert_eq!(said(&beside(&town, &town.rosa, theirs).await), [(true, "call 212 555 0143")], "ours is taken back there");
        assert_eq!(db.look(KEPT).await.len(), 1, "what the partner wrote is theirs; they are asked for it");
        let again = forget(&town, &town.ines, ours, Part::Words).await;
        assert!(matches!(again, Err(Error::Invalid("forget-part-gone"))), "{again:?}");
    }

    async fn nothing_goes_unread_that_came_after_the_page_was_opened(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = written(&town).await;
        write(&town, &town.ines, ours, "unread").await.unwrap();
        town.deliver().await;
        let (words, seen) = ((Part::Words, ForgetWhy::Asked), async || standing::of(&town.app, &town.rosa, theirs).await.unwrap().unread);
        assert_eq!(seen().await, 1);
        let part = async |unread| parts::forget_part_as_seen(&town.app, &town.rosa, theirs, town.form(), words, unread).await;
        let code = theirs.short_code();
        let all = async |unread| request::forget_everything_as_seen(&town.app, &town.rosa, theirs, &code, false, unread).await;
        for refused in [part(0).await, all(0).await] {
            assert!(matches!(refused, Err(Error::Invalid("forget-more-came"))), "{refused:?}");
        }
        assert_eq!((seen().await, beside(&town, &town.rosa, theirs).await.letters.len()), (1, 3), "nothing is gone");
        assert_eq!(seen().await, 0, "they were read");
        part(0).await.unwrap();
        all(0).await.unwrap();
        assert_eq!(db.look(UNREAD).await.len(), 0);
    }

    async fn a_number_cannot_be_told_from_words_and_a_name_is_left_to_whoever_reads(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = written(&town).await;
        forget(&town, &town.rosa, theirs, Part::Name).await.unwrap();
        assert_eq!(beside(&town, &town.rosa, theirs).await.letters.len(), 2, "the page says that they may name the person");
        town.clock.pass(1);
        forget(&town, &town.rosa, theirs, Part::Numbers).await.unwrap();
        assert!(beside(&town, &town.rosa, theirs).await.letters.is_empty());
        town.deliver().await;
        assert_eq!(said(&beside(&town, &town.ines, ours).await), [(true, "she said: he follows me")]);
    }

    async fn what_nobody_has_read_goes_too_and_what_waits_never_leaves(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, _) = sent(&town, WRITES).await;
        write(&town, &town.ines, ours, "unread there").await.unwrap();
        town.deliver().await;
        write(&town, &town.ines, ours, "waits").await.unwrap();
        town.clock.pass(1);
        forget(&town, &town.ines, ours, Part::Words).await.unwrap();
        town.deliver().await;
        assert!(none_left(db).await, "neither here nor unread there");
        assert!(beside(&town, &town.rosa, theirs).await.letters.is_empty());
    }

    async fn a_hold_keeps_every_message(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, _) = written(&town).await;
        let document = DocumentNumber::parse("2026-CV-01147").unwrap();
        holds::put(&town.app, &town.maya, ours, town.form(), &document).await.unwrap();
        assert!(matches!(forget(&town, &town.ines, ours, Part::Words).await, Err(Error::Held)));
        assert_eq!(db.look(KEPT).await.len(), 4);
    }

    async fn a_restored_copy_brings_no_forgotten_message_back(db: &TestStore) {
        let mut town = Town::on(db).await;
        let (ours, theirs) = written(&town).await;
        let copy = Copy::of(db).await;
        town.clock.pass(1);
        forget(&town, &town.ines, ours, Part::Words).await.unwrap();
        town.deliver().await;
        restore(&mut town, db, &copy).await;
        assert!(beside(&town, &town.ines, ours).await.letters.is_empty());
        assert_eq!(said(&beside(&town, &town.rosa, theirs).await), [(true, "call 212 555 0143")]);
    }

    async fn what_an_older_copy_sends_once_more_is_not_taken_in_again(db: &TestStore) {
        let mut town = Town::on(db).await;
        let (ours, theirs, _) = sent(&town, WRITES).await;
        write(&town, &town.ines, ours, "once").await.unwrap();
        let copy = Copy::of(db).await;
        town.deliver().await;
        assert_eq!(beside(&town, &town.rosa, theirs).await.letters.len(), 1);
        town.clock.pass(1);
        forget(&town, &town.rosa, theirs, Part::Words).await.unwrap();
        restore(&mut town, db, &copy).await;
        assert!(beside(&town, &town.rosa, theirs).await.letters.is_empty());
        assert!(db.look(UNREAD).await.is_empty());
    }

    async fn by_date_a_record_about_which_somebody_wrote_since_counts_as_touched(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, begun) = written_two_days_later(&town).await;
        let maya = town.again(&town.maya).await;
        let n = async |before| by_date::preview(&town.app, &maya, Part::Words, before).await.unwrap();
        assert_eq!((n(begun.plus_days(Days(1))).await, n(begun.plus_days(Days(3))).await), (0, 1));
        let swept = by_date::forget(&town.app, &maya, Part::Words, begun.plus_days(Days(3))).await.unwrap();
        assert_eq!(swept.forgotten, 1);
        town.deliver().await;
        let (ines, rosa) = (town.again(&town.ines).await, town.again(&town.rosa).await);
        assert!(beside(&town, &ines, ours).await.letters.is_empty());
        assert!(beside(&town, &rosa, theirs).await.letters.is_empty());
    }

    async fn by_date_a_message_that_came_since_and_that_nobody_has_read_keeps_the_record_of_who_received_it(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, theirs, begun) = written_two_days_later(&town).await;
        let dana = town.again(&town.dana).await;
        let n = async |before| by_date::preview(&town.app, &dana, Part::Words, before).await.unwrap();
        assert_eq!((n(begun.plus_days(Days(1))).await, n(begun.plus_days(Days(3))).await), (0, 1));
        by_date::forget(&town.app, &dana, Part::Words, begun.plus_days(Days(1))).await.unwrap();
        assert_eq!(db.look(UNREAD).await.len(), 1, "nobody has read it yet");
        let rosa = town.again(&town.rosa).await;
        let standing = app::forgetting::standing::of(&town.app, &rosa, theirs).await.unwrap();
        assert_eq!(standing.unread, 1, "the page says so before somebody forgets it with the rest");
        assert_eq!(said(&beside(&town, &rosa, theirs).await), [(false, "she said: he follows me")]);
    }

    async fn whether_a_message_was_written_or_came_since_is_known_read_or_not(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, _) = sent(&town, WRITES).await;
        let begun = town.app.now();
        town.clock.pass(2 * DAY);
        let ines = town.again(&town.ines).await;
        write(&town, &ines, ours, "she said: he follows me").await.unwrap();
        town.deliver().await;
        let waiting = db.look("SELECT kind FROM inbox_pending WHERE kind = 'referral_letter'").await;
        assert_eq!(waiting.len(), 1);
        for (who, id, is_read) in [(&town.ines, ours, true), (&town.rosa, theirs, false)] {
            let scope = db.worker().scope(who.org_id());
            let row = store::referrals::find(db.store(), &scope, who.member(), id).await.unwrap().unwrap();
            let crossing = row.line.referral.crossing;
            let since = async |at| store::care_plan::messages::is_since(db.store(), &scope, id, crossing, at).await.unwrap();
            assert!(since(begun.plus_days(Days(1))).await, "written {is_read}, or come and not read");
            assert!(since(begun.plus_days(Days(2))).await && !since(begun.plus_days(Days(3))).await);
        }
    }
}
