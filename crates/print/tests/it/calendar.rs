//! A calendar, read back by a parser.

use domain::day::Day;
use print::calendar::{Occasion, When, write};

fn occasion(uid: &str, title: &str, place: Option<&str>) -> Occasion {
    let day = Day::parse("2026-11-30").unwrap();
    Occasion {
        uid: uid.to_owned(),
        when: When::Times { begins: day.at(9, 30, "America/Chicago"), ends: day.at(10, 15, "America/Chicago") },
        title: title.to_owned(),
        place: place.map(str::to_owned),
    }
}

fn lines(text: &str) -> Vec<String> {
    // Long lines are folded (RFC 5545, section 3.1).
    text.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

#[test]
fn an_occasion_is_written_in_utc_with_the_same_name_each_time() {
    let made = Day::parse("2026-11-26").unwrap().begins("UTC");
    let text = write("Calendar", &[occasion("a@calendar", "Partner meeting", None)], made);
    assert_eq!(text, write("Calendar", &[occasion("a@calendar", "Partner meeting", None)], made));
    let lines = lines(&text);
    for line in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "UID:a@calendar",
        "DTSTAMP:20261126T000000Z",
        "DTSTART:20261130T153000Z",
        "DTEND:20261130T161500Z",
        "SUMMARY:Partner meeting",
        "CLASS:PRIVATE",
    ] {
        assert!(lines.iter().any(|found| found == line), "{line} is not in\n{text}");
    }
    assert!(!text.contains("LOCATION"), "no place unless somebody chose it");
}

#[test]
fn nothing_that_is_typed_becomes_a_line_of_its_own() {
    let made = Day::parse("2026-11-26").unwrap().begins("UTC");
    let title = "One, two; three\\ four\r\nLOCATION:elsewhere\r\nEND:VEVENT";
    let text = write("Calendar", &[occasion("a@calendar", title, Some("Room 2\nBEGIN:VALARM"))], made);
    let lines = lines(&text);
    assert_eq!(lines.iter().filter(|line| line.starts_with("END:VEVENT")).count(), 1, "{text}");
    assert!(!lines.iter().any(|line| line == "LOCATION:elsewhere" || line == "BEGIN:VALARM"), "{text}");
}

#[test]
fn what_has_no_agreed_time_takes_its_day_and_no_other() {
    let day = Day::parse("2026-12-31").unwrap();
    let made = day.begins("UTC");
    let open = Occasion { when: When::AllDay(day), ..occasion("a@calendar", "Partner meeting", None) };
    let lines = lines(&write("Calendar", &[open], made));
    for line in ["DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101"] {
        assert!(lines.iter().any(|found| found == line), "{line} is not in {lines:?}");
    }
}
