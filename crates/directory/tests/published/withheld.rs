//! Nobody is led to a shelter's door.

use crate::files::sites;
use crate::support::hrsa;
use directory::listing::{Listing, Whereabouts};
use std::io::Cursor;

fn one(name: &str) -> Listing {
    let header = "bphc_site_number,site_name,street,city,state,zip,phone,website,latitude,longitude,address_withheld";
    let row = format!("X,\"{name}\",1 Main St,Town,TX,75001,,,32.9,-96.8,");
    hrsa(Cursor::new(format!("{header}\n{row}\n"))).expect("it reads").listings.remove(0)
}

#[test]
fn the_names_of_the_marked_sites_are_caught_by_the_rules_alone() {
    let marked = sites()
        .listings
        .iter()
        .filter(|listing| matches!(listing.whereabouts, Whereabouts::Withheld(_, directory::listing::Why::BySource)));
    for listing in marked {
        let again = one(&listing.name);
        assert!(again.whereabouts.is_withheld(), "{}", listing.name);
    }
}

/// What a street is called, as a word of its own behind another.
fn says_a_street(name: &str) -> bool {
    let line = directory::words::line(name);
    [" street", " avenue", " ave", " road", " blvd"]
        .iter()
        .any(|street| format!("{line} ").contains(&format!("{street} ")))
}

#[test]
fn no_withheld_site_is_called_by_its_street() {
    let withheld: Vec<_> = sites().listings.iter().filter(|listing| listing.whereabouts.is_withheld()).collect();
    let said: Vec<&str> = withheld.iter().map(|one| one.name.as_str()).filter(|name| says_a_street(name)).collect();
    // Health care on the street is not the name of one.
    assert_eq!(said, ["ACHCH Shelter and Street Health Services"]);
    let all: Vec<&str> = withheld.iter().map(|one| one.name.as_str()).collect();
    for gone in ["HURON", "Jerome", "48th", "Pacific", "Atlantic", "Lakeside", "Clybourn", "Harrison", "801"] {
        assert!(!all.iter().any(|name| name.contains(gone)), "{gone}");
    }
    // What has nothing to do with its street keeps its name.
    for stays in ["SAINT MARTHA'S SHELTER", "St. Patrick's Women's Shelter", "One Safe Place"] {
        assert!(all.contains(&stays), "{stays}");
    }
}

#[test]
fn of_every_published_list_a_part_is_withheld_and_not_the_whole() {
    let share = |given: &crate::support::Given| (given.withheld(), given.listings.len());
    let mut all = vec![("hrsa", share(sites()), 200)];
    for (folder, most) in
        [("hsds_ilao_legal_aid/output", 300), ("hsds_florida_legal", 60), ("ohana_san_mateo/sample-csv", 8)]
    {
        let given = crate::support::hsds(&crate::files::published(folder)).expect("it reads");
        all.push((folder, share(&given), most));
    }
    for (list, (withheld, of), most) in all {
        println!("{list}: {withheld} of {of} withheld");
        assert!(withheld <= most, "{list}: {withheld} of {of}");
    }
}
