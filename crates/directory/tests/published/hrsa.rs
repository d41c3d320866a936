//! HRSA's file of health center sites, as it was copied and as it is published.

use crate::files::{open, sites};
use crate::support::hrsa;
use directory::listing::{Kind, Whereabouts, Why};
use directory::report::Reason;

#[test]
fn the_whole_copy_is_read_and_every_marked_site_is_withheld() {
    let given = sites();
    assert_eq!(given.listings.len(), 17_574);
    assert_eq!(given.refused, []);
    let marked = |why: &Whereabouts| matches!(why, Whereabouts::Withheld(_, Why::BySource));
    assert_eq!(given.listings.iter().filter(|listing| marked(&listing.whereabouts)).count(), 20);
    // The rules withhold more than the copy's maker did, and not a whole directory.
    assert!((100..200).contains(&given.withheld()), "{}", given.withheld());
    assert!(given.listings.iter().all(|l| l.kind == Kind::HealthCenter && l.takes_uninsured == Some(true)));
    let placed =
        given.listings.iter().filter(|l| l.whereabouts.place().is_some_and(|place| place.point.is_some())).count();
    assert!(placed > 17_300, "{placed}");
    let dialed = given.listings.iter().filter(|l| l.phones.iter().any(|phone| phone.dial.is_some())).count();
    assert!(dialed > 17_500, "{dialed}");
}

#[test]
fn the_published_layout_with_its_comma_behind_the_header_is_read() {
    for (file, rows) in [("hrsa_raw_excerpt_2026-09-18.csv", 5), ("hrsa_raw_excerpt_2026-09-30.csv", 14)] {
        let given = hrsa(open(&format!("hrsa_sites/{file}"))).expect("it reads");
        assert_eq!(given.listings.len() + given.refused.len(), rows, "{file}");
        assert!(
            given.refused.iter().all(|(_, why)| matches!(why, Reason::Office(_) | Reason::NotActive(_))),
            "{:?}",
            given.refused
        );
        for listing in given
            .listings
            .iter()
            .filter(|listing| !["Mary Isaak", "COSSMA"].iter().any(|odd| listing.name.contains(odd)))
        {
            assert!(!listing.organization.is_empty());
            assert!(listing.phones.iter().all(|phone| phone.dial.is_some()), "{:?}", listing.phones);
            let place = listing.whereabouts.place().unwrap_or_else(|| panic!("{listing:?}"));
            let (lat, lon) = place.point.expect("a point").degrees();
            assert!(lat > 0.0 && lon < 0.0, "the longitude stands first in the file");
        }
    }
    let given = hrsa(open("hrsa_sites/hrsa_raw_excerpt_2026-09-30.csv")).expect("it reads");
    let text = format!("{:?}", given.listings);
    assert!(!text.contains("Ted Cruz"), "names of members of Congress are not kept");
    assert!(given.named("Baird on Peyton").whereabouts.place().expect("a place").zip == "79504-4700");
}
