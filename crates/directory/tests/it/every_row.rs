//! The report has a line for every row: taken, withheld, refused, the same as one before, or read with what it belongs to.

use crate::support::{Given, folder, hrsa, hsds, programs};
use directory::report::{At, Beside, ReadError, Reason};
use std::collections::BTreeSet;
use std::io::Cursor;

/// The rows of these tables behind their headers, in which no cell has a line break.
fn rows(tables: &[(&str, &str)]) -> BTreeSet<At> {
    let lines = tables.iter().flat_map(|(file, text)| {
        let lines = 2..=text.lines().count() as u64;
        lines.map(|line| At { file: (*file).to_owned(), line })
    });
    lines.collect()
}

fn said(given: &Given) -> BTreeSet<At> {
    given.said.iter().cloned().collect()
}

const SITES: &str = "bphc_site_number,site_name,street,city,state,zip,phone,website,shoe_size,shelter_street\n\
    A,Clinic,1 Main St,Town,TX,75001,,,44,\n\
    A,Clinic,1 Main St,Town,TX,75001,,,45,\n\
    A,Other Clinic,1 Main St,Town,TX,75001,,,,\n\
    ,Nobody,1 Main St,Town,TX,75001,,,,\n\
    B,Short\n\
    C,Women's Shelter,9 Main St,Town,TX,75001,,,,\n";

#[test]
fn every_row_of_hrsas_file_has_a_line_and_so_has_a_column_that_nobody_knows() {
    let given = hrsa(Cursor::new(SITES)).expect("it reads");
    let lines: Vec<u64> = given.said.iter().map(|at| at.line).collect();
    assert_eq!(lines, [2, 3, 4, 5, 6, 7], "one each");
    let again = Beside::Again("A".to_owned());
    assert!(matches!(&given.beside[..], [(at, why)] if at.line == 3 && *why == again), "{:?}", given.beside);
    assert_eq!(given.columns, ["shoe_size", "shelter_street"]);
}

#[test]
fn no_column_of_hrsas_own_layout_is_called_unknown() {
    for text in [include_str!("fixtures/hrsa_raw.csv"), include_str!("fixtures/hrsa_copy.csv")] {
        assert_eq!(hrsa(Cursor::new(text)).expect("it reads").columns, [""; 0]);
    }
}

#[test]
fn every_row_of_a_list_of_programs_has_a_line() {
    let text = "name,state,phone\nHarbor,IL,312-555-0100\nHarbor,IL,312-555-0100\nHarbor,IL,312-555-0199\n,IL,\nRiver,IL,,,more\n";
    let given = programs(Cursor::new(text)).expect("it reads");
    let lines: Vec<u64> = given.said.iter().map(|at| at.line).collect();
    assert_eq!(lines, [2, 3, 4, 5, 6]);
    assert!(matches!(&given.beside[..], [(at, Beside::Again(_))] if at.line == 3), "{:?}", given.beside);
}

#[test]
fn every_row_of_every_table_has_a_line_and_every_other_table_is_named() {
    let tables = [
        ("organizations.csv", "id,name\nO1,Downtown\nO1,Downtown\nO1,Other\nO2,Alone\n,No id\n"),
        (
            "services.csv",
            "id,organization_id,name,status\nS1,O1,Food,active\nS2,O1,Beds,active\nS3,O1,Shut,inactive\nS4,O9,Lost,active\nS1,O1,Food,active\n",
        ),
        ("locations.csv", "id,organization_id,name\nL1,O1,House\nL2,O1,Empty\nL1,O1,House\n"),
        ("services_at_location.csv", "id,service_id,location_id\nA1,S1,L1\nA2,S2,L9\nA3,S8,L1\nA4,,L1\nA1,S1,L1\n"),
        (
            "addresses.csv",
            "id,location_id,address_1,city,state_province,postal_code\nX1,L1,1 Main St,Town,TX,75001\nX2,L9,2 Main St,Town,TX,75001\n",
        ),
        (
            "phones.csv",
            "id,service_id,location_id,contact_id,number\nP1,S1,,,312-555-0100\nP2,,L9,,312-555-0101\nP3,,,C1,312-555-0102\nP4,,,,312-555-0103\n",
        ),
        ("attributes.csv", "id,link_id,link_entity,taxonomy_term_id\nT1,S1,service,W1\nT2,S9,service,W1\n"),
        ("taxonomy_terms.csv", "id,name,shoe_size\nW1,Food,1\nW2,,1\n,Nameless,1\n"),
    ];
    let beside = [("contacts.csv", "id,name\nC1,Perpetua\n"), ("holidays.csv", "id\n1\n"), ("README.txt", "read me\n")];
    let given = hsds(folder(&[&tables[..], &beside[..]].concat()).path()).expect("it reads");
    let missing: Vec<String> = rows(&tables).difference(&said(&given)).map(ToString::to_string).collect();
    assert_eq!(missing, [""; 0]);
    let mut twice: Vec<String> = given.said.iter().map(ToString::to_string).collect();
    twice.sort_unstable();
    twice.dedup();
    assert_eq!(twice.len(), given.said.len(), "and no row has two: {:?}", given.said);
    assert_eq!(given.left_out, ["README.txt", "contacts.csv", "holidays.csv"]);
    assert_eq!(given.columns, ["shoe_size"]);
    let why = |at: &str| given.beside.iter().find(|(row, _)| row.to_string() == at).map(|(_, why)| why.clone());
    assert_eq!(why("organizations.csv:3"), Some(Beside::Again("O1".to_owned())));
    assert_eq!(why("organizations.csv:2"), Some(Beside::Part));
    assert_eq!(why("phones.csv:2"), Some(Beside::Part));
    assert_eq!(why("phones.csv:4"), Some(Beside::OfPerson));
    assert_eq!(why("taxonomy_terms.csv:2"), Some(Beside::Part));
}

