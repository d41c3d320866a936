//! Each record is counted once, and split once by each thing; a count that was changed is named and written again.

use crate::tallies::{add, happen, save_note};
use domain::cues::NextStep;
use domain::ids::SiteId;
use domain::measure::{Kept, Measure, PartKey, Split, TallyKey};
use domain::org::OrgKind;
use domain::referral::{AttemptResult, Bank, DeclineReason, Direction, Event, Outcome, Status, Told};
use domain::time::Month;
use store::recount::{self, Pages};
use store::{doctor, members, notes, retention, tallies, tally_parts};
use testkit::both_backends;
use testkit::rows::{MONTH, NOW, note, purge, referral};

both_backends! {
    async fn a_tally_that_was_changed_is_named_and_written_again(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let member = db.member(&scope, &[]).await;
        for _ in 0..3 {
            save_note(db, scope, member, NextStep::CardOnly, false, false).await;
        }
        let cards = TallyKey { month: MONTH, direction: None, measure: Measure::Cards };
        let listed = tallies::list(db.store(), &scope, MONTH, MONTH).await.unwrap();
        assert!(listed.contains(&(cards, 6)), "{listed:?}");
        let before = Month { year: 2026, month: 10 };
        assert_eq!(tallies::list(db.store(), &scope, before, before).await.unwrap(), []);
        db.tamper("UPDATE tally SET count = 99 WHERE measure = 'cards'; DELETE FROM tally WHERE measure = 'visits'").await;
        let found = doctor::compare_tallies(db.store(), &scope).await.unwrap();
        let visits = TallyKey { measure: Measure::Visits, ..cards };
        let difference = |key, tallied, counted| doctor::Difference { key, tallied, counted };
        assert_eq!(found, [difference(visits, 0, 3), difference(cards, 99, 6)]);
        // A note that is saved after it was counted, or with the mend, is counted once.
        let found = recount::find(db.store(), &scope, Pages::USUAL).await.unwrap();
        assert_eq!(found.whole.len(), 2);
        save_note(db, scope, member, NextStep::CardOnly, false, false).await;
        let right = found.clone();
        assert!(db.write(&scope, move |tx| Box::pin(async move {
            let _ = notes::insert(tx, &scope, &note(member, NextStep::CardOnly)).await?;
            recount::put_right(tx, &scope, &right).await
        })).await);
        assert_eq!(doctor::compare_tallies(db.store(), &scope).await.unwrap(), []);
        // Whoever counted at the same time adds nothing a second time.
        assert!(!db.write(&scope, move |tx| Box::pin(async move { recount::put_right(tx, &scope, &found).await })).await);
        assert_eq!(doctor::compare_tallies(db.store(), &scope).await.unwrap(), []);
    }
}

both_backends! {
    async fn split_counts_that_were_changed_or_never_written_are_written_again(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let member = db.member(&scope, &[]).await;
        let site = SiteId::from_bytes([3; 16]);
        db.write(&scope, move |tx| Box::pin(async move { members::set_site(tx, &scope, member, Some(site)).await })).await;
        let mut new = referral(scope.org(), Bank::Receiver);
        new.referral.direction = Direction::ToHealthCenter;
        add(db, scope, new.clone(), false, false).await;
        let mut record = (new, Status::Received);
        for event in [Event::Accepted, Event::Attempted(AttemptResult::Reached), Event::Connected] {
            happen(db, scope, (&mut record, Some(member)), event, 1, false).await;
        }
        let listed = tally_parts::list(db.store(), &scope, MONTH, MONTH).await.unwrap();
        let waits = listed.iter().filter(|(part, _)| part.split == Split::Wait).count();
        assert_eq!(waits, 3, "answered, reached for the first time, connected: {listed:?}");
        let of = |split| listed.iter().filter(|(part, _)| part.split == split).map(|(part, n)| (part.key.measure, part.value.clone(), *n)).collect::<Vec<_>>();
        assert_eq!(of(Split::Promise), [(Measure::Accepted, Kept::Late.code().to_owned(), 1)], "five hours later, and one was promised");
        assert_eq!(of(Split::Site).len(), 3, "what arrived was done by nobody");
        assert!(!tally_parts::are_to_begin(db.store(), &scope).await.unwrap());
        db.tamper("DELETE FROM tally_part").await;
        assert!(tally_parts::are_to_begin(db.store(), &scope).await.unwrap());
        assert_eq!(tally_parts::compare(db.store(), &scope).await.unwrap().len(), listed.len());
        let rebuilt = recount::split(db.store(), scope, Pages::USUAL).await.unwrap();
        assert_eq!((rebuilt.whole.len(), rebuilt.parts.len()), (0, listed.len()));
        assert_eq!(tally_parts::list(db.store(), &scope, MONTH, MONTH).await.unwrap(), listed);
        // What was counted stays when the words of the record go, and names no one.
        let id = record.0.referral.id;
        db.write(&scope, move |tx| Box::pin(async move { retention::destroy_referral(tx, &scope, id, &purge(NOW)).await })).await;
        assert_eq!(tally_parts::list(db.store(), &scope, MONTH, MONTH).await.unwrap(), listed);
        assert_eq!(tally_parts::compare(db.store(), &scope).await.unwrap(), []);
    }
}

