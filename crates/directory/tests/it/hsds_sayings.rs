//! Where a row of HSDS says what it is, and says it in the wrong cell, or in the words of something else.

use crate::hsds_withheld::{of, said_by, said_in};
use crate::support::Given;
use directory::listing::{Kind, Listing, Whereabouts, Why};

/// A shelter has services that are called like a court, a hospital or a health center: whose door it is, its organization says.
#[test]
fn a_service_that_is_called_like_a_public_office_opens_no_shelter() {
    const ABOUT: &str = "Emergency shelter for women who were abused";
    for service in [
        "Court accompaniment",
        "Legal services",
        "Hospital advocacy",
        "Community health worker",
        "Medical advocacy",
        "Library hour",
    ] {
        let listing = said_by("Lantern", ABOUT, service);
        assert!(listing.whereabouts.is_withheld() && listing.kind != Kind::HealthCenter, "{service}: {listing:?}");
        let says = said_in("Lantern", "", service, ABOUT);
        assert!(says.whereabouts.is_withheld(), "{service}: {says:?}");
    }
    for organization in ["Courtney's House", "Hospitality House for Women", "Courtyard Women's Place"] {
        let listing = said_by(organization, ABOUT, "Support groups");
        assert!(listing.whereabouts.is_withheld(), "{organization}: {listing:?}");
    }
    // Whoever has no organization is what the service is called.
    for organization in [
        "County Court",
        "Circuit Courts",
        "Old Courthouse",
        "Lakeside Hospital",
        "Hospitals of the Valley",
        "Lakeside Community Health",
    ] {
        let listing = said_by(organization, ABOUT, "Support groups");
        assert!(listing.whereabouts.place().is_some(), "{organization}: {listing:?}");
        let alone = said_in("", "", organization, ABOUT);
        assert!(alone.whereabouts.place().is_some(), "{organization}: {alone:?}");
    }
}

/// What a source writes where the address would stand.
#[test]
fn a_place_that_is_called_confidential_is_told_by_no_zip_and_no_point() {
    for (called, street, city) in [
        ("", "Confidential", "Chicago"),
        ("Confidential", "4711 Elm St", "Chicago"),
        ("Site 2 (confidential)", "", "Chicago"),
        ("", "CONFIDENTIAL ADDRESS", "Chicago"),
        ("", "Confidencial", "Chicago"),
        ("", "Address not disclosed", "Chicago"),
        ("", "Undisclosed", "Chicago"),
        ("", "4711 Elm St", "Confidential"),
    ] {
        let listing = at(called, street, city, ("", "", "")).listings.remove(0);
        assert!(
            matches!(listing.whereabouts, Whereabouts::Withheld(_, Why::Confidential)),
            "{called}|{street}|{city}: {listing:?}"
        );
        assert!(!format!("{listing:?}").contains("60699"), "{listing:?}");
    }
    for street in ["4711 Elm St", "2 Confidence Drive"] {
        assert!(at("Elm House", street, "Chicago", ("", "", "")).listings[0].whereabouts.place().is_some(), "{street}");
    }
}

#[test]
fn what_is_said_of_a_service_at_a_place_of_who_may_come_and_of_when_withholds_too() {
    let said = "Confidential location";
    for texts in [
        (said, "", ""),
        ("", said, ""),
        ("", "", said),
        ("Confidential", "", ""),
        ("", "Survivors of domestic violence", ""),
    ] {
        let given = at("", "4711 Elm St", "Chicago", texts);
        assert!(given.listings[0].whereabouts.is_withheld(), "{texts:?}: {given:?}");
    }
    // Who comes from a shelter is not at home where they come to.
    for texts in
        [("", "People who live in shelters or on the street", ""), ("Free and confidential tests", "", "Call first")]
    {
        let given = at("", "4711 Elm St", "Chicago", texts);
        assert!(given.listings[0].whereabouts.place().is_some(), "{texts:?}: {given:?}");
    }
}

/// A service at a place that is called so, at this street; and what is said of it there, of who may come, and of when.
fn at(called: &str, street: &str, city: &str, (there, who, when): (&str, &str, &str)) -> Given {
    of(&[
        ("organizations.csv", "id,name\nO1,Lantern\n"),
        (
            "services.csv",
            &format!("id,organization_id,name,status,eligibility_description\nS1,O1,Counseling,active,{who}\n"),
        ),
        ("locations.csv", &format!("id,organization_id,name,latitude,longitude\nL1,O1,{called},41.88001,-87.63001\n")),
        ("service_at_location.csv", &format!("id,service_id,location_id,description\nA1,S1,L1,{there}\n")),
        ("schedules.csv", &format!("id,service_at_location_id,description\nH1,A1,{when}\n")),
        (
            "addresses.csv",
            &format!(
                "id,location_id,address_1,city,state_province,postal_code,country,address_type\nX1,L1,{street},{city},IL,60699,US,physical\n"
            ),
        ),
    ])
}

