//! What is published as HSDS 3.0 is valid by the schemas of its authors, read by a validator that is not ours.

use crate::browser::Browser;
use axum::http::StatusCode;
use domain::ids::{ListingId, SiteId};
use domain::language::LanguageCode;
use domain::listing::{Access, Cost, Eligibility, Hours, Listing, Offered, Profile, Remark, Room, Site};
use domain::service::Service;
use jsonschema::{Retrieve, Uri, Validator};
use serde_json::Value;
use std::path::Path;
use testkit::town::{Town, label};

fn schema(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hsds-3.0").join(name);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The schemas beside this test, which name each other by file.
struct Beside;

impl Retrieve for Beside {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        let name = uri.path().as_str().rsplit('/').next().unwrap_or_default().to_owned();
        Ok(schema(&name))
    }
}

fn validator(name: &str) -> Validator {
    jsonschema::options()
        .with_base_uri("https://hsds.test/schema/")
        .with_retriever(Beside)
        .should_validate_formats(true)
        .build(&schema(name))
        .unwrap()
}

fn assert_valid(validator: &Validator, value: &Value, what: &str) {
    let wrong: Vec<String> = validator.iter_errors(value).map(|error| error.to_string()).collect();
    assert!(wrong.is_empty(), "{what}: {wrong:?} in {value}");
}

pub fn line(id: u8, what: Service, site: Option<SiteId>) -> Listing {
    Listing {
        id: ListingId::from_bytes([id; 16]),
        what: Offered::Coded(what),
        site,
        hours: Hours::parse("mo tu we 09:00-17:00").unwrap_or(Hours::Ask),
        languages: ["en", "es"].map(|code| LanguageCode::parse(code).unwrap()).into(),
        eligibility: [Eligibility::NoInsurance, Eligibility::Teens].into(),
        cost: Cost::Free,
        reach: std::collections::BTreeSet::new(),
        phone: Some(label("312-555-0123")),
        room: Room::Open,
        full_until: None,
        remark: Remark::default(),
        verified_at: None,
    }
}

/// Both organizations with a site and a service, published.
async fn published() -> Town {
    let town = Town::new().await;
    for (lead, what, address) in [
        (&town.dana, Service::PrimaryCare, Some("12 Lake Street, Chicago, IL 60614")),
        (&town.maya, Service::Legal, None),
    ] {
        let site = Site {
            id: SiteId::from_bytes([7; 16]),
            name: label("Main site"),
            phone: Some(label("312-555-0177")),
            address: address.map(label),
            remark: Remark::default(),
        };
        app::listings::save_site(&town.app, lead, site.clone(), None).await.unwrap();
        app::listings::save(&town.app, lead, line(what as u8 + 1, what, Some(site.id)), None).await.unwrap();
        let by_earnings = Listing { cost: Cost::SlidingFee, site: None, ..line(what as u8 + 101, what, None) };
        app::listings::save(&town.app, lead, by_earnings, None).await.unwrap();
        let on_call = Listing { cost: Cost::Ask, site: None, ..line(what as u8 + 201, what, None) };
        app::listings::save(&town.app, lead, on_call, None).await.unwrap();
        app::published::set(&town.app, lead, true).await.unwrap();
    }
    let profile = Profile { access: [Access::StepFree, Access::Rides].into(), ..Profile::blank() };
    app::listings::save_profile(&town.app, &town.dana, profile, None).await.unwrap();
    town
}

async fn json(browser: &mut Browser, path: &str) -> Value {
    let got = browser.get(path).await;
    assert_eq!((got.status, got.header("content-type")), (StatusCode::OK, "application/json"), "{path}");
    serde_json::from_str(&got.body).unwrap()
}

#[tokio::test]
async fn every_object_is_valid_under_the_schemas_of_hsds_and_every_list_leads_to_its_objects() {
    let town = published().await;
    let mut anybody = Browser::at(&town);
    for (path, name) in [
        ("organizations", "organization.json"),
        ("services", "service.json"),
        ("service_at_locations", "service_at_location.json"),
        ("taxonomies", "taxonomy.json"),
        ("taxonomy_terms", "taxonomy_term.json"),
    ] {
        let validator = validator(name);
        let page = json(&mut anybody, &format!("/hsds/{path}")).await;
        let all = page["contents"].as_array().unwrap();
        assert!(!all.is_empty() && page["total_items"] == all.len() && page["last_page"] == true, "{path}: {page}");
        for one in all {
            assert_valid(&validator, one, path);
            let whole = json(&mut anybody, &format!("/hsds/{path}/{}", one["id"].as_str().unwrap())).await;
            assert_valid(&validator, &whole, path);
            assert_eq!(whole["id"], one["id"]);
        }
        let none = anybody.get(&format!("/hsds/{path}/{}", uuid::Uuid::nil())).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND);
    }
    let second = json(&mut anybody, "/hsds/taxonomy_terms?page=2&per_page=5").await;
    assert_eq!((&second["page_number"], &second["size"], &second["first_page"]), (&2.into(), &5.into(), &false.into()));
    // The validator is one that refuses.
    let wrong = serde_json::json!({"id": "not a uuid", "name": 5, "status": "open"});
    assert!(!validator("service.json").is_valid(&wrong));
}

