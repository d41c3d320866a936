//! Whatever comes in: no reader crashes, and no planted street comes out of what must be withheld.

use crate::support::{hrsa, programs};
use directory::hours;
use directory::phone::{self, Line};
use directory::words;
use proptest::prelude::*;
use std::io::Cursor;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_give_rows_or_a_word(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let header = b"bphc_site_number,site_name,street,city,state,zip,phone,website,latitude,longitude,address_withheld\n";
        let _ = hrsa(Cursor::new([header.as_slice(), &bytes].concat()));
        let _ = programs(Cursor::new([b"name,phone,state\n".as_slice(), &bytes].concat()));
        let _ = hrsa(Cursor::new(bytes));
    }

    #[test]
    fn any_bytes_as_tables_or_json_give_rows_or_a_word(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        table in proptest::sample::select(vec!["organizations", "locations", "services", "service_at_location", "phones", "schedules"]),
        json in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let scratch = tempfile::tempdir().expect("a folder");
        let inside = folder.path().join(if json { "list.json".to_owned() } else { format!("{table}.csv") });
        let start: &[u8] = if json { b"[{\"id\":\"S1\",\"status\":\"active\",\"name\":\"" } else { b"id,name,organization_id,location_id,service_id,number,weekday,opens_at,closes_at,latitude,longitude\n" };
        std::fs::write(&inside, [start, &bytes].concat()).expect("it writes");
        let from = if json { inside } else { folder.path().to_owned() };
        let _ = directory::hsds::read("any", &from, scratch.path(), &directory::withheld::Rules::default(), &mut |_| Ok(()));
        prop_assert_eq!(std::fs::read_dir(scratch.path()).expect("it lists").count(), 0);
    }

    #[test]
    fn any_text_is_a_phone_or_is_not(text in "\\PC{0,60}", extension in "\\PC{0,6}") {
        for phone in phone::read(&text, Line::Voice, &extension) {
            let plain = |c: char| c.is_ascii_digit() || matches!(c, '+' | ';' | 'e' | 'x' | 't' | '=');
            prop_assert!(phone.dial.is_none_or(|dial| dial.chars().all(plain)));
        }
    }

    #[test]
    fn any_text_is_a_time_or_is_not(text in "\\PC{0,12}", day in "\\PC{0,12}") {
        prop_assert!(hours::minutes(&text).is_none_or(|minutes| minutes <= 24 * 60));
        prop_assert!(hours::day(&day).is_none_or(|day| day < 7));
    }

    #[test]
    fn open_hours_are_sorted_and_apart(spans in proptest::collection::vec((0_u8..9, 0_u16..1500, 0_u16..1500), 0..20)) {
        let mut open = hours::Open::default();
        for (day, from, to) in spans {
            open.add(day, from, to);
        }
        prop_assert!(open.spans.windows(2).all(|pair| pair[0].1 < pair[1].0));
        prop_assert!(open.spans.iter().all(|(from, to)| from < to && *to <= 7 * 24 * 60));
    }

    #[test]
    fn a_tidied_cell_has_no_break_and_is_not_too_long(text in "\\PC{0,80}", max in 0_usize..40) {
        let tidy = words::tidy(&text, max);
        let breaks = ['\n', '\r', '\t', '\u{feff}'];
        prop_assert!(tidy.chars().count() <= max && !tidy.contains(breaks));
    }

    /// The street of a shelter, wherever its row repeats it.
    #[test]
    fn a_planted_street_never_comes_out_of_a_shelter(
        number in 1000_u32..9999,
        street in "(Zarquon|Plinth|Quexal) (St|Avenue|Blvd)",
        zip in "9[0-9]{4}",
        before in "(|Harbor |La Paloma )",
        join in "( - |, | @ | at )",
    ) {
        let address = format!("{number} {street}");
        let row = format!("X,\"{before}Women's Shelter{join}{address}\",{address},Town,WA,{zip},,https://x.example/{number},47.5,-122.5,\n");
        let header = "bphc_site_number,site_name,street,city,state,zip,phone,website,latitude,longitude,address_withheld\n";
        let given = hrsa(Cursor::new(format!("{header}{row}"))).expect("it reads");
        let text = serde_json::to_string(&given.listings).expect("it writes");
        prop_assert!(given.withheld() == 1);
        let planted = [number.to_string(), street, zip];
        prop_assert!(planted.iter().all(|word| !text.contains(word.as_str())), "{}", text);
    }
}
