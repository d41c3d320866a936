//! A thread of messages is read page by page, and one message is taken out by the organization that wrote it.

use crate::copies::Copy;
use crate::letters::{WRITES, beside, said, sent, write};
use crate::plans::{PLAN, plan};
use crate::restored_plans::restore;
use crate::town::*;
use app::forgetting::{holds, proof};
use app::plans::{MESSAGES_ON_A_PAGE, TakenOut, beside_before, message_to_take_out, take_message_out};
use app::{Error, Session};
use domain::ids::{LineId, ReferralId};
use domain::release::{Element, Purpose};
use domain::retention::DocumentNumber;
use domain::time::Timestamp;
use testkit::both_backends;

const KEPT: &str = "SELECT side FROM plan_item WHERE kind IN ('letter', 'referral_letter')";
const WORDS_LEFT: &str = "SELECT kind FROM outbox WHERE kind = 'line_taken_back'";

async fn last(town: &Town, who: &Session, record: ReferralId) -> LineId {
    beside(town, who, record).await.letters.last().unwrap().id
}

/// Later than it was written: what comes in one microsecond has no order.
async fn take_out(town: &Town, who: &Session, record: ReferralId, id: LineId) -> app::Result<TakenOut> {
    town.clock.set(Timestamp::from_micros(town.app.now().micros() + 1));
    take_message_out(&town.app, who, record, id).await
}

