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
