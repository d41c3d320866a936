//! Lists of programs, coalitions, state offices and hotlines.

use crate::support::{Given, programs};
use directory::listing::{Kind, Listing, SourceKey, Whereabouts};
use directory::phone::Line;
use directory::programs::List;
use directory::withheld::Rules;
use domain::state_rule::StateCode;
use std::io::Cursor;

#[test]
fn lists_of_every_make_are_taken_and_none_has_a_place() {
    let lists = [
        (include_str!("fixtures/hotlines.csv"), 2),
        (include_str!("fixtures/offices.csv"), 2),
        (include_str!("fixtures/coalitions.csv"), 1),
        (include_str!("fixtures/tribes.csv"), 1),
        (include_str!("fixtures/local.csv"), 3),
    ];
    for (text, rows) in lists {
        let given = programs(Cursor::new(text)).expect("it reads");
        assert_eq!((given.listings.len(), given.refused.len()), (rows, 0), "{text}");
        assert_eq!(given.columns, [""; 0], "{text}");
        assert!(given.listings.iter().all(|listing| listing.whereabouts.place().is_none()), "{text}");
    }
}

#[test]
fn a_hotline_is_open_at_every_hour_and_can_be_dialed() {
    let given = programs(Cursor::new(include_str!("fixtures/hotlines.csv"))).expect("it reads");
    let line = given.named("Domestic Violence Hotline");
    assert_eq!(line.kind, Kind::Hotline);
    assert_eq!(line.open.at(3 * 60), Some(true));
    assert_eq!(line.phones[0].dial.as_deref(), Some("+18005550100"));
    assert!(line.phones.iter().any(|phone| phone.line == Line::Tty && phone.dial.as_deref() == Some("+18005550101")));
    assert!(line.phones.iter().any(|phone| phone.line == Line::Text && phone.published == "START to 00000"));
    assert_eq!(given.named("Teen").open.at(3 * 60), None, "hours in words are not read as hours");
}

#[test]
fn the_phones_of_a_program_are_each_dialed_and_a_row_without_any_stands() {
    let given = programs(Cursor::new(include_str!("fixtures/local.csv"))).expect("it reads");
    let dials = |name: &str| given.named(name).phones.iter().filter_map(|phone| phone.dial.clone()).collect::<Vec<_>>();
    assert_eq!(dials("Safe Place"), ["+18475550120", "+18005550121"]);
    assert_eq!(dials("Harbor"), ["+16185550122", "+16185550123", "+16185550124"]);
    assert_eq!(dials("Prairie"), [""; 0]);
}

#[test]
fn a_column_of_addresses_is_named_and_not_read() {
    let given =
        programs(Cursor::new("name,street,phone\nHarbor House,42 Planted Street,312-555-0100\n")).expect("it reads");
    assert_eq!(given.columns, ["street"]);
    assert!(!serde_json::to_string(&given.listings).expect("it writes").contains("Planted"));
    assert!(matches!(given.listings[0].whereabouts, Whereabouts::Withheld(..)));
}

/// A list without ids makes its own of the name, and that may say a street.
#[test]
fn an_id_made_of_a_name_says_no_street_and_stays_the_same() {
    let given =
        programs(Cursor::new("name,state\nShelter at 4711 Planted Street,IL\nHarbor House,IL\n")).expect("it reads");
    let [shelter, house] = given.listings.as_slice() else { panic!("{:?}", given.listings) };
    assert!(!format!("{shelter:?}").contains("lanted") && !format!("{shelter:?}").contains("4711"), "{shelter:?}");
    let before = SourceKey { source: "programs:test".to_owned(), id: "il shelter at 4711 planted street".to_owned() };
    assert_eq!(shelter.key.uuid(), before.uuid(), "what was kept of it under that id is found again");
    assert_eq!(house.key.id, "il harbor house");
    // A list cannot give an id that would be taken for that of another line.
    let id = shelter.key.id.clone();
    let forged = programs(Cursor::new(format!("id,name,state\n{id},Other House,IL\n"))).expect("it reads");
    assert_ne!(forged.listings[0].key.uuid(), shelter.key.uuid());
}

#[test]
fn a_list_of_one_state_needs_no_column_of_it_and_keeps_its_ids() {
    let text = "name,state,county\nHarbor Program,,Cook\nRiver Program,WI,\n";
    let read = |list: List<'_>| {
        let mut given = Given::default();
        let done = directory::programs::read(list, "list.csv", text.as_bytes(), &Rules::default(), &mut |row| {
            given.take(row);
            Ok(())
        });
        done.map(|()| given.listings).expect("it reads")
    };
    let told = read(List { name: "test", state: Some(StateCode::Il) });
    let states: Vec<&str> = told.iter().map(|listing| listing.whereabouts.state()).collect();
    assert_eq!(states, ["IL", "WI"], "what a row says comes first");
    let untold = read("test".into());
    let ids = |all: &[Listing]| all.iter().map(|listing| listing.key.uuid()).collect::<Vec<_>>();
    assert_eq!(ids(&told), ids(&untold), "what was kept of it before its state was told is found again");
    // Illinois Legal Aid Online numbers its places in a column of its own, and lists nothing of another state.
    let known = programs(Cursor::new(include_str!("fixtures/local.csv"))).expect("it reads");
    assert!(known.listings.iter().all(|listing| listing.whereabouts.state() == "IL"));
}
