//! A plan line that was taken back after a backup is not readable again in it, whatever the partner had done with it by
//! the day of the copy and by the day of the loss.

use crate::copies::Copy;
use crate::plans::*;
use crate::town::*;
use app::plans::Shared;
use app::tombstones::{destroy_again, list};
use domain::ids::{LineId, ReferralId};
use testkit::{TestStore, both_backends};

/// The copy is put back, and whatever stands on the newest list is destroyed again.
pub(crate) async fn restore(town: &mut Town, db: &TestStore, copy: &Copy) {
    let stones = list(&town.app).await.unwrap();
    copy.put_back(db).await;
    town.start_again(|| {}).await;
    for stone in &stones {
        destroy_again(&town.app, stone).await.unwrap();
    }
    town.deliver().await;
}

/// Harbor House has shared a line, which has arrived and which nobody has read.
async fn unread(town: &Town) -> (ReferralId, ReferralId, LineId) {
    let (ours, theirs) = both(town).await;
    town.care_release(&town.ines, theirs, PLAN).await;
    let id = add(town, &town.ines, theirs, &goal("a room of her own")).await;
    share(town, &town.ines, theirs, id, 1).await.unwrap();
    town.deliver().await;
    (ours, theirs, id)
}

async fn take_back(town: &Town, record: ReferralId, id: LineId) {
    // Later than it was shared: what comes in one microsecond has no order.
    town.clock.pass(1);
    app::plans::take_line_back(&town.app, &town.ines, record, id).await.unwrap();
    town.deliver().await;
}

async fn assert_closed(town: &Town, ours: ReferralId, theirs: ReferralId) {
    assert!(their_words(&plan(town, &town.rosa, ours).await).is_empty(), "the partner reads nothing of it");
    let own = plan(town, &town.ines, theirs).await;
    assert!(own.our_lines.iter().all(|line| !matches!(line.shared, Shared::Yes { .. })), "and its owner sees so");
}

both_backends! {
    async fn unread_in_the_copy_and_read_by_the_loss(db: &TestStore) {
        let mut town = Town::on(db).await;
        let (ours, theirs, id) = unread(&town).await;
        let copy = Copy::of(db).await;
        assert_eq!(their_words(&plan(&town, &town.rosa, ours).await).len(), 1);
        take_back(&town, theirs, id).await;
        assert!(their_words(&plan(&town, &town.rosa, ours).await).is_empty());
        restore(&mut town, db, &copy).await;
        assert_closed(&town, ours, theirs).await;
    }

    async fn unread_in_the_copy_and_never_read(db: &TestStore) {
        let mut town = Town::on(db).await;
        let (ours, theirs, id) = unread(&town).await;
        let copy = Copy::of(db).await;
        take_back(&town, theirs, id).await;
        restore(&mut town, db, &copy).await;
        assert_closed(&town, ours, theirs).await;
    }

    async fn read_in_the_copy_and_not_opened_since(db: &TestStore) {
        let mut town = Town::on(db).await;
        let (ours, theirs, id) = unread(&town).await;
        assert_eq!(their_words(&plan(&town, &town.rosa, ours).await).len(), 1);
        let copy = Copy::of(db).await;
        take_back(&town, theirs, id).await;
        restore(&mut town, db, &copy).await;
        assert_closed(&town, ours, theirs).await;
    }

    async fn waiting_to_be_sent_in_the_copy(db: &TestStore) {
        let mut town = Town::on(db).await;
        let (ours, theirs) = both(&town).await;
        town.care_release(&town.ines, theirs, PLAN).await;
        let id = add(&town, &town.ines, theirs, &goal("a room of her own")).await;
        share(&town, &town.ines, theirs, id, 1).await.unwrap();
        let copy = Copy::of(db).await;
        town.deliver().await;
        take_back(&town, theirs, id).await;
        restore(&mut town, db, &copy).await;
        assert_closed(&town, ours, theirs).await;
    }

    async fn shared_twice_and_unread_both_times(db: &TestStore) {
        let mut town = Town::on(db).await;
        let (ours, theirs, id) = unread(&town).await;
        app::plans::change_line(&town.app, &town.ines, theirs, (id, 1), &goal("a room, and a key")).await.unwrap();
        share(&town, &town.ines, theirs, id, 2).await.unwrap();
        town.deliver().await;
        let copy = Copy::of(db).await;
        take_back(&town, theirs, id).await;
        restore(&mut town, db, &copy).await;
        assert_closed(&town, ours, theirs).await;
    }

    async fn removed_from_the_plan_altogether(db: &TestStore) {
        let mut town = Town::on(db).await;
        let (ours, theirs, id) = unread(&town).await;
        let copy = Copy::of(db).await;
        app::plans::remove_line(&town.app, &town.ines, theirs, id).await.unwrap();
        town.deliver().await;
        restore(&mut town, db, &copy).await;
        assert_closed(&town, ours, theirs).await;
        assert!(plan(&town, &town.ines, theirs).await.our_lines.is_empty());
    }

    async fn what_was_shared_again_before_the_copy_stays_shared(db: &TestStore) {
        let mut town = Town::on(db).await;
        let (ours, theirs, id) = unread(&town).await;
        take_back(&town, theirs, id).await;
        assert!(their_words(&plan(&town, &town.rosa, ours).await).is_empty());
        town.clock.pass(5);
        share(&town, &town.ines, theirs, id, 1).await.unwrap();
        town.deliver().await;
        let copy = Copy::of(db).await;
        restore(&mut town, db, &copy).await;
        assert_eq!(their_words(&plan(&town, &town.rosa, ours).await), ["a room of her own"]);
    }
}
