//! What an admin gives: where it lies, how far it is read, and that every row of it is told.

use super::*;
use app::directory::{Beside, HowFar, being_read, import_saying, keep_uploads_in, uploads_lie_in};
use std::path::Path;
use std::sync::{Arc, Mutex};

/// What lies in a folder.
fn lies_in(folder: &Path) -> usize {
    std::fs::read_dir(folder).unwrap().count()
}

/// A file as a page takes it in.
fn given(app: &app::App, text: &str) -> Uploaded {
    let file = tempfile::Builder::new().prefix("upload-").suffix(".csv").tempfile_in(uploads_lie_in(app)).unwrap();
    std::fs::write(file.path(), text).unwrap();
    let source = Source::Hrsa(file.path().to_owned());
    Uploaded { path: file.into_temp_path(), source }
}

both_backends! {
    async fn what_an_admin_gives_lies_in_a_folder_of_the_process_and_goes_from_there(db: &TestStore) {
        let desk = Desk::on(db).await;
        let (app, dana) = (&desk.town.app, &desk.town.dana);
        let place = desk.folder.path().join("node.db.uploads");
        let dead = place.join("process-dead");
        std::fs::create_dir_all(&dead).unwrap();
        std::fs::write(dead.join("upload-old"), SHELTER).unwrap();
        keep_uploads_in(app, &place).unwrap();
        assert!(!dead.exists(), "what was left by a process that was killed");
        let folder = uploads_lie_in(app);
        assert!(folder.starts_with(&place));
        let before = lies_in(&folder);
        let looked = look_through_upload(app, dana, given(app, &format!("{HEADER}{CLINIC}{SHELTER}"))).await.unwrap();
        assert_eq!(lies_in(&folder), before + 2, "the file, and what would become of its rows");
        apply(app, dana, looked.id).await.unwrap();
        while !being_read(app, dana).unwrap().is_empty() {
            tokio::task::yield_now().await;
        }
        desk.town.clock.pass(60);
        // What becomes of the rows is laid there a moment after the end.
        while lies_in(&folder) > before {
            keep_house_once(app).await.unwrap();
            tokio::task::yield_now().await;
        }
    }

    async fn how_far_a_file_is_read_is_said_and_then_how_far_it_is_written(db: &TestStore) {
        let desk = Desk::on(db).await;
        let rows: String = (0..2_500).map(Desk::row).collect();
        let source = Source::Hrsa(desk.file(&format!("{HEADER}{rows}")));
        let said: Arc<Mutex<Vec<HowFar>>> = Arc::default();
        let say = said.clone();
        import_saying(&desk.town.app, &source, desk.folder.path(), move |far| say.lock().unwrap().push(far), |_| {}).await.unwrap();
        let far = |is_written, rows| HowFar { is_written, read: rows, judged: rows };
        assert_eq!(*said.lock().unwrap(), [far(false, 1_000), far(false, 2_000), far(true, 1_000), far(true, 2_000)]);
        // Tables are read whole before anything is known of a row.
        let folder = desk.folder.path().join("tables");
        std::fs::create_dir(&folder).unwrap();
        let services: String = (0..6_000).map(|n| format!("S{n},Food number{n},active\n")).collect();
        std::fs::write(folder.join("services.csv"), format!("id,name,status\n{services}")).unwrap();
        let (source, say) = (Source::Hsds(folder, "city".to_owned()), said.clone());
        said.lock().unwrap().clear();
        import_saying(&desk.town.app, &source, desk.folder.path(), move |far| say.lock().unwrap().push(far), |_| {}).await.unwrap();
        let said = said.lock().unwrap();
        assert_eq!(said[0], HowFar { is_written: false, read: 5_000, judged: 0 });
        assert!(said.iter().any(|far| far.is_written && far.judged == 6_000), "{said:?}");
    }

    async fn of_a_file_without_any_listing_every_row_is_told_all_the_same(db: &TestStore) {
        let desk = Desk::on(db).await;
        desk.import(&[CLINIC]).await;
        let source = Source::Hrsa(desk.file(&format!("{HEADER}B,Short\n,No id,1 Main St,Town,TX,75001,,,,,\n")));
        let mut told = Vec::new();
        let done = app::directory::import(&desk.town.app, &source, desk.folder.path(), |one| told.push(one)).await;
        assert!(matches!(done, Err(ImportError::Empty)));
        assert_eq!(told.iter().map(|one| one.at.line).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(kept(db).await.len(), 1, "and the directory is as it was");
    }

    async fn what_is_written_is_what_was_looked_through(db: &TestStore) {
        let desk = Desk::on(db).await;
        let rows: String = (0..2_500).map(Desk::row).collect();
        let path = desk.file(&format!("{HEADER}{rows}"));
        let (source, list) = (Source::Hrsa(path.clone()), HEADER.to_owned() + CLINIC);
        let say = move |far: HowFar| {
            if far.is_written {
                std::fs::write(&path, &list).unwrap();
            }
        };
        let count = import_saying(&desk.town.app, &source, desk.folder.path(), say, |_| {}).await.unwrap();
        assert_eq!(count, Count { taken: 2_500, ..Count::default() }, "whatever stands in the file by then");
        assert_eq!(desk.import(&[CLINIC]).await.0, Count { taken: 1, vanished: 2_500, ..Count::default() });
    }

    async fn a_look_at_many_rows_knows_of_each_what_was_kept(db: &TestStore) {
        let desk = Desk::on(db).await;
        let row = |n: usize, changed: bool| {
            let row = Desk::row(n);
            if changed { row.replace("Plainstreet", "Otherstreet") } else { row }
        };
        let before: Vec<String> = (0..1_600).map(|n| row(n, false)).collect();
        desk.import(&before.iter().map(String::as_str).collect::<Vec<_>>()).await;
        let after: String = (400..2_000).map(|n| row(n, n % 3 == 0)).collect();
        let source = Source::Hrsa(desk.file(&format!("{HEADER}{after}")));
        let would = app::directory::preview(&desk.town.app, &source, desk.folder.path(), |_| {}).await.unwrap();
        assert_eq!(would, Count { taken: 400, changed: 400, unchanged: 800, vanished: 400, ..Count::default() });
    }

    async fn rows_that_are_no_listings_are_told_and_nothing_of_them_is_kept(db: &TestStore) {
        let desk = Desk::on(db).await;
        let (count, told) = desk.import(&[CLINIC, CLINIC, OTHER]).await;
        assert_eq!(count, Count { taken: 2, ..Count::default() });
        let lines: Vec<u64> = told.iter().map(|one| one.at.line).collect();
        assert_eq!(lines, [2, 3, 4], "the row that stands there twice has a line");
        assert_eq!(told[1].fate, Fate::Beside(Beside::Again("A".to_owned())));
        let folder = desk.folder.path().join("tables");
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("organizations.csv"), "id,name\nO1,Food\n").unwrap();
        // More than one batch of them, between what is kept.
        let phones: String = (0..5_200).map(|n| format!("P{n},O1,206-555-{n:04}\n")).collect();
        std::fs::write(folder.join("phones.csv"), format!("id,organization_id,number\n{phones}")).unwrap();
        std::fs::write(folder.join("contacts.csv"), "id,name\nC1,Perpetua\n").unwrap();
        let (source, mut told) = (Source::Hsds(folder, "city".to_owned()), Vec::new());
        let count = app::directory::import(&desk.town.app, &source, desk.folder.path(), |one| told.push(one)).await.unwrap();
        assert_eq!(count, Count { taken: 1, refused: 200, ..Count::default() });
        let of = |wanted: fn(&Fate) -> bool| told.iter().filter(|one| wanted(&one.fate)).count();
        assert_eq!(of(|fate| matches!(fate, Fate::Beside(Beside::Part))), 5_000);
        assert_eq!(of(|fate| matches!(fate, Fate::LeftOut(name) if name == "contacts.csv")), 1);
    }
}
