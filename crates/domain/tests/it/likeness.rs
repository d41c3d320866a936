//! Words about a person are kept out of what both organizations read; words about the work go in.

use domain::likeness::{Likeness, of, of_link, of_placeless};

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
        // As they come from a word processor, and as they are typed in haste.
        ("312\u{2011}555\u{2011}0142", Phone),
        ("312\u{2013}555\u{2013}0142", Phone),
        ("312/555/0142", Phone),
        ("her sister: 555 0142", Phone),
        ("555.0142", Phone),
        ("312\u{a0}555\u{a0}0142", Phone),
        ("\u{ff13}\u{ff11}\u{ff12}-555-0142", Phone),
        ("312-5\u{200b}55-0142", Phone),
        ("MRN#48213", RecordNumber),
        ("MRN:48213", RecordNumber),
        ("MRN48213", RecordNumber),
        ("mrn-48213", RecordNumber),
        ("chart#99812", RecordNumber),
        ("her SSN 123 45 6789", RecordNumber),
        ("123 45 6789", RecordNumber),
        ("A123-456-789", RecordNumber),
        ("cédula 40912345", RecordNumber),
        ("Ana Ruiz, DOB 3/14/89", BirthDate),
        ("DOB:3/14/89", BirthDate),
        ("dob 3/14", BirthDate),
        ("nació 14/03/89", BirthDate),
        ("born March 14", BirthDate),
        ("date of birth: 3-14-89", BirthDate),
        ("Ana Ruiz 3/14/2019", BirthDate),
        ("Ana Ruiz (3/14/2019)", BirthDate),
        ("Ana Ruiz 3/14/89", BirthDate),
        ("3/14/1989 Ana Ruiz", BirthDate),
        ("she lives at 412 maple street", Street),
        ("412 maple st.", Street),
        ("calle olmo 412", Street),
        ("Calle Olmo #412", Street),
        ("412 N Martin Luther King Blvd", Street),
        ("412 N. Dr. Martin Luther King Jr. Drive", Street),
        ("412-B Maple Street", Street),
        ("10-12 Maple Street", Street),
        ("412 1/2 Maple Avenue", Street),
        ("PO Box 77", Street),
        ("P.O. Box 77", Street),
        ("apartado postal 77", Street),
        ("Apt 4", Street),
        ("apt. 4B", Street),
        // A first name alone, in lower case, or nobody's: no work here is as old as that.
        ("Ana 3/14/1989", BirthDate),
        ("ana ruiz 3/14/89", BirthDate),
        ("ana, 1989-03-14", BirthDate),
        ("14 de marzo de 1989, Ana Ruiz", BirthDate),
        ("ana, marzo 14 de 1989", BirthDate),
        ("March 14, 1989", BirthDate),
        ("mar 14 1989", BirthDate),
        ("the 14th of March 1989", BirthDate),
        ("+52 55 1234 5678", Phone),
        ("llame al +502 2222 3333", Phone),
        ("1420 Broadway", Street),
        ("1420 n broadway", Street),
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
        "Birth control clinic on 3/12/2027, and a birth center since 2020",
        "Site Visit 3/14/2025, MOU Version 6/30/2024",
        "Reviewed by Dana Reyes 3/12/2027",
        "Open 10 hours on the street, 12 days a week in the road show",
        "3 mobile street outreach teams, 2 nights street outreach",
        "Atención en la calle, 24 horas; calle abierta 24 horas",
        "El camino a 3 clínicas, desde las 9",
        "In 2026 2027 and 2028 we meet 12 times",
        "From 900 1200 people came in 365 days",
        "Two apartments, 12 beds",
        "Release 2.1.4 of the tool, and 1.12.3 before it",
        "In March of 2027, and on 14 de marzo de 2027",
        "We may begin in 2012 words; the march of 1989 is a book",
        "12+ people, +1 800 799 7233",
        "Budget lines 240 2026 and 310 2027",
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

#[test]
fn where_no_place_may_stand_the_name_of_a_street_is_enough() {
    for text in [
        "the house on Maple Street",
        "Elm Ave, second door",
        "Calle Olmo",
        "412 north of the old road",
        "12 Oak Street",
    ] {
        assert_eq!(of_placeless(text), Some(Likeness::Street), "{text}");
    }
    for text in ["Family Court on Mondays", "Street outreach every night", "Call first. A room for children.", "Lane 3"]
    {
        assert_eq!(of_placeless(text), None, "{text}");
    }
}

#[test]
fn a_web_address_leads_to_a_page_and_not_to_a_person() {
    for link in [
        "https://x.org/?q=312-555-0142",
        "https://x.org/?phone=3125550142",
        "https://x.org/search?name=Ana+Ruiz&dob=3/14/1989",
        "https://x.org/?q=412%20Maple%20Street",
        "https://x.org/?q=%E2%80%9Cana%40example.com%E2%80%9D",
        "https://x.org/chart/99812",
        "https://x.org/#mrn=48213",
        "https://x.org/call/312-555-0142",
    ] {
        assert!(of_link(link).is_some(), "{link}");
    }
    for link in [
        "https://ipvhealthpartners.org/wp-content/uploads/2016/11/DVCHC-Guide_2017.pdf",
        "https://www.law.cornell.edu/cfr/text/45/1370.4",
        "https://www.futureswithoutviolence.org/a-page?lang=es&page=12#part-3",
        "https://vimeo.com/3125550142",
    ] {
        assert_eq!(of_link(link), None, "{link}");
    }
}
