//! Times of a day, as sources write them.

use directory::hours::minutes;

#[test]
fn times_of_a_day_are_read_as_sources_write_them_or_not_at_all() {
    for (text, read) in [
        ("9:00", Some((9, 0))),
        ("09:00:00", Some((9, 0))),
        (" 9 AM ", Some((9, 0))),
        ("9a", Some((9, 0))),
        ("5:30 p.m.", Some((17, 30))),
        ("5:30PM", Some((17, 30))),
        ("12:15 am", Some((0, 15))),
        ("12 PM", Some((12, 0))),
        ("17:00+00:00", Some((17, 0))),
        ("17:00Z", Some((17, 0))),
        ("noon", Some((12, 0))),
        ("Mediodía", Some((12, 0))),
        ("midnight", Some((0, 0))),
        ("0:00", Some((0, 0))),
        ("24:00", Some((24, 0))),
        ("24:01", None),
        ("25:00", None),
        ("13 pm", None),
        ("0 am", None),
        ("9:60", None),
        ("9:00:60", None),
        // Hours before UTC are written like hours from when to when.
        ("09:00-05:00", None),
        ("9-5", None),
        ("nine", None),
        ("9 o'clock", None),
        ("70000", None),
        ("::", None),
        ("", None),
    ] {
        assert_eq!(minutes(text), read.map(|(hour, minute)| hour * 60 + minute), "{text}");
    }
}
