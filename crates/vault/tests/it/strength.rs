//! New passwords: long enough, and not what everybody tries first.

use proptest::prelude::*;
use vault::{WeakPassword, check_new_password};

#[test]
fn long_or_four_words_is_enough() {
    for good in [
        "seven otters borrow a kettle",
        "ocho nutrias piden tetera",
        "rue cod elm yak",
        "mañana cruzamos el río",
        "Kj9#vTq!mZ2pXw7rLd",
        "xkvq-mtrz-plwd-ghnb",
    ] {
        assert_eq!(check_new_password(good), Ok(()), "{good}");
    }
}

#[test]
fn short_ones_are_refused() {
    for short in ["", "kettle", "Kj9#vTq!mZ2pXw", "rue cod elm", "rue rue rue", "a b c d e"] {
        assert_eq!(check_new_password(short), Err(WeakPassword::Short), "{short}");
    }
}

#[test]
fn common_ones_are_refused_however_they_are_dressed() {
    for common in [
        "password12345678",
        "P@ssw0rd2026!!!!",
        "123456789012345",
        "aaaaaaaaaaaaaaaa",
        "qwertyuiopasdfgh",
        "1qaz2wsx3edc4rfv",
        "abcdefghijklmnop",
        "correct horse battery staple",
        "iloveyouiloveyou",
        "contraseña segura 2026",
        "Bienvenida a la clinica 1",
        "footbridge-footbridge",
        "kettleXkettleXk",
        "teamomivida123456",
        "Summer2026Summer2025",
    ] {
        assert_eq!(check_new_password(common), Err(WeakPassword::Common), "{common}");
    }
}

#[test]
fn a_password_of_a_page_is_refused() {
    assert_eq!(check_new_password(&"kettle otter ".repeat(50)), Err(WeakPassword::Long));
}

proptest! {
    #[test]
    fn any_text_gets_an_answer(text in ".{0,700}") {
        let _ = check_new_password(&text);
    }

    #[test]
    fn letters_drawn_at_random_are_good(text in "[a-z]{20}") {
        prop_assert_eq!(check_new_password(&text), Ok(()));
    }
}