/// Of a phrase that sounds like a shelter's, what spares it is a word of food beside it.
#[test]
fn women_infants_and_children_are_spared_beside_food_and_nowhere_else() {
    let hidden = [
        "Emergency shelter for women, infants and children",
        "Emergency shelter and food for women, infants and children",
        "Food pantry. In another house, emergency shelter for women, infants and children",
    ];
    for about in hidden {
        for listing in [said_by("Lantern", about, "Counseling"), said_in("Lantern", "", "Counseling", about)] {
            assert!(listing.whereabouts.is_withheld(), "{about}: {listing:?}");
        }
    }
    for about in [
        "WIC food benefits for women, infants and children; shelter referrals",
        "Shelter referrals; Special Supplemental Nutrition Program for Women, Infants, and Children",
        "Shelter referrals and Women, Infants and Children (WIC)",
    ] {
        for listing in [said_by("Lantern", about, "Counseling"), said_in("Lantern", "", "Counseling", about)] {
            assert!(listing.whereabouts.place().is_some(), "{about}: {listing:?}");
        }
    }
}

/// The same words withhold whoever says them.
#[test]
fn a_service_that_is_for_survivors_is_one_of_advocacy_as_its_organization_would_be() {
    const SAYS: &str = "Counseling for survivors of domestic violence";
    let own = said_in("Lantern", "", "Counseling", SAYS);
    assert!(own.whereabouts.is_withheld() && own.kind == Kind::Advocacy, "{own:?}");
    for organization in ["Lakeside Legal Aid", "Lakeside Health Center", "Lakeside Clinic", "County Court"] {
        let open = said_in(organization, "", "Counseling", SAYS);
        assert!(open.whereabouts.place().is_some() && open.kind != Kind::Advocacy, "{organization}: {open:?}");
    }
    let last = format!("{}and survivors of domestic violence", "Food and clothing for whoever comes, ".repeat(5));
    assert!(said_in("Lantern", "", "Food", &last).whereabouts.place().is_some());
}

/// The shelter of an organization, and what it says of its pantry elsewhere and of when that is open.
fn pantry(organization: &str, says: &str, when: &str) -> Listing {
    let given = of(&[
        ("organizations.csv", &format!("id,name\nO1,Lantern\nO2,{organization}\n")),
        (
            "services.csv",
            &format!(
                "id,organization_id,name,status,description\nS1,O1,Emergency shelter,active,Beds\nS2,O2,Food pantry,active,\"{says}\"\n"
            ),
        ),
        ("locations.csv", "id,organization_id,name\nL1,O1,\nL2,O2,\n"),
        ("service_at_location.csv", "id,service_id,location_id\nA1,S1,L1\nA2,S2,L2\n"),
        ("schedules.csv", &format!("id,service_at_location_id,description\nH1,A2,\"{when}\"\n")),
        (
            "addresses.csv",
            "id,location_id,address_1,city,state_province,postal_code,country,address_type\nX1,L1,4711 Plantedstreet,Chicago,IL,60699,US,physical\nX2,L2,12 Openstreet,Chicago,IL,60614,US,physical\n",
        ),
    ]);
    given.named("Food pantry").clone()
}

#[test]
fn the_texts_of_what_is_open_lose_the_street_of_the_shelter_beside_it() {
    for says in [
        "Dinner at our shelter, 4711 Plantedstreet",
        "Dinner at 4711 Plantedstreet. Also bread",
        "Dinner at our house on Plantedstreet",
        "Dinner at 4711 N. Plantedstreet, Chicago, IL 60699",
        "Cena en Plantedstreet 4711",
    ] {
        for listing in [pantry("Lantern", says, "On Mondays"), pantry("Lantern", "Bread", says)] {
            let told = format!("{listing:?}").to_lowercase();
            assert!(!told.contains("planted") && !told.contains("4711") && !told.contains("60699"), "{says}: {told}");
            assert!(
                told.contains("12 openstreet") && (told.contains("dinner") || told.contains("cena")),
                "{says}: {told}"
            );
        }
    }
    assert_eq!(pantry("Lantern", "Dinner at 4711 Plantedstreet. Also bread", "").about, "Dinner. Also bread");
    // Another organization that names the door names it to everybody too.
    let other = pantry("Riverside", "Dinner at 4711 Plantedstreet", "");
    assert!(!format!("{other:?}").contains("Planted"), "{other:?}");
}

/// Where the street of a shelter is known by nothing but the text that names it.
#[test]
fn a_text_that_speaks_of_shelter_names_no_street_but_its_own() {
    for (says, left) in [
        ("Dinner at our shelter, 77 Hidden Avenue, for all", "Dinner at our shelter, for all"),
        ("Our shelter is at 799 Hidden. Come for bread", "Our shelter is. Come for bread"),
        ("Nuestro albergue: Calle Luna 47", "Nuestro albergue"),
        ("The shelter on North Hidden Street has beds", "The shelter has beds"),
        // Its own, numbers that are none, and what is done on a street.
        ("Bread at 12 Openstreet, also for the shelter", "Bread at 12 Openstreet, also for the shelter"),
        (
            "Shelter for 120 people, street outreach and a food drive, open 24 Hours",
            "Shelter for 120 people, street outreach and a food drive, open 24 Hours",
        ),
        ("A shelter since 1987. Call 312-555-0100", "A shelter since 1987. Call 312-555-0100"),
        // Nobody speaks of shelter.
        ("Bread at 77 Hidden Avenue", "Bread at 77 Hidden Avenue"),
    ] {
        assert_eq!(pantry("Riverside", says, "").about, left);
    }
}
