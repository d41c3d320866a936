//! What rows of HSDS say that withholds a place, whoever says it.

use crate::support::{Given, folder, hsds};
use directory::listing::{Kind, Listing};

pub fn of(tables: &[(&str, &str)]) -> Given {
    hsds(folder(tables).path()).expect("it reads")
}

/// A service at 4711 Elm St, a place that is called by its corner, of an organization that says this of itself.
pub fn said_by(organization: &str, about: &str, service: &str) -> Listing {
    said_in(organization, about, service, "On Mondays")
}

/// The same, and what the service says.
pub fn said_in(organization: &str, about: &str, service: &str, says: &str) -> Listing {
    let mut given = of(&[
        ("organizations.csv", &format!("id,name,description\nO1,{organization},\"{about}\"\n")),
        ("services.csv", &format!("id,organization_id,name,status,description\nS1,O1,{service},active,\"{says}\"\n")),
        ("locations.csv", "id,organization_id,name\nL1,O1,Planted Corner\n"),
        ("service_at_location.csv", "id,service_id,location_id\nA1,S1,L1\n"),
        (
            "addresses.csv",
            "id,location_id,address_1,city,state_province,postal_code,country,address_type\nX1,L1,4711 Elm St,Chicago,Illinois,60601,US,physical\n",
        ),
    ]);
    assert_eq!(given.listings.len(), 1, "{:?}", given.refused);
    given.listings.remove(0)
}

/// Its service speaks of nothing that is withheld; its organization does.
#[test]
fn what_an_organization_says_of_itself_withholds_its_services_and_the_name_of_their_place() {
    for (about, service) in [
        ("We are at a confidential location", "Support groups"),
        ("For survivors of domestic violence", "Support groups"),
        ("Beds in our safe houses", "Support groups"),
        ("Food, clothing and a women's shelter", "Support groups"),
        // The service is called by its place.
        ("For survivors of domestic violence", "Support groups at Planted Corner"),
        ("Help at a confidential location for survivors of domestic violence", "Counseling"),
        (
            "Counseling for everybody in the four counties along the river, in English, in Spanish and in Polish, whoever \
          comes and whenever they come, and emergency shelter and advocacy for survivors of domestic violence",
            "Counseling",
        ),
    ] {
        let listing = said_by("Lantern", about, service);
        assert!(listing.whereabouts.is_withheld(), "{about}: {listing:?}");
        assert_eq!(listing.whereabouts.state(), "IL");
        assert!(!format!("{listing:?}").contains("Planted"), "{listing:?}");
    }
}

#[test]
fn one_word_of_what_an_organization_does_hides_no_door_that_is_open_to_all() {
    const LEGAL: &str = "LAF (formerly the Legal Assistance Foundation) provides free civil legal services to families who are unable \
        to afford an attorney, with higher limits of income for homeowners at risk, veterans and domestic violence survivors";
    for (organization, about, service, kind) in [
        (
            "Samaritan House",
            "We meet the needs of our clients for food, clothing, shelter, health care",
            "Free Medical Clinic",
            Kind::Other,
        ),
        ("LAF", LEGAL, "Help with leases", Kind::Other),
        (
            "Example Health Center",
            "Care for all, also in shelters, and for survivors of domestic violence",
            "Dentist",
            Kind::HealthCenter,
        ),
        ("Example Legal Aid", "Advice in shelters to survivors of domestic violence", "Leases", Kind::Other),
    ] {
        let listing = said_by(organization, about, service);
        assert!(listing.whereabouts.place().is_some() && listing.kind == kind, "{organization}: {listing:?}");
    }
    // Words that sound like those of whom a shelter hides, or from what.
    for about in [
        "food, clothing, shelter and substance abuse counseling",
        "Animal shelter; adoption of lost and abused animals",
        "Sheltered workshop for adults; alcohol abuse",
        "Red Cross gives shelter to victims of fires and floods",
        "WIC food benefits for women, infants and children; shelter referrals",
        "Soup kitchen and day shelter for men and women",
        "Soup kitchen and night shelter for women and men",
        "Comedor y albergue para hombres y mujeres",
        "Free clinic for people in homeless shelters: primary care, women's health",
        "Housing secretary; emergency housing",
        "Comida, albergue y consejería por abuso de sustancias",
    ] {
        for listing in [said_by("Lantern", about, "Counseling"), said_in("Lantern", "", "Counseling", about)] {
            assert!(listing.whereabouts.place().is_some(), "{about}: {listing:?}");
        }
        // The same beside a word that does.
        let more = format!("{about}. We hide whoever flees abuse");
        for listing in [said_by("Lantern", &more, "Counseling"), said_in("Lantern", "", "Counseling", &more)] {
            assert!(listing.whereabouts.is_withheld(), "{more}: {listing:?}");
        }
    }
    let clinic = |says: &str| said_in("Lantern", "", "Free Clinic", says).whereabouts;
    assert!(clinic("Checkups for women who live in shelters").place().is_some(), "a clinic that goes there");
    assert!(clinic("Checkups in our shelter for battered women").is_withheld(), "a clinic that is there");
}

