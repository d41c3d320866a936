//! What others publish is read into the store: once, whole or not at all, and nobody is led to a shelter.

use app::directory::{
    Ask, Entry, Fate, Held, ImportError, Kind, Listed, Source, Told, Uploaded, apply, look_through_upload,
};
use app::workers::keep_house_once;
use directory::listing::{Whereabouts, Why};
use directory::report::{Count, ReadError};
use std::path::PathBuf;
use testkit::both_backends;
use testkit::town::Town;
use uuid::Uuid;

const HEADER: &str =
    "bphc_site_number,site_name,street,city,state,zip,phone,website,latitude,longitude,address_withheld\n";
const CLINIC: &str =
    "A,Riverside Clinic,12 Openstreet,Seattle,WA,98101,206-555-0111,https://r.example,47.61,-122.33,\n";
const OTHER: &str = "B,Hill Clinic,14 Openstreet,Seattle,WA,98102,206-555-0112,,47.62,-122.32,\n";
const SHELTER: &str = "C,Harbor Shelter at 4711 Plantedstreet,4711 Plantedstreet,Seattle,WA,98765,206-555-0113,\
    https://h.example/plantedstreet,47.61234,-122.34567,\n";

/// The town's node, and a folder for its files.
struct Desk {
    town: Town,
    folder: tempfile::TempDir,
}

impl Desk {
    async fn on(db: &testkit::TestStore) -> Self {
        Self { town: Town::on(db).await, folder: tempfile::tempdir().unwrap() }
    }
    fn file(&self, text: &str) -> PathBuf {
        let path = self.folder.path().join("sites.csv");
        std::fs::write(&path, text).unwrap();
        path
    }
    async fn import(&self, rows: &[&str]) -> (Count, Vec<Told>) {
        self.try_import(&format!("{HEADER}{}", rows.concat())).await.unwrap()
    }
    async fn try_import(&self, text: &str) -> Result<(Count, Vec<Told>), ImportError> {
        let source = Source::Hrsa(self.file(text));
        let mut told = Vec::new();
        let count = app::directory::import(&self.town.app, &source, self.folder.path(), |one| told.push(one)).await?;
        Ok((count, told))
    }
    /// A row of HRSA's file.
    fn row(n: usize) -> String {
        format!("S{n},Clinic number{n},{n} Plainstreet,Seattle,WA,98101,{},,47.61,-122.33,\n", Self::phone(n))
    }
    fn phone(n: usize) -> String {
        format!("206-{:03}-{:04}", 200 + n / 1_000, n % 1_000 + 1_000)
    }
    /// A site, and a service of another list that may be the same place, by its street. Answers the site.
    async fn annex(&self) -> Uuid {
        let (_, told) =
            self.import(&["A,Harbor Annex,77 Plainstreet,Seattle,WA,98101,206-555-0199,,47.61,-122.33,\n"]).await;
        self.service("Harbor Clinic", "77 Plainstreet").await;
        id(&told[0])
    }
    /// A service of another list, at this street. Answers its line.
    async fn service(&self, name: &str, street: &str) -> Uuid {
        self.service_of("city", name, street, "206-555-0142").await
    }
    /// The same of this publisher, with this phone.
    async fn service_of(&self, publisher: &str, name: &str, street: &str, phone: &str) -> Uuid {
        let folder = self.folder.path().join("services");
        std::fs::create_dir_all(&folder).unwrap();
        let address = format!(
            "id,location_id,address_1,city,state_province,postal_code,country\np,l,{street},Seattle,WA,98101,US\n"
        );
        for (file, text) in [
            ("organizations.csv", format!("id,name,description\no,{name},Clinic\n")),
            ("services.csv", format!("id,organization_id,name\ns,o,{name}\n")),
            ("locations.csv", format!("id,name,organization_id\nl,{name},o\n")),
            ("services_at_location.csv", "id,service_id,location_id\nsl,s,l\n".to_owned()),
            ("physical_addresses.csv", address),
            ("phones.csv", format!("id,location_id,number\nt,l,{phone}\n")),
        ] {
            std::fs::write(folder.join(file), text).unwrap();
        }
        let (services, mut told) = (Source::Hsds(folder, publisher.to_owned()), Vec::new());
        app::directory::import(&self.town.app, &services, self.folder.path(), |one| told.push(one)).await.unwrap();
        told.iter().find(|one| matches!(one.fate, Fate::Listed(..))).map(id).unwrap()
    }

