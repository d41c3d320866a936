//! HRSA's file of health center sites.

use crate::support::hrsa;
use directory::listing::{Kind, Whereabouts, Why};
use directory::report::{Note, ReadError, Reason};
use std::io::{Cursor, Read, Seek, SeekFrom};

#[test]
fn the_published_layout_with_its_comma_behind_the_header_is_read() {
    let given = hrsa(Cursor::new(include_str!("fixtures/hrsa_raw.csv"))).expect("it reads");
    let names: Vec<&str> = given.listings.iter().map(|listing| listing.name.as_str()).collect();
    assert_eq!(names, ["Riverbend Health - Loop", "Riverbend Health Dental", "Riverbend at Harbor Women's Shelter"]);
    assert!(
        matches!(given.refused.as_slice(), [(_, Reason::Office(_)), (_, Reason::NotActive(_))]),
        "{:?}",
        given.refused
    );
    assert!(given.listings.iter().all(|l| l.kind == Kind::HealthCenter && l.takes_uninsured == Some(true)));
    let place = given.named("Loop").whereabouts.place().expect("a place");
    assert_eq!((place.zip.as_str(), place.city.as_str()), ("60601-0001", "Chicago"));
    let (lat, lon) = place.point.expect("a point").degrees();
    assert!(lat > 0.0 && lon < 0.0, "the longitude stands first in the file");
    assert_eq!(given.named("Dental").phones[0].dial.as_deref(), Some("+13125550102;ext=7"));
    let text = serde_json::to_string(&given.listings).expect("it writes");
    for gone in ["Madeupname", "4711", "lanted", "60699", "81234", "61234"] {
        assert!(!text.contains(gone), "{gone}: names of members of Congress are not kept, nor where a shelter is");
    }
}

#[test]
fn a_marked_site_of_the_copy_is_withheld_and_one_that_the_mark_forgot_too() {
    let given = hrsa(Cursor::new(include_str!("fixtures/hrsa_copy.csv"))).expect("it reads");
    assert_eq!((given.listings.len(), given.withheld()), (6, 2));
    let whereabouts = &given.named("Clinic of a House").whereabouts;
    assert!(matches!(whereabouts, Whereabouts::Withheld(_, Why::BySource)));
    assert!(given.named("YWCA").whereabouts.is_withheld());
    assert!(given.listings.iter().all(|listing| listing.phones.iter().all(|phone| phone.dial.is_some())));
}

const HEADER: &str = "BPHC Assigned Number,Site Name,Site Address,Site City,Site State Abbreviation,Site Postal Code,\
    Site Telephone Number,Site Status Description,Health Center Type Description,\
    Geocoding Artifact Address Primary X Coordinate,Geocoding Artifact Address Primary Y Coordinate,\r\n";

fn rows(rows: &str) -> crate::support::Given {
    hrsa(Cursor::new(format!("\u{feff}{HEADER}{rows}"))).expect("it reads")
}

#[test]
fn traps_of_the_file_do_not_stop_it() {
    let given = rows(concat!(
        "BPS-1,  Padded   Clinic  ,1 Main St,Town,TX,75001,214-555-0100,Active,Service Delivery Site,-96.8,32.9\r\n",
        "BPS-2,\"A clinic\rwith a break\",2 Main St,Town,TX,75001,214-555-0101 x 9,Active,Service Delivery Site,0,0\r\n",
        "BPS-3,Far off,3 Main St,Town,TX,75001,,Active,Service Delivery Site,32.9,-96.8\r\n",
        "BPS-4,Closed,4 Main St,Town,TX,75001,,Inactive,Service Delivery Site,-96.8,32.9\r\n",
        "BPS-5,Office,5 Main St,Town,TX,75001,,Active,Administrative,-96.8,32.9\r\n",
        ",No id,5 Main St,Town,TX,75001,,Active,Service Delivery Site,-96.8,32.9\r\n",
        "BPS-1,  Padded   Clinic  ,1 Main St,Town,TX,75001,214-555-0100,Active,Service Delivery Site,-96.8,32.9\r\n",
        "BPS-1,Another,9 Main St,Town,TX,75001,214-555-0100,Active,Service Delivery Site,-96.8,32.9\r\n",
        "BPS-7,Short\r\n",
        "BPS-8,Long,1 Main St,Town,TX,75001,,Active,Service Delivery Site,-96.8,32.9,,more\r\n",
    ));
    let names: Vec<&str> = given.listings.iter().map(|listing| listing.name.as_str()).collect();
    assert_eq!(names, ["Padded Clinic", "A clinic with a break", "Far off"]);
    assert_eq!(given.notes.iter().filter(|note| **note == Note::Point).count(), 2);
    let reasons: Vec<String> = given.refused.iter().map(|(at, why)| format!("{at}: {why}")).collect();
    assert_eq!(reasons.len(), 6, "{reasons:?}");
    assert!(reasons[0].contains("not active"));
    assert!(reasons[1].contains("nobody is received"));
    assert!(reasons[2].contains("no id"));
    assert!(matches!(&given.refused[3].1, Reason::Twice(id) if id == "BPS-1"));
    assert!(matches!(&given.refused[4].1, Reason::Cells { .. }));
    assert!(matches!(&given.refused[5].1, Reason::Cells { .. }));
}

#[test]
fn another_encoding_is_read_and_said_and_a_binary_file_is_refused() {
    let mut bytes = HEADER.as_bytes().to_vec();
    bytes.extend_from_slice(
        b"BPS-1,Cl\xednica,1 Main St,Town,TX,75001,214-555-0100,Active,Service Delivery Site,-96.8,32.9\n",
    );
    let given = hrsa(Cursor::new(bytes)).expect("it reads");
    assert_eq!(given.listings[0].name, "Clínica");
    assert_eq!(given.notes, [Note::Encoding]);

    let wide: Vec<u8> = HEADER.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wide = [vec![0xff, 0xfe], wide].concat();
    assert!(matches!(hrsa(Cursor::new(wide)), Err(ReadError::Encoding(_))));
}

#[test]
fn another_file_is_refused_by_the_column_that_is_missing() {
    let error = hrsa(Cursor::new("id,name\n1,Clinic\n")).expect_err("not HRSA's file");
    assert!(error.to_string().contains("bphc_assigned_number is missing"), "{error}");
}

/// Gives a header and then one letter, two thousand million times.
struct OneLine {
    header: Cursor<Vec<u8>>,
    left: u64,
    given: std::rc::Rc<std::cell::Cell<u64>>,
}

impl Read for OneLine {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        let read = self.header.read(to)?;
        if read > 0 || self.left == 0 {
            return Ok(read);
        }
        to.fill(b'a');
        self.left = self.left.saturating_sub(to.len() as u64);
        self.given.set(self.given.get() + to.len() as u64);
        Ok(to.len())
    }
}

impl Seek for OneLine {
    fn seek(&mut self, _: SeekFrom) -> std::io::Result<u64> {
        Ok(0)
    }
}

#[test]
fn a_line_of_two_gigabytes_stops_after_four_megabytes() {
    for start in ["", "\""] {
        let given = std::rc::Rc::new(std::cell::Cell::new(0));
        let header = Cursor::new(format!("{HEADER}{start}").into_bytes());
        let error = hrsa(OneLine { header, left: 2 << 30, given: given.clone() }).expect_err("too long");
        assert!(matches!(&error, ReadError::RecordTooLong(at) if at.line == 2), "{error}");
        assert!(given.get() < 5 << 20, "{}", given.get());
    }
}
