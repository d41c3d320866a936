//! Phones as they are published.

use directory::phone::{Line, read};

/// Each is a cell of a published file.
#[test]
fn what_is_published_in_many_ways_can_be_dialed() {
    let cells: &[(&str, &[&str])] = &[
        ("(312) 938-2106", &["+13129382106"]),
        ("847.249.4450", &["+18472494450"]),
        ("3125542000", &["+13125542000"]),
        ("773. 271. 0899", &["+17732710899"]),
        ("(312)750-0730", &["+13127500730"]),
        ("1-866-843-2572", &["+18668432572"]),
        ("(773) 973-4444 ext. 124", &["+17739734444;ext=124"]),
        ("(312) 201-9740 x331", &["+13122019740;ext=331"]),
        ("312-346-9766 x 715", &["+13123469766;ext=715"]),
        ("main: 305-285-5922", &["+13052855922"]),
        ("(618) 453-3217; (618) 536-7711", &["+16184533217", "+16185367711"]),
        ("(618) 394-7300 or (877) 342-7891", &["+16183947300", "+18773427891"]),
        ("1.866.HELP4DV", &["+18664357438"]),
        ("844-RIGHTS-9 (844-744-4879)", &["+18447444879"]),
        ("1-844-7NATIVE (762-8483)", &["+18447628483"]),
        ("1-800-4-A-CHILD (1-800-422-4453)", &["+18004224453"]),
        ("1-877-TO END DV (1-877-863-6338)", &["+18778636338"]),
        ("1-800-892-8900 (24 hour crisis line)", &["+18008928900"]),
        ("217-525-5297 (LAWS)", &["+12175255297"]),
        ("312-555-0100 ask for the front desk", &["+13125550100"]),
        ("988", &["988"]),
        ("211", &["211"]),
        ("no phone", &[]),
        ("N/A", &[]),
        ("", &[]),
    ];
    for (cell, expected) in cells {
        let dials: Vec<String> = read(cell, Line::Voice, "").into_iter().filter_map(|phone| phone.dial).collect();
        assert_eq!(dials, *expected, "{cell}");
    }
}

#[test]
fn what_cannot_be_read_stands_as_published() {
    for cell in ["555-CALL", "1-800-LAW-REP-4", "12345 67890 12345"] {
        let phones = read(cell, Line::Voice, "");
        assert!(phones.iter().all(|phone| cell.contains(&phone.published)), "{cell}: {phones:?}");
    }
    assert_eq!(read("+44 1234 234567", Line::Voice, "")[0].published, "+44 1234 234567");
}

#[test]
fn an_extension_of_its_own_column_is_dialed_too() {
    assert_eq!(read("312-346-9766", Line::Voice, "12")[0].dial.as_deref(), Some("+13123469766;ext=12"));
}

/// A number that can be called is not taken for the fax that stands behind it in the same cell.
#[test]
fn a_fax_behind_a_number_is_a_number_of_its_own() {
    for cell in
        ["312-555-0101, fax 312-555-0102", "(312) 555-0101 (Fax: (312) 555-0102)", "312.555.0101 - FAX 312.555.0102"]
    {
        let read = read(cell, Line::Voice, "");
        let said: Vec<_> = read.iter().map(|phone| (phone.dial.as_deref(), phone.line)).collect();
        assert_eq!(said, [(Some("+13125550101"), Line::Voice), (Some("+13125550102"), Line::Fax)], "{cell}");
    }
    let read = read("312-555-0102 (fax)", Line::Voice, "");
    assert_eq!((read.len(), read[0].line), (1, Line::Fax));
}

#[test]
fn what_a_line_is_for_is_read_from_its_words() {
    assert_eq!(read("1-800-892-8900 (24 hour crisis line)", Line::Voice, "")[0].line, Line::Crisis);
    assert_eq!(Line::of("Hotline"), Line::Crisis);
    assert_eq!(Line::of("fax"), Line::Fax);
    assert_eq!(Line::of("voice"), Line::Voice);
}
