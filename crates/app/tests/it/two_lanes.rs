//! Two organizations write at once about the same person: on PostgreSQL each in a lane of its own. Whichever comes first,
//! nothing leaves or is kept after the person's word.

use crate::meanwhile::in_this_order;
use crate::plans::*;
use crate::town::*;
use app::forgetting::request;
use testkit::{TestStore, both_backends};

/// Whatever of a plan still waits to leave, or is logged as if it would.
async fn on_its_way(db: &TestStore) -> Vec<String> {
    let waits = "SELECT kind FROM outbox WHERE state = 'queued' AND kind IN ('plan_line', 'letter', 'status') UNION ALL \
                 SELECT 'logged' FROM disclosure WHERE delivered_at IS NULL AND stopped_at IS NULL AND basis = 'release'";
    db.look(waits).await
}

/// A record whose plan Harbor House works on, and the partner's stop on its way to it.
async fn stop_arrives(db: &TestStore, stop_is_first: bool) {
    let town = Town::on(db).await;
    let (ours, theirs) = both(&town).await;
    town.care_release(&town.ines, theirs, PLAN).await;
    let id = add(&town, &town.ines, theirs, &goal("a night without fear")).await;
    app::referrals::stop(&town.app, &town.rosa, ours).await.unwrap();
    let (arrives, shared) = (app::workers::deliver_once(&town.app), share(&town, &town.ines, theirs, id, 1));
    let about = (&town.ines, theirs);
    if stop_is_first {
        let (arrived, shared) = in_this_order((db, &town), about, arrives, shared).await;
        arrived.unwrap();
        assert!(shared.is_err(), "the stop was there first");
    } else {
        in_this_order((db, &town), about, shared, arrives).await.1.unwrap();
    }
    assert_eq!(on_its_way(db).await, [""; 0], "nothing leaves after the stop");
    let shared = "SELECT 'shared' FROM plan_item WHERE side = 'ours' AND until > (SELECT MAX(at) FROM sharing_end)";
    assert_eq!(db.look(shared).await, [""; 0], "and nothing counts as shared");
}

/// A message of a plan on its way to a record that is being forgotten.
async fn message_arrives(db: &TestStore, forgotten_first: bool) {
    let town = Town::on(db).await;
    let (ours, theirs) = both(&town).await;
    town.care_release(&town.ines, theirs, PLAN).await;
    write(&town, &town.ines, theirs, "could you see her on Friday").await.unwrap();
    let code = ours.short_code();
    let forgotten = request::forget_everything(&town.app, &town.rosa, ours, &code, false);
    let arrives = app::workers::deliver_once(&town.app);
    let about = (&town.rosa, ours);
    if forgotten_first {
        let (forgotten, arrived) = in_this_order((db, &town), about, forgotten, arrives).await;
        forgotten.unwrap();
        arrived.unwrap();
    } else {
        let (arrived, forgotten) = in_this_order((db, &town), about, arrives, forgotten).await;
        forgotten.unwrap();
        arrived.unwrap();
    }
    let kept = db.look("SELECT kind FROM inbox_pending WHERE kind IN ('plan_line', 'letter')").await;
    assert_eq!(kept, [""; 0]);
}

/// A changed contact plan on its way to a record that is being forgotten.
async fn changed_plan_arrives(db: &TestStore, forgotten_first: bool) {
    let town = Town::on(db).await;
    let (ours, theirs) = both(&town).await;
    town.clock.pass(1);
    app::referrals::replan(&town.app, &town.rosa, ours, town.form(), crate::untaken::anew()).await.unwrap();
    app::referrals::send_plan(&town.app, &town.rosa, ours, town.form()).await.unwrap();
    let code = theirs.short_code();
    let forgotten = request::forget_everything(&town.app, &town.ines, theirs, &code, false);
    let arrives = app::workers::deliver_once(&town.app);
    let about = (&town.ines, theirs);
    if forgotten_first {
        let (forgotten, arrived) = in_this_order((db, &town), about, forgotten, arrives).await;
        forgotten.unwrap();
        arrived.unwrap();
        let crossed = "SELECT 'there' FROM disclosure WHERE elements LIKE '%contact_plan' AND stopped_at IS NOT NULL";
        assert_eq!(db.look(crossed).await.len(), 0, "it arrived, and no log says what became of the record there");
    } else {
        let (arrived, forgotten) = in_this_order((db, &town), about, arrives, forgotten).await;
        forgotten.unwrap();
        arrived.unwrap();
    }
    let kept = db.look("SELECT kind FROM inbox_pending WHERE kind = 'contact_changed'").await;
    assert_eq!(kept, [""; 0]);
}

both_backends! {
    async fn no_changed_contact_plan_is_kept_after_its_record_is_forgotten_just_then(db: &TestStore) {
        changed_plan_arrives(db, true).await;
    }

    async fn a_changed_contact_plan_that_arrives_while_its_record_is_forgotten_goes_with_it(db: &TestStore) {
        changed_plan_arrives(db, false).await;
    }

    async fn nothing_is_shared_of_a_plan_after_a_stop_that_arrives_just_then(db: &TestStore) {
        stop_arrives(db, true).await;
    }

    async fn what_is_shared_of_a_plan_just_before_a_stop_arrives_does_not_leave(db: &TestStore) {
        stop_arrives(db, false).await;
    }

    async fn no_message_of_a_plan_is_kept_after_its_record_is_forgotten_just_then(db: &TestStore) {
        message_arrives(db, true).await;
    }

    async fn a_message_of_a_plan_that_arrives_while_its_record_is_forgotten_goes_with_it(db: &TestStore) {
        message_arrives(db, false).await;
    }
}
