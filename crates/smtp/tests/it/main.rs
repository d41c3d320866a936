//! Letters as a real mail server takes them, and refusals as it gives them.

#![cfg(test)]

use domain::mail::Address;
use domain::org::Language;
use domain::time::Timestamp;
use smtp::{Letter, Login, MailServer, NotSent, Words};
use testkit::mail::{SENDER, TestMail, certificate};

const JUNE: &str = "june@harbor.example";

fn server(url: &str, login: Option<(&str, &str)>, authority: bool) -> MailServer {
    let pem = authority.then(|| std::fs::read(certificate()).unwrap());
    let login = login.map(|(user, password)| Login::new(user.to_owned(), password.to_owned()));
    MailServer::parse(url, SENDER, login, pem.as_deref()).unwrap()
}

async fn send(server: &MailServer) -> Result<(), NotSent> {
    let (to, at) = (Address::parse(JUNE).unwrap(), Timestamp::from_micros(1_795_622_400_000_000));
    let letter = Letter { to: &to, language: Language::En, words: Words::NewItem, at, id: [0xab; 16] };
    server.send(&letter).await
}

/// The address of a server that speaks TLS at once.
fn in_tls(mail: &TestMail) -> String {
    mail.url().replace("smtp://", "smtps://")
}

/// By a name that is this machine and is not taken for it: STARTTLS is asked for.
fn by_name(mail: &TestMail) -> String {
    format!("smtp://LOCALHOST:{}", mail.port())
}

#[tokio::test]
async fn a_letter_arrives_byte_for_byte_with_one_recipient() {
    let mail = TestMail::start();
    send(&server(&mail.url(), None, false)).await.unwrap();
    let letters = mail.letters();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].envelope, [SENDER, JUNE]);
    assert_eq!(
        letters[0].text,
        "From: desk@node.example\r\nTo: june@harbor.example\r\nDate: Wed, 25 Nov 2026 16:00:00 +0000\r\n\
         Message-ID: <abababababababababababababababab@node.example>\r\nSubject: New item\r\n\
         Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
         Content-Transfer-Encoding: quoted-printable\r\n\r\nYou have a new item.\r\nSign in as usual to see it.\r\n"
    );
    assert_eq!(mail.hello(), "[127.0.0.1]");
}

#[tokio::test]
async fn a_refusal_is_of_the_recipient_the_sender_or_the_hour() {
    for (kind, error, is_final, of_the_server) in [
        ("refuses", NotSent::Refused(550), true, false),
        ("busy", NotSent::Later(451), false, false),
        // Its policy says so about the letter, and it would about anybody's: no address is to blame.
        ("refuses-data", NotSent::Later(554), false, false),
        ("refuses-letter", NotSent::Later(554), false, false),
        ("refuses-sender", NotSent::Sender(550), false, true),
        ("cuts", NotSent::Unsure, false, false),
    ] {
        let mail = TestMail::that(&[kind]);
        let got = send(&server(&mail.url(), None, false)).await.unwrap_err();
        assert_eq!((got, got.is_final(), got.is_of_the_server()), (error, is_final, of_the_server), "{kind}");
        assert_eq!(mail.letters().len(), usize::from(kind == "cuts"));
    }
    let down = TestMail::that(&["down"]);
    assert_eq!(send(&server(&down.url(), None, false)).await, Err(NotSent::Unreachable));
}

#[tokio::test]
async fn a_login_is_checked_without_a_letter() {
    let mail = TestMail::that(&["login"]);
    server(&mail.url(), Some(("desk", "secret word")), false).greet().await.unwrap();
    assert_eq!(server(&mail.url(), Some(("desk", "another")), false).greet().await, Err(NotSent::Login(535)));
    assert!(mail.letters().is_empty());
    send(&server(&mail.url(), Some(("desk", "secret word")), false)).await.unwrap();
    assert_eq!(mail.letters().len(), 1);
    // It asks for a login, and none is set: to blame is the setting, not the recipient.
    assert_eq!(send(&server(&mail.url(), None, false)).await, Err(NotSent::Sender(530)));
}

#[tokio::test]
async fn in_tls_the_server_has_to_be_the_one_that_was_set() {
    let mail = TestMail::that(&["tls"]);
    send(&server(&in_tls(&mail), None, true)).await.unwrap();
    assert_eq!(send(&server(&in_tls(&mail), None, false)).await, Err(NotSent::Unreachable), "no public authority");
    let other = in_tls(&mail).replace("127.0.0.1", "127.0.0.2");
    assert_eq!(send(&server(&other, None, true)).await, Err(NotSent::Unreachable), "another name");
    assert_eq!(mail.letters().len(), 1);
}

#[tokio::test]
async fn a_server_that_offers_no_starttls_gets_nothing() {
    let plain = TestMail::start();
    assert_eq!(send(&server(&by_name(&plain), None, false)).await, Err(NotSent::Unreachable));
    assert!(plain.letters().is_empty());
    let mail = TestMail::that(&["starttls"]);
    assert_eq!(send(&server(&by_name(&mail), None, false)).await, Err(NotSent::Unreachable), "no public authority");
    send(&server(&by_name(&mail), None, true)).await.unwrap();
    assert_eq!(mail.letters().len(), 1);
}
