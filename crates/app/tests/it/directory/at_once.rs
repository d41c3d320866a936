//! Two who write of one line at once: what one of them wrote since the other read it stands.

use super::*;
use crate::meanwhile::{in_this_order, once_it_waits};
use app::directory::Change;

/// The colleague asks, and both are open.
async fn suggested(desk: &Desk, line: Uuid, change: Change, words: &str) -> Uuid {
    let (app, form) = (&desk.town.app, desk.town.app.next_id());
    app::directory::suggest(app, &desk.town.rosa, form, line, change, words).await.unwrap();
    form
}

both_backends! {
    async fn what_an_import_writes_while_a_place_is_withheld_by_hand_stands(db: &TestStore) {
        let desk = Desk::on(db).await;
        let (app, about) = (&desk.town.app, desk.town.refer().await);
        let neighbor = "N,Newstreet Pharmacy,99 Newstreet,Seattle,WA,98104,206-555-0190,,47.60,-122.31,\n";
        let (_, told) = desk.import(&[CLINIC, OTHER, neighbor]).await;
        app::directory::prepare(app).await.unwrap();
        let clinic = id(&told[0]);
        // The list has another phone, other hours and another street by now.
        let moved = CLINIC.replace("206-555-0111", "206-555-0177").replace("12 Openstreet", "99 Newstreet").replace("98101", "98104");
        let mut new = None;
        let source = Source::Hrsa(desk.file(&format!("{HEADER}{moved}")));
        source.read(desk.folder.path(), &directory::withheld::Rules::default(), &mut |row| {
            if let directory::report::Row::Listing(_, listing, _) = row {
                new = Some(*listing);
            }
            Ok(())
        }).unwrap();
        let mut new = new.unwrap();
        new.open.add(6, 9 * 60, 17 * 60);
        // An import has begun to write when it is withheld, and ends before that is written.
        let said = serde_json::to_string(&new).unwrap().replace('\'', "''");
        let begun = db.begin("UPDATE directory_state SET version = version + 1 WHERE one = 1").await;
        let said = format!("UPDATE directory_listing SET said = '{said}' WHERE source_id = 'A'");
        let written = begun.commit(&said);
        let withheld = app::directory::withhold_by(app, &desk.town.dana, clinic);
        once_it_waits(&desk.town, (&desk.town.rosa, about), withheld, written).await.unwrap();
        let stands = app::directory::find(app, clinic).await.unwrap();
        assert!(matches!(stands.whereabouts, Whereabouts::Withheld(_, Why::ByHand)), "{stands:?}");
        let beside = app::directory::find(app, id(&told[2])).await.unwrap();
        assert!(beside.whereabouts.is_withheld(), "what is at the door where it is by now: {beside:?}");
        let all = kept(db).await.join(" ");
        for gone in ["12 Openstreet", "99 Newstreet", "98101", "98104"] {
            assert!(!all.contains(gone), "{gone}");
        }
        assert_eq!(stands.phones[0].published, "206-555-0177", "the phone of the newer list");
        assert_eq!(stands.open.at(6 * 24 * 60 + 12 * 60), Some(true), "and its hours");
    }

    async fn two_suggestions_about_one_entry_that_two_take_at_once_both_stand(db: &TestStore) {
        let desk = Desk::on(db).await;
        let (app, about) = (&desk.town.app, desk.town.refer().await);
        let (_, told) = desk.import(&[CLINIC, OTHER]).await;
        app::directory::prepare(app).await.unwrap();
        let clinic = id(&told[0]);
        let phone = suggested(&desk, clinic, Change::Phone, "206-555-0177").await;
        let hours = suggested(&desk, clinic, Change::Hours, "Sundays, after noon").await;
        let dana = &desk.town.dana;
        let (first, then) = (
            app::directory::answer(app, dana, phone, true),
            app::directory::answer(app, dana, hours, true),
        );
        let (first, then) = in_this_order((db, &desk.town), (&desk.town.rosa, about), first, then).await;
        assert!(first.is_ok() && then.is_ok(), "{first:?} {then:?}");
        let entry = app::directory::entry(app, dana, clinic).await.unwrap();
        assert_eq!(entry.listing.open.said, "Sundays, after noon");
        assert_eq!(entry.listing.phones[0].published, "206-555-0177", "what was taken just before");
    }
}
