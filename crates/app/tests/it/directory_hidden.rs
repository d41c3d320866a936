//! What is withheld is told by no other line, by no list of cards, and by no list that was cut short; and keeping the directory true.

use app::directory::{Ask, Change, Fate, Source};
use app::{Error, Session};
use domain::ids::SiteId;
use domain::listing::{Remark, Site};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use testkit::both_backends;
use testkit::town::{Town, label};
use uuid::Uuid;

const HEADER: &str =
    "bphc_site_number,site_name,street,city,state,zip,phone,website,latitude,longitude,address_withheld\n";
const PLANTED: &str = "A,Harbor Planted Clinic,4711 Planted Ave,Seattle,WA,98101,206-555-0111,,47.61,-122.33,\n";
const OTHER: &str = "B,Hill Clinic,14 Openstreet,Seattle,WA,98102,206-555-0112,,47.62,-122.32,\n";
const LIST: &str = "name,city,state,phone,website\nHarbor Planted Clinic,Seattle,WA,206-555-0111,\n";

/// The town's node, and a folder for its files.
struct Desk {
    town: Town,
    folder: tempfile::TempDir,
}

impl Desk {
    async fn on(db: &testkit::TestStore) -> Self {
        Self { town: Town::on(db).await, folder: tempfile::tempdir().unwrap() }
    }
    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }
    /// Reads a source, and answers its lines.
    async fn import(&self, source: &Source) -> Vec<Uuid> {
        let mut lines = Vec::new();
        app::directory::import(&self.town.app, source, self.folder.path(), |one| {
            if let Fate::Listed(_, id, ..) = one.fate {
                lines.push(id);
            }
        })
        .await
        .unwrap();
        lines
    }
    async fn sites(&self, rows: &str) -> Vec<Uuid> {
        self.import(&Source::Hrsa(self.file("sites.csv", &format!("{HEADER}{rows}")))).await
    }
    async fn list(&self, text: &str) -> Vec<Uuid> {
        self.import(&Source::Programs(self.file("list.csv", text), "advocates".to_owned())).await
    }
    /// A service of another list at this street, which nothing but the street shows to be near a site there.
    async fn service(&self, street: &str) -> Uuid {
        let at = format!("p,l,{street},Seattle,WA,98101,US");
        let folder = self.folder.path().join("services");
        std::fs::create_dir_all(&folder).unwrap();
        for (file, text) in [
            ("organizations.csv", "id,name\no,Harbor Clinic\n".to_owned()),
            ("services.csv", "id,organization_id,name\ns,o,Harbor Clinic\n".to_owned()),
            ("locations.csv", "id,name,organization_id\nl,Harbor Clinic,o\n".to_owned()),
            ("services_at_location.csv", "id,service_id,location_id\nsl,s,l\n".to_owned()),
            (
                "physical_addresses.csv",
                format!("id,location_id,address_1,city,state_province,postal_code,country\n{at}\n"),
            ),
        ] {
            std::fs::write(folder.join(file), text).unwrap();
        }
        self.import(&Source::Hsds(folder, "city".to_owned())).await[0]
    }
    async fn suggests(&self, who: &Session, line: Uuid, change: Change, words: &str) {
        let form = self.town.app.next_id();
        app::directory::suggest(&self.town.app, who, form, line, change, words).await.unwrap();
    }
    /// The lead takes what was suggested last.
    async fn takes(&self) {
        let (app, dana) = (&self.town.app, &self.town.dana);
        let asked = app::directory::work(app, dana).await.unwrap().suggestions.pop().unwrap();
        app::directory::answer(app, dana, asked.id, true).await.unwrap();
    }
    async fn found(&self, words: &str) -> Vec<app::directory::Entry> {
        let ask = Ask { words: words.to_owned(), ..Ask::default() };
        app::directory::search(&self.town.app, ask).await.unwrap().entries
    }
}

/// Whatever the database holds of the directory, in small letters.
async fn kept(db: &testkit::TestStore) -> String {
    let all = [
        db.look("SELECT said FROM directory_listing ORDER BY id").await,
        db.look("SELECT source_id FROM directory_listing ORDER BY id").await,
    ];
    all.concat().join("\n").to_lowercase()
}