both_backends! {
    async fn a_record_counts_once_and_what_was_counted_twice_before_stays_counted(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let member = db.member(&scope, &[]).await;
        let site = SiteId::from_bytes([3; 16]);
        db.write(&scope, move |tx| Box::pin(async move { members::set_site(tx, &scope, member, Some(site)).await })).await;
        let mut new = referral(scope.org(), Bank::Receiver);
        new.referral.direction = Direction::ToHealthCenter;
        add(db, scope, new.clone(), false, false).await;
        let mut record = (new, Status::Received);
        let reached = Event::Attempted(AttemptResult::Reached);
        let declined = Event::Declined(DeclineReason::Full);
        for event in [Event::Accepted, reached, Event::Passed, Event::Accepted, reached, declined] {
            happen(db, scope, (&mut record, Some(member)), event, 1, false).await;
        }
        let once = tallies::list(db.store(), &scope, MONTH, MONTH).await.unwrap();
        let once: Vec<(Measure, u64)> = once.into_iter().map(|(key, n)| (key.measure, n)).collect();
        let expected = [Measure::Accepted, Measure::Arrived, Measure::EndedOtherwise, Measure::Reached];
        assert_eq!(once, expected.map(|measure| (measure, 1)));
        assert_eq!(doctor::compare_tallies(db.store(), &scope).await.unwrap(), []);
        assert_eq!(tally_parts::compare(db.store(), &scope).await.unwrap(), []);
        // As it was counted before each counted once.
        let whole = [
            "UPDATE tally SET count = 2 WHERE measure IN ('accepted', 'reached')",
            "UPDATE tally SET measure = 'declined' WHERE measure = 'ended_otherwise'",
            "UPDATE tally_part SET count = 2 WHERE measure IN ('accepted', 'reached') AND split IN ('partner', 'site', 'handoff', 'language')",
            "UPDATE tally_part SET measure = 'declined' WHERE measure = 'ended_otherwise'",
        ];
        db.tamper(&whole.join("; ")).await;
        assert_eq!(doctor::compare_tallies(db.store(), &scope).await.unwrap().len(), 4);
        db.tamper(if db.store().backend() == "sqlite" {
            include_str!("../../migrations/sqlite/0076_counted_once.sql")
        } else {
            include_str!("../../migrations/postgres/0076_counted_once.sql")
        }).await;
        assert_eq!(doctor::compare_tallies(db.store(), &scope).await.unwrap(), []);
        assert_eq!(tally_parts::compare(db.store(), &scope).await.unwrap(), []);
        // And when it is forgotten.
        let id = record.0.referral.id;
        db.write(&scope, move |tx| Box::pin(async move { retention::forget_everything(tx, &scope, id, &purge(NOW)).await })).await;
        assert_eq!(doctor::compare_tallies(db.store(), &scope).await.unwrap(), []);
        assert_eq!(tally_parts::compare(db.store(), &scope).await.unwrap(), []);
    }
}

