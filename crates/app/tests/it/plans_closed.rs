//! What was shared of a plan is closed whatever became of the record meanwhile: declined, run out, held or forgotten.

use crate::plans::*;
use crate::town::*;
use app::forgetting::{asks, holds};
use app::plans::{Shared, Theirs};
use app::{Error, Session};
use domain::ids::{LineId, ReferralId};
use domain::message::PurgeDecision;
use domain::referral::DeclineReason;
use domain::retention::DocumentNumber;
use testkit::both_backends;

/// The health center has shared two lines, and the advocate has read them.
async fn read_by_the_advocate(town: &Town) -> (ReferralId, ReferralId, LineId) {
    let (ours, theirs) = both(town).await;
    town.care_release(&town.rosa, ours, PLAN).await;
    let id = add(town, &town.rosa, ours, &goal("blood pressure")).await;
    let other = add(town, &town.rosa, ours, &goal("a ride")).await;
    for id in [id, other] {
        share(town, &town.rosa, ours, id, 1).await.unwrap();
    }
    town.deliver().await;
    assert_eq!(their_words(&plan(town, &town.ines, theirs).await).len(), 2);
    (ours, theirs, id)
}

async fn stop(town: &Town, by: &Session, record: ReferralId) {
    let record = app::referrals::show(&town.app, by, record).await.unwrap();
    let care = record.releases.iter().find(|release| release.purpose == domain::release::Purpose::CoordinatedCare);
    app::releases::revoke(&town.app, by, care.unwrap().id).await.unwrap();
}

