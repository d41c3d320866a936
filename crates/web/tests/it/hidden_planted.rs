//! What is planted for [`crate::hidden_places`] where nobody looked before.

/// An organization of HSDS with services, each at a place: its id, its name, what it says; and what is in the cells of the place.
fn organization(n: u32, name: &str, about: &str, services: &[(&str, &str, serde_json::Value)]) -> serde_json::Value {
    let id = |at: usize, part: u32| format!("0f0f0f0f-{n:04}-4000-8000-00000000{at:02}{part:02}");
    let services = services.iter().enumerate().map(|(at, (name, says, there))| {
        let mut offer = there.clone();
        offer["id"] = id(at, 2).into();
        offer["location"]["id"] = id(at, 3).into();
        offer["location"]["location_type"] = "physical".into();
        for address in offer["location"]["addresses"].as_array_mut().unwrap() {
            address["id"] = id(at, 4).into();
            address["state_province"] = "IL".into();
            address["country"] = "US".into();
            address["address_type"] = "physical".into();
        }
        serde_json::json!({"id": id(at, 1), "name": name, "status": "active", "description": says, "service_at_locations": [offer]})
    });
    serde_json::json!({"id": id(99, 0), "name": name, "description": about, "services": services.collect::<Vec<_>>()})
}

/// What says that a place is withheld where nobody looked: beside a service that is called like a court, in the cell of the street, in
/// a word about the place or of its hours; and open places of the same organizations whose words name the door.
pub fn wrong_cells() -> Vec<serde_json::Value> {
    let at = |street: &str, zip: &str| {
        serde_json::json!({"location": {"name": "", "latitude": 41.97654, "longitude": -87.61234,
        "addresses": [{"address_1": street, "city": "Chicago", "postal_code": zip}]}})
    };
    let open = |street: &str| {
        serde_json::json!({"location": {"name": "", "latitude": 41.92, "longitude": -87.65,
        "addresses": [{"address_1": street, "city": "Chicago", "postal_code": "60614"}]},
        "schedules": [{"id": "0f0f0f0f-0000-4000-8000-0000000000aa", "freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "17:00",
            "description": "Dinner at our shelter, 3933 Kestrelmere"}]})
    };
    let mut said = at("3933 Kestrelmere", "60655");
    said["description"] = "Confidential location".into();
    vec![
        organization(
            11,
            "Courtney's House",
            "Emergency shelter for women who were abused",
            &[("Court accompaniment", "On Mondays", at("4821 Ormwoodrow", "60677"))],
        ),
        organization(
            12,
            "Quay Partners",
            "",
            &[
                ("Counseling", "On Mondays", at("Confidential", "60677")),
                ("Groups", "On Mondays", said),
                ("Food pantry", "Bread. Dinner at our house on Kestrelmere, 60655", open("12 Openstreet")),
            ],
        ),
        organization(
            13,
            "Lake Partners",
            "",
            &[
                ("Meals", "Meals, and rides to the shelter at 3933 Nightjarway", open("12 Openstreet")),
                ("Beds", "Emergency shelter for women, infants and children", at("4821 Ormwoodrow", "60677")),
                ("Talks", "Counseling for survivors of domestic violence", at("4821 Ormwoodrow", "60677")),
            ],
        ),
    ]
}

/// A site of ours with a shelter that is called otherwise, as it could be saved before.
pub async fn old_shelter(db: &testkit::TestStore, town: &testkit::town::Town) {
    let id = domain::ids::SiteId::new(uuid::Uuid::from_bytes([77; 16]));
    let label = |text: &str| domain::text::Label::parse(text).unwrap();
    let site = domain::listing::Site {
        id,
        name: label("South Annex"),
        phone: None,
        address: Some(label("6188 Wrenfallow Street, Chicago, IL 60614")),
        remark: domain::listing::Remark::default(),
    };
    let what =
        domain::listing::Offered::Own(domain::listing::OwnName { name: label("Beds for tonight"), spanish: None });
    let line = crate::hsds::line(77, domain::service::Service::PrimaryCare, Some(id));
    let line = domain::listing::Listing { what, ..line };
    app::listings::save_site(&town.app, &town.dana, site, None).await.unwrap();
    app::listings::save(&town.app, &town.dana, line, None).await.unwrap();
    assert_eq!(db.tamper("UPDATE listing SET own_name = 'Women shelter' WHERE own_name LIKE 'Beds%'").await, 1);
}