fn json(text: &str) -> Result<Given, ReadError> {
    let file = tempfile::Builder::new().suffix(".json").tempfile().expect("a file");
    std::fs::write(file.path(), text).expect("it writes");
    hsds(file.path())
}

#[test]
fn every_record_in_json_has_a_line_and_every_list_within_it_that_is_not_read_is_named() {
    let records = [
        r#"{"id":"S1","name":"Food","status":"active","organization":{"id":"O1","name":"Downtown","website":"d.example"},"contacts":[{"id":"C1","name":"Perpetua"}],"languages":["en"]}"#,
        r#"{"id":"S1","name":"Food","status":"active","organization":{"id":"O1","name":"Downtown","website":"d.example"}}"#,
        r#"{"name":"No id","status":"active"}"#,
        r#"{"id":"7","colour":"red"}"#,
        r#"{"colour":"red"}"#,
        "17",
        "[]",
        r#"{"id":"O2","name":"Alone","website":"a.example"}"#,
    ];
    let given = json(&format!("[{}]", records.join(","))).expect("it reads");
    let lines: BTreeSet<u64> = given.said.iter().map(|at| at.line).collect();
    assert_eq!(lines, (1..=8).collect::<BTreeSet<u64>>(), "{given:?}");
    let refused: Vec<(u64, bool)> =
        given.refused.iter().map(|(at, why)| (at.line, matches!(why, Reason::NoKind))).collect();
    assert_eq!(refused, [(3, false), (4, true), (5, true), (6, true), (7, true)]);
    assert_eq!(given.left_out, ["service.contacts", "service.languages"]);
    // One a line, and a page of results, in which nothing but the results is a record.
    let lines = json(&records[..5].join("\n")).expect("it reads");
    assert_eq!(lines.said.iter().map(|at| at.line).collect::<BTreeSet<u64>>(), (1..=5).collect::<BTreeSet<u64>>());
    let page = format!("{{\"total_items\":2,\"contents\":[{},{}],\"empty\":false}}", records[0], records[7]);
    let page = json(&page).expect("it reads");
    assert_eq!((page.listings.len(), page.refused.len()), (2, 0), "{:?}", page.refused);
}

#[test]
fn what_stands_too_deep_or_is_too_much_in_json_is_said() {
    let mut deep = r#"{"id":"S","name":"Food","status":"active"}"#.to_owned();
    for n in 0..20 {
        deep = format!(r#"{{"id":"S{n}","name":"Food","status":"active","services":[{deep}]}}"#);
    }
    let given = json(&deep).expect("it reads");
    assert!(given.refused.iter().any(|(_, why)| matches!(why, Reason::TooDeep)), "{:?}", given.refused);
    let members: String = (0..300).map(|n| format!(r#","member{n}":[]"#)).collect();
    let given = json(&format!(r#"{{"id":"S","name":"Food","status":"active"{members}}}"#)).expect("it reads");
    assert!(given.left_out.iter().any(|name| name == "member250"), "{:?}", given.left_out);
}

#[test]
fn a_file_of_nothing_but_other_records_says_so_of_each_before_it_is_refused() {
    let (mut refused, scratch) = (Vec::new(), tempfile::tempdir().expect("a folder"));
    let file = tempfile::Builder::new().suffix(".json").tempfile().expect("a file");
    std::fs::write(file.path(), "{\"resourceType\":\"Patient\"}\n{\"resourceType\":\"Bundle\"}\n").expect("it writes");
    let rules = directory::withheld::Rules::default();
    let done = directory::hsds::read("test", file.path(), scratch.path(), &rules, &mut |row| {
        refused.push(format!("{row:?}"));
        Ok(())
    });
    assert!(matches!(done, Err(ReadError::NoTables(_))));
    assert_eq!(refused.len(), 2, "{refused:?}");
}

#[test]
fn how_far_the_reading_is_is_said_before_anything_is_known_of_the_rows() {
    let services: String = (0..12_000).map(|n| format!("S{n},Food number{n},active\n")).collect();
    let given = hsds(folder(&[("services.csv", &format!("id,name,status\n{services}"))]).path()).expect("it reads");
    assert_eq!((given.so_far, given.listings.len()), (10_000, 12_000));
}
