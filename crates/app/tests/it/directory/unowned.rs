//! What nobody looks after: it is on somebody's list once it is stale.

use super::*;

/// Days after which an entry is to be looked at again, in minutes.
const STALE: i64 = 91 * 24 * 60;

async fn names(desk: &Desk) -> Vec<String> {
    // A session does not outlive so many days.
    let dana = desk.town.again(&desk.town.dana).await;
    let work = app::directory::work(&desk.town.app, &dana).await.unwrap();
    work.unowned.into_iter().map(|entry| entry.listing.name).collect()
}

both_backends! {
    async fn a_stale_entry_that_nobody_looks_after_is_on_the_list_of_a_lead(db: &TestStore) {
        let desk = Desk::on(db).await;
        let app = &desk.town.app;
        let (_, first) = desk.import(&[CLINIC, OTHER]).await;
        assert!(names(&desk).await.is_empty(), "it was read today");
        desk.town.clock.pass(STALE);
        assert_eq!(names(&desk).await.len(), 2, "both, and nobody looks after them");
        // One is found right, and one is taken on.
        let dana = desk.town.again(&desk.town.dana).await;
        app::directory::right(app, &dana, id(&first[0])).await.unwrap();
        assert_eq!(names(&desk).await, ["Hill Clinic"]);
        app::directory::look_after(app, &dana, id(&first[1]), Some(dana.member())).await.unwrap();
        assert!(names(&desk).await.is_empty());
        let work = app::directory::work(app, &dana).await.unwrap();
        assert_eq!(work.ours.len(), 1, "it is on the list of what ours look after now");
        // And comes back, with the one that was right then, when nobody does any more.
        app::directory::look_after(app, &dana, id(&first[1]), None).await.unwrap();
        desk.town.clock.pass(STALE);
        assert_eq!(names(&desk).await, ["Hill Clinic", "Riverside Clinic"], "the stalest first");
        // A list that is read anew says nothing of what staff looked at themselves.
        desk.import(&[CLINIC, OTHER]).await;
        assert_eq!(names(&desk).await, ["Riverside Clinic"]);
    }

    async fn what_vanished_or_was_found_to_be_gone_is_on_no_list(db: &TestStore) {
        let desk = Desk::on(db).await;
        let app = &desk.town.app;
        let (_, told) = desk.import(&[CLINIC, OTHER, SHELTER]).await;
        desk.import(&[CLINIC, OTHER]).await;
        desk.town.clock.pass(STALE);
        assert_eq!(names(&desk).await.len(), 2, "without what its list does not name any more");
        let dana = desk.town.again(&desk.town.dana).await;
        let form = app.next_id();
        app::directory::suggest(app, &dana, form, id(&told[0]), app::directory::Change::Gone, "").await.unwrap();
        app::directory::answer(app, &dana, form, true).await.unwrap();
        assert_eq!(names(&desk).await, ["Hill Clinic"]);
    }

    async fn an_entry_of_another_state_waits_behind_those_of_ours(db: &TestStore) {
        let desk = Desk::on(db).await;
        let app = &desk.town.app;
        db.tamper("UPDATE organization SET state = 'wa' WHERE name = 'Lakeside'").await;
        let list = desk.folder.path().join("far.csv");
        std::fs::write(&list, "name,city,state,phone\nFar Program,Pago Pago,AS,684-555-0100\n").unwrap();
        let list = Source::Programs(list, "far".to_owned());
        app::directory::import(app, &list, desk.folder.path(), |_| {}).await.unwrap();
        // It is the stalest of all.
        desk.town.clock.pass(24 * 60);
        let near: Vec<String> = (0..25).map(Desk::row).collect();
        desk.import(&near.iter().map(String::as_str).collect::<Vec<_>>()).await;
        desk.town.clock.pass(STALE);
        let found = names(&desk).await;
        assert_eq!(found.len(), 20, "an afternoon of calls");
        assert!(!found.contains(&"Far Program".to_owned()), "{found:?}");
    }

    async fn of_several_lines_of_one_place_it_is_enough_that_one_is_looked_after_or_was_right(db: &TestStore) {
        let desk = Desk::on(db).await;
        let app = &desk.town.app;
        let (_, told) = desk.import(&[CLINIC]).await;
        let list = desk.folder.path().join("list.csv");
        std::fs::write(&list, "name,city,state,phone\nRiverside Clinic,Seattle,WA,206-555-0111\n").unwrap();
        let list = Source::Programs(list, "advocates".to_owned());
        app::directory::import(app, &list, desk.folder.path(), |_| {}).await.unwrap();
        desk.town.clock.pass(STALE);
        assert_eq!(names(&desk).await.len(), 1, "two lines, one entry");
        let dana = desk.town.again(&desk.town.dana).await;
        app::directory::look_after(app, &dana, id(&told[0]), Some(dana.member())).await.unwrap();
        assert!(names(&desk).await.is_empty());
    }
}