both_backends! {
    async fn one_that_was_connected_and_then_decided_not_to_had_counted_as_ended_without_a_connection(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let member = db.member(&scope, &[]).await;
        let site = SiteId::from_bytes([3; 16]);
        db.write(&scope, move |tx| Box::pin(async move { members::set_site(tx, &scope, member, Some(site)).await })).await;
        let mut new = referral(scope.org(), Bank::Receiver);
        new.referral.direction = Direction::ToHealthCenter;
        add(db, scope, new.clone(), false, false).await;
        let mut record = (new, Status::Received);
        for event in [Event::Accepted, Event::Connected, Event::Closed(Outcome::DecidedNotTo)] {
            happen(db, scope, (&mut record, Some(member)), event, 1, false).await;
        }
        // As it was counted before.
        let ended = "SELECT count FROM tally WHERE measure = 'connected'";
        assert_eq!(db.look(&ended.replace("count", "CAST(count AS TEXT)")).await, ["1"]);
        db.tamper(
            "INSERT INTO tally (org_id, month, direction, measure, count) \
             SELECT org_id, month, direction, 'ended_otherwise', 1 FROM tally WHERE measure = 'connected'; \
             INSERT INTO tally_part (org_id, month, direction, measure, split, value, count) \
             SELECT org_id, month, direction, 'ended_otherwise', split, value, 1 FROM tally_part \
             WHERE measure = 'connected' AND split IN ('partner', 'site', 'handoff', 'language')",
        ).await;
        assert_eq!(doctor::compare_tallies(db.store(), &scope).await.unwrap().len(), 1);
        assert_eq!(tally_parts::compare(db.store(), &scope).await.unwrap().len(), 4);
        db.tamper(if db.store().backend() == "sqlite" {
            include_str!("../../migrations/sqlite/0076_counted_once.sql")
        } else {
            include_str!("../../migrations/postgres/0076_counted_once.sql")
        }).await;
        assert_eq!(doctor::compare_tallies(db.store(), &scope).await.unwrap(), []);
        assert_eq!(tally_parts::compare(db.store(), &scope).await.unwrap(), []);
    }

    async fn what_the_partner_tells_counts_once_also_when_the_words_of_the_record_are_gone(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let new = referral(scope.org(), Bank::Sender);
        add(db, scope, new.clone(), false, false).await;
        let (id, mut record) = (new.referral.id, (new, Status::Sent));
        happen(db, scope, (&mut record, None), Event::Told(Told::Accepted), 1, false).await;
        db.write(&scope, move |tx| Box::pin(async move { retention::destroy_referral(tx, &scope, id, &purge(NOW)).await })).await;
        happen(db, scope, (&mut record, None), Event::Told(Told::Connected), 1, false).await;
        let told = tallies::list(db.store(), &scope, MONTH, MONTH).await.unwrap();
        let told: Vec<u64> = told.into_iter().filter(|(key, _)| key.measure == Measure::ToldBack).map(|(_, n)| n).collect();
        assert_eq!(told, [1]);
        assert!(db.look("SELECT code FROM referral_event WHERE code = 'told'").await.is_empty(), "it went with the words");
        assert_eq!(db.look("SELECT status FROM referral").await, ["connected"], "where it stands is known");
        assert_eq!(doctor::compare_tallies(db.store(), &scope).await.unwrap(), []);
        assert_eq!(tally_parts::compare(db.store(), &scope).await.unwrap(), []);
    }

    async fn what_was_counted_before_is_split_once_by_what_is_split_from_here_on(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let member = db.member(&scope, &[]).await;
        let mut new = referral(scope.org(), Bank::Receiver);
        new.referral.direction = Direction::ToHealthCenter;
        add(db, scope, new.clone(), false, false).await;
        add(db, scope, referral(scope.org(), Bank::Sender), false, false).await;
        let mut record = (new, Status::Received);
        for event in [Event::Accepted, Event::Closed(Outcome::DecidedNotTo)] {
            happen(db, scope, (&mut record, Some(member)), event, 1, false).await;
        }
        let listed = tally_parts::list(db.store(), &scope, MONTH, MONTH).await.unwrap();
        let new_splits = listed.iter().filter(|(part, _)| {
            part.split == Split::Outcome || (part.split == Split::Wait && part.key.measure == Measure::Sent)
        });
        assert_eq!(new_splits.count(), 2, "how it ended, and from the offer until it was sent: {listed:?}");
        // As it stood before, with what the migration writes.
        db.tamper("DELETE FROM tally_part WHERE split = 'outcome' OR (split = 'wait' AND measure = 'sent')").await;
        assert!(!tally_parts::are_to_begin(db.store(), &scope).await.unwrap());
        let all = if db.store().backend() == "sqlite" {
            include_str!("../../migrations/sqlite/0078_split_anew.sql")
        } else {
            include_str!("../../migrations/postgres/0078_split_anew.sql")
        };
        db.tamper(all.split_once(";").unwrap().1).await;
        assert!(tally_parts::are_to_begin(db.store(), &scope).await.unwrap());
        recount::split(db.store(), scope, Pages::USUAL).await.unwrap();
        assert_eq!(tally_parts::list(db.store(), &scope, MONTH, MONTH).await.unwrap(), listed);
        assert!(!tally_parts::are_to_begin(db.store(), &scope).await.unwrap(), "once");
    }
}

