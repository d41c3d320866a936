//! What is withheld by hand or by another list, and what may be the same place: at once, and before there is another index.

use super::*;

both_backends! {
    async fn what_a_new_list_withholds_is_withheld_before_there_is_another_index(db: &TestStore) {
        let desk = Desk::on(db).await;
        let app = &desk.town.app;
        let told = desk.large().await;
        // The index before answers all of these, whichever is asked first.
        let near = Ask { near: "98101".to_owned(), km: 1.0, words: "number1".to_owned(), ..Ask::default() };
        let street = Ask { words: "2 Plainstreet".to_owned(), ..Ask::default() };
        let state = Ask { words: "number3".to_owned(), state: Some("WA".to_owned()), ..Ask::default() };
        for (n, ask) in [(1, near), (2, street), (3, state)] {
            desk.withheld_list(n, n).await;
            let answer = app::directory::search(app, ask).await.unwrap();
            assert!(answer.entries.iter().all(|entry| entry.id != id(&told[n])), "{n}");
        }
        desk.withheld_list(4, 4).await;
        let shown = app::directory::public_entry(app, id(&told[4])).await.unwrap();
        assert!(shown.is_withheld() && !format!("{shown:?}").contains("Plainstreet"), "{shown:?}");
        desk.withheld_list(5, 5).await;
        assert!(app::directory::entry(app, &desk.town.dana, id(&told[5])).await.unwrap().is_withheld());
        // What has nothing to do with them is found as before, with its place.
        desk.withheld_list(6, 6).await;
        let other = Ask { near: "98101".to_owned(), km: 1.0, words: "number7".to_owned(), ..Ask::default() };
        let other = app::directory::search(app, other).await.unwrap().entries;
        assert!(other.len() == 1 && !other[0].is_withheld() && other[0].km.is_some());
        app::directory::prepare(app).await.unwrap();
        for one in &told[1..=6] {
            assert!(app::directory::public_entry(app, id(one)).await.unwrap().is_withheld());
        }
        assert!(!app::directory::public_entry(app, id(&told[7])).await.unwrap().is_withheld());
    }

    async fn a_new_line_of_what_is_withheld_already_leads_nowhere_either(db: &TestStore) {
        let desk = Desk::on(db).await;
        let app = &desk.town.app;
        desk.large().await;
        // Of a place of which only a list speaks that withholds it.
        desk.withheld_list(1, 2_000).await;
        app::directory::prepare(app).await.unwrap();
        let list = desk.folder.path().join("open.csv");
        std::fs::write(&list, format!("{HEADER}{}", Desk::row(2_000))).unwrap();
        let other = Source::Hrsa(list);
        let mut told = Vec::new();
        app::directory::import(app, &other, desk.folder.path(), |one| told.push(one)).await.unwrap();
        let new = id(told.last().unwrap());
        for _ in 0..2 {
            let shown = app::directory::public_entry(app, new).await.unwrap();
            assert!(shown.is_withheld(), "{shown:?}");
            app::directory::prepare(app).await.unwrap();
        }
    }

    async fn what_may_be_a_place_that_is_withheld_by_hand_does_not_tell_its_street_later(db: &TestStore) {
        let desk = Desk::on(db).await;
        let app = &desk.town.app;
        let annex = desk.annex().await;
        let found = app::directory::search(app, Ask { words: "harbor clinic".to_owned(), ..Ask::default() }).await.unwrap();
        let clinic = found.entries.iter().find(|entry| entry.listing.name == "Harbor Clinic").unwrap().id;
        app::directory::withhold_by(app, &desk.town.dana, clinic).await.unwrap();
        app::directory::prepare(app).await.unwrap();
        let shown = app::directory::public_entry(app, annex).await.unwrap();
        assert!(shown.is_withheld() && !format!("{shown:?}").contains("Plainstreet"), "{shown:?}");
    }

    async fn a_place_that_may_be_one_with_a_withheld_one_by_way_of_another_is_not_told(db: &TestStore) {
        let desk = Desk::on(db).await;
        let app = &desk.town.app;
        // The site may be the list's program, by its street; the program is the one that a third list withholds, by name and phone.
        let annex = desk.annex().await;
        assert!(!app::directory::public_entry(app, annex).await.unwrap().is_withheld());
        let list = desk.folder.path().join("list.csv");
        std::fs::write(&list, "name,city,state,phone\nHarbor Clinic,Seattle,WA,206-555-0142\n").unwrap();
        let list = Source::Programs(list, "advocates".to_owned());
        app::directory::import(app, &list, desk.folder.path(), |_| {}).await.unwrap();
        let shown = app::directory::public_entry(app, annex).await.unwrap();
        assert!(shown.is_withheld(), "{shown:?}");
    }

    async fn a_word_that_only_a_doubted_place_has_is_in_no_listing(db: &TestStore) {
        let desk = Desk::on(db).await;
        let app = &desk.town.app;
        desk.large().await;
        let ask = || Ask { words: "number5 clinic".to_owned(), ..Ask::default() };
        let before = app::directory::search(app, ask()).await.unwrap();
        assert!(before.left_out.is_empty() && before.entries.len() == 1);
        desk.withheld_list(5, 5).await;
        let answer = app::directory::search(app, ask()).await.unwrap();
        // As of an index that never had it: "number5" is one letter off from others, or nowhere.
        assert!(answer.entries.iter().all(|entry| !entry.listing.name.ends_with("number5")));
        assert!(!answer.entries.is_empty(), "what is left is found");
        // What is left out would tell which words its street has, or a street that nobody has; also where a filter hides it.
        for words in ["clinic 5", "clinic larkspur"] {
            for kinds in [Vec::new(), vec![Kind::Coalition]] {
                let ask = Ask { words: words.to_owned(), kinds, ..Ask::default() };
                assert_eq!(app::directory::search(app, ask).await.unwrap().left_out, [""; 0], "{words}");
            }
        }
    }

    async fn what_came_since_the_index_is_withheld_with_what_it_may_be(db: &TestStore) {
        let desk = Desk::on(db).await;
        let app = &desk.town.app;
        let told = desk.large().await;
        let annex = desk.service("Number8 Annex", "8 Plainstreet").await;
        app::directory::withhold(app, id(&told[8])).await.unwrap();
        app::directory::prepare(app).await.unwrap();
        let shown = app::directory::public_entry(app, annex).await.unwrap();
        assert!(shown.is_withheld() && !format!("{shown:?}").contains("8 Plainstreet"), "{shown:?}");
    }

    async fn an_old_line_is_withheld_with_a_new_one_that_it_may_be(db: &TestStore) {
        let desk = Desk::on(db).await;
        let app = &desk.town.app;
        let told = desk.large().await;
        let annex = desk.service("Number8 Annex", "8 Plainstreet").await;
        app::directory::withhold(app, annex).await.unwrap();
        app::directory::prepare(app).await.unwrap();
        let shown = app::directory::public_entry(app, id(&told[8])).await.unwrap();
        assert!(shown.is_withheld() && !format!("{shown:?}").contains("8 Plainstreet"), "{shown:?}");
    }

    async fn what_a_person_knows_to_be_one_place_hides_it_also_where_two_lines_of_a_source_stand_between(db: &TestStore) {
        let desk = Desk::on(db).await;
        let app = &desk.town.app;
        // The service may be the annex, by its street, and the shelter, by its phone: a person knows it to be both.
        let annex = "A,Harbor Annex,77 Plainstreet,Seattle,WA,98101,206-555-0199,,47.61,-122.33,\n";
        let shelter = "Z,Harbor Shelter,9 Otherstreet,Seattle,WA,98102,206-555-0142,,47.71,-122.43,\n";
        let (_, told) = desk.import(&[annex, shelter]).await;
        let (annex, shelter) = (id(&told[0]), id(&told[1]));
        let service = desk.service("Harbor Clinic", "77 Plainstreet").await;
        for decided in [None, Some(annex), Some(shelter)] {
            if let Some(other) = decided {
                app::directory::decide(app, &desk.town.dana, (service, other), true).await.unwrap();
            }
            for line in [annex, service] {
                let shown = app::directory::public_entry(app, line).await.unwrap();
                assert!(shown.is_withheld() && !format!("{shown:?}").contains("Plainstreet"), "{decided:?}: {shown:?}");
            }
        }
    }

    async fn doubt_goes_from_one_to_the_next(db: &TestStore) {
        let desk = Desk::on(db).await;
        let app = &desk.town.app;
        // The site may be the service, by its street; the service may be the list's program, by its phone; and that is withheld.
        let annex = desk.annex().await;
        let list = desk.folder.path().join("list.csv");
        std::fs::write(&list, "name,city,state,phone\nHarbor Program,Seattle,WA,206-555-0142\n").unwrap();
        let list = Source::Programs(list, "advocates".to_owned());
        app::directory::import(app, &list, desk.folder.path(), |_| {}).await.unwrap();
        let shown = app::directory::public_entry(app, annex).await.unwrap();
        assert!(shown.is_withheld() && !format!("{shown:?}").contains("Plainstreet"), "{shown:?}");
        let near = Ask { near: "98101".to_owned(), km: 5.0, ..Ask::default() };
        assert!(app::directory::search(app, near).await.unwrap().entries.iter().all(|entry| entry.km.is_none()));
    }

    async fn withholding_by_hand_waits_for_no_index(db: &TestStore) {
        let desk = Desk::on(db).await;
        let app = &desk.town.app;
        let folder = desk.folder.path().join("index");
        app::directory::keep_index_in(app, folder.clone()).unwrap();
        let annex = desk.annex().await;
        // No index can be made.
        std::fs::remove_dir(&folder).unwrap();
        assert!(app::directory::prepare(app).await.is_err());
        app::directory::withhold_by(app, &desk.town.dana, annex).await.unwrap();
        assert!(app::directory::find(app, annex).await.unwrap().whereabouts.is_withheld());
        // What may be the same by its street alone is found all the same.
        assert!(!kept(db).await.join(" ").contains("Plainstreet"));
    }

    async fn what_is_withheld_meanwhile_is_not_opened_by_what_was_read_before(db: &TestStore) {
        let desk = Desk::on(db).await;
        let app = &desk.town.app;
        let (_, told) = desk.import(&[CLINIC]).await;
        let clinic = id(&told[0]);
        let before = store::directory::find(db.store(), clinic).await.unwrap().unwrap().line;
        app::directory::withhold(app, clinic).await.unwrap();
        let (lane, now) = (domain::ids::OrgId::from_bytes([0; 16]), app.now());
        db.store().write(lane, move |tx| {
            let before = before.clone();
            Box::pin(async move { store::directory::put(tx, clinic, now, vec![before]).await })
        }).await.unwrap();
        assert!(app::directory::find(app, clinic).await.unwrap().whereabouts.is_withheld());
        assert!(!kept(db).await.join(" ").contains("Openstreet"));
    }

    async fn what_else_is_listed_at_its_door_is_withheld_with_it_and_stays_so(db: &TestStore) {
        let desk = Desk::on(db).await;
        let app = &desk.town.app;
        let annex = "A,Harbor Annex,77 Plainstreet,Seattle,WA,98101,206-555-0199,,47.6101,-122.3301,\n";
        let dental = "F,Dental Annex,77 Plainstreet Suite 4,Seattle,WA,98101,206-555-0198,,,,\n";
        let corner = "G,Uptown Pharmacy,Corner of Plain and Elm,Seattle,WA,98101,206-555-0197,,47.6101,-122.3301,\n";
        let (_, told) = desk.import(&[annex, dental, corner, OTHER]).await;
        // Also with an index at hand, which knows nothing of doors.
        app::directory::prepare(app).await.unwrap();
        app::directory::withhold_by(app, &desk.town.dana, id(&told[0])).await.unwrap();
        for again in [false, true] {
            for one in &told[..3] {
                let shown = app::directory::public_entry(app, id(one)).await.unwrap();
                assert!(shown.is_withheld() && !format!("{shown:?}").contains("Plain"), "{again}: {shown:?}");
            }
            assert!(!kept(db).await.join(" ").contains("77 Plainstreet"), "{again}");
            assert!(!app::directory::public_entry(app, id(&told[3])).await.unwrap().is_withheld(), "{again}");
            desk.import(&[annex, dental, corner, OTHER]).await;
        }
        // What is new there, and what names the door, when the list is read again.
        let eye = "H,Eye Annex,77 Plainstreet,Seattle,WA,98101,206-555-0196,,,,\n";
        let named = "I,Clinic behind 77 Plainstreet,9 Otherstreet,Seattle,WA,98101,206-555-0195,,47.7,-122.4,\n";
        let moved = "J,Plain Opticians,Corner of Elm and Plain,Seattle,WA,98101,206-555-0194,,47.6101,-122.3301,\n";
        let rows = [eye, named, annex, dental, corner, OTHER, moved];
        let source = Source::Hrsa(desk.file(&format!("{HEADER}{}", rows.concat())));
        let mut seen = Vec::new();
        app::directory::preview(app, &source, desk.folder.path(), |one| seen.push(one)).await.unwrap();
        let (_, told) = desk.import(&rows).await;
        assert_eq!(seen, told, "the look before it says what it does");
        let corner_too = app::directory::public_entry(app, id(&told[6])).await.unwrap();
        assert!(corner_too.is_withheld() && !format!("{corner_too:?}").contains("Elm and Plain"), "{corner_too:?}");
        assert!(app::directory::public_entry(app, id(&told[0])).await.unwrap().is_withheld());
        let behind = app::directory::public_entry(app, id(&told[1])).await.unwrap();
        assert!(!behind.is_withheld() && !format!("{behind:?}").contains("Plainstreet"), "{behind:?}");
        assert!(!kept(db).await.join(" ").contains("77 Plainstreet"));
    }

    async fn a_switchboard_is_no_one_place_and_is_not_withheld_by_hand(db: &TestStore) {
        let desk = Desk::on(db).await;
        let app = &desk.town.app;
        let folder = desk.folder.path().join("index");
        app::directory::keep_index_in(app, folder.clone()).unwrap();
        let row = |n: usize| {
            format!("S{n},Office number{n},{n} Plainstreet,Seattle,WA,98101,206-555-0211,,47.61,-122.33,\n")
        };
        let rows: Vec<String> = (0..60).map(row).collect();
        let (_, told) = desk.import(&rows.iter().map(String::as_str).collect::<Vec<_>>()).await;
        let twin = desk.service_of("city", "Office number3 Annex", "3 Plainstreet", "206-555-0211").await;
        // No index can be made: every line is compared.
        std::fs::remove_dir(&folder).unwrap();
        app::directory::withhold(app, twin).await.unwrap();
        let mut withheld = Vec::new();
        for (n, one) in told.iter().enumerate() {
            if app::directory::find(app, id(one)).await.unwrap().whereabouts.is_withheld() {
                withheld.push(n);
            }
        }
        assert_eq!(withheld, [3], "by its street, and no other by the phone");
    }

    async fn with_an_index_at_hand_a_chain_by_streets_is_withheld_to_its_end(db: &TestStore) {
        let desk = Desk::on(db).await;
        let app = &desk.town.app;
        // The first may be the second, and the second the third, by nothing but the street; the first is not the third.
        let (_, told) =
            desk.import(&["A,Harbor Annex,77 Plainstreet,Seattle,WA,98101,206-555-0199,,47.61,-122.33,\n"]).await;
        desk.service_of("city", "Harbor Uptown Annex", "77 Plainstreet", "206-555-0142").await;
        let far = desk.service_of("county", "Uptown Annex", "77 Plainstreet", "206-555-0143").await;
        app::directory::prepare(app).await.unwrap();
        let before = kept(db).await.join(" ");
        assert_eq!(before.matches("77 Plainstreet").count(), 3);
        app::directory::withhold(app, id(&told[0])).await.unwrap();
        assert!(!kept(db).await.join(" ").contains("77 Plainstreet"));
        assert!(app::directory::find(app, far).await.unwrap().whereabouts.is_withheld());
    }
}
