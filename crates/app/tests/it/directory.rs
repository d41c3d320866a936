//! What others publish is read into the store: once, whole or not at all, and nobody is led to a shelter.

mod at_once;
mod hand;
mod index;
mod ours;
mod unowned;
mod uploads;

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

    async fn hours_that_staff_say_take_none_away(db: &TestStore) {
        let desk = Desk::on(db).await;
        let (app, dana) = (&desk.town.app, &desk.town.dana);
        let row = |id: &str, name: &str| format!("{id},{name},Seattle,WA,206-555-01{id},24 hours\n");
        let list = desk.folder.path().join("list.csv");
        let rows = [row("11", "Harbor Program"), row("12", "Hill Program"), "13,Quay Program,Seattle,WA,206-555-0113,\n".to_owned()];
        std::fs::write(&list, format!("id,name,city,state,phone,hours\n{}", rows.concat())).unwrap();
        let (list, mut told) = (Source::Programs(list, "advocates".to_owned()), Vec::new());
        app::directory::import(app, &list, desk.folder.path(), |one| told.push(one)).await.unwrap();
        for (one, words) in told.iter().zip(["Closed on the fourth of July", "Mon-Fri 9-5", "Open day and night"]) {
            let form = app.next_id();
            app::directory::suggest(app, dana, form, id(one), app::directory::Change::Hours, words).await.unwrap();
            app::directory::answer(app, dana, form, true).await.unwrap();
        }
        let night = 2 * 24 * 60 + 3 * 60;
        for (one, is_open) in told.iter().zip([Some(true), Some(false), Some(true)]) {
            let shown = app::directory::public_entry(app, id(one)).await.unwrap();
            assert!(shown.is_withheld() && shown.listing.open.said.is_empty());
            assert_eq!(shown.listing.open.at(night), is_open, "{shown:?}");
        }
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

    async fn every_row_of_a_file_and_of_its_import_is_told_to_who_gave_it_for_an_hour(db: &TestStore) {
        let desk = Desk::on(db).await;
        let (app, dana) = (&desk.town.app, &desk.town.dana);
        desk.import(&[CLINIC, OTHER]).await;
        let many: String = (0..80).map(Desk::row).collect();
        let changed = OTHER.replace("Hill Clinic", "Hill Health");
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), format!("{HEADER}{CLINIC}{changed}{SHELTER}D,Broken,1 Main St\n{many}")).unwrap();
        let source = Source::Hrsa(file.path().to_owned());
        let looked = look_through_upload(app, dana, Uploaded { path: file.into_temp_path(), source }).await.unwrap();
        assert!(looked.rows.len() < 50, "those that a person should see");
        let read = |id| app::directory::rows(app, dana, id).unwrap().collect::<Result<Vec<Told>, _>>().unwrap();
        let all = read(looked.id);
        assert_eq!(all.len(), 84);
        let lines: Vec<u64> = all.iter().map(|told| told.at.line).collect();
        assert_eq!(lines, (2..86).collect::<Vec<u64>>(), "every row, with its line");
        let is = |n: usize, wanted: Listed| matches!(&all[n].fate, Fate::Listed(listed, ..) if *listed == wanted);
        assert!(is(0, Listed::Unchanged) && is(1, Listed::Changed) && is(2, Listed::Taken) && is(83, Listed::Taken));
        assert!(matches!(&all[2].fate, Fate::Listed(_, _, true, _)) && matches!(&all[3].fate, Fate::Refused(_)));
        assert!(!format!("{all:?}").contains("lantedstreet"));
        // The same of the import itself, under the id of its run.
        assert_eq!(apply(app, dana, looked.id).await.unwrap(), Held::Begun);
        let run = loop {
            let runs = app::directory::runs(app, dana).await.unwrap();
            // It has them once it has come to its end.
            if let Some(run) = runs.iter().find(|run| app::directory::has_rows(app, dana, run.id)) {
                break run.id;
            }
            tokio::task::yield_now().await;
        };
        assert_eq!(read(run), all);
        // A colleague who may import did not give it.
        assert!(app::directory::rows(app, &desk.town.rosa, run).is_err());
        desk.town.clock.pass(60);
        assert!(app::directory::rows(app, dana, run).is_err(), "an hour");
        keep_house_once(app).await.unwrap();
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
}
