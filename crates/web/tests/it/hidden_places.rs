//! Whatever this product puts out, by whichever way, nobody is led to a place that is withheld: planted addresses of shelters
//! and of advocacy organizations are looked for in every output there is.

use crate::browser::{Browser, Got};
use crate::canary::Log;
use crate::directory_pages::file;
use crate::hidden_planted::{old_shelter, wrong_cells};
use crate::hidden_posted;
use crate::pdf_text;
use app::cards::NewBatch;
use app::directory::Source;
use app::directory::listing::SourceKey;
use axum::http::Method;
use domain::ids::{BatchId, SiteId};
use domain::member::Role;
use std::collections::BTreeSet;
use testkit::town::{Town, confirm_sheet, hire};
use uuid::Uuid;

/// Whatever would give one of the planted places back: street, number, ZIP, point, a word of a path.
const PLANTED: &[&str] = &[
    "4711",
    "lantedstreet",
    "60699",
    "98799",
    "41976",
    "41.976",
    "-87612",
    "87.612",
    "4799",
    "iddenlane",
    "iddenlane-map",
    // A street without a number in a name, a corner as the name of a place, and a site that one of the town took for its own.
    "plintham",
    "quexal",
    "zarquonway",
    // The same, with the street in its name.
    "vexley",
    // A shelter that its services are not called like, and what is said of it in the wrong cell.
    "4821",
    "ormwoodrow",
    "60677",
    "3933",
    "kestrelmere",
    "60655",
    "nightjarway",
    // What else is at the door of a place that was withheld by hand, and a site of a shelter by another name.
    "5077",
    "thistledene",
    "6188",
    "wrenfallow",
    // The fax of what is withheld stands in an office.
    "555-3399",
    "5553399",
];

/// Each source brings places that must be withheld, for another reason each.
fn plant(town: &Town) -> Vec<Source> {
    let folder = town.folder.path();
    let sites = "bphc_site_number,site_name,street,city,state,zip,phone,website,latitude,longitude,address_withheld\n\
        A,Riverside Clinic,12 Openstreet,Chicago,IL,60614,312-555-0111,,41.92,-87.65,\n\
        C,Lantern Shelter at 4711 Plantedstreet,4711 Plantedstreet,Chicago,IL,60699,312-555-0113,https://l.example/plantedstreet,41.97654,-87.61234,\n\
        D,Clinic beside it,4711 Plantedstreet,Chicago,IL,60699,312-555-0114,,41.97654,-87.61234,\n\
        E,Marked Clinic,4711 Plantedstreet Suite 2,Chicago,IL,60699,312-555-0115,,41.97654,-87.61234,Y\n\
        G,PLINTHAM STREET WOMEN'S CENTER,923 N Plintham St,Toledo,OH,43604,419-555-0116,,41.66,-83.55,\n\
        I,Clinic on Vexley Avenue,31 Vexley Ave,Toledo,OH,43606,419-555-0118,,41.68,-83.57,\n\
        J,Quay Annex,5077 Thistledene,Toledo,OH,43607,419-555-0120,,41.69,-83.58,\n\
        K,Dental Annex,5077 Thistledene Suite 4,Toledo,OH,43607,419-555-0121,,,,\n\
        L,Eye Clinic behind 5077 Thistledene,8 Farstreet,Toledo,OH,43608,419-555-0122,,41.7,-83.6,\n\
        H,Zarquon Clinic,31 Zarquonway,Toledo,OH,43605,419-555-0117,,41.67,-83.56,\n\
        F,Harbor Health,4799 Hiddenlane,Seattle,WA,98799,206-555-0199,https://h.example/hiddenlane-map,41.97654,-87.61234,\n";
    let hsds = serde_json::json!([{
        "id": "0f0f0f0f-0000-4000-8000-000000000001", "name": "Lantern House", "description": "Confidential location.",
        "services": [{"id": "0f0f0f0f-0000-4000-8000-000000000002", "name": "Emergency shelter", "status": "active",
            "description": "Come to 4711 Plantedstreet, 60699.",
            "service_at_locations": [{"id": "0f0f0f0f-0000-4000-8000-000000000003", "location": {
                "id": "0f0f0f0f-0000-4000-8000-000000000004", "location_type": "physical", "name": "Quexal Corner",
                "latitude": 41.97654, "longitude": -87.61234,
                "addresses": [{"id": "0f0f0f0f-0000-4000-8000-000000000005", "address_1": "4711 Plantedstreet",
                    "city": "Chicago", "state_province": "IL", "postal_code": "60699", "country": "US", "address_type": "physical"}]}}]}]
    }]);
    let mut hsds = hsds;
    hsds.as_array_mut().unwrap().extend(wrong_cells());
    let hsds = file(town, "hsds.json", &hsds.to_string());
    // The same place as one of HRSA's sites, without a reason to withhold in HRSA's file: the strictest wins.
    let programs = "name,city,state,phone,fax\nHarbor Health,Seattle,WA,206-555-0199,206-555-3399\n";
    assert!(folder.exists());
    vec![
        Source::Hrsa(file(town, "sites.csv", sites)),
        Source::Hsds(hsds, "city".to_owned()),
        Source::Programs(file(town, "programs.csv", programs), "advocates".to_owned()),
    ]
}