#[test]
fn the_name_of_an_open_place_is_told_and_goes_when_it_is_withheld_later() {
    let given = of(&[
        ("organizations.csv", "id,name\nO1,Lantern\n"),
        ("services.csv", "id,organization_id,name,status,description\nS1,O1,Food,active,Soup\n"),
        ("locations.csv", "id,organization_id,name\nL1,O1,Planted Corner\n"),
        ("service_at_location.csv", "id,service_id,location_id\nA1,S1,L1\n"),
        (
            "addresses.csv",
            "id,location_id,address_1,city,state_province,postal_code,country,address_type\nX1,L1,4711 Elm St,Chicago,IL,60601,US,physical\n",
        ),
    ]);
    assert_eq!(given.listings[0].about, "Planted Corner. Soup");
    let later = directory::merge::withhold(given.listings[0].clone());
    assert!(!format!("{later:?}").contains("Planted"), "{later:?}");
}

#[test]
fn another_row_of_the_same_point_is_withheld_with_a_shelter() {
    let given = of(&[
        ("organizations.csv", "id,name\nO1,Downtown Partners\nO2,Riverside Aid\n"),
        ("services.csv", "id,organization_id,name,status\nS1,O1,Emergency shelter,active\nS2,O2,Food,active\n"),
        (
            "locations.csv",
            "id,organization_id,name,latitude,longitude\nL1,O1,,41.88001,-87.63001\nL2,O2,,41.88001,-87.63001\nL3,O2,,41.89,-87.63\n",
        ),
        ("service_at_location.csv", "id,service_id,location_id\nA1,S1,L1\nA2,S2,L2\nA3,S2,L3\n"),
        (
            "addresses.csv",
            "id,location_id,address_1,city,state_province,postal_code,country,address_type\nX1,L1,1 Elm St,Chicago,IL,60601,US,physical\nX2,L2,Corner of Elm and Oak,Chicago,IL,60601,US,physical\nX3,L3,9 Oak St,Chicago,IL,60601,US,physical\n",
        ),
    ]);
    let withheld: Vec<_> =
        given.listings.iter().filter(|one| one.whereabouts.is_withheld()).map(|one| one.key.id.as_str()).collect();
    assert_eq!(withheld.len(), 2, "{withheld:?}");
    assert!(!withheld.contains(&"offer:A3"));
}

/// Shelter is spoken of in many words; none of these was in the lists of names.
#[test]
fn a_shelter_that_its_own_organization_describes_is_withheld() {
    for about in [
        "Confidential emergency shelter to abused women and their children",
        "Emergency shelter for victims of abuse",
        "Emergency housing for whoever flees violence",
        "Refugio para víctimas de violencia",
        "Albergue para mujeres y sus niños",
        "A confidential shelter",
        "Transitional housing for battered families",
    ] {
        let listing = said_by("Lantern", about, "Support groups");
        assert!(listing.whereabouts.is_withheld(), "{about}: {listing:?}");
        let told = format!("{listing:?}");
        assert!(!told.contains("Elm") && !told.contains("60601"), "{told}");
    }
}