both_backends! {
    async fn visits_with_two_cards_are_counted_from_notes_once_also_where_some_were_counted_since(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let member = db.member(&scope, &[]).await;
        for _ in 0..3 {
            save_note(db, scope, member, NextStep::CardOnly, false, false).await;
        }
        let folder = db.store().backend();
        let file = format!("{}/migrations/{folder}/0081_two_cards.sql", env!("CARGO_MANIFEST_DIR"));
        let from_notes = &std::fs::read_to_string(file).unwrap();
        for before in ["SELECT 1", "UPDATE tally SET count = 1 WHERE measure = 'two_cards'", "DELETE FROM tally WHERE measure = 'two_cards'"] {
            db.tamper(before).await;
            db.tamper(from_notes).await;
            assert_eq!(db.look("SELECT CAST(count AS TEXT) FROM tally WHERE measure = 'two_cards'").await, ["3"]);
            assert_eq!(doctor::compare_tallies(db.store(), &scope).await.unwrap(), []);
        }
    }
}

both_backends! {
    async fn a_page_and_its_runs_read_the_split_counts_that_they_show_and_no_others(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let partner = referral(scope.org(), Bank::Receiver).referral.partner;
        let steps = [
            Measure::Sent, Measure::Delivered, Measure::Arrived, Measure::Accepted, Measure::Reached, Measure::Connected,
            Measure::ServiceUsed,
        ];
        let values = [partner.to_string(), "another".to_owned()];
        let way = Direction::ToHealthCenter.code();
        for measure in Measure::CODES {
            for split in Split::CODES {
                for value in &values {
                    let columns = "org_id, month, direction, measure, split, value, count";
                    let cells = format!("{}, '{way}', '{measure}', '{split}', '{value}', 2", MONTH.code());
                    db.tamper(&format!("INSERT INTO tally_part ({columns}) SELECT id, {cells} FROM organization")).await;
                }
            }
        }
        let all = tally_parts::list(db.store(), &scope, MONTH, MONTH).await.unwrap();
        assert_eq!(all.len(), Measure::ALL.len() * Split::ALL.len() * values.len());
        let is_ours = |part: &PartKey| part.split != Split::Partner || part.value == partner.to_string();
        let is_step = |part: &PartKey| !matches!(part.split, Split::Handoff | Split::Language) || steps.contains(&part.key.measure);
        let of_page = |part: &PartKey| !matches!(part.split, Split::Told | Split::BusinessDay) && part.key.measure != Measure::Withdrawn && is_ours(part) && is_step(part);
        let wanted: Vec<_> = all.iter().filter(|(part, _)| of_page(part)).cloned().collect();
        let page = tally_parts::of_page(db.store(), &scope, (MONTH, MONTH), (partner, &steps)).await.unwrap();
        assert_eq!(sorted(page), sorted(wanted));
        let of_runs = |part: &PartKey| part.split == Split::BusinessDay || (part.split == Split::Partner && is_ours(part));
        let wanted: Vec<_> = all.iter().filter(|(part, _)| of_runs(part)).cloned().collect();
        let runs = tally_parts::of_runs(db.store(), &scope, (MONTH, MONTH), partner).await.unwrap();
        assert_eq!(sorted(runs), sorted(wanted));
        let before = Month { year: 2026, month: 10 };
        assert_eq!(tally_parts::of_runs(db.store(), &scope, (before, before), partner).await.unwrap(), []);
    }
}

fn sorted(mut parts: Vec<(PartKey, u64)>) -> Vec<(PartKey, u64)> {
    parts.sort();
    parts
}