    /// So many lines that the index before answers while another is made, and that index.
    async fn large(&self) -> Vec<Told> {
        let rows: Vec<String> = (0..1_100).map(Self::row).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let (_, told) = self.import(&rows).await;
        app::directory::prepare(&self.town.app).await.unwrap();
        told
    }
    /// A list of its own that names this clinic, and whose places are kept from everybody.
    async fn withheld_list(&self, list: usize, n: usize) {
        let path = self.folder.path().join("list.csv");
        std::fs::write(&path, format!("name,city,state,phone\nClinic number{n},Seattle,WA,{}\n", Self::phone(n)))
            .unwrap();
        let source = Source::Programs(path, format!("advocates{list}"));
        app::directory::import(&self.town.app, &source, self.folder.path(), |_| {}).await.unwrap();
    }
}

fn id(told: &Told) -> Uuid {
    match &told.fate {
        Fate::Listed(_, id, ..) => *id,
        other => panic!("listed: {other:?}"),
    }
}

/// Everything that the database holds of the directory.
async fn kept(db: &testkit::TestStore) -> Vec<String> {
    db.look("SELECT said FROM directory_listing ORDER BY source_id").await
}

both_backends! {
    async fn a_second_import_of_the_same_file_changes_nothing(db: &TestStore) {
        let desk = Desk::on(db).await;
        let (first, told) = desk.import(&[CLINIC, OTHER, SHELTER]).await;
        assert_eq!(first, Count { taken: 3, withheld: 1, ..Count::default() });
        assert!(told.iter().all(|one| matches!(one.fate, Fate::Listed(Listed::Taken, ..))));
        let before = kept(db).await;
        desk.town.clock.pass(60);
        let (second, _) = desk.import(&[CLINIC, OTHER, SHELTER]).await;
        assert_eq!(second, Count { unchanged: 3, withheld: 1, ..Count::default() });
        assert_eq!(kept(db).await, before);
        let third = OTHER.replace("Hill Clinic", "Hill Health");
        assert_eq!(desk.import(&[CLINIC, &third, SHELTER]).await.0, Count { changed: 1, unchanged: 2, withheld: 1, ..Count::default() });
    }

    async fn what_is_not_in_its_list_any_more_is_marked_and_comes_back(db: &TestStore) {
        let desk = Desk::on(db).await;
        desk.import(&[CLINIC, OTHER]).await;
        assert_eq!(desk.import(&[CLINIC]).await.0, Count { unchanged: 1, vanished: 1, ..Count::default() });
        assert_eq!(kept(db).await.len(), 2, "it is marked, and stays");
        assert_eq!(db.look("SELECT source_id FROM directory_listing WHERE vanished_at IS NOT NULL").await, ["B"]);
        assert_eq!(desk.import(&[CLINIC]).await.0.vanished, 0, "once");
        assert_eq!(desk.import(&[CLINIC, OTHER]).await.0, Count { changed: 1, unchanged: 1, ..Count::default() });
        assert!(db.look("SELECT source_id FROM directory_listing WHERE vanished_at IS NOT NULL").await.is_empty());
    }

    async fn what_was_withheld_by_hand_stays_so_at_every_import(db: &TestStore) {
        let desk = Desk::on(db).await;
        let (_, told) = desk.import(&[CLINIC, OTHER]).await;
        let clinic = id(&told[0]);
        app::directory::withhold(&desk.town.app, clinic).await.unwrap();
        let moved = CLINIC.replace("12 Openstreet", "99 Openstreet");
        for rows in [[CLINIC, OTHER], [moved.as_str(), OTHER]] {
            assert_eq!(desk.import(&rows).await.0, Count { unchanged: 2, withheld: 1, ..Count::default() });
            let listing = app::directory::find(&desk.town.app, clinic).await.unwrap();
            assert!(matches!(listing.whereabouts, Whereabouts::Withheld(_, Why::ByHand)));
            let all = kept(db).await.join(" ");
            for gone in ["12 Openstreet", "99 Openstreet", "98101", "47610000"] {
                assert!(!all.contains(gone), "{gone}");
            }
        }
        assert!(matches!(app::directory::withhold(&desk.town.app, Uuid::nil()).await, Err(app::Error::NotFound)));
    }

    async fn a_file_that_cannot_be_read_to_its_end_changes_nothing(db: &TestStore) {
        let desk = Desk::on(db).await;
        desk.import(&[CLINIC, OTHER]).await;
        let before = kept(db).await;
        let endless = format!("{HEADER}{SHELTER}D,\"{}", "a".repeat(5 << 20));
        assert!(matches!(desk.try_import(&endless).await, Err(ImportError::Read(ReadError::RecordTooLong(at))) if at.line == 3));
        assert!(matches!(desk.try_import(HEADER).await, Err(ImportError::Empty)), "or all would count as vanished");
        assert!(matches!(desk.try_import("id,name\n1,x\n").await, Err(ImportError::Read(ReadError::NoColumn { .. }))));
        assert_eq!(kept(db).await, before);
        assert!(db.look("SELECT source_id FROM directory_listing WHERE vanished_at IS NOT NULL").await.is_empty());
    }

    async fn no_table_holds_a_planted_address_and_the_database_refuses_one(db: &TestStore) {
        let desk = Desk::on(db).await;
        let (_, told) = desk.import(&[CLINIC, SHELTER]).await;
        let shelter = id(&told[1]);
        let all = kept(db).await.join(" ");
        for planted in ["4711", "lantedstreet", "98765", "47612340", "122345670"] {
            assert!(!all.contains(planted), "{planted}");
        }
        let report: Vec<String> = told.iter().map(|one| format!("{one:?}")).collect();
        assert!(!report.join(" ").contains("lantedstreet"));
        let place = r#"{"whereabouts":{"withheld":{"street":"4711 Plantedstreet"}}}"#.to_owned();
        let refused = db.store().write(domain::ids::OrgId::from_bytes([0; 16]), move |tx| Box::pin(async move {
            let line = store::directory::Line {
                id: shelter, source: "hrsa".into(), source_id: "C".into(), said: place, digest: vec![1], withheld: true,
            };
            store::directory::put(tx, shelter, domain::time::Timestamp::from_micros(0), vec![line]).await
        })).await;
        assert!(refused.is_err());
    }

    async fn many_rows_go_in_batches(db: &TestStore) {
        let desk = Desk::on(db).await;
        let rows: Vec<String> = (0..1_203).map(|n| {
            format!("S{n},Clinic {n},{n} Main St,Town,TX,75001,,,32.9,-96.8,\n")
        }).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        assert_eq!(desk.import(&rows).await.0, Count { taken: 1_203, ..Count::default() });
        assert_eq!(desk.import(&rows).await.0, Count { unchanged: 1_203, ..Count::default() });
        assert_eq!(db.look("SELECT CAST(COUNT(*) AS TEXT) FROM directory_run WHERE ended_at IS NOT NULL").await, ["2"]);
    }

    async fn the_same_place_in_two_sources_is_one_entry_and_the_strictest_wins(db: &TestStore) {
        let desk = Desk::on(db).await;
        desk.import(&[CLINIC, OTHER]).await;
        let app = &desk.town.app;
        let near = || Ask { near: "98101".to_owned(), km: 50.0, ..Ask::default() };
        let before = app::directory::search(app, near()).await.unwrap();
        assert_eq!(before.entries.len(), 2);
        assert!(before.entries.iter().all(|entry| entry.km.is_some()));
        // The list of an advocacy organization has the clinic too, by name, town and phone.
        let list = desk.folder.path().join("list.csv");
        std::fs::write(&list, "name,city,state,phone\nRiverside Clinic,Seattle,WA,206-555-0111\n").unwrap();
        let list = Source::Programs(list, "advocates".to_owned());
        app::directory::import(app, &list, desk.folder.path(), |_| {}).await.unwrap();
        let after = app::directory::search(app, near()).await.unwrap();
        assert_eq!(after.entries.len(), 2, "one entry, made of two lines");
        let merged = after.entries.iter().find(|entry| entry.listing.name == "Riverside Clinic").unwrap();
        assert_eq!(merged.lines.len(), 2);
        assert!(merged.is_withheld() && merged.km.is_none() && merged.id == after.entries[1].id, "behind what has a distance");
        assert!(!format!("{merged:?}").contains("Openstreet"));
        // Who withheld it is gone from its list, which may have been cut short: nothing is opened by that.
        std::fs::write(desk.folder.path().join("list.csv"), "name,city,state,phone\nElsewhere,Seattle,WA,206-555-0888\n").unwrap();
        app::directory::import(app, &list, desk.folder.path(), |_| {}).await.unwrap();
        let last = app::directory::search(app, near()).await.unwrap();
        let clinic = last.entries.iter().find(|entry| entry.listing.name == "Riverside Clinic").unwrap();
        assert!(clinic.is_withheld() && clinic.km.is_none());
    }

    async fn a_preview_says_what_an_import_would_do_and_does_nothing(db: &TestStore) {
        let desk = Desk::on(db).await;
        desk.import(&[CLINIC, OTHER]).await;
        let before = (kept(db).await, db.look("SELECT CAST(version AS TEXT) FROM directory_state").await);
        let changed = CLINIC.replace("Riverside Clinic", "Riverside Health");
        let source = Source::Hrsa(desk.file(&format!("{HEADER}{changed}{SHELTER}")));
        let would = app::directory::preview(&desk.town.app, &source, desk.folder.path(), |_| {}).await.unwrap();
        assert_eq!(would, Count { taken: 1, changed: 1, withheld: 1, vanished: 1, ..Count::default() });
        assert_eq!((kept(db).await, db.look("SELECT CAST(version AS TEXT) FROM directory_state").await), before);
        assert_eq!(desk.import(&[&changed, SHELTER]).await.0, would, "and the import does just that");
    }

    async fn what_was_withheld_by_hand_stays_so_when_its_list_numbers_it_anew(db: &TestStore) {
        let desk = Desk::on(db).await;
        let (_, told) = desk.import(&[CLINIC, OTHER]).await;
        app::directory::withhold(&desk.town.app, id(&told[0])).await.unwrap();
        let anew = CLINIC.replacen("A,", "Z,", 1);
        desk.import(&[&anew, OTHER]).await;
        let ask = Ask { words: "riverside clinic".to_owned(), ..Ask::default() };
        let found = app::directory::search(&desk.town.app, ask).await.unwrap().entries;
        assert!(found.iter().any(|entry| entry.listing.name.starts_with("Riverside")), "it is found");
        assert!(found.iter().all(|entry| entry.listing.whereabouts.place().is_none() || entry.listing.name.starts_with("Hill")));
    }

    async fn a_file_that_nobody_applies_is_deleted_after_an_hour(db: &TestStore) {
        let town = Town::on(db).await;
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), format!("{HEADER}{CLINIC}{SHELTER}")).unwrap();
        let (path, source) = (file.path().to_owned(), Source::Hrsa(file.path().to_owned()));
        let given = Uploaded { path: file.into_temp_path(), source };
        let waits = look_through_upload(&town.app, &town.dana, given).await.unwrap().id;
        town.clock.pass(59);
        keep_house_once(&town.app).await.unwrap();
        assert!(path.exists(), "its admin still reads what it would change");
        town.clock.pass(1);
        keep_house_once(&town.app).await.unwrap();
        assert!(!path.exists(), "what is withheld in it lies nowhere any more");
        assert_eq!(apply(&town.app, &town.dana, waits).await.unwrap(), Held::Gone);
    }

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

    async fn two_imports_of_one_source_at_once_mark_nothing_that_the_other_reads(db: &TestStore) {
        let desk = Desk::on(db).await;
        let app = &desk.town.app;
        let (slow, lane) = (Uuid::from_bytes([7; 16]), domain::ids::OrgId::from_bytes([0; 16]));
        let begun = app.now();
        db.store().write(lane, move |tx| Box::pin(async move {
            store::directory::begin(tx, slow, "hrsa", begun).await
        })).await.unwrap();
        desk.town.clock.pass(1);
        desk.import(&[CLINIC, OTHER]).await;
        desk.town.clock.pass(1);
        let now = app.now();
        let marked = db.store().write(lane, move |tx| Box::pin(async move {
            store::directory::vanish(tx, "hrsa", (slow, begun), now).await
        })).await.unwrap();
        assert_eq!(marked, 0);
        assert_eq!(desk.import(&[CLINIC]).await.0.vanished, 1, "what the next one does not have is marked");
    }

    async fn a_site_of_ours_that_is_withheld_is_told_without_its_place(db: &TestStore) {
        let desk = Desk::on(db).await;
        let (app, dana) = (&desk.town.app, &desk.town.dana);
        let (_, told) = desk.import(&[CLINIC, OTHER]).await;
        for one in &told {
            app::directory::as_our_site(app, dana, id(one)).await.unwrap();
        }
        app::published::set(app, dana, true).await.unwrap();
        let clinic = domain::ids::SiteId::new(id(&told[0]));
        let published = app::published::lists(app).await.unwrap().remove(0);
        assert!(published.sites.iter().any(|site| site.id == clinic));
        app::directory::withhold(app, id(&told[0])).await.unwrap();
        let published = app::published::lists(app).await.unwrap().remove(0);
        assert!(published.sites.iter().all(|site| site.id != clinic) && !published.sites.is_empty());
        let shown = app::listings::show(app, &desk.town.maya, dana.org_id()).await.unwrap();
        assert!(!format!("{:?}", shown.sites).contains("12 Openstreet") && format!("{:?}", shown.sites).contains("14 Openstreet"));
        // It can be called otherwise, and its address does not come back.
        let site = shown.sites.iter().find(|site| site.id == clinic).unwrap().clone();
        let named = domain::listing::Site { name: domain::text::Label::parse("Riverside").unwrap(), ..site.clone() };
        app::listings::save_site(app, dana, named.clone(), Some(site.mark())).await.unwrap();
        let address = domain::text::Label::parse("12 Openstreet, Seattle, WA, 98101").ok();
        let again = domain::listing::Site { address: address.clone(), ..named.clone() };
        let refused = app::listings::save_site(app, dana, again, Some(named.mark())).await;
        assert!(matches!(refused, Err(app::Error::Invalid("listing-withheld"))), "{refused:?}");
        // Nor does that of one that is called like a shelter.
        let id = domain::ids::SiteId::new(Uuid::from_bytes([9; 16]));
        let shelter = domain::listing::Site { id, address, name: domain::text::Label::parse("Hope Women's Shelter").unwrap(), ..named };
        let refused = app::listings::save_site(app, dana, shelter, None).await;
        assert!(matches!(refused, Err(app::Error::Invalid("listing-withheld"))), "{refused:?}");
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

    async fn while_no_index_knows_it_a_site_of_ours_keeps_what_its_form_does_not_show(db: &TestStore) {
        let mut desk = Desk::on(db).await;
        let told = desk.large().await;
        let label = |text: &str| domain::text::Label::parse(text).unwrap();
        let clinic = domain::ids::SiteId::new(id(&told[3]));
        app::directory::as_our_site(&desk.town.app, &desk.town.dana, id(&told[3])).await.unwrap();
        let street = label("Clinic on 3 Plainstreet");
        let stands = |sites: &[domain::listing::Site]| sites.iter().find(|site| site.id == clinic).unwrap().clone();
        let whole = stands(&app::listings::show(&desk.town.app, &desk.town.dana, desk.town.dana.org_id()).await.unwrap().sites);
        assert!(whole.address.is_some());
        let named = domain::listing::Site { name: street.clone(), ..whole.clone() };
        app::listings::save_site(&desk.town.app, &desk.town.dana, named.clone(), Some(whole.mark())).await.unwrap();
        // Another process has no index yet.
        desk.town.start_again(|| {}).await;
        let app = &desk.town.app;
        let shown = stands(&app::listings::show(app, &desk.town.dana, desk.town.dana.org_id()).await.unwrap().sites);
        assert!(shown.address.is_none() && shown.name.as_str() == "Clinic", "{shown:?}");
        let typed = domain::listing::Site { phone: Some(label("206-555-0177")), ..shown.clone() };
        let refused = app::listings::save_site(app, &desk.town.dana, domain::listing::Site { address: whole.address.clone(), ..typed.clone() }, Some(shown.mark())).await;
        assert!(matches!(refused, Err(app::Error::Invalid("listing-not-known-yet"))), "{refused:?}");
        app::listings::save_site(app, &desk.town.dana, typed.clone(), Some(shown.mark())).await.unwrap();
        app::listings::save_site(app, &desk.town.dana, typed.clone(), Some(shown.mark())).await.unwrap();
        // It is known meanwhile, and another form is sent that was shown before.
        let before = stands(&app::listings::show(app, &desk.town.dana, desk.town.dana.org_id()).await.unwrap().sites);
        app::directory::prepare(app).await.unwrap();
        let later = domain::listing::Site { phone: Some(label("206-555-0178")), ..before.clone() };
        app::listings::save_site(app, &desk.town.dana, later.clone(), Some(before.mark())).await.unwrap();
        let kept = stands(&app::listings::show(app, &desk.town.dana, desk.town.dana.org_id()).await.unwrap().sites);
        assert_eq!(kept, domain::listing::Site { phone: later.phone, ..named });
    }

    async fn a_site_is_renamed_across_the_border_of_what_is_withheld(db: &TestStore) {
        let desk = Desk::on(db).await;
        let (app, dana, label) = (&desk.town.app, &desk.town.dana, |text: &str| domain::text::Label::parse(text).unwrap());
        let id = domain::ids::SiteId::new(Uuid::from_bytes([9; 16]));
        let address = Some(label("12 Openstreet, Seattle, WA, 98101"));
        let open = domain::listing::Site { id, name: label("Hope Clinic"), phone: None, address, remark: domain::listing::Remark::default() };
        app::listings::save_site(app, dana, open.clone(), None).await.unwrap();
        let shelter = domain::listing::Site { name: label("Hope Women's Shelter"), address: None, ..open.clone() };
        app::listings::save_site(app, dana, shelter.clone(), Some(open.mark())).await.unwrap();
        let back = domain::listing::Site { name: label("Hope Clinic"), ..shelter.clone() };
        app::listings::save_site(app, dana, back.clone(), Some(shelter.mark())).await.unwrap();
        let shown = app::listings::show(app, dana, dana.org_id()).await.unwrap().sites;
        assert_eq!(shown, [back], "a new name opens nothing that the old one hid");
        let late = app::listings::save_site(app, dana, open.clone(), Some(open.mark())).await;
        assert!(matches!(late, Err(app::Error::Invalid("listing-changed-since"))), "{late:?}");
    }

    async fn a_withheld_site_that_is_called_by_its_street_alone_is_not_called_so(db: &TestStore) {
        let desk = Desk::on(db).await;
        let (app, dana) = (&desk.town.app, &desk.town.dana);
        let (_, told) = desk.import(&["A,4711 Openstreet,4711 Openstreet,Seattle,WA,98101,206-555-0111,,47.61,-122.33,\n"]).await;
        app::directory::as_our_site(app, dana, id(&told[0])).await.unwrap();
        app::directory::withhold(app, id(&told[0])).await.unwrap();
        let shown = app::listings::show(app, dana, dana.org_id()).await.unwrap().sites;
        assert!(!format!("{shown:?}").contains("Openstreet"), "{shown:?}");
        assert_eq!(shown[0].name.as_str(), "Clinic / Clínica");
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