#[test]
fn an_advocacy_program_is_one_whatever_it_is_called() {
    for name in ["Lantern", "YWCA", "House of Ruth", "Safe Passage"] {
        let listing = said_by(name, "Counseling and advocacy for survivors of domestic violence", "Support groups");
        assert_eq!(listing.kind, Kind::Advocacy, "{name}");
    }
    // Whoever survived something else has other programs; their doors are still withheld, as in doubt.
    let club = said_by("Gilda's Club", "Community for cancer patients, survivors and families", "Support groups");
    assert_eq!(club.kind, Kind::Other);
    // Others speak of them too: a clinic, a court, and whoever names them last of many.
    for (name, service) in [("Lantern Clinic", "Dentist"), ("County Court", "Orders"), ("Lantern", "Walk-in clinic")] {
        let listing = said_by(name, "Care for all, survivors of domestic violence too", service);
        assert_eq!(listing.kind, Kind::Other, "{name}");
    }
    let last = format!("{}and survivors of domestic violence", "Food and clothing for whoever comes, ".repeat(5));
    assert_eq!(said_by("Lantern", &last, "Food").kind, Kind::Other);
}

/// Two dozen are kept of a service; the rules see all.
#[test]
fn a_word_behind_many_withholds_as_one_in_front() {
    let many: Vec<String> = (0..30).map(|n| format!("help of kind{n}")).collect();
    for last in ["Emergency shelter", "Domestic violence advocacy"] {
        let given = of(&[
            ("organizations.csv", "id,name\nO1,Lantern\n"),
            (
                "services.csv",
                &format!("id,organization_id,name,status,keywords\nS1,O1,Help,active,\"{},{last}\"\n", many.join(",")),
            ),
        ]);
        let listing = &given.listings[0];
        assert!(listing.whereabouts.is_withheld() && listing.offers.len() == 24, "{last}: {listing:?}");
    }
}

/// An area of one ZIP code is as narrow as a street.
#[test]
fn the_zip_codes_of_an_area_are_not_told_of_what_is_withheld() {
    for (area, left) in [
        ("60699", ""),
        ("60699, 60640", ""),
        ("Cook County, 60699-1234", "Cook County"),
        ("60640; Cook; Lake", "Cook, Lake"),
        ("North side (60640)", "North side"),
        ("60699-60701", ""),
        ("60699 to 60701, Cook", "Cook"),
        ("IL60699; Lake", "Lake"),
        ("ZIP codes 60699, 60640", ""),
        ("Zip code: 60699; Cook", "Cook"),
        ("Códigos postales 60699 y 60640", ""),
        ("ZIP codes of Cook County: 60699", "of Cook County"),
        ("Cook and Lake counties", "Cook and Lake counties"),
    ] {
        let given = of(&[
            ("organizations.csv", "id,name\nO1,Lantern Shelter\n"),
            ("services.csv", "id,organization_id,name,status\nS1,O1,Beds,active\n"),
            ("locations.csv", "id,organization_id,name\nL1,O1,\n"),
            ("service_at_location.csv", "id,service_id,location_id\nA1,S1,L1\n"),
            ("service_areas.csv", &format!("id,service_id,name\nR1,S1,\"{area}\"\n")),
            (
                "addresses.csv",
                "id,location_id,address_1,city,state_province,postal_code,country,address_type\nX1,L1,4711 Elm St,Chicago,IL,60699,US,physical\n",
            ),
        ]);
        let directory::listing::Whereabouts::Withheld(told, _) = &given.listings[0].whereabouts else {
            panic!("{given:?}")
        };
        assert_eq!(told.counties, left, "{area}");
    }
}

/// The corner where it is given stands in its name. A rule takes it out; so must whoever withholds it later.
#[test]
fn what_a_place_is_called_goes_out_of_a_name_when_it_is_withheld_later() {
    let open = said_by("Lantern", "Food for all", "Support groups at Planted Corner");
    assert_eq!((open.name.as_str(), open.called.as_str()), ("Support groups at Planted Corner", "Planted Corner"));
    let hidden = directory::merge::withhold(open.clone());
    assert_eq!(hidden.name, "Support groups");
    assert!(!format!("{hidden:?}").contains("Planted"), "{hidden:?}");
    // Another list withholds the same place.
    let on = domain::day::Day::parse("2026-11-27").expect("a day");
    let mut other = hidden.clone();
    other.key.source = "hsds:other".to_owned();
    let said = [&open, &other].map(|listing| directory::merge::Said { listing: listing.clone(), on });
    let merged = directory::merge::merge(&said, &[]).expect("one").listing;
    assert!(!format!("{merged:?}").contains("Planted"), "{merged:?}");
}