/// From now on no service of another list can be withheld; or it can again.
async fn refuse(db: &testkit::TestStore, is_refused: bool) {
    let is_server = std::env::var("TEST_PG_URL").is_ok() && db.files().is_empty();
    let statement = match (is_server, is_refused) {
        (true, true) => {
            "ALTER TABLE directory_listing ADD CONSTRAINT refused CHECK (source NOT LIKE 'hsds%' OR by_hand_at IS NULL)"
        }
        (true, false) => "ALTER TABLE directory_listing DROP CONSTRAINT refused",
        (false, true) => {
            "CREATE TRIGGER refused BEFORE UPDATE ON directory_listing WHEN OLD.source LIKE 'hsds%' \
             BEGIN SELECT RAISE(ABORT, 'refused'); END"
        }
        (false, false) => "DROP TRIGGER refused",
    };
    db.tamper(statement).await;
}

both_backends! {
    async fn what_one_line_names_goes_out_of_every_line_of_the_place(db: &TestStore) {
        let desk = Desk::on(db).await;
        let (app, dana) = (&desk.town.app, &desk.town.dana);
        let site = desk.sites(&format!("{PLANTED}{OTHER}")).await[0];
        desk.town.clock.pass(24 * 60);
        desk.list(LIST).await;
        let shown = app::directory::public_entry(app, site).await.unwrap();
        assert_eq!((shown.listing.name.as_str(), shown.lines.len()), ("Harbor Clinic", 2));
        app::directory::withhold_by(app, dana, site).await.unwrap();
        for round in 0..3 {
            assert!(!kept(db).await.contains("planted"), "{round}: {}", kept(db).await);
            app::directory::prepare(app).await.unwrap();
            assert!(!format!("{:?}", desk.found("planted").await).contains("Harbor"), "{round}");
            let shown = app::directory::public_entry(app, site).await.unwrap();
            assert_eq!(shown.listing.name, "Harbor Clinic", "{round}");
            // Both lists are read again: neither brings the word back.
            if round == 0 {
                desk.list(LIST).await;
            } else {
                desk.sites(&format!("{PLANTED}{OTHER}")).await;
            }
        }
    }

    async fn what_staff_said_before_bears_no_street_afterwards(db: &TestStore) {
        let desk = Desk::on(db).await;
        let (app, dana) = (&desk.town.app, &desk.town.dana);
        let site = desk.sites(PLANTED).await[0];
        desk.suggests(&desk.town.rosa, site, Change::Website, "https://plantedavenueclinic.example").await;
        desk.takes().await;
        assert!(kept(db).await.contains("plantedavenueclinic"));
        app::directory::withhold_by(app, dana, site).await.unwrap();
        let shown = || async { format!("{:?}", app::directory::public_entry(app, site).await.unwrap()).to_lowercase() };
        assert!(!kept(db).await.contains("planted") && !shown().await.contains("planted"), "{}", shown().await);
        desk.suggests(&desk.town.rosa, site, Change::Phone, "206-555-0177").await;
        desk.takes().await;
        assert!(!kept(db).await.contains("planted") && !shown().await.contains("planted"));
        assert!(shown().await.contains("+12065550177"));
    }

    async fn cards_name_no_street_of_a_site_that_is_withheld(db: &TestStore) {
        let desk = Desk::on(db).await;
        let (app, dana, maya) = (&desk.town.app, &desk.town.dana, &desk.town.maya);
        // One is called so; the other is withheld after its cards were made.
        let id = SiteId::new(app.next_id());
        let site = Site { id, name: label("Plintham Avenue Women's Shelter"), phone: None, address: None, remark: Remark::default() };
        app::listings::save_site(app, dana, site, None).await.unwrap();
        let clinic = desk.sites("A,Clinic on Zarquon Avenue,31 Zarquon Ave,Seattle,WA,98101,206-555-0111,,47.61,-122.33,\n").await[0];
        app::directory::as_our_site(app, dana, clinic).await.unwrap();
        for site in [id, SiteId::new(clinic)] {
            let new = app::cards::NewBatch { id: domain::ids::BatchId::new(app.next_id()), site, cards: 50 };
            app::cards::make(app, dana, desk.town.partnership, new).await.unwrap();
        }
        assert!(!db.look("SELECT site FROM card_batch WHERE org_id <> by_org").await.concat().contains("Plintham"));
        app::directory::withhold_by(app, dana, clinic).await.unwrap();
        for reader in [dana, maya] {
            let view = app::cards::show(app, reader, desk.town.partnership).await.unwrap();
            let sheet = app::cards::sheet(app, reader, desk.town.partnership, view.batches[0].id).await.unwrap();
            let told = format!("{view:?} {sheet:?}");
            assert_eq!(view.batches.len(), 2);
            assert!(!told.contains("Plintham") && !told.contains("Zarquon") && told.contains("Women's Shelter"), "{told}");
        }
        let ours = format!("{:?}", app::people::sites(app, dana).await.unwrap());
        assert!(!ours.contains("Plintham") && !ours.contains("Zarquon"), "{ours}");
        // Its cards say no more than that once no site is called so.
        for round in ["renamed", "closed"] {
            if round == "renamed" {
                let sites = app::listings::show(app, dana, dana.org_id()).await.unwrap().sites;
                let shown = sites.into_iter().find(|site| site.id == SiteId::new(clinic)).unwrap();
                let named = Site { name: label("Harbor Annex"), ..shown.clone() };
                app::listings::save_site(app, dana, named, Some(shown.mark())).await.unwrap();
            } else {
                app::listings::close_site(app, dana, SiteId::new(clinic)).await.unwrap();
            }
            for reader in [dana, maya] {
                let told = format!("{:?}", app::cards::show(app, reader, desk.town.partnership).await.unwrap().batches);
                assert!(!told.contains("Zarquon") && told.contains("Clinic"), "{round}: {told}");
            }
        }
    }

    async fn withholding_answers_while_the_rest_is_tried_again(db: &TestStore) {
        let desk = Desk::on(db).await;
        let (app, dana) = (&desk.town.app, &desk.town.dana);
        let folder = desk.folder.path().join("index");
        app::directory::keep_index_in(app, folder.clone()).unwrap();
        let site = desk.sites("A,Harbor Annex,77 Plainstreet,Seattle,WA,98101,206-555-0199,,47.61,-122.33,\n").await[0];
        let twin = desk.service("77 Plainstreet").await;
        // No index can be made: what may be the same by its street is found by comparing.
        std::fs::remove_dir(&folder).unwrap();
        refuse(db, true).await;
        let soon = Duration::from_secs(10);
        tokio::time::timeout(soon, app::directory::withhold_by(app, dana, site)).await.expect("it answers").unwrap();
        assert!(app::directory::find(app, site).await.unwrap().whereabouts.is_withheld(), "the line itself, at once");
        // Nor does whoever says it on the page of the place wait for an index.
        tokio::time::timeout(Duration::from_secs(2), desk.suggests(dana, site, Change::Withhold, "")).await.expect("no second look");
        assert!(!app::directory::find(app, twin).await.unwrap().whereabouts.is_withheld());
        refuse(db, false).await;
        let mut waited = 0;
        while !app::directory::find(app, twin).await.unwrap().whereabouts.is_withheld() {
            waited += 1;
            assert!(waited < 200, "it is tried again until it can");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    async fn a_command_that_cannot_withhold_all_says_so(db: &TestStore) {
        let desk = Desk::on(db).await;
        let app = &desk.town.app;
        let folder = desk.folder.path().join("index");
        app::directory::keep_index_in(app, folder.clone()).unwrap();
        let site = desk.sites("A,Harbor Annex,77 Plainstreet,Seattle,WA,98101,206-555-0199,,47.61,-122.33,\n").await[0];
        let twin = desk.service("77 Plainstreet").await;
        std::fs::remove_dir(&folder).unwrap();
        refuse(db, true).await;
        let done = tokio::time::timeout(Duration::from_secs(30), app::directory::withhold(app, site)).await.expect("it ends");
        assert!(done.is_err(), "and says that it did not");
        assert!(app::directory::find(app, site).await.unwrap().whereabouts.is_withheld());
        assert!(!app::directory::find(app, twin).await.unwrap().whereabouts.is_withheld());
    }

    async fn who_keeps_the_directory_asks_nobody_whether_a_place_is_told(db: &TestStore) {
        let desk = Desk::on(db).await;
        let app = &desk.town.app;
        let lines = desk.sites(&format!("{PLANTED}{OTHER}")).await;
        desk.suggests(&desk.town.rosa, lines[0], Change::Withhold, "").await;
        assert!(!app::directory::find(app, lines[0]).await.unwrap().whereabouts.is_withheld(), "a lead answers");
        desk.suggests(&desk.town.dana, lines[1], Change::Withhold, "").await;
        assert!(app::directory::find(app, lines[1]).await.unwrap().whereabouts.is_withheld(), "at once");
        assert_eq!(app::directory::work(app, &desk.town.dana).await.unwrap().suggestions.len(), 1, "nothing is left to answer");
    }

    async fn an_address_that_was_left_empty_while_nothing_was_known_stays(db: &TestStore) {
        let mut desk = Desk::on(db).await;
        let rows: Vec<String> = (0..1_100).map(|n| {
            format!("S{n},Clinic number{n},{n} Plainstreet,Seattle,WA,98101,206-{:03}-{:04},,47.61,-122.33,\n", 200 + n / 1_000, n % 1_000 + 1_000)
        }).collect();
        let line = desk.sites(&rows.concat()).await[3];
        app::directory::prepare(&desk.town.app).await.unwrap();
        app::directory::as_our_site(&desk.town.app, &desk.town.dana, line).await.unwrap();
        let site = |sites: Vec<Site>| sites.into_iter().find(|site| site.id == SiteId::new(line)).unwrap();
        let whole = site(app::listings::show(&desk.town.app, &desk.town.dana, desk.town.dana.org_id()).await.unwrap().sites);
        assert!(whole.address.is_some());
        // Another process has no index yet: the form that was shown before is refused, and the lead does what it says.
        desk.town.start_again(|| {}).await;
        let (app, dana) = (&desk.town.app, &desk.town.dana);
        let typed = Site { phone: Some(label("206-555-0177")), ..whole.clone() };
        let refused = app::listings::save_site(app, dana, typed.clone(), Some(whole.mark())).await;
        assert!(matches!(refused, Err(Error::Invalid("listing-not-known-yet"))), "{refused:?}");
        app::listings::save_site(app, dana, Site { address: None, ..typed.clone() }, Some(whole.mark())).await.unwrap();
        app::directory::prepare(app).await.unwrap();
        let kept = site(app::listings::show(app, dana, dana.org_id()).await.unwrap().sites);
        assert_eq!(kept, typed);
        // Once it is known, an empty address says that there is none.
        app::listings::save_site(app, dana, Site { address: None, ..typed.clone() }, Some(typed.mark())).await.unwrap();
        assert_eq!(site(app::listings::show(app, dana, dana.org_id()).await.unwrap().sites).address, None);
    }

    async fn a_list_that_was_cut_short_opens_nothing_and_what_no_list_names_is_not_found(db: &TestStore) {
        let desk = Desk::on(db).await;
        let app = &desk.town.app;
        let site = desk.sites(&format!("{PLANTED}{OTHER}")).await[0];
        let shelter = "Quexal Shelter,Seattle,WA,206-555-0190,\n";
        desk.list(&format!("{LIST}{shelter}")).await;
        assert_eq!(desk.found("quexal").await.len(), 1);
        desk.list("name,city,state,phone,website\nElsewhere,Tacoma,WA,206-555-0888,\n").await;
        for again in [false, true] {
            let shown = app::directory::public_entry(app, site).await.unwrap();
            assert!(shown.is_withheld() && !format!("{shown:?}").contains("Planted Ave"), "{again}: {shown:?}");
            assert!(desk.found("quexal").await.is_empty(), "{again}");
            desk.sites(&format!("{PLANTED}{OTHER}")).await;
        }
        let hill = desk.found("hill").await;
        assert!(hill[0].listing.whereabouts.place().is_some(), "nothing else is hidden");
    }

    async fn what_no_list_names_any_more_says_nothing_and_somebody_can_say_that_it_is_another(db: &TestStore) {
        let desk = Desk::on(db).await;
        let (app, dana) = (&desk.town.app, &desk.town.dana);
        let site = desk.sites(&format!("{PLANTED}{OTHER}")).await[0];
        desk.town.clock.pass(24 * 60);
        let listed = desk.list(&LIST.replace("0111,", "0111,https://advocates.example")).await[0];
        let shown = || async { app::directory::public_entry(app, site).await.unwrap() };
        assert_eq!((shown().await.listing.website.as_deref(), shown().await.lines.len()), (Some("https://advocates.example"), 2));
        desk.list("name,city,state,phone,website\nElsewhere,Tacoma,WA,206-555-0888,\n").await;
        let left = shown().await;
        assert!(left.is_withheld() && !format!("{left:?}").contains("Planted"), "{left:?}");
        assert_eq!((left.listing.website.as_deref(), left.lines.len()), (None, 1), "it says nothing any more");
        assert_eq!(app::directory::work(app, dana).await.unwrap().n_pairs, 1);
        app::directory::decide(app, dana, (site, listed), false).await.unwrap();
        assert!(shown().await.listing.whereabouts.place().is_some(), "a list that was read by mistake hides nothing for ever");
    }

    async fn an_import_that_was_given_up_half_way_is_taken_up_by_giving_the_file_again(db: &TestStore) {
        let desk = Desk::on(db).await;
        let rows: Vec<String> = (0..2_600).map(|n| format!("S{n},Clinic {n},{n} Main St,Town,TX,75001,,,32.9,-96.8,\n")).collect();
        let source = Source::Hrsa(desk.file("sites.csv", &format!("{HEADER}{}", rows.concat())));
        let told = Arc::new(AtomicUsize::new(0));
        let half = tokio::spawn({
            let (app, source, folder, told) = (desk.town.app.clone(), source.clone(), desk.folder.path().to_owned(), told.clone());
            async move { app::directory::import(&app, &source, &folder, |_| { told.fetch_add(1, Ordering::SeqCst); }).await.map(drop) }
        });
        while told.load(Ordering::SeqCst) == 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        half.abort();
        assert!(half.await.unwrap_err().is_cancelled(), "it was given up before its end");
        let stand = db.look("SELECT source_id FROM directory_listing WHERE vanished_at IS NULL").await.len();
        assert!(stand >= 500, "what was written stands: {stand}");
        assert_eq!(db.look("SELECT source FROM directory_run WHERE ended_at IS NULL").await, ["hrsa"]);
        desk.town.clock.pass(1);
        let count = app::directory::import(&desk.town.app, &source, desk.folder.path(), |_| {}).await.unwrap();
        assert_eq!(count.taken + count.unchanged, 2_600);
        assert!(count.unchanged >= stand as u64 && count.changed == 0 && count.vanished == 0, "{count:?}");
        assert_eq!(db.look("SELECT source_id FROM directory_listing WHERE vanished_at IS NULL").await.len(), 2_600);
    }

    async fn an_entry_has_an_owner_and_the_stalest_stands_first_until_somebody_looked(db: &TestStore) {
        let desk = Desk::on(db).await;
        let (app, dana) = (&desk.town.app, &desk.town.dana);
        let lines = desk.sites(&format!("{PLANTED}{OTHER}")).await;
        let (rosa, maya) = (desk.town.rosa.member(), desk.town.maya.member());
        assert!(matches!(app::directory::look_after(app, dana, lines[0], Some(maya)).await, Err(Error::NotFound)), "no colleague");
        assert!(matches!(app::directory::look_after(app, &desk.town.rosa, lines[0], Some(rosa)).await, Err(Error::NotFound)));
        for line in &lines {
            app::directory::look_after(app, dana, *line, Some(rosa)).await.unwrap();
        }
        let entry = app::directory::entry(app, dana, lines[0]).await.unwrap();
        assert_eq!(app::directory::owner(app, dana, &entry).await.unwrap(), Some(rosa));
        assert_eq!(app::directory::owner(app, &desk.town.maya, &entry).await.unwrap(), None, "each organization has its own");
        // Whichever was looked at last stands behind.
        for (looked, first) in [(0, 1), (1, 0)] {
            desk.town.clock.pass(3 * 24 * 60);
            let dana = &desk.town.again(dana).await;
            app::directory::right(app, dana, lines[looked]).await.unwrap();
            let entry = app::directory::entry(app, dana, lines[looked]).await.unwrap();
            assert_eq!(entry.checked_on(), Some(domain::day::Day::of(app.now(), "UTC")));
            let work = app::directory::work(app, dana).await.unwrap();
            let order: Vec<Uuid> = work.ours.iter().map(|(entry, _)| entry.id).collect();
            assert_eq!(order, [lines[first], lines[looked]]);
        }
        let dana = &desk.town.again(dana).await;
        app::directory::look_after(app, dana, lines[0], None).await.unwrap();
        let work = app::directory::work(app, dana).await.unwrap();
        assert_eq!(work.ours.len(), 1, "nobody looks after it");
    }

    async fn what_somebody_decided_to_be_two_stays_two(db: &TestStore) {
        let desk = Desk::on(db).await;
        let (app, dana) = (&desk.town.app, &desk.town.dana);
        let site = desk.sites("A,Harbor Annex,77 Plainstreet,Seattle,WA,98101,206-555-0199,,47.61,-122.33,\n").await[0];
        let service = desk.service("77 Plainstreet").await;
        let pairs = || async { app::directory::work(app, dana).await.unwrap().n_pairs };
        assert_eq!(pairs().await, 1);
        app::directory::decide(app, dana, (service, site), false).await.unwrap();
        assert_eq!(pairs().await, 0);
        app::directory::prepare(app).await.unwrap();
        assert_eq!(pairs().await, 0, "nobody is asked again");
        // Withholding one leaves the other.
        app::directory::withhold_by(app, dana, site).await.unwrap();
        assert!(app::directory::public_entry(app, service).await.unwrap().listing.whereabouts.place().is_some());
    }
}