both_backends! {
    async fn who_declines_a_referral_keeps_nothing_of_the_partners_plan(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, theirs, _) = read_by_the_advocate(&town).await;
        app::referrals::decline(&town.app, &town.ines, theirs, town.form(), DeclineReason::Full, false).await.unwrap();
        let seen = plan(&town, &town.ines, theirs).await;
        assert!(their_words(&seen).is_empty());
        assert_eq!(seen.theirs, Theirs::Ended(town.app.now()));
    }

    async fn a_line_taken_back_and_a_stop_close_a_record_whose_time_is_over_too(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, id) = read_by_the_advocate(&town).await;
        db.tamper("UPDATE referral SET status = 'expired' WHERE bank = 'receiver'").await;
        app::plans::take_line_back(&town.app, &town.rosa, ours, id).await.unwrap();
        town.deliver().await;
        assert_eq!(their_words(&plan(&town, &town.ines, theirs).await), ["a ride"]);
        stop(&town, &town.rosa, ours).await;
        town.deliver().await;
        let seen = plan(&town, &town.ines, theirs).await;
        assert!(their_words(&seen).is_empty());
        assert_eq!(seen.theirs, Theirs::Ended(town.app.now()));
    }

    async fn a_hold_at_the_partner_keeps_a_line_that_was_taken_back_and_shows_it_to_nobody(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, _, id) = planned(&town).await;
        assert_eq!(their_words(&plan(&town, &town.rosa, ours).await).len(), 1);
        let document = DocumentNumber::parse("2026-CV-01147").unwrap();
        holds::put(&town.app, &town.dana, ours, town.form(), &document).await.unwrap();
        let theirs = town.across(&town.rosa, &town.ines, ours).await;
        app::plans::take_line_back(&town.app, &town.ines, theirs, id).await.unwrap();
        town.deliver().await;
        assert!(their_words(&plan(&town, &town.rosa, ours).await).is_empty(), "hidden at once");
        let kept = "SELECT kind FROM plan_item WHERE side = 'theirs' AND kind = 'line'";
        assert_eq!(db.look(kept).await.len(), 1, "and kept for the court");
        holds::lift(&town.app, &town.dana, ours).await.unwrap();
        app::workers::keep_house_once(&town.app).await.unwrap();
        assert_eq!(db.look(kept).await.len(), 0);
    }

    async fn nothing_is_written_into_the_plan_of_a_record_that_was_forgotten(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = both(&town).await;
        town.care_release(&town.ines, theirs, PLAN).await;
        let id = add(&town, &town.ines, theirs, &goal("a night without fear")).await;
        asks::ask(&town.app, &town.rosa, ours).await.unwrap();
        town.deliver().await;
        asks::answer(&town.app, &town.ines, theirs, PurgeDecision::Forget).await.unwrap();
        let added = app::plans::add_line(&town.app, &town.ines, theirs, new_id(&town), &goal("late")).await;
        assert!(matches!(added, Err(Error::Over(_))), "{added:?}");
        assert!(share(&town, &town.ines, theirs, id, 1).await.is_err());
        let written = write(&town, &town.ines, theirs, "late").await;
        assert!(written.is_err(), "{written:?}");
        assert_eq!(db.look("SELECT kind FROM plan_item").await.len(), 0);
    }

    async fn the_audit_says_that_content_went_only_when_some_did(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = both(&town).await;
        town.care_release(&town.ines, theirs, PLAN).await;
        let id = add(&town, &town.ines, theirs, &goal("a room")).await;
        share(&town, &town.ines, theirs, id, 1).await.unwrap();
        town.deliver().await;
        plan(&town, &town.rosa, ours).await;
        app::plans::take_line_back(&town.app, &town.ines, theirs, id).await.unwrap();
        town.deliver().await;
        plan(&town, &town.rosa, ours).await;
        stop(&town, &town.ines, theirs).await;
        town.deliver().await;
        let said = "SELECT detail FROM audit_entry WHERE act = 'content_destroyed' AND detail = 'care_stopped'";
        assert_eq!(db.look(said).await.len(), 0);
    }

    async fn a_line_that_the_page_says_was_taken_back_is_not_with_the_partner_though_it_was_shared_meanwhile(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = both(&town).await;
        town.care_release(&town.ines, theirs, PLAN).await;
        let id = add(&town, &town.ines, theirs, &goal("a room")).await;
        share(&town, &town.ines, theirs, id, 1).await.unwrap();
        for version in 1..6 {
            let changed = goal(&format!("a room, {version}"));
            app::plans::change_line(&town.app, &town.ines, theirs, (id, version), &changed).await.unwrap();
            let shares = share(&town, &town.ines, theirs, id, version + 1);
            let takes = app::plans::take_line_back(&town.app, &town.june, theirs, id);
            let (_, taken) = if version % 2 == 0 { tokio::join!(shares, takes) } else {
                let (taken, shared) = tokio::join!(takes, shares);
                (shared, taken)
            };
            taken.unwrap();
            town.deliver().await;
            let own = plan(&town, &town.ines, theirs).await;
            let is_shared = matches!(own.our_lines[0].shared, Shared::Yes { .. });
            let seen = plan(&town, &town.rosa, ours).await;
            // The clock stands still here, so a line shared after it was taken back may arrive with the same time as that.
            assert!(is_shared || seen.their_lines.is_empty(), "{version}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_that_was_stopped_after_a_backup_is_closed_at_the_partner_in_it_too() {
    let mut town = Town::new().await;
    let (ours, theirs, _) = planned(&town).await;
    let file = town.folder.path().join("town.db");
    let copies = tempfile::tempdir().unwrap();
    let copy = copies.path().join("copy.db");
    let made = rusqlite::Connection::open(&file).unwrap();
    made.execute_batch(&format!("VACUUM INTO '{}'", copy.display())).unwrap();
    drop(made);
    // Unread in the copy, and read before the stop: what stands on the list is not what waits in the copy.
    assert_eq!(their_words(&plan(&town, &town.rosa, ours).await).len(), 1);
    stop(&town, &town.ines, theirs).await;
    town.deliver().await;
    let list = app::tombstones::list(&town.app).await.unwrap();
    let put_back = || {
        for end in ["db-wal", "db-shm"] {
            let _ = std::fs::remove_file(file.with_extension(end));
        }
        std::fs::copy(&copy, &file).unwrap();
    };
    town.start_again(put_back).await;
    for stone in &list {
        app::tombstones::destroy_again(&town.app, stone).await.unwrap();
    }
    let seen = plan(&town, &town.rosa, ours).await;
    assert!(their_words(&seen).is_empty() && seen.letters.is_empty());
    assert!(matches!(seen.theirs, Theirs::Ended(_)));
}
