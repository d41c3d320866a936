//! What leaves, byte for byte.

use domain::mail::Address;
use domain::org::Language;
use domain::time::Timestamp;
use std::fmt::Write as _;

/// What a letter says: a constant set.
#[derive(Clone, Copy)]
pub enum Words<'a> {
    /// That there is something new. The same whatever it is, however much of it there is, and for a daily letter too.
    NewItem,
    /// A code for its reader to type on the page where it was asked for.
    Code(&'a str),
}

/// One letter, to one member of staff.
pub struct Letter<'a> {
    /// To whom.
    pub to: &'a Address,
    /// In which language.
    pub language: Language,
    /// What.
    pub words: Words<'a>,
    /// When, to the second.
    pub at: Timestamp,
    /// Random; makes its `Message-ID`.
    pub id: [u8; 16],
}

/// Subject, an empty line, body.
const fn text(words: &Words<'_>, language: Language) -> &'static str {
    match (words, language) {
        (Words::NewItem, Language::En) => include_str!("../letters/item.en.txt"),
        (Words::NewItem, Language::Es) => include_str!("../letters/item.es.txt"),
        (Words::Code(_), Language::En) => include_str!("../letters/code.en.txt"),
        (Words::Code(_), Language::Es) => include_str!("../letters/code.es.txt"),
    }
}

impl Letter<'_> {
    /// The whole message. Its id is of the domain that stands in `From` anyway; no header names this machine, this
    /// product or its version. `Auto-Submitted` (RFC 3834) keeps an absent reader's mail server from answering.
    #[must_use]
    pub fn bytes(&self, from: &Address) -> Vec<u8> {
        let (subject, body) = text(&self.words, self.language).split_once("\n\n").unwrap_or_default();
        let body = match self.words {
            Words::NewItem => body.to_owned(),
            Words::Code(code) => body.replace("{code}", code),
        };
        let id = self.id.iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        format!(
            "From: {from}\r\nTo: {to}\r\nDate: {date}\r\nMessage-ID: <{id}@{domain}>\r\nSubject: {subject}\r\n\
             Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
             Content-Transfer-Encoding: quoted-printable\r\n\r\n{body}",
            from = from.reveal(),
            to = self.to.reveal(),
            date = date(self.at),
            domain = from.domain(),
            body = quoted_printable(&body),
        )
        .into_bytes()
    }
}

/// RFC 5322, 3.3, in Greenwich time: a zone would say where the machine or its reader is.
fn date(at: Timestamp) -> String {
    let at = jiff::Timestamp::from_microsecond(at.micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    at.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string()
}

/// RFC 2045, 6.7, for lines that are short enough as they are and end in no space; a test holds the texts to that.
fn quoted_printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        match byte {
            b'\n' => out.push_str("\r\n"),
            b' '..=b'~' if byte != b'=' => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "={byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_a_subject_in_plain_letters_and_a_body_of_short_lines() {
        for language in Language::ALL {
            for words in [Words::NewItem, Words::Code("0123-abcd")] {
                let (subject, body) = text(&words, *language).split_once("\n\n").unwrap();
                assert!(subject.is_ascii() && !subject.contains('\n') && subject.len() < 40, "{subject}");
                assert!(body.ends_with('\n') && !body.contains(" \n") && !body.contains('\r'));
                assert!(quoted_printable(body).lines().all(|line| line.len() <= 76));
                assert_eq!(body.matches("{code}").count(), usize::from(matches!(words, Words::Code(_))));
            }
        }
    }

    #[test]
    fn nothing_in_a_letter_names_the_product_the_field_or_a_link() {
        for language in Language::ALL {
            for words in [Words::NewItem, Words::Code("")] {
                let text = text(&words, *language).to_lowercase();
                for word in [
                    "footbridge",
                    "partner",
                    "referral",
                    "referencia",
                    "clinic",
                    "clínica",
                    "shelter",
                    "refugio",
                    "violence",
                    "violencia",
                    "advocate",
                    "intercesora",
                    "patient",
                    "paciente",
                    "person",
                    "survivor",
                    "sobreviviente",
                    "http",
                    "www",
                    "urgent",
                    "urgente",
                    "!",
                ] {
                    assert!(!text.contains(word), "{word}");
                }
                assert!(!text.contains(|c: char| c.is_ascii_digit()), "no count");
            }
        }
    }

    #[test]
    fn a_letter_is_these_bytes() {
        let (from, to) = (Address::parse("desk@node.example").unwrap(), Address::parse("june@harbor.example").unwrap());
        let at = Timestamp::from_micros(1_795_622_400_999_999);
        let letter = |language, words| {
            String::from_utf8(Letter { to: &to, language, words, at, id: [0xab; 16] }.bytes(&from)).unwrap()
        };
        assert_eq!(
            letter(Language::Es, Words::NewItem),
            "From: desk@node.example\r\nTo: june@harbor.example\r\nDate: Wed, 25 Nov 2026 16:00:00 +0000\r\n\
             Message-ID: <abababababababababababababababab@node.example>\r\nSubject: Aviso nuevo\r\n\
             Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
             Content-Transfer-Encoding: quoted-printable\r\n\r\nTiene un aviso nuevo.\r\n\
             Para verlo, inicie sesi=C3=B3n como siempre.\r\n"
        );
        assert!(
            letter(Language::En, Words::NewItem)
                .ends_with("\r\n\r\nYou have a new item.\r\nSign in as usual to see it.\r\n")
        );
        assert!(letter(Language::En, Words::Code("12ab-34cd")).contains("\r\n\r\nYour code is 12ab-34cd\r\n"));
        assert_eq!(quoted_printable("1 = 1"), "1 =3D 1");
    }
}
