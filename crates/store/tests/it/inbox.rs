//! What waits for a member with keys is taken in as it was read, or not at all.

use domain::ids::{CrossingId, MessageId, OrgId};
use domain::message::MessageKind;
use domain::org::OrgKind;
use domain::time::Minutes;
use store::inbox::{self, Pending};
use testkit::both_backends;
use testkit::rows::{NOW, fresh_id};

both_backends! {
    async fn what_was_stopped_after_it_was_read_is_taken_in_by_nobody_and_stays_where_a_hold_keeps_it(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        for (kind, until) in [(MessageKind::PlanLine, Some(NOW.plus_minutes(Minutes(60)))), (MessageKind::Status, None)] {
            let (id, from, crossing) = (MessageId::new(fresh_id()), OrgId::new(fresh_id()), CrossingId::new(fresh_id()));
            let read = Pending { id, from, crossing, kind, envelope_sealed: vec![1; 40], at: NOW, until };
            let kept = read.clone();
            db.write(&scope, move |tx| Box::pin(async move { inbox::insert_pending(tx, &scope, &kept).await.map(drop) })).await;
            // A stop came between, and a hold keeps the row.
            db.tamper(&format!("UPDATE inbox_pending SET until = {}", NOW.micros())).await;
            let one = read.clone();
            let taken = db.write(&scope, move |tx| Box::pin(async move { inbox::take_pending(tx, &scope, &one).await })).await;
            assert!(!taken, "it was stopped after it was read");
            assert_eq!(db.look("SELECT kind FROM inbox_pending").await, [kind.code()], "the row stays");
            let one = Pending { until: Some(NOW), ..read };
            let taken = db.write(&scope, move |tx| Box::pin(async move { inbox::take_pending(tx, &scope, &one).await })).await;
            assert!(taken, "as it stands it is put aside");
        }
    }
}
