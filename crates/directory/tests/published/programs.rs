//! Lists of programs, coalitions, state offices and hotlines, as they are published.

use crate::files::open;
use crate::support::programs;
use directory::listing::Kind;
use directory::phone::Line;

#[test]
fn every_row_of_the_published_lists_is_taken_and_none_has_a_place() {
    let lists = [
        ("fvpsa_tribal_grantees_fy2025.csv", 114),
        ("fvpsa_state_administrators_2023.csv", 53),
        ("state_coalitions_2026-07-19.csv", 55),
        ("illinois_dv_programs_ilao.csv", 37),
        ("hotlines.csv", 11),
    ];
    for (file, rows) in lists {
        let given = programs(open(&format!("dv_public/{file}"))).expect("it reads");
        assert_eq!((given.listings.len(), given.refused.len()), (rows, 0), "{file}: {:?}", given.refused);
        assert_eq!(given.columns, [""; 0], "{file}");
        assert!(given.listings.iter().all(|listing| listing.whereabouts.place().is_none()), "{file}");
    }
}

#[test]
fn a_hotline_is_open_at_every_hour_and_can_be_dialed() {
    let given = programs(open("dv_public/hotlines.csv")).expect("it reads");
    let line = given.named("National Domestic Violence Hotline");
    assert_eq!(line.kind, Kind::Hotline);
    assert_eq!(line.open.at(3 * 60), Some(true));
    assert_eq!(line.phones[0].dial.as_deref(), Some("+18007997233"));
    assert!(line.phones.iter().any(|phone| phone.line == Line::Tty && phone.dial.as_deref() == Some("+18007873224")));
    assert!(line.phones.iter().any(|phone| phone.line == Line::Text && phone.published == "START to 88788"));
}

#[test]
fn the_programs_of_illinois_are_of_illinois_though_no_row_says_so() {
    let given = programs(open("dv_public/illinois_dv_programs_ilao.csv")).expect("it reads");
    assert!(given.listings.iter().all(|listing| listing.whereabouts.state() == "IL"));
}