/// Outputs that speak of sites or of the directory and are asked for by an id.
const OUTPUTS: &[&str] = &[
    "/directory/{id}",
    "/services/{id}",
    #[cfg(feature = "papers")]
    "/services/{id}/en.pdf",
    #[cfg(feature = "papers")]
    "/services/{id}/es.pdf",
    "/hsds/organizations/{id}",
    "/hsds/services/{id}",
    "/hsds/service_at_locations/{id}",
    "/hsds/taxonomies/{id}",
    "/hsds/taxonomy_terms/{id}",
    "/together/{id}/cards",
    "/calendar/{id}",
];

/// The ids by which outputs are asked for.
struct Real {
    lines: Vec<String>,
    orgs: Vec<String>,
    partnership: String,
    feeds: Vec<String>,
    hsds: Vec<(&'static str, Vec<String>)>,
}

impl Real {
    async fn of(town: &Town, lines: &[Uuid]) -> Self {
        let mut feeds = Vec::new();
        for member in [&town.dana, &town.maya] {
            let made = app::calendar::make_feed(&town.app, member, domain::org::Language::En, true).await.unwrap();
            feeds.push(format!("{}.ics", made.token));
        }
        let mut browser = Browser::with_routes(town, web::Routes::new());
        let mut hsds = Vec::new();
        for list in [
            "/hsds/organizations",
            "/hsds/services",
            "/hsds/service_at_locations",
            "/hsds/taxonomies",
            "/hsds/taxonomy_terms",
        ] {
            let page: serde_json::Value = serde_json::from_str(&browser.get(list).await.body).unwrap();
            let ids = page["contents"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned());
            hsds.push((list, ids.take(20).collect()));
        }
        Self {
            lines: lines.iter().map(Uuid::to_string).collect(),
            orgs: [&town.dana, &town.maya].map(|one| one.org_id().to_string()).into(),
            partnership: town.partnership.to_string(),
            feeds,
            hsds,
        }
    }
    /// Of the things that a path is about; one that nobody has where it is about nothing that was planted.
    fn ids(&self, path: &str) -> Vec<String> {
        let begins = |start: &str| path.starts_with(start);
        if !path.contains("{id}") {
            return vec![String::new()];
        }
        if begins("/directory") || begins("/partnership/invite") {
            return self.lines.clone();
        }
        if begins("/services/") {
            return self.orgs.clone();
        }
        if begins("/together/") || begins("/partnership") {
            return vec![self.partnership.clone()];
        }
        if begins("/calendar/") {
            return self.feeds.clone();
        }
        let found = self.hsds.iter().find(|(list, _)| path.strip_prefix(list).is_some_and(|rest| rest == "/{id}"));
        found.map_or_else(|| vec![Uuid::nil().to_string()], |(_, ids)| ids.clone())
    }
}

/// What somebody reads who has got it: of an archive every file, unpacked, and of a paper its text.
fn read(got: &Got) -> String {
    if got.header("content-type") == "application/pdf" {
        let text = pdf_text::of(&got.bytes);
        assert!(text.contains("Lakeside") || text.contains("Harbor House"), "it is read: {text}");
        return text;
    }
    if got.header("content-type") != "application/zip" {
        return got.body.clone();
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&got.bytes)).unwrap();
    let mut text = String::new();
    for at in 0..archive.len() {
        let file = archive.by_index(at).unwrap();
        text.push_str(&std::io::read_to_string(file).unwrap());
    }
    assert!(text.contains("Lakeside"), "it is read: {text}");
    text
}