both_backends! {
    async fn a_message_that_is_taken_out_is_gone_here_and_there_read_or_not(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, _) = sent(&town, WRITES).await;
        write(&town, &town.ines, ours, "read").await.unwrap();
        let read = last(&town, &town.ines, ours).await;
        town.deliver().await;
        assert_eq!(said(&beside(&town, &town.rosa, theirs).await), [(false, "read")]);
        write(&town, &town.ines, ours, "unread").await.unwrap();
        let unread = last(&town, &town.ines, ours).await;
        town.deliver().await;
        for id in [read, unread] {
            take_out(&town, &town.june, ours, id).await.unwrap();
        }
        assert!(beside(&town, &town.ines, ours).await.letters.is_empty());
        town.deliver().await;
        assert!(beside(&town, &town.rosa, theirs).await.letters.is_empty());
        assert!(db.look(KEPT).await.is_empty(), "destroyed at the partner without anybody opening anything");
        assert!(matches!(take_out(&town, &town.ines, ours, read).await, Err(Error::NotFound)), "once");
        let shown = proof::of_record(&town.app, &town.ines, ours).await.unwrap();
        assert!(shown.gone.iter().all(|(_, is_gone)| *is_gone));
        app::audit::verify(&town.app, town.ines.org_id()).await.unwrap().unwrap();
    }

    async fn one_that_still_waits_never_leaves_and_the_partner_hears_nothing_of_it(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, _) = sent(&town, WRITES).await;
        write(&town, &town.ines, ours, "waits").await.unwrap();
        let id = last(&town, &town.ines, ours).await;
        take_out(&town, &town.ines, ours, id).await.unwrap();
        assert!(db.look(WORDS_LEFT).await.is_empty(), "that somebody wrote at all would be news");
        town.deliver().await;
        assert!(beside(&town, &town.rosa, theirs).await.letters.is_empty());
    }

    async fn nobody_takes_out_what_the_partner_wrote_and_a_paused_partner_loses_ours_all_the_same(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, _) = sent(&town, WRITES).await;
        town.release_for(&town.rosa, theirs, Purpose::Feedback, &[Element::Messages]).await;
        write(&town, &town.rosa, theirs, "theirs").await.unwrap();
        write(&town, &town.ines, ours, "ours").await.unwrap();
        let mine = last(&town, &town.ines, ours).await;
        town.deliver().await;
        let thread = beside(&town, &town.ines, ours).await;
        let other = thread.letters.iter().find(|letter| !letter.is_ours).unwrap().id;
        assert!(matches!(take_out(&town, &town.ines, ours, other).await, Err(Error::NotFound)));
        assert!(matches!(take_out(&town, &town.sam, theirs, other).await, Err(Error::NotFound)), "no deed");
        assert_eq!(beside(&town, &town.rosa, theirs).await.letters.len(), 2);
        app::partnerships::pause(&town.app, &town.dana, town.partnership).await.unwrap();
        take_out(&town, &town.ines, ours, mine).await.unwrap();
        town.deliver().await;
        assert_eq!(said(&beside(&town, &town.rosa, theirs).await), [(true, "theirs")]);
    }

    async fn a_message_of_a_plan_is_taken_out_the_same_way(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, _) = sent(&town, WRITES).await;
        town.care_release(&town.ines, ours, PLAN).await;
        crate::plans::write(&town, &town.ines, ours, "of the plan").await.unwrap();
        town.deliver().await;
        assert_eq!(plan(&town, &town.rosa, theirs).await.letters.len(), 1);
        let id = plan(&town, &town.ines, ours).await.letters[0].id;
        take_out(&town, &town.ines, ours, id).await.unwrap();
        town.deliver().await;
        assert!(plan(&town, &town.ines, ours).await.letters.is_empty());
        assert!(plan(&town, &town.rosa, theirs).await.letters.is_empty());
    }

    async fn a_hold_keeps_it_on_its_own_side_and_shows_it_to_the_partner_no_more(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, _) = sent(&town, WRITES).await;
        write(&town, &town.ines, ours, "kept").await.unwrap();
        let id = last(&town, &town.ines, ours).await;
        town.deliver().await;
        assert_eq!(beside(&town, &town.rosa, theirs).await.letters.len(), 1);
        let document = DocumentNumber::parse("2026-CV-01147").unwrap();
        holds::put(&town.app, &town.maya, ours, town.form(), &document).await.unwrap();
        let asked = message_to_take_out(&town.app, &town.ines, ours, id).await.unwrap();
        assert!(asked.is_held && !asked.is_over_there);
        assert_eq!(take_out(&town, &town.ines, ours, id).await.unwrap(), TakenOut::KeptUnderHold);
        let after = message_to_take_out(&town.app, &town.ines, ours, id).await.unwrap();
        assert!(after.is_held && after.is_over_there, "the partner has it no more");
        assert_eq!(beside(&town, &town.ines, ours).await.letters.len(), 1);
        town.deliver().await;
        assert!(beside(&town, &town.rosa, theirs).await.letters.is_empty());
    }

    async fn what_was_taken_out_under_a_hold_goes_when_it_is_lifted_and_nothing_else_does(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, _) = sent(&town, WRITES).await;
        for words in ["stays", "goes"] {
            write(&town, &town.ines, ours, words).await.unwrap();
        }
        let id = last(&town, &town.ines, ours).await;
        let document = DocumentNumber::parse("2026-CV-01147").unwrap();
        holds::put(&town.app, &town.maya, ours, town.form(), &document).await.unwrap();
        assert_eq!(take_out(&town, &town.ines, ours, id).await.unwrap(), TakenOut::KeptUnderHold);
        let stand = async || db.look("SELECT kind FROM plan_item WHERE kind = 'referral_letter' AND side = 'ours'").await.len();
        assert_eq!(stand().await, 2);
        for _ in 0..2 {
            holds::lift(&town.app, &town.maya, ours).await.unwrap();
        }
        assert_eq!(stand().await, 1, "nobody has to take it out again");
        assert_eq!(crate::letters::said(&beside(&town, &town.ines, ours).await), [(true, "stays")]);
        let said = app::audit::latest(&town.app, &town.maya, None).await.unwrap();
        assert_eq!(said.iter().filter(|one| one.entry.detail == "taken_out").count(), 1);
        let stones = app::tombstones::list(&town.app).await.unwrap();
        assert!(stones.iter().any(|stone| stone.row == *id.uuid().as_bytes()), "an older copy loses it again");
        town.deliver().await;
        assert_eq!(beside(&town, &town.rosa, theirs).await.letters.len(), 1);
    }

    async fn what_announced_a_message_that_is_taken_out_unread_goes_with_the_last_of_them(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, _) = sent(&town, WRITES).await;
        town.care_release(&town.ines, ours, PLAN).await;
        for words in ["one", "other"] {
            crate::plans::write(&town, &town.ines, ours, words).await.unwrap();
        }
        write(&town, &town.ines, ours, "beside").await.unwrap();
        let beside = last(&town, &town.ines, ours).await;
        town.deliver().await;
        let told = async |code: &str| {
            db.look("SELECT code FROM notice WHERE seen_at IS NULL").await.iter().filter(|row| row.contains(code)).count()
        };
        assert_eq!((told("notice-plan-letter").await, told("notice-letter").await), (1, 1));
        let of_plan: Vec<_> = plan(&town, &town.ines, ours).await.letters.iter().map(|letter| letter.id).collect();
        take_out(&town, &town.ines, ours, of_plan[0]).await.unwrap();
        take_out(&town, &town.ines, ours, beside).await.unwrap();
        town.deliver().await;
        assert_eq!((told("notice-plan-letter").await, told("notice-letter").await), (1, 0), "another waits in the plan");
        take_out(&town, &town.ines, ours, of_plan[1]).await.unwrap();
        town.deliver().await;
        assert_eq!(told("notice-plan-letter").await, 0);
        assert!(plan(&town, &town.rosa, theirs).await.letters.is_empty());
    }

    async fn a_restored_copy_brings_it_back_to_nobody(db: &TestStore) {
        let mut town = Town::on(db).await;
        let (ours, theirs, _) = sent(&town, WRITES).await;
        write(&town, &town.ines, ours, "one").await.unwrap();
        let id = last(&town, &town.ines, ours).await;
        town.deliver().await;
        assert_eq!(beside(&town, &town.rosa, theirs).await.letters.len(), 1);
        let copy = Copy::of(db).await;
        take_out(&town, &town.ines, ours, id).await.unwrap();
        town.deliver().await;
        restore(&mut town, db, &copy).await;
        assert!(beside(&town, &town.ines, ours).await.letters.is_empty());
        assert!(beside(&town, &town.rosa, theirs).await.letters.is_empty());
    }

    async fn a_thread_is_read_page_by_page_from_its_newest_on(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, _) = sent(&town, WRITES).await;
        let n = usize::try_from(MESSAGES_ON_A_PAGE).unwrap() + 3;
        for at in 0..n {
            write(&town, &town.ines, ours, &format!("message {at}")).await.unwrap();
        }
        town.deliver().await;
        for (who, record) in [(&town.ines, ours), (&town.rosa, theirs)] {
            let newest = beside(&town, who, record).await;
            let first = newest.letters.first().unwrap();
            assert_eq!((newest.letters.len(), first.words.reveal()), (n - 3, "message 3"));
            assert!(!newest.is_older && newest.older == Some(first.id));
            let older = beside_before(&town.app, who, record, newest.older).await.unwrap();
            let texts: Vec<_> = older.letters.iter().map(|letter| letter.words.reveal()).collect();
            assert_eq!(texts, ["message 0", "message 1", "message 2"]);
            assert!(older.is_older && older.older.is_none());
        }
        let gone = Some(LineId::from_bytes([7; 16]));
        let newest = beside_before(&town.app, &town.ines, ours, gone).await.unwrap();
        assert!(!newest.is_older && newest.letters.len() == n - 3, "of one that is gone, the newest");
    }
}