#[tokio::test]
async fn the_description_of_the_api_names_every_route_and_no_other() {
    let town = Town::new().await;
    let described = json(&mut Browser::at(&town), "/hsds/openapi.json").await;
    let mut paths: Vec<String> = described["paths"].as_object().unwrap().keys().cloned().collect();
    paths.retain(|path| path != "/");
    let mut routes: Vec<String> = web::route_table()
        .iter()
        .filter_map(|entry| entry.path.strip_prefix("/hsds").map(str::to_owned))
        .filter(|path| !path.is_empty() && path != "/openapi.json")
        .collect();
    paths.sort_unstable();
    routes.sort_unstable();
    assert_eq!(paths, routes);
}

#[tokio::test]
async fn only_who_chose_it_is_published_and_no_place_of_an_advocacy_organization_is() {
    let town = published().await;
    let mut anybody = Browser::at(&town);
    let places = json(&mut anybody, "/hsds/service_at_locations").await;
    let places = places["contents"].as_array().unwrap();
    assert_eq!(places.len(), 1, "the health center's");
    let whole = |place: &Value| {
        let address = &place["location"]["addresses"][0];
        ["address_1", "city", "state_province", "postal_code"].map(|part| address[part].as_str().map(str::to_owned))
    };
    let said = ["12 Lake Street", "Chicago", "IL", "60614"].map(|part| Some(part.to_owned()));
    assert_eq!(whole(&places[0]), said);
    // As sites were written down that were taken from HRSA's list, and with a longer ZIP.
    for (text, zip) in
        [("12 Lake Street, Chicago, IL, 60614", "60614"), ("12 Lake Street, Chicago, IL 60614-1234", "60614-1234")]
    {
        let sites = app::listings::show(&town.app, &town.dana, town.dana.org_id()).await.unwrap().sites;
        let changed = Site { address: Some(label(text)), ..sites[0].clone() };
        app::listings::save_site(&town.app, &town.dana, changed, Some(sites[0].mark())).await.unwrap();
        let places = json(&mut anybody, "/hsds/service_at_locations").await;
        let [street, city, state, _] = said.clone();
        assert_eq!(whole(&places["contents"][0]), [street, city, state, Some(zip.to_owned())], "{text}");
    }
    let harbor = uuid::Uuid::from_bytes(town.maya.org_id().bytes());
    let harbor = json(&mut anybody, &format!("/hsds/organizations/{harbor}")).await;
    assert!(harbor.get("locations").is_none(), "{harbor}");
    app::published::set(&town.app, &town.maya, false).await.unwrap();
    let left = json(&mut anybody, "/hsds/organizations").await;
    assert_eq!(left["total_items"], 1);
    let mut maya = Browser::at(&town).signed_in("maya").await;
    testkit::town::confirm_sheet(&town.app, &town.maya).await;
    maya.post("/services/ours/publish", &[("public", "yes")]).await;
    assert_eq!(json(&mut anybody, "/hsds/organizations").await["total_items"], 2);
}

/// A file of an archive, as text.
fn unpacked(archive: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(archive)).unwrap();
    let file = archive.by_name(name).unwrap_or_else(|error| panic!("{name}: {error}"));
    std::io::read_to_string(file).unwrap()
}