fn assert_hidden(what: &str, text: &str) {
    // Styles and scripts are named by a number of their own.
    let text =
        text.split("/assets/").map(|part| part.split_once('/').map_or(part, |(_, rest)| rest)).collect::<String>();
    // Ids and tokens are drawn, whatever digits they have.
    let is_drawn = |word: &str| {
        let is_id = word.len() >= 32 && word.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
        is_id || [43, 64].contains(&word.len())
    };
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')));
    let drawn: BTreeSet<&str> = words.filter(|word| is_drawn(word)).collect();
    let lower = drawn.into_iter().fold(text.clone(), |text, drawn| text.replace(drawn, "")).to_lowercase();
    for planted in PLANTED {
        assert!(!lower.contains(planted), "{what} gives {planted} back: {text}");
    }
}

#[tokio::test]
async fn no_output_leads_to_a_place_that_is_withheld() {
    let log = Log::default();
    let _listening = tracing::subscriber::set_default(log.clone());
    let db = testkit::TestStore::sqlite().await;
    let town = Town::on(&db).await;
    let mut ids = Vec::new();
    for round in 0..2 {
        for source in plant(&town) {
            let mut told = Vec::new();
            app::directory::import(&town.app, &source, town.folder.path(), |one| told.push(one)).await.unwrap();
            assert_hidden("the report of the import", &format!("{told:?}").replace("line: 4711", ""));
            ids.extend(told.iter().filter_map(|one| match &one.fate {
                app::directory::Fate::Listed(_, id, ..) => Some(*id),
                _ => None,
            }));
        }
        for id in ["A", "H", "I"].into_iter().filter(|_| round == 0) {
            let site = SourceKey { source: "hrsa".to_owned(), id: id.to_owned() }.uuid();
            app::directory::as_our_site(&town.app, &town.dana, site).await.unwrap();
            // Its cards were made while anybody might know where it is.
            let site_id = SiteId::new(site);
            let new = NewBatch { id: BatchId::new(town.app.next_id()), site: site_id, cards: 50 };
            app::cards::make(&town.app, &town.dana, town.partnership, new).await.unwrap();
            let line = crate::hsds::line(id.as_bytes()[0], domain::service::Service::PrimaryCare, Some(site_id));
            app::listings::save(&town.app, &town.dana, line, None).await.unwrap();
            // One stays open: what is published of it is asked for by its id.
            if id != "A" {
                app::directory::withhold(&town.app, site).await.unwrap();
            }
        }
        if round == 0 {
            // What is at its door goes with it, and what names that door is read again below.
            let annex = SourceKey { source: "hrsa".to_owned(), id: "J".to_owned() }.uuid();
            app::directory::withhold(&town.app, annex).await.unwrap();
        }
    }
    old_shelter(&db, &town).await;
    ids.sort_unstable();
    ids.dedup();
    // By hand: the last one.
    let ask = app::directory::Ask { words: "harbor health".to_owned(), ..app::directory::Ask::default() };
    let harbor = app::directory::search(&town.app, ask).await.unwrap().entries[0].clone();
    app::directory::withhold(&town.app, harbor.id).await.unwrap();
    app::published::set(&town.app, &town.dana, true).await.unwrap();
    app::published::set(&town.app, &town.maya, true).await.unwrap();

    let (mut seen, mut open) = (0, 0);
    let mut opened: BTreeSet<&'static str> = BTreeSet::new();
    let real = Real::of(&town, &ids).await;
    let mut browsers = vec![("nobody".to_owned(), Browser::with_routes(&town, web::Routes::new()))];
    for (lead, house) in [(&town.dana, "lakeside"), (&town.maya, "harbor")] {
        let login = format!("all-{house}");
        let member = hire(&town.app, lead, &login, Role::Reader).await;
        confirm_sheet(&town.app, &member).await;
        let roles: BTreeSet<Role> = Role::ALL.iter().copied().filter(|role| *role != Role::FrontDesk).collect();
        app::people::change_roles(&town.app, lead, member.member(), roles).await.unwrap();
        browsers.push((login.clone(), Browser::with_routes(&town, web::Routes::new()).signed_in(&login).await));
    }
    // What is posted first: all that comes of it is read with the rest.
    let sources = plant(&town);
    let mut answered = hidden_posted::Answered::new();
    for (who, browser) in browsers.iter_mut().skip(1) {
        for (asked, got) in hidden_posted::answers(&town, browser, &ids, &sources).await {
            assert_hidden(&format!("{who}: {asked}"), &read(&got));
            let head = got.headers.iter().filter(|(name, _)| *name != "set-cookie").map(|(_, value)| value);
            assert_hidden(&format!("{who}: {asked}: headers"), &format!("{:?}", head.collect::<Vec<_>>()));
            answered.push((asked, got));
        }
    }
    hidden_posted::assert_done(&answered);
    for (who, browser) in &mut browsers {
        for entry in web::route_table() {
            for id in real.ids(entry.path) {
                let path = entry.path.replace("{id}", &id).replace("{lang}", "en").replace("{state}", "il");
                let path = path.replace("{county}", "cook-county");
                if entry.method != Method::GET || path.contains('{') || ["/leave", "/sign-out"].contains(&path.as_str())
                {
                    continue;
                }
                let got = browser.get(&path).await;
                let text = read(&got);
                assert_hidden(&format!("{who}: GET {path}"), &text);
                if got.status == axum::http::StatusCode::OK {
                    opened.insert(entry.path);
                }
                let headers = format!(
                    "{:?}",
                    got.headers.iter().filter(|(name, _)| *name != "set-cookie").map(|(_, v)| v).collect::<Vec<_>>()
                );
                assert!(!headers.to_lowercase().contains("lantedstreet"), "{who}: {path}");
                seen += 1;
                open += usize::from(got.body.contains("12 Openstreet"));
            }
        }
        // Nothing finds it by its street, its ZIP or its name; and what it is found by says no more.
        for asks in [
            &[("words", "Plantedstreet")][..],
            &[("words", "4711 Plantedstreet Chicago")],
            &[("words", "Hiddenlane 4799")],
            &[("words", "kestrelmere")],
            &[("words", "ormwoodrow"), ("near", "60677"), ("miles", "10")],
            &[("words", "thistledene")],
            &[("words", "dinner")],
            &[("words", "annex"), ("near", "Toledo, OH"), ("miles", "25")],
            &[("words", "counseling"), ("near", "Chicago, IL"), ("miles", "25")],
            &[("words", "plintham")],
            &[("words", "women's center"), ("near", "Toledo, OH"), ("miles", "25")],
            &[("words", "zarquon clinic")],
            &[("words", "lantern")],
            &[("words", "harbor health")],
            &[("words", ""), ("near", "Chicago, IL"), ("miles", "100")],
            &[("words", ""), ("near", "60614"), ("miles", "10")],
            &[("words", ""), ("near", "Seattle, WA"), ("miles", "25")],
            &[("words", "shelter"), ("open", "on")],
        ] {
            let typed: Vec<&str> = asks.iter().filter(|(name, _)| *name == "words").map(|(_, value)| *value).collect();
            let body = browser.post("/directory", asks).await.body;
            let body = typed.iter().filter(|word| !word.is_empty()).fold(body, |body, word| body.replace(word, ""));
            // The words that nothing has are said back as they were typed.
            let body = body.lines().filter(|line| !line.contains("were left out")).collect::<Vec<_>>().join("\n");
            let in_field = |body: String| {
                let near = asks.iter().filter(|(name, _)| *name == "near");
                near.fold(body, |body, (_, typed)| body.replace(&format!("value=\"{typed}\""), ""))
            };
            assert_hidden(&format!("{who}: /directory {asks:?}"), &in_field(body));
            let public: Vec<_> = asks.iter().filter(|(name, _)| *name == "near").copied().collect();
            let body = browser.post_raw("/find/es", &public).await.body;
            let body = in_field(body);
            assert_hidden(&format!("{who}: /find {asks:?}"), &body);
            for far in body
                .split("<li class=\"current\"")
                .filter(|card| card.contains("Lantern") || card.contains("Harbor Health"))
            {
                assert!(!far.contains("millas"), "no distance: {far}");
            }
        }
    }
    for output in OUTPUTS {
        assert!(opened.contains(output), "{output} was opened by its real id: {opened:?}");
    }
    let logged = log.0.lock().unwrap().clone();
    assert!(logged.len() > 100, "the log was listened to");
    // It names functions with their lines.
    for line in &logged {
        assert_hidden("the log", &line.replace("4711", "").replace("4799", ""));
        assert!(!line.to_lowercase().contains("4711 p") && !line.to_lowercase().contains("4799 h"), "{line}");
    }
    assert!(seen > 200 && open > 0, "{seen} pages were looked at, and an address that is open stands on {open}");
    drop(town);
    db.end().await;
}
