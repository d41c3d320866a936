//! Words about a person are kept out of what both organizations read; words about the work go in.

use domain::likeness::{Likeness, of};

#[test]
fn what_looks_like_a_person_is_found() {
    use Likeness::{BirthDate, Email, Phone, RecordNumber, Street};
    for (text, expected) in [
        ("Call her at 312-555-0142 after six", Phone),
        ("(312) 555-0142", Phone),
        ("312.555.0142", Phone),
        ("+1 312 555 0142", Phone),
        ("3125550142", Phone),
        ("13125550142", Phone),
        ("the sister is at 555-0142.", Phone),
        ("llamar al 312 555 0142", Phone),
        ("write to ana.quetzal@example.com please", Email),
        ("MRN 0048213", RecordNumber),
        ("mrn: 48213", RecordNumber),
        ("chart no. 99812", RecordNumber),
        ("record #12345", RecordNumber),
        ("Case number 23-CV-4455", RecordNumber),
        ("expediente núm. 40912", RecordNumber),
        ("her SSN is 123-45-6789", RecordNumber),
        ("078-05-1120", RecordNumber),
        ("see 9F2C-01AB", RecordNumber),
        ("Ana Quetzal, DOB 3/14/1989", BirthDate),
        ("born 1989-03-14", BirthDate),
        ("Ana Quetzal 03/14/1989", BirthDate),
        ("nació el 14/03/1989", BirthDate),
        ("fecha de nacimiento: 14.03.1989", BirthDate),
        ("lives at 1420 Maple Street", Street),
        ("12 N Lake Shore Dr", Street),
        ("44B Oak Ave.", Street),
        ("Calle Juárez 118", Street),
        ("Avenida de la Paz 20", Street),
    ] {
        assert_eq!(of(text), Some(expected), "{text}");
    }
}

#[test]
fn words_about_the_work_are_taken() {
    for text in [
        "Why are we doing this? So that nobody is lost between us.",
        "Meet every second Tuesday at 9:30, 45 minutes, by video.",
        "Reviewed on 3/12/2027 by Dana Reyes and June Alvarez.",
        "The MOU of 2019-06-30 lapsed; sign again before 2027-01-15.",
        "Dana Reyes joined on 4/2/2024.",
        "We trained 24 of 31 staff, 77 percent, in 3 sessions.",
        "National hotline: 800-799-7233, at all hours.",
        "1-800-799-SAFE (7233) or text START to 88788",
        "Budget: $12,500.00 for 2026-2027; 8 hours a week at $38.50",
        "45 CFR 164.508(c), 34 U.S.C. 12291(b)(2), 42 CFR Part 2",
        "Version 2.1 replaces 1.4 in case 2027 funding ends",
        "Room 204, second floor, 10 to 12",
        "In case 3 or more come, open room 5.",
        "Every patient, 100 of 100, gets two cards.",
        "A caso por caso, 15 minutos",
        "Reuniones en 2027: 12, 4 presenciales",
        "Ask 3 clinics in the way we did in 2025",
        "Give 2 cards to each patient 12 and older",
        "Fiscal year 2026-27, code AB12-CD",
        "24/7, 365 days",
        "Birthday celebration for the clinic in 2026",
        "",
    ] {
        if text.starts_with("Birthday") {
            assert_eq!(of(text), Some(Likeness::BirthDate), "the cost of asking: say it in other words");
        } else {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