#[tokio::test]
async fn every_table_of_the_package_has_the_name_and_columns_of_its_schema_and_rows_that_lead_to_rows() {
    let town = published().await;
    let got = Browser::at(&town).get("/hsds/package.zip").await;
    assert_eq!((got.status, got.header("content-type")), (StatusCode::OK, "application/zip"));
    let described: Value = serde_json::from_str(&unpacked(&got.bytes, "datapackage.json")).unwrap();
    let mut ids: std::collections::BTreeMap<String, Vec<String>> = std::collections::BTreeMap::new();
    let mut rows_of = Vec::new();
    for resource in described["resources"].as_array().unwrap() {
        let (name, path) = (resource["name"].as_str().unwrap(), resource["path"].as_str().unwrap());
        let schema_name = format!("{name}.json");
        let schema = schema(&schema_name);
        assert_eq!(schema["path"], path, "{name}");
        let text = unpacked(&got.bytes, path);
        let mut table = csv::Reader::from_reader(text.as_bytes());
        let columns: Vec<String> = table.headers().unwrap().iter().map(str::to_owned).collect();
        let fields =
            resource["schema"]["fields"].as_array().unwrap().iter().map(|field| field["name"].as_str().unwrap());
        assert_eq!(fields.collect::<Vec<_>>(), columns, "{path}: as it is described");
        for column in &columns {
            assert!(schema["properties"].get(column).is_some(), "{path}: {column} is no column of HSDS 3.0");
        }
        let needed = ["required", "tabular_required"].into_iter().filter_map(|list| schema[list].as_array()).flatten();
        let needed: Vec<&str> = needed.map(|column| column.as_str().unwrap()).collect();
        let validator = validator(&schema_name);
        for row in table.records() {
            let row = row.unwrap();
            let cells = columns.iter().map(String::as_str).zip(row.iter()).filter(|(_, cell)| !cell.is_empty());
            // A table says a number in digits.
            let value = |name: &str, cell: &str| match schema["properties"][name]["type"].as_str() {
                Some("number") => cell.parse::<f64>().unwrap().into(),
                _ => Value::from(cell),
            };
            let cells: serde_json::Map<String, Value> =
                cells.map(|(name, cell)| (name.to_owned(), value(name, cell))).collect();
            for column in &needed {
                assert!(cells.contains_key(*column), "{path}: {column} is needed in {cells:?}");
            }
            ids.entry(name.to_owned()).or_default().push(cells["id"].as_str().unwrap().to_owned());
            rows_of.push((path.to_owned(), cells.clone()));
            assert_valid(&validator, &Value::Object(cells), path);
        }
    }
    for (name, all) in &ids {
        let once: std::collections::BTreeSet<&String> = all.iter().collect();
        assert_eq!(once.len(), all.len(), "{name}: an id stands once");
    }
    for table in [
        "organization",
        "service",
        "location",
        "address",
        "service_at_location",
        "phone",
        "language",
        "schedule",
        "cost_option",
        "attribute",
        "taxonomy",
        "taxonomy_term",
    ] {
        assert!(ids.contains_key(table), "{table} has a row");
    }
    for (path, row) in &rows_of {
        for table in ["organization", "service", "location", "taxonomy", "taxonomy_term"] {
            let Some(to) = row.get(&format!("{table}_id")) else { continue };
            assert!(ids[table].iter().any(|id| id == to), "{path}: {to} is in no row of {table}");
        }
        if let Some(to) = row.get("link_id") {
            let table = row["link_entity"].as_str().unwrap();
            assert!(ids[table].iter().any(|id| id == to), "{path}: {to} is in no row of {table}");
        }
    }
}

/// What a service costs, for whom it is and what makes it easier to come is told by codes, and as much in the tables as in the answers.
#[tokio::test]
async fn costs_and_codes_stand_in_the_answers_and_in_the_tables() {
    let town = published().await;
    let mut anybody = Browser::at(&town);
    let services = json(&mut anybody, "/hsds/services").await;
    let (mut said, mut costs, mut attributes) = (std::collections::BTreeMap::new(), 0, 0);
    for service in services["contents"].as_array().unwrap() {
        let id = service["id"].as_str().unwrap();
        let whole = json(&mut anybody, &format!("/hsds/services/{id}")).await;
        let all = |part: &str| whole[part].as_array().cloned().unwrap_or_default();
        let codes = all("attributes").iter().map(|one| one["taxonomy_term"]["code"].clone()).collect::<Vec<_>>();
        (costs, attributes) = (costs + all("cost_options").len(), attributes + codes.len());
        // Those of this test; a town has some of its own.
        let digits: std::collections::BTreeSet<&str> = id.split('-').map(|part| &part[..2]).collect();
        if digits.len() > 1 {
            continue;
        }
        assert!(codes.contains(&"no_insurance".into()) && codes.contains(&"teens".into()), "{codes:?}");
        assert_eq!(codes.len(), 3, "and what it is: {codes:?}");
        let cost = &whole["cost_options"][0];
        *said.entry((cost["amount"].to_string(), cost["amount_description"].is_string())).or_insert(0) += 1;
    }
    // Free is an amount; what goes by earnings has words; what is said on a call has nothing.
    let free = ("0".to_owned(), true);
    let none = "null".to_owned();
    assert_eq!(said, [(free, 2), ((none.clone(), true), 2), ((none, false), 2)].into());
    let lake = uuid::Uuid::from_bytes(town.dana.org_id().bytes());
    let lake = json(&mut anybody, &format!("/hsds/organizations/{lake}")).await;
    let access = lake["attributes"].as_array().unwrap().iter().map(|one| one["taxonomy_term"]["code"].clone());
    assert_eq!(access.collect::<Vec<_>>(), ["step_free", "rides"]);
    let mut of_all = 0;
    for one in json(&mut anybody, "/hsds/organizations").await["contents"].as_array().unwrap() {
        let whole = json(&mut anybody, &format!("/hsds/organizations/{}", one["id"].as_str().unwrap())).await;
        of_all += whole["attributes"].as_array().map_or(0, Vec::len);
    }
    let package = anybody.get("/hsds/package.zip").await;
    let rows = |name: &str| unpacked(&package.bytes, name).lines().count() - 1;
    assert_eq!(
        (rows("cost_options.csv"), rows("attributes.csv"), rows("taxonomies.csv")),
        (costs, attributes + of_all, 3)
    );
}
