//! An index is made beside the one that answers, found again by its stamp, and made anew where it is half of one.

use super::*;

both_backends! {
    async fn in_a_large_directory_the_index_before_answers_until_there_is_another(db: &TestStore) {
        let desk = Desk::on(db).await;
        let app = &desk.town.app;
        let row = |n: u32| format!("S{n},Clinic number{n},{n} Main St,Seattle,WA,98101,,,47.61,-122.33,\n");
        let rows: Vec<String> = (0..1_100).map(row).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let (_, told) = desk.import(&rows).await;
        app::directory::prepare(app).await.unwrap();
        let near = || Ask { near: "98101".to_owned(), km: 1.0, words: "number7".to_owned(), ..Ask::default() };
        assert_eq!(app::directory::search(app, near()).await.unwrap().entries.len(), 1);
        let hidden = id(&told[7]);
        app::directory::withhold(app, hidden).await.unwrap();
        // Nobody waits, and nobody is told that it is within a kilometer of where they asked.
        let answer = app::directory::search(app, near()).await.unwrap();
        assert!(answer.entries.iter().all(|entry| entry.id != hidden));
        assert!(answer.is_behind);
        assert!(app::directory::public_entry(app, hidden).await.unwrap().is_withheld());
        app::directory::prepare(app).await.unwrap();
        let anywhere = app::directory::search(app, Ask { near: String::new(), ..near() }).await.unwrap();
        assert!(!anywhere.is_behind);
        assert!(anywhere.entries.iter().any(|entry| entry.id == hidden && entry.is_withheld() && entry.km.is_none()));
    }

    async fn an_index_in_a_folder_is_found_again_and_the_one_before_goes(db: &TestStore) {
        let mut desk = Desk::on(db).await;
        let app = desk.town.app.clone();
        let folder = desk.folder.path().join("index");
        app::directory::keep_index_in(&app, folder.clone()).unwrap();
        let all = || std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect::<Vec<_>>();
        desk.import(&[CLINIC, OTHER, SHELTER]).await;
        app::directory::prepare(&app).await.unwrap();
        let first = all();
        assert_eq!(first.len(), 1, "{first:?}");
        let list = desk.folder.path().join("list.csv");
        std::fs::write(&list, "name,city,state,phone\nRiverside Clinic,Seattle,WA,206-555-0111\n").unwrap();
        let list = Source::Programs(list, "advocates".to_owned());
        app::directory::import(&app, &list, desk.folder.path(), |_| {}).await.unwrap();
        app::directory::prepare(&app).await.unwrap();
        let second = all();
        assert!(second.len() == 1 && second != first, "{second:?}");
        // Another process opens what this one made, the groups with it.
        for restarted in [false, true] {
            if restarted {
                desk.town.start_again(|| {}).await;
                app::directory::keep_index_in(&desk.town.app, folder.clone()).unwrap();
            }
            let ask = Ask { words: "riverside".to_owned(), ..Ask::default() };
            let found = app::directory::search(&desk.town.app, ask).await.unwrap().entries;
            assert_eq!(found.iter().map(|entry| entry.lines.len()).collect::<Vec<_>>(), [2]);
            assert!(found[0].is_withheld());
            assert_eq!(all(), second, "it was not made again");
        }
        // Asked of the index itself: what a file holds of it is packed, and no word could be found there.
        let terms = ::directory::search::Index::open(&folder.join(&second[0])).unwrap().terms().unwrap();
        assert!(terms.contains("openstreet") && terms.contains("14"), "what is open is found by its street");
        for planted in ["lantedstreet", "4711", "98765"] {
            assert!(!terms.iter().any(|term| term.contains(planted)), "{planted}");
        }
    }

    async fn half_of_an_index_is_made_anew(db: &TestStore) {
        let mut desk = Desk::on(db).await;
        let folder = desk.folder.path().join("index");
        app::directory::keep_index_in(&desk.town.app, folder.clone()).unwrap();
        desk.import(&[CLINIC, OTHER]).await;
        app::directory::prepare(&desk.town.app).await.unwrap();
        let only = || std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).next().unwrap();
        for lost in ["meta.json", "catalog.json", "groups"] {
            let before = only();
            std::fs::remove_file(before.join(lost)).unwrap();
            desk.town.start_again(|| {}).await;
            app::directory::keep_index_in(&desk.town.app, folder.clone()).unwrap();
            let ask = Ask { words: "riverside".to_owned(), ..Ask::default() };
            assert_eq!(app::directory::search(&desk.town.app, ask).await.unwrap().entries.len(), 1, "{lost}");
            assert!(only().join(lost).exists(), "{lost}");
        }
    }

    async fn an_index_of_another_past_is_not_taken(db: &TestStore) {
        let mut desk = Desk::on(db).await;
        let folder = desk.folder.path().join("index");
        app::directory::keep_index_in(&desk.town.app, folder.clone()).unwrap();
        desk.import(&[CLINIC, OTHER]).await;
        app::directory::prepare(&desk.town.app).await.unwrap();
        // As if a copy was put back that was made before the index was, and as much has changed since as had then.
        db.tamper("DELETE FROM directory_index").await;
        db.tamper("UPDATE directory_listing SET said = REPLACE(said, 'Riverside', 'Brookside')").await;
        desk.town.start_again(|| {}).await;
        app::directory::keep_index_in(&desk.town.app, folder.clone()).unwrap();
        let ask = |words: &str| Ask { words: words.to_owned(), ..Ask::default() };
        assert_eq!(app::directory::search(&desk.town.app, ask("brookside")).await.unwrap().entries.len(), 1);
        assert_eq!(app::directory::search(&desk.town.app, ask("riverside")).await.unwrap().left_out, ["riverside"]);
    }

    async fn a_process_that_begins_answers_from_the_index_before(db: &TestStore) {
        let mut desk = Desk::on(db).await;
        let folder = desk.folder.path().join("index");
        app::directory::keep_index_in(&desk.town.app, folder.clone()).unwrap();
        let told = desk.large().await;
        desk.withheld_list(3, 3).await;
        desk.town.start_again(|| {}).await;
        app::directory::keep_index_in(&desk.town.app, folder.clone()).unwrap();
        // The index of now would find it by its name, without its place; the one before knows only what must be doubted.
        let ask = |n: u32| Ask { words: format!("number{n}"), ..Ask::default() };
        let answer = app::directory::search(&desk.town.app, ask(3)).await.unwrap();
        assert!(answer.entries.iter().all(|entry| entry.id != id(&told[3])));
        let found = app::directory::search(&desk.town.app, ask(7)).await.unwrap().entries;
        assert_eq!(found.iter().map(|entry| entry.id).collect::<Vec<_>>(), [id(&told[7])]);
        app::directory::prepare(&desk.town.app).await.unwrap();
        let found = app::directory::search(&desk.town.app, ask(3)).await.unwrap().entries;
        assert!(found.iter().any(Entry::is_withheld));
    }

    async fn what_cannot_be_made_is_tried_again_a_minute_later(db: &TestStore) {
        let desk = Desk::on(db).await;
        let app = &desk.town.app;
        let folder = desk.folder.path().join("index");
        app::directory::keep_index_in(app, folder.clone()).unwrap();
        desk.import(&[CLINIC, OTHER]).await;
        std::fs::remove_dir(&folder).unwrap();
        assert!(app::directory::prepare(app).await.is_err());
        std::fs::create_dir(&folder).unwrap();
        assert!(app::directory::prepare(app).await.is_err(), "it is not tried at each search");
        desk.town.clock.pass(1);
        app::directory::prepare(app).await.unwrap();
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "nothing is left of what failed");
    }

    async fn where_nothing_was_known_and_much_came_the_index_is_behind(db: &TestStore) {
        let desk = Desk::on(db).await;
        let app = &desk.town.app;
        let ask = || Ask { words: "number5".to_owned(), ..Ask::default() };
        assert!(!app::directory::search(app, ask()).await.unwrap().is_behind, "it is empty");
        let rows: Vec<String> = (0..1_100).map(Desk::row).collect();
        desk.import(&rows.iter().map(String::as_str).collect::<Vec<_>>()).await;
        let answer = app::directory::search(app, ask()).await.unwrap();
        assert!(answer.is_behind || !answer.entries.is_empty());
        app::directory::prepare(app).await.unwrap();
        let answer = app::directory::search(app, ask()).await.unwrap();
        assert!(!answer.is_behind && !answer.entries.is_empty());
    }
}
