//! What a person typed is taken as they typed it, or refused; it is never something else than it looks.

use domain::language::{LanguageCode, NotALanguage};
use domain::text::{LONGEST, LONGEST_LABEL, Label, PersonText, TextError};
use proptest::prelude::*;

fn person(raw: &str) -> Result<String, TextError> {
    PersonText::parse(raw, 40).map(|text| text.reveal().to_owned())
}

fn label(raw: &str) -> Result<String, TextError> {
    Label::parse(raw).map(|label| label.as_str().to_owned())
}

#[test]
fn names_of_every_script_are_taken() {
    for name in
        ["Ana", "Zoë O’Neil-Đặng", "José María", "مريم", "نیلوفر\u{200C}جان", "អ្នក\u{200B}ស្រី", "ཨ་མ", "佳怡", "👩‍👧"]
    {
        assert_eq!(person(name), Ok(name.to_owned()));
        assert_eq!(label(name).is_ok(), !name.contains('\u{200B}'), "{name}");
    }
}

#[test]
fn what_stands_around_a_text_is_trimmed_even_if_nobody_can_see_it() {
    for raw in ["  555-0100\r\n", "\u{202D}555-0100\u{202C}", "\u{FEFF}555-0100", "\u{200B} \u{200E}555-0100\u{2069}"] {
        assert_eq!(person(raw), Ok("555-0100".to_owned()), "{}", raw.escape_unicode());
    }
}

#[test]
fn a_text_that_nobody_can_see_is_empty() {
    for raw in [
        "",
        "  ",
        "\r\n\t",
        "\u{200B}",
        "\u{3164}",
        "\u{2800}\u{2800}",
        "\u{200D} \u{AD}",
        "\u{202E}\u{202C}",
        "\u{FE0F}",
    ] {
        assert_eq!(person(raw), Err(TextError::Empty), "{}", raw.escape_unicode());
        assert_eq!(label(raw), Err(TextError::Empty), "{}", raw.escape_unicode());
        assert_eq!(PersonText::parse_optional(raw, 40), Ok(None));
    }
}

#[test]
fn hidden_and_reordering_characters_within_a_text_are_refused() {
    let hostile = [
        '\0',
        '\u{7}',
        '\r',
        '\u{1B}',
        '\u{7F}',
        '\u{85}',
        '\u{9B}', // controls
        '\u{202A}',
        '\u{202B}',
        '\u{202C}',
        '\u{202D}',
        '\u{202E}',
        '\u{2066}',
        '\u{2067}',
        '\u{2068}',
        '\u{2069}',
        '\u{200E}',
        '\u{200F}',
        '\u{61C}', // order
        '\u{2028}',
        '\u{2029}', // lines
        '\u{2060}',
        '\u{2063}',
        '\u{FEFF}',
        '\u{180E}',
        '\u{206E}', // no width
        '\u{FFF9}',
        '\u{E0041}',
        '\u{E007F}', // texts of their own
        '\u{FFFD}',
        '\u{FFFE}',
        '\u{1FFFF}',
        '\u{FDD0}', // no characters
    ];
    for c in hostile {
        let raw = format!("do not{c}call");
        assert_eq!(person(&raw), Err(TextError::Control), "U+{:04X}", c as u32);
        assert_eq!(label(&raw), Err(TextError::Control), "U+{:04X}", c as u32);
        assert_eq!(PersonText::parse_optional(&raw, 40), Err(TextError::Control));
    }
}

#[test]
fn a_label_stands_on_one_line_and_looks_like_no_other() {
    for c in ['\n', '\t', '\u{AD}', '\u{200B}', '\u{115F}', '\u{3164}', '\u{2800}'] {
        assert_eq!(label(&format!("Harbor{c}House")), Err(TextError::Control), "U+{:04X}", c as u32);
        assert!(person(&format!("Harbor{c}House")).is_ok(), "free text may: U+{:04X}", c as u32);
    }
    assert_eq!(label(" Harbor House "), Ok("Harbor House".to_owned()));
}

#[test]
fn length_is_counted_in_characters_after_trimming() {
    let forty = "ñ".repeat(40);
    assert_eq!(person(&format!(" {forty} ")), Ok(forty.clone()));
    assert_eq!(person(&format!("{forty}n")), Err(TextError::TooLong { max: 40 }));
    assert!(label(&"é".repeat(LONGEST_LABEL)).is_ok());
    assert_eq!(label(&"é".repeat(LONGEST_LABEL + 1)), Err(TextError::TooLong { max: LONGEST_LABEL }));
}

#[test]
fn line_breaks_of_every_machine_are_one() {
    assert_eq!(person("one\r\ntwo\nthree"), Ok("one\ntwo\nthree".to_owned()));
}

#[test]
fn a_partners_message_is_read_by_the_same_rules_as_a_form() {
    let read = |text: &str| serde_json::from_value::<PersonText>(text.into()).is_ok();
    assert!(read("Ana") && read(&"a".repeat(LONGEST)));
    assert!(!read("do not\u{202E}call") && !read("\u{200B}") && !read("") && !read(&"a".repeat(LONGEST + 1)));
    let read = |text: &str| serde_json::from_value::<Label>(text.into()).is_ok();
    assert!(read("Rosa") && !read("Ro\nsa") && !read("") && !read(&"a".repeat(LONGEST_LABEL + 1)));
}

#[test]
fn a_language_is_two_or_three_letters_and_nothing_else() {
    for (raw, code) in [("es", "es"), (" ES ", "es"), ("und", "und"), ("Mam", "mam"), ("ase", "ase")] {
        assert_eq!(LanguageCode::parse(raw).unwrap().as_str(), code);
    }
    for raw in ["", "e", "es-MX", "espa", "e1", "ñe", "Ana Quetzal", "e\u{200B}s", "12"] {
        assert_eq!(LanguageCode::parse(raw), Err(NotALanguage), "{raw}");
    }
    assert!(!LanguageCode::UNDETERMINED.is_determined() && LanguageCode::parse("es").unwrap().is_determined());
    let json = serde_json::to_string(&LanguageCode::parse("es").unwrap()).unwrap();
    assert_eq!((json.as_str(), serde_json::from_str(&json).ok()), ("\"es\"", LanguageCode::parse("es").ok()));
    assert!(serde_json::from_str::<LanguageCode>("\"Ana Quetzal\"").is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn what_was_taken_once_is_taken_again_unchanged(raw in any::<String>(), max in 1..60_usize) {
        if let Ok(text) = PersonText::parse(&raw, max) {
            prop_assert!(text.reveal().chars().count() <= max);
            prop_assert_eq!(&PersonText::parse(text.reveal(), max).unwrap(), &text);
            let json = serde_json::to_string(&text).unwrap();
            prop_assert_eq!(serde_json::from_str::<PersonText>(&json).unwrap(), text);
        }
        if let Ok(label) = Label::parse(&raw) {
            prop_assert_eq!(Label::parse(label.as_str()), Ok(label.clone()));
            prop_assert!(label.as_str().lines().count() == 1);
        }
    }

    #[test]
    fn no_error_repeats_what_was_typed(raw in any::<String>()) {
        if let Err(error) = PersonText::parse(&raw, 5) {
            let said = format!("{error} {error:?}");
            prop_assert!(raw.trim().chars().count() < 8 || !said.contains(raw.trim()));
        }
    }
}
